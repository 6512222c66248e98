package e2e

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// mirror is what a fresh terminal would show of an exported board. A screen
// over SSH, whatever it showed before and however it came there, must show the
// same.
type mirror struct {
	room  *stagetest.Room
	cache *frame.Cache
}

var mirrors atomic.Int64 // no two boards may have the same name and revision

func newMirror(t *testing.T, d model.Document) *mirror {
	t.Helper()
	phases, _ := method.Get("colab")
	room := stagetest.NewRoom(t)
	room.Must(model.Host, model.CreateWorkshop{ID: fmt.Sprintf("MIRROR%d", mirrors.Add(1)), Title: "x", Code: code, Phases: phases.Agenda(1)})
	room.Must(model.Host, model.ImportDocument{Document: d})
	for _, p := range d.People {
		if p.Role == model.Participant {
			t.Cleanup(room.Enter(p.ID))
		}
	}
	return &mirror{room, frame.NewCache(32 << 20)}
}

// shows is the text of a person's screen.
func (m *mirror) shows(p *member) string {
	me := model.Actor{Person: p.id, Role: model.Participant}
	env := stagetest.Env(m.room, me)
	env.Words, env.Now = i18n.For("en"), time.Now
	env.Shared = stage.NewShared(m.cache)
	app := stage.NewApp(env, participant.New(env, participant.Hint{LookBack: func() stage.Screen { return nil }}), p.w, p.h)
	defer app.Close()
	app.Layout() // as the first picture of a terminal is: it tells panes where they lie
	return m.cache.Compose(app.Layout()).Plain()
}

// allShowTheBoard waits until every terminal shows what the board is.
func (m *meeting) allShowTheBoard(when string) {
	m.t.Helper()
	d := m.export()
	if d.Current >= 0 && !d.Agenda[d.Current].Since.IsZero() {
		m.t.Fatalf("%s: the clock runs; screens can be compared only when it stands", when)
	}
	mirror := newMirror(m.t, d)
	for _, p := range m.people {
		want := trimmed(mirror.shows(p))
		p.until(fmt.Sprintf("the board %s; it should be\n%s\n", when, want), func(screen string) bool {
			return trimmed(screen) == want
		})
	}
}

// allSettle waits until the terminals have nothing more to show.
func (m *meeting) allSettle() {
	for _, p := range m.people {
		last := ""
		p.until("a still picture", func(screen string) bool {
			still := screen == last
			last = screen
			return still
		})
	}
}

// trimmed is a screen without blanks at the ends of its lines.
func trimmed(screen string) string {
	lines := strings.Split(screen, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}
