package api

import (
	"encoding/base64"
	"encoding/json"
	"slices"

	"github.com/google/uuid"

	"countersign/models"
	"countersign/models/store"
)

// pageRows is how many rows a page of a list has.
const pageRows = 20

// cursor writes a place in a list as text that means nothing to its reader.
func cursor(place any) string {
	text, err := json.Marshal(place)
	if err != nil {
		panic(err) // places are instants and ids
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// rowKey reads a place in a list that goes back in time.
func rowKey(text string) (k store.RowKey, err error) {
	if err := place(text, &k); err != nil || text == "" {
		return k, err
	}
	if uuid.Validate(k.ID) != nil {
		return k, refuse(models.Invalid, "cursor-wrong")
	}
	return k, nil
}

// taskKey reads a place in an inbox.
func taskKey(text string) (k store.TaskKey, err error) {
	if err := place(text, &k); err != nil || text == "" {
		return k, err
	}
	if !k.Valid() {
		return k, refuse(models.Invalid, "cursor-wrong")
	}
	return k, nil
}

func place(text string, into any) error {
	if text == "" {
		return nil
	}
	body, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || json.Unmarshal(body, into) != nil {
		return refuse(models.Invalid, "cursor-wrong")
	}
	return nil
}

// page reads rows until pageRows are shown or there are no more: show says which of
// them are, key is a row's place. It looks at five times as many at most, so that a
// page full of what is not for the person ends.
func page[Row, Key any](after Key, read func(after Key, most int) ([]Row, error), key func(Row) Key, show func([]Row) ([]bool, error)) (shown []Row, next string, err error) {
	for range 5 {
		rows, err := read(after, pageRows+1)
		if err != nil {
			return nil, "", err
		}
		more := len(rows) > pageRows
		rows = rows[:min(len(rows), pageRows)] // one more than that only says that there are more
		may, err := show(rows)
		if err != nil {
			return nil, "", err
		}
		shown = slices.Grow(shown, len(rows))
		for i, row := range rows {
			after = key(row)
			if may[i] {
				shown = append(shown, row)
			}
			if len(shown) == pageRows && (more || i+1 < len(rows)) {
				return shown, cursor(after), nil
			}
		}
		if !more {
			return shown, "", nil
		}
	}
	return shown, cursor(after), nil
}

// each decides row by row.
func each[Row any](may func(Row) bool) func([]Row) ([]bool, error) {
	return func(rows []Row) ([]bool, error) {
		shown := make([]bool, len(rows))
		for i, row := range rows {
			shown[i] = may(row)
		}
		return shown, nil
	}
}
