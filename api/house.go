package api

import (
	"cmp"
	"context"
	"strings"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/store"
)

// Proxies lists the proxies that the person gave or received, latest first.
func (s *Server) Proxies(ctx context.Context, who Person) ([]ProxyView, error) {
	rows, err := s.DB.Reader(ctx, who.Lang).ProxiesOf(who.ID, 100)
	if err != nil {
		return nil, err
	}
	return s.proxyViews(ctx, who, rows)
}

func (s *Server) proxyViews(ctx context.Context, who Person, rows []store.ProxyRow) ([]ProxyView, error) {
	kinds, err := s.Kinds(ctx, who)
	name := map[models.Kind]string{}
	for _, k := range kinds {
		name[k.Kind] = k.Name
	}
	now, views := s.Now(), make([]ProxyView, 0, len(rows))
	for _, p := range rows {
		v := ProxyView{ID: p.ID, Principal: ref(p.PrincipalID, p.Principal), Agent: ref(p.AgentID, p.Agent), From: p.FromAt, Until: p.UntilAt,
			Kinds: []models.Kind{}, KindNames: []string{}, Limit: p.LimitCents, RevokedAt: p.RevokedAt, Mine: p.PrincipalID == who.ID}
		for _, k := range strings.Split(p.Kinds, ",") {
			if k != "" {
				v.Kinds, v.KindNames = append(v.Kinds, models.Kind(k)), append(v.KindNames, cmp.Or(name[models.Kind(k)], k))
			}
		}
		v.InForce = p.RevokedAt == nil && !now.Before(p.FromAt) && now.Before(p.UntilAt)
		views = append(views, v)
	}
	return views, err
}

// GiveProxy lets a colleague sign for the person (approval.proxy).
func (s *Server) GiveProxy(ctx context.Context, who Person, form ProxyForm) (ProxyView, error) {
	id, err := s.Desk.GiveProxy(ctx, activities.ProxyGift{Principal: who.ID, Agent: form.Agent, From: form.From, Until: form.Until, Kinds: form.Kinds, Limit: form.Limit})
	if err != nil {
		return ProxyView{}, err
	}
	all, err := s.Proxies(ctx, who)
	for _, p := range all {
		if p.ID == id {
			return p, nil
		}
	}
	return ProxyView{ID: id}, err
}

// RevokeProxy ends a proxy that the person gave.
func (s *Server) RevokeProxy(ctx context.Context, who Person, id models.ProxyID) error {
	if !isID(id) {
		return notFound()
	}
	return s.Desk.RevokeProxy(ctx, who.ID, id)
}

// Calendar is the year of the person's company, of who may set one that company's: the
// statutory days, with the company's own in their place.
func (s *Server) Calendar(ctx context.Context, who Person, year int) (CalendarView, error) {
	v := CalendarView{Year: year, Statutory: calendar.Seeded(year), Days: []DayView{}, Hours: calendar.OfficeHours()}
	own, err := s.DB.Reader(ctx, who.Lang).CalendarDays(s.companyFor(who, models.SetCalendar), year)
	if err != nil {
		return v, err
	}
	entered := calendar.Year{Year: year}
	mine := map[calendar.Date]bool{}
	for _, d := range own {
		mine[d.Day], entered.Complete = true, d.Complete
		entered.Days = append(entered.Days, calendar.Day{Date: d.Day, Kind: d.Kind, Name: calendar.Name{Zh: d.Zh, En: d.En}, Source: d.Source})
		v.Days = append(v.Days, DayView{Day: d.Day, Kind: string(d.Kind), Name: d.Name, Source: d.Source, Own: true, NameZh: d.Zh, NameEn: d.En})
	}
	v.Version, v.Known = activities.CalendarVersion(entered), v.Statutory || entered.Complete
	for _, d := range calendar.Seed() {
		if d.Date.Year == year && !mine[d.Date] {
			v.Days = append(v.Days, DayView{Day: d.Date, Kind: string(d.Kind), Name: nameIn(who.Lang, d.Name), Source: d.Source})
		}
	}
	sortDays(v.Days)
	return v, nil
}

// SetCalendar replaces the company's own year; open deadlines follow.
func (s *Server) SetCalendar(ctx context.Context, who Person, year int, form CalendarForm) error {
	return s.Desk.SetCalendarAfter(ctx, who.ID, s.companyFor(who, models.SetCalendar), form.Was, form.of(year))
}

// TryCalendar says how many deadlines would move, and changes nothing.
func (s *Server) TryCalendar(ctx context.Context, who Person, year int, form CalendarForm) (activities.Shifted, error) {
	return s.Desk.TryCalendar(ctx, who.ID, s.companyFor(who, models.SetCalendar), form.of(year))
}

// of is the year that the form says. Where the law's days are known nobody needs to say
// that they are all there are.
func (f CalendarForm) of(year int) calendar.Year {
	y := calendar.Year{Year: year, Complete: f.Complete && !calendar.Seeded(year)}
	for _, d := range f.Days {
		y.Days = append(y.Days, calendar.Day{Date: d.Day, Kind: calendar.Kind(d.Kind), Name: calendar.Name{Zh: d.Name, En: d.NameEn}, Source: d.Source})
	}
	return y
}

// MaySetCalendar refuses who may not set the company's calendar.
func (s *Server) MaySetCalendar(who Person) error {
	return s.Policies.Current().Decide(s.ask(who, models.SetCalendar, models.House)).Err()
}

func nameIn(lang string, n calendar.Name) string {
	if lang == "en" {
		return n.En
	}
	return n.Zh
}
