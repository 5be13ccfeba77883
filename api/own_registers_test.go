package api_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"countersign/api"
	"countersign/models"
	"countersign/models/form"
)

// visits defines a form with a register of what was approved, and one that keeps a
// field from it later.
func (h *house) visits(change func(*form.Definition)) {
	h.t.Helper()
	said := func(zh string) form.Text { return form.Text{Zh: zh, En: "Visit"} }
	d := form.Definition{Code: "visit", Series: "LF", Name: said("来访"), Clause: said("来访须登记"),
		Fields: []form.Field{{Key: "guest", Label: said("来客"), Type: form.Line, Required: true}, {Key: "host", Label: said("接待人"), Type: form.Person, Required: true},
			{Key: "meal", Label: said("用餐"), Type: form.YesNo, Required: true}, {Key: "cost", Label: said("费用"), Type: form.Money}},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}},
		Tasks:      []form.Task{{Step: "book", Name: said("入账"), Row: form.Row{Round: 1, Mode: models.Any, Of: []string{"any@finance"}}}},
		Register:   &form.Register{Name: said("来访登记"), Columns: []string{"guest", "host", "meal", "cost"}}}
	change(&d)
	h.adopts(d)
}

func TestApprovalForm_TheRegisterOfAnOwnFormShowsEachWhatHeOrSheMayRead(t *testing.T) {
	h := newHouse(t)
	h.visits(func(*form.Definition) {})
	visit := func(guest, cost string) api.DraftView {
		d := h.filed("visit", map[string]string{"guest": guest, "host": string(h.people["zhang"]), "meal": "true", "cost": cost})
		return d
	}
	first, second := visit("=宏达织造", "1280.5"), visit("海关", "")
	register := func(who, more string) (p api.RegisterPage) {
		h.get(who, "/api/v1/registers/form-visit?month=2026-11"+more).ok(200, &p)
		return p
	}
	require.Empty(t, register("lin", "").Rows, "nothing is approved yet")
	h.act("mei", first.ID, models.Sign, "").ok(200, nil)
	h.act("mei", second.ID, models.Sign, "").ok(200, nil)

	p := register("lin", "")
	require.Equal(t, "来访登记", p.Name)
	var labels []string
	for _, c := range p.Columns {
		labels = append(labels, c.Label)
	}
	require.Equal(t, []string{"登记时间", "编号", "申请人", "来客", "接待人", "用餐", "费用", "登记人", "状态"}, labels)
	require.Len(t, p.Rows, 2)
	i := slices.IndexFunc(p.Rows, func(r api.RegisterRow) bool { return r.Case == first.ID })
	require.Equal(t, []string{"员工lin", "=宏达织造", "员工zhang", "是", "1280.50", "员工mei", "已生效"}, p.Rows[i].Cells[2:])
	require.Equal(t, "1280.5", p.Totals[0].Sums[6])
	require.Len(t, register("lin", "&q=%E6%B5%B7%E5%85%B3").Rows, 1, "a word finds its rows")
	require.Empty(t, register("lin", "&q=none").Rows)

	require.Len(t, register("mei", "").Rows, 2, "who signed")
	require.Empty(t, register("ma", "").Rows, "who has nothing to do with it finds nothing")
	h.get("ma", "/api/v1/registers/form-none").refused(404, "not-found", "")
	h.get("ma", "/api/v1/registers/form-purchase").refused(404, "not-found", "")

	var offered struct{ Rows []api.RegisterName }
	h.get("lin", "/api/v1/registers").ok(200, &offered)
	require.Contains(t, offered.Rows, api.RegisterName{Register: "form-visit", Name: "来访登记", About: "来访须登记"})
	require.True(t, slices.ContainsFunc(offered.Rows, func(r api.RegisterName) bool { return r.Name == "用印登记" }))

	file := h.get("mei", "/api/v1/registers/form-visit/export?month=2026-11").ok(200, nil)
	book, err := excelize.OpenReader(bytes.NewReader(file.Body.Bytes()))
	require.NoError(t, err)
	rows, err := book.GetRows("Sheet1")
	require.NoError(t, err)
	require.Len(t, rows, 3)
	require.Contains(t, h.get("mei", "/api/v1/registers/form-visit/export?month=2026-11&format=csv&q=1280").ok(200, nil).Body.String(), "'=宏达织造")

	h.exec(`update cases set state = 'revoked' where id = $1`, first.ID)
	require.Equal(t, "已作废", register("lin", "&q=1280").Rows[0].Cells[8], "what was revoked stays in the register")
	require.Empty(t, func() []api.RegisterRow {
		var p api.RegisterPage
		h.get("lin", "/api/v1/registers/form-visit?month=2026-10").ok(200, &p)
		return p.Rows
	}())

	h.visits(func(d *form.Definition) { d.Version, d.Register.Step = 1, "book" })
	require.Empty(t, register("lin", "").Rows, "it is entered with the task that the newest version names")
}

func TestApprovalForm_ARegisterThatGoesByDaysListsByThemAndNotByTheDayOfRegistration(t *testing.T) {
	h := newHouse(t)
	stay := func(from, until string) models.CaseID {
		d := h.filed("stay", map[string]string{"from_on": from, "until_on": until})
		h.act("mei", d.ID, models.Sign, "").ok(200, nil)
		return d.ID
	}
	said := func(zh string) form.Text { return form.Text{Zh: zh, En: "Stay"} }
	d := form.Definition{Code: "stay", Series: "LF", Name: said("住宿"), Clause: said("住宿须登记"),
		Fields:     []form.Field{{Key: "from_on", Label: said("入住"), Type: form.Date, Required: true}, {Key: "until_on", Label: said("离店"), Type: form.Date, Required: true}},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}},
		Register:   &form.Register{Name: said("住宿登记"), By: &form.Between{From: "from_on", Until: "until_on"}, Columns: []string{"from_on", "until_on"}}}
	h.adopts(d)
	inside, across := stay("2026-12-10", "2026-12-15"), stay("2026-12-31", "2027-01-01")
	month := func(month string) (cases []models.CaseID, note string) {
		var p api.RegisterPage
		h.get("lin", "/api/v1/registers/form-stay?month="+month).ok(200, &p)
		for _, r := range p.Rows {
			cases = append(cases, r.Case)
		}
		file := h.get("lin", "/api/v1/registers/form-stay/export?format=csv&month="+month).ok(200, nil).Body.String()
		require.Equal(t, len(p.Rows)+1, strings.Count(file, "\n"), "the file has the same")
		return cases, p.Note
	}
	cases, note := month("2026-12")
	require.ElementsMatch(t, []models.CaseID{inside, across}, cases, "registered in November")
	require.Contains(t, note, "“入住”至“离店”")
	cases, _ = month("2026-11")
	require.Empty(t, cases)
	cases, _ = month("2027-01")
	require.Equal(t, []models.CaseID{across}, cases, "what spans months stands in each")

	d.Version, d.Register.By = 1, nil
	h.adopts(d)
	cases, note = month("2026-11")
	require.Len(t, cases, 2, "by the day of registration where nothing is said")
	require.Empty(t, note)
}

func TestApprovalFields_WhatAVersionKeepsFromSomebodyStandsInNoRegister(t *testing.T) {
	h := newHouse(t)
	h.visits(func(d *form.Definition) {
		d.Fields[3].Rights = map[models.Step]form.Right{"book": form.Hidden}
		d.Register.Columns = []string{"guest"}
	})
	d := h.filed("visit", map[string]string{"guest": "海关", "host": string(h.people["zhang"]), "meal": "false", "cost": "77"})
	h.act("mei", d.ID, models.Sign, "").ok(200, nil)
	h.visits(func(d *form.Definition) { d.Version = 1 }) // the next one shows costs
	var p api.RegisterPage
	h.get("lin", "/api/v1/registers/form-visit?month=2026-11").ok(200, &p)
	require.Len(t, p.Rows, 1)
	require.Empty(t, p.Rows[0].Cells[6], "under its own version it is kept")

	for at, change := range map[string]func(*form.Definition){
		"register.columns[0]": func(d *form.Definition) { d.Register.Columns = []string{"nothing"} },
		"register.columns[1]": func(d *form.Definition) { d.Register.Columns = []string{"seal", "seal"} },
		"register.columns":    func(d *form.Definition) { d.Register.Columns = nil },
		"register.step":       func(d *form.Definition) { d.Register.Step = "copy" },
		"register":            func(d *form.Definition) { d.Level = models.TopSecret },
		"register.name":       func(d *form.Definition) { d.Register.Name.En = "" },
	} {
		d := form.Shipped[1]
		r := *d.Register
		d.Register = &r
		change(&d)
		require.Len(t, d.Check(), 1, at)
		require.Equal(t, at, d.Check()[0].At)
	}
	spoilt := form.Shipped[0]
	by := *spoilt.Register
	by.By, spoilt.Register = &form.Between{From: "from_on", Until: "kind"}, &by
	require.Equal(t, "register.by.until", spoilt.Check()[0].At, "it goes by dates that are required")
	hidden := form.Shipped[0]
	r := *hidden.Register
	r.Columns = []string{"reason"}
	hidden.Register = &r
	require.Equal(t, "form-register-column", hidden.Check()[0].Key, "the reason of leave is kept from who registers it")
}
