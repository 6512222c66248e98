package store_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"verkstad/model"
	"verkstad/model/method"
)

// groupSize is how many work on the same cards.
const groupSize = 5

// groupPrefix begins the text of a group's cards.
func groupPrefix(group int) string { return fmt.Sprintf("g%d ", group) }

// workshop is what the clients of one workshop did, with the times.
type workshop struct {
	t        *testing.T
	house    *house[workAsk, workSays]
	clusters []int
	began    time.Time
	round    atomic.Int64 // that was opened last
	mu       sync.Mutex
	all      []porcupine.Operation
	cards    map[int][]workCard // that a group knows of: item and author
}

// do asks, and writes down what came of it.
func (w *workshop) do(client int, a workAsk) workSays {
	a.Client = client
	began := time.Since(w.began)
	says, again := w.house.ask(a)
	ended := time.Since(w.began)
	if says.Failed != "" {
		w.t.Errorf("%+v: %s", a, says.Failed)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if a.Kind == "add" && says.Refused == "" {
		w.cards[a.Group] = append(w.cards[a.Group], workCard{Item: says.Item, By: a.Person})
	}
	w.all = append(w.all, porcupine.Operation{
		ClientId: client, Input: a, Call: int64(began), Output: workOutcome{says, again}, Return: int64(ended),
	})
	return says
}

// card is a card that the group knows of, one's own if own; 0 if there is none.
func (w *workshop) card(group, person int, own bool) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	some := slices.Clone(w.cards[group])
	if own {
		some = slices.DeleteFunc(some, func(c workCard) bool { return c.By != person })
	}
	if len(some) == 0 {
		return 0
	}
	return some[rand.IntN(len(some))].Item
}

// take takes part: it joins, and then does what people do, at random.
func (w *workshop) take(client, times int) {
	op := func(n int) string { return fmt.Sprintf("%d-%d", client, n) }
	join := workAsk{Op: op(-1), Kind: "join", Text: fmt.Sprintf("%c%c", 'a'+client/26, 'a'+client%26)}
	person := w.do(client, join).Person
	group := 1 + (client-1)/groupSize
	for n := range times {
		time.Sleep(time.Duration(rand.IntN(15)) * time.Millisecond) // somebody thinks
		a := workAsk{Op: op(n), Person: person, Group: group, Text: fmt.Sprintf("%sav %d, nr %d", groupPrefix(group), client, n)}
		switch dice := rand.IntN(20); {
		case dice < 6:
			a.Kind = "add"
		case dice < 9:
			a.Kind, a.Item = "edit", w.card(group, person, true)
		case dice < 13:
			a.Kind, a.Item = "move", w.card(group, person, false)
			a.Cluster = append(w.clusters, 0)[rand.IntN(len(w.clusters)+1)]
		case dice < 16:
			a.Kind = "undo"
		case dice < 18:
			a.Kind = "look"
		case dice < 19 && w.round.Load() > 0:
			a.Kind, a.Group = "vote", 0
			a.Vote = voteAsk{Op: a.Op, Kind: "vote", Person: person, Round: int(w.round.Load()), Choice: rand.IntN(candidates + 1)}
		default: // from another terminal
			join.Op = op(n)
			a = join
		}
		if (a.Kind == "edit" || a.Kind == "move") && a.Item == 0 {
			a.Kind = "look"
		}
		w.do(client, a)
	}
}

// lead goes to and fro between two phases, and holds votes.
func (w *workshop) lead() {
	ask := func(kind string, n int) voteSays {
		op := fmt.Sprint(kind, "-", n)
		return w.do(0, workAsk{Op: op, Kind: "vote", Vote: voteAsk{Op: op, Kind: kind}}).Vote
	}
	for n := range 4 {
		w.do(0, workAsk{Op: fmt.Sprint("phase-", n), Kind: "phase", Phase: 2 - n%2})
		if says := ask("open", n); !says.Refused {
			w.round.Store(int64(says.Round))
		}
		w.do(0, workAsk{Op: fmt.Sprint("held-", n), Kind: "phase", Phase: 1 + n%2})
		time.Sleep(30 * time.Millisecond) // people vote
		ask("tally", n)
		ask("close", n)
		ask("tally", n+100)
	}
}

// People join, write, change and move cards, undo, look and vote, while a
// facilitator changes phases and holds votes, on a slow disk, with a slow
// reader, and the process is stopped and killed. What they were told must be
// what some order of it all, one after the other, would have told them.
func TestTheWorkshopIsLinearizable(t *testing.T) {
	judged, runs := 0, long(1, 20)
	for range 2 * runs {
		if workThroughKills(t) {
			judged++
		}
		if judged == runs {
			return
		}
	}
	t.Errorf("only %d of %d histories could be judged", judged, 2*runs)
}

// workThroughKills reports whether what happened could be judged in time.
func workThroughKills(t *testing.T) bool {
	w := &workshop{t: t, cards: map[int][]workCard{}}
	dir := w.prepare()
	w.house = &house[workAsk, workSays]{t: t, name: "work", dir: dir, ready: make(chan struct{})}
	w.house.start()
	w.began = time.Now()
	w.do(0, workAsk{Kind: "look", Group: 1})
	var people sync.WaitGroup
	for client := range long(8, voters) {
		people.Go(func() { w.take(client+1, 12) })
	}
	people.Go(w.lead)
	worked := make(chan struct{})
	go func() { people.Wait(); close(worked) }()
	kills, stalls := 0, 0
	for over := false; !over; {
		select {
		case <-worked:
			over = true
		case <-time.After(time.Duration(20+rand.IntN(40)) * time.Millisecond):
			switch {
			case kills+stalls >= 8:
			case rand.IntN(2) == 0:
				w.house.stall(40 * time.Millisecond)
				stalls++
			default:
				w.house.kill()
				kills++
			}
		}
	}
	for group := range 1 + (long(8, voters)-1)/groupSize {
		w.do(0, workAsk{Kind: "look", Group: group + 1})
	}
	w.house.end()
	checkWhole(t, dir)
	return w.judge(kills, stalls)
}

// prepare makes the workshop, with what is voted on and two clusters.
func (w *workshop) prepare() (dir string) {
	w.t.Helper()
	dir = w.t.TempDir()
	s := open(w.t, dir, quiet)
	phases := append(oneGather(), method.Phase{Activity: method.Cluster, Title: method.Text{"sv": "Gruppera"}, Minutes: 10})
	phases[0].Reveal = method.RevealOpen
	l, err := s.Create(ctx, model.CreateWorkshop{Title: "Återbruk", Lang: "sv", Phases: phases})
	if err != nil {
		w.t.Fatal(err)
	}
	must(w.t, l, model.Host, model.Next{})
	for n := range candidates {
		must(w.t, l, model.Host, model.AddIdea{Text: fmt.Sprint("Idé ", n)})
	}
	for _, title := range []string{"Ett", "Två"} {
		w.clusters = append(w.clusters, int(must(w.t, l, model.Host, model.CreateCluster{Title: title}).Item))
	}
	closeStore(w.t, s)
	return dir
}

// judge leaves out ballots that changed nothing, as judge does for the vote.
func (w *workshop) judge(kills, stalls int) bool {
	w.t.Helper()
	kinds := map[string]int{}
	items := map[int]bool{}
	var all []porcupine.Operation
	again, refused := 0, 0
	for _, o := range w.all {
		ask, says := o.Input.(workAsk), o.Output.(workOutcome)
		kinds[ask.Kind]++
		if says.again {
			again++
		}
		if says.Refused != "" || says.Vote.Refused {
			refused++
		}
		if ask.Kind == "add" && says.Refused == "" && items[says.Item] {
			w.t.Errorf("two cards have the number %d", says.Item)
		}
		items[says.Item] = true
		if ask.Kind == "vote" && ask.Vote.Kind == "vote" && !says.again && (says.Vote.Refused || says.Vote.Same) {
			continue
		}
		all = append(all, o)
	}
	began := time.Now()
	verdict := porcupine.CheckOperationsTimeout(workModel, all, 20*time.Second)
	if verdict == porcupine.Illegal {
		w.t.Error("no order of these operations gives these answers")
		w.tell(all)
	}
	w.t.Logf("%d operations %v, %d refused, %d kills, %d stalls, %d asked again: %v after %v",
		len(w.all), kinds, refused, kills, stalls, again, verdict, time.Since(began))
	return verdict != porcupine.Unknown
}

// tell logs the parts that have no order.
func (w *workshop) tell(all []porcupine.Operation) {
	one := workModel
	one.Partition = nil
	for _, part := range partWork(all) {
		if porcupine.CheckOperationsTimeout(one, part, time.Second) == porcupine.Ok {
			continue
		}
		for _, o := range part {
			w.t.Logf("%v–%v %s", time.Duration(o.Call), time.Duration(o.Return), one.DescribeOperation(o.Input, o.Output))
		}
	}
}
