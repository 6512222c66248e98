package e2e

import (
	"strings"
	"testing"

	"verkstad/sshserver/sshtest"
)

// ctrlT is the key that opens the menu of who writes.
const ctrlT = "\x14"

// TestThreeAtOneTerminal has Anna write for two others at her table who have
// no terminal: each with ideas and a ballot of their own, over real SSH.
func TestThreeAtOneTerminal(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server")
	}
	ssh, dir, keys, port := sshPath(t), t.TempDir(), t.TempDir(), freePort(t)
	lead := facilitator(t, keys, dir, port)
	serve(t, dir, port, "--method", "colab", "--title", "Reuse", "--code", code)
	line := func(args ...string) string {
		t.Helper()
		out, err := lead.line(t, ssh, code, args...)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	line("proxies", "on")
	anna := newGuest(t, keys, "Anna", "2", port)
	a := start(t, "Anna", 80, 24, []string{"LANG=en_GB.UTF-8"}, anna.argv(ssh, code)...)
	a.see("Which sector are you from?")
	a.typ("Anna\r2")
	a.see("Welcome, Anna")

	bring(a, "\x1b[B\r", "Bo", "\r")                 // civil society
	bring(a, "\x1b[B\x1b[B\r", "", "\x1b[B\x1b[B\r") // business, without a name
	a.see("Anna 2 takes part")
	if out := line("people"); !strings.Contains(out, "2\tBo\tcivil\tparticipant\t-\there, at 1's terminal") ||
		!strings.Contains(out, "3\tAnna 2\tbusiness") {
		t.Errorf("the people are\n%s", out)
	}

	line("goto", "gather", "--start")
	a.see("New idea")
	sshtest.AwaitStillHands()
	a.typ(ctrlT)
	a.see("Who writes?")
	a.typ("\x1b[B\r")
	a.see("✎ for Bo")
	a.typ("A cupboard in every stairwell\r")
	a.see("1 idea in the room")
	line("idea", "--as", "Cleo", "--sector", "academia", "'Swap plants over the fence'")
	line("reveal")
	if out := line("board"); !strings.Contains(out, "1\tidea\t-\tcivil\tA cupboard in every stairwell") {
		t.Errorf("the board is\n%s", out)
	}

	line("goto", "vote", "--start")
	line("round", "open", "1", "2", "--dots", "3", "--max", "3")
	a.see("Several of you share this terminal")
	sshtest.AwaitStillHands()
	for i, who := range []string{"Anna", "Bo", "Anna 2"} {
		if i == 0 {
			a.typ("\r")
		}
		a.see("Give the keyboard to " + who + ".")
		a.never("●●") // what the one before chose
		a.never("cupboard")
		a.typ("\r")
		a.see("A cupboard in every stairwell", "Swap plants")
		a.typ("+")
		a.see("●○○")
		if i > 0 {
			a.typ("+")
			a.see("●●○")
		}
		a.typ("s")
	}
	a.see("in the box", "Several of you share")
	line("round", "close")
	if out := line("results"); !strings.Contains(out, "All 3 voted, 5 dots.") {
		t.Errorf("three people with one, two and two dots came to\n%s", out)
	}
	a.see("Anna")
	a.never("✎ for")
}

// bring opens the menu of who writes, goes to bringing somebody in, and gives a
// name and a sector.
func bring(a *terminal, to, name, sector string) {
	a.t.Helper()
	a.typ(ctrlT)
	a.see("Who writes?")
	a.typ(to)
	a.see("What is the person called?")
	a.typ(name + "\r")
	a.see("Which sector?")
	a.typ(sector)
	a.see("takes part at your terminal")
}
