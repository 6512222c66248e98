package sshserver

import (
	"io"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// limited opens a house with changed limits.
func limited(t *testing.T, change func(*Limits)) *house {
	t.Helper()
	return open(t, func(c *Config) { change(&c.Limits) })
}

func TestForwardingSubsystemsAndTheRestAreOff(t *testing.T) {
	h := open(t)
	client := h.dial(t, "KRABBA", newKey(t))
	for _, kind := range []string{"direct-tcpip", "x11", "auth-agent@openssh.com", "direct-streamlocal@openssh.com"} {
		if _, _, err := client.OpenChannel(kind, nil); err == nil {
			t.Errorf("a channel of type %s was opened", kind)
		}
	}
	for _, kind := range []string{"tcpip-forward", "streamlocal-forward@openssh.com"} {
		if ok, _, err := client.SendRequest(kind, true, nil); ok || err != nil {
			t.Errorf("%s: granted %v, %v", kind, ok, err)
		}
	}
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := session.RequestSubsystem("sftp"); err == nil {
		t.Error("sftp was granted")
	}
	for _, kind := range []string{"auth-agent-req@openssh.com", "x11-req", "break"} {
		if ok, err := session.SendRequest(kind, true, nil); ok || err != nil {
			t.Errorf("%s: granted %v, %v", kind, ok, err)
		}
	}
	if len(h.app.called()) != 0 {
		t.Error("the app was reached")
	}
}

func TestAConnectionHoldsTwoSessions(t *testing.T) {
	h := open(t)
	client := h.dial(t, "KRABBA", nil)
	a, b := terminal(t, client, 80, 24), terminal(t, client, 80, 24)
	if _, err := client.NewSession(); err == nil {
		t.Fatal("a third session was opened")
	}
	a.press(t, "+")
	b.shows(t, "number 1")
	a.press(t, "q")
	a.ends(t)
	eventually(t, "room for another", func() bool {
		session, err := client.NewSession()
		if err == nil {
			session.Close()
		}
		return err == nil
	})
}

func TestWhoGoesOnAskingForChannelsIsShownOut(t *testing.T) {
	h := limited(t, func(l *Limits) { l.Refusals = 3 })
	client := h.dial(t, "KRABBA", nil)
	for range 3 {
		_, _, _ = client.OpenChannel("direct-tcpip", nil)
	}
	if err := client.Wait(); err == nil {
		t.Error("the connection ended in peace")
	}
	eventually(t, "the end of the connection", func() bool { return h.Connections() == 0 })
}

func TestTheHandshakeHasALimit(t *testing.T) {
	h := limited(t, func(l *Limits) { l.Handshake = 50 * time.Millisecond })
	conn := h.rawTCP(t)
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	if _, err := io.Copy(io.Discard, conn); err != nil {
		t.Errorf("the connection is still there: %v", err)
	}
}

func TestWhoDoesNotJoinIsShownOut(t *testing.T) {
	h := limited(t, func(l *Limits) { l.Join = 100 * time.Millisecond })
	h.app.joins = false
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	c.ends(t)
	if raw := c.raw.String(); !strings.Contains(raw, sayJoinLate.text("")) {
		t.Errorf("no word of why: %q", raw)
	}
}

func TestJoiningCannotTakeForEver(t *testing.T) {
	h := limited(t, func(l *Limits) { l.JoinTotal = 300 * time.Millisecond })
	h.app.joins = false
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	done := make(chan int, 1)
	go func() { done <- c.ends(t) }()
	for {
		select {
		case <-done:
			return
		case <-time.After(10 * time.Millisecond):
			_, _ = io.WriteString(c.keys, "x") // fails once the session has ended
		}
	}
}

func TestAConnectionWithoutASessionIsClosed(t *testing.T) {
	h := limited(t, func(l *Limits) { l.Join = 100 * time.Millisecond })
	client := h.dial(t, "KRABBA", nil)
	_ = client.Wait()
	eventually(t, "the end of the connection", func() bool { return h.Connections() == 0 })
}

func TestTheIdleAreShownOutWithAWord(t *testing.T) {
	h := limited(t, func(l *Limits) { l.Idle = 150 * time.Millisecond })
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	c.ends(t)
	if raw := c.raw.String(); !strings.Contains(raw, sayIdle.text("")) {
		t.Errorf("no word of why: %q", raw)
	}
}

func TestAClientThatDoesNotAnswerKeepalivesIsGone(t *testing.T) {
	h := limited(t, func(l *Limits) { l.Keepalive, l.KeepaliveAnswer = 20*time.Millisecond, 100*time.Millisecond })
	conn, chans, requests, err := gossh.NewClientConn(h.rawTCP(t), "", &gossh.ClientConfig{
		User: "KRABBA", Auth: []gossh.AuthMethod{gossh.KeyboardInteractive(noPrompts)}, HostKeyCallback: gossh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for range requests { // heard, not answered
		}
	}()
	go func() {
		for range chans {
		}
	}()
	_ = conn.Wait()
	eventually(t, "the end of the connection", func() bool { return h.Connections() == 0 })
}

func TestAClientThatAnswersKeepalivesStays(t *testing.T) {
	h := limited(t, func(l *Limits) { l.Keepalive, l.KeepaliveAnswer = 5*time.Millisecond, time.Minute })
	asked := make(chan struct{}, 100)
	conn, chans, requests, err := gossh.NewClientConn(h.rawTCP(t), "", &gossh.ClientConfig{
		User: "KRABBA", Auth: []gossh.AuthMethod{gossh.KeyboardInteractive(noPrompts)}, HostKeyCallback: gossh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		t.Fatal(err)
	}
	heard := make(chan *gossh.Request)
	go func() {
		defer close(heard)
		for r := range requests {
			if r.Type == "keepalive@openssh.com" {
				asked <- struct{}{}
			}
			heard <- r
		}
	}()
	client := gossh.NewClient(conn, chans, heard)
	defer client.Close()
	for range 3 {
		select {
		case <-asked:
		case <-time.After(patience):
			t.Fatal("no keepalive came")
		}
	}
	c := terminal(t, client, 80, 24)
	c.press(t, "+")
	c.shows(t, "number 1")
}

func TestAClientThatDoesNotReadIsClosed(t *testing.T) {
	h := limited(t, func(l *Limits) { l.WriteStall = 200 * time.Millisecond })
	h.app.line = func(call lineCall) int {
		picture := make([]byte, 64<<10)
		for {
			if _, err := call.out.Write(picture); err != nil {
				return 1
			}
		}
	}
	client := h.dial(t, "KRABBA", nil)
	channel, requests, err := client.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go gossh.DiscardRequests(requests) // answers, yet the channel is never read
	if _, err := channel.SendRequest("exec", true, execRequest("watch")); err != nil {
		t.Fatal(err)
	}
	_ = client.Wait()
	eventually(t, "the end of the connection", func() bool { return h.Connections() == 0 })
}

func TestAFloodOfKeysIsThrottledAndEnds(t *testing.T) {
	h := limited(t, func(l *Limits) { l.InputRate, l.InputBurst, l.InputBacklog = 1000, 2000, 300*time.Millisecond })
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	flood := strings.Repeat("x", 1000)
	go func() {
		for {
			if _, err := io.WriteString(c.keys, flood); err != nil {
				return
			}
		}
	}()
	c.ends(t)
	if raw := c.raw.String(); !strings.Contains(raw, sayTooMuch.text("")) {
		t.Errorf("no word of why: %q", raw)
	}
	if n := h.app.updates.Load(); n > 10_000 {
		t.Errorf("%d keys got through", n)
	}
}

func TestALongPasteIsCutAndAnUnfinishedOneEnds(t *testing.T) {
	h := limited(t, func(l *Limits) { l.Paste = 100 })
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	c.press(t, "\x1b[200~"+strings.Repeat("å", 1000)+"\x1b[201~")
	c.shows(t, "pasted 100")
	c.press(t, "\x1b[200~abc")
	c.shows(t, "pasted 3")
}
