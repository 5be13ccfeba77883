package matrixchange_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/policies"
	"countersign/workflows/playtest"
)

// withDeputy is the matrix in which the deputy general manager signs sample
// requests before the general manager.
func withDeputy() []models.MatrixRow {
	var rows []models.MatrixRow
	for _, r := range policies.DefaultMatrix() {
		if r.Kind == models.KindSampleRequest && r.Step == models.StepSignatures && r.Round == 2 {
			deputy := r
			deputy.Of = []string{"deputy_gm@company"}
			rows = append(rows, deputy)
			r.Round = 3
		}
		rows = append(rows, r)
	}
	return rows
}

func TestMatrixChange(t *testing.T) {
	t.Run("authority.matrix a change that two have signed holds from its day on, and not before", func(t *testing.T) {
		p := playtest.New(t)
		change := &models.MatrixChange{From: calendar.On(2026, 11, 10), Reason: "样品审批增加副总经理", Rows: withDeputy()}
		p.Run(p.Draft("tangyu", change), "tangyu",
			playtest.Move{After: time.Hour, Who: "gaoyuan", Verb: models.Sign, Want: "approval.post"}, // not first
			playtest.Move{After: time.Hour, Who: "jianglihua", Verb: models.Sign, State: models.Running},
			playtest.Move{After: time.Hour, Who: "gaoyuan", Verb: models.Sign, State: models.Effective})
		require.Equal(t, 1, playtest.One[int](p, `select version from matrices`))
	})
	t.Run("authority.matrix a mill's own matrix decides who signs", func(t *testing.T) {
		p := playtest.New(t)
		change := &models.MatrixChange{From: calendar.On(2026, 11, 3), Reason: "样品审批增加副总经理", Rows: withDeputy()}
		p.Run(p.Draft("xujing", change), "xujing",
			playtest.Move{After: time.Hour, Who: "xujing", Verb: models.Sign, Want: "approval.own-case"},
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.Sign, State: models.Running},   // stands in for the head, who applied
			playtest.Move{After: time.Hour, Who: "luojia", Verb: models.Sign, State: models.Effective}) // so that the deputy takes the second seat
		p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen", playtest.HeadSigns, playtest.GMSigns)
		p.At(playtest.Monday.AddDate(0, 0, 1))
		p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen", playtest.HeadSigns,
			playtest.Move{After: time.Hour, Who: "luojia", Verb: models.Sign, State: models.Running}, playtest.GMSigns)
	})
	t.Run("authority.matrix of two changes of one version the later is refused, so that nothing is lost", func(t *testing.T) {
		p := playtest.New(t)
		base := 0
		change := func(day int) *models.MatrixChange {
			return &models.MatrixChange{From: calendar.On(2026, 11, day), Reason: "样品审批增加副总经理", Rows: withDeputy(), Base: &base}
		}
		signs := func(who string, state models.State) playtest.Move {
			return playtest.Move{After: time.Hour, Who: who, Verb: models.Sign, State: state}
		}
		refused := signs("gaoyuan", "")
		refused.Want = "matrix-newer"
		meanwhile := playtest.Then(func(p *playtest.Play) {
			p.Exec(`insert into matrices (company_id, version, from_on, rows) select id, 1, '2026-11-10', '[]' from companies where code = 'HQ'`)
		})
		meanwhile.Who = "tangyu"
		late := p.Draft("tangyu", change(12))
		p.RunOpen(p.Draft("tangyu", change(10)), "tangyu", signs("jianglihua", models.Running),
			meanwhile, refused)
		p.RefuseSubmission(late, "tangyu", "matrix-newer")
		base = 1
		p.RefuseSubmission(p.Draft("tangyu", change(9)), "tangyu", "authority.matrix")
		p.RunOpen(p.Draft("tangyu", change(12)), "tangyu", signs("jianglihua", models.Running))
	})
	t.Run("authority.matrix a change that does not say from which version it was made follows the one that was there when it was submitted", func(t *testing.T) {
		p := playtest.New(t)
		change := &models.MatrixChange{From: calendar.On(2026, 11, 12), Reason: "样品审批增加副总经理", Rows: withDeputy()}
		meanwhile := playtest.Then(func(p *playtest.Play) {
			p.Exec(`insert into matrices (company_id, version, from_on, rows, at) select id, 1, '2026-11-10', '[]', '2026-11-02 12:00+08' from companies where code = 'HQ'`)
		})
		meanwhile.Who = "tangyu"
		p.RunOpen(p.Draft("tangyu", change), "tangyu", playtest.Move{After: time.Hour, Who: "jianglihua", Verb: models.Sign, State: models.Running},
			meanwhile, playtest.Move{After: time.Hour, Who: "gaoyuan", Verb: models.Sign, Want: "matrix-newer"})
		p.At(playtest.Monday.AddDate(0, 0, 1))
		p.Run(p.Draft("tangyu", change), "tangyu", playtest.Move{After: time.Hour, Who: "jianglihua", Verb: models.Sign},
			playtest.Move{After: time.Hour, Who: "gaoyuan", Verb: models.Sign, State: models.Effective})
	})
	t.Run("authority.matrix a change whose day has passed when it is signed holds from that day, not from before", func(t *testing.T) {
		p := playtest.New(t)
		p.Run(p.Draft("tangyu", &models.MatrixChange{From: calendar.On(2026, 11, 3), Reason: "样品审批增加副总经理", Rows: withDeputy()}), "tangyu",
			playtest.Move{After: time.Hour, Who: "jianglihua", Verb: models.Sign, State: models.Running},
			playtest.Move{After: 48 * time.Hour, Who: "gaoyuan", Verb: models.Sign, State: models.Effective})
		require.Equal(t, "2026-11-04", playtest.One[string](p, `select from_on::text from matrices`))
	})
	t.Run("authority.matrix a matrix with a fault is not submitted", func(t *testing.T) {
		p := playtest.New(t)
		rows := withDeputy()
		rows[1].Of = []string{"emperor@everywhere"}
		p.RefuseSubmission(p.Draft("xujing", &models.MatrixChange{From: calendar.On(2026, 11, 3), Reason: "试", Rows: rows}), "xujing", "authority.matrix")
	})
}
