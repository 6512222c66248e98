package export_test

import (
	"errors"
	"testing"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/model/workshop"
	"verkstad/ui/export"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// asks is a screen that lays the dialog over itself at any key.
type asks struct {
	stage.Unshared
	env   *stage.Env
	write func(report.Format) (string, error)
}

func (s *asks) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		return export.Ask(s.env, s.env.Board().Code, s.write)
	}
	return nil
}
func (s *asks) Panes(frame.Rect) []frame.Pane { return nil }
func (s *asks) Cursor() *frame.Cursor         { return nil }
func (s *asks) Keys() help.KeyMap             { return stage.KeyMap{} }
func (s *asks) Typing() bool                  { return false }
func (s *asks) Unsaved() string               { return "" }

// asking is an app over whose screen the dialog lies.
func asking(t *testing.T, lang string, join []string, write func(report.Format) (string, error)) *stage.App {
	t.Helper()
	e := stagetest.Env(stagetest.CoLab(t, stagetest.Ended), model.Host)
	e.Words = i18n.For(lang)
	e.JoinFor = func(string) workshop.Join { return workshop.Join{Lines: join} }
	a := stagetest.App(t, e, &asks{env: e, write: write})
	stagetest.Press(a, "e")
	return a
}

// TestEachFormatIsWritten chooses each of the formats by its place in the list.
func TestEachFormatIsWritten(t *testing.T) {
	for n, want := range report.Formats() {
		var written []report.Format
		a := asking(t, "en", nil, func(f report.Format) (string, error) {
			written = append(written, f)
			return "/home/lab." + string(f), nil
		})
		for range n {
			stagetest.Press(a, "down")
		}
		stagetest.Press(a, "enter")
		if len(written) != 1 || written[0] != want {
			t.Errorf("choice %d wrote %v, want %s", n+1, written, want)
		}
		stagetest.Shows(t, a, "Saved: /home/lab."+string(want))
	}
}

// TestAFailedExportIsSaid holds that what kept a file from being written is told.
func TestAFailedExportIsSaid(t *testing.T) {
	a := asking(t, "sv", nil, func(report.Format) (string, error) { return "", errors.New("disken är full") })
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "disken är full")
	stagetest.Hides(t, a, "Sparad")
}

// TestOverSSHTheLineIsShown holds what a terminal without a disk is told, also where
// the server has no line to reach it by.
func TestOverSSHTheLineIsShown(t *testing.T) {
	a := asking(t, "sv", []string{"ssh -p 2222 KRABBA@host"}, nil)
	stagetest.Shows(t, a, "ssh -p 2222 KRABBA@host export md > rapport.md", "Byt md mot docx")
	stagetest.Shows(t, asking(t, "sv", nil, nil), "Be processledaren om rapporten")
}

// TestFileName holds that a title and a day give a name that every system and mail keeps, and
// no path.
func TestFileName(t *testing.T) {
	for title, want := range map[string]string{
		"Återbruk & cirkulär ekonomi": "aterbruk-cirkular-ekonomi-2026-11-23.md",
		"../../etc/passwd":            "etc-passwd-2026-11-23.md",
		"···":                         "verkstad-2026-11-23.md",
		"Ærø og Þór":                  "aero-og-thor-2026-11-23.md",
		"Ett två tre fyra fem sex sju åtta nio tio elva": "ett-tva-tre-fyra-fem-sex-sju-atta-nio-ti-2026-11-23.md",
	} {
		b := *stagetest.CoLab(t, stagetest.Ended).Board()
		b.Title = title
		if got := export.FileName(&b, i18n.For("sv"), report.FormatMarkdown); got != want {
			t.Errorf("%q is %q, want %q", title, got, want)
		}
	}
	if got := export.FileName(model.Empty(), i18n.For("sv"), report.FormatSummary); got != "verkstad.txt" {
		t.Errorf("a summary of nothing is %q", got)
	}
}
