package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"

	"countersign/activities"
	"countersign/models/message"
)

type passwordCommand struct {
	Places `embed:""`

	Login         string `arg:"" help:"Whose password is forgotten."`
	Administrator bool   `help:"Also let this person look after accounts."`
}

// Run gives an account a new password and says it once.
func (c *passwordCommand) Run(ctx context.Context, t terminal) error {
	return c.withOrganisation(ctx, t, func(o activities.Organisation) error {
		first, err := o.NewPassword(ctx, c.Login, c.Administrator)
		if err != nil {
			return err
		}
		t.say(message.Text(t.lang, "password-is", map[string]any{"Name": first.Name, "No": first.No}))
		fmt.Fprintln(t.out, first.Password)
		return nil
	})
}

func tellPasswords(t terminal, first []activities.FirstPassword) error {
	for _, p := range first {
		fmt.Fprintf(t.out, "%s\t%s\t%s\t%s\n", p.No, p.Name, p.Login, p.Password)
	}
	return nil
}

func filePasswords(t terminal, f *os.File, first []activities.FirstPassword) error {
	w := csv.NewWriter(f)
	rows := [][]string{{"no", "name", "login", "password"}}
	for _, p := range first {
		rows = append(rows, []string{p.No, p.Name, p.Login, p.Password})
	}
	err := errors.Join(w.WriteAll(rows), f.Sync())
	if err == nil {
		t.say(message.Text(t.lang, "import-passwords", map[string]any{"Count": len(first), "File": f.Name()}))
	}
	return err
}

// writeNew writes a file that is not there yet.
func writeNew(name string, body []byte, mode os.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(body)
	return errors.Join(err, f.Close())
}
