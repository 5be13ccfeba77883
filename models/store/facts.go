package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"regexp"
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

// Facts reads what is committed, each question at its own instant.
func (db *DB) Facts(ctx context.Context) Facts { return Facts{db.gorm.WithContext(ctx)} }

func today(now time.Time) calendar.Date { return calendar.DateOf(now.In(calendar.China())) }

// busy reports of the post o whether lists are better read in their order.
const busy = `(exists (select from tasks t where t.post_id = o.id offset 1000)
	or (o.rank = 'head' and exists (select from cases c where c.unit_id = o.unit_id offset 1000)))`

// standing is the person p as an object; $2 is the company's day. Busy is asked
// for lists only.
func standing(busy string) string {
	return `json_build_object('Person', p.id, 'Active', p.left_on is null or p.left_on > $2::date, 'Administrator', p.administrator,
	'Posts', coalesce((select json_agg(json_build_object('Post', o.id, 'Unit', o.unit_id, 'Company', o.company_id, 'Rank', o.rank,
		'Function', u.function, 'Head', m.kind = 'head', 'Code', o.code, 'Busy', ` + busy + `) order by o.code)
		from holdings h join posts o on o.id = h.post_id join units u on u.id = o.unit_id join companies m on m.id = o.company_id
		where h.person_id = p.id and h.from_on <= $2::date and (h.until_on is null or h.until_on > $2::date)
		and (o.ended_on is null or o.ended_on > $2::date)), '[]'))`
}

// principals are those whose proxies the agent $1 holds at $3.
var principals = `coalesce((select json_agg(json_build_object('Proxy', json_build_object('ID', y.id, 'Principal', y.principal_id, 'Agent', y.agent_id,
		'From', y.from_at, 'Until', y.until_at, 'Kinds', y.kinds, 'Limit', y.limit_cents, 'RevokedAt', y.revoked_at), 'Who', ` + standing(`false`) + `) order by y.from_at, y.id)
	from proxies y join people p on p.id = y.principal_id where y.agent_id = $1::uuid and y.from_at <= $3::timestamptz and y.until_at > $3::timestamptz
	and (y.revoked_at is null or y.revoked_at > $3::timestamptz)), '[]')`

// people are those who have to do with the case $4, whose subject is the case $6.
const people = `'Requesters', (select json_agg(k.person_id order by k.person_id) from case_people k where k.case_id = $4::uuid and k.part = 'requester'),
	'About', (select json_agg(k.person_id order by k.person_id) from case_people k where k.case_id = $4::uuid and k.part = 'about'),
	'Parties', (select json_agg(x.person_id order by x.person_id) from (
		select k.person_id from case_people k where k.case_id = $4::uuid and k.part in ('party', 'copied')
		union select t.person_id from tasks t where t.case_id = $4::uuid and t.person_id is not null
		union select t.closed_by from tasks t where t.case_id = $4::uuid and t.state = 'done' and t.closed_by is not null) x),
	'Posts', (select json_agg(distinct t.post_id) from tasks t where t.case_id = $4::uuid and t.post_id is not null),
	'Waiting', (select json_agg(json_build_object('Verb', t.verb, 'Post', t.post_id, 'Person', t.person_id) order by t.id)
		from tasks t where t.case_id = $4::uuid and t.state = 'open'),
	'SubjectRequesters', (select json_agg(x.person_id order by x.person_id) from (
		select s.applicant_id as person_id from cases s where s.id = $6::uuid
		union select k.person_id from case_people k where k.case_id = $6::uuid and k.part = 'requester') x)`

// taskFacts is the task t as an object.
const taskFacts = `json_build_object('ID', t.id, 'Step', t.step, 'Verb', t.verb, 'Post', t.post_id, 'Person', t.person_id, 'Open', t.state = 'open',
	'Signers', (select json_agg(distinct x.id) from signatures s cross join lateral (values (s.person_id), (s.principal_id)) x (id)
		where s.case_id = t.case_id and s.step = t.step and s.attempt = t.attempt and s.decision = 'sign' and s.fell_at is null))`

// Standing is what a person is at now; an unknown person is not in force.
func (f Facts) Standing(person models.PersonID, now time.Time) (models.Standing, error) {
	s := models.Standing{Person: person}
	err := f.object(&s, `select `+standing(busy)+` from people p where p.id = $1::uuid`, id(person), today(now))
	return s, fault("standing", err)
}

// Principals are those whose proxies the agent holds at now for cases of this
// kind and amount, with what they are now.
func (f Facts) Principals(agent models.PersonID, now time.Time, kind models.Kind, amount models.Cents) ([]models.Principal, error) {
	var all []models.Principal
	err := f.object(&all, `select `+principals, id(agent), today(now), now)
	return slices.DeleteFunc(all, func(p models.Principal) bool { return !p.Proxy.Covers(kind, amount, now) }), fault("principals", err)
}

// QuestionAbout reads everything that decides whether an act on c may be done: c as
// it is given, which need not be written yet, and all else as it is recorded.
// Principals are those whose proxies the actor holds, whatever the scope. A task
// that is not of the case is Missing.
func (f Facts) QuestionAbout(act models.Act, c models.Case, at time.Time) (models.Question, error) {
	var read struct {
		Actor      *models.Standing
		Case       models.CaseFacts
		Task       *models.TaskFacts
		Principals []models.Principal
		Policy     int64
	}
	err := f.object(&read, `select json_build_object('Case', json_build_object(`+people+`),
		'Actor', (select `+standing(`false`)+` from people p where p.id = $1::uuid),
		'Task', (select `+taskFacts+` from tasks t where t.id = $5::uuid and t.case_id = $4::uuid),
		'Principals', `+principals+`, 'Policy', (select coalesce(max(version), 0) from policy_versions))`,
		id(act.Actor), today(at), at, id(c.ID), id(act.Task), subject(c))
	if err != nil {
		return models.Question{}, fault("question", err)
	}
	if act.Task != "" && read.Task == nil {
		return models.Question{}, missing()
	}
	if read.Actor == nil {
		read.Actor = &models.Standing{Person: act.Actor}
	}
	fill(&read.Case, c)
	read.Case.Shown = act.Digest
	q := models.Question{Verb: act.Verb, Kind: c.Kind, Actor: *read.Actor, Who: *read.Actor, Case: &read.Case, Task: read.Task, Now: at,
		Principals: read.Principals, Policy: read.Policy}
	return q, nil
}

// Question is QuestionAbout a case as it is recorded; a case that does not exist
// is Missing.
func (f Facts) Question(verb models.Verb, actor models.PersonID, of models.CaseID, task models.TaskID, shown models.Digest, now time.Time) (models.Question, error) {
	c, err := f.caseOf(of)
	if err != nil {
		return models.Question{}, err
	}
	return f.QuestionAbout(models.Act{Verb: verb, Actor: actor, Case: of, Task: task, Digest: shown}, c, now)
}

// fill puts what the case itself says into its facts.
func fill(f *models.CaseFacts, c models.Case) {
	f.ID, f.Company, f.Unit, f.State, f.Amount, f.Applicant, f.Digest = c.ID, c.Company, c.Unit, c.State, c.Amount, c.Applicant, c.Digest
	if !slices.Contains(f.Requesters, c.Applicant) {
		f.Requesters = append(f.Requesters, c.Applicant)
	}
}

// caseOf reads a case without holding it.
func (f Facts) caseOf(of models.CaseID) (models.Case, error) {
	var c models.Case
	err := f.g.Raw(`select id, kind, company_id as company, unit_id as unit, applicant_id as applicant, state, digest, amount, rulebook,
		subject_id as subject from cases where id = ?::uuid`, id(of)).Take(&c).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return c, missing()
	}
	return c, fault("case", err)
}

// missing is the answer to what does not exist and to what nobody may know of.
func missing() error { return models.Refuse(models.Missing, regulation.Clause{}, "no-such-case") }

func subject(c models.Case) any {
	if c.Subject == nil {
		return nil
	}
	return id(*c.Subject)
}

var aUUID = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

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
