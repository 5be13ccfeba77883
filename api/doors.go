package api

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// doors count sign-ins by where they come from: a network of 256 addresses, or of
// /64 with IPv6.
type doors struct {
	mu   sync.Mutex
	from map[netip.Prefix]*rate.Limiter
}

// A network may try so often at once, and then once in so long.
const (
	triesAtOnce = 30
	triesEvery  = 5 * time.Second
	doorsMost   = 10_000
)

func newDoors() *doors { return &doors{from: map[netip.Prefix]*rate.Limiter{}} }

// open reports whether one more sign-in from ip is heard.
func (d *doors) open(ip string, now time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	place := network(ip)
	limit := d.from[place]
	if limit == nil {
		d.tidy(now)
		limit = rate.NewLimiter(rate.Every(triesEvery), triesAtOnce)
		d.from[place] = limit
	}
	return limit.AllowN(now, 1)
}

// tidy forgets who has been quiet, and everybody when there are too many.
func (d *doors) tidy(now time.Time) {
	if len(d.from) < doorsMost {
		return
	}
	for place, limit := range d.from {
		if limit.TokensAt(now) >= triesAtOnce {
			delete(d.from, place)
		}
	}
	if len(d.from) >= doorsMost {
		clear(d.from)
	}
}

func network(ip string) netip.Prefix {
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return netip.Prefix{}
	}
	bits := 24
	if a = a.Unmap(); a.Is6() {
		bits = 64
	}
	p, _ := a.Prefix(bits)
	return p
}
