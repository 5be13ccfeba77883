package pages

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"countersign/api"
	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
)

// A visit is one request on its way to a page.
type visit struct {
	*Pages
	c    *gin.Context
	who  api.Person
	lang string
	// scripted says that the page has something that only a script can do.
	scripted bool
	door     *loginForm // that keeps what was typed before the session ended
}

func (v *visit) context() context.Context { return v.c.Request.Context() }

// anyone runs do for whoever comes.
func (p *Pages) anyone(do func(*visit) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		v := p.arrive(c)
		if err := do(v); err != nil {
			v.fail(err)
		}
	}
}

// signedIn runs do for people who are signed in; others sign in first and keep
// what they had typed.
func (p *Pages) signedIn(do func(*visit) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		v := p.arrive(c)
		err := v.identity()
		switch {
		case err != nil:
		case v.who.MustChange && !slices.Contains(beforehand, c.FullPath()):
			err = v.see("/me", "first", "1")
		case v.who.Unconfirmed && !slices.Contains(append(proving, beforehand...), c.FullPath()):
			err = v.see("/me", "second", "1")
		default:
			err = do(v)
		}
		if err != nil {
			v.fail(err)
		}
	}
}

// beforehand are the pages that are open before a password that somebody else knows
// is changed.
var beforehand = []string{"/me", "/me/password", "/me/sessions", "/logout"}

// proving are the pages by which a person proves whose the password is that another has set.
var proving = []string{"/me/factors", "/me/factors/prove"}

func (v *visit) identity() error {
	if v.who.ID != "" {
		return nil
	}
	_, err := v.house.Identify(v.c.Request)
	if err == nil {
		err = models.Refuse(models.Unidentified, regulation.Clause{}, "sign-in-first")
	}
	return err
}

// arrive finds out who comes and which language to speak.
func (p *Pages) arrive(c *gin.Context) *visit {
	v := &visit{Pages: p, c: c, lang: spoken(c.Request)}
	if who, err := p.house.Identify(c.Request); err == nil {
		v.who = who
		if who.Lang != "" {
			v.lang = who.Lang
		}
	}
	return v
}

// spoken is the language of somebody who is not known yet.
func spoken(r *http.Request) string {
	if c, err := r.Cookie(languageCookie); err == nil {
		return message.Match(c.Value)
	}
	return message.Match(r.Header.Get("Accept-Language"))
}

// t is a message of the catalogue in the visitor's language.
func (v *visit) t(key string, args ...any) string { return v.words().t(key, args...) }

func (v *visit) words() words { return words{v.lang} }

// A frame is what every page shows around its own matter.
type frame struct {
	Lang  string
	Title string
	Who   *api.Person
	Todo  api.Count
	Guard bool
	Leads bool
	Here  string // the path of this page with its query
	Style string
	// Script is the path of what only a script can do; empty where a page has none of it.
	Script string
	Desk   string // the same page at the desk; empty where there is none
	Door   *loginForm
	Page   any
}

// show writes a page. matter is what its template shows.
func (v *visit) show(status int, page, title string, matter any) error {
	f := frame{Lang: v.lang, Title: title, Here: v.here(), Style: v.look.stylePath, Desk: v.atDesk(), Door: v.door, Page: matter}
	if v.who.ID != "" {
		f.Who, f.Guard, f.Leads = &v.who, v.atGate(), v.leads()
		f.Todo, _ = v.house.Count(v.context(), v.who) // a page without its badge is still a page
	}
	if v.scripted {
		f.Script = v.look.scriptPath
	}
	body, err := v.look.render(v.lang, page, f)
	if err != nil {
		return err
	}
	v.c.Header("Cache-Control", "no-store")
	v.c.Data(status, "text/html; charset=utf-8", body)
	return nil
}

// here is the address to come back to: that of a GET, or of the page from which
// a form was sent.
func (v *visit) here() string {
	if v.reads() {
		return v.c.Request.URL.RequestURI()
	}
	return formPage(v.c.Request.URL.Path)
}

// reads reports whether a page is asked for and nothing is sent.
func (v *visit) reads() bool {
	return v.c.Request.Method == http.MethodGet || v.c.Request.Method == http.MethodHead
}

// atDesk is where the desk shows what this page is about, or its beginning.
func (v *visit) atDesk() string {
	path := v.c.Request.URL.Path
	switch {
	case !v.Desk || v.who.ID == "":
		return ""
	case strings.HasPrefix(path, "/cases/") && !strings.HasSuffix(path, "/acts"):
		return "/desk" + path
	}
	return "/desk/"
}

func (v *visit) atGate() bool {
	for _, p := range v.who.Posts {
		if p.Does == models.Gate {
			return true
		}
	}
	return false
}

// see sends the browser to a page (POST-redirect-GET). pairs are query names and values.
func (v *visit) see(path string, pairs ...string) error {
	if len(pairs) > 0 {
		q := url.Values{}
		for i := 0; i+1 < len(pairs); i += 2 {
			q.Set(pairs[i], pairs[i+1])
		}
		path += "?" + q.Encode()
	}
	v.c.Header("Cache-Control", "no-store")
	v.c.Redirect(http.StatusSeeOther, path)
	return nil
}

// typed is the form that was posted, whole: one that is too large or is no form is refused.
func (v *visit) typed() (url.Values, error) {
	r := v.c.Request
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var err error
	switch {
	case kind == "multipart/form-data":
		err = r.ParseMultipartForm(textMost)
	case kind == "application/x-www-form-urlencoded", r.ContentLength == 0:
		err = r.ParseForm()
	default:
		return nil, api.NoForm()
	}
	var most *http.MaxBytesError
	if errors.As(err, &most) {
		return nil, api.TooLarge().Because(err)
	}
	if err != nil {
		return nil, models.Refuse(models.Invalid, regulation.Clause{}, "act-unreadable").Because(err)
	}
	for name := range r.PostForm {
		if beyond.MatchString(name) {
			return nil, models.Refuse(models.Invalid, regulation.Clause{}, "form-rows-beyond", "Most", 1000)
		}
	}
	return r.PostForm, nil
}

// beyond is a field of a row after the thousandth: no form has so many, and none is cut.
var beyond = regexp.MustCompile(`\[\d{4,}\]`)

func (v *visit) caseID() models.CaseID { return models.CaseID(v.c.Param("id")) }
