package api

import (
	"context"
	"slices"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/store"
)

// An AbsenceView is an absence that the person may see whole: the own, or as human
// resources one of the company.
type AbsenceView struct {
	ID     models.AbsenceID `json:"id"`
	Person Ref              `json:"person"`
	From   calendar.Date    `json:"from"`
	Until  calendar.Date    `json:"until"`          // the last day
	Back   calendar.Date    `json:"back,omitzero"`  // the first day back, where it was ended early
	Case   *models.CaseID   `json:"case,omitempty"` // the approved leave, where it comes from one
	Note   string           `json:"note,omitempty"`
	Now    bool             `json:"now"` // away today
	// Over says that it has ended, so that nothing is left to end.
	Over bool `json:"over"`
}

// A StandInView says who acts for somebody who is away today: By with Proxy true, else
// the holders of Post; nobody where tasks wait for the return.
type StandInView struct {
	Absent Ref            `json:"absent"`
	Back   *calendar.Date `json:"back,omitempty"` // the first day back; absent while the person is suspended
	Proxy  bool           `json:"proxy,omitempty"`
	Post   string         `json:"post,omitempty"`
	By     string         `json:"by,omitempty"`
	// Counted says that the person may know how many tasks wait: of the own absence, as
	// human resources and as a general manager.
	Counted bool `json:"counted"`
	Tasks   int  `json:"tasks"` // zero where they are not counted for the person
}

// An AbsencesView is who is away: the person, who of the company stands in for whom
// today, and, for human resources, the absences of the company.
type AbsencesView struct {
	Mine    []AbsenceView `json:"mine"`
	Today   []StandInView `json:"today"`
	Company []AbsenceView `json:"company"`
	Keeps   bool          `json:"keeps"` // the person enters and ends those of the company
}

// An AbsenceForm enters an absence; of oneself where it names nobody.
type AbsenceForm struct {
	Person models.PersonID `json:"person,omitempty"`
	From   calendar.Date   `json:"from"`
	Until  calendar.Date   `json:"until"`
	Note   string          `json:"note,omitempty" maxLength:"200"`
}

// absencesMost is how many absences a page has.
const absencesMost = 200

// Absences are those that the person may see (approval.absence).
func (s *Server) Absences(ctx context.Context, who Person) (v AbsencesView, err error) {
	today, r := calendar.DateOf(s.Now().In(calendar.China())), s.DB.Reader(ctx, who.Lang)
	own, err := r.AbsencesOf(who.ID, absencesMost)
	if err != nil {
		return v, err
	}
	keeps, company := s.keepsAbsences(who), s.companyFor(who, models.KeepAbsences)
	stand, err := r.StandIns(store.StandInQuestion{Company: company, Reader: who.ID, All: keeps || who.standing.Manages(company), On: today, Most: absencesMost})
	if err != nil {
		return v, err
	}
	v = AbsencesView{Mine: absenceViews(own, today), Today: standInViews(stand), Company: []AbsenceView{}, Keeps: keeps}
	if !v.Keeps {
		return v, nil
	}
	all, err := r.AbsencesIn(company, today, absencesMost)
	v.Company = absenceViews(all, today)
	return v, err
}

// keepsAbsences asks the policies whether the person keeps those of a company.
func (s *Server) keepsAbsences(who Person) bool {
	return len(s.Policies.Current().Companies(models.KeepAbsences, who.standing, s.Now())) > 0
}

func absenceViews(rows []store.AbsenceRow, today calendar.Date) []AbsenceView {
	views := make([]AbsenceView, 0, len(rows))
	for _, a := range rows {
		of := models.Absence{From: a.FromOn, Until: a.UntilOn, Ended: a.EndedOn}
		v := AbsenceView{ID: a.ID, Person: ref(a.PersonID, a.Person), From: a.FromOn, Until: a.UntilOn, Case: a.Case, Note: a.Note,
			Now: of.Covers(today), Over: a.UntilOn.Before(today) || a.EndedOn != nil && !today.Before(*a.EndedOn)}
		if a.EndedOn != nil {
			v.Back = *a.EndedOn
		}
		views = append(views, v)
	}
	return views
}

func standInViews(rows []store.StandInRow) []StandInView {
	views := make([]StandInView, 0, len(rows))
	for _, r := range rows {
		v := StandInView{Absent: ref(r.AbsentID, r.Absent), Back: r.BackOn, Proxy: r.Agent != "", By: r.Agent, Post: r.Post, Counted: r.Counted, Tasks: r.Tasks}
		if r.Agent == "" {
			v.By = r.Holders
		}
		views = append(views, v)
	}
	return views
}

// EnterAbsence enters that the person, or as human resources a colleague, is away.
func (s *Server) EnterAbsence(ctx context.Context, who Person, form AbsenceForm) (AbsenceView, error) {
	if form.Person == "" {
		form.Person = who.ID
	}
	if !isID(form.Person) {
		return AbsenceView{}, notFound()
	}
	id, err := s.Desk.EnterAbsence(ctx, who.ID, models.Absence{Person: form.Person, From: form.From, Until: form.Until, Note: form.Note})
	if err != nil {
		return AbsenceView{}, err
	}
	rows, err := s.DB.Reader(ctx, who.Lang).AbsencesOf(form.Person, absencesMost)
	views := absenceViews(rows, calendar.DateOf(s.Now().In(calendar.China())))
	if i := slices.IndexFunc(views, func(v AbsenceView) bool { return v.ID == id }); i >= 0 {
		return views[i], err
	}
	return AbsenceView{ID: id}, err
}

// EndAbsence ends an absence: the person is back from a day on, today where it is zero.
func (s *Server) EndAbsence(ctx context.Context, who Person, id models.AbsenceID, back calendar.Date) error {
	if !isID(id) {
		return notFound()
	}
	return s.Desk.EndAbsence(ctx, who.ID, id, back)
}
