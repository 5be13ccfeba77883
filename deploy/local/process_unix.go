//go:build unix && !linux

package local

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// follow does nothing: this kernel tells no child that its parent died. The next start stops what is left.
func follow(*syscall.SysProcAttr, syscall.Signal) {}

// clusterProcesses returns the postmaster of the cluster in data.
func clusterProcesses(data string) []int { return programProcesses("postgres", data) }

// programProcesses returns the processes whose command line has both words.
func programProcesses(program, argument string) []int {
	list, err := exec.Command("ps", "-axo", "pid=,command=").Output()
	if err != nil {
		return nil
	}
	var found []int
	for line := range strings.Lines(string(list)) {
		words := strings.Fields(line)
		if len(words) > 2 && filepath.Base(words[1]) == program && strings.Contains(line, " "+argument) {
			if pid, err := strconv.Atoi(words[0]); err == nil {
				found = append(found, pid)
			}
		}
	}
	return found
}
