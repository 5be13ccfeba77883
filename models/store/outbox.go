package store

import (
	"errors"
	"time"

	"gorm.io/gorm"

	"countersign/models"
)

// An OutboxRow is a message that must leave the building.
type OutboxRow struct {
	ID     string
	Tries  int
	Person models.PersonID
	Email  string
	Lang   string
	Case   models.CaseID // empty where it concerns none
	Number string        // of the case
	Digest models.Digest // of its document
	Active bool          // the person is in force
	// What the notice says, and of what kind of case; FormName reads Form.
	Key  string
	Args []byte
	Kind models.Kind
	Form string
}

// NextOutbox takes the next message of a channel that is due and holds it until
// the transaction ends, so that no other sender has it; found is false where
// there is none.
func (tx Tx) NextOutbox(channel string, at time.Time) (row OutboxRow, found bool, err error) {
	err = tx.Raw(`select o.id, o.tries, n.person_id as person, p.email, coalesce(a.lang, 'zh-CN') as lang, coalesce(n.case_id::text, '') as "case",
			coalesce(c.number, '') as number, coalesce(c.digest, '') as digest, (p.left_on is null or p.left_on > ?::date) and not `+suspended("p.id")+` as active,
			n.key, n.args, case when c.level = '' then c.kind else '' end as kind, case when c.level = '' then `+formName+` else '' end as form
		from outbox o join notices n on n.id = o.notice_id join people p on p.id = n.person_id
		left join accounts a on a.person_id = p.id left join cases c on c.id = n.case_id
		where o.sent_at is null and o.channel = ? and o.next_at <= ? order by o.next_at, o.id limit 1 for update of o skip locked`, day(at), channel, at).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return row, false, nil
	}
	return row, err == nil, fault("outbox", err)
}

// Sent marks a message as sent.
func (tx Tx) Sent(id string, at time.Time) error {
	return fault("outbox", tx.Exec(`update outbox set sent_at = ?, tries = tries + 1, failed = '' where id = ?`, at, id).Error)
}

// NotSent notes why a message could not be sent and when to try again.
func (tx Tx) NotSent(id, why string, next time.Time) error {
	return fault("outbox", tx.Exec(`update outbox set tries = tries + 1, failed = ?, next_at = ? where id = ?`, why, next, id).Error)
}
