package browser

import (
	"context"
	"strings"
	"sync"

	"github.com/chromedp/chromedp"
)

// complaints are what a browser complains of on its console: above all what the
// content security policy blocked.
type complaints struct {
	mu    sync.Mutex
	lines []string
}

// listen gathers the complaints of a browser until it closes.
func listen(ctx context.Context) *complaints {
	c := &complaints{}
	heard := chromedp.Console(ctx)
	go func() {
		for m, err := range heard {
			if err != nil {
				return
			}
			if m.Type == chromedp.ConsoleError && !expected(m.Text) {
				c.mu.Lock()
				c.lines = append(c.lines, m.Text)
				c.mu.Unlock()
			}
		}
	}()
	return c
}

// expected complaints are about the status of a refusal, which the walk looks at itself.
func expected(text string) bool {
	return strings.Contains(text, "the server responded with a status of")
}

func (c *complaints) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string{}, c.lines...)
}
