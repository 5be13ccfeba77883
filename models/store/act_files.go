package store

import (
	"time"

	"countersign/models"
)

// An ActFile is a file that came with an act, or will.
type ActFile struct {
	ID        models.AttachmentID
	ActID     models.ActID
	CaseID    models.CaseID
	Name      string
	MediaType string
	Size      int64
	Hash      string
	ByID      models.PersonID
	At        time.Time
}

// KeepActFile keeps a file for an act that is still to be done. The same file comes
// twice without harm; others is how many more the act has of the person's, and done
// that the act was done without this one.
func (tx Tx) KeepActFile(f ActFile) (others int, done bool, err error) {
	var row struct {
		Others     int
		Here, Done bool
	}
	err = tx.Raw(`select count(*) filter (where id <> @id) as others, coalesce(bool_or(id = @id), false) as here, coalesce(bool_or(said_at is not null), false)
		or exists (select from receipts r where r.key = @act) as done from act_files where act_id = @act_id and by_id = @by`,
		map[string]any{"id": f.ID, "act": string(f.ActID), "act_id": f.ActID, "by": f.ByID}).Scan(&row).Error
	if err != nil || row.Here || row.Done {
		return row.Others, row.Done && !row.Here, fault("act file", err)
	}
	return row.Others, false, fault("act file", tx.Exec(`insert into act_files (id, act_id, case_id, name, media_type, size, hash, by_id, at)
		values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`, f.ID, f.ActID, f.CaseID, f.Name, f.MediaType, f.Size, f.Hash, f.ByID, f.At).Error)
}

// SayFiles keeps files of an act for ever and returns the digests of their content
// in the order of the files; fewer where some are not the act's.
func (tx Tx) SayFiles(of models.CaseID, act models.ActID, by models.PersonID, files []models.AttachmentID, at time.Time) (hashes []string, err error) {
	return hashes, fault("act files", tx.Raw(`with said as (update act_files set said_at = @at
			where case_id = @case and act_id = @act and by_id = @by and said_at is null and id = any(cast(@files as uuid[])) returning id, hash)
		select hash from said order by array_position(cast(@files as uuid[]), id)`,
		map[string]any{"at": at, "case": of, "act": act, "by": by, "files": uuids(files)}).Scan(&hashes).Error)
}

// FilesKept is how many files a case has, of the document and of acts, and how many bytes
// they are together.
func (tx Tx) FilesKept(of models.CaseID) (files int, size int64, err error) {
	var row struct {
		Files int
		Size  int64
	}
	err = tx.Raw(`select count(*) as files, coalesce(sum(size), 0) as size from (select size from attachments where case_id = @case and removed_at is null
		union all select size from act_files where case_id = @case) kept`, map[string]any{"case": of}).Scan(&row).Error
	return row.Files, row.Size, fault("files", err)
}

// ForgetLooseFiles removes up to a hundred files that no act has said before an
// instant, and returns the hashes of their content.
func (tx Tx) ForgetLooseFiles(before time.Time) (hashes []string, err error) {
	return hashes, fault("act files", tx.Raw(`delete from act_files where id in (select id from act_files where said_at is null and at < ?
		order by at limit 100 for update skip locked) returning hash`, before).Scan(&hashes).Error)
}

// An ActFileRow is a file that came with an act that was done.
type ActFileRow struct {
	AttachmentRow
	Act models.ActID `json:"act_id"`
}

// actFilesOf are the files that came with the acts of a case, in the order of the acts.
const actFilesOf = `select f.act_id, f.id, f.name, f.media_type, f.size, f.hash, f.by_id, f.at from act_files f where f.case_id = $1::uuid and f.said_at is not null order by f.said_at, f.at, f.id`
