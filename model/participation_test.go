package model_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// hall is a meeting where a vote can open, and the people who are here.
type hall struct {
	*scene
	presence model.Presence
}

// hallAt has Åsa, Bo and Cleo, who are here, and two ideas to vote on.
func hallAt(t *testing.T, p model.Participation) *hall {
	t.Helper()
	h := &hall{scene: sceneAt(t, method.Define), presence: model.Presence{Terminals: map[model.PersonID]int{}, Recent: map[model.PersonID]time.Time{}}}
	for _, who := range []model.Actor{h.asa, h.bo, h.cleo} {
		h.presence.Terminals[who.Person] = 1
	}
	h.must(model.Host, model.ChooseParticipation{Participation: p})
	return h
}

// open opens a vote, as the live workshop does.
func (h *hall) open() *model.Round {
	h.t.Helper()
	h.must(model.Host, h.opening())
	return h.b.OpenRound()
}

func (h *hall) opening() model.OpenRound {
	return model.OpenRound{Candidates: []model.ItemID{h.idea, h.other}, Dots: 2, MaxPer: 2, Here: h.b.Attending(&h.presence)}
}

func (h *hall) close() *model.Round {
	h.t.Helper()
	h.must(model.Host, model.CloseRound{Here: len(h.b.Attending(&h.presence))})
	return h.b.LastRound()
}

// ballot is what somebody casts, with the token that the live workshop fills in.
func (h *hall) ballot(by model.Actor, n int) model.CastBallot {
	e := h.b.Elector(h.b.OpenRound(), by.Person)
	c := model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: h.idea, N: n}}}
	if e != (model.Elector{}) {
		c.Voter = model.Token{1, byte(e.Person), byte(e.Ticket)}
	}
	return c
}

// brings brings in somebody who takes part at a person's terminal.
func (h *hall) brings(by model.Actor) model.Actor {
	h.t.Helper()
	h.must(model.Host, model.AllowProxies{Allowed: true})
	h.must(by, model.BringPerson{Sector: model.Business})
	return model.Actor{Person: model.PersonID(h.b.Everybody().Len()), Role: model.Participant, Via: by.Person}
}

func (h *hall) votes(by model.Actor, n int) { h.t.Helper(); h.must(by, h.ballot(by, n)) }

func (h *hall) mayNot(by model.Actor, why error) { h.t.Helper(); h.refuse(by, h.ballot(by, 1), why) }

// cast holds how many ballots there are, of how many there could be.
func (h *hall) cast(round *model.Round, cast, of int) {
	h.t.Helper()
	if got, could := round.Cast(), h.b.Electors(round, len(h.b.Attending(&h.presence))); got != cast || could != of {
		h.t.Errorf("%d of %d have voted, want %d of %d", got, could, cast, of)
	}
}

// tickets makes n tickets.
func (h *hall) tickets(n int) {
	h.t.Helper()
	h.must(model.Host, model.MakeTickets{Hashes: hashes(n)})
}

func hashes(n int) []model.TicketHash {
	all := make([]model.TicketHash, n)
	for i := range all {
		all[i] = model.TicketHash{1, byte(i)}
	}
	return all
}

func TestAnOpenVoteIsHeldAgainstWhoIsHere(t *testing.T) {
	h := hallAt(t, model.VoteOpen)
	h.open()
	h.votes(h.asa, 1)
	h.votes(h.join("Dag", model.Business), 1) // a second key: seen, not hindered
	round := h.b.OpenRound()
	h.cast(round, 2, 3)
	delete(h.presence.Terminals, h.bo.Person)
	h.presence.Recent[h.bo.Person] = h.now // cut off, and counted still
	h.cast(round, 2, 3)
	delete(h.presence.Recent, h.bo.Person)
	h.cast(round, 2, 2)
	if closed := h.close(); closed.Entitled != 2 || closed.Rule != model.VoteOpen || closed.Roll != nil {
		t.Errorf("closed with %d of rule %q and roll %v", closed.Entitled, closed.Rule, closed.Roll)
	}
	h.presence.Terminals[h.bo.Person] = 1
	h.cast(h.b.LastRound(), 2, 2) // as it was when it closed
}

func TestWhoIsOnTheRollVotes(t *testing.T) {
	dag := func(h *hall) model.Actor {
		me := h.join("Dag", model.Business)
		h.presence.Terminals[me.Person] = 1
		return me
	}
	for name, check := range map[string]func(h *hall){
		"those who are here, once each": func(h *hall) {
			round := h.open()
			if !slices.Equal(round.Roll, []model.PersonID{h.asa.Person, h.bo.Person, h.cleo.Person}) {
				h.t.Errorf("on the roll: %v", round.Roll)
			}
			h.votes(h.asa, 1)
			h.votes(h.asa, 2)
			h.cast(h.b.OpenRound(), 1, 3)
		},
		"who was here a moment ago": func(h *hall) {
			delete(h.presence.Terminals, h.bo.Person)
			h.presence.Recent[h.bo.Person] = h.now
			h.open()
			h.votes(h.bo, 1)
		},
		"not who had left, even when they come back": func(h *hall) {
			delete(h.presence.Terminals, h.bo.Person)
			h.open()
			h.presence.Terminals[h.bo.Person] = 1
			h.mayNot(h.bo, model.ErrNotOnRoll)
		},
		"not who comes late, until the next vote": func(h *hall) {
			h.open()
			late := dag(h)
			h.mayNot(late, model.ErrNotOnRoll)
			h.cast(h.b.OpenRound(), 0, 3)
			h.close()
			h.open()
			h.votes(late, 1)
			h.cast(h.b.OpenRound(), 1, 4)
		},
		"who was shown out and let in again, if they were on it": func(h *hall) {
			h.open()
			h.votes(h.bo, 1)
			h.must(model.Host, model.RemovePerson{Person: h.bo.Person})
			h.mayNot(h.bo, model.ErrNotJoined)
			h.must(model.Host, model.ReadmitPerson{Person: h.bo.Person})
			h.votes(h.bo, 2)
			h.cast(h.b.OpenRound(), 1, 3)
		},
		"not who was shown out when it opened": func(h *hall) {
			h.must(model.Host, model.RemovePerson{Person: h.bo.Person})
			h.open()
			h.must(model.Host, model.ReadmitPerson{Person: h.bo.Person})
			h.mayNot(h.bo, model.ErrNotOnRoll)
		},
		"not who watched when it opened": func(h *hall) {
			h.must(model.Actor{Role: model.Observer}, model.JoinPerson{Key: "key-Ebba", Name: "Ebba", Role: model.Observer})
			watcher := model.Actor{Person: h.b.PersonByKey("key-Ebba").ID, Role: model.Participant}
			h.presence.Terminals[watcher.Person] = 1
			h.open()
			h.must(watcher, model.JoinPerson{Key: "key-Ebba", Name: "Ebba", Sector: model.Business, Role: model.Participant})
			h.mayNot(watcher, model.ErrNotOnRoll)
		},
		"whoever asks, the roll is of those who take part": func(h *hall) {
			c := h.opening()
			c.Here = append([]model.PersonID{99, h.bo.Person, 0}, c.Here...)
			h.must(model.Host, c)
			if n := len(h.b.OpenRound().Roll); n != 3 {
				h.t.Errorf("%d on the roll, want 3", n)
			}
		},
		"who takes part at the terminal of one who is here": func(h *hall) {
			at := h.brings(h.asa)
			h.open()
			h.votes(at, 1)
			h.mayNot(h.brings(h.bo), model.ErrNotOnRoll)
			h.cast(h.b.OpenRound(), 1, 4)
		},
		"no vote where nobody is": func(h *hall) {
			clear(h.presence.Terminals)
			h.refuse(model.Host, h.opening(), model.ErrNobodyHere)
		},
		"the rule stays while a vote is open": func(h *hall) {
			h.open()
			h.refuse(model.Host, model.ChooseParticipation{}, model.ErrRoundOpen)
			h.refuse(model.Host, model.MakeTickets{Hashes: hashes(1)}, model.ErrRoundOpen)
			h.close()
			h.must(model.Host, model.ChooseParticipation{})
			h.cast(h.b.LastRound(), 0, 3)
		},
		"undo does not reach it": func(h *hall) {
			h.must(model.Host, model.AddIdea{Text: "Ångras"})
			h.open()
			h.must(model.Host, model.Undo{})
			h.cast(h.b.OpenRound(), 0, 3)
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := hallAt(t, model.VoteRoll)
			h.t = t
			check(h)
			holdReplay(t, h.workshop)
		})
	}
}

func TestWhoHoldsATicketVotes(t *testing.T) {
	for name, check := range map[string]func(h *hall){
		"none without one, and the others watch": func(h *hall) {
			h.open()
			h.mayNot(h.asa, model.ErrNoTicket)
			h.must(h.asa, model.UseTicket{Ticket: 1})
			h.votes(h.asa, 1)
			h.mayNot(h.bo, model.ErrNoTicket)
			h.cast(h.b.OpenRound(), 1, 1)
		},
		"two keys with one ticket": func(h *hall) {
			h.must(h.asa, model.UseTicket{Ticket: 1})
			h.refuse(h.bo, model.UseTicket{Ticket: 1}, model.ErrTicketUsed)
			h.must(h.asa, model.UseTicket{Ticket: 1}) // again is as once
			h.open()
			h.mayNot(h.bo, model.ErrNoTicket)
		},
		"a new key with a ticket that is used does not come in": func(h *hall) {
			h.must(h.asa, model.UseTicket{Ticket: 1})
			join := model.JoinPerson{Key: "key-Dag", Name: "Dag", Sector: model.Business, Role: model.Participant, Ticket: 1}
			h.refuse(model.Actor{Role: model.Participant}, join, model.ErrTicketUsed)
			if h.b.PersonByKey("key-Dag") != nil {
				h.t.Error("came in all the same")
			}
			join.Ticket = 2
			h.must(model.Actor{Role: model.Participant}, join)
			if p := h.b.PersonByKey("key-Dag"); p == nil || p.Ticket != 2 || h.b.Ticket(2).Holder != p.ID {
				h.t.Errorf("joined as %+v", p)
			}
		},
		"one key with two tickets": func(h *hall) {
			h.must(h.asa, model.UseTicket{Ticket: 1})
			h.refuse(h.asa, model.UseTicket{Ticket: 2}, model.ErrHasTicket)
			if h.b.Ticket(2).Holder != 0 {
				h.t.Error("the second ticket is used up")
			}
		},
		"a ticket that is none here": func(h *hall) {
			h.refuse(h.asa, model.UseTicket{Ticket: 4}, model.ErrTicket)
			h.refuse(h.asa, model.UseTicket{}, model.ErrTicket)
			h.refuse(model.Host, model.VoidTicket{Ticket: 4}, model.ErrTicket)
		},
		"a ticket is not got by leading or watching": func(h *hall) {
			h.refuse(model.Host, model.UseTicket{Ticket: 1}, model.ErrForParticipants)
			h.refuse(model.Actor{Role: model.Participant}, model.UseTicket{Ticket: 1}, model.ErrNotJoined)
			h.refuse(h.asa, model.MakeTickets{Hashes: hashes(1)}, model.ErrNotAllowed)
			h.refuse(h.asa, model.VoidTicket{Ticket: 1}, model.ErrNotAllowed)
			h.refuse(h.asa, model.ReplaceTicket{Ticket: 1, Hash: model.TicketHash{9}}, model.ErrNotAllowed)
		},
		"who was shown out and let in again has theirs": func(h *hall) {
			h.must(h.asa, model.UseTicket{Ticket: 1})
			h.open()
			h.votes(h.asa, 1)
			h.must(model.Host, model.RemovePerson{Person: h.asa.Person})
			h.mayNot(h.asa, model.ErrNotJoined)
			h.refuse(h.bo, model.UseTicket{Ticket: 1}, model.ErrTicketUsed)
			h.cast(h.b.OpenRound(), 1, 0)
			h.must(model.Host, model.ReadmitPerson{Person: h.asa.Person})
			h.votes(h.asa, 2)
			h.cast(h.b.OpenRound(), 1, 1)
		},
		"at another's terminal each has their own": func(h *hall) {
			at := h.brings(h.asa)
			h.must(h.asa, model.UseTicket{Ticket: 1})
			h.open()
			h.votes(h.asa, 1)
			h.mayNot(at, model.ErrNoTicket)
			h.refuse(at, model.UseTicket{Ticket: 1}, model.ErrTicketUsed)
			h.must(at, model.UseTicket{Ticket: 2})
			h.votes(at, 1)
			h.cast(h.b.OpenRound(), 2, 2)
		},
		"who comes late with a ticket votes": func(h *hall) {
			h.open()
			h.must(h.cleo, model.UseTicket{Ticket: 3})
			h.votes(h.cleo, 1)
		},
		"a voided ticket does nothing": func(h *hall) {
			h.must(h.asa, model.UseTicket{Ticket: 1})
			h.open()
			h.must(model.Host, model.VoidTicket{Ticket: 1})
			h.mayNot(h.asa, model.ErrNoTicket)
			h.refuse(h.asa, model.UseTicket{Ticket: 1}, model.ErrTicketVoid)
			h.must(h.asa, model.UseTicket{Ticket: 2})
			h.votes(h.asa, 1)
		},
		"a replaced ticket has one ballot, not two": func(h *hall) {
			h.must(h.bo, model.UseTicket{Ticket: 1}) // who found it
			openly := h.opening()
			openly.Open = true
			h.must(model.Host, openly)
			h.votes(h.bo, 2)
			h.must(model.Host, model.ReplaceTicket{Ticket: 1, Hash: model.TicketHash{9}})
			h.mayNot(h.bo, model.ErrNoTicket)
			h.refuse(model.Host, model.ReplaceTicket{Ticket: 1, Hash: model.TicketHash{8}}, model.ErrTicketVoid)
			h.must(h.asa, model.UseTicket{Ticket: 4})
			h.votes(h.asa, 1)
			h.cast(h.b.OpenRound(), 1, 1)
			h.must(model.Host, model.ReplaceTicket{Ticket: 4, Hash: model.TicketHash{7}})
			h.must(h.cleo, model.UseTicket{Ticket: 5})
			h.votes(h.cleo, 2)
			h.cast(h.b.OpenRound(), 1, 1)
			if res, _ := h.close().Result(); res.Dots != 2 {
				h.t.Errorf("%d dots, want those of the last holder alone", res.Dots)
			}
		},
		"a voided ticket is replaced later, once": func(h *hall) {
			h.must(model.Host, model.VoidTicket{Ticket: 2})
			h.must(model.Host, model.VoidTicket{Ticket: 2})
			h.must(model.Host, model.ReplaceTicket{Ticket: 2, Hash: model.TicketHash{9}})
			h.refuse(model.Host, model.ReplaceTicket{Ticket: 2, Hash: model.TicketHash{8}}, model.ErrTicketVoid)
			if n := h.b.TicketCount(); n != (model.TicketCount{Made: 3}) {
				h.t.Errorf("%+v", n)
			}
		},
		"undo gives nothing back": func(h *hall) {
			h.must(h.asa, model.UseTicket{Ticket: 1})
			h.must(h.asa, model.Undo{}) // of what she wrote before
			if h.b.Ticket(1).Holder != h.asa.Person {
				h.t.Error("undo took a ticket from its holder")
			}
			h.refuse(h.cleo, model.Undo{}, model.ErrNothingToUndo)
			h.must(model.Host, model.AddIdea{Text: "Ångras"})
			h.must(model.Host, model.VoidTicket{Ticket: 1})
			h.must(model.Host, model.Undo{})
			if !h.b.Ticket(1).Void {
				h.t.Error("undo brought a voided ticket back")
			}
		},
		"more are made while a vote is open": func(h *hall) {
			h.open()
			h.tickets(2)
			h.must(h.cleo, model.UseTicket{Ticket: 5})
			h.votes(h.cleo, 1)
			h.refuse(model.Host, model.MakeTickets{Hashes: hashes(model.MaxTickets)}, model.ErrFull)
			h.refuse(model.Host, model.MakeTickets{}, model.ErrSettings)
			h.refuse(model.Host, model.MakeTickets{Hashes: make([]model.TicketHash, 1)}, model.ErrTicket)
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := hallAt(t, model.VoteOpen)
			h.t = t
			h.tickets(3)
			if h.b.Participation != model.VoteTickets {
				t.Errorf("after tickets were made the rule is %q", h.b.Participation)
			}
			check(h)
			holdReplay(t, h.workshop)
		})
	}
}

// holdReplay holds that the log, written and read, gives the same board.
func holdReplay(t *testing.T, w *workshop) {
	t.Helper()
	var read []model.Record
	for _, r := range w.log {
		raw, err := model.EncodeRecord(r)
		if err != nil {
			t.Fatal(err)
		}
		again, err := model.DecodeRecord(r.Seq, raw)
		if err != nil {
			t.Fatal(err)
		}
		read = append(read, again)
	}
	b := model.Fold(read)
	was, err := w.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	if is, err := b.Document(model.Host).JSON(); err != nil || !bytes.Equal(was, is) {
		t.Errorf("a replay gives another board (%v)", err)
	}
	for i, ticket := range w.b.Tickets().All() {
		if *b.Tickets().At(i) != *ticket {
			t.Errorf("a replay gives ticket %+v, want %+v", *b.Tickets().At(i), *ticket)
		}
	}
	for _, p := range w.b.Everybody().All() {
		if b.Person(p.ID).Ticket != p.Ticket {
			t.Errorf("a replay gives %s ticket %d, want %d", p.Name, b.Person(p.ID).Ticket, p.Ticket)
		}
	}
}

// TestRollsAndTicketsTellWhoMayVoteAndNeverWhat plays the same meeting with two
// outcomes, and holds that the logs differ in the ballots alone.
func TestRollsAndTicketsTellWhoMayVoteAndNeverWhat(t *testing.T) {
	for _, rule := range []model.Participation{model.VoteRoll, model.VoteTickets} {
		t.Run(rule.Word(), func(t *testing.T) {
			play := func(asa, bo int) (log, doc string) {
				h := hallAt(t, model.VoteOpen)
				if rule == model.VoteTickets {
					h.tickets(3)
					h.must(h.asa, model.UseTicket{Ticket: 1})
					h.must(h.bo, model.UseTicket{Ticket: 2})
				}
				h.must(model.Host, model.ChooseParticipation{Participation: rule})
				h.open()
				h.votes(h.asa, asa)
				h.votes(h.bo, bo)
				raw, err := h.b.Document(model.Host).JSON()
				if err != nil {
					t.Fatal(err)
				}
				var lines []string
				for _, r := range h.log {
					line, err := model.EncodeRecord(r)
					if err != nil {
						t.Fatal(err)
					}
					if _, secret := r.Event.(model.BallotCast); secret {
						if strings.Contains(string(line), `"p":`) || !r.At.IsZero() {
							t.Errorf("a ballot tells whose it is: %s", line)
						}
						continue
					}
					lines = append(lines, string(line))
				}
				return strings.Join(lines, "\n"), string(raw)
			}
			log, doc := play(1, 2)
			otherLog, otherDoc := play(2, 1)
			if log != otherLog {
				t.Error("the log beside the ballots tells what somebody voted")
			}
			if doc != otherDoc {
				t.Error("the export of an open vote tells what somebody voted")
			}
		})
	}
}

func TestTicketsStayHereWhenTheBoardLeaves(t *testing.T) {
	h := hallAt(t, model.VoteOpen)
	h.tickets(3)
	h.must(h.asa, model.UseTicket{Ticket: 1})
	h.open()
	h.votes(h.asa, 1)
	h.close()
	doc := h.b.Document(model.Host)
	raw, err := doc.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), "hash") || strings.Contains(string(raw), `"ticket"`) {
		t.Errorf("a ticket is in the export:\n%s", raw)
	}
	read, err := model.ParseDocument(raw)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorkshop(t, "colab")
	w.must(model.Host, model.ImportDocument{Document: read})
	again, err := json.Marshal(w.b.Document(model.Host).Rounds)
	if err != nil {
		t.Fatal(err)
	}
	if was, _ := json.Marshal(doc.Rounds); !bytes.Equal(was, again) || w.b.Participation != model.VoteTickets {
		t.Errorf("imported %s\nwas      %s", again, was)
	}
	w.refuse(model.Actor{Role: model.Participant}, model.JoinPerson{Key: "k", Name: "Dag", Sector: 1, Role: model.Participant, Ticket: 1}, model.ErrTicket)
	if r := w.b.LastRound(); w.b.Electors(r, 9) != 1 {
		t.Errorf("%d could vote in the imported round, want 1", w.b.Electors(r, 9))
	}
}

func TestAnImportedRollIsHeldToTheBounds(t *testing.T) {
	h := hallAt(t, model.VoteRoll)
	h.open()
	good := h.b.Document(model.Host)
	for name, spoil := range map[string]func(*model.RoundEntry){
		"a stranger":      func(e *model.RoundEntry) { e.Roll = []model.PersonID{1, 77} },
		"twice":           func(e *model.RoundEntry) { e.Roll = []model.PersonID{1, 1} },
		"nobody":          func(e *model.RoundEntry) { e.Roll = []model.PersonID{0, 1} },
		"an unknown rule": func(e *model.RoundEntry) { e.Rule = "weight" },
		"fewer than none": func(e *model.RoundEntry) { e.Entitled = -1 },
	} {
		bad := good
		bad.Rounds = slices.Clone(good.Rounds)
		spoil(&bad.Rounds[0])
		raw, err := bad.JSON()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := model.ParseDocument(raw); err == nil {
			t.Errorf("%s: taken in", name)
		}
	}
}
