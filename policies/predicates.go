package policies

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"countersign/models"
)

// faces are what one word means: to a question, and to a list in SQL. They
// stand side by side so that they are changed together.
type faces struct {
	holds func(*models.Question) bool
	// sql is the same about a row of a list; nil = the word is of no use to lists.
	sql func(asker) sqlText
	// find is where an index finds the cases for which the word holds: a select of
	// case ids, everything or nothing; nil = no index finds them.
	find func(asker) sqlText
	// company says that sql looks at nothing of a row but its company.
	company bool
	// beyond says that holds looks at tasks of the case other than the one that is asked about.
	beyond bool
	// post is the post by which the word holds.
	post func(*models.Question) models.PostID
}

// predicates is the closed list of words.
var predicates = map[string]func(arg string) (faces, error){
	"any":               plain(always),
	"inactive":          plain(inactive),
	"administrator":     plain(administrator),
	"by-proxy":          plain(byProxy),
	"requester":         plain(requester),
	"applicant":         plain(applicant),
	"beneficiary":       plain(beneficiary),
	"about-me":          plain(aboutMe),
	"party":             plain(party),
	"post-had-task":     plain(postHadTask),
	"proxy-task":        plain(proxyTask),
	"subject-requester": plain(subjectRequester),
	"subject-own":       plain(subjectOwn),
	"submitted":         plain(submitted),
	"top-secret":        plain(topSecret),
	"bound":             plain(bound),
	"seat":              plain(seat),
	"task-open":         plain(taskOpen),
	"verb-fits":         plain(verbFits),
	"signed":            plain(signed),
	"stale":             plain(stale),
	"proxy-covers":      plain(proxyCovers),
	"is":                is,
	"state":             state,
	"amount<=":          amount,
}

// plain is a word that takes no argument.
func plain(f faces) func(string) (faces, error) {
	return func(arg string) (faces, error) {
		if arg != "" {
			return f, fmt.Errorf("takes no %q", arg)
		}
		return f, nil
	}
}

var always = faces{
	holds:   func(*models.Question) bool { return true },
	sql:     func(asker) sqlText { return yes },
	company: true,
}

// inactive looks at the actor and at the principal (approval.in-force).
var inactive = faces{
	holds:   func(q *models.Question) bool { return !q.Actor.Active || !q.Who.Active },
	sql:     func(a asker) sqlText { return constant(!a.who.Active) },
	company: true,
}

// byProxy: a list is asked by each in his or her own name.
var byProxy = faces{
	holds:   func(q *models.Question) bool { return q.Proxy != nil },
	sql:     func(asker) sqlText { return no },
	company: true,
}

// administrator has no face for lists: an administrator reads no business.
var administrator = faces{holds: func(q *models.Question) bool { return q.Actor.Administrator }}

// either reports whether the actor or the principal is among people: what keeps
// someone from acting keeps others from acting for him or her.
func either(q *models.Question, people []models.PersonID) bool {
	return slices.Contains(people, q.Actor.Person) || slices.Contains(people, q.Who.Person)
}

// requester: filled, edited or submitted (approval.own-case).
var requester = faces{
	holds: func(q *models.Question) bool {
		return q.Case != nil && (either(q, q.Case.Requesters) || q.Actor.Person == q.Case.Applicant || q.Who.Person == q.Case.Applicant)
	},
	sql: func(a asker) sqlText {
		return sqlText{`(c.applicant_id = ?::uuid or c.id in (select x.case_id from case_people x where x.person_id = ?::uuid and x.part = 'requester'))`, a.me(2)}
	},
	find: func(a asker) sqlText {
		return sqlText{`select id from cases where applicant_id = ?::uuid union all select case_id from case_people where person_id = ?::uuid and part = 'requester'`, a.me(2)}
	},
}

var applicant = faces{
	holds: func(q *models.Question) bool { return q.Case != nil && q.Actor.Person == q.Case.Applicant },
	sql:   func(a asker) sqlText { return sqlText{`c.applicant_id = ?::uuid`, a.me(1)} },
	find:  func(a asker) sqlText { return sqlText{`select id from cases where applicant_id = ?::uuid`, a.me(1)} },
}

// beneficiary: the case is for the actor or the principal, who may know of it
// (approval.own-case).
var beneficiary = faces{
	holds: func(q *models.Question) bool { return q.Case != nil && either(q, q.Case.Beneficiaries) },
	sql: func(a asker) sqlText {
		return sqlText{`c.id in (select x.case_id from case_people x where x.person_id = ?::uuid and x.part = 'beneficiary')`, a.me(1)}
	},
	find: func(a asker) sqlText {
		return sqlText{`select case_id from case_people where person_id = ?::uuid and part = 'beneficiary'`, a.me(1)}
	},
}

// aboutMe: the case concerns the actor or the principal.
var aboutMe = faces{
	holds: func(q *models.Question) bool { return q.Case != nil && either(q, q.Case.About) },
	sql: func(a asker) sqlText {
		return sqlText{`c.id in (select x.case_id from case_people x where x.person_id = ?::uuid and x.part = 'about')`, a.me(1)}
	},
}

// oneByOne looks at the tasks of each case as it comes. An exists would have
// PostgreSQL collect all tasks of a busy post for the sake of one page.
const oneByOne = `coalesce((select true from tasks t where t.case_id = c.id`

// party: had a task as a person, did one, was copied or made a party.
var party = faces{
	beyond: true,
	holds:  func(q *models.Question) bool { return q.Case != nil && slices.Contains(q.Case.Parties, q.Who.Person) },
	sql: func(a asker) sqlText {
		return sqlText{`(exists (select from case_people x where x.case_id = c.id and x.person_id = ?::uuid and x.part in ('party', 'copied'))
			or ` + oneByOne + ` and (t.person_id = ?::uuid or (t.closed_by = ?::uuid and t.state = 'done')) limit 1), false))`, a.me(3)}
	},
	find: func(a asker) sqlText {
		return sqlText{`select case_id from case_people where person_id = ?::uuid and part in ('party', 'copied')
			union all select case_id from tasks where person_id = ?::uuid union all select case_id from tasks where closed_by = ?::uuid and state = 'done'`, a.me(3)}
	},
}

// postHadTask: holds a post that has or had a task of the case.
var postHadTask = faces{
	beyond: true,
	holds:  func(q *models.Question) bool { return q.Case != nil && heldAmong(q.Who, q.Case.Posts) != "" },
	post:   func(q *models.Question) models.PostID { return heldAmong(q.Who, q.Case.Posts) },
	sql: func(a asker) sqlText {
		return a.posts(oneByOne + ` and t.post_id = any(?::uuid[]) limit 1), false)`)
	},
	find: func(a asker) sqlText {
		if slices.ContainsFunc(a.who.Posts, func(h models.Held) bool { return h.Busy }) {
			return yes
		}
		return a.posts(`select case_id from tasks where post_id = any(?::uuid[])`)
	},
}

func heldAmong(who models.Standing, posts []models.PostID) models.PostID {
	for _, h := range who.Posts {
		if slices.Contains(posts, h.Post) {
			return h.Post
		}
	}
	return ""
}

// submitted: the case is a draft no longer.
var submitted = faces{holds: func(q *models.Question) bool {
	return q.Case != nil && q.Case.State != "" && q.Case.State != models.Draft
}}

// bound: may be withdrawn only until somebody has signed, and somebody has
// (approval.withdraw).
var bound = faces{holds: func(q *models.Question) bool { return q.Case != nil && q.Case.Bound && q.Case.Signed }}

// topSecret: nobody signs it by proxy (approval.proxy).
var topSecret = faces{
	holds: func(q *models.Question) bool { return q.Case != nil && q.Case.Level == models.TopSecret },
	sql:   func(asker) sqlText { return sqlText{`c.level = 'top_secret'`, nil} },
}

// subjectRequester: a requester of the case that this one is about.
var subjectRequester = faces{holds: func(q *models.Question) bool {
	return q.Case != nil && slices.Contains(q.Case.SubjectRequesters, q.Actor.Person)
}}

// subjectOwn: a requester of the case that this one is about, or acting for one
// (approval.own-case).
var subjectOwn = faces{holds: func(q *models.Question) bool { return q.Case != nil && either(q, q.Case.SubjectRequesters) }}

// state:running|returned
func state(arg string) (faces, error) {
	known := []string{"draft", "running", "returned", "effective", "done", "refused", "withdrawn", "revoked"}
	states := strings.Split(arg, "|")
	for _, s := range states {
		if !slices.Contains(known, s) {
			return faces{}, fmt.Errorf("no state %q", s)
		}
	}
	return faces{
		holds: func(q *models.Question) bool { return q.Case != nil && slices.Contains(states, string(q.Case.State)) },
		sql:   func(asker) sqlText { return sqlText{`c.state = any(?::text[])`, []any{array(states)}} },
	}, nil
}

// amount<=500000, in cents.
func amount(arg string) (faces, error) {
	if !aNumber.MatchString(arg) {
		return faces{}, fmt.Errorf("%q is not an amount in cents", arg)
	}
	limit, err := strconv.ParseInt(arg, 10, 64)
	return faces{
		holds: func(q *models.Question) bool { return q.Case != nil && int64(q.Case.Amount) <= limit },
		sql:   func(asker) sqlText { return sqlText{`c.amount <= ?::bigint`, []any{limit}} },
	}, err
}
