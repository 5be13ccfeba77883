package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"gopkg.in/yaml.v3"
)

// prefix begins the names of environment variables.
const prefix = "COUNTERSIGN"

// newParser reads flags, then the environment, then files of secrets, then the
// settings file.
func newParser(into *commands, t terminal) (*kong.Kong, error) {
	return kong.New(into,
		kong.Name("countersign"),
		kong.Description("Company regulations as procedures with countersignature. Every flag can be set in the environment ("+prefix+"_LISTEN) or a settings file (listen:), a secret also as the content of a file ("+prefix+"_DATABASE_FILE)."),
		kong.DefaultEnvars(prefix), kong.UsageOnError(), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Writers(t.out, t.err),
		kong.Configuration(settingsFile), kong.Resolvers(kong.ResolverFunc(secretFile)))
}

// secretFile takes a secret from the file that the environment names.
func secretFile(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	name := fileVariable(flag)
	if name == "" || inEnvironment(flag) {
		return nil, nil
	}
	return content(os.Getenv(name))
}

// fileVariable is the variable that names the file of a secret, where it is set.
func fileVariable(flag *kong.Flag) string {
	if !flag.Tag.Has("secret") {
		return ""
	}
	for _, env := range flag.Envs {
		if os.Getenv(env+"_FILE") != "" {
			return env + "_FILE"
		}
	}
	return ""
}

func inEnvironment(flag *kong.Flag) bool {
	return slices.ContainsFunc(flag.Envs, func(env string) bool { _, set := os.LookupEnv(env); return set })
}

func content(file string) (any, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("a secret's file: %w", err)
	}
	return strings.Join(strings.Fields(string(text)), ","), nil // one key a line
}

// settings are the entries of a settings file by flag.
type settings map[string]any

func settingsFile(r io.Reader) (kong.Resolver, error) {
	said := settings{}
	if err := yaml.NewDecoder(r).Decode(&said); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the settings file is neither YAML nor JSON: %w", err)
	}
	s := settings{}
	for key, value := range said {
		s[strings.ReplaceAll(key, "_", "-")] = value
	}
	return s, nil
}

// Resolve gives the environment precedence.
func (s settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if inEnvironment(flag) || fileVariable(flag) != "" {
		return nil, nil
	}
	if value, ok := s[flag.Name]; ok {
		return value, nil
	}
	if file, ok := s[flag.Name+"-file"].(string); ok && flag.Tag.Has("secret") {
		return content(file)
	}
	return nil, nil
}

// Validate refuses an entry that sets nothing: it is a slip of the pen.
func (s settings) Validate(app *kong.Application) error {
	known := map[string]bool{}
	err := kong.Visit(app, func(node kong.Visitable, next kong.Next) error {
		if flag, ok := node.(*kong.Flag); ok {
			known[flag.Name] = true
			known[flag.Name+"-file"] = flag.Tag.Has("secret")
		}
		return next(nil)
	})
	for key := range s {
		if !known[key] {
			return fmt.Errorf("the settings file has an entry %q, which is the name of no flag", key)
		}
	}
	return err
}

// printSettings writes the settings of a command as a settings file, secrets masked.
func printSettings(w io.Writer, command *kong.Context) error {
	said := map[string]any{}
	for _, flag := range command.Flags() {
		if !slices.Contains([]string{"help", "config", "print-config"}, flag.Name) {
			said[flag.Name] = flag.Target.Interface()
		}
	}
	return yaml.NewEncoder(w).Encode(said)
}
