// Verkstad holds workshops in terminals: the facilitator on a projector,
// everyone else over SSH from their own terminals.
//
// This file wires the parts together: the command line (ui/cli), the store, and the
// SSH server with the screens (sshserver/instance). It has no logic of its own.
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
	"verkstad/model/safego"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/sshserver/demo"
	"verkstad/sshserver/instance"
	"verkstad/sshserver/loadtest"
	"verkstad/sshserver/router"
	"verkstad/store"
	"verkstad/store/clock"
	"verkstad/ui/cli"
	"verkstad/ui/facilitator"
)

// version is set by whoever builds a release.
var version = "0.1.0"

const (
	demoPace = 4 * time.Second  // what a simulated person takes to think of one thing
	handsOff = 45 * time.Second // how long after the last key the demo leads itself again
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
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

func (h house) Create(ctx context.Context, c model.CreateWorkshop) (workshop.Live, error) {
	return workshop.RepositoryOf(h.Store).Create(ctx, c)
}

func (h house) Open(ctx context.Context, id string) (workshop.Live, error) {
	return workshop.RepositoryOf(h.Store).Open(ctx, id)
}

func (h house) ByCode(code string) (workshop.Live, bool) {
	return workshop.RepositoryOf(h.Store).ByCode(code)
}

// ready is nil unless the command is about workshops that there are and the data folder
// has none: then nothing is made there.
func ready(o *cli.Options) error {
	if !o.Existing || isFile(o.Data) {
		return nil
	}
	return store.Absent(o.Data)
}

func (program) Open(o *cli.Options) (cli.Data, error) {
	if err := ready(o); err != nil {
		return nil, err
	}
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

func (program) JoinFor(o *cli.Options, code string) workshop.Join {
	served := router.Served{Address: o.Listen, Shown: o.Address, Web: o.Web, WebShown: o.WebAddress}
	served.HostKey, served.Fingerprint = sshserver.PublicHostKey(filepath.Join(o.Data, instance.HostKeyFile))
	return served.Join(code)
}

// inInstance runs f in an open data folder and puts all away.
func inInstance(ctx context.Context, o *cli.Options, log io.WriteCloser, f func(context.Context, *instance.Instance, func(error)) error) error {
	return instance.Run(ctx, o, log, func(log *slog.Logger) (instance.Config, error) {
		slog.SetDefault(log)
		even := clock.New()
		s, err := store.Open(o.Data, store.Options{Log: log, Now: even.Now, AtLeast: even.AtLeast, Wall: even})
		if err != nil {
			return instance.Config{}, err
		}
		cli.WarnOfHealed(o, s.Healed())
		return instance.Config{Data: house{s}, Logs: s.Records, Program: program{}, Options: o, Log: log, Now: even.Now}, nil
	}, f)
}

func (program) Home(ctx context.Context, o *cli.Options) error {
	return inInstance(ctx, o, cli.LogFile(o), func(ctx context.Context, h *instance.Instance, failed func(error)) error {
		env := h.Env(nil)
		h.Again = []string{}
		start := func(room workshop.Live) error { return h.Serve(room, failed) }
		return h.Local(ctx, env, cli.NewHome(env, o, h.Logs, start), nil)
	})
}

func (program) Host(ctx context.Context, o *cli.Options) error {
	if err := ready(o); err != nil {
		return err
	}
	return inInstance(ctx, o, cli.LogFile(o), func(ctx context.Context, h *instance.Instance, failed func(error)) error {
		hosted, err := h.Choose(ctx, failed, cli.Choose)
		if err != nil {
			return err
		}
		env := h.Env(hosted)
		cli.LetContinue(env, o, h.Logs, func(room workshop.Live) error { return h.Serve(room, failed) })
		return h.Local(ctx, env, facilitator.New(env), nil)
	})
}

func (program) Serve(ctx context.Context, o *cli.Options) error {
	if err := ready(o); err != nil {
		return err
	}
	return inInstance(ctx, o, cli.KeepOpen{Writer: o.Err}, func(ctx context.Context, h *instance.Instance, failed func(error)) error {
		hosted, err := h.Choose(ctx, failed, cli.Choose)
		if err != nil {
			return err
		}
		if err := cli.Announce(o, h.JoinFor(hosted.Board().Code)); err != nil {
			return err
		}
		h.Again = []string{"serve", hosted.Board().Code}
		<-ctx.Done()
		return nil
	})
}

func (program) Review(ctx context.Context, o *cli.Options) error {
	if err := ready(o); err != nil {
		return err
	}
	return inInstance(ctx, o, cli.LogFile(o), func(ctx context.Context, h *instance.Instance, failed func(error)) error {
		env := h.Env(nil)
		if h.Again = []string{"review"}; o.Workshop == "" {
			start := func(room workshop.Live) error { return h.Serve(room, failed) }
			return h.Local(ctx, env, cli.NewHome(env, o, h.Logs, start), nil)
		}
		id, err := h.Data.Find(o.Workshop)
		if err != nil {
			return err
		}
		h.Again = append(h.Again, o.Workshop)
		return h.Local(ctx, env, cli.NewReview(env, o, h.Logs, id, nil), nil)
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
	return inInstance(ctx, o, cli.LogFile(o), func(ctx context.Context, h *instance.Instance, failed func(error)) error {
		hosted, err := h.Choose(ctx, failed, cli.Make)
		if err != nil {
			return err
		}
		var touched atomic.Int64 // Unix seconds
		ctx, stop := context.WithCancel(ctx)
		over := make(chan struct{})
		safego.Go("simulate", func() {
			defer close(over)
			address, fingerprint := h.Server()
			err := demo.Run(ctx, demo.Config{
				Address: address, Fingerprint: fingerprint, Code: hosted.Board().Code, Room: hosted,
				Lang: o.Lang, Pace: demoPace, Seed: uint64(time.Now().UnixNano()), Log: h.Log,
				Lead: func() bool { return time.Since(time.Unix(touched.Load(), 0)) > handsOff },
			})
			if err != nil {
				h.Log.Error("the simulated people failed", "err", err)
			}
		})
		env := h.Env(hosted)
		h.Again = nil // nothing is kept
		err = h.Local(ctx, env, facilitator.New(env), func() { touched.Store(time.Now().Unix()) })
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
	paper := loadtest.Reporter{Words: o.Words, Out: o.Out, JSON: o.Rehearsal.JSON}
	if o.Interactive {
		paper.Live = o.Err
	}
	return paper.Report(ctx, loadtest.Plan{
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
	{store.ErrAbsent, cli.NoData},
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
	{loadtest.ErrBounds, cli.BadBounds},
}

func (program) Fault(o *cli.Options, err error) (cli.Fault, bool) {
	var address string
	if listen, ok := errors.AsType[*sshserver.ListenError](err); ok {
		address = listen.Address
	}
	if several, ok := errors.AsType[*store.AmbiguousError](err); ok {
		return cli.Fault{Kind: cli.Ambiguous, Matches: several.Matches}, true
	}
	if saved, ok := errors.AsType[*store.SalvagedError](err); ok {
		return cli.Fault{Kind: cli.Salvaged, File: saved.File, InPlace: saved.InPlace}, true
	}
	if in, ok := errors.AsType[*store.InUseError](err); ok {
		return cli.Fault{Kind: cli.SomebodyIn, Title: in.Title, People: in.People, Screens: in.Screens}, true
	}
	f := cli.Fault{Why: err.Error(), Address: address, Backups: filepath.Join(o.Data, store.BackupsName)}
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
