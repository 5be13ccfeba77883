package form_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/workflows/playtest"
)

func sealUse(seal, amount string) *models.FilledForm {
	return &models.FilledForm{Form: "seal_use", Values: map[string]string{"seal": seal, "document": "合同", "copies": "1", "recipient": "甲方", "amount": amount, "reason": "签订"}}
}

func TestWhen(t *testing.T) {
	signs := func(who string, state models.State) playtest.Move {
		return playtest.Move{After: headSigns.After, Who: who, Verb: models.Sign, State: state}
	}
	t.Run("approval.form the seal that is asked for decides who signs, whatever the amount", func(t *testing.T) {
		p := playtest.New(t)
		p.RunOpen(p.Draft("linxiaowen", sealUse("contract", "100")), "linxiaowen", signs("zhoujianguo", models.Effective))
		p.RunOpen(p.Draft("linxiaowen", sealUse("company", "100")), "linxiaowen", signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		p.RunOpen(p.Draft("linxiaowen", sealUse("contract", "50000")), "linxiaowen", signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
	})
	t.Run("approval.form another seal after a send-back is signed by who signs that", func(t *testing.T) {
		p := playtest.New(t)
		p.RunOpen(p.Draft("linxiaowen", sealUse("contract", "100")), "linxiaowen",
			playtest.Move{After: headSigns.After, Who: "zhoujianguo", Verb: models.SendBack, Comment: "应盖公章", State: models.Returned},
			playtest.Move{After: headSigns.After, Who: "linxiaowen", Verb: models.Resubmit, Edit: mended(sealUse("company", "100")), State: models.Running},
			signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
	})
	t.Run("approval.form a task is done where its condition holds, and not elsewhere", func(t *testing.T) {
		p := playtest.New(t)
		d := form.Shipped[1]
		d.Tasks = append(slices.Clone(d.Tasks), form.Task{Step: "scan", Name: form.Text{Zh: "扫描存档", En: "Scan"},
			Row: form.Row{When: []form.When{{Field: "seal", In: []string{"company"}}}, Round: 1, Mode: models.Any, Of: []string{"staff@office", "head@office"}}})
		_, err := p.Adopt(d)
		require.NoError(t, err)
		carries := playtest.Move{After: headSigns.After, Who: "chengxiuying", Verb: models.Carry}
		p.Run(p.Draft("linxiaowen", sealUse("contract", "100")), "linxiaowen", signs("zhoujianguo", models.Effective), carries)
		p.Run(p.Draft("linxiaowen", sealUse("company", "100")), "linxiaowen", signs("zhoujianguo", models.Running), signs("chenli", models.Effective), carries, carries)
	})
	t.Run("approval.form a case that no branch catches, and one that two catch, is found before the form is kept", func(t *testing.T) {
		p := playtest.New(t)
		for says, spoil := range map[string]func(d *form.Definition){
			"form-case-gap":         func(d *form.Definition) { d.Signatures = d.Signatures[1:] },
			"form-case-round-twice": func(d *form.Definition) { d.Signatures[2].When = nil },
		} {
			d := form.Shipped[1]
			d.Signatures = slices.Clone(d.Signatures)
			spoil(&d)
			for i := range d.Signatures {
				if says == "form-case-gap" {
					d.Signatures[i].Round = 1
				}
			}
			if says == "form-case-round-twice" {
				d.Signatures[2].From = 0
			}
			_, err := p.Desk.TryForm(context.Background(), p.Person("xujing"), d)
			e := models.AsError(err)
			require.NotNil(t, e, says)
			require.Equal(t, says, e.Fields[0].Key, "%v", e.Fields)
			require.Contains(t, e.Fields[0].Args["Zh"], "印章 = ")
		}
	})
}

func mended(d *models.FilledForm) *models.FilledForm {
	d.Version = 1
	return d
}
