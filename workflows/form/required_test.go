package form_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/workflows/playtest"
)

func TestRequiredFields(t *testing.T) {
	t.Run("approval.fields a form that lets one signature do for all rounds is not in force without what the second one fills in", func(t *testing.T) {
		p := playtest.New(t)
		said := form.Text{Zh: "用印", En: "seal"}
		d, err := p.Adopt(form.Definition{Code: "sealed", Series: "YZ", Name: said, Clause: said, Twice: models.TwiceOnce,
			Fields: []form.Field{{Key: "what", Label: said, Type: form.Line, Required: true},
				{Key: "seal_no", Label: said, Type: form.Line, Required: true, Rights: map[models.Step]form.Right{form.Start: form.ReadOnly, "signatures.2": form.Writable}}},
			Signatures: []form.Row{{Round: 1, Mode: models.All, Of: []string{"head@case-unit"}}, {Round: 2, Mode: models.All, Of: []string{"head@case-unit"}}}})
		require.NoError(t, err)
		id := p.Draft("linxiaowen", &models.FilledForm{Form: d.Code, Version: d.Version, Values: map[string]string{"what": "合同"}})
		seal := map[string]string{"seal_no": "S-3"}
		p.Run(id, "linxiaowen", headSigned,
			fails(signing("zhoujianguo", seal), "approval.one-seat"),
			fails(signing("hemin", nil), "approval.fields"), // who stands in is asked for it
			signing("hemin", seal),
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Sign, State: models.Effective}) // what he was shown has changed
		require.Equal(t, "S-3", value(p, id, "seal_no"))
	})
}
