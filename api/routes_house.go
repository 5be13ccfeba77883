package api

import (
	"bytes"
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"countersign/models"
	"countersign/models/calendar"
	"countersign/models/roster"
)

// houseRoutes are how the house itself is looked after: organisation, accounts, audit.
func (s *Server) houseRoutes(b *board) {
	route(b, "GET /api/v1/organisation/tree", "A company on a day: units, posts and who held them", signedIn, s.getTree)
	route(b, "GET /api/v1/organisation/posts/{post}", "A post and everybody who held it", signedIn, s.getPostCard)
	route(b, "GET /api/v1/organisation/people/{person}", "A person and every post held", signedIn, s.getPersonCard)
	route(b, "GET /api/v1/organisation/people", "Find a person to whom a post may be given", onHouse(models.Import), s.getAppointable)
	route(b, "GET /api/v1/organisation/template", "An empty workbook to fill in and import", onHouse(models.Import), s.getTemplate, binary)
	route(b, "GET /api/v1/organisation/export", "The organisation as it is, as a workbook to change and import", onHouse(models.Import), s.getOrganisationFile, binary)
	route(b, "GET /api/v1/proxies/company", "Proxies that people of my company gave and that have not ended", onHouse(models.KeepAbsences), s.getCompanyProxies)

	route(b, "GET /api/v1/demo", "What to try in the demonstration, and as whom; nothing outside of one", signedIn, s.getFirstSteps)
	route(b, "GET /api/v1/kinds", "The kinds of cases by name, and each form of my company", signedIn, s.getKinds)

	route(b, "GET /api/v1/accounts", "People with their accounts", onHouse(models.KeepAccounts), s.getAccounts)
	route(b, "POST /api/v1/accounts", "Give a person an account; its first password is shown once", onHouse(models.KeepAccounts), s.postAccount, created)
	route(b, "GET /api/v1/accounts/{person}", "An account with its sessions and API tokens", onHouse(models.KeepAccounts), s.getAccount)
	route(b, "POST /api/v1/accounts/{person}/password", "Reset a password; the next one is shown once", onHouse(models.KeepAccounts), s.postPasswordReset)
	route(b, "POST /api/v1/accounts/{person}/factors/reset", "Ask that lost factors be removed; another confirms it", onHouse(models.KeepAccounts), s.postFactorReset)
	route(b, "GET /api/v1/factor-resets", "Removals of lost factors that wait for a second person", onHouse(models.ResetFactors), s.getFactorResets)
	route(b, "POST /api/v1/factor-resets/{reset}/confirm", "Remove lost factors, as the second person", onHouse(models.ResetFactors), s.postFactorResetConfirmed)
	route(b, "POST /api/v1/accounts/{person}/unlock", "Let a person try to sign in again at once", onHouse(models.KeepAccounts), onAccount(s.Desk.UnlockAccount))
	route(b, "POST /api/v1/accounts/{person}/suspend", "Keep a person from signing in", onHouse(models.KeepAccounts), s.postSuspend)
	route(b, "POST /api/v1/accounts/{person}/resume", "End a suspension", onHouse(models.KeepAccounts), onAccount(s.Desk.ResumeAccount))
	route(b, "DELETE /api/v1/accounts/{person}/sessions", "Sign a person out everywhere", onHouse(models.KeepAccounts), onAccount(s.Desk.EndSessionsOf))
	route(b, "DELETE /api/v1/accounts/{person}/sessions/{session}", "End a session of a person", onHouse(models.KeepAccounts), s.deleteSessionOf)
	route(b, "GET /api/v1/house/sessions", "Sessions of everybody", onHouse(models.KeepAccounts), s.getHouseSessions)
	route(b, "GET /api/v1/house/tokens", "API tokens of everybody", onHouse(models.KeepAccounts), s.getHouseTokens)
	route(b, "DELETE /api/v1/house/tokens/{tokenId}", "Revoke an API token of anybody", onHouse(models.KeepAccounts), s.deleteHouseToken)
	route(b, "GET /api/v1/house/events", "What was done to the house: accounts, organisation, calendar", onHouse(models.Audit), s.getHouseEvents)
	route(b, "GET /api/v1/house/events/export", "The same as a file", onHouse(models.Audit), s.getHouseEventsFile, binary)
}

// mayDo lists what the person may do to the house.
func (s *Server) mayDo(who Person) []models.Verb {
	return slices.DeleteFunc(slices.Clone(models.HouseVerbs), func(v models.Verb) bool {
		return !s.Policies.Current().Decide(s.ask(who, v, models.House)).Allowed
	})
}

// workbook is the media type of an Excel file.
const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// binary routes answer with a file.
func binary(op *huma.Operation) {
	op.Responses = map[string]*huma.Response{"200": {Description: http.StatusText(http.StatusOK), Content: map[string]*huma.MediaType{
		"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}}
}

type treeIn struct {
	Company models.CompanyID `query:"company" maxLength:"36" doc:"My own where none is named."`
	On      string           `query:"on" format:"date" doc:"Today where none is named."`
	Q       string           `query:"q" maxLength:"60" doc:"Part of a name, code or number, or of the pinyin."`
}

func (s *Server) getTree(ctx context.Context, in *treeIn) (*of[TreeView], error) {
	var on calendar.Date
	if in.On != "" {
		var err error
		if on, err = calendar.ParseDate(in.On); err != nil {
			return nil, notFound()
		}
	}
	return answer(s.Tree(ctx, whoAsks(ctx), in.Company, on, in.Q))
}

type postIn struct {
	Post models.PostID `path:"post" maxLength:"36"`
}

func (s *Server) getPostCard(ctx context.Context, in *postIn) (*of[PostCard], error) {
	return answer(s.PostCard(ctx, whoAsks(ctx), in.Post))
}

func (s *Server) getPersonCard(ctx context.Context, in *ByPerson) (*of[PersonCard], error) {
	return answer(s.PersonCard(ctx, whoAsks(ctx), in.Person))
}

func (s *Server) getTemplate(ctx context.Context, _ *nothing) (*fileOut, error) {
	if err := s.mayImport(whoAsks(ctx)); err != nil {
		return nil, err
	}
	book, err := roster.Template(langOf(ctx))
	return &fileOut{workbook, disposition("organisation.xlsx"), book}, err
}

// getOrganisationFile leaves out what is business: customers and varieties.
func (s *Server) getOrganisationFile(ctx context.Context, _ *nothing) (*fileOut, error) {
	if err := s.mayImport(whoAsks(ctx)); err != nil {
		return nil, err
	}
	now, err := s.organisation().Current(ctx)
	if err != nil {
		return nil, err
	}
	now.Customers, now.Varieties = nil, nil
	var book bytes.Buffer
	err = roster.WriteWorkbook(&book, now, langOf(ctx))
	day := calendar.DateOf(s.Now().In(calendar.China()))
	return &fileOut{workbook, disposition("organisation-" + day.String() + ".xlsx"), book.Bytes()}, err
}

func (s *Server) getCompanyProxies(ctx context.Context, _ *nothing) (*of[rows[ProxyView]], error) {
	who := whoAsks(ctx)
	rows, err := s.DB.Reader(ctx, who.Lang).ProxiesIn(s.companyFor(who, models.KeepAbsences), s.Now(), proxiesMost)
	if err != nil {
		return nil, err
	}
	return listed(s.proxyViews(ctx, who, rows))
}

type houseEventsIn struct {
	HouseEventQuery
	ByPage
}

func (s *Server) getHouseEvents(ctx context.Context, in *houseEventsIn) (*of[HouseEventPage], error) {
	return answer(s.HouseEvents(ctx, whoAsks(ctx), in.HouseEventQuery, in.Cursor))
}

type houseEventsFileIn struct {
	HouseEventQuery
	Format string `query:"format" enum:"xlsx,csv" default:"xlsx"`
}

func (s *Server) getHouseEventsFile(ctx context.Context, in *houseEventsFileIn) (*fileOut, error) {
	p, err := s.HouseEventFile(ctx, whoAsks(ctx), in.HouseEventQuery)
	if err != nil {
		return nil, err
	}
	return p.file(in.Format)
}
