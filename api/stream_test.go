package api_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// listen opens the live stream as a person and returns its events as they come.
func (h *house) listen(server *httptest.Server, who string) <-chan string {
	h.t.Helper()
	r, err := http.NewRequestWithContext(h.t.Context(), "GET", server.URL+"/api/v1/stream", nil)
	require.NoError(h.t, err)
	r.AddCookie(&http.Cookie{Name: "countersign", Value: h.tokens[who]})
	r.Header.Set("Last-Event-ID", "17")
	answer, err := server.Client().Do(r)
	require.NoError(h.t, err)
	require.Equal(h.t, 200, answer.StatusCode)
	require.Equal(h.t, "text/event-stream", answer.Header.Get("Content-Type"))
	h.t.Cleanup(func() { answer.Body.Close() })
	lines := bufio.NewScanner(answer.Body)
	require.True(h.t, lines.Scan(), "it says hello at once")
	events := make(chan string, 100)
	go func() {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				events <- data
			}
		}
	}()
	return events
}

func TestApprovalNeedToKnowTheStreamTellsOnlyWhatMayBeSeen(t *testing.T) {
	h := newHouse(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	connected := make(chan struct{})
	go func() { defer close(connected); h.server.Run(ctx) }()
	server := httptest.NewServer(h.server.Handler())
	defer func() { server.CloseClientConnections(); server.Close() }()
	mei, zhang := h.listen(server, "mei"), h.listen(server, "zhang")
	require.Eventually(t, func() bool {
		return count(h, `select count(*) from pg_stat_activity where datname = current_database() and query like 'listen countersign_case'`) == 1
	}, 10*time.Second, 20*time.Millisecond)

	d := h.submitted("消息")
	want := `{"case":"` + string(d.ID) + `"}`
	timeout := time.After(10 * time.Second)
	for got := ""; got != want; {
		select {
		case got = <-mei:
		case <-timeout:
			t.Fatal("mei was not told")
		}
	}
	time.Sleep(300 * time.Millisecond)
	for len(zhang) > 0 {
		require.NotContains(t, <-zhang, string(d.ID))
	}
	stop()
	<-connected
}
