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
	groups []ideaGroup
	index  int
	dice   *rand.Rand

	*sshclient.Caller
	terminal *sshclient.Terminal
	screen   *screen
	me       model.PersonID
}

// run joins, and then does what each state of the group asks for, until the workshop or ctx
// ends.
func (p *person) run(ctx context.Context) error {
	if !safego.Sleep(ctx, time.Duration(p.index)*p.Pace/2) {
		return nil
	}
	leave, err := p.call(ctx)
	if err != nil {
		return err
	}
	p.screen = newScreen()
	defer p.screen.close()
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
	var last groupState
	for {
		if m := groupStateOf(p.Room.Board()); m != last {
			last = m
			if m.ended {
				return nil
			}
			p.act(ctx, m)
			continue
		}
		select {
		case <-wake:
		case <-ctx.Done():
			return nil
		}
	}
}

// act takes part in one state of the group. Commands that the workshop refuses are dropped:
// somebody else was first, or the group has moved on.
func (p *person) act(ctx context.Context, m groupState) {
	b := p.Room.Board()
	ph := b.Phase()
	if ph == nil || p.Room.Health().Err != nil {
		return
	}
	t := turn{p, ctx, m}
	if m.round != 0 {
		t.vote(b.OpenRound())
	} else if now := behaviourIn(ph); now.waits {
		return
	} else if now.act != nil {
		now.act(t)
	}
	t.say("ready")
}

// turn is one person in one state of the group.
type turn struct {
	*person
	ctx   context.Context
	state groupState
}

// think waits as long as a person thinks, and reports whether the state is still the same.
func (t turn) think() bool {
	d := t.Pace/2 + time.Duration(t.dice.Int64N(int64(t.Pace)))
	return safego.Sleep(t.ctx, d) && groupStateOf(t.Room.Board()) == t.state
}

// say thinks, and then runs a line command. It returns false if the group has moved on.
func (t turn) say(words ...string) bool {
	if !t.think() {
		return false
	}
	if _, err := t.Line(words...); err != nil {
		t.Log.Debug("a simulated person was refused", "person", t.index, "err", err)
	}
	return true
}

// talk raises a hand now and then.
func (t turn) talk() {
	if t.dice.IntN(3) == 0 && t.say("hand") {
		t.think()
		t.say("hand", "down")
	}
}

// gather writes ideas; every third person types them on their screen.
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

// typeIdea types an idea letter by letter, once the screen asks for ideas.
func (t turn) typeIdea(idea string) bool {
	box := i18n.For(t.Lang).T("participant.gather.label")
	for !t.screen.shows(box) {
		if !safego.Sleep(t.ctx, t.Pace/4) || groupStateOf(t.Room.Board()) != t.state {
			return false
		}
	}
	for _, letter := range idea {
		if !safego.Sleep(t.ctx, t.Pace/40) || groupStateOf(t.Room.Board()) != t.state {
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

// sees waits until the person's idea is on the board.
func (t turn) sees(idea string) bool {
	mine := func(i *model.Idea) bool { return i.By == t.me && i.Text == idea }
	for groupStateOf(t.Room.Board()) == t.state {
		if slices.ContainsFunc(t.Room.Board().Ideas(model.Actor{Person: t.me, Role: model.Participant}), mine) {
			return true
		}
		if !safego.Sleep(t.ctx, t.Pace/4) {
			break
		}
	}
	return false
}

// cluster makes the clusters that are this person's to make, and moves the person's own
// ideas into those that there are.
func (t turn) cluster() {
	for i, h := range t.groups {
		if i*3%14 == t.index && t.clusterOf(h) == nil {
			t.say("cluster", "new", h.Title)
		}
	}
	for range 20 { // others may take a while to make theirs
		free := t.freeIdeas()
		if len(free) == 0 || !t.think() {
			return
		}
		for _, idea := range free {
			if c := t.groupFor(idea.Text); c != nil {
				if _, err := t.Line("cluster", "move", idText(idea.ID), idText(c.ID)); err != nil {
					t.Log.Debug("a simulated person was refused", "person", t.index, "err", err)
				}
				break
			}
		}
	}
}

// freeIdeas returns the person's ideas that belong in a group and are in no cluster.
func (t turn) freeIdeas() []*model.Idea {
	b := t.Room.Board()
	var free []*model.Idea
	for _, idea := range b.Ideas(model.Actor{Person: t.me, Role: model.Participant}) {
		if idea.By == t.me && b.ClusterOf(idea) == nil && slices.ContainsFunc(t.groups, func(h ideaGroup) bool { return h.has(idea.Text) }) {
			free = append(free, idea)
		}
	}
	return free
}

func (h ideaGroup) has(idea string) bool {
	return slices.ContainsFunc(h.Ideas, func(begins string) bool { return strings.HasPrefix(idea, begins) })
}

func (t turn) groupFor(idea string) *model.Cluster {
	for _, h := range t.groups {
		if h.has(idea) {
			return t.clusterOf(h)
		}
	}
	return nil
}

func (t turn) clusterOf(h ideaGroup) *model.Cluster {
	for _, c := range t.Room.Board().Clusters() {
		if c.Title == h.Title {
			return c
		}
	}
	return nil
}

// define writes the questions that are this person's to write, and supports some.
func (t turn) define() {
	for i, h := range t.groups {
		c := t.clusterOf(h)
		if c == nil {
			continue
		}
		if i*3%14 == t.index && !t.say("question", h.Question, "--cluster", idText(c.ID)) {
			return
		}
		if (i*3+1)%14 == t.index && h.Better != "" {
			t.betterWording(h)
		}
	}
	for range 2 {
		if !t.think() {
			return
		}
		if all := t.Room.Board().Questions(); len(all) > 0 {
			q := all[t.dice.IntN(len(all))]
			_, _ = t.Line("support", idText(q.ID))
			if q.Kind == model.Unmarked {
				_, _ = t.Line("mark", idText(q.ID), "open")
			}
		}
	}
}

// betterWording adds a better wording of a question, once the question is there.
func (t turn) betterWording(h ideaGroup) {
	for range 10 {
		if !t.think() {
			return
		}
		for _, q := range t.Room.Board().Questions() {
			if q.Text == h.Question {
				_, _ = t.Line("question", h.Better, "--better", idText(q.ID))
				return
			}
		}
	}
}

// vote gives dots, a few at a time.
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
		_, _ = t.Line("vote", idText(c.ID)+"="+strconv.Itoa(given[c.ID]))
	}
}

// commit makes a promise, for one of the chosen questions if there is one.
func (t turn) commit() {
	words := []string{"commit", t.Commitment.What, "--who", t.Name, "--when", t.Commitment.When}
	var chosen []*model.Question
	for _, q := range t.Room.Board().Questions() {
		if q.Chosen {
			chosen = append(chosen, q)
		}
	}
	if len(chosen) > 0 {
		words = append(words, "--for", idText(chosen[t.dice.IntN(len(chosen))].ID))
	}
	t.say(words...)
}

func idText(n model.ItemID) string { return strconv.Itoa(int(n)) }
