package participant_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// ruled is a vote under a rule, where the last of the people came late.
func ruled(t *testing.T, p model.Participation) *stagetest.Room {
	t.Helper()
	r := stagetest.CoLab(t, stagetest.Defining)
	if p == model.VoteTickets {
		hashes := make([]model.TicketHash, 14)
		for i := range hashes {
			hashes[i] = r.TicketHash(string(rune('A'+i)) + "AAAABBBBB")
		}
		r.Must(model.Host, model.MakeTickets{Hashes: hashes})
		for i, who := range r.People[:9] {
			r.Must(who, model.UseTicket{Ticket: i + 1})
		}
	}
	r.Must(model.Host, model.ChooseParticipation{Participation: p})
	r.Go(method.Vote)
	r.Must(model.Host, model.OpenRound{})
	if p == model.VoteRoll {
		r.Join("Sena Sanna", model.Business)
	}
	return r
}

func TestWhoMayNotVoteIsToldWhy(t *testing.T) {
	for name, p := range map[string]model.Participation{"vote.late": model.VoteRoll, "vote.noticket": model.VoteTickets} {
		t.Run(name, func(t *testing.T) {
			r := ruled(t, p)
			last := len(r.People) - 1
			a := seated(t, r, last)
			stagetest.Golden(t, name, a)
			stagetest.Press(a, "+", "2")
			if n := r.Board().OpenRound().Cast(); n != 0 || r.MyBallot(r.People[last].Person).Dots != nil {
				t.Errorf("%d have voted", n)
			}
			b := seated(t, r, 0)
			stagetest.Press(b, "+")
			if n := r.Board().OpenRound().Cast(); n != 1 {
				t.Errorf("%d have voted, want one", n)
			}
		})
	}
}

func TestATicketIsWrittenIn(t *testing.T) {
	r := ruled(t, model.VoteTickets)
	me := r.People[13].Person
	a := seated(t, r, 13)
	stagetest.Shows(t, a, "Har du en, skriv in den.", "0 av 9 med biljett har röstat")
	stagetest.Press(a, "b")
	stagetest.Golden(t, "ticket", a)
	stagetest.Type(a, "zaaaabbbbb")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Det finns ingen sådan biljett här")
	stagetest.Press(a, "b")
	stagetest.Type(a, "aaaaa-bbbbb") // Åsa's
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Någon annan har redan använt")
	stagetest.Press(a, "b")
	stagetest.Type(a, "kaaaa-bbbbb")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Biljetten är din")
	if got := r.Board().Person(me).Ticket; got != 11 {
		t.Fatalf("holds ticket %d, want 11", got)
	}
	stagetest.Press(a, "+")
	stagetest.Shows(t, a, "1 av 10 med biljett har röstat")
	stagetest.Hides(t, a, "skriv in biljett")
}
