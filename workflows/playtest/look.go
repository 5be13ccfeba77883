// Package playtest plays procedures as a test: people of the demo company make
// their moves one after another, on a real database and Temporal's own clock.
package playtest

import (
	"context"
	"slices"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/store"
)

// task is the task that a person means: an open one that waits for the person,
// else one of the verb's that does not.
func (p *Play) task(id models.CaseID, m Move) models.TaskID {
	if slices.Contains(onTheCase, m.Verb) {
		return ""
	}
	if m.Verb == models.TakeBack {
		return One[models.TaskID](p, `select coalesce((select id from tasks where case_id = ? and closed_by = ? and state = 'done' order by id desc limit 1),
			(select id from tasks where case_id = ? limit 1))`, id, p.Person(m.Who), id)
	}
	if m.Verb == models.Recall {
		return One[models.TaskID](p, `select coalesce((select task_id from events where case_id = ? and actor_id = ? and kind in ('transfer', 'delegate') order by seq desc limit 1),
			(select id from tasks where case_id = ? limit 1))`, id, p.Person(m.Who), id)
	}
	verb := m.Verb
	switch verb {
	case models.RefuseIt, models.SendBack, models.Transfer, models.Delegate, models.AddSigner, models.Ask:
		verb = models.Sign
	}
	return One[models.TaskID](p, `select coalesce(
		(select t.id from tasks t left join holdings h on h.post_id = t.post_id and h.until_on is null where t.case_id = ? and t.verb = ?
			and (t.person_id = ? or h.person_id = ?) and t.state <> 'done' order by t.state = 'open' desc, t.id desc limit 1),
		(select t.id from tasks t where t.case_id = ? and t.verb = ? order by t.state = 'open' desc, t.id desc limit 1), gen_random_uuid())`,
		id, verb, p.Person(m.Who), p.Person(m.Who), id, verb)
}

func (p *Play) kind(id models.CaseID) models.Kind {
	return One[models.Kind](p, `select kind from cases where id = ?`, id)
}

func (p *Play) shown(id models.CaseID) models.Digest {
	return One[models.Digest](p, `select case when c.state in ('draft', 'returned') then coalesce(d.digest, c.digest) else c.digest end
		from cases c left join drafts d on d.case_id = c.id where c.id = ?`, id)
}

// RequireSealed walks the case's history: every entry must seal the one before it.
func (p *Play) RequireSealed(id models.CaseID) {
	p.T.Helper()
	var events []models.Event
	require.NoError(p.T, p.DB.Write(context.Background(), func(tx store.Tx) (err error) {
		events, err = tx.Events(id)
		return err
	}))
	require.NotEmpty(p.T, events)
	prev := ""
	for i, e := range events {
		require.Equal(p.T, int64(i+1), e.Seq)
		require.True(p.T, e.Sealed(prev), "event %d (%s) is not as it was sealed", e.Seq, e.Kind)
		prev = e.Hash
	}
}
