package facilitator

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// ballot prepares a vote: how many dots, how many on one, secret or not, and
// what is voted on.
type ballot struct {
	listScreen
	dots   int // 0: about a third of the candidates
	most   int // on one; 0: no bound
	secret bool
	fixed  string // why the votes here are open and cannot be made secret: an id of the catalogue; or empty
	keep   model.Keep
	choose int // how many are proposed to go on
	ids    []model.ItemID
	out    map[model.ItemID]bool    // left out
	rev    uint64                   // of the ideas that ids and pairs are of
	pairs  [][2]model.ItemID        // of candidates that may say the same,
	apart  map[[2]model.ItemID]bool // but for those
	lately stage.Lately[[2]model.ItemID, [2]model.ItemID]
	// unencrypted lets ballots of a secret vote come from browsers over plain HTTP.
	unencrypted bool
	from        model.Place // where the group was when it was asked for
}

// the rows above the candidates.
const (
	rowDots = iota
	rowMost
	rowSecret
	rowVoters
	rowKeep
	rowChoose
	ballotRows
)

func newBallot(home *Screen) *ballot {
	b := home.env.Board()
	v := &ballot{listScreen: listOver(home), secret: b.VotesSecretly(), keep: b.Keeps(), choose: b.Chooses(), ids: b.Votable(), out: map[model.ItemID]bool{}, from: b.Place(), apart: map[[2]model.ItemID]bool{}}
	v.compare()
	if ph := b.Phase(); ph.Does(method.TakesVotes) {
		v.dots, v.most = ph.Dots, ph.MaxPer
	}
	switch {
	case b.ForTwo():
		v.fixed = "facilitator.ballot.pair"
	case !v.secret:
		v.fixed = "facilitator.ballot.fixed"
	}
	return v
}

func (v *ballot) candidates() []model.ItemID {
	var in []model.ItemID
	for _, id := range v.ids {
		if !v.out[id] {
			in = append(in, id)
		}
	}
	return in
}

// given is the dots that each gets.
func (v *ballot) given() int {
	if v.dots > 0 {
		return v.dots
	}
	return max(1, (len(v.candidates())+2)/3)
}

// goOn is how many are proposed to go on, always one fewer than there are at most.
func (v *ballot) goOn() int { return max(1, min(v.choose, len(v.candidates())-1)) }

// rowID tells rows apart by the setting, or the candidate, that they are of.
func (v *ballot) rowID(i int) int {
	if i < ballotRows {
		return -1 - i
	}
	return int(v.ids[i-ballotRows])
}

func (v *ballot) rows() stage.ListRows[int] { return rowsBy(ballotRows+len(v.ids), v.rowID) }

// Update changes the vote, and opens it on enter.
func (v *ballot) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(stage.WakeMsg); ok {
		v.compare()
		return v.home.Update(msg)
	}
	return v.steer(msg, v.rows(), v.actions)
}

// actions change the vote and open it.
func (v *ballot) actions() stage.Actions {
	setting := v.list.At() < ballotRows
	adjust := func(by int) func() tea.Cmd { return func() tea.Cmd { return v.adjust(by) } }
	settle := func(merge bool) func() tea.Cmd { return func() tea.Cmd { return v.settlePair(merge) } }
	few := when(len(v.candidates()) < 2, tooFew(v.env.Board()))
	_, pair := v.pair()
	return stage.Actions{
		{Word: "facilitator.act.open", Keys: []string{"enter", "o"}, Why: few, Do: v.open},
		{Word: "key.edit", Shown: "←→", Keys: []string{"left", "h", "-"}, Off: !setting, Moved: v.list.Moved, Do: adjust(-1)},
		{Word: "key.edit", Hidden: true, Keys: []string{"right", "l", "+"}, Off: !setting, Moved: v.list.Moved, Do: adjust(1)},
		{Word: "key.edit", Hidden: true, Keys: []string{"space", "x"}, Off: !setting, Moved: v.list.Moved, Do: v.toggle},
		{Word: "facilitator.ballot.leaveout", Keys: []string{"space", "x", "left", "h", "-", "right", "l", "+"}, Off: setting, Moved: v.list.Moved, Do: v.toggle},
		{Word: "facilitator.ballot.merge", Keys: []string{"m"}, Off: !pair, Do: settle(true)},
		{Word: "facilitator.ballot.apart", Keys: []string{"n"}, Off: !pair, Do: settle(false)},
		v.home.also("facilitator.act.undo"),
		v.back(v.cockpit),
	}
}

func (v *ballot) adjust(by int) tea.Cmd {
	switch v.list.At() {
	case rowDots:
		v.dots = max(1, min(v.given()+by, model.MaxDots))
		v.most = min(v.most, v.dots)
	case rowMost:
		v.most = max(0, min(v.most+by, v.given()))
	case rowKeep:
		n := len(model.Keeps)
		v.keep = model.Keeps[(slices.Index(model.Keeps[:], v.keep)+by+n)%n]
	case rowChoose:
		v.choose = max(1, min(v.goOn()+by, len(v.candidates())-1))
	case rowVoters:
		return v.home.turnVoters(by)
	default:
		return v.toggle()
	}
	return nil
}

func (v *ballot) toggle() tea.Cmd {
	switch at := v.list.At(); {
	case at == rowSecret && v.fixed != "":
		return stage.Complain(v.env.Words.T(v.fixed))
	case at == rowSecret && v.secret && !v.unencrypted && v.env.Join().Unencrypted():
		v.unencrypted = true
	case at == rowSecret:
		v.secret, v.unencrypted = !v.secret, false
	case at == rowKeep, at == rowChoose:
		return v.adjust(1)
	case at == rowVoters:
		return v.home.turnVoters(1)
	case at >= ballotRows:
		id := v.ids[at-ballotRows]
		v.out[id] = !v.out[id]
	}
	return nil
}

func (v *ballot) open() tea.Cmd {
	in := v.candidates()
	open := model.OpenRound{
		Candidates: in, Dots: v.given(), MaxPer: cmp.Or(v.most, v.given()), Choose: v.goOn(), Open: !v.secret, Keep: v.keep, From: v.from,
		Unencrypted: v.unencrypted,
	}
	return v.home.unhurried("facilitator.act.open", func() tea.Cmd { return v.env.DoLeaving(open, "", v, v.home) })
}

// notice says what a vote with these settings would show of people, or would
// not show of the result; empty if there is nothing to say.
func (v *ballot) notice() string {
	w := v.env.Words
	var said []string
	if v.secret && v.env.Board().TooFewToShow(v.env.Room.Presence().Voters) {
		said = append(said, w.T("votes.toofew.before"))
	}
	if v.secret && v.env.Join().Unencrypted() {
		word := "facilitator.ballot.secret.nobrowser"
		if v.unencrypted {
			word = "votes.unencrypted.may"
		}
		said = append(said, w.T(word))
	}
	if v.keep == model.KeepBoth {
		said = append(said, w.T(report.ToldWords[v.keep]))
	}
	return strings.Join(said, " ")
}

// ballotRow is a setting, or a candidate.
type ballotRow struct {
	text, value string
	setting     bool
	out         bool // the candidate is left out
}

// DrawRow draws the row.
func (r ballotRow) DrawRow(dc stage.DrawContext, c *frame.Canvas) {
	style := dc.Theme.Text
	switch {
	case r.setting:
		style = dc.Theme.Strong
	case r.out:
		style = dc.Theme.Faint
	}
	end := c.TextRight(c.W()-1, 0, dc.Theme.Key, r.value)
	c.TextIn(1, 0, end-2, style, r.text)
}

// rowAt is a setting, or a candidate.
func (v *ballot) rowAt(settings [ballotRows][2]string, i int) ballotRow {
	if i < ballotRows {
		return ballotRow{text: settings[i][0], value: "‹ " + settings[i][1] + " ›", setting: true}
	}
	id, mark := v.ids[i-ballotRows], "✓"
	if v.out[id] {
		mark = " "
	}
	return ballotRow{text: mark + "  " + strings.ReplaceAll(boardview.Title(v.env.Board(), id), "\n", " "), out: v.out[id]}
}

// settings are the settings with their values.
func (v *ballot) settings() [ballotRows][2]string {
	w := v.env.Words
	most, secret := strconv.Itoa(v.most), w.T("facilitator.ballot.secret.yes")
	if v.most == 0 {
		most = w.T("facilitator.ballot.nobound")
	}
	switch {
	case !v.secret:
		secret = w.T("facilitator.ballot.secret.not")
	case v.unencrypted:
		secret = w.T("facilitator.ballot.secret.also")
	}
	return [ballotRows][2]string{
		rowDots:   {w.T("facilitator.ballot.dots"), strconv.Itoa(v.given())},
		rowMost:   {w.T("facilitator.ballot.most"), most},
		rowSecret: {w.T("facilitator.ballot.secret.label"), secret},
		rowVoters: {w.T("votes.may.title"), mayVote(v.env)},
		rowKeep:   {w.T("votes.keep.title"), w.T(report.KeepWords[v.keep])},
		rowChoose: {w.T("facilitator.ballot.goon"), strconv.Itoa(v.goOn())},
	}
}

// Panes are the settings and the candidates.
func (v *ballot) Panes(r frame.Rect) []frame.Pane {
	e, dc := v.env, v.env.DrawContext()
	panes, body := v.headed(r, e.Words.T("facilitator.title.ballot"), e.Words.N("facilitator.ballot.candidates", len(v.candidates())))
	body.W = min(body.W, 84)
	if said := v.notice(); said != "" && body.H > ballotRows+3 {
		var note frame.Rect
		note, body = body.SplitBottom(min(3, len(frame.WrapLines(said, body.W-2))))
		_, body = body.SplitBottom(1)
		panes = append(panes, dc.Pane(note, stage.WrappedPicture{Text: said, Style: dc.Theme.Warn, Inset: 1}))
	}
	pair, ok := v.pair()
	v.lately.Show(e, pair, pair)
	if ok && body.H > ballotRows+2 {
		var side frame.Rect
		side, body = body.SplitBottom(min(3, body.H-ballotRows))
		panes = append(panes, v.pairPane(side, pair))
	}
	settings := v.settings()
	row := func(i int) ballotRow { return v.rowAt(settings, i) }
	return append(panes, stage.ListPane(e, &v.list, body, v.rows(), row, ""))
}

// Keys change and open the vote.
func (v *ballot) Keys() help.KeyMap {
	words := []string{"facilitator.act.open", "key.edit", "facilitator.ballot.leaveout", "key.back"}
	if _, ok := v.pair(); ok { // which leaves little room for the others
		words = []string{"facilitator.ballot.merge", "facilitator.ballot.apart", "facilitator.act.open", "key.back", "key.edit", "facilitator.ballot.leaveout"}
	}
	return v.keyMap(v.rows(), v.actions(), words...)
}
