package live

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"verkstad/model"
)

// listeners takes n seats in a workshop and notes the boards that each takes when it
// is told.
type listeners struct {
	hub   *Hub
	w     *workshop
	seats []*Seat
	leave chan struct{}

	mu    sync.Mutex
	took  [][]uint64
	order []int // who was told, in order
}

// taken is the boards that each has taken so far.
func (l *listeners) taken() [][]uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([][]uint64, len(l.took))
	for i, took := range l.took {
		all[i] = slices.Clone(took)
	}
	return all
}

// told returns the listeners that were told so far, in order.
func (l *listeners) told() []int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.order)
}

// note notes that somebody was told.
func (l *listeners) note(i int, board uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.took[i], l.order = append(l.took[i], board), append(l.order, i)
}

// sit must be called in a synctest bubble, and stop at its end.
func sit(n int) *listeners {
	l := &listeners{hub: NewHub(Config{}), w: newWorkshop(), took: make([][]uint64, n), leave: make(chan struct{})}
	for i := range n {
		seat := l.hub.Sit(l.w)
		l.seats = append(l.seats, seat)
		seat.CurrentCut()
		go func() {
			for {
				select {
				case <-seat.Told():
					if frame, _ := seat.take(); frame {
						l.note(i, seat.CurrentCut().Board.Seq)
					}
				case <-l.leave:
					return
				}
			}
		}()
	}
	return l
}

func (l *listeners) stop() {
	for _, seat := range l.seats {
		seat.Leave()
		seat.Leave() // which does nothing
	}
	close(l.leave)
	synctest.Wait()
}

// The first change after a rest is told at once, and so is the next. In a burst
// there are as many cuts as the pause allows, and in the end everybody has the
// last board.
func TestABurstIsCutAndNothingElseWaits(t *testing.T) {
	for people, pause := range map[int]time.Duration{2: time.Second / 30, 1000: 1000 * perSeat} {
		t.Run(fmt.Sprint(people, " people"), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := sit(people)
				defer l.stop()
				if got := l.hub.pause(); got != pause {
					t.Errorf("the pause is %v, want %v", got, pause)
				}
				for n := range 2 {
					time.Sleep(time.Millisecond)
					l.w.publish()
					synctest.Wait()
					for i, took := range l.taken() {
						if want := uint64(n + 2); len(took) != n+1 || took[n] != want {
							t.Fatalf("%d was told of %v at once, want the last to be %d", i, took, want)
						}
					}
				}
				const burst = 500 * time.Millisecond
				time.Sleep(time.Second)
				before := len(l.taken()[0])
				for range int(burst / time.Millisecond) {
					l.w.publish()
					time.Sleep(time.Millisecond)
				}
				cuts, most := len(l.taken()[0])-before, int(burst/pause)+5
				if cuts > most || cuts < int(burst/pause) {
					t.Errorf("%d cuts of a burst of %v with pauses of %v, want at most %d", cuts, burst, pause, most)
				}
				time.Sleep(time.Second)
				synctest.Wait()
				for i, took := range l.taken() {
					if took[len(took)-1] != l.w.Board().Seq {
						t.Fatalf("%d has board %d in the end, want %d", i, took[len(took)-1], l.w.Board().Seq)
					}
				}
			})
		})
	}
}

// What is not on the board, such as who is here and the clock, is told as well.
func TestWhatIsNotOnTheBoardIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := sit(3)
		defer l.stop()
		l.w.tick()
		synctest.Wait()
		for i, took := range l.taken() {
			if len(took) != 1 || took[0] != 1 {
				t.Errorf("%d took %v", i, took)
			}
		}
	})
}

// A terminal that comes early for a board, because of what was done at their own terminal, has
// the cut made: the others take the same one, and they are not told of it again.
func TestWhoLooksFirstMakesTheCutForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := sit(3)
		defer l.stop()
		l.w.mu.Lock()
		l.w.board = &model.Board{Seq: 2} // nobody has been told yet
		l.w.mu.Unlock()
		mine := l.seats[1].CurrentCut()
		if mine.Board.Seq != 2 || l.seats[1].frameDue() || !l.seats[0].frameDue() {
			t.Errorf("looked at %d; owed: %v and %v", mine.Board.Seq, l.seats[1].frameDue(), l.seats[0].frameDue())
		}
		l.w.tick()
		synctest.Wait()
		if took := l.taken(); len(took[1]) != 0 || len(took[0]) != 1 || took[0][0] != 2 || l.seats[0].CurrentCut() != mine {
			t.Errorf("told were %v", took)
		}
	})
}

// A board that comes while a cut is told that a terminal has made is told as well,
// when it is time for another, though nothing new happens.
func TestNoBoardIsLeftOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := sit(2)
		defer l.stop()
		for seq := uint64(2); seq <= 4; seq++ { // more than are cut at once
			l.w.mu.Lock()
			l.w.board = &model.Board{Seq: seq}
			l.w.mu.Unlock()
			l.seats[1].CurrentCut()
		}
		l.w.tick()
		synctest.Wait()
		if took := l.taken()[0]; len(took) != 1 || took[0] != 3 {
			t.Errorf("told of %v at once, want 3, which there is a cut of", took)
		}
		time.Sleep(l.hub.pause())
		synctest.Wait()
		for i, took := range l.taken() {
			if len(took) == 0 || took[len(took)-1] != 4 {
				t.Errorf("%d has taken %v, want 4 in the end", i, took)
			}
		}
	})
}

// Rounds begin with different terminals, so that nobody is always the last.
func TestNobodyIsAlwaysTheLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const people, rounds = 30, 60
		l := sit(people)
		defer l.stop()
		for range rounds {
			l.w.tick()
			time.Sleep(time.Second)
		}
		synctest.Wait()
		order := l.told()
		if len(order) != people*rounds {
			t.Fatalf("%d were told", len(order))
		}
		place := make([]int, people)
		for n, i := range order {
			place[i] += n % people
		}
		for i, sum := range place {
			if mean := sum / rounds; mean < people/4 || mean > people*3/4 {
				t.Errorf("%d is told at place %d of %d on average", i, mean, people)
			}
		}
	})
}

// One terminal of each shape is asked to prerender, the last that offered to, for
// as long as it is there; nobody is while no cut would come of it.
func TestOneOfEachShapePrerenders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, w := NewHub(Config{}), newWorkshop()
		var seats []*Seat
		for range 4 {
			seats = append(seats, h.Sit(w))
		}
		defer func() {
			for _, s := range seats {
				s.Leave()
			}
			synctest.Wait()
		}()
		asked := func(after string, want ...bool) {
			t.Helper()
			synctest.Wait()
			for i, s := range seats {
				if _, prerender := s.take(); prerender != want[i] {
					t.Errorf("%s: %d was asked: %v", after, i, prerender)
				}
			}
		}
		seats[0].Prerender("80x24")
		seats[1].Prerender("80x24")
		seats[2].Prerender("40x12")
		w.write()
		asked("a write", false, true, true, false)
		w.publish()
		asked("what was written", false, false, false, false)
		seats[1].Leave()
		seats[1].Prerender("80x24") // has gone
		w.write()
		asked("a write", false, false, true, false)
		for range 5 { // a burst
			w.publish()
			synctest.Wait()
		}
		w.write()
		asked("a write in a burst", false, false, false, false)
		for n := range 5 * maxShapes {
			seats[3].Prerender(n)
		}
		if n := len(seats[3].scheduler.prerenderers); n > maxShapes {
			t.Errorf("%d shapes are prerendered", n)
		}
	})
}

// The first seat starts the workshop's scheduler, and the last to leave ends it.
func TestASchedulerLivesAsLongAsSomebodySits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, w, other := NewHub(Config{}), newWorkshop(), newWorkshop()
		a, b, c := h.Sit(w), h.Sit(w), h.Sit(other)
		if w.subscribed != 2 || other.subscribed != 2 || a.scheduler != b.scheduler || a.scheduler == c.scheduler {
			t.Errorf("%d and %d subscriptions", w.subscribed, other.subscribed)
		}
		a.Leave()
		synctest.Wait()
		if w.cancelled != 0 {
			t.Error("it ended with the first that left")
		}
		b.Leave()
		b.Leave()
		synctest.Wait()
		if w.cancelled != 2 || len(h.schedulers) != 1 || h.seats.Load() != 1 {
			t.Errorf("%d subscriptions were given up; %d schedulers and %d seats are left", w.cancelled, len(h.schedulers), h.seats.Load())
		}
		again := h.Sit(w)
		if w.subscribed != 4 {
			t.Error("who comes after the end is told of nothing")
		}
		again.Leave()
		c.Leave()
		synctest.Wait()
	})
}

// A cut's epoch is not older than its board: what was prerendered of a board that
// never came is not found for the one that came in its place.
func TestACutHasTheEpochOfItsBoard(t *testing.T) {
	w := newWorkshop()
	seat := NewHub(Config{Still: true}).Sit(w)
	w.pending = model.Pending{Epoch: 1}
	w.publish()
	if c := seat.CurrentCut(); c.Board.Seq != 2 || c.Epoch != 1 {
		t.Errorf("the cut is of board %d in epoch %d", c.Board.Seq, c.Epoch)
	}
	w.pending = model.Pending{Epoch: 2} // after a write that failed the board is as it was
	if c := seat.CurrentCut(); c.Board.Seq != 2 || c.Epoch != 2 {
		t.Errorf("after a failed write the cut is of board %d in epoch %d", c.Board.Seq, c.Epoch)
	}
}
