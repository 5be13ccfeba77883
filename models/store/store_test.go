package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/deploy/local/localtest"
)

func TestMigratingTwiceChangesNothing(t *testing.T) {
	db := localtest.DB(t)
	applied, err := db.Migrate(context.Background())
	require.NoError(t, err)
	require.Empty(t, applied)
}
