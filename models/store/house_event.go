package store

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"countersign/models"
)

// KeepHouseEvent writes what was done to the house. Its company is that of the first
// post of the person concerned, where it names none.
func (tx Tx) KeepHouseEvent(e models.HouseEvent) error {
	detail := e.Detail
	if detail == nil {
		detail = map[string]string{}
	}
	text, err := json.Marshal(detail)
	if err != nil {
		return fault("house event", err)
	}
	return tx.put("house event", `insert into house_events (id, at, kind, actor_id, person_id, company_id, detail)
		values (?, ?::timestamptz, ?, nullif(?, '')::uuid, nullif(?, '')::uuid, coalesce(nullif(?, '')::uuid,
			(select w.company_id from holdings h join posts w on w.id = h.post_id where h.person_id = nullif(?, '')::uuid
				order by h.until_on desc nulls first, w.code limit 1)), ?::jsonb)`,
		uuid.Must(uuid.NewV7()).String(), e.At, e.Kind, e.Actor, e.Person, e.Company, e.Person, string(text))
}

// A HouseEventRow is a house event with its names.
type HouseEventRow struct {
	ID       string
	At       time.Time
	Kind     models.HouseEventKind
	ActorID  models.PersonID
	Actor    string
	PersonID models.PersonID
	Person   string
	PersonNo string
	Company  string
	Detail   []byte
}

// A HouseEventFilter narrows house events; what is zero does not.
type HouseEventFilter struct {
	Company     models.CompanyID // only its matters
	Kind        models.HouseEventKind
	Words       string // part of the name, number or pinyin of who did it or whom it concerns
	From, Until time.Time
}

func (f HouseEventFilter) scope() models.Scope {
	s := models.Scope{SQL: "true"}
	and := func(sql string, args ...any) { s.SQL, s.Args = s.SQL+" and "+sql, append(s.Args, args...) }
	if f.Company != "" {
		and("e.company_id = ?::uuid", f.Company)
	}
	if f.Kind != "" {
		and("e.kind = ?", f.Kind)
	}
	if !f.From.IsZero() {
		and("e.at >= ?::timestamptz", f.From)
	}
	if !f.Until.IsZero() {
		and("e.at < ?::timestamptz", f.Until)
	}
	if f.Words != "" {
		m := matches(f.Words, "p.name", "p.name_en", "p.no", "p.search", "a.name", "a.name_en", "a.no", "a.search")
		and("("+m.SQL+")", m.Args...)
	}
	return s
}

// HouseEvents lists what was done to the house, latest first.
func (r Reader) HouseEvents(f HouseEventFilter, before RowKey, most int) (rows []HouseEventRow, err error) {
	scope, key := f.scope(), before.beforeKey("e.at", "e.id")
	return rows, r.query(&rows, `select e.id, e.at, e.kind, coalesce(e.actor_id::text, '') as actor_id, coalesce(name(a), '') as actor,
			coalesce(e.person_id::text, '') as person_id, coalesce(name(p), '') as person, coalesce(p.no, '') as person_no, coalesce(name(c), '') as company, e.detail
		from house_events e left join people a on a.id = e.actor_id left join people p on p.id = e.person_id left join companies c on c.id = e.company_id
		where `+scope.SQL+` and `+key.SQL+` order by e.at desc, e.id desc limit ?`, flat(scope.Args, key.Args, most)...)
}
