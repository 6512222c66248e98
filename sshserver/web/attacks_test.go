package web_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/sshserver"
	"verkstad/sshserver/sshtest"
)

// TestOtherSitesAndServersGetNoTerminal has pages of other origins open a WebSocket with the
// person's cookie: another host, another port of the same host, which cookies do not tell
// apart, another scheme, a page without an origin, and a name that was pointed here.
func TestOtherSitesAndServersGetNoTerminal(t *testing.T) {
	r := openRoom(t, func(s *setting) { s.names = []string{"verkstad.example"} })
	host := strings.TrimPrefix(r.url, "http://")
	for name, c := range map[string]struct {
		header http.Header
		status int
	}{
		"another host":    {http.Header{"Origin": {"http://evil.example"}}, http.StatusForbidden},
		"another port":    {http.Header{"Origin": {"http://127.0.0.1:1"}}, http.StatusForbidden},
		"another scheme":  {http.Header{"Origin": {"https://" + host}}, http.StatusForbidden},
		"null":            {http.Header{"Origin": {"null"}}, http.StatusForbidden},
		"none":            {http.Header{"Origin": nil}, http.StatusForbidden},
		"a rebound name":  {http.Header{"Host": {"evil.example"}, "Origin": {"http://evil.example"}}, http.StatusMisdirectedRequest},
		"a name of ours":  {http.Header{"Host": {"verkstad.example"}, "Origin": {"http://verkstad.example"}}, http.StatusSwitchingProtocols},
		"with a last dot": {http.Header{"Host": {"Verkstad.Example."}, "Origin": {"http://verkstad.example."}}, http.StatusSwitchingProtocols},
	} {
		t.Run(name, func(t *testing.T) {
			resp, err := r.newClient().dial("KRABBA", c.header)
			if resp == nil {
				t.Fatal(err)
			}
			if resp.StatusCode != c.status {
				t.Errorf("answered %s, want %d", resp.Status, c.status)
			}
		})
	}
}

// TestThePageTellsNothing compares the page for a code that there is with that for others.
func TestThePageTellsNothing(t *testing.T) {
	r := openRoom(t)
	get := func(path string, header http.Header) (string, http.Header) {
		t.Helper()
		req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, r.url+path, nil)
		for name, values := range header {
			req.Header[name] = values
		}
		resp, err := r.newClient().Do(req)
		must(t, err)
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		must(t, err)
		if resp.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s", path, resp.Status)
		}
		return string(body), resp.Header
	}
	want, head := get("/KRABBA", nil)
	for name, sure := range map[string]string{
		"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
		"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY",
	} {
		if head.Get(name) != sure {
			t.Errorf("%s is %q, want %q", name, head.Get(name), sure)
		}
	}
	policy := head.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %q", policy)
	}
	cookie := head.Get("Set-Cookie")
	if !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Lax") || strings.Contains(cookie, "Domain") {
		t.Errorf("the cookie is %q", cookie)
	}
	for _, path := range []string{"/", "/WRONGC", "/KRABBA+projector", "/KRABBA+X7K-2M9-4QD", "/<script>"} {
		body, other := get(path, nil)
		if body != want {
			t.Errorf("%s has another page", path)
		}
		head.Del("Set-Cookie")
		head.Del("Date")
		other.Del("Set-Cookie")
		other.Del("Date")
		if a, b := fmt.Sprint(head), fmt.Sprint(other); a != b {
			t.Errorf("%s has other headers:\n%s\n%s", path, a, b)
		}
	}
	if swedish, _ := get("/KRABBA", http.Header{"Accept-Language": {"fi, sv;q=0.8"}}); !strings.Contains(swedish, `lang="sv"`) {
		t.Errorf("the page is not in Swedish:\n%s", swedish)
	}
}

// TestOddRequestsAreRefused sends what no browser does.
func TestOddRequestsAreRefused(t *testing.T) {
	r := openRoom(t)
	for name, c := range map[string]struct{ request, answer string }{
		"another method":   {"POST /KRABBA HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\n\r\nabc", "405"},
		"a long header":    {"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + strings.Repeat("x", 64<<10) + "\r\n\r\n", "431"},
		"a long path":      {"GET /" + strings.Repeat("x", 1000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "404"},
		"a deep path":      {"GET /KRABBA/x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "404"},
		"no host":          {"GET / HTTP/1.1\r\n\r\n", "400"},
		"two hosts":        {"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n", "400"},
		"two lengths":      {"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"},
		"length and parts": {"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 30\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "200"},
		"HTTP/2":           {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "421"},
		"ssh":              {"SSH-2.0-OpenSSH_9.9\r\n", "400"},
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := net.Dial("tcp", r.web.Addr().String())
			must(t, err)
			defer conn.Close()
			go func() { _, _ = io.WriteString(conn, c.request) }()
			_ = conn.SetReadDeadline(time.Now().Add(patience))
			var got bytes.Buffer
			_, _ = io.CopyN(&got, conn, 12)
			if !strings.Contains(got.String(), c.answer) {
				t.Errorf("answered %q, want %s", got.String(), c.answer)
			}
		})
	}
}

// TestWhoSaysNothingIsCutOff opens connections that send nothing, or half a request.
func TestWhoSaysNothingIsCutOff(t *testing.T) {
	r := openRoom(t, func(s *setting) { s.limits.Silence = 500 * time.Millisecond })
	for _, sent := range []string{"", "GET /KRABBA HTTP/1.1\r\nHost: 127"} {
		conn, err := net.Dial("tcp", r.web.Addr().String())
		must(t, err)
		defer conn.Close()
		_, _ = io.WriteString(conn, sent)
		_ = conn.SetReadDeadline(time.Now().Add(patience))
		if _, err := io.Copy(io.Discard, conn); err != nil {
			t.Errorf("after %q: %v, want it to be closed", sent, err)
		}
	}
	sshtest.Eventually(t, "no connection is left", func() bool { return r.ssh.Connections() == 0 })
}

// TestMessagesThatMakeNoSenseEndTheSession sends what the page does not.
func TestMessagesThatMakeNoSenseEndTheSession(t *testing.T) {
	r := openRoom(t)
	for name, message := range map[string]string{
		"no JSON": "x", "nothing": "{}", "both": `{"size":[80,24],"edit":{}}`, "negative": `{"edit":{"at":-1}}`,
		"far": `{"edit":{"delete":9999999}}`, "large": `{"edit":{"insert":"` + strings.Repeat("x", 30<<10) + `"}}`,
	} {
		c := r.newClient().come("KRABBA")
		c.shows("Vad heter du")
		_ = c.ws.Write(context.Background(), websocket.MessageText, []byte(message))
		select {
		case <-c.closed:
		case <-time.After(patience):
			t.Errorf("%s: the session goes on", name)
		}
	}
	c := r.newClient().come("KRABBA")
	c.shows("Vad heter du")
	c.says(`{"size":[2147483647,-5]}`)
	c.says(`{"edit":{"field":99,"insert":"for no field"}}`)
	c.types("\x1b]52;c;AAAA\x07\x1b[8;9999;9999t")
	c.says(`{"size":[80,24]}`)
	c.join("Åsa")
}

// TestGuessingCodesIsSlow tries one code after the other.
func TestGuessingCodesIsSlow(t *testing.T) {
	r := openRoom(t)
	var answered time.Duration
	for n := range 35 {
		began := time.Now()
		r.newClient().come(fmt.Sprintf("WRN%03d", n)).shows("Kod")
		answered = time.Since(began)
		if n < 20 && answered > 2*time.Second {
			t.Fatalf("wrong code %d was answered after %v", n, answered)
		}
		if answered > 2*time.Second {
			break
		}
	}
	if answered < 2*time.Second {
		t.Errorf("the last wrong code was answered after %v", answered)
	}
	right := r.newClient() // is not held up
	began := time.Now()
	right.come("KRABBA").shows("Vad heter du")
	if wait := time.Since(began); wait > 2*time.Second {
		t.Errorf("a right code was answered after %v", wait)
	}
}

// TestPlainHTTPOpensNothingThatIsWorthMore has people over plain HTTP show a return code and a
// ticket, claim a place, be made to lead, and vote in secret.
func TestPlainHTTPOpensNothingThatIsWorthMore(t *testing.T) {
	r := openRoom(t, func(s *setting) {
		s.workshop.Phases = []method.Phase{{Activity: method.Gather}, {Activity: method.Vote, Settings: method.Settings{Secret: true, Dots: 1}}}
	})
	key := r.live.IdentifyReturn("X7K2M94QD")
	r.lead(model.JoinPerson{Key: key, Keyless: true, Name: "Bo", Role: model.Participant, Sector: model.Sectors[0]})

	c := r.newClient().come("KRABBA")
	c.shows("Vad heter du")
	c.types("\x1b[200~Bo\x1b[201~\r")
	c.shows("Bo 2") // another name is proposed, and not Bo's place
	c.types("\x15\x1b[200~X7K-2M9-4QD\x1b[201~\r")
	c.shows("krypterad")

	c = r.newClient().come("KRABBA+X7K-2M9-4QD")
	c.shows("krypterad")
	if _, err := c.dial("KRABBA+7Q2MX-B4KPN", nil); err != nil {
		t.Fatal(err)
	}
	c.shows("krypterad")

	c = r.newClient().come("KRABBA")
	c.join("Åsa")
	r.lead(model.Next{})
	for i := range 4 {
		r.lead(model.AddIdea{Text: fmt.Sprint("Idé ", i)})
	}
	r.lead(model.Next{})
	r.lead(model.OpenRound{})
	c.shows("Idé 0")
	sshtest.AwaitStillHands()
	c.types("+")
	c.shows("krypterad")
	if n := r.live.Board().OpenRound(); n == nil || !n.Secret {
		t.Fatal("the round is not secret")
	}
	if own := r.live.MyBallot(r.person("Åsa").ID); len(own.Dots) > 0 {
		t.Errorf("Åsa has voted: %+v", own)
	}

	r.lead(model.CloseRound{})
	r.lead(model.OpenRound{Unencrypted: true}) // the facilitator lets it be
	sshtest.AwaitStillHands()
	c.types("+")
	sshtest.Eventually(t, "the ballot", func() bool { return len(r.live.MyBallot(r.person("Åsa").ID).Dots) > 0 })
	round := r.live.Board().OpenRound().ID
	r.lead(model.CloseRound{})
	if n := r.live.Board().Round(round).CameUnencrypted(); n != 1 {
		t.Errorf("%d ballots came unencrypted, want 1", n)
	}
	r.lead(model.AppointFacilitator{Person: r.person("Åsa").ID})
	c.shows("Du leder, och din anslutning")
	again := c.come("KRABBA")
	again.shows("Du leder, och din anslutning")
}

// TestLimitsAreTheSameAsOverSSH fills the places with browsers.
func TestLimitsAreTheSameAsOverSSH(t *testing.T) {
	r := openRoom(t, func(s *setting) { s.limits = sshserver.Limits{Guests: 3} })
	var all []*client
	for range 5 {
		c := r.newClient().come("KRABBA")
		c.shows("Vad heter du")
		all = append(all, c)
	}
	ended := 0
	for _, c := range all[:2] {
		select {
		case <-c.closed:
			ended++
		case <-time.After(patience):
		}
	}
	if ended != 2 {
		t.Errorf("%d of 5 guests ended, want the 2 that were idle the longest", ended)
	}
}
