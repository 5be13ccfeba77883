// Command bench measures what countersign costs beside the floor it stands on:
// a raw Temporal workflow, a bare SQL page, the start of its parts alone.
//
//	go run ./deploy/bench                        all workloads, five rounds
//	go run ./deploy/bench --only=w1 --rounds=9   one of them, more rounds
//	go run ./deploy/bench --profile              where the time of W1 goes
//	go run ./deploy/bench --profile --only=w3    where that of an inbox page goes
//
// One system is awake at a time; the load comes from this process, and each
// server is a process of its own. The first unit is processor time a case of all
// server processes: ours, Temporal's and PostgreSQL's, without what they use when
// idle. The second is the 95th percentile at equal concurrency. What is reported
// is the median of the ratios within each round, with their range. Each case's
// result is read back; an error is a failure.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// commands are what the program does; it starts itself for the servers.
type commands struct {
	Run     runCommand     `cmd:"" default:"withargs" help:"Measure."`
	Product productCommand `cmd:"" hidden:"" help:"The product as a server."`
	Raw     rawCommand     `cmd:"" hidden:"" help:"The raw worker."`
}

// runCommand says what is measured and for how long.
type runCommand struct {
	Only    []string      `help:"Workloads: w1, w2, w3, w4, w6; all where empty." placeholder:"W"`
	Rounds  int           `help:"Rounds, one warm-up before them." default:"5"`
	Cases   int           `help:"Most cases in a turn." default:"150"`
	Turn    time.Duration `help:"Longest turn." default:"8s"`
	Idle    time.Duration `help:"How long idleness is measured before a turn." default:"2s"`
	Clients int           `help:"Clients at once." default:"8"`

	Collisions    int           `help:"Collisions of two signers on a seat." default:"10000"`
	CollisionTime time.Duration `help:"Longest time for them; 0 = until all are done." default:"45s"`

	Sizes []int  `help:"Open tasks of W3." default:"1000,100000,1000000"`
	Data  string `help:"Folder of the private PostgreSQL and Temporal." default:".bench/data" type:"path"`
	Out   string `help:"Where the table is written." default:".bench/bench.txt" type:"path"`

	Temporal string   `help:"Program of the Temporal server; else it is searched for." type:"path"`
	Program  string   `help:"The countersign that W6 starts; it is built where it is not named." type:"path"`
	Set      []string `help:"Settings of PostgreSQL for our databases, to see what they give." placeholder:"NAME=VALUE"`
	Profile  bool     `help:"Profile W1 instead of measuring; with --only=w3 the inbox page."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c commands
	command := kong.Parse(&c, kong.Name("bench"), kong.BindTo(ctx, (*context.Context)(nil)))
	command.FatalIfErrorf(command.Run())
}

// workloads in the order in which they run.
var workloads = []struct {
	name string
	run  func(context.Context, *bed, *table) error
}{{"w1", measureSamples}, {"w2", measureParallel}, {"w3", measureInbox}, {"w4", measureDecisions}, {"w6", measureStart}}

// Run measures and prints.
func (o *runCommand) Run(ctx context.Context) error {
	b, err := makeBed(ctx, *o)
	if err != nil {
		return err
	}
	defer b.close()
	switch {
	case o.Profile && slices.Contains(o.Only, "w3"):
		return profileInbox(ctx, b)
	case o.Profile:
		return profile(ctx, b)
	}
	t := newTable(*o)
	for _, w := range workloads {
		if len(o.Only) > 0 && !slices.Contains(o.Only, w.name) {
			continue
		}
		if err := w.run(ctx, b, t); err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
	}
	return t.write(os.Stdout, o.Out)
}

func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
