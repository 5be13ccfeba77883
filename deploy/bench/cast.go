package main

import (
	"context"
	"errors"
	"time"

	"countersign/api"
	"countersign/models"
	"countersign/models/calendar"
)

// A cast are the people of a workload at their browsers: the applicant first, then
// who signs.
type cast struct {
	people map[string][]*visitor // by login, one for each client
	doc    *models.SampleRequest
	drafts []api.DraftView
}

// applicant writes the requests; marketing and manager sign them, and production
// where a matrix says so.
const (
	applicant  = "linxiaowen"
	marketing  = "zhoujianguo"
	manager    = "chenli"
	production = "sunzhiqiang"
)

// assemble signs people in, each at so many browsers, and finds what the applicant
// asks for.
func (b *bed) assemble(ctx context.Context, database, address string, logins ...string) (*cast, error) {
	c := &cast{people: map[string][]*visitor{}}
	for _, login := range logins {
		first, err := signIn(ctx, address, login)
		if err != nil {
			return nil, err
		}
		c.people[login] = []*visitor{first}
		for len(c.people[login]) < b.Clients {
			c.people[login] = append(c.people[login], first.beside())
		}
	}
	customer, err := query[string](ctx, b, database, `select c.id::text from customers c join companies o on o.id = c.company_id where o.code = 'MILL' order by c.code limit 1`)
	if err != nil {
		return nil, err
	}
	variety, err := query[string](ctx, b, database, `select v.id::text from varieties v join companies o on o.id = v.company_id where o.code = 'MILL' and v.in_production order by v.code limit 1`)
	c.doc = &models.SampleRequest{Customer: models.CustomerID(customer), Purpose: "送客户试纺，确认色光与强力", Free: true,
		WantedOn: calendar.DateOf(time.Now().In(calendar.China())).AddDays(7), Lines: []models.SampleLine{{Variety: models.VarietyID(variety), Size: models.Small, Pieces: 2}}}
	return c, err
}

// write has the applicant write so many drafts.
func (c *cast) write(ctx context.Context, cases int) error {
	c.drafts = make([]api.DraftView, cases)
	clients := c.people[applicant]
	return atOnce(len(clients), func(client int) error {
		for i := client; i < cases; i += len(clients) {
			d, err := clients[client].draft(ctx, c.doc)
			if err != nil {
				return err
			}
			c.drafts[i] = d
		}
		return nil
	})
}

// findAndSign opens the inbox and signs what it finds there of the case.
func (c *cast) findAndSign(ctx context.Context, login string, client int, d api.DraftView, key string) error {
	v := c.people[login][client]
	task, err := v.task(ctx, d.ID)
	if err != nil {
		return err
	}
	_, err = v.sign(ctx, d, task, key)
	return err
}

// inForce reads the case back.
func (c *cast) inForce(ctx context.Context, client int, d api.DraftView) error {
	state, err := c.people[applicant][client].state(ctx, d.ID)
	return errors.Join(err, want("state", models.Effective, state))
}

// product is the product as a side: play carries one draft of the cast through.
func (b *bed) product(name, database string, logins []string, play func(ctx context.Context, c *cast, client int, d api.DraftView) error) side {
	return side{name: name, wake: func(ctx context.Context) (*awake, error) {
		server, err := b.raise(database, "product", "--folder="+b.folder("attachments"))
		if err != nil {
			return nil, err
		}
		c, err := b.assemble(ctx, database, server.addresses[0], logins...)
		if err != nil {
			return nil, errors.Join(err, server.stop())
		}
		return &awake{
			roots:   append(b.roots(), server.pid()),
			prepare: c.write,
			play: func(ctx context.Context, client, number int) error {
				return play(ctx, c, client, c.drafts[number])
			},
			sleep: server.stop,
		}, nil
	}}
}
