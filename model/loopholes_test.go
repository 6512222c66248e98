package model_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// changed gives the agenda with the current phase changed by f.
func (w *workshop) changed(f func(*model.Phase)) model.ChangeAgenda {
	var c model.ChangeAgenda
	for _, ph := range w.b.Phases() {
		p := *ph
		if p.ID == w.b.Phase().ID {
			f(&p)
		}
		c.Phases = append(c.Phases, p)
	}
	return c
}

func TestACardIsNotRemovedThroughAnother(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	s.must(s.asa, model.MergeIdeas{Into: s.idea, From: []model.ItemID{s.other}})
	s.refuse(s.asa, model.RemoveIdea{ID: s.idea}, model.ErrHoldsOthers)
	s.refuse(s.bo, model.RemoveIdea{ID: s.other}, model.ErrPartOf) // his own, in hers
	s.refuse(s.bo, model.EditIdea{ID: s.other, Text: "Virke"}, model.ErrPartOf)
	s.refuse(s.cleo, model.RemoveIdea{ID: s.other}, model.ErrNoSuchItem)
	s.must(model.Host, model.HideIdea{ID: s.idea, Hidden: true})
	s.refuse(s.bo, model.RemoveIdea{ID: s.other}, model.ErrNoSuchItem) // what is hidden is not named
	s.must(model.Host, model.RemoveIdea{ID: s.idea})
}

func TestACardIsNotMergedOutOfSight(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	again := method.Phase{Activity: method.Gather, Settings: method.Settings{Reveal: method.RevealOwn}}
	cluster := method.Phase{Activity: method.Cluster}
	s.must(model.Host, model.ChangeAgenda{Phases: append(s.changed(func(*model.Phase) {}).Phases, model.Phase{Phase: again}, model.Phase{Phase: cluster})})
	last := s.b.Phases()[len(s.b.Phases())-2:]
	s.must(model.Host, model.EnterPhase{Phase: last[0].ID})
	secret := s.must(s.asa, model.AddIdea{Text: "Ännu hemlig"})
	s.must(model.Host, model.EnterPhase{Phase: last[1].ID})
	s.refuse(s.asa, model.MergeIdeas{Into: secret, From: []model.ItemID{s.other}}, model.ErrNoSuchItem)

	// What a facilitator merges keeps its secret too.
	s.must(model.Host, model.MergeIdeas{Into: s.other, From: []model.ItemID{secret}})
	hidden := s.must(model.Host, model.AddIdea{Text: "Dold"})
	s.must(model.Host, model.HideIdea{ID: hidden, Hidden: true})
	s.must(model.Host, model.MergeIdeas{Into: s.other, From: []model.ItemID{hidden}})
	if parts := s.b.Parts(s.other); len(parts) != 0 {
		t.Errorf("cards that nobody may read are shown as parts: %q", parts[0].Text)
	}
	s.must(model.Host, model.OpenRound{Candidates: []model.ItemID{s.other, s.idea}})
	for _, c := range s.b.OpenRound().Candidates {
		if len(c.Detail) > 0 {
			t.Errorf("cards that nobody may read are voted on: %q", c.Detail)
		}
	}
	raw, err := s.b.Document(s.cleo).JSON()
	if err != nil || strings.Contains(string(raw), "Ännu hemlig") || strings.Contains(string(raw), "Dold") {
		t.Errorf("cards that nobody may read are exported (%v)", err)
	}
}

func TestUndoAndRedoKeepToThePhase(t *testing.T) {
	s := sceneAt(t, method.Gather)
	late := s.must(s.asa, model.AddIdea{Text: "Spar på denna"})
	s.must(s.asa, model.Undo{})
	s.must(model.Host, s.changed(func(ph *model.Phase) { ph.AtEnd, ph.Minutes = method.AtEndLock, 12 }))
	s.now = s.now.Add(13 * time.Minute)
	s.refuse(s.asa, model.Redo{}, model.ErrPhaseOver)
	s.refuse(s.asa, model.Undo{}, model.ErrPhaseOver)
	if !s.b.Idea(late).Removed {
		t.Error("a card was laid after the time was up")
	}
	if !s.b.CanUndo(s.asa) || !s.b.CanRedo(s.asa) {
		t.Error("in the phase she could, but for the time")
	}
	s.enter(method.Vote)
	s.refuse(s.asa, model.Undo{}, model.ErrWrongPhase)
	if s.b.CanUndo(s.asa) || s.b.CanRedo(s.asa) {
		t.Error("what was done in an earlier phase is offered to be undone")
	}
	s.must(model.Host, model.AddIdea{Text: "processledaren får"})
	s.must(model.Host, model.Next{})
	s.must(model.Host, model.Undo{})
}

func TestWhoOnlyWatchesHasNothingToUndo(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	s.must(model.Host, model.AddIdea{Text: "Processledarens"})
	if watcher := (model.Actor{Role: model.Observer}); s.b.CanUndo(watcher) || s.b.CanRedo(watcher) {
		t.Error("an observer can undo what the facilitator did")
	}
}

func TestClustersNeverMergeInACircle(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	two := s.must(s.bo, model.CreateCluster{Title: "Bygga", Ideas: []model.ItemID{s.other}})
	s.must(s.asa, model.MergeClusters{Into: two, From: []model.ItemID{s.cluster}})
	s.must(s.asa, model.Undo{})
	s.must(s.bo, model.MergeClusters{Into: s.cluster, From: []model.ItemID{two}})
	s.refuse(s.asa, model.Redo{}, model.ErrMovedOn)
	if n := len(s.b.Clusters()); n != 1 {
		t.Errorf("%d clusters on the board, want 1", n)
	}
}

func TestACardIsFoundThroughAnyNumberOfMerges(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	in := s.cluster
	for range 150 {
		next := s.must(s.asa, model.CreateCluster{Title: "Nästa"})
		s.must(s.asa, model.MergeClusters{Into: next, From: []model.ItemID{in}})
		in = next
	}
	if c := s.b.ClusterOf(s.b.Idea(s.idea)); c == nil || c.ID != in {
		t.Errorf("after 150 merges the card is in %v, want %d", c, in)
	}
}

func TestShorteningAPhaseLocksIt(t *testing.T) {
	s := sceneAt(t, method.Gather)
	s.must(model.Host, s.changed(func(ph *model.Phase) { ph.AtEnd, ph.Minutes = method.AtEndLock, 12 }))
	s.must(model.Host, model.ExtendClock{By: -2 * time.Hour})
	s.refuse(s.asa, model.AddIdea{Text: "för sent"}, model.ErrPhaseOver)
	s.must(model.Host, model.ExtendClock{By: time.Minute})
	if got := s.b.Phase().Planned(); got != time.Minute {
		t.Errorf("all taken and a minute added is %v", got)
	}
	s.must(s.asa, model.AddIdea{Text: "i tid igen"})
	s.refuse(model.Host, model.ExtendClock{By: time.Microsecond}, model.ErrSettings)
}

func TestAPhaseForTheFacilitatorTakesNothingFromOthers(t *testing.T) {
	for activity, c := range map[model.Activity]model.Command{
		method.Gather: model.AddIdea{Text: "Pool"}, method.Cluster: model.CreateCluster{Title: "Pool"},
		method.Define: model.AskQuestion{Text: "Hur?"}, method.Commit: model.MakeCommitment{What: "Ringer"},
	} {
		s := sceneAt(t, activity)
		s.must(model.Host, s.changed(func(ph *model.Phase) { ph.WhoMay = method.WhoFacilitator }))
		s.refuse(s.asa, c, model.ErrNotAllowed)
		s.must(model.Host, c)
	}
}

func TestRevealShowsWhatWasForgotten(t *testing.T) {
	s := sceneAt(t, method.Gather)
	s.enter(method.Cluster)
	if n := len(s.b.Ideas(s.cleo)); n != 0 {
		t.Fatalf("Cleo sees %d ideas that were not revealed", n)
	}
	s.must(model.Host, model.Reveal{})
	if n := len(s.b.Ideas(s.cleo)); n != 2 {
		t.Errorf("after the reveal Cleo sees %d ideas, want 2", n)
	}
}

func TestPlanOfWhatIsLeft(t *testing.T) {
	s := sceneAt(t, method.Gather)
	gather := s.b.Current()
	s.now = s.now.Add(4 * time.Minute)
	s.must(model.Host, model.Back{})
	plan, _, _ := s.b.Plan(s.now)
	if got, want := plan[gather].End.Sub(plan[gather].Start), s.b.Phases()[gather].Remaining(s.now); got != want {
		t.Errorf("a phase that is come back to takes %v, its clock says %v", got, want)
	}
	s.must(model.Host, s.changed(func(ph *model.Phase) { ph.Minutes, ph.MinMinutes, ph.Steps = 0, 0, nil }))
	s.must(model.Host, model.StartClock{})
	s.now = s.now.Add(time.Hour)
	if plan, _, _ := s.b.Plan(s.now); plan[s.b.Current()].Overrun != 0 {
		t.Errorf("a phase without a time is over it by %v", plan[s.b.Current()].Overrun)
	}
	s.must(model.Host, model.EndWorkshop{})
	_, end, _ := s.b.Plan(s.now)
	if _, later, _ := s.b.Plan(s.now.Add(24 * time.Hour)); !later.Equal(end) {
		t.Errorf("an ended workshop ends at %v and a day later at %v", end, later)
	}
	if got := s.b.Phase().Elapsed(s.now.Add(-48 * time.Hour)); got < 0 {
		t.Errorf("a clock put back gives %v", got)
	}
}

func TestWhoOnlyWatchesDoesNotAct(t *testing.T) {
	s := sceneAt(t, method.Gather)
	join := model.JoinPerson{Key: "key-Vera", Name: "Vera", Role: model.Observer}
	s.must(model.Actor{Role: model.Observer}, join)
	vera := model.Actor{Person: s.b.PersonByKey("key-Vera").ID, Role: model.Participant}
	s.refuse(vera, model.AddIdea{Text: "från publiken"}, model.ErrObserver)

	join.Role, join.Sector = model.Participant, model.Academia
	s.must(model.Host, model.MoveDoor{Closed: true})
	s.refuse(vera, join, model.ErrDoorClosed)
	s.must(model.Host, model.MoveDoor{})
	s.must(vera, join)
	s.must(vera, model.AddIdea{Text: "nu med"})

	join.Role, join.Sector = model.Observer, model.NoSector
	if _, err := s.try(vera, join); err != nil {
		t.Fatal(err)
	}
	if p := s.b.Person(vera.Person); p.Sector != model.Academia || p.Role != model.Participant {
		t.Errorf("looking on took role or sector away: %+v", p)
	}
	s.refuse(vera, model.JoinPerson{Key: "x", Name: "Xi", Role: model.Observer, Sector: 200}, model.ErrSector)
}

func TestWhoWasRemovedDoesNothing(t *testing.T) {
	s := sceneAt(t, method.Commit)
	s.must(model.Host, model.RemovePerson{Person: s.bo.Person})
	for _, c := range []model.Command{
		model.FollowCommitment{ID: s.commitment, Status: model.CommitmentDone}, model.WithdrawCommitment{ID: s.commitment},
		model.MakeCommitment{What: "Ringer igen"}, model.AddIdea{Text: "P", Parked: true}, model.MoveHand{Up: true},
		model.MarkReady{Ready: true}, model.Undo{}, model.Redo{},
	} {
		s.refuse(s.bo, c, model.ErrNotJoined)
	}
}

func TestAChosenQuestionKeepsItsWords(t *testing.T) {
	s := sceneAt(t, method.Define)
	s.must(model.Host, model.ChooseQuestion{ID: s.question, Chosen: true})
	s.refuse(s.asa, model.EditQuestion{ID: s.question, Text: "Något helt annat?"}, model.ErrBacked)
	s.refuse(s.asa, model.RemoveQuestion{ID: s.question}, model.ErrBacked)
	s.refuse(s.bo, model.EditQuestion{ID: s.question, Text: "Något helt annat?"}, model.ErrNotYours)
}

func TestWhatHasGoneTakesNoGoals(t *testing.T) {
	s := sceneAt(t, method.Define)
	s.must(model.Host, model.RemoveCluster{ID: s.cluster})
	s.must(s.asa, model.TagItem{ID: s.question, Goals: []int{11, 4, 11}})
	if got := s.b.Question(s.question).Goals; !slices.Equal(got, []int{4, 11}) {
		t.Errorf("goals %v, want 4 and 11", got)
	}
	if events, err := s.try(s.asa, model.TagItem{ID: s.question, Goals: []int{4, 11}}); err != nil || len(events) != 0 {
		t.Errorf("the same goals again give %v, %v", events, err)
	}
	s.must(s.asa, model.RemoveQuestion{ID: s.question})
	for _, id := range []model.ItemID{s.cluster, s.question} {
		s.refuse(s.bo, model.TagItem{ID: id, Goals: []int{1}}, model.ErrNoSuchItem)
	}
}

func TestCategoriesAreThoseOfThePhase(t *testing.T) {
	w := newWorkshop(t, "colab")
	w.refuse(model.Host, model.AddIdea{Text: "före", Category: 1}, model.ErrSettings)
	w.refuse(model.Host, model.AddIdea{Text: "före", Author: "rad 1", Sector: 200}, model.ErrSector)
}

func TestATextChangedWithoutEndKeepsABoundedTrace(t *testing.T) {
	s := sceneAt(t, method.Gather)
	for i := range 3 * model.MaxEdits {
		s.must(s.asa, model.EditIdea{ID: s.idea, Text: "Pool " + strings.Repeat("x", 1+i%2)})
	}
	edits := s.b.Idea(s.idea).Edits
	if len(edits) != model.MaxEdits || edits[0].Was != "Verktygspool" {
		t.Errorf("%d edits, the first of %q; want %d and what was written first", len(edits), edits[0].Was, model.MaxEdits)
	}
}

func TestAnAgendaIsCleanedAndTheCallersStaysTheirs(t *testing.T) {
	dirty := []method.Phase{{Activity: method.Talk, Title: method.Text{"sv": "Prat\x1b[2J"}}}
	w := &workshop{t: t, b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	w.must(model.Host, model.CreateWorkshop{ID: "01", Title: "T", Code: "C", Phases: dirty})
	dirty[0].Title["sv"] = "Annat"
	if got := w.b.Phases()[0].Title["sv"]; got != "Prat" {
		t.Errorf("the title is %q, want Prat", got)
	}
}

func TestOnePersonCannotFillTheBoard(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	for range model.MaxEach - 2 { // an idea and a cluster are Åsa's already
		s.must(s.asa, model.CreateCluster{Title: "Mer"})
	}
	s.refuse(s.asa, model.CreateCluster{Title: "En till"}, model.ErrEach)
	s.refuse(s.asa, model.AddIdea{Text: "En till", Parked: true}, model.ErrEach)
	s.must(s.bo, model.CreateCluster{Title: "Bos"})
	s.must(model.Host, model.CreateCluster{Title: "Processledarens"})
}
