package activities

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"countersign/models"
	"countersign/models/message"
	"countersign/models/store"
	"countersign/policies"
)

// A Letter is a message to one person. It holds no content of a case: its number, what
// happened and where to find it.
type Letter struct {
	ID      string // the same at each try
	To      string
	Subject string
	Body    string
}

// A Channel carries letters out of the building.
type Channel interface {
	// Name is the channel's name in the outbox.
	Name() string
	// Send hands a letter over; an error means that it must be tried again.
	Send(ctx context.Context, l Letter) error
}

// An Outbox sends what waits in the outbox. Without a Channel it sends nothing.
type Outbox struct {
	DB        *store.DB
	Policies  *policies.Policies
	Channel   Channel
	PublicURL string
	Now       func() time.Time
	Log       *slog.Logger
}

// Run sends what is due at each interval until ctx ends.
func (o *Outbox) Run(ctx context.Context, interval time.Duration) {
	for {
		if _, _, err := o.SendDue(ctx); err != nil && ctx.Err() == nil {
			o.Log.Error("outbox", "fault", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(interval):
		}
	}
}

// posting is how long a letter may take to be handed over, and noting how long it may
// take to write that down.
const (
	posting = 20 * time.Second
	noting  = 10 * time.Second
)

// SendDue sends every letter that is due, each once: its row is locked while it
// is handed over, and marked in the same transaction. A letter that was begun when ctx
// ends is brought to its end: it may have left already.
func (o *Outbox) SendDue(ctx context.Context) (sent, failed int, err error) {
	if o.Channel == nil {
		return 0, 0, nil
	}
	for ctx.Err() == nil {
		found, ok, err := o.sendOne(context.WithoutCancel(ctx))
		if err != nil || !found {
			return sent, failed, err
		}
		if ok {
			sent++
		} else {
			failed++
		}
	}
	return sent, failed, ctx.Err()
}

func (o *Outbox) sendOne(ctx context.Context) (found, ok bool, err error) {
	ctx, end := context.WithTimeout(ctx, posting+noting)
	defer end()
	err = o.DB.Write(ctx, func(tx store.Tx) error {
		found, ok, err = o.sendNext(ctx, tx)
		return err
	})
	return found, ok, err
}

func (o *Outbox) sendNext(ctx context.Context, tx store.Tx) (found, ok bool, err error) {
	at := o.Now().UTC()
	row, found, err := tx.NextOutbox(o.Channel.Name(), at)
	if err != nil || !found {
		return false, false, err
	}
	why, err := o.withheld(tx, &row, at)
	if err != nil {
		return true, false, err
	}
	if why != "" {
		return true, false, tx.NotSent(row.ID, why, at.AddDate(100, 0, 0))
	}
	handing, end := context.WithTimeout(ctx, posting)
	defer end()
	if err := o.Channel.Send(handing, o.letter(row)); err != nil {
		o.Log.Warn("a letter could not be sent and is tried again", "letter", row.ID, "tries", row.Tries+1, "fault", err)
		return true, false, tx.NotSent(row.ID, short(err.Error(), 500), at.Add(patience(row.Tries)))
	}
	return true, true, tx.Sent(row.ID, at)
}

// letter says what has happened to which case, and where it is; nothing of its content, and
// of what is top secret not even the kind.
func (o *Outbox) letter(row store.OutboxRow) Letter {
	what := map[string]any{}
	_ = json.Unmarshal(row.Args, &what) // a notice without arguments is still one
	args := map[string]any{"Number": row.Number, "URL": o.PublicURL + "/", "What": message.Text(row.Lang, row.Key, what), "Kind": CaseName(row.Lang, row.Kind, row.Form)}
	key := "mail-notice"
	if row.Case != "" {
		args["URL"] = o.PublicURL + "/cases/" + string(row.Case)
	}
	if row.Number == "" {
		key = "mail-notice-plain"
	}
	return Letter{ID: row.ID, To: row.Email, Subject: message.Text(row.Lang, key+"-subject", args), Body: message.Text(row.Lang, key, args)}
}

// CaseName is what people call a case: by its kind, or a company's own form by its name.
// form is what the store says of the form; empty without a kind.
func CaseName(lang string, kind models.Kind, form string) string {
	if name := store.FormName(lang, form); name != "" || kind == "" {
		return name
	}
	return message.Text(lang, "kind-"+string(kind.Base()), nil)
}

// patience is the wait before the next try: a minute, twice as long each time, at
// most six hours.
func patience(tries int) time.Duration {
	return min(time.Minute<<min(tries, 9), 6*time.Hour)
}
