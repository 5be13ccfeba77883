package api

import (
	"countersign/models"
	"countersign/models/message"
)

// sayUndated says on tasks without a deadline for which year of the calendar it waits
// (approval.deadline). Few have none, and none is looked for where all have one.
func (l list) sayUndated(rows []InboxRow) error {
	var undated []models.TaskID
	for _, row := range rows {
		if row.DueAt == nil {
			undated = append(undated, row.Task)
		}
	}
	if len(undated) == 0 {
		return nil
	}
	years, err := l.r.MissingYears(undated)
	for i, row := range rows {
		if year := years[row.Task]; year != 0 {
			rows[i].DueWhy = message.Text(l.who.Lang, "due-year-unknown-short", map[string]any{"Year": year})
		}
	}
	return err
}
