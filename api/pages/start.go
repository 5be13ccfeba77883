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

// A beginning is a kind of case, or a form, that a person may start.
type beginning struct {
	Path, Name, About string
}

// A startMatter is what a person may start, and whether he or she may define more.
type startMatter struct {
	Kinds  []beginning
	Define bool
}

// start offers what the person may start.
func start(v *visit) error {
	kinds, err := v.house.MayStart(v.context(), v.who)
	if err != nil {
		return err
	}
	var all []beginning
	for _, k := range kinds {
		if hasForm(k) && !ofSubject(k) {
			all = append(all, beginning{"/new/" + slug(k), v.t("kind-" + string(k)), v.t("page-about-" + string(k))})
		}
	}
	if slices.Contains(kinds, models.KindForm) {
		forms, err := v.house.Forms(v.context(), v.who)
		if err != nil {
			return err
		}
		for _, f := range forms {
			all = append(all, beginning{"/new/form/" + url.PathEscape(f.Code), f.Name.In(v.lang), f.Clause.In(v.lang)})
		}
	}
	return v.show(http.StatusOK, "start", v.t("page-start"), startMatter{all, v.house.MayDefine(v.who) == nil})
}

func hasForm(k models.Kind) bool {
	return slices.Contains([]models.Kind{models.KindSampleRequest, models.KindSampleRequisition, models.KindSampleMonthEnd, models.KindException, models.KindRevocation, models.KindMatrixChange}, k)
}

// ofSubject reports whether a case of the kind is asked for from the page of its subject.
func ofSubject(k models.Kind) bool { return k == models.KindException || k == models.KindRevocation }

func slug(k models.Kind) string { return strings.ReplaceAll(string(k), "_", "-") }

// newPage is an empty form; nothing is kept before something is typed.
func newPage(v *visit) error {
	s, err := v.blank()
	if err != nil {
		return err
	}
	if ofSubject(s.Kind) {
		s.Values.Set("subject", v.c.Query("subject"))
		s.Values.Set("clause", v.c.Query("clause"))
	}
	return v.showSheet(http.StatusOK, s)
}

// blank is the empty form of the kind in the address.
func (v *visit) blank() (*sheet, error) {
	if code := v.c.Param("code"); code != "" {
		return v.blankForm(code)
	}
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
	case models.KindMatrixChange:
		return s, v.blankMatrix(s)
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

// comingMonths are the next three months, the last first.
func comingMonths(now time.Time) (list []string) {
	d := calendar.DateOf(now.In(calendar.China()))
	for i := range 3 {
		list = append(list, calendar.On(d.Year, d.Month+time.Month(3-i), 1).String()[:7])
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
	s.Begin, s.Refusal = models.ActID(typed.Get("begin")), r
	return v.showSheet(r.Status, s)
}
