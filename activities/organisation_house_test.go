package activities_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/deploy/local/localtest"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/roster"
	"countersign/models/store"
)

var monday = time.Date(2026, time.November, 23, 9, 0, 0, 0, calendar.China())

func house(t *testing.T) (activities.Organisation, *store.DB) {
	db := localtest.DB(t)
	return activities.Organisation{DB: db, Now: func() time.Time { return monday }}, db
}

// small is a company with a head of marketing, a guard and one customer.
func small() roster.Roster {
	return roster.Roster{
		Companies: []roster.Company{{Code: "MILL", Name: "纺织厂", Kind: roster.Mill}},
		Units: []roster.Unit{
			{Company: "MILL", Code: "MKT", Name: "市场营销部", Parent: "GMO", Function: roster.Marketing},
			{Company: "MILL", Code: "GMO", Name: "总经理办公室", Function: roster.Office},
		},
		Posts: []roster.Post{
			{Company: "MILL", Unit: "MKT", Code: "HEAD", Title: "部长", Rank: roster.Head, Superior: "GM"},
			{Company: "MILL", Unit: "GMO", Code: "GM", Title: "总经理", Rank: roster.GM},
		},
		People: []roster.Person{
			{No: "1", Name: "单重", Login: "shan"},
			{No: "2", Name: "李四", Login: "li"},
			{No: "3", Name: "门卫"},
		},
		Holdings: []roster.Holding{
			{Post: "HEAD", Person: "1", From: calendar.On(2026, 1, 1)},
			{Post: "GM", Person: "2", From: calendar.On(2026, 1, 1)},
		},
		Customers: []roster.Customer{{Company: "MILL", Code: "C1", Name: "重庆织造", Category: roster.Key}},
		Varieties: []roster.Variety{{Company: "MILL", Code: "JC60", Name: "JC 60S", InProduction: true, PricePerKg: 2380}},
	}
}

func standingOf(t *testing.T, db *store.DB, no string, at time.Time) (s models.Standing) {
	t.Helper()
	require.NoError(t, db.Write(context.Background(), func(tx store.Tx) error {
		id, err := tx.PersonByNo(no)
		require.NoError(t, err)
		s, err = tx.Facts().Standing(id, at)
		return err
	}))
	return s
}

func customers(t *testing.T, db *store.DB, words string) (rows []store.CustomerRow) {
	t.Helper()
	require.NoError(t, db.Write(context.Background(), func(tx store.Tx) error {
		mill, err := companyOf(tx, "MILL")
		require.NoError(t, err)
		rows, err = db.Reader(context.Background(), "").Customers(store.Catalogue{Company: mill, Scope: models.Scope{SQL: store.Seal("a test") + "true"}}, strings.ToLower(words), 10)
		return err
	}))
	return rows
}

func companyOf(tx store.Tx, code string) (id models.CompanyID, err error) {
	return id, tx.Raw(`select id from companies where code = ?`, code).Scan(&id).Error
}
