package api

import (
	"context"
	"strings"
	"time"

	"countersign/activities"
	"countersign/models"
	"countersign/models/store"
)

// ProveOwner takes a proof of the person, whose password was reset, that it is still he
// or she: then factors can be changed (approval.step-up).
func (s *Server) ProveOwner(ctx context.Context, who Person, form ProofForm) error {
	given := form.given()
	if given.IsZero() {
		return refuse(models.Invalid, "step-up-needed")
	}
	if err := s.tryProof(ctx, who, given); err != nil {
		return err
	}
	return s.Desk.ProveOwner(ctx, who.ID, given)
}

// A FactorResetView is a removal of lost factors, or a password that somebody has set for
// another, that waits for a second person.
type FactorResetView struct {
	ID      string     `json:"id"`
	What    string     `json:"what" enum:"factors,password"`
	Person  Ref        `json:"person"`
	No      string     `json:"no"`
	Reason  string     `json:"reason"` // of a removal of factors
	AskedBy Ref        `json:"askedBy"`
	AskedAt time.Time  `json:"askedAt"`
	EndsAt  *time.Time `json:"endsAt,omitempty"`
	// Mine says that the reader asked for it, or is the person, and so does not confirm it.
	Mine bool `json:"mine,omitempty"`
}

// MayResetFactors refuses who has no lost factors of others removed.
func (s *Server) MayResetFactors(who Person) error {
	return s.Policies.Current().Decide(s.ask(who, models.ResetFactors, models.House)).Err()
}

// FactorResets are the removals that wait and concern who asks.
func (s *Server) FactorResets(ctx context.Context, who Person) ([]FactorResetView, error) {
	if err := s.MayResetFactors(who); err != nil {
		return nil, err
	}
	rows, err := s.DB.Reader(ctx, who.Lang).FactorResets(s.Policies.Current().Companies(models.ResetFactors, who.standing, s.Now()), who.Administrator, s.Now())
	views := make([]FactorResetView, 0, len(rows))
	for _, r := range rows {
		views = append(views, FactorResetView{r.ID, r.What, ref(r.PersonID, r.Person), r.No, r.Reason, ref(r.AskedBy, r.Asker), r.AskedAt, r.EndsAt, mine(r, who)})
	}
	return views, err
}

func mine(r store.FactorReset, who Person) bool { return r.AskedBy == who.ID || r.PersonID == who.ID }

// AskFactorReset asks that the factors be removed that somebody has lost; another
// confirms it.
func (s *Server) AskFactorReset(ctx context.Context, who Person, person models.PersonID, reason string) error {
	if !isID(person) {
		return notFound()
	}
	_, err := s.Desk.AskFactorReset(ctx, activities.AccountAct{Actor: who.ID, Person: person}, reason)
	return err
}

// AccountNamed is the person with an account whose number, login or name it is.
func (s *Server) AccountNamed(ctx context.Context, who Person, words string) (models.PersonID, error) {
	found, err := s.Accounts(ctx, who, words, "with", "")
	if err != nil {
		return "", err
	}
	var named []models.PersonID
	for _, a := range found.Rows {
		if strings.EqualFold(a.No, words) || strings.EqualFold(a.Login, words) || a.Name == words {
			named = append(named, a.ID)
		}
	}
	if len(named) != 1 {
		return "", refuse(models.Invalid, "factor-reset-who", "Name", words)
	}
	return named[0], nil
}

// ConfirmFactorReset confirms a reset, as the second person.
func (s *Server) ConfirmFactorReset(ctx context.Context, who Person, reset string) error {
	if !isID(reset) {
		return notFound()
	}
	return s.Desk.ConfirmFactorReset(ctx, who.ID, reset)
}

type ownerIn struct{ Origin }

func (s *Server) postOwnerAsked(ctx context.Context, in *ownerIn) (*of[activities.Asked], error) {
	site, err := s.site(in.Origin.Origin)
	if err != nil {
		return nil, err
	}
	return answer(s.Desk.AskOwner(ctx, site, whoAsks(ctx).ID))
}

type ownerProvedIn struct{ Body ProofForm }

func (s *Server) postOwnerProved(ctx context.Context, in *ownerProvedIn) (*nothing, error) {
	return &nothing{}, s.ProveOwner(ctx, whoAsks(ctx), in.Body)
}

func (s *Server) getFactorResets(ctx context.Context, _ *nothing) (*of[rows[FactorResetView]], error) {
	return listed(s.FactorResets(ctx, whoAsks(ctx)))
}

type factorResetIn struct {
	ByPerson
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"200"`
	}
}

func (s *Server) postFactorReset(ctx context.Context, in *factorResetIn) (*nothing, error) {
	return &nothing{}, s.AskFactorReset(ctx, whoAsks(ctx), in.Person, in.Body.Reason)
}

type byReset struct {
	Reset string `path:"reset" maxLength:"36" doc:"The removal that waits for a second person"`
}

func (s *Server) postFactorResetConfirmed(ctx context.Context, in *byReset) (*nothing, error) {
	return &nothing{}, s.ConfirmFactorReset(ctx, whoAsks(ctx), in.Reset)
}
