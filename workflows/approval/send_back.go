package approval

import "countersign/models"

//go:generate go run ./generate

// A Scope is where a case is sent back to.
type Scope string

// The scopes: every earlier place that can be asked again (approval.send-back).
const (
	ToApplicant Scope = "applicant"
	ToPrevious  Scope = "previous" // the round before the sender's
	ToEarlier   Scope = "earlier"  // any round before that
)

// A Way is how a case comes back from where it was sent.
type Way string

// The ways back.
const (
	Straight Way = "straight" // straight to who sent it back
	Whole    Way = "whole"    // the whole way again
)

// A Shape is how the seats stand that are asked again.
type Shape string

// The shapes of a round.
const (
	InTurn      Shape = "in-turn"
	All         Shape = Shape(models.All)
	Any         Shape = Shape(models.Any)
	Quorum      Shape = Shape(models.Quorum)
	Departments Shape = Shape(models.Departments)
	// Branches go side by side: seats of one round, each followed by rounds of its own.
	Branches Shape = "branches"
	// Nested seats have signers before, beside and after them, who may have some too.
	Nested Shape = "nested"
)

// Scopes, Ways and Shapes are all there are, as the table has them.
var (
	Scopes = []Scope{ToApplicant, ToPrevious, ToEarlier}
	Ways   = []Way{Straight, Whole}
	Shapes = []Shape{InTurn, All, Any, Quorum, Departments, Branches, Nested}
)

// A Term is one thing that a cell of the table can say. Words are in Terms.
type Term string

// What closes.
const (
	EveryTask    Term = "every-task"
	SendersRound Term = "senders-round"
)

// What opens.
const (
	TheApplicant    Term = "the-applicant"
	TheSeat         Term = "the-seat"
	EverySeat       Term = "every-seat"
	HeadsOfBranches Term = "heads-of-branches"
	Innermost       Term = "innermost"
)

// Which signatures stand.
const (
	Unchanged       Term = "unchanged"
	NoSignature     Term = "no-signature"
	AllButThatRound Term = "all-but-that-round"
	RoundsBefore    Term = "rounds-before"
)

// Who is asked when those who were asked have signed again.
const (
	WhoeverLacks Term = "whoever-lacks"
	FirstRound   Term = "first-round"
	TheSender    Term = "the-sender"
	RoundAfter   Term = "round-after"
)

// A Row says what sending back does to one shape.
type Row struct {
	Scope  Scope
	Way    Way
	Shape  Shape
	Closes Term
	Opens  Term
	Stands Term
	Next   Term
}

// returns are what a scope and a way mean whatever the shape.
var returns = map[Scope]map[Way]Row{
	ToApplicant: {
		Straight: {Closes: EveryTask, Opens: TheApplicant, Stands: Unchanged, Next: WhoeverLacks},
		Whole:    {Closes: EveryTask, Opens: TheApplicant, Stands: NoSignature, Next: FirstRound},
	},
	ToPrevious: {
		Straight: {Closes: SendersRound, Stands: AllButThatRound, Next: TheSender},
		Whole:    {Closes: SendersRound, Stands: RoundsBefore, Next: RoundAfter},
	},
	ToEarlier: {
		Straight: {Closes: SendersRound, Stands: AllButThatRound, Next: TheSender},
		Whole:    {Closes: SendersRound, Stands: RoundsBefore, Next: RoundAfter},
	},
}

// opens is who is asked first in a round that is asked again.
var opens = map[Shape]Term{InTurn: TheSeat, All: EverySeat, Any: EverySeat, Quorum: EverySeat, Departments: EverySeat, Branches: HeadsOfBranches, Nested: Innermost}

// SendBack is the whole table: what sending back does, for every scope, way back
// and shape. It is total; tests run each row against slates, and random cases
// against the records (approval.send-back).
func SendBack() (table []Row) {
	for _, scope := range Scopes {
		for _, way := range Ways {
			for _, shape := range Shapes {
				row := returns[scope][way]
				row.Scope, row.Way, row.Shape = scope, way, shape
				if row.Opens == "" {
					row.Opens = opens[shape]
				}
				table = append(table, row)
			}
		}
	}
	return table
}

// A Place says whether a step of a procedure can be sent back to.
type Place struct {
	Kind models.Kind
	Step models.Step
	Verb models.Verb
}

// Reachable reports whether a case can be sent back to the step: to be mended by
// the applicant, or to be signed again. What was done in the world is not undone:
// goods that were handed over, money that was taken, a book that was written
// (approval.send-back).
func (p Place) Reachable() bool { return p.Verb == models.Sign || p.Verb == models.Resubmit }

// Places are the steps of the rows of an authority matrix, in their order.
func Places(rows []models.MatrixRow) (places []Place) {
	seen := map[Place]bool{}
	for _, r := range rows {
		p := Place{r.Kind, r.Step, r.Verb}
		if !seen[p] && r.Verb != models.Submit { // who may ask is no step
			places = append(places, p)
		}
		seen[p] = true
	}
	return places
}
