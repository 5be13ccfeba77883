package citation

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"countersign/models/regulation"
)

// declarations is the folder in which clauses are declared, which is no citation.
const declarations = "models/regulation"

// Scan reads a source tree and finds what cites each clause.
func Scan(tree fs.FS, clauses []regulation.Clause) ([]Citation, error) {
	s := &scan{known: map[regulation.ID]bool{}, names: map[string]regulation.ID{}, code: map[regulation.ID][]string{}, tests: map[regulation.ID][]string{}}
	for _, c := range clauses {
		s.known[c.ID()] = true
	}
	if err := s.declared(tree); err != nil {
		return nil, err
	}
	if err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		return s.visit(tree, name, entry, err)
	}); err != nil {
		return nil, err
	}
	return gather(clauses, s.code, s.tests), nil
}

type scan struct {
	known       map[regulation.ID]bool
	names       map[string]regulation.ID // variables of clauses and parameters
	code, tests map[regulation.ID][]string
}

// visit reads one file. A folder with a module of its own is another program.
func (s *scan) visit(tree fs.FS, name string, entry fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	if entry.IsDir() {
		_, other := fs.Stat(tree, path.Join(name, "go.mod"))
		if name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules" || other == nil) {
			return fs.SkipDir
		}
		return nil
	}
	read := s.reader(name)
	if read == nil {
		return nil
	}
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return err
	}
	return read(name, text)
}

func (s *scan) reader(name string) func(string, []byte) error {
	switch {
	case strings.HasSuffix(name, "_test.go"):
		return s.test
	case path.Dir(name) == declarations || strings.HasPrefix(name, declarations+"/citation/"):
		return nil
	case strings.HasSuffix(name, ".go"):
		return s.source
	case strings.HasSuffix(name, ".sql"), strings.HasSuffix(name, ".csv"):
		return s.lines
	}
	return nil
}

var id = regexp.MustCompile(`[a-z][a-z-]*\.[a-z][a-z-]*`)

// lines finds ids in a table of policies or in a migration.
func (s *scan) lines(name string, text []byte) error {
	for i, line := range bytes.Split(text, []byte("\n")) {
		for _, found := range id.FindAll(line, -1) {
			s.cite(s.code, regulation.ID(found), fmt.Sprintf("%s:%d", name, i+1))
		}
	}
	return nil
}

func (s *scan) cite(where map[regulation.ID][]string, id regulation.ID, place string) {
	if s.known[id] && !slices.Contains(where[id], place) {
		where[id] = append(where[id], place)
	}
}
