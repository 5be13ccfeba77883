package api

import (
	"context"
	"slices"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/store"
)

// searchMost is how many rows a search shows.
const searchMost = 20

// offeredMost is how many entries of a list a page carries with it; about 40 kB.
const offeredMost = 500

// Customers finds customers of the person's company by code, name or the initials
// of its pinyin.
func (s *Server) Customers(ctx context.Context, who Person, q string) ([]CustomerRow, error) {
	return s.customers(ctx, who, q, searchMost)
}

// OfferedCustomers are the customers that a page without a script offers while one types.
func (s *Server) OfferedCustomers(ctx context.Context, who Person) ([]CustomerRow, error) {
	return s.customers(ctx, who, "", offeredMost)
}

func (s *Server) customers(ctx context.Context, who Person, q string, most int) ([]CustomerRow, error) {
	of, err := s.catalogue(who, models.CustomerCatalogue)
	if err != nil {
		return nil, err
	}
	rows, err := s.DB.Reader(ctx, who.Lang).Customers(of, short(q), most)
	views := make([]CustomerRow, 0, len(rows))
	for _, c := range rows {
		views = append(views, CustomerRow(c))
	}
	return views, err
}

// catalogue is what the person may look up: of his or her own company, or of the first
// in which a post gives the right. Who may in none is refused with the clause.
func (s *Server) catalogue(who Person, kind models.Kind) (store.Catalogue, error) {
	policy := s.Policies.Current()
	if err := policy.Decide(s.ask(who, models.List, kind)).Err(); err != nil {
		return store.Catalogue{}, err
	}
	of := store.Catalogue{Company: who.Company.ID, Scope: policy.Registers(models.List, kind, who.standing)}
	if may := s.companiesOf(who, kind); len(may) > 0 && !slices.Contains(may, of.Company) {
		of.Company = may[0]
	}
	return of, nil
}

func (s *Server) companiesOf(who Person, kind models.Kind) []models.CompanyID {
	return s.Policies.Current().CompaniesOf(models.List, kind, who.standing, s.Now())
}

// Varieties finds varieties of the person's company by code or name.
func (s *Server) Varieties(ctx context.Context, who Person, q string) ([]VarietyRow, error) {
	return s.varieties(ctx, who, q, searchMost)
}

// OfferedVarieties are the varieties that a page without a script offers while one types.
func (s *Server) OfferedVarieties(ctx context.Context, who Person) ([]VarietyRow, error) {
	return s.varieties(ctx, who, "", offeredMost)
}

func (s *Server) varieties(ctx context.Context, who Person, q string, most int) ([]VarietyRow, error) {
	of, err := s.catalogue(who, models.VarietyCatalogue)
	if err != nil {
		return nil, err
	}
	priced := slices.Contains(s.companiesOf(who, models.PriceCatalogue), of.Company)
	rows, err := s.DB.Reader(ctx, who.Lang).Varieties(of, short(q), most)
	views := make([]VarietyRow, 0, len(rows))
	for _, v := range rows {
		row := VarietyRow{ID: v.ID, Code: v.Code, Name: v.Name, InProduction: v.InProduction}
		if priced {
			row.PricePerKg = &v.PricePerKg
		}
		views = append(views, row)
	}
	return views, err
}

// People finds people of the person's company by name, number or the initials of
// the pinyin.
func (s *Server) People(ctx context.Context, who Person, q string) ([]PersonRow, error) {
	rows, err := s.DB.Reader(ctx, who.Lang).Staff(who.Company.ID, short(q), today(s.Now()), searchMost)
	return personRows(rows), err
}

// Appointable finds people to whom a post may be given: everybody for who imports, else those
// of the person's company and those without a post.
func (s *Server) Appointable(ctx context.Context, who Person, q string) ([]PersonRow, error) {
	if err := s.mayHouse(who, onHouse(models.Import)); err != nil {
		return nil, err
	}
	company := who.Company.ID
	if s.mayImport(who) == nil {
		company = ""
	}
	rows, err := s.DB.Reader(ctx, who.Lang).Appointable(company, short(q), today(s.Now()), searchMost)
	return personRows(rows), err
}

// personRows are people with their posts, one row each.
func personRows(rows []store.StaffRow) []PersonRow {
	views := []PersonRow{}
	for _, p := range rows {
		if n := len(views); n == 0 || views[n-1].ID != p.ID {
			views = append(views, PersonRow{ID: p.ID, No: p.No, Name: p.Name, Posts: []string{}})
		}
		last := &views[len(views)-1]
		if p.Post != "" {
			last.Posts = append(last.Posts, p.Unit+" "+p.Post)
		}
	}
	return views
}

// Units finds units of the person's company and of the head office by code, name or
// pinyin.
func (s *Server) Units(ctx context.Context, who Person, q string) ([]UnitRow, error) {
	rows, err := s.DB.Reader(ctx, who.Lang).Units(who.Company.ID, today(s.Now()))
	find, views := newSearch(q), []UnitRow{}
	for _, u := range rows {
		if len(views) < searchMost && (find == "" || find.in(u.Code, u.Names)) {
			views = append(views, UnitRow{u.ID, u.Code, u.Name})
		}
	}
	return views, err
}

// short keeps the beginning of what was typed into a search.
func short(q string) string {
	if runes := []rune(q); len(runes) > 50 {
		return string(runes[:50])
	}
	return q
}

// Rules lists the clauses in the order of their ids.
func (s *Server) Rules(lang string) []ClauseView {
	var views []ClauseView
	for _, c := range regulation.All() {
		views = append(views, clauseView(lang, c))
	}
	return views
}

// Organisation is the person's company: units, posts and who holds them now.
func (s *Server) Organisation(ctx context.Context, who Person) (OrganisationView, error) {
	rows, err := s.DB.Reader(ctx, who.Lang).Organisation(who.Company.ID, today(s.Now()))
	v := OrganisationView{Company: who.Company, Units: []UnitView{}}
	for _, row := range rows {
		v.add(row)
	}
	return v, err
}

// add puts a row under its unit and post, which rows before it may have begun.
func (v *OrganisationView) add(row store.UnitPostRow) {
	if n := len(v.Units); n == 0 || v.Units[n-1].ID != row.UnitID {
		v.Units = append(v.Units, UnitView{ID: row.UnitID, Code: row.Code, Name: row.Name, Parent: row.Parent, Does: row.Function, Posts: []UnitPostView{}})
	}
	unit := &v.Units[len(v.Units)-1]
	if row.PostID == "" {
		return
	}
	if n := len(unit.Posts); n == 0 || unit.Posts[n-1].ID != row.PostID {
		unit.Posts = append(unit.Posts, UnitPostView{ID: row.PostID, Code: row.PostCode, Title: row.Title, Rank: row.Rank, Holders: []Ref{}})
	}
	if post := &unit.Posts[len(unit.Posts)-1]; row.PersonID != "" {
		post.Holders = append(post.Holders, ref[models.PersonID](row.PersonID, row.Person))
	}
}
