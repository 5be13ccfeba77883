package api

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// A ProxyView is a proxy that the person gave or received.
type ProxyView struct {
	ID        models.ProxyID `json:"id"`
	Principal Ref            `json:"principal"`
	Agent     Ref            `json:"agent"`
	From      time.Time      `json:"from"`
	Until     time.Time      `json:"until"` // the first instant without it
	Kinds     []models.Kind  `json:"kinds"`
	KindNames []string       `json:"kindNames"`
	Limit     *models.Cents  `json:"limit,omitempty"`
	RevokedAt *time.Time     `json:"revokedAt,omitempty"`
	InForce   bool           `json:"inForce"`
	Mine      bool           `json:"mine"` // given by the person, who may revoke it
}

// A ProxyForm gives a proxy.
type ProxyForm struct {
	Agent models.PersonID `json:"agent"`
	From  calendar.Date   `json:"from"`
	Until calendar.Date   `json:"until"` // the last day with it
	Kinds []models.Kind   `json:"kinds,omitempty"`
	Limit *models.Cents   `json:"limit,omitempty"`
}

// A CalendarView is a company's calendar of a year: the days that differ from the
// week. Known is false for a year of which neither the law's days are at hand nor the
// company has said that its own are complete; that is said and not guessed.
type CalendarView struct {
	Year  int  `json:"year"`
	Known bool `json:"known"`
	// Statutory is true where the law's days are at hand: nobody needs to say that the year is complete.
	Statutory bool      `json:"statutory"`
	Days      []DayView `json:"days"`
	// Version names what the company has entered for the year.
	Version string `json:"version"`
	// Hours are the shifts of a working day: "08:30-12:00".
	Hours []calendar.Shift `json:"hours"`
}

// A DayView is a holiday, or a day that is worked on though its weekday is not.
type DayView struct {
	Day    calendar.Date `json:"day"`
	Kind   string        `json:"kind"` // holiday, workday
	Name   string        `json:"name"`
	Source string        `json:"source,omitempty"`
	Own    bool          `json:"own"` // entered by the company, with both its names
	NameZh string        `json:"nameZh,omitempty"`
	NameEn string        `json:"nameEn,omitempty"`
}

// A CalendarForm replaces what a company has entered for a year.
type CalendarForm struct {
	Days     []DayForm `json:"days" maxItems:"366"`
	Complete bool      `json:"complete,omitempty" doc:"These are all days of the year that differ from the week, the State Council's notice among them: from now on the year is known. Without it the company takes that back."`
	Was      string    `json:"was,omitempty" maxLength:"16" doc:"The version that was changed: refused where somebody has set another meanwhile."`
}

// A DayForm is a day as a company enters it.
type DayForm struct {
	Day    calendar.Date `json:"day"`
	Kind   string        `json:"kind" enum:"holiday,workday"`
	Name   string        `json:"name,omitempty" maxLength:"60"`
	NameEn string        `json:"nameEn,omitempty" maxLength:"60"`
	Source string        `json:"source,omitempty" maxLength:"200"`
}

// An OrganisationView is the person's company: units with posts and holders.
type OrganisationView struct {
	Company CompanyView `json:"company"`
	Units   []UnitView  `json:"units"`
}

// A UnitView is a unit with its posts.
type UnitView struct {
	ID     models.UnitID   `json:"id"`
	Code   string          `json:"code"`
	Name   string          `json:"name"`
	Parent models.UnitID   `json:"parent,omitempty"`
	Does   models.Function `json:"function"`
	Posts  []UnitPostView  `json:"posts"`
}

// A UnitPostView is a post with its holders now.
type UnitPostView struct {
	ID      models.PostID `json:"id"`
	Code    string        `json:"code"`
	Title   string        `json:"title"`
	Rank    models.Rank   `json:"rank"`
	Holders []Ref         `json:"holders"`
}
