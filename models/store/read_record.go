package store

import (
	"encoding/json"

	"countersign/models"
	"countersign/models/calendar"
)

// A Record is what is shown of any case: its document, who must act and who has, its
// history and its files.
type Record struct {
	Draft       *DraftRow       // the document as it stands before it is submitted; nil where there is none
	Document    json.RawMessage // the version in force; nil where there is none
	Slates      []SlateRow
	Seats       []SeatRow
	Holders     []HolderRow // of the posts of seats
	Signatures  []SignatureRow
	Events      []EventRow
	Attachments []AttachmentRow
	Files       []ActFileRow // that came with acts
	Takers      []TakerRow   // who takes part
	// Excepted and Revoked say that there are Exceptions and Revocations of the case.
	Excepted, Revoked bool
}

// A DraftRow is a document as it stands before it is submitted.
type DraftRow struct {
	Body   json.RawMessage
	Digest models.Digest
}

// record is a Record as an object, still without names: $1 the case, $2 the digest in force.
var record = belonging(`select json_build_object('Draft', (select json_build_object('Body', d.body, 'Digest', d.digest) from drafts d where d.case_id = $1::uuid),
	'Document', (select r.body from revisions r where r.case_id = $1::uuid and r.digest = $2),
	'Slates', ` + list(slatesOf) + `, 'Seats', ` + list(seatsOf) + `, 'Signatures', ` + list(signaturesOf) + `, 'Events', ` + list(eventsOf) + `,
	'Attachments', ` + list(attachmentsOf) + `, 'Files', ` + list(actFilesOf) + `,
	'Excepted', exists (select from exceptions x where x.subject_id = $1::uuid), 'Revoked', exists (select from revocations x where x.subject_id = $1::uuid))`)

// list is the rows of a query as a list of objects, in their order.
func list(query string) string { return `(select json_agg(x) from (` + query + `) x)` }

// Record reads the record of the case as it is on a day.
func (c OpenCase) Record(on calendar.Date) (r Record, err error) {
	if err = (Facts{g: c.r.g}).object(&r, record, c.ID, c.Digest); err != nil {
		return r, fault("record", err)
	}
	if string(r.Document) == "null" {
		r.Document = nil
	}
	return r, fault("names of a record", c.named(&r, on))
}
