// Command generate writes citations.json, which a program without its source tree shows.
package main

import (
	"bytes"
	"encoding/json"
	"log"
	"os"

	"countersign/models/regulation"
	"countersign/models/regulation/citation"
)

func main() {
	found, err := citation.Scan(os.DirFS("../../.."), regulation.All())
	if err != nil {
		log.Fatal(err)
	}
	var text bytes.Buffer
	w := json.NewEncoder(&text)
	w.SetEscapeHTML(false)
	w.SetIndent("", " ")
	if err := w.Encode(found); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("citations.json", text.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}
