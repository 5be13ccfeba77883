package api

import (
	"strings"

	"github.com/shopspring/decimal"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/message"
	"countersign/models/store"
	"countersign/policies"
	"countersign/workflows/procedure"
)

// predicting puts what was predicted into words.
type predicting struct {
	*outlook
	called store.Called
	posts  map[models.PostID]models.StaffedPost
}

// words finds what those are called who were predicted.
func (l *outlook) words() (predicting, error) {
	w := predicting{outlook: l, posts: map[models.PostID]models.StaffedPost{}}
	var posts []models.PostID
	var people []models.PersonID
	for _, p := range l.ask.Posts {
		w.posts[p.Post] = p
	}
	see := func(of string, post models.PostID, person models.PersonID) {
		if l.veiled(of) {
			return
		}
		posts, people = append(posts, post), append(append(people, person), w.posts[post].Holders...)
	}
	for _, d := range l.drawn {
		for _, r := range d.Rounds {
			for _, s := range r.Seats {
				see(s.Of, s.Post, s.Person)
			}
			for _, c := range r.Considered {
				see(c.Of, c.Post, c.Person)
			}
		}
	}
	var err error
	w.called, err = l.r.Called(posts, nil, people)
	return w, err
}

// coming is a step as it would be drawn up now.
func (w predicting) coming(step procedure.Coming, p policies.Predicted) ComingView {
	v := w.step(step, p.Verb)
	for _, r := range p.Rounds {
		v.Rounds = append(v.Rounds, w.round(r, p.Verb))
	}
	for _, on := range p.Depends {
		v.Depends = append(v.Depends, w.depends(on))
	}
	fields, known := w.deciding(step.Step)
	v.Depends = append(v.Depends, fields...)
	if p.Nobody != nil && known {
		v.Nobody = message.Text(w.who.Lang, p.Nobody.Key, p.Nobody.Args)
	}
	return v
}

func (w predicting) round(r models.DrawnRound, verb models.Verb) ComingRound {
	v := ComingRound{Mode: r.Mode, ModeName: word(w.who.Lang, "mode", r.Mode), Need: need(r), Seats: []ComingSeat{}, Left: []LeftOut{}}
	for _, s := range r.Seats {
		v.Seats = append(v.Seats, w.seat(s, verb))
	}
	for _, c := range r.Considered {
		if c.Left == "" || c.Left == models.LeftUnnamed || c.Left == models.LeftOnce || w.veiled(c.Of) {
			continue
		}
		who := w.called.Posts[c.Post]
		if c.Person != "" {
			who = w.called.People[c.Person]
		}
		if who == "" {
			who = c.Of
		}
		v.Left = append(v.Left, LeftOut{who, word(w.who.Lang, "left", c.Left)})
	}
	return v
}

func (w predicting) seat(s models.DrawnSeat, verb models.Verb) ComingSeat {
	v := ComingSeat{Holders: []string{}, Unnamed: s.Post == "" && s.Person == ""}
	if s.Why != models.WhyLaidDown {
		v.Why = word(w.who.Lang, "why", s.Why)
	}
	if len(s.Once) > 0 {
		v.Once = message.Text(w.who.Lang, "seat-once", nil)
	}
	switch {
	case w.veiled(s.Of):
		v.Why, v.Unnamed = message.Text(w.who.Lang, "seat-veiled", nil), false
	case s.Person != "":
		v.Holders = append(v.Holders, w.called.People[s.Person])
	case s.Post != "":
		v.Post = w.called.Posts[s.Post]
		kept := policies.Kept(w.ask, verb)
		for _, p := range w.posts[s.Post].Holders {
			if !kept(p) {
				v.Holders = append(v.Holders, w.called.People[p])
			}
		}
	}
	return v
}

// depends says what a prediction depends on.
func (w predicting) depends(on policies.Dependence) string {
	switch on.On {
	case policies.OnAmount:
		if w.form != nil && w.veiled("field:"+w.form.Amount) {
			return message.Text(w.who.Lang, "depends-amount-veiled", nil)
		}
		return message.Text(w.who.Lang, "depends-amount", map[string]any{"Range": message.Range(w.who.Lang, on.From, on.To, w.amount), "What": w.amountName()})
	case policies.OnField:
		field, _ := w.form.Field(strings.TrimPrefix(on.Of, "field:"))
		return message.Text(w.who.Lang, "depends-field", map[string]any{"Field": field.Label.In(w.who.Lang)})
	}
	return word(w.who.Lang, "depends", on.On)
}

// deciding says on which fields of the form the step's rows depend, and as what they are
// filled; known is false where one has still to be.
func (w predicting) deciding(step models.Step) (said []string, known bool) {
	known = true
	if w.form == nil {
		return nil, true
	}
	for _, f := range w.form.Deciding(step) {
		value := strings.TrimSpace(w.values[f.Key])
		key := "depends-when"
		switch {
		case w.veiled("field:" + f.Key):
			key = "depends-amount-veiled"
		case value == "":
			key = "depends-field"
		}
		known = known && (value != "" || !f.Required)
		said = append(said, message.Text(w.who.Lang, key, map[string]any{"Field": f.Label.In(w.who.Lang), "Value": f.Said(value).In(w.who.Lang)}))
	}
	return said, known
}

// amountName is what the amount is that rows look at.
func (w predicting) amountName() string {
	if w.form != nil {
		if field, ok := w.form.Field(w.form.Amount); ok {
			return field.Label.In(w.who.Lang)
		}
	}
	return message.Text(w.who.Lang, "depends-the-amount", nil)
}

func (w predicting) amount(c models.Cents) string {
	n := decimal.New(int64(c), -2)
	if w.form != nil {
		if field, ok := w.form.Field(w.form.Amount); ok && field.Type != form.Money {
			return n.String()
		}
	}
	return yuanSaid(c)
}

// yuanSaid is an amount of money as people read it: ¥50,000.
func yuanSaid(c models.Cents) string {
	yuan, fen, _ := strings.Cut(decimal.New(int64(c), -2).StringFixed(2), ".")
	for i := len(yuan) - 3; i > 0; i -= 3 {
		yuan = yuan[:i] + "," + yuan[i:]
	}
	return "¥" + strings.TrimSuffix(yuan+"."+fen, ".00")
}
