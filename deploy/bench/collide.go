package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"countersign/api"
	"countersign/models"
)

// seconds hold the posts of the three signers as well, in their order.
var seconds = []string{"hemin", "luojia", "wangfang"}

// A collision is counted by what became of it.
type collisions struct{ all, refused, repeated atomic.Int64 }

// collide has two signers press at once on each seat: two holders of the post,
// every second time one of them twice with the same key. Of each pair one
// signature must come; nothing is lost and nothing doubled.
func (b *bed) collide(ctx context.Context, database string, t *table) error {
	if err := b.secondHolders(ctx, database); err != nil {
		return err
	}
	var n collisions
	people := append(append([]string{applicant}, three...), seconds...)
	w, err := b.product("ours", database, people, func(ctx context.Context, c *cast, client int, d api.DraftView) error {
		return n.onCase(ctx, c, client, d)
	}).wake(ctx)
	if err != nil {
		return err
	}
	total, began, longest := turn{}, time.Now(), b.CollisionTime
	for int(n.all.Load()) < b.Collisions && ctx.Err() == nil && (longest == 0 || time.Since(began) < longest) {
		cases := min(100, (b.Collisions-int(n.all.Load())+len(three)-1)/len(three))
		if err := w.prepare(ctx, cases); err != nil {
			return errors.Join(err, w.sleep())
		}
		done := drive(ctx, limits{cases: cases, clients: b.Clients, longest: time.Minute}, w.play)
		total.cases, total.failed = total.cases+done.cases, total.failed+done.failed
		if total.fault == nil {
			total.fault = done.fault
		}
	}
	if err := w.sleep(); err != nil {
		return err
	}
	wrong, err := query[int](ctx, b, database, wronglySigned)
	if err != nil {
		return err
	}
	if total.fault != nil {
		say("    %v", total.fault)
	}
	t.add(row{what: fmt.Sprintf("W2 %d collisions on a seat", n.all.Load()), ours: fmt.Sprintf("%d refused, %d repeated", n.refused.Load(), n.repeated.Load()),
		ratio: fmt.Sprintf("%d cases wrong, %d failed", wrong, total.failed), goal: "0 of 10000", met: yes(wrong == 0 && total.failed == 0)})
	return nil
}

// wronglySigned counts cases that have not exactly one signature, one event and
// one closed task for each seat, or a gap in their history.
const wronglySigned = `select count(*) from cases c where c.state <> 'draft' and (
	c.state <> 'effective'
	or 3 <> (select count(distinct s.seat_id) from signatures s where s.case_id = c.id and s.decision = 'sign' and s.fell_at is null)
	or 3 <> (select count(*) from signatures s where s.case_id = c.id)
	or 3 <> (select count(*) from events e where e.case_id = c.id and e.kind = 'sign')
	or 3 <> (select count(*) from tasks t where t.case_id = c.id and t.step = 'signatures' and t.state = 'done')
	or c.seq <> (select count(*) from events e where e.case_id = c.id))`

func (b *bed) secondHolders(ctx context.Context, database string) error {
	for i, login := range three {
		err := b.execute(ctx, database, fmt.Sprintf(`insert into holdings (id, post_id, person_id, from_on)
			select gen_random_uuid(), h.post_id, a.person_id, '2026-01-01' from holdings h join accounts f on f.person_id = h.person_id, accounts a
			where f.login = '%s' and a.login = '%s' and h.until_on is null`, login, seconds[i]),
			fmt.Sprintf(`update holdings h set until_on = '2026-01-02' from accounts a where a.person_id = h.person_id and a.login = '%s'
			and h.until_on is null and h.from_on < '2026-01-01'`, seconds[i]))
		if err != nil {
			return err
		}
	}
	return nil
}

// onCase submits a draft and lets two signers collide on each of its seats, all
// at once.
func (n *collisions) onCase(ctx context.Context, c *cast, client int, d api.DraftView) error {
	if _, err := c.people[applicant][client].submit(ctx, d); err != nil {
		return err
	}
	err := atOnce(len(three), func(seat int) error {
		task, err := c.people[three[seat]][client].task(ctx, d.ID)
		if err != nil {
			return err
		}
		n.all.Add(1)
		return n.onSeat(ctx, c, client, seat, d, task)
	})
	if err != nil {
		return err
	}
	return c.inForce(ctx, client, d)
}

// onSeat has two signers press at once; every second time it is one person with
// one key over two connections.
func (n *collisions) onSeat(ctx context.Context, c *cast, client, seat int, d api.DraftView, task models.TaskID) error {
	twice := n.all.Load()%2 == 0
	keys := [2]string{uuid.NewString(), uuid.NewString()}
	signers := [2]*visitor{c.people[three[seat]][client], c.people[seconds[seat]][client]}
	if twice {
		keys[1], signers[1] = keys[0], c.people[three[seat]][(client+1)%len(c.people[three[seat]])]
	}
	var receipts [2]models.Receipt
	var faults [2]error
	_ = atOnce(2, func(i int) error {
		receipts[i], faults[i] = signers[i].sign(ctx, d, task, keys[i])
		return nil
	})
	if twice {
		n.repeated.Add(1)
		return errors.Join(faults[0], faults[1], want("receipt", receipts[0].Hash, receipts[1].Hash))
	}
	return n.oneRefused(faults)
}

// oneRefused wants one signature and one refusal that says why.
func (n *collisions) oneRefused(faults [2]error) error {
	for i, fault := range faults {
		var r refusal
		if faults[1-i] == nil && errors.As(fault, &r) && (r.status == http.StatusConflict || r.status == http.StatusForbidden || r.status == http.StatusNotFound) {
			n.refused.Add(1)
			return nil
		}
	}
	return fmt.Errorf("two signers on one seat: %w", errors.Join(faults[0], faults[1], errors.New("not one of each")))
}
