package store

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"countersign/models"
)

// A todoLine is a task of an inbox as it is read: what lists show of it and its case,
// and what policies look at in both.
type todoLine struct {
	TaskLine
	of      models.Case
	own     recordedTask
	record  recorded // without own
	version string   // of all this; empty where it may change under the same
}

// lineVersion is the version of what a todoLine says of the task t and the case c: of
// their rows, and of the organisation for the names. Who signs or takes part is written
// with the case's row, in one transaction. Nothing is said of a case about another, of a verb
// among %s, about which policies look at other tasks, and in a transaction that writes: it
// may change a row twice.
const lineVersion = `case when c.subject_id is null and t.verb <> all(%s::text[]) and pg_current_xact_id_if_assigned() is null
	then t.version || ' ' || c.xmin::text || ' ' || (select version from organisation_version) else '' end`

// concerned is what decides about the case c for people $1 and posts $2, but for the
// task t, which is read already: other tasks only where its verb is among $3.
var concerned = func() [4]string {
	some := concerning(`$1`, `$2`)
	some.task = `k.id <> t.id and ` + some.task
	parts := partsOf(`c.id`, `c.subject_id`, some)
	parts[1] = `case when t.verb = any($3::text[]) then ` + parts[1] + ` end`
	return parts
}()

// todoKeys are the tasks of the branches that are put in, with the versions of their
// lines, for verbs $1; todoLines have the lines, too, and what decides about them for
// people $1, posts $2 and verbs $3.
var (
	todoKeys  = todoOf(`$1`, ``, ``)
	todoLines = todoOf(`$3`, `, `+strings.Join(concerned[:], `, `)+`, `+caseLine+`, c.unit_id, c.applicant_id, c.level, c.digest, t.verb, coalesce(title(p), ''), coalesce(t.post_id::text, ''),
		coalesce(t.person_id::text, ''), t.due_at, t.step, t.attempt, t.round`, caseLineFrom+` left join posts p on p.id = t.post_id`)
)

func todoOf(verbs, columns, from string) string {
	return `with mine as (select distinct on (coalesce(due_at, 'infinity'), id) * from (%s) t
		order by coalesce(due_at, 'infinity'), id, principal nulls first limit %s)
	select t.id, coalesce(t.principal::text, ''), ` + fmt.Sprintf(lineVersion, verbs) + columns + `
	from mine t join cases c on c.id = t.case_id ` + from + `
	order by coalesce(t.due_at, 'infinity'), t.id`
}

// A todo is what is asked for: the tasks of holders after a place.
type todo struct {
	Holders
	after TaskKey
	most  int
}

// in is the question with the tasks put in; args are those that it has by itself.
func (t todo) in(question string, args arguments) (string, arguments) {
	branches := t.branches(&args, "t.id, t.case_id, t.verb, t.post_id, t.person_id, t.due_at, t.step, t.attempt, t.round, t.xmin::text as version", t.after, t.most)
	return fmt.Sprintf(question, branches, args.add(t.most)), args
}

// Todo lists open tasks of the holders after a place, soonest due first; of a
// post that is the person's own and a principal's too, as the person's own.
// Whether the asker may do each is for policies to say, by the questions; beyond are the
// verbs about which policies look at other tasks of the case.
func (r Reader) Todo(a Asker, h Holders, beyond []models.Verb, after TaskKey, most int) (lines []TaskLine, q Questions, err error) {
	if len(h.Posts)+len(h.People) == 0 {
		return nil, questionsOf(a, 0), nil
	}
	t, people, posts, verbs := todo{h, after, most}, a.people(), a.posts(), pgArray(beyond)
	if after != (TaskKey{}) {
		lines, q, _, err = r.todoRead(t, a, people, posts, verbs)
		return lines, q, err
	}
	whose, known := inboxOf{a.Person, r.lang, people + posts + verbs}, &r.facts.known.inboxes
	if inbox := known.of(whose); inbox != nil {
		lines, q, all, err := r.todoKnown(t, a, verbs, inbox)
		if all || err != nil {
			return lines, q, err
		}
	}
	lines, q, inbox, err := r.todoRead(t, a, people, posts, verbs)
	if err == nil {
		known.keep(whose, inbox)
	}
	return lines, q, err
}

// todoKnown is a Todo of lines that are known; all is false where some are not, or no
// longer so.
func (r Reader) todoKnown(of todo, a Asker, verbs string, known inbox) (lines []TaskLine, q Questions, all bool, err error) {
	query, args := of.in(todoKeys, arguments{verbs})
	q, all, lines = questionsOf(a, len(known)), true, make([]TaskLine, 0, len(known))
	err = r.each(query, args, func(row *sql.Rows) error {
		var task models.TaskID
		var principal models.PersonID
		var version string
		if err := row.Scan(&task, &principal, &version); err != nil {
			return err
		}
		t, found := known[task]
		if all = all && found && version != "" && t.version == version; !all {
			return nil
		}
		lines = append(lines, t.TaskLine)
		lines[len(lines)-1].Principal = principal
		q.add(t)
		return nil
	})
	return lines, q, all, err
}

// todoRead is a Todo as it is read, and the lines to know.
func (r Reader) todoRead(of todo, a Asker, people, posts, verbs string) (lines []TaskLine, q Questions, read inbox, err error) {
	query, args := of.in(todoLines, arguments{people, posts, verbs})
	q, read, lines = questionsOf(a, of.most), make(inbox, of.most), make([]TaskLine, 0, of.most)
	err = r.each(query, args, func(row *sql.Rows) error {
		t, err := scanTodo(row)
		if err != nil {
			return err
		}
		q.add(&t)
		read[t.Task], lines = &t, append(lines, t.TaskLine)
		return nil
	})
	return lines, q, read, err
}

func scanTodo(row *sql.Rows) (t todoLine, err error) {
	c, parts := &t.of, recordedParts{}
	err = row.Scan(&t.Task, &t.Principal, &t.version, &parts[0], &parts[1], &parts[2], &parts[3],
		&t.ID, &t.Kind, &t.Company, &t.Number, &t.State, &t.Applicant, &t.Unit, &t.UpdatedAt,
		&t.OpenedAt, &t.Amount, &t.About, &t.Search, &t.Code, &t.Form, &c.Unit, &c.Applicant, &c.Level,
		&t.Digest, &t.Verb, &t.Post, &t.PostID, &t.PersonID, &t.DueAt, &t.own.Step, &t.own.Attempt, &t.own.Round)
	if err != nil {
		return t, err
	}
	c.ID, c.Kind, c.Form, c.Company, c.State, c.Digest, c.Amount = t.ID, t.Kind, t.Code, t.Company, t.State, t.Digest, t.Amount
	t.own.ID, t.own.Verb, t.own.Post, t.own.Person, t.own.State = t.Task, t.Verb, t.PostID, t.PersonID, "open"
	t.record, err = parts.recorded()
	return t, err
}

// add makes a task one that is asked about.
func (q Questions) add(t *todoLine) {
	record, others := t.record, t.record.Tasks
	if others == nil { // the case's other tasks on this page are asked about, too
		others = q.cases[t.ID].Record.Tasks
	}
	record.Tasks = append(slices.Clip(others), t.own)
	q.cases[t.ID] = asked{Case: &t.of, Record: record}
}
