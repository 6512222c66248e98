package facilitator

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/stage"
)

// mayVote says which people may vote from the next vote on: "de som har biljett".
func mayVote(e *stage.Env) string {
	return e.Words.T(report.ParticipationWords[e.Board().Participation])
}

// votersText says which people may vote, and how many tickets are used where it matters.
func votersText(e *stage.Env) string {
	text := e.Words.T("votes.may.title") + ": " + mayVote(e)
	if b := e.Board(); b.Participation == model.VoteTickets {
		text += " · " + ticketsUsed(e)
	}
	return text
}

func ticketsUsed(e *stage.Env) string {
	n := e.Board().TicketCount()
	return e.Words.T("facilitator.tickets.used", "N", n.Used, "Total", n.Made)
}

// chooseVoters sets who may vote. Tickets are made where they are shown.
func (s *Screen) chooseVoters(p model.Participation) tea.Cmd {
	do := s.env.Do(model.ChooseParticipation{Participation: p})
	if p == model.VoteTickets && s.env.Board().TicketCount().Made == 0 {
		return tea.Batch(do, s.env.Show(newTickets(s)))
	}
	return do
}

// votersMenu asks who may vote, and leads to the tickets.
func (s *Screen) votersMenu() tea.Cmd {
	e, b := s.env, s.env.Board()
	var choices []stage.Choice
	at := 0
	for i, p := range model.Participations {
		c := stage.Choice{
			Label: strconv.Itoa(i+1) + "  " + e.Words.T(report.ParticipationWords[p]),
			Do:    func() tea.Cmd { return s.chooseVoters(p) },
		}
		switch {
		case p == b.Participation:
			at, c.Detail = i, e.Words.T("facilitator.voters.now")
		case b.OpenRound() != nil:
			c.Disabled = e.Words.T("error.round-open")
		}
		choices = append(choices, c)
	}
	choices = append(choices, stage.Choice{
		Label: "4  " + e.Words.T("facilitator.act.tickets"), Detail: ticketsUsed(e),
		Do: func() tea.Cmd { return e.Show(newTickets(s)) },
	})
	return e.Ask(stage.NewMenu(e, e.Words.T("votes.may.title"), choices).StartAt(at))
}

// turnVoters goes to the next way, or the one before.
func (s *Screen) turnVoters(by int) tea.Cmd {
	all := model.Participations
	for i, p := range all {
		if p == s.env.Board().Participation {
			return s.env.Do(model.ChooseParticipation{Participation: all[(i+by+len(all))%len(all)]})
		}
	}
	return nil
}
