package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// Facts reads what policies decide on: in the transaction that acts, or as it is
// committed. A period ends by itself, at the moment of reading.
type Facts struct {
	g     *gorm.DB
	known *organisations
}

// Facts reads within the transaction.
func (tx Tx) Facts() Facts { return Facts{tx.DB, tx.known} }

// Facts reads what is committed, each question at its own instant.
func (db *DB) Facts(ctx context.Context) Facts { return Facts{db.gorm.WithContext(ctx), db.known} }

func today(now time.Time) calendar.Date { return calendar.DateOf(now.In(calendar.China())) }

// day is today as PostgreSQL takes it: as text, for of a Valuer the driver makes an
// error first.
func day(now time.Time) string { return today(now).String() }

// busy reports of the post o whether lists are better read in their order.
const busy = `(exists (select from tasks t where t.post_id = o.id offset 1000)
	or (o.rank = 'head' and exists (select from cases c where c.unit_id = o.unit_id offset 1000)))`

// suspended says of a person, who is given in SQL, that nothing may be done for now (approval.in-force).
func suspended(person string) string {
	return `exists (select from accounts k where k.person_id = ` + person + ` and k.suspended_at is not null)`
}

// standing is the person p as an object; $2 is the company's day. Busy is asked
// for lists only.
func standing(busy string) string {
	return `json_build_object('Person', p.id, 'Active', (p.left_on is null or p.left_on > $2::date) and not ` + suspended("p.id") + `, 'Administrator', p.administrator,
	'Posts', coalesce((select json_agg(json_build_object('Post', o.id, 'Unit', o.unit_id, 'Company', o.company_id, 'Rank', o.rank,
		'Function', u.function, 'Head', m.kind = 'head', 'Code', o.code, 'Busy', ` + busy + `) order by o.code)
		from holdings h join posts o on o.id = h.post_id join units u on u.id = o.unit_id join companies m on m.id = o.company_id
		where h.person_id = p.id and h.from_on <= $2::date and (h.until_on is null or h.until_on > $2::date)
		and (o.ended_on is null or o.ended_on > $2::date)), '[]'))`
}

// principals are those whose proxies the agent, who is given in SQL, holds at $3.
func principals(agent string) string {
	return `coalesce((select json_agg(json_build_object('Proxy', json_build_object('ID', y.id, 'Principal', y.principal_id, 'Agent', y.agent_id,
		'From', y.from_at, 'Until', y.until_at, 'Kinds', y.kinds, 'Limit', y.limit_cents, 'RevokedAt', y.revoked_at), 'Who', ` + standing(`false`) + `) order by y.from_at, y.id)
	from proxies y join people p on p.id = y.principal_id where y.agent_id = ` + agent + ` and y.from_at <= $3::timestamptz and y.until_at > $3::timestamptz
	and (y.revoked_at is null or y.revoked_at > $3::timestamptz)), '[]')`
}

// Busy lists which of the posts have so much to do with that lists are better read
// in their order.
func (f Facts) Busy(posts []models.Held) (busyOnes []models.PostID, err error) {
	if len(posts) == 0 {
		return nil, nil
	}
	ids := make([]models.PostID, len(posts))
	for i, h := range posts {
		ids[i] = h.Post
	}
	err = f.object(&busyOnes, `select json_agg(o.id) from posts o where o.id = any($1::uuid[]) and `+busy, pgArray(ids))
	return busyOnes, fault("busy posts", err)
}

// Standing is what a person is at now; an unknown person is not in force.
func (f Facts) Standing(person models.PersonID, now time.Time) (models.Standing, error) {
	s := models.Standing{Person: person}
	err := f.object(&s, `select `+standing(busy)+` from people p where p.id = $1::uuid`, id(person), day(now))
	return s, fault("standing", err)
}

// Principals are those whose proxies the agent holds at now for cases of this
// kind and amount, with what they are now.
func (f Facts) Principals(agent models.PersonID, now time.Time, kind models.Kind, amount models.Cents) ([]models.Principal, error) {
	var all []models.Principal
	err := f.object(&all, `select `+principals(`$1::uuid`), id(agent), day(now), now)
	return slices.DeleteFunc(all, func(p models.Principal) bool { return !p.Proxy.Covers(kind, amount, now) }), fault("principals", err)
}

// An asked is what is read to answer a question: the actor, whose proxies the actor
// holds, and the case with what is written about it.
type asked struct {
	Actor      *models.Standing
	Principals []models.Principal
	Policy     int64
	Case       *models.Case
	Record     recorded
}

// askedOf is an asked as an object: $1 the actor, $2 the company's day, $3 the
// instant; the case and what is written about it as they are given in SQL.
func askedOf(aCase, record string) string {
	return `json_build_object('Actor', (select ` + standing(`false`) + ` from people p where p.id = $1::uuid), 'Principals', ` + principals(`$1::uuid`) + `,
		'Policy', (select coalesce(max(version), 0) from policy_versions), 'Case', ` + aCase + `, 'Record', ` + record + `)`
}

// question is what was asked as policies want it; a task that is not of the case
// is Missing.
func (a asked) question(act models.Act, at time.Time) (models.Question, error) {
	actor := models.Standing{Person: act.Actor}
	if a.Actor != nil {
		actor = *a.Actor
	}
	q := models.Question{Verb: act.Verb, Kind: a.Case.Kind, Actor: actor, Who: actor, Case: a.Record.facts(*a.Case), Now: at, Principals: a.Principals, Policy: a.Policy}
	q.Case.Shown = act.Digest
	if act.Task == "" {
		return q, nil
	}
	if q.Task = a.Record.task(act.Task); q.Task == nil {
		return models.Question{}, missing()
	}
	return q, nil
}

var questionAbout = `select ` + askedOf(`null`, recordOf(`$4::uuid`, `$5::uuid`))

// QuestionAbout reads everything that decides whether an act on c may be done: c as
// it is given, which need not be written yet, and all else as it is recorded.
// Principals are those whose proxies the actor holds, whatever the scope. A task
// that is not of the case is Missing.
func (f Facts) QuestionAbout(act models.Act, c models.Case, at time.Time) (models.Question, error) {
	a := asked{}
	if err := f.object(&a, questionAbout, id(act.Actor), day(at), at, id(c.ID), subject(c)); err != nil {
		return models.Question{}, fault("question", err)
	}
	a.Case = &c
	return a.question(act, at)
}

var question = `select ` + askedOf(caseObject, recordOf(`c.id`, `c.subject_id`)) + ` from cases c where c.id = $4::uuid`

// Question is QuestionAbout a case as it is recorded; a case that does not exist
// is Missing.
func (f Facts) Question(verb models.Verb, actor models.PersonID, of models.CaseID, task models.TaskID, shown models.Digest, now time.Time) (models.Question, error) {
	var a asked
	if err := f.object(&a, question, id(actor), day(now), now, id(of)); err != nil {
		return models.Question{}, fault("question", err)
	}
	if a.Case == nil {
		return models.Question{}, missing()
	}
	return a.question(models.Act{Verb: verb, Actor: actor, Case: of, Task: task, Digest: shown}, now)
}

// missing is the answer to what does not exist and to what nobody may know of.
func missing() error { return models.Refuse(models.Missing, regulation.Clause{}, "no-such-case") }

func subject(c models.Case) any {
	if c.Subject == nil {
		return nil
	}
	return id(*c.Subject)
}

// isUUID reports whether a text is a UUID as PostgreSQL writes it, small letters or not.
func isUUID(text string) bool { return len(text) == 36 && uuid.Validate(text) == nil }

// id is an id as PostgreSQL takes it: nothing where it is empty or no UUID, for
// what cannot be an id names nothing.
func id[ID ~string](of ID) any {
	if !isUUID(string(of)) {
		return nil
	}
	return string(of)
}

// uuids are those of the ids that can name something, as an array.
func uuids[ID ~string](ids []ID) string {
	return pgArray(slices.DeleteFunc(slices.Clone(ids), func(of ID) bool { return id(of) == nil }))
}

// object reads one row with one JSON value; no row, or null, leaves into as it was.
func (f Facts) object(into any, query string, args ...any) error {
	err := f.g.Statement.ConnPool.QueryRowContext(f.g.Statement.Context, query, args...).Scan(decoded{into})
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// A decoded value is read from JSON as it arrives, without a copy of it.
type decoded struct{ into any }

// Scan takes the JSON as the driver gives it.
func (d decoded) Scan(value any) error {
	switch body := value.(type) {
	case nil:
		return nil
	case []byte:
		return json.Unmarshal(body, d.into)
	case string:
		return json.Unmarshal([]byte(body), d.into)
	}
	return fmt.Errorf("a JSON value came as %T", value)
}
