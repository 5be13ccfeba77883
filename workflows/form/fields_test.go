package form_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models"
	"countersign/models/form"
	"countersign/models/store"
	"countersign/workflows/playtest"
)

// purchase is signed by the head, then by finance, who fills in the budget, then by
// the general manager; production fills in the order's number. The head is not shown
// the budget, finance is not shown the reason, the applicant not the opinion.
func purchase() form.Definition {
	text := func(s string) form.Text { return form.Text{Zh: s, En: s} }
	hidden, read, write := form.Hidden, form.ReadOnly, form.Writable
	return form.Definition{Code: "purchase", Series: "CG", Name: text("采购"), Clause: text("采购须经审批"), Amount: "amount",
		Fields: []form.Field{
			{Key: "what", Label: text("品名"), Type: form.Line, Required: true},
			{Key: "amount", Label: text("金额"), Type: form.Money, Required: true},
			{Key: "reason", Label: text("理由"), Type: form.Line, Required: true, Rights: map[models.Step]form.Right{"signatures.2": hidden}},
			{Key: "budget", Label: text("预算"), Type: form.Line, Required: true, Rights: map[models.Step]form.Right{form.Start: read, "signatures.1": hidden, "signatures.2": write}},
			{Key: "opinion", Label: text("意见"), Type: form.Line, Rights: map[models.Step]form.Right{form.Start: hidden, "signatures.2": write}},
			{Key: "pieces", Label: text("数量"), Type: form.Number, Required: true, Rights: map[models.Step]form.Right{"signatures.2": write, "signatures.3": write}},
			{Key: "order", Label: text("订单号"), Type: form.Line, Required: true, Rights: map[models.Step]form.Right{form.Start: read, "order": write}},
		},
		Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}, {Round: 2, Mode: models.All, Of: []string{"head@finance"}},
			{Round: 3, Mode: models.All, Of: []string{"gm@company"}}},
		Tasks: []form.Task{{Step: "order", Name: text("下单"), Row: form.Row{Round: 1, Mode: models.Any, Of: []string{"head@production"}}}}}
}

// buying plays moves on a purchase of the marketing clerk, up to where it is.
func buying(t *testing.T, over bool, moves ...playtest.Move) (*playtest.Play, models.CaseID) {
	t.Helper()
	p := playtest.New(t)
	_, err := p.Adopt(purchase())
	require.NoError(t, err)
	id := p.Draft("linxiaowen", asked("原色样卡", "10"))
	if over {
		p.Run(id, "linxiaowen", moves...)
	} else {
		p.RunOpen(id, "linxiaowen", moves...)
	}
	p.RequireSealed(id)
	return p, id
}

func asked(reason, pieces string) *models.FilledForm {
	return &models.FilledForm{Form: "purchase", Version: 1, Values: map[string]string{"what": "样卡", "amount": "900", "reason": reason, "pieces": pieces}}
}

func signing(login string, values map[string]string) playtest.Move {
	return playtest.Move{After: time.Hour, Who: login, Verb: models.Sign, Data: activities.Filling{Values: values}}
}

// ordering is what production does after approval.
func ordering(values map[string]string) playtest.Move {
	return playtest.Move{After: time.Hour, Who: "sunzhiqiang", Verb: models.Carry, Data: activities.Filling{Values: values}}
}

func fails(m playtest.Move, want string) playtest.Move { m.Want = want; return m }

var headSigned = playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Sign}

// standing are the logins whose signatures stand on the slate at work.
func standing(p *playtest.Play, id models.CaseID) (logins []string) {
	require.NoError(p.T, p.DB.Write(context.Background(), func(tx store.Tx) error {
		return tx.Raw(`select a.login from signatures s join accounts a on a.person_id = s.person_id where s.case_id = ? and s.decision = 'sign' and s.fell_at is null
			and s.attempt = (select max(attempt) from slates where case_id = s.case_id and step = 'signatures') order by s.at`, id).Scan(&logins).Error
	}))
	return logins
}

func value(p *playtest.Play, id models.CaseID, key string) string {
	return playtest.One[string](p, `select coalesce(r.body -> 'values' ->> ?, '') from cases c join revisions r on r.case_id = c.id and r.digest = c.digest where c.id = ?`, key, id)
}

func TestFields(t *testing.T) {
	budget := map[string]string{"budget": "B-7", "opinion": "可"}
	t.Run("approval.fields who signs fills in the own step's fields, and is no requester; what was not shown leaves a signature", func(t *testing.T) {
		p, id := buying(t, true, headSigned,
			fails(signing("wangfang", nil), "approval.fields"),                                                  // the budget is missing
			fails(signing("wangfang", map[string]string{"budget": "B-7", "amount": "1"}), "approval.fields"),    // not finance's field
			fails(signing("wangfang", map[string]string{"budget": "B-7", "pieces": "many"}), "approval.fields"), // no number
			signing("wangfang", budget), // the head is not shown the budget; the opinion he was shown, as nothing
			headSigned, gmSigns,
			fails(ordering(nil), "approval.fields"), ordering(map[string]string{"order": "PO-1"}))
		require.Equal(t, "PO-1", value(p, id, "order"))
		require.Equal(t, []string{"wangfang", "zhoujianguo", "chenli"}, standing(p, id))
		require.Zero(t, playtest.One[int](p, `select count(*) from case_people where case_id = ? and person_id = ? and part = 'requester'`, id, p.Person("wangfang")))
		require.Equal(t, 1, playtest.One[int](p, `select count(*) from revisions where case_id = ? and by_id = ?`, id, p.Person("wangfang")))
	})
	t.Run("approval.fields a field hidden from a signer changes and the signature stands", func(t *testing.T) {
		p, id := buying(t, false, headSigned, signing("wangfang", map[string]string{"budget": "B-7"}))
		require.Equal(t, []string{"zhoujianguo", "wangfang"}, standing(p, id))
		require.NotEmpty(t, playtest.One[string](p, `select view from signatures where case_id = ? and person_id = ?`, id, p.Person("zhoujianguo")))
	})
	t.Run("approval.digest a field that two were shown changes: both sign again, and it comes straight back", func(t *testing.T) {
		p, id := buying(t, false, headSigned, signing("wangfang", budget), headSigned,
			signing("chenli", map[string]string{"pieces": "8"}), // read by the head and by finance
			fails(signing("chenli", nil), "approval.one-seat"),
			headSigned,
			playtest.Move{After: time.Hour, Who: "wangfang", Verb: models.Sign, State: models.Effective})
		require.Equal(t, "8", value(p, id, "pieces"))
		require.Equal(t, []string{"chenli", "zhoujianguo", "wangfang"}, standing(p, id))
	})
	t.Run("approval.send-back after mending only what finance is not shown, finance's signature stands and the head's falls", func(t *testing.T) {
		p, id := buying(t, false, headSigned, signing("wangfang", map[string]string{"budget": "B-7"}),
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.SendBack, Comment: "理由不足", State: models.Returned},
			playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Resubmit, Edit: asked("客户订单", "10"), State: models.Running})
		require.Equal(t, []string{"wangfang"}, standing(p, id))
		require.Equal(t, "B-7", value(p, id, "budget"), "what finance had filled in is not lost")
	})
	t.Run("approval.send-back resubmitted as it was, everybody's signature stands and it is with the sender; the whole way again, nobody's", func(t *testing.T) {
		for whole, want := range map[bool][]string{false: {"zhoujianguo", "wangfang"}, true: nil} {
			p, id := buying(t, false, headSigned, signing("wangfang", map[string]string{"budget": "B-7"}),
				playtest.Move{After: time.Hour, Who: "chenli", Verb: models.SendBack, Comment: "再想想", Data: activities.SendingBack{Whole: whole}, State: models.Returned},
				playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Resubmit, State: models.Running})
			require.Equal(t, want, standing(p, id))
			require.Equal(t, "B-7", value(p, id, "budget"))
		}
	})
	t.Run("approval.fields the applicant leaves alone what is others' to fill in", func(t *testing.T) {
		p := playtest.New(t)
		_, err := p.Adopt(purchase())
		require.NoError(t, err)
		forged := asked("原色样卡", "10")
		forged.Values["budget"] = "B-1"
		_, err = p.Desk.CheckDraft(context.Background(), p.Person("linxiaowen"), p.Draft("linxiaowen", forged))
		require.Equal(t, "form-field-not-yours", models.AsError(err).Fields[0].Key)
	})
	t.Run("approval.fields what the applicant may not see is not in the document to mend", func(t *testing.T) {
		p, id := buying(t, false, headSigned, signing("wangfang", budget), headSigned,
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.SendBack, Comment: "再想想", State: models.Returned})
		var draft models.FilledForm
		require.NoError(t, json.Unmarshal([]byte(playtest.One[string](p, `select body::text from drafts where case_id = ?`, id)), &draft))
		require.Equal(t, "B-7", draft.Values["budget"])
		require.NotContains(t, draft.Values, "opinion")
	})
	for name, spoil := range map[string]func(*form.Definition){
		"form-right-step":      func(d *form.Definition) { d.Fields[0].Rights = map[models.Step]form.Right{"signatures.4": form.Hidden} },
		"form-right":           func(d *form.Definition) { d.Fields[0].Rights = map[models.Step]form.Right{"order": "erase"} },
		"form-decides":         func(d *form.Definition) { d.Fields[1].Rights = map[models.Step]form.Right{"signatures": form.Writable} },
		"form-two-phases":      func(d *form.Definition) { d.Fields[0].Rights = map[models.Step]form.Right{"order": form.Writable} },
		"form-required-nobody": func(d *form.Definition) { d.Fields[0].Rights = map[models.Step]form.Right{form.Start: form.Hidden} },
	} {
		t.Run("approval.fields a definition is refused: "+name, func(t *testing.T) {
			d := purchase()
			require.Empty(t, d.Check())
			spoil(&d)
			found := d.Check()
			require.NotEmpty(t, found)
			require.Equal(t, name, found[0].Key)
		})
	}
}
