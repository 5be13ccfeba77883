package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// Facts reads what policies decide on: in the transaction that acts, or as it is
// committed. A period ends by itself, at the moment of reading.
type Facts struct{ g *gorm.DB }

// Facts reads within the transaction.
func (tx Tx) Facts() Facts { return Facts{tx.DB} }

// Facts reads what is committed.
func (db *DB) Facts(ctx context.Context) Facts { return Facts{db.gorm.WithContext(ctx)} }

// wrap names what could not be read or written.
func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store: %s: %w", what, err)
}

func today(now time.Time) string { return calendar.DateOf(now.In(calendar.China())).String() }

// standing is the person p as an object; $2 is the company's day.
const standing = `json_build_object('Person', p.id, 'Active', p.left_on is null or p.left_on > $2::date, 'Administrator', p.administrator,
	'Posts', coalesce((select json_agg(json_build_object('Post', o.id, 'Unit', o.unit_id, 'Company', o.company_id, 'Rank', o.rank,
		'Function', u.function, 'Head', m.kind = 'head', 'Code', o.code) order by o.code)
		from holdings h join posts o on o.id = h.post_id join units u on u.id = o.unit_id join companies m on m.id = o.company_id
		where h.person_id = p.id and h.from_on <= $2::date and (h.until_on is null or h.until_on > $2::date)
		and (o.ended_on is null or o.ended_on > $2::date)), '[]'))`

// principals are those whose proxies the agent $1 holds at $3.
const principals = `coalesce((select json_agg(json_build_object('Proxy', json_build_object('ID', y.id, 'Principal', y.principal_id, 'Agent', y.agent_id,
		'From', y.from_at, 'Until', y.until_at, 'Kinds', y.kinds, 'Limit', y.limit_cents, 'RevokedAt', y.revoked_at), 'Who', ` + standing + `) order by y.from_at, y.id)
	from proxies y join people p on p.id = y.principal_id where y.agent_id = $1::uuid and y.from_at <= $3::timestamptz and y.until_at > $3::timestamptz
	and (y.revoked_at is null or y.revoked_at > $3::timestamptz)), '[]')`

// caseFacts is the case c as an object.
const caseFacts = `json_build_object('ID', c.id, 'Company', c.company_id, 'Unit', c.unit_id, 'State', c.state, 'Amount', c.amount,
	'Applicant', c.applicant_id, 'Digest', c.digest,
	'Requesters', (select json_agg(x.person_id order by x.person_id) from (select c.applicant_id as person_id
		union select k.person_id from case_people k where k.case_id = c.id and k.part = 'requester') x),
	'About', (select json_agg(k.person_id order by k.person_id) from case_people k where k.case_id = c.id and k.part = 'about'),
	'Parties', (select json_agg(x.person_id order by x.person_id) from (
		select k.person_id from case_people k where k.case_id = c.id and k.part in ('party', 'copied')
		union select t.person_id from tasks t where t.case_id = c.id and t.person_id is not null
		union select t.closed_by from tasks t where t.case_id = c.id and t.state = 'done' and t.closed_by is not null) x),
	'Posts', (select json_agg(distinct t.post_id) from tasks t where t.case_id = c.id and t.post_id is not null),
	'Waiting', (select json_agg(json_build_object('Verb', t.verb, 'Post', t.post_id, 'Person', t.person_id) order by t.id)
		from tasks t where t.case_id = c.id and t.state = 'open'),
	'SubjectRequesters', case when c.subject_id is not null then (select json_agg(x.person_id order by x.person_id) from (
		select s.applicant_id as person_id from cases s where s.id = c.subject_id
		union select k.person_id from case_people k where k.case_id = c.subject_id and k.part = 'requester') x) end)`

// taskFacts is the task t as an object.
const taskFacts = `json_build_object('ID', t.id, 'Step', t.step, 'Verb', t.verb, 'Post', t.post_id, 'Person', t.person_id, 'Open', t.state = 'open',
	'Signers', (select json_agg(distinct x.id) from signatures s cross join lateral (values (s.person_id), (s.principal_id)) x (id)
		where s.case_id = t.case_id and s.step = t.step and s.attempt = t.attempt and s.decision = 'sign' and s.fell_at is null))`

// Standing is what a person is at now; an unknown person is not in force.
func (f Facts) Standing(person models.PersonID, now time.Time) (models.Standing, error) {
	s := models.Standing{Person: person}
	err := f.object(&s, `select `+standing+` from people p where p.id = $1::uuid`, id(person), today(now))
	return s, wrap("standing", err)
}

// Principals are those whose proxies the agent holds at now for cases of this
// kind and amount, with what they are now.
func (f Facts) Principals(agent models.PersonID, now time.Time, kind models.Kind, amount models.Cents) ([]models.Principal, error) {
	var all []models.Principal
	err := f.object(&all, `select `+principals, id(agent), today(now), now)
	return slices.DeleteFunc(all, func(p models.Principal) bool { return !p.Proxy.Covers(kind, amount, now) }), wrap("principals", err)
}

// Question reads everything that decides whether actor may do verb to a case, or
// to its task where task is not empty, having been shown the digest. Principals
// holds everybody whose proxy the actor holds, whatever its scope. A case or task
// that does not exist is Missing.
func (f Facts) Question(verb models.Verb, actor models.PersonID, of models.CaseID, task models.TaskID, shown models.Digest, now time.Time) (models.Question, error) {
	var read struct {
		Kind       models.Kind
		Actor      *models.Standing
		Case       models.CaseFacts
		Task       *models.TaskFacts
		Principals []models.Principal
		Policy     int64
	}
	err := f.object(&read, `select json_build_object('Kind', c.kind, 'Case', `+caseFacts+`,
		'Actor', (select `+standing+` from people p where p.id = $1::uuid),
		'Task', (select `+taskFacts+` from tasks t where t.id = $5::uuid and t.case_id = c.id),
		'Principals', `+principals+`, 'Policy', (select coalesce(max(version), 0) from policy_versions)) from cases c where c.id = $4::uuid`,
		id(actor), today(now), now, id(of), id(task))
	if err != nil {
		return models.Question{}, wrap("question", err)
	}
	if read.Case.ID == "" || (task != "" && read.Task == nil) {
		return models.Question{}, models.Refuse(models.Missing, regulation.ApprovalNeedToKnow, "no-such-case")
	}
	if read.Actor == nil {
		read.Actor = &models.Standing{Person: actor}
	}
	read.Case.Shown = shown
	return models.Question{Verb: verb, Kind: read.Kind, Actor: *read.Actor, Who: *read.Actor, Case: &read.Case, Task: read.Task, Now: now, Principals: read.Principals, Policy: read.Policy}, nil
}

// id is an id as PostgreSQL takes it: nothing where it is empty or no UUID, for
// what cannot be an id names nothing.
func id[ID ~string](of ID) any {
	if !aUUID.MatchString(string(of)) {
		return nil
	}
	return string(of)
}

// object reads one row with one JSON value; no row leaves into as it was.
func (f Facts) object(into any, query string, args ...any) error {
	var body []byte
	err := f.g.Statement.ConnPool.QueryRowContext(f.g.Statement.Context, query, args...).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return json.Unmarshal(body, into)
}
