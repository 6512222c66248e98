package participant

import "verkstad/model/method"

// screens makes what a participant sees in a phase of each activity, while no
// round is open. In one that is not here it is what a talk has: the title, the
// instruction, the clock and who wants to speak.
var screens = map[method.Activity]func(*Screen, moment) part{
	method.Checkin:  func(s *Screen, _ moment) part { return newCheckin(s.desk) },
	method.Gather:   func(s *Screen, _ moment) part { return newGather(s.desk) },
	method.Cluster:  func(s *Screen, _ moment) part { return newCluster(s.desk) },
	method.Vote:     (*Screen).makeVote,
	method.Define:   func(s *Screen, _ moment) part { return newDefine(s.desk) },
	method.Commit:   func(s *Screen, _ moment) part { return newCommit(s.desk) },
	method.Feedback: func(s *Screen, _ moment) part { return newFeedback(s.desk) },
}

// makeVote is the round of the moment, or what is to come before there is one.
func (s *Screen) makeVote(m moment) part {
	switch round := s.Board().Round(m.round); {
	case round == nil:
		return newBallotSoon(s.desk)
	case round.IsOpen():
		return newVote(s.desk, round)
	default:
		return newOutcome(s.desk, round)
	}
}
