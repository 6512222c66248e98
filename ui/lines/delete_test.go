package lines

import (
	"strings"
	"testing"
)

// TestSeveralAreDeletedAtOnce takes things off the board by numbers and ranges, and lays
// them back.
func TestSeveralAreDeletedAtOnce(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector academia")
	eva.does("goto 3")
	for _, text := range []string{"Ett", "Två", "Tre", "Fyra"} {
		asa.does("idea %s", text)
	}
	before := eva.does("board")
	asa.fails(Refused, "only the facilitator", "delete 1-3")
	eva.fails(Refused, "no number 900", "delete 1 900-999")
	eva.fails(Usage, "runs backwards", "delete 3-1")
	if got := eva.does("delete 1, 2-3 2"); got != "3 things were taken away. Take it back with undo." {
		t.Errorf("delete answers %q", got)
	}
	if got := eva.does("board"); strings.Contains(got, "Ett") || !strings.Contains(got, "Fyra") {
		t.Errorf("what is left is\n%s", got)
	}
	eva.does("undo")
	if got := eva.does("board"); got != before {
		t.Errorf("undo left\n%s\nwant\n%s", got, before)
	}
}

// unheard has a greeting listed, hidden and shown again.
func unheard(t *testing.T, ran map[string]bool) {
	t.Helper()
	r := newRoom(t, "colab")
	r.ran = ran
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector academia")
	eva.does("goto 1")
	asa.does(`checkin "Hej alla"`)
	has(t, asa.does("greetings"), "Åsa\tacademia\tHej alla\t-")
	asa.fails(Refused, "only the facilitator", `greeting hide "Hej alla"`)
	eva.fails(Refused, "nobody has said that", "greeting hide Annat")
	eva.does(`greeting hide "Hej alla"`)
	if got := asa.does("greetings"); got != "" {
		t.Errorf("a hidden greeting is listed: %q", got)
	}
	has(t, eva.does("greetings"), "Åsa\tacademia\tHej alla\thidden")
	eva.does(`greeting show "Hej alla"`)
	has(t, asa.does("greetings"), "Åsa\tacademia\tHej alla\t-")
}

// TestUndoNamesWhatDeleteTook holds that an undo of several things of different kinds
// says how many they were, and not one of the kinds.
func TestUndoNamesWhatDeleteTook(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("join --name Eva --sector public")
	eva.does("goto gather")
	for _, text := range []string{"Lagarkafé", "Verktygspool"} {
		eva.does("idea %s", text)
	}
	eva.does("reveal")
	eva.does("goto cluster")
	eva.does("cluster new Dela 2")
	eva.does("delete 1 3")
	has(t, eva.does("undo"), "Undone: 2 things on the board. redo does it again.")
	eva.does("delete 3")
	has(t, eva.does("undo"), "Undone: the cluster “Dela”. redo does it again.")
}

// TestHidingAGreetingIsUndone hides a greeting, takes that back and does it again.
func TestHidingAGreetingIsUndone(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	eva.does("join --name Eva --sector public")
	asa.does("join --name Åsa --sector academia")
	eva.does("goto 1")
	asa.does(`checkin "Hej alla"`)
	eva.does(`greeting hide "Hej alla"`)
	has(t, eva.does("undo"), "Undone: hiding the greeting “Hej alla”. redo does it again.")
	has(t, asa.does("greetings"), "Åsa\tacademia\tHej alla\t-")
	eva.does("redo")
	if got := asa.does("greetings"); got != "" {
		t.Errorf("hidden again, it is listed: %q", got)
	}
	eva.does(`greeting show "Hej alla"`)
	has(t, eva.does("undo --json"), `{"undone":{"kind":"shown","text":"Hej alla","count":1}}`)
	asa.does(`checkin "Hej på er"`)
	eva.fails(Refused, "since", "undo")
}

// TestTheAuditSaysWhatWasTakenAndChosen holds that the audit has the texts that were
// deleted or hidden and the candidates that go on.
func TestTheAuditSaysWhatWasTakenAndChosen(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("join --name Eva --sector public")
	var people []caller
	for _, name := range []string{"Åsa", "Bo", "Cia"} {
		p := r.caller(name)
		p.does("join --name %s --sector civil", name)
		people = append(people, p)
	}
	eva.does("goto 1")
	people[0].does("checkin Hej")
	eva.does("greeting hide Hej")
	eva.does("goto gather")
	for _, text := range []string{"Lagarkafé", "Verktygspool", "Bytardag", "Bänkar"} {
		eva.does("idea %s", text)
	}
	eva.does("reveal")
	eva.does("hide 4")
	eva.does("goto vote")
	eva.does("round open 1-3 --dots 1")
	for _, p := range people {
		p.does("vote 1=1")
	}
	eva.does("round close")
	eva.does("round choose 1 2 --why Därför")
	eva.does("goto gather")
	eva.does("delete 3 4")
	out := eva.does("audit")
	for _, want := range []string{"\tBytardag; Bänkar\n", "\tLagarkafé; Verktygspool: Därför\n", "\tBänkar\n", "\tHej\n"} {
		if !strings.Contains(out+"\n", want) {
			t.Errorf("the audit does not have %q:\n%s", want, out)
		}
	}
	has(t, eva.does("audit --json --kind votes"), `      "texts": [`)
}

// TestMarksAreNotForged gives names and texts what Verkstad writes itself beside them.
func TestMarksAreNotForged(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	eva.does("join --name Eva --sector public")
	asa.does("join --name Åsa --sector academia")
	eva.does("goto gather")
	eva.does("idea %q", "Lagarkafé (hidden)")
	eva.does("idea %q", "Kafé (lördagar) för alla")
	eva.does("reveal")
	has(t, asa.does("board"), "1\tidea\t-\tpublic\tLagarkafé [hidden]", "2\tidea\t-\tpublic\tKafé (lördagar) för alla")
	eva.does("goto commit")
	for _, who := range []string{"Pb (written by Pe)", "Pb（WRITTEN  BY Pe）", "Pb, skrivet av Pe", "Bo (inte bekräftat)"} {
		asa.fails(Refused, "Verkstad uses that name itself", "commit Ringer --who %q", who)
	}
	asa.fails(Refused, "Verkstad uses that name itself", "join --name %q", "Pb (written by Pe)")
	id := asa.does("commit %q --who %q", "Ringer (Bo)", "Bo (kommunen)")
	out := asa.does("board")
	if !strings.Contains(out, id+"\tcommitment\t-\t-\tRinger [Bo] (Bo [kommunen] (written by Åsa))") {
		t.Errorf("the board has\n%s", out)
	}
	for _, form := range []string{"md", "html", "csv"} {
		if out := asa.does("export %s", form); strings.Contains(out, "(kommunen)") && form != "csv" {
			t.Errorf("%s has parentheses that are not Verkstad's:\n%s", form, out)
		}
	}
}
