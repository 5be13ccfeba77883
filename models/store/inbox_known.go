package store

import (
	"sync"

	"countersign/models"
)

// inboxesMost are known at once, some ten kilobytes each.
const inboxesMost = 1000

// An inbox is the lines of a first page by their tasks.
type inbox map[models.TaskID]*todoLine

// inboxOf is whose inbox it is, in which language, and what decided about its lines was
// read for: people, posts and verbs.
type inboxOf struct {
	person models.PersonID
	lang   string
	of     string
}

// inboxes are the first pages that people read last. Who looks again finds most lines as
// they were: then only which tasks there are, whose they are, and the lines' versions are
// read. Nobody changes an inbox that is known.
type inboxes struct {
	mu   sync.Mutex
	last map[inboxOf]inbox
}

func (i *inboxes) of(whose inboxOf) inbox {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.last[whose]
}

func (i *inboxes) keep(whose inboxOf, read inbox) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if _, there := i.last[whose]; i.last == nil || (!there && len(i.last) == inboxesMost) {
		i.last = map[inboxOf]inbox{}
	}
	i.last[whose] = read
}
