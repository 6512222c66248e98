package security

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	gossh "golang.org/x/crypto/ssh"

	"verkstad/model/safego"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/sshserver/router"
	"verkstad/sshserver/sshtest"
	"verkstad/ui/facilitator"
	"verkstad/ui/frame/frametest"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestMain lets the one wait go on that an app may leave behind for some seconds:
// the one for a complaint to go away.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("charm.land/bubbletea/v2.Tick.func1"), goleak.Cleanup(func(code int) {
		if programFolder != "" {
			_ = os.RemoveAll(programFolder)
		}
		os.Exit(code)
	}))
}

const patience = sshtest.Patience

// door is a real server with one room behind it.
type door struct {
	t      *testing.T
	room   *stagetest.Room
	server *sshserver.Server
	log    journal
	stop   func()
	leader gossh.Signer // a facilitator's key
}

// journal is what the server logs, as on the standard error of the program.
type journal = sshtest.Buffer

// openDoor opens the door to a room, in a house with others.
func openDoor(t *testing.T, room *stagetest.Room, others ...*stagetest.Room) *door {
	t.Helper()
	d := &door{t: t, room: room, leader: newKey(t)}
	dir := t.TempDir()
	facilitators := filepath.Join(dir, "facilitators")
	if err := os.WriteFile(facilitators, gossh.MarshalAuthorizedKey(d.leader.PublicKey()), 0o600); err != nil {
		t.Fatal(err)
	}
	app := router.New(router.Config{
		Workshops: &stagetest.House{TB: t, Rooms: append([]*stagetest.Room{room}, others...)}, Shared: shared, Now: room.Now,
		Hosted:  func() workshop.Live { return room },
		JoinFor: stagetest.Env(room, room.People[0]).JoinFor,
		Screens: router.Screens{
			Participant: participant.New, Facilitator: facilitator.New,
			Projector: func(e *stage.Env) stage.Screen { return projector.New(e, nil) },
		},
	})
	var err error
	d.server, err = sshserver.New(sshserver.Config{
		Listen: "127.0.0.1:0", HostKeyPath: filepath.Join(dir, "host"), FacilitatorsPath: facilitators,
		Log: slog.New(slog.NewTextHandler(&d.log, nil)), App: app, Cache: pictures,
	})
	if err != nil {
		t.Fatal(err)
	}
	d.stop = sshtest.Serve(t, d.server)
	return d
}

func newKey(t *testing.T) gossh.Signer { return sshtest.Key(t) }

// dial connects as user; version is how the client introduces itself.
func (d *door) dial(user string, key gossh.Signer, version string) (*gossh.Client, error) {
	return gossh.Dial("tcp", d.server.Addr().String(), &gossh.ClientConfig{
		User: user, Auth: []gossh.AuthMethod{gossh.PublicKeys(key)}, ClientVersion: version,
		HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: patience, // the server is this test's own
	})
}

// remote is a terminal at the other end of a session.
type remote struct {
	d       *door
	session *gossh.Session
	keys    io.Writer
	closed  chan struct{}

	mu   sync.Mutex
	term *frametest.Terminal
}

func (r *remote) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, _ = r.term.Write(p) // what is wrong is asked for by Err
	return len(p), nil
}

// look asks the terminal something while nothing is written to it.
func (r *remote) look(at func(*frametest.Terminal)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	at(r.term)
}

// call opens a session of w by h cells, which the client says are asked.
func (d *door) call(user string, key gossh.Signer, term string, w, h int, asked [2]uint32, env ...string) *remote {
	d.t.Helper()
	client, err := d.dial(user, key, "")
	if err != nil {
		d.t.Fatal(err)
	}
	session, err := client.NewSession()
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { _ = client.Close() })
	r := &remote{d: d, session: session, term: frametest.New(w, h, frametest.ByCluster), closed: make(chan struct{})}
	session.Stdout, session.Stderr = r, r
	if r.keys, err = session.StdinPipe(); err != nil {
		d.t.Fatal(err)
	}
	for i := 0; i+1 < len(env); i += 2 {
		_ = session.Setenv(env[i], env[i+1]) // which may be refused
	}
	pty := struct {
		Term       string
		W, H, X, Y uint32
		Modes      string
	}{term, asked[0], asked[1], 0, 0, ""}
	_, _ = session.SendRequest("pty-req", true, gossh.Marshal(&pty)) // which may be refused
	if err := session.Shell(); err != nil {
		d.t.Fatal(err)
	}
	safego.Go("wait for a session", func() { _ = session.Wait(); close(r.closed) })
	return r
}

// shows waits until a text is on the terminal or printed there; without one,
// until anything is.
func (r *remote) shows(text string) {
	r.d.t.Helper()
	var seen string
	var err error
	sshtest.EventuallyOr(r.d.t, func() bool {
		r.look(func(t *frametest.Terminal) {
			seen, err = t.Plain()+"\n"+t.Printed, t.Err()
		})
		return strings.TrimSpace(seen) != "" && strings.Contains(seen, text)
	}, func() string { return fmt.Sprintf("never shows %q: %v\n%s", text, err, seen) })
}

// settled waits until the session is over, and holds all that was sent.
func (r *remote) settled(what string) {
	r.d.t.Helper()
	select {
	case <-r.closed:
	case <-time.After(patience):
		r.d.t.Fatalf("%s: the session does not end", what)
	}
	r.look(func(t *frametest.Terminal) {
		if err := t.Err(); err != nil {
			r.d.t.Errorf("%s: %v", what, err)
		}
		if t.Alternate() || t.Mode(1002) || t.Mode(2004) {
			r.d.t.Errorf("%s: the terminal is left as it was used", what)
		}
	})
}
