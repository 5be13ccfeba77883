package pages

import (
	"net/url"
	"strings"

	"countersign/models/calendar"
)

// days narrow a list: those on which its cases were applied for, and the last on which
// its tasks are due. They are in the address, so that it can be kept and sent.
type days struct{ From, To, DueUntil calendar.Date }

// days are those of the address; what is no day does not narrow.
func (v *visit) days() days {
	of := func(name string) calendar.Date {
		d, err := calendar.ParseDate(strings.TrimSpace(v.c.Query(name)))
		if err != nil {
			return calendar.Date{}
		}
		return d
	}
	return days{of("from"), of("to"), of("dueUntil")}
}

// in puts the days into an address.
func (d days) in(address url.Values) url.Values {
	for name, day := range map[string]calendar.Date{"from": d.From, "to": d.To, "dueUntil": d.DueUntil} {
		if !day.IsZero() {
			address.Set(name, day.String())
		}
	}
	return address
}

// Any reports whether a day narrows.
func (d days) Any() bool { return d != days{} }

// words60 is the beginning of what was typed into a search.
func (v *visit) words60(name string) string {
	words := strings.TrimSpace(v.c.Query(name))
	if runes := []rune(words); len(runes) > 60 {
		return string(runes[:60])
	}
	return words
}
