package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// A beginning is a kind of case that a person may start.
type beginning struct {
	Kind models.Kind
	Slug string
}

// start offers what the person may start.
func start(v *visit) error {
	kinds, err := v.house.MayStart(v.context(), v.who)
	if err != nil {
		return err
	}
	var all []beginning
	for _, k := range kinds {
		if hasForm(k) && k != models.KindException { // an exception is asked for from its subject
			all = append(all, beginning{k, slug(k)})
		}
	}
	return v.show(http.StatusOK, "start", v.t("page-start"), all)
}

func hasForm(k models.Kind) bool {
	return slices.Contains([]models.Kind{models.KindSampleRequest, models.KindSampleRequisition, models.KindSampleMonthEnd, models.KindException}, k)
}

func slug(k models.Kind) string { return strings.ReplaceAll(string(k), "_", "-") }

// newPage is an empty form; nothing is kept before something is typed.
func newPage(v *visit) error {
	s, err := v.blank()
	if err != nil {
		return err
	}
	if s.Kind == models.KindException {
		s.Values.Set("subject", v.c.Query("subject"))
		s.Values.Set("clause", v.c.Query("clause"))
	}
	return v.showSheet(http.StatusOK, s)
}

// blank is the empty form of the kind in the address.
func (v *visit) blank() (*sheet, error) {
	kind := models.Kind(strings.ReplaceAll(v.c.Param("kind"), "-", "_"))
	if !hasForm(kind) {
		return nil, models.Refuse(models.Missing, regulation.Clause{}, "not-found")
	}
	s := &sheet{Kind: kind, Name: v.t("kind-" + string(kind)), Path: "/new/" + slug(kind), Values: url.Values{}}
	switch kind {
	case models.KindSampleRequest, models.KindSampleRequisition:
		s.rows(0, nil)
	case models.KindSampleMonthEnd:
		s.Values.Set("month", months(v.Now())[0])
	}
	return s, nil
}

// months are the last twelve, this month first.
func months(now time.Time) (list []string) {
	d := calendar.DateOf(now.In(calendar.China()))
	for i := range 12 {
		list = append(list, calendar.On(d.Year, d.Month-time.Month(i), 1).String()[:7])
	}
	return list
}

// subject shows the draft that an exception is asked for, with the clauses that
// may be passed.
func (v *visit) subject(s *sheet) error {
	seen, err := v.house.Case(v.context(), v.who, models.CaseID(s.Get("subject")))
	if err != nil {
		return err
	}
	s.Subject = &seen
	for _, c := range v.house.Rules(v.lang) {
		if c.Exceptable {
			s.Clauses = append(s.Clauses, c)
		}
	}
	return nil
}

// newDraft keeps what was typed into an empty form as a draft.
func newDraft(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	s, err := v.blank()
	if err != nil {
		return err
	}
	return v.save(s, typed)
}

// reshowNew shows an empty form with what was typed before the session ended.
func (v *visit) reshowNew(typed url.Values, r *refusal) error {
	s, err := v.blank()
	if err != nil {
		return err
	}
	s.take(typed, rowsIn(typed))
	s.Refusal = r
	return v.showSheet(http.StatusOK, s)
}
