package activities

import (
	"context"
	"slices"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/form"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A ProxyGift is a proxy as it is given: Until is the last day with it.
type ProxyGift struct {
	Principal, Agent models.PersonID
	From, Until      calendar.Date
	Kinds            []models.Kind
	Limit            *models.Cents
}

// GiveProxy lets another person of the same company sign for the principal
// within a period, kinds and a limit (approval.proxy). The same twice is one, in whatever
// order its kinds are named.
func (d *Desk) GiveProxy(ctx context.Context, g ProxyGift) (id models.ProxyID, err error) {
	g.Kinds = distinct(g.Kinds)
	err = d.write(ctx, func(tx store.Tx, at time.Time) error {
		principal, err := d.mayHouse(tx, models.GiveProxy, g.Principal, at)
		if err != nil {
			return err
		}
		agent, err := tx.Facts().Standing(g.Agent, at)
		if err != nil {
			return err
		}
		book, err := tx.Facts().Rulebook(companyOf(principal), today(at))
		if err != nil {
			return err
		}
		if err := g.check(principal, agent, book, today(at)); err != nil {
			return err
		}
		if err := g.known(tx, companyOf(principal)); err != nil {
			return err
		}
		p := models.Proxy{ID: models.ProxyID(newID()), Principal: g.Principal, Agent: g.Agent, Kinds: g.Kinds, Limit: g.Limit,
			From: g.From.At(0, calendar.China()), Until: g.Until.AddDays(1).At(0, calendar.China())}
		if id, err = tx.SameProxy(p); err != nil || id != "" {
			return err // a second click
		}
		id = p.ID
		return tx.KeepProxy(p, g.Principal, at)
	})
	return id, err
}

// distinct are the kinds in one order, each once; a form of the company is none of its own
// where all forms are among them.
func distinct(kinds []models.Kind) []models.Kind {
	all := slices.Compact(slices.Sorted(slices.Values(kinds)))
	return slices.DeleteFunc(all, func(k models.Kind) bool { return k != k.Base() && slices.Contains(kinds, k.Base()) })
}

// known refuses a kind that there is not, and a form that the company has not.
func (g ProxyGift) known(tx store.Tx, company models.CompanyID) error {
	var forms []form.Definition
	for _, k := range g.Kinds {
		code, own := k.Form()
		if own && forms == nil {
			var err error
			if forms, err = tx.Forms(company); err != nil {
				return err
			}
		}
		if models.NewDocument(k.Base()) == nil || own && (k != models.FormKind(code) || !slices.ContainsFunc(forms, func(d form.Definition) bool { return d.Code == code })) {
			return models.Refuse(models.Invalid, regulation.ApprovalProxy, "kind-unknown")
		}
	}
	return nil
}

func (g ProxyGift) check(principal, agent models.Standing, book regulation.Rulebook, today calendar.Date) error {
	refuse := func(key string, args ...any) error {
		return models.Refuse(models.Invalid, regulation.ApprovalProxy, key, args...)
	}
	most := regulation.ProxyMostDays.In(book)
	switch {
	case g.Agent == "" || g.Agent == g.Principal:
		return refuse("proxy-to-self")
	case !agent.Active || !colleagues(principal, agent):
		return refuse("proxy-agent-unknown")
	case g.From.IsZero() || g.Until.IsZero() || g.From.Before(today) || g.Until.Before(g.From):
		return refuse("proxy-period")
	case g.Until.DaysSince(g.From)+1 > most:
		return refuse("proxy-too-long", "Most", most)
	case g.Limit != nil && *g.Limit < 0:
		return refuse("proxy-limit")
	}
	return nil
}

// colleagues reports whether two people hold posts in one company.
func colleagues(a, b models.Standing) bool {
	for _, x := range a.Posts {
		for _, y := range b.Posts {
			if x.Company == y.Company {
				return true
			}
		}
	}
	return false
}

// companyOf is the company of the first post; empty without posts.
func companyOf(s models.Standing) models.CompanyID {
	if len(s.Posts) == 0 {
		return ""
	}
	return s.Posts[0].Company
}

// RevokeProxy ends a proxy that the person gave.
func (d *Desk) RevokeProxy(ctx context.Context, principal models.PersonID, id models.ProxyID) error {
	return d.write(ctx, func(tx store.Tx, at time.Time) error {
		revoked, err := tx.RevokeProxy(id, principal, at)
		if err == nil && !revoked {
			return missing()
		}
		return err
	})
}
