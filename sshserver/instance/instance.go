// Package instance is an open data folder, a server for it once a workshop is hosted, and
// the terminal of the computer that it is on. It connects the command line, the router and
// the screens, and does not import the store: main opens that.
package instance

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"sync/atomic"
	"time"

	"verkstad/model"
	"verkstad/model/safego"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/sshserver/router"
	"verkstad/sshserver/web"
	"verkstad/ui/cli"
	"verkstad/ui/facilitator"
	"verkstad/ui/frame"
	"verkstad/ui/lines"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

const pictures = 64 << 20 // memory for shared pictures, in bytes

// Config is what an instance needs.
type Config struct {
	Data    cli.Data    // closed with the instance
	Logs    cli.Logs    // logs of the same workshops
	Program cli.Program // runs the commands that come over the control socket
	Options *cli.Options
	Log     *slog.Logger
	Now     stage.Clock
}

// Instance is the open folder. [Run] makes one.
type Instance struct {
	Config
	// Again is the command line that continues this workshop later; nil if there is none.
	Again []string

	shared  *stage.Shared                    // shared by all terminals
	server  atomic.Pointer[sshserver.Server] // nil until listen
	web     atomic.Pointer[web.Server]       // nil where no browsers are let in, and until listen
	hosted  atomic.Pointer[workshop.Live]    // nil until Serve
	closers []func() error                   // called last to first by close
}

// Chooser finds or creates the workshop that is to be served.
type Chooser func(context.Context, cli.Data, *cli.Options, time.Time) (workshop.Live, error)

// Run opens a data folder, calls f with it, and closes everything, log too. f's context
// also ends when the server fails; the failed callback of Serve has then been called.
func Run(ctx context.Context, o *cli.Options, log io.WriteCloser, open func(*slog.Logger) (Config, error), f func(ctx context.Context, h *Instance, failed func(error)) error) error {
	c, err := open(cli.NewLog(o, log))
	if err != nil {
		return errors.Join(err, log.Close())
	}
	h := newInstance(c)
	cli.WarnOfOthers(o)
	cli.WarnOfZone(o)
	told := ctx // ends when the process is told to stop
	ctx, stop := context.WithCancelCause(ctx)
	err = f(ctx, h, stop)
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		err = errors.Join(err, cause)
	}
	stop(nil)
	if err = errors.Join(err, h.close(), log.Close()); err == nil && told.Err() != nil {
		cli.Farewell(o, h.Again)
	}
	return err
}

// newInstance lets other commands reach the folder through this process. The caller must
// call close.
func newInstance(c Config) *Instance {
	h := &Instance{Config: c, shared: stage.NewShared(frame.NewCache(pictures)), closers: []func() error{c.Data.Close}}
	h.shared.WallGround = c.Options.Wall
	control, err := cli.ServeControl(c.Program, c.Data, c.Options, h.serving, c.Log)
	if err != nil {
		c.Log.Error("other commands cannot reach this process", "err", err)
		return h
	}
	h.closers = append(h.closers, control.Close)
	return h
}

// hostedRoom returns the workshop that the server was started with; nil before.
func (h *Instance) hostedRoom() workshop.Live {
	if hosted := h.hosted.Load(); hosted != nil {
		return *hosted
	}
	return nil
}

// serving describes the server, once a workshop is hosted.
func (h *Instance) serving() cli.Serving {
	server, hosted := h.server.Load(), h.hostedRoom()
	if server == nil || hosted == nil {
		return cli.Serving{}
	}
	now := cli.Serving{Code: hosted.Board().Code, Listen: server.Addr().String(), Address: h.Options.Address, WebAddress: h.Options.WebAddress}
	if pages := h.web.Load(); pages != nil {
		now.Web = pages.Addr().String()
	}
	return now
}

// close closes everything, the last that was opened first.
func (h *Instance) close() error {
	var err error
	for i := len(h.closers) - 1; i >= 0; i-- {
		err = errors.Join(err, h.closers[i]())
	}
	return err
}

// listen listens on the address. It comes first, so that nothing is created if the address
// cannot be used.
func (h *Instance) listen() error {
	if h.server.Load() != nil {
		return nil
	}
	sshserver.LimitMemory()
	var limits sshserver.Limits
	if h.Options.Rehearsed {
		limits = sshserver.LoadTestLimits()
	}
	door := router.New(router.Config{
		Workshops: h.Data, Hosted: h.hostedRoom, Shared: h.shared, JoinFor: h.JoinFor, Limits: limits,
		Now: h.Now,
		Screens: router.Screens{
			Participant: participant.New,
			Facilitator: facilitator.New,
			Projector:   func(env *stage.Env) stage.Screen { return projector.New(env, nil) },
		},
	})
	server, err := sshserver.New(sshserver.Config{
		Listen: h.Options.Listen, HostKeyPath: filepath.Join(h.Options.Data, HostKeyFile), AllHostKeys: true,
		FacilitatorsPath: filepath.Join(h.Options.Data, "facilitators"), Log: h.Log, Cache: h.shared.Cache, App: door, Limits: limits,
	})
	if err != nil {
		return err
	}
	if err := h.listenWeb(server); err != nil {
		return errors.Join(err, server.Shutdown(context.Background()))
	}
	h.server.Store(server)
	return nil
}

// listenWeb listens for browsers, if they are let in.
func (h *Instance) listenWeb(server *sshserver.Server) error {
	if h.Options.Web == "" {
		return nil
	}
	pages, err := web.New(web.Config{
		Server: server, Listen: h.Options.Web, Names: router.WebNames(h.Options.WebAddress, h.Options.Address), Log: h.Log,
	})
	if err != nil {
		return err
	}
	h.web.Store(pages)
	return nil
}

// Serve serves a workshop; failed is called if the server fails later.
func (h *Instance) Serve(hosted workshop.Live, failed func(error)) error {
	if err := h.listen(); err != nil || h.hosted.Load() != nil {
		return err
	}
	h.hosted.Store(&hosted)
	h.closers = append(h.closers, cli.NoteRunning(h.Options, h.JoinFor(hosted.Board().Code)))
	h.Again = []string{"host", hosted.Board().Code}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	safego.Go("serve", func() {
		err := h.server.Load().Serve(ctx)
		if err != nil && ctx.Err() == nil {
			failed(err)
		}
		served <- err
	})
	h.serveWeb(failed)
	h.closers = append(h.closers, func() error {
		stop()
		if err := <-served; !errors.Is(err, context.DeadlineExceeded) { // some session had to be cut off, which is no failure
			return err
		}
		return nil
	})
	return nil
}

// serveWeb answers browsers, if they are let in. It goes on until the sessions have ended,
// which are the SSH server's.
func (h *Instance) serveWeb(failed func(error)) {
	pages := h.web.Load()
	if pages == nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	safego.Go("serve browsers", func() {
		err := pages.Serve(ctx)
		if err != nil && ctx.Err() == nil {
			failed(err)
		}
		served <- err
	})
	h.closers = append(h.closers, func() error {
		stop()
		<-served
		return nil
	})
}

// Choose listens, chooses the workshop, and serves it.
func (h *Instance) Choose(ctx context.Context, failed func(error), choose Chooser) (workshop.Live, error) {
	if err := h.listen(); err != nil {
		return nil, err
	}
	hosted, err := choose(ctx, h.Data, h.Options, h.Now())
	if err != nil {
		if pages := h.web.Load(); pages != nil {
			err = errors.Join(err, pages.Close())
		}
		return nil, errors.Join(err, h.server.Load().Shutdown(ctx))
	}
	return hosted, h.Serve(hosted, failed)
}

// HostKeyFile is the file, in the data folder, with the server's private ed25519 key.
const HostKeyFile = "host_ed25519"

// JoinFor returns how people join a workshop with this code.
func (h *Instance) JoinFor(code string) workshop.Join {
	server := h.server.Load()
	if server == nil {
		return workshop.Join{}
	}
	served := router.Served{
		Address: server.Addr().String(), Fingerprint: server.Fingerprint(), HostKey: server.HostKey(), Shown: h.Options.Address,
	}
	if pages := h.web.Load(); pages != nil {
		served.Web, served.WebShown, served.WebEncrypted = pages.Addr().String(), h.Options.WebAddress, pages.Encrypted()
	}
	return served.Join(code)
}

// Env returns the local terminal's environment, for a facilitator.
func (h *Instance) Env(hosted workshop.Live) *stage.Env {
	return &stage.Env{
		House: h.Data, Room: hosted, Me: model.Host, Words: h.Options.Words, Theme: theme.For(theme.Unknown, theme.Millions),
		Now: h.Now, NewOp: lines.NewOp, JoinFor: h.JoinFor, Shared: h.shared, Save: cli.Save, Load: cli.Load,
	}
}

// Local runs the local terminal.
func (h *Instance) Local(ctx context.Context, env *stage.Env, first stage.Screen, touched func()) error {
	if env.Room != nil {
		env.Enter(env.Me)
	}
	return cli.Local{Env: env, First: first, Touched: touched, Explain: func(err error) string {
		if text, _, ok := cli.Explain(h.Program, h.Options, err); ok {
			return text
		}
		return env.Say(err)
	}}.Run(ctx)
}

// Server returns the address that the workshop is served on, and the fingerprint of the
// host key; both are empty before Serve.
func (h *Instance) Server() (address, fingerprint string) {
	server := h.server.Load()
	return server.Addr().String(), server.Fingerprint()
}
