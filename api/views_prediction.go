package api

import "countersign/models"

// A PredictionView is what comes next in a case as things stand now. It promises
// nothing: each step is drawn up anew when its time comes, by the same rules.
type PredictionView struct {
	Steps []ComingView `json:"steps"`
}

// A ComingView is a step that a case has still to go through.
type ComingView struct {
	Step     models.Step `json:"step"`
	StepName string      `json:"stepName"`
	Verb     models.Verb `json:"verb,omitempty"`
	VerbName string      `json:"verbName,omitempty"`
	Clause   ClauseView  `json:"clause"`
	// Current says that the step is at work now.
	Current bool `json:"current,omitempty"`
	// Only says that the step comes only if what it depends on changes.
	Only   bool          `json:"only,omitempty"`
	Rounds []ComingRound `json:"rounds"`
	// Depends says what may change the step or its signers, in words.
	Depends []string `json:"depends"`
	// Nobody says why nobody could be asked as things stand.
	Nobody string `json:"nobody,omitempty"`
}

// A ComingRound is a round of signatures, or of those of whom one does a deed.
type ComingRound struct {
	Mode     models.Mode  `json:"mode"`
	ModeName string       `json:"modeName"`
	Need     int          `json:"need"`
	Seats    []ComingSeat `json:"seats"`
	// Left are those who were considered and left out, and why.
	Left []LeftOut `json:"left"`
	// Within is the deadline in working days, where the matrix has one of its own, and
	// Considered are all who were looked at; both only of what is made up or tried.
	Within     int              `json:"within,omitempty"`
	Considered []ConsideredView `json:"considered,omitempty"`
}

// A ComingSeat is who will be asked: a post with its present holders, or a person.
type ComingSeat struct {
	Post    string   `json:"post,omitempty"` // title with unit; empty where it waits for a person
	Holders []string `json:"holders"`
	Why     string   `json:"why,omitempty"`   // how the seat comes to them, where it is not laid down so
	Once    string   `json:"once,omitempty"`  // where a signature given before is for this seat too
	State   string   `json:"state,omitempty"` // open or ahead, of a step that is at work
	// Unnamed says that the applicant has still to say who.
	Unnamed bool `json:"unnamed,omitempty"`
}

// A LeftOut is a post or person that was considered and left out.
type LeftOut struct {
	Who string `json:"who"`
	Why string `json:"why"`
}

// A ChoiceView is a choice of signers that a draft leaves to its applicant. The
// document has the answer under signers, by Of.
type ChoiceView struct {
	Of       string      `json:"of"` // the selector: choice:head@company
	Number   int         `json:"number"`
	Step     models.Step `json:"step"`
	StepName string      `json:"stepName"`
	Clause   ClauseView  `json:"clause"`
	Range    []Ref       `json:"range"` // who may be chosen today
}
