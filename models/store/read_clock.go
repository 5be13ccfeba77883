package store

import (
	"encoding/json"
	"time"

	"countersign/models"
)

// A HeldRow is a task with the times that it was open and those that its clock stood
// still, and who had it.
type HeldRow struct {
	Task     models.TaskID
	Step     models.Step
	Post     string
	Unit     string // of the post, or of the first post that the person holds
	UnitID   models.UnitID
	Person   string // where it waits for one by name
	Party    models.Party
	OpenedAt time.Time
	ClosedAt *time.Time
	Earlier  json.RawMessage // [[opened, closed], …]
	Asked    json.RawMessage // the same of the questions to the applicant
}

// heldTask is a task t of case c with who had it: u is its unit. What is asked under
// a task counts for those that took its place too, but not for a superior who was given
// it as well.
const heldTask = `t.id as task, t.step, coalesce(title(p), '') as post, coalesce(name(w), '') as person, t.opened_at, t.closed_at, t.earlier, t.due_at, t.state,
	coalesce(name(u), '') as unit, coalesce(u.id::text, '') as unit_id,
	case when t.person_id = c.applicant_id then 'applicant'
		when t.person_id is not null and not exists (select from holdings h join posts o on o.id = h.post_id where h.person_id = t.person_id and o.company_id = c.company_id) then 'outside'
		else 'holder' end as party,
	(select json_agg(json_build_array(q.opened_at, least(q.closed_at, q.escalated_at))) from tasks q join tasks k on k.id = q.asks_task
		where q.case_id = t.case_id and k.case_id = t.case_id and (k.id = t.id or k.seat_id = t.seat_id and t.why <> 'escalated' and k.why <> 'escalated')) as asked`

const heldBy = ` left join posts p on p.id = t.post_id left join people w on w.id = t.person_id
	left join units u on u.id = coalesce(p.unit_id, case when t.person_id = c.applicant_id then c.unit_id end, (select o.unit_id from holdings h join posts o on o.id = h.post_id
		where h.person_id = t.person_id and o.company_id = c.company_id order by h.from_on, h.id limit 1))`

// Held lists the tasks of the case that were ever open, the oldest first.
func (c OpenCase) Held() (rows []HeldRow, err error) {
	return rows, c.query(&rows, `select `+heldTask+` from cases c join tasks t on t.case_id = c.id`+heldBy+` where c.id = ? and t.opened_at is not null and t.asks_task is null order by t.opened_at, t.id`)
}

// A Share is a task that was open in a period, and the unit of its case.
type Share struct {
	HeldRow
	Kind          models.Kind // of the case; of a company's own form which, such as form/leave
	Form          string      // what FormName reads
	Company       models.CompanyID
	DueAt         *time.Time
	State         string
	ApplicantUnit models.UnitID
	ApplicantName string // of that unit
}

// Shares lists the tasks within a scope over the alias r that were open in a period.
func (r Reader) Shares(q RegisterQuery) (rows []Share, err error) {
	return rows, r.query(&rows, `select `+heldTask+`, `+kindOf+` as kind, `+formLine+`, c.company_id as company, c.unit_id as applicant_unit, name(a) as applicant_name
		from (select * from tasks r where r.opened_at < ? and (r.closed_at >= ? or r.state = 'open') and r.asks_task is null and (`+q.Scope.SQL+`)) t
		join cases c on c.id = t.case_id join units a on a.id = c.unit_id`+heldBy+` order by t.opened_at, t.id`,
		flat(q.In.Until, q.In.From, q.Scope.Args)...)
}

// Hold is the task as a ledger charges it; what is still open lasts until now.
func (h HeldRow) Hold(now time.Time) (models.Hold, error) {
	hold := models.Hold{Task: h.Task, Party: h.Party}
	var err error
	if hold.Open, err = stretches(h.Earlier, now); err != nil {
		return hold, err
	}
	last := models.Stretch{From: h.OpenedAt, Until: now}
	if h.ClosedAt != nil {
		last.Until = *h.ClosedAt
	}
	hold.Open = append(hold.Open, last)
	hold.Paused, err = stretches(h.Asked, now)
	return hold, err
}

// stretches reads pairs of instants; one without an end lasts until now.
func stretches(text json.RawMessage, now time.Time) (all []models.Stretch, err error) {
	var pairs [][2]*time.Time
	if len(text) == 0 {
		return nil, nil
	}
	if err := json.Unmarshal(text, &pairs); err != nil {
		return nil, fault("clock", err)
	}
	for _, p := range pairs {
		if p[0] == nil {
			continue
		}
		s := models.Stretch{From: *p[0], Until: now}
		if p[1] != nil {
			s.Until = *p[1]
		}
		all = append(all, s)
	}
	return all, nil
}
