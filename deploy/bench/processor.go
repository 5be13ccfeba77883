package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of processor time in /proc (USER_HZ, fixed on Linux).
const tick = 10 * time.Millisecond

// A usage is the processor time of one process: its own and that of its children
// who have ended.
type usage struct {
	parent int
	used   time.Duration
}

// usages reads every process of the machine.
func usages() (map[int]usage, error) {
	names, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	all := map[int]usage{}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // ended meanwhile
		}
		pid, _, _ := strings.Cut(string(text), " ")
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		number, err := strconv.Atoi(pid)
		if err != nil || len(fields) < 15 {
			return nil, fmt.Errorf("%s is not read", name)
		}
		u := usage{}
		u.parent, _ = strconv.Atoi(fields[1])
		for _, f := range fields[11:15] { // utime, stime, cutime, cstime
			ticks, _ := strconv.ParseInt(f, 10, 64)
			u.used += time.Duration(ticks) * tick
		}
		all[number] = u
	}
	return all, nil
}

// used is the processor time of processes and all that descend from them.
func used(roots ...int) (time.Duration, error) {
	all, err := usages()
	if err != nil {
		return 0, err
	}
	wanted := map[int]bool{}
	for _, pid := range roots {
		if _, runs := all[pid]; !runs {
			return 0, fmt.Errorf("process %d has ended", pid)
		}
		wanted[pid] = true
	}
	var sum time.Duration
	for pid := range all {
		if descends(all, wanted, pid) {
			sum += all[pid].used
		}
	}
	return sum, nil
}

func descends(all map[int]usage, wanted map[int]bool, pid int) bool {
	for ; pid > 1; pid = all[pid].parent {
		if wanted[pid] {
			return true
		}
	}
	return false
}

// machineUsed is the processor time of the whole machine, what its host took away
// included.
func machineUsed() time.Duration {
	text, _ := os.ReadFile("/proc/stat")
	first, _, _ := strings.Cut(string(text), "\n")
	var sum time.Duration
	for i, f := range strings.Fields(first) {
		ticks, _ := strconv.ParseInt(f, 10, 64)
		if i == 4 || i == 5 || i > 8 { // idle and waiting; guests are in user
			continue
		}
		sum += time.Duration(ticks) * tick
	}
	return sum
}

// machine says in one line what the figures were measured on.
func machine() string {
	model := "unknown processor"
	text, _ := os.ReadFile("/proc/cpuinfo")
	cores := 0
	for line := range strings.Lines(string(text)) {
		key, value, _ := strings.Cut(line, ":")
		switch strings.TrimSpace(key) {
		case "model name":
			model = strings.TrimSpace(value)
		case "processor":
			cores++
		}
	}
	memory := ""
	text, _ = os.ReadFile("/proc/meminfo")
	if fields := strings.Fields(string(text)); len(fields) > 1 {
		kilobytes, _ := strconv.Atoi(fields[1])
		memory = fmt.Sprintf("%.0f GiB", float64(kilobytes)/(1<<20))
	}
	return fmt.Sprintf("%d × %s, %s", cores, model, memory)
}

// loadAverage of the last minutes, as the kernel says it.
func loadAverage() string {
	text, _ := os.ReadFile("/proc/loadavg")
	fields := strings.Fields(string(text))
	return strings.Join(fields[:min(3, len(fields))], " ")
}
