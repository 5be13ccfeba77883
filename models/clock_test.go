package models_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/calendar"
)

var dawn = calendar.On(2026, 9, 28).At(9*time.Hour, calendar.China())

// hours is the stretch between two times after dawn.
func hours(from, until int) models.Stretch {
	return models.Stretch{From: dawn.Add(time.Duration(from) * time.Hour), Until: dawn.Add(time.Duration(until) * time.Hour)}
}

func TestLedger(t *testing.T) {
	t.Run("approval.deadline a question moves the clock to the applicant and back", func(t *testing.T) {
		l := models.Charged(hours(0, 10), []models.Hold{{Task: "head", Party: models.ByHolder, Open: []models.Stretch{hours(1, 8)}, Paused: []models.Stretch{hours(3, 5)}}})
		require.Equal(t, []models.Charge{
			{Stretch: hours(0, 1), Party: models.BySystem},
			{Stretch: hours(1, 3), Party: models.ByHolder, Tasks: []models.TaskID{"head"}},
			{Stretch: hours(3, 5), Party: models.ByApplicant, Tasks: []models.TaskID{"head"}},
			{Stretch: hours(5, 8), Party: models.ByHolder, Tasks: []models.TaskID{"head"}},
			{Stretch: hours(8, 10), Party: models.BySystem},
		}, l.Life)
		require.Equal(t, l.Life[1:4], l.Tracks["head"])
	})
	t.Run("approval.deadline while two have it, who could act keeps the case and the applicant does not", func(t *testing.T) {
		l := models.Charged(hours(0, 6), []models.Hold{
			{Task: "one", Party: models.ByHolder, Open: []models.Stretch{hours(0, 4)}, Paused: []models.Stretch{hours(1, 4)}},
			{Task: "two", Party: models.ByHolder, Open: []models.Stretch{hours(0, 3), hours(5, 6)}},
		})
		require.Equal(t, []models.Charge{
			{Stretch: hours(0, 1), Party: models.ByHolder, Tasks: []models.TaskID{"one", "two"}},
			{Stretch: hours(1, 3), Party: models.ByHolder, Tasks: []models.TaskID{"two"}},
			{Stretch: hours(3, 4), Party: models.ByApplicant, Tasks: []models.TaskID{"one"}},
			{Stretch: hours(4, 5), Party: models.BySystem},
			{Stretch: hours(5, 6), Party: models.ByHolder, Tasks: []models.TaskID{"two"}},
		}, l.Life)
	})
}

// holds draws tasks that were open and asked about at random, also beyond the case's life.
func holds(t *rapid.T) (all []models.Hold) {
	stretches := func(name string) (s []models.Stretch) {
		edges := rapid.SliceOfNDistinct(rapid.IntRange(-20, 320), 0, 8, rapid.ID).Draw(t, name)
		slices.Sort(edges)
		for i := 1; i < len(edges); i += 2 {
			s = append(s, hours(edges[i-1], edges[i]))
		}
		return s
	}
	for i := range rapid.IntRange(0, 5).Draw(t, "tasks") {
		all = append(all, models.Hold{Task: models.TaskID(strconv.Itoa(i)), Party: rapid.SampledFrom(models.Parties[:3]).Draw(t, "party"), Open: stretches("open"), Paused: stretches("paused")})
	}
	return all
}

func total(charges []models.Charge) (sum time.Duration) {
	for _, c := range charges {
		sum += c.Wall()
	}
	return sum
}

func TestPropertiesOfTheLedger(t *testing.T) {
	c, err := calendar.New(calendar.Settings{Statutory: calendar.Seed()})
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		life, all := hours(0, rapid.IntRange(1, 300).Draw(t, "hours")), holds(t)
		l := models.Charged(life, all)

		at, worked := life.From, time.Duration(0)
		for _, charge := range l.Life {
			require.True(t, charge.From.Equal(at), "no gap, no overlap")
			require.True(t, charge.From.Before(charge.Until), "nothing of no length")
			at = charge.Until
			w, err := c.WorkingTimeLeft(charge.From, charge.Until)
			require.NoError(t, err)
			worked += w
			require.Equal(t, charge.Party == models.BySystem, len(charge.Tasks) == 0, "time is the system's exactly while nobody has the case")
		}
		require.True(t, at.Equal(life.Until))
		require.Equal(t, life.Wall(), total(l.Life), "the sum is the whole")
		whole, err := c.WorkingTimeLeft(life.From, life.Until)
		require.NoError(t, err)
		require.Equal(t, whole, worked, "in working time too")

		for _, h := range all {
			open := time.Duration(0)
			for i := 0; i < 300; i++ { // hour by hour, the long way round
				hour := hours(i, i+1)
				if hour.Until.After(life.Until) || !covers(h.Open, hour) {
					require.False(t, charged(l.Tracks[h.Task], hour), "not charged while it was not open")
					continue
				}
				open += time.Hour
				party := h.Party
				if covers(h.Paused, hour) {
					party = models.ByApplicant
				}
				require.Equal(t, party, partyAt(l.Tracks[h.Task], hour))
			}
			require.Equal(t, open, total(l.Tracks[h.Task]), "a track is as long as its task was open")
		}
	})
}

func covers(all []models.Stretch, hour models.Stretch) bool {
	return slices.ContainsFunc(all, func(s models.Stretch) bool { return !hour.From.Before(s.From) && !hour.Until.After(s.Until) })
}

func charged(track []models.Charge, hour models.Stretch) bool { return partyAt(track, hour) != "" }

func partyAt(track []models.Charge, hour models.Stretch) (party models.Party) {
	for _, c := range track {
		if covers([]models.Stretch{c.Stretch}, hour) {
			party = c.Party
		}
	}
	return party
}
