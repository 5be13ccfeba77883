package models

import "countersign/models/regulation"

// A MatrixRow is one line of the authority matrix: who acts in one round of a
// step, for cases of a kind and an amount (authority.matrix).
type MatrixRow struct {
	Kind   Kind              `json:"kind"`
	Step   Step              `json:"step"`
	Clause regulation.Clause `json:"clause"`
	Verb   Verb              `json:"verb"`
	// From is the first amount the row holds for, To the first amount it no
	// longer holds for; To 0 = no limit.
	From  Cents    `json:"from,omitempty"`
	To    Cents    `json:"to,omitempty"`
	Round int      `json:"round"` // 1, 2, …: rounds go one after another
	Mode  Mode     `json:"mode"`
	Need  int      `json:"need,omitempty"` // for Quorum
	Of    []string `json:"of"`             // selectors: head@case-unit, gm@company, any@gate, applicant
	// Within is the deadline in working days; 0 = the rulebook's own.
	Within int `json:"within,omitempty"`
	// Told are selectors of those who get a copy when the step is drawn up, or, those
	// that begin with WhenDone, when it is done.
	Told []string `json:"told,omitempty"`
	// Only says that nobody of a lower rank may stand in for an empty seat.
	Only bool `json:"only,omitempty"`
	// Own and Twice say what becomes of a seat of the applicant's own and of one whose
	// holder has another; empty is the house's way.
	Own   Own   `json:"own,omitempty" enum:",superior,skip"`
	Twice Twice `json:"twice,omitempty" enum:",next,once,in_row"`
	// Proof is what a signature needs beside the sign-in (approval.step-up).
	Proof Proof `json:"proof,omitempty"`
}

// Holds reports whether the row is about this kind, step and amount.
func (r MatrixRow) Holds(kind Kind, step Step, amount Cents) bool {
	return r.Kind == kind && r.Step == step && amount >= r.From && (r.To == 0 || amount < r.To)
}

// A Matrix is one version of a company's authority matrix. Version 0 is the
// regulations' own, which has no rows here.
type Matrix struct {
	Version int         `json:"version"`
	Rows    []MatrixRow `json:"rows"`
}

// A StaffedPost is a post of the house with those who hold it at one moment.
type StaffedPost struct {
	Post     PostID     `json:"post"`
	Unit     UnitID     `json:"unit"`
	Company  CompanyID  `json:"company"`
	Rank     Rank       `json:"rank"`
	Function Function   `json:"function"` // of the unit
	Head     bool       `json:"head"`     // the company is the head office
	Code     string     `json:"code"`
	Superior PostID     `json:"superior,omitempty"`
	DeputyOf PostID     `json:"deputyOf,omitempty"`
	Holders  []PersonID `json:"holders"` // in force, sorted
}

// A DrawUp asks who fills the seats of a step of a case.
type DrawUp struct {
	Kind Kind
	Step Step
	Case CaseFacts // Company, Unit, Amount, Applicant, Requesters, Beneficiaries and About count
	// Posts are those of the case's company and of the head office.
	Posts []StaffedPost
	// Nominees are whom the applicant chose and whom fields of a form name, by selector.
	Nominees map[string][]Nominee
	// Ahead says that it is not time yet: what the applicant has still to name stays
	// open instead of going to the next in line.
	Ahead bool
	// Absent are those who are away on the day (approval.absence).
	Absent Away
	// StrongFrom is the amount from which every signature needs proof; 0 = none.
	StrongFrom Cents
}

// Why says how a seat came to its post.
type Why string

// How seats come to their posts (approval.empty-seat).
const (
	WhyLaidDown  Why = "laid-down" // the matrix names the post
	WhyDeputy    Why = "deputy"
	WhySuperior  Why = "superior"
	WhyGM        Why = "gm"        // of the company
	WhyHeadGM    Why = "head-gm"   // of the head office
	WhyRecused   Why = "recused"   // the holder may not sign the case; a superior does
	WhyElsewhere Why = "elsewhere" // the holder has another seat of the slate: the post is not vacant
	WhyEscalated Why = "escalated"
	WhyProxy     Why = "proxy"  // by proxy, while the holder is absent (approval.absence)
	WhyChain     Why = "chain"  // a superior, whom the matrix asks in turn
	WhyChosen    Why = "chosen" // by the applicant, in the range that the matrix gives
	WhyNamed     Why = "named"  // by a field of the form
)

// Left says why a post or person was left out of a slate.
type Left string

// Why somebody is left out.
const (
	LeftVacant    Left = "vacant"    // nobody holds the post
	LeftAbsent    Left = "absent"    // the holder is away (approval.absence)
	LeftRequester Left = "requester" // approval.own-case
	LeftBenefits  Left = "benefits"  // the holder benefits from the case (approval.own-case)
	LeftConcerned Left = "concerned" // the case is about the holder
	LeftOnSlate   Left = "on-slate"  // the holder is needed for another seat (approval.one-seat)
	LeftLowerRank Left = "lower-rank"
	LeftGone      Left = "gone"    // the person is no longer in force
	LeftUnnamed   Left = "unnamed" // the applicant has named nobody
	LeftOutside   Left = "outside" // the person is not of those to choose from
	LeftOnce      Left = "once"    // one signature of the holder is for both seats (approval.one-seat)
	LeftOwn       Left = "own"     // the clause does without a seat of the applicant's own
)

// A Considered post or person was looked at for a seat; Left is empty when it
// was taken.
type Considered struct {
	Of     string   `json:"of"` // the selector
	Post   PostID   `json:"post,omitempty"`
	Person PersonID `json:"person,omitempty"`
	Why    Why      `json:"why"`
	Left   Left     `json:"left,omitempty"`
}

// A DrawnSeat is a seat as it was drawn up: of a post, or of a person where the
// clause names one.
type DrawnSeat struct {
	Of     string   `json:"of"`
	Post   PostID   `json:"post,omitempty"`
	Person PersonID `json:"person,omitempty"`
	// Unit is the post's; where a round needs one of each department, that for which the
	// seat is laid down, whoever stands in.
	Unit  UnitID `json:"unit,omitempty"`
	Why   Why    `json:"why"`
	Alarm bool   `json:"alarm,omitempty"` // the seat laid down was empty
	// Absent is who is away; Agent signs by proxy meanwhile, or the seat is ForPost's or
	// ForPerson's and goes back (approval.absence).
	Absent    PersonID `json:"absent,omitempty"`
	Agent     PersonID `json:"agent,omitempty"`
	ForPost   PostID   `json:"forPost,omitempty"`
	ForPerson PersonID `json:"forPerson,omitempty"`
	// Once are those whose signature for another seat, of round Since or later and not
	// after this one, is for this seat as well; Since counts from 0. It must come with
	// Proof.
	Once  []PersonID `json:"once,omitempty"`
	Since int        `json:"since,omitempty"`
	Proof Proof      `json:"proof,omitempty"`
}

// A DrawnRound is a round as it was drawn up.
type DrawnRound struct {
	// Of is the round of the matrix or the form, from 1: a chain is drawn as a round for
	// each of its levels. 0 where it was drawn before rounds said so.
	Of         int               `json:"of,omitempty"`
	Clause     regulation.Clause `json:"clause"`
	Mode       Mode              `json:"mode"`
	Need       int               `json:"need,omitempty"`
	Within     int               `json:"within,omitempty"` // working days; 0 = the rulebook's own
	Proof      Proof             `json:"proof,omitempty"`
	Seats      []DrawnSeat       `json:"seats"`
	Considered []Considered      `json:"considered"`
}

// A Drawn slate says who must act, who was considered and who was left out.
type Drawn struct {
	Step   Step              `json:"step"`
	Clause regulation.Clause `json:"clause"`
	Verb   Verb              `json:"verb"`
	Rounds []DrawnRound      `json:"rounds"`
	Told   []PersonID        `json:"told,omitempty"`
	// Alarm says that a seat was empty and someone else stands in.
	Alarm bool `json:"alarm,omitempty"`
	// Tells says that somebody gets a copy when the step is done.
	Tells bool `json:"tells,omitempty"`
}

// Slate is the slate as the workflow keeps it; id names the seat with this
// place in its round.
func (d Drawn) Slate(attempt int, id func(round, seat int) TaskID) Slate {
	s := Slate{Step: d.Step, Clause: d.Clause, Verb: d.Verb, Attempt: attempt, Tells: d.Tells}
	for i, r := range d.Rounds {
		round := Round{Of: r.Of, Mode: r.Mode, Need: r.Need, Proof: r.Proof}
		for j, seat := range r.Seats {
			task := id(i, j)
			round.Seats = append(round.Seats, Seat{ID: task, Tasks: []TaskID{task}, Unit: seat.Unit, Once: seat.Once, Since: seat.Since, Proof: seat.Proof})
		}
		s.Rounds = append(s.Rounds, round)
	}
	return s
}
