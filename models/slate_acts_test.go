package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/models"
)

// adds is a round of signers that somebody adds.
func adds(by models.PersonID, mode models.Mode, tasks ...models.TaskID) models.Rounds {
	r := models.Round{Mode: mode}
	for _, task := range tasks {
		r.Seats = append(r.Seats, models.Seat{ID: task, Tasks: []models.TaskID{task}, Added: by})
	}
	return models.Rounds{r}
}

func refusedUnder(t *testing.T, clause string, err error) {
	t.Helper()
	require.Error(t, err)
	require.Equal(t, clause, models.AsError(err).Clause.String())
}

func inTurn() models.Slate {
	return slate(models.Round{Mode: models.All, Seats: seats("a")}, models.Round{Mode: models.All, Seats: seats("b", "c")}, models.Round{Mode: models.All, Seats: seats("d")})
}

// signed has people sign the tasks, one after another.
func signed(t require.TestingT, s models.Slate, by ...string) models.Slate {
	for i := 0; i < len(by); i += 2 {
		next, _, err := s.Act(models.TaskID(by[i]), models.PersonID(by[i+1]), models.PersonID(by[i+1]))
		require.NoError(t, err)
		s = next
	}
	return s
}

func TestSlateActs(t *testing.T) {
	t.Run("approval.transfer another answers for the seat from now on", func(t *testing.T) {
		s, change, err := inTurn().Hand("seat-1", "new", "ann", false)
		require.NoError(t, err)
		require.Equal(t, models.Change{Close: []models.TaskID{"seat-1"}, Open: []models.TaskID{"new"}}, change)
		require.Equal(t, []models.TaskID{"seat-2", "seat-3"}, signed(t, s, "new", "ann").Waiting())
	})
	t.Run("approval.delegate the seat comes back, and is not delegated again meanwhile", func(t *testing.T) {
		s, _, err := inTurn().Hand("seat-1", "look", "ann", true)
		require.NoError(t, err)
		_, _, err = s.Hand("look", "again", "bob", true)
		refusedUnder(t, "approval.delegate", err)
		s, change, err := s.Return("look", "back")
		require.NoError(t, err)
		require.Equal(t, []models.TaskID{"back"}, change.Open)
		_, _, err = s.Return("back", "more")
		refusedUnder(t, "approval.delegate", err)
	})
	t.Run("approval.transfer until the other has signed or handed it on, who gave it may recall it", func(t *testing.T) {
		s, _, err := inTurn().Hand("seat-1", "bobs", "ann", false)
		require.NoError(t, err)
		_, _, err = s.Recall("seat-1", "back", "bob")
		refusedUnder(t, "approval.transfer", err)
		s, _, err = s.Hand("bobs", "cats", "bob", false)
		require.NoError(t, err)
		_, _, err = s.Recall("seat-1", "back", "ann")
		require.Equal(t, "recall-too-late", models.AsError(err).Key)
		s, change, err := s.Recall("bobs", "bobs again", "bob")
		require.NoError(t, err)
		require.Equal(t, models.Change{Close: []models.TaskID{"cats"}, Open: []models.TaskID{"bobs again"}}, change)
		back, change, err := s.Recall("seat-1", "anns again", "ann")
		require.NoError(t, err)
		require.Equal(t, models.Change{Close: []models.TaskID{"bobs again"}, Open: []models.TaskID{"anns again"}}, change)
		require.Empty(t, back.Recallable("ann"))
		_, _, err = signed(t, s, "bobs again", "bob").Recall("seat-1", "anns again", "ann")
		require.Equal(t, "recall-too-late", models.AsError(err).Key)
	})
	t.Run("approval.delegate what was delegated is recalled before it comes back, and can be delegated again", func(t *testing.T) {
		s, _, err := inTurn().Hand("seat-1", "look", "ann", true)
		require.NoError(t, err)
		_, _, err = s.Recall("seat-2", "x", "ann")
		require.Equal(t, "nothing-to-recall", models.AsError(err).Key)
		returned, _, err := s.Return("look", "back")
		require.NoError(t, err)
		_, _, err = returned.Recall("seat-1", "x", "ann")
		require.Equal(t, "nothing-to-recall", models.AsError(err).Key)
		s, _, err = s.Recall("seat-1", "mine", "ann")
		require.NoError(t, err)
		_, _, err = s.Hand("mine", "look again", "ann", true)
		require.NoError(t, err)
	})
	t.Run("approval.deadline what went up to a superior stays there when the seat is handed on, returned or recalled", func(t *testing.T) {
		up, _ := inTurn().Escalate("seat-1", "boss")
		s, change, err := up.Hand("seat-1", "look", "ann", true)
		require.NoError(t, err)
		require.Equal(t, models.Change{Close: []models.TaskID{"seat-1"}, Open: []models.TaskID{"look"}}, change)
		_, _, err = s.Return("boss", "x")
		refusedUnder(t, "approval.delegate", err)
		_, _, err = s.Recall("seat-1", "x", "boss's")
		require.Equal(t, "nothing-to-recall", models.AsError(err).Key)
		s, _, err = s.Hand("boss", "deputy", "bea", false)
		require.NoError(t, err)
		require.Equal(t, map[models.TaskID]models.TaskID{"seat-1": "look"}, s.Recallable("ann"))
		back, _, err := s.Return("look", "back")
		require.NoError(t, err)
		require.Equal(t, []models.TaskID{"back", "deputy"}, back.Waiting())
		s, _, err = s.Recall("seat-1", "mine", "ann")
		require.NoError(t, err)
		require.Equal(t, []models.TaskID{"mine", "deputy"}, s.Waiting())
		s, _, err = s.Recall("boss", "boss again", "bea")
		require.NoError(t, err)
		require.Equal(t, []models.TaskID{"mine", "boss again"}, s.Waiting())
		require.Equal(t, []models.TaskID{"seat-2", "seat-3"}, signed(t, s, "boss again", "bea").Waiting(), "either fills it")
	})
	t.Run("approval.add-signer before: the seat waits for them", func(t *testing.T) {
		s, change, err := inTurn().Add("seat-1", models.Before, adds("ann", models.Any, "x", "y"))
		require.NoError(t, err)
		require.Equal(t, models.Change{Close: []models.TaskID{"seat-1"}, Open: []models.TaskID{"x", "y"}}, change)
		require.True(t, s.Unfilled("seat-1"), "it waits again later")
		require.Equal(t, []models.TaskID{"seat-1"}, signed(t, s, "y", "bob").Waiting())
	})
	t.Run("approval.add-signer after: the round is not over until they have signed, one after another", func(t *testing.T) {
		s, change, err := inTurn().Add("seat-1", models.After, append(adds("ann", models.All, "x"), adds("ann", models.All, "y")...))
		require.NoError(t, err)
		require.Empty(t, change)
		s = signed(t, s, "seat-1", "ann")
		require.Equal(t, []models.TaskID{"x"}, s.Waiting())
		require.Equal(t, []models.TaskID{"seat-2", "seat-3"}, signed(t, s, "x", "bob", "y", "cat").Waiting())
	})
	t.Run("approval.add-signer together: all sign in any order", func(t *testing.T) {
		s, change, err := inTurn().Add("seat-1", models.Together, adds("ann", models.All, "x"))
		require.NoError(t, err)
		require.Equal(t, []models.TaskID{"x"}, change.Open)
		require.Equal(t, []models.TaskID{"seat-2", "seat-3"}, signed(t, s, "x", "bob", "seat-1", "ann").Waiting())
	})
	t.Run("approval.add-signer only who added takes away, and only who has not signed", func(t *testing.T) {
		s, _, err := inTurn().Add("seat-1", models.Before, adds("ann", models.All, "x", "y"))
		require.NoError(t, err)
		_, _, err = s.Remove("x", "bob")
		refusedUnder(t, "approval.add-signer", err)
		_, _, err = s.Remove("seat-1", "ann")
		refusedUnder(t, "approval.add-signer", err)
		s = signed(t, s, "x", "bob")
		_, _, err = s.Remove("x", "ann")
		refusedUnder(t, "approval.add-signer", err)
		s, change, err := s.Remove("y", "ann")
		require.NoError(t, err)
		require.Equal(t, models.Change{Close: []models.TaskID{"y"}, Open: []models.TaskID{"seat-1"}}, change)
		_, _, err = s.Remove("y", "ann")
		require.Error(t, err)
	})
	t.Run("approval.take-back until somebody has acted after it", func(t *testing.T) {
		s := signed(t, inTurn(), "seat-1", "ann")
		_, _, err := s.TakeBack("seat-1", "again", "bob")
		refusedUnder(t, "approval.take-back", err)
		back, change, err := s.TakeBack("seat-1", "again", "ann")
		require.NoError(t, err)
		require.Equal(t, models.Change{Close: []models.TaskID{"seat-2", "seat-3"}, Open: []models.TaskID{"again"}}, change)
		require.True(t, back.Unfilled("seat-2"))
		_, _, err = signed(t, s, "seat-2", "bob").TakeBack("seat-1", "again", "ann")
		refusedUnder(t, "approval.take-back", err)
	})
	t.Run("approval.take-back who signs before a seat comes before those beside it too", func(t *testing.T) {
		s, _, err := inTurn().Add("seat-1", models.Together, adds("ann", models.All, "beside"))
		require.NoError(t, err)
		s, _, err = s.Add("seat-1", models.Before, adds("ann", models.All, "first"))
		require.NoError(t, err)
		s = signed(t, s, "first", "bob")
		_, _, err = s.TakeBack("first", "again", "bob")
		require.NoError(t, err, "nobody has acted after bob")
		s = signed(t, s, "beside", "cat")
		_, _, err = s.TakeBack("first", "again", "bob")
		refusedUnder(t, "approval.take-back", err)
		_, _, err = s.TakeBack("beside", "again", "cat")
		require.NoError(t, err, "nobody has acted after cat")
	})
	for name, play := range map[string]struct {
		to    int
		whole bool
		wait  []models.TaskID // at once
		then  []models.TaskID // when those have signed again
	}{
		"approval.send-back to the round before, straight back":      {1, false, []models.TaskID{"again-seat-2", "again-seat-3"}, []models.TaskID{"seat-4"}},
		"approval.send-back to the first round, straight back":       {0, false, []models.TaskID{"again-seat-1"}, []models.TaskID{"seat-4"}},
		"approval.send-back to the first round, the whole way again": {0, true, []models.TaskID{"again-seat-1"}, []models.TaskID{"again-seat-2", "again-seat-3"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := signed(t, inTurn(), "seat-1", "ann", "seat-2", "bob", "seat-3", "cat")
			s, _, err := s.SendBack("seat-4", play.to, play.whole, func(seat models.Seat) models.TaskID { return "again-" + seat.ID })
			require.NoError(t, err)
			require.Equal(t, play.wait, s.Waiting())
			people := []string{"ann", "bob", "cat"}
			for i, task := range play.wait {
				s = signed(t, s, string(task), people[(play.to+i)%3])
			}
			require.Equal(t, play.then, s.Waiting())
		})
	}
	t.Run("approval.send-back never forward, and never to nobody", func(t *testing.T) {
		for _, to := range []int{-1, 0, 1, 7} {
			_, _, err := inTurn().SendBack("seat-1", to, true, func(models.Seat) models.TaskID { return "x" })
			refusedUnder(t, "approval.send-back", err)
		}
	})
}
