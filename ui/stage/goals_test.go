package stage_test

import (
	"slices"
	"testing"

	"verkstad/ui/stage"
)

func TestFindGoals(t *testing.T) {
	for asked, want := range map[string][]int{
		"12": {12}, "18": nil, "0": nil, "konsum": {12}, "Sustainable cit": {11}, "JÄMST": {5}, "hunger": {2}, "xyz": nil,
	} {
		if got := stage.FindGoals(asked); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", asked, got, want)
		}
	}
	if got := stage.FindGoals(""); len(got) != 17 {
		t.Errorf("nothing finds %v, want all", got)
	}
	if goals, bad := stage.ParseGoals([]string{"12,jämst", "3"}); bad != "" || !slices.Equal(goals, []int{12, 5, 3}) {
		t.Errorf("read as %v, %q", goals, bad)
	}
}
