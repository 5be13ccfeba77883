package store

import (
	"strings"
	"time"

	"countersign/models"
)

// A CaseLine is what lists show of a case.
type CaseLine struct {
	ID        models.CaseID
	Kind      models.Kind
	Company   models.CompanyID
	Number    string
	State     models.State
	Applicant string
	Unit      string
	UpdatedAt time.Time
	// Form is the name of a company's own form as JSON, or the code of a shipped one.
	Form string
}

const caseLine = `c.id, c.kind, c.company_id as company, coalesce(c.number, '') as number, c.state, name(a) as applicant, name(u) as unit, c.updated_at, ` + formLine

const caseLineFrom = ` join people a on a.id = c.applicant_id join units u on u.id = c.unit_id `

// A TaskLine is a task of an inbox with its case.
type TaskLine struct {
	CaseLine
	Task      models.TaskID
	Verb      models.Verb
	Digest    models.Digest // of the document in force
	Post      string        // title; empty where the task waits for a person
	PostID    models.PostID
	PersonID  models.PersonID
	DueAt     *time.Time
	ClosedAt  *time.Time
	Principal models.PersonID // whose post or task it is; the reader's own where empty
}

// Holders are those whose tasks one person may do: the posts and the person
// himself or herself, and the same of each principal.
type Holders struct {
	Posts  []Holder
	People []Holder
}

// A Holder is one post or person, with the kinds that a proxy reaches (all
// where empty) and the amount (any where nil).
type Holder struct {
	ID        string
	Principal models.PersonID // empty for the person's own
	Kinds     []models.Kind
	Limit     *models.Cents
}

// A TaskKey is a place in the order of an inbox, (due, id); the zero TaskKey is
// its beginning. Due is an RFC 3339 instant or "infinity".
type TaskKey struct {
	Due string
	ID  models.TaskID
}

// Key is the place of the task in the order of an inbox.
func (t TaskLine) Key() TaskKey {
	if t.DueAt == nil {
		return TaskKey{"infinity", t.Task}
	}
	return TaskKey{t.DueAt.UTC().Format(time.RFC3339Nano), t.Task}
}

// Valid reports whether the place can be one.
func (k TaskKey) Valid() bool {
	_, err := time.Parse(time.RFC3339Nano, k.Due)
	return (err == nil || k.Due == "infinity") && aUUID.MatchString(string(k.ID))
}

func (k TaskKey) orBeginning() TaskKey {
	if k.Due == "" {
		return TaskKey{"-infinity", nilUUID}
	}
	return k
}

const nilUUID = "00000000-0000-0000-0000-000000000000"

// Todo lists open tasks of the holders after a place, soonest due first; of a
// post that is the person's own and a principal's too, as the person's own.
// Whether each may be done is for policies to say.
func (r Reader) Todo(h Holders, after TaskKey, most int) (lines []TaskLine, err error) {
	if len(h.Posts)+len(h.People) == 0 {
		return nil, nil
	}
	branches, args := h.branches("t.*, ?::uuid as principal", after, most)
	query := `with mine as (select distinct on (coalesce(due_at, 'infinity'), id) * from (` + branches + `) t
		order by coalesce(due_at, 'infinity'), id, principal nulls first limit ?)
		select ` + caseLine + `, t.id as task, t.verb, c.digest, coalesce(title(p), '') as post, coalesce(t.post_id::text, '') as post_id,
			coalesce(t.person_id::text, '') as person_id, t.due_at, coalesce(t.principal::text, '') as principal
		from mine t join cases c on c.id = t.case_id ` + caseLineFrom + ` left join posts p on p.id = t.post_id
		order by coalesce(t.due_at, 'infinity'), t.id`
	return lines, r.query(&lines, query, append(args, most)...)
}

// A Tally is what the badges of a person count, each up to a most.
type Tally struct{ Todo, Unread int }

// Tally counts the open tasks of the holders, without those that a person may not do -
// signatures on the own case, and another's deeds - and the person's unread notices.
func (r Reader) Tally(h Holders, most int) (n Tally, err error) {
	if len(h.Posts)+len(h.People) == 0 {
		return n, nil
	}
	branches, args := h.branches("t.id, t.due_at, t.case_id, t.verb, ?::uuid as principal", TaskKey{}, most)
	me := ""
	if len(h.People) > 0 {
		me = h.People[0].ID
	}
	_, err = r.one(&n, `select (select count(*) from (select distinct t.id from (`+branches+`) t where (t.principal is null or t.verb = 'sign')
		and not (t.verb = 'sign' and exists (select from case_people k where k.case_id = t.case_id and k.person_id = ? and k.part in ('requester', 'about'))) limit ?) t) as todo,
		(select count(*) from (select from notices where person_id = ? and read_at is null limit ?) n) as unread`,
		append(args, orNull(me), most, orNull(me), most)...)
	return n, err
}

// branches is a union of one indexed and limited question for each holder.
func (h Holders) branches(columns string, after TaskKey, most int) (string, []any) {
	var queries []string
	var args []any
	after = after.orBeginning()
	ask := func(column string, of Holder) {
		query := `select ` + Seal("own tasks") + columns + ` from tasks t where t.state = 'open' and t.` + column + ` = ?
			and (coalesce(t.due_at, 'infinity'::timestamptz), t.id) > (?::timestamptz, ?::uuid)`
		args = append(args, orNull(string(of.Principal)), of.ID, after.Due, after.ID)
		if len(of.Kinds) > 0 {
			query += ` and t.kind in ?`
			args = append(args, of.Kinds)
		}
		args = append(args, most)
		queries = append(queries, `(`+query+` order by coalesce(t.due_at, 'infinity'::timestamptz), t.id limit ?)`)
	}
	for _, p := range h.Posts {
		ask("post_id", p)
	}
	for _, p := range h.People {
		ask("person_id", p)
	}
	return strings.Join(queries, " union all "), args
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
