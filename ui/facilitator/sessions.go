package facilitator

import (
	"maps"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// sessions is what goes on side by side in a phase: who holds what where, how
// many are there, and who is placed. Every change holds at once.
type sessions struct {
	listScreen
	over  func() stage.Screen // the screen that this one lies over
	phase model.PhaseID
}

func newSessions(home *Screen, phase model.PhaseID, back func() stage.Screen) *sessions {
	return &sessions{listScreen: listOver(home), phase: phase, over: back}
}

// openSessions shows those of the phase that the group is in.
func (s *Screen) openSessions() tea.Cmd {
	return s.env.Show(newSessions(s, s.env.Board().Phase().ID, func() stage.Screen { return s }))
}

// noSessions says why a phase can have no sessions; empty if it can.
func noSessions(ph *model.Phase) string {
	return when(!ph.Uses(method.SettingSessions), "facilitator.why.nosessions")
}

func (v *sessions) ph() *model.Phase { return v.env.Board().PhaseByID(v.phase) }

func (v *sessions) selected() *method.Session {
	if ph := v.ph(); ph != nil && v.list.At() < len(ph.Sessions) {
		return &ph.Sessions[v.list.At()]
	}
	return nil
}

// Update moves in the list and changes it.
func (v *sessions) Update(msg tea.Msg) tea.Cmd {
	ph := v.ph()
	if ph == nil { // it was taken out of the agenda
		return v.env.Show(v.over())
	}
	if _, ok := msg.(stage.WakeMsg); ok {
		return v.home.Update(msg)
	}
	return v.steer(msg, sessionRows(ph), v.actions)
}

// actions change the sessions.
func (v *sessions) actions() stage.Actions {
	none := v.selected() == nil
	return stage.Actions{
		{Word: "facilitator.sessions.add", Keys: []string{"n"}, Footer: true, Do: v.add},
		{Word: "facilitator.sessions.add", Hidden: true, Keys: []string{"e", "enter"}, Off: !none, Do: v.add},
		{Word: "key.edit", Keys: []string{"e", "enter"}, Off: none, Moved: v.list.Moved, Footer: true, Do: v.edit},
		{Word: "facilitator.sessions.placing", Keys: []string{"d"}, Why: when(!v.ph().Parallel(), "facilitator.why.onesession"), Footer: true, Do: v.place},
		{Word: "facilitator.sessions.remove", Keys: []string{"x", "delete"}, Off: none, Moved: v.list.Moved, Footer: true, Do: v.remove},
		v.back(v.over, "B"),
	}
}

// sessionRows is a phase's sessions, by their ids.
func sessionRows(ph *model.Phase) stage.ListRows[int] {
	return rowsBy(len(ph.Sessions), func(i int) int { return ph.Sessions[i].ID })
}

// add asks for the title of a new session.
func (v *sessions) add() tea.Cmd {
	w := v.env.Words
	return v.env.Ask(stage.NewPrompt(v.env, w.T("facilitator.sessions.add"), w.T("facilitator.sessions.title"), "", 60, func(text string) tea.Cmd {
		if strings.TrimSpace(text) == "" {
			return stage.Complain(w.T("error.empty"))
		}
		v.list.Await(len(v.ph().Sessions))
		return v.env.Do(model.SetSession{Phase: v.phase, Session: method.Session{Title: method.Text{w.Lang(): text}}})
	}))
}

// edit asks what of the selected session is to be changed.
func (v *sessions) edit() tea.Cmd {
	s := v.selected()
	seats := ""
	if s.Seats > 0 {
		seats = strconv.Itoa(s.Seats)
	}
	var choices []stage.Choice
	for _, field := range []struct {
		word, value string
		most        int
		set         func(*method.Session, string) string // gives why not, as a word id
	}{
		{"facilitator.sessions.title", v.env.Local(s.Title), 60, func(s *method.Session, text string) string { s.Title = v.local(s.Title, text); return "" }},
		{"facilitator.sessions.place", s.Place, 40, func(s *method.Session, text string) string { s.Place = text; return "" }},
		{"facilitator.sessions.host", s.Host, 60, func(s *method.Session, text string) string { s.Host = text; return "" }},
		{"facilitator.sessions.about", v.env.Local(s.About), 200, func(s *method.Session, text string) string { s.About = v.local(s.About, text); return "" }},
		{"facilitator.sessions.seats", seats, 4, func(s *method.Session, text string) string {
			n, err := strconv.Atoi(text)
			if s.Seats = n; err != nil && text != "" {
				return "facilitator.number"
			}
			return ""
		}},
	} {
		choices = append(choices, stage.Choice{Label: v.env.Words.T(field.word), Detail: field.value, Do: func() tea.Cmd {
			return v.ask(*s, field.word, field.value, field.most, field.set)
		}})
	}
	return v.env.Ask(stage.NewMenu(v.env, v.env.Local(s.Title), choices))
}

func (v *sessions) ask(s method.Session, word, value string, most int, set func(*method.Session, string) string) tea.Cmd {
	w := v.env.Words
	return v.env.Ask(stage.NewPrompt(v.env, w.T(word), w.T("facilitator.edit.hint"), value, most, func(text string) tea.Cmd {
		if why := set(&s, strings.TrimSpace(text)); why != "" {
			return stage.Complain(w.T(why))
		}
		return v.env.Do(model.SetSession{Phase: v.phase, Session: s})
	}))
}

// local is a text with what it says in the terminal's language changed; what it
// said in another is no longer right, and goes.
func (v *sessions) local(old method.Text, text string) method.Text {
	if text == "" {
		return nil
	}
	if v.env.Local(old) == text {
		return maps.Clone(old)
	}
	return method.Text{v.env.Words.Lang(): text}
}

func (v *sessions) remove() tea.Cmd {
	s, w := v.selected(), v.env.Words
	rows, _ := v.texts(v.ph())
	return v.env.Ask(stage.NewConfirm(v.env, w.T("facilitator.sessions.remove"), v.env.Local(s.Title)+": "+rows[v.list.At()].counts+".",
		v.env.Doing(model.DropSession{Session: model.SessionID(s.ID)})))
}

func (v *sessions) place() tea.Cmd {
	return v.env.Do(model.PlaceSessions{Phase: v.phase})
}

// Panes are the sessions and what is known of each.
func (v *sessions) Panes(r frame.Rect) []frame.Pane {
	e, ph := v.env, v.ph()
	title := e.Words.T("facilitator.title.sessions")
	if ph == nil {
		panes, _ := v.headed(r, title, "")
		return panes
	}
	panes, body := v.headed(r, title+" · "+e.PhaseTitle(ph), "")
	foot, body := body.SplitBottom(1)
	rows, outside := v.texts(ph)
	row := func(i int) sessionRow { return rows[i] }
	panes = append(panes, stage.ListPane(e, &v.list, body, sessionRows(ph), row, e.Words.T("facilitator.sessions.none")))
	return append(panes, e.DrawContext().Pane(foot, stage.LinePicture{Text: outside, Style: e.Theme.Muted}))
}

// sessionRow is a session: its title, where it is and who holds it, and how many
// people and texts are in it.
type sessionRow struct{ title, where, counts string }

// DrawRow draws the session.
func (r sessionRow) DrawRow(dc stage.DrawContext, c *frame.Canvas) {
	end := c.TextRight(c.W()-1, 0, dc.Theme.Strong, r.counts) - 2
	if r.where != "" && c.W() >= 56 {
		end = c.W() * 55 / 100
		c.TextIn(end, 0, c.W()-end-2-frame.Width(r.counts), dc.Theme.Muted, r.where)
		end -= 2
	}
	c.TextIn(0, 0, end, dc.Theme.Text, r.title)
}

// texts are the sessions of a phase, and how many are in none of them.
func (v *sessions) texts(ph *model.Phase) (rows []sessionRow, outside string) {
	e := v.env
	counts := e.Board().SessionCounts(ph)
	for i, s := range counts[:len(ph.Sessions)] {
		where := s.Place
		if s.Host != "" {
			where = strings.TrimPrefix(where+" · "+s.Host, " · ")
		}
		people := strconv.Itoa(s.People)
		if s.Seats > 0 {
			people += "/" + strconv.Itoa(s.Seats)
		}
		rows = append(rows, sessionRow{
			strconv.Itoa(i+1) + "  " + e.Local(s.Title), where,
			e.Words.T("facilitator.sessions.counts", "People", people, "Written", s.Ideas+s.Questions),
		})
	}
	if n := counts[len(ph.Sessions)].People; n > 0 && ph.Parallel() {
		outside = e.Words.N("facilitator.sessions.outside", n)
	}
	return rows, outside
}

// Keys change the sessions.
func (v *sessions) Keys() help.KeyMap { return v.keyMap(sessionRows(v.ph()), v.actions()) }
