package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A side is one of the systems that a workload compares. Only one is awake.
type side struct {
	name string
	wake func(context.Context) (*awake, error)
}

// awake is a side that runs.
type awake struct {
	roots []int // its processes, those of the bed included
	// prepare makes what so many cases need, before the clock starts; may be nil.
	prepare func(ctx context.Context, cases int) error
	// play carries one case through and reads its result back.
	play  func(ctx context.Context, client, number int) error
	sleep func() error
}

// A turn is what one side did in one round.
type turn struct {
	cases, failed int
	fault         error           // the first
	processor     time.Duration   // of all its processes, idleness taken off
	asking        time.Duration   // processor time of this process, which asks
	wall          time.Duration   // of the cases
	took          []time.Duration // each case, sorted
	others        float64         // processors that the rest of the machine used
}

// milliseconds of processor time a case.
func (t turn) milliseconds() float64 { return ms(t.processor) / float64(max(1, t.cases)) }

// withAsking is milliseconds with the processor time of who asked: a bare
// statement has no server of ours between it and its reader.
func (t turn) withAsking() float64 { return ms(t.processor+t.asking) / float64(max(1, t.cases)) }

// p returns a percentile of the time that a case took, in milliseconds.
func (t turn) p(percent int) float64 {
	if len(t.took) == 0 {
		return 0
	}
	return ms(t.took[min(len(t.took)-1, len(t.took)*percent/100)])
}

// rate is cases a second.
func (t turn) rate() float64 { return float64(t.cases) / t.wall.Seconds() }

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// limits bound a turn, by number and by time.
type limits struct {
	cases, clients int
	longest        time.Duration
}

func (b *bed) limits() limits { return limits{b.Cases, b.Clients, b.Turn} }

// settle is how long work that follows the last answer may take.
const settle = 300 * time.Millisecond

// load has clients play cases until a limit is met, and measures. idle is the
// processor time that the side uses in a second of doing nothing.
func load(ctx context.Context, roots []int, idle float64, l limits, play func(ctx context.Context, client, number int) error) (turn, error) {
	before, err := used(roots...)
	if err != nil {
		return turn{}, err
	}
	all, own := machineUsed(), ownUsed()
	t := drive(ctx, l, play)
	time.Sleep(settle)
	t.asking = ownUsed() - own
	after, err := used(roots...)
	if err != nil {
		return t, err
	}
	span := t.wall + settle
	t.processor = max(0, after-before-time.Duration(idle*float64(span)))
	t.others = max(0, (machineUsed()-all-(after-before)-t.asking).Seconds()/span.Seconds())
	return t, nil
}

// drive plays the cases.
func drive(ctx context.Context, l limits, play func(ctx context.Context, client, number int) error) turn {
	var t turn
	var mu sync.Mutex
	var next atomic.Int64
	var clients sync.WaitGroup
	began := time.Now()
	for client := range l.clients {
		clients.Go(func() {
			for time.Since(began) < l.longest && ctx.Err() == nil {
				number := int(next.Add(1)) - 1
				if number >= l.cases {
					return
				}
				start := time.Now()
				err := play(ctx, client, number)
				mu.Lock()
				t.note(time.Since(start), err)
				mu.Unlock()
			}
		})
	}
	clients.Wait()
	t.wall = time.Since(began)
	slices.Sort(t.took)
	return t
}

func (t *turn) note(took time.Duration, err error) {
	if err != nil {
		t.failed++
		if t.fault == nil {
			t.fault = err
		}
		return
	}
	t.cases++
	t.took = append(t.took, took)
}

// ownUsed is the processor time of this process: the load.
func ownUsed() time.Duration {
	all, _ := usages()
	return all[os.Getpid()].used
}

// idleness is the processor time a second that processes use when nobody asks.
func idleness(roots []int, span time.Duration) (float64, error) {
	before, err := used(roots...)
	if err != nil {
		return 0, err
	}
	time.Sleep(span)
	after, err := used(roots...)
	return (after - before).Seconds() / span.Seconds(), err
}

// turns of the sides: of each side one a round, and what preparing cost.
type turns struct {
	played, prepared [][]turn
}

// compare plays rounds of all sides, after a round that is thrown away. The order
// changes from round to round.
func (b *bed) compare(ctx context.Context, sides ...side) (turns, error) {
	all := turns{make([][]turn, len(sides)), make([][]turn, len(sides))}
	for round := range b.Rounds + 1 {
		for k := range sides {
			i := (k + round) % len(sides)
			played, prepared, err := b.take(ctx, sides[i], round == 0)
			if err != nil {
				return all, err
			}
			say("  round %d, %s: %d cases, %d failed, %.2f CPU-ms a case, p95 %.1f ms, %.1f/s, others used %.2f processors",
				round, sides[i].name, played.cases, played.failed, played.milliseconds(), played.p(95), played.rate(), played.others)
			if played.fault != nil {
				say("    %v", played.fault)
			}
			if round > 0 {
				all.played[i], all.prepared[i] = append(all.played[i], played), append(all.prepared[i], prepared)
			}
		}
	}
	return all, nil
}

// take wakes a side, lets it play a turn and puts it to sleep.
func (b *bed) take(ctx context.Context, s side, warmUp bool) (played, prepared turn, err error) {
	w, err := s.wake(ctx)
	if err != nil {
		return played, prepared, err
	}
	defer func() { err = errors.Join(err, w.sleep()) }()
	l := b.limits()
	if warmUp {
		l.cases = min(l.cases, 40)
	}
	warm := limits{cases: 4 * l.clients, clients: l.clients, longest: l.longest}
	if w.prepare != nil {
		once := limits{cases: 1, clients: 1, longest: time.Minute}
		prepared, err = load(ctx, w.roots, 0, once, func(ctx context.Context, _, _ int) error { return w.prepare(ctx, l.cases+warm.cases) })
		if err = errors.Join(err, prepared.fault); err != nil {
			return played, prepared, err
		}
		prepared.cases = l.cases + warm.cases
	}
	drive(ctx, warm, func(ctx context.Context, client, number int) error { return w.play(ctx, client, l.cases+number) })
	idle, err := idleness(w.roots, b.Idle)
	if err != nil {
		return played, prepared, err
	}
	played, err = load(ctx, w.roots, idle, l, w.play)
	return played, prepared, err
}
