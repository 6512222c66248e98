package store_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/store"
)

// paper is a ticket with what is written on it.
type paper struct {
	No      int
	Written string
}

// makeTickets makes n tickets as a screen does.
func makeTickets(l *store.Live, by model.Actor, n int) ([]paper, error) {
	papers, hashes := make([]paper, n), make([]model.TicketHash, n)
	for i := range papers {
		papers[i].Written = fmt.Sprintf("%05X-TKT%02X", l.Board().Seq, i)
		hashes[i] = l.TicketHash(papers[i].Written)
	}
	out, err := l.Do(ctx, by, "", model.MakeTickets{Hashes: hashes})
	for i := range papers {
		papers[i].No = out.Ticket + i
	}
	return papers, err
}

func replaceTicket(l *store.Live, no int) (paper, error) {
	p := paper{Written: fmt.Sprintf("%05X-TKTFF", l.Board().Seq)}
	out, err := l.Do(ctx, model.Host, "", model.ReplaceTicket{Ticket: no, Hash: l.TicketHash(p.Written)})
	p.No = out.Ticket
	return p, err
}

func TestTheRollIsOfThoseWhoAreHereOrWereLately(t *testing.T) {
	c := newClock()
	o := quiet
	o.Now = c.now
	dir := t.TempDir()
	s := open(t, dir, o)
	l := begin(t, s)
	must(t, l, model.Host, model.ChooseParticipation{Participation: model.VoteRoll})
	here, line, cut, gone := join(t, l, "Åsa", model.Academia), join(t, l, "Bo", model.Business), join(t, l, "Cleo", model.Business), join(t, l, "Dag", model.Business)
	leave := l.Enter(here.Person)
	defer leave()
	l.Enter(cut.Person)()
	c.pass(9 * time.Minute)
	l.Enter(cut.Person)() // cut off after nine minutes
	must(t, l, line, model.MarkReady{Ready: true})
	c.pass(2 * time.Minute)
	vote(t, l)
	if roll := l.Board().OpenRound().Roll; !slices.Equal(roll, []model.PersonID{here.Person, line.Person, cut.Person}) {
		t.Errorf("on the roll: %v; %d was here eleven minutes ago", roll, gone.Person)
	}
	if n := l.Presence().Voters; n != 3 {
		t.Errorf("%d could vote, want 3", n)
	}
	must(t, l, line, model.CastBallot{})
	refuse(t, l, gone, model.CastBallot{}, model.ErrNotOnRoll)

	// A restart forgets who is connected, not who did something lately.
	leave()
	must(t, l, model.Host, model.CloseRound{})
	closeStore(t, s)
	s = open(t, dir, o)
	l, err := s.Open(ctx, l.Board().ID)
	if err != nil {
		t.Fatal(err)
	}
	if n := l.Presence().Voters; n != 1 {
		t.Errorf("after a restart %d were here lately, want the one who did something", n)
	}
	verifyFile(t, s, l)
}

func TestTicketsAreKnownByTheirHashAlone(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	papers, err := makeTickets(l, model.Host, 3)
	if err != nil || papers[0].No != 1 || papers[2].No != 3 {
		t.Fatalf("made %v, %v", papers, err)
	}
	spare, err := replaceTicket(l, 2)
	if err != nil || spare.No != 4 {
		t.Fatalf("made %v, %v", spare, err)
	}
	asa := join(t, l, "Åsa", model.Academia)
	must(t, l, asa, model.UseTicket{Ticket: papers[0].No})
	other := begin(t, s)
	must(t, other, model.Host, model.AddIdea{Text: "Rivningsvirke"})
	if _, err := makeTickets(other, model.Host, 1); err != nil {
		t.Fatal(err)
	}
	hold := func(l *store.Live) {
		t.Helper()
		for _, p := range append(papers, spare) {
			typed := strings.ToLower(strings.ReplaceAll(p.Written, "-", " "))
			if no, err := l.Ticket(ctx, typed); err != nil || no != p.No {
				t.Errorf("ticket %d is known as %d, %v", p.No, no, err)
			}
			if no, err := other.Ticket(ctx, p.Written); err == nil {
				t.Errorf("ticket %d is ticket %d in another workshop", p.No, no)
			}
		}
		if _, err := l.Ticket(ctx, "00000-00000"); err != model.ErrTicket {
			t.Errorf("a guess: %v", err)
		}
	}
	hold(l)

	var bundle, log bytes.Buffer
	if err := s.ExportBundle(&bundle, []string{l.Board().ID}); err != nil {
		t.Fatal(err)
	}
	if err := s.ExportLog(&log, l.Board().ID); err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(backup); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{"the bundle": bundle.String(), "the log": log.String(), "the export": picture(t, l.Board())}
	verifyFile(t, s, l)
	id := l.Board().ID
	closeStore(t, s)
	for _, file := range []string{filepath.Join(dir, store.DatabaseName), backup} {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(file)] = string(raw)
	}
	for what, text := range out {
		for _, p := range append(papers, spare) {
			hash := l.TicketHash(p.Written)
			for _, secret := range []string{p.Written, strings.ReplaceAll(p.Written, "-", "")} {
				if strings.Contains(text, secret) {
					t.Errorf("what is written on ticket %d is in %s", p.No, what)
				}
			}
			if leaves := !strings.HasSuffix(what, ".db"); leaves && (strings.Contains(text, string(hash[:])) || strings.Contains(text, hex.EncodeToString(hash[:]))) {
				t.Errorf("the hash of ticket %d is in %s", p.No, what)
			}
		}
	}

	s = open(t, dir, quiet)
	if l, err = s.Open(ctx, id); err != nil {
		t.Fatal(err)
	}
	hold(l)
}

func TestATicketThatWasNotMadeIsNotKnown(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	asa := join(t, l, "Åsa", model.Academia)
	if _, err := makeTickets(l, asa, 1); err != model.ErrNotAllowed {
		t.Errorf("a participant made tickets: %v", err)
	}
	hash := l.TicketHash("AAAAA-AAAAA")
	refuse(t, l, asa, model.MakeTickets{Hashes: []model.TicketHash{hash}}, model.ErrNotAllowed)
	if no, err := l.Ticket(ctx, "AAAAA-AAAAA"); err == nil {
		t.Errorf("a ticket that was refused is number %d", no)
	}
	must(t, l, model.Host, model.MakeTickets{Hashes: []model.TicketHash{hash}})
	refuse(t, l, model.Host, model.MakeTickets{Hashes: []model.TicketHash{hash}}, model.ErrTicket)
	refuse(t, l, model.Host, model.MakeTickets{Hashes: []model.TicketHash{{1}, {1}}}, model.ErrTicket)
	if n := l.Board().Tickets().Len(); n != 1 {
		t.Errorf("%d tickets, want 1", n)
	}
}

// TestAReplacedTicketHasOneBallot plays the loophole through the live workshop:
// a ticket votes, is said to be lost, and its replacement votes as well.
func TestAReplacedTicketHasOneBallot(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	if _, err := makeTickets(l, model.Host, 2); err != nil {
		t.Fatal(err)
	}
	asa, bo := join(t, l, "Åsa", model.Academia), join(t, l, "Bo", model.Business)
	must(t, l, asa, model.UseTicket{Ticket: 1})
	a, b := voteBy(t, l, model.OpenRound{Dots: 3, MaxPer: 3, Open: true})
	must(t, l, asa, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: a, N: 3}}})
	refuse(t, l, bo, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: a, N: 3}}}, model.ErrNoTicket)
	spare, err := replaceTicket(l, 1)
	if err != nil {
		t.Fatal(err)
	}
	must(t, l, bo, model.UseTicket{Ticket: spare.No})
	if dots := l.MyBallot(bo.Person).Dots; dots != nil {
		t.Errorf("who has the new ticket sees what was cast with the old: %v", dots)
	}
	if dots := l.MyBallot(asa.Person).Dots; dots != nil {
		t.Errorf("who lost the ticket still sees %v", dots)
	}
	must(t, l, bo, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: b, N: 1}}})
	if dots := l.MyBallot(bo.Person).Dots; !slices.Equal(dots, []model.Dot{{ID: b, N: 1}}) {
		t.Errorf("who has the new ticket sees %v of their own", dots)
	}
	must(t, l, model.Host, model.CloseRound{})
	res, _ := l.Board().LastRound().Result()
	if res.Ballots != 1 || res.Dots != 1 || l.Board().LastRound().Entitled != 1 {
		t.Errorf("%d ballots with %d dots of %d", res.Ballots, res.Dots, l.Board().LastRound().Entitled)
	}
	verifyFile(t, s, l)
}
