package api

import (
	"context"

	"countersign/activities"
	"countersign/models"
	"countersign/models/store"
)

type accountsIn struct {
	Q      string            `query:"q" maxLength:"60" doc:"Part of a name, number or login, or of the pinyin."`
	Kind   store.AccountKind `query:"kind" enum:"with,without,locked,suspended,never,administrators,must-change"`
	Cursor string            `query:"cursor" maxLength:"300" doc:"The member next of the page before."`
}

func (s *Server) getAccounts(ctx context.Context, in *accountsIn) (*of[AccountPage], error) {
	return answer(s.Accounts(ctx, whoAsks(ctx), in.Q, in.Kind, in.Cursor))
}

// ByPerson requests name a person.
type ByPerson struct {
	Person models.PersonID `path:"person" maxLength:"36"`
}

func (s *Server) getAccount(ctx context.Context, in *ByPerson) (*of[AccountCard], error) {
	return answer(s.Account(ctx, whoAsks(ctx), in.Person))
}

type newAccountIn struct {
	Body struct {
		Person models.PersonID `json:"person"`
		Login  string          `json:"login" minLength:"2" maxLength:"60"`
	}
}

func (s *Server) postAccount(ctx context.Context, in *newAccountIn) (*of[FirstPasswordView], error) {
	a, err := accountAct(ctx, in.Body.Person)
	if err != nil {
		return nil, err
	}
	first, err := s.Desk.NewAccount(ctx, a, in.Body.Login)
	return answer(FirstPasswordView(first), err)
}

func (s *Server) postPasswordReset(ctx context.Context, in *ByPerson) (*of[FirstPasswordView], error) {
	a, err := accountAct(ctx, in.Person)
	if err != nil {
		return nil, err
	}
	first, err := s.Desk.ResetPassword(ctx, a)
	return answer(FirstPasswordView(first), err)
}

// onAccount is a route that does one thing to an account.
func onAccount(do func(context.Context, activities.AccountAct) error) func(context.Context, *ByPerson) (*nothing, error) {
	return func(ctx context.Context, in *ByPerson) (*nothing, error) {
		a, err := accountAct(ctx, in.Person)
		if err != nil {
			return nil, err
		}
		return &nothing{}, do(ctx, a)
	}
}

type suspendIn struct {
	ByPerson
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"200"`
	}
}

func (s *Server) postSuspend(ctx context.Context, in *suspendIn) (*nothing, error) {
	a, err := accountAct(ctx, in.Person)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.Desk.SuspendAccount(ctx, a, in.Body.Reason)
}

type sessionOfIn struct {
	ByPerson
	Session string `path:"session" maxLength:"64"`
}

func (s *Server) deleteSessionOf(ctx context.Context, in *sessionOfIn) (*nothing, error) {
	a, err := accountAct(ctx, in.Person)
	if err != nil {
		return nil, err
	}
	return &nothing{}, s.Desk.EndSessionOf(ctx, a, in.Session)
}

type houseIn struct {
	ByWords
	ByPage
}

func (s *Server) getHouseSessions(ctx context.Context, in *houseIn) (*of[HouseSessionPage], error) {
	return answer(s.houseSessions(ctx, whoAsks(ctx), "", in.Q, in.Cursor))
}

func (s *Server) getHouseTokens(ctx context.Context, in *houseIn) (*of[HouseTokenPage], error) {
	return answer(s.houseTokens(ctx, whoAsks(ctx), "", in.Q, in.Cursor))
}

type houseTokenIn struct {
	Token string `path:"tokenId" maxLength:"36"`
}

func (s *Server) deleteHouseToken(ctx context.Context, in *houseTokenIn) (*nothing, error) {
	if !isID(in.Token) {
		return nil, notFound()
	}
	return &nothing{}, s.Desk.RevokeAnyToken(ctx, whoAsks(ctx).ID, in.Token)
}
