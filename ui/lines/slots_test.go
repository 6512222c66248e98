package lines

import (
	"strings"
	"testing"
)

// slots is a day of sessions, with two people at Åsa's terminal.
func slots(t *testing.T, ran map[string]bool) {
	t.Helper()
	r := newRoom(t, "colab")
	r.ran = ran
	eva, asa, bo := r.caller("Eva", facilitator), r.caller("Åsa"), r.caller("Bo")
	asa.does("join --name Åsa --sector akademi")
	bo.does("join --name Bo --sector business")
	for n, line := range []string{`session add gather Odla --place Salen`, `session add gather Laga i byn --seats 2 --host "Ida Ek"`, `session add 3 Dela`} {
		if got := eva.does("%s", line); got != string(rune('1'+n)) {
			t.Errorf("%s answers %q", line, got)
		}
	}
	eva.does(`session set 2 --title Laga --about "Med hammare" --host ""`)
	eva.does("session remove 3")
	eva.does("goto gather")
	eva.does("reveal")
	asa.fails(Refused, "choose which session", "idea Var")
	asa.does("session 2")
	asa.does("session none")
	asa.does("session 2")
	eva.does("session 1 Bo")
	bo.fails(Refused, "no such session", "session 9")
	eva.does("session place")
	asa.does("idea Laga kaffebryggare")
	has(t, asa.does("board"), "1\tidea\t-\tacademia\tLaga kaffebryggare (Laga)")
	has(t, asa.does("sessions"), "1\t3\tOdla\tSalen\t-\t1\t-\t0\t-", "2\t3\tLaga\t-\t-\t1\t2\t1\tyou are here")

	asa.fails(Refused, "has not opened", "bring Cia --sector public")
	eva.does("proxies on")
	has(t, asa.does("bring Cia --sector public"), "3\tCia")
	has(t, asa.does("bring --sector civil --count 2"), "4\tÅsa 2", "5\tÅsa 3")
	bo.fails(Refused, "no such person", "for Cia idea Smyg")
	for _, own := range []string{"join --name Namn", "claim Bo", "for 4 idea Smyg", "bring Dan"} {
		asa.fails(Usage, "for each person alone", "for Cia %s", own)
	}
	asa.fails(Usage, "from 1 to 11", "bring --sector civil --count 200")
	asa.fails(Usage, "no name of their own", "bring Dan --sector civil --count 2")
	if name := r.room.Board().Person(1).Name; name != "Åsa" {
		t.Errorf("who types for others is called %q", name)
	}
	has(t, asa.does("for Cia idea Laga cyklar"), "2")
	has(t, asa.does("board"), "2\tidea\t-\tpublic\tLaga cyklar (Laga)")
	has(t, eva.does("people"), "3\tCia\tpublic\tparticipant\t-\tat 1's terminal")
	eva.does("goto vote")
	eva.does("round open 1 2 --dots 3")
	asa.does("vote 1=1")
	if out := asa.does("for Cia vote 1=1 2=2"); out != "The ballot lies in the box." {
		t.Errorf("after Cia's vote the terminal says\n%s", out)
	}
	asa.fails(Refused, "in the box already", "for Cia vote 1=3")
	asa.does("for 4 vote 2=1")
	if out := asa.does("for Cia vote"); strings.Contains(out, "2\t2") {
		t.Errorf("the terminal tells how Cia voted:\n%s", out)
	}
	eva.does("round close")
	has(t, asa.does("results"), "1\t3\t2\t2\t-\tLaga cyklar", "2\t2\t2\t1\t-\tLaga kaffebryggare", "3 of 5 voted, 5 dots.")
	eva.does("round open 1 2 --dots 3 --open")
	bo.does("vote 1=3")
	has(t, eva.does("round close"), "1\t3\t1\t1\t-\tLaga kaffebryggare\t▲1", "2\t0\t0\t2\t-\tLaga cyklar\t▼1")
	bo.fails(Refused, "only the facilitator", "remove Cia")
	asa.does("remove Cia")
	asa.fails(NotJoined, "join the workshop", "for Cia ready")
}
