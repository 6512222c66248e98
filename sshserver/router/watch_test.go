package router

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
	"verkstad/model/safego"
	"verkstad/sshserver/sshtest"
	"verkstad/ui/i18n"
	"verkstad/ui/lines"
	"verkstad/ui/stage"
)

// TestTheWallIsForWhoIsLetIn holds that CODE+projector is counted, listed, ends
// with its right, and is covered by the door.
func TestTheWallIsForWhoIsLetIn(t *testing.T) {
	d := realDoor(t)
	screen, boKey, eva := newKey(t), newKey(t), newKey(t)
	d.leads(eva)
	wall := d.sit("the wall", "KRABBA+projector", screen)
	wall.sees("Återbruk")
	d.eventually("it is counted", func(b *model.Board) bool { return d.room.Presence().Watching == 1 })
	if p := d.room.Board().Person(1); p == nil || p.Role != model.Observer || p.Name != "Storbild 1" || d.room.Presence().People != 0 {
		t.Errorf("the people are %+v", p)
	}
	if out := d.does(eva, "people"); !strings.Contains(out, "Storbild 1") || !strings.Contains(out, "åhörare") {
		t.Errorf("the list is %q", out)
	}
	if out := d.does(eva, "status --json"); !strings.Contains(out, `"watching": 1`) || !strings.Contains(out, `"joined": 0`) {
		t.Errorf("the status is %s", out)
	}

	d.host(model.MoveDoor{Closed: true})
	if _, errs, code := d.line("KRABBA+projector", newKey(t), "board"); code != 3 || !strings.Contains(errs, "stängd") {
		t.Errorf("before a closed door: %q, code %d", errs, code)
	}
	d.shows("KRABBA+projector", newKey(t), "stängd")
	d.does(eva, "people")
	d.sit("Eva's wall", "KRABBA+projector", eva).sees("Återbruk")
	d.sit("the same screen again", "KRABBA+projector", screen).sees("Återbruk")

	d.does(eva, "remove 1")
	if last := wall.ends(); !strings.Contains(last, "visat ut dig") {
		t.Errorf("the wall is told %q", last)
	}
	d.shows("KRABBA+projector", screen, "visat ut dig")
	d.eventually("nobody watches", func(b *model.Board) bool { return d.room.Presence().Watching == 0 })

	d.host(model.MoveDoor{})
	d.does(boKey, "join --name Bo --sector offentlig")
	d.does(eva, "remove Bo")
	if out, errs, code := d.line("KRABBA+projector", boKey, "board"); code != 3 || out != "" || !strings.Contains(errs, "visat ut dig") {
		t.Errorf("who was shown out watches: %q %q, code %d", out, errs, code)
	}
	// Without a key, too, somebody who watches is an observer.
	out, _, _ := d.line("KRABBA+projector", nil, "status --json")
	if !strings.Contains(out, `"role": "observer"`) {
		t.Errorf("without a key: %s", out)
	}
	d.host(model.EndWorkshop{})
	if _, errs, code := d.line("KRABBA+projector", newKey(t), "board"); code != 3 || !strings.Contains(errs, "avslutad") {
		t.Errorf("after the end: %q, code %d", errs, code)
	}
}

// TestWatchersWithoutAKeyAreOne holds that those who watch in lines without a key
// are one observer for where they come from, apart from the people in what is
// exported, and stay out once shown out.
func TestWatchersWithoutAKeyAreOne(t *testing.T) {
	d := realDoor(t)
	eva := newKey(t)
	d.leads(eva)
	for range 5 {
		if out, errs, code := d.line("KRABBA+projector", nil, "status --json"); code != 0 || !strings.Contains(out, `"role": "observer"`) {
			t.Fatalf("somebody without a key watches: %q, %q, code %d", out, errs, code)
		}
	}
	if all := d.room.Board().Everybody(); all.Len() != 1 || all.At(0).Role != model.Observer {
		t.Fatalf("%d have joined, want the one observer", all.Len())
	}
	doc := d.room.Board().Document(model.Host)
	if len(doc.People) != 0 || len(doc.Observers) != 1 || doc.Observers[0].Name != "Storbild 1" {
		t.Errorf("exported are people %v and observers %v", doc.People, doc.Observers)
	}
	raw, err := doc.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := model.ParseDocument(raw); err != nil || len(again.Observers) != 1 {
		t.Errorf("what was exported is read as %v, %v", again.Observers, err)
	}
	d.does(eva, "remove 1")
	for range 3 {
		if out, errs, code := d.line("KRABBA+projector", nil, "board"); code != lines.NotJoined || out != "" || !strings.Contains(errs, "visat ut dig") {
			t.Errorf("who was shown out: %q, %q, code %d", out, errs, code)
		}
	}
	d.shows("KRABBA+projector", nil, "visat ut dig")
	d.does(eva, "readmit 1")
	if _, errs, code := d.line("KRABBA+projector", nil, "board"); code != 0 {
		t.Errorf("who was let in again: %q, code %d", errs, code)
	}
}

// TestAWallThatReconnectsIsOneObserver has one screen without a key come and go, and
// two at once.
func TestAWallThatReconnectsIsOneObserver(t *testing.T) {
	d := realDoor(t)
	watching := func(n int) func(*model.Board) bool {
		return func(*model.Board) bool { return d.room.Presence().Watching == n }
	}
	observers := func(want int) {
		t.Helper()
		if n := d.room.Board().Everybody().Len(); n != want {
			t.Fatalf("%d are listed, want %d", n, want)
		}
	}
	var lines []string
	for range 4 {
		wall := d.sit("the wall", "KRABBA+projector", nil)
		wall.sees("Återbruk")
		d.eventually("it is counted", watching(1))
		observers(1)
		wall.types("q")
		lines = append(lines, wall.ends())
		d.eventually("it has gone", watching(0))
	}
	back := regexp.MustCompile(`KRABBA\+projector\+[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}`)
	first := back.FindString(lines[0])
	if last := back.FindString(lines[3]); first == "" || last != first {
		t.Errorf("it is told the way back %q and then %q", first, last)
	}
	wall := d.sit("the wall", "KRABBA+projector", nil)
	wall.sees("Återbruk")
	second := d.sit("a second wall", "KRABBA+projector", nil)
	second.sees("Återbruk")
	d.eventually("both are counted", watching(2))
	observers(2)
	_ = wall.client.Close()
	d.eventually("the first is lost", watching(1))

	// A door that is closed lets the wall in by its code alone.
	d.host(model.MoveDoor{Closed: true})
	d.shows("KRABBA+projector", nil, "stängd")
	d.sit("the wall", first, nil).sees("Återbruk")
	observers(2)
	d.host(model.RemovePerson{Person: 1})
	d.host(model.MoveDoor{})
	d.shows("KRABBA+projector", nil, "visat ut dig")
	observers(2)
}

// talk is a conversation in lines.
type talk struct {
	t    *testing.T
	in   io.Writer
	out  tape
	errs tape
	over chan error
}

// talk begins a conversation.
func (d *door) talk(user string, key gossh.Signer) *talk {
	d.t.Helper()
	session := d.call(user, key)
	c := &talk{t: d.t, over: make(chan error, 1)}
	session.Stdout, session.Stderr = &c.out, &c.errs
	c.in, _ = session.StdinPipe()
	if err := session.Shell(); err != nil {
		d.t.Fatal(err)
	}
	safego.Go("conversation", func() { c.over <- session.Wait() })
	return c
}

// hears waits for a text.
func (c *talk) hears(from *tape, want string) {
	c.t.Helper()
	sshtest.EventuallyOr(c.t, func() bool { return strings.Contains(from.String(), want) }, func() string {
		return fmt.Sprintf("never heard %q; heard %q and %q", want, c.out.String(), c.errs.String())
	})
}

// says sends a command and waits for the answer.
func (c *talk) says(command, want string) {
	c.t.Helper()
	_, _ = io.WriteString(c.in, command+"\n")
	c.hears(&c.out, want)
}

// refused sends a command that must be refused.
func (c *talk) refused(command string) {
	c.t.Helper()
	c.errs.Reset()
	_, _ = io.WriteString(c.in, command+"\n")
	c.hears(&c.errs, stage.Say(i18n.For("sv"), model.ErrNotAllowed))
}

// ends waits until the server ends the conversation, with a text.
func (c *talk) ends(want string) {
	c.t.Helper()
	c.hears(&c.errs, want)
	select {
	case <-c.over:
	case <-time.After(patience):
		c.t.Error("the conversation goes on")
	}
}
