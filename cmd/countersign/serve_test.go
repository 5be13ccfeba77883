package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/deploy/local"
)

// A running program is in this process; its private parts are processes.
type running struct {
	*spoken
	url  string
	stop func() error
}

// start runs a command that answers people, and waits until it does.
func start(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{spoken: &spoken{}}
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, args, terminal{r.spoken, r.spoken, "en"}) }()
	r.stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() { _ = r.stop() })
	for deadline := time.Now().Add(2 * time.Minute); r.url == "" && time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("it ended: %v\n%s", err, r)
		default:
			r.url = addressIn(r.String())
		}
	}
	require.NotEmpty(t, r.url, "it does not answer:\n%s", r)
	return r
}

// addressIn is the address that a program has said it answers on.
func addressIn(said string) string {
	for _, line := range strings.Split(said, "\n") {
		if after, found := strings.CutPrefix(line, "Countersign is ready: "); found {
			return after
		}
		if _, after, found := strings.Cut(line, `"address":"`); found {
			url, _, _ := strings.Cut(after, `"`)
			return url
		}
	}
	return ""
}

// command runs a command to its end.
func command(args ...string) (string, error) {
	var s spoken
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	err := run(ctx, args, terminal{&s, &s, "en"})
	return s.String(), err
}

// signIn signs in through the API and returns the status.
func signIn(t *testing.T, url, login, password string) int {
	t.Helper()
	body := fmt.Sprintf(`{"login": %q, "password": %q}`, login, password)
	answer, err := http.Post(url+"/api/v1/session", "application/json", strings.NewReader(body))
	require.NoError(t, err)
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	require.NoError(t, err)
	return answer.StatusCode
}

func dataDir(t *testing.T) string {
	dir, err := os.MkdirTemp("", "countersign-test-")
	require.NoError(t, err)
	require.NoError(t, os.Chmod(dir, 0o755))
	t.Cleanup(func() { require.NoError(t, local.Remove(dir)) })
	return dir
}

func TestAHouseIsBuiltFromAFileWithoutADemo(t *testing.T) {
	dir := dataDir(t)
	house := start(t, "serve", "--data", dir, "--listen", "127.0.0.1:0")
	require.Contains(t, house.String(), "countersign import people.xlsx --data "+dir, "an empty house says how to begin")

	said, err := command("serve", "--data", dir, "--listen", "127.0.0.1:0")
	require.ErrorContains(t, err, "another process uses this data folder")
	require.NotContains(t, said, `"address"`)

	var files []string
	for _, kind := range []string{"companies", "units", "posts", "people", "holdings", "customers", "varieties"} {
		files = append(files, "../../deploy/demo/"+kind+".csv")
	}
	said, err = command(append([]string{"import", "--data", dir, "--preview"}, files...)...)
	require.NoError(t, err)
	require.Contains(t, said, "This is a preview")
	first := filepath.Join(t.TempDir(), "first.csv")
	_, err = command(append([]string{"import", "--data", dir, "--administrator", "E9999", "--passwords", first}, files...)...)
	require.ErrorContains(t, err, "no-such-employee")
	require.NoFileExists(t, first, "nothing came in, so there are no passwords")
	said, err = command(append([]string{"import", "--data", dir, "--administrator", "E0019", "--passwords", first}, files...)...)
	require.NoError(t, err, said)
	require.NotContains(t, said, "countersign-demo", "a demo password is for dev alone")

	passwords := readPasswords(t, first)
	require.Equal(t, http.StatusOK, signIn(t, house.url, "tangyu", passwords["tangyu"])/100*100)
	require.Equal(t, http.StatusUnauthorized, signIn(t, house.url, "tangyu", "countersign-demo"))
	made, err := command("password", "tangyu", "--data", dir)
	require.NoError(t, err)
	require.Equal(t, http.StatusUnauthorized, signIn(t, house.url, "tangyu", passwords["tangyu"]))
	lines := strings.Fields(made)
	require.Equal(t, http.StatusOK, signIn(t, house.url, "tangyu", lines[len(lines)-1])/100*100)

	require.NoError(t, house.stop())
	require.NoFileExists(t, filepath.Join(dir, addressesFile))
	_, err = http.Get(house.url + "/livez")
	require.Error(t, err)

	said, err = command("migrate", "--data", dir)
	require.NoError(t, err)
	require.Contains(t, said, "the database is at this program's version", "a command starts the parts where no program runs them")
}

func TestDevLoadsTheDemoGroupOnceAndKeepsWhatWasDone(t *testing.T) {
	dir := dataDir(t)
	dev := start(t, "dev", "--data", dir, "--no-browser", "--listen", "127.0.0.1:18080")
	require.Contains(t, dev.String(), "making a database cluster", "the first start shows what it is doing")
	require.Contains(t, dev.String(), "countersign-demo")
	require.Equal(t, http.StatusOK, signIn(t, dev.url, "linxiaowen", "countersign-demo")/100*100)

	ready, err := http.Get(dev.url + "/readyz")
	require.NoError(t, err)
	defer ready.Body.Close()
	require.Equal(t, http.StatusOK, ready.StatusCode)

	made, err := command("password", "linxiaowen", "--data", dir)
	require.NoError(t, err)
	require.NoError(t, dev.stop())

	again := start(t, "dev", "--data", dir, "--no-browser", "--listen", "127.0.0.1:18080")
	require.NotContains(t, again.String(), "making a database cluster")
	require.Equal(t, http.StatusUnauthorized, signIn(t, again.url, "linxiaowen", "countersign-demo"), "the demo is loaded once")
	lines := strings.Fields(made)
	require.Equal(t, http.StatusOK, signIn(t, again.url, "linxiaowen", lines[len(lines)-1])/100*100)
	require.NoError(t, again.stop())
}

func readPasswords(t *testing.T, name string) map[string]string {
	info, err := os.Stat(name)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	found := map[string]string{}
	for _, row := range rows[1:] {
		found[row[2]] = row[3]
	}
	require.Greater(t, len(found), 50)
	return found
}
