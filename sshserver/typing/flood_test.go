package typing

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/sshserver"
	"verkstad/sshserver/sshtest"
)

// words that people type. Each letter of them does something on some screen.
var words = strings.Fields(`alla i byn delar verktyg frukt quila ut na dela på torget en pool för skolans matsvinn och
	låna av grannen hus jobb kan bli park utan krav xylofon zebra med bara 3 dagar kvar 25 rum till er som vill`)

// typist is somebody who writes one sentence after the other and does not look
// at the screen.
type typist struct {
	*person
	dice      *rand.Rand
	keys      atomic.Int64
	sentences map[string]bool // that were finished
}

// write types sentences until stop: 40 to 100 words a minute by the time of the
// terminal, a moment's thought between two of them. The computer's is shorter.
func (w *typist) write(stop <-chan struct{}) {
	for {
		var said []string
		for range 2 + w.dice.IntN(5) {
			said = append(said, words[w.dice.IntN(len(words))])
		}
		sentence := strings.Join(said, " ")
		for _, letter := range sentence + "\r" {
			select {
			case <-stop:
				return
			case <-time.After(time.Duration(5+w.dice.IntN(20)) * time.Millisecond):
			}
			w.strikes(letter, time.Duration(60+w.dice.IntN(180))*time.Millisecond)
			w.keys.Add(1)
		}
		w.sentences[sentence] = true
		w.pace.pass(time.Duration(w.dice.IntN(1500)) * time.Millisecond)
	}
}

// TestTypingWhileTheScreenChanges has people type sentences at the speed of hands
// while the group goes through a whole co-lab, with a vote, a reveal and the end.
// Nothing that a participant is in the log for came from letters of a text: no
// ballot, hand, ready mark, cluster or mark, nobody left, no dialog was opened;
// and every text that arrived is a sentence as it was typed, or one that was kept
// in its field and the next after it, with a space between: a person who has paused
// is taken to have seen it.
func TestTypingWhileTheScreenChanges(t *testing.T) {
	people, stay := 8, int64(30)
	if os.Getenv("VERKSTAD_LONG") != "" {
		people, stay = 60, 200
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := open(t, sshserver.Limits{Texts: 1000, TextBurst: 1000, RoomTexts: 10000, SourceTexts: 10000})
	var names []string
	for i := range people {
		names = append(names, fmt.Sprintf("Skrivare %s%s", string(rune('A'+i/26)), string(rune('A'+i%26))))
	}
	var typists []*typist
	for i, p := range r.joinPaced(names...) {
		typists = append(typists, &typist{person: p, dice: rand.New(rand.NewPCG(seed, uint64(i))), sentences: map[string]bool{}})
	}
	stop := make(chan struct{})
	var hands sync.WaitGroup
	for _, w := range typists {
		hands.Go(func() { w.write(stop) })
	}
	changes := 0
	others := func(c model.Command) {
		r.do(c)
		changes++
		enough := make([]int64, people)
		for i, w := range typists {
			enough[i] = w.keys.Load() + stay
		}
		for i, w := range typists { // each types on for a while
			w.eventually("types on", func() bool { return w.keys.Load() >= enough[i] })
			w.harmless()
		}
	}
	r.candidates(3)
	for _, ph := range r.live.Board().Phases() {
		others(model.EnterPhase{Phase: ph.ID, Start: true})
		if ph.Is(method.Vote) || ph.Is(method.Gather) {
			var ids []model.ItemID
			for _, i := range r.live.Board().AllIdeas().All() {
				if i.By == 0 {
					ids = append(ids, i.ID)
				}
			}
			others(model.OpenRound{Candidates: ids, Dots: 5})
			others(model.CloseRound{})
		}
	}
	others(model.EndWorkshop{})
	close(stop)
	hands.Wait()
	sshtest.AwaitStillHands()
	keys := int64(0)
	for _, w := range typists {
		w.harmless()
		w.holdsTheLog()
		keys += w.keys.Load()
		for _, title := range []string{"Parkera en tanke", "Hjälp", "Nytt kluster", "Lämna?"} {
			if contains(w.text(), title) {
				t.Errorf("%s has opened %q:\n%s", w.name, title, w.text())
			}
		}
	}
	t.Logf("%d people, %d keys, %d changes of the screen, %d texts arrived", people, keys, changes, r.live.Board().AllIdeas().Len())
}

// holdsTheLog fails the test if the log has anything of the person's but
// sentences that they typed.
func (w *typist) holdsTheLog() {
	w.r.t.Helper()
	records, err := w.r.live.Records()
	must(w.r.t, err)
	for _, rec := range records {
		if rec.By.Person != w.id {
			continue
		}
		var text string
		switch e := rec.Event.(type) {
		case model.PersonJoined:
			continue
		case model.IdeaAdded:
			text = e.Text
		case model.CheckedIn:
			text = e.Text
		case model.QuestionAsked:
			text = e.Text
		case model.CommitmentMade:
			text = e.What
		case model.Rated:
			text = e.Text
		default:
			w.r.t.Errorf("%s has in the log: %T %+v", w.name, e, e)
			continue
		}
		if !w.typed(text) {
			w.r.t.Errorf("%s never typed %q as whole sentences (%T)", w.name, text, rec.Event)
		}
	}
}

// typed reports whether a text is one whole sentence after the other, with a space
// between.
func (w *typist) typed(text string) bool {
	if w.sentences[text] {
		return true
	}
	for sentence := range w.sentences {
		if rest, ok := strings.CutPrefix(text, sentence+" "); ok && w.typed(rest) {
			return true
		}
	}
	return false
}
