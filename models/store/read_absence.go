package store

import (
	"countersign/models"
	"countersign/models/calendar"
)

// An AbsenceRow is an absence with its names.
type AbsenceRow struct {
	ID       models.AbsenceID
	PersonID models.PersonID
	Person   string
	FromOn   calendar.Date
	UntilOn  calendar.Date
	EndedOn  *calendar.Date
	Case     *models.CaseID
	Note     string
}

const absenceRows = `select a.id, a.person_id, name(p) as person, a.from_on, a.until_on, a.ended_on, a.case_id as "case", a.note from absences a join people p on p.id = a.person_id where `

// AbsencesOf lists a person's absences, latest first.
func (r Reader) AbsencesOf(p models.PersonID, most int) (rows []AbsenceRow, err error) {
	return rows, r.query(&rows, absenceRows+Seal("own absences")+`a.person_id = ? order by a.from_on desc, a.id limit ?`, p, most)
}

// AbsencesIn lists the absences of a company's people that are not over on a day, soonest first.
func (r Reader) AbsencesIn(company models.CompanyID, on calendar.Date, most int) (rows []AbsenceRow, err error) {
	return rows, r.query(&rows, absenceRows+Seal("absences of a company")+`a.back_on > ? and `+worksAt+` order by a.from_on, p.no, a.id limit ?`, on, company, on, on, most)
}

// worksAt says of person p that he or she holds a post of a company on a day.
const worksAt = `exists (select from holdings h join posts o on o.id = h.post_id where h.person_id = p.id and o.company_id = ?
	and h.from_on <= ? and (h.until_on is null or h.until_on > ?))`

// A StandInRow says who acts for somebody absent: an agent by proxy, or those who hold
// a post; neither where tasks wait for the return.
type StandInRow struct {
	AbsentID models.PersonID
	Absent   string
	FromOn   calendar.Date
	BackOn   *calendar.Date // nil while the person is suspended
	Agent    string
	Post     string
	Holders  string // separated by 、
	Counted  bool   // the reader may know how many tasks wait
	Tasks    int    // zero where that is not the reader's to know
}

// A StandInQuestion asks who of a company is away on a day. The tasks of others, and that
// something of a top secret case waits, are All's alone to know (approval.need-to-know).
type StandInQuestion struct {
	Company models.CompanyID
	Reader  models.PersonID
	All     bool
	On      calendar.Date
	Most    int
}

// StandIns lists who of a company is away on a day, or suspended, and who acts for each: no more of a
// case than that there is one. Nobody is on it who has left.
func (r Reader) StandIns(q StandInQuestion) (rows []StandInRow, err error) {
	return rows, r.query(&rows, `select `+Seal("who stands in")+`x.absent_id, x.absent, x.from_on, x.back_on, x.agent, x.post, x.holders, x.counted, case when x.counted then x.tasks else 0 end as tasks
		from (select a.id, p.no, a.person_id as absent_id, name(p) as absent, a.from_on, a.back_on, a.person_id = ? or ? as counted,
			coalesce(name(g), '') as agent, coalesce(title(o), '') as post, coalesce((select string_agg(name(x), '、' order by x.no) from holdings h join people x on x.id = h.person_id
				where h.post_id = o.id and h.from_on <= ? and (h.until_on is null or h.until_on > ?) and (x.left_on is null or x.left_on > ?)), '') as holders, count(t.id) as tasks
		from (select id, person_id, from_on, back_on from absences where from_on <= ? and back_on > ? and not `+suspended("person_id")+`
			union all select person_id, person_id, (suspended_at at time zone 'Asia/Shanghai')::date, null from accounts where suspended_at is not null) a
			join people p on p.id = a.person_id left join tasks t on t.absent_id = a.person_id and t.state = 'open'
			and (a.person_id = ? or ? or exists (select from cases c where c.id = t.case_id and c.level <> 'top_secret'))
		left join people g on g.id = t.agent_id and (g.left_on is null or g.left_on > ?)
		left join posts o on o.id = t.post_id and (t.for_post_id is not null or t.for_person_id is not null)
		where (p.left_on is null or p.left_on > ?) and `+worksAt+`
		group by a.id, a.person_id, a.from_on, a.back_on, p.id, g.id, o.id) x order by x.no, x.id limit ?`,
		q.Reader, q.All, q.On, q.On, q.On, q.On, q.On, q.Reader, q.All, q.On, q.On, q.Company, q.On, q.On, q.Most)
}
