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
	Post     string          `json:"-"` // the title
	Unit     string          `json:"-"` // of the post
	Person   string          `json:"-"`
	State    string
	Why      string
	OpenedAt *time.Time      `json:"opened_at"`
	DueAt    *time.Time      `json:"due_at"`
	DueWhy   json.RawMessage `json:"due_why"` // a calendar.Deadline
	ClosedAt *time.Time      `json:"closed_at"`
	ClosedBy models.PersonID `json:"closed_by"`
	AddedBy  models.PersonID `json:"added_by"`
	Asks     models.TaskID   // the task of the signer who asks, where it is a question
	By       string          `json:"-"`
	AbsentID models.PersonID `json:"absent_id"`
	Absent   string          `json:"-"` // who is away, in whose place the task waits or was done
	AgentID  models.PersonID `json:"agent_id"`
	Agent    string          `json:"-"` // who signs by proxy meanwhile
	Moved    bool            // it waits for others than its own holders
}

// seatsOf are the tasks of a case, slate by slate and round by round.
const seatsOf = `select id, step, attempt, verb, clause, round, seat_id, post_id, person_id, state, why, opened_at, due_at, due_why, closed_at, closed_by, added_by,
		asks_task as asks, absent_id, agent_id, for_post_id is not null or for_person_id is not null as moved
		from tasks where case_id = $1::uuid order by step, attempt, round, seat_id, opened_at nulls last, id`

// A SignatureRow is a signature with its names and the comment that came with it.
type SignatureRow struct {
	TaskID      models.TaskID `json:"task_id"`
	SeatID      models.TaskID `json:"seat_id"`
	Step        models.Step
	Attempt     int
	PersonID    models.PersonID `json:"person_id"`
	Person      string          `json:"-"`
	PrincipalID models.PersonID `json:"principal_id"`
	Principal   string          `json:"-"`
	AbsentID    models.PersonID `json:"-"` // who was away, in whose place it was signed
	Absent      string          `json:"-"`
	PostID      models.PostID   `json:"post_id"`
	Post        string          `json:"-"`
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
const signaturesOf = `select s.task_id, s.seat_id, s.step, s.attempt, s.person_id, s.principal_id, s.post_id, s.decision, s.digest, s.clause, s.rulebook, k.comment, s.at, s.fell_at, e.evidence as proof
		from signatures s left join act_contents k on k.act_id = s.act_id left join signature_proofs e on e.act_id = s.act_id
		where s.case_id = $1::uuid order by s.at, s.id`

// An EventRow is an event with its names and what was written with the act.
type EventRow struct {
	Seq     int64
	Kind    string
	ActorID models.PersonID `json:"actor_id"` // empty for the machine
	Actor   string          `json:"-"`
	PostID  models.PostID   `json:"post_id"`
	Post    string          `json:"-"`
	Task    models.TaskID
	Clause  regulation.ID
	At      time.Time
	Prev    string
	Hash    string
	Comment string
	Act     models.ActID // empty where no person acted
	// Mentions and Copied are the people whom a comment or a copy names, People those
	// to whom the act hands something or whom it adds.
	Mentions, Copied, People []NamedRow `json:"-"`
	Voucher                  string     // that the act names
	// Data is what the act chose, where it takes a signer away or sends the case back.
	Data json.RawMessage

	Body struct{ Mentions, Copied, People []models.PersonID }
}

// eventsOf are the history of a case, oldest first.
const eventsOf = `select e.seq, e.kind, e.actor_id, e.post_id, e.task_id as task, e.clause, e.body, e.at, e.prev, e.hash, k.comment, k.act_id as act,
		k.data ->> 'voucher' as voucher, case when e.kind in ('remove_signer', 'send_back') then k.data end as data
		from events e left join receipts r on r.case_id = e.case_id and (r.body -> 'receipt' ->> 'seq')::bigint = e.seq and e.actor_id is not null
		left join act_contents k on k.act_id = nullif(r.body #>> '{receipt,act}', '')::uuid
		where e.case_id = $1::uuid order by e.seq`
