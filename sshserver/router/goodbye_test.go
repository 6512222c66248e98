package router

import (
	"bytes"
	"io"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/sshserver/sshtest"
)

func TestEveryScreenIsToldHowToComeBack(t *testing.T) {
	d := realDoor(t)
	eva, asaKey := newKey(t), newKey(t)
	d.leads(eva)
	d.does(asaKey, "join --name Åsa --sector akademi")
	d.does(eva, "next")
	cockpit, asa := d.sit("Eva", "eva", eva), d.sit("Åsa", "KRABBA", asaKey)
	wall, newcomer := d.sit("the wall", "KRABBA+projector", newKey(t)), d.sit("a newcomer", "KRABBA", newKey(t))
	bo := d.sit("Bo", "KRABBA", nil) // without a key
	bo.types("Bo\r2")
	bo.sees("Välkommen, Bo")
	talk := d.call("KRABBA", asaKey)
	var said bytes.Buffer
	talk.Stderr = &said
	in, _ := talk.StdinPipe()
	answers, _ := talk.StdoutPipe()
	if err := talk.Shell(); err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(in, "status\n")
	if _, err := answers.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	cockpit.sees("Samla")
	asa.sees("Samla")
	wall.sees("Samla")
	newcomer.sees("Vilken sektor hör du till?")
	asa.types("Halvfärdig tank") // and it was not sent
	asa.sees("Halvfärdig tank")

	d.stop()
	for who, line := range map[*seat]string{
		cockpit: "ssh KRABBA@here", asa: "ssh KRABBA@here", newcomer: "ssh KRABBA@here", wall: "ssh KRABBA+projector@here",
	} {
		if last := who.ends(); !strings.Contains(last, "sparat") || !strings.Contains(last, line) {
			t.Errorf("%s is told %q, want the line %q", who.who, last, line)
		}
	}
	back := regexp.MustCompile(`ssh (KRABBA\+[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3})@here`).FindStringSubmatch(bo.ends())
	_ = talk.Wait()
	if !strings.Contains(said.String(), "sparat") || !strings.Contains(said.String(), "ssh KRABBA@here") {
		t.Errorf("a conversation in lines is told %q", said.String())
	}
	if back == nil {
		t.Fatalf("Bo is not told his return code")
	}

	d.restart()
	d.sit("Åsa", "KRABBA", asaKey).sees("Halvfärdig tank")
	d.sit("Bo", back[1], nil).sees("Samla", "Bo")
}

func TestWhoLooksBackIsToldToo(t *testing.T) {
	d := realDoor(t)
	asaKey := newKey(t)
	d.does(asaKey, "join --name Åsa --sector akademi")
	d.host(model.Next{})
	d.host(model.EndWorkshop{})
	asa := d.sit("Åsa", "KRABBA", asaKey)
	asa.sees("avslutad")
	sshtest.AwaitStillHands()
	asa.types("\r")
	asa.sees("Återkoppling", "Rapport")
	d.stop()
	if last := asa.ends(); !strings.Contains(last, "ssh KRABBA@here") {
		t.Errorf("Åsa is told %q", last)
	}
}

// What people are called and what they write is not in the log, nor what lets
// somebody in as another; at the level debug there may be names.
func TestTheLogTellsNoNamesAndNoTexts(t *testing.T) {
	for _, level := range []slog.Level{slog.LevelInfo, slog.LevelDebug} {
		log := &tape{}
		d := realDoor(t, func(s *setting) {
			s.log = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: level}))
			s.workshop.Title = "Titelmarkör"
		})
		eva, asaKey, cia := newKey(t), newKey(t), newKey(t)
		d.leads(eva)
		d.does(asaKey, "join --name Namnmarkör --sector akademi")
		d.does(cia, "join --name Ciamarkör --sector offentlig")
		out, _, _ := d.line("KRABBA", nil, "join --name Bomarkör --sector offentlig")
		back := regexp.MustCompile(`\+([0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3})\b`).FindStringSubmatch(out)[1]
		d.does(eva, "next --start")
		asa := d.sit("Åsa", "KRABBA", asaKey)
		asa.types("Textmarkör i en idé\r")
		d.eventually("the idea", func(b *model.Board) bool { return b.Idea(1) != nil })
		for _, command := range []string{"idea Textmarkör två", "vote 1=9", "nonsense Textmarkör", "idea " + strings.Repeat("Textmarkör", 100)} {
			_, _, _ = d.line("KRABBA+"+back, nil, command)
		}
		_, _, _ = d.line("namnmarkör", newKey(t), "status")
		d.does(eva, "remove 2")
		d.does(eva, "appoint 1")
		d.does(asaKey, "round open --dots 2")
		d.does(asaKey, "round close")
		d.stop()
		_ = asa.ends()
		got := log.String()
		if !strings.Contains(got, "session begins") || !strings.Contains(got, "level=INFO") {
			t.Errorf("the log is empty: %q", got)
		}
		secrets := []string{"Textmarkör", "Titelmarkör", "Namnmarkör", "Ciamarkör", "Bomarkör", back}
		if level == slog.LevelInfo {
			secrets = append(secrets, "namnmarkör", "Eva")
		}
		for _, secret := range secrets {
			if strings.Contains(got, secret) {
				t.Errorf("at the level %v the log has %q:\n%s", level, secret, got)
			}
		}
	}
}
