// Package sshserver is Verkstad's SSH server: it decides who may connect and what they may
// send, and runs one session for each terminal.
//
// Everyone may come in. Any public key is accepted, and identifies people who come back;
// people without one come in too. What strangers can send, open, hold and wait for is
// bounded by [Limits], each of which stands against an attack that was tried. What people
// see is up to the [App].
package sshserver

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"strings"
	"sync"
	"time"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"
	"golang.org/x/time/rate"

	"verkstad/model/safego"
	"verkstad/ui/frame"
	"verkstad/ui/live"
)

// defaultCache is how much memory the shared pictures may take, in bytes.
const defaultCache = 64 << 20

// How many sessions a second are logged one by one, after a first burst for a room that
// comes in.
const (
	sessionLines      = 5
	sessionLinesBurst = 1000
)

// Config configures a server. App and HostKeyPath are required.
type Config struct {
	// Listen is the address to listen on, host:port, such as ":2222" for all
	// interfaces. Listener, if not nil, is used instead.
	Listen   string
	Listener net.Listener

	// HostKeyPath is the file of the server's private ed25519 key, made at the first start.
	// With AllHostKeys an ECDSA and an RSA key are made and kept beside it, for clients
	// that do not support ed25519. FacilitatorsPath is a file in authorized_keys format
	// with the keys of the facilitators; if it is empty or missing, nobody is a facilitator
	// over SSH.
	HostKeyPath, FacilitatorsPath string
	AllHostKeys                   bool

	// Limits bound what strangers can do. Values that are zero have their defaults.
	Limits Limits

	// Log receives the server's log; nil means slog.Default.
	Log *slog.Logger

	// App is what a connection reaches.
	App App

	// Cache holds the pictures that all terminals share; nil makes one.
	Cache *frame.Cache
}

// Server is an SSH server. Its methods may be called by any goroutine.
type Server struct {
	app          App
	limits       Limits
	log          *slog.Logger
	cache        *frame.Cache
	hub          *live.Hub
	facilitators *facilitators
	limiter      *connLimiter
	listener     net.Listener
	ssh          *ssh.Server
	hostKeys     []gossh.MultiAlgorithmSigner // the ed25519 key first
	sessions     *rate.Limiter                // limits how many are logged one by one
	loneKeys     loneKeys
	memory       *memory

	mu       sync.Mutex
	stopping bool
	running  sync.WaitGroup // running sessions; none is added once stopping is set
}

// New makes a server that listens but does not answer until [Server.Serve] is called. It
// returns an [ErrHostKey] or a [*ListenError] if one of these fails.
func New(config Config) (*Server, error) {
	if config.App == nil {
		return nil, errors.New("sshserver: Config.App is missing")
	}
	s := &Server{
		app: config.App, limits: config.Limits.orDefault(), log: config.Log,
		cache: config.Cache, listener: config.Listener, memory: newMemory(),
		sessions: rate.NewLimiter(sessionLines, sessionLinesBurst),
	}
	s.hub = live.NewHub(live.Config{Frames: s.limits.Pictures})
	if s.log == nil {
		s.log = slog.Default()
	}
	if s.cache == nil {
		s.cache = frame.NewCache(defaultCache)
	}
	signers, err := loadHostKeys(config.HostKeyPath, config.AllHostKeys)
	if err != nil {
		return nil, err
	}
	for _, signer := range signers {
		key, err := withoutSHA1(signer)
		if err != nil {
			return nil, err
		}
		s.hostKeys = append(s.hostKeys, key)
	}
	s.facilitators = newFacilitators(config.FacilitatorsPath, s.log)
	s.limiter = newConnLimiter(s.limits, s.log)
	s.ssh, err = wish.NewServer(wish.WithVersion("Verkstad"), func(server *ssh.Server) error {
		server.AddHostKey(noHostKey{})
		return s.configure(server)
	})
	if err != nil {
		return nil, err
	}
	if s.listener == nil {
		s.listener, err = listen(config.Listen)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// configure sets up the SSH library. Features that are not named here, such as forwarding,
// subsystems and password authentication, are off by default; a test holds that.
func (s *Server) configure(server *ssh.Server) error {
	server.Handler = s.serveSession
	server.ConnCallback = s.limiter.admit
	server.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.openSession, "default": refuseChannel}
	server.RequestHandlers = map[string]ssh.RequestHandler{}
	server.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
	server.HandshakeTimeout = s.limits.Handshake
	server.MaxTimeout = s.limits.Total
	// Without any handler the server would accept the method "none", and no client would
	// ever show its key. Clients without one come in by keyboard-interactive.
	server.PublicKeyHandler = s.acceptKey
	server.ServerConfigCallback = func(ctx ssh.Context) *gossh.ServerConfig {
		config := serverConfig(connOf(ctx), s.hostKeys)
		config.MaxAuthTries = maxAuthTries
		config.AuthLogCallback = func(_ gossh.ConnMetadata, _ string, err error) {
			if err == nil {
				s.limiter.authenticated(connOf(ctx))
			}
		}
		config.NoClientAuth = true
		config.NoClientAuthCallback = func(conn gossh.ConnMetadata) (*gossh.Permissions, error) {
			return s.onlyNone(ctx, conn)
		}
		config.KeyboardInteractiveCallback = func(conn gossh.ConnMetadata, _ gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
			return s.noKey(ctx, conn)
		}
		config.VerifiedPublicKeyCallback = func(_ gossh.ConnMetadata, key gossh.PublicKey, perms *gossh.Permissions, _ string) (*gossh.Permissions, error) {
			return s.keyProven(ctx, key, perms, config)
		}
		return config
	}
	return nil
}

// begin adds a session to the running ones. It returns false if the server is stopping.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopping {
		return false
	}
	s.running.Add(1)
	return true
}

// serveSession serves one session, on a goroutine of its own.
func (s *Server) serveSession(session ssh.Session) {
	l := sessionContextOf(session)
	conn := connOf(l)
	out := newStallWriter(*l.channel.Load(), s.limits.WriteStall, func() {
		s.log.Info("closed a connection that does not read", "remote", addressOf(conn))
		_ = conn.Close()
	})
	caller := s.identify(session, conn)
	if !s.begin() {
		writeLine(out, sayGoodbye.text(caller.Lang))
		return
	}
	defer s.running.Done()
	switch {
	case caller.Facilitator:
		conn.trust()
	case caller.HasKey:
		conn.SetOwner("key " + string(caller.Key[:]))
	}
	pty, _, isTerminal := session.Pty()
	isTerminal = isTerminal && session.RawCommand() == "" && abilityOf(pty.Term) != lineTerminal
	log := s.sessionLog(conn, caller)
	log.Info("session begins", "terminal", isTerminal, "key", caller.HasKey, "facilitator", caller.Facilitator)
	// People's names and clients are logged only for debugging; a return code, which lets
	// somebody in as a person, is not logged at all.
	code, _, _ := strings.Cut(caller.User, "+")
	log.Debug("session caller", "user", code, "client", caller.ClientVersion)
	status := 1
	failed := safego.Run("session", func() {
		if isTerminal {
			next := readerInput(*l.channel.Load(), &s.limits)
			status = s.runScreen(s.newTerminal(l.session, s.terminal(session, l), next, out, conn), out, caller)
		} else {
			status = s.runLine(session, l, out, caller)
		}
	})
	if failed {
		writeLine(out, conn.farewell(sayCrash, caller.Lang))
	}
	log.Info("session ends", "why", l.reason(), "status", status)
	_ = session.Exit(status)
}

// Serve serves connections until ctx ends or [Server.Shutdown] is called, then says goodbye
// to everyone and returns nil. It returns an error if it cannot go on listening.
func (s *Server) Serve(ctx context.Context) error {
	sweeping, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	safego.Go("connection sweep", func() { s.limiter.run(sweeping) })
	safego.Go("memory watch", func() { s.watchMemory(sweeping) })

	served := make(chan error, 1)
	safego.Go("accept connections", func() { served <- s.ssh.Serve(s.listener) })
	select {
	case <-ctx.Done():
		patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		err := s.Shutdown(patience)
		<-served
		return err
	case err := <-served:
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.stopping {
			return nil
		}
		return err
	}
}

// Shutdown accepts no more connections, says goodbye on every screen, and waits until all
// sessions have ended or ctx ends; then it closes every connection. It returns ctx's error
// if a session had to be cut off.
func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.stopping = true
	s.mu.Unlock()
	_ = s.listener.Close()
	for _, c := range s.limiter.allConns() {
		if c.endSessions(sayGoodbye) == 0 {
			_ = c.Close()
		}
	}
	over := make(chan struct{})
	safego.Go("wait for sessions", func() {
		s.running.Wait()
		close(over)
	})
	var err error
	select {
	case <-over:
		// Clients disconnect by themselves now. Closing a connection whose client is still
		// sending could lose the last of what we wrote.
		s.limiter.awaitEmpty(ctx, time.Second)
	case <-ctx.Done():
		err = ctx.Err()
	}
	for _, c := range s.limiter.allConns() {
		_ = c.Close()
	}
	if closing := s.ssh.Close(); !errors.Is(closing, net.ErrClosed) { // the listener, which was closed above
		err = errors.Join(err, closing)
	}
	return err
}

// Addr returns the address that the server listens on.
func (s *Server) Addr() net.Addr { return s.listener.Addr() }

// Fingerprint returns the fingerprint of the ed25519 host key as ssh shows it: SHA-256 in
// base64.
func (s *Server) Fingerprint() string { return gossh.FingerprintSHA256(s.hostKeys[0].PublicKey()) }

// HostKey returns the ed25519 host key as in known_hosts, without a host: ssh-ed25519 AAAA….
func (s *Server) HostKey() string { return knownHost(s.hostKeys[0]) }

// Connections returns how many connections there are now.
func (s *Server) Connections() int { return s.limiter.count() }
