package form

import (
	"slices"
	"strings"

	"countersign/models"
	"countersign/models/message"
)

// Choices are what can be chosen of the field: its options, or yes and no.
func (f Field) Choices() []Option {
	if f.Type != YesNo {
		return f.Options
	}
	return []Option{{"true", yesNo("yes")}, {"false", yesNo("no")}}
}

func yesNo(answer string) Text {
	return Text{message.Text("zh-CN", "answer-"+answer, nil), message.Text("en", "answer-"+answer, nil)}
}

// Called is what was chosen in a language: the label of the option, or those of several.
// What is no option stays as it is.
func (f Field) Called(lang, value string) string {
	var labels []string
	for _, chosen := range models.Picked(value) {
		i := slices.IndexFunc(f.Choices(), func(o Option) bool { return o.Value == chosen })
		if i >= 0 {
			chosen = f.Choices()[i].Label.In(lang)
		}
		labels = append(labels, chosen)
	}
	return strings.Join(labels, message.Text(lang, "list-separator", nil))
}

// answers are the values that the field may have, none of them where it need not be
// filled; of several options each selection that there may be. Of more options than cases
// can tell apart it is not said which there are.
func (f Field) answers() (all []string) {
	options := f.Choices()
	switch {
	case f.Type == Choices && 1<<min(len(options), 30) > casesMost:
		return make([]string, casesMost+1)
	case f.Type == Choices:
		all = f.selections()
	default:
		for _, o := range options {
			all = append(all, o.Value)
		}
	}
	if !f.Required {
		all = append(all, "")
	}
	return all
}

// selections are all that may be chosen of several options.
func (f Field) selections() (all []string) {
	least, most := f.least(), f.longest()
	for which := range 1 << len(f.Options) {
		var chosen []string
		for i, o := range f.Options {
			if which&(1<<i) > 0 {
				chosen = append(chosen, o.Value)
			}
		}
		if n := len(chosen); n >= least && n <= most {
			all = append(all, models.Listed(chosen))
		}
	}
	return all
}

// inOrder is what was chosen in the order of the options, each once; what is none of them
// stays at the end, where it is found.
func (f Field) inOrder(value string) string {
	chosen := models.Picked(value)
	var kept []string
	for _, o := range f.Options {
		if slices.Contains(chosen, o.Value) {
			kept = append(kept, o.Value)
		}
	}
	for _, other := range chosen {
		if !slices.Contains(kept, other) {
			kept = append(kept, other)
		}
	}
	return models.Listed(kept)
}

// chosen finds what is none of several options, and too many or too few of them.
func (f *faults) chosen(at string, field Field, value string) {
	chosen := models.Picked(value)
	if slices.ContainsFunc(chosen, func(one string) bool {
		return !slices.ContainsFunc(field.Options, func(o Option) bool { return o.Value == one })
	}) {
		f.add(at, "form-choice")
	}
	switch n := len(chosen); {
	case n < field.least():
		f.add(at, "form-choices-least", "Least", field.least())
	case n > field.longest():
		f.add(at, "form-choices-most", "Most", field.longest())
	}
}
