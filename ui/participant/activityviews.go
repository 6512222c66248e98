package participant

import (
	"verkstad/model/method"
	"verkstad/ui/participant/ballot"
	"verkstad/ui/participant/ideas"
	"verkstad/ui/participant/talk"
	"verkstad/ui/participant/view"
	"verkstad/ui/participant/wording"
)

// views makes what a participant sees in a phase of each activity, while no
// round is open. In one that is not here it is the scale, if people answer on one, and else
// what a talk has: the title, the instruction, the clock and who wants to speak.
var views = map[method.Activity]func(*view.Terminal, viewKey) view.View{
	method.Checkin: func(d *view.Terminal, _ viewKey) view.View { return talk.NewCheckin(d) },
	method.Gather:  func(d *view.Terminal, _ viewKey) view.View { return ideas.NewGather(d) },
	method.Cluster: func(d *view.Terminal, _ viewKey) view.View { return ideas.NewCluster(d) },
	method.Vote:    func(d *view.Terminal, m viewKey) view.View { return ballot.New(d, d.Board().Round(m.round)) },
	method.Define:  func(d *view.Terminal, _ viewKey) view.View { return wording.NewDefine(d) },
	method.Commit:  func(d *view.Terminal, _ viewKey) view.View { return wording.NewCommit(d) },
}
