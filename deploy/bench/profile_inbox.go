package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// profileInbox writes where the time of an inbox page goes: a profile of the
// product's process and the statements of PostgreSQL a page.
func profileInbox(ctx context.Context, b *bed) error {
	database, err := b.fill(ctx, b.Sizes[0])
	if err != nil {
		return err
	}
	if err := b.countStatements(ctx); err != nil {
		return err
	}
	server, err := b.raise(database, "product", "--profile", "--folder="+b.folder("attachments"))
	if err != nil {
		return err
	}
	return errors.Join(b.profilePages(ctx, database, server), server.stop())
}

func (b *bed) profilePages(ctx context.Context, database string, server *child) error {
	c, err := b.assemble(ctx, database, server.addresses[0], marketing)
	if err != nil {
		return err
	}
	page := func(ctx context.Context, client, _ int) error { return readPage(ctx, c.people[marketing][client]) }
	drive(ctx, limits{2000, b.Clients, 5 * time.Second}, page)
	idle, err := idleness(append(b.roots(), server.pid()), b.Idle)
	if err != nil {
		return err
	}
	if err := b.execute(ctx, "postgres", "select pg_stat_statements_reset()"); err != nil {
		return err
	}
	kept := make(chan error, 1)
	go func() { kept <- keepProfile(server.addresses[1], b.folder("w3.pprof"), b.Turn) }()
	s, err := b.shares(ctx, server.pid(), idle, limits{1 << 30, b.Clients, b.Turn}, page)
	if err != nil {
		return err
	}
	fmt.Print("W3 page: ", s.text)
	return errors.Join(b.printStatements(ctx, s.cases), <-kept)
}
