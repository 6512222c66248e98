// Package web lets people in with a browser. They see the same screens as over SSH, sent as
// the same bytes over a WebSocket and drawn by a page of our own, and are held to the same
// limits by the same code ([sshserver.Server.ServeRemote]).
//
// A person is known by a random cookie, of which the workshop keeps a keyed hash, as it does
// of an SSH key. Over plain HTTP others on the same network can read and change all that is
// sent, so such a person is never more than a participant; see package router.
//
// The page tells nothing about workshops: it is the same whatever is asked for. What holds
// against other sites and other servers at the same address is in origin.go.
package web

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"verkstad/model/safego"
	"verkstad/sshserver"
)

// Config configures a web server. Server is required.
type Config struct {
	// Server is the server whose workshops are served.
	Server *sshserver.Server
	// Listen is the address to listen on, host:port. Listener, if not nil, is used instead.
	Listen   string
	Listener net.Listener
	// Names are the host names that browsers reach the server by, besides addresses. A name
	// that is not among them is refused, since anybody can let a name of theirs lead here.
	Names []string
	// TLS is how connections are encrypted; nil for plain HTTP.
	TLS *tls.Config
	// Log receives the server's log; nil means slog.Default.
	Log *slog.Logger
	// Patience is how long a client may take to send a request, and twice that to take the
	// answer; 0 means 5 s.
	Patience time.Duration
}

// Server is a web server. Its methods may be called by any goroutine.
type Server struct {
	config   Config
	listener net.Listener
	http     http.Server
}

// maxHeader is how many bytes the head of a request may have; net/http allows 4 KB more.
const maxHeader = 8 << 10

// New makes a server that listens but does not answer until [Server.Serve] is called. It
// returns a [*sshserver.ListenError] if the address cannot be listened on.
func New(c Config) (*Server, error) {
	if c.Server == nil {
		return nil, errors.New("web: Config.Server is missing")
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Patience == 0 {
		c.Patience = 5 * time.Second
	}
	if c.Listener == nil {
		l, err := sshserver.Listen(c.Listen)
		if err != nil {
			return nil, err
		}
		c.Listener = l
	}
	s := &Server{config: c, listener: c.Listener}
	s.http = http.Server{
		Handler: s, ReadHeaderTimeout: c.Patience, ReadTimeout: c.Patience, WriteTimeout: 2 * c.Patience, IdleTimeout: c.Patience,
		MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
		Protocols: new(http.Protocols), ConnContext: withConn,
	}
	s.http.Protocols.SetHTTP1(true) // a WebSocket is not upgraded to from HTTP/2 here
	return s, nil
}

// connKey is the context key of a request's connection.
type connKey struct{}

// withConn puts a connection in the context of its requests.
func withConn(ctx context.Context, c net.Conn) context.Context {
	if t, ok := c.(*tls.Conn); ok {
		c = t.NetConn()
	}
	return context.WithValue(ctx, connKey{}, c)
}

// connOf returns the connection of a request.
func connOf(r *http.Request) *sshserver.Conn {
	c, _ := r.Context().Value(connKey{}).(*sshserver.Conn)
	return c
}

// Addr returns the address that the server listens on.
func (s *Server) Addr() net.Addr { return s.listener.Addr() }

// Encrypted reports whether connections are encrypted.
func (s *Server) Encrypted() bool { return s.config.TLS != nil }

// Serve answers until ctx ends, and then returns nil. It returns an error if it cannot go on
// listening. Sessions are ended by the [sshserver.Server].
func (s *Server) Serve(ctx context.Context) error {
	l := s.config.Server.Listener(s.listener)
	if s.config.TLS != nil {
		l = tls.NewListener(l, s.config.TLS)
	}
	served := make(chan error, 1)
	safego.Go("answer browsers", func() { served <- s.http.Serve(l) })
	select {
	case <-ctx.Done():
		err := s.http.Close()
		<-served
		return err
	case err := <-served:
		return err
	}
}

// Close stops listening, for a server that is not to be served.
func (s *Server) Close() error { return s.listener.Close() }
