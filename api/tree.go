package api

import (
	"context"
	"slices"
	"strings"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/store"
)

// A TreeView is a company on a day: units with their posts and who held them then.
type TreeView struct {
	On        calendar.Date `json:"on"`
	Company   CompanyView   `json:"company"`
	Companies []CompanyView `json:"companies" doc:"Those that I may look at."`
	Units     []TreeUnit    `json:"units"`
	// Hits are the ids of units, posts and people that the words are found in.
	Hits    []string `json:"hits"`
	Posts   int      `json:"posts"`
	Vacant  int      `json:"vacant"`
	People  int      `json:"people"`
	Imports bool     `json:"imports"` // the person may import an organisation
	Changes string   `json:"changes,omitempty" doc:"The company's code, for who may change its rows."`
}

// A TreeUnit is a unit with its posts.
type TreeUnit struct {
	ID     models.UnitID   `json:"id"`
	Code   string          `json:"code"`
	Name   string          `json:"name"`
	Parent models.UnitID   `json:"parent,omitempty"`
	Does   models.Function `json:"function"`
	From   calendar.Date   `json:"from,omitzero"`  // the first day; absent where it was always there
	Until  calendar.Date   `json:"until,omitzero"` // the first day without it
	Posts  []TreePost      `json:"posts"`
	Row    *UnitRowForm    `json:"row,omitempty" doc:"As it stands on record, for who may change it."`
}

// A TreePost is a post with who held it; vacant where nobody did.
type TreePost struct {
	ID          models.PostID `json:"id"`
	Code        string        `json:"code"`
	Title       string        `json:"title"`
	Rank        models.Rank   `json:"rank"`
	Superior    *Ref          `json:"superior,omitempty"`
	DeputyOf    *Ref          `json:"deputyOf,omitempty"`
	Holders     []HolderView  `json:"holders"`
	VacantSince calendar.Date `json:"vacantSince,omitzero"`
	From        calendar.Date `json:"from,omitzero"` // as of a unit
	Until       calendar.Date `json:"until,omitzero"`
}

// A HolderView is who holds a post, from a day until another, the first without it.
type HolderView struct {
	ID    models.PersonID `json:"id"`
	No    string          `json:"no"`
	Name  string          `json:"name"`
	From  calendar.Date   `json:"from"`
	Until calendar.Date   `json:"until,omitzero"`
}

// mayLook reports whether the person may look at the organisation of a company: the own,
// and those whose organisation or whose audit the policies give.
func (s *Server) mayLook(who Person, company models.CompanyID) bool {
	if slices.ContainsFunc(who.standing.Posts, func(h models.Held) bool { return h.Company == company }) || s.mayImport(who) == nil {
		return true
	}
	q := s.ask(who, models.Audit, models.House)
	q.Case = &models.CaseFacts{Company: company}
	return s.Policies.Current().Decide(q).Allowed
}

// Tree is a company on a day; the own today where none is named. Words are parts of
// names and numbers, or of their pinyin.
func (s *Server) Tree(ctx context.Context, who Person, company models.CompanyID, on calendar.Date, words string) (v TreeView, err error) {
	r := s.DB.Reader(ctx, who.Lang)
	if on.IsZero() {
		on = today(s.Now())
	}
	all, err := r.Companies(on)
	if err != nil {
		return v, err
	}
	v = TreeView{On: on, Companies: []CompanyView{}, Units: []TreeUnit{}, Hits: []string{}, Imports: s.mayImport(who) == nil}
	for _, c := range all {
		if s.mayLook(who, c.ID) {
			v.Companies = append(v.Companies, CompanyView{c.ID, c.Name})
		}
	}
	if company == "" {
		company = who.Company.ID
	}
	if company == "" && len(v.Companies) > 0 {
		company = v.Companies[0].ID
	}
	i := slices.IndexFunc(v.Companies, func(c CompanyView) bool { return c.ID == company })
	if i < 0 {
		return v, notFound()
	}
	v.Company = v.Companies[i]
	if s.mayChange(who, company) {
		v.Changes = all[slices.IndexFunc(all, func(c store.CompanyRow) bool { return c.ID == company })].Code
	}
	rows, err := r.Tree(company, on)
	v.grow(rows, newSearch(words))
	return v, err
}

func (v *TreeView) grow(rows []store.TreeRow, find search) {
	people := map[models.PersonID]bool{}
	for _, row := range rows {
		if n := len(v.Units); n == 0 || v.Units[n-1].ID != row.UnitID {
			v.Units = append(v.Units, TreeUnit{ID: row.UnitID, Code: row.Code, Name: row.Name, Parent: row.Parent, Does: row.Function, From: orZero(row.UnitFrom), Until: orZero(row.UnitUntil), Posts: []TreePost{}, Row: v.unitRow(row)})
			v.hit(string(row.UnitID), find.in(row.Code, row.UnitNames))
		}
		unit := &v.Units[len(v.Units)-1]
		if row.PostID == "" {
			continue
		}
		if n := len(unit.Posts); n == 0 || unit.Posts[n-1].ID != row.PostID {
			unit.Posts = append(unit.Posts, treePost(row))
			v.Posts++
			v.hit(string(row.PostID), find.in(row.PostCode, row.PostNames))
		}
		if row.PersonID == "" {
			v.Vacant++
			continue
		}
		post := &unit.Posts[len(unit.Posts)-1]
		post.Holders = append(post.Holders, HolderView{ID: row.PersonID, No: row.No, Name: row.Person, From: *row.FromOn, Until: orZero(row.UntilOn)})
		v.hit(string(row.PersonID), !people[row.PersonID] && find.known(row.No, row.Search))
		people[row.PersonID] = true
	}
	v.People = len(people)
}

func (v *TreeView) unitRow(row store.TreeRow) *UnitRowForm {
	if v.Changes == "" {
		return nil
	}
	return &UnitRowForm{Company: v.Changes, Code: row.Code, Name: row.NameZh, NameEn: row.NameEn, Parent: row.ParentCode, Function: string(row.Function), From: dayText(row.UnitFrom), Until: dayText(row.UnitUntil)}
}

func (v *TreeView) hit(id string, found bool) {
	if found {
		v.Hits = append(v.Hits, id)
	}
}

func treePost(row store.TreeRow) TreePost {
	return TreePost{ID: row.PostID, Code: row.PostCode, Title: row.Title, Rank: row.Rank, Holders: []HolderView{}, VacantSince: orZero(row.VacantSince), From: orZero(row.PostFrom), Until: orZero(row.PostUntil),
		Superior: refOrNil(row.SuperiorID, row.Superior), DeputyOf: refOrNil(row.DeputyOfID, row.DeputyOf)}
}

func refOrNil[T ~string](id T, name string) *Ref {
	if id == "" {
		return nil
	}
	r := ref(id, name)
	return &r
}

func orZero(d *calendar.Date) calendar.Date {
	if d == nil {
		return calendar.Date{}
	}
	return *d
}

// A search looks for words as people type them: a part of a name or code, or of pinyin.
type search string

func newSearch(words string) search { return search(strings.ToLower(strings.TrimSpace(short(words)))) }

// known looks in texts whose pinyin is among them.
func (w search) known(texts ...string) bool {
	return w != "" && slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(strings.ToLower(t), string(w)) })
}

// in looks in texts and in the pinyin of their words.
func (w search) in(texts ...string) bool {
	if w == "" || w.known(texts...) {
		return w != ""
	}
	return slices.ContainsFunc(texts, func(t string) bool { return w.known(activities.SearchWords(strings.ReplaceAll(t, " ", ""))) })
}
