package api

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/form"
)

// A RulebookView is the rulebook of a company on a day: its clauses with what they say
// there, and what carries them out.
type RulebookView struct {
	// Version is of the company's own parameters; 0 where it has none of its own.
	Version  int               `json:"version"`
	Chapters []ChapterView     `json:"chapters"`
	Versions []RuleVersionView `json:"versions"`
}

// A ChapterView is a chapter of the rulebook.
type ChapterView struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Clauses []RuleView `json:"clauses"`
}

// A RuleView is a clause in both languages, with its parameters and what carries it out.
type RuleView struct {
	ClauseView
	Zh         string          `json:"zh"`
	En         string          `json:"en"`
	Manual     string          `json:"manual,omitempty"` // why no machine enforces it
	Parameters []ParameterView `json:"parameters"`
	Rules      []SentenceView  `json:"rules"` // of the policy, that cite it
	Steps      []RuleStepView  `json:"steps"` // of the authority matrix, that cite it
	Code       int             `json:"code"`  // places in the program that cite it
	Tests      int             `json:"tests"` // tests that prove it
}

// A ParameterView is a company parameter of a clause.
type ParameterView struct {
	Key     string          `json:"key"` // "clause/name"
	Name    string          `json:"name"`
	Label   string          `json:"label"`
	Type    string          `json:"type" enum:"number,money,words"` // money is in cents
	Value   json.RawMessage `json:"value"`
	Default json.RawMessage `json:"default"`
	Own     bool            `json:"own"`             // the company's, not the regulations'
	Least   int64           `json:"least"`           // of a number; how many of words
	Most    int64           `json:"most"`            // the same
	Words   []WordView      `json:"words,omitempty"` // to choose from
	Said    string          `json:"said"`            // the value as people read it
}

// A ParameterForm is a change of parameters as it is written.
type ParameterForm struct {
	AskedOf
	From   calendar.Date              `json:"from,omitempty"`
	Reason string                     `json:"reason,omitempty" maxLength:"4000"`
	Values map[string]json.RawMessage `json:"values" doc:"By clause/name; null goes back to the regulations' own."`
}

// A ParameterCheckView is what a change of parameters would change.
type ParameterCheckView struct {
	Faults   []FaultView        `json:"faults"`
	Changes  []ParameterChanged `json:"changes"`
	UnderWay int                `json:"underWay"` // cases, which finish under what they began with
	Since    calendar.Date      `json:"since"`    // when looking back begins
}

// A ParameterChanged is a parameter that changes, in words.
type ParameterChanged struct {
	Key    string      `json:"key"`
	Clause ClauseView  `json:"clause"`
	Label  string      `json:"label"`
	Was    string      `json:"was"`
	Now    string      `json:"now"`
	Looked *LookedBack `json:"looked,omitempty"` // absent where it concerns nothing that is kept
}

// A LookedBack says what would have come out otherwise.
type LookedBack struct {
	All       int    `json:"all"`
	Otherwise int    `json:"otherwise"`
	Words     string `json:"words"`
}

// A SentenceView is a rule of the policy in words.
type SentenceView struct {
	Number int         `json:"number"`
	Verbs  []WordView  `json:"verbs"`
	Kinds  []WordView  `json:"kinds"` // every kind there is where the rule names all
	Words  []WordView  `json:"words"` // of the condition; all must hold
	Allow  bool        `json:"allow"`
	Clause *ClauseView `json:"clause,omitempty"` // where it does not stand below its clause
}

// A WordView is a value of a closed list with the word for it.
type WordView struct {
	Value string `json:"value"`
	Name  string `json:"name"`
}

// A RuleStepView is a step of a kind of case.
type RuleStepView struct {
	Kind     models.Kind `json:"kind"`
	KindName string      `json:"kindName"`
	Step     models.Step `json:"step"`
	StepName string      `json:"stepName"`
	Round    int         `json:"round"`
}

// A RuleVersionView is a version of the rulebook, the authority matrix or the policy.
type RuleVersionView struct {
	Of      string         `json:"of" enum:"rulebook,matrix,policy"`
	Version int            `json:"version"`
	From    *calendar.Date `json:"from,omitempty"` // the day of its effect
	At      *time.Time     `json:"at,omitempty"`   // of a policy, which is in force at once
	Case    models.CaseID  `json:"case,omitempty"` // that brought it, where the person may see it
	InForce bool           `json:"inForce"`
	Own     bool           `json:"own"` // the company's own, not the product's
	// Parameters are the company's own values of a rulebook, by "clause/name".
	Parameters map[string]json.RawMessage `json:"parameters,omitempty"`
}

// A PolicyView is a version of the policy: who may do what, rule by rule.
type PolicyView struct {
	Version int64          `json:"version"`
	Own     bool           `json:"own"`
	Rules   []SentenceView `json:"rules"`
}

// A MatrixView is a version of the company's authority matrix.
type MatrixView struct {
	Version  int               `json:"version"` // 0 = the regulations' own
	Rows     []MatrixRowView   `json:"rows"`
	Versions []RuleVersionView `json:"versions"`
}

// A MatrixRowView is a row of the authority matrix with the words for what it holds.
type MatrixRowView struct {
	models.MatrixRow
	KindName string   `json:"kindName"`
	StepName string   `json:"stepName"`
	VerbName string   `json:"verbName"`
	ModeName string   `json:"modeName"`
	Who      []string `json:"who"`     // Of in words
	WhoTold  []string `json:"whoTold"` // Told in words
	// ClauseName is what people call the clause, ClauseOf what it says.
	ClauseName string `json:"clauseName"`
	ClauseOf   string `json:"clauseOf"`
}

// MatrixWordsView are the words of which a matrix or a form is written, for who edits one.
type MatrixWordsView struct {
	Ranks  []WordView      `json:"ranks"`
	Places []WordView      `json:"places"`
	Modes  []WordView      `json:"modes"`
	Owns   []WordView      `json:"owns"`
	Twices []WordView      `json:"twices"`
	Kinds  []WordView      `json:"kinds"`
	Steps  []MatrixRowView `json:"steps"` // that the regulations have, with their verbs and clauses
}

// A MatrixForm is a matrix that is tried.
type MatrixForm struct {
	AskedOf
	Rows []models.MatrixRow `json:"rows" maxItems:"1000"`
}

// A MatrixCheckView says what is wrong with a matrix, and reads its rows in words.
type MatrixCheckView struct {
	Faults []FaultView     `json:"faults"`
	Rows   []MatrixRowView `json:"rows"`
}

// A DryRunView is what a matrix would change: of the slates that were drawn up for
// cases that are open or were opened in the last 90 days, those that it would draw
// otherwise today.
type DryRunView struct {
	Since     calendar.Date `json:"since"`
	Cases     int           `json:"cases"`
	Slates    int           `json:"slates"`
	Otherwise int           `json:"otherwise"`
	// Capped says that there are more slates than are looked at.
	Capped bool         `json:"capped,omitempty"`
	Steps  []DryRunStep `json:"steps"`
}

// A DryRunStep is a step with what would change in it.
type DryRunStep struct {
	Kind      models.Kind    `json:"kind"`
	KindName  string         `json:"kindName"`
	Step      models.Step    `json:"step"`
	StepName  string         `json:"stepName"`
	Slates    int            `json:"slates"`
	Otherwise int            `json:"otherwise"`
	Changes   []DryRunChange `json:"changes"`
}

// A DryRunChange is one way in which slates of a step would come out differently.
type DryRunChange struct {
	Slates int           `json:"slates"`
	Open   int           `json:"open"` // of cases that are open
	Before []ComingRound `json:"before"`
	After  []ComingRound `json:"after"`
	// BeforeFault and AfterFault say why nobody could be asked.
	BeforeFault string `json:"beforeFault,omitempty"`
	AfterFault  string `json:"afterFault,omitempty"`
	// ToldBefore and ToldAfter are those who get a copy.
	ToldBefore []string `json:"toldBefore"`
	ToldAfter  []string `json:"toldAfter"`
	// Cases are examples that the person may read.
	Cases []Ref `json:"cases"`
}

// A MadeUpForm describes a case that does not exist: who could sign it?
type MadeUpForm struct {
	Kind   models.Kind         `json:"kind"`
	Form   string              `json:"form,omitempty" maxLength:"40" doc:"The code of a company's own form."`
	Unit   models.UnitID       `json:"unit" maxLength:"36" doc:"The department that applies."`
	Amount models.Cents        `json:"amount,omitempty" minimum:"0"`
	Values map[string]string   `json:"values,omitempty" doc:"How the fields are filled on which rows of the form depend."`
	By     models.PersonID     `json:"applicant,omitempty" maxLength:"36" doc:"Whose own case nobody signs."`
	Person models.PersonID     `json:"person,omitempty" maxLength:"36" doc:"Why may this person sign, or not? Oneself; anybody for who may try changes of the rules."`
	Rows   *[]models.MatrixRow `json:"rows,omitempty" maxItems:"1000" doc:"Another matrix than the one in force."`
}

// A MadeUpView says who could sign a case that does not exist.
type MadeUpView struct {
	Steps []ComingView `json:"steps"`
	// Rules say of the person asked about, row by row, why he or she may sign, or not.
	Rules []RuleTruth `json:"rules"`
	// May is the answer, of the clause that decides.
	May    bool        `json:"may"`
	Reason string      `json:"reason,omitempty"`
	Clause *ClauseView `json:"clause,omitempty"`
}

// A ConsideredView is a post or person that was looked at for a seat.
type ConsideredView struct {
	Of    string `json:"of"` // the selector, in words
	Who   string `json:"who"`
	Why   string `json:"why"`
	Left  string `json:"left,omitempty"` // why not taken
	Taken bool   `json:"taken"`
}

// A FormVersionView is a version of a form of the company.
type FormVersionView struct {
	Code    string     `json:"code"`
	Version int        `json:"version"`
	By      string     `json:"by,omitempty"`
	At      *time.Time `json:"at,omitempty"`
	Shipped bool       `json:"shipped"` // came with the product
	// Case put it in force, because it changed who signs; none where one person did.
	Case *models.CaseID `json:"case,omitempty"`
	// Proposed says that the case waits for its signatures: the version is not in force.
	// Name and Number are those of the form and the case.
	Proposed bool   `json:"proposed"`
	Name     string `json:"name,omitempty"`
	Number   string `json:"number,omitempty"`
}

// A FormCheckView says what is wrong with a definition of a form.
type FormCheckView struct {
	// ToCase says that it changes who signs: it is in force when a case that proposes it is
	// approved (authority.matrix), and is not kept by one person.
	ToCase bool          `json:"toCase"`
	Faults []FaultView   `json:"faults"`
	Rows   []FormRowView `json:"rows"`
	// Definition and Schema are what was read, in both ways of writing it; none where it
	// cannot be read.
	Definition *form.Definition `json:"definition,omitempty"`
	Schema     json.RawMessage  `json:"schema,omitempty" doc:"JSON Schema, draft 2020-12."`
}

// A FormRowView is a round of a form in words: of its signatures, or a task after them.
type FormRowView struct {
	At       string      `json:"at"` // signatures[0], tasks[1]
	Step     models.Step `json:"step"`
	ModeName string      `json:"modeName"`
	Who      []string    `json:"who"`
	WhoTold  []string    `json:"whoTold"`
	When     []string    `json:"when"` // the conditions of the row
}
