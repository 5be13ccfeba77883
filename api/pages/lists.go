package pages

import (
	"slices"
	"strings"

	"countersign/models"
)

// customers are the company's customers that fit what was typed.
func (v *visit) customers(q string) (found []choice, err error) {
	rows, err := v.house.Customers(v.context(), v.who, q)
	for _, r := range rows {
		found = append(found, choice{string(r.ID), r.Code + " " + r.Name})
	}
	return found, err
}

// varieties are the company's varieties that fit what was typed.
func (v *visit) varieties(q string) (found []choice, err error) {
	rows, err := v.house.Varieties(v.context(), v.who, q)
	for _, r := range rows {
		found = append(found, choice{string(r.ID), r.Code + " " + r.Name})
	}
	return found, err
}

// search finds what was typed: the one entry with that code or that name, or
// else all entries that fit.
func search(typed string, look func(string) ([]choice, error)) ([]choice, error) {
	found, err := look(typed)
	if err != nil {
		return nil, err
	}
	code, _, more := strings.Cut(typed, " ")
	if len(found) == 0 && more {
		if found, err = look(code); err != nil {
			return nil, err
		}
		found = slices.DeleteFunc(found, func(c choice) bool { return !strings.EqualFold(c.Name, typed) })
	}
	for _, c := range found {
		code, name, _ := strings.Cut(c.Name, " ")
		if strings.EqualFold(c.Name, typed) || strings.EqualFold(code, typed) || strings.EqualFold(name, typed) {
			return []choice{c}, nil
		}
	}
	return found, nil
}

// suggest puts the entries of each list on a sheet, to choose from while typing, without
// a script; what a very long list has beyond is found by what is typed.
func (v *visit) suggest(s *sheet) (err error) {
	if len(s.Rows) == 0 {
		return nil
	}
	if s.Kind == "sample_request" {
		rows, err := v.house.OfferedCustomers(v.context(), v.who)
		if err != nil {
			return offered(err)
		}
		for _, r := range rows {
			s.Customers = append(s.Customers, choice{string(r.ID), r.Code + " " + r.Name})
		}
	}
	rows, err := v.house.OfferedVarieties(v.context(), v.who)
	for _, r := range rows {
		s.Varieties = append(s.Varieties, choice{string(r.ID), r.Code + " " + r.Name})
	}
	return offered(err)
}

// offered lets who may not look into a list go on without it: who has left the department
// still mends what was sent back.
func offered(err error) error {
	if models.IsKind(err, models.Forbidden) {
		return nil
	}
	return err
}
