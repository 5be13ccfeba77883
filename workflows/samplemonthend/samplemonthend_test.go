package samplemonthend_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/policies"
	"countersign/workflows/playtest"
)

var (
	month   = &models.SampleMonthEnd{Month: "2026-11"}
	totals  = playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Total}
	reports = playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Report, State: models.Effective}
	books   = playtest.Move{After: time.Hour, Who: "zhengjie", Verb: models.Book, Data: activities.Collection{Voucher: "N-11"}}
)

// drawn plays a sample request in which the workshop gave out 2 and 3 pieces and
// the taker signed for what taken says.
func drawn(p *playtest.Play, first, second int) models.CaseID {
	id := p.Draft("linxiaowen", playtest.Request(p, true, true))
	takes, letsOut := playtest.Takes, playtest.LetsOut
	takes.Data = activities.Counted{Lines: playtest.Counted(first, second)}
	letsOut.Data = playtest.Scanned(first, second)
	p.Run(id, "linxiaowen", playtest.HeadSigns, playtest.GMSigns, playtest.HandsOver, takes, letsOut)
	return id
}

// explained explains every line that differs.
func explained(p *playtest.Play, id models.CaseID) any {
	ref := playtest.One[string](p, `select ref from month_end_lines where case_id = ? and drawn <> ledger`, id)
	return activities.Explanations{Lines: []activities.Explanation{{Ref: ref, Why: "一个小纱在车间损坏，已补记"}}}
}

// twoSign is the matrix in which the general manager signs a month's differences too.
func twoSign(t *testing.T) string {
	var rows []models.MatrixRow
	for _, r := range policies.DefaultMatrix() {
		rows = append(rows, r)
		if r.Kind == models.KindSampleMonthEnd && r.Step == models.StepSignatures {
			r.Round, r.Of = 2, []string{"gm@company"}
			rows = append(rows, r)
		}
	}
	text, err := json.Marshal(rows)
	require.NoError(t, err)
	return string(text)
}

func TestSampleMonthEnd(t *testing.T) {
	t.Run("sample.month-end what agrees is reported, and finance makes stock-out and sale", func(t *testing.T) {
		p := playtest.New(t)
		drawn(p, 2, 3)
		p.Run(p.Draft("wuqian", month), "wuqian",
			playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Total, Want: "approval.post"},
			totals, reports, books)
		require.Equal(t, 2, playtest.One[int](p, `select count(*) from entries where kind = 'stock_out'`))
		require.Equal(t, 2, playtest.One[int](p, `select count(*) from entries where kind = 'sale'`))
		require.Equal(t, 4160, playtest.One[int](p, `select sum(grams) from entries where kind = 'stock_out'`))
		require.Positive(t, playtest.One[int](p, `select sum(cents) from entries where kind = 'sale'`))
	})
	t.Run("sample.month-end a difference blocks the report until it is explained and signed", func(t *testing.T) {
		p := playtest.New(t)
		drawn(p, 2, 2)
		p.Run(p.Draft("wuqian", month), "wuqian", totals,
			playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Report, Want: "no-such-case"}, // there is no such task yet
			playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Explain, Data: activities.Explanations{}, Want: "difference-unexplained"},
			playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Explain, Data: activities.Explanations{Lines: []activities.Explanation{{Ref: "1", Why: strings.Repeat("长", 501)}}}, Want: "explanation-long"},
			playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Explain, Data: explained},
			playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Sign, Want: "approval.own-case"},
			playtest.Move{After: time.Hour, Who: "sunzhiqiang", Verb: models.Sign},
			reports, books)
		require.Equal(t, 3, playtest.One[int](p, `select drawn from month_end_lines where drawn <> ledger`))
		require.Equal(t, 2, playtest.One[int](p, `select ledger from month_end_lines where drawn <> ledger`))
		require.Equal(t, 4160, playtest.One[int](p, `select sum(grams) from entries where kind = 'stock_out'`), "all that was drawn")
		require.Equal(t, 4040, playtest.One[int](p, `select sum(grams) from entries where kind = 'sale'`), "what was taken")
		require.Equal(t, 4, playtest.One[int](p, `select count(*) from entries e join cases c on c.id = e.of_case where c.kind = 'sample_request'`), "an entry knows its sample")
		require.Equal(t, 360, playtest.One[int](p, `select grams from entries where kind = 'stock_out' and line = 1`), "numbered as the list is: what differs is first")
	})
	t.Run("sample.month-end what was revoked before it left is neither booked nor sold, and what the month has counted is not revoked", func(t *testing.T) {
		p := playtest.New(t)
		revoke := func(id models.CaseID) models.CaseID {
			return p.Draft("linxiaowen", &models.Revocation{Subject: id, Reason: "客户取消订单"})
		}
		given := func() models.CaseID {
			id := p.Draft("linxiaowen", playtest.Request(p, true, true))
			p.RunOpen(id, "linxiaowen", playtest.HeadSigns, playtest.GMSigns, playtest.HandsOver, playtest.Takes)
			return id
		}
		p.Run(revoke(given()), "linxiaowen", playtest.HeadSigns, playtest.GMSigns)
		counted, left := given(), drawn(p, 2, 3)
		monthEnd := p.Draft("wuqian", month)
		p.RunOpen(monthEnd, "wuqian", totals)
		require.Equal(t, 4, playtest.One[int](p, `select count(*) from month_end_lines where of_case in (?, ?)`, counted, left))
		require.Equal(t, 4, playtest.One[int](p, `select count(*) from month_end_lines`))
		p.RefuseSubmission(revoke(counted), "linxiaowen", "approval.revoke")
	})
	t.Run("sample.month-end an explanation that is sent back is written again", func(t *testing.T) {
		p := playtest.New(t)
		drawn(p, 2, 2)
		p.Run(p.Draft("wuqian", month), "wuqian", totals,
			playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Explain, Data: explained},
			playtest.Move{After: time.Hour, Who: "sunzhiqiang", Verb: models.SendBack, Comment: "写明责任人", State: models.Returned},
			playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Resubmit, Data: explained, State: models.Running},
			playtest.Move{After: time.Hour, Who: "sunzhiqiang", Verb: models.Sign},
			reports, books)
	})
	t.Run("sample.month-end a month that was withdrawn is given back with all that was drawn in it", func(t *testing.T) {
		p := playtest.New(t)
		drawn(p, 2, 3)
		p.Run(p.Draft("wuqian", month), "wuqian", totals, playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Withdraw, State: models.Withdrawn})
		p.Run(p.Draft("wuqian", month), "wuqian", totals, reports, books)
		require.Equal(t, 2, playtest.One[int](p, `select count(*) from entries where kind = 'stock_out'`))
	})
	t.Run("approval.digest an explanation that was changed is signed again by all", func(t *testing.T) {
		p := playtest.New(t)
		p.Exec(`insert into matrices (company_id, version, from_on, rows) select id, 1, '2026-01-01', ? from companies where code = 'MILL'`, twoSign(t))
		drawn(p, 2, 2)
		p.RunOpen(p.Draft("wuqian", month), "wuqian", totals,
			playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Explain, Data: explained},
			playtest.Move{After: time.Hour, Who: "sunzhiqiang", Verb: models.Sign},
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.SendBack, Comment: "写明责任人", State: models.Returned},
			playtest.Move{After: time.Hour, Who: "wuqian", Verb: models.Resubmit, Data: func(p *playtest.Play, id models.CaseID) any {
				f := explained(p, id).(activities.Explanations)
				f.Lines[0].Why = "另有原因"
				return f
			}},
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.Sign, Want: "approval.post"},
			playtest.Move{After: time.Hour, Who: "sunzhiqiang", Verb: models.Sign},
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.Sign})
	})
	t.Run("sample.month-end a month is closed once, and what came too late is in the next", func(t *testing.T) {
		p := playtest.New(t)
		drawn(p, 2, 3)
		p.Run(p.Draft("wuqian", month), "wuqian", totals, reports, books)
		late := drawn(p, 2, 3)
		p.RefuseSubmission(p.Draft("wuqian", month), "wuqian", "month-taken")
		p.At(playtest.Monday.AddDate(0, 1, 0))
		p.Run(p.Draft("wuqian", &models.SampleMonthEnd{Month: "2026-12"}), "wuqian", totals, reports, books)
		require.Equal(t, 2, playtest.One[int](p, `select count(*) from month_end_lines where of_case = ?`, late))
		require.Equal(t, 4, playtest.One[int](p, `select count(*) from month_end_lines`))
	})
}
