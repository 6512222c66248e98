package bench

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/sshserver/loadtest"
	"verkstad/sshserver/router"
	"verkstad/store"
	"verkstad/ui/facilitator"
	"verkstad/ui/frame"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
)

const (
	code     = "KRABBA"
	seeds    = 60 // ideas on the board before the first that is measured
	headings = 3  // columns of cards beside the free ones; all can be seen at 120 by 40
)

// seed is one of the first ideas. Those that follow on each other have little
// in common, as is so where people write them.
func seed(i int) string {
	what := [...]string{"Verktygspool i varje by", "Byggmaterial från rivning", "Matsvinn från skolkök", "Lagarkafé på biblioteket", "Cykelkök vid stationen", "Byta kläder i vår", "Låna ut lokaler på kvällen"}
	why := [...]string{"så att fler får låna", "eftersom det annars slängs", "tillsammans med skolan", "som en helg i månaden", "för dem som inte har bil"}
	return fmt.Sprintf("%s %s (%d)", what[i%len(what)], why[i%len(why)], i)
}

func listen(t testing.TB) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// verkstad is Verkstad itself: its log on disk, its router, its screens.
type verkstad struct {
	t       testing.TB
	address string
	room    *store.Live
	cache   *frame.Cache
}

// server is Verkstad as what is measured.
func (h *verkstad) server() server {
	s := here(h.address)
	s.members, s.screens, s.drawn = true, true, loadtest.Picture
	return s
}

// startVerkstad opens a workshop where people gather ideas that all can see, with
// the clock running. Its agenda may be changed before.
func startVerkstad(t testing.TB, change ...func([]method.Phase)) *verkstad {
	t.Helper()
	dir, quiet := t.TempDir(), slog.New(slog.DiscardHandler)
	s, err := store.Open(dir, store.Options{Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	colab, _ := method.Get("colab")
	phases := colab.Agenda(1)
	for _, f := range change {
		f(phases)
	}
	live, err := s.Create(context.Background(), model.CreateWorkshop{Title: "Återbruk", Lang: "sv", Code: code, Phases: phases})
	if err != nil {
		t.Fatal(err)
	}
	h := &verkstad{t: t, room: live, cache: frame.NewCache(64 << 20)}
	limits := sshserver.LoadTestLimits()
	limits.TextBurst, limits.ActionBurst = 1<<20, 1<<20
	door := router.New(router.Config{Workshops: workshop.RepositoryOf(s), Hosted: func() workshop.Live { return live }, Shared: stage.NewShared(h.cache), Limits: limits, Screens: router.Screens{
		Participant: participant.New, Facilitator: facilitator.New,
		Projector: func(e *stage.Env) stage.Screen { return projector.New(e, nil) },
	}})
	listener := listen(t)
	server, err := sshserver.New(sshserver.Config{
		Listener: listener, HostKeyPath: filepath.Join(dir, "host"), FacilitatorsPath: filepath.Join(dir, "facilitators"),
		Log: quiet, App: door, Cache: h.cache, Limits: limits,
	})
	if err != nil {
		t.Fatal(err)
	}
	h.address = listener.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- server.Serve(ctx) }()
	t.Cleanup(func() {
		stop()
		<-served
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	h.enter(method.Gather)
	h.do(model.ExtendClock{By: time.Hour})
	h.do(model.Reveal{})
	for i := range seeds {
		h.do(model.AddIdea{Text: seed(i)})
	}
	return h
}

// startCards opens a workshop where people sort ideas: as many cards in each
// column.
func startCards(t testing.TB, change ...func([]method.Phase)) *verkstad {
	h := startVerkstad(t, change...)
	h.enter(method.Cluster)
	ideas := h.room.Board().Ideas(model.Host)
	for column := range headings {
		c := model.CreateCluster{Title: heading(column)}
		for i := column; i < len(ideas); i += headings + 1 {
			c.Ideas = append(c.Ideas, ideas[i].ID)
		}
		h.do(c)
	}
	return h
}

// heading is a column's first one. It differs in every letter from the first
// that is put in its place.
func heading(column int) string { return loadtest.Marker(loadtest.DistinctMarkers - headings + column) }

// do has the facilitator do something.
func (h *verkstad) do(c model.Command) {
	h.t.Helper()
	if _, err := h.room.Do(context.Background(), model.Host, "", c); err != nil {
		h.t.Fatalf("%T: %v", c, err)
	}
}

// enter takes the group to the first phase of an activity and starts its clock.
func (h *verkstad) enter(activity model.Activity) {
	h.t.Helper()
	for _, ph := range h.room.Board().Phases() {
		if ph.Is(activity) {
			h.do(model.EnterPhase{Phase: ph.ID, Start: true})
			return
		}
	}
	h.t.Fatalf("no phase to %s", activity)
}
