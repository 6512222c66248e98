package facilitator_test

import (
	"io/fs"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// importing is a cockpit at a terminal that has the files, with one of them
// open in the preview.
func importing(t *testing.T, files map[string]string, file string) (*stagetest.Room, *stage.App) {
	t.Helper()
	r := stagetest.CoLab(t, stagetest.Gathering)
	env := stagetest.Env(r, model.Host)
	env.Load = func(name string, most int64) ([]byte, error) {
		raw, ok := files[name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return []byte(raw), nil
	}
	a := stagetest.App(t, env, facilitator.New(env))
	stagetest.Press(a, "I")
	stagetest.Type(a, file)
	stagetest.Press(a, "enter")
	return r, a
}

func count(r *stagetest.Room) int {
	n, _ := r.Board().IdeaCount(0)
	return n
}

const form = "Tidstämpel;Vilken idé har du?;Namn;Svar\n2026-11-01 10:00;Bänkar i solen;Åsa;x\n2026-11-01 10:01;Träd längs gatan;Bo;y\n"

func TestAListIsShownBeforeItIsTakenIn(t *testing.T) {
	r, a := importing(t, map[string]string{"form.csv": form}, "form.csv")
	before := count(r)
	stagetest.Shows(t, a, "Ta in en lista", "UTF-8, kolumner delade med semikolon", "rubriker på rad 1", "används inte: tider",
		"idé", "författare", "Bänkar i solen", "Åsa", "2 idéer skulle läggas upp", "Kolumner som inte används: Svar")
	if count(r) != before {
		t.Error("the preview has put ideas on the board")
	}
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "2 idéer lades upp. u tar tillbaka dem.")
	if n := count(r); n != before+2 {
		t.Errorf("%d ideas came in, want 2", n-before)
	}
	stagetest.Press(a, "u")
	if n := count(r); n != before {
		t.Errorf("after one undo %d of them are left", n-before)
	}
}

func TestWhoeverLeadsDecidesHowAListIsRead(t *testing.T) {
	r, a := importing(t, map[string]string{"form.csv": form}, "form.csv")
	before := count(r)
	stagetest.Press(a, "down", "down", "down", "space") // the answers are the ideas
	stagetest.Shows(t, a, "2 idéer skulle", "x")
	stagetest.Press(a, "up", "up", "space", "down", "right") // not the names, then, but their sectors
	stagetest.Shows(t, a, "sektor")
	stagetest.Press(a, "h", "h", "s", "esc")
	if count(r) != before {
		t.Error("looking at a list has put ideas on the board")
	}
}

func TestAListThatIsUnsureAsks(t *testing.T) {
	two := "Tid;Vad är bra?;Vad saknas?\n2026-11-01;Parken;Bastu\n"
	r, a := importing(t, map[string]string{"two.csv": two}, "two.csv")
	before := count(r)
	stagetest.Shows(t, a, "Det är inte säkert vilken kolumn som har idéerna")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Ta in som det visas")
	stagetest.Press(a, "esc")
	if count(r) != before {
		t.Error("an unsure list came in without an answer")
	}
	stagetest.Press(a, "down", "down", "right") // the third has ideas, too
	stagetest.Shows(t, a, "idéer om", "2 idéer skulle")
	stagetest.Press(a, "enter")
	if n := count(r); n != before+2 || len(r.Board().Clusters()) != 2 {
		t.Errorf("%d ideas in %d clusters", n-before, len(r.Board().Clusters()))
	}
}

func TestTheSameListAndLongTextsAreSeen(t *testing.T) {
	_, a := importing(t, map[string]string{"a.txt": "Bänkar i solen\n" + strings.Repeat("å", 612) + "\n"}, "a.txt")
	stagetest.Shows(t, a, "en idé per rad", "Rad 2 är för lång, 612 tecken", "1 idé skulle")
	stagetest.Press(a, "l")
	stagetest.Shows(t, a, "Rad 2 var för lång och kortades", "2 idéer skulle")
	stagetest.Press(a, "enter", "I")
	stagetest.Type(a, "a.txt")
	stagetest.Press(a, "enter", "l")
	stagetest.Shows(t, a, "Inget nytt: alla 2 står redan")
	stagetest.Press(a, "d")
	stagetest.Shows(t, a, "2 idéer skulle läggas upp")
}

func TestWhatIsNoListIsSaid(t *testing.T) {
	files := map[string]string{"bok.xls": "\xd0\xcf\x11\xe0"}
	_, a := importing(t, files, "bok.xls")
	stagetest.Shows(t, a, "bok.xls är en äldre Office-fil")
	_, a = importing(t, files, "saknas.csv")
	stagetest.Shows(t, a, "Det finns ingen fil saknas.csv")
	r, b := lead(t, stagetest.Gathering) // a terminal elsewhere
	stagetest.Press(b, "I")
	stagetest.Shows(t, b, "Från din dator: ssh -p 2222 "+r.Board().Code, "import ideas < FIL")
}

func TestTheImportScreen(t *testing.T) {
	_, a := importing(t, map[string]string{"form.csv": form}, "form.csv")
	stagetest.Golden(t, "import", a)
}

func TestASectorThatIsNotKnownIsSaid(t *testing.T) {
	const list = "Idé;Sektor\nBänkar i solen;Region Skåne\nTräd längs gatan;Näringsliv\nEn bro;Akademi\nEn damm;Region Skåne\n"
	_, a := importing(t, map[string]string{"list.csv": list}, "list.csv")
	stagetest.Shows(t, a, "Okänd sektor, lämnas tom (2): Region Skåne.")
}
