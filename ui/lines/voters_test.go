package lines

import (
	"strings"
	"testing"

	"verkstad/model/method"
	"verkstad/model/workshop"
)

// mayVote is who may vote: who is here when a vote opens, or holds a ticket.
func mayVote(t *testing.T, ran map[string]bool) {
	t.Helper()
	r := newRoom(t, "colab")
	r.ran = ran
	served := func(s *Session) {
		s.JoinFor = func(code string) workshop.Join {
			return workshop.Join{Lines: []string{"ssh -p 2222 " + code + "@host"}}
		}
	}
	eva, asa, bo := r.caller("Eva", facilitator, served), r.caller("Åsa"), r.caller("Bo")
	asa.does("join --name Åsa --sector akademi")
	eva.does("idea Ett")
	eva.does("idea Två")
	if got := asa.does("voters"); got != "open" {
		t.Errorf("at first %q may vote", got)
	}
	asa.fails(Refused, "only the facilitator", "voters roll")
	eva.fails(Usage, "open, roll, tickets", "voters some")

	eva.does("voters roll")
	eva.does("round open 1 2 --dots 2 --open")
	bo.does("join --name Bo --sector business")
	has(t, bo.does("vote"), "This vote opened before you came. Follow it, and vote in the next one.")
	bo.fails(Refused, "before you came", "vote 1=1")
	asa.does("vote 1=2")
	has(t, eva.does("vote"), "1 of 1 on the roll have voted")
	if s := eva.does("status --json"); !strings.Contains(s, `"rule": "roll"`) || !strings.Contains(s, `"of": 1`) {
		t.Errorf("the status does not say who may vote: %s", s)
	}
	has(t, eva.does("round close"), "1 of 1 on the roll voted, 2 dots.")

	rows := strings.Split(eva.does("tickets 3"), "\n")
	written := strings.Split(rows[0], "\t")
	if len(rows) != 3 || len(written) != 3 || written[0] != "1" || written[2] != "ssh -p 2222 KRABBA+"+written[1]+"@host" {
		t.Fatalf("tickets answers %q", rows)
	}
	if got := eva.does("voters"); got != "tickets" {
		t.Errorf("after tickets were made %q may vote", got)
	}
	asa.fails(Refused, "no such ticket", "ticket 00000-00000")
	asa.does("ticket %s", strings.ToLower(written[1]))
	bo.fails(Refused, "already used that ticket", "ticket %s", written[1])
	has(t, eva.does("people"), "1\tÅsa\tacademia\tparticipant\t-\thas a ticket")
	eva.does("ticket void 2")
	has(t, eva.does("tickets"), "1\tused\tÅsa", "2\tno longer good\t-", "3\tnot used\t-")
	eva.does("round open 1 2 --dots 2 --open")
	bo.fails(Refused, "with a ticket", "vote 1=1")
	asa.does("vote 1=2")
	fresh := strings.Split(eva.does("ticket replace 1"), "\t")
	asa.fails(Refused, "with a ticket", "vote 1=1")
	bo.does("ticket %s", fresh[1])
	bo.does("vote 2=1")
	has(t, eva.does("round close"), "1 of 1 with a ticket voted, 1 dot.")
	if page := eva.does("tickets 1 --html"); !strings.HasPrefix(page, "<!doctype html>") || strings.Count(page, "<li>") != 1 {
		t.Errorf("no page to print: %.80q", page)
	}
	if out := eva.does("export json"); strings.Contains(out, written[1]) || !strings.Contains(out, `"entitled": 1`) {
		t.Error("the export has a ticket, or not who could vote")
	}
}

// TestASecretVoteOfTwoSaysBeforeThatItShowsNothing holds that it is said when the
// group comes to the step, and when the vote is opened, and of no other vote.
func TestASecretVoteOfTwoSaysBeforeThatItShowsNothing(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa, bo := r.caller("Eva", facilitator), r.caller("Åsa"), r.caller("Bo")
	asa.does("join --name Åsa --sector academia")
	bo.does("join --name Bo --sector business")
	eva.does("idea Ett")
	eva.does("idea Två")
	eva.does("agenda add vote --title Rösta --keep sums")
	eva.fails(Usage, "only a step with a vote", "agenda set 1 --keep sums")
	eva.fails(Usage, "ballots, sums", "agenda set Rösta --keep both")
	steps := eva.r.room.Board().Phases()
	if last := steps[len(steps)-1]; !last.Secret || last.Keep != method.KeepSums {
		t.Errorf("a vote that is added is secret: %v, and keeps %q", last.Secret, last.Keep)
	}
	said := func(want, line string) {
		t.Helper()
		if _, errs, code := eva.run(line, ""); code != OK || errs != want {
			t.Errorf("%s: exit code %d, says %q", line, code, errs)
		}
	}
	said("", "goto gather")
	said("", "reveal")
	said(tooFew, "goto Rösta")
	said("", "round open 1 2 --open")
	said("", "round close")
	said(tooFew, "round open 1 2")
	said("", "round close")
	r.caller("Cia").does("join --name Cia --sector public")
	said("", "round open 1 2")
}

// TestCandidatesThatAreAlikeAreNoted holds that lines open a vote without asking
// and say beside the answer what may be the same.
func TestCandidatesThatAreAlikeAreNoted(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	for _, idea := range []string{"Fler bänkar längs ån", "Solceller på skolans tak", "fler bänker längst ån"} {
		eva.does("idea %q", idea)
	}
	if _, errs, code := eva.run("round open 1 2 3 --open", ""); code != OK || errs != alikeNote {
		t.Errorf("exit code %d, says %q", code, errs)
	}
}
