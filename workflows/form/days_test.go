package form_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/workflows/playtest"
)

func leave(from, until, days string) *models.FilledForm {
	return &models.FilledForm{Form: "leave", Values: map[string]string{"kind": "annual", "from_on": from, "until_on": until, "days": days, "reason": "探亲"}}
}

func TestDays(t *testing.T) {
	t.Run("approval.form a month of leave is not half a day with only the head to sign", func(t *testing.T) {
		p := playtest.New(t)
		for _, days := range []string{"0.5", "22", "23.5", "31"} {
			p.RefuseSubmission(p.Draft("linxiaowen", leave("2026-12-01", "2026-12-31", days)), "linxiaowen", "approval.form")
		}
		head := headSigns
		head.State = models.Running
		p.RunOpen(p.Draft("linxiaowen", leave("2026-12-01", "2026-12-31", "22.5")), "linxiaowen", head, gmSigns)
	})
	t.Run("approval.form days left empty are counted by the company's calendar, which has its own holidays", func(t *testing.T) {
		p := playtest.New(t)
		p.Exec(`insert into calendar_days (company_id, day, kind, name, source) select id, '2026-12-03', 'holiday', '厂庆', '' from companies where code = 'MILL'`)
		id := p.Draft("linxiaowen", leave("2026-12-01", "2026-12-04", ""))
		require.Equal(t, "3", playtest.One[string](p, `select body -> 'values' ->> 'days' from drafts where case_id = ?`, id))
		head := headSigns
		head.State = models.Effective
		p.RunOpen(id, "linxiaowen", head)
		p.RefuseSubmission(p.Draft("linxiaowen", leave("2026-12-01", "2026-12-04", "4")), "linxiaowen", "approval.form")
	})
	t.Run("approval.form days of a weekend are none, and those of a year that the calendar does not know are not guessed", func(t *testing.T) {
		p := playtest.New(t)
		p.RefuseSubmission(p.Draft("linxiaowen", leave("2026-12-05", "2026-12-06", "1")), "linxiaowen", "approval.form")
		p.RefuseSubmission(p.Draft("linxiaowen", leave("2031-03-03", "2031-03-04", "2")), "linxiaowen", "approval.form")
		p.RefuseSubmission(p.Draft("linxiaowen", leave("2031-03-03", "2031-03-04", "")), "linxiaowen", "approval.form")
	})
	t.Run("approval.form a field that counts days is a number between two dates that are required, which nobody else fills", func(t *testing.T) {
		for says, spoil := range map[string]func(days, from *form.Field){
			"no such day":      func(days, _ *form.Field) { days.Days = &form.Between{From: "begin", Until: "until_on"} },
			"not a date":       func(days, _ *form.Field) { days.Days = &form.Between{From: "from_on", Until: "reason"} },
			"not a number":     func(days, _ *form.Field) { days.Type = form.Money },
			"not required":     func(_, from *form.Field) { from.Required = false },
			"a signer changes": func(_, from *form.Field) { from.Rights = map[models.Step]form.Right{"signatures": form.Writable} },
		} {
			d := form.Shipped[0]
			d.Effect, d.Fields = nil, append([]form.Field(nil), d.Fields...)
			require.Empty(t, d.Check())
			require.Equal(t, []string{"from_on", "days"}, []string{d.Fields[1].Key, d.Fields[3].Key})
			spoil(&d.Fields[3], &d.Fields[1])
			require.NotEmpty(t, d.Check(), says)
		}
	})
}
