package activities

import (
	"encoding/json"
	"slices"
	"time"

	"countersign/models"
	"countersign/models/store"
)

// alarms are the keys of what somebody has to look after who need not see the case.
var alarms = []string{"notice-nobody", "notice-absent-nobody", "notice-empty-seat", "notice-overdue", "notice-calendar-missing"}

// withheld says why a letter is not sent any more; empty where it is. The same rows
// decide as on the notice itself: nobody is written to of a case that he or she may not
// read (approval.need-to-know), or of a task that waits for others (approval.own-case).
// An alarm names no case to who may not read it.
func (o *Outbox) withheld(tx store.Tx, row *store.OutboxRow, at time.Time) (why string, err error) {
	if !row.Active || row.Email == "" {
		return "nobody to write to", nil
	}
	for _, act := range led(row) {
		may, err := o.may(tx, row, act, at)
		switch {
		case err != nil:
			return "", err
		case may:
		case act.Verb == models.Read && slices.Contains(alarms, row.Key):
			row.Case, row.Number, row.Kind, row.Form = "", "", "", ""
			return "", nil
		default:
			return "not for the addressee any more", nil
		}
	}
	return "", nil
}

// led is what a letter leads its reader to: to a case, and to a task of it unless it
// tells that the task has gone.
func led(row *store.OutboxRow) (acts []models.Act) {
	if row.Case == "" {
		return nil
	}
	acts = append(acts, models.Act{Verb: models.Read})
	var of struct {
		Task models.TaskID
		Verb models.Verb
	}
	if json.Unmarshal(row.Args, &of) == nil && of.Task != "" && row.Key != "notice-recalled" && row.Key != "notice-stand-in-over" {
		acts = append(acts, models.Act{Verb: of.Verb, Task: of.Task})
	}
	return acts
}

func (o *Outbox) may(tx store.Tx, row *store.OutboxRow, act models.Act, at time.Time) (bool, error) {
	policy, err := o.Policies.Fresh(tx)
	if err != nil {
		return false, err
	}
	q, err := tx.Facts().Question(act.Verb, row.Person, row.Case, act.Task, row.Digest, at)
	if models.IsKind(err, models.Missing) {
		return false, nil
	}
	return err == nil && policy.Allows(q), err
}
