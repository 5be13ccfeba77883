package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"countersign/activities"
	"countersign/models/message"
	"countersign/models/roster"
)

type importCommand struct {
	Places `embed:""`

	Files          []string `arg:"" optional:"" help:"A workbook (.xlsx), or CSV files with one kind each (units.csv, people.csv …)." type:"existingfile"`
	Template       string   `help:"Write an empty workbook to fill in, and do nothing else." type:"path" placeholder:"FILE"`
	Preview        bool     `help:"Show what would change, and write nothing."`
	Companies      []string `help:"Codes of the companies that the files speak for; without it those that they name." placeholder:"CODE"`
	EndMissing     bool     `help:"Bring to an end what the records have and the files no longer have. Nothing is ever removed."`
	Administrators []string `help:"Employee numbers of those who look after accounts." name:"administrator" placeholder:"NUMBER"`
	Passwords      string   `help:"New file for the first passwords of new accounts; without it they are written to the terminal, once." type:"path" placeholder:"FILE"`
}

// Run compares the files with the records, shows the differences and brings them in.
func (c *importCommand) Run(ctx context.Context, t terminal) error {
	if c.Template != "" {
		book, err := roster.Template(t.lang)
		if err != nil {
			return err
		}
		return writeNew(c.Template, book, 0o644)
	}
	if len(c.Files) == 0 {
		return errors.New("name the files to import, or --template FILE for an empty workbook")
	}
	read, wrong, err := readRosters(c.Files, t.lang)
	if err != nil {
		return err
	}
	in := activities.Import{Roster: read, Faults: wrong, Companies: c.Companies, EndMissing: c.EndMissing, Administrators: c.Administrators}
	return c.withOrganisation(ctx, t, func(o activities.Organisation) error {
		d, err := o.Preview(ctx, in)
		if err != nil {
			return err
		}
		if len(d.Complaints) > 0 {
			return complain(t, d.Complaints)
		}
		show(t, d)
		if c.Preview {
			t.say(message.Text(t.lang, "import-preview", nil))
			return nil
		}
		return c.apply(ctx, t, o, in)
	})
}

// apply brings the differences in. The file of passwords is made before anything
// is written, so that none is lost.
func (c *importCommand) apply(ctx context.Context, t terminal, o activities.Organisation, in activities.Import) error {
	keep := func(first []activities.FirstPassword) error { return tellPasswords(t, first) }
	if c.Passwords != "" {
		f, err := os.OpenFile(c.Passwords, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		defer f.Close()
		keep = func(first []activities.FirstPassword) error { return filePasswords(t, f, first) }
	}
	d, first, err := o.Apply(ctx, in)
	if err != nil && c.Passwords != "" {
		return errors.Join(err, os.Remove(c.Passwords))
	}
	if err != nil {
		return err
	}
	t.say(message.Text(t.lang, "import-done", map[string]any{"Count": len(d.Changes)}))
	return keep(first)
}

// readRosters reads files into one roster.
func readRosters(files []string, lang string) (all roster.Roster, wrong []roster.RowError, err error) {
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return all, nil, err
		}
		part, bad, err := roster.Read(f, filepath.Base(name))
		f.Close()
		var unreadable *roster.FileError
		if errors.As(err, &unreadable) {
			return all, nil, errors.New(unreadable.Text(lang))
		}
		if err != nil {
			return all, nil, err
		}
		all, wrong = roster.Join(all, part), append(wrong, bad...)
	}
	return all, wrong, nil
}

func complain(t terminal, wrong []roster.RowError) error {
	for _, w := range wrong {
		fmt.Fprintln(t.out, w.Text(t.lang))
	}
	return errors.New(message.Text(t.lang, "import-wrong", map[string]any{"Count": len(wrong)}))
}

// show writes the differences as a table.
func show(t terminal, d activities.Differences) {
	if len(d.Changes) == 0 {
		fmt.Fprintln(t.out, message.Text(t.lang, "import-nothing", nil))
	} else {
		w := table.NewWriter()
		for _, c := range d.Changes {
			var fields []string
			for _, f := range c.Fields {
				fields = append(fields, fmt.Sprintf("%s: %s → %s", f.Name, f.Old, f.New))
			}
			w.AppendRow(table.Row{c.Kind, c.Op, c.Key, strings.Join(fields, "; ")})
		}
		fmt.Fprintln(t.out, w.Render())
	}
	if d.Kept > 0 {
		t.say(message.Text(t.lang, "import-kept", map[string]any{"Count": d.Kept}))
	}
}

// adviseFirstSteps says how to begin where there is no organisation.
func adviseFirstSteps(ctx context.Context, h *house, t terminal) error {
	empty, err := h.organisation().Empty(ctx)
	if err != nil || !empty {
		return err
	}
	where := "--database …"
	if h.parts != nil {
		where = "--data " + h.Data
	}
	t.say("\n" + message.Text(t.lang, "first-steps", map[string]any{"Where": where}) + "\n")
	return nil
}
