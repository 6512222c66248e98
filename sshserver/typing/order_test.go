package typing

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/sshserver"
)

// TestTenIdeasInOnePacketComeInOrder has ten people send ten ideas each, as
// fast as a packet goes, at the same time.
func TestTenIdeasInOnePacketComeInOrder(t *testing.T) {
	r := open(t, sshserver.Limits{})
	var names []string
	for i := range 10 {
		names = append(names, "Person "+string(rune('A'+i)))
	}
	people := r.join(names...)
	want := make([][]string, len(people))
	for i, p := range people {
		for n := range 10 {
			want[i] = append(want[i], fmt.Sprintf("tanke %d av %s", n, p.name))
		}
		p.types(strings.Join(want[i], "\r") + "\r")
	}
	for i, p := range people {
		p.has(want[i]...)
	}
}

// TestUndoIsOfTheLastIdea sends an idea and ctrl+z in one packet, eight times,
// with an older idea there, and once without any.
func TestUndoIsOfTheLastIdea(t *testing.T) {
	r := open(t, sshserver.Limits{Texts: 1000, TextBurst: 1000, Actions: 1000, ActionBurst: 1000})
	both := r.join("Bo", "Åsa")
	alone, p := both[0], both[1]
	alone.types("fel\r\x1az\r")
	alone.has("z")
	p.types("äldre\r")
	p.has("äldre")
	for range 8 {
		p.types("fel\r\x1asist\r")
		p.has("äldre", "sist")
		p.types("\x1a")
		p.has("äldre")
	}
}

// TestWhatThePaceHoldsComesLaterAndWhole sends more lines at once than the pace
// lets through. None is lost, joined to another, or out of order, and a hand
// raised meanwhile does not wait for them.
func TestWhatThePaceHoldsComesLaterAndWhole(t *testing.T) {
	r := open(t, sshserver.Limits{Texts: 20, TextBurst: 3})
	p := r.one()
	var want []string
	for n := range 8 {
		want = append(want, fmt.Sprintf("rad %d", n))
	}
	p.types(strings.Join(want, "\r") + "\r")
	p.sees("går iväg en i taget")
	p.types("\x1bOR") // f3
	p.eventually("has raised a hand", func() bool { return r.live.Board().Person(p.id).Hand != 0 })
	if n := len(p.ideas()); n == len(want) {
		t.Error("the hand waited for the ideas")
	}
	p.has(want...)
}

// TestWhatWasSentIsDoneThoughOneLeaves sends several ideas and leaves in the same
// packet.
func TestWhatWasSentIsDoneThoughOneLeaves(t *testing.T) {
	r := open(t, sshserver.Limits{})
	p := r.one()
	p.types("ett\rtvå\rtre\r\x03")
	p.has("ett", "två", "tre")
}

// TestTheScreenLivesWhileACommandWaits types on while the disk is slow.
func TestTheScreenLivesWhileACommandWaits(t *testing.T) {
	r := open(t, sshserver.Limits{})
	p := r.one()
	release := make(chan struct{})
	go func() { // keeps the writer busy with others' commands
		for {
			select {
			case <-release:
				return
			default:
				_, _ = r.live.Do(t.Context(), model.Host, "", model.ExtendClock{By: time.Second})
			}
		}
	}()
	defer close(release)
	p.types("ett\rtvå\rtre\rhalvskrivet")
	p.sees("halvskrivet")
	p.has("ett", "två", "tre")
}
