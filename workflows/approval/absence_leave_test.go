package approval_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/form"
	"countersign/workflows/playtest"
)

func leave(from, until string) *models.FilledForm {
	return &models.FilledForm{Form: "leave", Values: map[string]string{"kind": "annual", "from_on": from, "until_on": until, "reason": "探亲"}}
}

func TestAbsenceOfLeave(t *testing.T) {
	t.Run("approval.absence approved leave is entered by itself, and not twice", func(t *testing.T) {
		p := playtest.New(t)
		p.RunOpen(p.Draft("linxiaowen", leave("2026-11-09", "2026-11-10")), "linxiaowen", signs("zhoujianguo", models.Effective))
		require.Equal(t, "2026-11-09/2026-11-10", playtest.One[string](p, `select from_on || '/' || until_on from absences where person_id = ? and case_id is not null`, p.Person("linxiaowen")))
		p.RefuseSubmission(p.Draft("linxiaowen", leave("2026-11-10", "2026-11-12")), "linxiaowen", "approval.form")
		p.RefuseSubmission(p.Draft("linxiaowen", leave("2026-11-16", "2026-11-12")), "linxiaowen", "approval.form")
	})
	t.Run("approval.absence days entered by hand while the form runs are the leave's: it comes into force, and nothing doubles or is lost", func(t *testing.T) {
		for says, of := range map[string]struct {
			entered [][2]int
			back    int // the day on which the first of them is ended
			stand   []string
		}{
			"the same days":        {[][2]int{{9, 11}}, 0, []string{"09-11 case"}},
			"some of them":         {[][2]int{{9, 9}, {11, 11}}, 0, []string{"09-11 case"}},
			"days before as well":  {[][2]int{{5, 10}}, 0, []string{"05-08 visit", "09-11 case"}},
			"days after as well":   {[][2]int{{11, 13}}, 0, []string{"09-11 case", "12-13 visit"}},
			"both":                 {[][2]int{{5, 20}}, 0, []string{"05-08 visit", "09-11 case", "12-20 visit"}},
			"until an earlier day": {[][2]int{{5, 20}}, 14, []string{"05-08 visit", "09-11 case", "12-13 visit"}},
			"other days":           {[][2]int{{5, 8}, {12, 12}}, 0, []string{"05-08 visit", "09-11 case", "12-12 visit"}},
		} {
			t.Run(says, func(t *testing.T) {
				p := playtest.New(t)
				who := p.Person("linxiaowen")
				p.RunOpen(p.Draft("linxiaowen", leave("2026-11-09", "2026-11-11")), "linxiaowen",
					playtest.Then(func(p *playtest.Play) {
						for _, days := range of.entered {
							id, err := p.Desk.EnterAbsence(context.Background(), who, models.Absence{Person: who, From: november(days[0]), Until: november(days[1]), Note: "visit"})
							require.NoError(t, err)
							if of.back > 0 {
								require.NoError(t, p.Desk.EndAbsence(context.Background(), who, id, november(of.back)))
							}
						}
					}),
					signs("zhoujianguo", models.Effective))
				require.Equal(t, strings.Join(of.stand, ", "), playtest.One[string](p, `select string_agg(to_char(from_on, 'DD') || '-' || to_char(back_on - 1, 'DD') || ' ' ||
					case when case_id is null then note else 'case' end, ', ' order by from_on) from absences where person_id = ? and from_on < back_on`, who))
				require.Equal(t, len(of.stand)-1, playtest.One[int](p, `select count(*) from absences where person_id = ? and entered_by = ? and from_on < back_on`, who, who), "who entered the rest had entered it")
			})
		}
	})
	t.Run("approval.absence leave may be applied for that was entered already, and what is mended is handed in again", func(t *testing.T) {
		p := playtest.New(t)
		away(p, "linxiaowen", 9, 10)
		p.RunOpen(p.Draft("linxiaowen", leave("2026-11-09", "2026-11-10")), "linxiaowen",
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.SendBack, Comment: "请核对", State: models.Returned},
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Resubmit, State: models.Running},
			signs("zhoujianguo", models.Effective))
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from absences where from_on < back_on and case_id is not null`))
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from absences where from_on < back_on`))
	})
	t.Run("approval.absence a form may say so, and a company's own is checked when it is loaded", func(t *testing.T) {
		for says, spoil := range map[string]func(*form.Effect){
			"another effect": func(e *form.Effect) { e.Kind = "holiday" },
			"no such field":  func(e *form.Effect) { e.From = "begin" },
			"not a date":     func(e *form.Effect) { e.Until = "reason" },
		} {
			d := form.Shipped[0]
			require.Equal(t, "leave", d.Code)
			require.Empty(t, d.Check())
			wrong := *d.Effect
			spoil(&wrong)
			d.Effect = &wrong
			require.NotEmpty(t, d.Check(), says)
		}
	})
	t.Run("approval.absence nobody is away twice on a day, also when the code is wrong", func(t *testing.T) {
		p := playtest.New(t)
		away(p, "linxiaowen", 5, 9)
		who := p.Person("linxiaowen")
		for _, days := range [][2]int{{5, 9}, {4, 5}, {9, 12}, {6, 7}, {3, 20}} {
			_, err := p.Desk.EnterAbsence(context.Background(), who, models.Absence{Person: who, From: november(days[0]), Until: november(days[1])})
			require.True(t, models.IsKind(err, models.Conflict), "%v %v", days, err)
		}
		away(p, "linxiaowen", 3, 4)
		away(p, "linxiaowen", 10, 10)
	})
	t.Run("approval.absence what was taken back before it began is in nobody's way", func(t *testing.T) {
		p := playtest.New(t)
		away(p, "linxiaowen", 5, 9)
		id := playtest.One[models.AbsenceID](p, `select id from absences`)
		require.NoError(t, p.Desk.EndAbsence(context.Background(), p.Person("linxiaowen"), id, calendar.Date{}))
		p.RunOpen(p.Draft("linxiaowen", leave("2026-11-04", "2026-11-06")), "linxiaowen", signs("zhoujianguo", models.Effective))
		away(p, "linxiaowen", 7, 9)
		require.Equal(t, "2026-11-04/2026-11-06", playtest.One[string](p, `select from_on || '/' || until_on from absences where case_id is not null`))
	})
	t.Run("approval.absence who comes back early is back at once", func(t *testing.T) {
		p := playtest.New(t)
		request(p,
			then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 20) }), looks(time.Minute), looks(day),
			then(func(p *playtest.Play) {
				id := playtest.One[models.AbsenceID](p, `select id from absences`)
				require.True(t, models.IsKind(p.Desk.EndAbsence(context.Background(), p.Person("hemin"), id, calendar.Date{}), models.Missing))
				require.NoError(t, p.Desk.EndAbsence(context.Background(), p.Person("longxiaofeng"), id, calendar.Date{}))
			}), looks(time.Minute), signs("zhoujianguo", models.Running))
	})
}

func TestAbsenceAndProxies(t *testing.T) {
	t.Run("approval.proxy top secret matter is signed in person and by no proxy", func(t *testing.T) {
		p := playtest.New(t)
		d := form.Shipped[1]
		d.Code, d.Series, d.Level, d.Register = "secret_use", "MM", models.TopSecret, nil
		_, err := p.Adopt(d)
		require.NoError(t, err)
		given(p, "zhoujianguo", "wangfang")
		id := p.Draft("linxiaowen", &models.FilledForm{Form: "secret_use", Values: map[string]string{"seal": "contract", "document": "合同", "copies": "1",
			"recipient": "甲方", "amount": "10", "reason": "签订"}})
		p.RunOpen(id, "linxiaowen",
			playtest.Move{After: hour, Who: "wangfang", Verb: models.Sign, Want: "policy-top-secret"},
			then(func(p *playtest.Play) { away(p, "zhoujianguo", 2, 3) }), looks(time.Minute),
			playtest.Move{After: hour, Who: "wangfang", Verb: models.Sign, Want: "policy-top-secret"},
			signs("hemin", models.Effective))
	})
}
