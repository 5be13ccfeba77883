package store

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestArgumentsAreCountedOnceForEachName(t *testing.T) {
	c, err := count(`update tasks set closed_at = @at, closed_by = @by where id = any(@all) and opened_at <= @at and args @> '{}'`)
	require.NoError(t, err)
	require.Equal(t, `update tasks set closed_at = $1, closed_by = $2 where id = any($3) and opened_at <= $1 and args @> '{}'`, c.text)
	require.Equal(t, []string{"at", "by", "all"}, c.names)
}

func TestOfATextSomethingIsMadeOnce(t *testing.T) {
	var lengths texts[int]
	made := 0
	length := func(text string) (int, error) {
		if made++; text == "" {
			return 0, errors.New("nothing")
		}
		return len(text), nil
	}
	for range 2 {
		n, err := lengths.of("select", length)
		require.NoError(t, err)
		require.Equal(t, 6, n)
		_, err = lengths.of("", length)
		require.Error(t, err)
	}
	require.Equal(t, 3, made, "what failed is tried again")
	for i := range textsMost + 10 {
		_, _ = lengths.of(fmt.Sprint(i), length)
	}
	require.EqualValues(t, textsMost, lengths.kept.Load(), "no more are kept")
}
