package approval_test

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/form"
)

// row is a random row of a form: every mode, every strategy and posts that one person
// could hold two of; a chain at most once.
func (c *chancery) row(i int, before []form.Row) form.Row {
	of := [][]string{{"head@case-unit"}, {"gm@company"}, {"head@finance", "head@production"}, {"any@finance"}, {"any@production", "any@finance"}, {"head@hr"},
		{"head@case-unit", "gm@company"}, {"head@production", "head@gate", "gm@company"}}
	r := form.Row{Round: i + 1, Proof: rapid.SampledFrom([]models.Proof{"", "", models.Strong}).Draw(c.t, "proof"), Mode: rapid.SampledFrom([]models.Mode{models.All, models.Any, models.Quorum, models.Departments}).Draw(c.t, "mode"),
		Of: rapid.SampledFrom(of).Draw(c.t, "of")}
	if c.pick("chain", 4) == 0 && len(before) == i && !chained(before) {
		r.Mode, r.Of = models.All, []string{rapid.SampledFrom([]string{"chain:2@applicant", "chain:gm@applicant", "chain:2@case-unit"}).Draw(c.t, "up to")}
	}
	if r.Mode == models.Quorum {
		r.Need = 1
		return r
	}
	r.Own = rapid.SampledFrom([]models.Own{"", models.OwnSkip}).Draw(c.t, "own")
	r.Twice = rapid.SampledFrom([]models.Twice{"", models.TwiceNext, models.TwiceOnce, models.TwiceInRow}).Draw(c.t, "twice")
	return r
}

func chained(rows []form.Row) bool {
	for _, r := range rows {
		if strings.HasPrefix(r.Of[0], "chain:") {
			return true
		}
	}
	return false
}

// rowOf is the round of the form for which a round was drawn, told from whom it asks: a
// chain is one, drawn as one for each superior.
func (c *chancery) rowOf(attempt, drawn int) int {
	var text string
	c.one(&text, `select drawn::text from slates where case_id = ? and step = 'signatures' and attempt = ?`, c.id, attempt)
	var d models.Drawn
	require.NoError(c.t, json.Unmarshal([]byte(text), &d))
	at := -1
	for _, r := range d.Rounds[:drawn+1] {
		if at < 0 || !chained(c.d.Signatures[at:at+1]) || c.d.Signatures[at].Of[0] != r.Considered[0].Of {
			at++
		}
	}
	return at + 1
}

// filledIn: who signs changes fields of the form's round and no others.
func (c *chancery) filledIn(round int, had map[string]string) {
	now := c.values()
	for _, f := range c.d.Fields {
		if now[f.Key] != had[f.Key] {
			require.Equal(c.t, form.Writable, f.Right(form.At(models.StepSignatures, round)), "%s was filled in in round %d", f.Key, round)
		}
	}
}

// proof is one of the person's codes on paper, where the round asks for a proof; at times
// none is given.
func (c *chancery) proof(verb models.Verb, task models.TaskID, who models.PersonID) (given models.Given) {
	if verb == models.Sign && c.now.ProofOf(task) != "" && c.pick("forgets", 8) != 0 {
		given.Recovery = []byte(uuid.NewString())
		c.p.Exec(`insert into recovery_codes (person_id, digest, at) values (?, ?, now())`, who, given.Recovery)
	}
	return given
}

// proved: no seat of a round that asks for a proof is over without one, its own or that of
// the signature which is for it as well.
func (c *chancery) proved() {
	for i, r := range c.now.Rounds {
		if c.now.Step != models.StepSignatures || c.d.Signatures[c.rowOf(c.now.Attempt, i)-1].Proof == "" {
			continue
		}
		for _, seat := range r.Seats {
			var proofs int
			c.one(&proofs, `select count(*) from signatures s join signature_proofs p on p.act_id = s.act_id where s.case_id = ? and s.attempt = ? and s.step = 'signatures' and s.fell_at is null
				and (s.seat_id = ? or ? and s.principal_id = any(string_to_array(?, ',')::uuid[]))`, c.id, c.now.Attempt, seat.ID, seat.Covered, once(seat))
			require.True(c.t, proofs > 0 || !seat.Signed && !seat.Covered, "a seat of round %d is over without a proof", i+1)
		}
	}
}

func once(s models.Seat) string {
	var people []string
	for _, p := range s.Once {
		people = append(people, string(p))
	}
	return strings.Join(people, ",")
}

// onlyThemselves: in a round where one signature is for several seats nothing waits for
// those alone who have signed in it.
func (c *chancery) onlyThemselves() {
	i := c.now.Current()
	if c.now.Step != models.StepSignatures || i == len(c.now.Rounds) {
		return
	}
	row := c.d.Signatures[c.rowOf(c.now.Attempt, i)-1]
	moved := slices.ContainsFunc(c.now.Rounds[i].Seats, func(s models.Seat) bool { return len(s.Handed) > 0 || len(s.Tasks) > 1 })
	if moved || row.Mode == models.Any || row.Twice != models.TwiceOnce && row.Twice != models.TwiceInRow {
		return
	}
	for _, seat := range c.now.Rounds[i].Seats {
		if !slices.Contains(c.now.Waiting(), seat.Tasks[0]) {
			continue
		}
		who := c.holders(seat.Tasks[0])
		left := slices.DeleteFunc(slices.Clone(who), func(p models.PersonID) bool {
			return slices.ContainsFunc(c.now.Rounds[i].Seats, func(s models.Seat) bool { return s.Signed && s.By == p && s.For == p })
		})
		require.False(c.t, len(who) > 0 && len(left) == 0, "it waits for those alone who have signed: %+v", c.now.Rounds[i])
	}
}

// ofEach: a round of one of each department is over with as many signatures as it names
// departments, whoever stands in.
func (c *chancery) ofEach() {
	for i, r := range c.now.Rounds[:c.now.Current()] {
		if c.now.Step != models.StepSignatures || r.Mode != models.Departments {
			continue
		}
		row := c.d.Signatures[c.rowOf(c.now.Attempt, i)-1]
		if row.Own == models.OwnSkip || row.Twice != "" && row.Twice != models.TwiceNext {
			continue
		}
		places, signed := map[string]bool{}, 0
		for _, of := range row.Of {
			_, place, _ := strings.Cut(of, "@")
			places[place] = true
		}
		for _, s := range r.Seats {
			if s.Signed {
				signed++
			}
		}
		require.GreaterOrEqual(c.t, signed, len(places), "round %d is over: %v", i+1, row.Of)
	}
}

// leave has a post fall vacant and somebody be away on the day of the drawing up; what was
// so for the case before is over.
func (c *chancery) leave() {
	c.p.Exec(`update holdings set until_on = null where until_on = '2026-10-01'`)
	c.p.Exec(`delete from absences`)
	if c.pick("vacant", 2) == 0 {
		login := rapid.SampledFrom([]string{"sunzhiqiang", "wangfang", "zhoujianguo"}).Draw(c.t, "who has left the post")
		c.p.Exec(`update holdings set until_on = '2026-10-01' where until_on is null and person_id = ?`, c.p.Person(login))
	}
	if c.pick("away", 2) == 0 {
		c.p.Exec(`insert into absences (id, person_id, from_on, until_on, entered_by, entered_at) values (gen_random_uuid(), ?, '2026-01-01', '2026-11-30', ?, now())`, c.somebody(), c.p.Person("xujing"))
	}
}
