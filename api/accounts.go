package api

import (
	"context"
	"time"

	"countersign/activities"
	"countersign/models"
	"countersign/models/store"
)

// An AccountView is a person with what administrators see of the account: no secret and
// nothing of any case.
type AccountView struct {
	ID            models.PersonID `json:"id"`
	No            string          `json:"no"`
	Name          string          `json:"name"`
	Posts         string          `json:"posts"`
	Company       string          `json:"company"`
	Login         string          `json:"login,omitempty"` // empty = no account
	Administrator bool            `json:"administrator"`
	MustChange    bool            `json:"mustChange"` // the password, at the next sign-in
	LockedUntil   *time.Time      `json:"lockedUntil,omitempty"`
	SuspendedAt   *time.Time      `json:"suspendedAt,omitempty"`
	SignedInAt    *time.Time      `json:"signedInAt,omitempty"`
	Sessions      int             `json:"sessions"`
	Tokens        int             `json:"tokens"`
	App           bool            `json:"app"`
	Passkeys      int             `json:"passkeys"`
	Recovery      int             `json:"recovery"` // codes on paper that were not used
	Self          bool            `json:"self"`     // who asks: another administrator looks after this one
}

// An AccountPage is a page of accounts.
type AccountPage struct {
	Rows []AccountView `json:"rows"`
	Next string        `json:"next,omitempty"`
}

// An AccountCard is an account with its sessions and API tokens.
type AccountCard struct {
	Account  AccountView        `json:"account"`
	Sessions []HouseSessionView `json:"sessions"`
	Tokens   []HouseTokenView   `json:"tokens"`
}

// A HouseSessionView is a session of somebody.
type HouseSessionView struct {
	ID        string    `json:"id"`
	Person    Ref       `json:"person"`
	No        string    `json:"no"`
	CreatedAt time.Time `json:"createdAt"`
	SeenAt    time.Time `json:"seenAt"`
	EndsAt    time.Time `json:"endsAt"`
	IP        string    `json:"ip"`
	Agent     string    `json:"agent"`
}

// A HouseTokenView is an API token of somebody, without its secret.
type HouseTokenView struct {
	TokenView
	Person Ref    `json:"person"`
	No     string `json:"no"`
}

// A FirstPasswordView is the password that an account begins with: said once and not kept.
type FirstPasswordView struct {
	No       string `json:"no"`
	Name     string `json:"name"`
	Login    string `json:"login"`
	Password string `json:"password"`
}

const (
	accountsMost = 100 // a page
	houseMost    = 500 // sessions or tokens
)

func (s *Server) accountView(who Person, a store.AccountLine) AccountView {
	return AccountView{ID: a.ID, No: a.No, Name: a.Name, Posts: a.Posts, Company: a.Company, Login: a.Login, Administrator: a.Administrator, MustChange: a.MustChange,
		LockedUntil: a.LockedUntil, SuspendedAt: a.SuspendedAt, SignedInAt: a.SignedInAt, Sessions: a.Sessions, Tokens: a.Tokens, App: a.App,
		Passkeys: a.Passkeys, Recovery: a.Recovery, Self: a.ID == who.ID}
}

// Accounts is a page of the people in force with their accounts, by number.
func (s *Server) Accounts(ctx context.Context, who Person, q string, kind store.AccountKind, text string) (AccountPage, error) {
	var after struct{ No string }
	if err := place(text, &after); err != nil {
		return AccountPage{}, err
	}
	rows, err := s.DB.Reader(ctx, who.Lang).Accounts(short(q), kind, after.No, s.Now(), today(s.Now()), accountsMost+1)
	v := AccountPage{Rows: []AccountView{}}
	for i, row := range rows {
		if i == accountsMost {
			after.No = rows[i-1].No
			v.Next = cursor(after)
			break
		}
		v.Rows = append(v.Rows, s.accountView(who, row))
	}
	return v, err
}

// Account is a person's account with its sessions and tokens.
func (s *Server) Account(ctx context.Context, who Person, id models.PersonID) (v AccountCard, err error) {
	if !isID(id) {
		return v, notFound()
	}
	a, found, err := s.DB.Reader(ctx, who.Lang).AccountOfPerson(id, s.Now(), today(s.Now()))
	if err != nil || !found {
		return v, orNotFound(err)
	}
	v.Account = s.accountView(who, a)
	if v.Sessions, err = s.houseSessions(ctx, who, id, ""); err == nil {
		v.Tokens, err = s.houseTokens(ctx, who, id, "")
	}
	return v, err
}

func (s *Server) houseSessions(ctx context.Context, who Person, of models.PersonID, q string) ([]HouseSessionView, error) {
	rows, err := s.DB.Reader(ctx, who.Lang).HouseSessions(of, short(q), s.Now(), s.Desk.IdleSince(), houseMost)
	views := make([]HouseSessionView, 0, len(rows))
	for _, r := range rows {
		views = append(views, HouseSessionView{ID: r.ID, Person: ref(r.PersonID, r.Person), No: r.No, CreatedAt: r.CreatedAt, SeenAt: r.SeenAt, EndsAt: r.EndsAt, IP: r.IP, Agent: r.Agent})
	}
	return views, err
}

func (s *Server) houseTokens(ctx context.Context, who Person, of models.PersonID, q string) ([]HouseTokenView, error) {
	rows, err := s.DB.Reader(ctx, who.Lang).HouseTokens(of, short(q), s.Now(), houseMost)
	views := make([]HouseTokenView, 0, len(rows))
	for _, r := range rows {
		views = append(views, HouseTokenView{tokenView(r.TokenRow), ref(r.PersonID, r.Person), r.No})
	}
	return views, err
}

// accountAct is what who does to somebody's account.
func accountAct(ctx context.Context, id models.PersonID) (activities.AccountAct, error) {
	if !isID(id) {
		return activities.AccountAct{}, notFound()
	}
	return activities.AccountAct{Actor: whoAsks(ctx).ID, Person: id}, nil
}
