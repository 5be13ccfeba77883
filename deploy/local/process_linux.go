package local

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// follow makes the kernel send s to the child when the thread that started it ends.
func follow(a *syscall.SysProcAttr, s syscall.Signal) { a.Pdeathsig = s }

// clusterProcesses returns every process of the cluster in data: the postmaster and whatever it started. All of
// them work in that folder, also those whose postmaster is gone.
func clusterProcesses(data string) []int {
	return processes(func(proc string) bool {
		cwd, err := os.Readlink(filepath.Join(proc, "cwd"))
		name, _ := os.ReadFile(filepath.Join(proc, "comm"))
		return err == nil && cwd == data && strings.TrimSpace(string(name)) == "postgres"
	})
}

// programProcesses returns the processes whose command line has both words.
func programProcesses(program, argument string) []int {
	return processes(func(proc string) bool {
		line, err := os.ReadFile(filepath.Join(proc, "cmdline"))
		words := strings.Split(string(line), "\x00")
		return err == nil && len(words) > 1 && filepath.Base(words[0]) == program && slices.Contains(words[1:], argument)
	})
}

func processes(match func(proc string) bool) []int {
	all, _ := filepath.Glob("/proc/[0-9]*")
	var found []int
	for _, proc := range all {
		if pid, err := strconv.Atoi(filepath.Base(proc)); err == nil && match(proc) {
			found = append(found, pid)
		}
	}
	return found
}
