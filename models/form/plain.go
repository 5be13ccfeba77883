package form

import (
	"regexp"
	"strings"

	"countersign/models"
)

// thousands is a number with separators, which stand where they belong.
var thousands = regexp.MustCompile(`^\d{1,3}(,\d{3})+(\.\d*)?$`)

// Plain writes the numbers of a filled form as they are kept: 80000.50 for ¥80,000.50 and
// for the wide digits of a Chinese keyboard. What is no number stays as it was typed.
func (d Definition) Plain(filled *models.FilledForm) {
	for _, field := range d.Fields {
		if value, there := filled.Values[field.Key]; there && (field.Type == Number || field.Type == Money) {
			filled.Values[field.Key] = plain(value)
		}
	}
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
