package api

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestApprovalDeadline_HalfAndNineOfTenTookNoLonger(t *testing.T) {
	require.Equal(t, Took{}, took(nil))
	rapid.Check(t, func(rt *rapid.T) {
		hours := rapid.SliceOfN(rapid.IntRange(0, 400), 1, 40).Draw(rt, "hours")
		times := make([]time.Duration, len(hours))
		for i, n := range hours {
			times[i] = time.Duration(n) * time.Hour
		}
		v := took(times)
		within := func(most int64) (n int) {
			for _, h := range hours {
				if int64(h)*3600 <= most {
					n++
				}
			}
			return n
		}
		for _, p := range []struct {
			most *int64
			part int // of ten
		}{{v.Median, 5}, {v.P90, 9}} {
			require.Contains(rt, hours, int(*p.most/3600), "it is one of the times")
			require.GreaterOrEqual(rt, 10*within(*p.most), p.part*len(hours))
			require.Less(rt, 10*within(*p.most-1), p.part*len(hours), "nothing shorter would do")
		}
	})
}
