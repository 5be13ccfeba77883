// Package activities does what procedures decide: it is the only writer of
// records. Each activity writes in one transaction and may be repeated.
package activities

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"
	"go.temporal.io/sdk/activity"

	"countersign/activities/stepup"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
	"countersign/policies"
)

// Records writes what happens to cases.
type Records struct {
	DB        *store.DB
	Policies  *policies.Policies
	Calendars *Calendars
	Now       func() time.Time
	// Skew is how far Now may be from the database's clock (MaySkew): beyond it nothing is
	// done. Zero is for a clock that is not to be compared.
	Skew time.Duration
	// Token makes the secret of a gate pass; it must not be guessable.
	Token func() string
	// Keys open the secrets of apps (approval.step-up).
	Keys stepup.Keys
	// Next says which step comes next in a case of a kind that has gone a course; ok is
	// false at its end. Without it no slate is drawn up before the workflow asks.
	Next func(kind models.Kind, course Course) (clause regulation.Clause, step models.Step, ok bool)
}

// Facts are what a procedure branches on: enums and booleans, never content.
type Facts struct {
	Free          bool `json:"free,omitempty"`
	FromWarehouse bool `json:"fromWarehouse,omitempty"`
	Differences   bool `json:"differences,omitempty"`
	// Tasks are what a company's own form has done after approval.
	Tasks []models.Step `json:"tasks,omitempty"`
	// Effect is what its approval does to the house; empty = nothing.
	Effect string `json:"effect,omitempty"`
}

// Outcome is how a step went.
type Outcome string

// The outcomes of a step.
const (
	Signed    Outcome = "signed" // or done
	SentBack  Outcome = "sent-back"
	Refused   Outcome = "refused"
	Withdrawn Outcome = "withdrawn"
	Revoked   Outcome = "revoked" // by another case, after it took effect
)

// Ended reports whether the case ends with the outcome.
func (o Outcome) Ended() bool { return o == Refused || o == Withdrawn || o == Revoked }

// A Submission opens a case.
type Submission struct {
	Act models.Act `json:"act"`
}

// Opened answers a submission. Elsewhere says that another run of the workflow
// opened the case.
type Opened struct {
	Receipt   models.Receipt `json:"receipt"`
	Facts     Facts          `json:"facts"`
	Run       string         `json:"run"`
	Elsewhere bool           `json:"elsewhere,omitempty"`
	Next      *Done          `json:"next,omitempty"` // the slate of the first step, drawn up with it
}

// A Deed is an act, the slate as the workflow has it, and the steps before.
type Deed struct {
	Act    models.Act   `json:"act"`
	Slate  models.Slate `json:"slate"`
	Facts  Facts        `json:"facts"`
	Course Course       `json:"course"`
}

// Done is what an act or a step has changed.
type Done struct {
	Receipt  models.Receipt `json:"receipt"`
	Slate    models.Slate   `json:"slate"`
	Facts    Facts          `json:"facts"`
	Outcome  Outcome        `json:"outcome,omitempty"`
	Escalate time.Time      `json:"escalate,omitzero"` // when something is overdue; zero = never
	Repeated bool           `json:"repeated,omitempty"`
	Next     *Done          `json:"next,omitempty"` // the slate of the next step, drawn up with it
}

// now is the instant of a transaction, to the microsecond that PostgreSQL keeps.
func (r *Records) now() time.Time { return r.Now().UTC().Truncate(time.Microsecond) }

// today is the company's day at an instant.
func today(at time.Time) calendar.Date { return calendar.DateOf(at.In(calendar.China())) }

// A writing is one transaction about one case. It makes an entry in the case's
// history, and another one where it draws up the next slate.
type writing struct {
	tx      store.Tx
	c       models.Case
	at      time.Time
	ground  store.Ground
	book    regulation.Rulebook
	events  []models.Event
	slates  []store.SlateChange
	parties []models.PersonID
	due     map[models.TaskID]time.Time // of the tasks that it opened
	about   *models.About               // what lists say of the case, where that changes

	calendar *calendar.Calendar
	sheet    *ownForm         // once it was asked for
	defined  *form.Definition // of the document that is submitted, once it was asked for

	varieties map[models.VarietyID]models.Variety // of the document that is submitted, once they were asked for
}

// errUnchanged ends a transaction that has nothing to write.
var errUnchanged = errors.New("nothing to write")

// over ends the transaction of a case that has ended, of which the workflow has not
// heard yet, and says in out how it ended. Of a revocation it has heard then.
func (w *writing) over(out *Done, slate models.Slate) error {
	if w.c.State.Open() {
		return nil
	}
	out.Slate, out.Outcome = slate, outcomeOf(w.c, slate)
	out.Receipt = models.Receipt{Case: w.c.ID, Seq: w.c.Seq, Hash: w.c.Head, State: w.c.State}
	if w.c.State == models.Revoked {
		if err := w.tx.ToldRevoked(w.c.ID, w.at); err != nil {
			return err
		}
	}
	return errUnchanged
}

// An occasion is what a transaction about a case is made for: an act, on a slate
// where it has one, or a step of the machine. It happens once under its key.
type occasion struct {
	key   string
	act   models.Act
	slate models.Slate
}

// once runs do under the key, in one transaction about one case. Where it was run
// before, its answer is read into out instead and repeated is true.
func (r *Records) once(ctx context.Context, on occasion, out any, do func(*writing) error) (repeated bool, err error) {
	err = r.DB.Write(ctx, func(tx store.Tx) error {
		w := &writing{tx: tx, at: r.now(), due: map[models.TaskID]time.Time{}}
		var err error
		if w.c, err = tx.LockCase(on.act.Case); err != nil {
			return err
		}
		// Not read while the case is waited for: that statement sees what was before it waited.
		if w.ground, err = tx.Ground(on.key, w.c, on.act, on.slate, w.at); err != nil {
			return err
		}
		if repeated = w.ground.Answer != nil; repeated {
			return json.Unmarshal(w.ground.Answer, out)
		}
		if err := w.onTime(r.Skew); err != nil {
			return err
		}
		w.book = w.ground.Rulebook
		if err := do(w); errors.Is(err, errUnchanged) {
			return nil
		} else if err != nil {
			return err
		}
		answer, err := json.Marshal(out)
		if err != nil {
			return err
		}
		return tx.Finish(store.Ending{Case: w.c, Events: w.events, Slates: w.slates, Key: on.key, Answer: answer, Parties: w.parties, About: w.about})
	})
	return repeated, wired(err)
}

// enter makes an entry in the case's history and returns it as the receipt of act.
func (w *writing) enter(kind string, act models.Act, post *models.PostID, clause regulation.Clause, body any) (models.Receipt, error) {
	said, err := json.Marshal(body)
	if err != nil {
		return models.Receipt{}, err
	}
	e := models.Event{Case: w.c.ID, Seq: w.c.Seq + 1, Kind: kind, Post: post, Clause: clause.ID(), Body: said, At: w.at}
	if act.Actor != "" {
		e.Actor = &act.Actor
	}
	if act.Task != "" {
		e.Task = &act.Task
	}
	e.Seal(w.c.Head)
	w.events, w.c.Seq, w.c.Head = append(w.events, e), e.Seq, e.Hash
	receipt := models.Receipt{Act: act.ID, Case: w.c.ID, Verb: act.Verb, At: w.at, Seq: e.Seq, Hash: e.Hash, Clause: clause.ID(), State: w.c.State}
	if w.c.Number != nil {
		receipt.Number = *w.c.Number
	}
	return receipt, nil
}

// end closes the case in a state; whatever still waits is void.
func (w *writing) end(state models.State, clause regulation.Clause) error {
	id := clause.ID()
	w.c.State, w.c.ClosedAt, w.c.Clause = state, &w.at, &id
	return w.tx.VoidTasks(w.c.ID, w.at)
}

// runOf is the run of the workflow that calls; empty outside of Temporal.
func runOf(ctx context.Context) string {
	if !activity.IsActivity(ctx) {
		return ""
	}
	return activity.GetInfo(ctx).WorkflowExecution.RunID
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }
