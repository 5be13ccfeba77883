package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"countersign/deploy/local"
)

// measureStart is W6: `countersign serve --data` from its start to the first page
// answered, against the start of its PostgreSQL and Temporal alone on the same folder.
func measureStart(ctx context.Context, b *bed, t *table) error {
	program, err := b.program(ctx)
	if err != nil {
		return err
	}
	b.close() // one system awake at a time
	dir := b.folder("start")
	var alone, temporal, ours, over []float64
	for round := range b.Rounds + 1 {
		served, err := b.timeServe(ctx, program, dir)
		if err != nil {
			return err
		}
		parts, server, err := b.timeParts(ctx, dir)
		if err != nil {
			return err
		}
		say("  round %d: first page after %.0f ms; parts alone %.0f ms, of them Temporal %.0f ms", round, ms(served), ms(parts), ms(server))
		if round > 0 {
			ours, alone, temporal, over = append(ours, ms(served)), append(alone, ms(parts)), append(temporal, ms(server)), append(over, ms(served-parts))
		}
	}
	slices.Sort(over)
	m := median(over)
	t.add(row{what: "W6 start to the first page", ours: fmt.Sprintf("%.0f ms", median(ours)), floor: fmt.Sprintf("%.0f ms, Temporal %.0f", median(alone), median(temporal)),
		ratio: fmt.Sprintf("%+.0f ms (%+.0f to %+.0f)", m, over[0], over[len(over)-1]), goal: "≤ +500 ms", met: yes(m <= 500)})
	return b.start(ctx)
}

// program is the countersign to start, built where none was named.
func (b *bed) program(ctx context.Context) (string, error) {
	if b.Program != "" {
		return b.Program, nil
	}
	program := b.folder("countersign")
	build := exec.CommandContext(ctx, "go", "build", "-o", program, "countersign/cmd/countersign")
	build.Stderr = os.Stderr
	return program, build.Run()
}

// timeParts is the start of PostgreSQL and Temporal, and of Temporal alone.
func (b *bed) timeParts(ctx context.Context, dir string) (all, temporal time.Duration, err error) {
	began := time.Now()
	var launched time.Time
	parts, err := local.Start(ctx, local.Options{Dir: dir, Temporal: b.Temporal, Progress: func(step string) {
		if strings.HasPrefix(step, "starting Temporal") {
			launched = time.Now()
		}
	}})
	if err != nil {
		return 0, 0, err
	}
	all, temporal = time.Since(began), time.Since(launched)
	return all, temporal, parts.Stop(ctx)
}

// timeServe is the start of the program to the first page it answers.
func (b *bed) timeServe(ctx context.Context, program, dir string) (time.Duration, error) {
	address, err := freeAddress()
	if err != nil {
		return 0, err
	}
	log, err := os.Create(filepath.Join(filepath.Dir(dir), "serve.log"))
	if err != nil {
		return 0, err
	}
	defer log.Close()
	serve := exec.Command(program, "serve", "--demo", "--data="+dir, "--listen="+address)
	if b.Temporal != "" {
		serve.Args = append(serve.Args, "--temporal-program="+b.Temporal)
	}
	serve.Stderr, serve.SysProcAttr = log, &syscall.SysProcAttr{Setpgid: true}
	began := time.Now()
	if err := serve.Start(); err != nil {
		return 0, err
	}
	took, err := firstPage(ctx, "http://"+address+"/", began)
	_ = serve.Process.Signal(syscall.SIGTERM)
	force := time.AfterFunc(20*time.Second, func() { _ = serve.Process.Kill() })
	defer force.Stop()
	if ended := serve.Wait(); err == nil && ended != nil {
		err = fmt.Errorf("serve: %w (see %s)", ended, log.Name())
	}
	return took, err
}

// firstPage asks until a page is answered, two minutes at most: the first start
// makes the cluster.
func firstPage(ctx context.Context, url string, began time.Time) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	for ctx.Err() == nil {
		r, err := http.NewRequestWithContext(ctx, "GET", url, nil)
		if err != nil {
			return 0, err
		}
		if answer, err := http.DefaultClient.Do(r); err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return time.Since(began), nil
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	return 0, fmt.Errorf("no page at %s: %w", url, ctx.Err())
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}
