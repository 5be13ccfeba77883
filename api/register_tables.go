package api

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/regulation"
	"countersign/models/store"
)

// A registerTable is a register as columns and how its rows are read. The name is the
// message register-… where there is none; may is the second gate where it is not that
// of each row's company.
type registerTable struct {
	columns []registerColumn
	read    func(lang string, r store.Reader, q store.RegisterQuery) ([]entry, error)
	name    string
	note    string
	may     func([]entry) ([]bool, error)
}

// A registerColumn has a key; its label is the message column-key where it has none.
type registerColumn struct {
	key    string
	number bool
	label  string
}

func text(key string) registerColumn   { return registerColumn{key: key} }
func number(key string) registerColumn { return registerColumn{key: key, number: true} }

// registerTables are all registers; a row's cells stand in the order of the columns.
var registerTables = map[Register]registerTable{
	RegisterEfficiency: efficiency,
	RegisterLedger: {
		columns: []registerColumn{text("taken-at"), text("number"), number("line"), text("variety"), text("size"), number("pieces"), number("grams"), text("taken-by"), text("note")},
		read: func(lang string, r store.Reader, q store.RegisterQuery) ([]entry, error) {
			return entries(r.SampleLedger, q, func(x store.LedgerRow) entry {
				return entry{x.RegisterEntry, []string{clockTime(x.At), x.Number, count(x.Line), x.Variety, word(lang, "size", x.Size), strconv.Itoa(x.Pieces), kilos(x.Grams), x.TakenBy, x.Note}}
			})
		},
	},
	RegisterPasses: {
		columns: []registerColumn{text("issued-at"), text("number"), text("applicant"), text("valid-until"), text("used-at"), text("used-by")},
		read: func(_ string, r store.Reader, q store.RegisterQuery) ([]entry, error) {
			return entries(r.GatePasses, q, func(x store.PassRow) entry {
				return entry{x.RegisterEntry, []string{clockTime(x.At), x.Number, x.Applicant, clockTimeOr(x.ValidUntil), clockTimeOr(x.UsedAt), x.UsedBy}}
			})
		},
	},
	RegisterHandovers: {
		columns: []registerColumn{text("given-at"), text("number"), number("line"), text("variety"), text("size"), number("pieces"), text("given-by")},
		read: func(lang string, r store.Reader, q store.RegisterQuery) ([]entry, error) {
			return entries(r.SampleHandovers, q, func(x store.HandoverRow) entry {
				return entry{x.RegisterEntry, []string{clockTime(x.At), x.Number, count(x.Line), x.Variety, word(lang, "size", x.Size), strconv.Itoa(x.Pieces), x.By}}
			})
		},
	},
	RegisterEntries: {
		columns: []registerColumn{text("booked-at"), text("number"), text("entry"), number("line"), text("sample"), text("variety"), number("grams"), number("money"), text("voucher"), text("booked-by")},
		read: func(lang string, r store.Reader, q store.RegisterQuery) ([]entry, error) {
			return entries(r.Books, q, func(x store.BookRow) entry {
				return entry{x.RegisterEntry, []string{clockTime(x.At), x.Number, word(lang, "entry", x.Entry), count(x.Line), x.Of, x.Variety, kilos(x.Grams), Money(x.Cents), x.Voucher, x.By}}
			})
		},
	},
	RegisterExceptions: {
		columns: []registerColumn{text("asked-at"), text("number"), text("clause"), text("subject"), text("asked-by"), text("exception-state"), text("decided-by"), text("decided-at")},
		read: func(lang string, r store.Reader, q store.RegisterQuery) ([]entry, error) {
			return entries(r.Exceptions, q, func(x store.ExceptionRow) entry {
				return entry{x.RegisterEntry, []string{clockTime(x.At), x.Number, named(lang, x.Clause), x.SubjectNumber, x.AskedBy, word(lang, "exception", x.State), x.DecidedBy, clockTimeOr(x.DecidedAt)}}
			})
		},
	},
	RegisterMonthEnds: {
		columns: []registerColumn{text("month"), text("number"), text("state"), number("lines"), number("differing"), text("totalled-at"), text("reported-at"), text("booked-at")},
		read: func(lang string, r store.Reader, q store.RegisterQuery) ([]entry, error) {
			return entries(r.MonthEnds, q, func(x store.MonthRow) entry {
				return entry{x.RegisterEntry, []string{x.Month.Format("2006-01"), x.Number, word(lang, "state", x.State), strconv.Itoa(x.Lines), strconv.Itoa(x.Differing),
					clockTimeOr(x.TotalledAt), clockTimeOr(x.ReportedAt), clockTimeOr(x.BookedAt)}}
			})
		},
	},
}

// entries reads rows and makes cells of them.
func entries[Row any](read func(store.RegisterQuery) ([]Row, error), q store.RegisterQuery, of func(Row) entry) ([]entry, error) {
	rows, err := read(q)
	all := make([]entry, 0, len(rows))
	for _, row := range rows {
		all = append(all, of(row))
	}
	return all, err
}

// clockTime is an instant on the company's clock.
func clockTime(t time.Time) string { return t.In(calendar.China()).Format("2006-01-02 15:04") }

func clockTimeOr(t *time.Time) string {
	if t == nil {
		return ""
	}
	return clockTime(*t)
}

// named is a clause by its number and in words.
func named(lang string, id regulation.ID) string {
	return strings.TrimSpace(string(id) + " " + clauseByID(lang, id).Text)
}

// kilos is a weight in kilograms.
func kilos(g models.Grams) string { return fmt.Sprintf("%d.%03d", g/1000, g%1000) }

// Money is an amount with two decimals.
func Money(c models.Cents) string {
	sign := ""
	if c < 0 {
		sign, c = "-", -c
	}
	return fmt.Sprintf("%s%d.%02d", sign, c/100, c%100)
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
