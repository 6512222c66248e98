package model_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// ended is a co-lab with a chosen and an unchosen question, three commitments
// and a parked idea.
func ended(t *testing.T) *scene {
	s := sceneAt(t, method.Commit)
	s.must(s.bo, model.MakeCommitment{What: "Bokar lokal"})
	done := s.must(s.asa, model.MakeCommitment{What: "Klart redan", Who: "Åsa"})
	s.must(s.asa, model.FollowCommitment{ID: done, Status: model.CommitmentDone})
	other := s.must(model.Host, model.AskQuestion{Text: "Vem saknas?"})
	s.must(model.Host, model.ChooseQuestion{ID: s.question, Chosen: true})
	s.must(s.bo, model.AddIdea{Text: "Nyckeln till lokalen", Parked: true})
	s.must(model.Host, model.EndWorkshop{})
	if other == 0 {
		t.Fatal("no question")
	}
	return s
}

// next is the workshop after, opened with what was left.
func next(t *testing.T, from *scene) *workshop {
	t.Helper()
	m, _ := method.Get("colab")
	w := &workshop{t: t, b: model.Empty(), now: from.now}
	agenda := m.Agenda(2)
	w.must(model.Host, model.CreateWorkshop{
		ID: "01NEXT", Title: "Träff två", Lang: "sv", Code: "NASTA", Series: "S", Number: 2, Phases: agenda, Carry: from.b.Leaves(agenda),
	})
	return w
}

func TestTheNextOpensWithWhatWasLeft(t *testing.T) {
	last := ended(t)
	w := next(t, last)
	questions, commitments := w.b.Carried()
	if len(questions) != 1 || !questions[0].Chosen || questions[0].Origin.Item != last.question {
		t.Errorf("questions %+v, want the chosen one", questions)
	}
	if len(commitments) != 2 || commitments[0].Who != "Bo" || commitments[0].Origin.Workshop != "01TEST" {
		t.Errorf("commitments %+v, want the two open ones with who made them", commitments)
	}
	parked := w.b.ParkingLot(model.Actor{Role: model.Observer})
	if len(parked) != 2 {
		t.Errorf("the idea bank has %d, want the parked idea and the question that was not chosen", len(parked))
	}
	if n := len(w.b.Ideas(model.Host)); n != 0 {
		t.Errorf("%d ideas came along that the agenda did not ask for", n)
	}
	if got := w.b.CameFrom("01TEST", last.question); got != questions[0].ID {
		t.Errorf("from the old question leads %d, want %d", got, questions[0].ID)
	}
	assertSame(t, w.b, model.Fold(w.log))
}

func TestCarryingInTwiceIsOnce(t *testing.T) {
	last := ended(t)
	w := next(t, last)
	seq := w.b.Seq
	w.must(model.Host, last.b.Leaves(nil))
	if w.b.Seq != seq {
		t.Error("the same was carried in again")
	}
	w.refuse(model.Host, model.Undo{}, model.ErrNothingToUndo)
	w.refuse(w.join("Bo", model.Business), last.b.Leaves(nil), model.ErrNotAllowed)
}

func TestOneFollowsUpOnesOwn(t *testing.T) {
	w := next(t, ended(t))
	bo, asa := w.join("bo", model.Business), w.join("Åsa", model.Academia)
	_, commitments := w.b.Carried()
	w.refuse(asa, model.FollowCommitment{ID: commitments[0].ID, Status: model.CommitmentDone}, model.ErrNotYours)
	w.must(bo, model.FollowCommitment{ID: commitments[0].ID, Status: model.CommitmentDone, Note: "De svarade ja"})
	if c := w.b.Commitment(commitments[0].ID); c.Status != model.CommitmentDone || c.Note == "" {
		t.Errorf("followed up as %+v", c)
	}
}

func TestNamesStayBehindWhereTheyWereHidden(t *testing.T) {
	last := ended(t)
	last.must(model.Host, model.ReopenWorkshop{})
	last.must(model.Host, model.DescribeWorkshop{Title: "Återbruk", Anonymous: true})
	for _, c := range last.b.Leaves(nil).Commitments {
		if c.Who != "" {
			t.Errorf("%q went along", c.Who)
		}
	}
	for _, i := range last.b.Leaves(nil).Ideas {
		if i.Author != "" {
			t.Errorf("%q went along", i.Author)
		}
	}
}

func TestPrevious(t *testing.T) {
	all := []model.Summary{
		{ID: "a", Series: "Återbruk", Node: "Lund", Number: 1}, {ID: "b", Series: "återbruk", Node: "Lund", Number: 2},
		{ID: "c", Series: "Återbruk", Node: "Svalöv", Number: 3}, {ID: "d"},
	}
	for _, c := range []struct {
		node, series string
		number       int
		want         string
	}{{"lund", "ÅTERBRUK", 3, "b"}, {"Lund", "Återbruk", 2, "a"}, {"Lund", "Återbruk", 1, ""}, {"", "Återbruk", 0, "c"}, {"", "", 0, ""}} {
		if got, _ := model.Previous(all, c.node, c.series, c.number); got.ID != c.want {
			t.Errorf("before %v: %q, want %q", c, got.ID, c.want)
		}
	}
}

// sorted is a position paper at the phase of an activity.
func sorted(t *testing.T, a model.Activity) (*workshop, model.Actor) {
	w := newWorkshop(t, "positionspapper")
	asa := w.join("Åsa", model.Academia)
	w.enter(a)
	return w, asa
}

func TestFiling(t *testing.T) {
	w, asa := sorted(t, method.Gather)
	i := w.must(asa, model.AddIdea{Text: "Verktyg saknas"})
	w.must(model.Host, model.Reveal{})
	w.refuse(asa, model.FileItem{ID: i, Category: 1}, model.ErrSettings)
	w.enter(method.Cluster)
	c := w.must(asa, model.CreateCluster{Title: "Verktyg", Ideas: []model.ItemID{i}})
	w.must(asa, model.FileItem{ID: c, Category: 3})
	w.refuse(asa, model.FileItem{ID: c, Category: 4}, model.ErrSettings)
	w.refuse(asa, model.FileItem{ID: 99, Category: 1}, model.ErrNoSuchItem)
	if got := w.b.CategoryOf(c).In("sv"); got != "lång sikt" {
		t.Errorf("filed under %q", got)
	}
	w.must(asa, model.Undo{})
	if w.b.CategoryOf(c) != nil {
		t.Error("undo left it filed")
	}
	w.must(model.Host, model.FileItem{ID: i, Category: 1})
	w.must(model.Host, model.FileItem{ID: i})
	if w.b.CategoryOf(i) != nil {
		t.Error("category 0 left it filed")
	}
}

func TestNotesAreNoIdeas(t *testing.T) {
	w, asa := sorted(t, method.Talk)
	n := w.must(asa, model.TakeNote{Text: "Inte utan ersättning"})
	w.must(model.Host, model.TakeNote{Text: "Bara på prov", Sector: model.PublicSector})
	w.refuse(model.Actor{Role: model.Observer}, model.TakeNote{Text: "Nej"}, model.ErrObserver)
	notes := w.b.Notes(model.Host, 0)
	if len(notes) != 2 || notes[0].Sector != model.Academia || notes[1].Sector != model.PublicSector {
		t.Errorf("notes %+v", notes)
	}
	if total, _ := w.b.IdeaCount(0); total != 0 || len(w.b.Ideas(model.Host)) != 0 || len(w.b.Votable()) != 0 {
		t.Error("a note counts as an idea")
	}
	w.must(asa, model.EditIdea{ID: n, Text: "Inte utan lön"})
	w.enter(method.Cluster)
	w.refuse(asa, model.TakeNote{Text: "Försent"}, model.ErrWrongPhase)
	w.refuse(asa, model.CreateCluster{Title: "X", Ideas: []model.ItemID{n}}, model.ErrNoSuchItem)
}

func TestTicking(t *testing.T) {
	w := newWorkshop(t, "iop")
	asa := w.join("Åsa", model.Academia)
	w.refuse(model.Host, model.TickPoint{Point: 1, Ticked: true}, model.ErrSettings)
	w.enter(method.Talk)
	w.refuse(asa, model.TickPoint{Point: 1, Ticked: true}, model.ErrNotAllowed)
	w.must(model.Host, model.TickPoint{Point: 4, Ticked: true})
	w.must(model.Host, model.TickPoint{Point: 2, Ticked: true})
	w.must(model.Host, model.TickPoint{Point: 2})
	if ph := w.b.Phase(); !ph.Ticked(4) || ph.Ticked(2) {
		t.Error("the points are ticked otherwise")
	}
	doc := w.b.Document(model.Host)
	for _, a := range doc.Agenda {
		if a.Checklist != nil && (len(a.Ticked) != 1 || a.Ticked[0] != 4) {
			t.Errorf("exported as %v", a.Ticked)
		}
	}
}

// TestCarryingRoundAboutIsOnce holds that what came by one way through a series
// does not come again by another.
func TestCarryingRoundAboutIsOnce(t *testing.T) {
	first := ended(t)
	second := next(t, first)
	third := &workshop{t: t, b: model.Empty(), now: first.now}
	agenda := []method.Phase{{Activity: method.Define, Minutes: 5}}
	third.must(model.Host, model.CreateWorkshop{
		ID: "01THIRD", Title: "Träff tre", Code: "TREDJE", Series: "S", Number: 3, Phases: agenda, Carry: second.b.Leaves(agenda),
	})
	questions, _ := third.b.Carried()
	workshop, item := questions[0].Origin.First()
	if workshop != "01TEST" || item != first.question || questions[0].Origin.Workshop != "01NEXT" {
		t.Fatalf("the origin %+v does not say where it was said first", questions[0].Origin)
	}
	seq := third.b.Seq
	third.must(model.Host, first.b.Leaves(agenda))
	if third.b.Seq != seq {
		t.Error("the same came again from the first meeting")
	}
	if !third.b.Holds()(questions[0].Origin) {
		t.Error("the board does not know what it holds")
	}
	back := third.b.Leaves(agenda)
	if events, err := model.Decide(reopened(t, first), model.Host, back, first.now); err != nil || len(events) != 0 {
		t.Errorf("what was said in the first meeting is carried back into it: %v, %v", events, err)
	}
}

func reopened(t *testing.T, s *scene) *model.Board {
	t.Helper()
	s.must(model.Host, model.ReopenWorkshop{})
	return s.b
}

// TestAPromiseByFirstNameIsFoundByTheWholeName holds that whoever gives their whole name at
// the next meeting can follow up what they promised by their first, and nobody else can.
func TestAPromiseByFirstNameIsFoundByTheWholeName(t *testing.T) {
	w := next(t, ended(t))
	_, commitments := w.b.Carried()
	whole, other := w.join("Bo Ek", model.Business), w.join("Bodil Ek", model.Business)
	w.refuse(other, model.FollowCommitment{ID: commitments[0].ID, Status: model.CommitmentDone}, model.ErrNotYours)
	w.must(whole, model.FollowCommitment{ID: commitments[0].ID, Status: model.CommitmentDone})
}
