package facilitator

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// Somebody at the door without a key says that they are a person in the workshop.
// The facilitator lets them back in once both see the same number on their screens.

// waiting is the claims there are.
func (s *Screen) waiting() []model.Claim { return s.env.Room.Presence().Claims }

// claimText is the name of the person to come back, with the number that both
// screens show.
func claimText(e *stage.Env, c model.Claim) string {
	name := ""
	if p := e.Board().Person(c.Person); p != nil {
		name = p.Name
	}
	return e.Words.T("facilitator.claims.who", "Name", name, "Check", c.Check)
}

// claimsText is shown among the people while somebody waits; it is empty
// otherwise.
func (s *Screen) claimsText() string {
	switch all := s.waiting(); len(all) {
	case 0:
		return ""
	case 1:
		return claimText(s.env, all[0])
	default:
		return s.env.Words.N("facilitator.claims.many", len(all))
	}
}

// announceClaims says it once when somebody new asks.
func (s *Screen) announceClaims() tea.Cmd {
	all := s.waiting()
	if len(all) == 0 || all[len(all)-1].No <= s.claimed {
		return nil
	}
	s.claimed = all[len(all)-1].No
	return stage.Toast("Y: " + claimText(s.env, all[len(all)-1]))
}

// claims asks about the one who waits, or first which of several.
func (s *Screen) claims() tea.Cmd {
	all := s.waiting()
	if len(all) == 1 {
		return s.askClaim(all[0])
	}
	choices := make([]stage.Choice, 0, len(all))
	for _, c := range all {
		choices = append(choices, stage.Choice{
			Label: claimText(s.env, c),
			Do:    func() tea.Cmd { return s.askClaim(c) },
		})
	}
	return s.env.Ask(stage.NewMenu(s.env, s.env.Words.T("facilitator.act.claims"), choices))
}

// askClaim asks whether the numbers are the same.
func (s *Screen) askClaim(c model.Claim) tea.Cmd {
	w, room := s.env.Words, s.env.Room
	return s.env.Ask(stage.NewMenu(s.env, w.T("facilitator.claims.same", "Check", c.Check), []stage.Choice{
		{Label: w.T("facilitator.claims.yes", "Check", c.Check), Do: s.doing(model.HandBack{Claim: c.No})},
		{Label: w.T("facilitator.claims.no"), Do: func() tea.Cmd {
			room.Refuse(c.No)
			return stage.Toast(w.T("facilitator.claims.refused", "Check", strconv.Itoa(c.Check)))
		}},
	}).Explain(claimText(s.env, c) + "\n" + w.T("facilitator.claims.explain")))
}
