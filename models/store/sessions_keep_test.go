package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"countersign/models/calendar"
)

// midnight is when a day begins in China.
var midnight = calendar.On(2026, 11, 24).At(0, calendar.China())

func TestApprovalInForce_ASessionIsKnownForAMomentOfOneDayOnly(t *testing.T) {
	at := midnight.Add(-2 * time.Second)
	for says, look := range map[string]struct {
		seen, now time.Time
		known     bool
	}{
		"at once":                     {at, at, true},
		"a second later":              {at, at.Add(time.Second), true},
		"on the next day":             {at, midnight, false},
		"after a while":               {at.Add(-time.Hour), at.Add(-time.Hour + sessionFor), false},
		"by a clock that was set":     {at, at.Add(-time.Second), false},
		"when its use is to be noted": {at.Add(-time.Minute), at, false},
	} {
		var s sessions
		s.hear(true)
		read := at
		if look.now.Before(at.Add(-time.Minute)) {
			read = look.seen
		}
		s.keep([]byte("hash"), Visitor{SeenAt: look.seen}, read, s.turn)
		v, _ := s.of([]byte("hash"), look.now)
		require.Equal(t, look.known, v != nil, says)
	}
}

func TestApprovalInForce_WhatWasReadBeforeAnAnnouncementIsNotKept(t *testing.T) {
	var s sessions
	s.hear(true)
	for says, between := range map[string]func(){
		"something was announced": s.forget,
		"nothing is heard":        func() { s.hear(false) },
	} {
		s.hear(true)
		_, turn := s.of([]byte("hash"), midnight)
		between()
		s.keep([]byte("hash"), Visitor{SeenAt: midnight}, midnight, turn)
		v, _ := s.of([]byte("hash"), midnight)
		require.Nil(t, v, says)
	}
	s.hear(false)
	_, turn := s.of([]byte("hash"), midnight)
	s.keep([]byte("hash"), Visitor{SeenAt: midnight}, midnight, turn)
	v, _ := s.of([]byte("hash"), midnight)
	require.Nil(t, v, "and nothing is kept while nothing is heard")
}

func TestOnlySoMuchIsKnown(t *testing.T) {
	var s sessions
	s.hear(true)
	for n := range sessionsMost {
		s.keep([]byte(fmt.Sprint(n)), Visitor{}, midnight, s.turn)
	}
	s.keep([]byte("0"), Visitor{}, midnight, s.turn)
	require.Len(t, s.last, sessionsMost, "one that is known is kept again")
	s.keep([]byte("one more"), Visitor{}, midnight, s.turn)
	require.Len(t, s.last, 1)

	var i inboxes
	for n := range inboxesMost {
		i.keep(inboxOf{lang: fmt.Sprint(n)}, inbox{})
	}
	i.keep(inboxOf{lang: "0"}, inbox{})
	require.Len(t, i.last, inboxesMost)
	i.keep(inboxOf{lang: "one more"}, inbox{})
	require.Len(t, i.last, 1)
}
