package store

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// A SlateRow is a slate of a case as it was drawn.
type SlateRow struct {
	Step    models.Step
	Attempt int
	Clause  regulation.ID
	Verb    models.Verb
	Drawn   []byte // a models.Drawn
	At      time.Time
}

// Slates lists the slates of a case in the order they were drawn.
func (c OpenCase) Slates() (rows []SlateRow, err error) {
	return rows, c.query(&rows, `select step, attempt, clause, verb, drawn, at from slates where case_id = ? order by at, step, attempt`)
}

// A SeatRow is a task of a slate with the names of its post and its person.
type SeatRow struct {
	ID       models.TaskID
	Step     models.Step
	Attempt  int
	Verb     models.Verb
	Clause   regulation.ID
	Round    int
	SeatID   models.TaskID
	PostID   models.PostID // empty where it waits for a person
	PersonID models.PersonID
	Post     string // the title
	Unit     string // of the post
	Person   string
	State    string
	Why      string
	OpenedAt *time.Time
	DueAt    *time.Time
	DueWhy   []byte // a calendar.Deadline
	ClosedAt *time.Time
	ClosedBy models.PersonID
	AddedBy  models.PersonID
	By       string
}

// Seats lists the tasks of a case, slate by slate and round by round.
func (c OpenCase) Seats() (rows []SeatRow, err error) {
	return rows, c.query(&rows, `select t.id, t.step, t.attempt, t.verb, t.clause, t.round, t.seat_id, coalesce(t.post_id::text, '') as post_id,
		coalesce(t.person_id::text, '') as person_id, coalesce(title(p), '') as post, coalesce(name(u), '') as unit, coalesce(name(w), '') as person,
		t.state, t.why, t.opened_at, t.due_at, t.due_why, t.closed_at, coalesce(t.closed_by::text, '') as closed_by, coalesce(t.added_by::text, '') as added_by, coalesce(name(b), '') as by
		from tasks t left join posts p on p.id = t.post_id left join units u on u.id = p.unit_id
		left join people w on w.id = t.person_id left join people b on b.id = t.closed_by
		where t.case_id = ? order by t.step, t.attempt, t.round, t.seat_id, t.opened_at nulls last, t.id`)
}

// A HolderRow says that a person holds a post.
type HolderRow struct {
	Post models.PostID
	ID   models.PersonID
	Name string
}

// HoldersOf lists who holds the posts on a day.
func (r Reader) HoldersOf(posts []models.PostID, on calendar.Date) (rows []HolderRow, err error) {
	return rows, r.query(&rows, `select h.post_id as post, p.id, name(p) as name from holdings h join people p on p.id = h.person_id
		where h.post_id in ? and h.from_on <= ? and (h.until_on is null or h.until_on > ?) and (p.left_on is null or p.left_on > ?)
		order by h.from_on, p.no`, posts, on, on, on)
}

// A SignatureRow is a signature with its names and the comment that came with it.
type SignatureRow struct {
	TaskID      models.TaskID
	SeatID      models.TaskID
	Step        models.Step
	Attempt     int
	PersonID    models.PersonID
	Person      string
	PrincipalID models.PersonID
	Principal   string
	Post        string
	Decision    models.Verb
	Digest      models.Digest
	Clause      regulation.ID
	Rulebook    int
	Comment     string
	At          time.Time
	FellAt      *time.Time
}

// Signatures lists the decisions on a case in the order they were made, those
// that fell too.
func (c OpenCase) Signatures() (rows []SignatureRow, err error) {
	return rows, c.query(&rows, `select s.task_id, s.seat_id, s.step, s.attempt, s.person_id, name(p) as person, s.principal_id, name(q) as principal,
		coalesce(title(w), '') as post, s.decision, s.digest, s.clause, s.rulebook, coalesce(k.comment, '') as comment, s.at, s.fell_at
		from signatures s join people p on p.id = s.person_id join people q on q.id = s.principal_id
		left join posts w on w.id = s.post_id left join act_contents k on k.act_id = s.act_id
		where s.case_id = ? order by s.at, s.id`)
}

// An EventRow is an event with its names and what was written with the act.
type EventRow struct {
	Seq     int64
	Kind    string
	ActorID models.PersonID // empty for the machine
	Actor   string
	Post    string
	Task    models.TaskID
	Clause  regulation.ID
	Body    []byte
	At      time.Time
	Prev    string
	Hash    string
	Comment string
}

// Events lists the history of a case, oldest first.
func (c OpenCase) Events() (rows []EventRow, err error) {
	return rows, c.query(&rows, `select e.seq, e.kind, coalesce(e.actor_id::text, '') as actor_id, coalesce(name(p), '') as actor,
		coalesce(title(w), '') as post, coalesce(e.task_id::text, '') as task, e.clause, e.body, e.at, e.prev, e.hash, coalesce(k.comment, '') as comment
		from events e left join people p on p.id = e.actor_id left join posts w on w.id = e.post_id
		left join receipts r on r.case_id = e.case_id and (r.body -> 'receipt' ->> 'seq')::bigint = e.seq and e.actor_id is not null
		left join act_contents k on k.act_id::text = r.key
		where e.case_id = ? order by e.seq`)
}
