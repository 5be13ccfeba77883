package policies

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/regulation"
)

// structure is a company C under a head office H, without anybody in it.
var structure = []models.StaffedPost{
	{Post: "gm", Unit: "C-office", Company: "C", Rank: models.RankGM, Function: models.Office, Superior: "president"},
	{Post: "deputy", Unit: "C-office", Company: "C", Rank: models.RankDeputyGM, Function: models.Office, Superior: "gm", DeputyOf: "gm"},
	{Post: "head", Unit: "C-marketing", Company: "C", Rank: models.RankHead, Function: models.Marketing, Superior: "gm"},
	{Post: "second", Unit: "C-marketing", Company: "C", Rank: models.RankDeputyHead, Function: models.Marketing, Superior: "head", DeputyOf: "head"},
	{Post: "clerk", Unit: "C-marketing", Company: "C", Rank: models.RankStaff, Function: models.Marketing, Superior: "head"},
	{Post: "director", Unit: "C-production", Company: "C", Rank: models.RankHead, Function: models.Production, Superior: "gm"},
	{Post: "planner", Unit: "C-production", Company: "C", Rank: models.RankStaff, Function: models.Production, Superior: "director"},
	{Post: "weaver", Unit: "C-workshop", Company: "C", Rank: models.RankStaff, Function: models.Workshop, Superior: "director"},
	{Post: "keeper", Unit: "C-warehouse", Company: "C", Rank: models.RankStaff, Function: models.Warehouse, Superior: "director"},
	{Post: "cashier", Unit: "C-finance", Company: "C", Rank: models.RankStaff, Function: models.Finance, Superior: "gm"},
	{Post: "accountant", Unit: "C-finance", Company: "C", Rank: models.RankStaff, Function: models.Finance, Superior: "gm"},
	{Post: "guard", Unit: "C-gate", Company: "C", Rank: models.RankStaff, Function: models.Gate, Superior: "gm"},
	{Post: "hrhead", Unit: "C-hr", Company: "C", Rank: models.RankHead, Function: models.HR, Superior: "gm"},
	{Post: "president", Unit: "H-office", Company: "H", Head: true, Rank: models.RankGM, Function: models.Office},
}

func someone(t *rapid.T, name string) models.PersonID {
	return models.PersonID(fmt.Sprint("p", rapid.IntRange(0, 7).Draw(t, name)))
}

// staffed puts people into the posts: many posts are vacant, many people hold two.
func staffed(t *rapid.T) []models.StaffedPost {
	posts := slices.Clone(structure)
	for i := range posts {
		posts[i].Code = string(posts[i].Post)
		for range rapid.SampledFrom([]int{0, 1, 1, 1, 2}).Draw(t, "holders") {
			if p := someone(t, "holder"); !slices.Contains(posts[i].Holders, p) {
				posts[i].Holders = append(posts[i].Holders, p)
			}
		}
	}
	return posts
}

func standingIn(posts []models.StaffedPost, p models.PersonID) models.Standing {
	s := models.Standing{Person: p, Active: true}
	for _, post := range posts {
		if slices.Contains(post.Holders, p) {
			s.Posts = append(s.Posts, models.Held{Post: post.Post, Unit: post.Unit, Company: post.Company, Rank: post.Rank, Function: post.Function, Head: post.Head})
		}
	}
	return s
}

func aDrawing(t *rapid.T) models.DrawUp {
	row := rapid.SampledFrom(DefaultMatrix()).Draw(t, "row")
	applicant := someone(t, "applicant")
	d := models.DrawUp{Kind: row.Kind, Step: row.Step, Posts: staffed(t), Case: models.CaseFacts{Company: "C", Unit: "C-marketing", Amount: 100,
		Applicant: applicant, Requesters: []models.PersonID{applicant}}}
	for range rapid.IntRange(0, 2).Draw(t, "editors") {
		d.Case.Requesters = append(d.Case.Requesters, someone(t, "editor"))
	}
	if rapid.IntRange(0, 3).Draw(t, "benefits") == 0 {
		d.Case.Beneficiaries = []models.PersonID{someone(t, "beneficiary")}
	}
	if rapid.IntRange(0, 3).Draw(t, "concerned") == 0 {
		d.Case.About = []models.PersonID{someone(t, "about")}
	}
	return d
}

func able(d models.DrawUp, verb models.Verb, seat models.DrawnSeat) (people []models.PersonID) {
	if seat.Person != "" {
		return []models.PersonID{seat.Person}
	}
	for _, p := range d.Posts {
		for _, h := range p.Holders {
			barred := slices.Contains(d.Case.About, h) || (verb == models.Sign && (slices.Contains(d.Case.Requesters, h) || slices.Contains(d.Case.Beneficiaries, h)))
			if p.Post == seat.Post && !barred {
				people = append(people, h)
			}
		}
	}
	return people
}

// fillable tries every way to give each round of one-seat-each its own people.
func fillable(seats [][]models.PersonID, used map[models.PersonID]bool) bool {
	if len(seats) == 0 {
		return true
	}
	for _, p := range seats[0] {
		if used[p] {
			continue
		}
		used[p] = true
		if fillable(seats[1:], used) {
			return true
		}
		used[p] = false
	}
	return false
}

func TestApprovalEmptySeat_ASlateIsNeverShortOfSomebodyWhoMaySign(t *testing.T) {
	stoodIn, recused, failed := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		d := aDrawing(t)
		drawn, err := DrawUp(DefaultMatrix(), d)
		if err != nil {
			failed++
			require.Equal(t, regulation.ApprovalSeatEmpty, models.AsError(err).Clause)
			requireNobodyLeft(t, d)
			return
		}
		require.NotEmpty(t, drawn.Rounds)
		var needs [][]models.PersonID
		alarm := false
		for _, r := range drawn.Rounds {
			require.NotEmpty(t, r.Seats, "no round is empty")
			var round []models.PersonID
			for _, seat := range r.Seats {
				people := able(d, drawn.Verb, seat)
				require.NotEmpty(t, people, "seat %v has nobody", seat)
				require.True(t, (seat.Post == "") != (seat.Person == ""))
				round = append(round, people...)
				alarm = alarm || seat.Alarm
				require.Equal(t, !slices.Contains([]models.Why{models.WhyLaidDown, models.WhyRecused, models.WhyElsewhere}, seat.Why), seat.Alarm, "an alarm says that a seat is empty, not that its holder is recused or signs elsewhere")
				if seat.Why == models.WhyRecused {
					recused++
				}
				require.True(t, slices.ContainsFunc(r.Considered, func(c models.Considered) bool { return c.Left == "" && c.Post == seat.Post && c.Person == seat.Person }))
			}
			needs = append(needs, round) // rounds of the default matrix need one each
		}
		require.Equal(t, alarm, drawn.Alarm)
		if alarm {
			stoodIn++
		}
		if drawn.Verb == models.Sign {
			require.True(t, fillable(needs, map[models.PersonID]bool{}), "everybody signs once: %v", needs)
		}
	})
	require.NotZero(t, stoodIn)
	require.NotZero(t, recused)
	require.NotZero(t, failed)
}

// requireNobodyLeft: neither general manager could act, alone or beside the
// other seats.
func requireNobodyLeft(t *rapid.T, d models.DrawUp) {
	sign := d.Step == models.StepSignatures
	for _, post := range []models.PostID{"gm", "president"} {
		for _, p := range able(d, map[bool]models.Verb{true: models.Sign}[sign], models.DrawnSeat{Post: post}) {
			require.True(t, sign && len(roundsOf(DefaultMatrix(), d)) > 1, "%s could act", p)
		}
	}
}

func TestDrawingUpTwiceGivesTheSameSlate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := aDrawing(t)
		first, err := DrawUp(DefaultMatrix(), d)
		d.Posts = rapid.Permutation(d.Posts).Draw(t, "order")
		second, again := DrawUp(DefaultMatrix(), d)
		require.Equal(t, err == nil, again == nil)
		require.Equal(t, first, second)
	})
}

// However people let each other sign, no requester is ever among those who
// signed, in person or as principal, and nobody is there twice.
func TestApprovalOwnCase_NoLoopOfProxiesLetsARequesterSign(t *testing.T) {
	s := loaded(t)
	signed, byProxy := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		d := aDrawing(t)
		d.Kind = rapid.SampledFrom([]models.Kind{models.KindSampleRequest, models.KindMatrixChange, models.KindException}).Draw(t, "kind")
		d.Step = models.StepSignatures
		drawn, err := DrawUp(DefaultMatrix(), d)
		if err != nil {
			return
		}
		proxies := someProxies(t)
		var signers []models.PersonID
		for range 30 {
			round := drawn.Rounds[rapid.IntRange(0, len(drawn.Rounds)-1).Draw(t, "round")]
			q := models.Question{Verb: models.Sign, Kind: d.Kind, Actor: standingIn(d.Posts, someone(t, "actor")), Case: &d.Case, Now: noon,
				Task: &models.TaskFacts{Verb: models.Sign, Post: round.Seats[0].Post, Open: true, Signers: signers}}
			d.Case.Digest, d.Case.Shown = "d", "d"
			decision := s.DecideAny(q, principalsOf(q.Actor.Person, proxies, d.Posts))
			listed := q
			listed.Principals = principalsOf(q.Actor.Person, proxies, d.Posts)
			require.Equal(t, decision.Allowed, s.Allows(listed), "what is decided and what a list shows")
			require.Equal(t, decision, s.Offer(q, listed.Principals), "what is decided and what is offered")
			if !decision.Allowed {
				continue
			}
			signed++
			for _, p := range slices.Compact([]models.PersonID{q.Actor.Person, decision.Who}) {
				require.NotContains(t, d.Case.Requesters, p)
				require.NotContains(t, d.Case.Beneficiaries, p)
				require.NotContains(t, d.Case.About, p)
				require.NotContains(t, signers, p, "nobody fills two seats")
				signers = append(signers, p)
			}
			if decision.Proxy != "" {
				byProxy++
				require.True(t, standingIn(d.Posts, decision.Who).Holds(round.Seats[0].Post), "the principal holds the post")
			}
		}
	})
	require.NotZero(t, signed)
	require.NotZero(t, byProxy)
}

func someProxies(t *rapid.T) (all []models.Proxy) {
	for i := range rapid.IntRange(0, 12).Draw(t, "proxies") {
		all = append(all, models.Proxy{ID: models.ProxyID(fmt.Sprint(i)), Principal: someone(t, "principal"), Agent: someone(t, "agent"),
			From: noon.Add(-time.Hour), Until: noon.Add(time.Hour)})
	}
	return all
}

func principalsOf(agent models.PersonID, proxies []models.Proxy, posts []models.StaffedPost) (all []Principal) {
	for _, p := range proxies {
		if p.Agent == agent && p.Principal != agent {
			all = append(all, Principal{Proxy: p, Who: standingIn(posts, p.Principal)})
		}
	}
	return all
}
