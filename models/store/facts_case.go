package store

import (
	"encoding/json"
	"slices"
	"time"

	"countersign/models"
)

// recordOf is what is written about a case, whose id and whose subject's id are
// given in SQL, as an object: a recorded.
func recordOf(id, subject string) string { return recordFor(id, subject, everybody) }

// A concern narrows a record to what has to do with some people and posts; each part
// is a condition on rows k.
type concern struct{ person, task, signer string }

var everybody = concern{`true`, `true`, `true`}

// concerning are people and posts that are given in SQL as arrays. Policies ask of a
// case what it has to do with who acts and with the principals; others decide nothing.
func concerning(people, posts string) concern {
	person, post := ` = any(`+people+`::uuid[])`, ` = any(`+posts+`::uuid[])`
	return concern{`k.person_id` + person, `(k.post_id` + post + ` or k.person_id` + person + ` or k.closed_by` + person + `)`,
		`(k.person_id` + person + ` or k.principal_id` + person + `)`}
}

// recordFor is recordOf as far as it concerns some.
func recordFor(id, subject string, some concern) string {
	p := partsOf(id, subject, some)
	return `json_build_object('People', ` + p[0] + `, 'Tasks', ` + p[1] + `, 'Signed', ` + p[2] + `, 'SubjectRequesters', ` + p[3] + `)`
}

// partsOf are the members of a recorded in their order, each a list of objects or null.
func partsOf(id, subject string, some concern) [4]string {
	return [4]string{
		`(select json_agg(json_build_object('Person', k.person_id, 'Part', k.part)) from case_people k where k.case_id = ` + id + ` and ` + some.person + `)`,
		`(select json_agg(json_build_object('ID', k.id, 'Step', k.step, 'Attempt', k.attempt, 'Round', k.round, 'Verb', k.verb, 'Post', k.post_id, 'Person', k.person_id,
			'State', k.state, 'ClosedBy', k.closed_by)) from tasks k where k.case_id = ` + id + ` and ` + some.task + `)`,
		`(select json_agg(json_build_object('Step', k.step, 'Attempt', k.attempt, 'Person', k.person_id, 'Principal', k.principal_id))
			from signatures k where k.case_id = ` + id + ` and k.decision = 'sign' and k.fell_at is null and ` + some.signer + `)`,
		`case when ` + subject + ` is not null then (select json_agg(k.person_id) from (
			select s.applicant_id as person_id from cases s where s.id = ` + subject + `
			union select s.person_id from case_people s where s.case_id = ` + subject + ` and s.part in ('requester', 'beneficiary')) k where ` + some.person + `) end`,
	}
}

// caseObject is the case c as an object: a models.Case.
const caseObject = `json_build_object('ID', c.id, 'Kind', c.kind, 'Form', c.form, 'Company', c.company_id, 'Unit', c.unit_id, 'Applicant', c.applicant_id, 'State', c.state,
	'Digest', c.digest, 'Amount', c.amount, 'Rulebook', c.rulebook, 'Matrix', c.matrix, 'Subject', c.subject_id, 'Number', c.number, 'OpenedAt', c.opened_at, 'ClosedAt', c.closed_at,
	'UpdatedAt', c.updated_at, 'Clause', c.clause, 'Seq', c.seq, 'Head', c.head, 'Level', c.level, 'Bound', c.bound)`

// A recorded case is what is written about it, from which its facts follow.
type recorded struct {
	People []struct {
		Person models.PersonID
		Part   string
	}
	Tasks  []recordedTask
	Signed []struct {
		Step              models.Step
		Attempt           int
		Person, Principal models.PersonID
	}
	SubjectRequesters []models.PersonID
}

// A recordedTask is a task as it is written.
type recordedTask struct {
	ID       models.TaskID
	Step     models.Step
	Attempt  int
	Round    int // the first is 0
	Verb     models.Verb
	Post     models.PostID
	Person   models.PersonID
	State    string
	ClosedBy models.PersonID
}

// recordedParts are the parts of a recorded as they are read; PostgreSQL takes longer
// to put them into one object than to find them.
type recordedParts [4][]byte

func (p recordedParts) recorded() (r recorded, err error) {
	for i, into := range []any{&r.People, &r.Tasks, &r.Signed, &r.SubjectRequesters} {
		if p[i] != nil && err == nil {
			err = json.Unmarshal(p[i], into)
		}
	}
	return r, err
}

// facts are what policies look at in the case c.
func (r recorded) facts(c models.Case) *models.CaseFacts {
	f := &models.CaseFacts{ID: c.ID, Form: c.Form, Company: c.Company, Unit: c.Unit, State: c.State, Amount: c.Amount, Applicant: c.Applicant, Digest: c.Digest, Level: c.Level, Bound: c.Bound, Signed: len(r.Signed) > 0,
		SubjectRequesters: r.SubjectRequesters}
	for _, p := range r.People {
		switch p.Part {
		case "requester":
			f.Requesters = append(f.Requesters, p.Person)
		case "beneficiary":
			f.Beneficiaries = append(f.Beneficiaries, p.Person)
		case "about":
			f.About = append(f.About, p.Person)
		default: // party, copied
			f.Parties = append(f.Parties, p.Person)
		}
	}
	if !slices.Contains(f.Requesters, c.Applicant) {
		f.Requesters = append(f.Requesters, c.Applicant)
	}
	for _, t := range r.Tasks {
		f.Parties = appendSome(f.Parties, t.Person)
		f.Posts = appendSome(f.Posts, t.Post)
		switch t.State {
		case "done":
			f.Parties = appendSome(f.Parties, t.ClosedBy)
		case "open":
			f.Waiting = append(f.Waiting, models.Waiting{Verb: t.Verb, Post: t.Post, Person: t.Person})
		}
	}
	return f
}

// appendSome adds an id unless it is empty or there already.
func appendSome[ID ~string](ids []ID, id ID) []ID {
	if id == "" || slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}

// task are the facts of a task of the case; nil where it has none with this id.
func (r recorded) task(id models.TaskID) *models.TaskFacts {
	for _, t := range r.Tasks {
		if t.ID != id {
			continue
		}
		f := &models.TaskFacts{ID: t.ID, Step: t.Step, Verb: t.Verb, Post: t.Post, Person: t.Person, Open: t.State == "open"}
		for _, s := range r.Signed {
			if s.Step == t.Step && s.Attempt == t.Attempt {
				f.Signers = appendSome(appendSome(f.Signers, s.Person), s.Principal)
			}
		}
		return f
	}
	return nil
}

// An Asker asks about several cases at one instant: what he or she is, and those
// whose proxies he or she holds.
type Asker struct {
	models.Standing
	Principals []models.Principal
	Now        time.Time
}

// people are the asker and the principals, posts all that they hold, as arrays.
func (a Asker) people() string {
	all := []models.PersonID{a.Person}
	for _, p := range a.Principals {
		all = append(all, p.Who.Person)
	}
	return uuids(all)
}

func (a Asker) posts() string {
	all := posts(a.Standing)
	for _, p := range a.Principals {
		all = append(all, posts(p.Who)...)
	}
	return uuids(all)
}

func posts(who models.Standing) (all []models.PostID) {
	for _, h := range who.Posts {
		all = append(all, h.Post)
	}
	return all
}

// Questions are what decides about several cases for one asker.
type Questions struct {
	asker Asker
	cases map[models.CaseID]asked
}

func questionsOf(a Asker, most int) Questions {
	return Questions{a, make(map[models.CaseID]asked, most)}
}

var questions = `select json_agg(json_build_object('Case', ` + caseObject + `, 'Record', ` + recordFor(`c.id`, `c.subject_id`, concerning(`$2`, `$3`)) + `))
	from cases c where c.id = any((select $1::uuid[])::uuid[])`

// Questions reads in one statement what decides about the cases for an asker.
func (f Facts) Questions(a Asker, cases []models.CaseID) (Questions, error) {
	var read []asked
	err := f.object(&read, questions, pgArray(cases), a.people(), a.posts())
	q := questionsOf(a, len(read))
	for _, one := range read {
		q.cases[one.Case.ID] = one
	}
	return q, fault("questions", err)
}

// Of is the question about an act of the asker; Missing where there is no such case,
// or where the task is not of the case.
func (q Questions) Of(act models.Act) (models.Question, error) {
	a, found := q.cases[act.Case]
	if !found {
		return models.Question{}, missing()
	}
	a.Actor, a.Principals = &q.asker.Standing, q.asker.Principals
	return a.question(act, q.asker.Now)
}
