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

// organisation are the posts that the company $1 and the head office have on the
// day $2, each with who holds it, as a list of objects. Holders are joined, not
// asked for post by post.
const organisation = `(select coalesce(json_agg(x.post order by x.code), '[]') from (
	select o.code, json_build_object('post', o.id, 'unit', o.unit_id, 'company', o.company_id, 'rank', o.rank, 'function', u.function,
		'head', m.kind = 'head', 'code', o.code, 'superior', o.superior_id, 'deputyOf', o.deputy_of,
		'holders', coalesce(json_agg(distinct p.id) filter (where p.id is not null), '[]')) as post
	from companies m join posts o on o.company_id = m.id join units u on u.id = o.unit_id
	left join holdings h on h.post_id = o.id and h.from_on <= $2::date and (h.until_on is null or h.until_on > $2::date)
	left join people p on p.id = h.person_id and (p.left_on is null or p.left_on > $2::date)
	where (m.id = $1::uuid or m.kind = 'head') and (o.from_on is null or o.from_on <= $2::date) and (o.ended_on is null or o.ended_on > $2::date)
	group by o.id, u.function, m.kind) x)`

// Organisation lists the posts of a company and of the head office with who
// holds them at now, for the drawing up of slates.
func (f Facts) Organisation(company models.CompanyID, now time.Time) ([]models.StaffedPost, error) {
	var posts []models.StaffedPost
	err := f.object(&posts, `select `+organisation, id(company), day(now))
	return posts, fault("organisation", err)
}

var drawUp = `select json_build_object('Version', v.version, 'Posts', case when v.version <> $9 then ` + organisation + ` end, 'Absent', ` + absent + `, 'Matrix',
	(select json_build_object('Version', x.version, 'Rows', x.rows) from matrices x where x.company_id = $1::uuid and x.version = $4), 'Record', json_build_object('People',
	(select json_agg(json_build_object('Person', k.person_id, 'Part', k.part) order by k.person_id) from case_people k where k.case_id = $3::uuid)))
	from (select ` + organisationVersion + ` as version) v`

// organisationVersion is the version of who holds which post; -1 where the transaction
// that reads has changed it.
const organisationVersion = `(select case when raised_by = pg_current_xact_id_if_assigned() then -1 else version end from organisation_version)`

// DrawUp reads what the drawing up of a step of c takes: who holds which post on
// now, who has to do with the case, and the matrix that the case began with.
func (f Facts) DrawUp(c models.Case, step models.Step, now time.Time) (models.DrawUp, models.Matrix, error) {
	known := f.known.of(c.Company, day(now))
	var read struct {
		staffing
		Record recorded
		Matrix models.Matrix
		Absent models.Away
	}
	err := f.object(&read, drawUp, id(c.Company), known.day, id(c.ID), c.Matrix, now, c.Kind.Of(c.Form), c.Amount, c.Level, known.Version)
	if err == nil && read.Version != known.Version {
		known.Version, known.Posts = read.Version, read.Posts
		f.known.keep(c.Company, known)
	}
	return models.DrawUp{Kind: c.Kind, Step: step, Case: *read.Record.facts(c), Posts: known.Posts, Absent: read.Absent}, read.Matrix, fault("drawing up", err)
}

// matrixOf is the matrix of the company $1 on the day $2 as an object.
const matrixOf = `(select json_build_object('Version', x.version, 'Rows', x.rows) from matrices x
	where x.company_id = $1::uuid and x.from_on <= $2::date order by x.from_on desc, x.version desc limit 1)`

// Matrix is the company's authority matrix on a day; version 0 without rows
// where the company has none of its own.
func (f Facts) Matrix(company models.CompanyID, on calendar.Date) (m models.Matrix, err error) {
	return m, fault("matrix", f.object(&m, `select `+matrixOf, id(company), on))
}

// MatrixVersion is the version of the company's authority matrix on a day, and
// whether it lets applicants choose who signs; 0 where the company has none of its own.
func (f Facts) MatrixVersion(company models.CompanyID, on calendar.Date) (version int, chooses bool, err error) {
	err = f.g.Raw(`select coalesce(max(version), 0), coalesce(bool_or(chooses), false) from (select version, rows::text like '%"choice:%' as chooses
		from matrices where company_id = ? and from_on <= ? order by from_on desc, version desc limit 1) m`, company, on).Row().Scan(&version, &chooses)
	return version, chooses, fault("matrix", err)
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
	var row rulebookRow
	err := f.g.Raw(query, args...).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return regulation.Rulebook{}, nil
	}
	if err != nil {
		return regulation.Rulebook{}, fault("rulebook", err)
	}
	b, err := row.book()
	return b, fault("rulebook", err)
}

// A rulebookRow is a version of a rulebook; the zero one is the regulations' own.
type rulebookRow struct {
	Version    int
	Parameters json.RawMessage
}

func (r rulebookRow) book() (regulation.Rulebook, error) {
	if r.Version == 0 {
		return regulation.Rulebook{}, nil
	}
	var own map[string]json.RawMessage
	if err := json.Unmarshal(r.Parameters, &own); err != nil {
		return regulation.Rulebook{}, err
	}
	return regulation.NewRulebook(r.Version, own)
}
