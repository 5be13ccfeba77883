package pages

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"countersign/models/message"
)

//go:embed templates/*.html
var templates embed.FS

//go:embed static/page.css static/work.css static/narrow.css static/paper.css
var sheets embed.FS

// style is the style sheet: what is on every page, what belongs to one, then what narrow
// screens and paper have otherwise.
var style = joined("page", "work", "narrow", "paper")

//go:embed static/passkey.js
var script []byte

// A look is the templates in each language, the style sheet, and the script.
type look struct {
	pages                 map[string]map[string]*template.Template // by language and page
	stylePath, scriptPath string
}

func joined(names ...string) (all []byte) {
	for _, name := range names {
		sheet, err := sheets.ReadFile("static/" + name + ".css")
		if err != nil {
			panic(err) // it is part of the program
		}
		all = append(all, sheet...)
	}
	return all
}

// staticPath is where a file is found; another content has another path.
func staticPath(name string, body []byte, kind string) string {
	sum := sha256.Sum256(body)
	return "/static/" + name + "-" + hex.EncodeToString(sum[:6]) + kind
}

// newLook reads every page with the frame and the parts that all share.
func newLook() (*look, error) {
	l := &look{pages: map[string]map[string]*template.Template{}, stylePath: staticPath("pages", style, ".css"), scriptPath: staticPath("passkey", script, ".js")}
	names, err := templates.ReadDir("templates")
	if err != nil {
		return nil, err
	}
	for _, lang := range message.Languages {
		l.pages[lang] = map[string]*template.Template{}
		shared, err := template.New("").Funcs(words{lang}.funcs()).ParseFS(templates, "templates/_*.html")
		if err != nil {
			return nil, err
		}
		for _, f := range names {
			if strings.HasPrefix(f.Name(), "_") {
				continue
			}
			page, err := template.Must(shared.Clone()).ParseFS(templates, "templates/"+f.Name())
			if err != nil {
				return nil, err
			}
			l.pages[lang][strings.TrimSuffix(f.Name(), path.Ext(f.Name()))] = page
		}
	}
	return l, nil
}

// render makes a page. The whole of it is made before the first byte is sent,
// so that a fault in the middle never leaves half a page.
func (l *look) render(lang, page string, f frame) ([]byte, error) {
	t, ok := l.pages[lang][page]
	if !ok {
		return nil, fmt.Errorf("pages: no page %q in %q", page, lang)
	}
	entry := "frame"
	if t.Lookup("paper") != nil {
		entry = "paper"
	}
	var out bytes.Buffer
	err := t.ExecuteTemplate(&out, entry, f)
	return out.Bytes(), err
}

func (l *look) serveStatic(c *gin.Context) {
	kind, body := "text/css; charset=utf-8", style
	switch "/static/" + c.Param("file") {
	case l.stylePath:
	case l.scriptPath:
		kind, body = "text/javascript; charset=utf-8", script
	default:
		c.Status(http.StatusNotFound)
		return
	}
	c.Header("Cache-Control", "public, max-age=31536000, immutable")
	c.Data(http.StatusOK, kind, body)
}
