package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"countersign/workflows/codec"
)

// Places are where the records are and where cases run.
type Places struct {
	Data      string  `help:"Folder of a private PostgreSQL and Temporal, and of attachments." type:"path" placeholder:"DIR" group:"Places"`
	Database  Address `help:"An existing PostgreSQL instead." placeholder:"URL" group:"Places" secret:""`
	Temporal  string  `help:"An existing Temporal instead, with --database." placeholder:"HOST:PORT" group:"Places"`
	Namespace string  `help:"Namespace of Temporal." default:"countersign" group:"Places"`

	Postgres        string `help:"Folder with PostgreSQL's programs for the private one; else it is searched for." type:"path" placeholder:"DIR" group:"Places"`
	TemporalProgram string `help:"Program of the private Temporal server; else it is searched for." type:"path" placeholder:"FILE" group:"Places"`

	TLS `embed:""`

	PayloadKeys []Secret `help:"Keys that seal what Temporal keeps, as name=secret of at least 32 characters; the first seals, all open." placeholder:"NAME=SECRET" group:"Places" secret:""`
}

// Logging is what the program writes about its work.
type Logging struct {
	LogLevel  slog.Level `help:"debug, info, warn or error." default:"info" group:"Logging"`
	LogFormat string     `help:"json or text." enum:"json,text" default:"json" group:"Logging"`
}

// Settings are all that can be set for a program that answers people: by flag, by
// environment (COUNTERSIGN_LISTEN), by a secret's file (COUNTERSIGN_DATABASE_FILE)
// and by a settings file, in this order.
type Settings struct {
	Places  `embed:""`
	Logging `embed:""`

	Listen         string        `help:"Address to answer on." default:"127.0.0.1:8080" placeholder:"HOST:PORT" group:"People"`
	Metrics        string        `help:"Address on which Prometheus finds its figures, best on loopback; none where it is empty." placeholder:"HOST:PORT" group:"People"`
	PublicURL      string        `help:"Where people reach the program, such as https://desk.example.com; https makes the sign-in cookie secure." placeholder:"URL" group:"People"`
	TrustedProxies []string      `help:"Addresses or networks of the reverse proxies in front, such as 10.0.0.5 or 10.0.1.0/24, whose X-Forwarded-For is believed; without it everybody counts as who connects." placeholder:"NETWORK" group:"People"`
	Attachments    string        `help:"Folder of attachments; without it the data folder's." type:"path" placeholder:"DIR" group:"People"`
	SessionIdle    time.Duration `help:"A sign-in ends when it was not used for so long." default:"30m" group:"People"`
	SessionMost    time.Duration `help:"A sign-in ends after so long in any case." default:"12h" group:"People"`
	Mail           Address       `help:"Mail server for notices, such as smtps://user:password@mail.example.com:465; without it notices stay in the program." placeholder:"URL" group:"People" secret:""`
	Demo           bool          `help:"Answer on the records of the demonstration, whose passwords everybody knows: for a test bench." hidden:"" group:"People"`
	MailFrom       string        `help:"Sender of notices." placeholder:"ADDRESS" group:"People"`
}

// private reports whether the program starts parts of its own.
func (p Places) private() bool { return p.Database == "" }

// check refuses settings that contradict each other or that guess a secret.
func (p Places) check() error {
	if _, err := p.TLS.config(); err != nil {
		return err
	}
	if p.private() {
		if p.TemporalTLS {
			return errors.New("--temporal-tls goes with --temporal: the private Temporal is on this machine only")
		}
		if p.Temporal != "" {
			return errors.New("--temporal goes with --database: give both, or neither and --data")
		}
		if p.Data == "" {
			return errors.New("say where the records are: --data DIR for private parts, or --database URL and --temporal HOST:PORT")
		}
		return p.checkKeys()
	}
	u, err := url.Parse(string(p.Database))
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") || u.Host == "" {
		return errors.New("--database must be an address such as postgres://user:password@host:5432/countersign?sslmode=verify-full")
	}
	password, given := u.User.Password()
	if asked := u.Query()["password"]; len(asked) > 0 {
		password, given = asked[len(asked)-1], true
	}
	if given && guessable(password) {
		return errors.New("--database has a default password: set one that nobody can guess")
	}
	return p.checkKeys()
}

func (p Places) checkKeys() error {
	_, err := p.keys()
	return err
}

// keys reads the payload keys.
func (p Places) keys() ([]codec.Key, error) {
	var keys []codec.Key
	for _, k := range p.PayloadKeys {
		name, secret, ok := strings.Cut(strings.TrimSpace(string(k)), "=")
		switch {
		case !ok || name == "":
			return nil, errors.New("--payload-keys must be name=secret, such as 2026=… with 32 random characters or more")
		case len(secret) < 32:
			return nil, fmt.Errorf("the payload key %q is too short: use at least 32 random characters", name)
		case guessable(secret):
			return nil, fmt.Errorf("the payload key %q can be guessed: use random characters, such as those of `openssl rand -base64 32`", name)
		}
		keys = append(keys, codec.Key{ID: name, Secret: []byte(secret)})
	}
	return keys, nil
}

func (s Settings) check() error {
	if err := s.Places.check(); err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(s.Listen); err != nil {
		return fmt.Errorf("--listen must be HOST:PORT: %w", err)
	}
	if u, err := url.Parse(s.PublicURL); s.PublicURL != "" && (err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http")) {
		return errors.New("--public-url must be an address such as https://desk.example.com")
	}
	if !s.private() && s.Temporal == "" {
		return errors.New("--database goes with --temporal HOST:PORT")
	}
	if !s.private() && len(s.PayloadKeys) == 0 {
		return errors.New("--payload-keys is needed with --temporal: name=secret with at least 32 random characters, such as those of `openssl rand -base64 32`")
	}
	if _, err := s.proxies(); err != nil {
		return err
	}
	if s.SessionIdle <= 0 || s.SessionMost <= 0 {
		return errors.New("--session-idle and --session-most must be longer than nothing, such as 30m and 12h")
	}
	if s.Mail != "" && (s.MailFrom == "" || s.PublicURL == "") {
		return errors.New("--mail goes with --mail-from ADDRESS and --public-url URL, to which its letters lead")
	}
	return nil
}

// proxies are the networks whose X-Forwarded-For is believed. One that has everybody
// in it is refused: any client could then say that it is another.
func (s Settings) proxies() (networks []netip.Prefix, err error) {
	for _, text := range s.TrustedProxies {
		text = strings.TrimSpace(text)
		network, err := netip.ParsePrefix(text)
		if a, alone := netip.ParseAddr(text); alone == nil {
			network, err = a.Unmap().Prefix(a.Unmap().BitLen())
		}
		if err != nil {
			return nil, fmt.Errorf("--trusted-proxies: %q is no address or network such as 10.0.1.0/24", text)
		}
		if network.Bits() == 0 {
			return nil, fmt.Errorf("--trusted-proxies: %s is everybody: name the proxies only", text)
		}
		networks = append(networks, network.Masked())
	}
	return networks, nil
}

// folder is where attachments are kept.
func (s Settings) folder() (string, error) {
	switch {
	case s.Attachments != "":
		return s.Attachments, nil
	case s.Data != "":
		return filepath.Join(s.Data, "attachments"), nil
	}
	return "", errors.New("say where attachments are kept: --attachments DIR")
}
