package store

import (
	"encoding/json"

	"countersign/models"
)

// A Standing case is with which matrix it began, and what its procedure knows.
type Standing struct {
	Matrix int
	Facts  json.RawMessage // activities.Facts as of the last step; empty before the first
}

// Standing reads how the case stands.
func (c OpenCase) Standing() (s Standing, err error) {
	_, err = c.one(&s, `select c.matrix, (select s.current -> 'facts' from slates s where s.case_id = c.id order by s.at desc limit 1) as facts from cases c where c.id = ?::uuid`)
	return s, err
}

// Called are what posts, units and people are called, by id.
type Called struct {
	Posts  map[models.PostID]string // with the unit
	Units  map[models.UnitID]string
	People map[models.PersonID]string
}

// Called finds what posts, units and people are called. Whoever asks has been given
// their ids with something that he or she may see.
func (r Reader) Called(posts []models.PostID, units []models.UnitID, people []models.PersonID) (Called, error) {
	var rows []struct{ Of, ID, Name string }
	err := r.query(&rows, `select 'post' as of, o.id, name(u) || ' ' || title(o) as name from posts o join units u on u.id = o.unit_id where o.id = any(?::uuid[])
		union all select 'unit', u.id, name(u) from units u where u.id = any(?::uuid[])
		union all select 'person', p.id, name(p) from people p where p.id = any(?::uuid[])`, uuids(posts), uuids(units), uuids(people))
	n := Called{map[models.PostID]string{}, map[models.UnitID]string{}, map[models.PersonID]string{}}
	for _, row := range rows {
		switch row.Of {
		case "post":
			n.Posts[models.PostID(row.ID)] = row.Name
		case "unit":
			n.Units[models.UnitID(row.ID)] = row.Name
		default:
			n.People[models.PersonID(row.ID)] = row.Name
		}
	}
	return n, err
}
