package models

// Own says what becomes of a seat whose only holder is the applicant.
type Own string

// The ways with a seat of the applicant's own; the house's is OwnSuperior. Neither
// is a yes: nobody signs his or her own case (approval.own-case).
const (
	OwnSuperior Own = "superior" // the next in line signs
	OwnSkip     Own = "skip"     // the clause does without the seat, as long as somebody else signs
)

// Twice says what becomes of a seat whose holder is asked for another seat of the
// same slate.
type Twice string

// The ways with who would sign twice; the house's is TwiceNext (approval.one-seat).
const (
	TwiceNext  Twice = "next"   // the next in line signs
	TwiceOnce  Twice = "once"   // one signature is for both
	TwiceInRow Twice = "in_row" // for both where nobody else signs between them
)

// A Nominee is whom the applicant chose, or whom a field of a form names: a
// person, or a unit whose head acts.
type Nominee struct {
	Person PersonID `json:"person,omitempty"`
	Unit   UnitID   `json:"unit,omitempty"`
}

// Chosen is whom the applicant chose to act, by the selector that lets him or her
// choose, such as "choice:head@company". It is content: signatures bind it.
type Chosen struct {
	Signers map[string][]PersonID `json:"signers,omitempty"`
}

// Choices are the applicant's.
func (c Chosen) Choices() map[string][]PersonID { return c.Signers }

// Choose keeps the applicant's choices.
func (c *Chosen) Choose(signers map[string][]PersonID) { c.Signers = signers }

// Nominees are whom the applicant chose in a document, by selector.
func Nominees(doc Document) map[string][]Nominee {
	named := map[string][]Nominee{}
	if d, chooses := doc.(interface {
		Choices() map[string][]PersonID
	}); chooses {
		for of, people := range d.Choices() {
			for _, p := range people {
				named[of] = append(named[of], Nominee{Person: p})
			}
		}
	}
	return named
}
