package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A Problem is what a person is told of a refusal or a fault, as RFC 9457 writes
// it: which clause refuses, and what to do next.
type Problem struct {
	Type       string        `json:"type" doc:"Always about:blank; key tells problems apart."`
	Title      string        `json:"title"`
	Status     int           `json:"status"`
	Detail     string        `json:"detail" doc:"What was not done and what to do next, in the reader's language."`
	Key        string        `json:"key" doc:"Names the message; it does not change between versions."`
	Clause     regulation.ID `json:"clause,omitempty" doc:"The clause that refuses."`
	ClauseName string        `json:"clauseName,omitempty" doc:"What people call it."`
	ClauseText string        `json:"clauseText,omitempty"`
	Fields     []FaultView   `json:"fields,omitempty" doc:"The single faults of what was sent."`
}

// Error is the message's name.
func (p *Problem) Error() string { return p.Key }

// GetStatus is the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is application/problem+json.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

var statuses = map[models.ErrorKind]int{
	models.Invalid: http.StatusUnprocessableEntity, models.Unidentified: http.StatusUnauthorized, models.Forbidden: http.StatusForbidden,
	models.Conflict: http.StatusConflict, models.Missing: http.StatusNotFound, models.TooMuch: http.StatusTooManyRequests,
	models.Unavailable: http.StatusServiceUnavailable,
}

// statusError is an error with another status than its kind's.
type statusError struct {
	status int
	error
}

func (e statusError) Unwrap() error { return e.error }

func refuse(kind models.ErrorKind, key string, args ...any) *models.Error {
	return models.Refuse(kind, regulation.Clause{}, key, args...)
}

// notFound is the one answer for what is not there and what may not be seen.
func notFound() error { return refuse(models.Missing, "not-found") }

// ProblemOf is the one place where errors become answers. What is no
// *models.Error is a fault, of which people learn nothing but that it happened.
func ProblemOf(err error, lang string) *Problem {
	e := Refusal(err)
	if e == nil {
		return problem(http.StatusInternalServerError, refuse(models.Unavailable, "fault"), lang)
	}
	if e.Kind == models.Missing {
		e = refuse(models.Missing, "not-found")
	}
	status := statuses[e.Kind]
	if e.Kind == models.TooMuch && (strings.HasSuffix(e.Key, "-too-large") || strings.HasSuffix(e.Key, "-too-long")) {
		status = http.StatusRequestEntityTooLarge
	}
	var own statusError
	if errors.As(err, &own) {
		status = own.status
	}
	if status == 0 {
		status = http.StatusInternalServerError
	}
	p := problem(status, e, lang)
	var wrong rowsError
	if errors.As(err, &wrong) {
		p.Fields = wrong.faults(lang)
	}
	return p
}

// Refusal is the refusal in err, or what people can do about a fault of the records: send
// other text, or the same again in a moment. Nil where it is neither.
func Refusal(err error) *models.Error {
	e := models.AsError(err)
	switch {
	case e != nil:
		return e
	case store.IsUnreadable(err):
		return refuse(models.Invalid, "text-unprintable").Because(err)
	case store.IsAway(err):
		return refuse(models.Unavailable, "try-again").Because(err)
	}
	return nil
}

func problem(status int, e *models.Error, lang string) *Problem {
	p := &Problem{Type: "about:blank", Title: headline(e, lang), Status: status,
		Detail: message.Text(lang, e.Key, inWords(lang, e.Args)), Key: e.Key, Fields: faultViews(e.Fields, lang)}
	if status == http.StatusRequestEntityTooLarge {
		p.Title = message.Text(lang, "problem-too-large", nil)
	}
	if e.Kind == models.Invalid && strings.HasPrefix(e.Key, "step-up-") {
		p.Title = message.Text(lang, "problem-proof", nil)
	}
	if !e.Clause.IsZero() {
		p.Clause, p.ClauseName, p.ClauseText = e.Clause.ID(), e.Clause.Title(lang), e.Clause.Text(lang)
	}
	return p
}

// headline says what is wrong in a few words: those of the refusal, where it has some of its
// own, else those of its kind.
func headline(e *models.Error, lang string) string {
	if own := "headline-" + e.Key; message.Has(lang, own) {
		return message.Text(lang, own, nil)
	}
	return message.Text(lang, "problem-"+string(e.Kind), nil)
}

func faultViews(fields []models.FieldError, lang string) []FaultView {
	views := make([]FaultView, 0, len(fields))
	for _, f := range fields {
		views = append(views, FaultView{At: f.At, Key: f.Key, Text: message.Text(lang, f.Key, inWords(lang, choosing(f))), Clause: f.Clause.ID(), Exceptable: f.Exceptable})
	}
	return views
}

// choosing names, of a choice of signers, those to choose from.
func choosing(f models.FieldError) map[string]any {
	of, is := f.Args["Of"].(string)
	if !is || !strings.HasPrefix(f.At, "signers.") {
		return f.Args
	}
	args := maps.Clone(f.Args)
	args["Of"] = of[strings.LastIndex(of, ":")+1:]
	return args
}

// inWords are what fills in a message, with words in place of the selector of who acts,
// of a kind and a step, and with an amount as people write it.
func inWords(lang string, given map[string]any) map[string]any {
	args := maps.Clone(given)
	for name, value := range given {
		key := strings.ToLower(name) + "-" + fmt.Sprint(value)
		switch amount, sum := value.(models.Cents); {
		case name == "Of":
			args[name] = Selector(lang, fmt.Sprint(value))
		case (name == "Kind" || name == "Step") && message.Has(lang, key):
			args[name] = message.Text(lang, key, nil)
		case name == "Amount" && sum:
			args[name] = message.Text(lang, "amount-yuan", map[string]any{"Amount": amount.Figure()})
		}
	}
	return args
}

// writeProblem answers with a problem where huma has not yet run a handler.
func writeProblem(ctx huma.Context, err error) {
	p := ProblemOf(err, langOf(ctx.Context()))
	ctx.SetHeader("Content-Type", p.ContentType(""))
	ctx.SetStatus(p.Status)
	_ = json.NewEncoder(ctx.BodyWriter()).Encode(p)
}

// fromHuma makes problems of what huma finds wrong with a request.
func fromHuma(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
	lang := message.Languages[0]
	if ctx != nil {
		lang = langOf(ctx.Context())
	}
	e := refuse(models.Invalid, "request-wrong")
	switch status {
	case http.StatusRequestEntityTooLarge:
		e = TooLarge()
	case http.StatusInternalServerError, http.StatusRequestTimeout:
		e = refuse(models.Unavailable, "fault")
	case http.StatusBadRequest:
		e = refuse(models.Invalid, "request-unreadable")
	}
	for _, err := range errs {
		if tooLarge(err) {
			return problem(http.StatusRequestEntityTooLarge, TooLarge(), lang)
		}
	}
	if status < 500 {
		e.Fields = wrongIn(errs)
	}
	return problem(status, e, lang)
}

// wrongIn are the places of a request that huma finds wrong.
func wrongIn(errs []error) (all []models.FieldError) {
	for _, err := range errs {
		var d *huma.ErrorDetail
		if errors.As(err, &d) && strings.HasPrefix(d.Message, "Failed to infer file media type") { // of nothing
			all = append(all, models.FieldError{At: d.Location, Key: "file-empty"})
		} else if d != nil {
			all = append(all, models.FieldError{At: d.Location, Key: "field-wrong", Args: map[string]any{"Why": d.Message}})
		}
	}
	return all
}

// TooLarge refuses a request that is larger than any may be, and says how large.
func TooLarge() *models.Error {
	return refuse(models.TooMuch, "request-too-large", "Most", fileMost>>20)
}

// NoForm refuses what is sent to a page and is not the form of one.
func NoForm() error {
	return statusError{http.StatusUnsupportedMediaType, refuse(models.Invalid, "no-form")}
}

var tooLargeText = (&http.MaxBytesError{}).Error()

func tooLarge(err error) bool {
	var most *http.MaxBytesError
	return errors.As(err, &most) || strings.Contains(err.Error(), tooLargeText) // huma keeps the text of a multipart form's fault only
}
