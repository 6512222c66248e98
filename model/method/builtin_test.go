package method

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// table is the agendas of the built-in methods, workshop by workshop of a
// series: the time together in minutes, and each activity with its own.
var table = []struct {
	id      string
	meeting int
	total   int
	phases  string
}{
	{"colab", 1, 182, "checkin 10, talk 20, gather 12, cluster 25, define 35, vote 10, talk 45, commit 15, feedback 10"},
	{"tematisk", 1, 135, "gather 15, gather 25, cluster 25, vote 10, break 10, talk 25, vote 10, commit 10, feedback 5"},
	{"policylab", 1, 260, "define 35, gather 35, cluster 25, talk 60, gather 45, vote 15, commit 45"},
	{"scienceshop", 1, 180, "gather 80, define 100"},
	{"scienceshop", 2, 90, "talk 75, vote 15"},
	{"scienceshop", 3, 60, "commit 60"},
	{"iop", 1, 150, "checkin 10, talk 20, gather 20, define 20, cluster 30, define 20, commit 20, feedback 10"},
	{"overenskommelse", 1, 120, "checkin 30, gather 90"},
	{"overenskommelse", 2, 120, "gather 60, cluster 60"},
	{"overenskommelse", 3, 120, "define 120"},
	{"overenskommelse", 4, 120, "vote 45, commit 75"},
	{"overenskommelse", 5, 120, "feedback 120"},
	{"agenda2030", 1, 130, "talk 20, gather 20, cluster 12, vote 8, define 30, commit 30, feedback 10"},
	{"positionspapper", 1, 155, "gather 30, cluster 45, vote 15, define 40, talk 15, commit 10"},
	{"individuell", 1, 60, "define 10, talk 15, gather 20, commit 10, feedback 5"},
	{"grupp", 1, 43, "gather 33, commit 10"},
	{"larkonferens", 1, 185, "talk 25, gather 25, define 10, gather 30, gather 25, cluster 15, talk 30, commit 20, feedback 5"},
	{"siday", 1, 450, "talk 60, gather 8, vote 7, break 30, talk 60, gather 8, vote 7, break 60, " +
		"talk 60, gather 8, vote 7, break 30, talk 60, gather 8, vote 7, feedback 30"},
	{"studieresa", 1, 170, "gather 20, gather 60, gather 60, cluster 15, talk 15"},
	{"studieresa", 2, 30, "commit 30"},
}

func TestBuiltinsFollowTheTable(t *testing.T) {
	series := make(map[string]int)
	for _, row := range table {
		series[row.id]++
		m, ok := Get(row.id)
		if !ok {
			t.Errorf("no method %q", row.id)
			continue
		}
		var phases []string
		for _, p := range m.Agenda(row.meeting) {
			phases = append(phases, fmt.Sprintf("%s %d", p.Activity, p.Minutes))
		}
		if got := strings.Join(phases, ", "); got != row.phases {
			t.Errorf("%s %d:\n got %s\nwant %s", row.id, row.meeting, got, row.phases)
		}
		if got := m.Length(row.meeting); got != time.Duration(row.total)*time.Minute {
			t.Errorf("%s %d takes %v, want %d minutes", row.id, row.meeting, got, row.total)
		}
	}
	series["colab"] = 4 // all with the same agenda
	for _, m := range All() {
		if m.Series != series[m.ID] || m.Series > 1 && len(m.Meetings) != m.Series {
			t.Errorf("%s: a series of %d with %d names, want %d", m.ID, m.Series, len(m.Meetings), series[m.ID])
		}
	}
}

// TestBuiltinsSetWhatTheTableSays has the settings that make a method what it is.
func TestBuiltinsSetWhatTheTableSays(t *testing.T) {
	for _, tt := range []struct {
		id       string
		activity Activity
		nth      int // of that activity in the file, from 1
		want     string
	}{
		{"tematisk", Gather, 2, "turns"},
		{"policylab", Gather, 1, "categories unclear/read differently/hindering"},
		{"policylab", Vote, 1, "secret, candidates latest"},
		{"scienceshop", Gather, 1, "carry ideas, steps 10+45+25 x1"},
		{"scienceshop", Talk, 1, "carry questions"},
		{"scienceshop", Vote, 1, "secret, candidates questions"},
		{"iop", Talk, 1, "checklist 10"},
		{"iop", Cluster, 1, "categories common/ours/theirs"},
		{"iop", Commit, 1, "by sector"},
		{"overenskommelse", Vote, 1, "carry questions, secret, candidates questions"},
		{"overenskommelse", Feedback, 1, "carry commitments"},
		{"agenda2030", Gather, 1, "goals, categories raw materials/suppliers/inbound transport/own operations/distribution/use/after use"},
		{"agenda2030", Vote, 1, "secret, candidates clusters"},
		{"positionspapper", Cluster, 1, "categories short term/medium term/long term"},
		{"positionspapper", Talk, 1, "by sector"},
		{"grupp", Gather, 1, "steps 2+2+5+2 x3, categories case 1/case 2/case 3"},
		{"larkonferens", Gather, 1, "sessions 3"},
		{"larkonferens", Define, 1, "by session"},
		{"larkonferens", Gather, 2, "sessions 3"},
		{"siday", Talk, 3, "sessions 3"},
		{"siday", Gather, 3, "by session"},
		{"siday", Vote, 4, "secret, candidates latest"},
		{"studieresa", Gather, 2, "categories Saw/Heard/Questions, checklist 4, sessions 1"},
		{"studieresa", Commit, 1, "carry ideas"},
	} {
		m, _ := Get(tt.id)
		of := slices.DeleteFunc(m.Phases, func(p Phase) bool { return p.Activity != tt.activity })
		if len(of) < tt.nth {
			t.Errorf("%s has no %s %d", tt.id, tt.activity, tt.nth)
			continue
		}
		if got := describe(of[tt.nth-1]); got != tt.want {
			t.Errorf("%s, %s %d: got %q, want %q", tt.id, tt.activity, tt.nth, got, tt.want)
		}
	}
}

// describe writes out a phase's settings, reveal and bounds on dots apart.
func describe(p Phase) string {
	var says []string
	add := func(set bool, format string, args ...any) {
		if set {
			says = append(says, fmt.Sprintf(format, args...))
		}
	}
	var steps, categories []string
	for _, s := range p.Steps {
		steps = append(steps, fmt.Sprint(s.Minutes))
	}
	for _, c := range p.Categories {
		categories = append(categories, c["en"])
	}
	add(p.Turns, "turns")
	add(p.Goals, "goals")
	add(len(p.CarryIn) > 0, "carry %s", strings.Join(p.CarryIn, " "))
	add(len(steps) > 0, "steps %s x%d", strings.Join(steps, "+"), max(1, p.Repeat))
	add(len(categories) > 0, "categories %s", strings.Join(categories, "/"))
	add(p.Secret, "secret")
	add(p.Candidates != CandidatesAuto, "candidates %s", p.Candidates)
	add(len(p.Checklist) > 0, "checklist %d", len(p.Checklist))
	add(p.BySector, "by sector")
	add(len(p.Sessions) > 0, "sessions %d", len(p.Sessions))
	add(p.BySession, "by session")
	return strings.Join(says, ", ")
}

func TestBuiltinsSpeakBothLanguages(t *testing.T) {
	for _, m := range All() {
		both := func(field string, text Text) {
			for _, lang := range Languages {
				if text[lang] == "" {
					t.Errorf("%s: %s has no %s", m.ID, field, lang)
				}
			}
		}
		both("name", m.Name)
		both("purpose", m.Purpose)
		both("ends_in", m.EndsIn)
		for _, text := range m.Meetings {
			both("meetings", text)
		}
		for _, p := range m.Phases {
			both(string(p.Activity)+" instruction", p.Instruction)
			for _, text := range slices.Concat([]Text{p.Title, p.Prompt}, p.Categories, p.Checklist) {
				if text != nil {
					both(string(p.Activity), text)
				}
			}
			for _, s := range p.Steps {
				both("step", s.Title)
			}
			for _, s := range p.Sessions {
				both("session", s.Title)
				if s.About != nil {
					both("session", s.About)
				}
			}
			if sv, en := p.Instruction["sv"], p.Instruction["en"]; strings.Count(sv, "\n") != strings.Count(en, "\n") {
				t.Errorf("%s: the languages are told in different lines:\n%s\n%s", m.ID, sv, en)
			}
		}
	}
}

func TestBuiltinsCanBeShortened(t *testing.T) {
	for _, m := range All() {
		for i, p := range m.Phases {
			if p.MinMinutes < 1 {
				t.Errorf("%s: phase %d (%s) has no minimum", m.ID, i+1, p.Activity)
			}
			if p.Activity == Vote && !p.Secret {
				t.Errorf("%s: phase %d is an open vote", m.ID, i+1)
			}
		}
	}
}

func TestColabGathersIn124All(t *testing.T) {
	m, _ := Get("colab")
	i := slices.IndexFunc(m.Phases, func(p Phase) bool { return p.Activity == Gather })
	var got []Step
	for _, s := range m.Phases[i].Timeline() {
		got = append(got, Step{Who: s.Who, Minutes: s.Minutes})
	}
	want := []Step{{Who: StepAlone, Minutes: 1}, {Who: StepPairs, Minutes: 2}, {Who: StepFours, Minutes: 4}, {Who: StepAll, Minutes: 5}}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
}

// TestEveryPhaseHasNotesForWhoeverLeads holds that every built-in method tells whoever
// leads what to say and bring, in both languages, and that the notes are short enough to
// be read in passing.
func TestEveryPhaseHasNotesForWhoeverLeads(t *testing.T) {
	const least, most = 20, 240
	for _, m := range All() {
		for i, ph := range m.Phases {
			for _, lang := range Languages {
				if n := len([]rune(ph.Leader[lang])); n < least || n > most {
					t.Errorf("%s, phase %d: the note in %s has %d characters", m.ID, i+1, lang, n)
				}
			}
		}
	}
}
