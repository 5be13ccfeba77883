package activities_test

import (
	"bufio"
	"net"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"countersign/activities"
)

// mailServer takes one letter as a mail server on this machine would.
func mailServer(t *testing.T) (address string, letter <-chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	taken := make(chan string, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		taken <- receive(c)
	}()
	return "smtp://" + l.Addr().String(), taken
}

// receive speaks SMTP until the sender quits.
func receive(c net.Conn) string {
	var letter strings.Builder
	say := func(line string) { _, _ = c.Write([]byte(line + "\r\n")) }
	say("220 here")
	in := bufio.NewScanner(c)
	for data := false; in.Scan(); {
		line := in.Text()
		switch {
		case data && line == ".":
			data = false
			say("250 taken")
		case data:
			letter.WriteString(line + "\n")
		case strings.HasPrefix(line, "DATA"):
			data = true
			say("354 go on")
		case strings.HasPrefix(line, "QUIT"):
			say("221 bye")
			return letter.String()
		default:
			say("250 ok")
		}
	}
	return letter.String()
}

func TestALetterGoesByMailUnderItsOwnName(t *testing.T) {
	address, taken := mailServer(t)
	m, err := activities.NewMail(address, "countersign@example.com")
	require.NoError(t, err)
	require.NoError(t, m.Send(t.Context(), activities.Letter{ID: "0193-letter", To: "a@example.com", Subject: "Countersign：HQ-QY-2026-00001", Body: "https://cs.example/cases/1\n"}))
	letter := <-taken
	require.Contains(t, letter, "Message-ID: <0193-letter@127.0.0.1>")
	require.Contains(t, letter, "https://cs.example/cases/1")
	require.Contains(t, letter, "To: <a@example.com>")
	require.Error(t, m.Send(t.Context(), activities.Letter{ID: "x", To: "a@example.com\r\nBcc: b@example.com"}))
}
