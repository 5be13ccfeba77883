// Command generate writes SEND_BACK.md from the table of send_back.go.
package main

import (
	"fmt"
	"os"

	"countersign/models/form"
	"countersign/policies"
	"countersign/workflows/approval"
)

func main() {
	if err := os.WriteFile("SEND_BACK.md", []byte(approval.Markdown(append(policies.DefaultMatrix(), form.Shipped[0].Matrix()...))), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
