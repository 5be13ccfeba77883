package form

import (
	"regexp"
	"strings"

	"countersign/models"
)

// thousands is a number with separators, which stand where they belong.
var thousands = regexp.MustCompile(`^\d{1,3}(,\d{3})+(\.\d*)?$`)

// Plain writes a filled form as it is kept: of numbers 80000.50 for ¥80,000.50 and for the
// wide digits of a Chinese keyboard, options in the order of the form, and totals as they
// are. What is no number stays as it was typed.
func (d Definition) Plain(filled *models.FilledForm) {
	for _, field := range d.Fields {
		if value, there := filled.Values[field.Key]; there {
			filled.Values[field.Key] = field.plain(value)
		}
	}
	d.sum(filled.Values)
}

// plain is a value of the field as it is kept.
func (f Field) plain(value string) string {
	switch f.Type {
	case Number, Money:
		return plain(value)
	case Choices:
		return f.inOrder(value)
	case Rows:
		return f.plainRows(value)
	}
	return value
}

func plain(value string) string {
	number := strings.TrimLeft(strings.Map(narrow, strings.TrimSpace(value)), "¥ ")
	if thousands.MatchString(number) {
		number = strings.ReplaceAll(number, ",", "")
	}
	if _, read := hundredths(number); !read {
		return value
	}
	return number
}

// narrow is a wide character as the narrow one that stands for the same.
func narrow(r rune) rune {
	switch {
	case r == '￥':
		return '¥'
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	}
	return r
}
