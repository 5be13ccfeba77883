// Package pages is the plain face of the house: HTML from templates, one style
// sheet, no script. It is what phones, one-time links and paper use, and all
// that a person needs to do the work of a case.
package pages

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"countersign/activities"
	"countersign/api"
	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/form"
	"countersign/models/regulation"
)

// A Demo is a person of the demo company whom the sign-in page offers.
type Demo struct {
	Login string
	Name  string
	Post  string
}

// Options are what pages need beside the house.
type Options struct {
	// PublicURL begins the links that leave the house, such as those in QR codes:
	// "https://countersign.example.com", without a slash at the end.
	PublicURL string
	// Demo lists people to try the program with, as each language names them; empty
	// outside of a demonstration.
	Demo map[string][]Demo
	// DemoPassword is the password of each of them.
	DemoPassword string
	// Desk says that the program has the desk too; the pages then lead to it.
	Desk bool
	// Now is the clock; time.Now when nil.
	Now func() time.Time
	// Log hears of faults; slog.Default when nil.
	Log *slog.Logger
}

// Pages are the HTML pages of a house.
type Pages struct {
	Options
	house House
	look  *look
}

// House is what pages ask of a Server.
type House interface {
	api.Surface
	Registers(ctx context.Context, who api.Person) ([]api.RegisterName, error)
	Standing(ctx context.Context, who api.Person, all bool) (api.StandingView, error)
	ChangePassword(w http.ResponseWriter, r *http.Request, who api.Person, now, next string) error
	EndSessions(w http.ResponseWriter, r *http.Request, who api.Person) error
	// Factors are by what the person proves to be present when signing (approval.step-up).
	Factors(ctx context.Context, who api.Person) (api.FactorsView, error)
	// AskSignature begins to sign what a form says with a passkey, at the page's origin.
	AskSignature(ctx context.Context, who api.Person, origin string, id models.CaseID, form api.ActForm) (activities.Asked, error)
	NewApp(ctx context.Context, who api.Person, password string) (activities.App, error)
	// ProveOwner lets who proves a factor change them after a reset of the password; lost
	// ones are removed by two people.
	ProveOwner(ctx context.Context, who api.Person, form api.ProofForm) error
	MayResetFactors(who api.Person) error
	FactorResets(ctx context.Context, who api.Person) ([]api.FactorResetView, error)
	AskFactorReset(ctx context.Context, who api.Person, person models.PersonID, reason string) error
	ConfirmFactorReset(ctx context.Context, who api.Person, reset string) error
	AccountNamed(ctx context.Context, who api.Person, words string) (models.PersonID, error)
	ConfirmApp(ctx context.Context, who api.Person, code string) ([]string, error)
	RemoveFactor(ctx context.Context, who api.Person, id models.FactorID, password string) error
	Paper(ctx context.Context, who api.Person, id models.CaseID) (api.PaperView, error)
	SignBatch(ctx context.Context, who api.Person, b api.Batch) ([]api.BatchResult, error)

	Forms(ctx context.Context, who api.Person) ([]form.Definition, error)
	FormVersions(ctx context.Context, who api.Person) ([]api.FormVersion, error)
	FormDefinition(ctx context.Context, who api.Person, code string, version int) (form.Definition, error)
	// MayDefine refuses who may not define forms; TryForm tells what keeps one from being kept,
	// and whether a case alone puts it in force.
	MayDefine(who api.Person) error
	TryForm(ctx context.Context, who api.Person, definition json.RawMessage) (form.Definition, bool, error)
	// ProposedForms are the versions that wait for their signatures.
	ProposedForms(ctx context.Context, who api.Person) ([]api.ProposedForm, error)
	DefineForm(ctx context.Context, who api.Person, definition json.RawMessage) (form.Definition, error)

	// Tree is a company with who holds its posts; few rows of it are changed by themselves.
	Tree(ctx context.Context, who api.Person, company models.CompanyID, on calendar.Date, words string) (api.TreeView, error)
	PostCard(ctx context.Context, who api.Person, id models.PostID) (api.PostCard, error)
	Appointable(ctx context.Context, who api.Person, q string) ([]api.PersonRow, error)
	ChangeOrganisation(ctx context.Context, who api.Person, change api.OrganisationChange, how api.ChangeWay) (api.ImportView, error)

	// Clock says how the time of a case was spent.
	Clock(ctx context.Context, who api.Person, id models.CaseID) (api.ClockView, error)
	// MaySetCalendar refuses who may not set the calendar; TryCalendar says how many
	// deadlines would move.
	MaySetCalendar(who api.Person) error
	TryCalendar(ctx context.Context, who api.Person, year int, form api.CalendarForm) (activities.Shifted, error)
	SetCalendar(ctx context.Context, who api.Person, year int, form api.CalendarForm) error

	// Matrix is a version of the authority matrix; the newest where version is nil.
	Matrix(ctx context.Context, who api.Person, version *int) (models.Matrix, error)
	OfferedCustomers(ctx context.Context, who api.Person) ([]api.CustomerRow, error)
	OfferedVarieties(ctx context.Context, who api.Person) ([]api.VarietyRow, error)
	Parameters(ctx context.Context, who api.Person) (map[regulation.ID][]api.ParameterView, error)
}

var (
	_ api.Pages = (*Pages)(nil)
	_ House     = (*api.Server)(nil)
)

// New makes the pages. It fails where a template is wrong.
func New(o Options) (*Pages, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	look, err := newLook()
	return &Pages{Options: o, look: look}, err
}

// Mount adds the routes of the pages for a Server.
func (p *Pages) Mount(s *api.Server, r gin.IRouter) { p.Serve(s, r) }

// Serve adds the routes of the pages for a house.
func (p *Pages) Serve(house House, r gin.IRouter) {
	p.house = house
	for _, route := range p.routes() {
		do := p.signedIn(route.do)
		if route.open {
			do = p.anyone(route.do)
		}
		r.Handle(route.method, route.path, do)
		if route.method == http.MethodGet {
			r.HEAD(route.path, do)
		}
	}
	r.GET("/static/:file", p.look.serveStatic)
}

// A route is one page or one act. Open routes are for people who have not
// signed in too.
type route struct {
	method, path string
	do           func(*visit) error
	open         bool
}

func (p *Pages) routes() []route {
	get := func(path string, do func(*visit) error) route { return route{http.MethodGet, path, do, false} }
	post := func(path string, do func(*visit) error) route { return route{http.MethodPost, path, do, false} }
	return []route{
		{http.MethodGet, "/login", loginPage, true},
		{http.MethodPost, "/login", login, true},
		{http.MethodPost, "/language", setLanguage, true},
		{http.MethodGet, "/help", help, true},
		post("/logout", logout),

		get("/", inbox),
		get("/cases/:id", casePage),
		post("/cases/:id/acts", act),
		post("/cases/:id/challenge", challenge),
		post("/cases/:id/attachments", attach),
		get("/cases/:id/edit", editPage),
		post("/cases/:id/edit", edit),
		get("/cases/:id/submit", confirmPage),
		post("/cases/:id/submit", submit),
		post("/cases/:id/discard", discard),
		get("/sign", batchPage),
		post("/sign", signBatch),
		get("/new", start),
		get("/new/form/:code", newPage),
		post("/new/form/:code", newDraft),
		get("/new/:kind", newPage),
		post("/new/:kind", newDraft),

		get("/forms", formsPage),
		post("/forms", defineForm),
		get("/forms/:code/:version", formPageOf),
		get("/forms/:code/:version/json", formJSON),

		get("/gate", gateHouse),
		post("/gate", findPass),
		get("/g/:token", gatePass),
		post("/g/:token", letOut),
		get("/print/cases/:id", paper),

		get("/notices", notices),
		post("/notices", markRead),
		get("/search", find),

		get("/registers", registers),
		get("/standing", standing),
		get("/registers/:name", register),
		get("/organisation", organisation),
		get("/organisation/posts/:id", postPage),
		post("/organisation/posts/:id", changePost),
		get("/absences", absences),
		post("/absences", enterAbsence),
		post("/absences/:id/end", endAbsence),
		get("/calendar", calendarPage),
		get("/calendar/:year", calendarPage),
		post("/calendar/:year", setCalendar),
		get("/proxies", proxies),
		post("/proxies", giveProxy),
		post("/proxies/:id/revoke", revokeProxy),
		get("/me", me),
		post("/me/password", changePassword),
		post("/me/sessions", endSessions),
		get("/me/factors", factors),
		post("/me/app", newApp),
		post("/me/app/confirm", confirmApp),
		post("/me/factors/prove", proveOwner),
		post("/me/factors/:id/remove", removeFactor),
		get("/factor-resets", factorResets),
		post("/factor-resets", askReset),
		post("/factor-resets/:id/confirm", confirmReset),
		get("/rules", rules),
	}
}
