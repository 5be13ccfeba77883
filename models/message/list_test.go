package message_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models/message"
)

func TestAListIsSeparatedAsTheLanguageDoesIt(t *testing.T) {
	names := []string{"Wang", "Li"}
	require.Equal(t, "Wang, Li", message.List("en", names))
	require.Equal(t, "Wang、Li", message.List("zh-CN", names))
}
