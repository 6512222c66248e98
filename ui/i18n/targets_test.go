package i18n

import (
	"strings"
	"testing"
	"unicode/utf8"

	"verkstad/model"
)

// TestEveryTargetHasAShortNameOfItsOwn holds the 169 names of each language to
// the targets of the goals: all there, no more, unlike, and short enough for a
// line of a screen.
func TestEveryTargetHasAShortNameOfItsOwn(t *testing.T) {
	for _, lang := range Languages {
		w, named := For(lang), map[string]model.Target{}
		for goal := 1; goal <= model.GoalCount; goal++ {
			for _, target := range model.Targets(goal) {
				id := "target." + string(target)
				if !w.Has(id) {
					t.Errorf("%s has no name for %s", lang, target)
					continue
				}
				name := w.T(id)
				if n := utf8.RuneCountInString(name); n > 60 {
					t.Errorf("%s: the name of %s has %d characters, 60 at most", lang, target, n)
				}
				if other, taken := named[strings.ToLower(name)]; taken {
					t.Errorf("%s: %s and %s are both called %q", lang, other, target, name)
				}
				named[strings.ToLower(name)] = target
			}
		}
		if len(named) != model.TargetCount {
			t.Errorf("%s names %d targets, want %d", lang, len(named), model.TargetCount)
		}
		for id := range catalogue(t, lang) {
			if number, ok := strings.CutPrefix(id, "target."); ok && model.Target(number).Goal() == 0 {
				t.Errorf("%s names %s, which is no target", lang, id)
			}
		}
	}
}
