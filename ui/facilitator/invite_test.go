package facilitator_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage/stagetest"
)

// y asks the terminal to copy the line to join and nothing else, and says so; a terminal that
// may print what it does not know is not asked.
func TestTheJoinLineIsCopied(t *testing.T) {
	for _, plain := range []bool{false, true} {
		e := stagetest.Env(stagetest.CoLab(t, stagetest.Waiting), model.Host)
		e.Plain = plain
		a := stagetest.App(t, e, facilitator.New(e))
		stagetest.Press(a, "i")
		_, cmd := a.Update(stagetest.Key("y"))
		var raw []string
		for _, msg := range messages(cmd) {
			if msg, ok := msg.(tea.RawMsg); ok {
				raw = append(raw, fmt.Sprint(msg.Msg))
			}
		}
		want := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte("ssh -p 2222 KRABBA@192.168.1.20")) + "\x07"
		if got := strings.Join(raw, ""); plain && got != "" || !plain && got != want {
			t.Errorf("plain %v: it writes %q", plain, got)
		}
		stagetest.Press(a, "y")
		said := "Raden är kopierad"
		if plain {
			said = "kan inte kopiera"
		}
		stagetest.Shows(t, a, said)
	}
}

// messages are all that a command and those it leads to give at once.
func messages(cmd tea.Cmd) (all []tea.Msg) {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, one := range batch {
			all = append(all, messages(one)...)
		}
		return all
	}
	return append(all, msg)
}

// All of the invitation is reached at every size, and a phone is spoken of beside a code only.
func TestTheInvitationIsWhole(t *testing.T) {
	e := stagetest.Env(stagetest.CoLab(t, stagetest.Waiting), model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Press(a, "i")
	for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}, {120, 40}, {200, 56}} {
		stagetest.Resize(a, size[0], size[1])
		stagetest.Press(a, stagetest.Times(60, "up")...)
		seen := stagetest.Screen(a)
		for range 60 {
			stagetest.Press(a, "down")
			seen += stagetest.Screen(a)
		}
		for _, part := range []string{"ssh -p 2222 KRABBA@192.168.1.20", "yes", "SHA256:47DEQpj8HB", "192.168.1.20,", "powershell", "ctrl+alt+T", "known_hosts", "AAAAC3"} {
			if !strings.Contains(seen, part) {
				t.Errorf("%v: %q is never on the screen", size, part)
			}
		}
		if strings.Contains(seen, "QR-koden") != strings.Contains(seen, "█▀▀▀▀▀█") && strings.Contains(seen, "QR-koden") != strings.Contains(seen, "██████████████") {
			t.Errorf("%v: a phone is spoken of without a code, or the code is not", size)
		}
	}
}
