package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// asProgram makes the test program the program itself.
const asProgram = "COUNTERSIGN_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// A program is `countersign dev` at work on a folder.
type program struct {
	dir, url string
	process  *exec.Cmd
	said     *spoken
	ended    chan error
}

// spoken is what a program has written, while it goes on writing.
type spoken struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *spoken) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

func (s *spoken) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func startProgram(t *testing.T, dir string) *program {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	p := &program{dir: dir, said: &spoken{}, ended: make(chan error, 1)}
	p.process = exec.CommandContext(context.Background(), self, "dev", "--data", dir, "--no-browser", "--listen", "127.0.0.1:0")
	p.process.Env = append(os.Environ(), asProgram+"=1", "LANG=en")
	p.process.Stderr = p.said
	require.NoError(t, p.process.Start())
	go func() { p.ended <- p.process.Wait() }()
	t.Cleanup(func() {
		if p.process.ProcessState == nil {
			p.process.Process.Kill()
			<-p.ended
		}
		if t.Failed() {
			t.Logf("the program said:\n%s", p.said)
		}
	})
	require.Eventually(t, func() bool {
		_, rest, ready := strings.Cut(p.said.String(), "Countersign is ready: ")
		p.url, _, _ = strings.Cut(rest, "\n")
		return ready && p.url != ""
	}, 2*time.Minute, 50*time.Millisecond, "the program did not get ready: %s", p.said)
	p.url = strings.TrimSuffix(strings.TrimSpace(p.url), "/desk/") // where the desk is built it is the first page
	return p
}

func (p *program) stop(t *testing.T) {
	require.NoError(t, p.process.Process.Signal(syscall.SIGTERM))
	p.await(t)
}

func (p *program) await(t *testing.T) {
	select {
	case err := <-p.ended:
		p.ended <- err
	case <-time.After(30 * time.Second):
		t.Fatal("the program did not end")
	}
}

// kill kills one of the program's children with no warning.
func (p *program) kill(t *testing.T, name string) {
	t.Helper()
	require.True(t, p.tryKill(t, name), "the program has no %s", name)
}

// tryKill reports whether the part was there to be killed: it may be on its way
// back from the last time.
func (p *program) tryKill(t *testing.T, name string) bool {
	t.Helper()
	for _, pid := range childrenOf(t, p.process.Process.Pid) {
		if nameOf(pid) == name {
			return syscall.Kill(pid, syscall.SIGKILL) == nil
		}
	}
	return false
}

// hasEnded reports whether the program is no more, though nobody ended it.
func (p *program) hasEnded() bool {
	select {
	case err := <-p.ended:
		p.ended <- err
		return true
	default:
		return false
	}
}

func (p *program) killProgram(t *testing.T) {
	require.NoError(t, p.process.Process.Kill())
	p.await(t)
}

// killAll kills the program and everything that it started, as far as that is there, at once.
func (p *program) killAll(t *testing.T) {
	children := childrenOf(t, p.process.Process.Pid)
	require.NoError(t, p.process.Process.Kill())
	for _, pid := range children {
		_ = syscall.Kill(pid, syscall.SIGKILL) // it may have gone with its parent
	}
	p.await(t)
}

func childrenOf(t *testing.T, parent int) []int {
	t.Helper()
	var children []int
	for _, pid := range processes(t) {
		stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
		if err != nil {
			continue // it ended meanwhile
		}
		_, rest, _ := strings.Cut(string(stat), ") ")
		if fields := strings.Fields(rest); len(fields) > 1 && fields[1] == strconv.Itoa(parent) {
			children = append(children, pid)
		}
	}
	return children
}

// processesOf lists what still works on a folder.
func processesOf(t *testing.T, dir string) []string {
	var left []string
	for _, pid := range processes(t) {
		line, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline"))
		if err == nil && pid != os.Getpid() && strings.Contains(string(line), dir) {
			left = append(left, strings.ReplaceAll(string(line), "\x00", " "))
		}
	}
	return left
}

func processes(t *testing.T) []int {
	entries, err := os.ReadDir("/proc")
	require.NoError(t, err)
	var pids []int
	for _, e := range entries {
		if pid, err := strconv.Atoi(e.Name()); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}

func nameOf(pid int) string {
	name, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "comm"))
	if err != nil {
		return ""
	}
	// The kernel keeps fifteen characters of a name.
	full := map[string]string{"countersign-tem": "countersign-temporal"}
	short := strings.TrimSpace(string(name))
	if long, ok := full[short]; ok {
		return long
	}
	return short
}
