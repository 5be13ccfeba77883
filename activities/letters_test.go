package activities_test

import (
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/workflows/playtest"
)

// posted are the letters that leave a minute later, by whom they are for.
func posted(p *playtest.Play, after time.Duration) (to []string, all []activities.Letter) {
	p.T.Helper()
	man := &postman{}
	box := &activities.Outbox{DB: p.DB, Policies: p.Records.Policies, Channel: man, PublicURL: "https://cs.example",
		Now: func() time.Time { return playtest.Monday.Add(after) }, Log: slog.New(slog.DiscardHandler)}
	_, _, err := box.SendDue(p.T.Context())
	require.NoError(p.T, err)
	for _, l := range man.letters {
		to = append(to, l.To)
	}
	slices.Sort(to)
	return to, man.letters
}

func TestLettersGoThroughThePoliciesAsNoticesDo(t *testing.T) {
	p := playtest.New(t)
	p.Exec(`update people set email = ''`)
	p.Exec(`update people set email = a.login from accounts a where a.person_id = people.id and a.login in ('linxiaowen', 'zhoujianguo', 'hemin', 'xujing')`)
	p.Exec(`insert into holdings (id, post_id, person_id, from_on) select gen_random_uuid(), h.post_id, a.person_id, '2026-01-01' from holdings h
		join accounts z on z.person_id = h.person_id and z.login = 'zhoujianguo' and h.until_on is null, accounts a where a.login in ('linxiaowen', 'hemin')`)
	p.Exec(`update accounts set suspended_at = '2026-11-01' where login = 'hemin'`)
	id := p.Draft("linxiaowen", playtest.Request(p, true, true))
	p.RunOpen(id, "linxiaowen")

	require.Equal(t, 3, playtest.One[int](p, `select count(*) from outbox`), "all three hold the post")
	to, _ := posted(p, time.Minute)
	require.Equal(t, []string{"zhoujianguo"}, to, "neither who is suspended nor who applied is asked to sign")
	require.Zero(t, playtest.One[int](p, `select count(*) from outbox where sent_at is null and next_at < '2027-01-01'`), "what is withheld is not tried again")

	tell := func(login, key string) {
		p.Exec(`with n as (insert into notices (id, person_id, case_id, kind, key, at) values (gen_random_uuid(), ?, ?, 'case', ?, now()) returning id)
			insert into outbox (id, notice_id, channel, at, next_at) select gen_random_uuid(), id, 'mail', '2026-11-01', '2026-11-01' from n`, p.Person(login), id, key)
	}
	tell("xujing", "notice-refused")
	to, _ = posted(p, time.Hour)
	require.Empty(t, to, "who may not read the case hears nothing of it")
	tell("xujing", "notice-nobody")
	tell("linxiaowen", "notice-refused")
	to, letters := posted(p, 2*time.Hour)
	require.Equal(t, []string{"linxiaowen", "xujing"}, to)
	number := playtest.One[string](p, `select number from cases where id = ?`, id)
	for _, l := range letters {
		if l.To == "xujing" {
			require.Contains(t, l.Body, "有事项无人可办")
			require.NotContains(t, l.Subject+l.Body, number)
			require.NotContains(t, l.Body, string(id))
		} else {
			require.Contains(t, l.Subject, number)
		}
	}
}
