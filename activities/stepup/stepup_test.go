package stepup_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"countersign/activities/stepup"
	"countersign/activities/stepup/stepuptest"
	"countersign/models"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func TestApprovalStepUp_ACodeIsTakenNowAndOneBeside(t *testing.T) {
	secret, address, err := stepup.NewSecret("Countersign", "陈立")
	require.NoError(t, err)
	require.Contains(t, address, "secret="+secret)
	rapid.Check(t, func(r *rapid.T) {
		at := noon.Add(time.Duration(rapid.IntRange(0, 1e6).Draw(r, "seconds")) * time.Second)
		made := at.Add(time.Duration(rapid.IntRange(-600, 600).Draw(r, "seconds off")) * time.Second)
		step, ok := stepup.StepOf(secret, stepuptest.Code(t, secret, made), at)
		apart := made.Unix()/30 - at.Unix()/30
		if ok && step != made.Unix()/30 {
			return // two half minutes have one code: once in a million
		}
		require.Equal(r, apart >= -1 && apart <= 1, ok)
	})
}

func TestApprovalStepUp_ASecretIsOpenedByItsKeyAndForItsOwner(t *testing.T) {
	old := stepup.Key{ID: "2026", Secret: []byte(strings.Repeat("o", 32))}
	next := stepup.Key{ID: "2027", Secret: []byte(strings.Repeat("n", 32))}
	was, err := stepup.NewKeys(old)
	require.NoError(t, err)
	sealed, with, err := was.Seal("JBSWY3DP", "factor-1")
	require.NoError(t, err)
	require.NotContains(t, string(sealed), "JBSWY3DP")
	both, err := stepup.NewKeys(next, old)
	require.NoError(t, err)
	secret, err := both.Open(sealed, with, "factor-1")
	require.NoError(t, err)
	require.Equal(t, "JBSWY3DP", secret)
	_, err = both.Open(sealed, with, "factor-2")
	require.Error(t, err, "a secret moved to another person's row opens nothing")
	gone, err := stepup.NewKeys(next)
	require.NoError(t, err)
	_, err = gone.Open(sealed, with, "factor-1")
	require.ErrorIs(t, err, stepup.ErrNoKey)
	_, _, err = stepup.Keys{}.Seal("x", "y")
	require.ErrorIs(t, err, stepup.ErrNoKey)
	_, err = stepup.NewKeys(stepup.Key{ID: "short", Secret: []byte("short")})
	require.Error(t, err)
}

func TestApprovalStepUp_ACodeOnPaperIsKeptAsItsDigestOnly(t *testing.T) {
	shown, digests := stepup.NewRecovery()
	require.Len(t, shown, 10)
	given := stepup.Given(strings.ToLower(strings.ReplaceAll(shown[3], "-", " ")), "", nil)
	require.Equal(t, models.Given{Recovery: digests[3]}, given)
	require.Equal(t, models.Given{Code: "123456"}, stepup.Given(" １２３ 456", "", nil))
	require.True(t, stepup.Given("  ", "", nil).IsZero())
}

func TestPasskeysNeedANameAndHTTPS(t *testing.T) {
	for public, want := range map[string]stepup.Site{
		"https://desk.example.com":      {ID: "desk.example.com", Origin: "https://desk.example.com"},
		"https://desk.example.com:8443": {ID: "desk.example.com", Origin: "https://desk.example.com:8443"},
		"http://127.0.0.1:8080":         {ID: "localhost", Origin: "http://localhost:8080"},
		"http://localhost":              {ID: "localhost", Origin: "http://localhost"},
		"http://[::1]:80":               {ID: "localhost", Origin: "http://localhost"},
	} {
		site, ok := stepup.SiteOf(public)
		require.True(t, ok, public)
		require.Equal(t, want, site)
	}
	for _, public := range []string{"", "http://desk.example.com", "https://10.0.0.1", "http://192.168.1.7:8080", "::"} {
		_, ok := stepup.SiteOf(public)
		require.False(t, ok, public)
	}
}

const person = models.PersonID("2b2f6f8e-7f3f-4bb9-9a55-0d2b3d1c1a11")

func TestApprovalStepUp_APasskeySignsOneChallengeOnItsSite(t *testing.T) {
	site := stepup.Site{ID: "localhost", Origin: "http://localhost:8080"}
	mine := stepuptest.New(t, site.Origin)
	options, session, err := site.Create(person, "陈立", nil)
	require.NoError(t, err)
	made, err := site.Created(person, session, mine.Create(options))
	require.NoError(t, err)
	has := []stepup.Passkey{*made}

	act := models.Act{Case: "c", Task: "t", Verb: models.Sign, Actor: person, Digest: "d"}
	nonce, said := stepup.Nonce(), models.NewSalt().Said(models.Content{Comment: "同意"})
	ask := func() []byte {
		options, err := site.Ask(person, has, models.SigningChallenge(nonce, act, said))
		require.NoError(t, err)
		return options
	}
	used, evidence, err := site.Answered(person, has, models.SigningChallenge(nonce, act, said), mine.Sign(ask()))
	require.NoError(t, err)
	require.EqualValues(t, 1, used.Authenticator.SignCount)
	require.Equal(t, made.PublicKey, evidence.PublicKey)
	require.NotEmpty(t, evidence.Signature)

	refused := func(why string, answer []byte, challenge []byte, by []stepup.Passkey) {
		_, _, err := site.Answered(person, by, challenge, answer)
		require.Error(t, err, why)
	}
	right := models.SigningChallenge(nonce, act, said)
	stale := act
	stale.Digest = "edited"
	refused("what was signed was edited", mine.Sign(ask()), models.SigningChallenge(nonce, stale, said), has)
	other := act
	other.Verb = models.RefuseIt
	refused("it was for another verb", mine.Sign(ask()), models.SigningChallenge(nonce, other, said), has)
	refused("other words or values were signed", mine.Sign(ask()), models.SigningChallenge(nonce, act, models.NewSalt().Said(models.Content{})), has)
	refused("another passkey", stepuptest.New(t, site.Origin).Sign(ask()), right, has)
	refused("nonsense", []byte(`{"id":"x"}`), right, has)

	bent := *mine
	bent.Origin = "http://localhost.evil.example"
	refused("wrong origin", bent.Sign(ask()), right, has)
	bent = *mine
	bent.Absent = true
	refused("nobody was verified", bent.Sign(ask()), right, has)

	bent = *mine
	bent.Counter = 0
	_, _, err = site.Answered(person, []stepup.Passkey{*used}, right, bent.Sign(ask()))
	require.ErrorIs(t, err, stepup.ErrCopied)
}
