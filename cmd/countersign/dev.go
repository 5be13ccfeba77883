package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"countersign/api/web"
	"countersign/deploy/demo"
	"countersign/models/message"
)

type devCommand struct {
	Settings `embed:""`

	NoBrowser bool `help:"Do not open the browser."`
}

// Run starts private parts with the demo group and answers on this machine only.
func (c *devCommand) Run(ctx context.Context, t terminal) (err error) {
	if err := c.prepare(); err != nil {
		return err
	}
	listener, err := freeListener(c.Listen)
	if err != nil {
		return err
	}
	defer listener.Close()
	began := time.Now()
	progress := func(step string) { t.say(fmt.Sprintf("%5.1fs  %s", time.Since(began).Seconds(), step)) }
	progress("data folder " + c.Data)
	h, err := open(ctx, c.Settings, c.logger(t.err), progress)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	h.demo = true
	progress("loading the demo group, unless it is there")
	if err := demo.Load(ctx, h.db, time.Now); err != nil {
		return err
	}
	return h.serve(ctx, listener, true, func(url string) {
		if web.Built() {
			url += web.Path
		}
		t.say(welcome(t.lang, url))
		if tcp, ok := listener.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
			t.say(message.Text(t.lang, "dev-open", nil))
		}
		if !c.NoBrowser {
			openBrowser(url)
		}
	})
}

// prepare fills in what a trial needs and refuses what belongs to production.
func (c *devCommand) prepare() error {
	if !c.private() || c.Temporal != "" {
		return errors.New("dev starts parts of its own and fills them with a demo group; use serve with --database and --temporal")
	}
	if c.Data == "" {
		c.Data = dataFolder()
	}
	c.LogFormat = "text"
	if c.LogLevel == slog.LevelInfo {
		c.LogLevel = slog.LevelWarn // a trial is read by a person
	}
	return c.check()
}

// dataFolder is .data in a source tree, else a folder of the user's own.
func dataFolder() string {
	if _, err := os.Stat("go.mod"); err == nil {
		return absolute(".data")
	}
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "countersign")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return absolute(".data")
	}
	return filepath.Join(home, ".local", "share", "countersign")
}

func absolute(dir string) string {
	if full, err := filepath.Abs(dir); err == nil {
		return full
	}
	return dir
}

// freeListener listens on address or, where that is taken, on the next free port.
func freeListener(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if err == nil {
		return listener, nil
	}
	host, port, split := net.SplitHostPort(address)
	first, number := strconv.Atoi(port)
	if split != nil || number != nil {
		return nil, err
	}
	for next := first + 1; next < first+50; next++ {
		if listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(next))); err == nil {
			return listener, nil
		}
	}
	return nil, err
}

// welcome names the address and the people of the story.
func welcome(lang, url string) string {
	text := "\n" + message.Text(lang, "dev-ready", map[string]any{"URL": url, "Password": demo.Password}) + "\n\n"
	for _, p := range story(lang) {
		text += fmt.Sprintf("    %-14s %s · %s\n", p.Login, p.Name, p.Title)
	}
	return text
}

// openBrowser opens the address where there is a display.
func openBrowser(url string) {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return
	}
	if browser, err := exec.LookPath("xdg-open"); err == nil {
		cmd := exec.Command(browser, url)
		if cmd.Start() == nil {
			go func() { _ = cmd.Wait() }() // whether it opens is the desktop's matter
		}
	}
}
