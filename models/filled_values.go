package models

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Values are what is filled into a form, by field: a text as it is written, or a list
// where the field holds several, which is an array in JSON. In memory a list is that JSON
// behind a record separator (RFC 7464), with which no text of a form begins: so one value
// is compared with another as any text is.
type Values map[string]string

// A Row is one row of a field that is repeated: its cells by column, without empty ones.
type Row = map[string]string

const separator = "\x1e"

// Listed is the value of a field that holds several: what was chosen, or rows. What holds
// nothing at all is no value.
func Listed[T string | Row](all []T) string {
	if none(all) {
		return ""
	}
	body, _ := json.Marshal(all) // of text there is no error
	return separator + string(body)
}

func none[T string | Row](all []T) bool {
	for _, one := range all {
		if row, is := any(one).(Row); !is || len(row) > 0 {
			return false
		}
	}
	return true
}

// Picked are the texts of a list; of a text it is that text, of nothing none.
func Picked(value string) (all []string) {
	if value = strings.TrimSpace(value); value == "" {
		return nil
	}
	if list, is := strings.CutPrefix(value, separator); !is || json.Unmarshal([]byte(list), &all) != nil {
		return []string{value}
	}
	return all
}

// RowsOf are the rows of a list; ok is false where the value is something else.
func RowsOf(value string) (rows []Row, ok bool) {
	list, is := strings.CutPrefix(value, separator)
	return rows, is && json.Unmarshal([]byte(list), &rows) == nil
}

// MarshalJSON writes lists as arrays.
func (v Values) MarshalJSON() ([]byte, error) {
	if v == nil {
		return []byte("null"), nil
	}
	all := make(map[string]any, len(v))
	for key, value := range v {
		all[key] = value
		if list, is := strings.CutPrefix(value, separator); is {
			all[key] = json.RawMessage(list)
		}
	}
	return json.Marshal(all)
}

// UnmarshalJSON reads texts, and arrays of texts or of rows.
func (v *Values) UnmarshalJSON(body []byte) error {
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(body, &parts); err != nil || parts == nil {
		return err
	}
	*v = make(Values, len(parts))
	for key, part := range parts {
		value, err := readValue(part)
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		(*v)[key] = value
	}
	return nil
}

func readValue(part json.RawMessage) (text string, err error) {
	if part[0] != '[' {
		err = json.Unmarshal(part, &text)
		if strings.HasPrefix(text, separator) {
			err = fmt.Errorf("a text does not begin with %q", separator)
		}
		return text, err
	}
	var chosen []string
	if json.Unmarshal(part, &chosen) == nil {
		return Listed(chosen), nil
	}
	var rows []Row
	if err = json.Unmarshal(part, &rows); err != nil {
		return "", err
	}
	for i, row := range rows {
		rows[i] = trimmed(row)
	}
	return Listed(rows), nil
}

func trimmed(row Row) Row {
	cells := Row{}
	for key, cell := range row {
		if cell = strings.TrimSpace(cell); cell != "" {
			cells[key] = cell
		}
	}
	return cells
}
