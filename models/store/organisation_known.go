package store

import (
	"sync"

	"countersign/models"
)

// organisations are who holds which post, by company, as read last. What is kept is
// what the database says as long as its organisation_version is the same and so is the
// day: periods begin and end with days.
type organisations struct {
	mu   sync.Mutex
	last map[models.CompanyID]staffing

	visitors visitors
	sessions sessions
	inboxes  inboxes
}

// A staffing is who holds which post on a day. Nobody changes its posts.
type staffing struct {
	Version int64 // of the organisation; 0 = never read, -1 = changed by the transaction that reads
	Posts   []models.StaffedPost
	day     string
}

// of is what is known of the company on the day.
func (o *organisations) of(company models.CompanyID, day string) staffing {
	o.mu.Lock()
	defer o.mu.Unlock()
	if s := o.last[company]; s.day == day {
		return s
	}
	return staffing{day: day}
}

// keep keeps what was read, unless something newer is known or it may be taken back.
func (o *organisations) keep(company models.CompanyID, s staffing) {
	if s.Version < 0 {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if have := o.last[company]; have.day < s.day || (have.day == s.day && have.Version < s.Version) {
		o.last[company] = s
	}
}
