package store

import (
	"database/sql"
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
	OpenedAt  time.Time
	Amount    models.Cents
	// About is in one line what the case is about; Search has more words that find it.
	About  string
	Search string
	// Form is the name of a company's own form as JSON, or the code of a shipped one; Code
	// is that of either.
	Form, Code string
}

const caseLine = `c.id, c.kind, c.company_id as company, coalesce(c.number, '') as number, c.state, name(a) as applicant, name(u) as unit, c.updated_at,
	c.opened_at, c.amount, about(c) as about, c.search, c.form as code, ` + formLine

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

// A Holder is one post or person. Of a principal's a proxy reaches the kinds (all
// where there are none) up to the amount (any where nil).
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
	return (err == nil || k.Due == "infinity") && isUUID(string(k.ID))
}

func (k TaskKey) orBeginning() TaskKey {
	if k.Due == "" {
		return TaskKey{"-infinity", nilUUID}
	}
	return k
}

const nilUUID = "00000000-0000-0000-0000-000000000000"

// A Tally is what the badges of a person count, each up to a most.
type Tally struct{ Todo, Unread int }

// Tally counts the open tasks of the holders, without those that a person may not do -
// signatures on the own case, and another's deeds - and the person's unread notices.
func (r Reader) Tally(h Holders, most int) (n Tally, err error) {
	if len(h.Posts)+len(h.People) == 0 {
		return n, nil
	}
	var args arguments
	branches := h.branches(&args, "t.id, t.due_at, t.case_id, t.verb", TaskKey{}, most)
	me := ""
	if len(h.People) > 0 {
		me = h.People[0].ID
	}
	who := args.add(orNull(me))
	limit := args.add(most)
	query := `select (select count(*) from (select distinct t.id from (` + branches + `) t where (t.principal is null or t.verb = 'sign')
		and not (t.verb = 'sign' and exists (select from case_people k where k.case_id = t.case_id and k.person_id = ` + who + `
			and k.part in ` + barred + `)) limit ` + limit + `) t),
		(select count(*) from (select from notices where person_id = ` + who + ` and read_at is null limit ` + limit + `) n)`
	return n, r.each(query, args, func(row *sql.Rows) error { return row.Scan(&n.Todo, &n.Unread) })
}

// branches is a union of one indexed and limited question for each holder: columns
// and the principal.
func (h Holders) branches(args *arguments, columns string, after TaskKey, most int) string {
	var queries []string
	after = after.orBeginning()
	due, id, limit := args.add(after.Due), args.add(after.ID), args.add(most)
	ask := func(column string, of Holder) {
		query := `select ` + Seal("own tasks") + columns + `, ` + args.add(orNull(string(of.Principal))) + `::uuid as principal
			from tasks t where t.state = 'open' and t.` + column + ` = ` + args.add(of.ID) + `
			and (coalesce(t.due_at, 'infinity'::timestamptz), t.id) > (` + due + `::timestamptz, ` + id + `::uuid)`
		if of.Principal != "" {
			query += ` and exists (select from cases c where c.id = t.case_id and c.level <> ` + args.add(models.TopSecret)
			if len(of.Kinds) > 0 {
				query += ` and array[c.kind, c.kind || '/' || c.form] && ` + args.add(pgArray(of.Kinds)) + `::text[]`
			}
			if of.Limit != nil {
				query += ` and c.amount <= ` + args.add(*of.Limit)
			}
			query += `)`
		}
		queries = append(queries, `(`+query+` order by coalesce(t.due_at, 'infinity'::timestamptz), t.id limit `+limit+`)`)
	}
	for _, p := range h.Posts {
		ask("post_id", p)
	}
	for _, p := range h.People {
		ask("person_id", p)
	}
	return strings.Join(queries, " union all ")
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
