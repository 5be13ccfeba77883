package main

import "countersign/api"

type openapiCommand struct{}

// Run writes the description of the API; it needs no database.
func (openapiCommand) Run(t terminal) error {
	text, err := api.Describe(version)
	if err == nil {
		_, err = t.out.Write(append(text, '\n'))
	}
	return err
}
