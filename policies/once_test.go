package policies

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/models"
	"countersign/models/regulation"
)

// proved is the row with a signature that needs proof.
func proved(r models.MatrixRow) models.MatrixRow {
	r.Proof = models.Strong
	return r
}

func TestApprovalStepUp_ASignatureWithoutProofIsNeverForARoundThatAsksForOne(t *testing.T) {
	d := hold(hold(staff(models.KindForm, models.StepSignatures), "head", "boss"), "gm", "boss")
	rows := []models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "head@hr"), proved(signedBy(3, "gm@company", "once"))}
	drawn, err := DrawUp(rows, d)
	require.NoError(t, err)
	slate := numbered(drawn)
	require.Equal(t, models.Strong, slate.ProofOf("1.1"), "who signs for the third round as well proves it")
	require.Empty(t, slate.ProofOf("2.1"), "nobody else does")
	require.Equal(t, models.Strong, slate.ProofOf("3.1"))

	slate, _, err = slate.Act("1.1", "other", "other") // to whom it was transferred
	require.NoError(t, err)
	slate, _, err = slate.Act("2.1", "boss", "boss") // to whom it was transferred, without a proof
	require.NoError(t, err)
	require.Equal(t, []models.TaskID{"3.1"}, slate.Waiting(), "a proof is asked for still")

	slate, _, err = numbered(drawn).Act("1.1", "boss", "boss")
	require.NoError(t, err)
	slate, _, err = slate.Act("2.1", "hrhead", "hrhead")
	require.NoError(t, err)
	require.True(t, slate.Settled(), "he has proved it for both")

	old := numbered(drawn) // drawn before seats said so
	old.Rounds[0].Proof, old.Rounds[2].Seats[0].Proof = "", ""
	old, _, err = old.Act("1.1", "boss", "boss")
	require.NoError(t, err)
	require.True(t, old.Rounds[2].Seats[0].Covered, "a slate that runs goes on as it was drawn")
}

func TestApprovalOneSeat_OnceWorksWhicheverOfTwoTasksIsOpened(t *testing.T) {
	d := hold(hold(staff(models.KindForm, models.StepSignatures), "head", "boss"), "gm", "boss")
	for _, mode := range []string{"all", "departments"} {
		drawn, err := DrawUp([]models.MatrixRow{signedBy(1, "head@case-unit gm@company head@hr", mode, "once")}, d)
		require.NoError(t, err)
		for _, first := range []models.TaskID{"1.1", "1.2"} {
			slate := numbered(drawn)
			require.Equal(t, []models.TaskID{"1.1", "1.2", "1.3"}, slate.Waiting(), "both are in the inbox at once")
			slate, change, err := slate.Act(first, "boss", "boss")
			require.NoError(t, err)
			require.Equal(t, []models.TaskID{"1.3"}, slate.Waiting(), "he has signed for both")
			require.ElementsMatch(t, []models.TaskID{"1.1", "1.2"}, change.Close)
			back, _, err := slate.TakeBack(first, "again", "boss")
			require.NoError(t, err)
			require.Len(t, back.Waiting(), 3, "what he takes back is open again, both of it")
		}
	}
	shared := hold(d, "head", "boss", "second")
	drawn, err := DrawUp([]models.MatrixRow{signedBy(1, "head@case-unit gm@company", "once")}, shared)
	require.NoError(t, err)
	slate, _, err := numbered(drawn).Act("1.1", "second", "second")
	require.NoError(t, err)
	require.Equal(t, []models.TaskID{"1.2"}, slate.Waiting(), "another's signature is not the general manager's")
	slate, _, err = numbered(drawn).Act("1.1", "boss", "boss")
	require.NoError(t, err)
	require.True(t, slate.Settled(), "nobody else could sign the other one")
}

func TestApprovalOneSeat_WhoSignsInAnothersNameIsAskedInTheOwnToo(t *testing.T) {
	d := staff(models.KindForm, models.StepSignatures)
	d.Absent = models.Away{"head": {"gm"}}
	drawn, err := DrawUp([]models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "gm@company", "once")}, d)
	require.NoError(t, err)
	rounds, _ := tell(drawn)
	require.Equal(t, []string{"proxy head", "elsewhere deputy"}, rounds, "his signature for the head is not his own, and he signs once")
}

func TestApprovalOneSeat_WhoIsAwaySignsOnceToo(t *testing.T) {
	d := hold(hold(staff(models.KindForm, models.StepSignatures), "head", "boss"), "gm", "boss")
	d.Absent = models.Away{"boss": {"hrhead"}}
	for says, rows := range map[string][]models.MatrixRow{
		"in two rounds": {signedBy(1, "head@case-unit"), signedBy(2, "gm@company", "once")},
		"in a row":      {signedBy(1, "head@case-unit"), signedBy(2, "gm@company", "in_row")},
		"in one round":  {signedBy(1, "head@case-unit gm@company", "once")},
	} {
		drawn, err := DrawUp(rows, d)
		require.NoError(t, err)
		slate, _, err := numbered(drawn).Act("1.1", "hrhead", "boss")
		require.NoError(t, err)
		require.True(t, slate.Settled(), "%s: a signature in the own name by proxy is one's own", says)
	}

	for i := range d.Posts { // nobody is left who could stand in
		if p := &d.Posts[i]; p.Post != "head" && p.Post != "gm" {
			p.Holders = nil
		}
	}
	d.Absent = models.Away{"boss": nil}
	drawn, err := DrawUp([]models.MatrixRow{signedBy(1, "head@case-unit gm@company", "once")}, d)
	require.NoError(t, err)
	for _, first := range []models.TaskID{"1.1", "1.2"} {
		slate, _, err := numbered(drawn).Act(first, "boss", "boss")
		require.NoError(t, err)
		require.True(t, slate.Settled(), "after the return he signs once")
	}
}

func TestApprovalOneSeat_WhoAloneCouldSignARoundHasSignedItByAnEarlierOne(t *testing.T) {
	d := hold(hold(staff(models.KindForm, models.StepSignatures), "head", "boss", "second"), "gm", "boss")
	drawn, err := DrawUp([]models.MatrixRow{signedBy(1, "head@case-unit"), signedBy(2, "gm@company", "once")}, d)
	require.NoError(t, err)
	slate, _, err := numbered(drawn).Act("1.1", "boss", "boss")
	require.NoError(t, err)
	require.True(t, slate.Settled(), "though another could have signed the first")
	slate, _, err = numbered(drawn).Act("1.1", "second", "second")
	require.NoError(t, err)
	require.Equal(t, []models.TaskID{"2.1"}, slate.Waiting(), "who did not is asked")
}

// onePlay plays a slate to its end, everybody signing in person what waits for them.
type onePlay struct {
	t     *rapid.T
	d     models.DrawUp
	drawn models.Drawn
	now   models.Slate
	proof map[models.TaskID]models.Proof // of what was signed
}

// Whatever the rows say, whoever holds which posts and whoever is away: who signs once for
// several seats of a round does so by whichever is opened first, and no round that asks
// for proof is over without one.
func TestApprovalOneSeat_OnceIsOnceAndProvedInEveryOrder(t *testing.T) {
	covered, provedOnce := 0, 0
	check := func(t *rapid.T) {
		s := onePlay{t: t, d: aDrawing(t), proof: map[models.TaskID]models.Proof{}}
		s.d.Kind, s.d.Step, s.d.Absent = models.KindForm, models.StepSignatures, away(t)
		s.d.Nominees = map[string][]models.Nominee{"choice:head@company": {{Person: someone(t, "chosen")}}, "field:witness": {{Person: someone(t, "witness")}}}
		rows := aForm(t)
		var err error
		if s.drawn, err = DrawUp(rows, s.d); err != nil {
			require.Equal(t, regulation.ApprovalSeatEmpty, models.AsError(err).Clause)
			return
		}
		s.now = numbered(s.drawn)
		for s.sign() {
			s.nobodyStuck(rows)
		}
		for _, r := range s.now.Rounds {
			for _, seat := range r.Seats {
				if seat.Covered {
					covered++
					if seat.Proof != "" {
						provedOnce++
					}
				}
			}
		}
		s.allProved(rows)
	}
	for range 10 {
		rapid.Check(t, check)
	}
	require.NotZero(t, covered)
	require.NotZero(t, provedOnce)
}

// people are those who could fill a seat, by whom each would sign: in the own name, or by
// proxy in that of who is absent.
func (s *onePlay) people(task models.TaskID) map[models.PersonID]models.PersonID {
	for i, r := range s.now.Rounds {
		for j, seat := range r.Seats {
			if seat.ID != task {
				continue
			}
			drawn := s.drawn.Rounds[i].Seats[j]
			if drawn.Agent != "" {
				return map[models.PersonID]models.PersonID{drawn.Agent: drawn.Absent}
			}
			found := map[models.PersonID]models.PersonID{}
			returns := drawn.ForPost == "" && drawn.ForPerson == "" // it waits for who is away
			for _, p := range able(s.d, models.Sign, drawn) {
				if _, away := s.d.Absent[p]; !away || returns && (p == drawn.Absent || len(drawn.Once) > 0) {
					found[p] = p
				}
			}
			return found
		}
	}
	return nil
}

// sign has somebody sign something that waits for him or her; false where nobody can.
func (s *onePlay) sign() bool {
	var may [][3]string
	for _, task := range s.now.Waiting() {
		people := s.people(task)
		for _, by := range slices.Sorted(maps.Keys(people)) {
			if !s.now.Seats(by) && !s.now.Seats(people[by]) {
				may = append(may, [3]string{string(task), string(by), string(people[by])})
			}
		}
	}
	if len(may) == 0 {
		return false
	}
	one := rapid.SampledFrom(may).Draw(s.t, "signs")
	task := models.TaskID(one[0])
	s.proof[task] = s.now.ProofOf(task)
	next, _, err := s.now.Act(task, models.PersonID(one[1]), models.PersonID(one[2]))
	require.NoError(s.t, err)
	s.now = next
	return true
}

// nobodyStuck: in the round whose turn it is nothing waits for those alone who have signed
// in it already, in person, by proxy or after their return, where one signature of theirs is
// enough; nor, of who is there, for one alone who has signed in any round before.
func (s *onePlay) nobodyStuck(rows []models.MatrixRow) {
	i := s.now.Current()
	if i == len(s.now.Rounds) {
		return
	}
	row := rows[s.drawn.Rounds[i].Of-1]
	if row.Mode == models.Any && len(s.now.Rounds[i].Seats) > 1 || row.Twice != models.TwiceOnce && row.Twice != models.TwiceInRow {
		return
	}
	for _, task := range s.now.Waiting() {
		people := s.department(task, row.Mode)
		counts := models.Slate{Rounds: s.now.Rounds[i : i+1]}
		if row.Twice == models.TwiceOnce && len(people) == 1 && !s.anyAway(people) {
			counts = s.now
		}
		stuck := len(people) > 0
		for _, principal := range people {
			stuck = stuck && counts.Seats(principal)
		}
		require.False(s.t, stuck, "%s waits for those alone who have signed: %v", task, people)
	}
}

// department are those who could fill a seat, or another of the same department where one
// of each is enough.
func (s *onePlay) department(task models.TaskID, mode models.Mode) map[models.PersonID]models.PersonID {
	people := s.people(task)
	if seat, _ := s.now.SeatOf(task); mode == models.Departments {
		for _, other := range s.now.Rounds[s.now.Current()].Seats {
			if other.Unit == seat.Unit {
				maps.Copy(people, s.people(other.ID))
			}
		}
	}
	return people
}

func (s *onePlay) anyAway(people map[models.PersonID]models.PersonID) bool {
	for by := range people {
		if _, away := s.d.Absent[by]; away {
			return true
		}
	}
	return false
}

// allProved: a seat that is covered has a signature that came with the proof of its row.
func (s *onePlay) allProved(rows []models.MatrixRow) {
	for i, r := range s.now.Rounds {
		for j, seat := range r.Seats {
			if !seat.Covered || rows[s.drawn.Rounds[i].Of-1].Proof == "" {
				continue
			}
			by := s.drawn.Rounds[i].Seats[j]
			require.True(s.t, slices.ContainsFunc(slices.Concat(seatsOf(s.now.Rounds[by.Since:i+1])...), func(other models.Seat) bool {
				return other.Signed && slices.Contains(by.Once, other.For) && s.proof[other.ID] == models.Strong
			}), "round %d is over without a proof", i+1)
		}
	}
}

func seatsOf(rounds models.Rounds) (seats [][]models.Seat) {
	for _, r := range rounds {
		seats = append(seats, r.Seats)
	}
	return seats
}
