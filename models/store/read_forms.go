package store

import (
	"time"

	"countersign/models"
)

// A FormVersion is what a list says of a version of a form of a company.
type FormVersion struct {
	Code    string    `json:"code"`
	Version int       `json:"version"`
	By      string    `json:"by"`
	At      time.Time `json:"at"`
}

// FormVersions lists the versions that a company has defined itself, the newest first.
func (r Reader) FormVersions(company models.CompanyID) (all []FormVersion, err error) {
	return all, r.query(&all, `select f.code, f.version, name(p) as by, f.at from forms f join people p on p.id = f.by_id
		where f.company_id = ? order by f.code, f.version desc`, company)
}
