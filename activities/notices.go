package activities

import (
	"cmp"
	"context"
	"time"

	"countersign/models"
	"countersign/models/store"
)

// MarkRead marks a person's notices as read; without ids all of them.
func (d *Desk) MarkRead(ctx context.Context, p models.PersonID, ids []string) error {
	return d.write(ctx, func(tx store.Tx, at time.Time) error { return tx.MarkRead(p, ids, at) })
}

// newsOf are the keys of the notices of tasks that an act makes for others.
var newsOf = map[models.Verb]string{
	models.Transfer: "notice-transferred", models.Delegate: "notice-delegated", models.Advise: "notice-returned", models.AddSigner: "notice-added",
	models.Ask: "notice-asked", models.SendBack: "notice-sent-back", models.Sign: "notice-fell",
}

func (p *performance) news() string { return cmp.Or(newsOf[p.in.Act.Verb], store.NoticeTask) }

// newsOfStep is the key of the notice of the tasks of a step that begins.
func newsOfStep(verb models.Verb) string {
	if verb == models.Resubmit {
		return "notice-sent-back"
	}
	return store.NoticeTask
}
