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

// A HouseSessionPage is a page of the sessions of everybody.
type HouseSessionPage struct {
	Rows []HouseSessionView `json:"rows"`
	Next string             `json:"next,omitempty"`
}

// A HouseTokenPage is a page of the API tokens of everybody.
type HouseTokenPage struct {
	Rows []HouseTokenView `json:"rows"`
	Next string           `json:"next,omitempty"`
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
	accountsMost = 100 // a page of accounts, sessions or tokens
	proxiesMost  = 500 // of a company
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
	sessions, err := s.houseSessions(ctx, who, id, "", "")
	if err != nil {
		return v, err
	}
	tokens, err := s.houseTokens(ctx, who, id, "", "")
	v.Sessions, v.Tokens = sessions.Rows, tokens.Rows
	return v, err
}

// houseSessions are a page of the sessions of a person, or of everybody where of is empty.
func (s *Server) houseSessions(ctx context.Context, who Person, of models.PersonID, q, text string) (HouseSessionPage, error) {
	v := HouseSessionPage{Rows: []HouseSessionView{}}
	query, err := s.houseQuery(of, q, text)
	if err != nil {
		return v, err
	}
	rows, err := s.DB.Reader(ctx, who.Lang).HouseSessions(query)
	rows, v.Next = cut(rows, func(r store.SessionLine) store.RowKey { return store.RowKey{At: r.SeenAt, ID: r.ID} })
	for _, r := range rows {
		v.Rows = append(v.Rows, HouseSessionView{ID: r.ID, Person: ref(r.PersonID, r.Person), No: r.No, CreatedAt: r.CreatedAt, SeenAt: r.SeenAt, EndsAt: r.EndsAt, IP: r.IP, Agent: r.Agent})
	}
	return v, err
}

// houseTokens are a page of the API tokens of a person, or of everybody where of is empty.
func (s *Server) houseTokens(ctx context.Context, who Person, of models.PersonID, q, text string) (HouseTokenPage, error) {
	v := HouseTokenPage{Rows: []HouseTokenView{}}
	query, err := s.houseQuery(of, q, text)
	if err != nil {
		return v, err
	}
	rows, err := s.DB.Reader(ctx, who.Lang).HouseTokens(query)
	rows, v.Next = cut(rows, func(r store.HouseTokenRow) store.RowKey { return store.RowKey{At: r.CreatedAt, ID: r.ID} })
	for _, r := range rows {
		v.Rows = append(v.Rows, HouseTokenView{tokenView(r.TokenRow), ref(r.PersonID, r.Person), r.No})
	}
	return v, err
}

func (s *Server) houseQuery(of models.PersonID, q, text string) (store.HouseQuery, error) {
	query := store.HouseQuery{Person: of, Words: short(q), Most: accountsMost + 1, Now: s.Now(), Idle: s.Desk.IdleSince()}
	return query, place(text, &query.After)
}

// cut leaves of rows those of a page; next is the place of the last where there are more.
func cut[Row any](rows []Row, key func(Row) store.RowKey) (page []Row, next string) {
	if len(rows) <= accountsMost {
		return rows, ""
	}
	return rows[:accountsMost], cursor(key(rows[accountsMost-1]))
}

// accountAct is what who does to somebody's account.
func accountAct(ctx context.Context, id models.PersonID) (activities.AccountAct, error) {
	if !isID(id) {
		return activities.AccountAct{}, notFound()
	}
	return activities.AccountAct{Actor: whoAsks(ctx).ID, Person: id}, nil
}
