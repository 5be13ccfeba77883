package api

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/message"
	"countersign/models/roster"
	"countersign/models/store"
)

// An EventOfHouse is one thing that was done to the house.
type EventOfHouse struct {
	ID       string                `json:"id"`
	At       time.Time             `json:"at"`
	Kind     models.HouseEventKind `json:"kind"`
	KindName string                `json:"kindName"`
	Actor    *Ref                  `json:"actor,omitempty" doc:"Nobody where it was done at the machine itself."`
	By       string                `json:"by"`
	Person   *Ref                  `json:"person,omitempty"`
	No       string                `json:"no,omitempty"`
	Company  string                `json:"company,omitempty"`
	Detail   string                `json:"detail,omitempty"`
}

// A HouseEventPage is a page of what was done to the house, latest first.
type HouseEventPage struct {
	Rows  []EventOfHouse   `json:"rows"`
	Next  string           `json:"next,omitempty"`
	Kinds []HouseEventName `json:"kinds"`
}

// A HouseEventName names a kind of event.
type HouseEventName struct {
	Kind models.HouseEventKind `json:"kind"`
	Name string                `json:"name"`
}

// A HouseEventQuery searches what was done to the house; days are those of the company.
type HouseEventQuery struct {
	Q     string                `query:"q" maxLength:"60" doc:"Who did it or whom it concerns: part of a name or number, or of the pinyin."`
	Kind  models.HouseEventKind `query:"kind" maxLength:"40"`
	From  string                `query:"from" format:"date"`
	Until string                `query:"until" format:"date" doc:"The last day."`
}

// auditMost is how many rows a file of events has at most.
const auditMost = 50_000

// filter is what the person may see of it: a general manager of one company the
// matters of that company, administrators and the head office everything.
func (s *Server) auditFilter(who Person, q HouseEventQuery) (f store.HouseEventFilter, err error) {
	f = store.HouseEventFilter{Kind: q.Kind, Words: strings.TrimSpace(q.Q)}
	anywhere := s.ask(who, models.Audit, models.House)
	anywhere.Case = &models.CaseFacts{} // of no company
	if !s.Policies.Current().Decide(anywhere).Allowed {
		f.Company = s.companyFor(who, models.Audit)
	}
	if f.From, err = dayAt(q.From, 0); err == nil {
		f.Until, err = dayAt(q.Until, 1)
	}
	return f, err
}

func dayAt(text string, plus int) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	day, err := calendar.ParseDate(text)
	if err != nil {
		return time.Time{}, notFound()
	}
	return day.AddDays(plus).At(0, calendar.China()), nil
}

// HouseEvents is a page of what was done to the house (approval.record).
func (s *Server) HouseEvents(ctx context.Context, who Person, q HouseEventQuery, text string) (HouseEventPage, error) {
	v := HouseEventPage{Rows: []EventOfHouse{}, Kinds: []HouseEventName{}}
	for _, k := range models.HouseEventKinds {
		v.Kinds = append(v.Kinds, HouseEventName{k, eventName(who.Lang, k)})
	}
	f, err := s.auditFilter(who, q)
	if err != nil {
		return v, err
	}
	before, err := rowKey(text)
	if err != nil {
		return v, err
	}
	rows, err := s.DB.Reader(ctx, who.Lang).HouseEvents(f, before, accountsMost+1)
	for i, row := range rows {
		if i == accountsMost {
			v.Next = cursor(store.RowKey{At: rows[i-1].At, ID: rows[i-1].ID})
			break
		}
		v.Rows = append(v.Rows, eventOfHouse(who.Lang, row))
	}
	return v, err
}

func eventName(lang string, k models.HouseEventKind) string {
	return message.Text(lang, "house-event-"+string(k), nil)
}

func eventOfHouse(lang string, row store.HouseEventRow) EventOfHouse {
	v := EventOfHouse{ID: row.ID, At: row.At, Kind: row.Kind, KindName: eventName(lang, row.Kind), Actor: refOrNil(row.ActorID, row.Actor), By: row.Actor,
		Person: refOrNil(row.PersonID, row.Person), No: row.PersonNo, Company: row.Company, Detail: detailOf(lang, row.Detail)}
	if v.Actor == nil {
		v.By = message.Text(lang, "house-by-machine", nil)
	}
	return v
}

// detailWords are the details in the order in which they are read.
var detailWords = []string{"login", "reason", "token", "year", "days", "complete", "added", "changed", "ended", "accounts", "form", "version"}

func detailOf(lang string, text []byte) string {
	var detail map[string]string
	if json.Unmarshal(text, &detail) != nil {
		return ""
	}
	var parts []string
	for _, key := range detailWords {
		if value, there := detail[key]; there {
			if kind := detail["sheet"]; kind != "" {
				value = roster.KindName(roster.Kind(kind), lang) + " " + value
			}
			parts = append(parts, message.Text(lang, "house-detail-"+key, map[string]any{"Value": value}))
		}
	}
	parts = append(parts, fieldWords(lang, roster.Kind(detail["sheet"]), detail["fields"])...)
	return strings.Join(parts, map[bool]string{true: ", ", false: "，"}[lang == "en"])
}

// fieldWords are the columns of a changed row of the organisation: what was there and what is.
func fieldWords(lang string, kind roster.Kind, text string) (parts []string) {
	var fields []roster.Field
	_ = json.Unmarshal([]byte(text), &fields) // other events have none
	for _, f := range fields {
		words := roster.Heading(kind, f.Name, lang)
		if f.Old != "" || f.New != "" {
			words += " " + strings.TrimSpace(roster.Cell(kind, f.Name, f.Old, lang)+" → "+roster.Cell(kind, f.Name, f.New, lang))
		}
		parts = append(parts, words)
	}
	return parts
}

// HouseEventFile is what was done to the house as columns and rows.
func (s *Server) HouseEventFile(ctx context.Context, who Person, q HouseEventQuery) (RegisterPage, error) {
	p := RegisterPage{Name: message.Text(who.Lang, "house-events", nil), Month: today(s.Now()).String(), Rows: []RegisterRow{}}
	for _, c := range []string{"at", "kind", "actor", "person", "company", "detail"} {
		p.Columns = append(p.Columns, RegisterColumn{Key: c, Label: message.Text(who.Lang, "house-column-"+c, nil)})
	}
	f, err := s.auditFilter(who, q)
	if err != nil {
		return p, err
	}
	for before, r := (store.RowKey{}), s.DB.Reader(ctx, who.Lang); len(p.Rows) < auditMost; {
		rows, err := r.HouseEvents(f, before, 1000)
		if err != nil || len(rows) == 0 {
			return p, err
		}
		for _, row := range rows {
			e := eventOfHouse(who.Lang, row)
			p.Rows = append(p.Rows, RegisterRow{Cells: []string{e.At.In(calendar.China()).Format("2006-01-02 15:04:05"), e.KindName, e.By,
				strings.TrimSpace(row.Person + " " + row.PersonNo), e.Company, e.Detail}})
		}
		before = store.RowKey{At: rows[len(rows)-1].At, ID: rows[len(rows)-1].ID}
	}
	return p, refuse(models.TooMuch, "export-too-large", "Most", auditMost)
}
