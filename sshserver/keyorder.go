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

// An SSH agent offers its keys one after the other and signs with the first that is
// accepted. A facilitator whose facilitator's key comes second would then be a stranger. So
// the first key, once proved, is answered with partial success if it is not a
// facilitator's: OpenSSH and PuTTY then go on to the other keys, and finally offer the
// first again or ask for keyboard-interactive. Meanwhile, keys that are not a facilitator's
// are declined, and the first is accepted when it is offered again. Declining the first at
// once would not work: when all keys have been declined, OpenSSH offers none again, and
// some clients have no other way in.
//
// This affects only which key a client signs with. Who a person is, is decided inside the
// session, from the key that was proved. The answers do not tell who takes part.

// slowSignature is the time from which a signature is taken to need a person, for a
// passphrase or a touch. Nobody is asked for that twice: their key is accepted.
const slowSignature = time.Second

// maxAuthTries is how many failed tries a client has before it is disconnected: as many as
// an agent may have keys.
const maxAuthTries = 100

// Leaders is implemented by an [App] in whose workshops keys can lead that are not in the
// facilitators file.
type Leaders interface {
	// AnyLeads reports whether there is any such key.
	AnyLeads() bool
	// Leads reports whether a key, given by its SHA-256, leads the workshop that a user
	// name names.
	Leads(user string, key [32]byte) bool
}

// keyOrder holds the keys that a client has offered on one connection. It is used by the
// handshake alone.
type keyOrder struct {
	offered time.Time          // when the key that is to be signed with was accepted
	proven  []byte             // the first key, in wire format, once the client has been asked for others
	perms   *gossh.Permissions // of proven
}

// acceptKey reports whether a key that a client offers is acceptable.
func (s *Server) acceptKey(ctx ssh.Context, key ssh.PublicKey) bool {
	order := &connOf(ctx).keys
	order.offered = s.limiter.now()
	return order.proven == nil || bytes.Equal(key.Marshal(), order.proven) || s.leads(ctx.User(), key)
}

// keyProven decides what follows once a client has signed with a key.
func (s *Server) keyProven(ctx ssh.Context, key gossh.PublicKey, perms *gossh.Permissions, config *gossh.ServerConfig) (*gossh.Permissions, error) {
	conn := connOf(ctx)
	order, wire := &conn.keys, key.Marshal()
	switch {
	case bytes.Equal(order.proven, wire):
		s.loneKeys.remember(conn, wire, s.facilitators.version())
		return perms, nil
	case s.leads(ctx.User(), key): // reads the file again if it has changed
		return perms, nil
	case order.proven != nil, s.limiter.now().Sub(order.offered) > slowSignature, !s.wantsOtherKeys(ctx, wire):
		return perms, nil
	}
	order.proven, order.perms = wire, perms
	return nil, &gossh.PartialSuccessError{Next: gossh.ServerAuthCallbacks{
		PublicKeyCallback: config.PublicKeyCallback, KeyboardInteractiveCallback: config.KeyboardInteractiveCallback,
	}}
}

// asksForNoneOnPurpose is the prefix of the identification of clients that send the method
// "none" only when they are told to. All others begin with it to learn which methods there
// are: they would come in without ever showing their key.
const asksForNoneOnPurpose = "SSH-2.0-paramiko"

// errShowAKey is the answer to a client that may have a key.
var errShowAKey = errors.New("sshserver: ask by a key, or by keyboard-interactive")

// onlyNone answers a client that asks for the method "none".
func (s *Server) onlyNone(ctx ssh.Context, conn gossh.ConnMetadata) (*gossh.Permissions, error) {
	if !strings.HasPrefix(string(conn.ClientVersion()), asksForNoneOnPurpose) {
		return nil, errShowAKey
	}
	return s.noKey(ctx, conn)
}

// noKey answers a client that has no key, or none other than the one it has proved.
func (s *Server) noKey(ctx ssh.Context, conn gossh.ConnMetadata) (*gossh.Permissions, error) {
	ctx.SetValue(ssh.ContextKeyUser, conn.User())
	ctx.SetValue(ssh.ContextKeyClientVersion, string(conn.ClientVersion()))
	if order := &connOf(ctx).keys; order.proven != nil {
		s.loneKeys.remember(connOf(ctx), order.proven, s.facilitators.version())
		return order.perms, nil
	}
	return &gossh.Permissions{}, nil
}

// wantsOtherKeys reports whether a client that has proved a key is to offer others: if any
// key leads, and the client is known to handle it.
func (s *Server) wantsOtherKeys(ctx ssh.Context, key []byte) bool {
	app, ok := s.app.(Leaders)
	version := ctx.ClientVersion()
	return (strings.HasPrefix(version, "SSH-2.0-OpenSSH") || strings.HasPrefix(version, "SSH-2.0-PuTTY")) &&
		(s.facilitators.hasKeys() || ok && app.AnyLeads()) &&
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

// loneKeys remembers the first keys of clients that have no facilitator's key, so that they
// come in at once the next time. An entry holds for one address, until the facilitators
// file changes.
type loneKeys struct {
	mu      sync.Mutex
	version string
	seen    map[[32]byte]bool
}

// maxLoneKeys bounds how many keys are remembered.
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
