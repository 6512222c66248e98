package stage

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/words"
)

// GoalName is a global goal's short name.
func GoalName(w *words.Words, n int) string { return w.T("goal." + strconv.Itoa(n)) }

// FindGoals gives the global goals, 1 to 17, that somebody means: by number,
// or by words of the name, begun or whole, in any of the languages.
func FindGoals(asked string) []int {
	asked = strings.ToLower(strings.TrimSpace(asked))
	if n, err := strconv.Atoi(asked); err == nil {
		if n < 1 || n > model.GoalCount {
			return nil
		}
		return []int{n}
	}
	var out []int
	for n := 1; n <= model.GoalCount; n++ {
		if slices.ContainsFunc(words.Languages, func(lang string) bool {
			return begun(strings.ToLower(GoalName(words.For(lang), n)), strings.Fields(asked))
		}) {
			out = append(out, n)
		}
	}
	return out
}

// begun tells whether each of the words begins a word of the name.
func begun(name string, asked []string) bool {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == ',' })
	for _, a := range asked {
		if !slices.ContainsFunc(parts, func(p string) bool { return strings.HasPrefix(p, a) }) {
			return false
		}
	}
	return true
}

// ParseGoals reads several goals with commas between, or numbers with spaces.
// bad is the first that is no goal, or several.
func ParseGoals(asked []string) (goals []int, bad string) {
	for _, one := range asked {
		for part := range strings.SplitSeq(one, ",") {
			if strings.TrimSpace(part) == "" {
				continue
			}
			found := FindGoals(part)
			if len(found) != 1 {
				return nil, part
			}
			goals = append(goals, found[0])
		}
	}
	return goals, ""
}

// GoalPicker is a dialog that chooses global goals. What is typed finds them
// by number or name; space or enter takes one or leaves it; esc is done.
type GoalPicker struct {
	env    *Env
	title  string
	chosen []int
	input  *Input
	at     int
	submit func([]int) tea.Cmd
}

// NewGoalPicker begins with the goals that are chosen now; submit gets them
// when all is done.
func NewGoalPicker(e *Env, title string, now []int, submit func([]int) tea.Cmd) *GoalPicker {
	hint := e.Words.T("key.search")
	return &GoalPicker{env: e, title: title, chosen: slices.Clone(now), submit: submit, input: NewInput(e, InputOptions{Limit: 40, Placeholder: hint})}
}

func (d *GoalPicker) shown() []int { return FindGoals(d.input.Value()) }

// Update types, moves and chooses.
func (d *GoalPicker) Update(msg tea.Msg) (tea.Cmd, bool) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return d.input.Update(msg), false
	}
	shown := d.shown()
	switch key.String() {
	case "esc", "ctrl+s":
		slices.Sort(d.chosen)
		return d.submit(d.chosen), true
	case "up":
		d.at--
	case "down", "tab":
		d.at++
	case "enter":
		if len(shown) > 0 {
			d.toggle(shown[d.at])
			d.input.SetValue("")
		}
	default:
		cmd := d.input.Update(msg)
		d.at = 0
		return cmd, false
	}
	d.at = max(0, min(d.at, len(d.shown())-1))
	return nil, false
}

func (d *GoalPicker) toggle(goal int) {
	if i := slices.Index(d.chosen, goal); i >= 0 {
		d.chosen = slices.Delete(d.chosen, i, i+1)
		return
	}
	d.chosen = append(d.chosen, goal)
}

// Pane draws the goals in their colours.
func (d *GoalPicker) Pane(r frame.Rect) frame.Pane {
	e, shown := d.env, d.shown()
	rect := Box(r, min(64, r.W-2), model.GoalCount+6)
	d.input.Place(frame.Rect{X: rect.X + 2, Y: rect.Y + 2, W: rect.W - 4, H: 1})
	type extra struct {
		title, picture, chosen string
		at                     int
	}
	var chosen strings.Builder
	for _, g := range d.chosen {
		chosen.WriteString(strconv.Itoa(g) + " ")
	}
	at, done := d.at, e.Words.T("key.done")
	picked := slices.Clone(d.chosen)
	return frame.Pane{Rect: rect, Key: e.Key("goals", 0, extra{d.title, d.input.Picture(), chosen.String(), at}), Draw: func(c *frame.Canvas) {
		in := e.DrawBox(c, d.title)
		d.input.Draw(in.Sub(frame.Rect{W: in.W(), H: 1}))
		room := max(1, in.H()-2)
		top := max(0, min(at-room+1, len(shown)-room))
		for y := 0; y < room && top+y < len(shown); y++ {
			goal := shown[top+y]
			mark := "  "
			if slices.Contains(picked, goal) {
				mark = "✓ "
			}
			x := in.Text(0, y+1, e.Theme.Strong, mark)
			x = in.Text(x, y+1, e.Theme.Goal(goal), " "+strconv.Itoa(goal)+" ")
			style := e.Theme.Text
			if top+y == at {
				style = e.Theme.Selected
			}
			in.TextIn(max(x+1, 8), y+1, in.W()-8, style, GoalName(e.Words, goal))
		}
		x := in.Text(0, in.H()-1, e.Theme.Key, "esc")
		in.Text(x+1, in.H()-1, e.Theme.KeyLabel, done)
	}}
}

// Cursor is in what is typed.
func (d *GoalPicker) Cursor() *frame.Cursor { return d.input.Cursor() }
