package model_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// room is a vote of n people, of whom each has chosen a sector when joining.
type ballotRoom struct {
	*workshop
	ids     []model.ItemID
	voters  []model.Actor
	sectors []model.Sector // when the vote opened
	laid    [][]model.Dot
}

// votingRoom lets people join, opens a secret vote with what it keeps, and has
// all vote.
func votingRoom(t *testing.T, rt *rapid.T, keep model.Keep) *ballotRoom {
	w := &ballotRoom{workshop: newWorkshop(t, "colab")}
	for i := range rapid.IntRange(3, 24).Draw(rt, "voters") {
		s := rapid.SampledFrom(model.Sectors[:]).Draw(rt, "sector")
		w.voters = append(w.voters, w.join("Person "+string(rune('A'+i)), s))
		w.sectors = append(w.sectors, s)
	}
	w.enter(method.Gather)
	for _, text := range []string{"A", "B", "C", "D"} {
		w.ids = append(w.ids, w.must(model.Host, model.AddIdea{Text: text}))
	}
	w.must(model.Host, model.Reveal{})
	w.must(model.Host, model.OpenRound{Candidates: w.ids, Dots: 3, Keep: keep})
	for i, v := range w.voters {
		var dots []model.Dot
		for left, at := 3, 0; left > 0 && at < len(w.ids); at++ {
			if n := rapid.IntRange(0, left).Draw(rt, "dots"); n > 0 {
				dots, left = append(dots, model.Dot{ID: w.ids[at], N: n}), left-n
			}
		}
		w.laid = append(w.laid, dots)
		w.must(v, model.CastBallot{Voter: model.Token{1, byte(i)}, Dots: dots, After: model.AfterAny})
	}
	return w
}

// parts are the sets of voters whose ballots are added up in what is published:
// the room, each group of sectors, and what is left when groups are taken away.
func (w *ballotRoom) parts(t *rapid.T, d model.Document) [][]int {
	var all []int
	for i, dots := range w.laid {
		if len(dots) > 0 {
			all = append(all, i)
		}
	}
	parts := [][]int{all}
	groups := d.Rounds[0].Sectors
	for pick := 1; pick < 1<<len(groups); pick++ { // every sum of groups, and what is left beside it
		in, out := []int{}, []int{}
		for _, i := range all {
			chosen := slices.ContainsFunc(groups, func(g model.SectorTally) bool {
				return slices.Contains(g.Sectors, w.sectors[i]) && pick>>slices.IndexFunc(groups, func(o model.SectorTally) bool { return slices.Equal(o.Sectors, g.Sectors) })&1 == 1
			})
			if chosen {
				in = append(in, i)
			} else {
				out = append(out, i)
			}
		}
		parts = append(parts, in, out)
	}
	for _, g := range groups {
		n := 0
		for _, i := range all {
			if slices.Contains(g.Sectors, w.sectors[i]) {
				n++
			}
		}
		if n != g.Voters {
			t.Fatalf("a group of %v has %d voters, its sums are of %d", g.Sectors, n, g.Voters)
		}
	}
	return parts
}

// Curious colluders: up to three who know their own ballots take them from
// everything that is published, and sum and subtract as they like. What is left
// is never one other person's ballot, unless the room's own total says it, as
// when all but one of a room collude. They may change their sectors while the
// vote goes on.
func TestThreeWhoTellEachOtherReadNobodysBallot(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		keep := rapid.SampledFrom([]model.Keep{model.KeepBallots, model.KeepSums}).Draw(rt, "keeps")
		w := votingRoom(t, rt, keep)
		var colluders []int
		for range rapid.IntRange(1, 3).Draw(rt, "colluders") {
			i := rapid.IntRange(0, len(w.voters)-1).Draw(rt, "colluder")
			colluders = append(colluders, i)
			p := w.b.Person(w.voters[i].Person)
			_, _ = w.try(w.voters[i], model.JoinPerson{
				Key: p.Key, Name: p.Name, Role: model.Participant,
				Sector: rapid.SampledFrom(model.Sectors[:]).Draw(rt, "sector now"),
			})
		}
		w.must(model.Host, model.CloseRound{})
		d := w.b.Document(model.Host)
		e := d.Rounds[0]
		if len(e.Ballots) > 0 && len(e.Sectors) > 0 {
			rt.Fatal("both ballots and sums by sector are published")
		}
		if e.Cast < model.MinGroup && len(e.Results)+len(e.Ballots)+len(e.Sectors) > 0 {
			rt.Fatalf("%d ballots show a result", e.Cast)
		}
		if e.Cast < model.MinGroup {
			return
		}
		for n, part := range w.parts(rt, d) {
			others := slices.DeleteFunc(slices.Clone(part), func(i int) bool { return slices.Contains(colluders, i) })
			if n > 0 && len(others) == 1 {
				rt.Fatalf("%v of %v read the ballot of %v: %+v", colluders, part, others, e.Sectors)
			}
		}
		w.holdLog(rt, keep)
	})
}

// holdLog holds that the log, and so database, backups and bundles, has no more
// of the vote than the export, and documents no more either.
func (w *ballotRoom) holdLog(rt *rapid.T, keep model.Keep) {
	open := w.b.LastRound()
	closing := 0
	for _, r := range w.log {
		raw, err := model.EncodeRecord(r)
		if err != nil {
			rt.Fatal(err)
		}
		if _, cast := r.Event.(model.BallotCast); cast && strings.Contains(string(raw), "sector") {
			rt.Fatalf("a ballot names a sector: %s", raw)
		}
		e, closed := r.Event.(model.RoundClosed)
		if !closed {
			continue
		}
		closing++
		if keep == model.KeepBallots && (len(e.Sectors) > 0 || len(e.Sums) > 0) || keep == model.KeepSums && open.Ballots() != nil {
			rt.Fatalf("the close keeps more than %s: %s", keep, raw)
		}
		var fields map[string]any
		if json.Unmarshal(raw, &fields) != nil {
			rt.Fatal("not JSON")
		}
	}
	if closing != 1 {
		rt.Fatalf("closed %d times", closing)
	}
	if md := report.Markdown(w.b, model.Host, i18n.For("en")); keep == model.KeepBallots && strings.Contains(md, "Dots by sector") {
		rt.Fatal("the document has sums by sector of a vote that keeps ballots")
	}
}

// Two colluders who go to a lone voter's sector while the vote is open do not
// make a group of three with them.
func TestTheSectorOfAVoterIsThatOfTheOpening(t *testing.T) {
	w := newWorkshop(t, "colab")
	var voters []model.Actor
	for i := range 13 {
		s := model.CivilSociety
		if i >= 6 {
			s = model.PublicSector
		}
		if i == 12 {
			s = model.Academia // alone
		}
		voters = append(voters, w.join("Person "+string(rune('A'+i)), s))
	}
	w.enter(method.Gather)
	a, b := w.must(voters[0], model.AddIdea{Text: "A"}), w.must(voters[0], model.AddIdea{Text: "B"})
	w.must(model.Host, model.Reveal{})
	vote := func() *model.Round {
		w.must(model.Host, model.OpenRound{Candidates: []model.ItemID{a, b}, Dots: 1})
		late := w.join(fmt.Sprint("Late ", len(w.b.People())%7), model.Business)
		for i, v := range append(slices.Clone(voters), late) {
			w.must(v, model.CastBallot{Voter: model.Token{1, byte(i)}, Dots: []model.Dot{{ID: []model.ItemID{a, b}[i%2], N: 1}}})
		}
		for _, v := range voters[:5] {
			p := w.b.Person(v.Person)
			w.must(v, model.JoinPerson{Key: p.Key, Name: p.Name, Sector: model.Academia, Role: model.Participant})
		}
		w.must(model.Host, model.CloseRound{})
		return w.b.LastRound()
	}
	first, second := vote(), vote()
	if g := first.Sectors; len(g) != 2 || g[0].Voters+g[1].Voters != 14 || slices.Equal(g[1].Sectors, []model.Sector{model.Academia}) {
		t.Errorf("in the vote when they changed, the groups are %+v", g)
	}
	if g := second.Sectors; !slices.ContainsFunc(g, func(g model.SectorTally) bool {
		return slices.Contains(g.Sectors, model.Academia) && g.Voters >= 6
	}) {
		t.Errorf("in the next vote, the groups are %+v", g)
	}
}

// A group whose voters all voted alike is not shown by itself.
func TestASectorThatVotesAlikeIsNotShownAlone(t *testing.T) {
	w := newWorkshop(t, "colab")
	var voters []model.Actor
	for i := range 15 {
		voters = append(voters, w.join("Person "+string(rune('A'+i)), model.Sectors[i/5]))
	}
	w.enter(method.Gather)
	a, b := w.must(voters[0], model.AddIdea{Text: "A"}), w.must(voters[0], model.AddIdea{Text: "B"})
	w.must(model.Host, model.Reveal{})
	w.must(model.Host, model.OpenRound{Candidates: []model.ItemID{a, b}, Dots: 1})
	for i, v := range voters {
		id := a
		if i >= 5 && i%2 == 0 {
			id = b
		}
		w.must(v, model.CastBallot{Voter: model.Token{1, byte(i)}, Dots: []model.Dot{{ID: id, N: 1}}})
	}
	w.must(model.Host, model.CloseRound{})
	for _, g := range w.b.LastRound().Sectors {
		if len(g.Dots) == 1 {
			t.Errorf("all of %v are told to have voted alike: %+v", g.Sectors, g)
		}
	}
	if len(w.b.LastRound().Sectors) != 2 {
		t.Errorf("groups %+v", w.b.LastRound().Sectors)
	}
}
