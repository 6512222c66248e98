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
)

// words that people type. Each letter of them does something on some screen.
var words = strings.Fields(`alla i byn delar verktyg frukt quila ut na dela på torget en pool för skolans matsvinn och
	låna av grannen hus jobb kan bli park utan krav xylofon zebra med bara 3 dagar kvar 25 rum till er som vill`)

// typist is somebody who writes one sentence after the other and does not look
// at the screen.
type typist struct {
	*person
	dice      *rand.Rand
	sentences map[string]bool // that were finished
	keys      *atomic.Int64
	slow      bool // a busy computer has made them pause within a sentence
}

// slowKey is how long a pause within a word may be for it to be one. A screen
// takes a letter that stands alone for twice as long for a command.
const slowKey = 350 * time.Millisecond

// write types sentences until stop: 40 to 100 words a minute, a moment's thought
// between two of them.
func (w *typist) write(stop <-chan struct{}) {
	for {
		n := 2 + w.dice.IntN(5)
		var said []string
		for range n {
			said = append(said, words[w.dice.IntN(len(words))])
		}
		sentence, last := strings.Join(said, " "), time.Now()
		for _, letter := range sentence + "\r" {
			select {
			case <-stop:
				return
			case <-time.After(time.Duration(60+w.dice.IntN(180)) * time.Millisecond):
			}
			if w.types(string(letter)); time.Since(last) > slowKey {
				w.slow = true
			}
			last = time.Now()
			w.keys.Add(1)
		}
		w.sentences[sentence] = true
		select {
		case <-stop:
			return
		case <-time.After(time.Duration(w.dice.IntN(1500)) * time.Millisecond):
		}
	}
}

// TestTypingWhileTheScreenChanges has people type sentences at the speed of hands
// while the group goes through a whole co-lab, with a vote, a reveal and the end.
// Nothing that a participant is in the log for came from letters of a text: no
// ballot, hand, ready mark, cluster or mark, nobody left, no dialog was opened;
// and every text that arrived is a sentence as it was typed.
func TestTypingWhileTheScreenChanges(t *testing.T) {
	people, stay := 8, 2500*time.Millisecond
	if os.Getenv("VERKSTAD_LONG") != "" {
		people, stay = 60, 8*time.Second
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := open(t, sshserver.Limits{Texts: 1000, TextBurst: 1000, RoomTexts: 10000, SourceTexts: 10000})
	var names []string
	for i := range people {
		names = append(names, fmt.Sprintf("Skrivare %s%s", string(rune('A'+i/26)), string(rune('A'+i%26))))
	}
	var keys atomic.Int64
	var typists []*typist
	for i, p := range r.join(names...) {
		typists = append(typists, &typist{person: p, dice: rand.New(rand.NewPCG(seed, uint64(i))), sentences: map[string]bool{}, keys: &keys})
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
		time.Sleep(stay)
		for _, w := range typists {
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
	time.Sleep(rest)
	for _, w := range typists {
		w.harmless()
		w.holdsTheLog()
		for _, title := range []string{"Parkera en tanke", "Hjälp", "Nytt kluster", "Lämna?"} {
			if contains(w.text(), title) {
				t.Errorf("%s has opened %q:\n%s", w.name, title, w.text())
			}
		}
	}
	t.Logf("%d people, %d keys, %d changes of the screen, %d texts arrived", people, keys.Load(), changes, r.live.Board().AllIdeas().Len())
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
		case model.FeedbackGiven:
			text = e.Text
		default:
			w.r.t.Errorf("%s has in the log: %T %+v", w.name, e, e)
			continue
		}
		if !w.sentences[text] && w.slow {
			w.r.t.Logf("%s, who was slow, has sent %q in parts", w.name, text)
		} else if !w.sentences[text] {
			w.r.t.Errorf("%s never typed %q as a sentence (%T)", w.name, text, rec.Event)
		}
	}
}
