package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"countersign/api"
	"countersign/api/pages"
	"countersign/models/message"
)

const key = "2026=p7vQ2kXw9Zc4nR8sLb3yTf6hJd1mGa5e"

// parsed reads args as the program does.
func parsed(t *testing.T, args ...string) (*commands, *kong.Context) {
	t.Helper()
	var into commands
	var out bytes.Buffer
	parser, err := newParser(&into, terminal{&out, &out, "en"})
	require.NoError(t, err)
	command, err := parser.Parse(args)
	require.NoError(t, err)
	return &into, command
}

func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestAFlagGoesBeforeTheEnvironmentAndThatBeforeTheFile(t *testing.T) {
	settings := file(t, "countersign.yaml", "listen: 10.0.0.1:1\nnamespace: from-file\nsession_idle: 5m\n")
	t.Setenv("COUNTERSIGN_LISTEN", "10.0.0.2:2")
	got, _ := parsed(t, "serve", "--config", settings)
	require.Equal(t, "10.0.0.2:2", got.Serve.Listen)
	require.Equal(t, "from-file", got.Serve.Namespace)
	require.Equal(t, "5m0s", got.Serve.SessionIdle.String())
	got, _ = parsed(t, "serve", "--config", settings, "--listen", "10.0.0.3:3")
	require.Equal(t, "10.0.0.3:3", got.Serve.Listen)
}

func TestASecretMayLieInAFile(t *testing.T) {
	url := "postgres://cs:Vb7-long-and-random@db.example.com:5432/countersign"
	t.Setenv("COUNTERSIGN_DATABASE_FILE", file(t, "database", url+"\n"))
	keys := file(t, "keys", key+"\nold=Wq3zN8vB5xC1mK7pL2sD9fG4hJ6tR0yU\n")
	got, _ := parsed(t, "serve", "--config", file(t, "c.json", `{"payload-keys-file": "`+keys+`"}`))
	require.Equal(t, url, string(got.Serve.Database))
	require.Len(t, got.Serve.PayloadKeys, 2)
	sealed, err := got.Serve.keys()
	require.NoError(t, err)
	require.Equal(t, "2026", sealed[0].ID)

	t.Setenv("COUNTERSIGN_DATABASE_FILE", "/nowhere/at/all")
	parser, err := newParser(&commands{}, terminal{os.Stdout, os.Stderr, "en"})
	require.NoError(t, err)
	_, err = parser.Parse([]string{"serve"})
	require.ErrorContains(t, err, "a secret's file")
}

func TestASettingsFileWithASlipIsRefused(t *testing.T) {
	for text, says := range map[string]string{
		"lisen: 127.0.0.1:80\n": `an entry "lisen"`,
		"listen: [":             "neither YAML nor JSON",
		"listen-file: x\n":      `an entry "listen-file"`,
	} {
		parser, err := newParser(&commands{}, terminal{&bytes.Buffer{}, &bytes.Buffer{}, "en"})
		require.NoError(t, err)
		_, err = parser.Parse([]string{"serve", "--config", file(t, "c.yaml", text)})
		require.ErrorContains(t, err, says)
	}
}

func TestPrintedSettingsHaveNoSecret(t *testing.T) {
	var out bytes.Buffer
	_, command := parsed(t, "serve", "--print-config", "--payload-keys", key, "--mail", "smtps://me:sesame-sesame@mail.example.com",
		"--database", "postgres://cs:sesame-sesame@db.example.com/c?sslmode=require&password=sesame-sesame&sslpassword=sesame-too")
	command.BindTo(context.Background(), (*context.Context)(nil))
	require.NoError(t, command.Run(terminal{&out, &out, "en"}))
	require.NotContains(t, out.String(), "sesame")
	require.NotContains(t, out.String(), "p7vQ2k")
	var said map[string]any
	require.NoError(t, yaml.Unmarshal(out.Bytes(), &said))
	require.Equal(t, "127.0.0.1:8080", said["listen"])
	require.Equal(t, []any{"(secret, 37 characters)"}, said["payload-keys"])
	require.Contains(t, said["database"], "cs:xxxxx@db.example.com")
	require.Equal(t, "(secret, 14 characters)", Address("not an address").String())
}

func TestServeRefusesADefaultOrShortSecret(t *testing.T) {
	const database = "postgres://cs:Vb7-long-and-random@db.example.com:5432/countersign"
	for says, args := range map[string][]string{
		"default password":               {"--database", "postgres://postgres:postgres@db.example.com/c", "--temporal", "t:7233", "--payload-keys", key},
		"has a default password":         {"--database", "postgres://cs@db.example.com/c?password=postgres", "--temporal", "t:7233", "--payload-keys", key},
		"--payload-keys is needed":       {"--database", database, "--temporal", "t:7233", "--attachments", "/a"},
		"too short":                      {"--database", database, "--temporal", "t:7233", "--payload-keys", "2026=short"},
		"can be guessed":                 {"--database", database, "--temporal", "t:7233", "--payload-keys", "2026=" + strings.Repeat("a", 40)},
		"must be name=secret":            {"--database", database, "--temporal", "t:7233", "--payload-keys", strings.Repeat("p7vQ2kXw9Z", 4)},
		"--temporal HOST:PORT":           {"--database", database, "--payload-keys", key},
		"--temporal goes with":           {"--data", "/d", "--temporal", "t:7233"},
		"say where the records are":      {},
		"--mail goes with":               {"--data", "/d", "--mail", "smtp://m", "--mail-from", "a@example.com"},
		"--session-idle and":             {"--data", "/d", "--session-idle=-5m"},
		"--listen must be":               {"--data", "/d", "--listen", "8080"},
		"--public-url must be":           {"--data", "/d", "--public-url", "desk"},
		"--database must be an address ": {"--database", "db.example.com", "--temporal", "t:7233", "--payload-keys", key},
	} {
		got, _ := parsed(t, append([]string{"serve"}, args...)...)
		require.ErrorContains(t, got.Serve.check(), says)
	}
	got, _ := parsed(t, "serve", "--database", database, "--temporal", "t:7233", "--payload-keys", key, "--attachments", "/a", "--public-url", "https://desk.example.com")
	require.NoError(t, got.Serve.check())
	got, _ = parsed(t, "serve", "--database", database, "--temporal", "t:7233", "--payload-keys", key)
	_, err := got.Serve.folder()
	require.ErrorContains(t, err, "where attachments are kept")
}

func TestDevIsForTrialsOnly(t *testing.T) {
	t.Setenv("COUNTERSIGN_DATABASE", "postgres://cs:Vb7-long-and-random@db.example.com:5432/countersign")
	got, _ := parsed(t, "dev")
	require.ErrorContains(t, got.Dev.prepare(), "parts of its own")
}

func TestTheKeyOfADataFolderIsMadeOnceAndForItsUserOnly(t *testing.T) {
	dir := t.TempDir()
	first, err := privateKey(dir, true)
	require.NoError(t, err)
	again, err := privateKey(dir, true)
	require.NoError(t, err)
	require.Equal(t, first, again)
	info, err := os.Stat(filepath.Join(dir, keyFile))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	_, err = Places{PayloadKeys: []Secret{first}}.keys()
	require.NoError(t, err)
}

func TestAtEveryMomentTheKeyOfADataFolderIsNotThereOrWhole(t *testing.T) {
	dir := t.TempDir()
	for range 100 {
		seen := make(chan []byte, 1)
		go func() { // sees what a crash would leave
			for {
				if text, err := os.ReadFile(filepath.Join(dir, keyFile)); err == nil {
					seen <- text
					return
				}
			}
		}()
		key, err := privateKey(dir, true)
		require.NoError(t, err)
		require.Equal(t, string(key)+"\n", string(<-seen))
		require.NoError(t, os.Remove(filepath.Join(dir, keyFile)))
	}
}

func TestThePeopleOfTheStoryAreThoseOfTheReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	_, table, found := strings.Cut(string(readme), "| login | who | does |\n")
	require.True(t, found)
	table, _, _ = strings.Cut(table, "\n\n")
	var named, printed []string
	for _, row := range strings.Split(table, "\n")[1:] {
		for _, login := range regexp.MustCompile("`([a-z]+)`").FindAllStringSubmatch(row, -1) {
			named = append(named, login[1])
		}
	}
	for _, p := range story("en") {
		printed = append(printed, p.Login)
	}
	require.ElementsMatch(t, printed, named)
}

func TestThePeopleOfTheStoryAreInTheDemoGroup(t *testing.T) {
	people := story("zh-CN")
	require.Len(t, people, len(storyPosts))
	require.Contains(t, welcome("en", "http://127.0.0.1:8080"), people[0].Login)
	for _, lang := range message.Languages {
		s := &api.Server{}
		s.Story = story
		steps := s.FirstSteps(api.Person{Lang: lang})
		require.Len(t, steps, len(storyPosts), "each has something to try")
		for _, s := range steps {
			require.NotNil(t, s.Clause, s.Post)
		}
	}
}

func TestTheSignInPageOffersThePeopleInEachLanguage(t *testing.T) {
	offers := offered()
	require.Contains(t, offers["zh-CN"], pages.Demo{Login: "linxiaowen", Name: "林晓雯", Post: "营销内勤"})
	require.Contains(t, offers["en"], pages.Demo{Login: "linxiaowen", Name: "Lin Xiaowen", Post: "Marketing Clerk"})
	for _, o := range offers["en"] {
		require.NotRegexp(t, `\p{Han}`, o.Name+o.Post)
	}
}

func TestOnlyNamedProxiesAreBelieved(t *testing.T) {
	got, _ := parsed(t, "serve", "--data", t.TempDir())
	none, err := got.Serve.proxies()
	require.NoError(t, err)
	require.Empty(t, none)
	got, _ = parsed(t, "serve", "--data", t.TempDir(), "--trusted-proxies", "10.0.0.5,10.0.1.7/24, fd00::/64")
	some, err := got.Serve.proxies()
	require.NoError(t, err)
	require.Equal(t, "[10.0.0.5/32 10.0.1.0/24 fd00::/64]", fmt.Sprint(some))
	for _, wrong := range []string{"0.0.0.0/0", "::/0", "proxy.example.com", "10.0.0.0/33"} {
		got, _ = parsed(t, "serve", "--data", t.TempDir(), "--trusted-proxies", wrong)
		require.ErrorContains(t, got.Serve.check(), "trusted-proxies", wrong)
	}
}
