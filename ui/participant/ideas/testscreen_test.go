package ideas

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// testScreen shows the gathering or the cards, whatever the group does.
type testScreen struct{ *view.Shown }

func newTestScreen(e *stage.Env, who model.Actor) *testScreen {
	t := &view.Terminal{Env: e, Hint: view.Hint{Key: e.Board().Person(who.Person).Key}}
	t.Arrive()
	s := &testScreen{view.NewShown(t)}
	if t.Board().Phase().Is(method.Gather) {
		s.Replace(NewGather(t))
	} else {
		s.Replace(NewCluster(t))
	}
	return s
}

// Update takes a message.
func (s *testScreen) Update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		return s.OnKey(key)
	}
	return s.View.Update(msg)
}

// Announce leaves it to the app.
func (*testScreen) Announce() string { return "" }
