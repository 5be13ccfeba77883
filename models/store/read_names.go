package store

import (
	"slices"
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// A NamedRow is a person with the name in the reader's language, and that in the
// other where it has one.
type NamedRow struct {
	ID   models.PersonID
	Name string
	Also string
}

// A HolderRow says that a person holds a post.
type HolderRow struct {
	Post models.PostID
	ID   models.PersonID
	Name string
}

// A TakerRow is a person who takes part in a case.
type TakerRow struct {
	ID   models.PersonID
	Name string
}

// names are what the people and posts of a record are called: each is looked up once,
// however often the record has it.
type names struct {
	People  []NamedRow // in the order of their numbers
	Posts   []struct{ ID, Title, Unit string }
	Holders []HolderRow
	Takers  []TakerRow
	// Former are what they were called before, each until an instant, the first first.
	Former []struct {
		ID, Name string
		Until    time.Time
	}
}

// at is what a person or post with the name of today was called at an instant.
func (n names) at(id, today string, at *time.Time) string {
	for _, f := range n.Former {
		if f.ID == id && at != nil && at.Before(f.Until) {
			return f.Name
		}
	}
	return today
}

// holding is who holds a post h on the day $1.
const holding = `h.from_on <= $1::date and (h.until_on is null or h.until_on > $1::date)`

// here is that the person p works here on the day $1.
const here = `(p.left_on is null or p.left_on > $1::date)`

// namesOf are names as an object, on the day $1: of the people $2 and the posts $3,
// with those who hold the posts. Takers are the people $4 and those who hold the posts
// $5, without the people $6.
var namesOf = `select json_build_object('People', (select json_agg(json_build_object('ID', p.id, 'Name', name(p),
		'Also', case when name(p) = p.name then p.name_en else p.name end) order by p.no) from people p where p.id = any($2::uuid[])),
	'Posts', (select json_agg(json_build_object('ID', o.id, 'Title', title(o), 'Unit', name(u))) from posts o join units u on u.id = o.unit_id where o.id = any($3::uuid[])),
	'Former', (select json_agg(json_build_object('ID', f.id, 'Name', name(f), 'Until', f.until) order by f.until) from former_names f where f.id = any($2::uuid[] || $3::uuid[])),
	'Holders', (select json_agg(json_build_object('Post', h.post_id, 'ID', p.id, 'Name', name(p)) order by h.from_on, p.no) from holdings h join people p on p.id = h.person_id
		where h.post_id = any($3::uuid[]) and ` + holding + ` and ` + here + `),
	'Takers', ` + list(`select p.id, name(p) as name from people p where `+here+` and p.id <> all($6::uuid[])
		and p.id = any($4::uuid[] || array(select h.person_id from holdings h where h.post_id = any($5::uuid[]) and `+holding+`))
		order by p.name collate "zh-x-icu", p.id limit 60`) + `)`

// named fills in what the people and posts of the record are called, and who holds its
// posts and takes part in the case on the day.
func (c OpenCase) named(r *Record, on calendar.Date) error {
	takers, open, about := c.takers(*r)
	people, posts := r.mentioned()
	var n names
	err := Facts{g: c.r.g}.object(&n, c.r.inLanguage(namesOf), on.String(), pgArray(people), pgArray(posts), pgArray(takers), pgArray(open), pgArray(about))
	r.Holders, r.Takers = n.Holders, n.Takers
	r.name(n)
	return err
}

// takers are those who take part in the case: who applied, acted, was copied, or has
// something to do. Those whom it is about do not.
func (c OpenCase) takers(r Record) (people []models.PersonID, open []models.PostID, about []models.PersonID) {
	for _, p := range c.record.People {
		if p.Part == "about" {
			about = append(about, p.Person)
		} else {
			people = append(people, p.Person)
		}
	}
	for _, s := range r.Seats {
		switch s.State {
		case "open":
			people, open = appendSome(people, s.PersonID), appendSome(open, s.PostID)
		case "done":
			people = appendSome(appendSome(people, s.PersonID), s.ClosedBy)
		}
	}
	return people, open, about
}

// mentioned are the people and posts whose names are shown with the record.
func (r Record) mentioned() (people []models.PersonID, posts []models.PostID) {
	add := func(ids ...models.PersonID) {
		for _, id := range ids {
			people = appendSome(people, id)
		}
	}
	for _, s := range r.Seats {
		add(s.PersonID, s.ClosedBy, s.AbsentID, s.AgentID)
		posts = appendSome(posts, s.PostID)
	}
	for _, s := range r.Signatures {
		add(s.PersonID, s.PrincipalID)
		posts = appendSome(posts, s.PostID)
	}
	for _, e := range r.Events {
		add(e.ActorID)
		add(slices.Concat(e.Body.Mentions, e.Body.Copied, e.Body.People)...)
		posts = appendSome(posts, e.PostID)
	}
	for _, f := range r.Attachments {
		add(f.ByID)
	}
	for _, f := range r.Files {
		add(f.ByID)
	}
	return people, posts
}

// name writes the names into the rows of the record: of what was done, those that its
// people and posts had then.
func (r *Record) name(n names) {
	people, posts := map[models.PersonID]string{}, map[models.PostID][2]string{}
	for _, p := range n.People {
		people[p.ID] = p.Name
	}
	for _, p := range n.Posts {
		posts[models.PostID(p.ID)] = [2]string{p.Title, p.Unit}
	}
	person := func(id models.PersonID, at *time.Time) string { return n.at(string(id), people[id], at) }
	title := func(id models.PostID, at *time.Time) string { return n.at(string(id), posts[id][0], at) }
	absent := map[models.TaskID]models.PersonID{}
	for i := range r.Seats {
		s := &r.Seats[i]
		s.Post, s.Unit = title(s.PostID, s.ClosedAt), posts[s.PostID][1]
		s.Person, s.By, s.Absent, s.Agent = person(s.PersonID, s.ClosedAt), person(s.ClosedBy, s.ClosedAt), person(s.AbsentID, s.ClosedAt), person(s.AgentID, s.ClosedAt)
		absent[s.ID] = s.AbsentID
	}
	for i := range r.Signatures {
		s := &r.Signatures[i]
		s.AbsentID = absent[s.TaskID]
		s.Person, s.Principal, s.Absent, s.Post = person(s.PersonID, &s.At), person(s.PrincipalID, &s.At), person(s.AbsentID, &s.At), title(s.PostID, &s.At)
	}
	for i := range r.Events {
		e := &r.Events[i]
		e.Actor, e.Post = person(e.ActorID, &e.At), title(e.PostID, &e.At)
		e.Mentions, e.Copied, e.People = n.these(e.Body.Mentions), n.these(e.Body.Copied), n.these(e.Body.People)
	}
	for i := range r.Attachments {
		r.Attachments[i].By = people[r.Attachments[i].ByID]
	}
	for i := range r.Files {
		r.Files[i].By = people[r.Files[i].ByID]
	}
}

// these are the people with the ids, in the order of their numbers.
func (n names) these(ids []models.PersonID) (rows []NamedRow) {
	for _, p := range n.People {
		if slices.Contains(ids, p.ID) {
			rows = append(rows, p)
		}
	}
	return rows
}
