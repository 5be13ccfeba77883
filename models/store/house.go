package store

import (
	"strings"
	"time"

	"countersign/models"
)

// SameProxy is the proxy that says what p says and was not revoked; "" where there is none.
// Two of one principal are looked for one after the other.
func (tx Tx) SameProxy(p models.Proxy) (same models.ProxyID, err error) {
	if err := tx.lockPerson(p.Principal); err != nil {
		return "", err
	}
	return same, fault("proxy", tx.Raw(`select id from proxies where principal_id = ? and agent_id = ? and from_at = ? and until_at = ? and kinds = string_to_array(?, ',')
		and limit_cents is not distinct from ? and revoked_at is null limit 1`, p.Principal, p.Agent, p.From, p.Until, kindsOf(p), p.Limit).Scan(&same).Error)
}

// lockPerson lets one transaction at a time write what a person gives.
func (tx Tx) lockPerson(p models.PersonID) error {
	return fault("person", tx.Exec(`select from people where id = ? for no key update`, p).Error)
}

func kindsOf(p models.Proxy) string {
	var kinds []string
	for _, k := range p.Kinds {
		kinds = append(kinds, string(k))
	}
	return strings.Join(kinds, ",")
}

// KeepProxy writes a proxy.
func (tx Tx) KeepProxy(p models.Proxy, by models.PersonID, at time.Time) error {
	tx.lookAgain()
	return fault("proxy", tx.Exec(`insert into proxies (id, principal_id, agent_id, from_at, until_at, kinds, limit_cents, given_by, given_at)
		values (?, ?, ?, ?, ?, string_to_array(?, ','), ?, ?, ?)`, p.ID, p.Principal, p.Agent, p.From, p.Until, kindsOf(p), p.Limit, by, at).Error)
}

// RevokeProxy ends a proxy that a person gave; revoked is false where there is
// none in force or ahead.
func (tx Tx) RevokeProxy(id models.ProxyID, by models.PersonID, at time.Time) (revoked bool, err error) {
	r := tx.Exec(`update proxies set revoked_at = ? where id = ? and principal_id = ? and revoked_at is null and until_at > ?`, at, id, by, at)
	return r.RowsAffected == 1, fault("proxy", r.Error)
}

// MarkRead marks a person's notices as read; without ids all of them.
func (tx Tx) MarkRead(p models.PersonID, ids []string, at time.Time) error {
	if len(ids) == 0 {
		return fault("notices", tx.Exec(`update notices set read_at = ? where person_id = ? and read_at is null`, at, p).Error)
	}
	return fault("notices", tx.Exec(`update notices set read_at = ? where person_id = ? and id in ? and read_at is null`, at, p, ids).Error)
}
