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
// week. Known is false for a year without data, which is said and not guessed.
type CalendarView struct {
	Year  int       `json:"year"`
	Known bool      `json:"known"`
	Days  []DayView `json:"days"`
	// Version names the company's own days of the year.
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
