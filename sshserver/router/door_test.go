package router

import (
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/sshserver/sshtest"
	"verkstad/store"
	"verkstad/ui/facilitator"
	"verkstad/ui/frame"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
)

// setting is what a test's workshop is like.
type setting struct {
	workshop model.CreateWorkshop
	log      *slog.Logger
	limits   sshserver.Limits
	found    func() // is called when a code was found, before anything is done with it; may be nil
}

// realDoor is a door with the screens that people have.
func realDoor(t *testing.T, change ...func(*setting)) *door {
	t.Helper()
	set := setting{log: slog.New(slog.DiscardHandler), limits: sshserver.Limits{TextBurst: 1000}, workshop: model.CreateWorkshop{
		Title: "Återbruk", Lang: "sv", Code: "KRABBA",
		Phases: []method.Phase{{Activity: method.Gather, Title: method.Text{"sv": "Samla"}, Minutes: 10}},
	}}
	for _, f := range change {
		f(&set)
	}
	d := &door{t: t, dir: t.TempDir()}
	t.Cleanup(func() { d.stop() })
	d.start(set, func(s *store.Store) (*store.Live, error) { return s.Create(t.Context(), set.workshop) })
	d.restart = func() {
		d.stop()
		d.start(set, func(s *store.Store) (*store.Live, error) { return s.Open(t.Context(), d.room.Board().ID) })
	}
	return d
}

// start opens the data folder and the door to the workshop that room gives.
func (d *door) start(set setting, room func(*store.Store) (*store.Live, error)) {
	t := d.t
	t.Helper()
	s, err := store.Open(d.dir, store.Options{Log: set.log})
	if err != nil {
		t.Fatal(err)
	}
	if d.room, err = room(s); err != nil {
		t.Fatal(err)
	}
	cache := frame.NewCache(8 << 20)
	d.house, d.store = workshop.RepositoryOf(s), s
	desk := New(Config{Workshops: foundHouse{workshop.RepositoryOf(s), set.found}, Hosted: func() workshop.Live { return d.room }, Shared: stage.NewShared(cache), Screens: Screens{
		Participant: participant.New, Facilitator: facilitator.New,
		Projector: func(e *stage.Env) stage.Screen { return projector.New(e, nil) },
	}, Limits: set.limits, JoinFor: func(code string) workshop.Join {
		return workshop.Join{Lines: []string{"ssh " + code + "@here"}}
	}})
	server, err := sshserver.New(sshserver.Config{
		Listen: "127.0.0.1:0", HostKeyPath: filepath.Join(d.dir, "host"), FacilitatorsPath: filepath.Join(d.dir, "facilitators"),
		Log: set.log, App: desk, Cache: cache,
	})
	if err != nil {
		t.Fatal(err)
	}
	d.address, d.desk = server.Addr().String(), desk
	stop := sshtest.Serve(t, server)
	d.stop = sync.OnceFunc(func() { stop(); _ = s.Close() })
}

// foundHouse tells when a code was found.
type foundHouse struct {
	workshop.Repository
	found func()
}

func (h foundHouse) ByCode(code string) (workshop.Live, bool) {
	room, ok := h.Repository.ByCode(code)
	if ok && h.found != nil {
		h.found()
	}
	return room, ok
}

// seat is somebody at a terminal.
type seat struct {
	t       *testing.T
	who     string
	session *gossh.Session
	client  *gossh.Client
	keys    io.Writer
	screen  *sshtest.Screen
}

// sit opens a terminal of 100 by 30 cells.
func (d *door) sit(who, user string, key gossh.Signer) *seat {
	d.t.Helper()
	s := &seat{t: d.t, who: who, screen: sshtest.NewScreen(d.t, 100, 30)}
	s.session, s.client = d.dial(user, key)
	s.session.Stdout = s.screen
	s.keys, _ = s.session.StdinPipe()
	if err := s.session.RequestPty("xterm-256color", 30, 100, gossh.TerminalModes{}); err != nil {
		d.t.Fatal(err)
	}
	if err := s.session.Shell(); err != nil {
		d.t.Fatal(err)
	}
	return s
}

func (s *seat) shown() string { return s.screen.String() }

// sees waits until the screen shows all of the texts.
func (s *seat) sees(texts ...string) {
	s.t.Helper()
	s.screen.AwaitTexts(s.t, s.who, texts...)
}

// types presses keys.
func (s *seat) types(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.keys, keys); err != nil {
		s.t.Fatalf("%s: %v", s.who, err)
	}
}

// ends waits until the session is over and gives what was said last.
func (s *seat) ends() string {
	s.t.Helper()
	var exit *gossh.ExitError
	if err := s.session.Wait(); err != nil && !errors.As(err, &exit) {
		s.t.Fatalf("%s: %v", s.who, err)
	}
	_, last, _ := cutLast(s.screen.Sent.String(), "\x1b[?1049l")
	return last
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// does is a line command that must succeed.
func (d *door) does(key gossh.Signer, command string) string {
	d.t.Helper()
	out, errs, code := d.line("KRABBA", key, command)
	if code != 0 {
		d.t.Fatalf("%s: exit code %d, %s", command, code, errs)
	}
	return out
}
