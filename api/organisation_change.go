package api

import (
	"cmp"
	"context"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/roster"
)

// An OrganisationChange is a small change of the organisation: a few rows, as they would
// stand in a file. A row names its key; of one that is there what is empty stays, and a
// hyphen takes away. Days are the first on which something is so, or is no longer.
type OrganisationChange struct {
	Units    []UnitRowForm    `json:"units,omitempty" maxItems:"100"`
	Posts    []PostRowForm    `json:"posts,omitempty" maxItems:"100"`
	People   []PersonRowForm  `json:"people,omitempty" maxItems:"100"`
	Holdings []HoldingRowForm `json:"holdings,omitempty" maxItems:"100"`
}

// A UnitRowForm is a row about a unit.
type UnitRowForm struct {
	Company  string `json:"company"`
	Code     string `json:"code"`
	Name     string `json:"name,omitempty"`
	NameEn   string `json:"nameEn,omitempty"`
	Parent   string `json:"parent,omitempty"`
	Function string `json:"function,omitempty"`
	From     string `json:"from,omitempty"`
	Until    string `json:"until,omitempty"`
}

// A PostRowForm is a row about a post.
type PostRowForm struct {
	Company  string `json:"company,omitempty"`
	Unit     string `json:"unit,omitempty"`
	Code     string `json:"code"`
	Title    string `json:"title,omitempty"`
	TitleEn  string `json:"titleEn,omitempty"`
	Rank     string `json:"rank,omitempty"`
	Superior string `json:"superior,omitempty"`
	DeputyOf string `json:"deputyOf,omitempty"`
	From     string `json:"from,omitempty"`
	Until    string `json:"until,omitempty"`
}

// A PersonRowForm is a row about a person.
type PersonRowForm struct {
	No     string `json:"no"`
	Name   string `json:"name,omitempty"`
	NameEn string `json:"nameEn,omitempty"`
	Login  string `json:"login,omitempty"`
	Email  string `json:"email,omitempty"`
	Phone  string `json:"phone,omitempty"`
	Until  string `json:"until,omitempty" doc:"The first day after the last one in the group."`
}

// A HoldingRowForm is a row about who holds a post from a day on. One that is to end on the
// day on which it begins never was, unless it has begun.
type HoldingRowForm struct {
	Post   string `json:"post"`
	Person string `json:"person" doc:"Employee number."`
	From   string `json:"from"`
	Until  string `json:"until,omitempty"`
}

// rows are the change as rows of a roster.
func (c OrganisationChange) rows() []roster.Row {
	rows := []roster.Row{}
	add := func(kind roster.Kind, cells map[string]string) {
		rows = append(rows, roster.Row{Kind: kind, Cells: cells})
	}
	for _, u := range c.Units {
		add(roster.Units, map[string]string{"company": u.Company, "code": u.Code, "name": u.Name, "name_en": u.NameEn, "parent": u.Parent, "function": u.Function, "from": u.From, "until": u.Until})
	}
	for _, p := range c.Posts {
		add(roster.Posts, map[string]string{"company": p.Company, "unit": p.Unit, "code": p.Code, "title": p.Title, "title_en": p.TitleEn, "rank": p.Rank, "superior": p.Superior, "deputy_of": p.DeputyOf,
			"from": p.From, "until": p.Until})
	}
	for _, p := range c.People {
		add(roster.People, map[string]string{"no": p.No, "name": p.Name, "name_en": p.NameEn, "login": p.Login, "email": p.Email, "phone": p.Phone, "until": p.Until})
	}
	for _, h := range c.Holdings {
		add(roster.Holdings, map[string]string{"post": h.Post, "person": h.Person, "from": h.From, "until": h.Until})
	}
	return rows
}

// A ChangeWay is how rows are kept: Preview changes nothing, Seen is as of an ImportWay.
type ChangeWay struct {
	Preview bool          `query:"preview" default:"false" doc:"Only say what would change."`
	Seen    models.Digest `query:"seen" maxLength:"64" doc:"Digest of the differences that a preview showed: others are not kept. Needed but for a preview."`
}

// ChangeOrganisation keeps a few changed rows, after a preview, as an import keeps a file;
// with what is wrong it keeps nothing: the refusal names the rows, and so does the view. A
// head of human resources changes what is a matter of the own company, administrators and
// the head of human resources of the head office whatever there is (approval.post).
func (s *Server) ChangeOrganisation(ctx context.Context, who Person, change OrganisationChange, how ChangeWay) (ImportView, error) {
	if err := s.mayHouse(who, onHouse(models.Import)); err != nil {
		return ImportView{}, err
	}
	house, in := s.organisation(), activities.Import{Rows: change.rows(), Actor: who.ID, Seen: how.Seen}
	d, err := house.Preview(ctx, in)
	if err == nil && !how.Preview {
		err = wrongRows(d, "organisation-wrong")
	}
	if err != nil || how.Preview {
		return importView(who, how.Preview, d, nil), err
	}
	if how.Seen == "" {
		return ImportView{}, refuse(models.Invalid, "organisation-unseen")
	}
	d, first, err := house.Apply(ctx, in)
	return importView(who, false, d, first), err
}

// mayChange reports whether the person may change rows that are a matter of a company; of
// no company are those of the whole group.
func (s *Server) mayChange(who Person, company models.CompanyID) bool {
	return activities.MayBringIn(s.Policies.Current(), who.standing, models.Import, company, s.Now()) == nil
}

// rowCalled is what people call the row of a change: a holding by person, post and period.
func rowCalled(lang string, d activities.Differences, c roster.Change) string {
	switch row := c.Row.(type) {
	case roster.Post:
		return titleIn(lang, row)
	case roster.Person:
		return personIn(lang, row)
	case roster.Unit:
		return nameIn(lang, calendar.Name{Zh: row.Name, En: cmp.Or(row.NameEn, row.Name)})
	case roster.Holding:
		if d.Post != nil {
			return personIn(lang, d.Person[row.Person]) + " · " + titleIn(lang, d.Post[row.Post]) + " · " + roster.Name(row)
		}
	}
	return roster.Name(c.Row)
}

func titleIn(lang string, p roster.Post) string {
	return nameIn(lang, calendar.Name{Zh: p.Title, En: cmp.Or(p.TitleEn, p.Title)})
}

func personIn(lang string, p roster.Person) string {
	return nameIn(lang, calendar.Name{Zh: p.Name, En: cmp.Or(p.NameEn, p.Name)})
}

func idleViews(lang string, d activities.Differences) []IdleView {
	views := []IdleView{}
	for _, i := range d.Idle {
		v := IdleView{Name: personIn(lang, d.Person[i.Person]), From: i.From, Tasks: i.Tasks}
		if i.Post != "" {
			v.Name, v.Post = titleIn(lang, d.Post[i.Post]), true
		}
		views = append(views, v)
	}
	return views
}

func (s *Server) getAppointable(ctx context.Context, in *ByWords) (*of[rows[PersonRow]], error) {
	return listed(s.Appointable(ctx, whoAsks(ctx), in.Q))
}

type changeIn struct {
	ChangeWay
	Body OrganisationChange
}

func (s *Server) postChange(ctx context.Context, in *changeIn) (*of[ImportView], error) {
	return answer(s.ChangeOrganisation(ctx, whoAsks(ctx), in.Body, in.ChangeWay))
}
