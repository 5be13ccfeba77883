package pages

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"countersign/api"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/form"
	"countersign/models/message"
	"countersign/models/regulation"
)

func fillRequest(doc *models.SampleRequest, v url.Values) {
	v.Set("customer", string(doc.Customer))
	v.Set("purpose", doc.Purpose)
	v.Set("free", strconv.FormatBool(doc.Free))
	v.Set("wantedOn", doc.WantedOn.String())
	v.Set("remark", doc.Remark)
	for i, l := range doc.Lines {
		v.Set(line(i, "size"), string(l.Size))
		v.Set(line(i, "variety"), string(l.Variety))
		v.Set(line(i, "pieces"), positive(l.Pieces))
	}
}

// fill puts a document into the fields.
func (s *sheet) fill(d api.DocumentView) error {
	v := url.Values{}
	doc, err := models.DecodeDocument(s.Kind, d.Raw)
	if err != nil {
		return err
	}
	switch doc := doc.(type) {
	case *models.SampleRequest:
		fillRequest(doc, v)
		s.rows(len(doc.Lines), d.Lines)
	case *models.SampleRequisition:
		v.Set("purpose", doc.Purpose)
		for i, l := range doc.Lines {
			v.Set(line(i, "variety"), string(l.Variety))
			if l.Grams > 0 {
				v.Set(line(i, "kg"), decimal.New(int64(l.Grams), -3).String())
			}
		}
		s.rows(len(doc.Lines), d.Lines)
	case *models.SampleMonthEnd:
		v.Set("month", doc.Month)
	case *models.FilledForm:
		fillForm(doc, v)
	case *models.MatrixChange:
		fillMatrix(doc, v)
	case *models.Revocation:
		v.Set("subject", string(doc.Subject))
		v.Set("reason", doc.Reason)
	case *models.Exception:
		v.Set("subject", string(doc.Subject))
		v.Set("clause", string(doc.Clause))
		v.Set("reason", doc.Reason)
	}
	fillSigners(doc, v)
	for _, f := range d.Fields {
		if field, own := s.own(f.Key); own && field.Type == form.Person {
			v.Set("values."+f.Key+".q", f.Value)
			v.Set("values."+f.Key+".was", f.Value)
		}
		if f.Key == "customer" && v.Get("customer") != "" {
			v.Set("customer.q", f.Value)
			v.Set("customer.was", f.Value)
		}
	}
	for i, l := range d.Lines {
		if name := strings.TrimSpace(l.Code + " " + l.Name); l.Variety != "" {
			v.Set(line(i, "variety.q"), name)
			v.Set(line(i, "variety.was"), name)
		}
	}
	s.Values = v
	return nil
}

// rows gives each line of a document its row; a form without lines has one empty row.
func (s *sheet) rows(n int, views []api.LineView) {
	s.Rows = nil
	for i := range max(n, 1) {
		row := sheetRow{N: i}
		if i < len(views) && n > 0 {
			row.View = &views[i]
		}
		s.Rows = append(s.Rows, row)
	}
}

func positive(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

var rowField = regexp.MustCompile(`^lines\[(\d{1,3})\]\.`)

// rowsIn are the numbers of the rows that were typed, in order.
func rowsIn(typed url.Values) (rows []int) {
	for name := range typed {
		if m := rowField.FindStringSubmatch(name); m != nil {
			if n, _ := strconv.Atoi(m[1]); !slices.Contains(rows, n) {
				rows = append(rows, n)
			}
		}
	}
	slices.Sort(rows)
	return rows
}

// change adds or takes away a row, and numbers the rows from 0.
func change(typed url.Values, rows []int, todo, at string) (url.Values, []int) {
	if n, err := strconv.Atoi(at); err == nil && todo == "remove" {
		rows = slices.DeleteFunc(rows, func(row int) bool { return row == n })
	}
	after := url.Values{}
	for name, values := range typed {
		if !rowField.MatchString(name) {
			after[name] = values
		}
	}
	for to, from := range rows {
		for name, values := range typed {
			if rest, ok := strings.CutPrefix(name, line(from, "")); ok {
				after[line(to, rest)] = values
			}
		}
	}
	count := len(rows)
	if todo == "add" {
		count++
	}
	numbered := make([]int, count)
	for i := range numbered {
		numbered[i] = i
	}
	return after, numbered
}

// take puts what was typed on the sheet.
func (s *sheet) take(typed url.Values, rows []int) {
	s.Values, s.Rows = typed, nil
	for _, n := range rows {
		s.Rows = append(s.Rows, sheetRow{N: n})
	}
}

// read makes the document of what was typed. A field that cannot be read becomes
// a fault of the sheet and is left out; the faults of the document itself are
// found by the house.
func (v *visit) read(s *sheet) (json.RawMessage, error) {
	r := reading{v: v, s: s}
	var doc models.Document
	switch s.Kind {
	case models.KindSampleRequest:
		d := &models.SampleRequest{Customer: models.CustomerID(r.entry("customer", v.customers)), Purpose: s.Get("purpose"),
			Free: s.Get("free") == "true", WantedOn: r.date("wantedOn"), Remark: s.Get("remark")}
		for _, row := range s.Rows {
			d.Lines = append(d.Lines, models.SampleLine{Variety: models.VarietyID(r.entry(line(row.N, "variety"), v.varieties)),
				Size: models.Size(s.Get(line(row.N, "size"))), Pieces: r.number(line(row.N, "pieces"))})
		}
		doc = d
	case models.KindSampleRequisition:
		d := &models.SampleRequisition{Purpose: s.Get("purpose")}
		for _, row := range s.Rows {
			d.Lines = append(d.Lines, models.RequisitionLine{Variety: models.VarietyID(r.entry(line(row.N, "variety"), v.varieties)),
				Grams: r.grams(line(row.N, "kg"))})
		}
		doc = d
	case models.KindSampleMonthEnd:
		doc = &models.SampleMonthEnd{Month: strings.TrimSpace(s.Get("month"))}
	case models.KindForm:
		doc = r.filled()
	case models.KindMatrixChange:
		if s.OfForm() {
			doc = r.formChange()
			break
		}
		doc = &models.MatrixChange{From: r.date("from"), Reason: s.Get("reason"), Rows: r.matrix(), Base: r.base()}
	case models.KindException:
		doc = &models.Exception{Subject: models.CaseID(s.Get("subject")), Clause: regulation.ID(s.Get("clause")), Reason: s.Get("reason")}
	case models.KindRevocation:
		doc = &models.Revocation{Subject: models.CaseID(s.Get("subject")), Reason: s.Get("reason")}
	default:
		return nil, models.Refuse(models.Missing, regulation.Clause{}, "kind-unknown")
	}
	if r.err != nil {
		return nil, r.err
	}
	s.choose(doc)
	return json.Marshal(doc)
}

// A reading goes through the fields of a sheet.
type reading struct {
	v   *visit
	s   *sheet
	err error
}

func (r *reading) wrong(at, key string) {
	r.s.Faults = append(r.s.Faults, api.FaultView{At: at, Key: key, Text: message.Text(r.v.lang, key, nil)})
}

func (r *reading) date(name string) calendar.Date {
	typed := strings.TrimSpace(r.s.Get(name))
	if typed == "" {
		return calendar.Date{}
	}
	d, err := calendar.ParseDate(typed)
	if err != nil {
		r.wrong(name, "page-date-wrong")
	}
	return d
}

func (r *reading) number(name string) int {
	typed := digits(r.s.Get(name))
	if typed == "" {
		return 0
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n > 1_000_000_000 || n < -1_000_000_000 {
		r.wrong(name, "page-number-wrong")
		return 0
	}
	return n
}

// grams reads a weight that is written in kilograms.
func (r *reading) grams(name string) models.Grams {
	typed := digits(r.s.Get(name))
	if typed == "" {
		return 0
	}
	kg, err := decimal.NewFromString(typed)
	if grams := kg.Shift(3); err == nil && !strings.ContainsAny(typed, "eE") && grams.IsInteger() && grams.Abs().LessThan(decimal.New(1, 12)) {
		return models.Grams(grams.IntPart())
	}
	r.wrong(strings.TrimSuffix(name, "kg")+"grams", "page-weight-wrong") // where the house finds faults of a weight
	return 0
}

// entry finds the entry of a list that was typed or chosen.
func (r *reading) entry(name string, look func(string) ([]choice, error)) string {
	typed := strings.TrimSpace(r.s.Get(name + ".q"))
	if chosen := r.s.Get(name); chosen != "" && typed == r.s.Get(name+".was") {
		return chosen
	}
	if typed == "" || r.err != nil {
		return ""
	}
	found, err := search(typed, look)
	if offered(err) == nil && err != nil {
		r.s.Refusal = r.v.refuse(err)
		return ""
	}
	if err != nil {
		r.err = err
		return ""
	}
	if len(found) == 1 {
		r.s.Values.Set(name, found[0].ID)
		r.s.Values.Set(name+".q", found[0].Name)
		r.s.Values.Set(name+".was", found[0].Name)
		return found[0].ID
	}
	r.s.Values.Del(name)
	r.s.Values.Set(name+".was", typed)
	key := "page-entry-many"
	if len(found) == 0 {
		key = "page-entry-none"
	}
	if r.s.Choices == nil {
		r.s.Choices = map[string][]choice{}
	}
	r.s.Choices[name] = found
	r.wrong(name, key)
	return ""
}
