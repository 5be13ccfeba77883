package policies

import (
	"slices"

	"countersign/models"
)

// The words about a task. Lists are lists of cases, so these have no face in SQL,
// except proxyTask.

// seat: the task waits for a post of theirs, or for them (approval.post).
var seat = faces{
	holds: func(q *models.Question) bool {
		return q.Task != nil && waitsFor(q.Who, q.Task.Post, q.Task.Person)
	},
	post: func(q *models.Question) models.PostID { return q.Task.Post },
}

func waitsFor(who models.Standing, post models.PostID, person models.PersonID) bool {
	return (post != "" && who.Holds(post)) || (person != "" && who.Person == person)
}

var taskOpen = faces{holds: func(q *models.Question) bool { return q.Task != nil && q.Task.Open }}

// verbFits: the task waits for this verb. Who is asked to sign may as well refuse,
// send back, or arrange who signs.
var verbFits = faces{holds: func(q *models.Question) bool {
	return q.Task != nil && (q.Verb == q.Task.Verb || (q.Task.Verb == models.Sign && (signing(q.Verb) || arranging(q.Verb))))
}}

func arranging(v models.Verb) bool {
	return v == models.Transfer || v == models.Delegate || v == models.AddSigner || v == models.Ask
}

func signing(v models.Verb) bool {
	return v == models.Sign || v == models.RefuseIt || v == models.SendBack
}

// signed: fills a seat of the same slate already (approval.one-seat).
var signed = faces{holds: func(q *models.Question) bool { return q.Task != nil && either(q, q.Task.Signers) }}

// stale: was shown something else than what is in force now. Who signs must have
// been shown something (approval.digest).
var stale = faces{holds: func(q *models.Question) bool {
	if q.Case == nil || (q.Case.Shown == "" && !signing(q.Verb)) {
		return false
	}
	return q.Case.Shown != q.Case.Digest || q.Case.Shown == ""
}}

// proxyCovers: the proxy is the actor's own, from this principal, in force, and
// reaches this kind and amount (approval.proxy).
var proxyCovers = faces{holds: func(q *models.Question) bool {
	return q.Proxy != nil && q.Case != nil && q.Proxy.Agent == q.Actor.Person && q.Proxy.Principal == q.Who.Person &&
		q.Proxy.Covers(q.Kind.Of(q.Case.Form), q.Case.Amount, q.Now)
}}

// proxyTask: a task waits for the signature of somebody whose proxy the actor
// holds and which covers it. It opens the case as long as the task is open.
var proxyTask = faces{
	beyond: true,
	holds: func(q *models.Question) bool {
		return q.Case != nil && q.Case.Level != models.TopSecret && slices.ContainsFunc(q.Principals, func(p models.Principal) bool {
			return p.Who.Active && p.Proxy.Agent == q.Who.Person && p.Proxy.Principal == p.Who.Person &&
				p.Proxy.Covers(q.Kind.Of(q.Case.Form), q.Case.Amount, q.Now) && slices.ContainsFunc(q.Case.Waiting, func(w models.Waiting) bool {
				return w.Verb == models.Sign && waitsFor(p.Who, w.Post, w.Person)
			})
		})
	},
	sql: func(a asker) sqlText {
		return sqlText{`exists (select from proxies y join tasks t on t.case_id = c.id` + proxyReaches + `
			and c.level <> 'top_secret' and (y.kinds = '{}' or y.kinds && array[c.kind, c.kind || '/' || c.form]) and (y.limit_cents is null or c.amount <= y.limit_cents))`, a.proxies()}
	},
	find: func(a asker) sqlText {
		return sqlText{`select t.case_id from proxies y join tasks t on true` + proxyReaches, a.proxies()}
	},
}

// proxyReaches joins tasks t to proxies y of an agent: open for a signature of
// the principal or of a post that the principal holds on the day.
const proxyReaches = ` join people z on z.id = y.principal_id and (z.left_on is null or z.left_on > ?::date)
	where t.state = 'open' and t.verb = 'sign' and y.agent_id = ?::uuid
	and y.from_at <= ?::timestamptz and ?::timestamptz < y.until_at and (y.revoked_at is null or y.revoked_at > ?::timestamptz)
	and (t.person_id = y.principal_id or t.post_id in (select h.post_id from holdings h join posts o on o.id = h.post_id
		where h.person_id = y.principal_id and h.from_on <= ?::date and (h.until_on is null or h.until_on > ?::date) and (o.ended_on is null or o.ended_on > ?::date)))`

func (a asker) proxies() []any {
	return []any{a.today, string(a.who.Person), a.now, a.now, a.now, a.today, a.today, a.today}
}
