package workflows_test

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"google.golang.org/protobuf/encoding/protojson"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/policies"
	"countersign/workflows"
	"countersign/workflows/codec"
	"countersign/workflows/procedure"
)

var record = flag.String("record", "", "record histories into testdata under the names of the stories with this ending, beside those that were recorded before")

// TestReplay runs the code of today on the histories of earlier versions: a case
// that is open when the program is changed must go on as it was.
func TestReplay(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	require.NoError(t, err)
	for _, p := range workflows.All {
		require.True(t, slices.ContainsFunc(files, func(file string) bool { return strings.HasPrefix(filepath.Base(file), string(p.Kind)) }), "no history of %s", p.Kind)
	}
	seen := map[string]bool{}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			sealed, err := codec.New(testKey)
			require.NoError(t, err)
			replayer, err := worker.NewWorkflowReplayerWithOptions(worker.WorkflowReplayerOptions{DataConverter: converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), sealed)})
			require.NoError(t, err)
			for _, p := range workflows.All {
				replayer.RegisterWorkflowWithOptions(p.Workflow, workflow.RegisterOptions{Name: string(p.Kind)})
			}
			f, err := os.Open(file)
			require.NoError(t, err)
			defer f.Close()
			history, err := client.HistoryFromJSON(f, client.HistoryJSONOptions{})
			require.NoError(t, err)
			require.NoError(t, replayer.ReplayWorkflowHistory(nil, history))
			for _, e := range history.GetEvents() {
				seen[e.GetEventType().String()] = true
				seen[e.GetWorkflowExecutionUpdateAcceptedEventAttributes().GetAcceptedRequest().GetInput().GetName()] = true
				seen[e.GetMarkerRecordedEventAttributes().GetMarkerName()] = true
			}
		})
	}
	for _, what := range []string{"TimerStarted", "TimerCanceled", "TimerFired", "Version", procedure.ActUpdate, procedure.LookUpdate, procedure.RecalculateUpdate} {
		require.True(t, seen[what], "no history has a %s", what)
	}
}

// A step is what one person does in a story on a real server, or what happens there.
type step struct {
	who     string
	verb    models.Verb
	comment string
	data    func(h *house, c models.Case) any
	happens func(h *house, c models.Case)
}

// stories are the ways that cases take; each is a recorded history.
var stories = map[string]struct {
	applicant string
	document  func(h *house) models.Document
	before    func(h *house)
	steps     []step
	end       models.State
}{
	"sample_request_free": {"linxiaowen", freeSample, nil, slices.Concat(bothSign, outOfTheGate), models.Done},
	"sample_request_paid": {"linxiaowen", paidSample, nil, slices.Concat([]step{{who: "zhengjie", verb: models.Collect, data: voucher}}, outOfTheGate), models.Done},
	"sample_request_warehouse": {"linxiaowen", idleSample, nil, slices.Concat(bothSign, []step{{who: "wuqian", verb: models.ReturnToWorkshop},
		{who: "fengyulan", verb: models.RegisterStock}}, outOfTheGate), models.Done},
	"sample_request_refused":   {"linxiaowen", freeSample, nil, []step{{who: "zhoujianguo", verb: models.RefuseIt, comment: "不同意"}}, models.Refused},
	"sample_request_withdrawn": {"linxiaowen", freeSample, nil, []step{bothSign[0], {who: "linxiaowen", verb: models.Withdraw}}, models.Withdrawn},
	"sample_request_sent_back": {"linxiaowen", freeSample, nil, slices.Concat([]step{bothSign[0], {who: "chenli", verb: models.SendBack, comment: "核对用途"},
		{who: "linxiaowen", verb: models.Resubmit}, bothSign[1]}, outOfTheGate), models.Done},
	"sample_month_end": {"wuqian", monthEnd, handedOutWithDifference, []step{{who: "wuqian", verb: models.Total}, {who: "wuqian", verb: models.Explain, data: explanations},
		{who: "sunzhiqiang", verb: models.Sign}, {who: "wuqian", verb: models.Report}, {who: "zhengjie", verb: models.Book, data: voucher}}, models.Done},
	"sample_requisition": {"linxiaowen", requisition, nil, []step{{who: "chenli", verb: models.Sign}, {who: "fengyulan", verb: models.StockOut, data: voucher},
		{who: "zhengjie", verb: models.Book, data: voucher}}, models.Done},
	"exception":        {"linxiaowen", exception, nil, []step{{who: "chenli", verb: models.Sign}}, models.Done},
	"matrix_change":    {"tangyu", matrixChange, nil, []step{{who: "jianglihua", verb: models.Sign}, {who: "gaoyuan", verb: models.Sign}}, models.Done},
	"parameter_change": {"tangyu", parameterChange, nil, []step{{who: "jianglihua", verb: models.Sign}, {who: "gaoyuan", verb: models.Sign}}, models.Done},
	"form_seal_use": {"linxiaowen", sealUse, nil, slices.Concat([]step{{who: "zhoujianguo", verb: models.Ask, comment: "盖几份？"}, {who: "linxiaowen", verb: models.Answer, comment: "两份"}},
		bothSign, []step{{who: office, verb: models.Carry}}), models.Done},
	"revocation": {"linxiaowen", revocation, nil, bothSign, models.Done},
	"sample_request_moved": {"linxiaowen", freeSample, nil, slices.Concat([]step{{who: "zhoujianguo", verb: models.Delegate, comment: "请先看", data: handing("hemin")}, {who: "hemin", verb: models.Advise, comment: "可以"},
		{happens: func(h *house, c models.Case) { h.leaves("zhoujianguo", c) }}}, []step{{who: "hemin", verb: models.Sign}, bothSign[1]}, outOfTheGate), models.Done},
	"sample_request_overdue":  {"linxiaowen", freeSample, nil, slices.Concat([]step{{happens: goesUp}, {happens: nearlyGoesUp}, bothSign[0], {happens: passes}, bothSign[1]}, outOfTheGate), models.Done},
	"sample_request_calendar": {"linxiaowen", freeSample, holiday, slices.Concat([]step{{happens: workday}}, bothSign, outOfTheGate), models.Done},
	"sample_request_trouble":  {"linxiaowen", freeSample, nobodyThere, []step{{happens: alarmRings}, {who: "linxiaowen", verb: models.Withdraw}}, models.Withdrawn},
}

// office is whoever does the office's deeds.
const office = "office"

var (
	bothSign     = []step{{who: "zhoujianguo", verb: models.Sign}, {who: "chenli", verb: models.Sign}}
	outOfTheGate = []step{{who: "mayongfu", verb: models.HandOver, data: countedWith(1)}, {who: "linxiaowen", verb: models.Take, data: countedWith(1)},
		{who: "zhaotiezhu", verb: models.Release, data: countedWith(1)}}
)

// TestStories plays every way of every procedure on a real Temporal server.
func TestStories(t *testing.T) {
	for name, story := range stories {
		t.Run(name, func(t *testing.T) {
			h := open(t)
			stop := h.work()
			defer stop()
			if story.before != nil {
				story.before(h)
			}
			c := h.begin(story.applicant, story.document(h))
			h.tell(c, story.steps)
			var state models.State
			require.Eventually(t, func() bool { h.one(&state, `select state from cases where id = ?`, c.ID); return state == story.end }, 5*time.Second, 10*time.Millisecond)
			if *record != "" {
				history, err := h.client.History(context.Background(), c.ID)
				require.NoError(t, err)
				text, err := protojson.Marshal(history)
				require.NoError(t, err)
				require.NoError(t, os.WriteFile("testdata/"+name+*record+".json", text, 0o644))
			}
		})
	}
}

// begin submits a document.
func (h *house) begin(login string, doc models.Document) models.Case {
	ctx := context.Background()
	c, err := h.desk.StartDraft(ctx, h.person(login), doc)
	require.NoError(h.t, err)
	_, err = h.client.Submit(ctx, h.submission(c), c.Kind)
	require.NoError(h.t, err, "%s submits", login)
	return c
}

// tell has people do their steps, one after another.
func (h *house) tell(c models.Case, steps []step) {
	ctx := context.Background()
	for _, s := range steps {
		if s.happens != nil {
			s.happens(h, c)
			continue
		}
		if s.who == office {
			h.one(&s.who, `select a.login from accounts a join holdings h on h.person_id = a.person_id join tasks t on t.post_id = h.post_id where t.case_id = ? and t.state = 'open' limit 1`, c.ID)
		}
		a := models.Act{ID: models.ActID(uuid.NewString()), Case: c.ID, Verb: s.verb, Actor: h.person(s.who)}
		h.one(&a.Digest, `select digest from cases where id = ?`, c.ID) // a month end is sealed anew by what is done to it
		if s.verb != models.Withdraw && s.verb != models.Comment {
			h.one(&a.Task, `select t.id from tasks t left join holdings h on h.post_id = t.post_id where t.case_id = ? and t.state = 'open' and (t.person_id = ? or h.person_id = ?) limit 1`, c.ID, a.Actor, a.Actor)
		}
		content := models.Content{Comment: s.comment}
		if s.data != nil {
			text, err := json.Marshal(s.data(h, c))
			require.NoError(h.t, err)
			content.Data = text
		}
		if content.Comment != "" || content.Data != nil {
			require.NoError(h.t, h.desk.PutContent(ctx, a, content))
		}
		_, err := h.client.Act(ctx, a)
		require.NoError(h.t, err, "%s: %s", s.who, s.verb)
	}
}

func (h *house) sample(free, made bool) *models.SampleRequest {
	doc := &models.SampleRequest{Purpose: "打样", Free: free, WantedOn: calendar.DateOf(time.Now().AddDate(0, 0, 3)), Lines: []models.SampleLine{{Size: models.Whole, Pieces: 1}}}
	h.one(&doc.Customer, `select u.id from customers u join companies c on c.id = u.company_id where c.code = 'MILL' limit 1`)
	h.one(&doc.Lines[0].Variety, `select v.id from varieties v join companies c on c.id = v.company_id where c.code = 'MILL' and in_production = ? limit 1`, made)
	return doc
}

func freeSample(h *house) models.Document { return h.sample(true, true) }
func paidSample(h *house) models.Document { return h.sample(false, true) }
func idleSample(h *house) models.Document { return h.sample(true, false) }

func monthEnd(*house) models.Document {
	return &models.SampleMonthEnd{Month: time.Now().In(calendar.China()).Format("2006-01")}
}

func requisition(h *house) models.Document {
	return &models.SampleRequisition{Purpose: "展会", Lines: []models.RequisitionLine{{Variety: h.sample(true, true).Lines[0].Variety, Grams: 1500}}}
}

func exception(h *house) models.Document {
	c, err := h.desk.StartDraft(context.Background(), h.person("linxiaowen"), h.sample(true, true))
	require.NoError(h.t, err)
	return &models.Exception{Subject: c.ID, Clause: "sample.complete", Reason: "整批试织"}
}

func matrixChange(*house) models.Document {
	return &models.MatrixChange{From: calendar.DateOf(time.Now().AddDate(0, 0, 2)), Reason: "试行", Rows: policies.DefaultMatrix()}
}

func parameterChange(*house) models.Document {
	return &models.ParameterChange{From: calendar.DateOf(time.Now().AddDate(0, 0, 2)), Reason: "展会取样增多", Values: map[string]json.RawMessage{"sample.complete/most_pieces": json.RawMessage("30")}}
}

func sealUse(*house) models.Document {
	return &models.FilledForm{Form: "seal_use", Values: map[string]string{"seal": "contract", "document": "购销合同", "copies": "2", "recipient": "澜州春晖童装有限公司", "amount": "80000", "reason": "签订合同"}}
}

// revocation is of a sample request in force.
func revocation(h *house) models.Document {
	c := h.begin("linxiaowen", h.sample(true, true))
	h.tell(c, bothSign)
	return &models.Revocation{Subject: c.ID, Reason: "客户取消订单"}
}

func handing(login string) func(*house, models.Case) any {
	return func(h *house, _ models.Case) any { return activities.Handing{To: h.person(login)} }
}

// leaves has somebody go on leave today; the lookout has the case look.
func (h *house) leaves(login string, c models.Case) {
	ctx, today := context.Background(), calendar.DateOf(time.Now())
	_, err := h.desk.EnterAbsence(ctx, h.person(login), models.Absence{Person: h.person(login), From: today, Until: calendar.DateOf(time.Now().AddDate(0, 0, 5))})
	require.NoError(h.t, err)
	require.NoError(h.t, h.client.Look(ctx, c.ID, time.Now()))
}

func voucher(*house, models.Case) any { return activities.Collection{Voucher: "N-1"} }

// countedWith is a count of one line, with the form and the pass at hand.
func countedWith(pieces int) func(*house, models.Case) any {
	return func(h *house, c models.Case) any {
		f := activities.Counted{Lines: []activities.CountedLine{{Line: 1, Pieces: &pieces}}}
		h.one(&f.Form, `select number from cases where id = ?`, c.ID)
		h.one(&f.Token, `select token from gate_passes where case_id = ?`, c.ID)
		return f
	}
}

// handedOutWithDifference is a sample of which the taker signed for less.
func handedOutWithDifference(h *house) {
	two := h.sample(true, true)
	two.Lines[0].Pieces = 2
	h.tell(h.begin("linxiaowen", two), slices.Concat(bothSign, []step{{who: "mayongfu", verb: models.HandOver, data: countedWith(2)},
		{who: "linxiaowen", verb: models.Take, data: countedWith(1)}}))
}

func explanations(h *house, c models.Case) any {
	var ref string
	h.one(&ref, `select ref from month_end_lines where case_id = ? and drawn <> ledger`, c.ID)
	return activities.Explanations{Lines: []activities.Explanation{{Ref: ref, Why: "途中损坏"}}}
}

// TestReplaySeesAnotherCourse makes sure that a changed procedure would be seen.
func TestReplaySeesAnotherCourse(t *testing.T) {
	sealed, err := codec.New(testKey)
	require.NoError(t, err)
	replayer, err := worker.NewWorkflowReplayerWithOptions(worker.WorkflowReplayerOptions{DataConverter: converter.NewCodecDataConverter(converter.GetDefaultDataConverter(), sealed)})
	require.NoError(t, err)
	other := procedure.Procedure{Kind: models.KindSampleRequest, Run: func(c *procedure.Case) error {
		return c.Work(regulation.SampleGate, models.StepRelease)
	}}
	replayer.RegisterWorkflowWithOptions(other.Workflow, workflow.RegisterOptions{Name: string(other.Kind)})
	require.Error(t, replayer.ReplayWorkflowHistoryFromJSONFile(nil, "testdata/sample_request_free.json"))
}
