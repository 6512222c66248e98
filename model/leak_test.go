package model_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// Twins are two meetings in which the same happens but for one secret. Those
// who may not know it must not be able to tell them apart: by anything that a board
// gives them, by any document, or by what is answered.
type twins struct {
	t        *rapid.T
	one, two *scene
	done     int
}

// looks reports whether it is time to look: after the last of a number of
// commands, since looking takes long. Any number comes up.
func (w *twins) looks(last int) bool {
	w.done++
	return w.done == last
}

// do does something in both, with the secret in its own form in each.
func (w *twins) do(by1, by2 model.Actor, c1, c2 model.Command) {
	_, err1 := w.one.try(by1, c1)
	_, err2 := w.two.try(by2, c2)
	if fmt.Sprint(err1) != fmt.Sprint(err2) {
		w.t.Fatalf("%#v is answered %v in one and %v in the other", c1, err1, err2)
	}
}

// same holds that nobody of some sees a difference, and one of them none in the
// documents either.
func (w *twins) same(viewers ...model.Actor) {
	reader := rapid.IntRange(0, len(viewers)-1).Draw(w.t, "reader")
	for i, v := range viewers {
		one, two := given(w.t, w.one.b, v), given(w.t, w.two.b, v)
		if i == reader {
			maps.Copy(one, documents(w.t, w.one.b, v))
			maps.Copy(two, documents(w.t, w.two.b, v))
		}
		for what, text := range one {
			if text != two[what] {
				w.t.Fatalf("%+v sees a difference in %s:\n%s\n%s", v, what, text, two[what])
			}
		}
	}
}

// given is all that somebody is given of a board but documents, by what it is.
func given(t rapid.TB, b *model.Board, v model.Actor) map[string]string {
	asText := func(x any) string {
		raw, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	texts := func(ideas []*model.Idea) (all []string) {
		for _, i := range ideas {
			all = append(all, fmt.Sprint(i.ID, i.Text, i.Sector, i.Cluster, i.Goals, i.Parked, i.Hidden))
			for _, part := range b.Parts(i.ID) {
				all = append(all, part.Text)
			}
		}
		return all
	}
	out := map[string]string{
		"the export": asText(b.Document(v)), "the lineage": asText(b.Lineage(v)), "the line in lists": asText(b.Summarize()),
		"the cards": asText(texts(b.Ideas(v))), "the parking lot": asText(texts(b.ParkingLot(v))),
		"what can be voted on": asText(b.Votable()), "the goals": asText(b.GoalProfile(v)), "the targets": asText(b.TargetProfile(v)),
		"what can be undone": fmt.Sprint(b.CanUndo(v), b.CanRedo(v)),
	}
	if v.Role == model.Facilitator {
		swept, _ := b.Swept(model.Sweep{Here: true}, nil)
		_, items := b.Swept(model.Sweep{Here: true, Wrote: true}, nil)
		out["whom and what a sweep takes"] = fmt.Sprint(swept, items)
	}
	groups, votes, notes := "", "", ""
	for _, g := range b.Groups(v) {
		if g.Cluster != nil { // who made it the screens do not ask
			groups += fmt.Sprint(g.Cluster.ID, g.Cluster.Title, g.Cluster.Goals)
		}
		groups += asText(texts(g.Ideas))
	}
	for _, r := range b.Rounds().All() {
		res, ok := r.Result()
		votes += fmt.Sprint(asText(res), ok, r.Cast(), asText(r.Ballots()), asText(b.ShownCandidates(v, r)), asText(r.Order(v.Person)), asText(r.Sectors))
	}
	for _, ph := range b.Phases() {
		total, sectors := b.IdeaCount(ph.ID)
		shares, n, of := b.Written(ph.ID)
		notes += asText(texts(b.Notes(v, ph.ID))) + fmt.Sprint(total, sectors, shares, n, of)
	}
	out["the groups"], out["the votes"], out["the phases"] = groups, votes, notes
	return out
}

// documents is what somebody is given as files.
func documents(t rapid.TB, b *model.Board, v model.Actor) map[string]string {
	w := i18n.For("sv")
	out := map[string]string{"the document": report.Markdown(b, v, w)}
	for what, make := range map[string]func() ([]byte, error){
		"the page":  func() ([]byte, error) { return report.HTML(b, v, w) },
		"the paper": func() ([]byte, error) { return report.Word(b, v, w) },
		"the mail":  func() ([]byte, error) { return []byte(report.Summary(b, v, w, nil)), nil },
		"the table": func() ([]byte, error) { return report.CSV(b, v, i18n.For("sv")) },
	} {
		raw, err := make()
		if err != nil {
			t.Fatal(err)
		}
		out[what] = string(raw)
	}
	return out
}

// onlookers are those who look on: an observer, a participant, somebody who was never
// there and who has only connected. The facilitator is asked for by itself.
func onlookers(s *scene) []model.Actor {
	return []model.Actor{
		{Role: model.Observer}, s.cleo, {Person: 99, Role: model.Participant}, {Role: model.Participant}, {},
	}
}

// Ballots: until the close nobody, the facilitator and the other voters
// included, sees what anybody voted.
func TestOpenVotesLookTheSameWhateverIsVoted(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := &twins{t: rt, one: sceneAt(t, method.Vote), two: sceneAt(t, method.Vote)}
		open := w.one.b.OpenRound().ID
		commands := rapid.IntRange(1, 25).Draw(rt, "commands")
		for range commands {
			by, c := anyCommand(rt, w.one.b)
			if rapid.Bool().Draw(rt, "votes") {
				by, c = w.one.bo, ballot(w.one, byte(rapid.IntRange(1, 4).Draw(rt, "voter")),
					rapid.SampledFrom([]model.ItemID{w.one.idea, w.one.other, w.one.cluster}).Draw(rt, "on"), rapid.IntRange(1, 2).Draw(rt, "dots"))
			}
			other := c
			if cast, ok := c.(model.CastBallot); ok {
				other = w.otherBallot(cast)
			}
			w.do(by, by, c, other)
			if r := w.one.b.Round(open); !r.IsOpen() {
				return // now it may show
			}
			if w.looks(commands) {
				w.same(append(onlookers(w.one), model.Host, w.one.asa, w.one.bo)...)
			}
		}
	})
}

// otherBallot gives each dot to the candidate after the one it was for.
func (w *twins) otherBallot(c model.CastBallot) model.CastBallot {
	next := map[model.ItemID]model.ItemID{w.one.idea: w.one.other, w.one.other: w.one.cluster, w.one.cluster: w.one.idea}
	dots := make([]model.Dot, len(c.Dots))
	for i, d := range c.Dots {
		if to, ok := next[d.ID]; ok {
			d.ID = to
		}
		dots[i] = d
	}
	c.Dots = dots
	return c
}

// Cards: until the reveal only its author and the facilitator know what it
// says, and a card that is hidden before it stays so.
func TestCardsThatAreKeptLookTheSameWhateverTheySay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := &twins{t: rt, one: sceneAt(t, method.Gather), two: sceneAt(t, method.Gather)}
		n := 0
		secret := func(c model.Command) (one, two model.Command) {
			n++
			a, b := fmt.Sprintf("hemlig-a-%d", n), fmt.Sprintf("hemlig-b-%d", n)
			switch x := c.(type) {
			case model.AddIdea:
				y := x
				x.Text, y.Text = a, b
				return x, y
			case model.EditIdea:
				y := x
				x.Text, y.Text = a, b
				return x, y
			}
			return c, c
		}
		one, two := secret(model.EditIdea{ID: w.one.idea})
		w.do(w.one.asa, w.two.asa, one, two)
		commands := rapid.IntRange(1, 40).Draw(rt, "commands")
		for range commands {
			by, c := anyCommand(rt, w.one.b)
			if rapid.Bool().Draw(rt, "near the secret") {
				a := rapid.SampledFrom(nearCards(w.one, n)).Draw(rt, "act")
				by, c = a.by, a.c
			}
			one, two := c, c
			if ph := w.one.b.Phase(); (by == w.one.asa || by == w.one.bo) && ph != nil && !ph.Revealed() {
				one, two = secret(c)
			}
			w.do(by, by, one, two)
			if w.read() {
				return // now everybody may know
			}
			if w.looks(commands) {
				w.same(onlookers(w.one)...)
			}
		}
	})
}

// act is what somebody does.
type act struct {
	by model.Actor
	c  model.Command
}

// nearCards is what touches a card that is kept: hidden, rewritten, revealed.
func nearCards(s *scene, n int) []act {
	host := model.Host
	return []act{
		{host, model.HideIdea{ID: s.idea, Hidden: true}}, {host, model.EditIdea{ID: s.idea, Text: fmt.Sprint("öppet ", n)}},
		{host, model.Reveal{}}, {host, model.Next{}}, {host, model.OpenRound{Dots: 2}}, {host, model.CloseRound{}},
		{s.asa, model.EditIdea{ID: s.idea}}, {s.asa, model.AddIdea{}}, {s.asa, model.RemoveIdea{ID: s.idea}}, {s.asa, model.Undo{}},
		{s.asa, model.ParkIdea{ID: s.idea, Parked: true}}, {host, model.MergeIdeas{Into: s.other, From: []model.ItemID{s.idea}}},
	}
}

// nearAuthors is what one of two does that a name could be left on.
func nearAuthors(s *scene, dan model.Actor) (all []act) {
	for _, by := range []model.Actor{s.asa, dan} {
		for _, c := range []model.Command{
			model.AddIdea{Text: "Verktygspool"}, model.EditIdea{ID: s.idea, Text: "Pool"}, model.CreateCluster{Title: "Ting", Ideas: []model.ItemID{s.idea}},
			model.AskQuestion{Text: "Hur då?", Cluster: s.cluster}, model.SupportQuestion{ID: s.question, Support: true},
			model.EditQuestion{ID: s.question, Text: "Hur delar vi mer?"}, model.MakeCommitment{What: "Ringer", Who: "Bo"},
			model.Rate{Score: 3, Text: "Bra"},
		} {
			all = append(all, act{by, c})
		}
	}
	return all
}

// read reports whether a secret card is for everybody to read.
func (w *twins) read() bool {
	for _, i := range w.one.b.AllIdeas().All() {
		ph := w.one.b.PhaseByID(i.Phase)
		if strings.HasPrefix(i.Text, "hemlig-") && !i.Hidden && (ph == nil || ph.Revealed()) {
			return true
		}
	}
	return false
}

// Authors: in an anonymous workshop nobody, the facilitator included, can tell
// which of two of the same sector did what, nor which of two whose sectors are
// not told since few are of them.
func TestAnonymousWorkLooksTheSameWhoeverDidIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		at := rapid.SampledFrom([]model.Activity{method.Gather, method.Cluster, method.Define, method.Commit}).Draw(rt, "at")
		w := &twins{t: rt, one: seated(t), two: seated(t)}
		var dan model.Actor
		sector := rapid.SampledFrom(model.Sectors[:]).Draw(rt, "Dan's sector")
		crowd := rapid.SliceOfN(rapid.SampledFrom(model.Sectors[:]), 0, 12).Draw(rt, "others")
		for _, s := range []*scene{w.one, w.two} {
			s.must(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
			for n, other := range crowd {
				s.join(fmt.Sprint("Gäst ", n), other)
			}
			dan = s.join("Dan", sector)
			told := s.b.SectorsOfPeople()
			if of := told.Told(sector); of != told.Told(model.Academia) {
				s.must(dan, model.JoinPerson{Key: "key-Dan", Name: "Dan", Sector: model.Academia, Role: model.Participant})
			}
		}
		w.two.asa = dan // who does in the other what she does in the one
		w.one.reach(at)
		w.two.reach(at)
		swap := map[model.Actor]model.Actor{w.one.asa: dan, dan: w.one.asa}
		commands := rapid.IntRange(1, 30).Draw(rt, "commands")
		for range commands {
			by, c := anyCommand(rt, w.one.b)
			if !unnamed(c) || rapid.Bool().Draw(rt, "near the secret") {
				a := rapid.SampledFrom(nearAuthors(w.one, dan)).Draw(rt, "act")
				by, c = a.by, a.c
			}
			other, swapped := swap[by]
			if !swapped {
				other = by
			}
			w.do(by, other, c, c)
			if w.looks(commands) {
				w.same(append(onlookers(w.one), model.Host, w.one.bo)...)
			}
		}
	})
}

// unnamed reports whether a command is of those by which nobody is known. By the
// rest it shows who did it: who is here, wants to speak, is ready, or votes.
func unnamed(c model.Command) bool {
	switch c.(type) {
	case model.AddIdea, model.EditIdea, model.RemoveIdea, model.HideIdea, model.ParkIdea, model.MoveIdea, model.MergeIdeas,
		model.TagItem, model.CreateCluster, model.RenameCluster, model.MergeClusters, model.RemoveCluster,
		model.AskQuestion, model.EditQuestion, model.MarkQuestion, model.SupportQuestion, model.RemoveQuestion,
		model.MakeCommitment, model.EditCommitment, model.WithdrawCommitment, model.Rate,
		model.Next, model.Back, model.Reveal:
		return true
	}
	return false
}
