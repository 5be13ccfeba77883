package store

import (
	"countersign/models"
	"countersign/models/form"
)

// Called reads what customers, varieties, people and units with these ids are called, and the
// number of a case, in both languages. What cannot be an id is left out.
func (tx Tx) Called(company models.CompanyID, ids []string) (map[string]form.Text, error) {
	called := map[string]form.Text{}
	if len(ids) == 0 {
		return called, nil
	}
	var rows []struct{ ID, Zh, En string }
	err := tx.Raw(`with asked as (select cast(@ids as uuid[]) as ids)
		select k.id, k.name as zh, k.name as en from customers k, asked where k.company_id = @company and k.id = any(ids)
		union all select v.id, v.name, v.name from varieties v, asked where v.company_id = @company and v.id = any(ids)
		union all select p.id, p.name, coalesce(nullif(p.name_en, ''), p.name) from people p, asked where p.id = any(ids)
		union all select u.id, u.name, coalesce(nullif(u.name_en, ''), u.name) from units u, asked where u.id = any(ids)
		union all select c.id, c.number, c.number from cases c, asked where c.id = any(ids) and c.number is not null and c.company_id = @company`,
		map[string]any{"ids": uuids(ids), "company": company}).Scan(&rows).Error
	for _, row := range rows {
		called[row.ID] = form.Text{Zh: row.Zh, En: row.En}
	}
	return called, fault("names", err)
}

// A SubjectName is what the case that another is about is called.
type SubjectName struct {
	Number string
	Kind   models.Kind // empty where it is top secret
	Form   string      // what FormName reads
}

// SubjectName is what the case that this one is about is called; empty where there is
// none. Whoever may read this one reads that much of the other.
func (c OpenCase) SubjectName() (s SubjectName, err error) {
	_, err = c.one(&s, `select coalesce(c.number, '') as number, case when c.level = '' then c.kind else '' end as kind, case when c.level = '' then `+formName+` else '' end as form
		from cases k join cases c on c.id = k.subject_id where k.id = ?`)
	return s, err
}
