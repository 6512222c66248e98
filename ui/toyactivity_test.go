package ui_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/facilitator"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/lines"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// toyMethod is a method file with an activity that only this test has.
const toyMethod = `id = "toys"
name = { sv = "Med lek", en = "With play" }

[[phases]]
activity = "toy"
title = { sv = "Lekstund", en = "Playtime" }
instruction = { sv = "Lek en stund.", en = "Play for a while." }
minutes = 10
dots = 3
reveal = "own"

[[phases]]
activity = "break"
title = { sv = "Rast", en = "Rest" }
minutes = 5
`

// toyTitles is what the toy phase is called.
var toyTitles = map[string]string{"sv": "Lekstund", "en": "Playtime"}

// TestAToyActivity takes an activity that no surface knows through a method file,
// a workshop, all screens, line commands and the document: it gets what every
// phase has, its title, its instruction and its time, and what belongs to its
// traits. People answer on its scale, and see what they came to once it is revealed.
func TestAToyActivity(t *testing.T) {
	method.Extend(t, method.Description{
		Name: "toy", Light: "#123456", Dark: "#ABCDEF", Traits: method.TakesIdeas | method.TakesRatings | method.RevealsLater,
		Settings: []method.Setting{method.SettingDots, method.SettingReveal}, Scale: method.Scale{Low: 1, High: 5},
	})
	m, err := method.Parse([]byte(toyMethod))
	if err != nil {
		t.Fatal(err)
	}
	r := stagetest.NewRoom(t)
	r.Must(model.Host, model.CreateWorkshop{ID: "01TOY", Title: "Återbruk", Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1)})
	asa := r.Join("Åsa", model.Sectors[0])
	r.Go("toy")
	r.Must(asa, model.AddIdea{Text: "Bygg en koja"}) // it has the trait
	for i, name := range []string{"Bo", "Cia"} {
		r.Must(r.Join(name, model.Sectors[0]), model.Rate{Score: 4 + i})
	}

	screens := map[string]func() *stage.App{
		"participant": func() *stage.App {
			e := stagetest.Env(r, asa)
			return stagetest.App(t, e, participant.New(e, participant.Hint{Key: "key-Åsa"}))
		},
		"facilitator": func() *stage.App { e := stagetest.Env(r, model.Host); return stagetest.App(t, e, facilitator.New(e)) },
		"projector": func() *stage.App {
			e := stagetest.Env(r, model.Actor{Role: model.Observer})
			return stagetest.App(t, e, projector.New(e, nil))
		},
	}
	for name, open := range screens {
		t.Run(name, func(t *testing.T) { drawToy(t, open()) })
	}
	t.Run("answers", func(t *testing.T) { rateToy(t, r, screens) })
	t.Run("line commands", func(t *testing.T) { sayToy(t, r) })
	for lang, title := range toyTitles {
		if doc := report.Markdown(r.Board(), model.Host, i18n.For(lang)); !strings.Contains(doc, "## "+title) || !strings.Contains(doc, "Bygg en koja") || !strings.Contains(doc, "| 0 | 0 | 0 | 2 | 1 |") {
			t.Errorf("the document in %s lacks the phase, the idea or the answers:\n%s", lang, doc)
		}
	}
	r.Must(model.Host, model.Next{})
	if ph := r.Board().Phase(); ph.Activity == "toy" {
		t.Error("the group cannot leave the phase")
	}
}

// rateToy has one person answer on the scale by a key, and holds that nobody is told what
// the answers come to before the facilitator reveals them, and everybody afterwards.
func rateToy(t *testing.T, r *stagetest.Room, screens map[string]func() *stage.App) {
	seat := screens["participant"]()
	stagetest.Press(seat, "9", "4") // nine is not on it
	phase := r.Board().Phase().ID
	if sum := r.Board().RatingsIn(phase); sum.Given != 3 || sum.Told() {
		t.Fatalf("after three answers: %+v", sum)
	}
	all := map[string]*stage.App{"participant": seat, "facilitator": screens["facilitator"](), "projector": screens["projector"]()}
	for name, a := range all {
		stagetest.Resize(a, 120, 40)
		if shown := stagetest.Screen(a); strings.Contains(shown, "4,3 av 5") {
			t.Errorf("before the reveal the %s shows\n%s", name, shown)
		}
	}
	stagetest.Press(all["facilitator"], "v", "y")
	if !r.Board().Phase().Revealed() {
		t.Fatalf("v reveals nothing:\n%s", stagetest.Screen(all["facilitator"]))
	}
	for _, a := range all {
		stagetest.Shows(t, a, "4,3 av 5 i snitt", "3 svar")
	}
	if d := r.Board().Document(model.Host); len(d.Ratings) != 3 || d.Ratings[0].By != 0 {
		t.Errorf("the export has %+v", d.Ratings)
	}
}

// drawToy holds that a screen shows the phase by its title and its time, in both
// languages, from the smallest size to a large one.
func drawToy(t *testing.T, a *stage.App) {
	for lang, title := range toyTitles {
		a.Env.Words = i18n.For(lang)
		stagetest.Send(a, stage.ThemeMsg{})
		for _, size := range [][2]int{{40, 12}, {120, 40}} {
			stagetest.Resize(a, size[0], size[1])
			shown := strings.TrimSuffix(stagetest.Screen(a), "\n")
			at := fmt.Sprintf("%s %d×%d", lang, size[0], size[1])
			rows := strings.Split(shown, "\n")
			if len(rows) != size[1] {
				t.Errorf("%s has %d rows", at, len(rows))
			}
			for _, row := range rows {
				if frame.Width(row) > size[0] {
					t.Errorf("%s has a row of %d cells: %s", at, frame.Width(row), row)
				}
			}
			if !strings.Contains(shown, title) || strings.Contains(shown, "⟨") {
				t.Errorf("%s does not say %q, or lacks a word:\n%s", at, title, shown)
			}
		}
	}
}

// sayToy holds what line commands say of the phase.
func sayToy(t *testing.T, r *stagetest.Room) {
	as := func(key string, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		s := lines.Session{Room: r, Key: key, Lang: "en", Facilitator: key == "key-host", Now: func() time.Time { return r.Now() }}
		if code := lines.Run(context.Background(), s, args, strings.NewReader(""), &out, &errs); code != lines.OK {
			t.Fatalf("%v: exit code %d: %s", args, code, errs.String())
		}
		return out.String()
	}
	run := func(args ...string) string { t.Helper(); return as("key-host", args...) }
	as("key-Åsa", "toy", "5")
	as("key-Åsa", "toy", "4")
	if said := as("key-Åsa", "board"); !strings.Contains(said, "-\tanswers\t4\t2\t") {
		t.Errorf("board says %s", said)
	}
	if said := run("help", "toy"); !strings.Contains(said, "toy 1…5") {
		t.Errorf("help says %s", said)
	}
	if said := run("status"); !strings.Contains(said, "Playtime") {
		t.Errorf("status says %s", said)
	}
	if said := run("status", "--json"); !strings.Contains(said, `"toy"`) {
		t.Errorf("status says %s", said)
	}
	run("agenda", "add", "toy", "--minutes", "3")
	if phases := r.Board().Phases(); phases[len(phases)-1].Activity != "toy" || phases[len(phases)-1].Minutes != 3 {
		t.Errorf("the agenda ends in %+v", phases[len(phases)-1])
	}
}
