package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"verkstad/model"
)

// voters is how many people vote at once in the long form. In the short one
// eight do: after a kill it is not known of anybody's last vote whether it was
// done, and judging tries the orders of all that is not known.
const voters = 50

// voteState is the vote as it should be: one after the other.
type voteState struct {
	round int
	open  bool
	votes [voters + 1]uint8 // candidate by person; 0 is none
	place int               // of the last operation whose place is known
}

// tally is how the state looks to everyone.
func (s voteState) tally() (says voteSays) {
	says.Round, says.Open = s.round, s.open
	for _, choice := range s.votes {
		if choice == 0 {
			continue
		}
		says.Cast++
		if !s.open {
			says.Dots[choice]++
		}
	}
	if says.Cast < model.MinGroup {
		says.Dots = [candidates + 1]int{} // so few show no result
	}
	return says
}

// voteOutcome is what a client was told. One that was asked again after a kill
// may have been done before it, also if it was then refused.
type voteOutcome struct {
	voteSays
	again bool
}

var voteModel = porcupine.Model{
	Init: func() any { return voteState{} },
	Step: func(state, input, output any) (bool, any) {
		return state.(voteState).step(input.(voteAsk), output.(voteOutcome))
	},
	DescribeOperation: func(input, output any) string { return fmt.Sprintf("%+v → %+v", input, output) },
}

// step reports whether the answer is right in this state, and what the state is
// after it.
func (s voteState) step(ask voteAsk, says voteOutcome) (bool, voteState) {
	done := s
	if ask.Place > 0 {
		if done.place++; done.place != ask.Place {
			return false, s
		}
	}
	if ask.Kind == "tally" {
		want := s.tally()
		want.Seq = says.Seq
		return says.voteSays == want, done
	}
	taken := map[string]bool{"open": !s.open, "close": s.open, "vote": s.open && s.round == ask.Round}[ask.Kind]
	if says.Refused && (!taken || !says.again) {
		return !taken, s
	}
	switch ask.Kind {
	case "open":
		done.round, done.open, done.votes = s.round+1, true, [voters + 1]uint8{}
		taken = taken && says.Round == done.round
	case "close":
		done.open = false
	default:
		done.votes[ask.Person] = uint8(ask.Choice)
	}
	return taken, done
}

// history is what the clients did, with the times.
type history struct {
	house *house[voteAsk, voteSays]
	began time.Time
	round atomic.Int64 // that was opened last
	cast  *ballots
	mu    sync.Mutex
	all   []porcupine.Operation
}

// do asks, and writes down what came of it.
func (h *history) do(t *testing.T, client int, a voteAsk) {
	began := time.Since(h.began)
	says, again := h.house.ask(a)
	ended := time.Since(h.began)
	if says.Failed != "" {
		t.Errorf("%+v: %s", a, says.Failed)
	}
	if a.Kind == "open" && !says.Refused {
		h.cast.learn(t, says.Round)
		h.round.Store(int64(says.Round))
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.all = append(h.all, porcupine.Operation{
		ClientId: client, Input: a, Call: int64(began), Output: voteOutcome{says, again}, Return: int64(ended),
	})
}

// voter votes, changes its mind, takes it back and looks, at random.
func (h *history) voter(t *testing.T, person, times int) {
	for n := range times {
		time.Sleep(time.Duration(rand.IntN(15)) * time.Millisecond) // a person thinks
		a := voteAsk{Op: fmt.Sprintf("%d-%d", person, n), Person: person, Kind: "vote", Round: int(h.round.Load()), Choice: rand.IntN(candidates + 1)}
		if rand.IntN(6) == 0 {
			a.Kind = "tally"
		}
		h.do(t, person, a)
	}
}

// Fifty people (eight in the short form) vote, unvote and look while a
// facilitator opens and closes rounds and the process is killed. What they were
// told must be what some order of it all, one after the other, would have told
// them.
func TestTheVoteIsLinearizable(t *testing.T) {
	judged, runs := 0, long(1, 20)
	for range 3 * runs { // some histories leave too many orders to try
		if voteThroughKills(t) {
			judged++
		}
		if judged == runs {
			return
		}
	}
	t.Errorf("only %d of %d histories could be judged", judged, 3*runs)
}

// voteThroughKills reports whether what happened could be judged in time.
func voteThroughKills(t *testing.T) bool {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	for n := range voters {
		join(t, l, fmt.Sprintf("Person %c%c", 'a'+n/26, 'a'+n%26), model.Academia)
	}
	for n := range candidates {
		must(t, l, model.Host, model.AddIdea{Text: fmt.Sprint("Idé ", n)})
	}
	closeStore(t, s)
	house := &house[voteAsk, voteSays]{t: t, name: "votes", dir: dir, ready: make(chan struct{})}
	house.start()
	h := &history{house: house, began: time.Now(), cast: &ballots{dir: dir, log: map[ballotOf][]lastDraft{}, secrets: map[int][32]byte{}}}
	h.do(t, 0, voteAsk{Op: "open-0", Kind: "open"})
	var people sync.WaitGroup
	for person := range long(8, voters) {
		people.Go(func() { h.voter(t, person+1, 12) })
	}
	people.Go(func() {
		for n := range 3 {
			time.Sleep(40 * time.Millisecond) // people vote
			h.do(t, 0, voteAsk{Op: fmt.Sprint("close-", n), Kind: "close"})
			h.do(t, 0, voteAsk{Op: fmt.Sprint("open-", n+1), Kind: "open"})
		}
	})
	voted := make(chan struct{})
	go func() { people.Wait(); close(voted) }()
	kills := 0
	for over := false; !over; {
		select {
		case <-voted:
			over = true
		case <-time.After(time.Duration(20+rand.IntN(40)) * time.Millisecond):
			if kills < 5 {
				house.kill()
				kills++
			}
		}
	}
	h.do(t, 0, voteAsk{Op: "close-last", Kind: "close"})
	h.do(t, 0, voteAsk{Kind: "tally"})
	house.end()
	checkWhole(t, dir)
	h.cast.read(t)
	return judge(t, h.all, h.cast, kills)
}

// places gives the operations the places that they had in the log. An order that fits the places is an
// order; with none there would be too many to try.
func places(all []porcupine.Operation) {
	at := func(o porcupine.Operation) uint64 {
		n := 2 * o.Output.(voteOutcome).Seq
		if o.Input.(voteAsk).Kind == "tally" {
			n++ // it sees what was written up to there
		}
		return n
	}
	slices.SortStableFunc(all, func(a, b porcupine.Operation) int {
		return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(a.Call, b.Call))
	})
	place := 0
	for i, o := range all {
		if says := o.Output.(voteOutcome); !says.Refused {
			place++
			ask := o.Input.(voteAsk)
			ask.Place = place
			all[i].Input = ask
		}
	}
}

// wronglyRefused reports whether a vote was refused although its round was open
// from before it was cast until after it was refused.
func wronglyRefused(vote porcupine.Operation, all []porcupine.Operation) bool {
	opened, closed := false, false
	for _, o := range all {
		ask, says := o.Input.(voteAsk), o.Output.(voteOutcome)
		switch {
		case ask.Kind == "open" && says.Round == vote.Input.(voteAsk).Round:
			opened = o.Return < vote.Call
		case ask.Kind == "close" && says.Round == vote.Input.(voteAsk).Round:
			closed = o.Call < vote.Return
		}
	}
	return opened && !closed
}

// judge reports whether what happened could be judged in time. Ballots that
// changed nothing are left out.
func judge(t *testing.T, history []porcupine.Operation, cast *ballots, kills int) bool {
	t.Helper()
	all, again := cast.settle(t, history), 0
	for _, o := range history {
		says := o.Output.(voteOutcome)
		if says.Refused && wronglyRefused(o, history) {
			t.Errorf("refused while the round was open: %+v", o.Input)
		}
		if says.again {
			again++
		}
	}
	began := time.Now()
	places(all)
	verdict := porcupine.CheckOperationsTimeout(voteModel, all, 20*time.Second)
	if verdict == porcupine.Illegal {
		t.Error("no order of these operations gives these answers")
	}
	t.Logf("%d operations, %d kills, %d asked again: %v after %v", len(history), kills, again, verdict, time.Since(began))
	return verdict != porcupine.Unknown
}

// checkWhole holds a data folder that is closed to its chain.
func checkWhole(t *testing.T, dir string) {
	t.Helper()
	s := open(t, dir, quiet)
	defer closeStore(t, s)
	if report, err := s.Check(ctx); err != nil || !report.OK() {
		t.Errorf("check: %+v, %v", report, err)
	}
}
