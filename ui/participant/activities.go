package participant

import "verkstad/model/method"

// screens makes what a participant sees in a phase of each activity, while no
// round is open. In one that is not here it is what a talk has: the title, the
// instruction, the clock and who wants to speak.
var screens = map[method.Activity]func(*desk, moment) part{
	method.Checkin:  func(d *desk, _ moment) part { return newCheckin(d) },
	method.Gather:   func(d *desk, _ moment) part { return newGather(d) },
	method.Cluster:  func(d *desk, _ moment) part { return newCluster(d) },
	method.Vote:     func(d *desk, m moment) part { return newRound(d, d.Board().Round(m.round)) },
	method.Define:   func(d *desk, _ moment) part { return newDefine(d) },
	method.Commit:   func(d *desk, _ moment) part { return newCommit(d) },
	method.Feedback: func(d *desk, _ moment) part { return newFeedback(d) },
}
