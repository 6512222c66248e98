package model_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/model/method"
)

// anyCommand draws a command that may or may not make sense.
func anyCommand(t *rapid.T, b *model.Board) (model.Actor, model.Command) {
	id := model.ItemID(rapid.IntRange(0, int(b.NextItem())+1).Draw(t, "id"))
	id2 := model.ItemID(rapid.IntRange(0, int(b.NextItem())).Draw(t, "id2"))
	person := model.PersonID(rapid.IntRange(0, 5).Draw(t, "person"))
	text := rapid.SampledFrom([]string{"Verktygspool", "Matsvinn från skolkök", "", "=1+1", "日本語", "två\nrader"}).Draw(t, "text")
	n := rapid.IntRange(-1, 4).Draw(t, "n")
	yes := rapid.Bool().Draw(t, "yes")
	by := model.Actor{Person: person, Role: model.Participant}
	if person == 0 {
		by = model.Host
	}
	commands := []model.Command{
		model.AddIdea{Text: text}, model.AddIdea{Text: text, Parked: true}, model.EditIdea{ID: id, Text: text},
		model.ReadOut{ID: id, Read: yes}, model.ChooseTopic{Topic: id, Person: person}, model.LetNotes{Closed: yes}, model.TakeNote{Text: text, About: id},
		model.RemoveIdea{ID: id}, model.HideIdea{ID: id, Hidden: yes}, model.ParkIdea{ID: id, Parked: yes},
		model.MoveIdea{ID: id, Cluster: id2}, model.MergeIdeas{Into: id, From: []model.ItemID{id2}},
		model.TagItem{ID: id, Goals: []int{n}},
		model.TagItem{ID: id, Targets: []model.Target{model.Target(fmt.Sprintf("12.%d", n))}}, model.CreateCluster{Title: text, Ideas: []model.ItemID{id, id2}},
		model.SortIdeas{Clusters: []model.CreateCluster{{Title: text, Ideas: []model.ItemID{id}}, {Ideas: []model.ItemID{id2}}}}, model.AddIdea{Text: text, Into: id},
		model.RemoveItems{Items: []model.ItemID{id, id2}}, model.SweepPeople{People: []model.PersonID{person, 2}, Texts: yes},
		model.RenameCluster{ID: id, Title: text}, model.MergeClusters{Into: id, From: []model.ItemID{id2}},
		model.RemoveCluster{ID: id}, model.AskQuestion{Text: text, Cluster: id}, model.AskQuestion{Text: text, Parent: id},
		model.EditQuestion{ID: id, Text: text}, model.MarkQuestion{ID: id, Kind: model.OpenQuestion},
		model.SupportQuestion{ID: id, Support: yes}, model.ChooseQuestion{ID: id, Chosen: yes}, model.RemoveQuestion{ID: id},
		model.OpenRound{Dots: n, MaxPer: n}, model.OpenRound{Candidates: []model.ItemID{id, id2}, Dots: n},
		model.CastBallot{After: model.AfterAny, Voter: model.Token{byte(person)}, Dots: []model.Dot{{ID: id, N: n}, {ID: id2, N: 1}}},
		model.CloseRound{},
		model.ChooseCandidates{Decision: model.Decision{IDs: []model.ItemID{id, id2}, Basis: model.Bases[max(0, n)%3], ByRoom: yes, Why: text}},
		model.ChooseCandidates{Decision: model.Decision{IDs: b.Votable(), Basis: model.BasisHand}},
		model.MakeCommitment{What: text, Who: "Bo", From: id}, model.EditCommitment{ID: id, What: text},
		model.FollowCommitment{ID: id, Status: model.CommitmentDone}, model.WithdrawCommitment{ID: id},
		model.Rate{Score: n, Text: text}, model.CheckIn{Text: text}, model.MoveHand{Up: yes}, model.MarkReady{Ready: yes},
		model.JoinPerson{Key: "k" + text, Name: text, Sector: 3, Role: model.Participant},
		model.AppointFacilitator{Person: model.PersonID(n)}, model.DismissFacilitator{Person: model.PersonID(n)},
		model.HandOver{Person: model.PersonID(n)}, model.RemovePerson{Person: person}, model.ReadmitPerson{Person: person},
		model.HandBack{Claim: n, Person: person, Key: "h" + text}, model.SetTables{Tables: n},
		model.Next{Start: yes}, model.Back{}, model.StartClock{}, model.PauseClock{}, model.Reveal{},
		model.ExtendClock{By: time.Duration(n) * time.Minute}, model.ResetClock{}, model.MoveDoor{Closed: yes},
		model.Undo{}, model.Undo{}, model.Redo{}, model.EndWorkshop{}, model.ReopenWorkshop{},
		model.EnterPhase{Phase: model.PhaseID(n + 2), Start: yes}, otherAgenda(b, n, yes), fitted(b, n),
		model.DescribeWorkshop{Title: "T", Anonymous: yes}, model.HideIdea{ID: id, Hidden: true},
		model.AllowProxies{Allowed: yes}, model.BringPerson{Name: text, Sector: 2}, model.BringPerson{Sector: 1},
		model.SetSession{Phase: model.PhaseID(n + 2), Session: method.Session{Title: method.Text{"sv": "Pass"}, Seats: max(0, n)}},
		model.ChooseSession{Session: model.SessionID(n + 1), Person: person}, model.PlaceSessions{Phase: model.PhaseID(n + 2)},
		model.DropSession{Session: model.SessionID(n)},
		model.ChooseParticipation{Participation: model.Participations[max(0, n)%3]}, model.UseTicket{Ticket: n},
		model.MakeTickets{Hashes: hashes(2)}, model.VoidTicket{Ticket: n}, model.ReplaceTicket{Ticket: n, Hash: model.TicketHash{9}},
		model.OpenRound{Dots: 2, Here: []model.PersonID{person, 1, 2}},
	}
	c := rapid.SampledFrom(commands).Draw(t, "command")
	if p := b.Person(person); p != nil && p.Role == model.Facilitator && yes {
		by.Role = model.Facilitator
	}
	switch c.(type) { // keep the meeting going most of the time
	case model.Next, model.OpenRound, model.CloseRound, model.ChooseCandidates, model.ReopenWorkshop, model.Reveal,
		model.EnterPhase, model.ChangeAgenda, model.FitAgenda, model.DescribeWorkshop, model.HideIdea, model.AppointFacilitator,
		model.AllowProxies, model.SetSession,
		model.ChooseParticipation, model.MakeTickets, model.VoidTicket, model.ReplaceTicket:
		by = model.Host
	}
	return by, c
}

// holdTickets holds that a ticket has one holder, a person one ticket, and
// that no two tickets that are good share a ballot.
func holdTickets(t *rapid.T, b *model.Board) {
	held, good := map[int]model.PersonID{}, map[int]bool{}
	for _, p := range b.Everybody().All() {
		if p.Ticket == 0 {
			continue
		}
		if k := b.Ticket(p.Ticket); k == nil || k.Void || k.Holder != p.ID || held[p.Ticket] != 0 {
			t.Fatalf("person %d has ticket %d, which is %+v", p.ID, p.Ticket, k)
		}
		held[p.Ticket] = p.ID
	}
	for _, k := range b.Tickets().All() {
		if !k.Void && good[k.Root] {
			t.Fatalf("two tickets stand for ticket %d", k.Root)
		}
		if good[k.Root] = good[k.Root] || !k.Void; !k.Void && k.Holder != held[k.No] {
			t.Fatalf("ticket %d is held by %d and by %d", k.No, k.Holder, held[k.No])
		}
	}
}

// fitted is the command that fits what is left of the agenda into some minutes.
func fitted(b *model.Board, minutes int) model.FitAgenda {
	now := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	f, _ := b.Fit(now, now.Add(time.Duration(minutes)*time.Minute))
	return f.Command(model.Place{})
}

// otherAgenda is the board's agenda with one step changed, and the last left out or not.
func otherAgenda(b *model.Board, n int, shorter bool) model.ChangeAgenda {
	var c model.ChangeAgenda
	for i, ph := range b.Phases() {
		p := *ph
		if i == n {
			p.AtEnd, p.Reveal, p.WhoMay = method.AtEndLock, method.RevealOwn, method.WhoFacilitator
		}
		c.Phases = append(c.Phases, p)
	}
	if last := len(c.Phases) - 1; shorter && last > 0 {
		c.Phases = c.Phases[:last]
	}
	return c
}

func TestWhateverIsSent(t *testing.T) {
	m, _ := method.Get("colab")
	rapid.Check(t, func(rt *rapid.T) {
		now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
		b := model.Empty()
		var log []model.Record
		do := func(by model.Actor, c model.Command) {
			events, err := model.Decide(b, by, c, now)
			if err != nil && len(events) > 0 {
				rt.Fatalf("%T: both events and %v", c, err)
			}
			for _, e := range events {
				r := model.Record{Seq: b.Seq + 1, At: now, By: by, Op: "op", Event: e}
				raw, err := model.EncodeRecord(r)
				if err != nil {
					rt.Fatal(err)
				}
				back, err := model.DecodeRecord(r.Seq, raw)
				if err != nil {
					rt.Fatal(err)
				}
				if again, _ := model.EncodeRecord(back); string(again) != string(raw) {
					rt.Fatalf("%s is read as another:\n%s\n%s", model.EventName(e), raw, again)
				}
				log = append(log, back)
				b = model.Apply(b, back)
			}
		}
		do(model.Host, model.CreateWorkshop{ID: "01", Title: "T", Code: "C", Phases: m.Agenda(1)})
		for i, s := range model.Sectors {
			do(model.Actor{Role: model.Participant}, model.JoinPerson{
				Key: string(rune('a' + i)), Name: string(rune('A'+i)) + "nna", Sector: s, Role: model.Participant,
			})
		}
		for range rapid.IntRange(1, 60).Draw(rt, "commands") {
			now = now.Add(time.Duration(rapid.IntRange(0, 90).Draw(rt, "seconds")) * time.Second)
			before, picture := b, asJSON(rt, b)
			by, c := anyCommand(rt, b)
			do(by, c)
			if asJSON(rt, before) != picture {
				rt.Fatalf("%T changed a board that somebody holds", c)
			}
			holdInvariants(rt, b)
		}
		if asJSON(rt, model.Fold(log)) != asJSON(rt, b) {
			rt.Fatal("folding the log gives another board")
		}
	})
}

func asJSON(t *rapid.T, b *model.Board) string {
	raw, err := json.Marshal(b.Document(model.Host))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// holdInvariants holds a board to what must be true of every board.
func holdInvariants(t *rapid.T, b *model.Board) {
	shown := len(b.ParkingLot(model.Host)) + len(b.Notes(model.Host, 0))
	for _, g := range b.Groups(model.Host) {
		shown += len(g.Ideas)
	}
	alive := 0
	for _, i := range b.AllIdeas().All() {
		if !i.Removed && i.Merged == 0 {
			alive++
		}
		if i.Merged != 0 && (b.Idea(i.Merged) == nil || b.Idea(i.Merged).Merged != 0) {
			t.Fatalf("idea %d went into %d, which is not whole", i.ID, i.Merged)
		}
	}
	if shown != alive {
		t.Fatalf("%d cards shown of %d: one was lost or doubled", shown, alive)
	}
	for _, r := range b.Rounds().All() {
		holdRound(t, r)
	}
	holdTickets(t, b)
	names := map[string]bool{}
	for _, p := range b.Everybody().All() {
		if names[p.NameKey] {
			t.Fatalf("two people are called %q", p.Name)
		}
		names[p.NameKey] = true
	}
}

func holdRound(t *rapid.T, r *model.Round) {
	res, ok := r.Result()
	if ok == (r.Secret && (r.IsOpen() || r.Cast() < model.MinGroup)) {
		t.Fatal("a result is shown exactly when it should not be")
	}
	if !ok {
		if r.Ballots() != nil {
			t.Fatal("the ballots of a secret open round can be had")
		}
		return
	}
	if r.IsOpen() || r.Keep == model.KeepSums {
		if r.Ballots() != nil {
			t.Fatal("ballots can be had of a round that is open, or keeps none")
		}
		return
	}
	dots, voters := map[model.ItemID]int{}, map[model.ItemID]int{}
	for _, ballot := range r.Ballots() {
		sum := 0
		for _, d := range ballot {
			if d.N < 1 || d.N > r.MaxPer {
				t.Fatalf("%d dots on one, the limit is %d", d.N, r.MaxPer)
			}
			dots[d.ID] += d.N
			voters[d.ID]++
			sum += d.N
		}
		if sum > r.Dots {
			t.Fatalf("a ballot of %d dots, %d were given", sum, r.Dots)
		}
	}
	for i, row := range res.Rows {
		if row.Dots != dots[row.ID] || row.Voters != voters[row.ID] {
			t.Fatalf("candidate %d has %d/%d, its ballots say %d/%d", row.ID, row.Dots, row.Voters, dots[row.ID], voters[row.ID])
		}
		if i > 0 && (row.Dots > res.Rows[i-1].Dots || (row.Dots == res.Rows[i-1].Dots) != (row.Rank == res.Rows[i-1].Rank)) {
			t.Fatalf("places are wrong: %+v", res.Rows)
		}
	}
}

func TestUndoThenRedoIsNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := sceneAt(t, rapid.SampledFrom([]model.Activity{method.Gather, method.Cluster, method.Define, method.Commit}).Draw(rt, "at"))
		for range rapid.IntRange(1, 10).Draw(rt, "commands") {
			by, c := anyCommand(rt, s.b)
			_, _ = s.try(by, c) // refusals are as good
		}
		if s.b.CanUndo(s.asa) {
			before := s.b.Document(model.Host)
			if _, err := s.try(s.asa, model.Undo{}); err == nil {
				if _, err := s.try(s.asa, model.Redo{}); err != nil {
					rt.Fatalf("what was undone cannot be done again: %v", err)
				}
				after := s.b.Document(model.Host)
				after.Events = before.Events
				if !reflect.DeepEqual(before, after) {
					rt.Fatal("undo and redo left another board")
				}
			}
		}
	})
}

// TestASecretVoteLeaksNothing runs two meetings that differ only in what one
// person votes, and holds that nobody can see a difference until the close.
func TestASecretVoteLeaksNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		one, two := sceneAt(t, method.Vote), sceneAt(t, method.Vote)
		which := []model.ItemID{one.idea, one.other, one.cluster}
		a := rapid.SampledFrom(which).Draw(rt, "in one")
		b := rapid.SampledFrom(which).Draw(rt, "in the other")
		one.must(one.asa, ballot(one, 1, a, 1))
		two.must(two.asa, ballot(two, 1, b, 1))
		for _, v := range []model.Actor{model.Host, one.bo, {Role: model.Observer}} {
			x, _ := one.b.Document(v).JSON()
			y, _ := two.b.Document(v).JSON()
			if string(x) != string(y) {
				rt.Fatalf("a %s sees a difference:\n%s\n%s", v.Role, x, y)
			}
		}
		if _, ok := one.b.OpenRound().Result(); ok {
			rt.Fatal("the result can be had")
		}
	})
}
