package api

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// Box names one of the four lists of a person's inbox.
type Box string

// The boxes.
const (
	BoxTodo    Box = "todo"    // open tasks, soonest due first
	BoxDone    Box = "done"    // tasks that the person closed, latest first
	BoxStarted Box = "started" // cases that the person applied for, drafts too, latest first
	BoxCopied  Box = "copied"  // cases that the person was told of, latest first
)

// An InboxPage is up to 20 rows of a box; Next asks for those after them.
type InboxPage struct {
	Box  Box        `json:"box"`
	Rows []InboxRow `json:"rows"`
	Next string     `json:"next,omitempty"`
}

// An InboxRow is one task or case of a box.
type InboxRow struct {
	Case      models.CaseID `json:"case"`
	Kind      models.Kind   `json:"kind"`
	KindName  string        `json:"kindName"`
	Number    string        `json:"number,omitempty"` // empty for a draft
	State     StateView     `json:"state"`
	Applicant string        `json:"applicant"`
	Unit      string        `json:"unit"`
	UpdatedAt time.Time     `json:"updatedAt"`
	OpenedAt  time.Time     `json:"openedAt"`         // when it was applied for, or the draft begun
	About     string        `json:"about,omitempty"`  // in one line; empty where the case is top secret
	Amount    models.Cents  `json:"amount,omitempty"` // what a sample is worth, in cents
	search    string        // more words that find it
	form      string        // the code of a company's own form
	// Of a task only:
	Task     models.TaskID `json:"task,omitempty"`
	Verb     models.Verb   `json:"verb,omitempty"`
	VerbName string        `json:"verbName,omitempty"`
	Post     string        `json:"post,omitempty"`  // the post that it waits for
	Proxy    string        `json:"proxy,omitempty"` // the principal, where it is the person's as proxy
	DueAt    *time.Time    `json:"dueAt,omitempty"`
	DueWhy   string        `json:"dueWhy,omitempty"` // why there is no DueAt, where a year is missing from the calendar
	Overdue  bool          `json:"overdue,omitempty"`
	At       *time.Time    `json:"at,omitempty"` // done: when
}

// A Count is a number of open tasks, bounded: More says that there are over 99.
// Unread are notices, counted in the same way.
type Count struct {
	Todo   int  `json:"todo"`
	More   bool `json:"more"`
	Unread int  `json:"unread"`
	// MoreUnread says that there are over 99 of them.
	MoreUnread bool `json:"moreUnread"`
}

// Register names one of the registers.
type Register string

// The registers.
const (
	RegisterLedger     Register = "sample-ledger"
	RegisterPasses     Register = "gate-passes"
	RegisterHandovers  Register = "handovers"
	RegisterEntries    Register = "entries"
	RegisterExceptions Register = "exceptions"
	RegisterMonthEnds  Register = "month-ends"
)

// A RegisterPage is a page of a register: a table, each cell ready to be read.
type RegisterPage struct {
	Register Register         `json:"register"`
	Name     string           `json:"name"`
	Month    string           `json:"month"`
	Note     string           `json:"note,omitempty"` // what stands in a month, where it is not what was registered in it
	Columns  []RegisterColumn `json:"columns"`
	Rows     []RegisterRow    `json:"rows"`
	// Totals add up the columns of numbers, where the page is the whole register.
	Totals []RegisterTotal `json:"totals,omitempty"`
	Next   string          `json:"next,omitempty"`
}

// A RegisterColumn is a column of a register.
type RegisterColumn struct {
	Key    string `json:"key"`
	Label  string `json:"label"`
	Number bool   `json:"number"` // to be set flush right
}

// A RegisterRow is a row of a register; Case is empty for an entry from paper.
type RegisterRow struct {
	Case  models.CaseID `json:"case,omitempty"`
	Cells []string      `json:"cells"`
}

// A CaseRow is a row of a list of cases.
type CaseRow struct {
	ID        models.CaseID `json:"id"`
	Kind      models.Kind   `json:"kind"`
	KindName  string        `json:"kindName"`
	Number    string        `json:"number,omitempty"`
	State     StateView     `json:"state"`
	Applicant string        `json:"applicant"`
	Unit      string        `json:"unit"`
	UpdatedAt time.Time     `json:"updatedAt"`
	OpenedAt  time.Time     `json:"openedAt"`
	About     string        `json:"about,omitempty"`  // as in an inbox
	Amount    models.Cents  `json:"amount,omitempty"` // as in an inbox
}

// A CasePage is a page of the cases that a person may see.
type CasePage struct {
	Rows []CaseRow `json:"rows"`
	Next string    `json:"next,omitempty"`
}

// A CaseQuery narrows a list of cases; empty members do not.
type CaseQuery struct {
	Kind  models.Kind
	State models.State
	Text  string // words, each part of the number, of the applicant's name or of what it is about, or of the pinyin
	// From and To are days on which it was applied for.
	From, To calendar.Date
	Cursor   string
}

// A CustomerRow is a customer of the person's company.
type CustomerRow struct {
	ID   models.CustomerID `json:"id"`
	Code string            `json:"code"`
	Name string            `json:"name"`
}

// A VarietyRow is a variety of the person's company; its price only for who may see it.
type VarietyRow struct {
	ID           models.VarietyID `json:"id"`
	Code         string           `json:"code"`
	Name         string           `json:"name"`
	InProduction bool             `json:"inProduction"`
	PricePerKg   *models.Cents    `json:"pricePerKg,omitempty"`
}

// A UnitRow is a unit of the person's company or of the head office.
type UnitRow struct {
	ID   models.UnitID `json:"id"`
	Code string        `json:"code"`
	Name string        `json:"name"`
}

// A PersonRow is a person of the person's company, with the posts held.
type PersonRow struct {
	ID    models.PersonID `json:"id"`
	No    string          `json:"no"`
	Name  string          `json:"name"`
	Posts []string        `json:"posts"`
}

// A NoticeBox is a part of a person's notices.
type NoticeBox string

// The parts of the notices.
const (
	NoticesAll    NoticeBox = "all"
	NoticesUnread NoticeBox = "unread"
	NoticesRead   NoticeBox = "read"
)

// A NoticeView is a notice in words. One about a case that the person may not see any
// more says that, and nothing else.
type NoticeView struct {
	ID       string         `json:"id"`
	Kind     string         `json:"kind"`
	Text     string         `json:"text"`
	Case     *models.CaseID `json:"case,omitempty"`
	Number   string         `json:"number,omitempty"`   // of the case
	KindName string         `json:"kindName,omitempty"` // of the case
	At       time.Time      `json:"at"`
	ReadAt   *time.Time     `json:"readAt,omitempty"`
}

// A NoticePage is a page of notices; Unread counts at most 99.
type NoticePage struct {
	Rows   []NoticeView `json:"rows"`
	Unread int          `json:"unread"`
	Next   string       `json:"next,omitempty"`
}
