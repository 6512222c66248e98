package demo

import (
	"context"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/safego"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/sshserver/router"
	"verkstad/store"
	"verkstad/ui/frame"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestTheyHoldAWholeWorkshop lets the people hold a co-lab by themselves, over
// real SSH and on the real screens, and looks at what they leave behind.
func TestTheyHoldAWholeWorkshop(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	m, _ := method.Get("colab")
	check(t, hold(t, m.Agenda(1)))
}

// TestTheyGoPastAnActivityTheyDoNotKnow has an activity in the agenda for which
// the people have no behaviour: they are ready, and the leader goes on.
func TestTheyGoPastAnActivityTheyDoNotKnow(t *testing.T) {
	method.Extend(t, method.Description{Name: "toy", Traits: method.TakesIdeas})
	b := hold(t, []method.Phase{{Activity: "toy", Minutes: 5}, {Activity: method.Feedback, Minutes: 5}})
	if c, _ := loadContent("sv"); b.Ended.IsZero() || b.RatingsIn(0).Given != len(c.People) {
		t.Errorf("ended %v, %d gave feedback", b.Ended, b.RatingsIn(0).Given)
	}
}

// hold lets the people hold a workshop with the agenda, and returns what they
// leave behind. It fails if they wait for somebody who never gets ready.
func hold(t *testing.T, agenda []method.Phase) *model.Board {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	dir, quiet := t.TempDir(), slog.New(slog.DiscardHandler)
	s, err := store.Open(dir, store.Options{Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	room, err := s.Create(ctx, model.CreateWorkshop{Title: "Återbruk", Lang: "sv", Code: "KRABBA", Phases: agenda})
	if err != nil {
		t.Fatal(err)
	}
	server, err := sshserver.New(sshserver.Config{
		Listen: "127.0.0.1:0", HostKeyPath: filepath.Join(dir, "host"), Log: quiet,
		App: router.New(router.Config{Workshops: workshop.RepositoryOf(s), Hosted: func() workshop.Live { return room }, Shared: stage.NewShared(frame.NewCache(8 << 20)), Screens: router.Screens{
			Participant: participant.New,
		}}),
	})
	if err != nil {
		t.Fatal(err)
	}
	serving, stop := context.WithCancel(ctx)
	over := make(chan struct{})
	safego.Go("serve", func() { defer close(over); _ = server.Serve(serving) })
	defer func() { stop(); <-over }()

	err = Run(ctx, Config{
		Address: server.Addr().String(), Fingerprint: server.Fingerprint(), Code: "KRABBA", Room: room, Lang: "sv",
		Pace: 20 * time.Millisecond, Patience: time.Hour, Seed: 1, Log: quiet, Lead: func() bool { return true },
	})
	if err != nil {
		t.Fatal(err)
	}
	return room.Board()
}

func check(t *testing.T, b *model.Board) {
	t.Helper()
	c, err := loadContent("sv")
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]bool{}
	for _, i := range b.Ideas(model.Host) {
		written[i.Text] = true
	}
	for _, p := range c.People {
		for _, idea := range p.Ideas {
			if !written[idea] {
				t.Errorf("%s's idea %q is not on the board", p.Name, idea)
			}
		}
	}
	if b.Ended.IsZero() || len(b.People()) != len(c.People) || len(b.Clusters()) != len(c.Clusters) {
		t.Errorf("ended %v, %d people, %d clusters", b.Ended, len(b.People()), len(b.Clusters()))
	}
	if n := len(b.Commitments()); n != len(c.People) {
		t.Errorf("%d commitments", n)
	}
	round := b.LastRound()
	if round == nil || round.Cast() != len(c.People) {
		t.Fatalf("the vote: %+v", round)
	}
	if b.RatingsIn(0).Given != len(c.People) {
		t.Errorf("%d gave feedback", b.RatingsIn(0).Given)
	}
}

// TestContents holds the made-up people to what the model takes.
func TestContents(t *testing.T) {
	for _, lang := range []string{"sv", "en"} {
		c, err := loadContent(lang)
		if err != nil {
			t.Fatal(err)
		}
		placed := 0
		for _, p := range c.People {
			if _, ok := model.ParseSector(p.Sector); !ok || p.CheckIn == "" || p.Commitment.What == "" {
				t.Errorf("%s: %s is not whole: %+v", lang, p.Name, p)
			}
			for _, idea := range p.Ideas {
				for _, h := range c.Clusters {
					if h.has(idea) {
						placed++
					}
				}
			}
		}
		wanted := 0
		for _, h := range c.Clusters {
			wanted += len(h.Ideas)
		}
		if len(c.People) != 14 || placed != wanted {
			t.Errorf("%s: %d people; %d ideas lie in clusters that name %d", lang, len(c.People), placed, wanted)
		}
	}
}
