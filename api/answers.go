package api

import (
	"strings"

	"countersign/models"
	"countersign/models/calendar"
)

// The shapes of requests and answers that several routes share.

// nothing is asked or answered.
type nothing struct{}

// of is an answer with a body.
type of[T any] struct{ Body T }

func answer[T any](body T, err error) (*of[T], error) { return &of[T]{body}, err }

// rows are an answer that is a list.
type rows[T any] struct {
	Rows []T `json:"rows"`
}

func listed[T any](all []T, err error) (*of[rows[T]], error) {
	if all == nil {
		all = []T{}
	}
	return &of[rows[T]]{rows[T]{all}}, err
}

// versioned is an answer that says which content it has.
type versioned[T any] struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Body     T
}

func etag(d models.Digest) string { return `"` + string(d) + `"` }

// unquoted reads a digest as If-Match gives it.
func unquoted(tag string) models.Digest {
	return models.Digest(strings.Trim(strings.TrimPrefix(strings.TrimSpace(tag), "W/"), `"`))
}

// ByCase requests name a case. (huma fills members of exported types only.)
type ByCase struct {
	ID models.CaseID `path:"id" maxLength:"36"`
}

// ByID requests name something else by its id.
type ByID struct {
	ID string `path:"id" maxLength:"36"`
}

// ByWords requests search.
type ByWords struct {
	Q string `query:"q" maxLength:"200" doc:"Part of a name, a code, or the initials of the pinyin."`
}

// ByPage requests ask for a page of a list.
type ByPage struct {
	Cursor string `query:"cursor" maxLength:"300" doc:"The member next of the page before."`
}

// Opened requests ask for cases that were applied for on some days.
type Opened struct {
	From calendar.Date `query:"from" doc:"The first day on which the case was applied for."`
	To   calendar.Date `query:"to" doc:"The last day on which the case was applied for."`
}

// Keyed requests can be repeated: the key is made once for each click.
type Keyed struct {
	Key models.ActID `header:"Idempotency-Key" required:"true" format:"uuid" doc:"A UUID; the same key gets the same receipt."`
}
