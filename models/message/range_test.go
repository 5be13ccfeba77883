package message_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models/message"
)

func TestALimitIsSaidAsPeopleSayIt(t *testing.T) {
	say := func(n int64) string { return strconv.FormatFloat(float64(n)/100, 'f', -1, 64) }
	for want, of := range map[string][2]int64{"超过 3": {301, 0}, "不超过 3": {0, 301}, "3 及以上": {300, 0}, "低于 3": {0, 300}, "超过 3、不超过 10": {301, 1001}, "3.5 及以上、低于 4.2": {350, 420}, "": {}} {
		require.Equal(t, want, message.Range("zh-CN", of[0], of[1], say))
	}
	require.Equal(t, "more than 3, at most 10", message.Range("en", 301, 1001, say))
}
