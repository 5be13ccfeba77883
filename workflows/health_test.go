package workflows_test

import (
	"log/slog"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/workflows"
	"countersign/workflows/codec"
)

func TestHealthy(t *testing.T) {
	t.Run("approval.never-stuck a Temporal that has not the namespace of the cases is not healthy", func(t *testing.T) {
		for namespace, healthy := range map[string]bool{"countersign": true, "nowhere": false} {
			c, err := workflows.Connect(t.Context(), workflows.Options{Address: os.Getenv(temporalEnv), Namespace: namespace, Keys: []codec.Key{testKey}, Log: slog.New(slog.DiscardHandler)})
			require.NoError(t, err)
			t.Cleanup(c.Close)
			require.Equal(t, healthy, c.Healthy(t.Context()) == nil, namespace)
		}
	})
}
