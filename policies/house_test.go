package policies

import (
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/calendar"
)

// A random house: who holds what, who let whom sign, and cases. Its days and
// instants lie on both sides of every boundary.
type random struct {
	now time.Time
	sql strings.Builder
}

const (
	somePeople = 6
	someCases  = 7
)

func ofPerson(i int) string { return fmt.Sprintf("30000000-0000-4000-8000-%012d", i) }
func ofCase(i int) string   { return fmt.Sprintf("50000000-0000-4000-8000-%012d", i) }
func ofPost(i int) string   { return fmt.Sprintf("20000000-0000-4000-8000-%012d", i) }
func ofUnit(i int) string   { return fmt.Sprintf("10000000-0000-4000-8000-%012d", i) }

// units and posts do not change: C is a subsidiary of the head office H.
var somePosts = []struct {
	unit int
	rank models.Rank
}{{0, "gm"}, {0, "deputy_gm"}, {1, "head"}, {1, "staff"}, {2, "head"}, {2, "staff"}, {3, "staff"}, {4, "gm"}, {4, "staff"}}

var someUnits = []struct{ company, function string }{
	{ofUnit(101), "office"}, {ofUnit(101), "marketing"}, {ofUnit(101), "production"}, {ofUnit(101), "gate"}, {ofUnit(100), "office"}}

func fixedHouse() string {
	var b strings.Builder
	fmt.Fprintf(&b, "insert into companies (id, code, name, kind) values ('%s', 'H', 'H', 'head'), ('%s', 'C', 'C', 'subsidiary');", ofUnit(100), ofUnit(101))
	for i, u := range someUnits {
		fmt.Fprintf(&b, "insert into units (id, company_id, code, name, function) values ('%s', '%s', 'u%d', '', '%s');", ofUnit(i), u.company, i, u.function)
	}
	for i, p := range somePosts {
		fmt.Fprintf(&b, "insert into posts (id, unit_id, company_id, code, title, rank) values ('%s', '%s', '%s', 'p%d', '', '%s');", ofPost(i), ofUnit(p.unit), someUnits[p.unit].company, i, p.rank)
	}
	for i := range somePeople {
		fmt.Fprintf(&b, "insert into people (id, no, name) values ('%s', '%d', '');", ofPerson(i), i)
	}
	return b.String()
}

var genHouse = rapid.Custom(func(t *rapid.T) *random {
	day := calendar.On(2026, 11, 23)
	r := &random{now: rapid.SampledFrom([]time.Time{day.At(12*time.Hour, calendar.China()), day.At(0, calendar.China()),
		day.AddDays(1).At(0, calendar.China()).Add(-time.Microsecond)}).Draw(t, "now")}
	r.add(`delete from tasks; delete from case_people; delete from cases; delete from proxies; delete from holdings;
		update people set left_on = null; update posts set ended_on = null`)
	pick := func(n int, name string) int { return rapid.IntRange(0, n-1).Draw(t, name) }
	date := func(name string, none bool) string {
		days := []string{"'2026-11-22'", "'2026-11-23'", "'2026-11-24'", "'2027-01-01'"}
		if none {
			days = append(days, "null", "null")
		}
		return rapid.SampledFrom(days).Draw(t, name)
	}
	instant := func(name string) string {
		off := rapid.SampledFrom([]time.Duration{-time.Hour, -time.Microsecond, 0, time.Microsecond, time.Hour}).Draw(t, name)
		return "'" + r.now.Add(off).Format(time.RFC3339Nano) + "'"
	}
	chance := func(name string) bool { return pick(5, name) == 0 }
	for i := range pick(8, "holdings") {
		r.add(`insert into holdings (id, post_id, person_id, from_on, until_on) select gen_random_uuid(), '%s', '%s', f, u
			from (select %s::date as f, %s::date as u) x where u is null or u > f on conflict do nothing`,
			ofPost((pick(len(somePosts), "post")+i)%len(somePosts)), ofPerson(pick(somePeople, "holder")),
			rapid.SampledFrom([]string{"'2026-11-22'", "'2026-01-01'", "'2026-11-23'", "'2026-11-24'"}).Draw(t, "from"), date("until", true))
	}
	if chance("left") {
		r.add(`update people set left_on = %s where id = '%s'`, date("left on", false), ofPerson(pick(somePeople, "who left")))
	}
	if chance("ended") {
		r.add(`update posts set ended_on = %s where id = '%s'`, date("ended on", false), ofPost(pick(len(somePosts), "which ended")))
	}
	for range pick(5, "proxies") {
		principal := pick(somePeople, "principal")
		agent := (principal + 1 + pick(somePeople-1, "agent")) % somePeople
		revoked := "null"
		if chance("revoked") {
			revoked = instant("revoked at")
		}
		r.add(`insert into proxies (id, principal_id, agent_id, from_at, until_at, kinds, limit_cents, given_by, given_at, revoked_at)
			select gen_random_uuid(), '%s', '%s', f, u, %s, %s, '%s', f, %s from (select %s::timestamptz as f, %s::timestamptz as u) x where u > f`,
			ofPerson(principal), ofPerson(agent), rapid.SampledFrom([]string{"'{}'", "'{sample_request}'", "'{exception,matrix_change}'", "'{form/leave}'", "'{form}'"}).Draw(t, "kinds"),
			rapid.SampledFrom([]string{"null", "null", "99", "100", "101"}).Draw(t, "limit"), ofPerson(principal), revoked, instant("from"), instant("until"))
	}
	for i := range someCases {
		unit := pick(len(someUnits), "unit")
		kind, form := rapid.SampledFrom(models.Kinds).Draw(t, "kind"), ""
		if kind == models.KindForm {
			form = rapid.SampledFrom([]string{"leave", "seal_use"}).Draw(t, "form")
		}
		r.add(`insert into cases (id, kind, form, company_id, unit_id, applicant_id, state, digest, amount, opened_at, updated_at) values ('%s', '%s', '%s', '%s', '%s', '%s', '%s', '', %d, now(), now())`,
			ofCase(i), kind, form, someUnits[unit].company, ofUnit(unit), ofPerson(pick(somePeople, "applicant")),
			rapid.SampledFrom([]string{"draft", "running", "running", "effective", "done"}).Draw(t, "state"), rapid.SampledFrom([]int{0, 100}).Draw(t, "amount"))
	}
	for range pick(6, "people") {
		r.add(`insert into case_people values ('%s', '%s', '%s', now()) on conflict do nothing`, ofCase(pick(someCases, "of case")), ofPerson(pick(somePeople, "person")),
			rapid.SampledFrom([]string{"requester", "beneficiary", "about", "party", "copied"}).Draw(t, "part"))
	}
	for i := range pick(12, "tasks") {
		waits := "'" + ofPost(pick(len(somePosts), "task post")) + "', null"
		if chance("for a person") {
			waits = "null, '" + ofPerson(pick(somePeople, "task person")) + "'"
		}
		state := rapid.SampledFrom([]string{"open", "open", "done", "ahead", "void"}).Draw(t, "task state")
		by := "null"
		if state == "done" || state == "void" {
			by = "'" + ofPerson(pick(somePeople, "closed by")) + "'"
		}
		r.add(`insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, post_id, person_id, state, closed_by)
			select '%s', id, kind, company_id, 's', 1, '%s', '', 0, id, %s, '%s', %s from cases where id = '%s'`,
			fmt.Sprintf("60000000-0000-4000-8000-%012d", i), rapid.SampledFrom([]string{"sign", "sign", "release"}).Draw(t, "verb"), waits, state, by, ofCase(pick(someCases, "task case")))
	}
	if chance("no plot") {
		return r
	}
	r.plot(rapid.SampledFrom([]string{"from", "until", "revoked", "kinds", "limit", "left", "held from", "held until", "ended", "person", "state", "verb"}).Draw(t, "plot"),
		rapid.SampledFrom([]time.Duration{-time.Microsecond, 0, time.Microsecond}).Draw(t, "off"), pick(3, "day"))
	return r
})

// plot adds a task that waits for the general manager, whose proxy a person
// without a post holds; one thing about it stands at a boundary.
func (r *random) plot(boundary string, off time.Duration, day int) {
	fact := func(name, usual, otherwise string) string {
		if name == boundary {
			return otherwise
		}
		return usual
	}
	instant := "'" + r.now.Add(off).Format(time.RFC3339Nano) + "'"
	date := []string{"'2026-11-22'", "'2026-11-23'", "'2026-11-24'"}[day]
	manager, agent, post, of := ofPerson(0), ofPerson(somePeople-1), ofPost(0), ofCase(0)
	r.add(`delete from proxies; delete from holdings where person_id in ('%s', '%s')`, manager, agent)
	r.add(`update people set left_on = %s where id = '%s'`, fact("left", "null", date), manager)
	r.add(`update posts set ended_on = %s where id = '%s'`, fact("ended", "null", date), post)
	r.add(`insert into holdings (id, post_id, person_id, from_on, until_on) values (gen_random_uuid(), '%s', '%s', %s, %s)`,
		post, manager, fact("held from", "'2026-01-01'", date), fact("held until", "null", date))
	r.add(`insert into proxies (id, principal_id, agent_id, from_at, until_at, kinds, limit_cents, given_by, given_at, revoked_at)
		values (gen_random_uuid(), '%s', '%s', %s, %s, %s, %s, '%s', now(), %s)`, manager, agent, fact("from", "'2026-01-01'", instant), fact("until", "'2027-01-01'", instant),
		fact("kinds", "'{}'", []string{"'{form}'", "'{form/leave}'", "'{form/seal_use}'"}[day]), fact("limit", "null", []string{"99", "100", "101"}[day]), manager, fact("revoked", "null", instant))
	r.add(`update cases set amount = 100, state = 'running' where id = '%s'`, of)
	if boundary == "kinds" {
		r.add(`update cases set kind = 'form', form = 'leave' where id = '%s'`, of)
	}
	waits := fact("person", "'"+post+"', null", "null, '"+manager+"'")
	r.add(`insert into tasks (id, case_id, kind, company_id, step, attempt, verb, clause, round, seat_id, post_id, person_id, state)
		select gen_random_uuid(), id, kind, company_id, 's', 1, '%s', '', 0, id, %s, '%s' from cases where id = '%s'`,
		fact("verb", "sign", "release"), waits, fact("state", "open", []string{"done", "ahead", "void"}[day]), of)
}

func (r *random) add(format string, args ...any) {
	fmt.Fprintf(&r.sql, format+";\n", args...)
}
