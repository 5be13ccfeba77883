package revocation_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/form"
	"countersign/workflows/playtest"
)

const hour = time.Hour

func revoke(subject models.CaseID) *models.Revocation {
	return &models.Revocation{Subject: subject, Reason: "客户取消订单"}
}

func signs(who string, state models.State) playtest.Move {
	return playtest.Move{After: hour, Who: who, Verb: models.Sign, State: state}
}

// inForce brings a free sample request into force; the goods are still there.
func inForce(p *playtest.Play, more ...playtest.Move) models.CaseID {
	id := p.Draft("linxiaowen", playtest.Request(p, true, true))
	p.RunOpen(id, "linxiaowen", append([]playtest.Move{playtest.HeadSigns, playtest.GMSigns}, more...)...)
	return id
}

func state(p *playtest.Play, id models.CaseID) string {
	return playtest.One[string](p, `select state from cases where id = ?`, id)
}

func leave(from, until, days string) *models.FilledForm {
	return &models.FilledForm{Form: "leave", Values: map[string]string{"kind": "annual", "from_on": from, "until_on": until, "days": days, "reason": "探亲"}}
}

func TestRevocation(t *testing.T) {
	t.Run("approval.revoke before the goods left the request is void: nobody hands over, the pass lets nothing out, all are told", func(t *testing.T) {
		p := playtest.New(t)
		id := inForce(p)
		p.Run(p.Draft("linxiaowen", revoke(id)), "linxiaowen",
			playtest.Move{After: hour, Who: "chenli", Verb: models.Sign, Want: "approval.post"}, // the head first
			signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		require.Equal(t, "revoked", state(p, id))
		require.True(t, playtest.One[bool](p, `select void_at is not null and used_at is null from gate_passes where case_id = ?`, id))
		require.Zero(t, playtest.One[int](p, `select count(*) from tasks where case_id = ? and state in ('open', 'ahead')`, id))
		require.Equal(t, "approval.revoke", playtest.One[string](p, `select clause from events where case_id = ? order by seq desc limit 1`, id))
		p.RequireSealed(id)
		for _, who := range []string{"linxiaowen", "zhoujianguo", "chenli", "mayongfu"} {
			require.Equal(t, 1, playtest.One[int](p, `select count(*) from notices where case_id = ? and key = 'notice-revoked' and person_id = ?`, id, p.Person(who)), who)
		}
		found, err := p.DB.Misplaced(context.Background(), "", playtest.Monday.AddDate(0, 0, 5), 10)
		require.NoError(t, err)
		require.Contains(t, found, id, "its workflow has still to hear of it")
		done, err := p.Records.Look(context.Background(), activities.Glance{Case: id, At: playtest.Monday.AddDate(0, 0, 5)})
		require.NoError(t, err)
		require.Equal(t, activities.Revoked, done.Outcome)
		found, err = p.DB.Misplaced(context.Background(), "", playtest.Monday.AddDate(0, 0, 5), 10)
		require.NoError(t, err)
		require.Empty(t, found)
	})
	t.Run("approval.revoke a workflow that hears of it when it closes the case is not looked for any more", func(t *testing.T) {
		p := playtest.New(t)
		id := inForce(p)
		p.Run(p.Draft("linxiaowen", revoke(id)), "linxiaowen", signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		closed, err := p.Records.CloseCase(context.Background(), activities.Closing{Case: id})
		require.NoError(t, err)
		require.Equal(t, activities.Revoked, closed.Outcome)
		found, err := p.DB.Misplaced(context.Background(), "", playtest.Monday.AddDate(0, 0, 5), 10)
		require.NoError(t, err)
		require.Empty(t, found)
	})
	t.Run("sample.gate what has left the gate is not revoked", func(t *testing.T) {
		p := playtest.New(t)
		id := p.Draft("linxiaowen", playtest.Request(p, true, true))
		p.Run(id, "linxiaowen", playtest.HeadSigns, playtest.GMSigns, playtest.HandsOver, playtest.Takes, playtest.LetsOut)
		p.RefuseSubmission(p.Draft("linxiaowen", revoke(id)), "linxiaowen", "approval.revoke")
		require.Equal(t, "done", state(p, id))
	})
	t.Run("approval.revoke while a revocation is asked for the goods stay where they are, and go on when it is refused", func(t *testing.T) {
		p := playtest.New(t)
		held := playtest.HandsOver
		held.Want = "approval.revoke"
		id, asked := inForce(p), p.Draft("linxiaowen", revoke(p.Draft("linxiaowen", playtest.Request(p, true, true))))
		inForce(p, playtest.Then(func(p *playtest.Play) {
			p.Exec(`insert into revocations (case_id, subject_id, subject_digest, asked_by, state, at)
				select ?, c.id, c.digest, c.applicant_id, 'asked', now() from cases c where c.state = 'effective' and c.id <> ?`, asked, id)
		}), held, playtest.Then(func(p *playtest.Play) { p.Exec(`update revocations set state = 'refused'`) }), playtest.HandsOver)
	})
	t.Run("sample.gate nor what leaves while the signatures are collected: the last signature is refused", func(t *testing.T) {
		p := playtest.New(t)
		id := inForce(p, playtest.HandsOver, playtest.Takes)
		p.Run(p.Draft("linxiaowen", revoke(id)), "linxiaowen", signs("zhoujianguo", models.Running),
			playtest.Then(func(p *playtest.Play) {
				p.Exec(`update gate_passes set used_at = now(), used_by = ?, act_id = gen_random_uuid() where case_id = ?`, p.Person("zhaotiezhu"), id)
			}),
			playtest.Move{After: hour, Who: "chenli", Verb: models.Sign, Want: "sample.gate"},
			playtest.Move{After: hour, Who: "chenli", Verb: models.RefuseIt, Comment: "货已出门", State: models.Refused})
		require.Equal(t, "effective", state(p, id))
		require.Equal(t, "refused", playtest.One[string](p, `select state from revocations`))
	})
	t.Run("approval.revoke leave that is revoked ends the absence", func(t *testing.T) {
		p := playtest.New(t)
		id := p.Draft("linxiaowen", leave("2026-11-02", "2026-11-04", "3"))
		p.RunOpen(id, "linxiaowen", signs("zhoujianguo", models.Effective))
		p.Run(p.Draft("linxiaowen", revoke(id)), "linxiaowen", signs("zhoujianguo", models.Effective))
		require.Equal(t, "revoked", state(p, id))
		require.True(t, playtest.One[bool](p, `select back_on = '2026-11-02' from absences where case_id = ?`, id))
	})
	t.Run("approval.revoke at least those sign who signed the last round", func(t *testing.T) {
		p := playtest.New(t)
		id := p.Draft("linxiaowen", leave("2026-11-09", "2026-11-20", "10"))
		p.RunOpen(id, "linxiaowen", signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		p.Run(p.Draft("linxiaowen", revoke(id)), "linxiaowen", signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		require.Equal(t, "revoked", state(p, id))
	})
	t.Run("approval.revoke a case is revoked by one case at a time, and once", func(t *testing.T) {
		p := playtest.New(t)
		id := inForce(p)
		late := p.Draft("linxiaowen", revoke(id))
		p.Run(p.Draft("linxiaowen", revoke(id)), "linxiaowen",
			playtest.Then(func(p *playtest.Play) { p.RefuseSubmission(late, "linxiaowen", "approval.revoke") }),
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.RefuseIt, Comment: "照常发货", State: models.Refused})
		require.Equal(t, "effective", state(p, id))
		p.Run(late, "linxiaowen", signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		p.RefuseSubmission(p.Draft("linxiaowen", revoke(id)), "linxiaowen", "approval.revoke")
		err := p.DB.Write(context.Background(), tryTwice(p, id))
		require.Error(t, err, "also when the code is wrong")
	})
	t.Run("approval.revoke who is neither the applicant nor named by the matrix revokes nothing; the general manager is", func(t *testing.T) {
		p := playtest.New(t)
		id := inForce(p)
		p.RefuseSubmission(p.Draft("cuihaoran", revoke(id)), "cuihaoran", "approval.revoke")
		_, err := p.Desk.StartDraft(context.Background(), p.Person("linxiaowen"), revoke("00000000-0000-4000-8000-000000000000"))
		require.True(t, models.IsKind(err, models.Missing), "%v", err)
		p.RefuseSubmission(p.Draft("linxiaowen", revoke("no id")), "linxiaowen", "approval.revoke")
		p.RunOpen(p.Draft("chenli", revoke(id)), "chenli", signs("zhoujianguo", models.Running))
		require.Equal(t, "effective", state(p, id), "who asked does not sign: the next in line does")
	})
	t.Run("approval.own-case whose case it is does not decide about its revocation, whoever asks for it", func(t *testing.T) {
		p := playtest.New(t)
		id := inForce(p)
		p.Exec(`with c as (update cases set updated_at = updated_at where id = ? returning id) insert into case_people (case_id, person_id, part, at) select id, ?, 'requester', now() from c`, id, p.Person("zhoujianguo")) // he has edited it
		asks := p.Draft("chenli", revoke(id))
		p.RunOpen(asks, "chenli", playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Sign, Want: "approval.own-case"})
		require.Zero(t, playtest.One[int](p, `select count(*) from tasks t join holdings h on h.post_id = t.post_id where t.case_id = ? and h.person_id in (?, ?) and h.until_on is null`,
			asks, p.Person("zhoujianguo"), p.Person("chenli")), "neither who asks nor whose case it is has a seat")
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from tasks where case_id = ? and state = 'open' and verb = 'sign'`, asks))
		require.Positive(t, playtest.One[int](p, `select count(*) from tasks where case_id = ? and why = 'recused'`, asks))
	})
	t.Run("authority.matrix a matrix that is in force is changed, not revoked; one that is ahead is", func(t *testing.T) {
		p := playtest.New(t)
		require.NotNil(t, models.NewDocument(models.KindRevocation))
		at := playtest.Monday
		for from, want := range map[calendar.Date]bool{calendar.On(2026, 11, 2): false, calendar.On(2026, 12, 1): true} {
			id := p.Draft("longxiaofeng", &models.MatrixChange{From: from, Reason: "调整", Rows: defaultMatrix()})
			p.At(at)
			at = at.Add(6 * hour)
			p.Run(id, "longxiaofeng", signs("xujing", models.Running), signs("chenli", models.Effective))
			asks := p.Draft("longxiaofeng", revoke(id))
			if !want {
				p.RefuseSubmission(asks, "longxiaofeng", "approval.revoke")
				continue
			}
			p.Run(asks, "longxiaofeng", signs("xujing", models.Running), signs("chenli", models.Effective))
			require.Zero(t, playtest.One[int](p, `select count(*) from matrices where from_on = '2026-12-01'`))
		}
	})
}

func TestWithdraw(t *testing.T) {
	seal := func(code string) *models.FilledForm {
		return &models.FilledForm{Form: code, Values: map[string]string{"seal": "contract", "document": "合同", "copies": "1", "recipient": "甲方", "amount": "60000", "reason": "签订"}}
	}
	withdraws := playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Withdraw}
	t.Run("approval.withdraw by default until it takes effect", func(t *testing.T) {
		p := playtest.New(t)
		p.Run(p.Draft("linxiaowen", seal("seal_use")), "linxiaowen", signs("zhoujianguo", models.Running), withdraws)
	})
	t.Run("approval.withdraw where the form says so until somebody has signed", func(t *testing.T) {
		p := playtest.New(t)
		d := form.Shipped[1]
		d.Code, d.Series, d.Withdraw = "strict_use", "YJX", form.UntilSigned
		_, err := p.Adopt(d)
		require.NoError(t, err)
		p.Run(p.Draft("linxiaowen", seal("strict_use")), "linxiaowen", withdraws)
		refused := withdraws
		refused.Want = "policy-withdraw-signed"
		p.RunOpen(p.Draft("linxiaowen", seal("strict_use")), "linxiaowen", signs("zhoujianguo", models.Running), refused)
	})
	t.Run("approval.withdraw where the rulebook says so for a kind", func(t *testing.T) {
		p := playtest.New(t)
		p.Exec(`insert into rulebooks (company_id, version, from_on, parameters) select id, 9, '2026-11-02', '{"approval.withdraw/until_signed_kinds": ["sample_request"]}' from companies where code = 'MILL'`)
		refused := withdraws
		refused.Want = "approval.withdraw"
		p.RunOpen(p.Draft("linxiaowen", playtest.Request(p, true, true)), "linxiaowen", playtest.HeadSigns, refused)
	})
	t.Run("approval.withdraw the rulebook says so for own forms too, also after one was mended", func(t *testing.T) {
		p := playtest.New(t)
		p.Exec(`insert into rulebooks (company_id, version, from_on, parameters) select id, 9, '2026-11-02', '{"approval.withdraw/until_signed_kinds": ["form"]}' from companies where code = 'MILL'`)
		refused := withdraws
		refused.Want = "policy-withdraw-signed"
		p.RunOpen(p.Draft("linxiaowen", seal("seal_use")), "linxiaowen",
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.SendBack, Comment: "请核对", State: models.Returned},
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Resubmit, State: models.Running},
			signs("zhoujianguo", models.Running), refused)
	})
}
