package talk

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/text"
	"verkstad/ui/frame"
	"verkstad/ui/participant/matter"
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
	about  bool // the phase works on something, which is listed
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
	about    bool   // something can be chosen on the list
	noTopic  string // why the chosen entry is nothing to talk at; empty if it is
	nothing  string // why nothing can be opened; empty if it can
	at       bool   // the person talks at the chosen entry
}

func (t *talk) Keys(last view.KeyProps) view.KeyProps {
	k := talkKeys{list: t.list.Keys(), followUp: t.follow.any(), about: t.about}
	b, facts := t.Board(), matter.FactsOf(t.Snapshot())
	if k.notes = len(facts.Topics) > 0 || b.Phase() != nil && b.Phase().TakesNotes(); k.notes {
		switch {
		case t.Me.Role == model.Observer:
			k.noNote = "participant.why.observer"
		case b.Locked(t.Now()):
			k.noNote = "error.phase-over"
		case b.Phase().NotesClosed():
			k.noNote = "participant.why.nonotes"
		}
	}
	if t.about {
		id := t.list.Item()
		k.nothing = view.Unless(id != 0, "participant.why.nothing")
		k.at = id != 0 && b.TopicOf(t.Person()) == id
		switch {
		case t.Me.Role == model.Observer:
			k.noTopic = "participant.why.observer"
		case !slices.Contains(facts.Topics, id):
			k.noTopic = "participant.why.notopic"
		}
	}
	return view.SameKeys(last, k)
}

// Actions are to move in the list, to take a note and to follow up.
func (k talkKeys) Actions(at view.Target) stage.Actions {
	actions := k.list.Actions(view.On(at, func(t *talk) *view.List { return t.list }))
	if k.about {
		word := "participant.key.topic"
		if k.at {
			word = "participant.key.leavetopic"
		}
		actions = append(actions,
			stage.Action{Moved: view.On(at, func(t *talk) *stage.Moved { return t.list.Moved() }), Keys: []string{"space"}, Word: word, Why: k.noTopic, Footer: k.noTopic == "", Do: view.On(at, (*talk).choose)},
			stage.Action{Keys: []string{"enter"}, Word: "key.open", Why: k.nothing, Footer: k.nothing == "" && k.noTopic != "", Do: view.On(at, (*talk).open)})
	}
	if k.notes {
		actions = append(actions, stage.Action{Keys: []string{"n"}, Word: "participant.key.note", Why: k.noNote, Footer: true, Do: view.On(at, (*talk).askNote)})
	}
	return append(actions, followUpActions(k.followUp, view.On(at, func(t *talk) *followUps { return &t.follow }))...)
}

// askNote asks for what is to stand in the document: with one's sector, and under the
// topic that one talks at, or else the chosen one.
func (t *talk) askNote() tea.Cmd {
	b, title, hint := t.Board(), "participant.talk.note", t.SectorName(t.Person().Sector)
	about := b.TopicOf(t.Person())
	if topics := b.Topics(); len(topics) > 0 {
		if about == 0 && slices.Contains(topics, t.list.Item()) {
			about = t.list.Item()
		}
		title, hint = "participant.talk.noteabout", view.ItemText(b, about)
	}
	note := func(s string) tea.Cmd { return t.Do(model.TakeNote{Text: s, About: about}) }
	return t.Ask(stage.NewPrompt(t.Env, t.Words.T(title), hint, "", text.MaxIdeaRunes,
		note).Several(stage.Several{Unit: "unit.notes", Most: text.MaxIdeaRunes, Each: note}))
}

// choose goes to the chosen topic, or leaves it.
func (t *talk) choose() tea.Cmd {
	id := t.list.Item()
	if t.Board().TopicOf(t.Person()) == id {
		id = 0
	}
	return t.Do(model.ChooseTopic{Topic: id})
}

// open shows what lies behind the chosen entry.
func (t *talk) open() tea.Cmd {
	head, text := matter.Behind(t.DrawContext(), t.Board(), t.VisibleIdeas(), t.list.Item())
	if head == "" {
		return nil
	}
	return t.Ask(stage.NewSheet(t.Env, head, text))
}

func (t *talk) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		return t.done(msg)
	case tea.MouseWheelMsg:
		t.list.Wheel(msg)
	case tea.MouseClickMsg:
		if t.about && t.list.Shifted(msg.X, msg.Y) {
			return t.SayMoved()
		}
		t.list.Pick(msg.X, msg.Y)
	}
	return nil
}

// done says what came of a choice or a note.
func (t *talk) done(msg stage.DoneMsg) tea.Cmd {
	if msg.Err != nil {
		return nil
	}
	switch c := msg.Command.(type) {
	case model.ChooseTopic:
		if c.Topic == 0 {
			return stage.Toast(t.Words.T("participant.talk.left"))
		}
		return stage.Toast(t.Words.T("participant.talk.chosen", "Topic", view.ItemText(t.Board(), c.Topic)))
	case model.TakeNote:
		if c.About != 0 {
			return stage.Toast(t.Words.T("participant.talk.notedabout", "Topic", view.ItemText(t.Board(), c.About)))
		}
		return stage.Toast(t.Words.T("participant.talk.noted", "Sector", t.SectorName(t.Person().Sector)))
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
	about   bool // something can be chosen
	list    view.ListView
}

// talkProps is all that the picture of a talk follows from.
type talkProps struct {
	view.PhaseProps
	about bool // the list matters more than the clock
	list  view.ListProps
}

func (t *talk) SharedView(r frame.Rect, last stage.SharedView) (stage.SharedView, bool) {
	t.about = talksAbout(t.Snapshot())
	t.list.LetChoose(t.about)
	v := talkView{queued: t.queued(), session: t.InSession(), here: t.Room.Presence(), about: t.about}
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
	list := talkList{board: shown, here: v.here, queued: v.queued, session: v.session}
	about := talksAbout(s)
	if about {
		list.matter = matter.Of(s, true)
	}
	phase := view.PhaseOf(s.Board, s.Clocks, v.session)
	phase.Speaks = onlySpeaks(s.Board) && !about
	return talkProps{phase, about, v.list.Props(list, about, s.Board)}
}

// DrawShared lays out the clock in large figures over the list.
func (p talkProps) DrawShared(dc stage.DrawContext, r frame.Rect) ([]frame.Pane, stage.SharedLayout) {
	panes, rest, head := p.Top(dc, r, false)
	if rows := p.clockRows(r); rows > 0 {
		var at frame.Rect
		at, rest = rest.SplitTop(rows + 2)
		figures, standing := strings.CutPrefix(p.Clock, "‖")
		panes = append(panes, dc.Pane(at, bigClockProps{strings.TrimSpace(figures), standing, rows}))
	}
	window, layout := p.list.Draw(dc, view.ReadingWidth(rest), head)
	return append(panes, window), layout
}

// clockRows is how high the clock's figures are. Where the talk is about something, that
// needs the rows of a low screen, and the header has the clock.
func (p talkProps) clockRows(r frame.Rect) int {
	switch {
	case !p.about || r.H >= 44:
		return view.ClockRows(r)
	case r.H >= 34:
		return 3
	}
	return 0
}

// talksAbout reports whether the phase of a snapshot is a talk that is about what an earlier
// phase made.
func talksAbout(s stage.Snapshot) bool {
	ph := s.Board.Phase()
	return ph.Does(method.TakesSpeech) && !ph.Slot() && matter.FactsOf(s).Any
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

// talkPrivate is what one's own panes follow from.
type talkPrivate struct {
	list view.OverListProps
	mine frame.Rect // beside the topic that one talks at; empty if that is not seen
}

func (t *talk) Private(layout stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	n := layout.(view.ListLayout)
	p := talkPrivate{list: t.list.OverList(n)}
	if mine := t.Board().TopicOf(t.Person()); mine != 0 {
		for _, e := range n.Rows.Beginning(n.Top, n.Rect.H) {
			if e.ID == mine {
				p.mine = frame.Rect{X: n.Rect.X, Y: n.Rect.Y + e.Y - n.Top, W: 1, H: 1}
			}
		}
	}
	return view.SamePrivate(last, p)
}

// DrawPrivate lays the sign of one's own topic over the list.
func (p talkPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	panes := p.list.DrawPrivate(dc, r)
	if !p.mine.Empty() {
		panes = append(panes, dc.Pane(p.mine, view.OwnSign))
	}
	return panes
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
