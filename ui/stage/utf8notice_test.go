package stage_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/live"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// A terminal that says, or shows by what it writes, that it is not UTF-8 is told what to do.
// Those that say nothing are not.
func TestATerminalThatIsNotUTF8IsTold(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	for _, c := range []struct {
		msg  tea.Msg
		told bool
	}{
		{tea.EnvMsg{"LANG=sv_SE.ISO-8859-1"}, true}, {tea.EnvMsg{"LANG=sv_SE.ISO8859-15@euro"}, true},
		{tea.EnvMsg{"LANG=en_US.UTF-8", "LC_ALL=sv_SE.ISO-8859-1"}, true}, {live.NotUTF8Msg{}, true},
		{tea.EnvMsg{"LANG=sv_SE.UTF-8"}, false}, {tea.EnvMsg{"LANG=sv_SE.utf8"}, false}, {tea.EnvMsg{"LC_CTYPE=UTF-8"}, false},
		{tea.EnvMsg{"LANG=C"}, false}, {tea.EnvMsg{"LANG=C.UTF-8"}, false}, {tea.EnvMsg{}, false}, {tea.EnvMsg{"LANG=sv_SE"}, false},
	} {
		e := stagetest.Env(r, model.Actor{Role: model.Observer})
		a := stagetest.App(t, e, projector.New(e, func() stage.Screen { return nil }))
		stagetest.Send(a, c.msg)
		if c.told {
			stagetest.Shows(t, a, "inte inställd på UTF-8")
		} else {
			stagetest.Hides(t, a, "UTF-8")
		}
	}
}
