package participant_test

import (
	"regexp"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage/stagetest"
)

// TestACheckInAndAHandTellOnlyWhatMayBeTold holds that in an anonymous workshop
// neither names nor the sector of few stand by what people say and whose turn it
// is, and that a check-in keeps the sector that it was said from.
func TestACheckInAndAHandTellOnlyWhatMayBeTold(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.CheckingIn)
	cecilia, elif := r.People[2], r.People[4] // of business, and one of two entrepreneurs
	p := r.Board().Person(cecilia.Person)
	r.Must(cecilia, model.JoinPerson{Key: p.Key, Name: p.Name, Sector: model.PublicSector, Role: model.Participant})
	a := seated(t, r, 0)
	line := func(text string) string {
		return regexp.MustCompile(`(?m)^.*` + text + `.*$`).FindString(stagetest.Screen(a))
	}
	mark := func(s model.Sector) string { return stagetest.Env(r, cecilia).Theme.SectorMark(int(s) - 1) }
	holds := func(text, want string) {
		t.Helper()
		if got := line(text); !regexp.MustCompile(`^\s*` + regexp.QuoteMeta(want)).MatchString(got) {
			t.Errorf("%q does not begin with %q", got, want)
		}
	}
	holds("Vi slänger", mark(model.Business)+" Cecilia")
	holds("Min dotter", mark(model.Entrepreneur)+" Elif")

	r.Must(model.Host, model.DescribeWorkshop{Title: r.Board().Title, Anonymous: true})
	stagetest.Wake(a)
	stagetest.Hides(t, a, "Cecilia", "Elif")
	holds("Vi slänger", mark(model.Business)+" "+stagetest.Env(r, cecilia).Words.T("sector.short.business"))
	holds("Min dotter", mark(model.NoSector)+" "+stagetest.Env(r, cecilia).Words.T("sector.short.none"))
	r.Go(method.Talk)
	r.Must(elif, model.MoveHand{Up: true})
	stagetest.Wake(a)
	stagetest.Hides(t, a, "Elif", mark(model.Entrepreneur)+" "+stagetest.Env(r, cecilia).Words.T("sector.short.none"))
}
