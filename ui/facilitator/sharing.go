package facilitator

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

func leads(p *model.Person) bool { return p.Role == model.Facilitator }

// share makes somebody a facilitator beside the others, or no longer.
func (p *people) share(who *model.Person) tea.Cmd {
	if leads(who) {
		return p.confirm("facilitator.people.dismiss", "facilitator.asklead.dismiss", who, model.DismissFacilitator{Person: who.ID})
	}
	return p.confirm("facilitator.people.appoint", "facilitator.asklead.appoint", who, model.AppointFacilitator{Person: who.ID})
}

// handOver gives the lead away; the local terminal keeps its own.
func (p *people) handOver(who *model.Person) tea.Cmd {
	text := "facilitator.asklead.handover"
	if p.env.Me.Person == 0 {
		text = "facilitator.asklead.host"
	}
	return p.confirm("facilitator.people.handover", text, who, model.HandOver{Person: who.ID})
}

func (p *people) confirm(title, text string, who *model.Person, c model.Command) tea.Cmd {
	w := p.env.Words
	return p.env.Ask(stage.NewConfirm(p.env, w.T(title), w.T(text, "Name", who.Name), p.env.Doing(c)))
}
