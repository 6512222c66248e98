package view

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

// lacksTicket reports whether this person could vote if they had a ticket.
func (t *Terminal) lacksTicket() bool {
	p := t.Person()
	return t.Board().Participation == model.VoteTickets && t.Me.Role == model.Participant && p != nil && p.Ticket == 0
}

// askTicket asks for what is written on a ticket.
func (t *Terminal) askTicket() tea.Cmd {
	w := t.Words
	return t.Ask(stage.NewPrompt(t.Env, w.T("participant.ticket.title"), w.T("participant.ticket.hint"), "", ticketField, t.useTicket))
}

// useTicket makes the person at this terminal the holder of a ticket. The
// answer is a [stage.DoneMsg], as of other commands.
func (t *Terminal) useTicket(written string) tea.Cmd {
	room, me, op, done := t.Room, t.Me, t.NewOp(), t.Words.T("participant.ticket.done")
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
