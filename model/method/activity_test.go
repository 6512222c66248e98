package method

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestDescriptionsAreWhole holds each activity to what screens and files need of
// it.
func TestDescriptionsAreWhole(t *testing.T) {
	colour := regexp.MustCompile(`^#[0-9A-F]{6}$`)
	seen := map[Activity]bool{}
	for _, d := range Descriptions() {
		if !idForm.MatchString(string(d.Name)) || seen[d.Name] {
			t.Errorf("%q is no name, or is there twice", d.Name)
		}
		seen[d.Name] = true
		if !colour.MatchString(d.Light) || !colour.MatchString(d.Dark) {
			t.Errorf("%s has the colours %q and %q", d.Name, d.Light, d.Dark)
		}
		if d.Traits == 0 {
			t.Errorf("%s has no trait", d.Name)
		}
		if s := d.Scale; (s != Scale{}) != (d.Traits&TakesRatings != 0) || s.Low < 0 || s.High > 9 || s.Low > s.High || s.Once && d.Name != AsksOnce().Name {
			t.Errorf("%s has the scale %+v", d.Name, s)
		}
		if d.Traits&RevealsLater != 0 && !d.Name.Uses(SettingReveal) {
			t.Errorf("%s reveals later, and no setting says so", d.Name)
		}
		added := Phase{Activity: d.Name, Settings: d.Initial}
		if _, err := added.Clean(); err != nil {
			t.Errorf("%s begins with wrong settings: %v", d.Name, err)
		}
		var c check
		if c.misplaced("", added); c.err() != nil {
			t.Errorf("%s begins with settings that it does not use: %v", d.Name, c.err())
		}
	}
}

// TestExtend adds an activity, takes a method file with it, and finds it gone
// after the test that added it.
func TestExtend(t *testing.T) {
	const toy = Activity("toy")
	file := `id = "with-toy"
name = { en = "With a toy" }
[[phases]]
activity = "toy"
minutes = 5
dots = 3
`
	t.Run("while it is there", func(t *testing.T) {
		Extend(t, Description{Name: toy, Traits: Rests, Settings: []Setting{SettingDots}})
		m, err := Parse([]byte(file))
		if err != nil || m.Phases[0].Activity != toy {
			t.Fatalf("the file gives %v, %v", m.Phases, err)
		}
		if !toy.Does(Rests|TakesIdeas) || toy.Does(TakesIdeas) || !toy.Uses(SettingDots) || toy.Uses(SettingKeep) {
			t.Errorf("it is %+v", toy.Description())
		}
		if _, err := Stretch(m.Phases, 6); err == nil {
			t.Error("its minutes are stretched although it rests")
		}
		if all := Activities(); all[len(all)-1] != toy {
			t.Errorf("the activities are %v", all)
		}
		if _, err := Parse([]byte(strings.Replace(file, "dots = 3", "turns = true", 1))); err == nil {
			t.Error("a setting that it does not use is no mistake")
		}
	})
	if _, err := Parse([]byte(file)); err == nil || slices.Contains(Activities(), toy) {
		t.Errorf("it is still there: %v", Activities())
	}
}
