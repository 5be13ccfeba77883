package approval_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/testsuite"

	"countersign/activities"
	"countersign/models"
	"countersign/models/store"
	"countersign/policies"
	"countersign/workflows"
	"countersign/workflows/playtest"
)

func TestSeats(t *testing.T) {
	t.Run("approval.ask what was asked and answered does not take the seat when it is asked again", func(t *testing.T) {
		play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Ask, Comment: "客户是谁？"},
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Answer, Comment: "老客户"},
			signs("zhoujianguo", models.Running),
			playtest.Move{After: hour, Who: "chenli", Verb: models.SendBack, Comment: "请再核对客户", Data: back(1, false), State: models.Running},
			signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
	})
	t.Run("approval.ask the signer's clock goes on when the applicant does not answer", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Ask, Comment: "客户是谁？"},
			playtest.Move{After: 60 * 24 * hour, Who: "linxiaowen", Verb: models.Comment, Comment: "忘了"})
		require.Positive(t, playtest.One[int](p, `select count(*) from tasks where why = 'escalated'`))
	})
	t.Run("approval.ask a question closes with the task that asked: signed or transferred, the applicant is told no more", func(t *testing.T) {
		for _, moved := range []playtest.Move{signs("zhoujianguo", models.Running),
			{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: to("wangfang")},
			{After: hour, Who: "zhoujianguo", Verb: models.Delegate, Comment: "请先看", Data: to("wangfang")}} {
			p := play(t,
				playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Ask, Comment: "客户是谁？"},
				playtest.Then(func(p *playtest.Play) {
					require.Equal(t, 1, playtest.One[int](p, `select count(*) from tasks where asks_task is not null and state = 'open'`))
				}),
				moved,
				playtest.Then(func(p *playtest.Play) {
					require.Equal(t, "void", playtest.One[string](p, `select state from tasks where asks_task is not null`))
					require.Zero(t, playtest.One[int](p, `select count(*) from tasks where state = 'open' and person_id = ?`, p.Person("linxiaowen")))
				}),
				playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Answer, Comment: "老客户", Want: "task-closed"})
			require.Zero(t, told(p, "notice-reminder", "linxiaowen"))
		}
	})
	t.Run("approval.send-back signers who were added sign again too, without being added again", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.AddSigner, Data: adding(models.Before, "all", "wangfang")},
			signs("wangfang", models.Running), signs("zhoujianguo", models.Running),
			playtest.Move{After: hour, Who: "chenli", Verb: models.SendBack, Comment: "请再核对", Data: back(1, false), State: models.Running},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Sign, Want: "task-closed"},
			signs("wangfang", models.Running), signs("zhoujianguo", models.Running), signs("chenli", models.Effective))
		signed(t, p, "wangfang", "zhoujianguo", "chenli")
	})
	t.Run("approval.transfer not to staff, nor to whom another seat needs", func(t *testing.T) {
		play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: to("zhaotiezhu"), Want: "person-not-leading"},
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: to("chenli"), Want: "person-needed"})
	})
	t.Run("approval.deadline a task of somebody who has left goes back to the post that it came from", func(t *testing.T) {
		p := play(t,
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Transfer, Comment: "出差", Data: to("hemin")},
			playtest.Then(func(p *playtest.Play) {
				p.Exec(`update people set left_on = '2026-11-02' where id = ?`, p.Person("hemin"))
				p.Exec(`update holdings set until_on = '2026-11-02' where person_id = ?`, p.Person("hemin"))
			}),
			playtest.Move{After: 30 * 24 * hour, Who: "zhoujianguo", Verb: models.Sign},
			signs("chenli", models.Effective))
		signed(t, p, "zhoujianguo", "chenli")
	})
	t.Run("approval.own-case who mends and submits for an applicant who has left has signed nothing any more", func(t *testing.T) {
		p := play(t,
			signs("zhoujianguo", models.Running),
			playtest.Move{After: hour, Who: "chenli", Verb: models.SendBack, Comment: "请核对", State: models.Returned},
			playtest.Move{After: hour, Who: "chenli", Verb: models.Comment, Comment: "申请人已离职", Data: func(p *playtest.Play, _ models.CaseID) any {
				p.Exec(`insert into holdings (id, post_id, person_id, from_on) select gen_random_uuid(), o.id, ?, '2026-11-01' from posts o where o.code = 'MILL-MKT-HEAD'`, p.Person("wangfang"))
				p.Exec(`update people set left_on = '2026-11-02' where id = ?`, p.Person("linxiaowen"))
				return map[string]string{}
			}},
			playtest.Move{After: 9 * 24 * hour, Who: "zhoujianguo", Verb: models.Resubmit, State: models.Running},
			playtest.Move{After: hour, Who: "chenli", Verb: models.Sign, Want: "task-closed"}, // the department has not signed
			playtest.Move{After: hour, Who: "zhoujianguo", Verb: models.Sign, Want: "approval.own-case"},
			signs("wangfang", models.Running), signs("chenli", models.Effective))
		signed(t, p, "wangfang", "chenli")
	})
	t.Run("approval.take-back without a task is refused and holds nothing up", func(t *testing.T) {
		p := play(t, signs("zhoujianguo", models.Running))
		id := playtest.One[models.CaseID](p, `select id from cases`)
		_, err := p.Records.PerformAct(context.Background(), activities.Deed{Act: models.Act{ID: models.ActID(uuid.NewString()), Verb: models.TakeBack, Case: id, Actor: p.Person("zhoujianguo")}})
		require.NotNil(t, activities.Unwire(err), "%v", err)
	})
	t.Run("authority.matrix a case finishes under the matrix that it began with", func(t *testing.T) {
		play(t,
			signs("zhoujianguo", models.Running),
			playtest.Move{After: hour, Who: "chenli", Verb: models.SendBack, Comment: "核对", State: models.Returned},
			playtest.Then(func(p *playtest.Play) {
				mill := playtest.One[models.CompanyID](p, `select id from companies where code = 'MILL'`)
				require.NoError(p.T, p.DB.Write(context.Background(), func(tx store.Tx) error {
					_, err := tx.KeepMatrix(mill, monday, firstRoundOnly(), models.CaseID(uuid.NewString()), time.Now())
					return err
				}))
			}),
			playtest.Move{After: hour, Who: "linxiaowen", Verb: models.Resubmit},
			signs("chenli", models.Effective), playtest.HandsOver)
	})
}

// firstRoundOnly is the matrix without the general manager's round.
func firstRoundOnly() (rows []models.MatrixRow) {
	for _, r := range policies.DefaultMatrix() {
		if r.Kind != models.KindSampleRequest || r.Step != models.StepSignatures || r.Round == 1 {
			rows = append(rows, r)
		}
	}
	return rows
}

func TestDatabaseAway(t *testing.T) {
	t.Run("approval.deadline a database that is away when a deadline passes ends no case", func(t *testing.T) {
		p := playtest.New(t)
		id := p.Draft("linxiaowen", playtest.Request(p, true, true))
		var suite testsuite.WorkflowTestSuite
		env := suite.NewTestWorkflowEnvironment()
		env.SetTestTimeout(20 * time.Second)
		env.SetStartTime(playtest.Monday)
		workflows.Register(env, p.Records)
		submit := models.Act{ID: models.ActID(uuid.NewString()), Case: id, Verb: models.Submit, Actor: p.Person("linxiaowen"), Digest: playtest.One[models.Digest](p, `select digest from cases where id = ?`, id)}
		env.RegisterDelayedCallback(func() { require.NoError(t, p.DB.Close()) }, time.Hour)
		env.RegisterDelayedCallback(env.CancelWorkflow, 57*time.Hour+10*time.Minute) // ten minutes after the deadline
		env.ExecuteWorkflow(string(models.KindSampleRequest), submit)
		require.ErrorContains(t, env.GetWorkflowError(), "canceled")
	})
}
