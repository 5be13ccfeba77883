package store

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// A Load is how much waits for one post, or for one person by name.
type Load struct {
	Company string
	Unit    string // of the post, or of the first post that the person holds
	Post    string // title; empty for a person
	Person  string // where the tasks name one, or else those who hold the post
	// Suspended says that none of them may act for now (approval.in-force).
	Suspended bool
	Waiting   int
	Overdue   int
	Oldest    *time.Time // the earliest deadline
}

// Loads lists what waits for whom within a scope over the alias r, the most
// overdue first.
func (r Reader) Loads(scope models.Scope, at time.Time, today calendar.Date) (loads []Load, err error) {
	return loads, r.query(&loads, `select name(k) as company, coalesce(name(u), '') as unit, coalesce(title(p), '') as post, w.waiting, w.overdue, w.oldest,
			coalesce(name(q), (select string_agg(name(hp), ' ' order by hp.no) from holdings h join people hp on hp.id = h.person_id
				where h.post_id = w.post_id and h.from_on <= ? and (h.until_on is null or h.until_on > ?) and (hp.left_on is null or hp.left_on > ?)), '') as person,
			coalesce(`+suspended("q.id")+` or (q.id is null and (select bool_and(`+suspended("hp.id")+`) from holdings h join people hp on hp.id = h.person_id
				where h.post_id = w.post_id and h.from_on <= ? and (h.until_on is null or h.until_on > ?) and (hp.left_on is null or hp.left_on > ?))), false) as suspended
		from (select r.company_id, r.post_id, r.person_id, count(*) as waiting, count(*) filter (where r.due_at < ?) as overdue, min(r.due_at) as oldest
			from tasks r where r.state = 'open' and (`+scope.SQL+`) group by r.company_id, r.post_id, r.person_id) w
		join companies k on k.id = w.company_id left join posts p on p.id = w.post_id left join people q on q.id = w.person_id
		left join units u on u.id = coalesce(p.unit_id, (select o.unit_id from holdings h join posts o on o.id = h.post_id
			where h.person_id = w.person_id and h.from_on <= ? and (h.until_on is null or h.until_on > ?) order by h.from_on, h.id limit 1))
		order by w.overdue desc, w.waiting desc, k.code, u.code, p.code, q.no`,
		flat(today, today, today, today, today, today, at, scope.Args, today, today)...)
}

// A KindOpen is how many cases of a kind are open; of a company's own form Kind says which,
// such as form/leave, and Form what FormName reads.
type KindOpen struct {
	Kind models.Kind
	Form string
	N    int
}

// OpenByKind counts the open cases within a scope over the alias r, each of a company's own
// forms by itself.
func (r Reader) OpenByKind(scope models.Scope) (counts []KindOpen, err error) {
	return counts, r.query(&counts, `select k.kind, k.form, count(*) as n from (select `+kindOf+` as kind, `+formLine+`
		from (select * from cases r where r.state in ('running', 'returned', 'effective') and (`+scope.SQL+`)) c) k group by k.kind, k.form order by k.kind, k.form`, scope.Args...)
}

// CasesAmong are those of the cases that are within a scope over the alias r, each with
// what FormName reads.
func (r Reader) CasesAmong(scope models.Scope, ids []models.CaseID) (within map[models.CaseID]string, err error) {
	var rows []struct {
		ID   models.CaseID
		Form string
	}
	err = r.query(&rows, `select c.id, `+formLine+` from (select * from cases r where r.id = any(?::uuid[]) and (`+scope.SQL+`)) c`, flat(uuids(ids), scope.Args)...)
	within = map[models.CaseID]string{}
	for _, row := range rows {
		within[row.ID] = row.Form
	}
	return within, err
}
