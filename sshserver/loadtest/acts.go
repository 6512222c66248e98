package loadtest

import (
	"context"
	"strconv"
	"strings"
	"time"

	"verkstad/model/safego"
)

// phrases follow the marker in a typed idea.
var phrases = [...]string{
	"verktygspool i varje by", "a shared workshop at the station", "byggmaterial från rivning", "matsvinn från skolkök",
	"lend rooms in the evening", "cykelkök vid torget", "swap clothes in spring",
}

// harmlessKey is a key that types no letter. A person presses it first when the screen has
// changed: after a phase of writing, letters at once would be taken for text.
const harmlessKey = "\x1b[5~" // page up

// Pauses between keys, and between two actions of the same person.
const (
	keyPause = 120 * time.Millisecond
	actPause = 400 * time.Millisecond
)

// actOnce makes a person do one thing that fits the phase.
func (r *run) actOnce(ctx context.Context, who int) {
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
	case phase == "cluster" && dice < 10: // makes a cluster of the card with that letter
		r.texts[who].Allow()
		err = r.press(ctx, who, harmlessKey, card(dice), "n", "Heap "+strconv.Itoa(who), "\r", "\r") // the second, as hands so quick are asked
	case phase == "cluster" && dice < 80: // moves a card into one of the first clusters
		err = r.press(ctx, who, harmlessKey, card(dice), strconv.Itoa(1+dice%4))
	case phase == "vote":
		err = r.press(ctx, who, votes(dice)...)
	default: // reads: page down and page up
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

// card returns the capital letter of one of the cards that every screen shows.
func card(dice int) string { return "ABCDEF"[dice%6 : dice%6+1] }

// votes returns keys that go down the list, give a dot or two, and sometimes take one back.
func votes(dice int) []string {
	keys := append([]string{harmlessKey}, strings.Split(strings.Repeat("j", dice%5), "")...)
	keys = append(keys, "+")
	if dice%3 == 0 {
		keys = append(keys, "j", "+")
	}
	if dice%7 == 0 {
		keys = append(keys, "-")
	}
	return keys
}

// press makes a person press keys as hands do: not all at once.
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

// write makes a person type an idea, and all others wait for it if it is shown to all.
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
	if !safego.Sleep(ctx, actPause) {
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
