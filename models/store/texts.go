package store

import (
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"
)

// texts are what was made of texts of statements. A program has a few hundred; those
// that are put together from values would be more and are not kept.
type texts[Made any] struct {
	made sync.Map
	kept atomic.Int64
}

const textsMost = 2000

// of is what is made of the text, once; what fails is not kept.
func (t *texts[Made]) of(text string, make func(string) (Made, error)) (Made, error) {
	if known, found := t.made.Load(text); found {
		return known.(Made), nil
	}
	made, err := make(text)
	if err == nil && t.kept.Load() < textsMost {
		if _, found := t.made.LoadOrStore(text, made); !found {
			t.kept.Add(1)
		}
	}
	return made, err
}

// A counted statement names its arguments as PostgreSQL does, in this order.
type counted struct {
	text  string
	names []string
}

var countedTexts texts[counted]

var aName = regexp.MustCompile(`@[a-z]\w*`)

// count counts the @names of a statement; one that is there twice is one argument.
func count(text string) (c counted, err error) {
	number := map[string]string{}
	c.text = aName.ReplaceAllStringFunc(text, func(name string) string {
		if number[name] == "" {
			c.names = append(c.names, name[1:])
			number[name] = "$" + strconv.Itoa(len(c.names))
		}
		return number[name]
	})
	return c, nil
}

// run writes with a statement whose arguments are @named, without gorm, which puts it
// together anew each time. What says of what a fault is.
func (tx Tx) run(what, statement string, args map[string]any) error {
	c, err := countedTexts.of(statement, count)
	if err != nil {
		return err
	}
	values := make([]any, len(c.names))
	for i, name := range c.names {
		values[i] = args[name]
	}
	return tx.write(what, c.text, values...)
}
