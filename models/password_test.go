package models

import (
	"math/rand"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestAPasswordThatIsLongAndEasilyGuessedIsWeak(t *testing.T) {
	mine := []string{"林晓雯", "linxiaowen", "lxw", "Lin Xiaowen", "M-0042", "上河纺织"}
	for _, weak := range []string{
		"aaaaaaaaaaaaaaaa", "abababababababab", "abc123abc123abc123", "qwertyuiop123", "QWERTYUIOPasdfghjkl", "1qaz2wsx3edc4rfv", "!QAZ@WSX3edc",
		"password1234", "P@ssw0rd2026!", "woaini5201314", "gongxifacai888", "linxiaowen2026", "林晓雯林晓雯20260101", "lxw19900101lxw",
		"123456789012", "zyxwvutsrqponm", "iloveyou1314520", "countersign-2026", "m0042linxiaowen!", "147258369147", "mimamima12345678", "adminadmin@123",
	} {
		require.True(t, WeakPassword(weak, mine...), "%s: %d", weak, guesses(weak, mine))
	}
	for _, good := range []string{"correct horse battery staple", "青山不改绿水长流去", "xK9#mQ2$vL7p", "tuerklinke-regen-obst", "linxiaowen zebra kiosk pflaume", "七个蓝色的杯子放歪了"} {
		require.False(t, WeakPassword(good, mine...), "%s: %d", good, guesses(good, mine))
	}
}

func TestWhatAMachineMakesIsNoWeakPassword(t *testing.T) {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	source := rand.New(rand.NewSource(1))
	for range 300 {
		var made strings.Builder
		for range 26 {
			made.WriteByte(letters[source.Intn(len(letters))])
		}
		require.False(t, WeakPassword(made.String()), made.String())
	}
}

func TestMoreOfTheSameMakesNoPasswordStronger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		block := rapid.StringMatching(`[a-z]{1,5}`).Draw(t, "block")
		if again := strings.Repeat(block, rapid.IntRange(3, 20).Draw(t, "times")); !WeakPassword(again) {
			t.Fatalf("%s is called strong", again)
		}
		any := rapid.StringN(0, 40, -1).Draw(t, "any")
		if guesses(any, nil) > len([]rune(any)) {
			t.Fatalf("%q costs more than its characters", any)
		}
	})
}
