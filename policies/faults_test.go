package policies

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// plantedFaults are mistakes that somebody might make in the SQL face of a word.
var plantedFaults = []struct{ word, right, wrong string }{
	{"proxy-task", "y.from_at <= ?", "y.from_at < ?"},
	{"proxy-task", "?::timestamptz < y.until_at", "?::timestamptz <= y.until_at"},
	{"proxy-task", "(y.revoked_at is null or y.revoked_at > ?::timestamptz)", "(y.revoked_at is null or y.revoked_at >= ?::timestamptz)"},
	{"proxy-task", "(y.kinds = '{}' or y.kinds && array[c.kind, c.kind || '/' || c.form])", "true"},
	{"proxy-task", "c.kind || '/' || c.form", "c.kind"},
	{"proxy-task", "c.amount <= y.limit_cents", "c.amount < y.limit_cents"},
	{"proxy-task", "(z.left_on is null or z.left_on > ?::date)", "(true or z.left_on > ?::date)"},
	{"proxy-task", "t.state = 'open'", "true"},
	{"proxy-task", "t.verb = 'sign'", "true"},
	{"proxy-task", "h.from_on <= ?", "h.from_on < ?"},
	{"proxy-task", "h.until_on > ?", "h.until_on >= ?"},
	{"proxy-task", "o.ended_on > ?", "o.ended_on >= ?"},
	{"proxy-task", "t.person_id = y.principal_id or", ""},
	{"requester", "c.applicant_id = ?::uuid", "c.applicant_id <> ?::uuid"},
	{"requester", "and x.part = 'requester'", ""},
	{"beneficiary", "part = 'beneficiary'", "part = 'copied'"},
	{"about-me", "and x.part = 'about'", ""},
	{"party", "('party', 'copied')", "('party')"},
	{"party", "and t.state = 'done'", ""},
	{"post-had-task", "t.post_id = any(?::uuid[])", "t.post_id = any(?::uuid[]) and t.state = 'open'"},
	{"state", "c.state = any", "c.state <> all"},
	{"is", "c.unit_id", "c.company_id"},
	{"inactive", "", "false"},
}

// plant gives one word of a policy a wrong face in SQL.
func plant(s *Snapshot, word, right, wrong string) *Snapshot {
	bad := func(face func(asker) sqlText) func(asker) sqlText {
		if face == nil {
			return nil
		}
		return func(a asker) sqlText {
			c := face(a)
			if right == "" {
				return sqlText{sql: wrong}
			}
			c.sql = strings.ReplaceAll(c.sql, right, wrong)
			return c
		}
	}
	m := &Snapshot{parts: maps.Clone(s.parts)}
	for at, p := range s.parts {
		rows := slices.Clone(p.rows)
		for i := range rows {
			rows[i].cond.words = slices.Clone(rows[i].cond.words)
			for j := range rows[i].cond.words {
				w := &rows[i].cond.words[j]
				if strings.HasPrefix(strings.TrimPrefix(w.text, "!"), word) {
					w.faces.sql, w.faces.find = bad(w.faces.sql), bad(w.faces.find)
				}
			}
		}
		m.parts[at] = &part{rows: rows, chunks: p.chunks}
	}
	return m
}

func TestPlantedFaults_EachMistakeInAWordIsFound(t *testing.T) {
	s, o := loaded(t), newOracle(t)
	alive := map[int]*Snapshot{}
	for i, f := range plantedFaults {
		alive[i] = plant(s, f.word, f.right, f.wrong)
	}
	const most = 600
	for seed := 0; seed < most && len(alive) > 0; seed++ {
		house := genHouse.Example(seed)
		o.exec(house.sql.String())
		for person := range somePeople {
			want := o.decided(s, person, house.now)
			for i, faulty := range alive {
				if !slices.Equal(want, o.listed(faulty, person, house.now)) {
					delete(alive, i)
				}
			}
		}
	}
	for i := range alive {
		t.Errorf("nothing tells %s: %q written as %q", plantedFaults[i].word, plantedFaults[i].right, plantedFaults[i].wrong)
	}
}
