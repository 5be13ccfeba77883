package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models/calendar"
)

func TestADateIsTextInJSONAndSQL(t *testing.T) {
	d := calendar.On(2026, time.February, 29)
	require.Equal(t, "2026-03-01", d.String(), "brought into range")
	require.Equal(t, time.Sunday, d.Weekday())

	v, err := d.Value()
	require.NoError(t, err)
	require.Equal(t, "2026-03-01", v)
	none, err := calendar.Date{}.Value()
	require.NoError(t, err)
	require.Nil(t, none)

	for _, src := range []any{"2026-03-01", []byte("2026-03-01"), time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)} {
		var got calendar.Date
		require.NoError(t, got.Scan(src))
		require.Equal(t, d, got)
	}
	require.NoError(t, d.Scan(nil))
	require.True(t, d.IsZero())
	require.Error(t, d.Scan(7))
	require.Error(t, d.Scan("2026-02-30"))
	require.Error(t, json.Unmarshal([]byte(`"01/03/2026"`), &d))
}

func TestDateArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := calendar.On(2000, 1, 1+rapid.IntRange(0, 40000).Draw(t, "day"))
		n := rapid.IntRange(-5000, 5000).Draw(t, "n")
		e := d.AddDays(n)
		require.Equal(t, n, e.DaysSince(d))
		require.Equal(t, n > 0, d.Before(e))
		text, err := json.Marshal(e)
		require.NoError(t, err)
		var back calendar.Date
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, e, back)
	})
}

func TestAShiftIsText(t *testing.T) {
	text, err := json.Marshal(calendar.OfficeHours())
	require.NoError(t, err)
	require.Equal(t, `["08:30-12:00","13:30-18:00"]`, string(text))
	var s calendar.Shift
	require.NoError(t, s.UnmarshalText([]byte("20:00-24:00")))
	require.Equal(t, 24*time.Hour, s.To)
	require.Error(t, s.UnmarshalText([]byte("12:00-08:30")))
	require.Error(t, s.UnmarshalText([]byte("morning")))
}
