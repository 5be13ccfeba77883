package api

import (
	"reflect"
	"runtime/debug"
	"slices"
	"time"

	"countersign/activities"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/message"
	"countersign/models/regulation"
)

const fileMost = activities.FileMost

func today(at time.Time) calendar.Date { return calendar.DateOf(at.In(calendar.China())) }

func stack() string { return string(debug.Stack()) }

// word is the word for a value of a closed list: word(lang, "state", "running").
func word[T ~string](lang, list string, value T) string {
	if value == "" {
		return ""
	}
	return message.Text(lang, list+"-"+string(value), nil)
}

func stateView(lang string, s models.State) StateView { return StateView{s, word(lang, "state", s)} }

func clauseView(lang string, c regulation.Clause) ClauseView {
	return ClauseView{ID: c.ID(), Title: c.Title(lang), Source: c.Source(), Text: c.Text(lang), Exceptable: c.Exceptable()}
}

// clauseByID shows a clause that is kept by its id; one that is gone from the
// rulebook keeps its id only.
func clauseByID(lang string, id regulation.ID) ClauseView {
	if c, ok := regulation.Find(id); ok {
		return clauseView(lang, c)
	}
	return ClauseView{ID: id}
}

func ref[T ~string](id T, name string) Ref { return Ref{string(id), name} }

func sortDays(days []DayView) {
	slices.SortFunc(days, func(a, b DayView) int { return a.Day.Compare(b.Day) })
}

// schemaOf is the Go type of a kind's document.
func schemaOf(k models.Kind) reflect.Type { return reflect.TypeOf(models.NewDocument(k)).Elem() }
