package ideas

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestNoCardOfTheCarelessLandsWrong has twelve people sort sixty cards. Each reads a card
// and a cluster's heading, and presses the card's letter and the cluster's number some
// time later without looking again, while the others do the same, and clusters are made,
// merged and dissolved. No card may land where nobody meant it to.
func TestNoCardOfTheCarelessLandsWrong(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {160, 45}} {
		for seed := range uint64(4) {
			t.Run(fmt.Sprintf("%d×%d, %d", size[0], size[1], seed), func(t *testing.T) {
				s := newCarelessRoom(t, size, seed)
				for s.now.Sub(s.began) < 20*time.Minute && s.free() > 0 {
					s.pass()
				}
				t.Logf("%d landed right, %d wrong, %d keys did nothing; %v, %d of 60 are left", s.right, s.wrong, s.nothing, s.now.Sub(s.began), s.free())
				if s.wrong > 0 || s.right < 50 {
					t.Errorf("%d cards landed right and %d wrong", s.right, s.wrong)
				}
			})
		}
	}
}

// carelessRoom is those people, and how their cards landed.
type carelessRoom struct {
	*stagetest.Room
	rnd                   *rand.Rand
	began, now            time.Time
	people                []*careless
	merged                time.Time // when clusters were merged or dissolved last
	right, wrong, nothing int
}

// careless is one of them: what they mean to do, and when they press the next key.
type careless struct {
	app      *stage.App
	view     *cluster
	me       model.Actor
	card, in model.ItemID
	keys     []string
	next     time.Time
}

func newCarelessRoom(t *testing.T, size [2]int, seed uint64) *carelessRoom {
	s := &carelessRoom{Room: stagetest.CoLab(t, stagetest.Revealed), rnd: rand.New(rand.NewPCG(seed, 14))}
	for _, i := range s.Board().Ideas(model.Host) {
		s.Must(model.Host, model.HideIdea{ID: i.ID, Hidden: true})
	}
	for n := range 60 {
		s.Must(model.Host, model.AddIdea{Text: fmt.Sprintf("k%02d om något som kunde göras", n)})
	}
	s.Go("cluster")
	for n := range 6 {
		s.Must(model.Host, model.CreateCluster{Title: fmt.Sprint("Kluster ", n)})
	}
	s.began = s.Room.Now()
	s.now = s.began
	shared, hub := stage.NewShared(frame.NewCache(16<<20)), stagetest.Hub()
	for len(s.People) < 12 {
		s.People = append(s.People, s.Join(fmt.Sprint("P", len(s.People)), model.Academia))
	}
	for _, me := range s.People[:12] {
		e := stagetest.Env(s.Room, model.Actor{})
		e.Timer.Now, e.Shared, e.Hub = func() time.Time { return s.now }, shared, hub
		screen := newTestScreen(e, me)
		app := stage.NewApp(e, screen, size[0], size[1])
		t.Cleanup(app.Close)
		app.Init()
		app.Layout()
		s.people = append(s.people, &careless{app: app, view: screen.View.(*cluster), me: me, next: s.now.Add(s.between(500, 5000))})
	}
	return s
}

func (s *carelessRoom) between(from, to int) time.Duration {
	return time.Duration(from+s.rnd.IntN(to-from)) * time.Millisecond
}

func (s *carelessRoom) free() int {
	return len(s.Board().Groups(model.Actor{Role: model.Observer})[0].Ideas)
}

// pass lets a tenth of a second pass, and whoever is to press a key press it.
func (s *carelessRoom) pass() {
	s.now = s.now.Add(100 * time.Millisecond)
	s.Room.Pass(100 * time.Millisecond)
	if s.now.Sub(s.merged) > 25*time.Second {
		s.merged = s.now
		s.regroup()
	}
	for _, p := range s.people {
		if s.now.Before(p.next) {
			continue
		}
		if len(p.keys) == 0 {
			s.read(p)
			continue
		}
		s.press(p)
	}
	s.show()
}

// show has all terminals show what the board is.
func (s *carelessRoom) show() {
	for _, p := range s.people {
		p.app.Update(stage.WakeMsg{})
		p.app.Layout()
	}
}

// regroup merges two clusters or dissolves one, and makes another.
func (s *carelessRoom) regroup() {
	all := s.Board().Clusters()
	s.rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	if s.rnd.IntN(2) == 0 && len(all) > 3 {
		s.Must(model.Host, model.MergeClusters{Into: all[0].ID, From: []model.ItemID{all[1].ID}})
	} else if len(all) > 3 {
		s.Must(model.Host, model.RemoveCluster{ID: all[0].ID})
	}
	s.Must(model.Host, model.CreateCluster{Title: fmt.Sprint("Nytt ", s.now.Unix())})
	s.show()
}

// read chooses a card that is seen lying free, and a cluster whose heading is seen.
func (s *carelessRoom) read(p *careless) {
	t := p.view.table
	var cards []placedCard
	var columns []*cardColumn
	for _, c := range t.cards {
		if t.columns[c.column].cluster == nil && c.letter != 0 {
			cards = append(cards, c)
		}
	}
	for n, at := range t.spots {
		if n > 0 && !at.Empty() && t.columns[n].number <= oneKey {
			columns = append(columns, t.columns[n])
		}
	}
	p.next = s.now.Add(s.between(800, 3500))
	if len(cards) == 0 || len(columns) == 0 {
		return
	}
	card, in := cards[s.rnd.IntN(len(cards))], columns[s.rnd.IntN(len(columns))]
	p.card, p.in, p.keys = card.id, in.id(), []string{string(card.letter), columnKey(in.number)}
}

// press presses the next key that was meant, and counts what became of it.
func (s *carelessRoom) press(p *careless) {
	before := s.Board().Seq
	stagetest.Send(p.app, stagetest.Key(p.keys[0]))
	p.keys = p.keys[1:]
	p.next = s.now.Add(s.between(300, 1500))
	if len(p.keys) > 0 {
		return
	}
	landed := 0
	for _, i := range s.Board().AllIdeas().All() {
		switch {
		case i.Rev <= before:
		case i.ID == p.card && i.Cluster == p.in:
			landed++
		default:
			s.wrong++
		}
	}
	s.right += landed
	if s.Board().Seq == before {
		s.nothing++
	}
	p.next = s.now.Add(s.between(500, 2500))
}
