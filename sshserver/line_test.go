package sshserver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

func TestALineCommand(t *testing.T) {
	h := open(t)
	h.app.line = func(c lineCall) int {
		in, _ := io.ReadAll(c.in)
		fmt.Fprintf(c.out, "%q\n", c.args)
		fmt.Fprintf(c.errs, "%s\n", in)
		return len(c.args)
	}
	client := h.dial(t, "KRABBA", newKey(t))
	out, errs, status := run(t, client, `idea 'en bro' "över ån"`, strings.NewReader("in"))
	if out != "[\"idea\" \"en bro\" \"över ån\"]\n" || errs != "in\n" || status != 3 {
		t.Errorf("out %q, errs %q, status %d", out, errs, status)
	}
	if out, errs, status := run(t, client, `idea "en bro`, nil); out != "" || errs != sayQuoting.text("")+"\n" || status != 2 {
		t.Errorf("an open quote: out %q, errs %q, status %d", out, errs, status)
	}
}

func TestExitCodesAreHeldWithinBounds(t *testing.T) {
	h := open(t)
	client := h.dial(t, "KRABBA", nil)
	for code, want := range map[int]int{0: 0, 255: 255, 256: 1, -1: 1} {
		h.app.line = func(lineCall) int { return code }
		if _, _, status := run(t, client, "x", nil); status != want {
			t.Errorf("%d became %d, want %d", code, status, want)
		}
	}
}

func TestAShellWithoutATerminalIsALineCommandWithoutWords(t *testing.T) {
	h := open(t)
	args := make(chan []string, 1)
	h.app.line = func(c lineCall) int {
		args <- c.args
		_, err := io.Copy(c.out, c.in)
		if err != nil {
			return 1
		}
		return 0
	}
	session, err := h.dial(t, "KRABBA", nil).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	session.Stdin, session.Stdout = strings.NewReader("board\n"), &out
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	if err := session.Wait(); err != nil || out.String() != "board\n" {
		t.Errorf("%v, %q", err, out.String())
	}
	if got := <-args; len(got) != 0 {
		t.Errorf("args %q", got)
	}
}

// TestLargeInputIsNeverTakenForWhole holds that input over the limit ends with
// an error and not as if there were no more.
func TestLargeInputIsNeverTakenForWhole(t *testing.T) {
	h := limited(t, func(l *Limits) { l.LineInput = 1000 })
	h.app.line = func(c lineCall) int {
		n, err := io.Copy(io.Discard, c.in)
		fmt.Fprint(c.out, n, err)
		return 0
	}
	for size, want := range map[int]string{999: "999 <nil>", 1000: "1000 <nil>", 1001: "1000 the input is larger than 1000 bytes", 5000: "1000 the input is larger than 1000 bytes"} {
		if out, _, _ := run(t, h.dial(t, "KRABBA", nil), "import", bytes.NewReader(make([]byte, size))); out != want {
			t.Errorf("of %d bytes it read %s, want %s", size, out, want)
		}
	}
}

func TestAPanicInALineCommandEndsItAlone(t *testing.T) {
	h := open(t)
	h.app.line = func(c lineCall) int {
		if len(c.args) == 0 || c.args[0] == "panic" {
			panic("in a line")
		}
		return 0
	}
	client := h.dial(t, "KRABBA", nil)
	if _, errs, status := run(t, client, "panic", nil); status != 1 || errs != sayCrash.text("")+"\n" {
		t.Errorf("status %d, errs %q", status, errs)
	}
	if _, _, status := run(t, client, "calm", nil); status != 0 {
		t.Errorf("the next command has status %d", status)
	}
	if !strings.Contains(h.log.String(), "in a line") {
		t.Errorf("the log lacks the panic:\n%s", h.log)
	}
}

func TestALineCommandEndsWithItsChannelAndWithTheServer(t *testing.T) {
	h := open(t)
	began, ended := make(chan struct{}, 2), make(chan error, 2)
	h.app.line = func(c lineCall) int {
		began <- struct{}{}
		<-c.ctx.Done()
		ended <- c.ctx.Err()
		return 0
	}
	client := h.dial(t, "KRABBA", nil)
	start := func() (*gossh.Session, *safeBuffer) {
		session, err := client.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		errs := &safeBuffer{}
		session.Stderr = errs
		if err := session.Start("watch"); err != nil {
			t.Fatal(err)
		}
		<-began
		return session, errs
	}
	session, _ := start()
	session.Close()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
	session, errs := start()
	h.stop()
	<-ended
	_ = session.Wait()
	if errs.String() != sayGoodbye.text("")+"\n" {
		t.Errorf("no good-bye: %q", errs)
	}
}

func TestACommandOnATerminalGetsItsLineEnds(t *testing.T) {
	h := open(t)
	h.app.line = func(c lineCall) int {
		fmt.Fprint(c.out, "a\nb\n")
		return 0
	}
	session, err := h.dial(t, "KRABBA", nil).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := session.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if out, err := session.Output("board"); err != nil || string(out) != "a\r\nb\r\n" {
		t.Errorf("%q, %v", out, err)
	}
}

// TestCommandsOneAfterTheOther runs line commands beside an open terminal as
// fast as they go: each comes while the one before is being put away.
func TestCommandsOneAfterTheOther(t *testing.T) {
	h := open(t)
	h.app.line = func(c lineCall) int { return 0 }
	client := h.dial(t, "KRABBA", newKey(t))
	terminal(t, client, 40, 10).shows(t, "0")
	for i := range 50 {
		if _, errs, status := run(t, client, "idea", nil); status != 0 {
			t.Fatalf("command %d: exit %d: %s", i+1, status, errs)
		}
	}
}
