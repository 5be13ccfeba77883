package roster

import (
	"net/mail"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"countersign/models/calendar"
)

// A cell is one field of a row as text.
type cell interface {
	// set takes what a person typed, or answers with the code of a RowError.
	set(text string, from origin) (code string)
	// show is the text in a language, or for lang "" the one that never changes.
	show(lang string) string
}

// origin says how a file writes dates. Only a workbook has day numbers.
type origin struct{ dayNumbers, since1904 bool }

const longest = 200 // characters in a cell

type word struct{ *string }

func (w word) show(string) string { return *w.string }

func (w word) set(text string, _ origin) string {
	*w.string = text
	switch {
	case utf8.RuneCountInString(text) > longest:
		return "too_long"
	case strings.ContainsFunc(text, isControl):
		return "control"
	}
	return ""
}

// address is of e-mail; a hyphen stands for none.
type address struct{ *string }

func (a address) show(string) string { return *a.string }

func (a address) set(text string, from origin) string {
	if code := word(a).set(text, from); code != "" || text == "" || text == "-" {
		return code
	}
	if known, err := mail.ParseAddress(text); err != nil || known.Address != text {
		return "not_an_address"
	}
	return ""
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f || r == utf8.RuneError }

// oneOf keeps an unknown word as it stands: Check reports it together with
// the words that are known.
type oneOf[S ~string] struct {
	is *S
	of []label
}

func (c oneOf[S]) set(text string, _ origin) string {
	*c.is = S(text)
	for _, l := range c.of {
		if strings.EqualFold(text, l.code) || text == l.zh || strings.EqualFold(text, l.en) {
			*c.is = S(l.code)
		}
	}
	return ""
}

func (c oneOf[S]) show(lang string) string {
	for _, l := range c.of {
		if l.code == string(*c.is) {
			return l.in(lang)
		}
	}
	return string(*c.is)
}

func (c oneOf[S]) labels() []label { return c.of }

func (c oneOf[S]) unknown() bool {
	for _, l := range c.of {
		if l.code == string(*c.is) {
			return false
		}
	}
	return *c.is != ""
}

type yes struct{ *bool }

func (y yes) show(lang string) string {
	if *y.bool {
		return yesNo[0].in(lang)
	}
	return yesNo[1].in(lang)
}

func (y yes) labels() []label { return yesNo }

func (y yes) set(text string, _ origin) string {
	switch strings.ToLower(text) {
	case "yes", "y", "true", "1", "是", "在产":
		*y.bool = true
	case "no", "n", "false", "0", "否", "停产":
		*y.bool = false
	case "":
		return "required"
	default:
		return "not_yes_no"
	}
	return ""
}

// money is cents, written in whole units of the currency.
type money struct{ *int64 }

var plainNumber = regexp.MustCompile(`^\d{1,9}(\.\d{1,20})?$`)

func (m money) show(string) string { return decimal.New(*m.int64, -2).StringFixed(2) }

// set forgives the tail of a binary fraction (23.800000000000001), not a third decimal.
func (m money) set(text string, _ origin) string {
	text = strings.NewReplacer(",", "", "，", "", "¥", "", "￥", "").Replace(text)
	if text == "" {
		return "required"
	}
	if !plainNumber.MatchString(text) {
		return "not_money"
	}
	exact := decimal.RequireFromString(text)
	cents := exact.Round(2)
	if exact.Sub(cents).Abs().GreaterThan(decimal.New(1, -9)) {
		return "not_money"
	}
	*m.int64 = cents.Shift(2).IntPart()
	return ""
}

type date struct{ *calendar.Date }

var dateLayouts = []string{"2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "20060102"}

func (d date) show(string) string { return d.Date.String() }

func (d date) set(text string, from origin) string {
	if text == "" {
		*d.Date = calendar.Date{}
		return ""
	}
	if i := strings.IndexAny(text, " T"); i > 0 {
		text = text[:i] // 2026-01-02 00:00:00
	}
	for _, layout := range dateLayouts {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1900 {
			*d.Date = calendar.DateOf(t)
			return ""
		}
	}
	return d.setNumber(text, from)
}

// setNumber takes the day numbers in which Excel keeps dates, of 1955 to 2173.
func (d date) setNumber(text string, from origin) string {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !from.dayNumbers || n < 20000 || n > 100000 {
		return "not_a_date"
	}
	t, err := excelize.ExcelDateToTime(n, from.since1904)
	if err != nil {
		return "not_a_date"
	}
	*d.Date = calendar.DateOf(t)
	return ""
}
