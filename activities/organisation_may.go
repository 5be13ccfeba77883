package activities

import (
	"slices"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/regulation"
	"countersign/models/roster"
	"countersign/models/store"
	"countersign/policies"
)

// MayBringIn refuses who may not do verb to what is a matter of a company, or with "" of
// the whole group: that is for administrators and for who may do it for the head office
// (approval.post).
func MayBringIn(s *policies.Snapshot, who models.Standing, verb models.Verb, company models.CompanyID, at time.Time) error {
	ask := models.Question{Verb: verb, Kind: models.House, Actor: who, Who: who, Now: at}
	if err := s.Decide(ask).Err(); err != nil {
		return err
	}
	speaksFor := []models.CompanyID{company}
	for _, h := range who.Posts {
		if h.Head {
			speaksFor = append(speaksFor, h.Company)
		}
	}
	for _, of := range speaksFor {
		ask.Case = &models.CaseFacts{Company: of}
		if s.Decide(ask).Allowed {
			return nil
		}
	}
	return models.Refuse(models.Forbidden, regulation.ApprovalPost, "import-head-office")
}

// decided has the policies say, inside the transaction that writes, what Actor may bring in.
func (o Organisation) decided(tx store.Tx, in Import) (Import, error) {
	if in.Actor == "" {
		return in, nil // at the machine itself
	}
	if o.Policies == nil {
		return in, models.Refuse(models.Forbidden, regulation.ApprovalDefault, "policy-not-allowed")
	}
	at := o.Now()
	snapshot, err := o.Policies.Fresh(tx)
	if err != nil {
		return in, err
	}
	who, err := tx.Facts().Standing(in.Actor, at)
	if err != nil {
		return in, err
	}
	in.may = func(c models.CompanyID) bool { return MayBringIn(snapshot, who, models.Import, c, at) == nil }
	if in.Rows == nil {
		err = MayBringIn(snapshot, who, models.Import, "", at)
	}
	if err == nil && len(in.Roster.Days) > 0 {
		err = MayBringIn(snapshot, who, models.SetCalendar, "", at)
	}
	return in, err
}

// ofOthers refuses what gives Actor power or takes it: the own posts, what they are and
// where, and the own login (approval.own-case). What they are called may be mended.
func ofOthers(tx store.Tx, in Import, changes []roster.Change, current, next roster.Roster) error {
	if in.Actor == "" {
		return nil
	}
	me, found, err := tx.Reader("").Person(in.Actor)
	if err != nil || !found {
		return err
	}
	mine := own(me.No, current, next)
	for _, c := range changes {
		if mine[string(c.Kind)+" "+c.Key] && weighty(c) {
			return models.Refuse(models.Forbidden, regulation.ApprovalOwnCase, "import-own", "Row", c.Key)
		}
	}
	return nil
}

// own are the rows that say what power a person has: the person, the posts that the
// person has, had or will have, their units and companies.
func own(no string, rosters ...roster.Roster) map[string]bool {
	mine := map[string]bool{string(roster.People) + " " + no: true}
	add := func(kind roster.Kind, key ...string) { mine[string(kind)+" "+strings.Join(key, "/")] = true }
	for _, r := range rosters {
		held := map[string]bool{}
		for _, h := range r.Holdings {
			if h.Person == no {
				held[h.Post] = true
				add(roster.Holdings, h.Post, h.Person, h.From.String())
			}
		}
		for _, p := range r.Posts {
			if held[p.Code] {
				add(roster.Posts, p.Code)
				add(roster.Units, p.Company, p.Unit)
				add(roster.Companies, p.Company)
			}
		}
	}
	return mine
}

// weighty reports whether a change is of more than how something is called or reached.
func weighty(c roster.Change) bool {
	called := []string{"name", "name_en", "title", "title_en", "email", "phone"}
	return c.Op != roster.Changed || slices.ContainsFunc(c.Fields, func(f roster.Field) bool { return !slices.Contains(called, f.Name) })
}
