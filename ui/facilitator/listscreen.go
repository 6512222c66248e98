package facilitator

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// listScreen is a screen over the cockpit that is a list, and takes no text of its
// own.
type listScreen struct {
	stage.Unshared
	env  *stage.Env
	home *Screen
	list stage.List[int]
}

func listOver(home *Screen) listScreen { return listScreen{env: home.env, home: home} }

// Cursor is nowhere.
func (p *listScreen) Cursor() *frame.Cursor { return nil }

// Typing is never true.
func (p *listScreen) Typing() bool { return false }

// Unsaved is what the cockpit says: every change has been made.
func (p *listScreen) Unsaved() string { return p.home.Unsaved() }

// headed makes the header, and says where the rows lie under it.
func (p *listScreen) headed(r frame.Rect, title, right string) (panes []frame.Pane, body frame.Rect) {
	head, body := r.SplitTop(stage.HeaderRows)
	if r.H >= 16 {
		_, body = body.SplitTop(1)
	}
	return stage.Header(p.env, head, title, beside(head, right)), body.Inset(2, 0)
}

// beside is what stands at the right of a header, if there is room.
func beside(r frame.Rect, text string) string {
	if text == "" || frame.Width(text) > r.W/2-6 {
		return ""
	}
	return "  " + text
}

// steer takes keys and mouse: it moves the selection, or does what is to be done
// with it. A click does nothing if another row has just come where it is.
func (p *listScreen) steer(msg tea.Msg, rows stage.ListRows[int], actions func() stage.Actions) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok {
		p.list.Follow(p.env, rows)
		cmd, _ := slices.Concat(actions(), p.list.Actions(rows)).OnKey(p.env, k)
		return cmd
	}
	if p.list.Update(p.env, msg, rows) == stage.ListRefused {
		return p.env.SayMoved()
	}
	return nil
}

// keyMap shows actions in the footer, and with those that move the selection in the
// help. words are those of the footer, in its order; without any it has all that are
// marked for it.
func (p *listScreen) keyMap(rows stage.ListRows[int], actions stage.Actions, words ...string) stage.KeyMap {
	short := actions.Footer(p.env)
	if len(words) > 0 {
		short = actions.Bindings(p.env, words...)
	}
	const movesIn = 9 // the group of the help, after all others
	return stage.KeyMap{Short: short, Full: slices.Concat(actions, p.list.Actions(rows).InGroup(movesIn)).Groups(p.env)}
}

// back is the action that leads back to another screen; keys are those beside esc.
func (p *listScreen) back(to func() stage.Screen, keys ...string) stage.Action {
	return stage.Action{Word: "key.back", Keys: append([]string{"esc"}, keys...), Footer: true, Do: func() tea.Cmd { return p.env.Show(to()) }}
}

// cockpit is the screen that this one lies over.
func (p *listScreen) cockpit() stage.Screen { return p.home }

// rowsBy is n rows that id tells apart.
func rowsBy(n int, id func(i int) int) stage.ListRows[int] { return stage.ListRows[int]{N: n, ID: id} }
