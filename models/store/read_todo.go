package store

import (
	"database/sql"
	"fmt"
	"strings"

	"countersign/models"
)

// A todoLine is a task of an inbox as it is read: what lists show of it and its case,
// and what policies look at in both.
type todoLine struct {
	TaskLine
	of      models.Case
	own     recordedTask
	version string // of all this; empty where it may be taken back
}

// lineVersion is the version of what a todoLine says of the task t and the case c: of
// their rows, and of the organisation for the names. A transaction that writes may
// change a row twice under one version.
const lineVersion = `case when pg_current_xact_id_if_assigned() is null then t.version || ' ' || c.xmin::text || ' ' || (select version from organisation_version) else '' end`

// concerned is what decides about the case c for people $1 and posts $2, but for the
// task t, which is read already: other tasks only where its verb is among $3.
var concerned = func() [4]string {
	some := concerning(`$1`, `$2`)
	some.task = `k.id <> t.id and ` + some.task
	parts := partsOf(`c.id`, `c.subject_id`, some)
	parts[1] = `case when t.verb = any($3::text[]) then ` + parts[1] + ` end`
	return parts
}()

// todoKeys are the tasks of the branches that are put in, without their lines, and what
// decides about them for people $1, posts $2 and verbs $3; todoLines have the lines, too.
var (
	todoKeys  = todoOf(``, ``)
	todoLines = todoOf(`, `+caseLine+`, c.unit_id, c.applicant_id, c.level, c.digest, t.verb, coalesce(title(p), ''), coalesce(t.post_id::text, ''),
		coalesce(t.person_id::text, ''), t.due_at, t.step, t.attempt, t.round`, caseLineFrom+` left join posts p on p.id = t.post_id`)
)

func todoOf(columns, from string) string {
	return `with mine as (select distinct on (coalesce(due_at, 'infinity'), id) * from (%s) t
		order by coalesce(due_at, 'infinity'), id, principal nulls first limit %s)
	select t.id, coalesce(t.principal::text, ''), ` + lineVersion + `, ` + strings.Join(concerned[:], `, `) + columns + `
	from mine t join cases c on c.id = t.case_id ` + from + `
	order by coalesce(t.due_at, 'infinity'), t.id`
}

// Todo lists open tasks of the holders after a place, soonest due first; of a
// post that is the person's own and a principal's too, as the person's own.
// Whether the asker may do each is for policies to say, by the questions; beyond are the
// verbs about which policies look at other tasks of the case.
func (r Reader) Todo(a Asker, h Holders, beyond []models.Verb, after TaskKey, most int) (lines []TaskLine, q Questions, err error) {
	q = questionsOf(a, most)
	if len(h.Posts)+len(h.People) == 0 {
		return nil, q, nil
	}
	args := arguments{a.people(), a.posts(), pgArray(beyond)}
	branches := h.branches(&args, "t.id, t.case_id, t.verb, t.post_id, t.person_id, t.due_at, t.step, t.attempt, t.round, t.xmin::text as version", after, most)
	limit := args.add(most)
	whose, known := inboxOf{a.Person, r.lang}, &r.facts.known.inboxes
	if inbox := known.of(whose); inbox != nil && after == (TaskKey{}) {
		lines, all, err := r.todoKnown(fmt.Sprintf(todoKeys, branches, limit), args, inbox, q)
		if all || err != nil {
			return lines, q, err
		}
		q = questionsOf(a, most)
	}
	inbox := make(inbox, most)
	lines = make([]TaskLine, 0, most)
	err = r.each(fmt.Sprintf(todoLines, branches, limit), args, func(row *sql.Rows) error {
		t, parts, err := scanTodo(row)
		if err != nil {
			return err
		}
		inbox[t.Task], lines = &t, append(lines, t.TaskLine)
		return q.add(&t, parts)
	})
	if err == nil && after == (TaskKey{}) {
		known.keep(whose, inbox)
	}
	return lines, q, err
}

// todoKnown is a Todo of lines that are known; all is false where some are not, or no
// longer so.
func (r Reader) todoKnown(query string, args arguments, known inbox, q Questions) (lines []TaskLine, all bool, err error) {
	all, lines = true, make([]TaskLine, 0, len(known)+1)
	err = r.each(query, args, func(row *sql.Rows) error {
		var task models.TaskID
		var principal models.PersonID
		var version string
		var parts recordedParts
		if err := row.Scan(&task, &principal, &version, &parts[0], &parts[1], &parts[2], &parts[3]); err != nil {
			return err
		}
		t, found := known[task]
		if all = all && found && version != "" && t.version == version; !all {
			return nil
		}
		lines = append(lines, t.TaskLine)
		lines[len(lines)-1].Principal = principal
		return q.add(t, parts)
	})
	return lines, all, err
}

func scanTodo(row *sql.Rows) (t todoLine, parts recordedParts, err error) {
	c := &t.of
	err = row.Scan(&t.Task, &t.Principal, &t.version, &parts[0], &parts[1], &parts[2], &parts[3],
		&t.ID, &t.Kind, &t.Company, &t.Number, &t.State, &t.Applicant, &t.Unit, &t.UpdatedAt,
		&t.OpenedAt, &t.Amount, &t.About, &t.Search, &t.Code, &t.Form, &c.Unit, &c.Applicant, &c.Level,
		&t.Digest, &t.Verb, &t.Post, &t.PostID, &t.PersonID, &t.DueAt, &t.own.Step, &t.own.Attempt, &t.own.Round)
	c.ID, c.Kind, c.Form, c.Company, c.State, c.Digest, c.Amount = t.ID, t.Kind, t.Code, t.Company, t.State, t.Digest, t.Amount
	t.own.ID, t.own.Verb, t.own.Post, t.own.Person, t.own.State = t.Task, t.Verb, t.PostID, t.PersonID, "open"
	return t, parts, err
}

// add makes a task one that is asked about.
func (q Questions) add(t *todoLine, parts recordedParts) error {
	record, err := parts.recorded()
	if record.Tasks == nil { // the case's other tasks on this page are asked about, too
		record.Tasks = q.cases[t.ID].Record.Tasks
	}
	record.Tasks = append(record.Tasks, t.own)
	q.cases[t.ID] = asked{Case: &t.of, Record: record}
	return err
}
