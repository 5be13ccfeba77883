package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// phrases are the words of an explanation in one language.
type phrases struct {
	days, oneDay, hours, colon, comma, semicolon, to, more, closed string
	name                                                           func(Name) string
}

var (
	chinese = phrases{
		"%d 个工作日", "%d 个工作日", "%s 个工作小时", "：", "、", "；", "%s 至 %s", "…", "放假",
		func(n Name) string { return n.Zh },
	}
	english = phrases{
		"%d working days", "%d working day", "%s working hours", ": ", ", ", "; ", "%s to %s", "…", "",
		func(n Name) string { return n.En },
	}
)

// Explain says which days were counted and which were not and why, in
// Chinese, or in English when lang begins with "en". Dates carry their year
// only where it is not that of From.
func (d Deadline) Explain(lang string) string {
	p := chinese
	if strings.HasPrefix(lang, "en") {
		p = english
	}
	lines := []string{p.period(d) + p.colon + strings.Join(p.list(d.Counted, d.From.Year()), p.comma)}
	for _, s := range d.Skipped {
		lines = append(lines, p.span(s, d.From.Year()))
	}
	return strings.Join(lines, p.semicolon)
}

func (p phrases) period(d Deadline) string {
	switch {
	case d.Time > 0:
		hours := strconv.FormatFloat(d.Time.Round(time.Minute).Hours(), 'f', -1, 64)
		if i := strings.IndexByte(hours, '.'); i >= 0 && len(hours) > i+3 {
			hours = hours[:i+3]
		}
		return fmt.Sprintf(p.hours, hours)
	case d.Days == 1:
		return fmt.Sprintf(p.oneDay, d.Days)
	default:
		return fmt.Sprintf(p.days, d.Days)
	}
}

// list leaves out the middle of a long count: nobody reads sixty dates.
func (p phrases) list(dates []Date, year int) (out []string) {
	for i, d := range dates {
		switch {
		case len(dates) <= 10 || i < 4 || i >= len(dates)-2:
			out = append(out, short(d, year))
		case i == 4:
			out = append(out, p.more)
		}
	}
	return out
}

func (p phrases) span(s Span, year int) string {
	var names []string
	closed := ""
	for _, n := range s.Reasons {
		names = append(names, p.name(n))
		if n != weekend {
			closed = p.closed
		}
	}
	when := short(s.From, year)
	if s.To != s.From {
		when = fmt.Sprintf(p.to, when, short(s.To, year))
	}
	return when + " " + strings.Join(names, p.comma) + closed
}

func short(d Date, year int) string {
	if d.Year == year {
		return d.String()[5:]
	}
	return d.String()
}
