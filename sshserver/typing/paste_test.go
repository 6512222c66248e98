package typing

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/sshserver"
	"verkstad/sshserver/sshclient"
	"verkstad/sshserver/sshtest"

	gossh "golang.org/x/crypto/ssh"
)

func pasted(text string) string { return "\x1b[200~" + text + "\x1b[201~" }

// TestAPasteOfSeveralLinesAsks pastes a list: all of it, as one, and not.
func TestAPasteOfSeveralLinesAsks(t *testing.T) {
	r := open(t, sshserver.Limits{})
	p := r.one()
	p.types(pasted("- verktyg\r- rum\r\n\r- cyklar\r"))
	p.sees("3 idéer?")
	p.sees("cyklar")
	p.types("\x1b")
	p.eventually("has given up", func() bool { return !contains(p.text(), "3 idéer?") })
	p.types(pasted("- verktyg\r- rum\r\n\r- cyklar\r"))
	p.sees("3 idéer?")
	p.types("\r")
	p.has("verktyg", "rum", "cyklar")
	p.types(pasted("en mening\rsom är bruten"))
	p.sees("2 idéer?")
	p.types("1")
	p.sees("en mening som är bruten")
	p.types("\r")
	p.has("verktyg", "rum", "cyklar", "en mening som är bruten")
	p.types(pasted("bara en rad\r") + "\r")
	p.has("verktyg", "rum", "cyklar", "en mening som är bruten", "bara en rad")
	r.enter(method.Define)
	sshtest.AwaitStillHands()
	p.types("\x1b[5~n")
	p.sees("esc avbryt")
	p.types(pasted("Hur?\rVarför?"))
	p.sees("2 frågor?")
	p.types("\r")
	p.eventually("asks both", func() bool { return len(r.live.Board().Questions()) == 2 })
}

// TestTheMouseIsLetGo: ctrl+o gives the mouse to the terminal and takes it back, for
// every role.
func TestTheMouseIsLetGo(t *testing.T) {
	r := open(t, sshserver.Limits{})
	for name, key := range map[string]gossh.Signer{"Åsa": nil, "the facilitator": r.leader} {
		p := (*person)(nil)
		if key == nil {
			p = r.one()
		} else {
			p = r.sit(name, key)
			p.sees("Återbruk")
		}
		p.types("\x0f")
		p.sees("Musen är terminalens")
		p.types("\x0f")
		p.sees("Musen styr Verkstad igen")
	}
}

// TestWhoLeadsIsToldWhoWrites asks on the screen, and warns in lines.
func TestWhoLeadsIsToldWhoWrites(t *testing.T) {
	r := open(t, sshserver.Limits{})
	p := r.one()
	lead := r.sit("the facilitator", r.leader)
	lead.sees("Återbruk")
	p.types("halvt")
	p.sees("halvt")
	at := r.live.Board().Current()
	lead.types("n")
	lead.sees("En skriver fortfarande")
	if r.live.Board().Current() != at {
		t.Error("the group has gone on already")
	}
	lead.types("\x1b")
	line, err := sshclient.Call(t.Context(), sshclient.Config{Address: r.address, User: code, Key: r.leader, HostKey: gossh.InsecureIgnoreHostKey(), Lang: "sv_SE.UTF-8"})
	must(t, err)
	defer line.Leave()
	if _, err := line.Line("next"); err != nil { // never a question
		t.Error(err)
	}
	if r.live.Board().Current() != at+1 {
		t.Error("the line did not go on")
	}
	p.types("\x1b")
	p.sees("Sparat som utkast")
	if got := r.live.Draft(p.id, slotOf(r, method.Gather)); !strings.HasPrefix(got, "halvt") {
		t.Errorf("kept: %q", got)
	}
	r.do(model.Back{})
	p.sees("halvt")
	sshtest.AwaitStillHands()
	p.types("\r")
	p.has("halvt")
	if n := r.live.Writing(); n != 0 {
		t.Errorf("%d write when all is sent", n)
	}
}
