// Command countersign runs a company's written regulations as durable procedures.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"countersign/deploy/memory"
	"countersign/models"
	"countersign/models/message"
)

// commands are what the program does; each lies in a file of its name.
type commands struct {
	Config kong.ConfigFlag `help:"Read settings from a YAML or JSON file; its keys are the names of the flags." placeholder:"FILE"`

	Dev      devCommand      `cmd:"" help:"Try the program: private PostgreSQL and Temporal, and a demo group of companies."`
	Serve    serveCommand    `cmd:"" help:"Answer people, and carry out procedures."`
	Worker   workerCommand   `cmd:"" help:"Carry out procedures, beside a serve --no-worker."`
	Migrate  migrateCommand  `cmd:"" help:"Bring the database to this program's version."`
	Import   importCommand   `cmd:"" help:"Bring in companies, units, posts, people, customers and varieties from Excel or CSV."`
	Password passwordCommand `cmd:"" help:"Give an account a new password that is said once."`
	Factors  factorsCommand  `cmd:"" name:"reset-factors" help:"Remove a person's app, passkeys and recovery codes, which are lost."`
	Rules    rulesCommand    `cmd:"" help:"Show each clause with the code that carries it out and the tests that prove it."`
	Check    checkCommand    `cmd:"" help:"Prove that no open case is stuck and that records and workflows agree."`
	Openapi  openapiCommand  `cmd:"" help:"Write the description of the API, OpenAPI 3.1 as JSON."`
	Version  versionCommand  `cmd:"" help:"Say which program this is."`
}

func main() {
	memory.Spend()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], terminal{os.Stdout, os.Stderr, language(os.Getenv)})
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "countersign:", words(language(os.Getenv), err))
		os.Exit(1)
	}
}

// terminal is where the program speaks to who started it.
type terminal struct {
	out, err io.Writer
	lang     string
}

func (t terminal) say(text string) { fmt.Fprintln(t.err, text) }

// run does the command that args name until ctx ends.
func run(ctx context.Context, args []string, t terminal) error {
	parser, err := newParser(&commands{}, t)
	if err != nil {
		return err
	}
	command, err := parser.Parse(args)
	if err != nil {
		return err
	}
	command.BindTo(ctx, (*context.Context)(nil))
	return command.Run(t)
}

// language is what the terminal reads: Chinese where its locale says so, else English.
func language(env func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := env(name); len(locale) >= 2 {
			if locale[:2] == "zh" {
				return "zh-CN"
			}
			return "en"
		}
	}
	return "en"
}

// words says an error in the terminal's language, with its clause.
func words(lang string, err error) string {
	refusal := models.AsError(err)
	if refusal == nil {
		return err.Error()
	}
	text := message.Text(lang, refusal.Key, refusal.Args)
	if !refusal.Clause.IsZero() {
		text += " (" + refusal.Clause.String() + ")"
	}
	if cause := errors.Unwrap(refusal); cause != nil {
		text += ": " + cause.Error()
	}
	return text
}
