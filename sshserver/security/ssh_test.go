package security

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
	"verkstad/model/text/hostile"
	"verkstad/sshserver/sshtest"
	"verkstad/ui/frame/frametest"
	"verkstad/ui/stage/stagetest"
)

var usual = [2]uint32{80, 24}

// TestTheStreamHasNoControlButOurs reads what the server sends of a workshop in
// which every text is hostile, byte by byte, from the first to the good-bye.
func TestTheStreamHasNoControlButOurs(t *testing.T) {
	for i, m := range moments {
		if !long && i%4 != 0 {
			continue
		}
		d := openDoor(t, poisoned(t, m, i*23))
		screens := map[string]*remote{
			"the facilitator's": d.call("KRABBA", d.leader, "xterm-256color", 80, 24, usual),
			"the projector's":   d.call("KRABBA+projector", newKey(t), "xterm", 80, 24, usual),
			"the newcomer's":    d.call("KRABBA", newKey(t), "tmux-256color", 80, 24, usual, "VERKSTAD_NAME", "Eva \u202e\u200b👩‍👩‍👧", "LANG", "en_GB.UTF-8"),
			"the stranger's":    d.call("nowhere", newKey(t), "screen", 80, 24, usual, "LANG", "\u202e"),
		}
		for name, r := range screens {
			r.shows("")
			if _, err := fmt.Fprint(r.keys, "\x1b[200~"+hostile.At(i)+"\x1b[201~\x1b[B\r"); err != nil {
				t.Errorf("%s screen: %v", name, err)
			}
		}
		d.stop()
		for name, r := range screens {
			r.settled(name + " stream")
		}
	}
}

// TestTheReviewOverSSHHasNoControl looks back on a meeting, and through its
// series, as somebody who was there.
func TestTheReviewOverSSHHasNoControl(t *testing.T) {
	key := newKey(t)
	log := slices.Clone(poison(records(t, followed), 5))
	for i, r := range log {
		if e, ok := r.Event.(model.PersonJoined); ok && e.ID == 1 {
			e.Key = fmt.Sprintf("%x", sha256.Sum256(key.PublicKey().Marshal()))
			log[i].Event = e
		}
	}
	room := stagetest.Replay(t, log)
	d := openDoor(t, room, beside(t, room).Rooms[0])
	r := d.call("KRABBA", key, "xterm-256color", 80, 24, usual)
	r.shows("Träffen är avslutad")
	sshtest.AwaitStillHands()
	_, _ = fmt.Fprint(r.keys, "v")
	r.shows("Åtaganden 4")
	for _, keys := range []string{"4\r\r", "\x1b[B\r", "\x1b", "6", "7", "2", "\x1b[D"} {
		_, _ = fmt.Fprint(r.keys, keys)
	}
	_, _ = fmt.Fprint(r.keys, "\x03")
	r.settled("the review")
}

// TestEveryTerminalGetsSomethingSensible comes with the names of terminals that
// there are, and some that there are not.
func TestEveryTerminalGetsSomethingSensible(t *testing.T) {
	d := openDoor(t, stagetest.CoLab(t, stagetest.Gathering))
	for _, term := range []string{
		"", "dumb", "unknown", "xterm", "xterm-256color", "screen", "tmux-256color", "linux", "vt100", "vt220", "ansi", "rubbish",
		strings.Repeat("x", 64), strings.Repeat("x", 4096), "x\x1b]0;x\a", "xterm\n", "\x00", "xterm\u202e", "\xff", "../../etc",
	} {
		what := fmt.Sprintf("TERM=%.20q", term)
		for _, env := range [][]string{{"NO_COLOR", "1"}, {"COLORTERM", "truecolor", "LANG", "sv_SE.ISO-8859-1"}, {"COLORTERM", "\x1b[2J", "NO_COLOR", strings.Repeat("x", 4096), "LC_ALL", "\xff"}} {
			r := d.call("KRABBA", newKey(t), term, 80, 24, usual, env...)
			r.shows("Återbruk")
			drawn := false
			r.look(func(s *frametest.Terminal) { drawn = s.Alternate() })
			if lines := term == "dumb" || term == "unknown" || len(term) > 64 || !utf8.ValidString(term) || strings.ContainsAny(term, "\x1b\n\x00\u202e/"); lines == drawn {
				t.Errorf("%s: drawn on: %v", what, drawn)
			}
			if drawn {
				r.look(func(s *frametest.Terminal) {
					if plain := strings.HasPrefix(term, "vt") || term == "ansi" || term == "linux"; plain && (len(s.Titles) > 0 || s.Mode(1002)) {
						t.Errorf("%s: is given a title and a mouse", what)
					}
				})
				_, _ = fmt.Fprint(r.keys, "\x03")
			} else {
				_, _ = fmt.Fprint(r.keys, "status\r\n")
				r.shows("Samla idéer")
				_, _ = fmt.Fprint(r.keys, "quit\r\n")
			}
			r.settled(what)
		}
	}
}

// TestSizesAndResizeStorms asks for terminals of every size, also absurd ones,
// and then changes it as fast as the network takes it. What is drawn fits the
// last size, and the memory of it all is let go.
func TestSizesAndResizeStorms(t *testing.T) {
	d := openDoor(t, poisoned(t, stagetest.Revealed, 7))
	before := heap() - held()
	for _, asked := range [][2]uint32{{0, 0}, {1, 1}, {10, 3}, {40, 12}, {400, 150}, {65535, 65535}, {1<<32 - 1, 1<<32 - 1}, {0, 1 << 31}} {
		r := d.call("KRABBA+projector", newKey(t), "xterm-256color", 400, 150, asked)
		r.shows("")
		storm := rand.New(rand.NewPCG(uint64(asked[0]), 1))
		for range 300 {
			size := struct{ W, H, X, Y uint32 }{storm.Uint32() >> storm.IntN(33), storm.Uint32() >> storm.IntN(33), 0, 0}
			if _, err := r.session.SendRequest("window-change", false, gossh.Marshal(&size)); err != nil {
				t.Fatal(err)
			}
		}
		last := struct{ W, H, X, Y uint32 }{81, 25, 0, 0}
		_, _ = r.session.SendRequest("window-change", false, gossh.Marshal(&last))
		r.drawnTo(81, 25)
		_, _ = fmt.Fprint(r.keys, "\x03")
		r.settled(fmt.Sprintf("a terminal of %v", asked))
	}
	if grew := heap() - held() - before; grew > 32<<20 {
		t.Errorf("keeps %d MB", grew>>20)
	}
}

// drawnTo waits until the screen ends in the corner of a size: the footer stands
// on its last row, and nothing below or beside it.
func (r *remote) drawnTo(w, h int) {
	r.d.t.Helper()
	var rows []string
	sshtest.EventuallyOr(r.d.t, func() bool {
		r.look(func(t *frametest.Terminal) { rows = strings.Split(t.Plain(), "\n") })
		inside := strings.TrimSpace(strings.Join(rows[:h], ""))
		outside := strings.TrimSpace(strings.Join(rows[h:], ""))
		return inside != "" && outside == ""
	}, func() string { return fmt.Sprintf("is not drawn at %d×%d:\n%s", w, h, strings.Join(rows, "\n")) })
}

// TestTheServerOutlivesRubbishAtTheKeys writes what no keyboard writes into every
// screen, and holds that others are still let in, and what they all were sent.
func TestTheServerOutlivesRubbishAtTheKeys(t *testing.T) {
	d := openDoor(t, poisoned(t, stagetest.Clustering, 3))
	random := rand.New(rand.NewPCG(1, 2))
	for i, user := range []string{"KRABBA", "KRABBA+projector", "nowhere", "KRABBA"} {
		key := newKey(t)
		if i == 3 {
			key = d.leader
		}
		r := d.call(user, key, "xterm-256color", 80, 24, usual)
		r.shows("")
		var rubbish strings.Builder
		for rubbish.Len() < 14<<10 { // what the pace lets through at once
			switch random.IntN(3) {
			case 0:
				text := hostile.At(random.IntN(1000))
				rubbish.WriteString(text[:min(len(text), 300)])
			case 1:
				rubbish.WriteString(sequence(random))
			default:
				rubbish.WriteByte(byte(random.IntN(256)))
			}
		}
		if _, err := fmt.Fprint(r.keys, strings.ReplaceAll(rubbish.String(), "\x03", "")); err != nil {
			t.Logf("rubbish to %s: %v", user, err) // which may have ended the session
		}
		next := d.call("KRABBA+projector", newKey(t), "xterm", 80, 24, usual)
		next.shows("")
		_, _ = fmt.Fprint(next.keys, "\x03")
		next.settled("who came after " + user)
		r.look(func(s *frametest.Terminal) {
			if err := s.Err(); err != nil && !strings.HasPrefix(err.Error(), "ends in") && !strings.Contains(err.Error(), "left") {
				t.Errorf("%s: %v", user, err)
			}
		})
		_ = r.session.Close()
	}
	if log := d.log.String(); strings.Contains(log, "panicked") {
		t.Errorf("something panicked:\n%s", log)
	}
}

// TestAKeyThatIsHeldDownCostsLittle holds down a key that complains each time,
// and holds that what waits for the complaint to go away does not pile up.
func TestAKeyThatIsHeldDownCostsLittle(t *testing.T) {
	d := openDoor(t, stagetest.CoLab(t, stagetest.Waiting))
	r := d.call("KRABBA", newKey(t), "xterm", 80, 24, usual)
	r.shows("Vilken sektor hör du till?")
	before := runtime.NumGoroutine()
	if _, err := fmt.Fprint(r.keys, strings.Repeat("\r", 12<<10)+"sist"); err != nil {
		t.Fatal(err)
	}
	r.shows("sist")
	if more := runtime.NumGoroutine() - before; more > 50 {
		t.Errorf("%d goroutines wait after 12,000 complaints", more)
	}
	_, _ = fmt.Fprint(r.keys, "\x03")
}

// sequence is some escape sequence, known or not, often unfinished.
func sequence(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString([]string{"\x1b[", "\x1b]", "\x1bP", "\x1b_", "\x1bO", "\x1b", "\x9b", "\x1b[<", "\x1b[?", "\x1b[M"}[r.IntN(10)])
	for range r.IntN(40) {
		b.WriteByte("0123456789;:<=>? !\"$'"[r.IntN(21)])
	}
	if r.IntN(4) > 0 {
		b.WriteByte(byte('@' + r.IntN(0x3f)))
	}
	return b.String()
}

// TestTheLogHasNoControls comes with hostile user names, versions and commands,
// and holds that each line of the log is one line, and text, and so is what the
// person is told.
func TestTheLogHasNoControls(t *testing.T) {
	d := openDoor(t, stagetest.CoLab(t, stagetest.Gathering))
	key := newKey(t)
	for i, h := range hostile.Texts() {
		if i%8 != 0 && !long {
			continue
		}
		client, err := d.dial(h.Text[:min(len(h.Text), 200)], key, "SSH-2.0-"+strings.Map(oneByte, h.Text[:min(len(h.Text), 100)]))
		if err != nil {
			continue // the client itself refuses some
		}
		for _, command := range []string{"status", h.Text, "idea " + h.Text} {
			if session, err := client.NewSession(); err == nil {
				answer, _ := session.CombinedOutput(command)
				said(t, fmt.Sprintf("%s: %q", h.Name, command), string(answer))
			}
		}
		_ = client.Close()
	}
	for line := range strings.Lines(d.log.String()) {
		if err := shown(line); err != nil || !strings.HasPrefix(line, "time=") {
			t.Errorf("the log has %q: %v", line, err)
		}
	}
	if !strings.Contains(d.log.String(), "session begins") {
		t.Error("the log says nothing")
	}
}

// oneByte leaves what a version may have in it, see RFC 4253, section 4.2.
func oneByte(r rune) rune {
	if r < ' ' || r > '~' {
		return -1
	}
	return r
}
