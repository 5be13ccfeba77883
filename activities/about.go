package activities

import (
	"slices"
	"strings"

	"countersign/models"
	"countersign/models/form"
	"countersign/models/message"
	"countersign/models/regulation"
	"countersign/models/store"
)

// aboutRunes is how much of one thing a line says.
const aboutRunes = 40

// searchRunes is how much finds a case; lists read it with each of their rows.
const searchRunes = 20_000

// aboutOf says in one line what a document is about, so that its rows can be told
// apart and found: whom a sample is for and of what, the fields of a company's own form
// that everybody sees (approval.fields).
func aboutOf(tx store.Tx, c models.Case, doc models.Document) (a models.About, err error) {
	said := saying{tx: tx, company: c.Company}
	switch d := doc.(type) {
	case *models.SampleRequest:
		err = said.named(append([]string{string(d.Customer)}, texts(models.Goods(d))...), 1)
		said.pieces(d.Lines)
	case *models.SampleRequisition:
		said.text(d.Purpose)
		err = said.named(texts(models.Goods(d)), 0)
	case *models.SampleMonthEnd:
		said.text(d.Month)
	case *models.Exception:
		if c, ok := regulation.Find(d.Clause); ok {
			said.say(form.Text{Zh: c.Title("zh-CN"), En: c.Title("en")})
		}
		said.text(d.Reason)
	case *models.Revocation:
		err = said.named([]string{string(d.Subject)}, 1)
		said.text(d.Reason)
	case *models.MatrixChange:
		said.change(d)
		said.text(d.Reason)
	case *models.ParameterChange:
		said.text(d.From.String())
		said.text(d.Reason)
	case *models.FilledForm:
		a.Form, a.Version = d.Form, d.Version
		err = said.form(d)
	}
	a.Zh, a.En, a.Search = said.line("zh-CN"), said.line("en"), said.search()
	return a, err
}

// saying gathers the parts of a line.
type saying struct {
	tx      store.Tx
	company models.CompanyID
	parts   []form.Text
	more    []string // what the line leaves out and a search finds all the same
}

func (s *saying) text(value string) { s.say(form.Text{Zh: value, En: value}) }

func (s *saying) say(t form.Text) {
	t.Zh, t.En = brief(t.Zh), brief(t.En)
	if t.Zh != "" {
		s.parts = append(s.parts, t)
	}
}

// brief is the beginning of what may be long and have several lines.
func brief(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > aboutRunes {
		return string(runes[:aboutRunes]) + "…"
	}
	return text
}

// named says what ids are called: the first ones each by itself, of the rest the first
// and how many there are.
func (s *saying) named(ids []string, first int) error {
	called, err := s.tx.Called(s.company, ids)
	var rest []form.Text
	for i, id := range ids {
		if name, known := called[id]; known && i < first {
			s.say(name)
		} else if known {
			rest, s.more = append(rest, name), append(s.more, name.Zh, SearchWords(name.Zh))
		}
	}
	switch n := len(rest); n {
	case 0:
	case 1:
		s.say(rest[0])
	default:
		more := func(lang string) string {
			return message.Text(lang, "about-more", map[string]any{"First": rest[0].In(lang), "N": n, "Rest": n - 1})
		}
		s.say(form.Text{Zh: more("zh-CN"), En: more("en")})
	}
	return err
}

func (s *saying) pieces(lines []models.SampleLine) {
	sum := 0
	for _, l := range lines {
		sum += l.Pieces
	}
	if sum > 0 {
		n := map[string]any{"N": sum}
		s.say(form.Text{Zh: message.Text("zh-CN", "about-pieces", n), En: message.Text("en", "about-pieces", n)})
	}
}

// change says of a form which, of the matrix from when.
func (s *saying) change(d *models.MatrixChange) {
	f, err := form.Read(d.Form)
	if !d.OfForm() || err != nil {
		s.text(d.From.String())
		return
	}
	s.say(f.Name)
}

func (s *saying) form(filled *models.FilledForm) error {
	d, err := s.tx.Form(s.company, filled.Form, filled.Version)
	if models.IsKind(err, models.Missing) {
		return nil // said when it is checked
	}
	for _, f := range d.About() {
		switch value := strings.TrimSpace(filled.Values[f.Key]); {
		case value == "" || err != nil:
		case f.Type == form.Person || f.Type == form.Unit:
			err = s.named([]string{value}, 1)
		default:
			s.say(f.Said(value))
		}
	}
	for _, text := range d.Texts(*filled) {
		s.find(text)
	}
	return err
}

// find adds words that find the case and that its line leaves out, each once.
func (s *saying) find(t form.Text) {
	for _, words := range []string{t.Zh, t.En, SearchWords(brief(t.Zh))} {
		if words != "" && !slices.Contains(s.more, words) {
			s.more = append(s.more, words)
		}
	}
}

func (s *saying) line(lang string) string {
	parts := make([]string, len(s.parts))
	for i, p := range s.parts {
		parts[i] = p.In(lang)
	}
	return strings.Join(parts, " · ")
}

// search are the words that find the case: its line, and the pinyin of each part of it.
func (s *saying) search() string {
	words := []string{s.line("zh-CN"), s.line("en")}
	for _, p := range s.parts {
		words = append(words, SearchWords(p.Zh))
	}
	found := []rune(strings.ToLower(strings.Join(append(words, s.more...), " ")))
	return string(found[:min(len(found), searchRunes)])
}

func texts[T ~string](ids []T) []string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = string(id)
	}
	return all
}
