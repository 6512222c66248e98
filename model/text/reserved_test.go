package text

import "testing"

func TestIsRole(t *testing.T) {
	for _, name := range []string{"Facilitator", "the facilitator", "Processledaren", "host", "VÄRDEN", "Facilitator 3", "Host2", "#2 värden"} {
		if !IsRole(name) {
			t.Errorf("%q is no role", name)
		}
	}
	for _, name := range []string{"Anna Host", "Cykelverkstaden", "alla", "kommunen", "Arrangörsgruppen", "Matheo"} {
		if IsRole(name) {
			t.Errorf("%q is a role", name)
		}
	}
}

// TestReserved holds that what Verkstad writes where a name would stand is
// nobody's name, and that people's names are theirs.
func TestReserved(t *testing.T) {
	for _, name := range []string{
		"2", "#7", "12 34", "٣", "Storbild 1", "storbild", "Big screen 2", "Bord 4", "person", "PERSON", "somebody", "Någon", "nagon",
		"någon.", "deltagare", "participant", "all", "ingen", "du", "you", "S0mebody", "al1", "n0ne",
	} {
		if !Reserved(name) {
			t.Errorf("%q is let in", name)
		}
	}
	for _, name := range []string{
		"Anna 2", "Na", "Anna", "Person 1", "Deltagare 2", "Deltagare 3", "Deltagare 29", "P7", "Alla", "Bo", "Bo 2", "Li", "Una", "Noa", "Persson", "Du Bois", "Person2", "Person3", "person9", "Deltagare2", "Deltagare14", "Participant 7", "Anna Person", "My", "Allan", "3Bo", "🦊", "Gästgivar Ek", "李", "Passar",
	} {
		if Reserved(name) {
			t.Errorf("%q is refused", name)
		}
	}
}
