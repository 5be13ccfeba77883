package samplerequest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/workflows/playtest"
)

const (
	hour = time.Hour
	day  = 24 * time.Hour
)

type moves = []playtest.Move

var (
	request   = playtest.Request
	counted   = playtest.Counted
	shown     = playtest.Shown
	scanned   = playtest.Scanned
	headSigns = playtest.HeadSigns
	gmSigns   = playtest.GMSigns
	handsOver = playtest.HandsOver
	takes     = playtest.Takes
	letsOut   = playtest.LetsOut
)

// uncounted leaves the second line without a number.
func uncounted(form func(first, second int) func(*playtest.Play, models.CaseID) any) func(*playtest.Play, models.CaseID) any {
	return func(p *playtest.Play, id models.CaseID) any {
		f := form(2, 3)(p, id).(activities.Counted)
		f.Lines[1].Pieces = nil
		return f
	}
}

func TestSampleRequest(t *testing.T) {
	for name, play := range map[string]struct {
		paid, idle bool
		moves      moves
	}{
		"sample.two-signatures the form takes effect when the head and then the general manager have signed": {moves: moves{
			{After: hour, Who: "chenli", Verb: models.Sign, Want: "approval.post"}, // not the general manager's turn yet
			headSigns, gmSigns, handsOver, takes, letsOut,
		}},
		"sample.draw production hands over only what was signed, to the form that was shown": {moves: moves{
			headSigns,
			{After: hour, Who: "mayongfu", Verb: models.HandOver, Data: shown(2, 3), Want: "no-such-case"}, // not in force
			gmSigns,
			{After: hour, Who: "mayongfu", Verb: models.HandOver, Data: activities.Counted{Form: "MILL-QY-2026-99999", Lines: counted(2, 3)}, Want: "form-not-shown"},
			{After: hour, Who: "mayongfu", Verb: models.HandOver, Data: shown(3, 3), Want: "more-than-signed"},
			{After: hour, Who: "mayongfu", Verb: models.HandOver, Data: shown(0, 0), Want: "nothing-given"},
			{After: hour, Who: "linxiaowen", Verb: models.HandOver, Data: shown(2, 3), Want: "approval.post"}, // not of the workshop
			handsOver, takes, letsOut,
		}},
		"sample.ledger only the handler who applied signs the workshop's ledger": {moves: moves{
			headSigns, gmSigns, handsOver,
			{After: hour, Who: "zhoujianguo", Verb: models.Take, Data: activities.Counted{Lines: counted(2, 3)}, Want: "approval.post"},
			{After: hour, Who: "linxiaowen", Verb: models.Take, Data: activities.Counted{Lines: counted(2, 3)[:1]}, Want: "count-missing"},
			{After: hour, Who: "linxiaowen", Verb: models.Take, Data: activities.Counted{Lines: counted(0, 0)}, Want: "nothing-taken"},
			takes, letsOut,
		}},
		"sample.draw what nobody has counted is no zero: not handed over, not taken and not let out": {moves: moves{
			headSigns, gmSigns,
			{After: hour, Who: "mayongfu", Verb: models.HandOver, Data: uncounted(shown), Want: "count-missing"},
			handsOver,
			{After: hour, Who: "linxiaowen", Verb: models.Take, Data: activities.Counted{Lines: []activities.CountedLine{{Line: 1}, {Line: 2}}}, Want: "count-missing"},
			takes,
			{After: hour, Who: "zhaotiezhu", Verb: models.Release, Data: uncounted(scanned), Want: "count-missing"},
			letsOut,
		}},
		"sample.gate the guard lets the goods out once, when they are what the ledger says": {moves: moves{
			headSigns, gmSigns, handsOver,
			{After: hour, Who: "zhaotiezhu", Verb: models.Release, Data: scanned(2, 3), Want: "no-such-case"}, // the ledger is not signed
			takes,
			{After: hour, Who: "zhaotiezhu", Verb: models.Release, Data: activities.Counted{Token: "guessed", Lines: counted(2, 3)}, Want: "pass-not-shown"},
			{After: hour, Who: "zhaotiezhu", Verb: models.Release, Data: scanned(2, 2), Want: "goods-differ"},
			{After: hour, Who: "chenli", Verb: models.Release, Data: scanned(2, 3), Want: "approval.post"}, // not even the general manager
			letsOut,
		}},
		"sample.gate a pass that has expired lets nothing out": {moves: moves{
			headSigns, gmSigns, handsOver, takes,
			{After: 73 * hour, Who: "zhaotiezhu", Verb: models.Release, Data: scanned(2, 3), Want: "pass-expired"},
		}},
		"sample.gate the workshop gives an expired pass its time again": {moves: moves{
			headSigns, gmSigns, handsOver, takes,
			{After: 73 * hour, Who: "zhaotiezhu", Verb: models.Release, Data: scanned(2, 3), Want: "pass-expired"},
			{After: hour, Who: "zhaotiezhu", Verb: models.Renew, Want: "sample.gate"},
			{After: hour, Who: "mayongfu", Verb: models.Renew},
			letsOut,
		}},
		"sample.from-warehouse what stopped being made before the second signature goes back to the workshop too": {moves: moves{
			headSigns, playtest.Then(func(p *playtest.Play) { p.Exec(`update varieties set in_production = false`) }), gmSigns,
			{After: hour, Who: "wuqian", Verb: models.ReturnToWorkshop},
			{After: hour, Who: "fengyulan", Verb: models.RegisterStock},
			handsOver, takes, letsOut,
		}},
		"sample.paid-by-default what is not free is sold at the normal price first": {paid: true, moves: moves{
			{After: hour, Who: "mayongfu", Verb: models.HandOver, Data: shown(2, 3), Want: "no-such-case"},
			{After: hour, Who: "zhengjie", Verb: models.Collect, Data: activities.Collection{}, Want: "voucher-missing"},
			{After: hour, Who: "linxiaowen", Verb: models.Collect, Data: activities.Collection{Voucher: "S-1"}, Want: "approval.post"},
			{After: hour, Who: "zhengjie", Verb: models.Collect, Data: activities.Collection{Voucher: "S-1"}, State: models.Effective},
			handsOver, takes, letsOut,
		}},
		"sample.from-warehouse what is not being made goes back to the workshop and is registered first": {idle: true, moves: moves{
			headSigns, gmSigns,
			{After: hour, Who: "mayongfu", Verb: models.HandOver, Data: shown(2, 3), Want: "no-such-case"},
			{After: hour, Who: "fengyulan", Verb: models.RegisterStock, Want: "no-such-case"},
			{After: hour, Who: "wuqian", Verb: models.ReturnToWorkshop},
			{After: hour, Who: "fengyulan", Verb: models.RegisterStock},
			handsOver, takes, letsOut,
		}},
		"approval.reason nobody refuses without a reason, and a refusal ends the case": {moves: moves{
			{After: hour, Who: "zhoujianguo", Verb: models.RefuseIt, Want: "approval.reason"},
			{After: hour, Who: "zhoujianguo", Verb: models.RefuseIt, Comment: "客户信用不足", State: models.Refused},
		}},
		"approval.withdraw the applicant withdraws until the form is in force": {moves: moves{
			headSigns,
			{After: hour, Who: "zhoujianguo", Verb: models.Withdraw, Want: "approval.withdraw"},
			{After: hour, Who: "linxiaowen", Verb: models.Withdraw, State: models.Withdrawn},
		}},
		"approval.withdraw not any more when it is in force": {moves: moves{
			headSigns, gmSigns,
			{After: hour, Who: "linxiaowen", Verb: models.Withdraw, Want: "approval.withdraw"},
			handsOver, takes, letsOut,
		}},
		"approval.digest nobody signs what has changed since it was shown": {moves: moves{
			{After: hour, Who: "zhoujianguo", Verb: models.Sign, Stale: true, Want: "approval.digest"},
			headSigns, gmSigns, handsOver, takes, letsOut,
		}},
		"approval.record the same act gets the same receipt": {moves: moves{
			headSigns,
			{Who: "zhoujianguo", Verb: models.Sign, Again: true},
			gmSigns, handsOver, takes,
			{Who: "linxiaowen", Verb: models.Take, Again: true},
			letsOut,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := playtest.New(t)
			id := p.Draft("linxiaowen", request(p, !play.paid, !play.idle))
			last := play.moves[len(play.moves)-1]
			if last.Want != "" {
				p.RunOpen(id, "linxiaowen", play.moves...)
				return
			}
			p.Run(id, "linxiaowen", play.moves...)
			require.Equal(t, 0, playtest.One[int](p, `select count(*) from tasks where state in ('open', 'ahead')`))
		})
	}
}

func TestProxyLimit(t *testing.T) {
	t.Run("approval.proxy a proxy's limit is about what a sample is worth, free or not", func(t *testing.T) {
		p := playtest.New(t)
		give := func(limit models.Cents) {
			p.Exec(`delete from proxies`)
			p.Exec(`insert into proxies (id, principal_id, agent_id, from_at, until_at, limit_cents, given_by, given_at)
				values (gen_random_uuid(), @principal, @agent, '2020-01-01', '2030-01-01', @limit, @principal, '2020-01-01')`,
				map[string]any{"principal": p.Person("zhoujianguo"), "agent": p.Person("sunzhiqiang"), "limit": limit})
		}
		id := p.Draft("linxiaowen", request(p, true, true))
		p.RunOpen(id, "linxiaowen",
			playtest.Then(func(*playtest.Play) { give(1) }),
			playtest.Move{After: hour, Who: "sunzhiqiang", Verb: models.Sign, Want: "approval.proxy"},
			playtest.Then(func(p *playtest.Play) {
				give(playtest.One[models.Cents](p, `select amount from cases where id = ?`, id))
			}),
			playtest.Move{After: hour, Who: "sunzhiqiang", Verb: models.Sign, State: models.Running})
		require.Equal(t, models.Cents(9069), playtest.One[models.Cents](p, `select amount from cases where id = ?`, id))
	})
}

func TestSendBack(t *testing.T) {
	t.Run("sample.paid-by-default what is mended to be paid for is sold before it is handed over, and nobody signs it", func(t *testing.T) {
		p := playtest.New(t)
		p.Run(p.Draft("linxiaowen", request(p, true, true)), "linxiaowen",
			headSigns,
			playtest.Move{After: hour, Who: "chenli", Verb: models.SendBack, Comment: "客户应付款", State: models.Returned},
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Resubmit, Edit: request(p, false, true), State: models.Running},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Sign, Want: "approval.post"}, // no signature is asked for any more
			playtest.Move{After: hour, Who: "mayongfu", Verb: models.HandOver, Data: shown(2, 3), Want: "no-such-case"},
			playtest.Move{After: hour, Who: "zhengjie", Verb: models.Collect, Data: activities.Collection{Voucher: "S-1"}, State: models.Effective},
			handsOver, takes, letsOut,
		)
		require.Equal(t, 4, playtest.One[int](p, `select count(*) from entries`), "receipt and sale of both lines")
	})
	t.Run("approval.send-back what was mended is signed again by all, what was not keeps its signatures", func(t *testing.T) {
		p := playtest.New(t)
		doc := request(p, true, true)
		mended := request(p, true, true)
		mended.Purpose = "打样确认（第二次）"
		p.Run(p.Draft("linxiaowen", doc), "linxiaowen",
			headSigns,
			playtest.Move{After: hour, Who: "chenli", Verb: models.SendBack, Comment: "请核对用途", State: models.Returned},
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Resubmit, State: models.Running}, // as it was: the head's signature stands
			playtest.Move{After: hour, Who: "chenli", Verb: models.SendBack, Comment: "用途要写清楚", State: models.Returned},
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Resubmit, Edit: mended, State: models.Running},
			playtest.Move{After: hour, Who: "chenli", Verb: models.Sign, Want: "approval.post"}, // the head's signature fell
			headSigns, gmSigns, handsOver, takes, letsOut,
		)
		require.Equal(t, 2, playtest.One[int](p, `select count(*) from signatures where fell_at is null and decision = 'sign'`))
		require.Positive(t, playtest.One[int](p, `select count(*) from signatures where fell_at is not null`))
	})
}

func TestDeadline(t *testing.T) {
	t.Run("approval.deadline what is overdue goes to the superior as well, and nothing approves itself", func(t *testing.T) {
		p := playtest.New(t)
		id := p.Draft("linxiaowen", request(p, true, true))
		p.RunOpen(id, "linxiaowen",
			playtest.Move{After: day, Who: "linxiaowen", Verb: models.Comment, Comment: "请尽快", State: models.Running},
			playtest.Move{After: 9 * day, Who: "linxiaowen", Verb: models.Comment, Comment: "仍未签", State: models.Running},
			playtest.Move{After: hour, Who: "chenli", Verb: models.Sign, Want: "approval.post"},  // is needed for the second round
			playtest.Move{After: hour, Who: "gaoyuan", Verb: models.Sign, State: models.Running}, // for the head, as the superior above
		)
		require.Equal(t, "escalated", playtest.One[string](p, `select why from tasks where state = 'done'`))
		require.Equal(t, 0, playtest.One[int](p, `select count(*) from signatures where person_id <> ?`, p.Person("gaoyuan")))
	})
}

func TestRecords(t *testing.T) {
	t.Run("sample.weights sample.form approval.number approval.record the form in force has weights, a number, a pass and a sealed history", func(t *testing.T) {
		p := playtest.New(t)
		id := p.Draft("linxiaowen", request(p, true, true))
		p.Run(id, "linxiaowen", headSigns, gmSigns, handsOver, takes, letsOut)
		require.Equal(t, "MILL-QY-2026-00001", playtest.One[string](p, `select number from cases where id = ?`, id))
		require.Equal(t, 3800, playtest.One[int](p, `select grams from sample_lines where line = 1`))
		require.Equal(t, 360, playtest.One[int](p, `select grams from sample_lines where line = 2`))
		require.Equal(t, 3800, playtest.One[int](p, `select grams from sample_ledger where line = 1`))
		require.Equal(t, string(p.Person("linxiaowen")), playtest.One[string](p, `select taken_by from sample_ledger where line = 1`))
		require.Equal(t, string(p.Person("zhaotiezhu")), playtest.One[string](p, `select used_by from gate_passes`))
		p.RequireSealed(id)
	})
}
