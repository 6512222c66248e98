package router

import (
	"context"
	"net"
	"os/exec"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/sshserver/sshtest"
)

// eventually waits until the board is as it should be.
func (d *door) eventually(what string, ok func(*model.Board) bool) {
	d.t.Helper()
	sshtest.Eventually(d.t, what, func() bool { return ok(d.room.Board()) })
}

func (d *door) host(c model.Command) {
	d.t.Helper()
	if _, err := d.room.Do(d.t.Context(), model.Host, "", c); err != nil {
		d.t.Fatal(err)
	}
}

func TestTheCockpitOpensAndClosesWhereOneSits(t *testing.T) {
	d := realDoor(t)
	asaKey, boKey := newKey(t), newKey(t)
	d.does(asaKey, "join --name Åsa --sector akademi")
	d.does(boKey, "join --name Bo --sector offentlig")
	asa, bo := d.sit("Åsa", "KRABBA", asaKey), d.sit("Bo", "KRABBA", boKey)
	asa.sees("Välkommen, Åsa")
	bo.sees("Välkommen, Bo")

	d.host(model.AppointFacilitator{Person: 1})
	asa.sees("Du leder träffen nu")
	sshtest.AwaitStillHands()
	asa.types("n") // the first phase
	d.eventually("Åsa leads", func(b *model.Board) bool { return b.Current() == 0 })

	if _, errs, code := d.line("KRABBA", boKey, "pause"); code != 1 {
		t.Errorf("Bo leads: %q, code %d", errs, code)
	}
	d.does(asaKey, "handover Bo")
	bo.sees("Du leder träffen nu")
	asa.sees("Du deltar nu")
	asa.types("Verktygspool i varje by\r")
	d.eventually("Åsa writes again", func(b *model.Board) bool { return b.Idea(1) != nil && b.Idea(1).By == 1 })
	if _, errs, code := d.line("KRABBA", asaKey, "pause"); code != 1 {
		t.Errorf("Åsa still leads: %q, code %d", errs, code)
	}
	if _, errs, code := d.line("KRABBA", boKey, "dismiss Bo"); code != 1 || !strings.Contains(errs, "Någon måste leda") {
		t.Errorf("nobody leads any more: %q, code %d", errs, code)
	}
	asa.types("Halvfärdig tanke")
	asa.sees("Halvfärdig tanke")
	d.host(model.AppointFacilitator{Person: 1}) // in the middle of a sentence
	asa.sees("Du leder träffen nu")
	d.host(model.DismissFacilitator{Person: 1})
	asa.sees("Du deltar nu", "Halvfärdig tanke")
	d.host(model.DismissFacilitator{Person: 2})
	bo.sees("Du deltar nu")
}

func TestALostFacilitatorDoesNotStopTheRoom(t *testing.T) {
	d := realDoor(t)
	eva, asaKey, boKey := newKey(t), newKey(t), newKey(t)
	d.leads(eva)
	d.does(asaKey, "join --name Åsa --sector akademi")
	d.does(boKey, "join --name Bo --sector offentlig")
	cockpit, asa := d.sit("Eva", "KRABBA", eva), d.sit("Åsa", "KRABBA", asaKey)
	cockpit.types("n") // the first phase
	asa.sees("Samla")
	cockpit.sees("Samla")
	d.eventually("the phase", func(b *model.Board) bool { return b.Phase() != nil })
	cockpit.types("s")
	d.eventually("the clock runs", func(b *model.Board) bool { return b.Phase() != nil && b.Phase().Running() })

	_ = cockpit.session.Close()
	d.eventually("the facilitator is gone", func(*model.Board) bool { return d.room.Presence().Hosts == 0 })
	sshtest.AwaitStillHands()
	asa.types("Verktygspool i varje by\r")
	d.eventually("the idea", func(b *model.Board) bool { return b.Idea(1) != nil })
	if ph := d.room.Board().Phase(); !ph.Running() {
		t.Error("clock paused without its facilitator")
	}
	d.host(model.ExtendClock{By: -10 * time.Minute})
	asa.sees("+0:0") // time is out, and the phase takes more all the same
	asa.types("Lagarkafé på biblioteket\r")
	d.eventually("the idea after time", func(b *model.Board) bool { return b.Idea(2) != nil })

	d.does(eva, "appoint Bo") // by a line from another computer
	bo := d.sit("Bo", "KRABBA", boKey)
	bo.sees("vilka är här", "Samla")
	d.does(boKey, "extend 5m")

	back := d.sit("Eva", "KRABBA", eva)
	back.sees("Samla")
	back.types("v")
	d.eventually("Eva leads as before", func(b *model.Board) bool { return b.Phase().Revealed() })
	d.does(boKey, "round open")
	d.does(asaKey, "vote 1=1")
	d.does(eva, "round close")
	if r := d.room.Board().LastRound(); r.Cast() != 1 {
		t.Errorf("%d have voted", r.Cast())
	}
}

func TestShownOutAndLetInAgain(t *testing.T) {
	d := realDoor(t)
	asaKey, boKey := newKey(t), newKey(t)
	d.does(asaKey, "join --name Åsa --sector akademi")
	d.does(boKey, "join --name Bo --sector offentlig")
	d.host(model.AppointFacilitator{Person: 1})
	d.does(asaKey, "next")
	bo := d.sit("Bo", "KRABBA", boKey)
	bo.sees("Samla")
	bo.types("Verktygspool i varje by\r")
	d.eventually("the idea", func(b *model.Board) bool { return b.Idea(1) != nil })

	d.does(asaKey, "remove Bo")
	if last := bo.ends(); !strings.Contains(last, "visat ut dig") || !strings.Contains(last, "finns kvar") || !strings.Contains(last, "ssh KRABBA@here") {
		t.Errorf("Bo is told %q", last)
	}
	if i := d.room.Board().Idea(1); !i.Live() {
		t.Error("what Bo wrote is gone")
	}
	if _, errs, code := d.line("KRABBA", boKey, "idea Nej"); code != 3 || !strings.Contains(errs, "visat ut dig") {
		t.Errorf("in lines Bo is told %q, code %d", errs, code)
	}
	again := d.sit("Bo again", "KRABBA", boKey)
	again.sees("Du är inte med längre")
	d.does(asaKey, "readmit Bo")
	again.sees("Verktygspool i varje by")
}

func TestAClosedDoor(t *testing.T) {
	d := realDoor(t)
	asaKey, boKey := newKey(t), newKey(t)
	d.does(asaKey, "join --name Åsa --sector akademi")
	d.host(model.MoveDoor{Closed: true})
	bo := d.sit("Bo", "KRABBA", boKey)
	bo.types("Bo\r2")
	bo.sees("stängd")
	d.sit("Åsa", "KRABBA", asaKey).sees("Välkommen, Åsa")
	d.host(model.MoveDoor{})
	d.does(boKey, "join --name Bo --sector offentlig")
}

// Whose key stands in the file hands over and takes part, leads by lines when
// need be, and has the cockpit again when they connect again.
func TestWhoIsListedHandsOverAndComesBack(t *testing.T) {
	d := realDoor(t)
	eva, boKey := newKey(t), newKey(t)
	d.leads(eva)
	d.does(eva, "join --name Eva --sector akademi")
	d.does(boKey, "join --name Bo --sector offentlig")
	seat := d.sit("Eva", "KRABBA", eva)
	seat.types("n")
	d.eventually("the phase", func(b *model.Board) bool { return b.Phase() != nil })
	d.does(eva, "handover Bo")
	seat.sees("Du deltar nu")
	seat.types("Verktygspool i varje by\r")
	d.eventually("Eva writes", func(b *model.Board) bool { return b.Idea(1) != nil && b.Idea(1).By == 1 })
	d.does(eva, "reveal")
	d.does(boKey, "idea Lagarkafé")
	d.does(boKey, "round open 1 2 --dots 2")
	d.does(eva, "vote 1=1")
	d.does(boKey, "round close")
	if n := d.room.Board().LastRound().Cast(); n != 1 {
		t.Errorf("%d have voted, want Eva", n)
	}
	_ = seat.session.Close()
	d.sit("Eva again", "KRABBA", eva).sees("vilka är här")
	d.eventually("Eva leads again", func(b *model.Board) bool { return b.Person(1).Role == model.Facilitator })
	if out := d.does(boKey, "audit Eva"); !strings.Contains(out, "började leda igen") || !strings.Contains(out, "slutade leda") {
		t.Errorf("the audit of Eva is\n%s", out)
	}
	d.does(boKey, "dismiss Bo") // Eva leads, so Bo may
}

// Somebody who was let lead is a facilitator whichever key their client offers
// first.
func TestAnAppointedKeyLeadsWhereverItIsOffered(t *testing.T) {
	program, err := exec.LookPath("ssh")
	if err != nil {
		t.Skip("no ssh on PATH")
	}
	d := realDoor(t)
	other, _ := sshtest.KeyFile(t)
	mine, asa := sshtest.KeyFile(t)
	d.does(asa, "join --name Åsa --sector akademi")
	_, port, _ := net.SplitHostPort(d.address)
	status := func(first, second string) string {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		out, err := exec.CommandContext(ctx, program, "-F", "none", "-T", "-p", port, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
			"-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes", "-o", "LogLevel=ERROR", "-i", first, "-i", second, "KRABBA@127.0.0.1", "status", "--json").Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	if out := status(other, mine); strings.Contains(out, "Åsa") {
		t.Error("who takes part is told by their key, whatever stands before it")
	}
	d.host(model.AppointFacilitator{Person: 1})
	for _, order := range [][2]string{{mine, other}, {other, mine}} {
		if out := status(order[0], order[1]); !strings.Contains(out, `"role": "facilitator"`) {
			t.Errorf("Åsa is nobody: %s", out)
		}
	}
}
