package pages

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"
	"time"

	"countersign/api"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/message"
	"countersign/models/regulation"
)

// words say things in one language.
type words struct{ lang string }

// funcs are the words that templates use.
func (w words) funcs() template.FuncMap {
	return template.FuncMap{
		"t": w.t, "when": w.when, "day": w.day, "clock": w.clock, "iso": iso,
		"kg": w.kg, "money": w.money, "short": short, "list": list, "inc": func(i int) int { return i + 1 },
		"pick": pick, "grade": grade, "size": size, "rule": w.rule, "post": post, "source": w.source, "join": w.join, "filled": filled, "broad": broad, "who": w.who, "amounts": w.amounts, "before": before, "absence": absenceLine, "group": group, "told": w.told,
	}
}

// t is the message key; args are pairs of name and value.
func (w words) t(key string, args ...any) string {
	named := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		named[fmt.Sprint(args[i])] = args[i+1]
	}
	return message.Text(w.lang, key, named)
}

// when is an instant in words: 2026年11月21日 15:04. It takes a time.Time or a *time.Time.
func (w words) when(at any) string { return w.format(at, "2006年1月2日 15:04", "2 Jan 2006 15:04") }

// day is the day of an instant, or a Date, in words.
func (w words) day(at any) string { return w.format(at, "2006年1月2日", "2 Jan 2006") }

func (w words) clock(at any) string { return w.format(at, "1月2日 15:04", "2 Jan 15:04") }

// rule is the clause with this id.
func (w words) rule(id string) (*api.ClauseView, error) {
	c, ok := regulation.Find(regulation.ID(id))
	if !ok {
		return nil, fmt.Errorf("pages: no clause %q", id)
	}
	return &api.ClauseView{ID: c.ID(), Title: c.Title(w.lang), Source: c.Source(), Text: c.Text(w.lang), Exceptable: c.Exceptable()}, nil
}

func (w words) format(at any, zh, en string) string {
	t, ok := instant(at)
	if !ok {
		return ""
	}
	if w.lang == "en" {
		zh = en
	}
	return t.In(calendar.China()).Format(zh)
}

func instant(at any) (time.Time, bool) {
	switch t := at.(type) {
	case time.Time:
		return t, !t.IsZero()
	case *time.Time:
		if t != nil {
			return *t, !t.IsZero()
		}
	case *calendar.Date:
		if t != nil {
			return instant(*t)
		}
	case calendar.Date:
		return t.At(0, calendar.China()), !t.IsZero()
	}
	return time.Time{}, false
}

// iso is an instant for machines.
func iso(at any) string {
	t, ok := instant(at)
	if !ok {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// kg is a weight: 1.9 千克, never rounded.
func (w words) kg(g models.Grams) string {
	return trim(fmt.Sprintf("%d.%03d", g/1000, g%1000)) + w.t("page-kg")
}

// amounts are those from one to below another: of money, or of another number.
func (w words) amounts(from, to models.Cents, money bool) string {
	say := w.money
	if !money {
		say = func(c models.Cents) string { return trim(fmt.Sprintf("%d.%02d", int64(c)/100, int64(c)%100)) }
	}
	return message.Range(w.lang, from, to, say)
}

// money is an amount in yuan and fen: ¥1,234.50.
func (w words) money(c models.Cents) string { return c.Yuan() }

func trim(number string) string { return strings.TrimRight(strings.TrimRight(number, "0"), ".") }

// left is a stretch of working time in words, a working day being eight hours.
func (w words) left(d time.Duration) string {
	d = d.Abs()
	hours := d.Hours()
	switch {
	case hours >= 8:
		return w.t("page-left-days", "Days", trim(fmt.Sprintf("%.1f", hours/8)))
	case hours >= 1:
		return w.t("page-left-hours", "Hours", trim(fmt.Sprintf("%.1f", hours)))
	}
	return w.t("page-left-minutes", "Minutes", int(math.Ceil(d.Minutes())))
}

// post is a unit with a post, without the unit where the post names it anyway:
// 市场营销部部长, not 市场营销部 市场营销部部长; Head of Marketing, not Marketing
// Head of Marketing.
func post(name string) string {
	for i := len(name); ; {
		if i = strings.LastIndexByte(name[:i], ' '); i < 0 {
			return name
		}
		if unit, title := name[:i], name[i+1:]; strings.HasPrefix(title, unit) || strings.HasSuffix(title, unit) {
			return title
		}
	}
}

// source names the regulation that a clause comes from; the house itself for
// what the written ones presuppose.
func (w words) source(from string) string {
	switch from {
	case "house", "all":
		return w.t("page-source-" + from)
	}
	return from
}

// join puts names in a row, posts without what they say twice.
func (w words) join(names []string) string {
	short := make([]string, len(names))
	for i, n := range names {
		short[i] = post(n)
	}
	return strings.Join(short, w.t("list-or"))
}

// told is an entry of the history with whom it names: 减签：何敏, 转办 → 何敏.
func (w words) told(e api.EventView) string {
	var names []string
	for _, p := range append(slices.Clone(e.Copied), e.People...) {
		names = append(names, p.Name)
	}
	switch {
	case len(names) == 0:
		return e.Text
	case e.Kind == string(models.RemoveSigner), e.Kind == string(models.Recall):
		return w.t("page-told-of", "What", e.Text, "Who", strings.Join(names, w.t("list-or")))
	}
	return e.Text + " → " + strings.Join(names, w.t("list-or"))
}

// filled reports whether somebody has acted in the round.
func filled(r api.RoundView) bool {
	return slices.ContainsFunc(r.Seats, func(s api.SeatView) bool { return s.State == "done" })
}

// short is the beginning of a digest, enough to compare by eye.
func short(digest any) string {
	s := fmt.Sprint(digest)
	if len(s) > 12 {
		return s[:12]
	}
	return s
}

// size is the size of a file.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1_000_000:
		return trim(fmt.Sprintf("%.1f", float64(n)/1e3)) + " kB"
	}
	return trim(fmt.Sprintf("%.1f", float64(n)/1e6)) + " MB"
}

// before is the last day of a period that ends at an instant.
func before(end time.Time) time.Time { return end.Add(-time.Second) }

// group writes a code in groups of four, to be read and typed.
func group(code string) string {
	var out strings.Builder
	for i, r := range code {
		if i > 0 && i%4 == 0 {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// broad reports whether a value of a document takes a whole line.
func broad(f api.FieldView) bool {
	return f.Rows != nil || slices.Contains([]string{"purpose", "remark", "reason", "clause", "customer"}, f.Key) || strings.Contains(f.Value, "\n") || len([]rune(f.Value)) > 24
}

func list(items ...any) []any { return items }

// pick is a when the condition holds, else b.
func pick(condition bool, a, b any) any {
	if condition {
		return a
	}
	return b
}

// grade is the look of a state: ok, wait, bad or plain. The word is always beside it.
func grade(s models.State) string {
	switch s {
	case models.Effective, models.Done:
		return "ok"
	case models.Running:
		return "wait"
	case models.Refused, models.Revoked:
		return "bad"
	case models.Returned:
		return "warn"
	}
	return "plain"
}
