package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is the program's; the changelog says what is in it.
const version = "0.1.0"

type versionCommand struct{}

// Run says which program this is.
func (versionCommand) Run(t terminal) error {
	_, err := fmt.Fprintf(t.out, "countersign %s%s %s %s/%s\n", version, revision(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// revision is the commit that the program was built from, where that is known.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	said := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			said += " " + s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			said += "+"
		}
	}
	return said
}
