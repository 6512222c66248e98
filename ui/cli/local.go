package cli

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
)

// Local is the terminal that the process was started in, drawn by Bubble Tea's
// own renderer.
type Local struct {
	Env   *stage.Env
	First stage.Screen
	// Touched is called at every key and click; may be nil.
	Touched func()
	// Explain says an error in the terminal's language.
	Explain func(error) string
}

// Run shows the screens until the person leaves or ctx ends.
func (l Local) Run(ctx context.Context) error {
	app := stage.NewApp(l.Env, l.First, 0, 0)
	defer app.Close()
	t := &terminal{App: app, local: l}
	_, err := tea.NewProgram(t, tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithFilter(t.filter)).Run()
	if ctx.Err() != nil && errors.Is(err, tea.ErrProgramKilled) {
		return nil // told to stop
	}
	return err
}

// terminal is the app with what only the local terminal has: it can begin to
// lead a workshop, and it asks before it shuts others out.
type terminal struct {
	*stage.App
	local Local
	asked time.Time
}

// Messages of the terminal to itself.
type (
	leadMsg struct {
		room workshop.Live
		back func() tea.Cmd
		err  error
	}
	leaveMsg struct{}
)

// lead is a command that begins to lead a workshop in this terminal, after
// start has opened the door to it. As long as nothing has happened in it, back
// leads to where it was chosen; nil is nowhere.
func lead(room workshop.Live, start func(workshop.Live) error, back func() tea.Cmd) tea.Cmd {
	return func() tea.Msg { return leadMsg{room, back, start(room)} }
}

// Update handles the terminal's own messages and hands on the rest.
func (t *terminal) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case leadMsg:
		return t, tea.Batch(t.lead(msg), t.Turn())
	case leavingMsg:
		t.Env.Ask(stage.NewConfirm(t.Env, t.Env.Words.T("cli.leave.title"), t.Env.Words.N("cli.leave.connected", msg.people),
			func() tea.Cmd { return func() tea.Msg { return leaveMsg{} } }))
	case tea.KeyPressMsg, tea.MouseClickMsg:
		if t.local.Touched != nil {
			t.local.Touched()
		}
	}
	_, cmd := t.App.Update(msg)
	return t, cmd
}

func (t *terminal) lead(msg leadMsg) tea.Cmd {
	if msg.err != nil {
		return stage.Complain(t.local.Explain(msg.err))
	}
	t.Env.Room = msg.room
	t.Env.Enter(model.Host)
	return tea.Batch(t.Env.Show(facilitator.NewFrom(t.Env, msg.back)), func() tea.Msg { return stage.RoomMsg{} })
}

// leavingMsg says that leaving would disconnect people.
type leavingMsg struct{ people int }

// insist is how soon after the question a second request to leave is meant.
const insist = 5 * time.Second

// filter asks before leaving would disconnect others, unless the screen has
// asked already.
func (t *terminal) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case leaveMsg:
		return tea.QuitMsg{}
	case tea.QuitMsg:
	default:
		return msg
	}
	if t.Env.Room == nil || t.Screen().Unsaved() != "" || time.Since(t.asked) < insist {
		return msg
	}
	here := t.Env.Room.Presence()
	if here == nil || here.People == 0 {
		return msg
	}
	t.asked = time.Now()
	return leavingMsg{here.People}
}
