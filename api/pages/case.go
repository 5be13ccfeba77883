package pages

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"countersign/api"
	"countersign/models"
)

// A caseMatter is the page of a case.
type caseMatter struct {
	api.CaseView
	Lines   lineTable
	Panels  []panel
	Aside   []panel // what can be done beside the step: to withdraw, to copy
	Talk    thread
	Waiting []waiting
	Bars    []bar
	Steps   []step
	// Receipt is the act that the person has just done; Refusal what was not done.
	Receipt *api.EventView
	Refusal *refusal
	Key     models.ActID // of an upload
	Draft   bool
	Paper   bool // it can be printed
	// Revocable says that the visitor might ask for its revocation.
	Revocable bool
	Rule      string // of the company, that its own form carries out
	Solo      bool   // nothing stands beside the document
	Matrix    *matrixMatter
	FormLook  *formMatter // that the case would put in force
	Clock     *clockMatter
	Coming    []api.ComingView // the steps after the one at work
	// About is the case that this one is about, where the person may see it.
	About *aboutCase
}

// An aboutCase is what an exception lets pass.
type aboutCase struct {
	api.CaseView
	Lines lineTable
}

// about shows the subject of a case to those who may see it.
func (v *visit) about(c api.CaseView) (*aboutCase, error) {
	if c.Subject == nil {
		return nil, nil
	}
	seen, err := v.seen(*c.Subject)
	if models.IsKind(err, models.Missing) {
		return nil, nil
	}
	return &aboutCase{seen, tableOf(seen.Document)}, err
}

// A waiting is what is waited for: the open seats of a round that are due together.
type waiting struct {
	verb       models.Verb
	Verb, Mode string
	Any        bool // one of them is enough
	Seats      []api.SeatView
	Due        due
	DueWhy     string
}

// A bar is what others must do, and the clause that leaves it to them.
type bar struct {
	api.ActView
	Posts []string
}

// A step is a slate with the comments of those who signed.
type step struct {
	api.SlateView
	Look string // done, now or fell
	Said map[models.TaskID]string
	// Vouchers are the numbers that were written down with the deeds.
	Vouchers map[models.TaskID]string
}

func casePage(v *visit) error { return v.showCase(http.StatusOK, nil, nil) }

// reshowCase shows a case again after an act was refused, with what was typed.
func (v *visit) reshowCase(typed url.Values, r *refusal) error { return v.showCase(r.Status, typed, r) }

func (v *visit) showCase(status int, typed url.Values, r *refusal) error {
	seen, err := v.seen(v.caseID())
	if err != nil {
		return err
	}
	m := caseMatter{CaseView: seen, Lines: tableOf(seen.Document), Refusal: r, Steps: steps(seen),
		Waiting: v.waitingFor(seen), Bars: bars(seen), Receipt: v.receipt(seen), Draft: seen.State.State == models.Draft,
		Paper: seen.Number != ""}
	m.Revocable = seen.MightRevoke(v.who)
	m.Matrix, m.FormLook = matrixOf(seen), v.formLook(seen)
	if m.About, err = v.about(seen); err != nil {
		return err
	}
	if m.Clock, err = v.spent(seen); err != nil {
		return err
	}
	if m.Coming, err = v.coming(seen); err != nil {
		return err
	}
	m.Panels, m.Aside = panels(seen, typed, r)
	v.filling(seen, m.Panels, typed, r)
	if err := v.provable(m.Panels); err != nil {
		return err
	}
	if m.Talk, m.Aside, err = v.thread(seen, m.Aside, typed); err != nil {
		return err
	}
	if m.Talk.Form != nil && m.Talk.Form.refused() {
		m.Refusal = nil
	}
	m.Rule = rule(seen, v.lang)
	for _, p := range append(slices.Clone(m.Panels), m.Aside...) {
		if p.refused() {
			m.Refusal = nil // it is said beside what was typed
		}
	}
	m.Solo = len(m.Panels) == 0 && len(m.Waiting) == 0 && len(m.Bars) == 0 && !m.Draft
	return v.show(status, "case", v.titleOf(seen), m)
}

// rule is the company rule that a form of its own carries out.
func rule(c api.CaseView, lang string) string {
	if c.Document.Form == nil {
		return ""
	}
	return c.Document.Form.Clause.In(lang)
}

func (v *visit) titleOf(c api.CaseView) string {
	if c.Number == "" {
		return c.KindName + " · " + c.State.Name
	}
	return c.KindName + " " + c.Number
}

// receipt is the act named in the address, where the last one of that verb is
// this person's: a page that is opened again shows the record, not a promise.
func (v *visit) receipt(c api.CaseView) *api.EventView {
	done := v.c.Query("done")
	if done == "" {
		return nil
	}
	for _, e := range slices.Backward(c.Events) {
		if e.Kind == done && e.Actor != nil && e.Actor.ID == string(v.who.ID) {
			return &e
		}
	}
	return nil
}

func (v *visit) waitingFor(c api.CaseView) (open []waiting) {
	days := v.workingDays()
	for _, slate := range c.Slates {
		for _, round := range slate.Rounds {
			first := len(open)
			for _, seat := range round.Seats {
				if seat.State != "open" {
					continue
				}
				i := slices.IndexFunc(open[first:], func(w waiting) bool {
					return w.verb == seat.Verb && w.DueWhy == seat.DueWhy && same(w.Due.At, seat.DueAt)
				})
				if i < 0 {
					i = len(open) - first
					open = append(open, waiting{verb: seat.Verb, Verb: slate.VerbName, Mode: round.ModeName, Any: len(round.Seats) > 1, Due: days.due(seat.DueAt), DueWhy: seat.DueWhy})
					if seat.Verb != slate.Verb { // a question, or what is looked at first
						open[first+i].Verb, open[first+i].Any = v.t("verb-"+string(seat.Verb)), false
					}
				}
				open[first+i].Seats = append(open[first+i].Seats, seat)
			}
		}
	}
	return open
}

func same(a, b *time.Time) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}

// bars puts what is barred for one reason together, and leaves out what the
// person may do in another seat.
func bars(c api.CaseView) (all []bar) {
	for _, a := range c.Barred {
		if slices.ContainsFunc(c.Acts, func(mine api.ActView) bool { return mine.Verb == a.Verb }) {
			continue
		}
		i := slices.IndexFunc(all, func(b bar) bool { return b.Verb == a.Verb && b.Reason == a.Reason && b.Clause.ID == a.Clause.ID })
		if i < 0 {
			i = len(all)
			all = append(all, bar{ActView: a})
		}
		if a.Post != "" {
			all[i].Posts = append(all[i].Posts, a.Post)
		}
	}
	return all
}

func steps(c api.CaseView) []step {
	var all []step
	for _, slate := range c.Slates {
		s := step{SlateView: slate, Look: "done", Said: map[models.TaskID]string{}, Vouchers: map[models.TaskID]string{}}
		for _, round := range slate.Rounds {
			for _, seat := range round.Seats {
				s.Said[seat.Task], s.Vouchers[seat.Task] = comment(c.Signatures, slate.Step, seat), voucher(c.Events, seat)
			}
		}
		switch {
		case slate.Current:
			s.Look = "now"
		case fell(slate):
			s.Look = "fell"
		}
		all = append(all, s)
	}
	return all
}

// fell reports whether a step came to nothing: somebody refused or sent it back, or a
// signature of it counts no more.
func fell(s api.SlateView) bool {
	return slices.ContainsFunc(s.Rounds, func(r api.RoundView) bool {
		return slices.ContainsFunc(r.Seats, func(seat api.SeatView) bool {
			return seat.Decision == models.RefuseIt || seat.Decision == models.SendBack
		})
	})
}

// comment finds what the person who acted on a seat wrote with the signature.
func comment(signatures []api.SignatureView, step models.Step, seat api.SeatView) string {
	for _, s := range slices.Backward(signatures) {
		if s.Step == step && seat.ClosedAt != nil && s.Person.Name == seat.By && s.At.Equal(*seat.ClosedAt) {
			return s.Comment
		}
	}
	return ""
}

// voucher is the number that was written down when a seat was filled.
func voucher(events []api.EventView, seat api.SeatView) string {
	for _, e := range events {
		if e.Voucher != "" && seat.ClosedAt != nil && e.At.Equal(*seat.ClosedAt) && e.Actor != nil && e.Actor.Name == seat.By {
			return e.Voucher
		}
	}
	return ""
}

// A lineTable is the lines of a document with the columns that they need.
type lineTable struct {
	Lines                                         []api.LineView
	Sizes, Prices, Given, Taken, Compare, Differs bool
	Grams                                         models.Grams
	Cents                                         models.Cents
	Pieces                                        int
	Free                                          bool
}

func tableOf(d api.DocumentView) lineTable {
	t := lineTable{Lines: d.Lines, Grams: d.Grams, Cents: d.Cents, Free: d.Free}
	for _, l := range d.Lines {
		t.Pieces += l.Pieces
		t.Sizes = t.Sizes || l.Size != ""
		t.Prices = t.Prices || l.PricePerKg != 0
		t.Given = t.Given || l.HandedOver != nil
		t.Taken = t.Taken || l.Taken != nil
		t.Compare = t.Compare || l.Ref != ""
		t.Differs = t.Differs || l.Differs
	}
	return t
}

// sentBack is why a case that waits to be mended was sent back last.
func sentBack(c api.CaseView) *api.EventView {
	if c.State.State != models.Returned {
		return nil
	}
	for _, e := range slices.Backward(c.Events) {
		if e.Kind == string(models.SendBack) {
			return &e
		}
	}
	return nil
}
