package router

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
	"verkstad/ui/stage"
)

// voteOfTwo opens a vote over two ideas, numbers 1 and 2.
func (d *door) voteOfTwo() {
	d.t.Helper()
	for _, c := range []model.Command{model.Next{}, model.AddIdea{Text: "Ett"}, model.AddIdea{Text: "Två"}, model.OpenRound{Candidates: []model.ItemID{1, 2}, Dots: 2}} {
		if _, err := d.room.Do(d.t.Context(), model.Host, "", c); err != nil {
			d.t.Fatal(err)
		}
	}
}

func (d *door) makeTickets(n int) []stage.Paper {
	d.t.Helper()
	papers, err := stage.MakeTickets(d.t.Context(), d.room, model.Host, "", n)
	if err != nil {
		d.t.Fatal(err)
	}
	return papers
}

func TestATicketIsWhoeverUsesItFirst(t *testing.T) {
	d := newDoor(t)
	papers := d.makeTickets(3)
	asa, bo := newKey(t), newKey(t)
	user := "KRABBA+" + papers[0].Written
	if _, errs, code := d.line(user, asa, `join --name Åsa --sector akademi`); code != 0 {
		t.Fatalf("with a ticket: %q, code %d", errs, code)
	}
	if _, errs, code := d.line(user, bo, `join --name Bo --sector business`); code == 0 || !strings.Contains(errs, "redan använt den biljetten") {
		t.Errorf("another key with the same ticket: %q, code %d", errs, code)
	}
	if d.room.Board().Everybody().Len() != 1 {
		t.Error("somebody came in with a ticket that was used")
	}
	if _, errs, code := d.line("KRABBA", bo, `join --name Bo --sector business`); code != 0 {
		t.Fatalf("without a ticket: %q, code %d", errs, code)
	}
	d.voteOfTwo()
	if _, errs, code := d.line("KRABBA", asa, "vote 1=2"); code != 0 {
		t.Errorf("who holds a ticket, back without it: %q, code %d", errs, code)
	}
	if _, errs, code := d.line("KRABBA", bo, "vote 1=2"); code != 1 || !strings.Contains(errs, "biljett") {
		t.Errorf("who holds none: %q, code %d", errs, code)
	}
	// A person who has joined comes back with a ticket, and holds it.
	if out, errs, code := d.line("KRABBA+"+strings.ToLower(papers[1].Written), bo, "vote 2=1"); code != 0 || !strings.Contains(out, "2\t1\tTvå") {
		t.Errorf("with a ticket of his own: %q %q, code %d", out, errs, code)
	}
	if _, errs, code := d.line("KRABBA+"+papers[2].Written, bo, "vote 2=1"); code == 0 || !strings.Contains(errs, "redan en biljett") {
		t.Errorf("with one more: %q, code %d", errs, code)
	}
	if r := d.room.Board().OpenRound(); r.Cast() != 2 || d.room.Board().Electors(r, 0) != 2 {
		t.Errorf("%d of %d have voted", r.Cast(), d.room.Board().Electors(r, 0))
	}
}

func TestATicketWithoutAKey(t *testing.T) {
	d := newDoor(t)
	papers := d.makeTickets(1)
	d.voteOfTwo()
	out, errs, code := d.line("KRABBA+"+papers[0].Written, nil, `join --name Bo --sector offentlig`)
	back := regexp.MustCompile(`\+([0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3})\b`).FindStringSubmatch(out)
	if code != 0 || back == nil {
		t.Fatalf("join: %q %q %d", out, errs, code)
	}
	if _, errs, code := d.line("KRABBA+"+back[1], nil, "vote 1=1"); code != 0 {
		t.Errorf("back with the return code: %q, code %d", errs, code)
	}
	// The ticket tells that they are Bo, also to a terminal with a key that nobody has come with.
	for _, key := range []gossh.Signer{nil, newKey(t)} {
		if out, errs, code := d.line("KRABBA+"+papers[0].Written, key, "vote 2=1"); code != 0 || !strings.Contains(out, "2\t1\tTvå") {
			t.Errorf("back with the ticket: %q %q, code %d", out, errs, code)
		}
	}
	if n := d.room.Board().OpenRound().Cast(); n != 1 || d.room.Board().Everybody().Len() != 1 {
		t.Errorf("%d ballots of %d people, want Bo's", n, d.room.Board().Everybody().Len())
	}
	// Cia has a key, and a ticket is no way to her place for somebody without it.
	cia, dan := newKey(t), newKey(t)
	more := d.makeTickets(1)
	if _, errs, code := d.line("KRABBA+"+more[0].Written, cia, `join --name Cia --sector business`); code != 0 {
		t.Fatalf("Cia: %q, code %d", errs, code)
	}
	if _, errs, code := d.line("KRABBA", dan, `join --name Dan --sector business`); code != 0 {
		t.Fatalf("Dan: %q, code %d", errs, code)
	}
	for who, c := range map[string]struct {
		key    gossh.Signer
		ticket string
	}{"nobody, with Cia's": {nil, more[0].Written}, "Dan, with Cia's": {dan, more[0].Written}, "Dan, with Bo's": {dan, papers[0].Written}} {
		if _, errs, code := d.line("KRABBA+"+c.ticket, c.key, "status"); code == 0 || !strings.Contains(errs, "redan använt den biljetten") {
			t.Errorf("%s: %q, code %d", who, errs, code)
		}
	}
}

func TestATicketOfAnotherWorkshopOrNone(t *testing.T) {
	d := newDoor(t)
	d.makeTickets(1)
	other := newDoor(t).makeTickets(1)[0]
	for _, written := range []string{other.Written, "00000-00000"} {
		if _, errs, code := d.line("KRABBA+"+written, newKey(t), `join --name Bo --sector offentlig`); code != 3 || !strings.Contains(errs, "ingen sådan biljett") {
			t.Errorf("%q, code %d", errs, code)
		}
	}
	d.shows("KRABBA+00000-00000", newKey(t), "ingen sådan biljett")
}

func TestGuessingTicketsEnds(t *testing.T) {
	d := newDoor(t)
	papers := d.makeTickets(1)
	key := newKey(t)
	if _, errs, code := d.line("KRABBA", key, `join --name Bo --sector offentlig`); code != 0 {
		t.Fatalf("%q, code %d", errs, code)
	}
	session := d.call("KRABBA", key)
	var out, errs bytes.Buffer
	session.Stdout, session.Stderr = &out, &errs
	session.Stdin = strings.NewReader(strings.Repeat("ticket 00000-00000\n", 8) + "ticket " + papers[0].Written + "\n")
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	_ = session.Wait()
	if n := strings.Count(errs.String(), "ingen sådan biljett"); n != 4 || strings.Contains(out.String(), "\n1\n") {
		t.Errorf("%d guesses were answered, want four before it ends; %q", n, out.String())
	}
	if p := d.room.Board().Person(1); p.Ticket != 0 {
		t.Error("after too many guesses the right one was taken on the same connection")
	}
}

func TestTheNewcomersScreenKnowsTheTicket(t *testing.T) {
	d := newDoor(t)
	papers := d.makeTickets(2)
	d.shows("KRABBA+"+papers[1].Written, newKey(t), "the participant's screen")
	n := <-d.newcomers
	if got := n.Ticket(); got != 2 {
		t.Errorf("the ticket is number %d, want 2", got)
	}
	d.shows("anna", newKey(t), "the participant's screen")
	n = <-d.newcomers
	if got := n.Ticket(); got != 0 {
		t.Errorf("without a ticket it is number %d", got)
	}
	if _, err := n.FindRoom("krabba+" + papers[0].Written); err != nil || n.Ticket() != 1 {
		t.Errorf("typed on screen it is number %d, %v", n.Ticket(), err)
	}
}
