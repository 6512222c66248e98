package audit_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verkstad/model"
	logged "verkstad/model/audit"
	"verkstad/ui/audit"
	"verkstad/ui/facilitator"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// open opens the audit from the cockpit.
func open(t *testing.T, until stagetest.Moment) (*stagetest.Room, *stage.App) {
	t.Helper()
	r := stagetest.CoLab(t, until)
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Screen(a)
	stagetest.Press(a, "A")
	stagetest.Screen(a)
	return r, a
}

func TestGolden(t *testing.T) {
	for name, moment := range map[string]stagetest.Moment{"gather": stagetest.Gathering, "ended": stagetest.Ended} {
		t.Run(name, func(t *testing.T) {
			_, a := open(t, moment)
			stagetest.Golden(t, name, a)
		})
	}
	_, a := open(t, stagetest.Ended)
	stagetest.GoldenStyled(t, "ended", a)
}

// Everything that has ever been written to a log has a sentence of its own.
func TestEverythingHasASentence(t *testing.T) {
	corpora, err := filepath.Glob(filepath.Join("..", "..", "model", "testdata", "log-*.jsonl"))
	if err != nil || len(corpora) < 2 {
		t.Fatalf("%d corpora: %v", len(corpora), err)
	}
	for _, lang := range i18n.Languages {
		w := i18n.For(lang)
		for _, name := range corpora {
			b, log := replay(t, name)
			for _, r := range log {
				e, ok := logged.EntryOf(b, r)
				if line := audit.Say(b, w, e); ok && (!w.Has("audit.said."+e.What) || strings.Contains(line.Said, "{{")) {
					t.Errorf("%s: %s is said as %q in %s", name, e.What, line.Said, lang)
				}
			}
		}
	}
}

func replay(t *testing.T, name string) (*model.Board, []model.Record) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var log []model.Record
	for lines := bufio.NewScanner(f); lines.Scan(); {
		r, err := model.DecodeRecord(uint64(len(log)+1), lines.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		log = append(log, r)
	}
	return model.Fold(log), log
}

func TestOnlyOnePersonAndOneSort(t *testing.T) {
	r, a := open(t, stagetest.Revealed)
	stagetest.Shows(t, a, "skrev idé", "Vem gjorde vad")
	stagetest.Press(a, "s", "down", "down", "enter") // people
	stagetest.Shows(t, a, "människor", "gick med")
	stagetest.Hides(t, a, "skrev idé")
	stagetest.Press(a, "p", "enter")
	first := r.Board().Everybody().At(0).Name
	stagetest.Shows(t, a, first+" · människor")
	stagetest.Press(a, "esc")
	stagetest.Shows(t, a, "skrev idé")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Bara ")
	stagetest.Press(a, "esc", "esc")
	stagetest.Hides(t, a, "Vem gjorde vad")
}

func TestNewEntriesAreReadWhenAsked(t *testing.T) {
	r, a := open(t, stagetest.Revealed)
	r.Must(model.Host, model.MoveDoor{Closed: true})
	stagetest.Wake(a)
	stagetest.Shows(t, a, "något nytt har hänt")
	stagetest.Hides(t, a, "stängde dörren")
	stagetest.Press(a, "r")
	stagetest.Shows(t, a, "stängde dörren")
	stagetest.Hides(t, a, "något nytt har hänt")
}

func TestALongLogIsReadAsOneScrolls(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	for range 900 {
		r.Must(model.Host, model.MoveDoor{Closed: true})
		r.Must(model.Host, model.MoveDoor{})
	}
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Screen(a)
	stagetest.Press(a, "A")
	for range 20 {
		stagetest.Screen(a)
		stagetest.Press(a, "end")
	}
	stagetest.Shows(t, a, "skapade träffen", "Här började det")
}

// TestTheAuditSaysAtWhoseTerminal reads a log in which Åsa writes for Cia.
func TestTheAuditSaysAtWhoseTerminal(t *testing.T) {
	b, log := replay(t, filepath.Join("..", "..", "model", "testdata", "log-slots.jsonl"))
	said := map[string]string{}
	for _, r := range log {
		if e, ok := logged.EntryOf(b, r); ok {
			line := audit.Say(b, i18n.For("en"), e)
			said[line.Who] += line.Said + "\n"
		}
	}
	if !strings.Contains(said["Åsa"], "brought Cia, who has no terminal") {
		t.Errorf("Åsa did: %s", said["Åsa"])
	}
	if said["Cia, at Åsa's terminal"] == "" {
		t.Errorf("nobody wrote at another's terminal: %v", said)
	}
}
