package security

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestTheMouseOnWhatIsGone clicks and turns the wheel everywhere on a screen
// whose clusters others have just taken away, before it is drawn anew. A flood
// found that the wheel on such a column ended the session.
func TestTheMouseOnWhatIsGone(t *testing.T) {
	for _, s := range screens[:5] {
		for y := range 24 {
			for _, msg := range []tea.Msg{
				tea.MouseWheelMsg{X: 70, Y: y, Button: tea.MouseWheelDown}, tea.MouseClickMsg{X: 70, Y: y, Button: tea.MouseLeft},
				tea.MouseReleaseMsg{X: 70, Y: y, Button: tea.MouseLeft},
			} {
				r := stagetest.CoLab(t, stagetest.Clustering)
				env, first := s.make(t, r)
				env.Shared = stage.NewShared(frame.NewCache(1 << 20))
				app := stage.NewApp(env, first, 80, 24)
				stagetest.Resize(app, 80, 24)
				for _, c := range r.Board().Clusters() {
					r.Must(model.Host, model.RemoveCluster{ID: c.ID})
				}
				app.Update(stage.WakeMsg{})
				app.Update(msg)
				app.Layout()
				app.Close()
			}
		}
	}
}
