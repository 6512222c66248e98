package router

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"
	"go.uber.org/goleak"
	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/sshserver/sshtest"
	"verkstad/store"
	"verkstad/ui/frame"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
)

func TestMain(m *testing.M) {
	// A toast's timer ends by itself some seconds after its terminal.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("charm.land/bubbletea/v2.Tick.func1"))
}

const patience = sshtest.Patience

// sign is a screen that shows one line.
type sign struct {
	stage.Unshared
	text string
}

func (s *sign) Update(tea.Msg) tea.Cmd { return nil }
func (s *sign) Panes(r frame.Rect) []frame.Pane {
	return []frame.Pane{{Rect: r, Key: s.text, Draw: func(c *frame.Canvas) { c.Text(0, 0, frame.Style{}, s.text) }}}
}
func (s *sign) Cursor() *frame.Cursor { return nil }
func (s *sign) Keys() help.KeyMap     { return stage.KeyMap{} }
func (s *sign) Typing() bool          { return false }
func (s *sign) Unsaved() string       { return "" }

// tape is all that a terminal was sent.
type tape = sshtest.Buffer

// door is a running server with one workshop behind it.
type door struct {
	t         *testing.T
	address   string
	room      workshop.Live
	dir       string
	house     workshop.Repository // all workshops of the data folder
	store     *store.Store
	desk      *Router
	newcomers chan participant.Hint
	stop      func() // ends the server, and waits for that
	restart   func() // ends it and starts another on the same folder
}

func newDoor(t *testing.T, change ...func(*sshserver.Limits)) *door {
	t.Helper()
	limits := sshserver.DefaultLimits()
	for _, f := range change {
		f(&limits)
	}
	d := &door{t: t, dir: t.TempDir(), newcomers: make(chan participant.Hint, 10)}
	quiet := slog.New(slog.DiscardHandler)
	s, err := store.Open(d.dir, store.Options{Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	m, _ := method.Get("colab")
	if d.room, err = s.Create(t.Context(), model.CreateWorkshop{Title: "Återbruk", Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1)}); err != nil {
		t.Fatal(err)
	}
	router := New(Config{Workshops: workshop.RepositoryOf(s), Hosted: func() workshop.Live { return d.room }, Shared: stage.NewShared(frame.NewCache(1 << 20)), Screens: Screens{
		Participant: func(_ *stage.Env, n participant.Hint) stage.Screen {
			d.newcomers <- n
			return &sign{text: "the participant's screen"}
		},
		Facilitator: func(*stage.Env) stage.Screen { return &sign{text: "the facilitator's screen"} },
		Projector:   func(e *stage.Env) stage.Screen { return &sign{text: "the projector as " + string(e.Me.Role)} },
	}})
	server, err := sshserver.New(sshserver.Config{
		Listen: "127.0.0.1:0", HostKeyPath: filepath.Join(d.dir, "host"), FacilitatorsPath: filepath.Join(d.dir, "facilitators"),
		Log: quiet, App: router, Limits: limits,
	})
	if err != nil {
		t.Fatal(err)
	}
	d.address = server.Addr().String()
	t.Cleanup(func() { _ = s.Close() })
	sshtest.Serve(t, server)
	return d
}

func newKey(t *testing.T) gossh.Signer { return sshtest.Key(t) }

// call opens a session as user, with key if it is not nil.
func (d *door) call(user string, key gossh.Signer) *gossh.Session {
	d.t.Helper()
	session, _ := d.dial(user, key)
	return session
}

// dial is call, with the connection.
func (d *door) dial(user string, key gossh.Signer) (*gossh.Session, *gossh.Client) {
	d.t.Helper()
	config := &gossh.ClientConfig{User: user, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: patience}
	if key != nil {
		config.Auth = append(config.Auth, gossh.PublicKeys(key))
	}
	config.Auth = append(config.Auth, gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil }))
	conn, err := net.DialTimeout("tcp", d.address, patience)
	if err != nil {
		d.t.Fatal(err)
	}
	_ = conn.SetDeadline(time.Now().Add(patience))
	c, channels, requests, err := gossh.NewClientConn(conn, d.address, config)
	if err != nil {
		d.t.Fatal(err)
	}
	client := gossh.NewClient(c, channels, requests)
	d.t.Cleanup(func() { _ = client.Close(); _ = client.Wait() })
	session, err := client.NewSession()
	if err != nil {
		d.t.Fatal(err)
	}
	return session, client
}

// line runs a line command.
func (d *door) line(user string, key gossh.Signer, command string) (out, errs string, code int) {
	d.t.Helper()
	return d.send(user, key, command, "")
}

// shows holds what a terminal shows to a text.
func (d *door) shows(user string, key gossh.Signer, want string) {
	d.t.Helper()
	session := d.call(user, key)
	if err := session.RequestPty("xterm-256color", 24, 80, gossh.TerminalModes{}); err != nil {
		d.t.Fatal(err)
	}
	out, err := session.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		d.t.Fatal(err)
	}
	var seen bytes.Buffer
	chunk := make([]byte, 4096)
	for !strings.Contains(seen.String(), want) {
		n, err := out.Read(chunk)
		seen.Write(chunk[:n])
		if err == io.EOF || err != nil {
			break
		}
	}
	if !strings.Contains(seen.String(), want) {
		d.t.Errorf("%s sees %q, want %q", user, seen.String(), want)
	}
	_ = session.Close()
}

func (d *door) leads(key gossh.Signer) {
	d.t.Helper()
	line := bytes.TrimSpace(gossh.MarshalAuthorizedKey(key.PublicKey()))
	if err := os.WriteFile(filepath.Join(d.dir, "facilitators"), append(line, " Eva\n"...), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

func TestTheKeyIsThePerson(t *testing.T) {
	d := newDoor(t)
	asa := newKey(t)
	if out, errs, code := d.line("KRABBA", asa, `join --name Åsa --sector akademi`); code != 0 || strings.Contains(out, "+") {
		t.Fatalf("join: %q %q %d", out, errs, code)
	}
	if out, _, _ := d.line("krabba", asa, `status --json`); !strings.Contains(out, `"name": "Åsa"`) {
		t.Errorf("back with the same key, in small letters: %s", out)
	}
	if _, errs, code := d.line("KRABBA", newKey(t), "board"); code != 3 || !strings.Contains(errs, "join --name") {
		t.Errorf("another key: %q, code %d", errs, code)
	}
}

func TestAReturnCodeIsThePersonToo(t *testing.T) {
	d := newDoor(t)
	out, errs, code := d.line("KRABBA", nil, `join --name Bo --sector offentlig`)
	found := regexp.MustCompile(`\+([0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3})\b`).FindStringSubmatch(out)
	if code != 0 || found == nil {
		t.Fatalf("join: %q %q %d", out, errs, code)
	}
	if out, _, _ := d.line("KRABBA+"+strings.ToLower(found[1]), nil, `status --json`); !strings.Contains(out, `"name": "Bo"`) {
		t.Errorf("back with the return code: %s", out)
	}
	if _, errs, code := d.line("KRABBA+000000", nil, "board"); code != 3 || !strings.Contains(errs, "återkomstkod") && !strings.Contains(errs, "return code") {
		t.Errorf("a wrong return code: %q, code %d", errs, code)
	}
	if _, _, code := d.line("KRABBA", nil, "board"); code != 3 {
		t.Errorf("without a key and a code one is nobody; exit code %d", code)
	}
}

func TestOnlyAKeyInTheFileLeads(t *testing.T) {
	d := newDoor(t)
	eva, bo := newKey(t), newKey(t)
	d.leads(eva)
	if _, errs, code := d.line("KRABBA", eva, "next"); code != 0 {
		t.Errorf("Eva: %q, code %d", errs, code)
	}
	if _, errs, code := d.line("eva", eva, "next"); code != 0 {
		t.Errorf("Eva with her own user name: %q, code %d", errs, code)
	}
	if _, errs, code := d.line("KRABBE", eva, "next"); code != 3 {
		t.Errorf("Eva with a slip in the code: %q, code %d", errs, code)
	}
	if _, _, code := d.line("KRABBA+projector", eva, "next"); code != 1 {
		t.Errorf("a projector is only an observer, whoever set it up; exit code %d", code)
	}
	for _, user := range []string{"facilitator", "root", "host", "eva"} {
		if _, _, code := d.line(user, bo, "next"); code != 3 {
			t.Errorf("%s with another key: exit code %d", user, code)
		}
	}
	if _, _, code := d.line("KRABBA", bo, "next"); code != 1 {
		t.Errorf("a participant's next: exit code %d", code)
	}
	if out, _, code := d.line("KRABBA", nil, `join --name Bo --sector offentlig`); code == 0 {
		back := regexp.MustCompile(`\+([0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3})\b`).FindStringSubmatch(out)[1]
		if _, _, code := d.line("KRABBA+"+back, eva, "next"); code != 1 {
			t.Errorf("Eva as Bo leads; exit code %d", code)
		}
	}
}

func TestScreens(t *testing.T) {
	d := newDoor(t)
	eva := newKey(t)
	d.leads(eva)
	d.shows("KRABBA", eva, "the facilitator's screen")
	d.shows("eva", eva, "the facilitator's screen")
	d.shows("projector", eva, "the projector as observer")
	d.shows("KRABBA+projector", newKey(t), "the projector as observer")
	d.shows("KRABBA", nil, "the participant's screen")
	if n := <-d.newcomers; len(n.Door.WayBack()) != 11 || n.Key != "" || n.Door.JoinAs() != n.KeyFor(d.room) || n.KeyFor(d.room) == "" {
		t.Errorf("who has no key: %+v", n)
	}
	key := newKey(t)
	d.shows("anna", key, "the participant's screen")
	n := <-d.newcomers
	if code := n.Door.WayBack(); code != "" {
		t.Errorf("who has a key gets the return code %q", code)
	}
	if _, err := n.FindRoom("fel-kod"); !errors.Is(err, errWrongCode) {
		t.Errorf("a wrong code on screen: %v", err)
	}
	if room, err := n.FindRoom(" krab ba"); err != nil || room.Board().ID != d.room.Board().ID {
		t.Errorf("the right code on screen: %v", err)
	}
	d.shows("KRABBA+000000", key, "return code is not right")
}

func TestGuessingEnds(t *testing.T) {
	d := newDoor(t)
	d.shows("AAAAAA", newKey(t), "the participant's screen")
	n := <-d.newcomers
	var err error
	for range 10 {
		if _, err = n.FindRoom("BBBBBB"); errors.Is(err, errTooManyTries) {
			break
		}
	}
	if !errors.Is(err, errTooManyTries) {
		t.Errorf("after ten guesses: %v", err)
	}
	if _, err := n.FindRoom("KRABBA"); !errors.Is(err, errTooManyTries) {
		t.Errorf("the right code after too many wrong ones: %v", err)
	}
}

func TestAddresses(t *testing.T) {
	for user, want := range map[string]address{
		"KRABBA":           {code: "KRABBA"},
		"kra-bba":          {code: "KRABBA"},
		"":                 {},
		"åsa":              {},
		"projector":        {projector: true},
		"KRABBA+Projector": {code: "KRABBA", projector: true},
		"KRABBA+x7k2m9":    {code: "KRABBA", returnCode: "X7K2M9"},
		"KRABBA+X7K2":      {},
		"KRABBA+x7k2m9a":   {},

		"KRABBA+x7k-2m9-4qd": {code: "KRABBA", returnCode: "X7K2M94QD"},
		"krabba+X7K2M94QD":   {code: "KRABBA", returnCode: "X7K2M94QD"},

		"KRABBA+7Q2MX-B4KPN":  {code: "KRABBA", ticket: "7Q2MXB4KPN"},
		"krabba+7q2mxb4kpo":   {code: "KRABBA", ticket: "7Q2MXB4KP0"},
		"KRABBA+7Q2MX-B4KPN0": {},
		"KRABBA+":             {},
		"+X7K2M9":             {},
		"projector+X7K2M9":    {code: "PR0JECT0R", returnCode: "X7K2M9"},
	} {
		if got := parseAddress(user); got != want {
			t.Errorf("%q is %+v, want %+v", user, got, want)
		}
	}
}
