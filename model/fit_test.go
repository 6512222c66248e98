package model_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// agendaOf is a workshop with an agenda: "talk 20 10" is a talk of 20 minutes, at least 10.
func agendaOf(t *testing.T, agenda string) *workshop {
	t.Helper()
	w := &workshop{t: t, b: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	var phases []method.Phase
	for part := range strings.SplitSeq(agenda, ", ") {
		var ph method.Phase
		if _, err := fmt.Sscan(part, &ph.Activity, &ph.Minutes, &ph.MinMinutes); err != nil {
			t.Fatal(err)
		}
		phases = append(phases, ph)
	}
	w.must(model.Host, model.CreateWorkshop{ID: "01FIT", Title: "T", Lang: "sv", Code: "PASSAR", Phases: phases})
	return w
}

// TestFit fits what is left where time has run over, holds what is proposed, and that the
// proposal, done, ends when it says.
func TestFit(t *testing.T) {
	for name, c := range map[string]struct {
		agenda  string
		late    int    // minutes over in the first phase
		want    string // minutes of all phases then
		short   int
		suggest string // which phases, from 1
	}{
		"in proportion":        {"talk 20 0, gather 40 0, cluster 20 0", 15, "20 30 15", 0, ""},
		"a break is kept":      {"talk 20 0, break 10 10, cluster 20 0, commit 20 0", 10, "20 10 15 15", 0, ""},
		"the minimum is kept":  {"talk 20 0, gather 40 35, cluster 40 10", 30, "20 35 15", 0, ""},
		"a talk is left out":   {"talk 20 0, gather 20 20, talk 20 10, talk 30 30, vote 10 10, commit 10 10", 30, "20 20 10 30 10 10", 20, "4"},
		"the shortest talk":    {"talk 20 0, talk 20 20, talk 30 25, vote 10 10", 10, "20 20 25 10", 5, "2"},
		"two are left out":     {"talk 20 0, talk 10 10, talk 10 10, feedback 5 5, commit 10 10", 18, "20 10 10 5 10", 18, "2 3"},
		"nothing helps":        {"talk 20 0, vote 20 20, commit 10 10", 15, "20 20 10", 15, ""},
		"the last is over":     {"gather 20 0, commit 10 0", 11, "20 1", 2, ""},
		"no time is no minute": {"talk 20 0, gather 0 0, cluster 20 0", 5, "20 0 15", 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := agendaOf(t, c.agenda)
			w.must(model.Host, model.Next{Start: true})
			w.now = w.now.Add(time.Duration(w.b.Phases()[0].Minutes+c.late) * time.Minute)
			due := w.b.Due()
			f, ok := w.b.Fit(w.now, due)
			if !ok || f.Short != time.Duration(c.short)*time.Minute || f.End != due.Add(f.Short) {
				t.Errorf("proposed %v %+v, want %d min short of %v", ok, f, c.short, due)
			}
			suggest := ""
			for _, id := range f.Suggest {
				suggest = strings.TrimSpace(fmt.Sprint(suggest, " ", int(id)))
			}
			if suggest != c.suggest {
				t.Errorf("suggests to leave out %q, want %q", suggest, c.suggest)
			}
			w.must(model.Host, f.Command(w.b.Place()))
			got := ""
			for _, ph := range w.b.Phases() {
				got = strings.TrimSpace(fmt.Sprint(got, " ", ph.Minutes))
			}
			if got != c.want {
				t.Errorf("minutes %q, want %q", got, c.want)
			}
			if _, end, late := w.b.Plan(w.now); !end.Equal(f.End) || late != f.Short {
				t.Errorf("it ends at %v, %v late; want %v", end, late, f.End)
			}
		})
	}
}

// TestFitWithout leaves out what was suggested, and the rest fits.
func TestFitWithout(t *testing.T) {
	w := agendaOf(t, "talk 20 0, gather 20 20, talk 20 10, talk 30 30, vote 10 10, commit 10 10")
	w.must(model.Host, model.Next{Start: true})
	w.now = w.now.Add(50 * time.Minute)
	due := w.b.Due()
	f, _ := w.b.Fit(w.now, due)
	f, ok := w.b.Fit(w.now, due, f.Suggest...)
	if !ok || f.Short != 0 || f.End != due {
		t.Fatalf("without them: %v %+v", ok, f)
	}
	seen := f.Command(w.b.Place())
	w.must(model.Host, seen)
	if _, end, late := w.b.Plan(w.now); len(w.b.Phases()) != 5 || end != due || late != 0 {
		t.Errorf("%d phases, ends at %v, %v late", len(w.b.Phases()), end, late)
	}
	if f, ok := w.b.Fit(w.now, w.b.Due()); ok {
		t.Errorf("fitted, it proposes %+v", f)
	}
	w.refuse(model.Host, seen, model.ErrElsewhere) // the minutes are others now
}

// TestAFittedAgendaKeepsItsEnd holds that an end that was asked for stays, and that time
// that is added afterwards moves it.
func TestAFittedAgendaKeepsItsEnd(t *testing.T) {
	w := agendaOf(t, "talk 20 0, gather 40 0")
	due := w.now.Add(50 * time.Minute)
	f, ok := w.b.Fit(w.now, due)
	if !ok {
		t.Fatal("nothing is proposed before the workshop has begun")
	}
	w.must(model.Host, f.Command(model.Place{}))
	w.must(model.Host, model.Next{Start: true})
	w.now = w.now.Add(25 * time.Minute)
	if _, end, late := w.b.Plan(w.now); late != end.Sub(due) || !w.b.Due().Equal(due) {
		t.Errorf("ends at %v, %v late, due %v; want due %v", end, late, w.b.Due(), due)
	}
	var phases []model.Phase
	for _, ph := range w.b.Phases() {
		phases = append(phases, *ph)
	}
	phases[1].Minutes += 10
	w.must(model.Host, model.ChangeAgenda{Phases: phases})
	if want := due.Add(10 * time.Minute); !w.b.Due().Equal(want) {
		t.Errorf("with ten minutes more it is due at %v, want %v", w.b.Due(), want)
	}
	w.refuse(w.join("Åsa", model.Business), f.Command(model.Place{}), model.ErrNotAllowed)
	w.refuse(model.Host, model.FitAgenda{Due: time.Date(20_000, 1, 1, 0, 0, 0, 0, time.UTC)}, model.ErrSettings)
}
