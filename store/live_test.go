package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/store"
	"verkstad/store/bolt"
)

func TestAWorkshopResumesAsItWas(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	asa := join(t, l, "Åsa", model.Academia)
	first, err := l.Do(ctx, asa, "op-1", model.AddIdea{Text: "Verktygspool"})
	if err != nil {
		t.Fatal(err)
	}
	id, before := l.Board().ID, picture(t, l.Board())
	closeStore(t, s)

	s = open(t, dir, quiet)
	l, err = s.Open(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if after := picture(t, l.Board()); after != before {
		t.Errorf("the board was\n%s\nand is\n%s", before, after)
	}
	again, err := l.Do(ctx, asa, "op-1", model.AddIdea{Text: "Verktygspool"})
	if err != nil || !again.Repeated || again.Item != first.Item || again.Seq != first.Seq {
		t.Errorf("the same operation: %+v, %v; first %+v", again, err, first)
	}
	if same, err := s.Open(ctx, id); same != l || err != nil {
		t.Errorf("opened twice: another live workshop, %v", err)
	}
	verifyFile(t, s, l)
}

func TestOutcomes(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	asa, bo := join(t, l, "Åsa", model.Academia), join(t, l, "Bo", model.Business)
	if asa.Person != 1 || bo.Person != 2 {
		t.Errorf("persons %v and %v", asa, bo)
	}
	if again := join(t, l, "Åsa", model.Academia); again != asa {
		t.Errorf("back as %v, was %v", again, asa)
	}
	if changed := must(t, l, asa, model.JoinPerson{Key: l.Board().Person(1).Key, Name: "Åsa A", Sector: model.Business, Role: model.Participant}); changed.Person != 1 {
		t.Errorf("under a new name: %+v", changed)
	}
	idea := must(t, l, asa, model.AddIdea{Text: "En"})
	if i := l.Board().Idea(idea.Item); i == nil || i.Text != "En" || l.Board().Seq != idea.Seq {
		t.Errorf("%+v is not on the board when Do returns", idea)
	}
	two := must(t, l, bo, model.AddIdea{Text: "Två"})
	round := must(t, l, model.Host, model.OpenRound{Candidates: []model.ItemID{idea.Item, two.Item}})
	if round.Round != 1 {
		t.Errorf("round %+v", round)
	}
	refuse(t, l, asa, model.CloseRound{}, model.ErrNotAllowed)
	if l.Board().OpenRound() == nil || l.Health().Err != nil {
		t.Error("a refused command changed something")
	}
}

func TestOneOperationIDIsDoneOnceWhateverTheHurry(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	asa, bo := join(t, l, "Åsa", model.Academia), join(t, l, "Bo", model.Business)
	var all sync.WaitGroup
	for range 20 {
		for _, by := range []model.Actor{asa, bo} {
			all.Go(func() {
				if _, err := l.Do(ctx, by, "the same", model.AddIdea{Text: "En gång"}); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	if n := len(l.Board().Ideas(model.Host)); n != 2 {
		t.Errorf("%d ideas; want one of each person", n)
	}
}

// gate is a log whose Append waits while it is shut.
type gate struct {
	store.EventLog
	mu      sync.Mutex
	entered chan struct{} // receives when an Append is about to wait
	open    chan struct{}
	commits []bolt.Commit
}

func (g *gate) Append(workshop string, c bolt.Commit) error {
	g.mu.Lock()
	g.commits = append(g.commits, c)
	entered, open := g.entered, g.open
	g.mu.Unlock()
	if open != nil {
		entered <- struct{}{}
		<-open
	}
	return g.EventLog.Append(workshop, c)
}

// shut has the next Appends wait, and gives what opens them again.
func (g *gate) shut() (release func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.commits = nil
	g.entered, g.open = make(chan struct{}, 100), make(chan struct{})
	open := g.open
	return func() {
		g.mu.Lock()
		g.open = nil
		g.mu.Unlock()
		close(open)
	}
}

func gated(t *testing.T) (*store.Store, *store.Live, *gate) {
	t.Helper()
	g := &gate{}
	s := open(t, t.TempDir(), quiet.Wrap(func(log store.EventLog) store.EventLog { g.EventLog = log; return g }))
	return s, begin(t, s), g
}

func TestWhatWaitsIsWrittenInOneTransaction(t *testing.T) {
	s, l, g := gated(t)
	release := g.shut()
	var all sync.WaitGroup
	do := func(text string) {
		if _, err := l.Do(ctx, model.Host, "", model.AddIdea{Text: text}); err != nil {
			t.Error(err)
		}
	}
	all.Go(func() { do("first") })
	<-g.entered
	const waiting = 50
	for i := range waiting {
		all.Go(func() { do(fmt.Sprint("idea ", i)) })
	}
	eventually(t, "all wait", func() bool { return l.Queued() == waiting })
	release()
	all.Wait()
	if len(g.commits) != 2 || len(g.commits[1].Payloads) != waiting {
		t.Errorf("%d transactions for a first and %d that waited", len(g.commits), waiting)
	}
	verifyFile(t, s, l)
}

func TestACommandThatIsGivenUpInTheQueueIsNotDone(t *testing.T) {
	_, l, g := gated(t)
	release := g.shut()
	var first sync.WaitGroup
	first.Go(func() {
		if _, err := l.Do(ctx, model.Host, "", model.AddIdea{Text: "taken"}); err != nil {
			t.Error(err)
		}
	})
	<-g.entered
	giveUp, cancel := context.WithCancel(ctx)
	second := make(chan error)
	go func() {
		_, err := l.Do(giveUp, model.Host, "", model.AddIdea{Text: "given up"})
		second <- err
	}()
	eventually(t, "it waits", func() bool { return l.Queued() == 1 })
	cancel()
	if err := <-second; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	release()
	first.Wait()
	must(t, l, model.Host, model.AddIdea{Text: "after"})
	if n := len(l.Board().Ideas(model.Host)); n != 2 {
		t.Errorf("%d ideas on the board, want 2", n)
	}
}

func TestACommandThatIsTakenIsDoneThoughGivenUp(t *testing.T) {
	_, l, g := gated(t)
	release := g.shut()
	giveUp, cancel := context.WithCancel(ctx)
	result := make(chan error)
	go func() {
		_, err := l.Do(giveUp, model.Host, "", model.AddIdea{Text: "taken"})
		result <- err
	}()
	<-g.entered
	cancel()
	release()
	if err := <-result; err != nil {
		t.Errorf("got %v; it is done and must be said so", err)
	}
	if n := len(l.Board().Ideas(model.Host)); n != 1 {
		t.Errorf("%d ideas", n)
	}
}

// broken is a command whose rule panics.
type broken struct{ model.Command }

func TestAPanicInARuleEndsThatCommandOnly(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	refuse(t, l, model.Host, broken{}, store.ErrInternal)
	must(t, l, model.Host, model.AddIdea{Text: "goes on"})
	verifyFile(t, s, l)
}

func TestAfterCloseNothingIsTaken(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	closeStore(t, s)
	refuse(t, l, model.Host, model.AddIdea{Text: "late"}, store.ErrStopping)
	if _, err := s.Open(ctx, l.Board().ID); !errors.Is(err, store.ErrStopping) {
		t.Errorf("open after close: %v", err)
	}
	if _, err := s.Create(ctx, model.CreateWorkshop{Title: "Sen", Phases: oneGather()}); !errors.Is(err, store.ErrStopping) {
		t.Errorf("create after close: %v", err)
	}
}

func TestManyAtOnce(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	const people, each = 30, 10
	var all sync.WaitGroup
	for i := range people {
		all.Go(func() {
			var key [32]byte
			key[0] = byte(i)
			out, err := l.Do(ctx, model.Actor{Role: model.Participant}, fmt.Sprint("join ", i), model.JoinPerson{
				Key: l.Identify(key), Name: fmt.Sprintf("Person %c%c", 'a'+i/26, 'a'+i%26), Sector: model.Sectors[i%5], Role: model.Participant,
			})
			if err != nil {
				t.Error(err)
				return
			}
			by := model.Actor{Person: out.Person, Role: model.Participant}
			defer l.Enter(by.Person)()
			wake, cancel := l.Subscribe()
			defer cancel()
			for n := range each {
				l.SaveDraft(by.Person, "idea", fmt.Sprint("begun ", n))
				out, err := l.Do(ctx, by, fmt.Sprint("idea ", n), model.AddIdea{Text: fmt.Sprintf("Idé %d av %d", n, i)})
				if err != nil {
					t.Error(err)
				}
				for l.Board().Seq < out.Seq {
					<-wake
				}
			}
		})
	}
	all.Wait()
	if n := len(l.Board().Ideas(model.Host)); n != people*each {
		t.Errorf("%d ideas, want %d", n, people*each)
	}
	verifyFile(t, s, l)
}

// Any commands by anyone leave a board that the log gives too.
func TestTheBoardIsWhatTheLogGives(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	rapid.Check(t, func(t *rapid.T) {
		l, err := s.Create(ctx, model.CreateWorkshop{Title: "Träff", Phases: append(oneGather(), oneGather()...)})
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 30).Draw(t, "commands") {
			by := model.Actor{Person: model.PersonID(rapid.IntRange(0, 4).Draw(t, "person")), Role: model.Participant}
			if by.Person == 0 {
				by = model.Host
			}
			_, err := l.Do(ctx, by, rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "op"), command(t))
			if _, rule := errors.AsType[*model.Error](err); err != nil && !rule || errors.Is(err, store.ErrInternal) {
				t.Fatal(err)
			}
		}
		if l.Board().OpenRound() != nil { // whose ballots the log has sealed
			if _, err := l.Do(ctx, model.Host, "", model.CloseRound{}); err != nil {
				t.Fatal(err)
			}
		}
		b := l.Board()
		records, err := l.Records()
		for err == nil && l.Board() != b { // what a vote came to is written beside
			b = l.Board()
			records, err = l.Records()
		}
		if err != nil {
			t.Fatal(err)
		}
		fold := model.Fold(records)
		if got, want := picture(t, b), picture(t, fold); got != want {
			t.Fatalf("the board is\n%s\nand its log gives\n%s", got, want)
		}
		if b.Seq != fold.Seq || b.Revs != fold.Revs {
			t.Fatalf("at %d %v, the log at %d %v", b.Seq, b.Revs, fold.Seq, fold.Revs)
		}
	})
}

func command(t *rapid.T) model.Command {
	item := func() model.ItemID { return model.ItemID(rapid.IntRange(0, 6).Draw(t, "item")) }
	switch rapid.IntRange(0, 11).Draw(t, "command") {
	case 0, 1:
		name := rapid.SampledFrom([]string{"Åsa", "Bo", "Cia", "Dag"}).Draw(t, "name")
		return model.JoinPerson{Key: name, Name: name, Sector: model.Academia, Role: model.Participant}
	case 2, 3, 4:
		return model.AddIdea{Text: rapid.StringN(1, 20, 100).Draw(t, "text")}
	case 5:
		return model.Next{Start: rapid.Bool().Draw(t, "start")}
	case 6:
		return model.OpenRound{Dots: 3, MaxPer: 2}
	case 7, 8:
		return model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: item(), N: 1}, {ID: item(), N: 1}}}
	case 9:
		return model.CloseRound{}
	case 10:
		return model.Undo{}
	default:
		return model.RemoveIdea{ID: item()}
	}
}
