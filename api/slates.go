package api

import (
	"encoding/json"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/message"
	"countersign/models/store"
)

// slateViews are the steps of the case, the oldest first, each with the seats
// that it needs.
func (o *opened) slateViews() ([]SlateView, error) {
	r, err := o.record()
	if err != nil {
		return nil, err
	}
	holders := map[models.PostID][]string{}
	for _, h := range r.Holders {
		holders[h.Post] = append(holders[h.Post], h.Name)
	}
	views := make([]SlateView, 0, len(r.Slates))
	for _, row := range r.Slates {
		view, drawn := o.slate(row)
		again, at := o.again(row, r), places(row)
		for _, seat := range r.Seats {
			if seat.Step == row.Step && seat.Attempt == row.Attempt {
				o.put(&view, seat, holders, r.Signatures)
				seats := view.Rounds[seat.Round].Seats
				last := &seats[len(seats)-1]
				last.Place = at[seat.SeatID]
				o.covered(last, seat, drawn, r)
				o.standing(last, seat, again, r)
			}
		}
		if err := o.without(&view, drawn); err != nil {
			return nil, err
		}
		views = append(views, view)
	}
	return views, nil
}

// slate is a slate as it was drawn, still without seats.
func (o *opened) slate(row store.SlateRow) (SlateView, models.Drawn) {
	lang := o.who.Lang
	view := SlateView{Step: row.Step, StepName: word(lang, "step", row.Step), Attempt: row.Attempt, Verb: row.Verb, VerbName: word(lang, "verb", row.Verb),
		Clause: clauseByID(lang, row.Clause), Rounds: []RoundView{}}
	var drawn models.Drawn
	if json.Unmarshal(row.Drawn, &drawn) != nil {
		return view, drawn // an older program drew it; its seats tell the rest
	}
	for _, r := range drawn.Rounds {
		view.Rounds = append(view.Rounds, RoundView{Mode: r.Mode, ModeName: word(lang, "mode", r.Mode), Need: need(r), Seats: []SeatView{}, Proof: r.Proof})
	}
	return view, drawn
}

// need is how many seats of the round must act.
func need(r models.DrawnRound) int {
	switch r.Mode {
	case models.Any:
		return 1
	case models.Quorum:
		return r.Need
	case models.Departments:
		units := map[models.UnitID]bool{}
		for _, s := range r.Seats {
			units[s.Unit] = true
		}
		return len(units)
	}
	return len(r.Seats)
}

// put puts a seat into its round.
func (o *opened) put(view *SlateView, seat store.SeatRow, holders map[models.PostID][]string, signed []store.SignatureRow) {
	for len(view.Rounds) <= seat.Round {
		view.Rounds = append(view.Rounds, RoundView{Mode: models.All, ModeName: word(o.who.Lang, "mode", models.All), Seats: []SeatView{}})
	}
	v := o.seat(seat, holders)
	if seat.Verb == models.Sign {
		v.Proof = view.Rounds[seat.Round].Proof
	}
	for _, s := range signed {
		if s.TaskID != seat.ID {
			continue
		}
		v.Decision, v.DecisionName = s.Decision, word(o.who.Lang, "decision", s.Decision)
		if v.Fell = s.FellAt != nil; v.Fell {
			why, name := o.fall(s)
			v.FellWhy = why
			if s.Decision == models.Sign { // sending back stays what it was
				v.DecisionName = name
			}
		}
		if s.PrincipalID != s.PersonID {
			v.For = s.Principal
		}
		if s.Proof != nil {
			v.ProofName = word(o.who.Lang, "proof", s.Proof.Kind)
		}
	}
	view.Current = view.Current || seat.State == "open"
	view.Rounds[seat.Round].Seats = append(view.Rounds[seat.Round].Seats, v)
}

func (o *opened) seat(row store.SeatRow, holders map[models.PostID][]string) SeatView {
	lang := o.who.Lang
	v := SeatView{Task: row.ID, Seat: row.SeatID, Verb: row.Verb, Added: row.AddedBy != "", Mine: row.ClosedBy == o.who.ID, Removable: row.AddedBy == o.who.ID && (row.State == "open" || row.State == "ahead"),
		Holders: holders[row.PostID], State: row.State, StateName: word(lang, "seat", row.State), Clause: clauseByID(lang, row.Clause),
		OpenedAt: row.OpenedAt, DueAt: row.DueAt, By: row.By, ClosedAt: row.ClosedAt}
	if row.PersonID != "" {
		v.Holders = []string{row.Person}
	} else {
		v.Post = row.Unit + " " + row.Post
	}
	if v.Holders == nil {
		v.Holders = []string{}
	}
	if row.Why != "" && models.Why(row.Why) != models.WhyLaidDown {
		v.Why = word(lang, "why", row.Why)
	}
	v.Absent, v.Stands = row.Absent, stands(lang, row, v.Holders)
	if row.State == "open" && row.DueAt != nil {
		v.Overdue = !o.question.Now.Before(*row.DueAt)
	}
	v.DueWhy = dueWhy(lang, row)
	return v
}

// dueWhy says how a deadline was counted, or which year is missing to count it.
func dueWhy(lang string, row store.SeatRow) string {
	var due struct {
		calendar.Deadline
		MissingYear int
	}
	switch err := json.Unmarshal(row.DueWhy, &due); {
	case err != nil:
		return ""
	case row.DueAt != nil:
		return due.Explain(lang)
	case due.MissingYear != 0:
		return message.Text(lang, "due-year-unknown", map[string]any{"Year": due.MissingYear})
	}
	return ""
}

// stands says who acts, or has acted, for who is away (approval.absence).
func stands(lang string, row store.SeatRow, holders []string) string {
	by := row.By
	switch {
	case row.Absent == "":
		return ""
	case by == "" && row.Agent != "":
		by = row.Agent
	case by == "" && row.Moved:
		by = message.List(lang, holders)
	}
	if by == "" || by == row.Absent {
		return message.Text(lang, "is-away", map[string]any{"Name": row.Absent})
	}
	return message.Text(lang, "stands-in", map[string]any{"By": by, "For": row.Absent})
}

func (o *opened) signatureViews() ([]SignatureView, error) {
	r, err := o.record()
	if err != nil {
		return nil, err
	}
	views := make([]SignatureView, 0, len(r.Signatures))
	for _, s := range r.Signatures {
		v := SignatureView{At: s.At, Step: s.Step, Decision: s.Decision, DecisionName: word(o.who.Lang, "decision", s.Decision), Person: ref(s.PersonID, s.Person),
			Post: s.Post, Digest: s.Digest, Clause: clauseByID(o.who.Lang, s.Clause), Rulebook: s.Rulebook, Comment: s.Comment, FellAt: s.FellAt, Proof: proofView(o.who.Lang, s.Proof)}
		if s.PrincipalID != s.PersonID {
			principal := ref(s.PrincipalID, s.Principal)
			v.Principal = &principal
		}
		if s.AbsentID != "" && s.AbsentID != s.PersonID {
			absent := ref(s.AbsentID, s.Absent)
			v.Absent, v.Stands = &absent, message.Text(o.who.Lang, "stands-in", map[string]any{"By": s.Person, "For": s.Absent})
		}
		v.FellWhy, v.FellName = o.fall(s)
		views = append(views, v)
	}
	return views, err
}

func (o *opened) eventViews() ([]EventView, error) {
	r, err := o.record()
	if err != nil {
		return nil, err
	}
	views := make([]EventView, 0, len(r.Events))
	for _, e := range r.Events {
		v := EventView{Seq: e.Seq, At: e.At, Kind: e.Kind, Text: word(o.who.Lang, "event", e.Kind), Post: e.Post, Comment: e.Comment, Prev: e.Prev, Hash: e.Hash,
			Mentions: namedViews(e.Mentions), Copied: namedViews(e.Copied), People: namedViews(e.People), Voucher: e.Voucher, Files: filesOf(r.Files, e.Act)}
		if e.ActorID != "" {
			actor := ref(e.ActorID, e.Actor)
			v.Actor = &actor
		}
		if e.Clause != "" {
			clause := clauseByID(o.who.Lang, e.Clause)
			v.Clause = &clause
		}
		o.arranged(&v, e, r)
		views = append(views, v)
	}
	return views, err
}
