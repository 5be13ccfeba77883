package pages

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"countersign/api"
	"countersign/models"
)

// A panel is one form on the page of a case: what one task asks for.
type panel struct {
	Form    string // which form: decide, count, voucher, explain, revise, gate, plain, carry, say, hand or add
	Task    models.TaskID
	Verb    models.Verb
	Name    string
	Post    string
	Proxy   string
	Whom    []string // whose seat it takes away
	Because *api.SaidView
	Clause  api.ClauseView
	Acts    []api.ActView
	Lines   []countedLine
	Key     models.ActID
	Digest  models.Digest
	Comment string
	Voucher string
	Number  string // of the paper form that is shown
	Refusal *refusal
	// Reason says that the field to mend is the reason.
	Reason bool
	Needs  bool // a reason
	// Strong says that signing asks for a proof, Proves by what the visitor can give it.
	Strong bool
	Proves *api.FactorsView
	Fills  []entry // fields of a company's own form that the task fills in
	// More are other ways to answer the same task.
	More []panel
	// People, Where, How and Back are what was typed of colleagues and of where to.
	People, Where, How, Back string
	Rounds                   []int // earlier ones, to which a case can go back
}

// A countedLine is a line with the number or the words that a person gives for it.
type countedLine struct {
	api.LineView
	Most  int
	Value string
}

// newKey names one click; the same form sent twice acts once.
func newKey() models.ActID { return models.ActID(uuid.NewString()) }

// panels makes the forms for what a person may do now: those of tasks, and those
// on the case itself. typed and r are what was sent and refused before.
func panels(c api.CaseView, typed url.Values, r *refusal) (tasks, aside []panel) {
	at := map[models.TaskID]int{}
	for _, a := range c.Acts {
		p := panel{Form: formOf(c.Kind, a), Task: a.Task, Verb: a.Verb, Name: a.Name, Post: a.Post, Proxy: a.Proxy, Whom: a.Whom, Because: a.Because, Clause: a.Clause,
			Acts: []api.ActView{a}, Key: newKey(), Digest: c.Digest, Needs: a.NeedsComment, Strong: a.Proof == models.Strong}
		if a.Verb == models.Carry {
			p.Name = deed(c, a)
		}
		p.Lines = countLines(c.Document.Lines, p)
		p.remember(typed, r)
		i, there := at[a.Task]
		there = there && a.Task != ""
		switch {
		case p.Form == "":
		case there && p.Form == "decide":
			tasks[i].Acts, tasks[i].Strong = append(tasks[i].Acts, a), tasks[i].Strong || p.Strong
		case there:
			tasks[i].More = append(tasks[i].More, p)
		case beside(a):
			aside = append(aside, p)
		default:
			p.Rounds = earlier(c, a.Task)
			at[a.Task] = len(tasks)
			tasks = append(tasks, p)
		}
	}
	return tasks, aside
}

// deed is what a task of a company's own form asks for, in its words.
func deed(c api.CaseView, a api.ActView) string {
	for _, slate := range c.Slates {
		for _, round := range slate.Rounds {
			if slate.Current && slices.ContainsFunc(round.Seats, func(s api.SeatView) bool { return s.Task == a.Task }) {
				return slate.StepName
			}
		}
	}
	return a.Name
}

// beside reports whether an act is no answer to a task that waits.
func beside(a api.ActView) bool {
	return a.Task == "" || a.Verb == models.TakeBack || a.Verb == models.Recall || a.Verb == models.RemoveSigner
}

// earlier are the rounds before that of a task, the first being 1.
func earlier(c api.CaseView, task models.TaskID) (rounds []int) {
	for _, slate := range c.Slates {
		if !slate.Current || slate.Verb != models.Sign {
			continue
		}
		for i, round := range slate.Rounds {
			for _, seat := range round.Seats {
				if seat.Task == task {
					return rounds
				}
			}
			rounds = append(rounds, i+1)
		}
	}
	return nil
}

// refused reports whether the form was sent and came back.
func (p panel) refused() bool {
	for _, m := range p.More {
		if m.refused() {
			return true
		}
	}
	return p.Refusal != nil
}

// formOf is the form that an act needs; none where the act has a page of its own.
func formOf(kind models.Kind, a api.ActView) string {
	switch a.Verb {
	case models.Sign, models.RefuseIt, models.SendBack:
		return "decide"
	case models.HandOver, models.Take:
		return "count"
	case models.Collect, models.StockOut, models.Book:
		return "voucher"
	case models.Explain:
		return "explain"
	case models.Resubmit:
		if kind == models.KindSampleMonthEnd {
			return "explain"
		}
		return "revise"
	case models.Release:
		return "gate"
	case models.Comment, models.Withdraw, models.Advise, models.Ask, models.Answer, models.Remind, models.Renew, models.TakeBack, models.Recall, models.RemoveSigner:
		return "say"
	case models.Carry:
		return "carry"
	case models.Transfer, models.Delegate, models.Copy:
		return "hand"
	case models.AddSigner:
		return "add"
	case models.ReturnToWorkshop, models.RegisterStock, models.Total, models.Report:
		return "plain"
	}
	return ""
}

// countLines are the lines with the number that is most likely right: what was
// signed for the workshop, what was handed over for the taker.
func countLines(lines []api.LineView, p panel) (counted []countedLine) {
	for _, l := range lines {
		switch {
		case p.Form == "explain" && l.Differs:
			counted = append(counted, countedLine{l, 0, l.Explanation})
		case p.Form == "count":
			most, likely := l.Pieces, l.Pieces
			if p.Verb == models.Take && l.HandedOver != nil {
				likely = *l.HandedOver
			}
			counted = append(counted, countedLine{l, most, strconv.Itoa(likely)})
		}
	}
	return counted
}

// remember fills in what was typed before, where it was typed here.
func (p *panel) remember(typed url.Values, r *refusal) {
	verb := models.Verb(typed.Get("verb"))
	decided := p.Form == "decide" && (verb == models.Sign || verb == models.RefuseIt || verb == models.SendBack)
	if len(typed) == 0 || models.TaskID(typed.Get("task")) != p.Task || (!decided && verb != p.Verb) {
		return
	}
	p.People, p.Where, p.How, p.Back = typed.Get("people"), typed.Get("where"), typed.Get("how"), typed.Get("back")
	p.Comment, p.Voucher, p.Number, p.Refusal = typed.Get("comment"), typed.Get("voucher"), typed.Get("form"), r
	for i, l := range p.Lines {
		name := "pieces." + strconv.Itoa(l.Line)
		if p.Form == "explain" {
			name = "why." + l.Ref
		}
		p.Lines[i].Value = typed.Get(name)
	}
	if r == nil {
		return
	}
	p.Reason = r.Key == "reason-missing"
	if r.unsure() {
		p.Key = models.ActID(typed.Get("key")) // it may have been done: ask again for the same act
	}
}
