package activities_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/activities"
	"countersign/deploy/demo"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/roster"
	"countersign/models/store"
)

func TestAFileWithMistakesChangesNothing(t *testing.T) {
	ctx := context.Background()
	o, _ := house(t)
	for name, spoil := range map[string]func(*roster.Roster){
		"a post in a unit that is not there":                                 func(r *roster.Roster) { r.Posts[0].Unit = "NOWHERE" },
		"a post held by nobody that is known":                                func(r *roster.Roster) { r.Holdings[0].Person = "9" },
		"one login for two people":                                           func(r *roster.Roster) { r.People[0].Login = "li" },
		"sample.paid-by-default a variety without a price cannot be charged": func(r *roster.Roster) { r.Varieties[0].PricePerKg = 0 },
	} {
		t.Run(name, func(t *testing.T) {
			wrong := small()
			spoil(&wrong)
			d, _, err := o.Apply(ctx, activities.Import{Roster: wrong})
			require.True(t, models.IsKind(err, models.Invalid), "%v", err)
			require.NotEmpty(t, d.Complaints)
			empty, err := o.Empty(ctx)
			require.NoError(t, err)
			require.True(t, empty)
		})
	}
	_, _, err := o.Apply(ctx, activities.Import{Roster: small(), Administrators: []string{"77"}})
	require.True(t, models.IsKind(err, models.Invalid), "an administrator who is not there")
}

func TestTheDemoGroupComesInOnceAndForAll(t *testing.T) {
	ctx := context.Background()
	o, db := house(t)
	group, err := demo.Roster()
	require.NoError(t, err)
	in := activities.Import{Roster: group, Password: func() string { return "countersign-demo" }}
	_, first, err := o.Apply(ctx, in)
	require.NoError(t, err)
	require.Equal(t, "countersign-demo", first[0].Password)
	d, err := o.Preview(ctx, activities.Import{Roster: group, EndMissing: true})
	require.NoError(t, err)
	require.Empty(t, d.Changes)

	t.Run("sample.month-end a company may close its month on another day", func(t *testing.T) {
		own := map[string]json.RawMessage{"sample.month-end/closing_day": json.RawMessage("1")}
		require.NoError(t, o.SetParameters(ctx, "MILL", own))
		require.NoError(t, db.Write(ctx, func(tx store.Tx) error {
			mill, err := companyOf(tx, "MILL")
			require.NoError(t, err)
			book, err := tx.Facts().Rulebook(mill, calendar.DateOf(monday))
			require.Equal(t, 1, regulation.ClosingDay.In(book))
			return err
		}))
		require.Error(t, o.SetParameters(ctx, "MILL", map[string]json.RawMessage{"sample.month-end/no_such": json.RawMessage("1")}))
	})
}

func TestAnyOrganisationFollowsItsFiles(t *testing.T) {
	ctx := context.Background()
	o, _ := house(t)
	_, _, err := o.Apply(ctx, activities.Import{Roster: small()})
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		next := small()
		next.People, next.Holdings, next.Customers = nil, nil, nil
		for no := range rapid.IntRange(1, 6).Draw(t, "people") {
			p := roster.Person{No: strconv.Itoa(no + 1), Name: rapid.SampledFrom([]string{"单重", "曾乐", "Ann Lee"}).Draw(t, "name")}
			if login := rapid.IntRange(0, 1).Draw(t, "login"); login > 0 {
				p.Login = fmt.Sprintf("p%d", (no+rapid.IntRange(0, 1).Draw(t, "exchange"))/2*10+no%2)
			}
			next.People = append(next.People, p)
			from := calendar.On(2026, 10, 20).AddDays(rapid.IntRange(0, 60).Draw(t, "from"))
			next.Holdings = append(next.Holdings, roster.Holding{Post: rapid.SampledFrom([]string{"HEAD", "GM"}).Draw(t, "post"), Person: p.No, From: from})
		}
		next.Customers = append(next.Customers, roster.Customer{Company: "MILL", Code: rapid.StringMatching(`C[0-4]`).Draw(t, "code"), Name: "重庆织造", Category: roster.Key})
		if len(roster.Check(next)) > 0 {
			t.Skip("not an organisation")
		}
		for i, p := range next.People {
			if p.Login == "" {
				next.People[i].Login = "-" // an empty cell leaves the login as it is
			}
		}
		in := activities.Import{Roster: next, EndMissing: true}
		if d, _, err := o.Apply(ctx, in); err != nil {
			t.Fatal(err, d.Complaints)
		}
		again, err := o.Preview(ctx, in)
		if err != nil || len(again.Changes) > 0 {
			t.Fatalf("the records are not as the file says: %v %v", again.Changes, err)
		}
	})
}
