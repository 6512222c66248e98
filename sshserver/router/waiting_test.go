package router

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/sshserver/sshtest"
)

// TestWhoWaitsToComeInSeesIt has people come in at a door that lets in one a
// second: those who wait see why and for how many, at the screen and in lines, gets
// in by themselves, and whoever leads does not wait.
func TestWhoWaitsToComeInSeesIt(t *testing.T) {
	d := realDoor(t, func(s *setting) { s.limits.Joins, s.limits.JoinBurst, s.limits.SourceJoins = 1, 1, 1 })
	boss := newKey(t)
	d.leads(boss)
	var coming sync.WaitGroup
	said := make(chan string, 4)
	for i := range 4 {
		key := newKey(t)
		coming.Go(func() {
			_, errs, code := d.line("KRABBA", key, fmt.Sprintf(`join --name "Gäst %c" --sector akademi`, 'A'+i))
			if code != 0 {
				t.Errorf("guest %d: %d, %s", i, code, errs)
			}
			said <- errs
		})
	}
	d.eventually("the first is in", func(b *model.Board) bool { return len(b.People()) > 0 })
	asa := d.sit("Åsa", "KRABBA", newKey(t))
	asa.sees("Vilken sektor hör du till?")
	asa.types("Åsa\r")
	asa.sees("Vilken sektor", "idéburen")
	asa.types("1")
	asa.sees("Många kommer in just nu")

	began := time.Now()
	if _, errs, code := d.line("KRABBA", boss, `join --name "Lotta Leder" --sector offentlig`); code != 0 || time.Since(began) > 900*time.Millisecond {
		t.Errorf("who leads is in after %v: %s", time.Since(began), errs)
	}
	coming.Wait()
	asa.sees("Samla", "Åsa")
	close(said)
	told := 0
	for errs := range said {
		if strings.Contains(errs, "Många kommer in just nu") {
			told++
		}
	}
	if told < 2 {
		t.Errorf("%d of those who waited were told", told)
	}
}

// TestWhoIsRefusedDoesNotWait holds that a rule says no at once, and that a
// closed terminal gives its place up.
func TestWhoIsRefusedDoesNotWait(t *testing.T) {
	d := realDoor(t, func(s *setting) { s.limits.Joins, s.limits.JoinBurst, s.limits.SourceJoins = 1, 1, 1 })
	boss := newKey(t)
	d.leads(boss)
	d.does(boss, "door close")
	for range 5 {
		began := time.Now()
		if _, errs, code := d.line("KRABBA", newKey(t), `join --name Bo --sector akademi`); code == 0 || time.Since(began) > 900*time.Millisecond {
			t.Errorf("refused after %v: %s", time.Since(began), errs)
		}
	}
	d.does(boss, "door open")
	var gone []*seat
	for range 12 { // so many that some wait however slow the computer is
		s := d.sit("ghost", "KRABBA", newKey(t))
		s.sees("Vilken sektor hör du till?")
		gone = append(gone, s)
	}
	for i, s := range gone {
		s.types(fmt.Sprintf("Spöke %c\r1", 'A'+i))
	}
	sshtest.Eventually(t, "somebody who waits", func() bool {
		return slices.ContainsFunc(gone, func(s *seat) bool { return strings.Contains(s.shown(), "Många kommer in just nu") })
	})
	for _, s := range gone {
		_ = s.session.Close()
	}
	began := time.Now()
	if _, errs, code := d.line("KRABBA", newKey(t), `join --name Bo --sector akademi`); code != 0 || time.Since(began) > 3*time.Second {
		t.Errorf("after those before had gone: %v, %s", time.Since(began), errs)
	}
}
