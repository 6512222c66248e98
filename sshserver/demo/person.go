package demo

import (
	"context"
	"io"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/safego"
	"verkstad/sshserver/sshclient"
	"verkstad/ui/i18n"
)

// person is one made-up participant.
type person struct {
	Config
	character
	heaps []heap
	index int
	dice  *rand.Rand

	*sshclient.Caller
	terminal *sshclient.Terminal
	screen   *screen
	me       model.PersonID
}

// live joins, and then does at each moment what fits it, until the workshop or
// ctx ends.
func (p *person) live(ctx context.Context) error {
	if !safego.Sleep(ctx, time.Duration(p.index)*p.Pace/2) {
		return nil
	}
	leave, err := p.call(ctx)
	if err != nil {
		return err
	}
	p.screen = newScreen()
	defer p.screen.off()
	defer leave()
	if _, err := p.Line("join", "--name", p.Name, "--sector", p.Sector); err != nil {
		return err
	}
	for _, who := range p.Room.Board().People() {
		if who.Name == p.Name {
			p.me = who.ID
		}
	}
	if p.terminal, err = p.Open(screenW, screenH, p.screen); err != nil {
		return err
	}
	wake, cancel := p.Room.Subscribe()
	defer cancel()
	var last moment
	for {
		if m := momentOf(p.Room.Board()); m != last {
			last = m
			if m.ended {
				return nil
			}
			p.take(ctx, m)
			continue
		}
		select {
		case <-wake:
		case <-ctx.Done():
			return nil
		}
	}
}

// take takes part in one moment. What the workshop refuses is let be: somebody
// else was first, or the group has moved on.
func (p *person) take(ctx context.Context, m moment) {
	b := p.Room.Board()
	ph := b.Phase()
	if ph == nil || p.Room.Health().Err != nil {
		return
	}
	t := turn{p, ctx, m}
	if m.round != 0 {
		t.vote(b.OpenRound())
	} else if now := behaviours[ph.Activity]; now.waits {
		return
	} else if now.take != nil {
		now.take(t)
	}
	t.say("ready")
}

// turn is a person at one moment.
type turn struct {
	*person
	ctx context.Context
	m   moment
}

// think takes a while, and tells whether the moment is still the same.
func (t turn) think() bool {
	d := t.Pace/2 + time.Duration(t.dice.Int64N(int64(t.Pace)))
	return safego.Sleep(t.ctx, d) && momentOf(t.Room.Board()) == t.m
}

// say thinks, and then runs a line command. It is false when the moment is over.
func (t turn) say(words ...string) bool {
	if !t.think() {
		return false
	}
	if _, err := t.Line(words...); err != nil {
		t.Log.Debug("a simulated person was refused", "person", t.index, "err", err)
	}
	return true
}

// talk raises the hand now and then.
func (t turn) talk() {
	if t.dice.IntN(3) == 0 && t.say("hand") {
		t.think()
		t.say("hand", "down")
	}
}

// gather writes ideas, every third person by typing them on the screen.
func (t turn) gather() {
	for _, idea := range t.Ideas {
		if t.index%3 != 0 {
			if !t.say("idea", idea) {
				return
			}
			continue
		}
		if !t.think() || !t.typeIdea(idea) {
			return
		}
	}
}

// typeIdea types letter by letter, as hands do, once the screen asks for ideas.
func (t turn) typeIdea(idea string) bool {
	box := i18n.For(t.Lang).T("participant.gather.label")
	for !t.screen.shows(box) {
		if !safego.Sleep(t.ctx, t.Pace/4) || momentOf(t.Room.Board()) != t.m {
			return false
		}
	}
	for _, letter := range idea {
		if !safego.Sleep(t.ctx, t.Pace/40) || momentOf(t.Room.Board()) != t.m {
			return false
		}
		if _, err := io.WriteString(t.terminal, string(letter)); err != nil {
			return false
		}
	}
	if _, err := io.WriteString(t.terminal, "\r"); err != nil {
		return false
	}
	return t.sees(idea)
}

// sees waits until one's own idea is on the board, as who typed it does.
func (t turn) sees(idea string) bool {
	mine := func(i *model.Idea) bool { return i.By == t.me && i.Text == idea }
	for momentOf(t.Room.Board()) == t.m {
		if slices.ContainsFunc(t.Room.Board().Ideas(model.Actor{Person: t.me, Role: model.Participant}), mine) {
			return true
		}
		if !safego.Sleep(t.ctx, t.Pace/4) {
			break
		}
	}
	return false
}

// cluster opens the heaps that are this person's to open, and lays one's own
// ideas on those that there are.
func (t turn) cluster() {
	for i, h := range t.heaps {
		if i*3%14 == t.index && t.heapOnBoard(h) == nil {
			t.say("cluster", "new", h.Title)
		}
	}
	for range 20 { // others may take a while to open theirs
		free := t.freeIdeas()
		if len(free) == 0 || !t.think() {
			return
		}
		for _, idea := range free {
			if c := t.heapFor(idea.Text); c != nil {
				if _, err := t.Line("cluster", "move", id(idea.ID), id(c.ID)); err != nil {
					t.Log.Debug("a simulated person was refused", "person", t.index, "err", err)
				}
				break
			}
		}
	}
}

// freeIdeas is one's own ideas that belong in a heap and lie free.
func (t turn) freeIdeas() []*model.Idea {
	b := t.Room.Board()
	var free []*model.Idea
	for _, idea := range b.Ideas(model.Actor{Person: t.me, Role: model.Participant}) {
		if idea.By == t.me && b.ClusterOf(idea) == nil && slices.ContainsFunc(t.heaps, func(h heap) bool { return h.has(idea.Text) }) {
			free = append(free, idea)
		}
	}
	return free
}

func (h heap) has(idea string) bool {
	return slices.ContainsFunc(h.Ideas, func(begins string) bool { return strings.HasPrefix(idea, begins) })
}

func (t turn) heapFor(idea string) *model.Cluster {
	for _, h := range t.heaps {
		if h.has(idea) {
			return t.heapOnBoard(h)
		}
	}
	return nil
}

func (t turn) heapOnBoard(h heap) *model.Cluster {
	for _, c := range t.Room.Board().Clusters() {
		if c.Title == h.Title {
			return c
		}
	}
	return nil
}

// define asks the questions that are this person's to ask, and supports some.
func (t turn) define() {
	for i, h := range t.heaps {
		c := t.heapOnBoard(h)
		if c == nil {
			continue
		}
		if i*3%14 == t.index && !t.say("question", h.Question, "--cluster", id(c.ID)) {
			return
		}
		if (i*3+1)%14 == t.index && h.Better != "" {
			t.better(h)
		}
	}
	for range 2 {
		if !t.think() {
			return
		}
		if all := t.Room.Board().Questions(); len(all) > 0 {
			q := all[t.dice.IntN(len(all))]
			_, _ = t.Line("support", id(q.ID))
			if q.Kind == model.Unmarked {
				_, _ = t.Line("mark", id(q.ID), "open")
			}
		}
	}
}

// better words a question better, once it is there.
func (t turn) better(h heap) {
	for range 10 {
		if !t.think() {
			return
		}
		for _, q := range t.Room.Board().Questions() {
			if q.Text == h.Question {
				_, _ = t.Line("question", h.Better, "--better", id(q.ID))
				return
			}
		}
	}
}

// vote lays dots, a few at a time.
func (t turn) vote(r *model.Round) {
	if r == nil {
		return
	}
	left := r.Dots
	given := map[model.ItemID]int{}
	for left > 0 && t.think() {
		c := r.Candidates[t.dice.IntN(len(r.Candidates))]
		n := min(left, r.MaxPer-given[c.ID], 1+t.dice.IntN(2))
		if n <= 0 {
			continue
		}
		given[c.ID] += n
		left -= n
		_, _ = t.Line("vote", id(c.ID)+"="+strconv.Itoa(given[c.ID]))
	}
}

// commit promises something, for one of the chosen questions where there is one.
func (t turn) commit() {
	words := []string{"commit", t.Commitment.What, "--who", t.Name, "--when", t.Commitment.When}
	var chosen []*model.Question
	for _, q := range t.Room.Board().Questions() {
		if q.Chosen {
			chosen = append(chosen, q)
		}
	}
	if len(chosen) > 0 {
		words = append(words, "--for", id(chosen[t.dice.IntN(len(chosen))].ID))
	}
	t.say(words...)
}

func id(n model.ItemID) string { return strconv.Itoa(int(n)) }
