package activities_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"countersign/activities"
	"countersign/deploy/local/localtest"
	"countersign/models/store"
	"countersign/policies"
)

// A postman keeps the letters that he is given, and loses some first.
type postman struct {
	mu      sync.Mutex
	letters []activities.Letter
	lose    int
	sent    func() // called as a letter has been taken
}

func (*postman) Name() string { return "mail" }

func (p *postman) Send(_ context.Context, l activities.Letter) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lose > 0 {
		p.lose--
		return errors.New("the server does not answer")
	}
	p.letters = append(p.letters, l)
	if p.sent != nil {
		p.sent()
	}
	return nil
}

func run(t *testing.T, db *store.DB, query string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), db.URL())
	require.NoError(t, err)
	defer conn.Close(context.Background())
	_, err = conn.Exec(t.Context(), query)
	require.NoError(t, err)
}

func ruled(t *testing.T, db *store.DB) *policies.Policies {
	t.Helper()
	p, err := policies.New(t.Context(), db)
	require.NoError(t, err)
	return p
}

// twoLetters are a letter about a case and one about none; a third is for someone who has left.
const twoLetters = `
	insert into companies (id, code, name, kind) values ('00000000-0000-0000-0000-0000000000c1', 'HQ', '公司', 'head');
	insert into units (id, company_id, code, name, function) values ('00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000c1', 'U', '部', 'office');
	insert into people (id, no, name, email, left_on) values ('00000000-0000-0000-0000-0000000000b1', '1', '甲', 'a@example.com', null), ('00000000-0000-0000-0000-0000000000b2', '2', '乙', 'b@example.com', '2026-01-01');
	insert into cases (id, kind, company_id, unit_id, applicant_id, number, state, digest, search, opened_at, updated_at)
	values ('00000000-0000-0000-0000-0000000000d1', 'sample_request', '00000000-0000-0000-0000-0000000000c1', '00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b1', 'HQ-QY-2026-00001', 'running', 'x', '秘密', now(), now());
	insert into case_people (case_id, person_id, part, at) values ('00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-0000000000b1', 'requester', now());
	insert into notices (id, person_id, case_id, kind, key, at) values
		('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000d1', 'task', 'notice-task', now()),
		('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-0000000000b1', null, 'house', 'notice-task', now()),
		('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-0000000000b2', null, 'house', 'notice-task', now());
	insert into outbox (id, notice_id, channel, at, next_at) select id, id, 'mail', '2026-11-23', '2026-11-23' from notices`

func TestALetterLeavesOnceAndSaysNothing(t *testing.T) {
	db := localtest.DB(t)
	run(t, db, twoLetters)
	now := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	p := &postman{lose: 1}
	box := &activities.Outbox{DB: db, Policies: ruled(t, db), Channel: p, PublicURL: "https://cs.example", Now: func() time.Time { return now }, Log: slog.New(slog.DiscardHandler)}
	_, failed, err := box.SendDue(t.Context())
	require.NoError(t, err)
	require.Equal(t, 2, failed, "one was lost, one is for nobody")
	require.Len(t, p.letters, 1)
	now = now.Add(59 * time.Second)
	sent, _, err := box.SendDue(t.Context())
	require.NoError(t, err)
	require.Zero(t, sent, "it waits a minute before it tries again")
	now = now.Add(time.Second)

	var senders sync.WaitGroup
	for range 4 {
		senders.Go(func() { _, _, err := box.SendDue(context.Background()); require.NoError(t, err) })
	}
	senders.Wait()
	require.Len(t, p.letters, 2, "four senders send it once")
	for _, l := range p.letters {
		require.Equal(t, "a@example.com", l.To)
		require.NotContains(t, l.Subject+l.Body, "秘密")
		require.Contains(t, l.Body, "https://cs.example/")
	}
	require.NotEqual(t, p.letters[0].ID, p.letters[1].ID)
	require.Contains(t, p.letters[0].Subject+p.letters[1].Subject, "HQ-QY-2026-00001")
}

func TestALetterThatHasLeftAsTheProgramEndsIsNotSentAgain(t *testing.T) {
	db := localtest.DB(t)
	run(t, db, twoLetters)
	day := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	ctx, stop := context.WithCancel(t.Context())
	p := &postman{sent: stop}
	box := &activities.Outbox{DB: db, Policies: ruled(t, db), Channel: p, PublicURL: "https://cs.example", Now: func() time.Time { return day }, Log: slog.New(slog.DiscardHandler)}
	sent, _, err := box.SendDue(ctx)
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, 1, sent, "no other is begun")
	_, _, err = box.SendDue(t.Context())
	require.NoError(t, err)
	require.Len(t, p.letters, 2)
	require.NotEqual(t, p.letters[0].ID, p.letters[1].ID)
}

func TestWithoutAChannelNothingLeaves(t *testing.T) {
	db := localtest.DB(t)
	run(t, db, twoLetters)
	box := &activities.Outbox{DB: db, Now: time.Now}
	sent, failed, err := box.SendDue(t.Context())
	require.NoError(t, err)
	require.Zero(t, sent+failed)
}

func TestAMailServersAddressIsSaidInFull(t *testing.T) {
	for _, wrong := range []string{"", "mail.example.com", "http://mail.example.com", "smtp://"} {
		_, err := activities.NewMail(wrong, "a@example.com")
		require.Error(t, err, wrong)
	}
	m, err := activities.NewMail("smtps://u:p@mail.example.com:465", "a@example.com")
	require.NoError(t, err)
	require.Equal(t, "mail", m.Name())
}

func TestAFolderKeepsBlobsByTheirHash(t *testing.T) {
	dir := t.TempDir()
	f, err := activities.NewFolder(dir)
	require.NoError(t, err)
	sum := sha256.Sum256([]byte("text"))
	hash := hex.EncodeToString(sum[:])
	for range 2 {
		require.NoError(t, f.Put(t.Context(), hash, strings.NewReader("text")))
	}
	r, err := f.Get(t.Context(), hash)
	require.NoError(t, err)
	body, err := io.ReadAll(r)
	require.NoError(t, errors.Join(err, r.Close()))
	require.Equal(t, "text", string(body))
	info, err := os.Stat(dir)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o700), info.Mode().Perm())
	for range 2 {
		require.NoError(t, f.Delete(t.Context(), hash))
	}
	_, err = f.Get(t.Context(), hash)
	require.ErrorIs(t, err, fs.ErrNotExist)
	for _, wrong := range []string{"", "../../etc/passwd", hash + "x"} {
		require.Error(t, f.Put(t.Context(), wrong, strings.NewReader("x")))
	}
	left, err := os.ReadDir(dir + "/" + hash[:2])
	require.NoError(t, err)
	require.Empty(t, left, "nothing half written is left")
}

func TestAPasswordHasAtLeastTwelveCharacters(t *testing.T) {
	for _, wrong := range []string{"", "十一个字的密码还是短了", strings.Repeat("a", 129)} {
		_, err := activities.HashPassword(t.Context(), wrong)
		require.Error(t, err)
	}
	_, err := activities.HashPassword(t.Context(), "十二个字的密码这样就够长")
	require.NoError(t, err)
}
