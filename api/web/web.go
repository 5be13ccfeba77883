// Package web is the desk: the interface for those who work with cases all day. It
// is built by Vite into dist/app and embedded; without it the plain pages do all.
package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"
)

// Path is where the desk is found.
const Path = "/desk/"

// all: is needed: some files of a build begin with an underscore.
//
//go:embed all:dist
var dist embed.FS

// Built reports whether the desk is in this program.
func Built() bool {
	_, err := fs.Stat(dist, "dist/app/index.html")
	return err == nil
}

// Handler serves the desk below Path: what is built by its name, and for every
// other address within the desk its one page. Nil without Built; an error where a
// file of the build cannot be served.
func Handler() (http.Handler, error) {
	if !Built() {
		return nil, nil
	}
	app, err := fs.Sub(dist, "dist/app")
	if err != nil {
		return nil, err
	}
	return newDesk(app)
}

// A desk is the files of a build, read once.
type desk map[string]*asset

// An asset is a file as it is sent.
type asset struct {
	kind   string
	plain  []byte
	tag    string        // differs with the content
	packed func() []byte // gzip, made once
}

// kinds are the media types by the end of a name: what the operating system says
// differs between machines.
var kinds = map[string]string{
	".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".svg": "image/svg+xml", ".json": "application/json", ".md": "text/plain; charset=utf-8",
}

func newDesk(app fs.FS) (desk, error) {
	d := desk{}
	err := fs.WalkDir(app, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		kind, known := kinds[path.Ext(name)]
		if !known {
			return fmt.Errorf("web: nobody says of which media type %s is", name)
		}
		content, err := fs.ReadFile(app, name)
		sum := sha256.Sum256(content)
		tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
		d[name] = &asset{kind, content, tag, sync.OnceValue(func() []byte { return packed(content) })}
		return err
	})
	return d, err
}

func packed(content []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level exists
	_, _ = w.Write(content)                                 // into memory
	_ = w.Close()
	return out.Bytes()
}

// ServeHTTP answers for an address below Path. What is missing among the assets is
// missing, and no page: a browser with an old page must notice.
func (d desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), strings.TrimSuffix(Path, "/"))
	name = strings.TrimPrefix(name, "/")
	found, named := d[name]
	hashed := strings.HasPrefix(name, "assets/")
	switch {
	case named && hashed:
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	case named:
		w.Header().Set("Cache-Control", "no-cache")
	case hashed:
		http.NotFound(w, r)
		return
	default:
		found = d["index.html"]
		w.Header().Set("Cache-Control", "no-cache")
	}
	found.send(w, r)
}

func (a *asset) send(w http.ResponseWriter, r *http.Request) {
	body := a.plain
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Vary", "Accept-Encoding")
	w.Header().Set("ETag", a.tag)
	if strings.Contains(r.Header.Get("If-None-Match"), a.tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if len(body) > 512 && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		body = a.packed()
		w.Header().Set("Content-Encoding", "gzip")
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // who has gone needs no answer
	}
}
