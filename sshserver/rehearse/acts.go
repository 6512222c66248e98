package rehearse

import (
	"context"
	"strconv"
	"strings"
)

// phrases are what follows the marker of a typed idea.
var phrases = [...]string{
	"verktygspool i varje by", "a shared workshop at the station", "byggmaterial från rivning", "matsvinn från skolkök",
	"lend rooms in the evening", "cykelkök vid torget", "swap clothes in spring",
}

// do has a person do one thing that fits what the group does now.
func (r *run) do(who int) {
	r.mu.Lock()
	phase, n, dice := r.phase, r.ideas, r.dice.IntN(100)
	if phase == "gather" {
		r.ideas++
	}
	r.mu.Unlock()
	var err error
	switch {
	case phase == "gather":
		err = r.write(who, n)
	case phase == "cluster" && dice < 10:
		_, err = r.crowd.Line(who, "cluster", "new", "Heap "+strconv.Itoa(who))
	case phase == "cluster":
		err = r.move(who, dice)
	case phase == "vote":
		err = r.crowd.Press(who, strings.Repeat("j", dice%5)+"+")
	default:
		err = r.crowd.Press(who, "\x1b[6~\x1b[5~") // pages down and up: reads
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.busy, who)
	r.result.Actions++
	if err != nil {
		r.result.Refused++
	}
}

// write has a person type an idea, and everybody else watch for it, where it
// is shown to all.
func (r *run) write(who, n int) error {
	ctx, cancel := context.WithTimeout(context.Background(), missAfter)
	defer cancel()
	marker := Marker(n)
	echo := r.crowd.Expect(marker, func(i int) bool { return i == who })
	if err := r.crowd.Press(who, marker); err != nil {
		return err
	}
	echoed, missing := r.crowd.Await(ctx, echo)
	if missing > 0 {
		return errNoEcho
	}
	if err := r.crowd.Press(who, " "+phrases[n%len(phrases)]); err != nil {
		return err
	}
	r.mu.Lock()
	shown := r.shown
	r.mu.Unlock()
	round, err := r.crowd.enterFor(ctx, who, marker, func(i int) bool { return shown && i != who })
	r.mu.Lock()
	defer r.mu.Unlock()
	r.echo = append(r.echo, echoed...)
	if !shown || err != nil {
		return err
	}
	r.result.Ideas++
	r.result.Misses += round.Missing
	r.times, r.second = append(r.times, round.Times...), append(r.second, round.Times...)
	return nil
}

// move lays one of the ideas on one of the heaps. Their numbers are guessed:
// what is not there is refused.
func (r *run) move(who, dice int) error {
	r.mu.Lock()
	last := max(1, r.ideas)
	idea := 1 + r.dice.IntN(last)
	r.mu.Unlock()
	_, err := r.crowd.Line(who, "cluster", "move", strconv.Itoa(idea), strconv.Itoa(last+1+dice%10))
	return err
}
