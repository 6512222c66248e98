package router

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
)

// inLine is how many wait in a queue.
func (q *queue) inLine() (n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, s := range q.turns {
		n += len(s.waiting)
	}
	return n
}

// TestACrowdWaitsToComeIn has a crowd ask to join at a door that lets in a few a
// second, half of them by one name. A third of the others leave while they wait,
// and are waited for by nobody; the facilitator comes last, and in at once; those who asked
// for the name that another took hears it while they wait; and when the workshop
// ends all who wait hear that, too.
func TestACrowdWaitsToComeIn(t *testing.T) {
	people := 60
	if os.Getenv("VERKSTAD_LONG") != "" {
		people = 1000
	}
	d := realDoor(t, func(s *setting) {
		s.limits.Joins, s.limits.JoinBurst, s.limits.SourceJoins = 2, 2, 2
		s.limits.Queued, s.limits.Guests = 2*people, 2*people
	})
	boss := newKey(t)
	d.leads(boss)
	crowd := make([]*guest, people)
	var all, bos sync.WaitGroup
	var mu sync.Mutex
	answers := map[string]int{}
	everyone(t, filled(t, crowd), func(g *guest) error { _, err := g.command(d.address, "status"); return err })
	d.desk.pace.joins.charge(at("127.0.0.1"), 1000) // nobody has a turn for two seconds
	for i, g := range crowd {
		waits := &all
		if g.name = fmt.Sprintf("Gäst %d", i); i%2 == 1 {
			g.name, waits = "Bo", &bos
		}
		waits.Go(func() {
			said := joinsAs(g)
			mu.Lock()
			defer mu.Unlock()
			answers[said]++
		})
	}
	waiting := func() int { return d.desk.pace.joins.inLine() }
	d.eventually("nearly all wait", func(*model.Board) bool { return waiting() > people*2/3 })
	for i := 0; i < people/2; i += 6 { // a third of the first half, which has even numbers
		_ = crowd[i].client.Close()
	}
	before := waiting()
	out, errs, code := d.line("KRABBA", boss, `join --name "Lotta Leder" --sector offentlig`)
	if code != 0 || waiting() < before/2 {
		t.Errorf("who leads is in with %d before them, of %d: %s%s", waiting(), before, out, errs)
	}
	d.eventually("Bo is in, and another has heard it", func(*model.Board) bool {
		mu.Lock()
		defer mu.Unlock()
		return answers["in"] > 0 && answers["taken"] > 0
	})
	d.host(model.EndWorkshop{})
	in := len(d.room.Board().People())
	bos.Wait()
	all.Wait()
	b := d.room.Board()
	if n := len(b.People()); n != in || waiting() != 0 {
		t.Errorf("%d people were in at the end and %d now; %d wait", in, n, waiting())
	}
	t.Logf("%d of %d came in; they heard %v", in, people, answers)
	if heard := answers["in"] + answers["taken"] + answers["ended"] + answers["gone"]; heard != people || answers["ended"] == 0 || answers["in"] != in-1 {
		t.Errorf("%d came in, and they heard %v", in, answers)
	}
	for _, g := range crowd {
		_ = g.client.Close()
		_ = g.client.Wait()
	}
}

// filled fills a crowd with guests.
func filled(t *testing.T, crowd []*guest) []*guest {
	for i := range crowd {
		crowd[i] = &guest{name: fmt.Sprint(i), key: newKey(t)}
	}
	return crowd
}

// joinsAs has a guest join, and gives in a word what they are told.
func joinsAs(g *guest) string {
	session, err := g.client.NewSession()
	if err != nil {
		return "gone"
	}
	defer session.Close()
	var said strings.Builder
	session.Stderr = &said
	err = session.Run(fmt.Sprintf("join --name %q --sector akademi", g.name))
	var exit *gossh.ExitError
	switch {
	case err == nil:
		return "in"
	case !errors.As(err, &exit):
		return "gone"
	case strings.Contains(said.String(), "heter redan"):
		return "taken"
	case strings.Contains(said.String(), "är avslutad"):
		return "ended"
	}
	return said.String()
}

// TestARightReturnCodeWaitsForNoGuess has somebody without a key come back while
// others guess behind the same address, with codes that have the right form. Their
// code is known at once, though all turns to compare one are taken, and after a
// restart, when it is not, they wait for few.
func TestARightReturnCodeWaitsForNoGuess(t *testing.T) {
	d := realDoor(t, func(s *setting) { s.limits.Codes, s.limits.SourceCodes = 20, 20 })
	d.host(model.Next{})
	bo, back := d.joinsWithoutKey("Bo")
	bo.cutOff()
	for _, when := range []string{"while the server knows it", "after a restart"} {
		ctx, cease := context.WithCancel(t.Context())
		var guessing sync.WaitGroup
		for range 12 {
			guessing.Go(func() {
				for ctx.Err() == nil {
					wrong := newReturnCode()
					_, _, _ = d.line("KRABBA+"+wrong, nil, "status")
				}
			})
		}
		if when == "while the server knows it" {
			q, here := d.desk.pace.unknownCodes, at("127.0.0.1")
			q.charge(here, 1000) // nobody has a turn for two seconds
			d.eventually("guesses wait", func(*model.Board) bool { return q.inLine() > 0 })
		}
		began := time.Now()
		out, errs, code := d.line("KRABBA+"+back, nil, "status")
		if code != 0 || !strings.Contains(out, "Bo") {
			t.Errorf("%s: %d, %s%s", when, code, out, errs)
		}
		t.Logf("%s: back after %v", when, time.Since(began))
		cease()
		guessing.Wait()
		if when == "while the server knows it" {
			d.restart()
		}
	}
}
