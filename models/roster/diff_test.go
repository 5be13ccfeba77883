package roster_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models/calendar"
	"countersign/models/roster"
)

func TestDiffNamesWhatIsAddedChangedAndEnded(t *testing.T) {
	next := mill()
	next.Posts[1].Rank = roster.Staff
	next.Posts[1].DeputyOf = ""
	next.People = append(next.People[:1:1], roster.Person{No: "0003", Name: "吴倩"})
	next.Holdings = []roster.Holding{next.Holdings[0]}
	next.Varieties[0].InProduction, next.Varieties[0].PricePerKg = false, 2350
	next.Customers = nil

	var got []string
	for _, c := range roster.Diff(mill(), next) {
		line := string(c.Kind) + " " + string(c.Op) + " " + c.Key
		for _, f := range c.Fields {
			line += " " + f.Name + ":" + f.Old + "→" + f.New
		}
		got = append(got, line)
	}
	require.Equal(t, []string{
		"posts changed M-2 rank:deputy_head→staff deputy_of:M-1→",
		"people added 0003",
		"people ended 0002",
		"holdings ended M-2/0002/2026-02-01", // the one that is over already stays as it is
		"varieties changed MILL/V-1 in_production:yes→no price:23.80→23.50",
	}, got, "a kind without rows is left alone")
}

func TestOfNarrowsARosterToACompany(t *testing.T) {
	group := mill()
	group.Units = append(group.Units, roster.Unit{Company: "HQ", Code: "GMO", Name: "总经理办公室", Function: roster.Office})
	group.Posts = append(group.Posts, roster.Post{Company: "HQ", Unit: "GMO", Code: "H-1", Title: "总经理", Rank: roster.GM})
	group.People = append(group.People, roster.Person{No: "0009", Name: "高远"})
	group.Holdings = append(group.Holdings, roster.Holding{Post: "H-1", Person: "0009", From: calendar.On(2026, 1, 1)})

	require.Len(t, roster.Diff(group, mill()), 4, "a file of the mill alone would end head office")
	require.Empty(t, roster.Diff(group.Of("MILL"), mill().Of("MILL")))
	require.Equal(t, []roster.Person{{No: "0009", Name: "高远"}}, group.Of("HQ").People)
}

// anyRoster draws a roster of few codes, so that two of them have rows in common.
func anyRoster(t *rapid.T, label string) roster.Roster {
	var r roster.Roster
	code := rapid.SampledFrom([]string{"A", "B", "C", "D"})
	name := rapid.StringMatching(`[a-z纱=+'-]{1,8}`)
	day := rapid.Custom(func(t *rapid.T) calendar.Date { return calendar.On(2026, 1, rapid.IntRange(1, 4).Draw(t, "d")) })
	draw := func(g *rapid.Generator[string]) string { return g.Draw(t, label) }
	seen := map[string]bool{}
	for range rapid.IntRange(0, 24).Draw(t, label+" rows") {
		kind := rapid.SampledFrom(kinds()).Draw(t, label+" kind")
		a, b, d := draw(code), draw(code), day.Draw(t, label)
		once := string(kind) + a + b + d.String()
		if kind == roster.Companies || kind == roster.Posts || kind == roster.People {
			once = string(kind) + a
		}
		if kind == roster.Units || kind == roster.Customers || kind == roster.Varieties {
			once = string(kind) + a + b
		}
		if seen[once] {
			continue
		}
		seen[once] = true
		switch kind {
		case roster.Companies:
			r.Companies = append(r.Companies, roster.Company{Code: a, Name: draw(name), Kind: roster.Mill, Parent: draw(code)})
		case roster.Units:
			r.Units = append(r.Units, roster.Unit{Company: a, Code: b, Name: draw(name), NameEn: draw(name), Function: roster.Gate})
		case roster.Posts:
			r.Posts = append(r.Posts, roster.Post{Company: b, Unit: draw(code), Code: a, Title: draw(name), Rank: roster.Staff, Superior: draw(code), DeputyOf: draw(code)})
		case roster.People:
			r.People = append(r.People, roster.Person{No: a, Name: draw(name), Login: draw(name), Phone: draw(name)})
		case roster.Holdings:
			r.Holdings = append(r.Holdings, roster.Holding{Post: a, Person: b, From: d, Until: rapid.SampledFrom([]calendar.Date{{}, calendar.On(2026, 5, 1)}).Draw(t, label)})
		case roster.Customers:
			r.Customers = append(r.Customers, roster.Customer{Company: a, Code: b, Name: draw(name), Category: roster.Key})
		case roster.Varieties:
			r.Varieties = append(r.Varieties, roster.Variety{Company: a, Code: b, Name: draw(name), InProduction: rapid.Bool().Draw(t, label), PricePerKg: rapid.Int64Range(0, 99999999999).Draw(t, label)})
		}
	}
	return r
}

func TestARosterDoesNotDifferFromItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyRoster(t, "a")
		require.Empty(t, roster.Diff(a, a))
	})
}

func TestAnyRosterComesBackFromItsFiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyRoster(t, "a")
		var csv, book strings.Builder
		require.NoError(t, roster.WriteCSV(&csv, a, roster.Customers, ""))
		back, errs, err := roster.Read(strings.NewReader(csv.String()), "customers.csv")
		require.NoError(t, err)
		require.Empty(t, errs)
		require.Empty(t, same(roster.Roster{Customers: a.Customers}, back))

		require.NoError(t, roster.WriteWorkbook(&book, a, "zh-CN"))
		back, errs, err = roster.Read(strings.NewReader(book.String()), "a.xlsx")
		require.NoError(t, err)
		require.Empty(t, errs)
		require.Empty(t, same(a, back))
	})
}

func TestApplyingTheDifferencesGivesTheNextRoster(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyRoster(t, "a"), anyRoster(t, "b")
		changes := roster.Diff(a, b)
		require.Equal(t, changes, roster.Diff(a, b), "in a stable order")
		got := apply(t, a, changes)
		want := expected(a, b)
		require.Empty(t, roster.Diff(want, got))
		require.Empty(t, roster.Diff(got, want))
		for _, counts := range [][2]int{
			{len(want.Companies), len(got.Companies)}, {len(want.Units), len(got.Units)}, {len(want.Posts), len(got.Posts)},
			{len(want.People), len(got.People)}, {len(want.Holdings), len(got.Holdings)},
			{len(want.Customers), len(got.Customers)}, {len(want.Varieties), len(got.Varieties)},
		} {
			require.Equal(t, counts[0], counts[1])
		}
	})
}

// expected is b, with the kinds that b is silent about and the holdings that
// were over in a.
func expected(a, b roster.Roster) roster.Roster {
	b.Companies, b.Units = or(b.Companies, a.Companies), or(b.Units, a.Units)
	b.Posts, b.People = or(b.Posts, a.Posts), or(b.People, a.People)
	b.Customers, b.Varieties = or(b.Customers, a.Customers), or(b.Varieties, a.Varieties)
	if len(b.Holdings) == 0 {
		b.Holdings = a.Holdings
		return b
	}
	in := map[string]bool{}
	for _, h := range b.Holdings {
		in[h.Post+h.Person+h.From.String()] = true
	}
	for _, h := range a.Holdings {
		if !h.Until.IsZero() && !in[h.Post+h.Person+h.From.String()] {
			b.Holdings = append(b.Holdings, h)
		}
	}
	return b
}

func or[T any](b, a []T) []T {
	if len(b) > 0 {
		return b
	}
	return a
}

// apply plays changes on a copy of a: rows added from Row, rows changed by
// their Fields alone, rows ended taken out.
func apply(t require.TestingT, a roster.Roster, changes []roster.Change) roster.Roster {
	a.Companies = play(t, a.Companies, roster.Companies, changes, func(c roster.Company) string { return c.Code }, func(c *roster.Company, f roster.Field) *string {
		return map[string]*string{"name": &c.Name, "parent": &c.Parent}[f.Name]
	})
	a.Units = play(t, a.Units, roster.Units, changes, func(u roster.Unit) string { return u.Company + "/" + u.Code }, func(u *roster.Unit, f roster.Field) *string {
		return map[string]*string{"name": &u.Name, "name_en": &u.NameEn}[f.Name]
	})
	a.Posts = play(t, a.Posts, roster.Posts, changes, func(p roster.Post) string { return p.Code }, func(p *roster.Post, f roster.Field) *string {
		return map[string]*string{"company": &p.Company, "unit": &p.Unit, "title": &p.Title, "superior": &p.Superior, "deputy_of": &p.DeputyOf}[f.Name]
	})
	a.People = play(t, a.People, roster.People, changes, func(p roster.Person) string { return p.No }, func(p *roster.Person, f roster.Field) *string {
		return map[string]*string{"name": &p.Name, "login": &p.Login, "phone": &p.Phone}[f.Name]
	})
	a.Holdings = play(t, a.Holdings, roster.Holdings, changes, func(h roster.Holding) string { return h.Post + "/" + h.Person + "/" + h.From.String() }, func(h *roster.Holding, f roster.Field) *string {
		require.NoError(t, h.Until.UnmarshalText([]byte(f.New)))
		return nil
	})
	a.Customers = play(t, a.Customers, roster.Customers, changes, func(c roster.Customer) string { return c.Company + "/" + c.Code }, func(c *roster.Customer, f roster.Field) *string {
		return map[string]*string{"name": &c.Name}[f.Name]
	})
	a.Varieties = play(t, a.Varieties, roster.Varieties, changes, func(v roster.Variety) string { return v.Company + "/" + v.Code }, func(v *roster.Variety, f roster.Field) *string {
		switch f.Name {
		case "in_production":
			v.InProduction = f.New == "yes"
		case "price":
			cents, err := strconv.ParseInt(strings.Replace(f.New, ".", "", 1), 10, 64)
			require.NoError(t, err)
			v.PricePerKg = cents
		default:
			return &v.Name
		}
		return nil
	})
	return a
}

func play[T any](t require.TestingT, rows []T, kind roster.Kind, changes []roster.Change, id func(T) string, field func(*T, roster.Field) *string) []T {
	at := map[string]T{}
	for _, row := range rows {
		at[id(row)] = row
	}
	for _, c := range changes {
		row, there := at[c.Key]
		switch {
		case c.Kind != kind:
		case c.Op == roster.Added:
			require.False(t, there)
			at[c.Key] = c.Row.(T)
		case c.Op == roster.Ended:
			require.True(t, there)
			delete(at, c.Key)
		default:
			require.True(t, there)
			for _, f := range c.Fields {
				if s := field(&row, f); s != nil {
					require.Equal(t, f.Old, *s)
					*s = f.New
				}
			}
			at[c.Key] = row
		}
	}
	var out []T
	for _, row := range at {
		out = append(out, row)
	}
	return out
}
