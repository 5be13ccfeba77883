package api

import (
	"context"
	"slices"

	"countersign/models"
	"countersign/models/message"
)

// Revoke is, among the acts of a case, asking that it be revoked: that is a case of its own.
const Revoke models.Verb = "revoke"

// MightRevoke reports whether to offer the person a revocation: as the applicant of what
// is in force, or as who leads the company. Whether it may be, the submission says.
func (v CaseView) MightRevoke(who Person) bool {
	leads := slices.ContainsFunc(who.standing.Posts, func(p models.Held) bool { return p.Rank == models.RankGM })
	return v.inForce() && (v.Applicant.ID == string(who.ID) || leads) && !v.barredFrom(Revoke)
}

func (v CaseView) inForce() bool {
	asked := slices.ContainsFunc(v.Revocations, func(r RevocationView) bool { return r.State == "asked" })
	return v.State.State.InForce() && !asked && v.Kind != models.KindSampleMonthEnd && v.Kind != models.KindRevocation
}

func (v CaseView) barredFrom(verb models.Verb) bool {
	return slices.ContainsFunc(v.Barred, func(a ActView) bool { return a.Verb == verb })
}

// unrevoked says among what is barred why a case in force is not to be revoked, to who
// might ask for it: before the reason is written. It is asked of such cases only.
func (s *Server) unrevoked(ctx context.Context, who Person, v *CaseView) error {
	if !v.MightRevoke(who) {
		return nil
	}
	bar, err := s.Desk.Revocable(ctx, v.Kind, v.ID)
	if bar == nil || err != nil {
		return err
	}
	v.Barred = slices.DeleteFunc(v.Barred, func(a ActView) bool { return a.Verb == models.Withdraw })
	v.Barred = append(v.Barred, ActView{Verb: Revoke, Name: message.Text(who.Lang, "page-ask-revocation", nil), Clause: clauseView(who.Lang, bar.Clause),
		Reason: message.Text(who.Lang, bar.Key, bar.Args)})
	return nil
}

// revocationViews are the revocations that were asked for of this case.
func (o *opened) revocationViews() ([]RevocationView, error) {
	r, err := o.record()
	if err != nil || !r.Revoked {
		return []RevocationView{}, err
	}
	rows, err := o.Revocations()
	if err != nil {
		return nil, err
	}
	ids := make([]models.CaseID, len(rows))
	for i, row := range rows {
		ids[i] = row.Case
	}
	may, err := o.s.mayRead(o.r, o.who, ids)
	views := make([]RevocationView, 0, len(ids))
	for _, row := range rows {
		v := RevocationView{State: row.State, StateName: word(o.who.Lang, "revocation", row.State), By: row.By, At: row.At, Decided: row.Decided, DecidedAt: row.DecidedAt}
		if may[row.Case] {
			v.Case, v.Number, v.Reason = &row.Case, row.Number, row.Reason
		}
		views = append(views, v)
	}
	return views, err
}
