package api

import (
	"countersign/models"
	"countersign/models/regulation"
)

// A Person is who is asking: signed in, in force, with the posts held now. A
// Person comes from Server.Identify or Server.Login only.
type Person struct {
	ID      models.PersonID `json:"id"`
	No      string          `json:"no"`
	Name    string          `json:"name"`
	Lang    string          `json:"language"` // one of message.Languages
	Posts   []PostView      `json:"posts"`
	Company CompanyView     `json:"company"`
	// Administrator is an account right; it opens no business content.
	Administrator bool `json:"administrator"`
	// MustChange says that the password is changed before anything else is done.
	MustChange bool `json:"mustChange,omitempty"`
	// Unconfirmed says that a second person confirms first whose the password is, which
	// somebody else has set; nothing else is done before (approval.step-up).
	Unconfirmed bool `json:"unconfirmed,omitempty"`
	// May lists what the person may do to the house; only the answer of /me has it.
	May []models.Verb `json:"may,omitempty"`
	// Registers says that there are registers that the person may look at; only the answer
	// of /me tells.
	Registers bool `json:"registers,omitempty"`

	byToken    bool // not by a session
	standing   models.Standing
	principals []models.Principal // whose proxies the person holds
}

// A Ref names something to a reader: its id and its name in the reader's language.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// A CompanyView names a company.
type CompanyView struct {
	ID   models.CompanyID `json:"id"`
	Name string           `json:"name"`
}

// A PostView is a post with its unit.
type PostView struct {
	ID    models.PostID   `json:"id"`
	Title string          `json:"title"`
	Unit  Ref             `json:"unit"`
	Rank  models.Rank     `json:"rank"`
	Does  models.Function `json:"function"` // of the unit
}

// A ClauseView is a clause in words.
type ClauseView struct {
	ID         regulation.ID `json:"id"`
	Title      string        `json:"title" doc:"What people call it."`
	Source     string        `json:"source"`
	Text       string        `json:"text"`
	Exceptable bool          `json:"exceptable"`
}

// A StateView is a state with its word.
type StateView struct {
	State models.State `json:"state"`
	Name  string       `json:"name"`
}
