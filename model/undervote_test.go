package model_test

import (
	"errors"
	"fmt"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// ballotPaper is a board on which everything that can be voted on is, all at once.
type ballotPaper struct {
	*scene
	part, loose, question, free model.ItemID // part is in the idea, loose in no cluster, free under no vote
}

func underVote(t *testing.T) *ballotPaper {
	t.Helper()
	v := &ballotPaper{scene: sceneAt(t, method.Cluster)}
	v.must(model.Host, model.Reveal{})
	v.loose = v.must(model.Host, model.AddIdea{Text: "Lagarkafé"})
	v.part = v.must(model.Host, model.AddIdea{Text: "Kafé för lagning"})
	v.must(model.Host, model.MergeIdeas{Into: v.loose, From: []model.ItemID{v.part}})
	v.free = v.must(model.Host, model.AddIdea{Text: "Bredvid"})
	v.question = v.must(model.Host, model.AskQuestion{Text: "Vem äger verktygen?"})
	v.must(model.Host, model.OpenRound{Candidates: []model.ItemID{v.cluster, v.loose, v.question}, Dots: 2})
	v.must(v.asa, ballot(v.scene, 1, v.loose, 1))
	return v
}

// Nobody, not even who leads, takes anything from what people lay their dots on or
// words it anew; once the vote has closed all of it can be done.
func TestNothingUnderAVoteIsTakenAwayByWhoLeads(t *testing.T) {
	for about, c := range map[string]struct {
		do   func(*ballotPaper) model.Command
		want error
	}{
		"an idea is deleted":     {func(v *ballotPaper) model.Command { return model.RemoveIdea{ID: v.loose} }, model.ErrCandidateIdea},
		"an idea in a cluster":   {func(v *ballotPaper) model.Command { return model.RemoveIdea{ID: v.idea} }, model.ErrCandidateIdea},
		"an idea is parked":      {func(v *ballotPaper) model.Command { return model.ParkIdea{ID: v.loose, Parked: true} }, model.ErrCandidateIdea},
		"an idea is worded anew": {func(v *ballotPaper) model.Command { return model.EditIdea{ID: v.loose, Text: "Annat"} }, model.ErrCandidateIdea},
		"an idea goes into another": {func(v *ballotPaper) model.Command {
			return model.MergeIdeas{Into: v.free, From: []model.ItemID{v.loose}}
		}, model.ErrCandidateIdea},
		"an idea leaves its cluster": {func(v *ballotPaper) model.Command { return model.MoveIdea{ID: v.idea} }, model.ErrCandidate},
		"an idea goes to a new cluster": {func(v *ballotPaper) model.Command {
			return model.CreateCluster{Title: "Ny", Ideas: []model.ItemID{v.idea}}
		}, model.ErrCandidate},
		"a cluster is dissolved":       {func(v *ballotPaper) model.Command { return model.RemoveCluster{ID: v.cluster} }, model.ErrCandidate},
		"a cluster gets another title": {func(v *ballotPaper) model.Command { return model.RenameCluster{ID: v.cluster, Title: "Annat"} }, model.ErrCandidate},
		"a cluster goes into another": {func(v *ballotPaper) model.Command {
			into := v.must(model.Host, model.CreateCluster{Title: "Ny"})
			return model.MergeClusters{Into: into, From: []model.ItemID{v.cluster}}
		}, model.ErrCandidate},
		"a question is deleted": {func(v *ballotPaper) model.Command { return model.RemoveQuestion{ID: v.question} }, model.ErrCandidate},
		"a question is worded anew": {func(v *ballotPaper) model.Command {
			return model.EditQuestion{ID: v.question, Text: "Vem lånar verktygen?"}
		}, model.ErrCandidate},
	} {
		v := underVote(t)
		command := c.do(v)
		v.refuse(model.Host, command, c.want)
		v.must(model.Host, model.CloseRound{})
		if _, err := model.Decide(v.b, model.Host, command, v.now); err != nil {
			t.Errorf("%s: when the vote has closed: %v", about, err)
		}
	}
}

// What is hidden while people vote keeps its place and its dots; hiding it, what
// is laid beside the vote and what goes into a candidate can be undone.
func TestWhatCanBeDoneUnderAVoteCanBeUndone(t *testing.T) {
	for about, c := range map[string]func(*ballotPaper) model.Command{
		"hidden":       func(v *ballotPaper) model.Command { return model.HideIdea{ID: v.loose, Hidden: true} },
		"goals":        func(v *ballotPaper) model.Command { return model.TagItem{ID: v.loose, Goals: []int{12}} },
		"chosen":       func(v *ballotPaper) model.Command { return model.ChooseQuestion{ID: v.question, Chosen: true} },
		"moved beside": func(v *ballotPaper) model.Command { return model.ParkIdea{ID: v.free, Parked: true} },
		"sorted into a new heap": func(v *ballotPaper) model.Command {
			return model.CreateCluster{Title: "Ny", Ideas: []model.ItemID{v.loose}}
		},
	} {
		v := underVote(t)
		v.must(model.Host, c(v))
		if !v.b.CanUndo(model.Host) {
			t.Errorf("%s: undo is not offered", about)
		}
		v.must(model.Host, model.Undo{})
		v.must(model.Host, model.Redo{})
		v.must(model.Host, model.CloseRound{})
	}
	v := underVote(t)
	v.must(model.Host, model.HideIdea{ID: v.loose, Hidden: true})
	v.must(v.asa, ballot(v.scene, 1, v.loose, 2)) // she can still move her dots
	for _, into := range []model.Command{model.MoveIdea{ID: v.free, Cluster: v.cluster}, model.MergeIdeas{Into: v.loose, From: []model.ItemID{v.free}}} {
		v := underVote(t)
		v.must(model.Host, into)
		v.refuse(model.Host, model.Undo{}, model.ErrCandidate) // it is part of it now
	}
	v = underVote(t)
	v.must(model.Host, model.CloseRound{})
	v.must(model.Host, model.RemoveIdea{ID: v.loose})
	v.must(model.Host, model.Undo{})
	v.must(model.Host, model.OpenRound{Candidates: []model.ItemID{v.cluster, v.loose}, Dots: 2})
	if _, err := model.Decide(v.b, model.Host, model.Redo{}, v.now); !errors.Is(err, model.ErrCandidate) {
		t.Errorf("a deletion is done again under a vote: %v", err)
	}
}

// A card that is worded anew and then hidden is hidden in the votes that were
// held before, too.
func TestWhatIsHiddenIsHiddenAsItWas(t *testing.T) {
	v := underVote(t)
	v.must(model.Host, model.CloseRound{})
	v.must(model.Host, model.EditIdea{ID: v.idea, Text: "Något annat"})
	shown := func() []string { return v.b.ShownCandidates(v.asa, v.b.LastRound())[0].Detail }
	if got := shown(); len(got) != 1 || got[0] != "Verktygspool" {
		t.Fatalf("the cluster was voted on with %q", got)
	}
	v.must(model.Host, model.HideIdea{ID: v.idea, Hidden: true})
	if got := shown(); len(got) != 0 {
		t.Errorf("hidden, the vote still shows %q", got)
	}
}

// TestHidingOneCardHidesNoOther holds that a candidate stays to be read when a card
// of somebody else's is hidden that says, or said, the same; that what was merged into
// a hidden card goes with it; and that a cluster which was called by its first card
// is called by its next, and one with a title of its own keeps that.
func TestHidingOneCardHidesNoOther(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	add := func(text string) model.ItemID { return s.must(model.Host, model.AddIdea{Text: text}) }
	own, twin, former := add("Sopsortering"), add("Sopsortering"), add("Sopsortering")
	s.must(model.Host, model.EditIdea{ID: former, Text: "Något elakt"})
	whole, part := add("Hel"), add("Del")
	s.must(model.Host, model.MergeIdeas{Into: whole, From: []model.ItemID{part}})
	first, second := add("Första"), add("Andra")
	unnamed := s.must(model.Host, model.CreateCluster{Ideas: []model.ItemID{first, second}})
	third := add("Tredje")
	named := s.must(model.Host, model.CreateCluster{Title: "Tredje", Ideas: []model.ItemID{third}})
	s.reach(method.Vote)
	s.must(model.Host, model.CloseRound{})
	about := s.must(model.Host, model.AskQuestion{Text: "Varför?", Cluster: named})
	s.must(model.Host, model.OpenRound{Candidates: []model.ItemID{own, whole, unnamed, named, about}, Dots: 2})
	for _, id := range []model.ItemID{twin, former, whole, first, third} {
		s.must(model.Host, model.HideIdea{ID: id, Hidden: true})
	}
	want := map[model.ItemID]string{own: "Sopsortering []", whole: " []", unnamed: "Andra [Andra]", named: "Tredje []", about: "Varför? [Tredje]"}
	for _, c := range s.b.ShownCandidates(s.asa, s.b.OpenRound()) {
		if got := fmt.Sprint(c.Title, " ", c.Detail); got != want[c.ID] {
			t.Errorf("candidate %d is %q, want %q", c.ID, got, want[c.ID])
		}
	}
}
