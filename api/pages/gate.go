package pages

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"countersign/api"
	"countersign/models"
)

// A passMatter is a gate pass as the guard checks it on a phone (sample.gate).
type passMatter struct {
	api.PassView
	Counts []countedLine
	Token  string
	Key    models.ActID
	// Customer is for whom the goods are.
	Customer string
	May      bool // the person may let it out
	Barred   *api.ActView
	Just     bool // it was let out just now, by this person
	Refusal  *refusal
}

// gatePass shows a pass. Looking at it changes nothing: chat programs and
// cameras open links by themselves.
func gatePass(v *visit) error { return v.showPass(http.StatusOK, nil, nil) }

func (v *visit) reshowPass(typed url.Values, r *refusal) error {
	return v.showPass(r.Status, typed, r)
}

func (v *visit) showPass(status int, typed url.Values, r *refusal) error {
	token := v.c.Param("token")
	pass, err := v.house.GatePass(v.context(), v.who, token)
	if err != nil {
		return err
	}
	m := passMatter{PassView: pass, Token: token, Key: newKey(), Refusal: r}
	if r != nil && r.unsure() && typed.Get("key") != "" {
		m.Key = models.ActID(typed.Get("key"))
	}
	for _, l := range pass.Lines {
		m.Counts = append(m.Counts, countedLine{LineView: l, Value: typed.Get("pieces." + strconv.Itoa(l.Line))})
	}
	m.Just = v.c.Query("done") != "" && pass.UsedBy == v.who.Name && pass.UsedAt != nil && v.Now().Sub(*pass.UsedAt) < 2*time.Minute
	if err := v.mayRelease(&m); err != nil {
		return err
	}
	return v.show(status, "pass", v.t("page-pass", "Number", pass.Number), m)
}

// mayRelease finds out whether the person may let the goods out, or which clause
// leaves it to others, and for which customer they are.
func (v *visit) mayRelease(m *passMatter) error {
	seen, err := v.house.Case(v.context(), v.who, m.Case)
	if err != nil {
		return err
	}
	for _, f := range seen.Document.Fields {
		if f.Key == "customer" {
			m.Customer = f.Value
		}
	}
	for _, a := range seen.Acts {
		m.May = m.May || a.Verb == models.Release
	}
	for _, a := range seen.Barred {
		if a.Verb == models.Release {
			m.Barred = &a
		}
	}
	return nil
}

// letOut lets the goods out, once.
func letOut(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	token := v.c.Param("token")
	pass, err := v.house.GatePass(v.context(), v.who, token)
	if err != nil {
		return err
	}
	counted, err := countsIn(typed)
	if err == nil {
		counted.Token = token
		var data []byte
		if data, err = json.Marshal(counted); err != nil {
			return err
		}
		_, err = v.house.Act(v.context(), v.who, pass.Case, models.ActID(typed.Get("key")), api.ActForm{Verb: models.Release,
			Task: models.TaskID(typed.Get("task")), Digest: models.Digest(typed.Get("digest")), Data: data})
	}
	if err != nil {
		if r := v.refuse(err); r.Kind != models.Missing && r.Kind != models.Unidentified {
			return v.showPass(r.Status, typed, r)
		}
		return err
	}
	return v.see("/g/"+url.PathEscape(token), "done", "1")
}

// A gateMatter is the gate house: a code to type, what is expected, what has gone.
type gateMatter struct {
	Typed    string
	Unknown  bool
	Expected []inboxLine
	Gone     *api.RegisterPage
	Today    []api.RegisterRow
}

func gateHouse(v *visit) error { return v.showGate(http.StatusOK, "", false) }

func (v *visit) showGate(status int, typed string, unknown bool) error {
	m := gateMatter{Typed: typed, Unknown: unknown}
	page, err := v.house.Inbox(v.context(), v.who, api.BoxTodo, api.InboxFilter{}, "")
	if err != nil {
		return err
	}
	days := v.workingDays()
	for _, row := range page.Rows {
		if row.Verb == models.Release {
			m.Expected = append(m.Expected, inboxLine{row, days.due(row.DueAt), ""})
		}
	}
	gone, err := v.house.Register(v.context(), v.who, api.RegisterPasses, months(v.Now())[0], "", "")
	switch {
	case err == nil:
		m.Gone = &gone
	case !models.IsKind(err, models.Forbidden) && !models.IsKind(err, models.Missing):
		return err
	}
	return v.show(status, "gate", v.t("page-gate"), m)
}

// passCode is a code as the house writes it, however it was typed. Its letters are
// those of base 32: what looks like 0, 1 or 8 is a letter.
func passCode(typed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～': // as Chinese keyboards may write them
			r += '!' - '！'
		case unicode.IsSpace(r):
			return -1
		}
		if as, looks := map[rune]rune{'0': 'O', '1': 'I', '8': 'B', '-': -1}[r]; looks {
			return as
		}
		return unicode.ToUpper(r)
	}, typed)
}

// passLink is the link of a pass, on these pages or at the desk.
var passLink = regexp.MustCompile(`/(?:g|gate)/([^/?#]+)`)

// findPass goes to the pass whose code was typed, or whose link was pasted.
func findPass(v *visit) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	code := strings.TrimRight(strings.Join(strings.Fields(typed.Get("code")), ""), "/")
	if link := passLink.FindStringSubmatch(code); link != nil {
		code = link[1]
	}
	if code == "" {
		return v.showGate(http.StatusUnprocessableEntity, code, true)
	}
	var kept error
	for _, token := range []string{passCode(code), code, strings.ToUpper(code)} {
		_, err := v.house.GatePass(v.context(), v.who, token)
		switch {
		case err == nil:
			return v.see("/g/" + url.PathEscape(token))
		case models.IsKind(err, models.Conflict):
			kept = err
		case !models.IsKind(err, models.Missing):
			return err
		}
	}
	found, err := v.house.Cases(v.context(), v.who, api.CaseQuery{Kind: models.KindSampleRequest, Text: strings.ToUpper(code)})
	if err != nil {
		return err
	}
	if len(found.Rows) == 1 {
		return v.see("/cases/" + url.PathEscape(string(found.Rows[0].ID)))
	}
	if kept != nil {
		return kept
	}
	return v.showGate(http.StatusNotFound, code, true)
}
