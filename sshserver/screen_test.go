package sshserver

import (
	"errors"
	"strings"
	"testing"

	"verkstad/ui/i18n"
)

func TestAScreenDrawsAndKeysChangeIt(t *testing.T) {
	h := open(t)
	c := terminal(t, h.dial(t, "KRABBA", newKey(t)), 80, 24)
	c.shows(t, "number 0 size 80x24")
	c.press(t, "+")
	c.shows(t, "number 1 ")
	c.press(t, "\x1b[A")
	c.shows(t, "key up")
	c.press(t, "q")
	if status := c.ends(t); status != 0 {
		t.Errorf("status %d", status)
	}
	if n := h.app.closed.Load(); n != 1 {
		t.Errorf("Close was called %d times", n)
	}
	if raw := c.raw.String(); !strings.HasSuffix(raw, "\x1b[?1049l") {
		t.Errorf("the terminal was not given back: %q", raw)
	}
}

func TestAScreenHasTheLastWordOnTheTerminal(t *testing.T) {
	c := terminal(t, open(t).dial(t, "KRABBA", nil), 80, 24)
	c.press(t, "G")
	c.ends(t)
	if raw := c.raw.String(); !strings.HasSuffix(raw, "\x1b[?1049lcome again\r\n") {
		t.Errorf("the terminal was left with %q", raw)
	}
}

func TestTwoTerminalsShareOneBoard(t *testing.T) {
	h := open(t)
	a := terminal(t, h.dial(t, "KRABBA", newKey(t)), 80, 24)
	b := terminal(t, h.dial(t, "KRABBA", nil), 60, 20)
	a.shows(t, "number 0")
	b.shows(t, "number 0")
	a.press(t, "++")
	a.shows(t, "number 2")
	b.shows(t, "number 2")
}

func TestResizeReachesTheScreenAndTheLastOneWins(t *testing.T) {
	h := open(t)
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	c.shows(t, "size 80x24")
	for w := 60; w <= 100; w++ {
		if err := c.WindowChange(30, w); err != nil {
			t.Fatal(err)
		}
	}
	c.shows(t, "size 100x30")
	if err := c.WindowChange(5000, 100000); err != nil {
		t.Fatal(err)
	}
	c.shows(t, "size 400x150")
}

func TestTheTerminalSaysWhetherItIsDark(t *testing.T) {
	h := open(t)
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	c.shows(t, "number 0")
	eventually(t, "the question for the background", func() bool { return strings.Contains(c.raw.String(), "\x1b]11;?") })
	c.press(t, "\x1b]11;rgb:ffff/ffff/ffff\x07")
	c.shows(t, "dark false")
	c.press(t, "\x1b]11;rgb:0000/0000/0000\x1b\\")
	c.shows(t, "dark true")
}

func TestATerminalCannotClaimASizeThroughItsKeys(t *testing.T) {
	h := open(t)
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	c.press(t, "\x1b[48;5000;5000;5000;5000t\x1b[8;4000;4000tx")
	c.shows(t, "size 80x24 key x")
}

func TestSuspendDoesNotStopTheServer(t *testing.T) {
	h := open(t)
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	c.press(t, "z+")
	c.shows(t, "number 1")
}

func TestALoneEscapeIsAKey(t *testing.T) {
	h := open(t)
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	c.press(t, "\x1b")
	c.shows(t, "key esc")
}

// A client with ControlPersist closes the window and keeps the connection.
func TestAClosedWindowOnAKeptConnectionEndsTheProgram(t *testing.T) {
	h := open(t)
	client := h.dial(t, "KRABBA", nil)
	c := terminal(t, client, 80, 24)
	c.shows(t, "number 0")
	c.Close()
	eventually(t, "the end of the program", func() bool { return h.app.closed.Load() == 1 })
	updates := h.app.updates.Load()
	h.app.add(1)
	if out, _, status := run(t, client, "still here", nil); status != 0 || out != "" {
		t.Errorf("the connection is of no use any more: %d %q", status, out)
	}
	if n := h.app.updates.Load(); n != updates {
		t.Errorf("the program went on: %d updates after its end", n-updates)
	}
	again := terminal(t, client, 80, 24)
	again.press(t, "+")
	again.shows(t, "number 2")
}

func TestAPanicEndsOnlyItsOwnSession(t *testing.T) {
	for key, where := range map[string]string{
		"U": "in Update", "L": "in Layout", "C": "in a command", "B": "in a batch", "S": "in a sequence",
	} {
		t.Run(where, func(t *testing.T) {
			h := open(t)
			other := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
			other.shows(t, "number 0")
			c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
			c.shows(t, "number 0")
			c.press(t, key)
			if status := c.ends(t); status != 1 {
				t.Errorf("status %d, want 1", status)
			}
			if raw := c.raw.String(); !strings.Contains(raw, "\x1b[?1049l") || !strings.Contains(raw, sayCrash.text("")) {
				t.Errorf("the terminal was not given back with an explanation: %q", raw)
			}
			if log := h.log.String(); !strings.Contains(log, where) || !strings.Contains(log, "counter_test.go") {
				t.Errorf("the log lacks the panic or its stack:\n%s", log)
			}
			eventually(t, "Close", func() bool { return h.app.closed.Load() == 1 })
			other.press(t, "+")
			other.shows(t, "number 1")
		})
	}
}

func TestARefusedScreenSaysWhy(t *testing.T) {
	h := open(t)
	h.app.refuse = func() error { return errors.New("träffen är slut\x1b[2J") }
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	if status := c.ends(t); status != 1 {
		t.Errorf("status %d, want 1", status)
	}
	if raw := c.raw.String(); raw != "träffen är slut\r\n" {
		t.Errorf("wrote %q", raw)
	}
}

func TestAPanicBeforeTheFirstPictureIsExplained(t *testing.T) {
	h := open(t)
	h.app.refuse = func() error { panic("in Screen") }
	c := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	if status := c.ends(t); status != 1 {
		t.Errorf("status %d, want 1", status)
	}
	if raw := c.raw.String(); raw != sayCrash.text("")+"\r\n" {
		t.Errorf("wrote %q", raw)
	}
}

func TestEverySentenceIsInTheCatalogue(t *testing.T) {
	for _, s := range []sentence{sayGoodbye, sayCrash, sayIdle, sayJoinLate, sayTooMuch, sayQuoting, sayNoMemory} {
		for _, lang := range i18n.Languages {
			if !i18n.For(lang).Has(string(s)) {
				t.Errorf("%s lacks %s", lang, s)
			}
		}
	}
}

func TestShutdownSaysGoodbyeOnEveryScreen(t *testing.T) {
	h := open(t)
	a := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	b := terminal(t, h.dial(t, "KRABBA", nil), 80, 24)
	a.shows(t, "number 0")
	b.shows(t, "number 0")
	h.stop()
	for _, c := range []*screenClient{a, b} {
		if status := c.ends(t); status != 0 {
			t.Errorf("status %d, want 0", status)
		}
		if raw := c.raw.String(); !strings.HasSuffix(raw, "\x1b[?1049l"+sayGoodbye.text("")+"\r\n") {
			t.Errorf("no good-bye at the end of %q", raw)
		}
	}
	if err := <-h.served; err != nil {
		t.Errorf("Serve returned %v", err)
	}
	h.served <- nil
	if n := h.Connections(); n != 0 {
		t.Errorf("%d connections are left", n)
	}
	if _, err := h.tryDial("KRABBA", nil); err == nil {
		t.Error("someone got in after the shutdown")
	}
}
