package api

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"countersign/activities"
	"countersign/models"
	"countersign/models/store"
)

// cookieName is bound to the host where the connection is secure.
func (s *Server) cookieName() string {
	if s.Secure {
		return "__Host-countersign"
	}
	return "countersign"
}

func (s *Server) cookie(value string, age int) *http.Cookie {
	return &http.Cookie{Name: s.cookieName(), Value: value, Path: "/", MaxAge: age, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode}
}

// idleHeader says of a request that nobody has touched the page for a while: the page
// asks by itself.
const idleHeader = "Countersign-Idle"

// Identify finds who is asking by the session's cookie or a bearer token;
// models.Unidentified where nobody is signed in. What a page reads by itself does not
// keep the session alive.
func (s *Server) Identify(r *http.Request) (Person, error) {
	if r.Method == http.MethodGet && r.Header.Get(idleHeader) != "" {
		return s.watches(r)
	}
	return s.identify(r, s.Desk.Session)
}

// watches is Identify for what a page asks by itself: it does not keep the
// session alive.
func (s *Server) watches(r *http.Request) (Person, error) { return s.identify(r, s.Desk.Alive) }

func (s *Server) identify(r *http.Request, look func(ctx context.Context, secret string, bearer bool) (*store.Visitor, error)) (Person, error) {
	secret, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !bearer {
		c, err := r.Cookie(s.cookieName())
		if err != nil || c.Value == "" {
			return Person{}, refuse(models.Unidentified, "sign-in-first")
		}
		secret = c.Value
	}
	v, err := look(r.Context(), secret, bearer)
	if err != nil {
		return Person{}, err
	}
	who := s.person(*v)
	who.byToken = bearer
	return who, nil
}

// noCompany is the company of who holds no post: none has this id, so that such a person is
// shown what is of no company.
const noCompany models.CompanyID = "00000000-0000-0000-0000-000000000000"

// person is the visitor as of now.
func (s *Server) person(v store.Visitor) Person {
	who := Person{ID: v.ID, No: v.No, Name: v.Name, Lang: v.Lang, Administrator: v.Administrator, MustChange: v.MustChange, Unconfirmed: v.MustBeConfirmed(), Posts: []PostView{},
		Company: CompanyView{ID: noCompany}, standing: v.Standing(today(s.Now())), principals: v.Principals}
	for i, p := range v.Posts {
		if i == 0 {
			who.Company = CompanyView{p.Company, p.CompanyName}
		}
		who.Posts = append(who.Posts, PostView{ID: p.Post, Title: p.Title, Unit: Ref{string(p.Unit), p.UnitName}, Rank: p.Rank, Does: p.Function})
	}
	return who
}

// Login signs a person in and sets the cookie. Too many tries from one place are
// refused for a while.
func (s *Server) Login(w http.ResponseWriter, r *http.Request, login, password string) (Person, error) {
	ip := s.remote(r)
	if !s.doors.open(ip, s.Now()) {
		return Person{}, refuse(models.TooMuch, "login-slower")
	}
	token, id, err := s.Desk.Login(r.Context(), login, password, activities.From{IP: ip, Agent: r.UserAgent()})
	if err != nil {
		return Person{}, err
	}
	http.SetCookie(w, s.cookie(token, 0))
	v, err := s.DB.Reader(r.Context(), "").Visitor(id, s.Now())
	if err != nil || v == nil {
		return Person{}, orNotFound(err)
	}
	return s.person(*v), nil
}

// Logout ends the session and clears what the browser keeps of it.
func (s *Server) Logout(w http.ResponseWriter, r *http.Request) error {
	if c, err := r.Cookie(s.cookieName()); err == nil {
		if err := s.Desk.Logout(r.Context(), c.Value); err != nil {
			return err
		}
	}
	http.SetCookie(w, s.cookie("", -1))
	w.Header().Set("Clear-Site-Data", `"cache", "cookies", "storage"`)
	return nil
}

// SetLanguage keeps the language that the person reads.
func (s *Server) SetLanguage(ctx context.Context, who Person, lang string) error {
	return s.Desk.SetLanguage(ctx, who.ID, lang)
}

// remote is the address of who asks: that of the other end of the connection, for
// headers can lie; where that is a trusted proxy, the last address before it that is none.
func (s *Server) remote(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && s.trusted(host); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		host = hop.Unmap().String()
	}
	return host
}

func (s *Server) trusted(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && slices.ContainsFunc(s.TrustedProxies, func(p netip.Prefix) bool { return p.Contains(a.Unmap()) })
}

func orNotFound(err error) error {
	if err != nil {
		return err
	}
	return notFound()
}
