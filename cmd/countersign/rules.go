package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"countersign/models/regulation"
	"countersign/models/regulation/citation"
)

type rulesCommand struct {
	Format string `help:"table, markdown or json." enum:"table,markdown,json" default:"table"`
}

// Run shows each clause with its code and tests: from the source tree around the
// working folder, else as they were when the program was built.
func (c *rulesCommand) Run(t terminal) error {
	found, err := citations()
	if err != nil {
		return err
	}
	if c.Format == "json" {
		w := json.NewEncoder(t.out)
		w.SetEscapeHTML(false)
		w.SetIndent("", "  ")
		return w.Encode(found)
	}
	w := table.NewWriter()
	w.AppendHeader(table.Row{"clause", pick(t.lang, "条款", "text"), "code", "tests"})
	w.SetColumnConfigs([]table.ColumnConfig{{Number: 2, WidthMax: 40, WidthMaxEnforcer: text.WrapSoft}, {Number: 4, WidthMax: 70, WidthMaxEnforcer: text.WrapSoft}})
	w.Style().Options.SeparateRows = true
	lines := "\n"
	if c.Format == "markdown" {
		lines = "<br>"
	}
	for _, f := range found {
		code := strings.Join(f.Code, lines)
		if f.Manual != "" {
			code = f.Manual
		}
		w.AppendRow(table.Row{f.ID, pick(t.lang, f.Zh, f.En), code, strings.Join(f.Tests, lines)})
	}
	if c.Format == "markdown" {
		_, err = fmt.Fprintln(t.out, w.RenderMarkdown())
	} else {
		_, err = fmt.Fprintln(t.out, w.Render())
	}
	return err
}

func citations() ([]citation.Citation, error) {
	if tree := sourceTree(); tree != nil {
		return citation.Scan(tree, regulation.All())
	}
	return citation.Embedded()
}

// sourceTree is the source tree around the working folder; nil where there is none.
func sourceTree() fs.FS {
	dir, err := os.Getwd()
	for err == nil {
		text, _ := os.ReadFile(filepath.Join(dir, "go.mod"))
		if strings.HasPrefix(string(text), "module countersign\n") {
			return os.DirFS(dir)
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
		dir = filepath.Dir(dir)
	}
	return nil
}
