package main

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/deploy/demo/demotest"
)

func TestWhatIsNoDemonstrationDoesNotAnswerWithPublishedPasswords(t *testing.T) {
	require.NotEmpty(t, temporal(), "the tests need a Temporal server: run them with make test")
	db := demotest.DB(t)
	for _, name := range []string{"serve", "worker"} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		said := &spoken{}
		err := run(ctx, []string{name, "--database", db.URL(), "--temporal", temporal(), "--listen", "127.0.0.1:0", "--attachments", t.TempDir(),
			"--payload-keys", "test=a-secret-of-the-test-and-of-nobody-else"}, terminal{said, said, "en"})
		require.NoError(t, ctx.Err(), said.String())
		cancel()
		require.ErrorContains(t, err, "everybody knows its passwords")
		require.ErrorContains(t, err, "countersign import", "what to do instead")
	}
}
