// Verkstad holds workshops in terminals: the facilitator on a projector,
// everyone else over SSH from their own terminals.
//
// This file wires the parts together: the command line (ui/cli), the store, the
// SSH server with its reception, and the screens. It has no logic of its own.
package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"
	_ "time/tzdata" // a container from scratch has no time zones of its own

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"

	"verkstad/model"
	"verkstad/model/guarded"
	"verkstad/sshserver"
	"verkstad/sshserver/lines"
	"verkstad/sshserver/reception"
	"verkstad/sshserver/rehearse"
	"verkstad/sshserver/simulate"
	"verkstad/store"
	"verkstad/store/clock"
	"verkstad/ui/cli"
	"verkstad/ui/facilitator"
	"verkstad/ui/frame"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// version is set by whoever builds a release.
var version = "0.1.0"

const (
	pictures = 64 << 20         // memory for the shared pictures, in bytes
	demoPace = 4 * time.Second  // what a simulated person takes to think of one thing
	handsOff = 45 * time.Second // how long after the last key the demo leads itself again
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // who is told to stop a second time ends at once
	code := cli.Run(ctx, program{}, cli.Setup{
		Args: os.Args[1:], Env: os.LookupEnv, In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Interactive:   term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd()),
		DefaultFolder: filepath.Join(xdg.DataHome, "verkstad"),
		Version:       version,
	})
	stop()
	os.Exit(code)
}

// program is what the command line drives.
type program struct{}

// house is the store as screens and the command line see it.
type house struct{ *store.Store }

func (h house) Create(ctx context.Context, c model.CreateWorkshop) (stage.Room, error) {
	return room(h.Store.Create(ctx, c))
}

func (h house) Open(ctx context.Context, id string) (stage.Room, error) {
	return room(h.Store.Open(ctx, id))
}

func (h house) ByCode(code string) (stage.Room, bool) {
	live, ok := h.Store.ByCode(code)
	if !ok {
		return nil, false
	}
	return live, true
}

// room keeps a nil *Live from becoming a Room that is not nil.
func room(live *store.Live, err error) (stage.Room, error) {
	if err != nil {
		return nil, err
	}
	return live, nil
}

func (program) Open(o *cli.Options) (cli.Data, error) {
	options := store.Options{Log: cli.NewLog(o, o.Err)}
	var s *store.Store
	var err error
	if o.Reads && isFile(o.Data) {
		s, err = store.OpenBackup(context.Background(), o.Data, options)
	} else {
		s, err = store.Open(o.Data, options)
	}
	if err != nil {
		return nil, err
	}
	cli.WarnOfHealed(o, s.Healed())
	return house{s}, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func (program) Check(ctx context.Context, o *cli.Options, file string) (cli.Finding, error) {
	switch {
	case file != "":
	case isFile(o.Data):
		file = o.Data
	default:
		file = filepath.Join(o.Data, store.DatabaseName)
	}
	r, err := store.CheckFile(ctx, file)
	if missing := store.Missing(o.Data); missing != nil && errors.Is(err, fs.ErrNotExist) && file == filepath.Join(o.Data, store.DatabaseName) {
		err = missing
	}
	found := cli.Finding{File: r.File, Workshops: r.Workshops, Events: r.Events}
	for _, p := range r.Problems {
		found.Problems = append(found.Problems, cli.Damage(p))
	}
	if len(found.Problems) > 0 {
		found.Backup = program{}.NewestBackup(o).File
	}
	return found, err
}

func (program) Restore(ctx context.Context, o *cli.Options, file string, replace bool) (aside string, err error) {
	return store.Restore(ctx, o.Data, file, replace)
}

func (program) JoinFor(o *cli.Options, code string) stage.Join {
	return reception.Join(o.Listen, "", o.Address, code)
}

// hall is an open data folder, with a server in front of it once a workshop is
// hosted.
type hall struct {
	house  house
	clock  *clock.Clock
	cache  *frame.Cache
	o      *cli.Options
	log    *slog.Logger
	server atomic.Pointer[sshserver.Server] // nil until listen
	hosted atomic.Pointer[stage.Room]       // nil until serve
	ending []func() error                   // in the order they came; undone backwards
	again  []string                         // the command line that goes on with what was done here; nil for none
}

// enter opens the data folder. leave must be called.
func enter(o *cli.Options, log *slog.Logger) (*hall, error) {
	slog.SetDefault(log)
	even := clock.New()
	s, err := store.Open(o.Data, store.Options{Log: log, Now: even.Now, AtLeast: even.AtLeast, Wall: even})
	if err != nil {
		return nil, err
	}
	h := &hall{house: house{s}, clock: even, cache: frame.NewCache(pictures), o: o, log: log, ending: []func() error{s.Close}}
	control, err := cli.ServeControl(program{}, h.house, o, h.serving, log)
	if err != nil {
		log.Error("other commands cannot reach this process", "err", err)
		return h, nil
	}
	h.ending = append(h.ending, control.Close)
	return h, nil
}

// hostedRoom is the workshop that the server was started with; nil before.
func (h *hall) hostedRoom() stage.Room {
	if hosted := h.hosted.Load(); hosted != nil {
		return *hosted
	}
	return nil
}

// serving tells of the server, once a workshop is hosted.
func (h *hall) serving() cli.Serving {
	server, hosted := h.server.Load(), h.hostedRoom()
	if server == nil || hosted == nil {
		return cli.Serving{}
	}
	return cli.Serving{Code: hosted.Board().Code, Listen: server.Addr().String(), Address: h.o.Address}
}

// leave puts everything away, the last that was opened first.
func (h *hall) leave() error {
	var err error
	for i := len(h.ending) - 1; i >= 0; i-- {
		err = errors.Join(err, h.ending[i]())
	}
	return err
}

// listen takes the address, so that nothing is made when it cannot be had.
func (h *hall) listen() error {
	if h.server.Load() != nil {
		return nil
	}
	sshserver.LimitMemory()
	var limits sshserver.Limits
	if h.o.Rehearsed {
		limits = sshserver.RehearsalLimits()
	}
	door := reception.New(reception.Config{
		House: h.house, Hosted: h.hostedRoom, Cache: h.cache, JoinFor: h.joinFor, Limits: limits,
		Now: h.clock.Now,
		Screens: reception.Screens{
			Participant: participant.New,
			Facilitator: facilitator.New,
			Projector:   func(env *stage.Env) stage.Screen { return projector.New(env, nil) },
		},
	})
	server, err := sshserver.New(sshserver.Config{
		Listen: h.o.Listen, HostKeyPath: filepath.Join(h.o.Data, "host_ed25519"), AllHostKeys: true,
		FacilitatorsPath: filepath.Join(h.o.Data, "facilitators"), Log: h.log, Cache: h.cache, App: door, Limits: limits,
	})
	if err != nil {
		return err
	}
	h.server.Store(server)
	return nil
}

// serve opens the door to a workshop; failed is called if the server breaks
// down later.
func (h *hall) serve(hosted stage.Room, failed func(error)) error {
	if err := h.listen(); err != nil || h.hosted.Load() != nil {
		return err
	}
	h.hosted.Store(&hosted)
	h.ending = append(h.ending, cli.NoteRunning(h.o, h.joinFor(hosted.Board().Code)))
	h.again = []string{"host", hosted.Board().Code}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	guarded.Go("serve", func() {
		err := h.server.Load().Serve(ctx)
		if err != nil && ctx.Err() == nil {
			failed(err)
		}
		served <- err
	})
	h.ending = append(h.ending, func() error {
		stop()
		if err := <-served; !errors.Is(err, context.DeadlineExceeded) { // somebody had to be cut off: so be it
			return err
		}
		return nil
	})
	return nil
}

// choose takes the address, chooses the workshop, and serves it.
func (h *hall) choose(ctx context.Context, failed func(error), choose func(context.Context, cli.Data, *cli.Options, time.Time) (stage.Room, error)) (stage.Room, error) {
	if err := h.listen(); err != nil {
		return nil, err
	}
	hosted, err := choose(ctx, h.house, h.o, h.clock.Now())
	if err != nil {
		return nil, errors.Join(err, h.server.Load().Shutdown(ctx))
	}
	return hosted, h.serve(hosted, failed)
}

// joinFor is how people reach a workshop with this code.
func (h *hall) joinFor(code string) stage.Join {
	server := h.server.Load()
	if server == nil {
		return stage.Join{}
	}
	return reception.Join(server.Addr().String(), server.Fingerprint(), h.o.Address, code)
}

// env is the local terminal's, for a facilitator.
func (h *hall) env(hosted stage.Room) *stage.Env {
	return &stage.Env{
		House: h.house, Room: hosted, Me: model.Host, Words: h.o.Words, Theme: theme.New(true),
		Now: h.clock.Now, NewOp: lines.NewOp, JoinFor: h.joinFor, Save: cli.Save, Load: cli.Load,
	}
}

// local runs the local terminal.
func (h *hall) local(ctx context.Context, env *stage.Env, first stage.Screen, touched func()) error {
	if env.Room != nil {
		env.Enter(env.Me)
	}
	return cli.Local{Env: env, Cache: h.cache, First: first, Touched: touched, Explain: func(err error) string {
		if text, _, ok := cli.Explain(program{}, h.o, err); ok {
			return text
		}
		return env.Say(err)
	}}.Run(ctx)
}

// inHall runs f in an open data folder and puts all away. f's context also ends
// when the server breaks down.
func inHall(ctx context.Context, o *cli.Options, log io.WriteCloser, f func(context.Context, *hall, func(error)) error) error {
	h, err := enter(o, cli.NewLog(o, log))
	if err != nil {
		return errors.Join(err, log.Close())
	}
	cli.WarnOfHealed(o, h.house.Healed())
	cli.WarnOfOthers(o)
	cli.WarnOfZone(o)
	told := ctx // to stop
	ctx, stop := context.WithCancelCause(ctx)
	err = f(ctx, h, stop)
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		err = errors.Join(err, cause)
	}
	stop(nil)
	if err = errors.Join(err, h.leave(), log.Close()); err == nil && told.Err() != nil {
		cli.Farewell(o, h.again)
	}
	return err
}

func (program) Home(ctx context.Context, o *cli.Options) error {
	return inHall(ctx, o, cli.LogFile(o), func(ctx context.Context, h *hall, failed func(error)) error {
		env := h.env(nil)
		h.again = []string{}
		start := func(room stage.Room) error { return h.serve(room, failed) }
		return h.local(ctx, env, cli.NewHome(env, o, h.house.Records, start), nil)
	})
}

func (program) Host(ctx context.Context, o *cli.Options) error {
	return inHall(ctx, o, cli.LogFile(o), func(ctx context.Context, h *hall, failed func(error)) error {
		hosted, err := h.choose(ctx, failed, cli.Choose)
		if err != nil {
			return err
		}
		env := h.env(hosted)
		cli.LetContinue(env, o, h.house.Records, func(room stage.Room) error { return h.serve(room, failed) })
		return h.local(ctx, env, facilitator.New(env), nil)
	})
}

func (program) Serve(ctx context.Context, o *cli.Options) error {
	return inHall(ctx, o, cli.KeepOpen{Writer: o.Err}, func(ctx context.Context, h *hall, failed func(error)) error {
		hosted, err := h.choose(ctx, failed, cli.Choose)
		if err != nil {
			return err
		}
		if err := cli.Announce(o, h.joinFor(hosted.Board().Code)); err != nil {
			return err
		}
		h.again = []string{"serve", hosted.Board().Code}
		<-ctx.Done()
		return nil
	})
}

func (program) Review(ctx context.Context, o *cli.Options) error {
	return inHall(ctx, o, cli.LogFile(o), func(ctx context.Context, h *hall, failed func(error)) error {
		env := h.env(nil)
		if h.again = []string{"review"}; o.Workshop == "" {
			start := func(room stage.Room) error { return h.serve(room, failed) }
			return h.local(ctx, env, cli.NewHome(env, o, h.house.Records, start), nil)
		}
		id, err := h.house.Find(o.Workshop)
		if err != nil {
			return err
		}
		h.again = append(h.again, o.Workshop)
		return h.local(ctx, env, cli.NewReview(env, o, h.house.Records, id, nil), nil)
	})
}

// Demo hosts a workshop in a folder that is gone afterwards, with simulated
// people.
func (program) Demo(ctx context.Context, o *cli.Options) error {
	dir, err := os.MkdirTemp("", "verkstad-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	cli.SetUpDemo(o, dir)
	return inHall(ctx, o, cli.LogFile(o), func(ctx context.Context, h *hall, failed func(error)) error {
		hosted, err := h.choose(ctx, failed, cli.Make)
		if err != nil {
			return err
		}
		var touched atomic.Int64 // Unix seconds
		ctx, stop := context.WithCancel(ctx)
		over := make(chan struct{})
		guarded.Go("simulate", func() {
			defer close(over)
			err := simulate.Run(ctx, simulate.Config{
				Address: h.server.Load().Addr().String(), Fingerprint: h.server.Load().Fingerprint(), Code: hosted.Board().Code, Room: hosted,
				Lang: o.Lang, Pace: demoPace, Seed: uint64(time.Now().UnixNano()), Log: h.log,
				Lead: func() bool { return time.Since(time.Unix(touched.Load(), 0)) > handsOff },
			})
			if err != nil {
				h.log.Error("the simulated people", "err", err)
			}
		})
		env := h.env(hosted)
		h.again = nil // nothing is kept
		err = h.local(ctx, env, facilitator.New(env), func() { touched.Store(time.Now().Unix()) })
		stop()
		<-over
		return err
	})
}

// Rehearse fills a server with simulated people, one of its own where no other
// is named.
func (program) Rehearse(ctx context.Context, o *cli.Options) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	paper := rehearse.Paper{Words: o.Words, Out: o.Out, JSON: o.Rehearsal.JSON}
	if o.Interactive {
		paper.Live = o.Err
	}
	return paper.Report(ctx, rehearse.Plan{
		Target: o.Rehearsal.Target, Server: self, People: o.Rehearsal.People, Screens: o.Rehearsal.Screens, For: o.Rehearsal.For, Pace: o.Rehearsal.Pace,
		Ramp: 5 * time.Millisecond, Seed: uint64(time.Now().UnixNano()),
	})
}

// faults names the errors of the store and the server as the command line does.
var faults = []struct {
	err  error
	kind cli.FaultKind
}{
	{store.ErrLocked, cli.InUse},
	{store.ErrMissing, cli.Missing},
	{store.ErrDamaged, cli.Damaged},
	{store.ErrNotDatabase, cli.NotDatabase},
	{store.ErrFolder, cli.FolderBad},
	{store.ErrNewer, cli.Newer},
	{store.ErrReadOnly, cli.ReadOnly},
	{store.ErrFull, cli.Full},
	{store.ErrExists, cli.Exists},
	{store.ErrGood, cli.IsGood},
	{store.ErrNoWorkshop, cli.NotFound},
	{store.ErrGoing, cli.Going},
	{sshserver.ErrPortTaken, cli.PortTaken},
	{sshserver.ErrPortForbidden, cli.PortDenied},
	{sshserver.ErrNotOurAddress, cli.NotOurs},
	{sshserver.ErrBadAddress, cli.BadAddress},
	{sshserver.ErrHostKey, cli.BadHostKey},
	{rehearse.ErrBounds, cli.BadBounds},
}

func (program) Fault(o *cli.Options, err error) (cli.Fault, bool) {
	if several, ok := errors.AsType[*store.AmbiguousError](err); ok {
		return cli.Fault{Kind: cli.Ambiguous, Matches: several.Matches}, true
	}
	if saved, ok := errors.AsType[*store.SalvagedError](err); ok {
		return cli.Fault{Kind: cli.Salvaged, File: saved.File, InPlace: saved.InPlace}, true
	}
	if in, ok := errors.AsType[*store.InUseError](err); ok {
		return cli.Fault{Kind: cli.SomebodyIn, Title: in.Title, People: in.People, Screens: in.Screens}, true
	}
	f := cli.Fault{Why: err.Error(), Backups: filepath.Join(o.Data, store.BackupsName)}
	for _, known := range faults {
		if errors.Is(err, known.err) {
			f.Kind = known.kind
			break
		}
	}
	if f.Kind == cli.FolderBad && isFile(o.Data) {
		f.Kind = cli.FolderIsFile
	}
	if opened, ok := errors.AsType[*store.OpenError](err); ok {
		f.File, f.Named = opened.File, opened.File != filepath.Join(o.Data, store.DatabaseName)
		if f.Kind == cli.NotDatabase {
			f.Looks = store.Kind(opened.File)
		}
	}
	if damage, ok := errors.AsType[*store.DamageError](err); ok {
		f.Found = cli.Damage(*damage)
	}
	return f, f.Kind != ""
}

func (program) NewestBackup(o *cli.Options) cli.Backup {
	b, err := store.NewestGood(context.Background(), o.Data)
	if err != nil {
		return cli.Backup{} // the data folder cannot be read: there is none to offer
	}
	return cli.Backup{File: b.File, At: b.At}
}
