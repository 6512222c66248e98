package model_test

import (
	"fmt"
	"slices"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// supported is a meeting with a question that was asked where names are shown, and
// supported there by one of three; in a phase that hides who does what, if asked, one
// took that back or another supported it, and the phase after it shows names again.
func supported(t *testing.T, before, after model.PersonID, hide bool) *scene {
	t.Helper()
	s := sceneAt(t, method.Define)
	by := func(p model.PersonID) model.Actor { return model.Actor{Person: p, Role: model.Participant} }
	if before != 0 {
		s.must(by(before), model.SupportQuestion{ID: s.question, Support: true})
	}
	s.hiding(method.Define, hide)
	s.must(by(after), model.SupportQuestion{ID: s.question, Support: before != after})
	s.hiding(method.Define, false)
	return s
}

// TestSupportIsNamedOnlyWhereAllOfItWasNamed holds that nothing that a leader is given
// tells who supported a question in a phase that hides it, nor who took support back
// there, though the question was asked where names are shown; and that it is told
// where no phase hid it.
func TestSupportIsNamedOnlyWhereAllOfItWasNamed(t *testing.T) {
	for _, hide := range []bool{true, false} {
		for _, before := range []bool{true, false} {
			var seen []string
			for p := model.PersonID(1); p <= 3; p++ {
				first, backers := model.PersonID(0), 1
				if before {
					first, backers = p, 0
				}
				s := supported(t, first, p, hide)
				seen = append(seen, fmt.Sprint(toLeader(t, s, byPhase)))
				if q := s.b.Question(s.question); q.Backers() != backers || s.b.SupportNamed(q) == hide {
					t.Errorf("%+v is supported by %d, and told by name: %v", q, backers, s.b.SupportNamed(q))
				}
				all := s.b.Document(model.Host).Questions
				if e := all[len(all)-1]; e.Backers() != backers || backers > 0 && hide == slices.Contains(e.Support, p) {
					t.Errorf("the exported question is %+v", e)
				}
			}
			if alike := seen[0] == seen[1] && seen[1] == seen[2]; alike != hide {
				t.Errorf("hidden: %v, and whoever supports it makes no difference: %v", hide, alike)
			}
		}
	}
}

// TestAPhaseWithSupportKeepsItsPromise holds that a phase in which somebody has
// supported what was asked before cannot be made to show names.
func TestAPhaseWithSupportKeepsItsPromise(t *testing.T) {
	s := sceneAt(t, method.Define)
	s.hiding(method.Define, true)
	s.must(s.bo, model.SupportQuestion{ID: s.question, Support: true})
	s.refuse(model.Host, s.changed(func(ph *model.Phase) { ph.Anonymous = false }), model.ErrPromise)
}

// TestASweepCountsNoSupportThatIsNobodys holds that showing somebody out with their
// texts does the same whichever of them supported a question in a phase that hides it.
func TestASweepCountsNoSupportThatIsNobodys(t *testing.T) {
	for out := model.PersonID(1); out <= 3; out++ {
		var said []string
		for p := model.PersonID(1); p <= 3; p++ {
			events, err := supported(t, 0, p, true).try(model.Host, model.SweepPeople{People: []model.PersonID{out}, Texts: true})
			said = append(said, fmt.Sprint(events, err))
		}
		if said[0] != said[1] || said[1] != said[2] {
			t.Errorf("showing out %d tells who supports: %v", out, said)
		}
	}
}

// TestSupportOfAnAnonymousTimeStaysNobodys holds that a question which was asked
// before the workshop became anonymous, and was supported then, does not tell by whom
// once it shows names again.
func TestSupportOfAnAnonymousTimeStaysNobodys(t *testing.T) {
	s := sceneAt(t, method.Define)
	anonymous := func(on bool) { s.must(model.Host, model.DescribeWorkshop{Title: s.b.Title, Anonymous: on}) }
	anonymous(true)
	s.must(s.bo, model.SupportQuestion{ID: s.question, Support: true})
	anonymous(false)
	all := s.b.Document(model.Host).Questions
	if q := all[len(all)-1]; s.b.Anonymous || len(q.Support) > 0 || q.Backers() != 1 {
		t.Errorf("anonymous: %v, and the question is exported as %+v", s.b.Anonymous, q)
	}
}
