package store

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/regulation"
)

// A SlateRow is a slate of a case as it was drawn.
type SlateRow struct {
	Step    models.Step
	Attempt int
	Clause  regulation.ID
	Verb    models.Verb
	Drawn   json.RawMessage // a models.Drawn
	Current json.RawMessage // the models.Slate as it stands
	At      time.Time
}

// slatesOf are the slates of a case in the order they were drawn.
const slatesOf = `select step, attempt, clause, verb, drawn, current -> 'slate' as current, at from slates where case_id = $1::uuid order by at, step, attempt`

// A SeatRow is a task of a slate with the names of its post and its person.
type SeatRow struct {
	ID       models.TaskID
	Step     models.Step
	Attempt  int
	Verb     models.Verb
	Clause   regulation.ID
	Round    int
	SeatID   models.TaskID   `json:"seat_id"`
	PostID   models.PostID   `json:"post_id"` // empty where it waits for a person
	PersonID models.PersonID `json:"person_id"`
	Post     string          // the title
	Unit     string          // of the post
	Person   string
	State    string
	Why      string
	OpenedAt *time.Time      `json:"opened_at"`
	DueAt    *time.Time      `json:"due_at"`
	DueWhy   json.RawMessage `json:"due_why"` // a calendar.Deadline
	ClosedAt *time.Time      `json:"closed_at"`
	ClosedBy models.PersonID `json:"closed_by"`
	AddedBy  models.PersonID `json:"added_by"`
	Asks     models.TaskID   // the task of the signer who asks, where it is a question
	By       string
	Absent   string // who is away, in whose place the task waits or was done
	Agent    string // who signs by proxy meanwhile
	Moved    bool   // it waits for others than its own holders
}

// seatsOf are the tasks of a case, slate by slate and round by round.
const seatsOf = `select t.id, t.step, t.attempt, t.verb, t.clause, t.round, t.seat_id, coalesce(t.post_id::text, '') as post_id,
		coalesce(t.person_id::text, '') as person_id, coalesce(title(p), '') as post, coalesce(name(u), '') as unit, coalesce(name(w), '') as person,
		t.state, t.why, t.opened_at, t.due_at, t.due_why, t.closed_at, coalesce(t.closed_by::text, '') as closed_by, coalesce(t.added_by::text, '') as added_by, coalesce(t.asks_task::text, '') as asks, coalesce(name(b), '') as by,
		coalesce(name(z), '') as absent, coalesce(name(g), '') as agent, t.for_post_id is not null or t.for_person_id is not null as moved
		from tasks t left join posts p on p.id = t.post_id left join units u on u.id = p.unit_id
		left join people w on w.id = t.person_id left join people b on b.id = t.closed_by
		left join people z on z.id = t.absent_id left join people g on g.id = t.agent_id
		where t.case_id = $1::uuid order by t.step, t.attempt, t.round, t.seat_id, t.opened_at nulls last, t.id`

// A HolderRow says that a person holds a post.
type HolderRow struct {
	Post models.PostID
	ID   models.PersonID
	Name string
}

// holdersOf are those who hold the posts of a case's tasks on the day $2.
const holdersOf = `select h.post_id as post, p.id, name(p) as name from holdings h join people p on p.id = h.person_id
	where h.post_id in (select t.post_id from tasks t where t.case_id = $1::uuid)
	and h.from_on <= $2::date and (h.until_on is null or h.until_on > $2::date) and (p.left_on is null or p.left_on > $2::date) order by h.from_on, p.no`

// A SignatureRow is a signature with its names and the comment that came with it.
type SignatureRow struct {
	TaskID      models.TaskID `json:"task_id"`
	SeatID      models.TaskID `json:"seat_id"`
	Step        models.Step
	Attempt     int
	PersonID    models.PersonID `json:"person_id"`
	Person      string
	PrincipalID models.PersonID `json:"principal_id"`
	Principal   string
	AbsentID    models.PersonID `json:"absent_id"` // who was away, in whose place it was signed
	Absent      string
	Post        string
	Decision    models.Verb
	Digest      models.Digest
	Clause      regulation.ID
	Rulebook    int
	Comment     string
	At          time.Time
	FellAt      *time.Time `json:"fell_at"`
	Proof       *models.Evidence
}

// signaturesOf are the decisions on a case in the order they were made, those that
// fell too.
const signaturesOf = `select s.task_id, s.seat_id, s.step, s.attempt, s.person_id, name(p) as person, s.principal_id, name(q) as principal,
		coalesce(j.absent_id::text, '') as absent_id, coalesce(name(z), '') as absent,
		coalesce(title(w), '') as post, s.decision, s.digest, s.clause, s.rulebook, coalesce(k.comment, '') as comment, s.at, s.fell_at, e.evidence as proof
		from signatures s join people p on p.id = s.person_id join people q on q.id = s.principal_id
		left join posts w on w.id = s.post_id left join act_contents k on k.act_id = s.act_id
		left join tasks j on j.id = s.task_id left join people z on z.id = j.absent_id left join signature_proofs e on e.act_id = s.act_id
		where s.case_id = $1::uuid order by s.at, s.id`

// An EventRow is an event with its names and what was written with the act.
type EventRow struct {
	Seq     int64
	Kind    string
	ActorID models.PersonID `json:"actor_id"` // empty for the machine
	Actor   string
	Post    string
	Task    models.TaskID
	Clause  regulation.ID
	Body    json.RawMessage
	At      time.Time
	Prev    string
	Hash    string
	Comment string
	Act     models.ActID // empty where no person acted
	// Mentions and Copied are the people whom a comment or a copy names, People those
	// to whom the act hands something or whom it adds.
	Mentions, Copied, People []NamedRow
	Voucher                  string // that the act names
	// Data is what the act chose, where it takes a signer away or sends the case back.
	Data json.RawMessage
}

// A NamedRow is a person with the name in the reader's language, and that in the
// other where it has one.
type NamedRow struct {
	ID   models.PersonID
	Name string
	Also string
}

// named are the people whose ids the member of an event's body lists.
func named(member string) string {
	return `case when e.body -> '` + member + `' is not null then (select json_agg(json_build_object('ID', m.id, 'Name', name(m),
		'Also', case when name(m) = m.name then m.name_en else m.name end) order by m.no) from people m
		where m.id in (select x::uuid from json_array_elements_text(e.body -> '` + member + `') x)) end`
}

// eventsOf are the history of a case, oldest first.
var eventsOf = `select e.seq, e.kind, coalesce(e.actor_id::text, '') as actor_id, coalesce(name(p), '') as actor,
		coalesce(title(w), '') as post, coalesce(e.task_id::text, '') as task, e.clause, e.body, e.at, e.prev, e.hash, coalesce(k.comment, '') as comment,
		coalesce(k.act_id::text, '') as act, ` + named("mentions") + ` as mentions, ` + named("copied") + ` as copied,
		` + named("people") + ` as people, coalesce(k.data ->> 'voucher', '') as voucher,
		case when e.kind in ('remove_signer', 'send_back') then k.data end as data
		from events e left join people p on p.id = e.actor_id left join posts w on w.id = e.post_id
		left join receipts r on r.case_id = e.case_id and (r.body -> 'receipt' ->> 'seq')::bigint = e.seq and e.actor_id is not null
		left join act_contents k on k.act_id = nullif(r.body #>> '{receipt,act}', '')::uuid
		where e.case_id = $1::uuid order by e.seq`
