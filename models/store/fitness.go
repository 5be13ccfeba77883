package store

import (
	"countersign/models"
	"countersign/models/calendar"
)

// A Fitness says whether somebody could take part in a case: Employed by the
// company or the head office on the day, and not Involved as requester, or as
// whom it is for or concerns.
type Fitness struct {
	ID       models.PersonID
	Employed bool
	Involved bool
	Leads    bool // holds a post above the staff
	Absent   bool // is away on the day (approval.absence)
	Needed   bool // alone holds another post whose seat on the slate still waits
}

// fitness are the columns of a Fitness, of people who are given last.
const fitness = `p.id, (p.left_on is null or p.left_on > ?::date) and exists (
			select from holdings h join posts o on o.id = h.post_id join companies m on m.id = o.company_id
			where h.person_id = p.id and h.from_on <= ?::date and (h.until_on is null or h.until_on > ?::date) and (o.company_id = ? or m.kind = 'head')) as employed,
		exists (select from cases c join case_people k on k.case_id = c.id or c.kind = 'revocation' and k.case_id = c.subject_id and k.part in ('requester', 'beneficiary')
			where c.id = ? and k.person_id = p.id and k.part in ` + barred + `) as involved,
		exists (select from holdings h join posts o on o.id = h.post_id where h.person_id = p.id and o.rank <> 'staff'
			and h.from_on <= ?::date and (h.until_on is null or h.until_on > ?::date)) as leads,
		exists (select from away(?::date) a where a.person_id = p.id) as absent,
		exists (select from tasks t where t.case_id = ? and t.state in ('open', 'ahead') and t.verb = 'sign' and t.id is distinct from ?::uuid and (t.person_id = p.id
			or (exists (select from holdings h where h.post_id = t.post_id and h.person_id = p.id and h.from_on <= ?::date and (h.until_on is null or h.until_on > ?::date))
				and not exists (select from holdings h where h.post_id = t.post_id and h.person_id <> p.id and h.from_on <= ?::date and (h.until_on is null or h.until_on > ?::date))))) as needed
		from people p where p.id = any(?::uuid[])`

func fitnessOf(id models.CaseID, company models.CompanyID, people []models.PersonID, today calendar.Date, besides models.TaskID) []any {
	var task *models.TaskID
	if besides != "" {
		task = &besides
	}
	return []any{today, today, today, company, id, today, today, today, id, task, today, today, today, today, uuids(people)}
}

// Fitness looks at people for a case of a company, and a task that one of them may
// be given.
func (tx Tx) Fitness(id models.CaseID, company models.CompanyID, people []models.PersonID, today calendar.Date, besides models.TaskID) (map[models.PersonID]Fitness, error) {
	var rows []Fitness
	err := tx.Raw(`select `+fitness, fitnessOf(id, company, people, today, besides)...).Scan(&rows).Error
	return fitByPerson(rows), fault("people", err)
}

// Fitness looks at people for the case, and for a task of it that one of them may be given.
func (c OpenCase) Fitness(people []models.PersonID, today calendar.Date, besides models.TaskID) (map[models.PersonID]Fitness, error) {
	var rows []Fitness
	err := c.r.query(&rows, `select `+Seal("who could take part in a case")+fitness, fitnessOf(c.ID, c.Company, people, today, besides)...)
	return fitByPerson(rows), err
}

func fitByPerson(rows []Fitness) map[models.PersonID]Fitness {
	fit := map[models.PersonID]Fitness{}
	for _, r := range rows {
		fit[r.ID] = r
	}
	return fit
}

// Questions reads the open questions to the applicant of a case.
func (tx Tx) Questions(id models.CaseID) ([]Task, error) {
	var found []Task
	err := tx.Table("tasks").Where("case_id = ? and state = 'open' and asks_task is not null", id).Order("id").Find(&found).Error
	return found, fault("questions", err)
}

// OpenTasks lists the tasks of a case that wait now.
func (tx Tx) OpenTasks(id models.CaseID) ([]models.TaskID, error) {
	var open []models.TaskID
	err := tx.Raw(`select id from tasks where case_id = ? and state = 'open' order by id`, id).Scan(&open).Error
	return open, fault("tasks", err)
}

// Alone reports whether one of the tasks can be done by nobody else than the person.
func (tx Tx) Alone(person models.PersonID, tasks []models.TaskID, today calendar.Date) (alone bool, err error) {
	return alone, fault("holders", tx.Raw(`select exists (select from tasks t where t.id in @tasks and (t.person_id = @person or exists (
		select from holdings h where h.post_id = t.post_id and h.person_id = @person and h.from_on <= @today and (h.until_on is null or h.until_on > @today))
		and not exists (select from holdings h join people p on p.id = h.person_id where h.post_id = t.post_id and h.person_id <> @person
			and h.from_on <= @today and (h.until_on is null or h.until_on > @today) and (p.left_on is null or p.left_on > @today) and not `+suspended("p.id")+`)))`,
		map[string]any{"tasks": tasks, "person": person, "today": today}).Row().Scan(&alone))
}
