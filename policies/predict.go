package policies

import (
	"slices"

	"countersign/models"
)

// A Predicted slate is one as it would be drawn up now, and what may still change it.
type Predicted struct {
	models.Drawn
	Depends []Dependence
	// Nobody says why it could not be drawn up as things stand; nil where it could.
	Nobody *models.Error
}

// What a prediction depends on.
const (
	OnAmount  = "amount"  // rows of the step are for other amounts
	OnHolders = "holders" // who holds the posts then
	OnPerson  = "person"  // whether those who are named are there then
	OnChoice  = "choice"  // whom the applicant has still to choose
	OnField   = "field"   // what the form has still to name
	OnOnce    = "once"    // whether somebody signs in an earlier round
)

// A Dependence is one thing that a prediction depends on.
type Dependence struct {
	On       string
	From, To models.Cents // of an amount; To 0 = no limit
	Of       string       // the selector of a choice or a field
}

// Predict is DrawUp before its time: it draws the slate up from what is known now and
// says what the answer depends on. What the applicant has still to name stays open.
func Predict(matrix []models.MatrixRow, d models.DrawUp) Predicted {
	d.Ahead = true
	drawn, err := DrawUp(matrix, d)
	p := Predicted{Drawn: drawn, Nobody: models.AsError(err)}
	if from, to := band(matrix, d); from > 0 || to > 0 {
		p.depend(Dependence{On: OnAmount, From: from, To: to})
	}
	for _, r := range drawn.Rounds {
		for _, s := range r.Seats {
			p.depend(dependence(s))
			if len(s.Once) > 0 {
				p.depend(Dependence{On: OnOnce})
			}
		}
	}
	return p
}

func (p *Predicted) depend(on Dependence) {
	if !slices.Contains(p.Depends, on) {
		p.Depends = append(p.Depends, on)
	}
}

// dependence is what the holder of a seat depends on.
func dependence(s models.DrawnSeat) Dependence {
	switch of, _ := ParseSelector(s.Of); {
	case s.Post == "" && s.Person == "" && of.Form == "field":
		return Dependence{On: OnField, Of: s.Of}
	case s.Post == "" && s.Person == "":
		return Dependence{On: OnChoice, Of: s.Of}
	case s.Person != "":
		return Dependence{On: OnPerson}
	}
	return Dependence{On: OnHolders}
}

// band are the amounts around the case's for which the same rows of the step hold.
func band(matrix []models.MatrixRow, d models.DrawUp) (from, to models.Cents) {
	for _, r := range matrix {
		if r.Kind != d.Kind || r.Step != d.Step {
			continue
		}
		for _, edge := range []models.Cents{r.From, r.To} {
			switch {
			case edge > 0 && edge <= d.Case.Amount:
				from = max(from, edge)
			case edge > d.Case.Amount && (to == 0 || edge < to):
				to = edge
			}
		}
	}
	return from, to
}
