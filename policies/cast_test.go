package policies

import (
	"slices"
	"time"

	"countersign/models"
	"countersign/models/calendar"
)

// The cast of the stories: company C with its departments, the head office H, and
// another company X. Everybody holds one post.
var cast = map[string]models.Standing{
	"clerk":    person("clerk", post("C", models.Marketing, models.RankStaff)),
	"head":     person("head", post("C", models.Marketing, models.RankHead)),
	"deputy":   person("deputy", post("C", models.Office, models.RankDeputyGM)),
	"gm":       person("gm", post("C", models.Office, models.RankGM)),
	"officer":  person("officer", post("C", models.Office, models.RankStaff)),
	"hr":       person("hr", post("C", models.HR, models.RankStaff)),
	"hrhead":   person("hrhead", post("C", models.HR, models.RankHead)),
	"planner":  person("planner", post("C", models.Production, models.RankStaff)),
	"director": person("director", post("C", models.Production, models.RankHead)),
	"weaver":   person("weaver", post("C", models.Workshop, models.RankStaff)),
	"keeper":   person("keeper", post("C", models.Warehouse, models.RankStaff)),
	"cashier":  person("cashier", post("C", models.Finance, models.RankStaff)),
	"guard":    person("guard", post("C", models.Gate, models.RankStaff)),
	"president": person("president", models.Held{Post: "H-gm", Unit: "H-office", Company: "H", Head: true,
		Rank: models.RankGM, Function: models.Office}),
	"rival":    person("rival", post("X", models.Finance, models.RankStaff)),
	"rivalgm":  person("rivalgm", post("X", models.Office, models.RankGM)),
	"rivalhr":  person("rivalhr", post("X", models.HR, models.RankHead)),
	"admin":    {Person: "admin", Active: true, Administrator: true},
	"nobody":   {Person: "nobody", Active: true},
	"deserter": {Person: "deserter", Posts: []models.Held{post("C", models.Office, models.RankGM)}},
}

func names() (all []string) {
	for name := range cast {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func person(name string, posts ...models.Held) models.Standing {
	return models.Standing{Person: models.PersonID(name), Active: true, Posts: posts}
}

func post(company string, f models.Function, r models.Rank) models.Held {
	unit := models.UnitID(company + "-" + string(f))
	return models.Held{Post: models.PostID(string(unit) + "-" + string(r)), Unit: unit, Company: models.CompanyID(company), Rank: r, Function: f}
}

var noon = calendar.On(2026, 11, 23).At(12*time.Hour, calendar.China())

// A scene is a question that a story changes.
type scene struct{ models.Question }

// open is a case of the clerk's on which verb is due, with nobody acting yet.
func open(verb models.Verb, kind models.Kind) *scene {
	s := &scene{models.Question{Verb: verb, Kind: kind, Now: noon}}
	if kind == models.House {
		return s
	}
	s.Case = &models.CaseFacts{ID: "case", Company: "C", Unit: "C-marketing", State: models.Running, Amount: 50000,
		Applicant: "clerk", Requesters: []models.PersonID{"clerk"}, Digest: "d1", Shown: "d1"}
	switch verb {
	case models.Submit:
		s.Case.State = models.Draft
	case models.Read, models.Print, models.Export, models.Comment, models.Withdraw, models.List:
	default:
		s.Task = &models.TaskFacts{ID: "task", Step: "step", Verb: verb, Open: true}
		if signing(verb) {
			s.Task.Verb = models.Sign
		}
	}
	return s
}

// as has someone act in his or her own name.
func (s *scene) as(name string) *scene {
	s.Actor, s.Who = cast[name], cast[name]
	return s
}

// for has the actor act for a principal, by a proxy that covers everything.
func (s *scene) by(agent, principal string) *scene {
	s.as(agent)
	s.Who = cast[principal]
	s.Proxy = &models.Proxy{ID: "proxy", Principal: s.Who.Person, Agent: s.Actor.Person, From: noon.Add(-time.Hour), Until: noon.Add(time.Hour)}
	return s
}

// waitsFor gives the task to someone's post.
func (s *scene) waitsFor(name string) *scene {
	s.Task.Post = cast[name].Posts[0].Post
	return s
}

// seat has someone act on a task that waits for the post.
func (s *scene) seat(name string) *scene { return s.as(name).waitsFor(name) }
