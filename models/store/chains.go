package store

import (
	"context"
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
)

// watched are the cases whose histories are walked each time: those that are open, or
// ended in the last week, or were found broken when they were last walked.
const watched = `(select id from cases where state in ('running', 'returned', 'effective') union select id from cases where updated_at > cast(@today as date) - 7
	union select (f ->> 'case')::uuid from examination x, json_array_elements(x.findings) f where f ->> 'trouble' = @broken)`

// Chains reads the histories of cases that were submitted, after an id: of those that are
// to be watched, or of all others. It reads no content and is meant for the operator, not for a page.
func (db *DB) Chains(ctx context.Context, after models.CaseID, today calendar.Date, others bool, most int) ([]models.Chain, error) {
	which := `in ` + watched
	if others {
		which = `not in ` + watched
	}
	if after == "" {
		after = "00000000-0000-0000-0000-000000000000"
	}
	var rows []struct {
		ID     models.CaseID
		Of     models.Kind
		Number *string
		Last   int64
		Head   string
		Entry  eventRow `gorm:"embedded"`
	}
	err := db.gorm.WithContext(ctx).Raw(`with page as (select c.id, c.kind as of, c.number, c.seq as last, c.head from cases c
			where c.state <> 'draft' and c.id > cast(@after as uuid) and c.id `+which+` order by c.id limit @most)
		select page.*, `+eventColumns+` from page left join events e on e.case_id = page.id order by page.id, e.seq`,
		map[string]any{"after": after, "today": today, "broken": models.BrokenChain, "most": most}).Scan(&rows).Error
	var chains []models.Chain
	for _, r := range rows {
		if n := len(chains); n == 0 || chains[n-1].Case != r.ID {
			chains = append(chains, models.Chain{Case: r.ID, Kind: r.Of, Number: r.Number, Seq: r.Last, Head: r.Head})
		}
		if c := &chains[len(chains)-1]; r.Entry.Hash != nil { // else it has none
			c.Events = append(c.Events, r.Entry.event())
		}
	}
	return chains, fault("histories", err)
}

// An eventRow is an entry as it is kept, or nothing.
type eventRow struct {
	Case   models.CaseID
	Seq    int64
	Kind   string
	Actor  *models.PersonID
	Post   *models.PostID
	Task   *models.TaskID
	Clause regulation.ID
	Body   string
	At     time.Time
	Prev   string
	Hash   *string
}

const eventColumns = `e.case_id as case, e.seq, e.kind, e.actor_id as actor, e.post_id as post, e.task_id as task, e.clause, e.body::text as body, e.at, e.prev, e.hash`

func (r eventRow) event() models.Event {
	return models.Event{Case: r.Case, Seq: r.Seq, Kind: r.Kind, Actor: r.Actor, Post: r.Post, Task: r.Task, Clause: r.Clause,
		Body: json.RawMessage(r.Body), At: r.At, Prev: r.Prev, Hash: *r.Hash}
}

// Events reads the whole history of a case, in order.
func (tx Tx) Events(id models.CaseID) ([]models.Event, error) {
	var rows []eventRow
	err := tx.Raw(`select `+eventColumns+` from events e where e.case_id = ? order by e.seq`, id).Scan(&rows).Error
	events := make([]models.Event, len(rows))
	for i, r := range rows {
		events[i] = r.event()
	}
	return events, fault("events", err)
}
