package pages

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"countersign/api"
	"countersign/models/calendar"
)

var boxes = []api.Box{api.BoxTodo, api.BoxDone, api.BoxStarted, api.BoxCopied}

// An inboxMatter is one box of a person's inbox.
type inboxMatter struct {
	Boxes []api.Box
	Box   api.Box
	Rows  []inboxLine
	Next  string
	First bool // the first page of the box
	// Several says that there are tasks to choose and sign in one go.
	Several bool
	Days    days
	Words   string
	// Narrowed says that something narrows the box; Again is its address without a place in it.
	Narrowed bool
	Again    string
}

// An inboxLine is a row with its deadline in words.
type inboxLine struct {
	api.InboxRow
	Due  due
	Pick string // names the task where it can be chosen; "" = it cannot
}

func inbox(v *visit) error {
	box := api.Box(v.c.Query("box"))
	if !slices.Contains(boxes, box) {
		box = api.BoxTodo
	}
	cursor, among, again := v.c.Query("after"), v.days(), url.Values{"box": {string(box)}}
	words := v.words60("q")
	page, err := v.house.Inbox(v.context(), v.who, box, api.InboxFilter{Words: words, From: among.From, To: among.To, DueUntil: among.DueUntil}, cursor)
	if err != nil {
		return err
	}
	again = among.in(again)
	if words != "" {
		again.Set("q", words)
	}
	m := inboxMatter{Boxes: boxes, Box: box, Next: page.Next, First: cursor == "", Days: among, Words: words, Narrowed: len(again) > 1, Again: "/?" + again.Encode()}
	days := v.workingDays()
	for _, row := range page.Rows {
		line := inboxLine{row, days.due(row.DueAt), ""}
		if box == api.BoxTodo && signable(row) {
			line.Pick, m.Several = string(row.Case)+"."+string(row.Task), true
		}
		m.Rows = append(m.Rows, line)
	}
	return v.show(http.StatusOK, "inbox", v.t("page-box-"+string(box)), m)
}

// A due is a deadline as a reader sees it.
type due struct {
	At   *time.Time
	Left string // working time that is left, or how long it is over
	Look string // over, soon, today or later; the words always say it too
}

// workingDays measures deadlines in the company's working time.
type workingDays struct {
	v   *visit
	now time.Time
	cal map[int]*calendar.Calendar // by the year that they reach
}

func (v *visit) workingDays() *workingDays {
	return &workingDays{v, v.Now(), map[int]*calendar.Calendar{}}
}

// due measures a deadline. Without a calendar for its year only the date is
// said: what is not known is not guessed.
func (w *workingDays) due(at *time.Time) due {
	if at == nil {
		return due{}
	}
	d := due{At: at, Look: "later"}
	over := w.now.After(*at)
	if over {
		d.Look = "over"
	}
	left, err := w.calendar(*at).WorkingTimeLeft(w.now, *at)
	if err != nil {
		return d
	}
	switch {
	case over:
	case left < 4*time.Hour:
		d.Look = "soon"
	case left < 8*time.Hour:
		d.Look = "today"
	}
	d.Left = w.v.t("page-due-"+string(pick(over, "over", "left").(string)), "Time", w.v.words().left(left))
	return d
}

// calendar is the company's for the years from now to at.
func (w *workingDays) calendar(at time.Time) *calendar.Calendar {
	year := at.In(calendar.China()).Year()
	if cal, ok := w.cal[year]; ok {
		return cal
	}
	var s calendar.Settings
	first, last := min(year, w.now.In(calendar.China()).Year()), max(year, w.now.In(calendar.China()).Year())
	for y := first; y <= last && y < first+3; y++ {
		known, err := w.v.house.Calendar(w.v.context(), w.v.who, y)
		if err != nil || !known.Known {
			continue
		}
		s.Complete = append(s.Complete, y)
		for _, d := range known.Days {
			s.Company = append(s.Company, calendar.Day{Date: d.Day, Kind: calendar.Kind(d.Kind), Name: calendar.Name{Zh: d.Name, En: d.Name}, Source: d.Source})
		}
	}
	cal, err := calendar.New(s)
	if err != nil {
		cal, _ = calendar.New(calendar.Settings{}) // a calendar of no years, which answers nothing
	}
	w.cal[year] = cal
	return cal
}
