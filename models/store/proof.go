package store

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"countersign/models"
)

// An Ending is what every transaction about a case ends with.
type Ending struct {
	Case    models.Case // as it is now
	Events  []models.Event
	Slates  []SlateChange
	Key     string          // under which the answer is kept for every repetition
	Answer  json.RawMessage // what was answered
	Parties []models.PersonID
	About   *models.About // what lists say of the case from now on; nil = as before
}

// A SlateChange is a slate that was drawn, with who was considered and why, or, where
// Drawn is nil, one that stands differently after an act.
type SlateChange struct {
	Slate   models.Slate
	Drawn   *models.Drawn
	Current any // with what the procedure knows
}

// sql writes the change as part of a statement.
func (s SlateChange) sql(args *arguments, id, at string) (string, error) {
	now, err := json.Marshal(s.Current)
	if err != nil {
		return "", err
	}
	of := args.all(s.Slate.Step, s.Slate.Attempt, string(now))
	if s.Drawn == nil {
		return `(update slates set current = ` + of[2] + ` where case_id = ` + id + ` and step = ` + of[0] + ` and attempt = ` + of[1] + `)`, nil
	}
	drawn, err := json.Marshal(s.Drawn)
	return `(insert into slates (case_id, at, step, attempt, current, clause, verb, drawn) values (` + id + `, ` + at + `, ` + strings.Join(of, `, `) + `, ` +
		strings.Join(args.all(s.Slate.Clause.ID(), s.Slate.Verb, string(drawn)), `, `) + `))`, err
}

// Finish writes the case, its slates, its events, the people who took part and the answer in
// one statement. A trigger on cases announces the change when the transaction commits.
func (tx Tx) Finish(e Ending) error {
	c, last := e.Case, e.Events[len(e.Events)-1]
	var args arguments
	id, at, actor := args.add(c.ID), args.add(last.At), args.add(e.Events[0].Actor)
	set := `updated_at = ` + at
	for _, s := range []struct {
		column string
		is     any
	}{
		{"number", c.Number}, {"state", c.State}, {"digest", c.Digest}, {"amount", c.Amount}, {"rulebook", c.Rulebook}, {"matrix", c.Matrix}, {"subject_id", c.Subject}, {"level", c.Level},
		{"bound", c.Bound}, {"clause", c.Clause}, {"opened_at", c.OpenedAt}, {"closed_at", c.ClosedAt}, {"seq", last.Seq}, {"head", last.Hash},
	} {
		set += `, ` + s.column + ` = ` + args.add(s.is)
	}
	if e.About != nil {
		set += `, about = ` + args.add(e.About.Zh) + `, about_en = ` + args.add(e.About.En) + `, search = ` + args.add(e.About.Search)
	}
	var events []string
	for _, v := range e.Events {
		events = append(events, `(`+id+`, `+at+`, `+strings.Join(args.all(v.Seq, v.Kind, v.Actor, v.Post, v.Task, v.Clause, bodyOf(v), v.Prev, v.Hash), `, `)+`)`)
	}
	var slates string
	for i, s := range e.Slates {
		change, err := s.sql(&args, id, at)
		if err != nil {
			return fault("slate", err)
		}
		slates += `s` + strconv.Itoa(i) + ` as ` + change + `, `
	}
	return tx.write("case", `with `+slates+`c as (update cases set `+set+` where id = `+id+`),
		v as (insert into events (case_id, at, seq, kind, actor_id, post_id, task_id, clause, body, prev, hash) values `+strings.Join(events, `, `)+`),
		p as (insert into case_people (case_id, person_id, part, at) select `+id+`, x, 'party', `+at+` from unnest(`+args.add(pgArray(e.Parties))+`::uuid[]) x on conflict do nothing)
		insert into receipts (key, case_id, actor_id, body, at) values (`+args.add(e.Key)+`, `+id+`, `+actor+`, `+args.add(string(e.Answer))+`, `+at+`)`, args...)
}

func bodyOf(v models.Event) string {
	if len(v.Body) == 0 {
		return "{}"
	}
	return string(v.Body)
}

// pgArray writes ids as PostgreSQL writes an array; ids need no quotes.
func pgArray[ID ~string](ids []ID) string {
	var b strings.Builder
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(string(id))
	}
	return "{" + b.String() + "}"
}

// A Signature is one decision of one person on a slate: what design.md calls
// the way of a signature binds all of its columns.
type Signature struct {
	ID            string
	CaseID        models.CaseID
	Step          models.Step
	Attempt       int
	TaskID        models.TaskID
	SeatID        models.TaskID
	PersonID      models.PersonID
	PrincipalID   models.PersonID
	PostID        *models.PostID
	ProxyID       *models.ProxyID
	Decision      models.Verb
	Digest        models.Digest
	Clause        string
	Rule          string
	Rulebook      int
	PolicyVersion int64
	ActID         models.ActID
	At            time.Time
	FellAt        *time.Time
	// View is the digest of what the signer was shown, where some fields were kept
	// from the signer, and Unseen their keys; empty where all was shown (approval.fields).
	View   models.Digest
	Unseen json.RawMessage `gorm:"type:jsonb"`
}

// KeepSignature writes a signature; the database refuses a second one of the
// same person, principal or seat on a slate.
func (tx Tx) KeepSignature(s Signature) error {
	return tx.write("signature", `insert into signatures (id, case_id, step, attempt, task_id, seat_id, person_id, principal_id, post_id, proxy_id, decision, digest, clause, rule, rulebook,
		policy_version, act_id, at, fell_at, view, unseen) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
		s.ID, s.CaseID, s.Step, s.Attempt, s.TaskID, s.SeatID, s.PersonID, s.PrincipalID, s.PostID, s.ProxyID, s.Decision, s.Digest, s.Clause, s.Rule, s.Rulebook,
		s.PolicyVersion, s.ActID, s.At, s.FellAt, s.View, textOf(s.Unseen))
}

// Signatures lists the signatures of an attempt at a step of a case that have not
// fallen, in the order in which they were given.
func (tx Tx) Signatures(id models.CaseID, step models.Step, attempt int) ([]Signature, error) {
	var all []Signature
	err := tx.Raw(`select * from signatures where case_id = ? and step = ? and attempt = ? and decision = 'sign' and fell_at is null order by at, id`,
		id, step, attempt).Scan(&all).Error
	return all, fault("signatures", err)
}

// LastAttempt is how often a step of a case was begun.
func (tx Tx) LastAttempt(id models.CaseID, step models.Step) (attempt int, err error) {
	return attempt, fault("slate", tx.Raw(`select coalesce(max(attempt), 0) from slates where case_id = ? and step = ?`, id, step).Row().Scan(&attempt))
}

// A SlateText is a slate as it was drawn and as it stood last.
type SlateText struct{ Drawn, Current json.RawMessage }

// SlateBefore reads the slate of the attempt before this one.
func (tx Tx) SlateBefore(id models.CaseID, step models.Step, attempt int) (SlateText, error) {
	var text SlateText
	err := tx.Raw(`select drawn, current from slates where case_id = ? and step = ? and attempt = ?`, id, step, attempt-1).Row().Scan(&text.Drawn, &text.Current)
	return text, fault("slate", err)
}

// Fall marks the signatures under other content than digest as fallen
// (approval.digest).
func (tx Tx) Fall(id models.CaseID, step models.Step, digest models.Digest, at time.Time) error {
	return fault("signatures", tx.Exec(`update signatures set fell_at = ? where case_id = ? and step = ? and digest <> ? and fell_at is null`, at, id, step, digest).Error)
}

// FallOwn marks the signatures of those as fallen who have become requesters since, or
// for whom or about whom the case has come to be (approval.own-case).
func (tx Tx) FallOwn(id models.CaseID, step models.Step, at time.Time) error {
	return fault("signatures", tx.Exec(`update signatures s set fell_at = ? where s.case_id = ? and s.step = ? and s.decision = 'sign' and s.fell_at is null
		and exists (select from case_people k where k.case_id = s.case_id and k.part in `+barred+` and k.person_id in (s.person_id, s.principal_id))`, at, id, step).Error)
}

// FallSeats marks the signatures of seats that are asked again as fallen.
func (tx Tx) FallSeats(id models.CaseID, step models.Step, attempt int, seats []models.TaskID, at time.Time) error {
	if len(seats) == 0 {
		return nil
	}
	return fault("signatures", tx.Exec(`update signatures set fell_at = ? where case_id = ? and step = ? and attempt = ? and seat_id in ? and decision = 'sign' and fell_at is null`,
		at, id, step, attempt, seats).Error)
}

// LastReminders are when the applicant last reminded of each of the tasks; of a task
// that was opened since, never: the zero time.
func (tx Tx) LastReminders(id models.CaseID, tasks []models.TaskID) (map[models.TaskID]time.Time, error) {
	var rows []struct {
		ID models.TaskID
		At *time.Time
	}
	err := tx.Raw(`select t.id, (select max(e.at) from events e where e.case_id = t.case_id and e.kind = 'remind' and e.at >= t.opened_at) as at
		from tasks t where t.case_id = ? and t.id in ?`, id, tasks).Scan(&rows).Error
	last := map[models.TaskID]time.Time{}
	for _, r := range rows {
		if last[r.ID] = (time.Time{}); r.At != nil {
			last[r.ID] = *r.At
		}
	}
	return last, fault("reminders", err)
}
