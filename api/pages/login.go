package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
)

const languageCookie = "countersign_language"

// A loginForm is the sign-in page with what was typed, here or before the
// session ended.
type loginForm struct {
	Login, Password, Next string
	Kept                  []field
	Demo                  []Demo
	Refusal               *refusal
}

// A field is one value of a form.
type field struct{ Name, Value string }

func loginPage(v *visit) error {
	next := local(v.c.Query("next"))
	if v.who.ID != "" {
		return v.see(next)
	}
	form := loginForm{Next: next}
	if as := v.c.Query("as"); as != "" && slices.ContainsFunc(v.Demo[v.lang], func(d Demo) bool { return d.Login == as }) {
		form.Login, form.Password = as, v.DemoPassword
	}
	return v.showLogin(http.StatusOK, form)
}

func (v *visit) showLogin(status int, form loginForm) error {
	form.Demo = v.Demo[v.lang]
	if len(form.Kept) > 0 {
		v.door = &form
	}
	return v.show(status, "login", v.t("page-login"), form)
}

// askWho has somebody sign in, and keeps the page that was asked for or the form
// that was sent.
func (v *visit) askWho() error {
	if v.reads() {
		return v.see("/login", "next", v.c.Request.URL.RequestURI())
	}
	form := loginForm{Next: v.c.Request.URL.Path}
	if typed, err := v.typed(); err == nil && !strings.HasPrefix(form.Next, "/me") { // passwords are not kept
		form.Kept = keep(typed)
	}
	return v.askAgain(form)
}

func (v *visit) askAgain(form loginForm) error {
	form.Refusal = v.refuse(models.Refuse(models.Unidentified, regulation.Clause{}, "page-session-over"))
	return v.showLogin(http.StatusUnauthorized, form)
}

func login(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	name, next := strings.TrimSpace(typed.Get("login")), local(typed.Get("next"))
	who, err := v.house.Login(v.c.Writer, v.c.Request, name, typed.Get("password"))
	if e := models.AsError(err); e != nil {
		r := v.refuse(err)
		return v.showLogin(r.Status, loginForm{Login: name, Next: next, Kept: keep(kept(typed)), Refusal: r})
	}
	if err != nil {
		return err
	}
	v.who = who
	if who.Lang != "" {
		v.lang = who.Lang
	}
	if who.MustChange || who.Unconfirmed {
		return v.see("/me", "first", "1") // also before what was kept is shown
	}
	if before := kept(typed); len(before) > 0 {
		return v.resume(next, before)
	}
	return v.see(next)
}

const keptPrefix = "kept."

// keep makes hidden fields of what was typed; kept takes them back.
func keep(typed url.Values) []field {
	var fields []field
	for name, values := range typed {
		for _, value := range values {
			fields = append(fields, field{keptPrefix + name, value})
		}
	}
	slices.SortStableFunc(fields, func(a, b field) int { return strings.Compare(a.Name, b.Name) })
	return fields
}

func kept(typed url.Values) url.Values {
	before := url.Values{}
	for name, values := range typed {
		if after, ok := strings.CutPrefix(name, keptPrefix); ok {
			before[after] = values
		}
	}
	return before
}

// resume shows the form that was sent when the session had ended, with
// everything typed. It does nothing that the form asks for: the person looks at
// it and sends it again.
func (v *visit) resume(path string, typed url.Values) error {
	again := v.refuse(models.Refuse(models.Conflict, regulation.Clause{}, "page-signed-in-again"))
	again.Status, again.Title, again.Good = http.StatusOK, v.t("page-welcome-back"), true
	if shown, err := v.reshowForm(path, typed, again); shown {
		return err
	}
	if id, _, in := strings.Cut(strings.TrimPrefix(path, "/cases/"), "/"); in && strings.HasPrefix(path, "/cases/") {
		return v.see("/cases/" + url.PathEscape(id))
	}
	return v.see("/")
}

func logout(v *visit) error {
	if err := v.house.Logout(v.c.Writer, v.c.Request); err != nil {
		return err
	}
	return v.see("/login")
}

// setLanguage keeps the language on the account, and for the browser where
// nobody has signed in. What was typed before a session ended stays.
func setLanguage(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	lang := typed.Get("language")
	if !slices.Contains(message.Languages, lang) {
		return models.Refuse(models.Invalid, regulation.Clause{}, "language-unknown")
	}
	if v.who.ID != "" {
		if err := v.house.SetLanguage(v.context(), v.who, lang); err != nil {
			return err
		}
	}
	http.SetCookie(v.c.Writer, &http.Cookie{Name: languageCookie, Value: lang, Path: "/", HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: v.c.Request.TLS != nil, MaxAge: int((365 * 24 * time.Hour).Seconds())})
	next, before := local(typed.Get("next")), kept(typed)
	switch {
	case len(before) == 0:
		return v.see(local(typed.Get("back")))
	case v.who.ID != "": // has signed in elsewhere meanwhile
		return v.resume(next, before)
	}
	v.lang = lang
	return v.askAgain(loginForm{Next: next, Kept: keep(before)})
}

// local is a path of this house; "/" for anything that could lead elsewhere.
func local(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}

// formPage is the page whose form is sent to path.
func formPage(path string) string {
	if before, ok := strings.CutSuffix(path, "/acts"); ok {
		return before
	}
	if before, ok := strings.CutSuffix(path, "/attachments"); ok {
		return before
	}
	if strings.HasPrefix(path, "/me/app") || strings.HasPrefix(path, "/me/factors/") {
		return "/me/factors"
	}
	if path == "/login" {
		return "/"
	}
	return path
}
