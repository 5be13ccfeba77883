package activities_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/models/calendar"
	"countersign/models/roster"
	"countersign/models/store"
)

// A postbox keeps the letters that leave the building.
type postbox struct{ letters []activities.Letter }

func (p *postbox) Name() string { return "mail" }

func (p *postbox) Send(_ context.Context, l activities.Letter) error {
	p.letters = append(p.letters, l)
	return nil
}

// The head of human resources brings a file in by which the guard becomes head of marketing
// and gets a second post. The general manager hears of it once, by whom and how many.
func TestApprovalPost_TheGeneralManagerIsToldOnceWhenAnImportGivesPosts(t *testing.T) {
	ctx := context.Background()
	o, db := house(t)
	file := small()
	file.People[1].Email = "li@example.invalid"
	_, _, err := o.Apply(ctx, activities.Import{Roster: file})
	require.NoError(t, err)
	told := func() (n int) {
		require.NoError(t, db.Write(ctx, func(tx store.Tx) error {
			return tx.Raw(`select count(*) from notices n join people p on p.id = n.person_id where n.key = 'notice-posts-given' and p.no = '2'`).Row().Scan(&n)
		}))
		return n
	}
	require.Zero(t, told(), "nobody was general manager before the first import")

	file.Posts = append(file.Posts, roster.Post{Company: "MILL", Unit: "GMO", Code: "SEAL", Title: "印章管理员", Rank: roster.Staff, Superior: "GM"})
	file.Holdings = append(file.Holdings, roster.Holding{Post: "SEAL", Person: "3", From: calendar.On(2026, 11, 23)}, roster.Holding{Post: "HEAD", Person: "3", From: calendar.On(2026, 11, 23)})
	_, _, err = o.Apply(ctx, activities.Import{Roster: file})
	require.NoError(t, err)
	require.Equal(t, 1, told(), "two posts, one notice")

	var box postbox
	out := activities.Outbox{DB: db, Channel: &box, PublicURL: "http://localhost", Now: func() time.Time { return monday }}
	sent, failed, err := out.SendDue(ctx)
	require.NoError(t, err)
	require.Equal(t, []int{1, 0}, []int{sent, failed})
	require.Equal(t, "Countersign：有新的通知", box.letters[0].Subject, "nothing of what was done stands in the subject")
	require.Contains(t, box.letters[0].Body, "任命了 2 个职务")

	t.Run("approval.post a change of names and the end of a holding give nobody a post", func(t *testing.T) {
		file.People[0].Name = "单重山"
		file.Holdings[0].Until = calendar.On(2026, 12, 1)
		d, _, err := o.Apply(ctx, activities.Import{Roster: file})
		require.NoError(t, err)
		require.Len(t, d.Changes, 2)
		require.Equal(t, 1, told())
	})
	t.Run("approval.post who was general manager is told who is it now", func(t *testing.T) {
		file.Holdings[1].Until = calendar.On(2026, 11, 23)
		file.Holdings = append(file.Holdings, roster.Holding{Post: "GM", Person: "1", From: calendar.On(2026, 11, 23)})
		_, _, err := o.Apply(ctx, activities.Import{Roster: file})
		require.NoError(t, err)
		require.Equal(t, 2, told())
	})
	t.Run("approval.post a change of single rows is told as well", func(t *testing.T) {
		_, _, err := o.Apply(ctx, activities.Import{Rows: []roster.Row{{Kind: roster.Holdings, Cells: map[string]string{"post": "GM", "person": "3", "from": "2026-12-01"}}}})
		require.NoError(t, err)
		require.Equal(t, 2, told(), "the one who is general manager now is another")
		var of string
		require.NoError(t, db.Write(ctx, func(tx store.Tx) error {
			return tx.Raw(`select p.no from notices n join people p on p.id = n.person_id where n.key = 'notice-posts-given' order by n.at desc, p.no limit 1`).Row().Scan(&of)
		}))
		require.Equal(t, "1", of)
	})
}
