package sshserver

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"strings"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// An agent offers its keys one after the other and signs with the first that is
// accepted. A facilitator whose key comes second would be a stranger. So the
// first key, once proven, is answered with partial success if it does not lead:
// OpenSSH and PuTTY then go on to the others, and come back to the first at last or
// ask by keyboard-interactive. Keys that do not lead are declined meanwhile, and the
// first is accepted when it is offered again. To decline the first at once would not
// do: when all have been declined OpenSSH offers none again, and some clients have
// no other way in.
//
// Which keys a client signs with is all that this steers: who somebody is follows
// inside the session from the key that was proven. Nothing that is answered tells
// who takes part.

// slowSignature is how long a signature takes that a person has a hand in, with
// a passphrase or a touch. Nobody is asked for that twice: their key is accepted.
const slowSignature = time.Second

// maxAuthTries is how often a client may fail before it is closed: as many keys as
// an agent may have.
const maxAuthTries = 100

// Leaders is an [App] in whose workshops keys can lead that stand in no file.
type Leaders interface {
	// AnyLeads tells whether there is any such key.
	AnyLeads() bool
	// Leads tells whether a key, by its SHA-256, leads where a user name leads to.
	Leads(user string, key [32]byte) bool
}

// keyOrder is what a client has offered on one connection. It is used by the
// handshake alone.
type keyOrder struct {
	offered time.Time          // when a key was accepted that is to be signed with
	proven  []byte             // the first key, in wire form, once others are awaited
	perms   *gossh.Permissions // of proven
}

// acceptKey answers a client that offers a key.
func (s *Server) acceptKey(ctx ssh.Context, key ssh.PublicKey) bool {
	order := &connOf(ctx).keys
	order.offered = s.limiter.now()
	return order.proven == nil || bytes.Equal(key.Marshal(), order.proven) || s.leads(ctx.User(), key)
}

// keyProven answers a client that has signed with a key.
func (s *Server) keyProven(ctx ssh.Context, key gossh.PublicKey, perms *gossh.Permissions, config *gossh.ServerConfig) (*gossh.Permissions, error) {
	conn := connOf(ctx)
	order, wire := &conn.keys, key.Marshal()
	switch {
	case bytes.Equal(order.proven, wire):
		s.loneKeys.remember(conn, wire, s.facilitators.version())
		return perms, nil
	case s.leads(ctx.User(), key): // which reads the file anew if it has changed
		return perms, nil
	case order.proven != nil, s.limiter.now().Sub(order.offered) > slowSignature, !s.steers(ctx, wire):
		return perms, nil
	}
	order.proven, order.perms = wire, perms
	return nil, &gossh.PartialSuccessError{Next: gossh.ServerAuthCallbacks{
		PublicKeyCallback: config.PublicKeyCallback, KeyboardInteractiveCallback: config.KeyboardInteractiveCallback,
	}}
}

// asksForNoneOnPurpose begins how clients introduce themselves that send the method
// "none" only when they are told to. All others begin with it to hear which methods
// there are: they would come in without ever showing their key.
const asksForNoneOnPurpose = "SSH-2.0-paramiko"

// errShowAKey is what a client is answered that may have a key.
var errShowAKey = errors.New("sshserver: ask by a key, or by keyboard-interactive")

// onlyNone answers a client that asks to come in by nothing.
func (s *Server) onlyNone(ctx ssh.Context, conn gossh.ConnMetadata) (*gossh.Permissions, error) {
	if !strings.HasPrefix(string(conn.ClientVersion()), asksForNoneOnPurpose) {
		return nil, errShowAKey
	}
	return s.noKey(ctx, conn)
}

// noKey answers a client that has no key, or none other than the one it has
// proven.
func (s *Server) noKey(ctx ssh.Context, conn gossh.ConnMetadata) (*gossh.Permissions, error) {
	ctx.SetValue(ssh.ContextKeyUser, conn.User())
	ctx.SetValue(ssh.ContextKeyClientVersion, string(conn.ClientVersion()))
	if order := &connOf(ctx).keys; order.proven != nil {
		s.loneKeys.remember(connOf(ctx), order.proven, s.facilitators.version())
		return order.perms, nil
	}
	return &gossh.Permissions{}, nil
}

// steers reports whether a client that has proven a key is to offer others:
// where keys lead, and a client is known to do so.
func (s *Server) steers(ctx ssh.Context, key []byte) bool {
	app, ok := s.app.(Leaders)
	version := ctx.ClientVersion()
	return (strings.HasPrefix(version, "SSH-2.0-OpenSSH") || strings.HasPrefix(version, "SSH-2.0-PuTTY")) &&
		(s.facilitators.any() || ok && app.AnyLeads()) &&
		!s.loneKeys.has(connOf(ctx), key, s.facilitators.version())
}

// leads reports whether a key makes a facilitator.
func (s *Server) leads(user string, key gossh.PublicKey) bool {
	bare := withoutCertificate(key)
	if _, listed := s.facilitators.lookup(bare); listed {
		return true
	}
	app, ok := s.app.(Leaders)
	return ok && app.Leads(user, sha256.Sum256(bare.Marshal()))
}

// loneKeys remembers the first keys of clients that have no key that leads, so that
// they come in at once the next time. It holds for one address, until the file of
// facilitators changes.
type loneKeys struct {
	mu      sync.Mutex
	version string
	seen    map[[32]byte]bool
}

// maxLoneKeys bounds what is remembered.
const maxLoneKeys = 4096

func (a *loneKeys) id(c *Conn, key []byte) [32]byte {
	return sha256.Sum256(append([]byte(addressOf(c.Conn)+"\x00"), key...))
}

func (a *loneKeys) has(c *Conn, key []byte, version string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.version == version && a.seen[a.id(c, key)]
}

func (a *loneKeys) remember(c *Conn, key []byte, version string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.seen == nil || a.version != version || len(a.seen) >= maxLoneKeys {
		a.version, a.seen = version, map[[32]byte]bool{}
	}
	a.seen[a.id(c, key)] = true
}
