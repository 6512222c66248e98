package stage_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestAKeyDoesWhatTheFooterSays holds that an action that cannot be done is neither
// done nor shown as if it could, that it says why, and that of two actions of one
// key the one is done that can be.
func TestAKeyDoesWhatTheFooterSays(t *testing.T) {
	e := stagetest.Env(stagetest.CoLab(t, stagetest.Gathering), model.Host)
	done := ""
	do := func(what string) func() tea.Cmd {
		return func() tea.Cmd { done += what; return nil }
	}
	actions := stage.Actions{
		{Word: "key.open", Shown: "enter", Keys: []string{"enter"}, Off: true, Do: do("open ")},
		{Word: "key.close", Shown: "enter", Keys: []string{"enter", "x"}, Do: do("close ")},
		{Word: "key.send", Shown: "s", Keys: []string{"s"}, Group: 1, Why: "facilitator.why.first", Do: do("send ")},
		{Word: "key.save", Shown: "v", Keys: []string{"v"}, Group: 1, Off: true, Do: do("save ")},
	}
	press := func(key string) (tea.Cmd, bool) { return actions.OnKey(e, stagetest.Key(key)) }
	if _, ok := press("enter"); !ok || done != "close " {
		t.Errorf("enter did %q", done)
	}
	if cmd, ok := press("s"); !ok || cmd == nil || done != "close " {
		t.Errorf("a key whose action cannot be done did %q", done)
	} else if said := cmd().(stage.ToastMsg); !said.Bad || said.Text != e.Words.T("facilitator.why.first") {
		t.Errorf("it said %+v", said)
	}
	if cmd, ok := press("v"); !ok || cmd != nil || done != "close " {
		t.Errorf("a key that is off did %q", done)
	}
	if _, ok := press("q"); ok {
		t.Error("a key of nothing was taken")
	}
	groups := actions.Groups(e)
	if len(groups) != 2 || len(groups[0]) != 2 || groups[0][0].Enabled() || !groups[0][1].Enabled() || groups[1][0].Enabled() {
		t.Errorf("the help has %v", groups)
	}
	if all := actions.Bindings(e, "key.save", "key.close"); len(all) != 2 || all[0].Enabled() || all[1].Help().Key != "enter" {
		t.Errorf("the footer has %v", all)
	}
}
