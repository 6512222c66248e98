package talk

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/text"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// talk is when the group speaks, or has a break: the clock, the points to
// touch and the queue of speakers.
type talk struct {
	*view.Terminal
	view.NoText
	view.LooksAgain
	list   *view.List
	follow followUps
}

// New is the view of a phase in which people speak, and of any that has no other.
func New(t *view.Terminal) view.View {
	return &talk{Terminal: t, list: view.NewList(t), follow: followUps{terminal: t}}
}

// talkKeys is what the actions follow from.
type talkKeys struct {
	list     view.ListKeys
	notes    bool   // notes are taken,
	noNote   string // but not now, for this reason
	followUp bool   // there are commitments to follow up
}

func (t *talk) Keys(last view.KeyProps) view.KeyProps {
	k := talkKeys{list: t.list.Keys(), followUp: t.follow.any()}
	if ph := t.Board().Phase(); ph != nil && ph.TakesNotes() {
		k.notes = true
		switch {
		case t.Me.Role == model.Observer:
			k.noNote = "participant.why.observer"
		case t.Board().Locked(t.Now()):
			k.noNote = "error.phase-over"
		}
	}
	return view.SameKeys(last, k)
}

// Actions are to move in the list, to take a note and to follow up.
func (k talkKeys) Actions(at view.Target) stage.Actions {
	actions := k.list.Actions(view.On(at, func(t *talk) *view.List { return t.list }))
	if k.notes {
		actions = append(actions, stage.Action{Keys: []string{"n"}, Word: "participant.key.note", Why: k.noNote, Footer: true, Do: view.On(at, (*talk).askNote)})
	}
	return append(actions, followUpActions(k.followUp, view.On(at, func(t *talk) *followUps { return &t.follow }))...)
}

// askNote asks for what is to stand in the document with one's sector.
func (t *talk) askNote() tea.Cmd {
	note := func(s string) tea.Cmd { return t.Do(model.TakeNote{Text: s}) }
	return t.Ask(stage.NewPrompt(t.Env, t.Words.T("participant.talk.note"), t.SectorName(t.Person().Sector), "", text.MaxIdeaRunes,
		note).Several(stage.Several{Unit: "unit.notes", Most: text.MaxIdeaRunes, Each: note}))
}

func (t *talk) Update(msg tea.Msg) tea.Cmd {
	if msg, ok := msg.(tea.MouseWheelMsg); ok {
		t.list.Wheel(msg)
	}
	return nil
}

// queued is who one is, if one stands in the queue, which shows one's place.
func (t *talk) queued() model.PersonID {
	if !t.Board().HandUp(t.Person()) {
		return 0
	}
	return t.Me.Person
}

// talkView is what one sees of a talk: who is here, and one's own place in the
// queue, which nobody else's picture has.
type talkView struct {
	view.EachLooks
	queued  model.PersonID // 0 for one who does not wait
	session model.SessionID
	here    *model.Presence
	list    view.ListView
}

// talkProps is all that the picture of a talk follows from.
type talkProps struct {
	view.PhaseProps
	list view.ListProps
}

// talkList is the points to touch, what was noted and who wants to speak.
type talkList struct {
	board   *model.Board
	here    *model.Presence
	queued  model.PersonID
	session model.SessionID
}

func (t *talk) SharedView(r frame.Rect, last stage.SharedView) (stage.SharedView, bool) {
	v := talkView{queued: t.queued(), session: t.InSession(), here: t.Room.Presence()}
	v.list = t.list.View(r, 0, func(list view.ListView) view.ListLayout {
		v.list = list
		_, layout := t.DrawShared(v, r)
		return layout.(view.ListLayout)
	})
	return view.SameShared(last, v), true
}

// Props is what is seen of a board.
func (v talkView) Props(s stage.Snapshot) stage.SharedProps {
	revs := s.Board.Revs
	shown := view.BoardParts(s, model.Revs{
		People: revs.People, Agenda: revs.Agenda, Ideas: revs.Ideas, Commitments: revs.Commitments, Questions: revs.Questions,
	})
	list := talkList{shown, v.here, v.queued, v.session}
	phase := view.PhaseOf(s.Board, s.Clocks, v.session)
	phase.Speaks = onlySpeaks(s.Board)
	return talkProps{phase, v.list.Props(list, false, s.Board)}
}

// DrawShared lays out the clock in large figures over the list.
func (p talkProps) DrawShared(dc stage.DrawContext, r frame.Rect) ([]frame.Pane, stage.SharedLayout) {
	panes, rest, head := p.Top(dc, r, false)
	if rows := view.ClockRows(r); rows > 0 {
		var at frame.Rect
		at, rest = rest.SplitTop(rows + 2)
		figures, standing := strings.CutPrefix(p.Clock, "‖")
		panes = append(panes, dc.Pane(at, bigClockProps{strings.TrimSpace(figures), standing, rows}))
	}
	window, layout := p.list.Draw(dc, view.ReadingWidth(rest), head)
	return append(panes, window), layout
}

func (l talkList) Rows(dc stage.DrawContext, w int) *view.Rows {
	here, away := l.board.Queue(l.here)
	return talkPage(dc, l.board, l.queued, l.session, w, here, away)
}

// onlySpeaks reports whether the phase shows nothing but its clock and who wants to
// speak.
func onlySpeaks(b *model.Board) bool {
	ph := b.Phase()
	if ph == nil || len(ph.Checklist)+len(ph.Steps) > 0 || ph.TakesNotes() || ph.Slot() {
		return false
	}
	if len(ph.CarryIn) == 0 {
		return true
	}
	questions, commitments := b.Carried()
	return len(questions)+len(commitments) == 0
}

func (t *talk) Settle(layout stage.SharedLayout) { t.list.SettleOver(layout.(view.ListLayout)) }

func (t *talk) Private(layout stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, t.list.OverList(layout.(view.ListLayout)))
}

// bigClockProps is the phase's time in large figures.
type bigClockProps struct {
	figures  string
	standing bool
	rows     int
}

// Draw draws the figures, and beside them that the clock stands, if it does.
func (p bigClockProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style := dc.Accent
	if strings.HasPrefix(p.figures, "+") {
		style = dc.Theme.Danger.Without(frame.Underline)
	}
	if p.rows == 5 {
		frame.BigText(c, 2, 1, style, p.figures)
	} else {
		frame.BigText3(c, 2, 1, style, p.figures)
	}
	if p.standing {
		c.Text(2+frame.BigWidth(p.figures, p.rows)+3, p.rows, dc.Theme.Muted, dc.Words.T("participant.talk.paused"))
	}
}

func talkPage(dc stage.DrawContext, b *model.Board, me model.PersonID, session model.SessionID, w int, here, away []*model.Person) *view.Rows {
	p := &view.Rows{W: w}
	ph := b.Phase()
	for i, point := range ph.Checklist {
		if i == 0 {
			p.Heading(dc.Theme.Strong, dc.Words.T("participant.talk.checklist"))
		}
		mark := view.Span{Style: dc.Accent, Text: "○ "}
		if ph.Ticked(i + 1) {
			mark = view.Span{Style: dc.Theme.Ok, Text: "✓ "}
		}
		p.Item(view.Entry{}, 2, []view.Span{mark}, dc.Theme.Text, stage.Local(dc.Words.Lang(), point), 3)
	}
	notesRows(p, dc, b, ph.ID, session)
	if len(ph.CarryIn) > 0 {
		carriedRows(p, dc, b)
	}
	switch {
	case len(here)+len(away) > 0:
		p.Heading(dc.Theme.Strong, dc.Words.T("participant.talk.queue"))
	case ph.Does(method.Rests):
		p.Text(2, dc.Theme.Muted, dc.Words.T("participant.talk.break"))
	default:
		p.Gap()
		p.Text(2, dc.Theme.Muted, dc.Words.T("participant.talk.nohands"))
	}
	for i, someone := range here {
		style, after := dc.Theme.Text, ""
		if someone.ID == me {
			style, after = dc.Theme.Strong, "  ← "+dc.Words.T("participant.talk.you")
		}
		number := strconv.Itoa(i+1) + "  "
		name, sector := view.SeenAs(b.Anonymous, dc.Words, someone)
		p.Item(view.Entry{}, 2, []view.Span{{Style: dc.Accent.With(frame.Bold), Text: number}, view.SectorMark(dc, sector), {Style: style, Text: " "}},
			style, name+after, 1)
	}
	for _, someone := range away {
		name, sector := view.SeenAs(b.Anonymous, dc.Words, someone)
		p.Item(view.Entry{}, 2, []view.Span{{Style: dc.Theme.Muted, Text: "–  "}, view.SectorMark(dc, sector), {Style: dc.Theme.Muted, Text: " "}},
			dc.Theme.Muted, dc.Words.T("participant.talk.away", "Name", name), 1)
	}
	return p
}
