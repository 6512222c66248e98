package facilitator

import (
	"cmp"
	"context"
	"slices"
	"time"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/ui/stage"
)

// series is where the meeting meets the others of its series: the commitments
// that were carried in, to be followed up, and what earlier meetings left, to
// be brought in.
type series struct {
	listScreen

	loaded  bool
	err     error
	earlier []*model.Board
	chosen  map[lineage.Place]bool
	offers  stage.Memo[uint64, []lineage.Leavings]
}

// confirmTimeout bounds how long the disk is waited for.
const confirmTimeout = 10 * time.Second

// earlierMsg brings the other meetings of the series.
type earlierMsg struct {
	boards []*model.Board
	err    error
}

// openSeries shows the screen and reads the other meetings.
func (s *Screen) openSeries() tea.Cmd {
	v := &series{listScreen: listOver(s), chosen: map[lineage.Place]bool{}}
	return tea.Batch(s.env.Show(v), v.read())
}

// read reads the other meetings.
func (v *series) read() tea.Cmd {
	others, b := v.env.Others(), v.env.Board()
	return func() tea.Msg {
		boards, err := others.Earlier(b)
		return earlierMsg{boards, err}
	}
}

// confirm says that the meeting belongs in its series, if the facilitator may say
// that, and then reads the other meetings again.
func (v *series) confirm() tea.Cmd {
	others, b, room, me, op := v.env.Others(), v.env.Board(), v.env.Room, v.env.Me, v.env.NewOp()
	return func() tea.Msg {
		c, err := others.Confirms(b)
		if err != nil {
			return stage.DoneMsg{Command: c, Err: err}
		}
		ctx, cancel := context.WithTimeout(context.Background(), confirmTimeout)
		defer cancel()
		out, err := room.Do(ctx, me, op, c)
		return stage.DoneMsg{Command: c, Outcome: out, Err: err}
	}
}

// unconfirmed reports whether the meeting says that it is in a series, and nobody
// who may has confirmed it.
func (v *series) unconfirmed() bool {
	b := v.env.Board()
	return b.Series != "" && !b.SeriesKnown()
}

// Update moves, chooses, brings in and follows up.
func (v *series) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.WakeMsg:
		return v.home.Update(msg)
	case earlierMsg:
		v.onEarlier(msg)
	case stage.DoneMsg:
		return v.onDone(msg)
	}
	if _, click := msg.(tea.MouseClickMsg); click {
		switch v.list.Update(v.env, msg, listOf(v.items())) {
		case stage.ListRefused:
			return v.env.SayMoved()
		case stage.ListClicked:
			return v.pick()
		}
		return nil
	}
	return v.steer(msg, listOf(v.items()), v.actions)
}

// onEarlier chooses to begin with what a meeting opens with by itself: the
// questions, commitments and parked things of the last one.
func (v *series) onEarlier(msg earlierMsg) {
	v.loaded, v.earlier, v.err = true, msg.boards, msg.err
	v.offers = stage.Memo[uint64, []lineage.Leavings]{}
	if all := v.leavings(); len(all) > 0 {
		for _, o := range all[0].Offers {
			v.chosen[o.Place] = !o.Here && o.Sort != lineage.Said
		}
	}
	rows := v.items()
	at := v.list.At()
	for at < len(rows)-1 && !rows[at].does() {
		at++
	}
	v.list.SelectRow(at) // it is of nothing that was there before
}

// leavings is what earlier meetings left, the newest first.
func (v *series) leavings() []lineage.Leavings {
	r := v.env.Board().Revs
	return v.offers.Get(max(r.Ideas, r.Questions, r.Commitments), func() []lineage.Leavings {
		return lineage.Offers(v.env.Board(), v.earlier)
	})
}

// actions follow up, choose and bring in.
func (v *series) actions() stage.Actions {
	row, ok := v.selected()
	follow, n := ok && row.promise != nil, v.wanted()
	none := cmp.Or(when(!v.env.Board().Ended.IsZero(), "facilitator.why.ended"), when(n == 0, "facilitator.series.none"))
	bring := "facilitator.series.bring"
	if n > 0 {
		bring = "facilitator.series.bringn"
	}
	does := ok && !follow && !row.here && len(row.places) > 0
	return stage.Actions{
		{Word: "facilitator.series.follow", Keys: []string{"enter", "space", "x"}, Off: !follow, Moved: v.list.Moved, Footer: true, Do: v.pick},
		{Word: "key.choose", Keys: []string{"space", "x"}, Off: !does, Why: when(ok && row.here, "facilitator.series.already"), Moved: v.list.Moved, Footer: true, Do: v.pick},
		{Word: "facilitator.series.bring", Label: bring, Args: []any{"N", n}, Keys: []string{"enter"}, Off: follow, Why: none, Moved: v.list.Moved, Footer: true, Do: v.bringIn},
		{Word: "facilitator.series.confirm", Keys: []string{"b"}, Off: !v.unconfirmed(), Footer: true, Do: v.confirm},
		v.back(v.cockpit, "C"),
	}
}

// pick chooses what is selected, or not after all: one thing, or all under a
// heading. A commitment is asked about.
func (v *series) pick() tea.Cmd {
	row, ok := v.selected()
	switch {
	case !ok:
		return nil
	case row.promise != nil:
		return v.askStatus(row.promise)
	case row.here:
		return stage.Complain(v.env.Words.T("facilitator.series.already"))
	}
	on := false
	for _, p := range row.places {
		on = on || !v.chosen[p]
	}
	for _, p := range row.places {
		v.chosen[p] = on
	}
	return nil
}

// wanted is how many things are chosen that are not here yet.
func (v *series) wanted() (n int) {
	for _, l := range v.leavings() {
		for _, o := range l.Offers {
			if v.chosen[o.Place] && !o.Here {
				n++
			}
		}
	}
	return n
}

// bringIn carries in what is chosen, after a question: it cannot be undone.
func (v *series) bringIn() tea.Cmd {
	w, n := v.env.Words, v.wanted()
	switch {
	case !v.env.Board().Ended.IsZero():
		return stage.Complain(w.T("facilitator.why.ended"))
	case n == 0:
		return stage.Complain(w.T("facilitator.series.none"))
	}
	var carry []model.Command
	for _, l := range v.leavings() {
		if c := l.CarryIn(func(p lineage.Place) bool { return v.chosen[p] }); len(c.Questions)+len(c.Commitments)+len(c.Ideas) > 0 {
			carry = append(carry, c)
		}
	}
	return v.env.Ask(stage.NewConfirm(v.env, w.T("facilitator.series.bring"), w.N("facilitator.series.ask", n), func() tea.Cmd {
		for _, c := range carry {
			v.env.Do(c)
		}
		return nil
	}))
}

// onDone says what was carried in.
func (v *series) onDone(msg stage.DoneMsg) tea.Cmd {
	w := v.env.Words
	if _, confirmed := msg.Command.(model.ConfirmSeries); confirmed && msg.Err == nil {
		return tea.Batch(stage.Toast(w.T("facilitator.series.confirmed")), v.read())
	}
	c, ok := msg.Command.(model.CarryIn)
	if !ok || msg.Err != nil {
		return nil
	}
	return stage.Toast(w.T("facilitator.series.done", "Title", c.From.Title, "Questions", w.N("unit.questions", len(c.Questions)),
		"Commitments", w.N("unit.commitments", len(c.Commitments)), "Ideas", w.N("unit.ideas", len(c.Ideas))))
}

// askStatus asks what came of a commitment, and then for a line about it.
func (v *series) askStatus(c *model.Commitment) tea.Cmd {
	w := v.env.Words
	choice := func(word string, status model.CommitmentStatus) stage.Choice {
		return v.home.choice(word, func() tea.Cmd {
			return v.home.prompt("facilitator.item.note", "facilitator.series.note", c.Note, model.MaxShortNote, func(note string) tea.Cmd {
				return v.env.Do(model.FollowCommitment{ID: c.ID, Status: status, Note: note})
			})
		})
	}
	return v.env.Ask(stage.NewMenu(v.env, w.T("facilitator.series.how")+" "+firstLine(c.What), []stage.Choice{
		choice("facilitator.item.done", model.CommitmentDone), choice("facilitator.item.goingon", model.CommitmentGoingOn),
		choice("facilitator.item.dropped", model.CommitmentDropped), choice("facilitator.series.open", model.CommitmentOpen),
	}))
}

// Keys choose, bring in and follow up.
func (v *series) Keys() help.KeyMap {
	rows, e := listOf(v.items()), v.env
	m := v.keyMap(rows, v.actions())
	last := len(m.Short) - 1
	m.Short = slices.Concat(m.Short[:last], v.list.Actions(rows).Bindings(e, "key.up", "key.down"), m.Short[last:], []key.Binding{e.HelpKey()})
	return m
}
