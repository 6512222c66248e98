package reception

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
)

// hostile are texts that would do something to a terminal that wrote them as
// they are. Each has a word that is searched for on screen.
var hostile = []string{
	"Röd \x1b[31;5m blink", "Titel \x1b]0;kapad\x07 satt", "Länk \x1b]8;;http://ond.example\x1b\\klicka\x1b]8;;\x1b\\",
	"Urklipp \x1b]52;c;b25k\x07", "Sixel \x1bPq#0;2;0;0;0\x1b\\", "Programkommando \x1b_ond\x1b\\", "Ensam \x9b31m bytes",
	"Unikod \u009b31m \u0090ond\u009c", "Bakvänd \u202eevil\u202c \u2066x\u2069", "Radbryt \r\n\v\f\u2028\u2029\u0085 slut",
	"Osynlig \u200b\u200d\ufeff\u00ad\U000e0041", "Marker a" + strings.Repeat("\u0301", 200), "Återställ \x1bc\x1b[2J\x1b[?1049l",
	"Frågar \x1b[6n\x1b[c\x05", "Bred " + strings.Repeat("世", 40), "Familj 👩‍👩‍👧‍👦 och 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "Formel =cmd|' /C calc'!A0",
}

// tape is all that a terminal was sent.
type tape struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (w *tape) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.Write(p)
}

func (w *tape) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.String()
}

// watch opens a terminal and keeps what it is sent.
func (d *door) watch(user string, key gossh.Signer) (*tape, io.Writer) {
	d.t.Helper()
	session, got := d.call(user, key), &tape{}
	session.Stdout = got
	keys, err := session.StdinPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := session.RequestPty("xterm-256color", 40, 120, gossh.TerminalModes{}); err != nil {
		d.t.Fatal(err)
	}
	if err := session.Shell(); err != nil {
		d.t.Fatal(err)
	}
	return got, keys
}

// controls are the sequences of a stream, without cursor movements and colours:
// those are our own, and a text that brought its own would show it elsewhere.
func controls(stream string) map[string]int {
	found := map[string]int{}
	var state byte
	for rest := stream; rest != ""; {
		seq, _, n, next := ansi.DecodeSequence(rest, state, nil)
		state, rest = next, rest[n:]
		switch {
		case strings.HasPrefix(seq, "\x1b["):
			found["CSI …"+seq[len(seq)-1:]]++
		case strings.HasPrefix(seq, "\x1b"), len(seq) == 1 && seq[0] < ' ':
			found[fmt.Sprintf("%.12q", seq)]++
		default:
			for _, r := range seq {
				if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) || r == unicode.ReplacementChar {
					found[fmt.Sprintf("%U", r)]++
				}
			}
		}
	}
	return found
}

func TestHostileTextReachesNoTerminalAsAControl(t *testing.T) {
	plain, attacked := shown(t, []string{"Verktygspool", "Lagarkafé"}), shown(t, hostile)
	for screen, stream := range attacked {
		usual := controls(plain[screen])
		for control, n := range controls(stream) {
			if usual[control] == 0 {
				t.Errorf("%s was sent %s, %d times, which it is not with plain texts", screen, control, n)
			}
		}
		for _, typed := range []string{"\x1b]0;kapad", "\x1b]52", "\x1b]8;;", "\x1bPq", "\x1b_ond", "\x1b[31;5m", "\x1bc", "\u009b", "\u202e"} {
			if strings.Contains(stream, typed) {
				t.Errorf("%s was sent %q", screen, typed)
			}
		}
	}
}

// shown puts texts on a board, as ideas and as names, and gives what each screen
// was sent until it was seen there.
func shown(t *testing.T, texts []string) map[string]string {
	t.Helper()
	d := realDoor(t)
	eva, asa := newKey(t), newKey(t)
	d.leads(eva)
	if _, errs, code := d.line("KRABBA", eva, "next"); code != 0 {
		t.Fatal(errs)
	}
	if _, errs, code := d.line("KRABBA", asa, "join --name Åsa --sector akademi"); code != 0 {
		t.Fatal(errs)
	}
	me := model.Actor{Person: d.room.Board().People()[0].ID, Role: model.Participant}
	for i, text := range texts { // past the door, which refuses most of them
		join := model.JoinPerson{Key: d.room.Identify([32]byte{1, byte(i)}), Name: text, Sector: model.Academia, Role: model.Participant}
		_, _ = d.room.Do(t.Context(), model.Actor{Role: model.Participant}, "", join) // most are no names
		_, _ = d.room.Do(t.Context(), me, "", model.AddIdea{Text: text})
	}
	if n := len(d.room.Board().Ideas(model.Host)); n < len(texts)*2/3 {
		t.Fatalf("only %d of %d ideas came through", n, len(texts))
	}
	screens := map[string]*tape{}
	screens["the facilitator's screen"], _ = d.watch("KRABBA", eva)
	screens["the projector"], _ = d.watch("KRABBA+projector", newKey(t))
	screens["the participant's screen"], _ = d.watch("KRABBA", asa)
	if _, err := d.room.Do(t.Context(), model.Host, "", model.Reveal{}); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for name, got := range screens {
		first, _, _ := strings.Cut(texts[len(texts)-1], " ")
		if name == "the projector" {
			first = "" // it need not have room for the last
		}
		for deadline := time.Now().Add(patience); !strings.Contains(got.String(), "\x1b[?2026l") || !strings.Contains(got.String(), first); time.Sleep(5 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%s never showed %q: %q", name, first, got.String())
			}
		}
	}
	time.Sleep(300 * time.Millisecond) // for the pictures that follow upon the reveal
	for name, got := range screens {
		all[name] = got.String()
	}
	return all
}
