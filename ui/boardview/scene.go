package boardview

import (
	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/i18n"
)

// Kind is what sort of thing hangs on the wall.
type Kind int

// The kinds.
const (
	Nothing     Kind = iota // a talk, a break, before the first phase
	Greetings               // what was said at the check-in
	Hidden                  // ideas are being written that nobody else sees yet
	Cards                   // ideas
	Clusters                // ideas in heaps
	Candidates              // what is voted on, or soon will be
	Result                  // of a vote
	Questions               // wordings under the clusters they came from
	Chosen                  // the questions that the group goes on with
	Checklist               // points to talk about
	Commitments             // who does what
	Scoring                 // answers on a scale are coming in
	Ratings                 // what they were
	Carried                 // what the last workshop left
	Notes                   // what is said for the record, by sector
	Slot                    // sessions side by side
	Outcome                 // what the workshop leaves: questions, promises, how it was
)

// Scene is what hangs on the wall now. It is comparable: two equal scenes on
// boards of the same Rev have the same blocks.
type Scene struct {
	Kind  Kind
	Rev   uint64        // of the parts of the board it shows
	Round model.RoundID // for Candidates and Result; 0 is none yet
	Options
}

// Options say to whom a board is shown, and which part of it.
type Options struct {
	Leads  bool   // a facilitator: hidden cards are shown, as such
	Peek   bool   // with Leads: also ideas that are not revealed yet
	Parked bool   // at the parking lot instead of the board
	Filter string // only what contains this, letter case aside
	Unsaid bool   // the sentence about a result stands elsewhere
	// Session is the one that is looked at, in a slot of several; 0 is all.
	Session model.SessionID
}

// Show is what hangs on the wall now.
func Show(b *model.Board, opts Options) Scene {
	s := Scene{Options: opts}
	s.Kind, s.Round = pick(b, opts)
	r := b.Revs
	s.Rev = r.Agenda
	switch s.Kind {
	case Greetings:
		s.Rev = max(s.Rev, r.People, r.Commitments)
	case Cards, Clusters, Hidden:
		s.Rev = max(s.Rev, r.Ideas)
	case Candidates:
		s.Rev = max(s.Rev, r.Hidden)
		if s.Round == 0 { // an open round's are frozen
			s.Rev = max(s.Rev, r.Ideas, r.Questions, r.Rounds)
		}
	case Result:
		s.Rev = max(s.Rev, r.Rounds, r.Hidden)
	case Questions, Chosen:
		s.Rev = max(s.Rev, r.Ideas, r.Questions)
	case Commitments:
		s.Rev = max(s.Rev, r.Commitments, r.Questions, r.Rounds, r.Ideas)
	case Carried:
		s.Rev = max(s.Rev, r.Commitments, r.Questions)
	case Notes:
		s.Rev = max(s.Rev, r.Ideas, r.Questions, r.Rounds)
	case Slot:
		s.Rev = max(s.Rev, r.Ideas, r.People, r.Questions)
	case Scoring, Ratings:
		s.Rev = max(s.Rev, r.Ratings)
	case Outcome:
		s.Rev = max(s.Rev, r.Ratings, r.Commitments, r.Questions, r.Rounds, r.Hidden)
	}
	if talksByTopic(b) {
		s.Rev = max(s.Rev, r.People, r.Ideas, r.Questions)
	}
	return s
}

func pick(b *model.Board, opts Options) (Kind, model.RoundID) {
	if opts.Parked {
		return Cards, 0
	}
	if !b.Ended.IsZero() {
		if opts.Leads {
			return Ratings, 0
		}
		return Outcome, 0
	}
	if r := b.OpenRound(); r != nil {
		if r.Secret {
			return Candidates, r.ID
		}
		return Result, r.ID
	}
	ph := b.Phase()
	if ph == nil {
		return Nothing, 0
	}
	if pick := scenes[ph.Activity]; pick != nil {
		return pick(b, ph, opts)
	}
	if ph.Does(method.TakesRatings) {
		return pickRatings(ph, opts), 0
	}
	return Nothing, 0
}

// scenes say what hangs on the wall in a phase of each activity while no round is open. In
// one that is not here the answers do, if people answer on a scale, and else nothing.
var scenes = map[method.Activity]func(*model.Board, *model.Phase, Options) (Kind, model.RoundID){
	method.Checkin: always(Greetings),
	method.Talk:    pickTalk,
	method.Gather:  pickGather,
	method.Cluster: always(Clusters),
	method.Vote:    pickVote,
	method.Define:  always(Questions),
	method.Commit:  always(Commitments),
}

func always(k Kind) func(*model.Board, *model.Phase, Options) (Kind, model.RoundID) {
	return func(*model.Board, *model.Phase, Options) (Kind, model.RoundID) { return k, 0 }
}

func pickGather(_ *model.Board, ph *model.Phase, opts Options) (Kind, model.RoundID) {
	switch {
	case ph.Parallel() && opts.Session == 0:
		return Slot, 0
	case !ph.Revealed() && !opts.Peek:
		return Hidden, 0
	}
	return Cards, 0
}

func pickVote(b *model.Board, ph *model.Phase, _ Options) (Kind, model.RoundID) {
	if r := b.LastRound(); r != nil && r.Phase == ph.ID {
		return Result, b.Standing(r).ID
	}
	return Candidates, 0
}

// pickRatings is the answers once they are revealed; those that are never are for whoever
// leads.
func pickRatings(ph *model.Phase, opts Options) Kind {
	if opts.Leads || ph.Does(method.RevealsLater) && ph.Revealed() {
		return Ratings
	}
	return Scoring
}

// pickTalk is what a talk has in front of it: its own points, or what the group has come
// to.
func pickTalk(b *model.Board, ph *model.Phase, opts Options) (Kind, model.RoundID) {
	if ph.Parallel() && opts.Session == 0 {
		return Slot, 0
	}
	if len(ph.Checklist) > 0 {
		return Checklist, 0
	}
	if ph.TakesNotes() {
		return Notes, 0
	}
	if questions, commitments := b.Carried(); len(ph.CarryIn) > 0 && len(questions)+len(commitments) > 0 {
		return Carried, 0
	}
	return matterKind(b)
}

// matterKind is how what the phase works on hangs on the wall.
func matterKind(b *model.Board) (Kind, model.RoundID) {
	switch m := b.Matter(); m.Kind {
	case model.MatterResult:
		return Result, m.Round
	case model.MatterQuestions:
		for _, q := range b.Questions() {
			if q.Chosen {
				return Chosen, 0
			}
		}
		return Questions, 0
	case model.MatterClusters:
		return Clusters, 0
	case model.MatterIdeas:
		return Cards, 0
	}
	return Nothing, 0
}

// talksByTopic reports whether people choose what they talk about now, so that the wall
// shows who talks about what, and what was noted.
func talksByTopic(b *model.Board) bool { return b.Ended.IsZero() && len(b.Topics()) > 0 }

// Large reports whether the scene needs the most of the screen.
func (s Scene) Large() bool {
	switch s.Kind {
	case Nothing, Hidden, Scoring:
		return false
	}
	return true
}

// Forms is how scenes of this kind are laid, roomy forms first. On the wall few blocks
// take the whole width; a facilitator's board keeps its columns.
func (s Scene) Forms(w int) []Form {
	forms := s.forms(w)
	for i := range forms {
		forms[i].Fill = !s.Leads
	}
	return forms
}

func (s Scene) forms(w int) []Form {
	switch s.Kind {
	case Cards, Greetings:
		return []Form{{44, true, 1, false}, {32, true, 0, false}, {26, true, 0, false}, {34, false, 1, false}, {28, false, 0, false}}
	case Clusters, Slot:
		return []Form{{44, false, 2, false}, {34, false, 1, false}, {26, false, 1, false}, {22, false, 1, false}}
	case Result, Ratings:
		if w >= 150 {
			return []Form{{0, false, 1, false}, {70, false, 1, false}, {70, false, 0, false}}
		}
		return []Form{{0, false, 1, false}, {0, false, 0, false}}
	case Candidates, Questions, Chosen, Checklist, Commitments, Carried, Notes, Outcome:
		return []Form{{70, false, 1, false}, {44, false, 1, false}, {36, false, 0, false}}
	}
	return []Form{{0, false, 1, false}}
}

// Empty is what to say of a board that has nothing of the kind.
func (s Scene) Empty(w *i18n.Words, b *model.Board) string {
	if s.Filter != "" {
		return w.T("wall.empty.filter", "Text", s.Filter)
	}
	if s.Parked {
		return w.T("wall.empty.parked")
	}
	if b.Phase().ReadsOut() && s.Kind == Cards {
		return w.T("wall.empty.readout")
	}
	if n := b.Unrevealed(); n > 0 && (s.Kind == Cards || s.Kind == Clusters || s.Kind == Candidates) {
		return w.N("wall.kept", n)
	}
	switch s.Kind {
	case Greetings:
		return w.T("wall.empty.greetings")
	case Cards:
		return w.T("wall.empty.cards")
	case Clusters:
		return w.T("wall.empty.clusters")
	case Candidates:
		switch b.VotesOn() {
		case method.CandidatesClusters:
			return w.T("wall.empty.noclusters")
		case method.CandidatesQuestions:
			return w.T("wall.empty.noquestions")
		}
		return w.T("wall.empty.candidates")
	case Questions, Chosen:
		return w.T("wall.empty.questions")
	case Commitments:
		return w.T("wall.empty.commitments")
	case Notes:
		return w.T("wall.empty.notes")
	case Ratings:
		return w.T("wall.empty.ratings")
	}
	return ""
}
