package typing

import (
	"sync"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/safego"
	"verkstad/sshserver"
	"verkstad/sshserver/sshtest"
)

// change is what others do while somebody types, and what the screen says then.
type change struct {
	name string
	do   func(*room, *person)
	says string
}

var changes = []change{
	{"a vote opens", func(r *room, _ *person) {
		if r.live.Board().OpenRound() == nil {
			r.openVote()
		}
	}, "Omröstningen är öppen"},
	{"cards are sorted", func(r *room, _ *person) { r.enter(method.Cluster) }, "Nu: "},
	{"questions are worded", func(r *room, _ *person) { r.enter(method.Define) }, "Nu: "},
	{"people talk", func(r *room, _ *person) { r.enter(method.Talk) }, "Nu: "},
	{"the workshop ends", func(r *room, _ *person) {
		if r.live.Board().Ended.IsZero() {
			r.do(model.EndWorkshop{})
		}
	}, "Träffen är avslutad"},
	{"the person is made a facilitator", func(r *room, p *person) { r.do(model.AppointFacilitator{Person: p.id}) }, "Nu: "},
}

// TestAHalfWrittenTextStaysOneWhenTheScreenChanges writes half a sentence, has
// others change the screen, and writes the rest in one packet with what it was.
func TestAHalfWrittenTextStaysOneWhenTheScreenChanges(t *testing.T) {
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := open(t, sshserver.Limits{})
			p := r.one()
			r.candidates(3)
			p.sees("Kandidat 3")
			p.types("verktyg som")
			p.sees("verktyg som")
			c.do(r, p)
			p.sees(c.says)
			p.types(" alla i byn delar quila frukt ut")
			p.sees("verktyg som alla i byn delar quila frukt ut")
			p.harmless()
			p.types("\x1b")
			p.sees("Sparat som utkast")
			if got := r.live.Draft(p.id, slotOf(r, method.Gather)); got != "verktyg som alla i byn delar quila frukt ut " { // apart from what is written next
				t.Errorf("kept: %q", got)
			}
			sshtest.AwaitStillHands()
			p.harmless()
		})
	}
}

// TestANewSentenceIsNoCommandEither has people in the empty field begin a
// sentence just as, or soon after, the screen has changed.
func TestANewSentenceIsNoCommandEither(t *testing.T) {
	sentences := []string{" ut", "alla i byn delar", "quila", "frukt", "na dela verktyg"}
	pauses := []time.Duration{0, 100 * time.Millisecond, 900 * time.Millisecond}
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := open(t, sshserver.Limits{})
			var names []string
			for i := range len(sentences) * len(pauses) {
				names = append(names, "Person "+string(rune('A'+i)))
			}
			people := r.joinPaced(names...)
			r.candidates(3)
			for _, p := range people {
				p.sees("Kandidat 3")
			}
			var hands sync.WaitGroup
			for i, p := range people {
				c.do(r, p)
				hands.Go(func() {
					pause := pauses[i/len(sentences)]
					time.Sleep(pause) // in which the screen changes
					p.pace.pass(pause)
					for _, letter := range sentences[i%len(sentences)] {
						p.strikes(letter, 120*time.Millisecond)
					}
				})
			}
			hands.Wait()
			for _, p := range people {
				p.pace.pass(rest)
			}
			sshtest.AwaitStillHands()
			for i, p := range people {
				p.harmless()
				if want := sentences[i%len(sentences)]; !contains(p.text(), want) {
					t.Errorf("%q is not kept on the screen of %s:\n%s", want, p.name, p.text())
				}
			}
		})
	}
}

// TestEnterRightAfterTheChangeSendsTheSentence finishes a text whose phase still
// takes it, and one whose phase is over.
func TestEnterRightAfterTheChangeSendsTheSentence(t *testing.T) {
	r := open(t, sshserver.Limits{})
	p := r.one()
	r.candidates(3)
	p.types("en pool i byn")
	p.sees("en pool i byn")
	r.openVote() // in the phase of ideas
	p.types("\r")
	p.has("en pool i byn")
	p.harmless()
	r.do(model.CloseRound{})
	p.sees("enter skicka")
	sshtest.AwaitStillHands()
	p.types("och en till")
	p.sees("och en till")
	r.enter(method.Cluster)
	p.types("\r")
	p.sees("utkast")
	p.has("en pool i byn")
	p.harmless()
	r.enter(method.Gather)
	p.sees("och en till")
}

// TestATextComesBackWhereItBelongs goes on with a text over a vote, and in its
// field when the vote has closed.
func TestATextComesBackWhereItBelongs(t *testing.T) {
	r := open(t, sshserver.Limits{})
	p := r.one()
	r.candidates(2)
	p.types("låna")
	p.sees("låna")
	r.openVote()
	p.sees("Omröstningen är öppen")
	p.types(" av grannen")
	p.sees("låna av grannen")
	r.do(model.CloseRound{})
	p.sees("enter skicka")
	p.eventually("is back in its field", func() bool { return !contains(p.text(), "Omröstningen är öppen") })
	sshtest.AwaitStillHands()
	p.types(" idag\r")
	p.has("låna av grannen idag")
	p.harmless()
}

// TestADeliberateKeyActs votes after a phase of writing, as one does: after a
// look, with an arrow key or with a letter alone.
func TestADeliberateKeyActs(t *testing.T) {
	for name, keys := range map[string][]string{"an arrow first": {"\x1b[B", "+"}, "a letter alone": {"+"}, "a letter twice": {"++"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := open(t, sshserver.Limits{})
			p := r.one()
			r.candidates(3)
			p.sees("Kandidat 3")
			r.openVote()
			p.sees("kvar")
			sshtest.AwaitStillHands()
			for _, key := range keys {
				p.types(key)
			}
			p.eventually("has voted", func() bool { return len(r.live.MyBallot(p.id).Dots) > 0 })
		})
	}
}

// TestWhoIsShownOutWhileTypingLeavesWithTheirHandsStill: the keys of a person
// in the middle of a text would go to the shell of their own computer.
func TestWhoIsShownOutWhileTypingLeavesWithTheirHandsStill(t *testing.T) {
	r := open(t, sshserver.Limits{})
	p := r.joinPaced("Åsa")[0]
	for _, letter := range "en lång men" {
		p.strikes(letter, 100*time.Millisecond)
	}
	out := make(chan struct{})
	safego.Go("show out", func() {
		defer close(out)
		r.do(model.RemovePerson{Person: p.id})
	})
	for still := 0; still < 8; { // after that
		p.strikes('x', 100*time.Millisecond)
		select {
		case <-out:
			still++
		default:
		}
	}
	select {
	case <-p.keys.Done():
		t.Error("the terminal was closed under the hands")
	default:
	}
	p.pace.pass(rest)
	select {
	case <-p.keys.Done():
	case <-time.After(patience):
		t.Error("the terminal stays open")
	}
}
