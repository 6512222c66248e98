package store_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/store"
)

func TestWakeUpsAreOneAtATimeAndWaitForNobody(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	wake, cancel := l.Subscribe()
	for range 5 { // nobody looks
		must(t, l, model.Host, model.AddIdea{Text: "En"})
	}
	<-wake
	select {
	case <-wake:
		t.Error("a second wake-up for what was there at the first")
	default:
	}
	cancel()
	cancel()
	must(t, l, model.Host, model.AddIdea{Text: "Två"})
	select {
	case <-wake:
		t.Error("woken after cancel")
	default:
	}
}

func TestPresence(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	for _, name := range []string{"Asa", "Bo", "Cleo", "Dan", "Eva"} {
		join(t, l, name, model.Academia)
	}
	wake, cancel := l.Subscribe()
	defer cancel()
	outside := l.Wait()
	<-wake
	one, two := l.Enter(3), l.Enter(3)
	other := l.Enter(5)
	outside()
	p := l.Presence()
	if p.People != 2 || p.Terminals[3] != 2 || !p.Here(5) || p.Waiting != 0 {
		t.Errorf("%+v", p)
	}
	one()
	one()
	if !l.Presence().Here(3) {
		t.Error("one terminal closed twice took the other along")
	}
	must(t, l, model.Host, model.RemovePerson{Person: 5})
	if p := l.Presence(); p.People != 1 || l.Board().Person(5).Here(p) {
		t.Errorf("somebody who was shown out is here: %+v", p)
	}
	must(t, l, model.Host, model.ReadmitPerson{Person: 5})
	if p := l.Presence(); p.People != 2 {
		t.Errorf("somebody who was let in again is not here: %+v", p)
	}
	two()
	other()
	if p := l.Presence(); p.People != 0 || p.Here(3) || len(p.Terminals) != 0 {
		t.Errorf("%+v", p)
	}
	<-wake
}

func TestTheClockWakesOnItsSeconds(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l, err := s.Create(ctx, model.CreateWorkshop{Title: "Kort", Phases: []method.Phase{
		{Activity: method.Gather, Title: method.Text{"sv": "Samla"}, Minutes: 1},
	}})
	if err != nil {
		t.Fatal(err)
	}
	must(t, l, model.Host, model.Next{})
	if _, runs := store.UntilSecond(l.Board(), time.Now()); runs {
		t.Error("the clock stands and is said to run")
	}
	must(t, l, model.Host, model.StartClock{})
	b := l.Board()
	for after, want := range map[time.Duration]time.Duration{
		0:                        time.Second,
		300 * time.Millisecond:   700 * time.Millisecond,
		time.Second:              time.Second,
		59900 * time.Millisecond: 100 * time.Millisecond,
		time.Minute:              time.Second,
		60250 * time.Millisecond: 750 * time.Millisecond, // over time
	} {
		began := time.Now().Add(b.Phase().Remaining(time.Now()) - time.Minute)
		wait, runs := store.UntilSecond(b, began.Add(after))
		if diff := (wait - want).Abs(); !runs || diff > 20*time.Millisecond && diff < 980*time.Millisecond {
			t.Errorf("%v after the start: %v, %v; want %v", after, wait, runs, want)
		}
	}
	wake, cancel := l.Subscribe()
	defer cancel()
	before := l.Board()
	<-wake
	<-wake
	if l.Board() != before {
		t.Error("something else than the clock woke")
	}
}

func TestDrafts(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	id := l.Board().ID
	l.SaveDraft(1, "idea", "Verkty")
	l.SaveDraft(1, "question", "Hur")
	l.SaveDraft(2, "idea", strings.Repeat("å", store.MaxDraft))
	l.SaveDraft(2, "", "nowhere")
	l.SaveDraft(1, "question", "")
	for i := range 40 {
		l.SaveDraft(3, string(rune('a'+i)), "many")
	}
	l.SaveDraft(4, "language"+model.ChoiceSlot, "en")
	if l.Draft(1, "idea") != "Verkty" || l.Draft(4, "language"+model.ChoiceSlot) != "en" {
		t.Error("a draft is not there at once")
	}
	if n := l.Writing(); n != 2 {
		t.Errorf("%d write; who has chosen a language writes nothing", n)
	}
	closeStore(t, s)

	l, err := open(t, dir, quiet).Open(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.Draft(1, "idea"); got != "Verkty" {
		t.Errorf("after the restart %q", got)
	}
	if got := l.Draft(1, "question"); got != "" {
		t.Errorf("a cleared draft is %q", got)
	}
	if got := l.Draft(2, "idea"); len(got) != store.MaxDraft || !utf8.ValidString(got) {
		t.Errorf("a long draft has %d bytes", len(got))
	}
	kept := 0
	for i := range 40 {
		if l.Draft(3, string(rune('a'+i))) != "" {
			kept++
		}
	}
	if kept != 16 {
		t.Errorf("%d drafts of one person were kept", kept)
	}
}

// People who have voted count among those who can, however long they are gone.
func TestNeverHaveMoreVotedThanCould(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), store.Options{Log: quiet.Log, Now: c.now})
	l := begin(t, s)
	var ids []model.ItemID
	for _, text := range []string{"Ett", "Två"} {
		ids = append(ids, must(t, l, model.Host, model.AddIdea{Text: text}).Item)
	}
	people := []model.Actor{join(t, l, "Åsa", model.Academia), join(t, l, "Bo", model.Business), join(t, l, "Cia", model.Business)}
	must(t, l, model.Host, model.OpenRound{Candidates: ids, Dots: 2})
	for _, p := range people[:2] {
		must(t, l, p, model.CastBallot{Dots: []model.Dot{{ID: ids[0], N: 1}}})
	}
	c.pass(model.RecentFor + time.Minute)
	leave := l.Enter(people[2].Person)
	b := l.Board()
	if cast, of := b.OpenRound().Cast(), b.Electors(b.OpenRound(), l.Presence().Voters); cast != 2 || of != 3 {
		t.Errorf("%d of %d have voted, want 2 of 3: two have gone", cast, of)
	}
	leave()
	must(t, l, model.Host, model.CloseRound{})
	if r := l.Board().LastRound(); r.Cast() > l.Board().Electors(r, 0) || r.Entitled != 3 {
		t.Errorf("%d of %d voted", r.Cast(), r.Entitled)
	}
	if got := len(l.Board().Attending(l.Presence())); got != 1 {
		t.Errorf("%d are here for the next vote's roll, want one", got)
	}
}

// TestAPresenceNeverChanges holds that what somebody reads of who is here stays as
// it was, while people come, go and vote, and that the next is right.
func TestAPresenceNeverChanges(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	for _, name := range []string{"Asa", "Bo"} {
		join(t, l, name, model.Academia)
	}
	leave := l.Enter(1)
	was := l.Presence()
	if l.Presence() != was {
		t.Error("it is made anew though nothing has happened")
	}
	if was.People != 1 || !was.Here(1) || was.Here(2) || !was.Attends(2) {
		t.Errorf("%+v", was)
	}
	leave()
	also := l.Enter(2)
	defer also()
	now := l.Presence()
	if was.People != 1 || !was.Here(1) || was.Here(2) || now.Rev <= was.Rev {
		t.Errorf("it has become %+v", was)
	}
	if now.Left[2] || !now.Left[1] || was.Left[1] {
		t.Errorf("who has left: %v, and before %v", now.Left, was.Left)
	}
	must(t, l, model.Actor{Person: 1, Role: model.Participant}, model.MoveHand{Up: true}) // in a single line
	if l.Presence().Left[1] {
		t.Error("who has done something since is away")
	}
	if now.People != 1 || now.Here(1) || !now.Attends(1) || !now.Here(2) || now.Voters != 2 {
		t.Errorf("and now: %+v", now)
	}
}
