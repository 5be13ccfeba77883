package playtest

import (
	"time"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
)

// Request asks for two whole cones and three small samples of a yarn that is
// being made, or not.
func Request(p *Play, free, made bool) *models.SampleRequest {
	v := p.Variety(made)
	return &models.SampleRequest{Customer: p.Customer(), Purpose: "打样确认", Free: free, WantedOn: calendar.On(2026, 11, 20),
		Lines: []models.SampleLine{{Variety: v, Size: models.Whole, Pieces: 2}, {Variety: v, Size: models.Small, Pieces: 3}}}
}

// Counted are the pieces found on the two lines of Request.
func Counted(first, second int) []activities.CountedLine {
	return []activities.CountedLine{{Line: 1, Pieces: &first}, {Line: 2, Pieces: &second}}
}

// Shown is what the workshop reads off the form and counts.
func Shown(first, second int) func(*Play, models.CaseID) any {
	return func(p *Play, id models.CaseID) any {
		return activities.Counted{Form: One[string](p, `select number from cases where id = ?`, id), Lines: Counted(first, second)}
	}
}

// Scanned is what the guard scans and counts.
func Scanned(first, second int) func(*Play, models.CaseID) any {
	return func(p *Play, id models.CaseID) any {
		return activities.Counted{Token: One[string](p, `select token from gate_passes where case_id = ?`, id), Lines: Counted(first, second)}
	}
}

// The moves of a free sample request, an hour apart.
var (
	HeadSigns = Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Sign, State: models.Running}
	GMSigns   = Move{After: time.Hour, Who: "chenli", Verb: models.Sign, State: models.Effective}
	HandsOver = Move{After: time.Hour, Who: "mayongfu", Verb: models.HandOver, Data: Shown(2, 3)}
	Takes     = Move{After: time.Hour, Who: "linxiaowen", Verb: models.Take, Data: activities.Counted{Lines: Counted(2, 3)}}
	LetsOut   = Move{After: time.Hour, Who: "zhaotiezhu", Verb: models.Release, Data: Scanned(2, 3)}
)
