package lines

import (
	"strings"
	"testing"

	"verkstad/ui/command"
	"verkstad/ui/i18n"
)

// TestWhatIsWrittenWrongIsSaidAndNothingIsDone holds that what cannot be meant is a
// usage error in a clear sentence, in both languages, and changes nothing.
func TestWhatIsWrittenWrongIsSaidAndNothingIsDone(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("join --name Eva --sector public")
	eva.does("agenda add gather --title Finslipa --after 3")
	eva.does("goto 3")
	eva.does("idea Ett")
	for line, want := range map[string][2]string{
		"goto gather":                     {"”gather” kan vara flera moment: 3 Samla idéer, 4 Finslipa. Skriv numret.", "“gather” could be several steps: 3 Gather ideas, 4 Finslipa. Write the number."},
		"agenda remove gather":            {"”gather” kan vara flera moment", "“gather” could be several steps"},
		"next --from gather":              {"”gather” kan vara flera moment", "“gather” could be several steps"},
		"sweep --since -5m":               {"”-5m” är ingen tid som har gått", "“-5m” is no time that has passed"},
		"sweep --since 0":                 {"”0” är ingen tid som har gått", "“0” is no time that has passed"},
		"round open --dots 0":             {"--dots ska vara ett heltal från 1 till 100, inte 0.", "--dots must be a whole number from 1 to 100, not 0."},
		"round open --max -1":             {"--max ska vara ett heltal från 1 till 100, inte -1.", "--max must be a whole number from 1 to 100, not -1."},
		"commit Ringer --who Cia,":        {"Ett namn saknas i ”Cia,”", "A name is missing in “Cia,”"},
		`commit Ringer --who "Cia, , Bo"`: {"Ett namn saknas i ”Cia, , Bo”", "A name is missing in “Cia, , Bo”"},
		"delete 12-":                      {"Det saknas ett nummer i ”12-”", "A number is missing in “12-”"},
		"delete 9-3":                      {"”9-3” går baklänges. Skriv 3-9.", "“9-3” runs backwards. Write 3-9."},
		"merge 1,,2":                      {"Det saknas ett nummer i ”1,,2”", "A number is missing in “1,,2”"},
		"agenda sett 4":                   {"Menade du agenda set?", "Did you mean agenda set?"},
		"ticket viod 4":                   {"Menade du ticket void?", "Did you mean ticket void?"},
		"sweep --sinc 5m":                 {"Menade du --since?", "Did you mean --since?"},
	} {
		before := r.room.Board().Seq
		for i, lang := range []string{"sv", "en"} {
			_, errs, code := eva.run("--lang "+lang+" "+line, "")
			if code != Usage || !strings.Contains(errs, want[i]) {
				t.Errorf("%s in %s: exit code %d, %q", line, lang, code, errs)
			}
		}
		if r.room.Board().Seq != before {
			t.Errorf("%s: something was done", line)
		}
	}
}

// TestEveryListIsHeldToNumbers gives each command that takes several numbers a list
// with a gap, a trailing comma alone and a range without an end.
func TestEveryListIsHeldToNumbers(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("join --name Eva --sector public")
	eva.does("goto gather")
	for _, cmd := range command.Lines() {
		if !strings.Contains(cmd.Params, "ID…") && !strings.Contains(cmd.Params, "CLUSTER…") {
			continue
		}
		first := ""
		for _, word := range strings.Fields(cmd.Params) { // what stands before the list
			if strings.Contains(word, "…") {
				break
			}
			first += " 1"
		}
		for _, list := range []string{"3,,7", ",", "3-", "-3", "3,x", "99999999999999999999"} {
			for _, lang := range i18n.Languages {
				_, errs, code := eva.run("--lang "+lang+" "+cmd.Name+first+" "+list, "")
				if code == OK || strings.Contains(errs, "“”") || strings.Contains(errs, "””") {
					t.Errorf("%s%s %s in %s: exit code %d, %q", cmd.Name, first, list, lang, code, errs)
				}
			}
		}
	}
}
