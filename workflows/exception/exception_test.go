package exception_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/workflows/playtest"
)

// large asks for more pieces than a line may have.
func large(p *playtest.Play) *models.SampleRequest {
	r := playtest.Request(p, true, true)
	r.Lines[0].Pieces = regulation.MostPieces.Default + 1
	return r
}

func ask(subject models.CaseID) *models.Exception {
	return &models.Exception{Subject: subject, Clause: regulation.SampleComplete.ID(), Reason: "客户整批试织，需一次寄出"}
}

func TestException(t *testing.T) {
	t.Run("authority.exception what a clause refuses passes when the general manager has signed an exception", func(t *testing.T) {
		p := playtest.New(t)
		subject := p.Draft("linxiaowen", large(p))
		p.RefuseSubmission(subject, "linxiaowen", "sample.complete")
		p.Run(p.Draft("linxiaowen", ask(subject)), "linxiaowen",
			playtest.Move{After: time.Hour, Who: "zhoujianguo", Verb: models.Sign, Want: "authority.exception"},
			playtest.Move{After: time.Hour, Who: "luojia", Verb: models.Sign, Want: "authority.exception"}, // the deputy is not the general manager
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.Sign, State: models.Effective})
		require.Equal(t, "granted", playtest.One[string](p, `select state from exceptions`))
		require.Equal(t, "notice-granted", playtest.One[string](p, `select string_agg(key, ' ') from notices where person_id = ?`, p.Person("linxiaowen")), "once, and in these words")
		p.RunOpen(subject, "linxiaowen", playtest.HeadSigns, playtest.GMSigns)
		require.True(t, playtest.One[bool](p, `select used_at is not null from exceptions`))
	})
	t.Run("authority.exception what a returned case is submitted under again is used, and not revoked", func(t *testing.T) {
		p := playtest.New(t)
		subject := p.Draft("linxiaowen", playtest.Request(p, true, true))
		p.RunOpen(subject, "linxiaowen", playtest.HeadSigns,
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.SendBack, Comment: "客户要得更多", State: models.Returned},
			playtest.Then(func(p *playtest.Play) {
				digest := playtest.One[models.Digest](p, `select digest from drafts where case_id = ?`, subject)
				_, err := p.Desk.SaveDraft(context.Background(), p.Person("linxiaowen"), subject, digest, large(p))
				require.NoError(t, err)
				p.Run(p.Draft("linxiaowen", ask(subject)), "linxiaowen", playtest.Move{After: time.Hour, Who: "chenli", Verb: models.Sign, State: models.Effective})
			}),
			playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Resubmit, State: models.Running})
		require.True(t, playtest.One[bool](p, `select used_at is not null from exceptions`))
	})
	t.Run("authority.exception one that is refused opens nothing and stays in the register", func(t *testing.T) {
		p := playtest.New(t)
		subject := p.Draft("linxiaowen", large(p))
		p.Run(p.Draft("linxiaowen", ask(subject)), "linxiaowen",
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.RefuseIt, Comment: "分批寄出", State: models.Refused})
		require.Equal(t, "refused", playtest.One[string](p, `select state from exceptions`))
		require.Equal(t, "notice-not-granted", playtest.One[string](p, `select string_agg(key, ' ') from notices where person_id = ?`, p.Person("linxiaowen")), "once, and in these words")
		p.RefuseSubmission(subject, "linxiaowen", "sample.complete")
	})
	t.Run("authority.exception what passes is what the general manager was shown, and nothing else", func(t *testing.T) {
		p := playtest.New(t)
		subject, other := p.Draft("linxiaowen", large(p)), p.Draft("linxiaowen", large(p))
		p.Run(p.Draft("linxiaowen", ask(subject)), "linxiaowen",
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.SendBack, Comment: "另一单才对"},
			playtest.Move{After: time.Hour, Who: "linxiaowen", Verb: models.Resubmit, Edit: ask(other)},
			playtest.Move{After: time.Hour, Who: "chenli", Verb: models.Sign, State: models.Effective})
		p.RefuseSubmission(subject, "linxiaowen", "sample.complete")
		larger := large(p)
		larger.Lines[0].Pieces = 900
		digest := playtest.One[models.Digest](p, `select digest from drafts where case_id = ?`, other)
		_, err := p.Desk.SaveDraft(context.Background(), p.Person("linxiaowen"), other, digest, larger)
		require.NoError(t, err)
		p.RefuseSubmission(other, "linxiaowen", "sample.complete")
	})
	t.Run("authority.exception nobody asks for another's case, nor from a clause that has none", func(t *testing.T) {
		p := playtest.New(t)
		other := p.Draft("linxiaowen", large(p))
		wrong := ask(other)
		wrong.Clause = regulation.SampleGate.ID()
		p.RefuseSubmission(p.Draft("linxiaowen", wrong), "linxiaowen", "authority.exception")
	})
}
