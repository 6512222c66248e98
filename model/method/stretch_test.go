package method

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// minutes writes out an agenda's times, with steps in brackets.
func minutes(phases []Phase) string {
	var out []string
	for _, p := range phases {
		s := fmt.Sprint(p.Minutes)
		for i, step := range p.Steps {
			s += fmt.Sprintf("%c%d", "(+"[min(i, 1)], step.Minutes)
		}
		if len(p.Steps) > 0 {
			s += ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestStretch(t *testing.T) {
	for _, tt := range []struct {
		name, id string
		total    int
		want     string
	}{
		{"as planned", "colab", 182, "10 20 12(1+2+4+5) 25 35 10 45 15 10"},
		{"shorter, one held by its minimum", "colab", 120, "6 13 12(1+2+4+5) 16 22 6 29 10 6"},
		{"the least possible", "colab", 96, "5 10 12(1+2+4+5) 15 20 3 20 8 3"},
		{"twice as long, steps too", "colab", 364, "20 40 24(2+4+8+10) 50 70 20 90 30 20"},
		{"breaks stay", "tematisk", 260, "30 50 50 20 10 50 20 20 10"},
		{"the short form", "scienceshop", 90, "40(5+23+12) 50"},
		{"rounds repeated", "grupp", 81, "62(4+4+9+3) 19"},
	} {
		m, _ := Get(tt.id)
		got, err := Stretch(m.Agenda(1), tt.total)
		if err != nil || minutes(got) != tt.want {
			t.Errorf("%s: got %s, %v, want %s", tt.name, minutes(got), err, tt.want)
		}
	}
}

func TestStretchSaysTheLeast(t *testing.T) {
	open := Phase{Activity: Talk}
	pause := Phase{Activity: Break, Minutes: 15, MinMinutes: 5}
	talk := Phase{Activity: Talk, Minutes: 30, MinMinutes: 10}
	for _, tt := range []struct {
		phases []Phase
		total  int
		want   string
	}{
		{[]Phase{talk, pause, open}, 24, "minutes: must be 25 to 1440, is 24"},
		{[]Phase{talk, pause, open}, 1441, "minutes: must be 25 to 1440, is 1441"},
		{[]Phase{pause, open}, 20, "minutes: must be 15 to 15, is 20"},
		{nil, -1, "minutes: must be 0 to 0, is -1"},
	} {
		_, err := Stretch(tt.phases, tt.total)
		var e *Error
		if !errors.As(err, &e) || e.Code != CodeRange || e.Error() != tt.want {
			t.Errorf("got %v, want %s", err, tt.want)
		}
	}
}

func TestStretchLeavesThePlanAlone(t *testing.T) {
	m, _ := Get("colab")
	if _, err := Stretch(m.Phases, 364); err != nil {
		t.Fatal(err)
	}
	again, _ := Get("colab")
	if !reflect.DeepEqual(m, again) {
		t.Error("the agenda that was given has changed")
	}
}

// drawPhase draws a valid phase.
func drawPhase(t *rapid.T) Phase {
	p := Phase{Activity: rapid.SampledFrom(Activities()).Draw(t, "activity"), Minutes: rapid.IntRange(0, 120).Draw(t, "minutes")}
	p.MinMinutes = rapid.IntRange(0, p.Minutes).Draw(t, "least")
	p.Repeat = rapid.IntRange(0, 3).Draw(t, "repeat")
	left := p.Minutes / max(1, p.Repeat)
	for range rapid.IntRange(0, 4).Draw(t, "steps") {
		if left > 0 {
			n := rapid.IntRange(1, left).Draw(t, "step")
			p.Steps = append(p.Steps, Step{Who: StepAll, Minutes: n})
			left -= n
		}
	}
	return p
}

func TestStretchKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		phases := rapid.SliceOfN(rapid.Custom(drawPhase), 0, 12).Draw(t, "phases")
		planned := 0
		for _, p := range phases {
			planned += p.Minutes
		}
		total := rapid.IntRange(0, maxMinutes).Draw(t, "total")
		fitted, err := Stretch(phases, total)
		if err != nil {
			return // that it is right to refuse is for the next test
		}
		sum := 0
		for i, p := range fitted {
			if _, err := p.Clean(); err != nil {
				t.Fatalf("phase %d: %v", i, err)
			}
			if was := phases[i].Minutes; (p.Activity == Break || was == 0) && p.Minutes != was {
				t.Fatalf("phase %d (%s) has %d, had %d", i, p.Activity, p.Minutes, was)
			}
			sum += p.Minutes
		}
		if sum != total {
			t.Fatalf("sums to %d, want %d", sum, total)
		}
		if total == planned && minutes(fitted) != minutes(phases) {
			t.Fatalf("the planned time gives %s, want %s", minutes(fitted), minutes(phases))
		}
		longer, err := Stretch(phases, total+1)
		for i := range longer {
			if longer[i].Minutes < fitted[i].Minutes {
				t.Fatalf("a minute more takes some from phase %d: %d, had %d (%v)", i, longer[i].Minutes, fitted[i].Minutes, err)
			}
		}
	})
}

func TestStretchRefusesJustBelowTheLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		phases := rapid.SliceOfN(rapid.Custom(drawPhase), 0, 12).Draw(t, "phases")
		_, err := Stretch(phases, -1)
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("got %v for a total of -1", err)
		}
		least, ok := e.Args[0].(int)
		if !ok {
			t.Fatalf("the least is %v", e.Args[0])
		}
		if _, err := Stretch(phases, least); err != nil {
			t.Fatalf("the least of %d is refused: %v", least, err)
		}
		if _, err := Stretch(phases, least-1); err == nil {
			t.Fatalf("%d is taken, under the least of %d", least-1, least)
		}
	})
}
