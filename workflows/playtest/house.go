package playtest

import (
	"context"

	"github.com/stretchr/testify/require"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/store"
)

// One reads a single value of the database.
func One[V any](p *Play, query string, args ...any) V {
	p.T.Helper()
	var v V
	require.NoError(p.T, p.DB.Write(context.Background(), func(tx store.Tx) error { return tx.Raw(query, args...).Row().Scan(&v) }))
	return v
}

// Person is the id of the person with a login.
func (p *Play) Person(login string) models.PersonID {
	p.T.Helper()
	return One[models.PersonID](p, `select person_id from accounts where login = ?`, login)
}

// Variety and Customer are ids of the textile mill's.
func (p *Play) Variety(made bool) models.VarietyID {
	p.T.Helper()
	return One[models.VarietyID](p, `select v.id from varieties v join companies c on c.id = v.company_id where c.code = 'MILL' and in_production = ? order by v.code limit 1`, made)
}

// Customer is the first of the textile mill's customers.
func (p *Play) Customer() models.CustomerID {
	p.T.Helper()
	return One[models.CustomerID](p, `select u.id from customers u join companies c on c.id = u.company_id where c.code = 'MILL' order by u.code limit 1`)
}

// Exec changes the database behind everybody's back: what happens in the world.
func (p *Play) Exec(query string, args ...any) {
	p.T.Helper()
	require.NoError(p.T, p.DB.Write(context.Background(), func(tx store.Tx) error { return tx.Exec(query, args...).Error }))
}

// Adopt puts the next version of a form of the textile mill in force where it is sound, as if
// the case in which its head of human resources proposes it had been approved.
func (p *Play) Adopt(d form.Definition) (kept form.Definition, err error) {
	ctx, keeper := context.Background(), p.Person("xujing")
	if _, err := p.Desk.TryForm(ctx, keeper, d); err != nil {
		return d, err
	}
	company := One[models.CompanyID](p, `select id from companies where code = 'MILL'`)
	err = p.DB.Write(ctx, func(tx store.Tx) (err error) {
		kept, err = tx.KeepForm(company, d, keeper, "", p.now())
		return err
	})
	return kept, err
}
