package model_test

import (
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// scene is a co-lab that has come to an activity, with Åsa, Bo and Cleo in it.
type scene struct {
	*workshop
	asa, bo, cleo model.Actor
	idea          model.ItemID // Åsa's
	other         model.ItemID // Bo's
	cluster       model.ItemID // with Åsa's idea, once the group has clustered
	question      model.ItemID // Åsa's, once the group has defined
	commitment    model.ItemID // Bo's
}

func sceneAt(t *testing.T, a model.Activity) *scene {
	t.Helper()
	s := seated(t)
	s.reach(a)
	return s
}

// seated is a co-lab in which the three have sat down.
func seated(t *testing.T) *scene {
	t.Helper()
	w := newWorkshop(t, "colab")
	s := &scene{workshop: w}
	s.asa, s.bo, s.cleo = w.join("Åsa", model.Academia), w.join("Bo", model.Business), w.join("Cleo", model.PublicSector)
	return s
}

// reach goes through the agenda to an activity.
func (s *scene) reach(a model.Activity) {
	w := s.workshop
	w.t.Helper()
	steps := []struct {
		activity model.Activity
		do       func()
	}{
		{method.Checkin, func() {}},
		{method.Gather, func() {
			s.idea = w.must(s.asa, model.AddIdea{Text: "Verktygspool"})
			s.other = w.must(s.bo, model.AddIdea{Text: "Rivningsvirke"})
		}},
		{method.Cluster, func() {
			w.must(model.Host, model.Reveal{})
			s.cluster = w.must(s.asa, model.CreateCluster{Title: "Dela", Ideas: []model.ItemID{s.idea}})
		}},
		{method.Define, func() { s.question = w.must(s.asa, model.AskQuestion{Text: "Hur delar vi?", Cluster: s.cluster}) }},
		{method.Vote, func() {
			w.must(model.Host, model.OpenRound{Candidates: []model.ItemID{s.idea, s.other, s.cluster}, Dots: 3, MaxPer: 2})
		}},
		{method.Commit, func() { s.commitment = w.must(s.bo, model.MakeCommitment{What: "Ringer"}) }},
		{method.Feedback, func() {}},
	}
	for _, step := range steps {
		if w.b.OpenRound() != nil {
			w.must(model.Host, model.CloseRound{})
		}
		if step.activity == method.Cluster {
			w.must(model.Host, model.Reveal{}) // while the group is still in the gathering
		}
		w.enter(step.activity)
		step.do()
		if step.activity == a {
			return
		}
	}
	w.t.Fatalf("no scene at %s", a)
}

func TestWhoMayWhat(t *testing.T) {
	host, nobody := model.Host, model.Actor{Person: 99, Role: model.Participant}
	watcher := model.Actor{Role: model.Observer}
	tests := []struct {
		name string
		at   model.Activity
		by   func(*scene) model.Actor
		do   func(*scene) model.Command
		want error // nil: it is taken
	}{
		{"a participant writes while gathering", method.Gather, asa, add("Lånekläder"), nil},
		{"not while clustering", method.Cluster, asa, add("Lånekläder"), model.ErrWrongPhase},
		{"a stranger does not write", method.Gather, as(nobody), add("Lånekläder"), model.ErrNotJoined},
		{"an observer does not write", method.Gather, as(watcher), add("Lånekläder"), model.ErrObserver},
		{"nothing is no idea", method.Gather, asa, add(" \x1b[2J\u200b "), model.ErrEmpty},
		{"an idea has a bound", method.Gather, asa, add(strings.Repeat("å", 501)), model.ErrTooLong},
		{"the parking lot is always open", method.Vote, asa, cmd(model.AddIdea{Text: "Senare", Parked: true}), nil},
		{"one edits one's own", method.Gather, asa, func(s *scene) model.Command { return model.EditIdea{ID: s.idea, Text: "Pool"} }, nil},
		{"not another's", method.Cluster, asa, func(s *scene) model.Command { return model.EditIdea{ID: s.other, Text: "Pool"} }, model.ErrNotYours},
		{"nor one unseen", method.Gather, asa, func(s *scene) model.Command { return model.EditIdea{ID: s.other, Text: "Pool"} }, model.ErrNoSuchItem},
		{"a facilitator edits any", method.Define, as(host), func(s *scene) model.Command { return model.EditIdea{ID: s.other, Text: "Pool"} }, nil},
		{"but not while it is voted on", method.Vote, as(host), func(s *scene) model.Command { return model.EditIdea{ID: s.other, Text: "Pool"} }, model.ErrCandidateIdea},
		{"one takes back one's own", method.Gather, asa, func(s *scene) model.Command { return model.RemoveIdea{ID: s.idea} }, nil},
		{"hiding is the facilitator's", method.Gather, asa, func(s *scene) model.Command { return model.HideIdea{ID: s.idea, Hidden: true} }, model.ErrNotAllowed},
		{"moving a card while clustering", method.Cluster, bo, func(s *scene) model.Command { return model.MoveIdea{ID: s.other, Cluster: s.cluster} }, nil},
		{"to a cluster that is", method.Cluster, bo, func(s *scene) model.Command { return model.MoveIdea{ID: s.other, Cluster: s.other} }, model.ErrNoSuchItem},
		{"not before", method.Gather, bo, func(s *scene) model.Command { return model.MoveIdea{ID: s.other} }, model.ErrWrongPhase},
		{"revealing is the facilitator's", method.Gather, asa, cmd(model.Reveal{}), model.ErrNotAllowed},
		{"so is the clock", method.Gather, asa, cmd(model.PauseClock{}), model.ErrNotAllowed},
		{"and the agenda", method.Gather, asa, cmd(model.Next{}), model.ErrNotAllowed},
		{"and ending", method.Gather, asa, cmd(model.EndWorkshop{}), model.ErrNotAllowed},
		{"a vote opens once", method.Vote, as(host), cmd(model.OpenRound{}), model.ErrRoundOpen},
		{"a facilitator casts no ballot", method.Vote, as(host), func(s *scene) model.Command { return ballot(s, 1, s.idea, 1) }, model.ErrLeads},
		{"a participant does", method.Vote, asa, func(s *scene) model.Command { return ballot(s, 1, s.idea, 2) }, nil},
		{"but not beyond the limit of one", method.Vote, asa, func(s *scene) model.Command { return ballot(s, 1, s.idea, 3) }, model.ErrMaxPer},
		{"nor a negative dot", method.Vote, asa, func(s *scene) model.Command { return ballot(s, 1, s.idea, -1) }, model.ErrMaxPer},
		{"nor for what is no candidate", method.Vote, asa, func(s *scene) model.Command { return ballot(s, 1, s.question, 1) }, model.ErrNotCandidate},
		{"nor without being a voter", method.Vote, asa, func(s *scene) model.Command { return ballot(s, 0, s.idea, 1) }, model.ErrNotJoined},
		{"no vote is open", method.Commit, asa, func(s *scene) model.Command { return ballot(s, 1, s.idea, 1) }, model.ErrNoRound},
		{"the phase stays while a vote is open", method.Vote, as(host), cmd(model.Next{}), model.ErrRoundOpen},
		{"the workshop too", method.Vote, as(host), cmd(model.EndWorkshop{}), model.ErrRoundOpen},
		{"one words a question better", method.Define, bo, func(s *scene) model.Command {
			return model.AskQuestion{Text: "Vad vinner vi på att dela?", Parent: s.question}
		}, nil},
		{"one does not edit another's", method.Define, bo, func(s *scene) model.Command { return model.EditQuestion{ID: s.question, Text: "Vad?"} }, model.ErrNotYours},
		{"choosing is the facilitator's hand", method.Define, bo, func(s *scene) model.Command { return model.ChooseQuestion{ID: s.question, Chosen: true} }, model.ErrNotAllowed},
		{"a question is open or closed", method.Define, bo, func(s *scene) model.Command { return model.MarkQuestion{ID: s.question, Kind: "blue"} }, model.ErrSettings},
		{"one commits", method.Commit, asa, cmd(model.MakeCommitment{What: "Bjuder in"}), nil},
		{"to something that is", method.Commit, asa, cmd(model.MakeCommitment{What: "Bjuder in", From: 999}), model.ErrNoSuchItem},
		{"one withdraws one's own", method.Commit, asa, func(s *scene) model.Command { return model.WithdrawCommitment{ID: s.commitment} }, model.ErrNotYours},
		{"feedback is 0 to 4", method.Feedback, asa, cmd(model.Rate{Score: 5}), model.ErrScore},
		{"in its phase", method.Commit, asa, cmd(model.Rate{Score: 3}), model.ErrWrongPhase},
		{"goals are 1 to 17", method.Cluster, asa, func(s *scene) model.Command { return model.TagItem{ID: s.idea, Goals: []int{18}} }, model.ErrGoal},
		{"nobody else's hand goes up", method.Gather, as(host), func(s *scene) model.Command { return model.MoveHand{Person: s.asa.Person, Up: true} }, model.ErrNotAllowed},
		{"nothing to undo", method.Checkin, asa, cmd(model.Undo{}), model.ErrNothingToUndo},
		{"a whole day is enough", method.Gather, as(host), cmd(model.ExtendClock{By: 3 * time.Hour}), model.ErrSettings},
		{"a workshop is made once", method.Gather, as(host), cmd(model.CreateWorkshop{ID: "02", Title: "T", Code: "C"}), model.ErrAlready},
		{"by a facilitator", method.Gather, asa, cmd(model.CreateWorkshop{ID: "02", Title: "T", Code: "C"}), model.ErrNotAllowed},
		{"describing it is the facilitator's", method.Gather, asa, cmd(model.DescribeWorkshop{Title: "T"}), model.ErrNotAllowed},
		{"it has a title", method.Gather, as(host), cmd(model.DescribeWorkshop{}), model.ErrEmpty},
		{"and a number in a series", method.Gather, as(host), cmd(model.DescribeWorkshop{Title: "T", Number: 100}), model.ErrSettings},
		{"reopening is the facilitator's", method.Gather, asa, cmd(model.ReopenWorkshop{}), model.ErrNotAllowed},
		{"so is archiving", method.Gather, asa, cmd(model.ArchiveWorkshop{Archived: true}), model.ErrNotAllowed},
		{"and the door", method.Gather, asa, cmd(model.MoveDoor{Closed: true}), model.ErrNotAllowed},
		{"and importing", method.Gather, asa, cmd(model.ImportDocument{}), model.ErrNotAllowed},
		{"into an empty workshop", method.Gather, as(host), cmd(model.ImportDocument{}), model.ErrStarted},
		{"changing the agenda is the facilitator's", method.Gather, asa, cmd(model.ChangeAgenda{}), model.ErrNotAllowed},
		{"an agenda has steps", method.Gather, as(host), cmd(model.ChangeAgenda{}), model.ErrAgenda},
		{"that are on it or new", method.Gather, as(host), cmd(model.ChangeAgenda{Phases: []model.Phase{{ID: 99}}}), model.ErrNoSuchPhase},
		{"and do something", method.Gather, as(host), cmd(model.ChangeAgenda{Phases: []model.Phase{{}}}), model.ErrAgenda},
		{"a used step stays", method.Gather, as(host), cmd(model.ChangeAgenda{Phases: []model.Phase{{Phase: method.Phase{Activity: method.Break}}}}), model.ErrAgenda},
		{"a step twice is none", method.Gather, as(host), func(s *scene) model.Command {
			return model.ChangeAgenda{Phases: []model.Phase{*s.b.Phase(), *s.b.Phase()}}
		}, model.ErrAgenda},
		{"one enters what is on the agenda", method.Gather, as(host), cmd(model.EnterPhase{Phase: 99}), model.ErrNoSuchPhase},
		{"nothing comes before the first", method.Checkin, as(host), cmd(model.Back{}), model.ErrNoSuchPhase},
		{"entering is the facilitator's", method.Gather, asa, cmd(model.EnterPhase{Phase: 1}), model.ErrNotAllowed},
		{"so are going back", method.Gather, asa, cmd(model.Back{}), model.ErrNotAllowed},
		{"and starting the clock", method.Gather, asa, cmd(model.StartClock{}), model.ErrNotAllowed},
		{"and adding time", method.Gather, asa, cmd(model.ExtendClock{By: time.Minute}), model.ErrNotAllowed},
		{"removing people is the facilitator's", method.Gather, asa, func(s *scene) model.Command { return model.RemovePerson{Person: s.bo.Person} }, model.ErrNotAllowed},
		{"of those who are here", method.Gather, as(host), cmd(model.RemovePerson{Person: 99}), model.ErrNoSuchPerson},
		{"readmitting too", method.Gather, asa, func(s *scene) model.Command { return model.ReadmitPerson{Person: s.bo.Person} }, model.ErrNotAllowed},
		{"of those who were here", method.Gather, as(host), cmd(model.ReadmitPerson{Person: 99}), model.ErrNoSuchPerson},
		{"a hand is somebody's", method.Gather, as(host), cmd(model.MoveHand{Person: 99}), model.ErrNoSuchPerson},
		{"one lowers one's own", method.Gather, asa, func(s *scene) model.Command { return model.MoveHand{Person: s.bo.Person} }, model.ErrNotAllowed},
		{"the local facilitator is nobody to be ready", method.Gather, as(host), cmd(model.MarkReady{Ready: true}), model.ErrNotJoined},
		{"a stranger is not ready", method.Gather, as(nobody), cmd(model.MarkReady{Ready: true}), model.ErrNotJoined},
		{"one checks in while checking in", method.Gather, asa, cmd(model.CheckIn{Text: "Hej"}), model.ErrWrongPhase},
		{"with a word", method.Checkin, asa, cmd(model.CheckIn{}), model.ErrEmpty},
		{"seating is the facilitator's", method.Gather, asa, cmd(model.SetTables{Tables: 2}), model.ErrNotAllowed},
		{"at tables that there could be", method.Gather, as(host), cmd(model.SetTables{Tables: -1}), model.ErrSettings},
		{"one edits while the group writes or clusters", method.Vote, asa, func(s *scene) model.Command { return model.EditIdea{ID: s.idea, Text: "Pool"} }, model.ErrWrongPhase},
		{"one does not remove another's", method.Cluster, asa, func(s *scene) model.Command { return model.RemoveIdea{ID: s.other} }, model.ErrNotYours},
		{"nor park it", method.Cluster, asa, func(s *scene) model.Command { return model.ParkIdea{ID: s.other, Parked: true} }, model.ErrNotAllowed},
		{"what is hidden is there", method.Cluster, as(host), func(s *scene) model.Command { return model.HideIdea{ID: s.cluster, Hidden: true} }, model.ErrNoSuchItem},
		{"a card does not merge with itself", method.Cluster, asa, func(s *scene) model.Command {
			return model.MergeIdeas{Into: s.idea, From: []model.ItemID{s.idea}}
		}, model.ErrSettings},
		{"nor with a cluster", method.Cluster, asa, func(s *scene) model.Command {
			return model.MergeIdeas{Into: s.idea, From: []model.ItemID{s.cluster}}
		}, model.ErrNoSuchItem},
		{"a cluster has a title or cards", method.Cluster, asa, cmd(model.CreateCluster{}), model.ErrEmpty},
		{"a title has a bound", method.Cluster, asa, cmd(model.CreateCluster{Title: strings.Repeat("å", 81)}), model.ErrTooLong},
		{"a renamed cluster keeps a title", method.Cluster, asa, func(s *scene) model.Command { return model.RenameCluster{ID: s.cluster} }, model.ErrEmpty},
		{"a card is no cluster", method.Cluster, asa, func(s *scene) model.Command { return model.RenameCluster{ID: s.idea, Title: "X"} }, model.ErrNoSuchItem},
		{"a cluster does not merge with itself", method.Cluster, asa, func(s *scene) model.Command {
			return model.MergeClusters{Into: s.cluster, From: []model.ItemID{s.cluster}}
		}, model.ErrSettings},
		{"what is removed is a cluster", method.Cluster, asa, func(s *scene) model.Command { return model.RemoveCluster{ID: s.idea} }, model.ErrNoSuchItem},
		{"opening a vote is the facilitator's", method.Define, asa, cmd(model.OpenRound{}), model.ErrNotAllowed},
		{"closing it too", method.Vote, asa, cmd(model.CloseRound{}), model.ErrNotAllowed},
		{"what is closed is open", method.Define, as(host), cmd(model.CloseRound{}), model.ErrNoRound},
		{"one thing is no vote", method.Define, as(host), func(s *scene) model.Command { return model.OpenRound{Candidates: []model.ItemID{s.idea}} }, model.ErrNoCandidates},
		{"nor are dots without end", method.Define, as(host), func(s *scene) model.Command {
			return model.OpenRound{Candidates: []model.ItemID{s.idea, s.other}, Dots: model.MaxDots + 1}
		}, model.ErrSettings},
		{"nor what is not there", method.Define, as(host), func(s *scene) model.Command { return model.OpenRound{Candidates: []model.ItemID{s.idea, 99}} }, model.ErrNoSuchItem},
		{"a ballot is of the open vote", method.Vote, asa, func(s *scene) model.Command {
			return model.CastBallot{After: model.AfterAny, Round: 2, Voter: model.Token{1}, Dots: []model.Dot{{ID: s.idea, N: 1}}}
		}, model.ErrNoRound},
		{"the same twice is still too many", method.Vote, asa, func(s *scene) model.Command {
			return model.CastBallot{After: model.AfterAny, Voter: model.Token{1}, Dots: []model.Dot{{ID: s.idea, N: 2}, {ID: s.idea, N: 1}}}
		}, model.ErrMaxPer},
		{"dots that would overflow are too many", method.Vote, asa, func(s *scene) model.Command { return ballot(s, 1, s.idea, 1<<62) }, model.ErrMaxPer},
		{"a question is of a cluster", method.Define, asa, func(s *scene) model.Command { return model.AskQuestion{Text: "Hur?", Cluster: s.idea} }, model.ErrNoSuchItem},
		{"or of a question", method.Define, asa, func(s *scene) model.Command { return model.AskQuestion{Text: "Hur?", Parent: s.cluster} }, model.ErrNoSuchItem},
		{"only while defining", method.Cluster, asa, cmd(model.AskQuestion{Text: "Hur?"}), model.ErrWrongPhase},
		{"nobody removes another's question", method.Define, bo, func(s *scene) model.Command { return model.RemoveQuestion{ID: s.question} }, model.ErrNotYours},
		{"a supporter has joined", method.Define, as(host), func(s *scene) model.Command { return model.SupportQuestion{ID: s.question, Support: true} }, model.ErrNotJoined},
		{"one commits while committing", method.Vote, asa, cmd(model.MakeCommitment{What: "Ringer"}), model.ErrWrongPhase},
		{"nobody edits another's commitment", method.Commit, asa, func(s *scene) model.Command { return model.EditCommitment{ID: s.commitment, What: "Nej"} }, model.ErrNotYours},
		{"nor follows it up", method.Commit, asa, func(s *scene) model.Command {
			return model.FollowCommitment{ID: s.commitment, Status: model.CommitmentDone}
		}, model.ErrNotYours},
		{"a status is one of four", method.Commit, bo, func(s *scene) model.Command { return model.FollowCommitment{ID: s.commitment, Status: "maybe"} }, model.ErrSettings},
		{"feedback is somebody's", method.Feedback, as(host), cmd(model.Rate{Score: 3}), model.ErrNotJoined},
		{"nothing to do again", method.Checkin, asa, cmd(model.Redo{}), model.ErrNothingToRedo},
		{"who looks on undoes nothing", method.Checkin, as(watcher), cmd(model.Undo{}), model.ErrObserver},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := sceneAt(t, tt.at)
			if tt.want != nil {
				before := s.b
				s.refuse(tt.by(s), tt.do(s), tt.want)
				if s.b != before {
					t.Error("a refused command changed the board")
				}
				return
			}
			events, err := s.try(tt.by(s), tt.do(s))
			if err != nil || len(events) == 0 {
				t.Errorf("got %d events and %v, want it taken", len(events), err)
			}
		})
	}
}

func asa(s *scene) model.Actor { return s.asa }
func bo(s *scene) model.Actor  { return s.bo }

func as(a model.Actor) func(*scene) model.Actor      { return func(*scene) model.Actor { return a } }
func cmd(c model.Command) func(*scene) model.Command { return func(*scene) model.Command { return c } }
func add(text string) func(*scene) model.Command     { return cmd(model.AddIdea{Text: text}) }

func ballot(_ *scene, voter byte, id model.ItemID, n int) model.Command {
	return model.CastBallot{After: model.AfterAny, Voter: model.Token{voter}, Dots: []model.Dot{{ID: id, N: n}}}
}

func TestJoining(t *testing.T) {
	w := newWorkshop(t, "colab")
	stranger := model.Actor{Role: model.Participant}
	join := func(key, name string) model.JoinPerson {
		return model.JoinPerson{Key: key, Name: name, Sector: model.Academia, Role: model.Participant}
	}
	w.must(stranger, join("a", "Åsa"))
	w.refuse(stranger, join("b", "ÅSA"), model.ErrNameTaken)
	w.refuse(stranger, join("b", "facilitator"), model.ErrName)
	w.refuse(stranger, model.JoinPerson{Key: "b", Name: "Bo", Role: model.Participant}, model.ErrSector)
	w.refuse(stranger, model.JoinPerson{Key: "b", Name: "Bo", Sector: model.Academia, Role: model.Facilitator}, model.ErrNotAllowed)
	if events, err := w.try(stranger, join("a", "Åsa")); err != nil || len(events) != 0 {
		t.Errorf("coming back gives %v, %v; want nothing new", events, err)
	}
	anew := join("a", "Ulla")
	anew.Anew = true // a form that was open while the same key joined elsewhere
	w.refuse(stranger, anew, model.ErrHereAlready)
	w.refuse(stranger, join("b", "X7K-2M9-4QD"), model.ErrNameCode)
	w.must(stranger, join("a", "Åsa Ek"))
	if p := w.b.PersonByKey("a"); p.Name != "Åsa Ek" || w.b.Everybody().Len() != 1 {
		t.Errorf("a new name made %+v of %d people", p, w.b.Everybody().Len())
	}
	w.must(model.Host, model.MoveDoor{Closed: true})
	w.refuse(stranger, join("b", "Bo"), model.ErrDoorClosed)
	w.must(stranger, join("a", "Åsa"))
	w.must(model.Host, model.RemovePerson{Person: 1})
	w.refuse(stranger, join("a", "Åsa"), model.ErrNotJoined)
	w.must(model.Host, model.ReadmitPerson{Person: 1})
	w.must(stranger, join("a", "Åsa"))
}

func TestLockedPhaseTakesNoMore(t *testing.T) {
	s := sceneAt(t, method.Gather)
	phases := make([]model.Phase, 0)
	for _, ph := range s.b.Phases() {
		p := *ph
		if p.ID == s.b.Phase().ID {
			p.AtEnd, p.Minutes = method.AtEndLock, 12
		}
		phases = append(phases, p)
	}
	s.must(model.Host, model.ChangeAgenda{Phases: phases})
	s.must(s.asa, model.AddIdea{Text: "i tid"})
	s.now = s.now.Add(13 * time.Minute)
	s.refuse(s.asa, model.AddIdea{Text: "för sent"}, model.ErrPhaseOver)
	s.must(model.Host, model.AddIdea{Text: "processledaren får"})
	s.must(model.Host, model.ExtendClock{By: 2 * time.Minute})
	s.must(s.asa, model.AddIdea{Text: "i tid igen"})
}

// TestTheClockIsReset holds that a phase that is locked is open again with its
// whole time after a reset, that undo gives back what was on the clock beside what
// has been counted since, and that only a facilitator does either.
func TestTheClockIsReset(t *testing.T) {
	s := sceneAt(t, method.Gather)
	s.must(model.Host, model.ChangeAgenda{Phases: func() (phases []model.Phase) {
		for _, ph := range s.b.Phases() {
			p := *ph
			p.AtEnd = method.AtEndLock
			phases = append(phases, p)
		}
		return phases
	}()})
	ph := func() *model.Phase { return s.b.Phase() }
	whole := ph().Planned()
	s.must(model.Host, model.AppointFacilitator{Person: s.asa.Person})
	s.must(model.Host, model.ExtendClock{By: -whole})
	s.refuse(s.bo, model.AddIdea{Text: "för sent"}, model.ErrPhaseOver)
	s.refuse(s.bo, model.ResetClock{}, model.ErrNotAllowed)
	s.now = s.now.Add(3 * time.Minute)
	spent := ph().Elapsed(s.now)
	s.must(leading(s.asa), model.ResetClock{})
	if ph().Remaining(s.now) != whole || !ph().Running() {
		t.Errorf("left %v of %v, runs %v", ph().Remaining(s.now), whole, ph().Running())
	}
	s.must(s.bo, model.AddIdea{Text: "i tid igen"})

	s.now = s.now.Add(time.Minute)
	s.must(leading(s.asa), model.Undo{})
	if got := ph().Elapsed(s.now); got != spent+time.Minute || ph().Planned() != 0 {
		t.Errorf("after undo %v of %v on the clock, want %v of 0", got, ph().Planned(), spent+time.Minute)
	}
	s.refuse(s.bo, model.AddIdea{Text: "för sent"}, model.ErrPhaseOver)
	s.must(leading(s.asa), model.Redo{})
	if got := ph().Remaining(s.now); got != whole-time.Minute {
		t.Errorf("left %v after redo", got)
	}

	s.must(model.Host, model.DismissFacilitator{Person: s.asa.Person})
	if s.refuse(s.asa, model.Undo{}, model.ErrNotAllowed); s.b.CanUndo(s.asa) {
		t.Error("who leads no more is offered to undo a reset")
	}
	s.must(model.Host, model.PauseClock{})
	s.must(model.Host, model.ResetClock{})
	if ph().Running() || ph().Elapsed(s.now.Add(time.Hour)) != 0 {
		t.Error("a clock that stands goes on by being reset")
	}
	n := len(s.log)
	if s.must(model.Host, model.ResetClock{}); len(s.log) != n {
		t.Error("a clock at its start was reset")
	}
}

func TestClock(t *testing.T) {
	s := sceneAt(t, method.Checkin)
	ph := func() *model.Phase { return s.b.Phase() }
	planned := ph().Planned()
	s.now = s.now.Add(3 * time.Minute)
	s.must(model.Host, model.PauseClock{})
	s.now = s.now.Add(time.Hour)
	if got := ph().Elapsed(s.now); got != 3*time.Minute {
		t.Errorf("paused at 3 min, an hour later the clock says %v", got)
	}
	s.must(model.Host, model.StartClock{})
	s.must(model.Host, model.ExtendClock{By: time.Minute})
	s.now = s.now.Add(2 * time.Minute)
	if got, want := ph().Remaining(s.now), planned+time.Minute-5*time.Minute; got != want {
		t.Errorf("left %v, want %v", got, want)
	}
	s.now = s.now.Add(planned)
	plan, end, late := s.b.Plan(s.now)
	if plan[0].Overrun <= 0 || !end.After(s.now) || late <= 0 {
		t.Errorf("overrun %v, end %v, late %v; want all after the plan", plan[0].Overrun, end, late)
	}
	s.must(model.Host, model.Next{})
	if got := s.b.Phases()[0].Elapsed(s.now.Add(time.Hour)); got != 5*time.Minute+planned {
		t.Errorf("the clock of a phase that was left says %v", got)
	}
}

func TestFrozenCandidatesKeepTheirVotes(t *testing.T) {
	s := sceneAt(t, method.Vote)
	s.must(s.asa, ballot(s, 1, s.cluster, 2))
	s.must(s.bo, ballot(s, 2, s.idea, 1))
	// As an older Verkstad let it be done while people voted.
	s.happened(model.ClusterRemoved{ID: s.cluster})
	s.happened(model.IdeasMerged{Into: s.other, From: []model.ItemID{s.idea}})
	s.must(s.cleo, ballot(s, 3, s.cluster, 1))
	s.must(model.Host, model.CloseRound{})
	res, _ := s.b.LastRound().Result()
	if got := res.Rows[0]; got.ID != s.cluster || got.Dots != 3 || got.Voters != 2 || got.Title != "Dela" {
		t.Errorf("winner %+v, want the removed cluster with 3 dots of 2", got)
	}
	if got := res.Rows[1]; got.ID != s.idea || got.Dots != 1 {
		t.Errorf("second %+v, want the merged idea with its dot", got)
	}
}

func TestSmallSectorsCannotBeToldApart(t *testing.T) {
	w := newWorkshop(t, "colab")
	var voters []model.Actor
	for i, s := range []model.Sector{1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4} {
		voters = append(voters, w.join(string(rune('A'+i))+"nna", s))
	}
	one := w.must(model.Host, model.AddIdea{Text: "ett"})
	two := w.must(model.Host, model.AddIdea{Text: "två"})
	w.must(model.Host, model.Next{})
	w.must(model.Host, model.OpenRound{Candidates: []model.ItemID{one, two}, Dots: 1})
	for i, v := range voters {
		w.must(v, model.CastBallot{After: model.AfterAny, Voter: model.Token{byte(i + 1)}, Dots: []model.Dot{{ID: one, N: 1}}})
	}
	w.must(model.Host, model.CloseRound{})
	total := 0
	for _, g := range w.b.LastRound().Sectors {
		if g.Voters < model.MinSectorGroup {
			t.Errorf("a group of %d voters is shown: %+v", g.Voters, g)
		}
		total += g.Voters
	}
	if total != len(voters) {
		t.Errorf("groups hold %d voters of %d: what is left out could be told by taking them away", total, len(voters))
	}
}

func TestUndo(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	s.must(s.bo, model.MoveIdea{ID: s.other, Cluster: s.cluster})
	s.must(s.bo, model.Undo{})
	if s.b.ClusterOf(s.b.Idea(s.other)) != nil {
		t.Error("an undone move left the card in the cluster")
	}
	s.must(s.bo, model.Redo{})
	if c := s.b.ClusterOf(s.b.Idea(s.other)); c == nil || c.ID != s.cluster {
		t.Error("a move done again is not done")
	}
	s.must(s.asa, model.MoveIdea{ID: s.other})
	s.refuse(s.bo, model.Undo{}, model.ErrMovedOn)

	s.must(s.asa, model.Undo{}) // Åsa's move
	s.must(s.asa, model.Undo{}) // her cluster: Bo's card in it lies free again
	if s.b.ClusterOf(s.b.Idea(s.other)) != nil || len(s.b.Clusters()) != 0 {
		t.Error("undoing a cluster should leave every card on the board, free")
	}
	if n := len(s.b.Ideas(s.cleo)); n != 2 {
		t.Errorf("%d cards on the board, want 2", n)
	}
}

func TestTables(t *testing.T) {
	w := newWorkshop(t, "colab")
	for i := range 13 {
		w.join(string(rune('A'+i))+"nna", model.Sectors[i%5])
	}
	w.must(model.Host, model.SetTables{Tables: 3})
	w.join("Zoë", model.Academia)
	size := map[int]int{}
	for _, p := range w.b.People() {
		size[p.Table]++
	}
	if len(size) != 3 || size[1] < 4 || size[2] < 4 || size[3] < 4 {
		t.Errorf("14 people at tables %v", size)
	}
}
