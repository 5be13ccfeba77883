package main

import (
	"errors"
	"fmt"
	"sync"
)

// inTurn does something n times, one after another, until an error.
func inTurn(n int, do func(i int) error) error {
	for i := range n {
		if err := do(i); err != nil {
			return err
		}
	}
	return nil
}

// atOnce does something n times at the same time and returns all errors.
func atOnce(n int, do func(i int) error) error {
	faults := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { faults[i] = do(i) })
	}
	all.Wait()
	return errors.Join(faults...)
}

// want compares what was read back with what must be.
func want[T comparable](what string, wanted, got T) error {
	if wanted != got {
		return fmt.Errorf("%s: %v instead of %v", what, got, wanted)
	}
	return nil
}
