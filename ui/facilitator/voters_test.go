package facilitator_test

import (
	"regexp"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage/stagetest"
)

var printed = regexp.MustCompile(`[0-9A-Z]{5}-[0-9A-Z]{5}`)

// ticketed is a co-lab with six tickets: one used, one void, one replaced.
func ticketed(t *testing.T, until stagetest.Moment) *stagetest.Room {
	t.Helper()
	r := stagetest.CoLab(t, until)
	hashes := make([]model.TicketHash, 5)
	for i := range hashes {
		hashes[i] = r.TicketHash(strings.Repeat(string(rune('A'+i)), 10))
	}
	r.Must(model.Host, model.MakeTickets{Hashes: hashes})
	r.Must(r.People[0], model.UseTicket{Ticket: 1})
	r.Must(model.Host, model.VoidTicket{Ticket: 3})
	r.Must(model.Host, model.ReplaceTicket{Ticket: 4, Hash: r.TicketHash("XXXXXYYYYY")})
	return r
}

func TestGoldenVoters(t *testing.T) {
	for name, keys := range map[string][]string{"voters": {"r"}, "tickets": {"r", "down", "enter"}, "ticketholders": {"P"}} {
		t.Run(name, func(t *testing.T) {
			r := ticketed(t, stagetest.Defining)
			e := stagetest.Env(r, model.Host)
			a := stagetest.App(t, e, facilitator.New(e))
			stagetest.Screen(a)
			stagetest.Press(a, keys...)
			stagetest.Golden(t, "room-"+name, a)
		})
	}
	t.Run("notickets", func(t *testing.T) {
		_, a := lead(t, stagetest.Defining)
		stagetest.Press(a, "r", "4", "enter")
		stagetest.Golden(t, "room-notickets", a)
	})
}

func TestChooseWhoMayVote(t *testing.T) {
	r, a := lead(t, stagetest.Defining)
	stagetest.Press(a, "r", "2", "enter")
	if p := r.Board().Participation; p != model.VoteRoll {
		t.Errorf("chosen with the menu: %q", p)
	}
	stagetest.Press(a, "P", "r", "1", "enter", "esc")
	if p := r.Board().Participation; p != model.VoteOpen {
		t.Errorf("chosen where people are: %q", p)
	}
	stagetest.Press(a, "o", "down", "down", "down", "right", "right")
	if p := r.Board().Participation; p != model.VoteTickets {
		t.Errorf("chosen where the vote is prepared: %q", p)
	}
	stagetest.Shows(t, a, "de som har biljett")
	stagetest.Press(a, "left", "enter")
	if round := r.Board().OpenRound(); round == nil || round.Rule != model.VoteRoll || len(round.Roll) != 14 {
		t.Fatalf("opened %+v", round)
	}
	stagetest.Shows(t, a, "0 av 14 på röstlängden har röstat")
	stagetest.Press(a, "r", "1", "enter")
	stagetest.Shows(t, a, "En omröstning pågår")
	if p := r.Board().Participation; p != model.VoteRoll {
		t.Errorf("while a vote is open it became %q", p)
	}
}

func TestMakeAndReplaceTickets(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Screen(a)
	stagetest.Press(a, "r", "3", "enter")
	stagetest.Shows(t, a, "Inga biljetter ännu")
	stagetest.Press(a, "n")
	stagetest.Type(a, "många")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Skriv bara siffror.")
	stagetest.Press(a, "n")
	stagetest.Type(a, "3")
	stagetest.Press(a, "enter")
	codes := printed.FindAllString(stagetest.Screen(a), -1)
	if len(codes) != 3 || r.Board().Tickets().Len() != 3 || r.Board().Participation != model.VoteTickets {
		t.Fatalf("%d codes are shown of %d tickets", len(codes), r.Board().Tickets().Len())
	}
	for i, code := range codes {
		if no, err := r.Ticket(t.Context(), code); err != nil || no != i+1 {
			t.Errorf("%s is ticket %d, %v", code, no, err)
		}
	}
	r.Must(r.People[0], model.UseTicket{Ticket: 1})
	stagetest.Wake(a)
	stagetest.Press(a, "home", "e", "enter")
	if r.Board().Tickets().Len() != 4 || !r.Board().Ticket(1).Void || r.Board().Person(r.People[0].Person).Ticket != 0 {
		t.Fatal("the ticket is not replaced")
	}
	stagetest.Shows(t, a, "ersatt av 4")
	stagetest.Press(a, "home", "down", "x", "enter")
	if !r.Board().Ticket(2).Void || r.Board().Tickets().Len() != 4 {
		t.Error("the ticket is not void")
	}
	stagetest.Press(a, "x")
	stagetest.Shows(t, a, "ingen giltig biljett")

	stagetest.Press(a, "s")
	stagetest.Shows(t, a, "Över SSH")
	var name, page string
	e.Save = func(n string, data []byte) (string, error) { name, page = n, string(data); return "/hem/" + n, nil }
	stagetest.Press(a, "s")
	stagetest.Shows(t, a, "Sparad: /hem/biljetter-KRABBA.html")
	if name != "biljetter-KRABBA.html" || strings.Count(page, "<li>") != 2 || !strings.Contains(page, codes[2]) || strings.Contains(page, codes[1]) {
		t.Errorf("saved as %s: the tickets that are good and not used, want two", name)
	}
	// What is written on them is not forgotten by leaving the list, and is at no other terminal.
	stagetest.Press(a, "esc", "r", "4", "enter")
	stagetest.Shows(t, a, codes[2])
	other := stagetest.Env(r, model.Host)
	b := stagetest.App(t, other, facilitator.New(other))
	stagetest.Screen(b)
	stagetest.Press(b, "r", "4", "enter")
	stagetest.Hides(t, b, codes[2])
}
