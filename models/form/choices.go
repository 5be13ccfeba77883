package form

import "countersign/models/message"

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

// answers are the values that the field may have, none of them where it need not be
// filled.
func (f Field) answers() (all []string) {
	for _, o := range f.Choices() {
		all = append(all, o.Value)
	}
	if !f.Required {
		all = append(all, "")
	}
	return all
}
