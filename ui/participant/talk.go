package participant

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/text"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// talk is when the group speaks, or has a break: the clock, the points to
// touch and the queue of speakers.
type talk struct {
	*desk
	still
	list   *pager
	looked any // the last talkLook,
	keyed  any // and the last followKeys
}

func newTalk(d *desk) *talk { return &talk{desk: d, list: newPager(d, "talk")} }

func (t *talk) actions() []action {
	actions := t.list.actions()
	if ph := t.Board().Phase(); ph != nil && ph.TakesNotes() {
		var why string
		switch {
		case t.Me.Role == model.Observer:
			why = "participant.why.observer"
		case t.Board().Locked(t.Now()):
			why = "error.phase-over"
		}
		actions = append(actions, action{keys: []string{"n"}, word: "participant.key.note", off: why, short: true, do: t.askNote})
	}
	return append(actions, t.followUp()...)
}

// askNote asks for what is to stand in the document with one's sector.
func (t *talk) askNote() tea.Cmd {
	note := func(s string) tea.Cmd { return t.Do(model.TakeNote{Text: s}) }
	return t.Ask(stage.NewPrompt(t.Env, t.Words.T("participant.talk.note"), t.SectorName(t.Person().Sector), "", text.MaxIdeaRunes,
		note).Several(stage.Several{Unit: "unit.notes", Most: text.MaxIdeaRunes, Each: note}))
}

func (t *talk) update(msg tea.Msg) tea.Cmd {
	if msg, ok := msg.(tea.MouseWheelMsg); ok {
		t.list.wheel(msg)
	}
	return nil
}

func (t *talk) panes(r frame.Rect) []frame.Pane { return whole(t, r) }

// queued is who one is, if one stands in the queue, which shows one's place.
func (t *talk) queued() model.PersonID {
	if !t.Board().HandUp(t.Person()) {
		return 0
	}
	return t.Me.Person
}

// talkLook is what tells one common picture from another.
type talkLook struct {
	queued model.PersonID
	here   uint64 // revision of who is here, which is not on the board
	list   listLook
}

func (t *talk) alike(r frame.Rect) any {
	return remembered(&t.looked, talkLook{t.queued(), t.Room.Presence().Rev, t.list.alike(r, 0, func() { t.common(r) }, t.lay)})
}

func (t *talk) common(r frame.Rect) ([]frame.Pane, any) {
	panes, rest, end := t.top(r, false)
	if rows := clockRows(r); rows > 0 {
		var at frame.Rect
		at, rest = rest.SplitTop(rows + 2)
		panes = append(panes, t.clock(at, rows))
	}
	t.lay(reading(rest))
	return append(panes, t.list.window()), t.list.note(end)
}

// lay lays out the points to touch, what was noted and who wants to speak.
func (t *talk) lay(r frame.Rect) {
	b := t.Board()
	mine, session := t.queued(), t.inSession()
	here, away := b.Queue(t.Room.Presence())
	of := talkOf{int(mine), int(session), inQueue(here, away)}
	t.list.lay(r, max(b.Revs.People, b.Revs.Agenda, b.Revs.Ideas, b.Revs.Commitments, b.Revs.Questions), of, func(l look, w int) *page {
		return talkPage(l, b, mine, session, w, here, away)
	})
}

// talkOf is what the list of a talk follows from besides the board: who of those
// who want to speak is here.
type talkOf struct {
	mine, session int
	queue         string
}

// inQueue names who is in the queue, and who of it is away.
func inQueue(here, away []*model.Person) string {
	var s strings.Builder
	for _, p := range here {
		s.WriteString(strconv.Itoa(int(p.ID)) + " ")
	}
	for _, p := range away {
		s.WriteString("-" + strconv.Itoa(int(p.ID)) + " ")
	}
	return s.String()
}

func (t *talk) cause(note any) (own, keys any) {
	return t.list.cause(note.(listNote)), remembered(&t.keyed, t.followKeys())
}

func (t *talk) own(r frame.Rect, note any) []frame.Pane { return t.list.own(r, note.(listNote)) }

// clockRows is how high the clock's figures are in a screen of that size.
func clockRows(r frame.Rect) int {
	switch {
	case r.H >= 22:
		return 5
	case r.H >= 15:
		return 3
	}
	return 0
}

// clock is the phase's time in large figures.
func (t *talk) clock(r frame.Rect, rows int) frame.Pane {
	l := t.look()
	figures := strings.TrimSpace(strings.TrimPrefix(stage.ClockText(t.Env), "‖"))
	standing := strings.HasPrefix(stage.ClockText(t.Env), "‖")
	return frame.Pane{Rect: r, Key: t.key("clock", 0, [2]any{figures, standing}), Draw: func(c *frame.Canvas) {
		style := l.accent
		if strings.HasPrefix(figures, "+") {
			style = l.theme.Danger.Without(frame.Underline)
		}
		if rows == 5 {
			frame.BigText(c, 2, 1, style, figures)
		} else {
			frame.BigText3(c, 2, 1, style, figures)
		}
		if standing {
			c.Text(2+frame.BigWidth(figures, rows)+3, rows, l.theme.Muted, l.words.T("participant.talk.paused"))
		}
	}}
}

func talkPage(l look, b *model.Board, me model.PersonID, session model.SessionID, w int, here, away []*model.Person) *page {
	p := &page{w: w}
	ph := b.Phase()
	for i, point := range ph.Checklist {
		if i == 0 {
			p.heading(l.theme.Strong, l.words.T("participant.talk.checklist"))
		}
		mark := span{l.accent, "○ "}
		if ph.Ticked(i + 1) {
			mark = span{l.theme.Ok, "✓ "}
		}
		p.item(entry{}, 2, []span{mark}, l.theme.Text, stage.Local(l.words.Lang(), point), 3)
	}
	notesRows(p, l, b, ph.ID, session)
	if len(ph.CarryIn) > 0 {
		carriedRows(p, l, b)
	}
	switch {
	case len(here)+len(away) > 0:
		p.heading(l.theme.Strong, l.words.T("participant.talk.queue"))
	case ph.Is(method.Break):
		p.text(2, l.theme.Muted, l.words.T("participant.talk.break"))
	default:
		p.gap()
		p.text(2, l.theme.Muted, l.words.T("participant.talk.nohands"))
	}
	for i, someone := range here {
		style, after := l.theme.Text, ""
		if someone.ID == me {
			style, after = l.theme.Strong, "  ← "+l.words.T("participant.talk.you")
		}
		number := strconv.Itoa(i+1) + "  "
		name, sector := seenAs(b, l.words, someone)
		p.item(entry{}, 2, []span{{l.accent.With(frame.Bold), number}, l.mark(sector), {style, " "}},
			style, name+after, 1)
	}
	for _, someone := range away {
		name, sector := seenAs(b, l.words, someone)
		p.item(entry{}, 2, []span{{l.theme.Muted, "–  "}, l.mark(sector), {l.theme.Muted, " "}},
			l.theme.Muted, l.words.T("participant.talk.away", "Name", name), 1)
	}
	return p
}
