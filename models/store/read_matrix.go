package store

import (
	"encoding/json"

	"countersign/models"
	"countersign/models/calendar"
)

// MatrixBeside is a company's matrix on a day as it stands without the change of
// one case, and without what came after that.
func (r Reader) MatrixBeside(company models.CompanyID, on calendar.Date, change models.CaseID) (m models.Matrix, err error) {
	var row struct {
		Version int
		Rows    []byte
	}
	found, err := r.one(&row, `select m.version, m.rows from matrices m where m.company_id = ? and m.from_on <= ?
		and m.version < coalesce((select own.version from matrices own where own.case_id = ?), 2147483647) order by m.from_on desc, m.version desc limit 1`, company, on, change)
	if err != nil || !found {
		return m, err
	}
	m.Version = row.Version
	return m, fault("matrix", json.Unmarshal(row.Rows, &m.Rows))
}
