package router

import (
	"testing"

	"verkstad/model"
)

// TestAHandWaitsForWhoIsCutOff has somebody lose their connection with a hand up:
// the facilitator sees that they are away, the next in turn is another, and they are
// back in their place.
func TestAHandWaitsForWhoIsCutOff(t *testing.T) {
	d := realDoor(t)
	d.host(model.Next{})
	boss := newKey(t)
	d.leads(boss)
	bo, asa := newKey(t), newKey(t)
	d.does(bo, "join --name Bo --sector akademi")
	d.does(asa, "join --name Asa --sector akademi")
	first, second := d.sit("Bo", "KRABBA", bo), d.sit("Asa", "KRABBA", asa)
	first.sees("Samla", "Bo")
	second.sees("Samla", "Asa")
	d.does(bo, "hand")
	d.does(asa, "hand")
	leads := d.sit("boss", "KRABBA", boss)
	leads.sees("1 Bo", "2 Asa")
	first.cutOff()
	leads.sees("1 Asa", "Bo (borta just nu)")
	again := d.sit("Bo again", "KRABBA", bo)
	again.sees("Samla")
	leads.sees("1 Bo", "2 Asa")
}
