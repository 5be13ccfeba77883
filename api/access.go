package api

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/regulation"
)

// access says who may use a route. The zero access is nobody's: such a route
// does not start.
type access struct {
	public  bool
	session bool
	quiet   bool // asked by a page by itself: does not keep the session alive
	first   bool // may be done before a password that somebody else knows is changed
	owner   bool // may be done before a second person has confirmed whose that password is
	verb    models.Verb
	kinds   []models.Kind // of which at least one must have rows for verb
}

var (
	// public routes are open to everybody.
	public = access{public: true}
	// signedIn routes show and change what is the person's own.
	signedIn = access{session: true}
	// beforehand routes are what a person may do before a password that somebody else
	// knows is changed.
	beforehand = access{session: true, first: true}
	// proving routes are by what a person proves whose the password is.
	proving = access{session: true, owner: true}
	// watching routes are asked by a page by itself.
	watching = access{session: true, quiet: true}
)

// onCases routes do verb to a case: the handler opens it within the scope of
// the person and asks the policies with its facts.
func onCases(verb models.Verb) access { return access{session: true, verb: verb, kinds: models.Kinds} }

// onRegisters routes do verb to a register.
func onRegisters(verb models.Verb) access {
	return access{session: true, verb: verb, kinds: models.Registers}
}

// onCatalogue routes look something up in a catalogue: the handler asks the policies for
// the company.
func onCatalogue(kind models.Kind) access {
	return access{session: true, verb: models.List, kinds: []models.Kind{kind}}
}

// onHouse routes concern no case; they are decided before the handler runs.
func onHouse(verb models.Verb) access {
	return access{session: true, verb: verb, kinds: []models.Kind{models.House}}
}

// check refuses a route that says nothing, or names a verb no policy speaks of.
func (s *Server) check(op *huma.Operation) error {
	may, _ := op.Metadata["access"].(access)
	if !may.public && !may.session {
		return fmt.Errorf("api: %s %s does not say who may use it", op.Method, op.Path)
	}
	if may.verb == "" {
		return nil
	}
	for _, kind := range may.kinds {
		if len(s.Policies.Current().Explain(models.Question{Verb: may.verb, Kind: kind})) > 0 {
			return nil
		}
	}
	return fmt.Errorf("api: %s %s: no policy row speaks of %s", op.Method, op.Path, may.verb)
}

// pageOf is the header in which a page names the person who opened it: somebody else may
// have signed in since, in another tab of the same browser.
const pageOf = "Countersign-Person"

// enforce is the one gate of the API: it finds who is asking and refuses who may not.
func (s *Server) enforce(ctx huma.Context, next func(huma.Context)) {
	r := humagin.Unwrap(ctx).Request
	ctx = huma.WithValue(ctx, langKey{}, message.Match(r.Header.Get("Accept-Language")))
	may := ctx.Operation().Metadata["access"].(access)
	if err := wantsJSON(ctx); err != nil {
		writeProblem(ctx, err)
		return
	}
	if may.public {
		next(ctx)
		return
	}
	identify := s.Identify
	if may.quiet {
		identify = s.watches
	}
	who, err := identify(r)
	if err == nil {
		ctx = huma.WithValue(huma.WithValue(ctx, langKey{}, who.Lang), personKey{}, who)
		err = s.mayHouse(who, may)
		switch page := r.Header.Get(pageOf); {
		case page != "" && page != string(who.ID):
			err = refuse(models.Conflict, "another-person")
		case who.MustChange && !may.first:
			err = refuse(models.Forbidden, "password-change-first")
		case who.Unconfirmed && !may.first && !may.owner:
			err = models.Refuse(models.Forbidden, regulation.ApprovalStepUp, "password-second")
		}
	}
	if err != nil {
		s.report(ctx.Context(), err)
		writeProblem(ctx, err)
		return
	}
	next(ctx)
}

// mayHouse decides what concerns no case.
func (s *Server) mayHouse(who Person, may access) error {
	if may.verb == "" || len(may.kinds) != 1 || may.kinds[0] != models.House {
		return nil
	}
	return s.Policies.Current().Decide(s.ask(who, may.verb, models.House)).Err()
}

// companyFor is the company in which the person does verb to the house: that of the post
// which may; the person's own where none may.
func (s *Server) companyFor(who Person, verb models.Verb) models.CompanyID {
	if of := s.Policies.Current().Companies(verb, who.standing, s.Now()); len(of) > 0 {
		return of[0]
	}
	return who.Company.ID
}

// ask is a question about no case.
func (s *Server) ask(who Person, verb models.Verb, kind models.Kind) models.Question {
	return models.Question{Verb: verb, Kind: kind, Actor: who.standing, Who: who.standing, Now: s.Now()}
}

// wantsJSON refuses a body that does not say it is JSON: a form of a foreign page
// cannot say so.
func wantsJSON(ctx huma.Context) error {
	op := ctx.Operation()
	if op.RequestBody == nil {
		return nil
	}
	want := "application/json"
	if _, form := op.RequestBody.Content["multipart/form-data"]; form {
		want = "multipart/form-data"
	}
	if got, _, _ := strings.Cut(ctx.Header("Content-Type"), ";"); strings.EqualFold(strings.TrimSpace(got), want) {
		return nil
	}
	return statusError{415, refuse(models.Invalid, "media-type", "Want", want)}
}

type (
	personKey struct{}
	langKey   struct{}
)

// whoAsks is the person who is signed in; enforce has put it there.
func whoAsks(ctx context.Context) Person {
	who, _ := ctx.Value(personKey{}).(Person)
	return who
}

// langOf is the language of the person, or of the browser.
func langOf(ctx context.Context) string {
	if lang, ok := ctx.Value(langKey{}).(string); ok {
		return lang
	}
	return message.Languages[0]
}

// report logs faults; refusals are answers.
func (s *Server) report(ctx context.Context, err error) {
	if e := Refusal(err); e != nil && e.Kind != models.Unavailable {
		return
	}
	if errors.Is(err, context.Canceled) {
		return
	}
	s.Log.ErrorContext(ctx, "a request failed", "fault", err)
}
