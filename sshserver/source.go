package sshserver

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Source is where connections come from, for limits that several connections share: an IPv4
// address, or the /64 network of an IPv6 address, which is the least that one subscriber is
// given (RFC 6177). The zero Source stands for all other addresses.
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
	prefix, _ := ip.Prefix(bits) // the zero Prefix if the address is the zero Addr
	return Source{prefix}
}

// String returns the address or the network, as in 192.0.2.7 or 2001:db8::/64.
func (s Source) String() string {
	if s.prefix.IsSingleIP() {
		return s.prefix.Addr().String()
	}
	return s.prefix.String()
}

// maxLimiters bounds how many limiters a [Limiters] keeps; see there.
const maxLimiters = 1 << 16

// Limiters are token buckets, one for each key, such as a source. Buckets that are full
// again are dropped, so that there are never many more than are in use; if there are over
// 65,536 all the same, all are dropped. Its methods may be called by any goroutine.
type Limiters[K comparable] struct {
	limit rate.Limit
	burst int
	now   func() time.Time

	mu      sync.Mutex
	byKey   map[K]*rate.Limiter
	pruneAt int
}

// NewLimiters returns limiters with so many tokens a second for each key, after a first
// burst.
func NewLimiters[K comparable](limit rate.Limit, burst int, now func() time.Time) *Limiters[K] {
	return &Limiters[K]{limit: limit, burst: burst, now: now, byKey: map[K]*rate.Limiter{}}
}

// Allow takes one of k's tokens, and reports whether there was one.
func (l *Limiters[K]) Allow(k K) bool { return l.For(k).AllowN(l.now(), 1) }

// For returns k's limiter. The caller must not keep it.
func (l *Limiters[K]) For(k K) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if have := l.byKey[k]; have != nil {
		return have
	}
	if len(l.byKey) >= l.pruneAt {
		l.prune()
	}
	fresh := rate.NewLimiter(l.limit, l.burst)
	l.byKey[k] = fresh
	return fresh
}

// prune drops limiters that say no more than a new one would. It is called when their
// number has doubled since the last time, so that it costs little in all.
func (l *Limiters[K]) prune() {
	now := l.now()
	for k, limiter := range l.byKey {
		if limiter.TokensAt(now) >= float64(l.burst) {
			delete(l.byKey, k)
		}
	}
	if len(l.byKey) > maxLimiters {
		clear(l.byKey)
	}
	l.pruneAt = max(1024, min(2*len(l.byKey), maxLimiters+1))
}
