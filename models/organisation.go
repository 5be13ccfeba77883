package models

import "time"

// Rank is a post's rank in its unit.
type Rank string

// The ranks.
const (
	RankGM         Rank = "gm"
	RankDeputyGM   Rank = "deputy_gm"
	RankHead       Rank = "head"
	RankDeputyHead Rank = "deputy_head"
	RankStaff      Rank = "staff"
)

// Function is what a unit does, whatever the company calls it.
type Function string

// The functions of units.
const (
	Office     Function = "office"
	Marketing  Function = "marketing"
	Production Function = "production"
	Workshop   Function = "workshop"
	Warehouse  Function = "warehouse"
	Finance    Function = "finance"
	Gate       Function = "gate"
	HR         Function = "hr"
	OtherUnit  Function = "other"
)

// A Held post is a post as somebody holds it at one moment.
type Held struct {
	Post     PostID
	Unit     UnitID
	Company  CompanyID
	Rank     Rank
	Function Function // of the unit
	Head     bool     // the company is the head office
	Code     string   // the post's code
	// Busy says that the post or its unit has to do with more than a thousand cases,
	// so that a list is better read in its own order than collected. It decides nothing.
	Busy bool
}

// A Standing is what a person is at one moment: whether in force, and the
// posts held (approval.post, approval.in-force).
type Standing struct {
	Person PersonID
	Active bool
	Posts  []Held
	// Account rights that are no business authority.
	Administrator bool
}

// Holds reports whether the person holds the post.
func (s Standing) Holds(p PostID) bool {
	for _, h := range s.Posts {
		if h.Post == p {
			return true
		}
	}
	return false
}

// A Proxy lets Agent sign for Principal within a period, a scope and a limit
// (approval.proxy).
type Proxy struct {
	ID        ProxyID
	Principal PersonID
	Agent     PersonID
	From      time.Time
	Until     time.Time
	Kinds     []Kind // empty = every kind; form/leave is one of the company's own forms
	Limit     *Cents // nil = no limit
	RevokedAt *time.Time
}

// Covers reports whether the proxy is in force at now for a case of this kind
// and amount. From is the first instant, Until the first instant after.
func (p Proxy) Covers(k Kind, amount Cents, now time.Time) bool {
	if now.Before(p.From) || !now.Before(p.Until) || (p.RevokedAt != nil && !now.Before(*p.RevokedAt)) {
		return false
	}
	if p.Limit != nil && amount > *p.Limit {
		return false
	}
	return len(p.Kinds) == 0 || k.Among(p.Kinds)
}

// Manages reports whether the person is general manager of the company or of the head
// office: nothing of the company's forms is kept from who is.
func (s Standing) Manages(company CompanyID) bool {
	for _, h := range s.Posts {
		if h.Rank == RankGM && (h.Company == company || h.Head) {
			return true
		}
	}
	return false
}
