package main

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/deploy/local/localtest"
)

func TestApprovalNeverStuck_AWorkerThatCannotBeginSaysSoAndEnds(t *testing.T) {
	require.NotEmpty(t, temporal(), "the tests need a Temporal server: run them with make test")
	db := localtest.DB(t)
	ended, said := make(chan error, 1), &spoken{}
	go func() {
		ended <- run(context.Background(), []string{"worker", "--database", db.URL(), "--temporal", temporal(), "--public-url", "https://desk.example.com",
			"--payload-keys", "test=a-secret-of-the-test-and-of-nobody-else", "--mail", "gopher://mail.example.com", "--mail-from", "desk@example.com"}, terminal{said, said, "en"})
	}()
	select {
	case err := <-ended:
		require.ErrorContains(t, err, "mail")
	case <-time.After(time.Minute):
		require.Fail(t, "it neither works nor ends", said.String())
	}
}
