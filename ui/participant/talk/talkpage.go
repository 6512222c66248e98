package talk

import (
	"strconv"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/participant/matter"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// talkList is the points to touch, what the talk is about, what was noted and who wants
// to speak.
type talkList struct {
	board   *model.Board
	matter  matter.List
	here    *model.Presence
	queued  model.PersonID
	session model.SessionID
}

func (l talkList) Rows(dc stage.DrawContext, w int) *view.Rows {
	here, away := l.board.Queue(l.here)
	return l.page(dc, w, here, away)
}

// cappedQueue is how many names stand over what the talk is about.
const cappedQueue = 3

// page lists all of it.
func (l talkList) page(dc stage.DrawContext, w int, here, away []*model.Person) *view.Rows {
	p := &view.Rows{W: w}
	b, ph := l.board, l.board.Phase()
	about := l.matter != matter.List{}
	if about && len(here)+len(away) > 0 {
		l.queue(p, dc, here, away, cappedQueue)
		p.Gap()
	}
	l.checklist(p, dc)
	l.about(p, dc)
	notesRows(p, dc, b, ph.ID, l.session)
	if len(ph.CarryIn) > 0 {
		carriedRows(p, dc, b)
	}
	if about {
		l.matter.Add(p, dc, model.MaxCandidates)
	}
	switch {
	case len(here)+len(away) > 0 && !about:
		l.queue(p, dc, here, away, len(here)+len(away))
	case len(here)+len(away) > 0:
	case ph.Does(method.Rests):
		p.Text(2, dc.Theme.Muted, dc.Words.T("participant.talk.break"))
	default:
		p.Gap()
		p.Text(2, dc.Theme.Muted, dc.Words.T("participant.talk.nohands"))
	}
	return p
}

// about says what the session is about, where that is told.
func (l talkList) about(p *view.Rows, dc stage.DrawContext) {
	if _, s := l.board.Session(l.session); s != nil {
		if about := stage.Local(dc.Words.Lang(), s.About); about != "" {
			p.Gap()
			p.Text(2, dc.Theme.Text, about)
		}
	}
}

// checklist lists the points to touch.
func (l talkList) checklist(p *view.Rows, dc stage.DrawContext) {
	ph := l.board.Phase()
	for i, point := range ph.Checklist {
		if i == 0 {
			p.Heading(dc.Theme.Strong, dc.Words.T("participant.talk.checklist"))
		}
		mark := view.Span{Style: dc.Accent, Text: "○ "}
		if ph.Ticked(i + 1) {
			mark = view.Span{Style: dc.Theme.Ok, Text: "✓ "}
		}
		p.Line(2, []view.Span{mark}, dc.Theme.Text, stage.Local(dc.Words.Lang(), point), 3)
	}
}

// queue lists who wants to speak, at most so many.
func (l talkList) queue(p *view.Rows, dc stage.DrawContext, here, away []*model.Person, most int) {
	b := l.board
	p.Heading(dc.Theme.Strong, dc.Words.T("participant.talk.queue"))
	if more := len(here) + len(away) - most; more > 0 {
		defer func() { p.Text(5, dc.Theme.Muted, dc.Words.T("participant.talk.more", "N", more)) }()
	}
	for i, someone := range here[:min(len(here), most)] {
		style, after := dc.Theme.Text, ""
		if someone.ID == l.queued {
			style, after = dc.Theme.Strong, "  ← "+dc.Words.T("participant.talk.you")
		}
		number := strconv.Itoa(i+1) + "  "
		name, sector := view.SeenAs(b.Anonymous, dc.Words, someone)
		p.Line(2, []view.Span{{Style: dc.Accent.With(frame.Bold), Text: number}, view.SectorMark(dc, sector), {Style: style, Text: " "}},
			style, name+after, 1)
	}
	for _, someone := range away[:min(len(away), max(0, most-len(here)))] {
		name, sector := view.SeenAs(b.Anonymous, dc.Words, someone)
		p.Line(2, []view.Span{{Style: dc.Theme.Muted, Text: "–  "}, view.SectorMark(dc, sector), {Style: dc.Theme.Muted, Text: " "}},
			dc.Theme.Muted, dc.Words.T("participant.talk.away", "Name", name), 1)
	}
}
