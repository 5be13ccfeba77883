package main

import (
	"sync/atomic"

	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
)

// logger writes warnings and errors to standard error as JSON lines. While the server stops it is silent:
// services that lose each other then are no news.
var logger = &quietable{Logger: log.NewZapLogger(log.BuildZapLogger(log.Config{Level: "warn"})), quiet: new(atomic.Bool)}

type quietable struct {
	log.Logger
	quiet *atomic.Bool
}

func (l *quietable) mute() { l.quiet.Store(true) }

// Warn writes msg unless the server is stopping.
func (l *quietable) Warn(msg string, tags ...tag.Tag) {
	if !l.quiet.Load() {
		l.Logger.Warn(msg, tags...)
	}
}

// Error writes msg unless the server is stopping.
func (l *quietable) Error(msg string, tags ...tag.Tag) {
	if !l.quiet.Load() {
		l.Logger.Error(msg, tags...)
	}
}

// With returns a logger that adds tags and falls silent together with this one.
func (l *quietable) With(tags ...tag.Tag) log.Logger {
	return &quietable{Logger: log.With(l.Logger, tags...), quiet: l.quiet}
}
