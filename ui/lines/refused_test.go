package lines

import (
	"strings"
	"testing"
)

// TestWhatIsNoPhaseMeetingOrCheckIsUsage holds that a word which can be no number, phase
// or meeting is a usage error, and a number that there is not a refusal.
func TestWhatIsNoPhaseMeetingOrCheckIsUsage(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("join --name Eva --sector public")
	eva.does("goto gather")
	for _, line := range []string{"goto x", "agenda set x --minutes 9", "agenda remove x", "next --from x", "back --from x", "extend 2m --from x", "session place x", "carry x", "handback x"} {
		if _, errs, code := eva.run(line, ""); code != Usage {
			t.Errorf("%s: exit code %d, %q", line, code, errs)
		}
	}
	for _, line := range []string{"goto 99", "next --from 9", "carry 99", "handback 47"} {
		if _, errs, code := eva.run(line, ""); code != Refused {
			t.Errorf("%s: exit code %d, %q", line, code, errs)
		}
	}
	eva.fails(Usage, "There is no step “x”", "goto x")
}

// TestAnEmptyItemOfAListIsRefused holds that lists of other things than numbers have no
// gaps either.
func TestAnEmptyItemOfAListIsRefused(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("join --name Eva --sector public")
	eva.does("goto gather")
	eva.does("idea Ett")
	for _, goals := range []string{"1,,2", ",", ",1", "1, ,2", `""`} {
		eva.fails(Usage, "missing in", "tag 1 %s", goals)
	}
	eva.fails(Usage, "Something must follow --goal", `board --goal ""`)
	eva.does("tag 1 11, 12.3")
	eva.does("tag 1")
}

// TestANumberOfAnotherKindIsSaidToBeSo gives commands that are for one kind of item the
// numbers of others.
func TestANumberOfAnotherKindIsSaidToBeSo(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("join --name Eva --sector public")
	eva.does("goto gather")
	eva.does("idea Ett")
	eva.does("reveal")
	eva.does("goto define")
	eva.does("question Hur?")
	eva.does("goto commit")
	eva.does("commit Ringer")
	eva.fails(Refused, "Number 2 on the board: question. hide is for ideas alone. delete 2 takes it away", "hide 2")
	for line, is := range map[string]string{
		"show 3": "commitment", "shelve 2": "question", "mark 1 open": "idea", "support 3": "commitment", "choose 1": "idea", "follow 2 done": "question",
		"consent 1 yes": "idea", "cluster rename 2 x": "question", "cluster remove 3": "commitment", "cluster merge 1 2": "idea", "merge 1 2": "question", "cluster move 3 1": "commitment",
	} {
		_, errs, code := eva.run(line, "")
		if code != Refused || !strings.Contains(errs, ": "+is+". ") {
			t.Errorf("%s: exit code %d, %q", line, code, errs)
		}
	}
	eva.fails(Refused, "no number 99", "hide 99")
}

// TestRangesAreHiddenAndVotedOn holds that hide, show and round open take ranges as
// delete does.
func TestRangesAreHiddenAndVotedOn(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	eva.does("join --name Eva --sector public")
	asa.does("join --name Åsa --sector academia")
	eva.does("goto gather")
	for _, text := range []string{"Lagarkafé", "Verktygspool", "Bytardag", "Bänkar"} {
		eva.does("idea %s", text)
	}
	eva.does("reveal")
	eva.does("hide 1-2, 4")
	if got := asa.does("board"); !strings.Contains(got, "Bytardag") || strings.Count(got, "\n") != 0 {
		t.Errorf("what is left is\n%s", got)
	}
	eva.does("show 1-9")
	if got := asa.does("board"); strings.Count(got, "\n") != 3 {
		t.Errorf("shown again is\n%s", got)
	}
	eva.fails(Refused, "no number 50", "hide 50-60")
	eva.fails(Usage, "runs backwards", "show 3-1")
	eva.fails(Usage, "runs backwards", "round open 3-1")
	has(t, eva.does("round open 2-4 --open"), "Vote 1 is open: 3 candidates, 1 dot each.")
}

// TestRoundChooseActsOnTheNewestVote holds that no earlier vote is chosen from where the
// newest shows no result, and that flags which would do nothing are refused.
func TestRoundChooseActsOnTheNewestVote(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	var people []caller
	for _, name := range []string{"Åsa", "Bo", "Cia"} {
		p := r.caller(name)
		p.does("join --name %s --sector civil", name)
		people = append(people, p)
	}
	eva.does("goto gather")
	for _, text := range []string{"Lagarkafé", "Verktygspool", "Bytardag"} {
		eva.does("idea %s", text)
	}
	eva.does("reveal")
	eva.does("goto vote")
	eva.does("round open 1-3 --dots 1")
	for _, p := range people {
		p.does("vote 1=1")
	}
	eva.fails(Refused, "vote is open", "round choose 1")
	eva.does("round close")
	eva.fails(Usage, "leave out --choose", "round choose 1 2 --choose 2")
	eva.fails(Usage, "--room belongs to a choice", "round choose --room")
	eva.fails(Usage, "--why belongs to a choice", "round choose --why Därför")
	has(t, eva.does("round choose 1 2"), "These go on: “Lagarkafé” and “Verktygspool” (picked by hand).")

	// Without ids the next vote of the phase is on what goes on, ideas or not.
	has(t, eva.does("round open --dots 1"), "Vote 2 is open: 2 candidates, 1 dot each.")
	eva.does("round close")
	eva.fails(Refused, "Vote 2, the newest, shows no result to choose from. Fewer than three", "round choose 1")
	eva.fails(Refused, "Vote 2, the newest", "round choose")
}

// TestFlagsThatDoNothingAreRefused holds that a flag of another matter is no silent
// nothing.
func TestFlagsThatDoNothingAreRefused(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("join --name Eva --sector public")
	eva.does("goto gather")
	eva.does("idea Ett")
	for _, line := range []string{"edit 1 Två --who Bo", "edit 1 Två --when fredag", "tickets --html", "import ideas --heading --no-heading"} {
		if _, errs, code := eva.run(line, "x"); code != Usage {
			t.Errorf("%s: exit code %d, %q", line, code, errs)
		}
	}
}
