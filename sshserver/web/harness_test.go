package web_test

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coder/websocket"
	"go.uber.org/goleak"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/sshserver/router"
	"verkstad/sshserver/sshtest"
	"verkstad/sshserver/web"
	"verkstad/store"
	"verkstad/ui/facilitator"
	"verkstad/ui/frame"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = sshtest.Patience

// room is a workshop with both ways in.
type room struct {
	t    testing.TB
	live *store.Live
	ssh  *sshserver.Server
	web  *web.Server
	url  string // http://127.0.0.1:port
	log  sshtest.Buffer
	stop func()
	dir  string
}

// setting is how a room is made.
type setting struct {
	workshop model.CreateWorkshop
	limits   sshserver.Limits
	tls      *tls.Config
	names    []string
}

// openRoom opens a workshop in which ideas are gathered.
func openRoom(t testing.TB, change ...func(*setting)) *room {
	t.Helper()
	set := setting{limits: sshserver.Limits{TextBurst: 1000}, workshop: model.CreateWorkshop{
		Title: "Återbruk", Lang: "sv", Code: "KRABBA",
		Phases: []method.Phase{{Activity: method.Gather, Title: method.Text{"sv": "Samla"}, Minutes: 10}},
	}}
	for _, f := range change {
		f(&set)
	}
	r := &room{t: t, dir: t.TempDir()}
	s, err := store.Open(r.dir, store.Options{Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	r.live, err = s.Create(t.Context(), set.workshop)
	must(t, err)
	r.serve(s, set)
	return r
}

// serve serves the workshop over SSH and HTTP.
func (r *room) serve(s *store.Store, set setting) {
	t := r.t
	t.Helper()
	cache, log := frame.NewCache(16<<20), slog.New(slog.NewTextHandler(&r.log, nil))
	door := router.New(router.Config{
		Workshops: workshop.RepositoryOf(s), Hosted: func() workshop.Live { return r.live }, Shared: stage.NewShared(cache), Limits: set.limits,
		Screens: router.Screens{
			Participant: participant.New, Facilitator: facilitator.New,
			Projector: func(e *stage.Env) stage.Screen { return projector.New(e, nil) },
		},
		JoinFor: func(code string) workshop.Join {
			return workshop.Join{Lines: []string{"ssh " + code + "@here"}, Web: []string{"http://here/" + code}}
		},
	})
	var err error
	r.ssh, err = sshserver.New(sshserver.Config{
		Listen: "127.0.0.1:0", HostKeyPath: filepath.Join(r.dir, "host"), Log: log, App: door, Cache: cache, Limits: set.limits,
	})
	must(t, err)
	r.web, err = web.New(web.Config{Server: r.ssh, Listen: "127.0.0.1:0", Names: set.names, TLS: set.tls, Log: log})
	must(t, err)
	r.url = "http://" + r.web.Addr().String()
	if set.tls != nil {
		r.url = "https://" + r.web.Addr().String()
	}
	stopSSH, stopWeb := sshtest.Serve(t, r.ssh), sshtest.Serve(t, r.web)
	stopped := false
	r.stop = func() {
		if !stopped {
			stopped = true
			stopSSH()
			stopWeb()
			_ = s.Close()
		}
	}
	t.Cleanup(r.stop)
}

// lead does a command as the facilitator.
func (r *room) lead(c model.Command) model.Outcome {
	r.t.Helper()
	out, err := r.live.Do(context.Background(), model.Host, "", c)
	must(r.t, err)
	return out
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// client is a program that speaks as the page does, with an emulator behind it.
type client struct {
	*http.Client
	room   *room
	screen *sshtest.Screen
	ws     *websocket.Conn
	texts  sshtest.Buffer // the text messages that came
	closed chan error     // receives why the connection has ended
}

// newClient returns a client with cookies of its own.
func (r *room) newClient() *client {
	jar, _ := cookiejar.New(nil)
	transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	r.t.Cleanup(transport.CloseIdleConnections)
	return &client{Client: &http.Client{Jar: jar, Transport: transport}, room: r}
}

// dial opens a WebSocket as the page for a code does; header may add or replace some.
func (c *client) dial(code string, header http.Header) (*http.Response, error) {
	c.room.t.Helper()
	if resp, err := c.Get(c.room.url + "/" + code); err == nil {
		_ = resp.Body.Close()
	}
	h := http.Header{"Origin": {c.room.url}, "Accept-Language": {"sv-SE,sv;q=0.9"}}
	for name, values := range header {
		h[name] = values
	}
	host := h.Get("Host")
	h.Del("Host")
	if here, _ := url.Parse(c.room.url); host != "" { // the client would send the cookies of that host
		for _, cookie := range c.Jar.Cookies(here) {
			h.Add("Cookie", cookie.String())
		}
	}
	ws, resp, err := websocket.Dial(c.room.t.Context(), strings.Replace(c.room.url, "http", "ws", 1)+"/ws?size=80x24&code="+url.QueryEscape(code),
		&websocket.DialOptions{HTTPClient: c.Client, HTTPHeader: h, Host: host})
	if err != nil {
		return resp, err
	}
	ws.SetReadLimit(1 << 20)
	c.ws, c.screen, c.closed = ws, sshtest.NewScreen(c.room.t, 80, 24), make(chan error, 1)
	c.room.t.Cleanup(func() { _ = ws.CloseNow() })
	go c.read(ws, c.screen, c.closed)
	return resp, nil
}

// read reads from one WebSocket; the client may have opened another meanwhile.
func (c *client) read(ws *websocket.Conn, screen *sshtest.Screen, closed chan<- error) {
	for {
		kind, data, err := ws.Read(context.Background())
		if err != nil {
			closed <- err
			return
		}
		if kind == websocket.MessageText {
			_, _ = c.texts.Write(append(data, '\n'))
		} else {
			_, _ = screen.Write(data)
		}
	}
}

// come opens a WebSocket and waits for the door.
func (c *client) come(code string) *client {
	c.room.t.Helper()
	_, err := c.dial(code, nil)
	must(c.room.t, err)
	return c
}

func (c *client) types(keys string) {
	c.room.t.Helper()
	must(c.room.t, c.ws.Write(context.Background(), websocket.MessageBinary, []byte(keys)))
}

func (c *client) says(message string) {
	c.room.t.Helper()
	must(c.room.t, c.ws.Write(context.Background(), websocket.MessageText, []byte(message)))
}

func (c *client) shows(text string) {
	c.room.t.Helper()
	sshtest.EventuallyOr(c.room.t, func() bool { return strings.Contains(c.screen.String(), text) }, func() string {
		return "never showed " + text + ":\n" + c.screen.String() + c.texts.String() + c.room.log.String()
	})
}

// join joins under a name.
func (c *client) join(name string) {
	c.room.t.Helper()
	c.shows("Vad heter du")
	c.types("\x1b[200~" + name + "\x1b[201~")
	c.types("\r")
	c.shows("sektor")
	sshtest.AwaitStillHands()
	c.types("\r")
	sshtest.Eventually(c.room.t, name+" is in", func() bool { return c.room.person(name) != nil })
}

// person finds a person by name; nil if there is none.
func (r *room) person(name string) *model.Person {
	for _, p := range r.live.Board().People() {
		if p.Name == name {
			return p
		}
	}
	return nil
}
