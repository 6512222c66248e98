package stage_test

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

func numbers(tags []stage.Tag) string {
	var out []string
	for _, t := range tags {
		out = append(out, t.Number())
	}
	return strings.Join(out, " ")
}

func TestFindTags(t *testing.T) {
	for asked, want := range map[string]string{
		"12.3": "12.3", "8.1": "8.1 8.10", "12.A": "12.a", "3": "3 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 3.a 3.b 3.c 3.d",
		"18": "", "0": "", "12.99": "", "jämst": "5 1.b 5.c", "matsvinn": "12.3", "FOOD waste": "12.3", "vägtra": "3.6", "xyz": "",
		"": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "17.19": "17.19",
	} {
		if got := numbers(stage.FindTags(asked)); got != want {
			t.Errorf("%q finds %s, want %s", asked, got, want)
		}
	}
}

func TestParseGoals(t *testing.T) {
	got, bad := stage.ParseGoals([]string{"12,jämst", "3", "matsvinn, 8.1"})
	if bad != "" || !slices.Equal(got.Goals, []int{12, 5, 3}) || !slices.Equal(got.Targets, []model.Target{"12.3", "8.1"}) {
		t.Errorf("read as %v, %q", got, bad)
	}
	for _, asked := range []string{"hållbar", "18", "12.99", "xyz"} {
		if _, bad := stage.ParseGoals([]string{asked}); bad != asked {
			t.Errorf("%q is read, %q is complained of", asked, bad)
		}
	}
}

func TestReadFilter(t *testing.T) {
	s := model.Serves{Goals: []int{11, 12}, Targets: []model.Target{"12.3"}}
	for filter, want := range map[string]bool{
		"": true, "verktyg": true, "annat": false, "#12": true, "#12.3": true, "#12.5": false, "#12 verktyg": true, "#12 annat": false,
		"#7": false, "#matsvinn": true, "#xyz": false, "#99": false, "#": true, "#konsumtion": true, "#hållbar": true,
	} {
		if got := stage.ReadFilter(filter).Keeps(s, "En Verktygspool"); got != want {
			t.Errorf("%q lets it through: %v", filter, got)
		}
	}
}

// picking opens the picker on what serves goal 11 and gives what it submits.
func picking(t *testing.T) (*stage.GoalPicker, *model.Serves) {
	t.Helper()
	env, got := stagetest.Env(stagetest.CoLab(t, stagetest.Clustering), model.Host), &model.Serves{}
	return stage.NewGoalPicker(env, "Globala mål", model.Serves{Goals: []int{11}}, func(s model.Serves) tea.Cmd {
		*got = s
		return nil
	}), got
}

func typed(d stage.Dialog, text string) {
	for _, r := range text {
		d.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func press(d stage.Dialog, codes ...rune) {
	for _, code := range codes {
		d.Update(tea.KeyPressMsg{Code: code})
	}
}

func TestAGoalLeadsToItsTargets(t *testing.T) {
	d, got := picking(t)
	typed(d, "12")
	press(d, tea.KeyEnter, tea.KeyDown, tea.KeyDown, tea.KeyDown, tea.KeyEnter, tea.KeyEscape) // goal 12 opens: the third below it is 12.3
	if !slices.Equal(got.Goals, []int{11, 12}) || !slices.Equal(got.Targets, []model.Target{"12.3"}) {
		t.Errorf("goal then target gives %v", *got)
	}
}

func TestATargetIsFoundByWordsAndLeftAgain(t *testing.T) {
	d, got := picking(t)
	for _, word := range []string{"matsv", "12.5", "12.3"} {
		typed(d, word)
		press(d, tea.KeyEnter)
	}
	press(d, tea.KeyEscape)
	if !slices.Equal(got.Goals, []int{11, 12}) || !slices.Equal(got.Targets, []model.Target{"12.5"}) {
		t.Errorf("taking two and leaving one gives %v", *got)
	}
	typed(d, "12")
	press(d, tea.KeyEnter, tea.KeyEscape)
	if !slices.Equal(got.Goals, []int{11}) || len(got.Targets) != 0 {
		t.Errorf("leaving the goal leaves %v", *got)
	}
}

// FuzzParseGoals holds that what is read as goals is goals, and that a filter
// takes any text.
func FuzzParseGoals(f *testing.F) {
	for _, asked := range []string{"12", "12.3", "#12 verktyg", "jämst, 13", "hav", "1,2,,3", "12.c", "99", "#", "# ", "\x1b", "12.99"} {
		f.Add(asked)
	}
	f.Fuzz(func(t *testing.T, asked string) {
		s, bad := stage.ParseGoals([]string{asked})
		if bad != "" && (len(s.Goals) > 0 || len(s.Targets) > 0) {
			t.Fatalf("%q is bad and gives %+v", asked, s)
		}
		for _, goal := range s.Goals {
			if goal < 1 || goal > model.GoalCount {
				t.Fatalf("%q gives goal %d", asked, goal)
			}
		}
		for _, target := range s.Targets {
			if again, bad := stage.ParseGoals([]string{string(target)}); bad != "" || len(again.Targets) != 1 || again.Targets[0] != target {
				t.Fatalf("%q gives the target %q, which is read as %+v", asked, target, again)
			}
		}
		stage.ReadFilter(asked).Keeps(s, asked)
	})
}
