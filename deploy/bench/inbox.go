package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"countersign/api"
)

// barePage is what a page of an inbox needs at least: its rows with their names,
// in one prepared statement.
const barePage = `select t.id::text, t.verb, t.due_at, c.id::text, c.kind, c.number, c.state, c.updated_at, a.name, u.name
	from tasks t join cases c on c.id = t.case_id join people a on a.id = c.applicant_id join units u on u.id = c.unit_id
	where t.state = 'open' and t.post_id = $1 order by coalesce(t.due_at, 'infinity'::timestamptz), t.id limit 20`

// pageRows are the rows of a page.
const pageRows = 20

// An ask is one question of W3 to one of the two sides, by so many clients.
type ask struct {
	name    string
	clients int
	play    func(ctx context.Context, client, number int) error
}

// measureInbox is W3: the first page and the badge of one head among ten thousand
// people, at several numbers of open tasks, against the bare SQL page on the same data.
func measureInbox(ctx context.Context, b *bed, t *table) error {
	names := make([]string, len(b.Sizes))
	for i, size := range b.Sizes {
		var err error
		if names[i], err = b.fill(ctx, size); err != nil {
			return err
		}
	}
	all := make([]map[string][]turn, len(b.Sizes))
	for round := range b.Rounds + 1 {
		for i, size := range b.Sizes {
			if all[i] == nil {
				all[i] = map[string][]turn{}
			}
			if err := b.inboxRound(ctx, names[i], size, round, all[i]); err != nil {
				return err
			}
		}
	}
	for i, size := range b.Sizes {
		t.compared(fmt.Sprintf("W3 inbox page, %d open, %d clients", size, b.Clients), all[i]["page"], all[i]["bare page"], 4, 4)
		t.besideReader(fmt.Sprintf("W3 inbox page, %d open, %d clients", size, b.Clients), all[i]["page"], all[i]["bare page"], 4)
		t.compared(fmt.Sprintf("W3 inbox page, %d open, 1 client", size), all[i]["page alone"], all[i]["bare page alone"], 4, 4)
		t.atMost(fmt.Sprintf("W3 badge, %d open, 1 client, p50 ms", size), all[i]["badge"], 2)
	}
	if last := len(b.Sizes) - 1; last > 0 {
		t.flat(fmt.Sprintf("W3 page, %d over %d open, p50 of 1 client", b.Sizes[last], b.Sizes[0]), all[last]["page alone"], all[0]["page alone"], 1.3)
	}
	return nil
}

// inboxRound asks both sides everything once; round 0 is thrown away.
func (b *bed) inboxRound(ctx context.Context, database string, size, round int, into map[string][]turn) error {
	server, err := b.raise(database, "product", "--folder="+b.folder("attachments"))
	if err != nil {
		return err
	}
	c, err := b.assemble(ctx, database, server.addresses[0], marketing)
	if err != nil {
		return errors.Join(err, server.stop())
	}
	heads := c.people[marketing]
	page := func(ctx context.Context, client, _ int) error { return readPage(ctx, heads[client]) }
	badge := func(ctx context.Context, client, _ int) error { return readBadge(ctx, heads[client], size) }
	err = b.askAll(ctx, append(b.roots(), server.pid()), round, into,
		ask{"page", b.Clients, page}, ask{"page alone", 1, page}, ask{"badge", 1, badge})
	if err := errors.Join(err, server.stop()); err != nil {
		return err
	}
	bare, closeAll, err := b.bareReader(ctx, database)
	if err != nil {
		return err
	}
	defer closeAll()
	return b.askAll(ctx, b.roots(), round, into, ask{"bare page", b.Clients, bare}, ask{"bare page alone", 1, bare})
}

// askAll measures each question for a second.
func (b *bed) askAll(ctx context.Context, roots []int, round int, into map[string][]turn, asks ...ask) error {
	drive(ctx, limits{200, b.Clients, 2 * time.Second}, asks[0].play)
	idle, err := idleness(roots, b.Idle/2)
	if err != nil {
		return err
	}
	for _, a := range asks {
		t, err := load(ctx, roots, idle, limits{1 << 30, a.clients, time.Second}, a.play)
		if err != nil {
			return err
		}
		say("  round %d, %s: %d, %d failed, %.3f CPU-ms each, p50 %.2f p95 %.2f ms, others used %.2f processors", round, a.name, t.cases, t.failed, t.milliseconds(), t.p(50), t.p(95), t.others)
		if t.fault != nil {
			return t.fault
		}
		if round > 0 {
			into[a.name] = append(into[a.name], t)
		}
	}
	return nil
}

func readPage(ctx context.Context, v *visitor) error {
	var page api.InboxPage
	if err := v.ask(ctx, "GET", "/api/v1/inbox", "", nil, &page); err != nil {
		return err
	}
	return want("rows", pageRows, len(page.Rows))
}

func readBadge(ctx context.Context, v *visitor, size int) error {
	var count api.Count
	if err := v.ask(ctx, "GET", "/api/v1/inbox/count", "", nil, &count); err != nil {
		return err
	}
	return want("count", min(99, headsShare(size)), count.Todo)
}

// bareReader asks the bare page over one connection a client.
func (b *bed) bareReader(ctx context.Context, database string) (play func(context.Context, int, int) error, closeAll func(), err error) {
	post, err := query[string](ctx, b, database, `select id::text from posts where code = 'MILL-MKT-HEAD'`)
	if err != nil {
		return nil, nil, err
	}
	conns := make([]*pgx.Conn, b.Clients)
	for i := range conns {
		if conns[i], err = b.connect(ctx, database); err != nil {
			return nil, nil, err
		}
	}
	closeAll = func() {
		for _, c := range conns {
			_ = c.Close(ctx)
		}
	}
	return func(ctx context.Context, client, _ int) error { return readBare(ctx, conns[client], post) }, closeAll, nil
}

func readBare(ctx context.Context, conn *pgx.Conn, post string) error {
	rows, err := conn.Query(ctx, barePage, post)
	if err != nil {
		return err
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		if _, err := rows.Values(); err != nil {
			return err
		}
		n++
	}
	return errors.Join(rows.Err(), want("rows", pageRows, n))
}
