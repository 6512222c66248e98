package sshserver

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// A client whose window is 2 KB, and that never widens it but answers every
// keepalive, is held up by itself alone, and shown out.
func TestAWindowOfTwoKilobytesHoldsUpNobodyAndIsShownOut(t *testing.T) {
	window := long(512, 2<<10) // it takes a while to fill
	h := limited(t, func(l *Limits) {
		l.Keepalive, l.KeepaliveAnswer, l.WriteStall = 200*time.Millisecond, 2*time.Second, long(2*time.Second, 8*time.Second)
	})
	people := long(15, 99)
	screens := make([]*arrivals, people)
	for i := range screens {
		screens[i] = watcher(t, h.dial(t, "KRABBA", nil))
	}
	slim, err := dialSlim(h.Addr().String(), "KRABBA", uint32(window))
	if err != nil {
		t.Fatalf("%v\n%s", err, h.log)
	}
	ended := make(chan received, 1)
	go func() {
		defer slim.conn.Close()
		ended <- slim.answer()
	}()
	eventually(t, "the slim one is in", func() bool { return h.Connections() == people+1 })
	began := time.Now()
	var waits []time.Duration
	var over received
	for over.end.IsZero() {
		if time.Since(began) > 30*time.Second {
			t.Fatal("it was never shown out")
		}
		pressed := time.Now()
		waits = append(waits, h.reach(t, screens)...)
		select {
		case over = <-ended:
		case <-time.After(time.Until(pressed.Add(50 * time.Millisecond))): // fewer pictures a second than are drawn
		}
	}
	slices.Sort(waits)
	p99 := waits[len(waits)*99/100]
	gone := over.end.Sub(over.last)
	t.Logf("%d others: half saw it after %v, p99 %v; the slim one got %d bytes, answered %d times and was out %v after the last of them",
		people, waits[len(waits)/2], p99, over.bytes, over.questions, gone)
	if most := long(2*time.Second, 200*time.Millisecond); p99 > most {
		t.Errorf("p99 is %v, over %v", p99, most)
	}
	if over.bytes > window || over.questions == 0 {
		t.Errorf("%d bytes came through a window of %d, %d keepalives were answered", over.bytes, window, over.questions)
	}
	if gone > 10*time.Second {
		t.Errorf("it took %v to show it out", gone)
	}
	eventually(t, "only the others are left", func() bool { return h.Connections() == people })
}

// A thousand channels (a hundred thousand in the long form) are asked for that
// nobody may have, by strangers who come back each time they are shown out.
// Nothing of it stays, and another is let in meanwhile. In the long form they
// are shown out late, so that channels are rejected and not handshakes made.
func TestAFloodOfRejectedChannelsLeavesNothingBehind(t *testing.T) {
	refusals := long(DefaultLimits().Refusals, 1000)
	h := limited(t, func(l *Limits) { l.Refusals = refusals })
	terminal(t, h.dial(t, "KRABBA", nil), 80, 24).shows(t, "number 0")
	before := measure()
	most := int64(long(1000, 100_000))
	var rejected, connections atomic.Int64
	var strangers sync.WaitGroup
	for range 8 {
		strangers.Go(func() {
			for rejected.Load() < most && !t.Failed() {
				client, err := h.tryDial("KRABBA", nil)
				if err != nil {
					t.Error(err)
					return
				}
				connections.Add(1)
				for range refusals { // one more could wait for ever, in the library's client, once it is shown out
					var refused *gossh.OpenChannelError
					if _, _, err := client.OpenChannel("direct-tcpip", nil); !errors.As(err, &refused) {
						break
					}
					rejected.Add(1)
				}
				_ = client.Wait() // to be shown out
			}
		})
	}
	came := time.Now()
	honest := h.dial(t, "KRABBA", newKey(t))
	terminal(t, honest, 80, 24).shows(t, "number 0")
	in := time.Since(came)
	strangers.Wait()
	took := time.Since(came)
	honest.Close()
	ended := time.Now()
	var after resources
	eventually(t, "the end of all that the flood took", func() bool {
		after = measure()
		return after.goroutines <= before.goroutines+2 && after.files <= before.files+2 && after.heap <= before.heap+16<<20
	})
	t.Logf("%d channels rejected on %d connections in %v; another was in after %v; %+v before, %+v after %v",
		rejected.Load(), connections.Load(), took, in, before, after, time.Since(ended))
	if wait := long(patience, 2*time.Second); in > wait {
		t.Errorf("another waited %v, over %v", in, wait)
	}
}
