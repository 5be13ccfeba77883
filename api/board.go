package api

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
	swgui "github.com/swaggest/swgui/v5emb"

	"countersign/api/web"
	"countersign/models"
	"countersign/models/form"
)

// A board is where routes are put up.
type board struct {
	s     *Server
	api   huma.API
	check func(*huma.Operation) error
	errs  []error
}

// An option changes how a route is described.
type option func(*huma.Operation)

// created routes answer 201.
func created(op *huma.Operation) { op.DefaultStatus = http.StatusCreated }

// file routes take a file.
func file(op *huma.Operation) { op.BodyReadTimeout = time.Minute }

// route puts up a route: what it is, who may, and what answers it. Every error
// of do becomes a problem here.
func route[In, Out any](b *board, line, summary string, may access, do func(context.Context, *In) (*Out, error), options ...option) {
	method, path, _ := strings.Cut(line, " ")
	op := huma.Operation{OperationID: operationID(method, path), Method: method, Path: path, Summary: summary, Tags: chapterOf(path), MaxBodyBytes: bodyMost,
		Metadata: map[string]any{"access": may}, Errors: []int{401, 403, 404, 409, 422}}
	if may.public {
		op.Errors = nil
	}
	for _, set := range options {
		set(&op)
	}
	if err := b.check(&op); err != nil {
		b.errs = append(b.errs, err)
		return
	}
	huma.Register(b.api, op, func(ctx context.Context, in *In) (*Out, error) {
		out, err := do(ctx, in)
		if err != nil {
			b.s.report(ctx, err)
			return nil, ProblemOf(err, langOf(ctx))
		}
		return out, nil
	})
}

var notWord = regexp.MustCompile(`[^a-z0-9]+`)

func operationID(method, path string) string {
	return strings.Trim(notWord.ReplaceAllString(strings.ToLower(method+" "+strings.TrimPrefix(path, "/api/v1")), "-"), "-")
}

var once sync.Once

// settings are huma's, which has them once a process.
func settings() {
	huma.NewErrorWithContext = fromHuma
	huma.NewError = func(status int, text string, errs ...error) huma.StatusError {
		return fromHuma(nil, status, text, errs...)
	}
	huma.ValidateStrictCasing = true
	huma.DefaultArrayNullable = false
}

// build makes the handler of all requests.
func (s *Server) build() (http.Handler, error) {
	once.Do(settings)
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.HandleMethodNotAllowed = true
	if err := r.SetTrustedProxies(nil); err != nil {
		return nil, err
	}
	r.Use(s.accessLog, s.headers, s.recovery, s.patience)
	r.NoRoute(s.noRoute)
	r.NoMethod(s.noMethod)
	b := &board{s: s, api: s.newAPI(r), check: s.check}
	b.api.UseMiddleware(s.enforce)
	s.routes(b)
	b.describe()
	s.documentation(r)
	if s.Web != nil {
		r.Match([]string{http.MethodGet, http.MethodHead}, web.Path+"*any", gin.WrapH(s.Web))
	}
	if s.Pages != nil {
		s.Pages.Mount(s, r)
	}
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(http.HandlerFunc(s.crossOrigin))
	return limitBody(cross.Handler(r)), errors.Join(b.errs...)
}

// describe completes the description of what was put up.
func (b *board) describe() {
	describeActs(b.api)
	describeErrors(b.api)
}

// schemaName names a type in the description; those of a company's own forms have
// names that others have too.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.PkgPath() == reflect.TypeFor[form.Definition]().PkgPath() {
		return "Form" + name
	}
	return name
}

func (s *Server) newAPI(r *gin.Engine) huma.API {
	config := huma.DefaultConfig("Countersign", s.Version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath, config.CreateHooks = "/api/openapi", "", "", nil
	config.Formats = map[string]huma.Format{"application/json": strictJSON, "json": strictJSON}
	config.RejectUnknownQueryParameters = true
	config.Info.Description = "Company regulations as procedures with signatures. Acts need an Idempotency-Key: repeating one is always safe."
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: s.cookieName()},
		"token":   {Type: "http", Scheme: "bearer"},
	}
	config.Tags = tags()
	config.Security = []map[string][]string{{"session": {}}, {"token": {}}}
	api := humagin.New(r, config)
	for _, kind := range models.Kinds { // so that a form can be made from the description
		api.OpenAPI().Components.Schemas.Schema(schemaOf(kind), true, "")
	}
	return api
}

// documentation is the page of the API, which needs no other host.
func (s *Server) documentation(r *gin.Engine) {
	page := swgui.New("Countersign", "/api/openapi.json", "/api/docs/")
	r.GET("/api/docs", func(c *gin.Context) { c.Redirect(http.StatusMovedPermanently, "/api/docs/") })
	r.GET("/api/docs/*any", func(c *gin.Context) {
		c.Header("Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'")
		page.ServeHTTP(c.Writer, c.Request)
	})
}

func (s *Server) crossOrigin(w http.ResponseWriter, r *http.Request) {
	c, _ := gin.CreateTestContext(w)
	c.Request = r
	s.headersOnly(c)
	s.fail(c, refuse(models.Forbidden, "cross-origin"))
}
