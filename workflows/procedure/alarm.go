package procedure

import (
	"time"

	"go.temporal.io/sdk/workflow"
)

// An alarm is the one timer of a case. It is armed for the next deadline that
// changes the case's course and left alone while later deadlines come and go.
type alarm struct {
	at     time.Time // what it should ring for; zero = nothing
	armed  time.Time // what the timer is set to
	cancel workflow.CancelFunc
	rang   bool
}

// set asks for at; zero asks for nothing.
func (a *alarm) set(ctx workflow.Context, at time.Time) {
	a.at = at
	if at.IsZero() || (!a.armed.IsZero() && !at.Before(a.armed)) {
		return
	}
	a.clear()
	a.arm(ctx, at)
}

func (a *alarm) arm(ctx workflow.Context, at time.Time) {
	timed, cancel := workflow.WithCancel(ctx)
	a.armed, a.cancel = at, cancel
	workflow.Go(timed, func(timed workflow.Context) {
		if err := workflow.Sleep(timed, at.Sub(workflow.Now(timed))); err != nil {
			return // cancelled: another timer took over, or the case ended
		}
		a.armed, a.cancel = time.Time{}, nil
		switch {
		case a.at.IsZero():
		case workflow.Now(timed).Before(a.at):
			a.arm(ctx, a.at)
		default:
			a.rang = true
		}
	})
}

func (a *alarm) clear() {
	if a.cancel != nil {
		a.cancel()
	}
	a.armed, a.cancel = time.Time{}, nil
}
