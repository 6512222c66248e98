package sshserver

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Source is where connections come from, for limits that many share: a whole
// IPv4 address, or the /64 network of an IPv6 address, which is the least that
// one subscriber is given (RFC 6177). The zero Source is that of addresses that
// are of neither kind.
type Source struct{ prefix netip.Prefix }

// SourceOf returns the source of a network address.
func SourceOf(address net.Addr) Source {
	var ip netip.Addr
	switch a := address.(type) {
	case nil:
		return Source{}
	case *net.TCPAddr:
		ip = a.AddrPort().Addr()
	default:
		parsed, err := netip.ParseAddrPort(a.String())
		if err != nil {
			return Source{}
		}
		ip = parsed.Addr()
	}
	bits := 64
	if ip = ip.Unmap().WithZone(""); ip.Is4() {
		bits = 32
	}
	prefix, _ := ip.Prefix(bits) // the zero prefix of the zero address
	return Source{prefix}
}

// String is the address or the network, as in 192.0.2.7 or 2001:db8::/64.
func (s Source) String() string {
	if s.prefix.IsSingleIP() {
		return s.prefix.Addr().String()
	}
	return s.prefix.String()
}

// maxLimiters bounds how many limiters a [Limiters] keeps; see there.
const maxLimiters = 1 << 16

// Limiters are token buckets by whom they limit, such as a source. Those that
// are full again are forgotten, so that there are never many more than are in
// use; should there be over 65,536 all the same, all are forgotten. Its methods
// may be called by any goroutine.
type Limiters[K comparable] struct {
	limit rate.Limit
	burst int
	now   func() time.Time

	mu      sync.Mutex
	all     map[K]*rate.Limiter
	pruneAt int
}

// NewLimiters returns limiters of so many tokens a second each, after a first
// burst.
func NewLimiters[K comparable](limit rate.Limit, burst int, now func() time.Time) *Limiters[K] {
	return &Limiters[K]{limit: limit, burst: burst, now: now, all: map[K]*rate.Limiter{}}
}

// Allow takes one of k's tokens, and reports whether there was one.
func (l *Limiters[K]) Allow(k K) bool { return l.Of(k).AllowN(l.now(), 1) }

// Of returns k's limiter. It is not to be kept.
func (l *Limiters[K]) Of(k K) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if have := l.all[k]; have != nil {
		return have
	}
	if len(l.all) >= l.pruneAt {
		l.prune()
	}
	fresh := rate.NewLimiter(l.limit, l.burst)
	l.all[k] = fresh
	return fresh
}

// prune forgets what says no more than a new one would. It is called when the
// number has doubled since the last time, so that it costs little in all.
func (l *Limiters[K]) prune() {
	now := l.now()
	for k, limiter := range l.all {
		if limiter.TokensAt(now) >= float64(l.burst) {
			delete(l.all, k)
		}
	}
	if len(l.all) > maxLimiters {
		clear(l.all)
	}
	l.pruneAt = max(1024, min(2*len(l.all), maxLimiters+1))
}
