package store

import (
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// Organisation lists the posts of a company and of the head office with who
// holds them at now, for the drawing up of slates.
func (f Facts) Organisation(company models.CompanyID, now time.Time) ([]models.StaffedPost, error) {
	var posts []models.StaffedPost
	err := f.object(&posts, `select coalesce(json_agg(json_build_object('post', o.id, 'unit', o.unit_id, 'company', o.company_id, 'rank', o.rank,
		'function', u.function, 'head', m.kind = 'head', 'code', o.code, 'superior', o.superior_id, 'deputyOf', o.deputy_of,
		'holders', coalesce((select json_agg(distinct h.person_id) from holdings h join people p on p.id = h.person_id
			where h.post_id = o.id and h.from_on <= $2::date and (h.until_on is null or h.until_on > $2::date)
			and (p.left_on is null or p.left_on > $2::date)), '[]')) order by o.code), '[]')
		from posts o join units u on u.id = o.unit_id join companies m on m.id = o.company_id
		where (o.company_id = $1::uuid or m.kind = 'head') and (o.ended_on is null or o.ended_on > $2::date)`,
		id(company), today(now))
	return posts, fault("organisation", err)
}

// DrawUp reads what the drawing up of a step of c takes: who holds which post on
// now, who has to do with the case, and the company's matrix.
func (f Facts) DrawUp(c models.Case, step models.Step, now time.Time) (models.DrawUp, models.Matrix, error) {
	d := models.DrawUp{Kind: c.Kind, Step: step}
	err := f.object(&d.Case, `select json_build_object('Requesters', json_agg(person_id order by person_id) filter (where part = 'requester'),
		'About', json_agg(person_id order by person_id) filter (where part = 'about')) from case_people where case_id = $1::uuid`, id(c.ID))
	if err != nil {
		return d, models.Matrix{}, fault("case people", err)
	}
	fill(&d.Case, c)
	if d.Posts, err = f.Organisation(c.Company, now); err != nil {
		return d, models.Matrix{}, err
	}
	m, err := f.Matrix(c.Company, today(now))
	return d, m, err
}

// Matrix is the company's authority matrix on a day; version 0 without rows
// where the company has none of its own.
func (f Facts) Matrix(company models.CompanyID, on calendar.Date) (models.Matrix, error) {
	var row struct {
		Version int
		Rows    []byte
	}
	err := f.g.Raw(`select version, rows from matrices where company_id = ? and from_on <= ? order by from_on desc, version desc limit 1`, company, on).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return models.Matrix{}, nil
	}
	if err != nil {
		return models.Matrix{}, fault("matrix", err)
	}
	m := models.Matrix{Version: row.Version}
	return m, fault("matrix", json.Unmarshal(row.Rows, &m.Rows))
}

// Rulebook is the company's rulebook on a day; the regulations' own values where
// it has none.
func (f Facts) Rulebook(company models.CompanyID, on calendar.Date) (regulation.Rulebook, error) {
	return f.rulebook(`select version, parameters from rulebooks where company_id = ? and from_on <= ? order by from_on desc, version desc limit 1`, company, on)
}

// RulebookVersion is one version of the company's rulebook: a running case
// finishes under the version that it began with.
func (f Facts) RulebookVersion(company models.CompanyID, version int) (regulation.Rulebook, error) {
	return f.rulebook(`select version, parameters from rulebooks where company_id = ? and version = ?`, company, version)
}

func (f Facts) rulebook(query string, args ...any) (regulation.Rulebook, error) {
	var row struct {
		Version    int
		Parameters []byte
	}
	err := f.g.Raw(query, args...).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return regulation.Rulebook{}, nil
	}
	if err != nil {
		return regulation.Rulebook{}, fault("rulebook", err)
	}
	var own map[string]json.RawMessage
	if err := json.Unmarshal(row.Parameters, &own); err != nil {
		return regulation.Rulebook{}, fault("rulebook", err)
	}
	b, err := regulation.NewRulebook(row.Version, own)
	return b, fault("rulebook", err)
}
