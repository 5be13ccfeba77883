package activities

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"github.com/wneessen/go-mail"
)

// Mail is the channel of e-mail by SMTP.
type Mail struct {
	client *mail.Client
	from   string
	domain string
}

// NewMail makes a channel from an address such as
// smtps://user:password@mail.example.com:465 or smtp://mail.example.com:25; smtp
// uses TLS where the server offers it, smtp+tls wants it. from is the sender.
func NewMail(address, from string) (*Mail, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return nil, fmt.Errorf("activities: mail: the address of the mail server must be like smtps://user:password@host:465")
	}
	options, err := mailOptions(u)
	if err != nil {
		return nil, err
	}
	client, err := mail.NewClient(u.Hostname(), options...)
	if err != nil {
		return nil, fmt.Errorf("activities: mail: %w", err)
	}
	return &Mail{client, from, u.Hostname()}, nil
}

func mailOptions(u *url.URL) ([]mail.Option, error) {
	var options []mail.Option
	switch u.Scheme {
	case "smtps":
		options = append(options, mail.WithSSL())
	case "smtp+tls":
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	case "smtp":
		options = append(options, mail.WithTLSPolicy(mail.TLSOpportunistic))
	default:
		return nil, fmt.Errorf("activities: mail: %q is not smtp, smtp+tls or smtps", u.Scheme)
	}
	if port, err := strconv.Atoi(u.Port()); err == nil {
		options = append(options, mail.WithPort(port))
	}
	if password, ok := u.User.Password(); ok {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(u.User.Username()), mail.WithPassword(password))
	}
	return options, nil
}

// Name is mail.
func (m *Mail) Name() string { return "mail" }

// Send hands a letter to the mail server. Its Message-ID is that of the letter, so
// that a letter that arrives twice is known as one.
func (m *Mail) Send(ctx context.Context, l Letter) error {
	msg := mail.NewMsg()
	if err := msg.From(m.from); err != nil {
		return fmt.Errorf("activities: mail: %w", err)
	}
	if err := msg.To(l.To); err != nil {
		return fmt.Errorf("activities: mail: %w", err)
	}
	msg.Subject(l.Subject)
	msg.SetMessageIDWithValue(l.ID + "@" + m.domain)
	msg.SetBodyString(mail.TypeTextPlain, l.Body)
	if err := m.client.DialAndSendWithContext(ctx, msg); err != nil {
		return fmt.Errorf("activities: mail: %w", err)
	}
	return nil
}
