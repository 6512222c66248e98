package facilitator

import (
	"cmp"
	"slices"
	"strconv"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// editor changes the agenda, before the workshop and during it. Every change
// holds at once.
type editor struct {
	listScreen
	plan agendaPane
}

func newEditor(home *Screen) *editor {
	d := &editor{listScreen: listOver(home), plan: agendaPane{env: home.env}}
	d.list.SelectRow(max(0, home.env.Board().Current()))
	return d
}

// phases is a copy of the agenda to change.
func (d *editor) phases() []model.Phase {
	var out []model.Phase
	for _, ph := range d.env.Board().Phases() {
		out = append(out, *ph)
	}
	return out
}

// change changes the selected phase.
func (d *editor) change(f func(*model.Phase)) tea.Cmd {
	ph := d.selected()
	if ph == nil {
		return nil
	}
	return d.changePhase(ph.ID, f)
}

// changePhase changes a phase, if it is there still: others may have changed the
// agenda while something was asked about it.
func (d *editor) changePhase(id model.PhaseID, f func(*model.Phase)) tea.Cmd {
	return d.changeSaying(id, "", f)
}

// changeSaying is changePhase; the footer says what was done once it is.
func (d *editor) changeSaying(id model.PhaseID, said string, f func(*model.Phase)) tea.Cmd {
	phases := d.phases()
	at := slices.IndexFunc(phases, func(ph model.Phase) bool { return ph.ID == id })
	if at < 0 {
		return stage.Complain(d.env.Say(model.ErrNoSuchPhase))
	}
	f(&phases[at])
	return d.env.DoSaying(model.ChangeAgenda{Phases: phases}, said)
}

// Update moves in the list and changes it.
func (d *editor) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(stage.WakeMsg); ok {
		return d.home.Update(msg)
	}
	return d.steer(msg, d.rows(), d.actions)
}

func (d *editor) rows() stage.ListRows[int] { return rowsBy(len(d.env.Board().Phases()), d.phaseID) }

func (d *editor) phaseID(i int) int { return int(d.env.Board().Phases()[i].ID) }

// actions change the selected phase, or what phases there are.
func (d *editor) actions() stage.Actions {
	ph := d.selected()
	none := ph == nil
	retime := func(by int) func() tea.Cmd { return func() tea.Cmd { return d.retime(by) } }
	shift := func(by int) func() tea.Cmd { return func() tea.Cmd { return d.shift(by) } }
	return stage.Actions{
		{Word: "facilitator.editor.minutes", Shown: "+ −", Keys: []string{"+", "=", ".", "right", "l"}, Moved: d.list.Moved, Footer: true, Do: retime(1)},
		{Word: "facilitator.editor.minutes", Hidden: true, Keys: []string{"-", "_", ",", "left", "h"}, Moved: d.list.Moved, Do: retime(-1)},
		{Word: "facilitator.editor.add", Keys: []string{"n"}, Off: none, Moved: d.list.Moved, Footer: true, Do: d.addMenu},
		{Word: "facilitator.editor.remove", Keys: []string{"x", "delete"}, Off: none, Why: d.noRemoval(), Moved: d.list.Moved, Footer: true, Do: d.remove},
		{Word: "facilitator.editor.shift", Shown: "J K", Keys: []string{"J", "shift+down"}, Moved: d.list.Moved, Footer: true, Do: shift(1)},
		{Word: "facilitator.editor.shift", Hidden: true, Keys: []string{"K", "shift+up"}, Moved: d.list.Moved, Do: shift(-1)},
		{Word: "facilitator.editor.rename", Keys: []string{"e", "enter"}, Off: none, Moved: d.list.Moved, Footer: true, Do: d.rename},
		{Word: "facilitator.editor.prompt", Keys: []string{"p"}, Group: 1, Off: none, Moved: d.list.Moved, Footer: true, Do: d.promptText},
		{Word: "facilitator.editor.instruction", Keys: []string{"i"}, Group: 1, Off: none, Moved: d.list.Moved, Footer: true, Do: d.instruct},
		{Word: "facilitator.editor.leader", Keys: []string{"d"}, Group: 1, Off: none, Moved: d.list.Moved, Do: d.note},
		{Word: "facilitator.editor.activity", Keys: []string{"t"}, Group: 1, Off: none, Moved: d.list.Moved, Footer: true, Do: d.changeActivity},
		{Word: "facilitator.editor.sessions", Keys: []string{"B"}, Group: 1, Off: none, Why: noSessions(ph), Moved: d.list.Moved, Footer: true, Do: d.openSessions},
		{Word: "facilitator.editor.keep", Keys: []string{"s"}, Group: 1, Why: when(!ph.Uses(method.SettingKeep), "facilitator.why.novote"), Moved: d.list.Moved, Footer: true, Do: d.turnKeep},
		d.back(d.cockpit, "a"),
	}
}

// noRemoval says why the selected phase cannot be removed; empty if it can.
func (d *editor) noRemoval() string {
	switch ph := d.selected(); {
	case ph == nil:
		return ""
	case !ph.Entered().IsZero():
		return "facilitator.why.used"
	case len(d.env.Board().Phases()) == 1:
		return "facilitator.why.only"
	}
	return ""
}

// changeActivity asks what the selected phase does.
func (d *editor) changeActivity() tea.Cmd {
	id := d.selected().ID
	return d.activityMenu("facilitator.editor.activity", func(a method.Activity) tea.Cmd { return d.setActivity(id, a) })
}

// addMenu asks what the phase does that is added after the selected one.
func (d *editor) addMenu() tea.Cmd {
	id := d.selected().ID
	return d.activityMenu("facilitator.editor.add", func(a method.Activity) tea.Cmd { return d.insert(id, a) })
}

func (d *editor) retime(by int) tea.Cmd {
	return d.change(func(ph *model.Phase) { ph.Minutes = max(0, min(ph.Minutes+by, 1440)) })
}

func (d *editor) shift(by int) tea.Cmd {
	phases, to := d.phases(), d.list.At()+by
	if to < 0 || to >= len(phases) {
		return nil
	}
	phases[d.list.At()], phases[to] = phases[to], phases[d.list.At()]
	return d.env.Do(model.ChangeAgenda{Phases: phases})
}

// ask asks for a text of the selected phase.
func (d *editor) ask(title string, value method.Text, most int, set func(*model.Phase, method.Text)) tea.Cmd {
	return d.env.Ask(d.prompt(title, value, most, set))
}

func (d *editor) prompt(title string, value method.Text, most int, set func(*model.Phase, method.Text)) *stage.Prompt {
	w, id := d.env.Words, d.selected().ID
	return stage.NewPrompt(d.env, w.T(title), w.T("facilitator.edit.hint"), d.env.Local(value), most, func(text string) tea.Cmd {
		return d.changePhase(id, func(ph *model.Phase) {
			if text == "" {
				set(ph, nil)
				return
			}
			set(ph, method.Text{w.Lang(): text})
		})
	})
}

func (d *editor) selected() *model.Phase {
	if phases := d.env.Board().Phases(); d.list.At() < len(phases) {
		return phases[d.list.At()]
	}
	return nil
}

func (d *editor) rename() tea.Cmd {
	return d.ask("facilitator.editor.rename", d.selected().Title, 60, func(ph *model.Phase, t method.Text) { ph.Title = t })
}

func (d *editor) instruct() tea.Cmd {
	return d.ask("facilitator.editor.instruction", d.selected().Instruction, 500, func(ph *model.Phase, t method.Text) { ph.Instruction = t })
}

func (d *editor) promptText() tea.Cmd {
	p := d.prompt("facilitator.editor.prompt", d.selected().Prompt, 160, func(ph *model.Phase, t method.Text) { ph.Prompt = t })
	return d.env.Ask(p.Mending(mendQuestion(d.env)))
}

func (d *editor) activityMenu(title string, pick func(method.Activity) tea.Cmd) tea.Cmd {
	var choices []stage.Choice
	for _, a := range method.Activities() {
		choices = append(choices, stage.Choice{
			Label: d.env.Words.T("activity." + string(a)),
			Do:    func() tea.Cmd { return pick(a) },
		})
	}
	return d.env.Ask(stage.NewMenu(d.env, d.env.Words.T(title), choices))
}

func (d *editor) setActivity(id model.PhaseID, a method.Activity) tea.Cmd {
	return d.changePhase(id, func(ph *model.Phase) {
		d.env.Board().SetActivity(ph, a)
	})
}

// turnKeep chooses the other of the two things that the votes of the selected
// phase can leave behind. Both at once is chosen where a vote is opened.
func (d *editor) turnKeep() tea.Cmd {
	keep := method.KeepSums
	if d.selected().Keep == keep {
		keep = method.KeepBallots
	}
	id := d.selected().ID // what it says is for a screen without room for the row
	return d.changeSaying(id, d.keepText(keep), func(ph *model.Phase) { ph.Keep = keep })
}

// keepText says what a vote keeps.
func (d *editor) keepText(keep string) string {
	w := d.env.Words
	return w.T("votes.keep.title") + ": " + w.T(report.KeepWords[model.Keep(cmp.Or(keep, method.KeepBallots))])
}

// voteRow says of a voting phase when its result is seen and what it keeps; empty
// of another.
func (d *editor) voteRow(ph *model.Phase) string {
	if !ph.Uses(method.SettingKeep) {
		return ""
	}
	w, shown := d.env.Words, "facilitator.ballot.secret.not"
	if ph.Secret && !d.env.Board().ForTwo() {
		shown = "facilitator.ballot.secret.yes"
	}
	return w.T("facilitator.ballot.secret.label") + ": " + w.T(shown) + " · " + d.keepText(ph.Keep)
}

// newMinutes is what an added phase gets to begin with.
const newMinutes = 10

// insert adds a phase after another, or at the end if that one is gone.
func (d *editor) insert(after model.PhaseID, a method.Activity) tea.Cmd {
	phases := d.phases()
	ph := d.env.Board().NewPhase(a)
	ph.Minutes = newMinutes
	at := slices.IndexFunc(phases, func(ph model.Phase) bool { return ph.ID == after }) + 1
	if at == 0 {
		at = len(phases)
	}
	d.list.Await(at)
	return d.env.Do(model.ChangeAgenda{Phases: slices.Insert(phases, at, ph)})
}

// openSessions shows what goes on side by side in the selected phase.
func (d *editor) openSessions() tea.Cmd {
	return d.env.Show(newSessions(d.home, d.selected().ID, func() stage.Screen { return d }))
}

func (d *editor) remove() tea.Cmd {
	ph, w := d.selected(), d.env.Words
	return d.env.Ask(stage.NewConfirm(d.env, w.T("facilitator.editor.remove"),
		w.T("facilitator.askremove.phase", "Phase", d.env.PhaseTitle(ph)), func() tea.Cmd {
			rest := slices.DeleteFunc(d.phases(), func(p model.Phase) bool { return p.ID == ph.ID }) // of the agenda as it is then
			return d.env.Do(model.ChangeAgenda{Phases: rest})
		}))
}

// Panes are the agenda, and what the selected phase says.
func (d *editor) Panes(r frame.Rect) []frame.Pane {
	e, b := d.env, d.env.Board()
	end, _ := endText(e)
	panes, body := d.headed(r, e.Words.T("facilitator.title.agenda"), end)
	texts, body := d.textPlace(body)
	plan, phases := d.plan.rows(), b.Phases()
	row := func(i int) editorRow {
		row := editorRow{planRow: plan[i], number: i + 1, minutes: e.Words.T("unit.minutes", "N", phases[i].Minutes)}
		if activity := e.Words.T("activity." + string(phases[i].Activity)); activity != row.title { // one without a title is called so already
			row.activity = activity
		}
		return row
	}
	panes = append(panes, stage.ListPane(e, &d.list, body, d.rows(), row, ""))
	return append(panes, d.textPane(texts))
}

// editorRow is a phase as it is listed to be changed.
type editorRow struct {
	planRow
	number            int
	activity, minutes string
}

// DrawRow draws the phase.
func (r editorRow) DrawRow(dc stage.DrawContext, c *frame.Canvas) {
	t := dc.Theme
	mark, style := t.Muted, t.Text
	if r.here {
		mark, style = dc.Accent.With(frame.Bold), dc.Accent.With(frame.Bold)
	}
	c.Text(0, 0, mark, r.mark)
	c.Text(2, 0, t.Muted, r.at)
	right := c.TextRight(c.W()-1, 0, t.Strong, r.minutes) - 2
	if c.W() >= 56 {
		right -= 18
		c.TextIn(right, 0, 18, t.Muted, r.activity)
	}
	c.TextIn(8, 0, right-9, style, strconv.Itoa(r.number)+"  "+r.title)
}

// textPlace is beside the agenda where there is room, else under it.
func (d *editor) textPlace(r frame.Rect) (texts, rest frame.Rect) {
	if r.W >= 110 {
		texts, rest = r.SplitRight(r.W * 2 / 5)
		return texts.Inset(2, 0), rest
	}
	if r.H >= 14 {
		texts, rest = r.SplitBottom(6)
		_, rest = rest.SplitBottom(1)
		return texts, rest
	}
	return frame.Rect{}, r
}

// textPane is the question and the instruction of the selected phase.
func (d *editor) textPane(r frame.Rect) frame.Pane {
	p := phaseTexts{style: d.env.Theme.Title}
	if ph := d.selected(); ph != nil {
		p.prompt, p.instruction, p.vote = d.env.Local(ph.Prompt), d.env.Local(ph.Instruction), d.voteRow(ph)
		p.style = d.env.Theme.Accent(string(ph.Activity)).With(frame.Bold)
	}
	return d.env.DrawContext().Pane(r, p)
}

// phaseTexts is what a phase says; vote is what its votes keep.
type phaseTexts struct {
	prompt, instruction, vote string
	style                     frame.Style // of the prompt
}

func (p phaseTexts) Draw(dc stage.DrawContext, c *frame.Canvas) {
	y := c.Wrap(frame.Rect{W: min(c.W(), 70), H: 2}, dc.Theme.Muted, p.vote)
	if c.H() > 8 && y > 0 {
		y++
	}
	y += c.Wrap(frame.Rect{Y: y, W: min(c.W(), 70), H: min(2, c.H()-y)}, p.style, p.prompt)
	if c.H() > 8 && y > 0 {
		y++
	}
	c.Wrap(frame.Rect{Y: y, W: min(c.W(), 70), H: c.H() - y}, dc.Theme.Text, p.instruction)
}

// Keys change the selected phase.
func (d *editor) Keys() help.KeyMap {
	m := d.keyMap(d.rows(), d.actions())
	m.Short = append(m.Short, d.env.HelpKey())
	return m
}
