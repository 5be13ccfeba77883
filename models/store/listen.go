package store

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
)

// pause is how long nothing is tried after a connection that listens was lost.
const pause = time.Second

// listen hands hear a connection beside the pool that listens on a channel, and
// another when hear returns, until ctx ends. Where none can be made it calls deaf
// instead, each turn; the first of such failures is logged.
func (db *DB) listen(ctx context.Context, channel string, hear func(*pgx.Conn) error, deaf func()) {
	for said := false; ctx.Err() == nil; {
		conn, err := db.listener(ctx, channel)
		if stands := err == nil; stands {
			err, said = errors.Join(hear(conn), conn.Close(context.WithoutCancel(ctx))), false
		} else {
			deaf()
		}
		if !said && ctx.Err() == nil {
			slog.Warn("database: what it announces is not heard; tried again each second", "channel", channel, "fault", err)
			said = true
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// listener is a new connection that listens; an address that does not answer is given
// up, so that the turns go on.
func (db *DB) listener(ctx context.Context, channel string) (*pgx.Conn, error) {
	ctx, end := context.WithTimeout(ctx, 5*time.Second)
	defer end()
	conn, err := pgx.ConnectConfig(ctx, db.config.Copy())
	if err != nil {
		return nil, err
	}
	if _, err := conn.Exec(ctx, "listen "+channel); err != nil {
		return nil, errors.Join(err, conn.Close(context.WithoutCancel(ctx)))
	}
	return conn, nil
}
