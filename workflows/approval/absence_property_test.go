package approval_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/workflows/playtest"
)

// An office is cases under way on the real records, where people come and go. The
// slates are what their workflows would know.
type office struct {
	*playtest.Play
	now     time.Time
	cases   map[models.CaseID]activities.Done
	undrawn []models.CaseID // nobody can sign: their workflows raise the alarm and try again
}

// open begins anew on the Monday, with nothing under way and everybody there.
func (o *office) open() {
	o.now, o.cases, o.undrawn = playtest.Monday, map[models.CaseID]activities.Done{}, nil
	o.At(o.now)
	o.Exec(`update tasks set state = 'void' where state in ('open', 'ahead')`)
	o.Exec(`delete from absences`)
	o.Exec(`update proxies set until_at = from_at + interval '1 second'`)
}

// begin opens a sample request, which then waits for its first signature.
func (o *office) begin(login string) {
	id := o.Draft(login, playtest.Request(o.Play, true, true))
	ctx := context.Background()
	_, err := o.Records.OpenCase(ctx, activities.Submission{Act: models.Act{ID: models.ActID(uuid.NewString()), Case: id, Verb: models.Submit, Actor: o.Person(login),
		Digest: playtest.One[models.Digest](o.Play, `select digest from drafts where case_id = ?`, id)}})
	require.NoError(o.T, err)
	o.undrawn = append(o.undrawn, id)
}

// draw draws up the slates that wait for it.
func (o *office) draw() {
	var left []models.CaseID
	for _, id := range o.undrawn {
		done, err := o.Records.DrawUp(context.Background(), activities.Drawing{Case: id, Clause: regulation.SampleTwoSignatures, Step: models.StepSignatures, Attempt: 1})
		if refusal := activities.Unwire(err); refusal != nil && refusal.Key == "seat-empty" {
			left = append(left, id)
			continue
		}
		require.NoError(o.T, err)
		o.cases[id] = done
	}
	o.undrawn = left
}

// signNext signs an open task, by whoever is there for it.
func (o *office) signNext(id models.CaseID) {
	task := playtest.One[models.TaskID](o.Play, `select coalesce((select id from tasks where case_id = ? and state = 'open' and verb = 'sign' limit 1), gen_random_uuid())`, id)
	who := playtest.One[models.PersonID](o.Play, `select coalesce((`+there+` and t.id = ? limit 1), gen_random_uuid())`, o.day(), o.day(), o.day(), o.day(), task)
	act := models.Act{ID: models.ActID(uuid.NewString()), Case: id, Task: task, Verb: models.Sign, Actor: who,
		Digest: playtest.One[models.Digest](o.Play, `select digest from cases where id = ?`, id)}
	done, err := o.Records.PerformAct(context.Background(), activities.Deed{Act: act, Slate: o.cases[id].Slate})
	if err == nil {
		o.cases[id] = done
	}
}

func (o *office) day() calendar.Date { return calendar.DateOf(o.now.In(calendar.China())) }

// there are the people who are present for open tasks t: holders, those named, agents.
const there = `select p.id from tasks t join people p on p.id = t.agent_id or p.id = t.person_id
	or p.id in (select h.person_id from holdings h where h.post_id = t.post_id and h.from_on <= ?::date and (h.until_on is null or h.until_on > ?::date))
	where t.state = 'open' and not exists (select from absences a where a.person_id = p.id and a.from_on <= ?::date and a.back_on > ?::date)`

// sweep is what the lookout does.
func (o *office) sweep() {
	o.now = o.now.Add(time.Minute)
	o.At(o.now)
	ctx := context.Background()
	found, err := o.DB.Misplaced(ctx, "", o.now, 1000)
	require.NoError(o.T, err)
	for _, id := range found {
		done, err := o.Records.Look(ctx, activities.Glance{Case: id, Slate: o.cases[id].Slate, At: o.now})
		require.NoError(o.T, err)
		o.cases[id] = done
	}
	again, err := o.DB.Misplaced(ctx, "", o.now, 1000)
	require.NoError(o.T, err)
	require.Empty(o.T, again, "a second look finds nothing")
}

// nobodyIsStuck holds after every sweep: an open task has somebody who is there, or the
// alarm has been raised; who stands in is no requester; and the slate waits for what is open.
func (o *office) nobodyIsStuck(rt *rapid.T) {
	stuck := playtest.One[int](o.Play, `select count(*) from tasks x where x.state = 'open' and not exists (`+there+` and t.id = x.id)
		and not exists (select from notices n where n.case_id = x.case_id and n.key in ('notice-absent-nobody', 'notice-empty-seat'))`, o.day(), o.day(), o.day(), o.day())
	if stuck > 0 {
		rt.Fatalf("%s: %d tasks wait for nobody", o.day(), stuck)
	}
	if playtest.One[int](o.Play, `select count(*) from tasks t join case_people k on k.case_id = t.case_id and k.person_id = t.agent_id and k.part = 'requester' where t.state = 'open'`) > 0 {
		rt.Fatal("a requester stands in")
	}
	for id, done := range o.cases {
		var open []models.TaskID
		for _, t := range done.Slate.Waiting() {
			if playtest.One[int](o.Play, `select count(*) from tasks where id = ? and state = 'open'`, t) == 1 {
				open = append(open, t)
			}
		}
		if n := playtest.One[int](o.Play, `select count(*) from tasks where case_id = ? and state = 'open'`, id); len(open) != n || len(done.Slate.Waiting()) != n {
			rt.Fatalf("%s: the slate waits for %v, the records have %d open", id, done.Slate.Waiting(), n)
		}
	}
}

// cast are those among whom tasks of a sample request go round.
var cast = []string{"zhoujianguo", "hemin", "chenli", "luojia", "gaoyuan", "shenliheng", "wangfang"}

func TestAbsenceProperty(t *testing.T) {
	t.Run("approval.absence whoever comes and goes, each open task has somebody who is there or an alarm, and all comes back", func(t *testing.T) {
		o := &office{Play: playtest.New(t)}
		rapid.Check(t, func(rt *rapid.T) {
			o.open()
			for i := range rapid.IntRange(0, 4).Draw(rt, "proxies") {
				a, b := rapid.SampledFrom(cast).Draw(rt, fmt.Sprint("principal", i)), rapid.SampledFrom(cast).Draw(rt, fmt.Sprint("agent", i))
				_, _ = o.Desk.GiveProxy(context.Background(), activities.ProxyGift{Principal: o.Person(a), Agent: o.Person(b), From: november(2), Until: november(30)})
			}
			for day := range 8 {
				o.now = playtest.Monday.AddDate(0, 0, day)
				o.At(o.now)
				for i := range rapid.IntRange(0, 3).Draw(rt, "absences") {
					who := o.Person(rapid.SampledFrom(cast).Draw(rt, fmt.Sprint("who", i)))
					from := o.day().AddDays(rapid.IntRange(0, 2).Draw(rt, "from"))
					_, _ = o.Desk.EnterAbsence(context.Background(), who, models.Absence{Person: who, From: from, Until: from.AddDays(rapid.IntRange(0, 3).Draw(rt, "days"))})
				}
				if rapid.Bool().Draw(rt, "begins") {
					o.begin(rapid.SampledFrom([]string{"linxiaowen", "hemin"}).Draw(rt, "applicant"))
				}
				o.draw()
				o.sweep()
				o.nobodyIsStuck(rt)
				for _, id := range slices.Sorted(maps.Keys(o.cases)) {
					if rapid.IntRange(0, 3).Draw(rt, "signs") == 0 {
						o.signNext(id)
						o.sweep()
						o.nobodyIsStuck(rt)
						break
					}
				}
			}
			o.now = playtest.Monday.AddDate(0, 0, 20) // everybody is back
			o.At(o.now)
			o.draw()
			require.Empty(rt, o.undrawn)
			o.sweep()
			o.nobodyIsStuck(rt)
			if n := playtest.One[int](o.Play, `select count(*) from tasks t where state = 'open' and (absent_id is not null or agent_id is not null)`); n > 0 {
				rt.Fatalf("%d tasks have not come back", n)
			}
		})
	})
}
