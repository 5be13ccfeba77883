package store

import (
	"time"

	"github.com/google/uuid"

	"countersign/models"
	"countersign/models/calendar"
)

// What a reset is of.
const (
	ResetOfFactors  = "factors"
	ResetOfPassword = "password"
)

// AwaitSecond notes that by has set the password of a person, which waits for a second
// person to confirm it (approval.step-up).
func (tx Tx) AwaitSecond(p, by models.PersonID, at time.Time) error {
	reset := uuid.NewString()
	if err := tx.Exec(`insert into factor_resets (id, person_id, what, reason, asked_by, asked_at) values (?, ?, ?, '', ?, ?)`, reset, p, ResetOfPassword, by, at).Error; err != nil {
		return fault("password", err)
	}
	tx.lookAgain()
	return fault("password", tx.Exec(`update accounts set unconfirmed = ? where person_id = ?`, reset, p).Error)
}

// OwnerConfirmed notes that a second person has confirmed whose the password is.
func (tx Tx) OwnerConfirmed(p models.PersonID) error {
	tx.lookAgain()
	return fault("password", tx.Exec(`update accounts set unconfirmed = null where person_id = ?`, p).Error)
}

// OwnerProved notes that the person has proved it by a factor: one that was there before
// the password was set.
func (tx Tx) OwnerProved(p models.PersonID) error {
	tx.lookAgain()
	return fault("password", tx.Exec(`update accounts a set unconfirmed = null where a.person_id = ? and not exists (
		select from factors f join factor_resets r on r.id = a.unconfirmed where f.person_id = a.person_id and f.at >= r.asked_at)`, p).Error)
}

// powerful says of the person of the reset f, at the instant ? and on the day ?, that
// there is a power that waits for the confirmation; as Visitor.MustBeConfirmed has it.
const powerful = `(exists (select from people w where w.id = f.person_id and w.administrator)
	or exists (select from holdings h join posts o on o.id = h.post_id where h.person_id = f.person_id and o.rank <> 'staff' and (h.until_on is null or h.until_on > ?::date))
	or exists (select from proxies y where y.agent_id = f.person_id and y.until_at > ? and y.revoked_at is null))`

// MustBeConfirmed reports whether the visitor has a power - more than a post of the staff,
// or somebody's proxy - and a password of which nobody has confirmed yet that it is the
// visitor's own (approval.step-up).
func (v Visitor) MustBeConfirmed() bool {
	if !v.Unconfirmed {
		return false
	}
	for _, p := range v.Posts {
		if !p.Ended && p.Rank != models.RankStaff {
			return true
		}
	}
	return v.Administrator || len(v.Principals) > 0
}

// A Manager is a general manager of a company; Head says that it is the head office.
type Manager struct {
	Company models.CompanyID
	Person  models.PersonID
	Head    bool
}

// GeneralManagers are those of every company who are in force on a day.
func (tx Tx) GeneralManagers(on calendar.Date) (all []Manager, err error) {
	return all, fault("general managers", tx.Raw(`select distinct o.company_id as company, h.person_id as person, m.kind = 'head' as head from holdings h join posts o on o.id = h.post_id join companies m on m.id = o.company_id join people p on p.id = h.person_id
		where o.rank = 'gm' and h.from_on <= ? and (h.until_on is null or h.until_on > ?) and (p.left_on is null or p.left_on > ?) order by 1, 2`, on, on, on).Scan(&all).Error)
}

// Overseers are who is told of what an administrator does to the account of a person: the
// general managers and the heads of human resources of the companies of the person's
// posts and of the head office.
func (tx Tx) Overseers(p models.PersonID, at time.Time) (who []models.PersonID, err error) {
	on := day(at)
	return who, fault("overseers", tx.Raw(`select distinct h.person_id from holdings h join posts o on o.id = h.post_id join units u on u.id = o.unit_id join companies m on m.id = o.company_id
		where (o.rank = 'gm' or (o.rank = 'head' and u.function = 'hr')) and h.from_on <= ?::date and (h.until_on is null or h.until_on > ?::date)
		and (m.kind = 'head' or m.id in (select w.company_id from holdings k join posts w on w.id = k.post_id where k.person_id = ? and (k.until_on is null or k.until_on > ?::date)))`, on, on, p, on).Scan(&who).Error)
}
