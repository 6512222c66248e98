package facilitator

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/ticketprint"
)

// makeTimeout bounds how long somebody waits for tickets that are made.
const makeTimeout = 10 * time.Second

// tickets is every ticket with who holds it, to make, void and replace them.
// What is written on those made at this terminal is shown as long as it runs.
type tickets struct {
	listScreen
}

func newTickets(home *Screen) *tickets { return &tickets{listScreen: listOver(home)} }

// papersMsg brings tickets that were made.
type papersMsg struct{ papers []stage.Paper }

// keep remembers what is written on tickets.
func (s *Screen) keep(msg papersMsg) {
	if s.written == nil {
		s.written = map[int]string{}
	}
	for _, p := range msg.papers {
		s.written[p.No] = p.Written
	}
}

// Update moves, makes, voids, replaces and saves.
func (v *tickets) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.WakeMsg:
		return v.home.Update(msg)
	case papersMsg:
		v.home.keep(msg)
		v.list.SelectRow(msg.papers[0].No - 1)
		return nil
	}
	return v.steer(msg, v.rows(), v.actions)
}

// actions make, print, replace and void tickets.
func (v *tickets) actions() stage.Actions {
	t := v.selected()
	return stage.Actions{
		{Word: "facilitator.tickets.make", Keys: []string{"n"}, Footer: true, Do: v.askMany},
		{Word: "facilitator.tickets.save", Keys: []string{"s"}, Why: v.noSave(), Footer: true, Do: v.save},
		{Word: "facilitator.tickets.replace", Keys: []string{"e", "enter"}, Why: when(t == nil || t.ReplacedBy != 0, "facilitator.why.noticket"), Footer: true, Do: v.replace},
		{Word: "facilitator.tickets.void", Keys: []string{"x", "delete"}, Why: when(t == nil || t.Void, "facilitator.why.noticket"), Footer: true, Do: v.void},
		v.back(v.cockpit),
	}
}

// rows is the tickets by their numbers. None is ever taken away.
func (v *tickets) rows() stage.ListRows[int] {
	return rowsBy(v.env.Board().Tickets().Len(), func(i int) int { return i + 1 })
}

func (v *tickets) selected() *model.Ticket { return v.env.Board().Ticket(v.list.At() + 1) }

func (v *tickets) askMany() tea.Cmd {
	w := v.env.Words
	return v.env.Ask(stage.NewPrompt(v.env, w.T("facilitator.tickets.make"), w.T("facilitator.tickets.howmany"), "", 4, func(text string) tea.Cmd {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 {
			return stage.Complain(w.T("facilitator.number"))
		}
		return v.making(func(ctx context.Context, room workshop.TicketOffice, me model.Actor, op string) ([]stage.Paper, error) {
			return stage.MakeTickets(ctx, room, me, op, n)
		})
	}))
}

// making makes tickets and brings them, or the error.
func (v *tickets) making(make func(context.Context, workshop.TicketOffice, model.Actor, string) ([]stage.Paper, error)) tea.Cmd {
	room, me, op := v.env.Room, v.env.Me, v.env.NewOp()
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), makeTimeout)
		defer cancel()
		papers, err := make(ctx, room, me, op)
		if err != nil {
			return stage.DoneMsg{Command: model.MakeTickets{}, Err: err}
		}
		return papersMsg{papers}
	}
}

func (v *tickets) void() tea.Cmd {
	w, t := v.env.Words, v.selected()
	return v.env.Ask(stage.NewConfirm(v.env, w.T("facilitator.tickets.void"), w.T("facilitator.tickets.askvoid", "N", t.No),
		v.env.Doing(model.VoidTicket{Ticket: t.No})))
}

func (v *tickets) replace() tea.Cmd {
	w, t := v.env.Words, v.selected()
	return v.env.Ask(stage.NewConfirm(v.env, w.T("facilitator.tickets.replace"), w.T("facilitator.tickets.askreplace", "N", t.No),
		func() tea.Cmd {
			return v.making(func(ctx context.Context, room workshop.TicketOffice, me model.Actor, op string) ([]stage.Paper, error) {
				paper, err := stage.ReplaceTicket(ctx, room, me, op, t.No)
				return []stage.Paper{paper}, err
			})
		}))
}

// known is the tickets of which this terminal knows what is written on them,
// and that nobody has used.
func (v *tickets) known() []stage.Paper {
	var papers []stage.Paper
	for _, no := range slices.Sorted(maps.Keys(v.home.written)) {
		if t := v.env.Board().Ticket(no); t != nil && !t.Void && t.Holder == 0 {
			papers = append(papers, stage.Paper{No: no, Written: v.home.written[no]})
		}
	}
	return papers
}

// noSave says why there is no page to print; empty if there is one.
func (v *tickets) noSave() string {
	switch {
	case v.env.Save == nil:
		return "facilitator.why.nosave"
	case len(v.known()) == 0:
		return "facilitator.why.nopapers"
	}
	return ""
}

// save writes a page to print, where this terminal is the computer's own.
func (v *tickets) save() tea.Cmd {
	e, papers := v.env, v.known()
	b, w, save, joinFor := e.Board(), e.Words, e.Save, e.JoinFor
	return func() tea.Msg {
		page, err := ticketprint.Sheet{Board: b, Papers: papers, JoinFor: joinFor}.HTML(w)
		var where string
		if err == nil {
			where, err = save(w.T("facilitator.tickets.file", "Code", b.Code)+".html", page)
		}
		if err != nil {
			return stage.ToastMsg{Text: e.Say(err), Bad: true}
		}
		return stage.ToastMsg{Text: w.T("facilitator.tickets.saved", "File", where)}
	}
}

// Panes are the counts and the list.
func (v *tickets) Panes(r frame.Rect) []frame.Pane {
	e, w, b := v.env, v.env.Words, v.env.Board()
	head, body := r.SplitTop(stage.HeaderRows)
	panes := stage.Header(e, head, w.T("facilitator.title.tickets"), beside(head, ticketsUsed(e)))
	body = body.Inset(2, 0)
	body.W = min(body.W, 84)
	note := w.T("facilitator.tickets.none")
	switch {
	case b.Tickets().Len() == 0:
	case e.Save == nil:
		note = w.T("facilitator.tickets.elsewhere")
	default:
		note = w.T("facilitator.tickets.note")
	}
	rows := min(len(frame.WrapLines(note, body.W)), max(1, body.H/3))
	top, body := body.SplitTop(rows)
	panes = append(panes, e.DrawContext().Pane(top, stage.WrappedPicture{Text: note, Style: e.Theme.Muted}))
	if body.H > 8 {
		_, body = body.SplitTop(1)
	}
	return append(panes, stage.ListPane(e, &v.list, body, v.rows(), v.row, ""))
}

// ticketRow is a ticket as it is listed.
type ticketRow struct {
	no, written, state string
	void               bool
}

// DrawRow draws the ticket.
func (r ticketRow) DrawRow(dc stage.DrawContext, c *frame.Canvas) {
	style := dc.Theme.Text
	if r.void {
		style = dc.Theme.Faint
	}
	c.TextRight(4, 0, style, r.no)
	c.Text(6, 0, style, r.written)
	c.TextIn(20, 0, c.W()-21, dc.Theme.Muted, r.state)
}

// row is the ticket in a row of the list.
func (v *tickets) row(i int) ticketRow {
	b, w := v.env.Board(), v.env.Words
	t := b.Tickets().At(i)
	row := ticketRow{no: fmt.Sprint(t.No), written: v.home.written[t.No], state: w.T("facilitator.tickets.free"), void: t.Void}
	if row.written == "" {
		row.written = "·····-·····"
	}
	p := b.Person(t.Holder)
	switch {
	case t.ReplacedBy != 0:
		row.state = w.T("facilitator.tickets.replaced", "N", t.ReplacedBy)
	case t.Void:
		row.state = w.T("facilitator.tickets.voided")
	case p != nil && b.Anonymous:
		row.state = v.env.SectorName(b.SectorsOfPeople().Told(p.Sector))
	case p != nil:
		row.state = p.Name
	}
	return row
}

// Keys is what can be done with the selected ticket.
func (v *tickets) Keys() help.KeyMap { return v.keyMap(v.rows(), v.actions()) }
