package policies

import (
	"cmp"
	"reflect"
	"slices"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A Trial is a slate that one matrix draws up in one way and another matrix in
// another. Fault says why a matrix could not draw it up at all.
type Trial struct {
	Ask                     int // the index of what was asked
	Before, After           models.Drawn
	BeforeFault, AfterFault *models.Error
}

// DryRun draws up what is asked by both matrices and returns those slates that come
// out differently, in the order asked: other seats, another number of them, another
// mode, deadline, proof, or others who are told. Who was only considered is no
// difference. What an applicant has still to name stays open in both.
func DryRun(before, after []models.MatrixRow, asks []models.DrawUp) (other []Trial) {
	for i, ask := range asks {
		ask.Ahead = true
		t := Trial{Ask: i}
		var err error
		t.Before, err = DrawUp(before, ask)
		t.BeforeFault = models.AsError(err)
		t.After, err = DrawUp(after, ask)
		t.AfterFault = models.AsError(err)
		if !t.alike() {
			other = append(other, t)
		}
	}
	return other
}

func (t Trial) alike() bool {
	if t.BeforeFault != nil || t.AfterFault != nil {
		return t.BeforeFault != nil && t.AfterFault != nil && t.BeforeFault.Key == t.AfterFault.Key
	}
	return reflect.DeepEqual(shapeOf(t.Before), shapeOf(t.After))
}

// A shape is what counts of a slate.
type shape struct {
	verb   models.Verb
	rounds []roundShape
	told   []models.PersonID
	tells  bool
}

type roundShape struct {
	mode   models.Mode
	need   int
	within int
	proof  models.Proof
	clause regulation.Clause
	seats  []seatShape
}

type seatShape struct {
	post   models.PostID
	person models.PersonID
	open   string // the selector of whom the applicant has still to name
	alarm  bool
}

// shapeOf puts the seats of a round in order: those who sign together have none.
func shapeOf(d models.Drawn) shape {
	s := shape{verb: d.Verb, told: d.Told, tells: d.Tells}
	for _, r := range d.Rounds {
		round := roundShape{mode: r.Mode, need: r.Need, within: r.Within, proof: r.Proof, clause: r.Clause}
		for _, seat := range r.Seats {
			one := seatShape{post: seat.Post, person: seat.Person, alarm: seat.Alarm}
			if seat.Post == "" && seat.Person == "" {
				one.open = seat.Of
			}
			round.seats = append(round.seats, one)
		}
		slices.SortFunc(round.seats, func(a, b seatShape) int {
			return cmp.Or(cmp.Compare(a.post, b.post), cmp.Compare(a.person, b.person), cmp.Compare(a.open, b.open))
		})
		s.rounds = append(s.rounds, round)
	}
	return s
}

// DryRunOf is the scope of a dry run: all cases of the company, as a condition over
// cases with the alias c, for who may try changes of its matrix; for others the
// refusal (authority.matrix). What it finds is counted; single cases are shown only
// to who may read them.
func (s *Snapshot) DryRunOf(company models.CompanyID, who models.Standing) (Scope, error) {
	ask := models.Question{Verb: models.DryRun, Kind: models.House, Actor: who, Who: who, Case: &models.CaseFacts{Company: company}}
	if err := s.Decide(ask).Err(); err != nil {
		return Scope{}, err
	}
	return Scope{SQL: store.Seal("a dry run") + "c.company_id = ?::uuid", Args: []any{string(company)}}, nil
}
