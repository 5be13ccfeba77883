package policies

import "countersign/models"

// secret has someone sign what is top secret from the own post.
func secret(name string) func(*scene) {
	return func(s *scene) { s.seat(name).Case.Level = models.TopSecret }
}

func leaves(name string) func(*scene) {
	return func(s *scene) {
		s.as(name)
		s.Actor.Active, s.Who.Active = false, false
	}
}

// drafts has someone submit a draft of his or her own for his or her own unit.
func drafts(name string) func(*scene) {
	return func(s *scene) {
		s.as(name).whose(name)
		if posts := cast[name].Posts; len(posts) > 0 {
			s.Case.Unit = posts[0].Unit
		}
	}
}

func (s *scene) whose(name string) *scene {
	s.Case.Applicant, s.Case.Requesters = models.PersonID(name), []models.PersonID{models.PersonID(name)}
	return s
}

func (s *scene) limit(c models.Cents) *scene {
	if s.Proxy != nil {
		s.Proxy.Limit = &c
	}
	for i := range s.Principals {
		s.Principals[i].Proxy.Limit = &c
	}
	return s
}

// covered has the officer hold the general manager's proxy while a task of that
// verb waits for the general manager.
func (s *scene) covered(verb models.Verb) *scene {
	proxy := *(&scene{}).by("officer", "gm").Proxy
	s.as("officer").Principals = []models.Principal{{Proxy: proxy, Who: cast["gm"]}}
	s.Case.Waiting = []models.Waiting{{Verb: verb, Post: cast["gm"].Posts[0].Post}}
	return s
}
