package api_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/api"
	"countersign/deploy/local/localtest"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/store"
	"countersign/policies"
	"countersign/workflows/playtest"
)

// A house is a small company on a real database, with the API before it. Only
// Temporal is not there: desk stands where it would stand, over the real records.
type house struct {
	t       *testing.T
	db      *store.DB
	desk    *activities.Desk
	records *activities.Records
	server  *api.Server
	log     *lockedBuffer
	mu      sync.Mutex
	now     time.Time
	tokens  map[string]string
	people  map[string]models.PersonID
	posts   map[string]models.PostID
	units   map[string]models.UnitID
	ids     map[string]string // customer, variety …
}

// start is a Monday morning of a year that the calendar knows.
var start = time.Date(2026, 11, 23, 10, 0, 0, 0, calendar.China())

func newHouse(t *testing.T, change ...func(*api.Options)) *house {
	t.Helper()
	h := &house{t: t, db: localtest.DB(t), now: start, log: &lockedBuffer{}, tokens: map[string]string{}, people: map[string]models.PersonID{},
		posts: map[string]models.PostID{}, units: map[string]models.UnitID{}, ids: map[string]string{}}
	ctx := t.Context()
	p, err := policies.New(ctx, h.db)
	require.NoError(t, err)
	blobs, err := activities.NewFolder(t.TempDir())
	require.NoError(t, err)
	h.desk = &activities.Desk{DB: h.db, Policies: p, Blobs: blobs, Now: h.clock}
	h.records = &activities.Records{DB: h.db, Policies: p, Calendars: &activities.Calendars{}, Now: h.clock, Token: activities.Secret}
	o := api.Options{DB: h.db, Policies: p, Procedures: &playtest.Counter{Records: h.records}, Desk: h.desk, Now: h.clock,
		PublicURL: "http://localhost", Version: "test", Log: slog.New(slog.NewTextHandler(h.log, nil))}
	for _, c := range change {
		c(&o)
	}
	h.server, err = api.New(o)
	require.NoError(t, err)
	h.furnish()
	playtest.WrittenTogether(t, h.db)
	return h
}

func (h *house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *house) wait(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func (h *house) exec(query string, args ...any) {
	h.t.Helper()
	conn, err := pgx.Connect(context.Background(), h.db.URL())
	require.NoError(h.t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(context.Background(), query, args...)
	require.NoError(h.t, err)
}

// furnish fills two companies: one with a desk for every function, another with
// a marketing department.
func (h *house) furnish() {
	head, other := uuid.NewString(), uuid.NewString()
	h.ids["company"], h.ids["other-company"] = head, other
	h.exec(`insert into companies (id, code, name, name_en, kind) values ($1, 'HQ', '总公司', 'Head office', 'head'), ($2, 'SUB', '子公司', 'Subsidiary', 'subsidiary')`, head, other)
	for _, f := range []string{"office", "marketing", "production", "workshop", "warehouse", "finance", "gate", "hr", "other"} {
		h.unit(head, f, f)
	}
	h.unit(other, "sub-marketing", "marketing")
	for _, x := range []struct{ person, unit, rank string }{
		{"gao", "office", "gm"}, {"lin", "marketing", "staff"}, {"ma", "marketing", "staff"}, {"mei", "marketing", "head"}, {"pan", "production", "head"}, {"ping", "production", "staff"},
		{"wu", "workshop", "head"}, {"cang", "warehouse", "staff"}, {"fen", "finance", "head"}, {"men", "gate", "staff"}, {"hua", "hr", "head"},
		{"zhang", "other", "staff"}, {"fu", "sub-marketing", "staff"},
	} {
		h.person(x.person, x.unit, x.rank)
	}
	h.ids["customer"], h.ids["variety"], h.ids["stored"] = uuid.NewString(), uuid.NewString(), uuid.NewString()
	h.exec(`insert into customers (id, company_id, code, name, search, category) values ($1, $2, 'C1', '安大纺织', 'adfz', 'target'), (gen_random_uuid(), $3, 'C1', '外地客户', 'wdkh', 'target')`, h.ids["customer"], head, other)
	h.exec(`insert into varieties (id, company_id, code, name, in_production, price_per_kg) values ($1, $3, 'V1', '32支精梳', true, 3200), ($2, $3, 'V2', '40支普梳', false, 2800)`, h.ids["variety"], h.ids["stored"], head)
}

func (h *house) unit(company, name, function string) {
	id := uuid.NewString()
	h.units[name] = models.UnitID(id)
	h.exec(`insert into units (id, company_id, code, name, name_en, function) values ($1, $2, $3, $4, $3, $5)`, id, company, name, "部门"+name, function)
}

func (h *house) person(name, unit, rank string) {
	id, post := uuid.NewString(), uuid.NewString()
	h.people[name], h.posts[name] = models.PersonID(id), models.PostID(post)
	h.exec(`insert into people (id, no, name, name_en, search, email) values ($1, $2, $3, $2, $2, $2 || '@example.com')`, id, name, "员工"+name)
	h.exec(`insert into posts (id, unit_id, company_id, code, title, title_en, rank) select $1, u.id, u.company_id, $2, $3, $2, $4 from units u where u.id = $5`, post, name, "岗位"+name, rank, h.units[unit])
	h.exec(`insert into holdings (id, post_id, person_id, from_on) values (gen_random_uuid(), $1, $2, '2020-01-01')`, post, id)
	h.exec(`insert into accounts (person_id, login, password, lang) values ($1, $2, '', 'zh-CN')`, id, name)
	token, err := h.desk.StartSession(h.t.Context(), models.PersonID(id), activities.From{IP: "127.0.0.1"})
	require.NoError(h.t, err)
	h.tokens[name] = token
}

// request is a complete sample request of the house.
func (h *house) request(purpose string) map[string]any {
	return map[string]any{"customer": h.ids["customer"], "purpose": purpose, "free": true, "wantedOn": "2026-11-30",
		"lines": []map[string]any{{"variety": h.ids["variety"], "size": "whole", "pieces": 2}, {"variety": h.ids["stored"], "size": "small", "pieces": 3}}}
}

// draft starts a draft of lin's and returns it.
func (h *house) draft(purpose string) api.DraftView {
	h.t.Helper()
	var d api.DraftView
	h.do(ask{who: "lin", method: "POST", path: "/api/v1/cases", body: map[string]any{"kind": "sample_request", "document": h.request(purpose)}}).ok(201, &d)
	return d
}

// submitted is a case of lin's that waits for signatures.
func (h *house) submitted(purpose string) api.DraftView {
	h.t.Helper()
	d := h.draft(purpose)
	h.do(ask{who: "lin", method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/submit", d.ID), header: key(), body: map[string]any{"digest": d.Digest}}).ok(200, nil)
	return d
}

// act does the first act of this verb that the case offers to a person.
func (h *house) act(who string, id models.CaseID, verb models.Verb, comment string) reply {
	h.t.Helper()
	var c api.CaseView
	h.get(who, "/api/v1/cases/"+string(id)).ok(200, &c)
	for _, a := range c.Acts {
		if a.Verb == verb {
			return h.do(ask{who: who, method: "POST", path: fmt.Sprintf("/api/v1/cases/%s/acts", id), header: key(),
				body: api.ActForm{Verb: verb, Task: a.Task, Digest: c.Digest, Comment: comment}})
		}
	}
	require.Failf(h.t, "not offered", "%s may not %s: %+v", who, verb, c.Acts)
	return reply{}
}

// A lockedBuffer is a log that may be read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
