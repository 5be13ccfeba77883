package store

import (
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// A RevocationRow is a case that asks, or has asked, that this one be void.
type RevocationRow struct {
	Case      models.CaseID
	Number    string
	State     string // asked, granted, refused, withdrawn
	By        string
	At        time.Time
	Decided   string // by whom; empty while nobody has
	DecidedAt *time.Time
	Reason    string
}

// Revocations lists the revocations that were asked for of the case, oldest first.
func (c OpenCase) Revocations() (rows []RevocationRow, err error) {
	return rows, c.query(&rows, `select v.case_id as "case", coalesce(c.number, '') as number, v.state, name(p) as by, v.at, coalesce(name(d), '') as decided, v.decided_at,
		coalesce((select r.body->>'reason' from revisions r where r.case_id = v.case_id and r.digest = c.digest), '') as reason
		from revocations v join cases c on c.id = v.case_id join people p on p.id = v.asked_by left join people d on d.id = v.decided_by
		where v.subject_id = ? order by v.at, v.case_id`)
}

// AskRevocation enters a revocation, or of what when it was mended. IsDuplicate tells
// that the subject is being revoked already, or was.
func (tx Tx) AskRevocation(id models.CaseID, subject models.Case, by models.PersonID, at time.Time) error {
	return fault("revocation", tx.Exec(`insert into revocations (case_id, subject_id, subject_digest, asked_by, state, at) values (?, ?, ?, ?, 'asked', ?)
		on conflict (case_id) do update set subject_id = excluded.subject_id, subject_digest = excluded.subject_digest`, id, subject.ID, subject.Digest, by, at).Error)
}

// UnderRevocation reports whether another case than id asks for the subject's
// revocation, or has brought it about.
func (tx Tx) UnderRevocation(subject, id models.CaseID) (found bool, err error) {
	err = tx.Raw(`select exists (select from revocations where subject_id = ? and case_id <> ? and state in ('asked', 'granted'))`, subject, id).Row().Scan(&found)
	return found, fault("revocations", err)
}

// DecideRevocation notes what became of a revocation: granted, refused or withdrawn.
// told says that the subject has no workflow that must hear of it.
func (tx Tx) DecideRevocation(id models.CaseID, state string, told bool, by models.PersonID, at time.Time) error {
	var heard *time.Time
	if told {
		heard = &at
	}
	return fault("revocation", tx.Exec(`update revocations set state = ?, decided_by = ?, decided_at = ?, told_at = ? where case_id = ?`, state, by, at, heard, id).Error)
}

// ToldRevoked notes that the workflow of a case has heard of its revocation.
func (tx Tx) ToldRevoked(subject models.CaseID, at time.Time) error {
	return fault("revocation", tx.Exec(`update revocations set told_at = ? where subject_id = ? and state = 'granted' and told_at is null`, at, subject).Error)
}

// VoidPass makes the gate pass of a case void; a used one stays as it is.
func (tx Tx) VoidPass(id models.CaseID, at time.Time) error {
	return fault("gate pass", tx.Exec(`update gate_passes set void_at = ? where case_id = ? and used_at is null`, at, id).Error)
}

// Gone is what has become of the goods of a sample request that is not simply void.
type Gone struct {
	Left    bool // by the gate pass
	Paid    bool // the books have entries of the case
	Counted bool // a month end has them among its lines
}

// Gone reads what has become of the goods of a case.
func (tx Tx) Gone(id models.CaseID) (g Gone, err error) {
	err = tx.Raw(`select exists (select from gate_passes where case_id = @id and used_at is not null for share), exists (select from entries where case_id = @id),
		exists (select from month_end_lines where of_case = @id and not released)`, map[string]any{"id": id}).Row().Scan(&g.Left, &g.Paid, &g.Counted)
	return g, fault("goods", err)
}

// Booked reports whether the books have entries of a case.
func (tx Tx) Booked(id models.CaseID) (booked bool, err error) {
	err = tx.Raw(`select exists (select from entries where case_id = ?)`, id).Row().Scan(&booked)
	return booked, fault("entries", err)
}

// Used reports whether a case has gone on under an exception.
func (tx Tx) Used(exception models.CaseID) (used bool, err error) {
	err = tx.Raw(`select exists (select from exceptions where case_id = ? and used_at is not null)`, exception).Row().Scan(&used)
	return used, fault("exceptions", err)
}

// DropMatrix takes the matrix of a change away that is not in force on a day; dropped
// is false where it is.
func (tx Tx) DropMatrix(change models.CaseID, today calendar.Date) (dropped bool, err error) {
	r := tx.Exec(`delete from matrices where case_id = ? and from_on > ?`, change, today)
	return r.RowsAffected > 0, fault("matrix", r.Error)
}

// MatrixAhead reports whether the matrix of a change is not in force yet on a day.
func (tx Tx) MatrixAhead(change models.CaseID, today calendar.Date) (ahead bool, err error) {
	err = tx.Raw(`select exists (select from matrices where case_id = ? and from_on > ?)`, change, today).Row().Scan(&ahead)
	return ahead, fault("matrix", err)
}

// NotifyParties writes a notice about a case to all who have to do with it, and to
// those whom its open tasks wait for.
func (tx Tx) NotifyParties(id models.CaseID, key string, today calendar.Date, at time.Time) error {
	return fault("notices", tx.Exec(`with told as (
		insert into notices (id, person_id, case_id, kind, key, at)
		select gen_random_uuid(), x.person_id, @case, 'case', @key, cast(@at as timestamptz) from (
			select person_id from case_people where case_id = @case and part <> 'about'
			union select person_id from tasks where case_id = @case and state = 'open' and person_id is not null
			union select closed_by from tasks where case_id = @case and state = 'done' and closed_by is not null
			union select h.person_id from tasks t join holdings h on h.post_id = t.post_id where t.case_id = @case and t.state = 'open'
				and h.from_on <= cast(@today as date) and (h.until_on is null or h.until_on > cast(@today as date))) x returning id, person_id)
		insert into outbox (id, notice_id, channel, at, next_at)
		select gen_random_uuid(), told.id, 'mail', cast(@at as timestamptz), cast(@at as timestamptz) from told join people p on p.id = told.person_id where p.email <> '' and (p.left_on is null or p.left_on > cast(@at as timestamptz))`,
		map[string]any{"case": id, "key": key, "today": today, "at": at}).Error)
}
