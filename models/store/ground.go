package store

import (
	"encoding/json"
	"time"

	"countersign/models"
	"countersign/models/regulation"
)

// A Ground is what a transaction about a case stands on. It is read in one statement
// after the case is held, so that it sees all that was done to the case before.
type Ground struct {
	// Answer is what was answered under the key before; nil where nothing was.
	Answer json.RawMessage
	// Content is what was written with the act.
	Content models.Content
	// Filled is the document in force of a company's own form; nil of any other kind.
	Filled *FilledCase
	// Standing is how the slate of the act stands; nil where none was drawn.
	Standing json.RawMessage
	// Calendar changes whenever the company's own calendar changes.
	Calendar string
	// Now is when the transaction began, by the database's clock.
	Now      time.Time
	Rulebook regulation.Rulebook

	asked asked
	drawn drawnFor
	c     models.Case
	at    time.Time
}

// Question is what decides whether an act may be done. A task that is not of the
// case is Missing.
func (g Ground) Question(act models.Act) (models.Question, error) { return g.asked.question(act, g.at) }

var ground = `select json_build_object('Answer', (select x.body from receipts x where x.key = $6),
	'Content', (select json_build_object('Comment', x.comment, 'Data', x.data, 'Proof', x.proof) from act_contents x where x.act_id = $7::uuid),
	'Now', now(),
	'Standing', (select x.current from slates x where x.case_id = $4::uuid and x.step = $8 and x.attempt = $9),
	'Calendar', (select count(*) || '/' || coalesce(max(x.xmin::text::bigint), 0) from calendar_days x where x.company_id = $10::uuid),
	'Rulebook', (select json_build_object('Version', x.version, 'Parameters', x.parameters) from rulebooks x where x.company_id = $10::uuid
		and case when $11 then x.from_on <= $2::date else x.version = $12 end order by x.from_on desc, x.version desc limit 1),
	'Filled', case when $13 then (select json_build_object('Body', x.body, 'Definition', f.definition) from revisions x
		left join forms f on f.company_id = $10::uuid and f.code = x.body ->> 'form' and f.version = (x.body ->> 'version')::int
		where x.case_id = $4::uuid and x.digest = $14) end,
	'Drawn', case when $13 then (select json_object_agg(x.attempt, jsonb_path_query_array(x.drawn, '$.rounds[*].of')) from slates x
		where x.case_id = $4::uuid and x.step = 'signatures') end,
	'Asked', case when $1::uuid is not null then ` + askedOf(`null`, recordOf(`$4::uuid`, `$5::uuid`)) + ` end)`

// Ground reads the ground of a transaction about the case c, which it holds: what is
// done under key, by an act on a slate where there are such. A draft stands under the
// rulebook of the day, any other case under that which it began with. Of a step of the
// machine nobody asks whether it may be done.
func (tx Tx) Ground(key string, c models.Case, act models.Act, slate models.Slate, at time.Time) (Ground, error) {
	var read struct {
		Ground
		Rulebook rulebookRow
		Asked    asked
		Drawn    drawnFor
	}
	err := tx.Facts().object(&read, ground, id(act.Actor), day(at), at, id(c.ID), subject(c), key, id(act.ID), slate.Step, slate.Attempt,
		id(c.Company), c.State == models.Draft, c.Rulebook, c.Kind == models.KindForm, c.Digest)
	if err != nil {
		return Ground{}, fault("ground", err)
	}
	g := read.Ground
	for _, maybe := range []*json.RawMessage{&g.Answer, &g.Standing, &g.Content.Data} {
		if string(*maybe) == "null" {
			*maybe = nil
		}
	}
	g.asked, g.drawn, g.c, g.at = read.Asked, read.Drawn, c, at
	g.asked.Case = &g.c
	g.Rulebook, err = read.Rulebook.book()
	return g, fault("rulebook", err)
}
