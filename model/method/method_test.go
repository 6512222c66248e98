package method

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const small = `
id = "own"
name = { sv = "Egen" }

[[phases]]
activity = "gather"
minutes = 10
`

func TestCopiesAreTheCallers(t *testing.T) {
	m, _ := Get("colab")
	m.Phases[0].Instruction["sv"] = "ändrad"
	m.Phases[2].Steps[0].Minutes = 99
	again, _ := Get("colab")
	if again.Phases[0].Instruction["sv"] == "ändrad" || again.Phases[2].Steps[0].Minutes == 99 {
		t.Fatal("a caller's change reached the library")
	}
}

func TestParseFillsDefaults(t *testing.T) {
	m, err := Parse([]byte("\ufeff" + small))
	if err != nil {
		t.Fatal(err)
	}
	p := m.Phases[0]
	got := []any{m.GroupMin, m.GroupMax, m.Series, p.Reveal, p.AtEnd, p.WhoMay, p.Candidates}
	want := []any{1, 1000, 1, RevealOpen, AtEndWarn, WhoAll, CandidatesAuto}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, err := m.clean(); err != nil {
		t.Errorf("what was parsed is not valid: %v", err)
	}
}

func TestParseCleansTexts(t *testing.T) {
	m, err := Parse([]byte(small + `title.sv = "Sam\u001b[2Jla \t  in"`))
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Phases[0].Title.In("en"); got != "Samla in" {
		t.Errorf("title is %q", got)
	}
}

func TestParseNamesLineAndReason(t *testing.T) {
	for _, tt := range []struct{ add, want string }{
		{"minuts = 3", `line 8: there is no field "phases.minuts"`},
		{"dots = \"x\"", `line 8: phases.dots: has a string where it needs int`},
		{"title = \"x\"", "line 8: phases.title: has a string where it needs Text"},
		{"dots = ", "line 8: "},
		{"dots = 3", `line 8: phases[1].dots: does nothing in a phase of "gather"`},
		{"min_minutes = 11", "line 8: phases[1].min_minutes: must be 0 to 10, is 11"},
		{"\nreveal = \"later\"", `line 9: phases[1].reveal: must be one of open, own, is "later"`},
		{"steps = [\n{ who = \"alone\", minutes = 6 },\n{ who = \"twos\", minutes = 1 } ]", `line 10: phases[1].steps[2].who: must be one of all, alone, pairs, fours, tables, is "twos"`},
		{"steps = [{ minutes = 6 }]\nrepeat = 2", "line 8: phases[1].steps: the steps take 12 minutes, the phase has 10"},
		{"[phases.title]\nsv = \"a\"\nde = \"b\"", `line 8: phases[1].title: language "de" is not one of sv, en`},
		{"[phases.title]\nsv = \"\"", `line 9: phases[1].title.sv: must have 1 to 60 characters that can be shown`},
		{"[[phases]]\nminutes = 2", "line 8: phases[2].activity: must be given"},
		{"[[phases]]\nactivity = \"dance\"", "line 9: phases[2].activity: must be one of " + fmt.Sprint(Activities()) + `, is "dance"`},
		{"[[phases]]\nactivity = \"vote\"\ndots = 3\nmax_per = 4", "line 11: phases[2].max_per: must be 0 to 3, is 4"},
		{"[[phases]]\nactivity = \"talk\"\n[[phases.checklist]]\nsv = \"a\"\n[[phases.checklist]]\nsv = \" \"", "line 13: phases[2].checklist[2].sv: must have 1 to 160 characters"},
		{"meeting = 2", "line 8: phases[1].meeting: must be 0 to 1, is 2"},
		{"[[phases.sessions]]\nplace = \"A\"", "line 8: phases[1].sessions[1].title: must be given"},
		{"[[phases.sessions]]\ntitle = { sv = \"a\" }\n[[phases.sessions]]\ntitle = { sv = \"b\" }\nseats = -1", "line 12: phases[1].sessions[2].seats: must be 0 to 1000, is -1"},
		{"[[phases.sessions]]\ntitle = { sv = \"a\" }\nhost = \"" + strings.Repeat("x", 61) + "\"", "line 10: phases[1].sessions[1].host: must have 1 to 60 characters"},
		{"[[phases.sessions]]\nid = 3", `line 9: there is no field "phases.sessions.id"`},
		{"[[phases]]\nactivity = \"vote\"\nsecret = true\n[[phases.sessions]]\ntitle = { sv = \"a\" }", `line 11: phases[2].sessions: does nothing in a phase of "vote"`},
		{"[[phases]]\nactivity = \"break\"\nby_session = true", `line 10: phases[2].by_session: does nothing in a phase of "break"`},
		{"carry_in = [\"people\"]", `line 8: phases[1].carry_in: must be one of ideas, questions, commitments, is "people"`},
	} {
		_, err := Parse([]byte(small + tt.add))
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q:\n got %v\nwant %s", tt.add, err, tt.want)
		}
	}
}

func TestParseReportsAllMistakes(t *testing.T) {
	_, err := Parse([]byte("id = \"Å\"\nseries = 99\n"))
	var codes []string
	for _, e := range Errors(err) {
		codes = append(codes, e.Code)
	}
	if want := []string{CodeChoice, CodeMissing, CodeRange, CodeMissing}; !slices.Equal(codes, want) {
		t.Errorf("got %v, want %v", codes, want)
	}
	if _, err := Parse(make([]byte, MaxFile+1)); err == nil {
		t.Error("a file over the bound is read")
	}
}

func TestLoad(t *testing.T) {
	methods, err := Load(fstest.MapFS{
		"b.toml":     {Data: []byte(small)},
		"a.toml":     {Data: []byte(strings.Replace(small, "own", "another", 1))},
		"bad.toml":   {Data: []byte("x = 1")},
		"twice.toml": {Data: []byte(small)},
		"notes.txt":  {Data: []byte("not a method")},
	})
	if len(methods) != 2 || methods[0].ID != "another" || methods[1].ID != "own" {
		t.Errorf("got %v", methods)
	}
	want := "bad.toml: line 1: there is no field \"x\"\ntwice.toml: id: id \"own\" is also that of b.toml"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if methods, err := Load(os.DirFS(filepath.Join(t.TempDir(), "none"))); len(methods) != 0 || err != nil {
		t.Errorf("a folder that is not there gives %v, %v", methods, err)
	}
}

func TestMergeLetsOwnReplace(t *testing.T) {
	own, err := Parse([]byte(strings.Replace(small, `"own"`, `"colab"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	merged := Merge(All(), []Method{own})
	if len(merged) != len(All()) {
		t.Fatalf("%d methods, want %d", len(merged), len(All()))
	}
	i := slices.IndexFunc(merged, func(m Method) bool { return m.ID == "colab" })
	if merged[i].Name["sv"] != "Egen" {
		t.Errorf("the user's own is not taken: %v", merged[i].Name)
	}
}

func TestCleanFindsAllMistakes(t *testing.T) {
	good := Phase{Activity: Talk, Minutes: 10, Settings: Settings{Dots: 3, Secret: true}}
	if _, err := good.Clean(); err != nil {
		t.Errorf("settings of another activity are refused: %v", err)
	}
	_, err := Phase{Activity: "dance", Minutes: -1}.Clean()
	var first *Error
	if !errors.As(err, &first) || first.Field != "activity" || len(Errors(err)) != 2 {
		t.Errorf("got %v", err)
	}
}

// TestStoredFormIsStable holds the names that workshops store: a renamed field
// would lose what stored agendas have.
func TestStoredFormIsStable(t *testing.T) {
	full := Phase{
		Activity: Gather, Title: Text{"sv": "t"}, Minutes: 10, MinMinutes: 5, Instruction: Text{"sv": "i"},
		Prompt: Text{"sv": "p"}, Meeting: 1,
		Settings: Settings{
			Reveal: RevealOwn, Anonymous: true, Turns: true, Categories: []Text{{"sv": "c"}}, Goals: true,
			Dots: 3, MaxPer: 2, Secret: true, Candidates: CandidatesIdeas,
			Steps: []Step{{Who: StepAlone, Minutes: 1, Title: Text{"sv": "s"}}}, Repeat: 2, AtEnd: AtEndLock,
			WhoMay: WhoFacilitator, CarryIn: []string{CarryIdeas}, Checklist: []Text{{"sv": "k"}}, BySector: true,
		},
	}
	const want = `{"activity":"gather","title":{"sv":"t"},"minutes":10,"min_minutes":5,"instruction":{"sv":"i"},` +
		`"prompt":{"sv":"p"},"meeting":1,"reveal":"own","anonymous":true,"turns":true,"categories":[{"sv":"c"}],` +
		`"goals":true,"dots":3,"max_per":2,"secret":true,"candidates":"ideas",` +
		`"steps":[{"who":"alone","minutes":1,"title":{"sv":"s"}}],"repeat":2,"at_end":"lock","who_may":"facilitator",` +
		`"carry_in":["ideas"],"checklist":[{"sv":"k"}],"by_sector":true}`
	got, err := json.Marshal(full)
	if err != nil || string(got) != want {
		t.Fatalf("stored as\n%s, %v\nwant\n%s", got, err, want)
	}
	var back Phase
	if err := json.Unmarshal(got, &back); err != nil || !reflect.DeepEqual(back, full) {
		t.Fatalf("read back as %+v, %v", back, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	for _, m := range All() {
		raw, err := builtin.ReadFile("methods/" + m.ID + ".toml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte("id=\"a\"\n[[phases]]\n[[phases.steps]]\nminutes=0\n[phases.title]\n\"s\\u0076\"=\"\"\nphases.x.y=[[{a=1}]]"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := Parse(raw)
		if err != nil {
			all := Errors(err)
			if len(all) == 0 {
				t.Fatalf("an error of another kind: %v", err)
			}
			for _, e := range all {
				if e.Line > 1+strings.Count(string(raw), "\n") || strings.Contains(e.Error(), "%!") {
					t.Fatalf("%v", e)
				}
			}
			return
		}
		again, err := m.clean()
		if err != nil || !reflect.DeepEqual(again, m) {
			t.Fatalf("not idempotent (%v):\n%+v\n%+v", err, m, again)
		}
	})
}
