package participant

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// ticketWait bounds how long somebody waits for what became of their ticket:
// guesses of others slow it down.
const ticketWait = 10 * time.Second

// ticketField is the most that is taken of what somebody writes.
const ticketField = 24

// lacksTicket tells whether this person could vote if they had a ticket.
func (d *desk) lacksTicket() bool {
	p := d.Person()
	return d.Board().Participation == model.VoteTickets && d.Me.Role == model.Participant && p != nil && p.Ticket == 0
}

// askTicket asks for what is written on a ticket.
func (d *desk) askTicket() tea.Cmd {
	w := d.Words
	return d.Ask(stage.NewPrompt(d.Env, w.T("participant.ticket.title"), w.T("participant.ticket.hint"), "", ticketField, d.useTicket))
}

// useTicket makes the person at this terminal the holder of a ticket. The
// answer is a [stage.DoneMsg], as of other commands.
func (d *desk) useTicket(written string) tea.Cmd {
	room, me, op, done := d.Room, d.Me, d.NewOp(), d.Words.T("participant.ticket.done")
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), ticketWait)
		defer cancel()
		var out model.Outcome
		no, err := room.Ticket(ctx, written)
		if err == nil {
			out, err = room.Do(ctx, me, op, model.UseTicket{Ticket: no})
		}
		if err != nil {
			return stage.DoneMsg{Command: model.UseTicket{Ticket: no}, Outcome: out, Err: err}
		}
		return stage.ToastMsg{Text: done}
	}
}
