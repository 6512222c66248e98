package lines

import (
	"strings"
	"testing"

	"verkstad/model"
)

// TestWhereNoNamesAreShownWhoLeadsKnowsPeopleByNameAlone holds that in an anonymous
// workshop people has the names of those who are here, as the cockpit does, and beside
// them nothing that leads on to what they wrote: no sector, no ticket. By that name
// who leads can let them lead, and nobody else finds anybody by name.
func TestWhereNoNamesAreShownWhoLeadsKnowsPeopleByNameAlone(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	for _, name := range []string{"Fatima", "David", "Erik"} {
		r.caller(name).does("join --name %s --sector public", name)
	}
	b := r.room.Board()
	if _, err := r.room.Do(t.Context(), model.Host, "", model.DescribeWorkshop{Title: b.Title, Anonymous: true}); err != nil {
		t.Fatal(err)
	}
	answer := eva.does("people")
	has(t, answer, "1\tFatima\t-\tparticipant\t-\t-")
	if strings.Contains(answer, "public") {
		t.Errorf("a sector stands beside a name:\n%s", answer)
	}
	r.caller("Erik").fails(Refused, "", "for Fatima idea Nej")
	eva.does("next")
	eva.does("spoke Fatima")
	eva.does("appoint Fatima")
	if p := r.room.Board().Person(1); !p.Leads() {
		t.Error("Fatima was not let lead")
	}
	eva.does("audit Fatima")
}

// TestWhoAsksForTheirPlaceIsNamedToWhoLeads holds that who leads reads whose place is
// asked for, also where names are not shown: they are to know the person.
func TestWhoAsksForTheirPlaceIsNamedToWhoLeads(t *testing.T) {
	if got := handBackName(&model.Person{Name: "Fatima\tAli"}); got != "Fatima Ali" {
		t.Errorf("it says %q", got)
	}
	if got := handBackName(nil); got != "-" {
		t.Errorf("nobody is %q", got)
	}
}
