package local

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// role is the owner of the cluster and of the product's database.
const role = "countersign"

// settings suit a laptop: memory for a company's data and no more, durable, reachable from this machine alone, and
// no just-in-time compiler, which costs more than it saves on short statements.
var settings = []string{
	"listen_addresses=127.0.0.1",
	"unix_socket_directories=",
	"fsync=on",
	"max_connections=200",
	"shared_buffers=192MB",
	"max_wal_size=1GB",
	"jit=off",
	"log_checkpoints=off",
	"log_min_messages=warning",
}

// wrongPassword is PostgreSQL's code for it.
const wrongPassword = "28P01"

// cluster is a PostgreSQL cluster in a folder.
type cluster struct {
	programs string
	data     string
	log      string
	password string
	user     owner
	ports    *ports
	options  Options
}

// openCluster finds PostgreSQL and makes the cluster if it is not there.
func openCluster(ctx context.Context, o Options) (*cluster, error) {
	home, err := clusterHome(o.Dir, o.Progress)
	if err != nil {
		return nil, err
	}
	c := &cluster{data: filepath.Join(home, "data"), log: filepath.Join(o.Dir, "postgres.log"), options: o}
	if c.user, err = clusterOwner(c.data); err != nil {
		return nil, err
	}
	if c.programs, err = findPostgres(ctx, o, home, c.user); err != nil {
		return nil, err
	}
	if c.password, err = password(filepath.Join(o.Dir, "password")); err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(c.data, "PG_VERSION")); errors.Is(err, os.ErrNotExist) {
		return c, c.create(ctx)
	}
	return c, nil
}

// create makes the cluster beside its place and then moves it there, so that a crash leaves no half-made one.
func (c *cluster) create(ctx context.Context) error {
	c.options.Progress("making a database cluster in " + c.data)
	fresh, secret := c.data+".new", c.data+".password"
	defer os.Remove(secret)
	earlier := func() []int { return programProcesses("initdb", "--pgdata="+fresh) }
	if err := errors.Join(endAll(ctx, earlier, stopLimit), os.RemoveAll(fresh), os.Mkdir(fresh, 0o700), c.user.give(fresh),
		os.WriteFile(secret, []byte(c.password), 0o600), c.user.give(secret)); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, filepath.Join(c.programs, "initdb"), "--pgdata="+fresh, "--username="+role,
		"--pwfile="+secret, "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-instructions")
	cmd.SysProcAttr, cmd.Env, cmd.Dir = c.user.attributes(), environment(), filepath.Dir(fresh)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb failed: %w\n%s", err, out)
	}
	return os.Rename(fresh, c.data)
}

// part describes the postmaster. It is our own child and answers SIGINT with a fast shutdown: open transactions are rolled
// back and the data is written.
func (c *cluster) part(ports *ports, tell func(Death)) *part {
	c.ports = ports
	return &part{
		name: PostgreSQL, polite: syscall.SIGINT, progress: c.options.Progress, tell: tell, now: c.options.Now,
		prepare: c.clear, command: c.command, ready: c.ready,
		settle: func() error { return ports.settle(&ports.Postgres) },
	}
}

// clear ends what an earlier postmaster left. Without this a pid that meanwhile belongs to another program would keep
// the cluster locked, and a backend that outlived its postmaster would keep its shared memory.
func (c *cluster) clear(ctx context.Context) error {
	if err := endAll(ctx, func() []int { return clusterProcesses(c.data) }, stopLimit); err != nil {
		return err
	}
	err := os.Remove(filepath.Join(c.data, "postmaster.pid"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

func (c *cluster) command() (*exec.Cmd, error) {
	log, err := openLog(c.log)
	if err != nil {
		return nil, err
	}
	args := []string{"-D", c.data, "-p", strconv.Itoa(c.ports.Postgres)}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	cmd := exec.Command(filepath.Join(c.programs, "postgres"), args...)
	cmd.SysProcAttr, cmd.Env, cmd.Dir = c.user.attributes(), environment(), c.data
	cmd.Stdout, cmd.Stderr = log, log
	follow(cmd.SysProcAttr, syscall.SIGINT)
	c.options.Progress(fmt.Sprintf("starting %s on port %d", version(c.programs), c.ports.Postgres))
	return cmd, nil
}

// ready waits until the database answers a statement.
func (c *cluster) ready(ctx context.Context, p *process) error {
	for {
		db, err := pgx.Connect(ctx, c.url("postgres"))
		if err == nil {
			return db.Close(ctx)
		}
		var refused *pgconn.PgError
		if errors.As(err, &refused) && refused.Code == wrongPassword {
			return fmt.Errorf("the database in %s was made with another password than the one in %s: %w",
				c.data, filepath.Join(c.options.Dir, "password"), err)
		}
		select {
		case <-p.done:
			return fmt.Errorf("%v\n%s", p.cmd.ProcessState, lastLines(c.log))
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", context.Cause(ctx), err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// database makes the named database if it is missing and returns its URL.
func (c *cluster) database(ctx context.Context, name string) (string, error) {
	db, err := pgx.Connect(ctx, c.url("postgres"))
	if err != nil {
		return "", fmt.Errorf("the database does not let us in: %w", err)
	}
	defer db.Close(context.WithoutCancel(ctx))
	var there bool
	if err := db.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there); err != nil {
		return "", err
	}
	if !there {
		if _, err := db.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()); err != nil {
			return "", err
		}
	}
	return c.url(name), nil
}

func (c *cluster) url(database string) string {
	u := url.URL{Scheme: "postgres", User: url.UserPassword(role, c.password), Host: loopback(c.ports.Postgres),
		Path: database, RawQuery: "sslmode=disable"}
	return u.String()
}

// password returns the secret in the file, made at the first time.
func password(file string) (string, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		text = []byte(rand.Text())
		err = Keep(file, text, 0o600)
	}
	return strings.TrimSpace(string(text)), err
}

// environment is ours without what would redirect PostgreSQL's programs.
func environment() []string {
	kept := []string{"LC_ALL=C"}
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "PG") && !strings.HasPrefix(pair, "LC_ALL=") {
			kept = append(kept, pair)
		}
	}
	return kept
}
