package router

import (
	"bytes"
	"context"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
	"verkstad/sshserver/sshtest"
)

var returnCodeIn = regexp.MustCompile(`\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b`)

// joinsWithoutKey sits down as somebody new and gives the code to come back with.
func (d *door) joinsWithoutKey(name string) (s *seat, code string) {
	d.t.Helper()
	s = d.sit(name, "KRABBA", nil)
	s.sees("Vilken sektor hör du till?")
	s.types(name + "\r2")
	s.sees("är din återkomstkod")
	return s, returnCodeIn.FindString(s.shown())
}

// cutOff breaks a seat's line as a network does: without a word.
func (s *seat) cutOff() {
	s.t.Helper()
	_ = s.client.Close()
	_ = s.session.Wait()
}

// voteOpens opens a vote of two dots over two ideas.
func (d *door) voteOpens() {
	d.t.Helper()
	one := d.idea("Ett")
	d.host(model.OpenRound{Candidates: []model.ItemID{one, d.idea("Två")}, Dots: 2})
}

func (d *door) idea(text string) model.ItemID {
	d.t.Helper()
	out, err := d.room.Do(d.t.Context(), model.Host, "", model.AddIdea{Text: text})
	if err != nil {
		d.t.Fatal(err)
	}
	return out.Item
}

func TestADropIsNoFarewell(t *testing.T) {
	d := realDoor(t)
	d.host(model.Next{})
	bo, code := d.joinsWithoutKey("Bo")
	bo.types("Halvfärdig tanke")
	bo.sees("Halvfärdig tanke")
	bo.cutOff()

	// By the same plain line, with the code where the name is asked for.
	d.eventually("Bo is gone", func(*model.Board) bool { return !d.room.Presence().Here(1) })
	again := d.sit("Bo again", "KRABBA", nil)
	again.sees("Tillbaka? Din kod.")
	again.types(strings.ToLower(strings.ReplaceAll(code, "-", " ")) + "\r")
	again.sees("Välkommen tillbaka, Bo", "Halvfärdig tanke")
	again.types("\r") // sent as it was
	d.eventually("the idea", func(b *model.Board) bool {
		i := b.Idea(1)
		return i != nil && i.By == 1 && i.Text == "Halvfärdig tanke"
	})

	// In the middle of a vote, with the code in the line.
	d.voteOpens()
	again.sees("○○")
	sshtest.AwaitStillHands()
	again.types("+")
	d.eventually("a dot", func(b *model.Board) bool { return b.OpenRound().Cast() == 1 })
	again.cutOff()
	third := d.sit("Bo with the line", "KRABBA+"+code, nil)
	third.sees("●○")
	if dots := d.room.MyBallot(1).Dots; len(dots) != 1 || dots[0].N != 1 {
		t.Errorf("Bo's dots are %v", dots)
	}
	sshtest.AwaitStillHands()
	third.types("+")
	d.eventually("the second dot", func(*model.Board) bool {
		dots := d.room.MyBallot(1).Dots
		return len(dots) > 0 && dots[0].N+len(dots) > 2
	})
	b := d.room.Board()
	if n := b.Everybody().Len(); n != 1 || b.OpenRound().Cast() != 1 || b.Electors(b.OpenRound(), d.room.Presence().Voters) != 1 {
		t.Errorf("%d people, %d of %d have voted; want Bo alone", n, b.OpenRound().Cast(), b.Electors(b.OpenRound(), d.room.Presence().Voters))
	}
	third.types("q")
	if last := third.ends(); !strings.Contains(last, "ssh KRABBA+"+code+"@here") {
		t.Errorf("who leaves is told %q, want the line with %s", last, code)
	}
}

func TestAWrongCodeIsNobodyAndNoName(t *testing.T) {
	d := realDoor(t)
	d.host(model.Next{})
	bo, code := d.joinsWithoutKey("Bo")
	bo.cutOff()
	wrong := "A" + code[1:]
	if code[0] == 'A' {
		wrong = "B" + code[1:]
	}
	other := d.sit("somebody", "KRABBA", nil)
	other.types(wrong + "\r")
	other.sees("återkomstkoden stämmer inte")
	if _, errs, exit := d.line("KRABBA+"+wrong, nil, "status"); exit != 3 || !strings.Contains(errs, "not right") {
		t.Errorf("in the line: %q, code %d", errs, exit)
	}
	if n := d.room.Board().Everybody().Len(); n != 1 {
		t.Errorf("%d people, want Bo alone", n)
	}
}

// The name alone is worth nothing, and what is left behind half alive is let go.
func TestAFacilitatorGivesAPlaceBack(t *testing.T) {
	d := realDoor(t)
	eva := newKey(t)
	d.leads(eva)
	d.host(model.Next{})
	cockpit := d.sit("Eva", "KRABBA", eva)
	old, _ := d.joinsWithoutKey("Anna")
	old.types("Halvfärdig tanke")
	old.sees("Halvfärdig tanke")

	anna := d.sit("Anna again", "KRABBA", nil) // and her old line is still half alive
	anna.sees("Vilken sektor hör du till?")
	anna.types("anna\r")
	anna.sees("Anna är redan med här", "Är det du")
	anna.types("1")
	anna.sees("Samma tal")
	check := regexp.MustCompile(`([0-9]{2}) *Samma tal`).FindStringSubmatch(anna.shown())[1]
	if strings.Contains(anna.shown(), "Halvfärdig") {
		t.Error("who asks for a place has it already")
	}
	cockpit.sees("Anna vill tillbaka, tal " + check)
	if _, errs, exit := d.line("KRABBA", newKey(t), "handback "+check); exit == 0 {
		t.Errorf("a stranger gives places back: %q", errs)
	}
	cockpit.types("Y")
	cockpit.sees("Står det " + check + " på personens skärm?")
	cockpit.types("\r")
	anna.sees("Välkommen tillbaka, Anna", "Halvfärdig tanke")
	if last := old.ends(); !strings.Contains(last, "vid en annan skärm") {
		t.Errorf("the old terminal is told %q", last)
	}
	if n := d.room.Board().Everybody().Len(); n != 1 {
		t.Errorf("%d people, want Anna alone", n)
	}
	sshtest.AwaitStillHands()
	anna.types("\x07") // ctrl+g: the code of this terminal brings her back from now on
	anna.sees("kod ")
	code := returnCodeIn.FindString(anna.shown())
	anna.cutOff()
	d.sit("Anna with her code", "KRABBA+"+code, nil).sees("Halvfärdig tanke")
}

func TestAPlaceIsGivenBackInLines(t *testing.T) {
	d := realDoor(t)
	eva := newKey(t)
	d.leads(eva)
	d.host(model.Next{})
	_, _, _ = d.line("KRABBA", nil, "join --name Anna --sector akademi")
	for _, c := range []struct {
		answer, want string
		exit         int
	}{{" no", "släppte inte in", 1}, {"", "Välkommen, Anna", 0}} {
		session := d.call("KRABBA", nil)
		var out, errs bytes.Buffer
		session.Stderr = &errs
		answers, err := session.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := session.Start("claim anna"); err != nil {
			t.Fatal(err)
		}
		d.eventually("the claim", func(*model.Board) bool { return len(d.room.Presence().Claims) == 1 })
		check, _, _ := strings.Cut(d.does(eva, "handback"), "\t")
		d.does(eva, "handback "+check+c.answer)
		_, _ = io.Copy(&out, answers)
		exit := 0
		if e, ok := session.Wait().(*gossh.ExitError); ok {
			exit = e.ExitStatus()
		}
		if all := out.String() + errs.String(); exit != c.exit || !strings.Contains(all, c.want) || !strings.Contains(all, check) {
			t.Errorf("answered with%q: %q, code %d", c.answer, all, exit)
		}
		if c.exit == 0 {
			back := returnCodeIn.FindString(out.String())
			if status, _, _ := d.line("KRABBA+"+back, nil, "status --json"); !strings.Contains(status, `"name": "Anna"`) {
				t.Errorf("with the new code %s: %s", back, status)
			}
		}
	}
}

// Debian's own client, without a key: cut off, and back by the same line with
// the code.
func TestOpenSSHWithoutAKeyComesBack(t *testing.T) {
	program, err := exec.LookPath("ssh")
	if err != nil {
		t.Skip("no ssh on PATH")
	}
	d := realDoor(t)
	d.host(model.Next{})
	_, port, _ := net.SplitHostPort(d.address)
	known := filepath.Join(t.TempDir(), "known")
	start := func(user string) (*exec.Cmd, io.Writer, *tape) {
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		t.Cleanup(cancel)
		ssh := exec.CommandContext(ctx, program, "-F", "none", "-tt", "-p", port, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile="+known,
			"-o", "IdentityAgent=none", "-o", "IdentitiesOnly=yes", "-o", "LogLevel=ERROR", "-i", filepath.Join(t.TempDir(), "none"), user+"@127.0.0.1")
		ssh.Env = append(ssh.Environ(), "TERM=xterm-256color", "LANG=sv_SE.UTF-8")
		keys, _ := ssh.StdinPipe()
		out := &tape{}
		ssh.Stdout = out
		if err := ssh.Start(); err != nil {
			t.Fatal(err)
		}
		return ssh, keys, out
	}
	words := func(out *tape) string { return sshtest.StripControls(out.String()) }
	first, keys, out := start("KRABBA")
	defer func() {
		if t.Failed() {
			t.Logf("ssh wrote %q", out.String())
		}
	}()
	d.eventually("the door", func(*model.Board) bool { return strings.Contains(out.String(), "heter") })
	_, _ = io.WriteString(keys, "Bo\r2")
	d.eventually("the code", func(*model.Board) bool { return returnCodeIn.MatchString(words(out)) })
	code := returnCodeIn.FindString(words(out))
	_, _ = io.WriteString(keys, "Halvfärdig tanke")
	d.eventually("the draft", func(b *model.Board) bool {
		return strings.HasPrefix(d.room.Draft(1, "gather.1"), "Halvfärdig tanke")
	})
	_ = first.Process.Kill()
	_ = first.Wait()
	second, keys, out := start("KRABBA")
	d.eventually("the door again", func(*model.Board) bool { return strings.Contains(out.String(), "Tillbaka") })
	_, _ = io.WriteString(keys, code+"\r")
	d.eventually("the draft on the screen", func(*model.Board) bool { return strings.Contains(out.String(), "Halvfärdig") })
	_ = second.Process.Kill()
	_ = second.Wait()
	if n := d.room.Board().Everybody().Len(); n != 1 {
		t.Errorf("%d people, want Bo alone", n)
	}
}

// TestAWrongCodeIsSaid has somebody come with a code that no workshop has: the screen says
// which, and where the right one is.
func TestAWrongCodeIsSaid(t *testing.T) {
	d := realDoor(t)
	s := d.sit("a newcomer", "KRABBX", newKey(t))
	s.sees("No workshop here has the code KRABBX.", "The code is on the big screen")
	s.types("krabba\r")
	s.sees("Which sector are you from?")
}

// TestADoorLeftOpenGoesAlong has the same key join at another terminal.
func TestADoorLeftOpenGoesAlong(t *testing.T) {
	d := realDoor(t)
	key := newKey(t)
	first, second := d.sit("first", "KRABBA", key), d.sit("second", "KRABBA", key)
	first.sees("Vilken sektor hör du till?")
	second.sees("Vilken sektor hör du till?")
	first.types("Ulla\r")
	second.types("Nora\r2")
	second.sees("Välkommen, Nora")
	first.sees("Du kom in vid en annan skärm")
	if p := d.room.Board().People(); len(p) != 1 || p[0].Name != "Nora" {
		t.Errorf("the people are %v", p)
	}
}
