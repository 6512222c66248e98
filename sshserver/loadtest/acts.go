package loadtest

import (
	"context"
	"strconv"
	"strings"
	"time"

	"verkstad/model/safego"
)

// phrases are what follows the marker of a typed idea.
var phrases = [...]string{
	"verktygspool i varje by", "a shared workshop at the station", "byggmaterial från rivning", "matsvinn från skolkök",
	"lend rooms in the evening", "cykelkök vid torget", "swap clothes in spring",
}

// look is a key that is no letter, as of somebody who has seen that the screen
// is another: letters at once after a phase of writing would be a text.
const look = "\x1b[5~" // page up

// Between keys, and between one deed and the next of the same person.
const (
	keyPause  = 120 * time.Millisecond
	lookPause = 400 * time.Millisecond
)

// do has a person do one thing that fits what the group does now.
func (r *run) do(ctx context.Context, who int) {
	r.mu.Lock()
	phase, n, dice := r.phase, r.ideas, r.dice.IntN(100)
	if phase == "gather" {
		r.ideas++
	}
	r.mu.Unlock()
	var err error
	switch {
	case phase == "gather":
		err = r.write(ctx, who, n)
	case phase == "cluster" && dice < 10: // a new heap of the card with that letter
		r.texts[who].Allow()
		err = r.press(ctx, who, look, card(dice), "n", "Heap "+strconv.Itoa(who), "\r")
	case phase == "cluster" && dice < 80: // a card onto one of the first heaps
		err = r.press(ctx, who, look, card(dice), strconv.Itoa(1+dice%4))
	case phase == "vote":
		err = r.press(ctx, who, votes(dice)...)
	default: // reads: pages down and up
		err = r.press(ctx, who, "\x1b[6~", "\x1b[6~", "\x1b[5~", "\x1b[5~")
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.busy, who)
	r.result.Actions++
	if err != nil {
		r.result.Refused++
	}
}

// card is the capital letter of one of the cards that stand on every screen.
func card(dice int) string { return "ABCDEF"[dice%6 : dice%6+1] }

// votes goes down the list, lays a dot or two, and thinks better of it at times.
func votes(dice int) []string {
	keys := append([]string{look}, strings.Split(strings.Repeat("j", dice%5), "")...)
	keys = append(keys, "+")
	if dice%3 == 0 {
		keys = append(keys, "j", "+")
	}
	if dice%7 == 0 {
		keys = append(keys, "-")
	}
	return keys
}

// press has a person press keys as hands do: not all at once.
func (r *run) press(ctx context.Context, who int, keys ...string) error {
	for i, key := range keys {
		if i > 0 && !safego.Sleep(ctx, keyPause) {
			return ctx.Err()
		}
		if err := r.crowd.Press(who, key); err != nil {
			return err
		}
	}
	return nil
}

// write has a person type an idea, and everybody else watch for it, where it
// is shown to all.
func (r *run) write(ctx context.Context, who, n int) error {
	r.texts[who].Allow()
	ctx, cancel := context.WithTimeout(ctx, missAfter+10*time.Second)
	defer cancel()
	echo, err := r.crowd.Type(ctx, who, Marker(n))
	if err != nil {
		return err
	}
	words := strings.SplitAfter(" "+phrases[n%len(phrases)], " ")
	if err := r.press(ctx, who, words...); err != nil {
		return err
	}
	if !safego.Sleep(ctx, lookPause) {
		return ctx.Err()
	}
	r.mu.Lock()
	shown := r.shown
	r.mu.Unlock()
	watching, stop := context.WithTimeout(ctx, missAfter)
	defer stop()
	round, err := r.crowd.Enter(watching, who, n, func(int) bool { return shown })
	r.mu.Lock()
	defer r.mu.Unlock()
	if echo > 0 {
		r.echo = append(r.echo, echo)
	}
	if !shown || err != nil {
		return err
	}
	r.result.Ideas++
	r.result.Misses += round.Missing
	r.result.Passed += round.Passed
	r.times, r.second = append(r.times, round.Times...), append(r.second, round.Times...)
	return nil
}
