package store

import (
	"countersign/models"
	"countersign/models/calendar"
)

// A Fitness says whether somebody could take part in a case: Employed by the
// company or the head office on the day, and not Involved as requester or as
// whom it concerns.
type Fitness struct {
	ID       models.PersonID
	Employed bool
	Involved bool
}

// Fitness looks at people for a case of a company.
func (tx Tx) Fitness(id models.CaseID, company models.CompanyID, people []models.PersonID, today calendar.Date) (map[models.PersonID]Fitness, error) {
	var rows []Fitness
	err := tx.Raw(`select p.id, (p.left_on is null or p.left_on > ?::date) and exists (
			select from holdings h join posts o on o.id = h.post_id join companies m on m.id = o.company_id
			where h.person_id = p.id and h.from_on <= ?::date and (h.until_on is null or h.until_on > ?::date) and (o.company_id = ? or m.kind = 'head')) as employed,
		exists (select from case_people k where k.case_id = ? and k.person_id = p.id and k.part in ('requester', 'about')) as involved
		from people p where p.id::text in ?`, today, today, today, company, id, people).Scan(&rows).Error
	fit := map[models.PersonID]Fitness{}
	for _, r := range rows {
		fit[r.ID] = r
	}
	return fit, fault("people", err)
}

// OpenTasks lists the tasks of a case that wait now.
func (tx Tx) OpenTasks(id models.CaseID) ([]models.TaskID, error) {
	var open []models.TaskID
	err := tx.Raw(`select id from tasks where case_id = ? and state = 'open' order by id`, id).Scan(&open).Error
	return open, fault("tasks", err)
}
