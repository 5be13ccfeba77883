package api

import (
	"context"
	"slices"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/store"
)

// A PostCard is a post with everybody who held it.
type PostCard struct {
	ID       models.PostID `json:"id"`
	Code     string        `json:"code"`
	Title    string        `json:"title"`
	Rank     models.Rank   `json:"rank"`
	Unit     Ref           `json:"unit"`
	Company  Ref           `json:"company"`
	Superior *Ref          `json:"superior,omitempty"`
	DeputyOf *Ref          `json:"deputyOf,omitempty"`
	FromOn   calendar.Date `json:"fromOn,omitzero"`
	EndedOn  calendar.Date `json:"endedOn,omitzero"`
	Held     []HeldView    `json:"held" doc:"The latest first."`
	Row      *PostRowForm  `json:"row,omitempty" doc:"As it stands on record, for who may change it."`
}

// A PersonCard is a person with every post held, in the companies that I may look at.
type PersonCard struct {
	ID     models.PersonID `json:"id"`
	No     string          `json:"no"`
	Name   string          `json:"name"`
	LeftOn calendar.Date   `json:"leftOn,omitzero"`
	// Email and Phone are for the person, and for those who keep the organisation.
	Email string     `json:"email,omitempty"`
	Phone string     `json:"phone,omitempty"`
	Held  []HeldView `json:"held" doc:"The latest first."`
	// Row is the person's as it stands on record, for who may change it.
	Row *PersonRowForm `json:"row,omitempty"`
}

// A HeldView says who held which post from a day until another, the first without it.
type HeldView struct {
	Post    Ref           `json:"post"`
	Code    string        `json:"code" doc:"Of the post."`
	Unit    Ref           `json:"unit"`
	Company Ref           `json:"company"`
	Person  Ref           `json:"person"`
	No      string        `json:"no"`
	From    calendar.Date `json:"from"`
	Until   calendar.Date `json:"until,omitzero"`
	Now     bool          `json:"now"`
}

func heldView(h store.HoldingLine, today calendar.Date) HeldView {
	return HeldView{Post: ref(h.PostID, h.Post), Code: h.PostCode, Unit: ref(h.UnitID, h.Unit), Company: ref(h.CompanyID, h.Company), Person: ref(h.PersonID, h.Person), No: h.No,
		From: h.FromOn, Until: orZero(h.UntilOn), Now: !today.Before(h.FromOn) && (h.UntilOn == nil || today.Before(*h.UntilOn))}
}

// PostCard shows a post of a company that the person may look at.
func (s *Server) PostCard(ctx context.Context, who Person, id models.PostID) (v PostCard, err error) {
	if !isID(id) {
		return v, notFound()
	}
	r := s.DB.Reader(ctx, who.Lang)
	p, found, err := r.Post(id)
	if err != nil || !found || !s.mayLook(who, p.CompanyID) {
		return v, orNotFound(err)
	}
	rows, err := r.Holdings(id, "")
	v = PostCard{ID: p.ID, Code: p.Code, Title: p.Title, Rank: p.Rank, Unit: ref(p.UnitID, p.Unit), Company: ref(p.CompanyID, p.Company),
		Superior: refOrNil(p.SuperiorID, p.Superior), DeputyOf: refOrNil(p.DeputyOfID, p.DeputyOf), FromOn: orZero(p.FromOn), EndedOn: orZero(p.EndedOn), Held: []HeldView{}}
	for _, h := range rows {
		v.Held = append(v.Held, heldView(h, today(s.Now())))
	}
	if s.mayChange(who, p.CompanyID) {
		v.Row = &PostRowForm{Company: p.CompanyCode, Unit: p.UnitCode, Code: p.Code, Title: p.TitleZh, TitleEn: p.TitleEn, Rank: string(p.Rank), Superior: p.SuperiorCode, DeputyOf: p.DeputyCode,
			From: dayText(p.FromOn), Until: dayText(p.EndedOn)}
	}
	return v, err
}

func dayText(d *calendar.Date) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// PersonCard shows somebody who holds or held a post of a company that the person may look at.
func (s *Server) PersonCard(ctx context.Context, who Person, id models.PersonID) (v PersonCard, err error) {
	if !isID(id) {
		return v, notFound()
	}
	r := s.DB.Reader(ctx, who.Lang)
	p, found, err := r.Contact(id)
	if err != nil || !found {
		return v, orNotFound(err)
	}
	rows, err := r.Holdings("", id)
	rows = slices.DeleteFunc(rows, func(h store.HoldingLine) bool { return !s.mayLook(who, h.CompanyID) })
	keeps := s.mayImport(who) == nil || len(rows) > 0 && !slices.ContainsFunc(rows, func(h store.HoldingLine) bool { return !s.mayChange(who, h.CompanyID) })
	if err != nil || (len(rows) == 0 && !keeps && id != who.ID) {
		return v, orNotFound(err)
	}
	v = PersonCard{ID: p.ID, No: p.No, Name: p.Name, LeftOn: orZero(p.LeftOn), Held: []HeldView{}}
	if keeps || id == who.ID {
		v.Email, v.Phone = p.Email, p.Phone
	}
	if keeps {
		v.Row = &PersonRowForm{No: p.No, Name: p.NameZh, NameEn: p.NameEn, Email: p.Email, Phone: p.Phone, Until: dayText(p.LeftOn)}
	}
	for _, h := range rows {
		v.Held = append(v.Held, heldView(h, today(s.Now())))
	}
	return v, nil
}
