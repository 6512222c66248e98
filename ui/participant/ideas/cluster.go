package ideas

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// cluster is when ideas are sorted: there is a column for the free ideas and one for
// each cluster. Cards are picked up, by letter or from the cursor, and
// put down in another column; the board decides what comes of it, so that two
// who move the same card never lose it.
type cluster struct {
	*view.Terminal
	table      *cardTable
	picked     []model.ItemID                // in the order they were picked up
	lay        map[model.ItemID]model.ItemID // in which cluster the held cards lay when last looked; 0 is none
	drag       drag
	body       frame.Rect  // the columns' of the last layout
	scroll     scrolling   // what the columns were last scrolled for,
	tops       string      // and which of them are,
	apart      bool        // they are not seen from their beginnings, or were not until others moved cards
	lettered   lettersView // whose letters the cards have
	suggestion suggestion
}

// NewCluster is the view in which ideas are sorted.
func NewCluster(t *view.Terminal) view.View {
	c := &cluster{Terminal: t, table: newCardTable(t)}
	c.table.refresh()
	return c
}

// may is why cards cannot be moved now; empty if they can.
func (c *cluster) may() string {
	b := c.Board()
	switch ph := b.Phase(); {
	case c.Me.Role == model.Observer:
		return "participant.why.observer"
	case ph != nil && ph.WhoMay == method.WhoFacilitator:
		return "participant.why.facilitator"
	case b.Locked(c.Now()):
		return "error.phase-over"
	}
	return ""
}

// clusterKeys is what the actions follow from: why what cannot be done cannot, ids
// of the catalogue, and how many cards are picked up.
type clusterKeys struct {
	may                       string
	noCluster, alone, unfiled string
	picked                    bool
	goals                     bool // cards are linked to goals
	manyColumns               bool // more than there are keys for
}

func (c *cluster) Keys(last view.KeyProps) view.KeyProps {
	_, categories := c.Board().Categories()
	return view.SameKeys(last, clusterKeys{
		may: c.may(), noCluster: view.Unless(c.table.cluster() != nil, "participant.why.nocluster"),
		alone:   view.Unless(len(c.table.columns) > 2, "participant.why.onecluster"),
		unfiled: view.Unless(categories != nil, "participant.why.nocategories"),
		picked:  len(c.picked) > 0, goals: c.LinksGoals(), manyColumns: c.table.many(),
	})
}

// Actions are to pick cards up and put them down, and to do something with the
// chosen card or column.
func (k clusterKeys) Actions(at view.Target) stage.Actions {
	ofCard := view.On(at, func(c *cluster) *stage.Moved { return &c.table.ofCard })
	ofColumn := view.On(at, func(c *cluster) *stage.Moved { return &c.table.ofColumn })
	nothing := view.Unless(k.picked, "participant.why.nopick")
	actions := stage.Actions{
		{Moved: ofCard, Keys: []string{"space"}, Word: "participant.key.pick", Why: k.may, Footer: true, Do: view.On(at, (*cluster).pickHere)},
		{Moved: ofColumn, Keys: []string{"enter"}, Word: "participant.key.drop", Why: cmp.Or(k.may, nothing), Footer: true, Do: view.On(at, (*cluster).drop)},
		{Moved: ofCard, Keys: []string{"n"}, Word: "participant.key.newcluster", Why: k.may, Footer: true, Do: view.On(at, (*cluster).askNew)},
		{Moved: ofColumn, Keys: []string{"e"}, AtOnce: true, Word: "participant.key.rename", Why: cmp.Or(k.may, k.noCluster), Footer: true, Do: view.On(at, (*cluster).askTitle)},
		{Moved: ofColumn, Keys: []string{"m"}, Word: "participant.key.merge", Why: cmp.Or(k.may, k.noCluster, k.alone), Do: view.On(at, (*cluster).askMerge)},
		{Keys: []string{"s"}, AtOnce: true, Word: "participant.key.split", Why: cmp.Or(k.may, nothing), Do: view.On(at, (*cluster).askNew)},
		{Moved: ofCard, Keys: []string{"d"}, Word: "participant.key.same", Why: cmp.Or(k.may, nothing), Do: view.On(at, (*cluster).mergeCards)},
		{Moved: ofColumn, Keys: []string{"x", "delete"}, Word: "participant.key.dissolve", Why: cmp.Or(k.may, k.noCluster), Do: view.On(at, func(c *cluster) tea.Cmd {
			return c.Do(model.RemoveCluster{ID: c.table.cluster().ID})
		})},
		{Moved: ofCard, Keys: []string{"c"}, Word: "participant.key.file", Why: cmp.Or(k.may, k.unfiled), Footer: k.unfiled == "", Do: view.On(at, (*cluster).askCategory)},
		{Moved: ofCard, Keys: []string{"t"}, Word: "participant.key.goals", Why: k.may, Footer: k.goals, Do: view.On(at, func(c *cluster) tea.Cmd { return c.AskGoals(c.here()) })},
		{Moved: ofCard, Keys: []string{"v"}, Word: "participant.key.read", Footer: true, Do: view.On(at, (*cluster).read)},
		{Keys: []string{"/"}, Word: "participant.key.find", Why: k.may, Do: view.On(at, (*cluster).askCard)},
		{Keys: []string{"A–Z"}, Word: "participant.key.letter", Why: k.may}, // letterOrNumber does these
		{Keys: []string{"0–9"}, Word: "participant.key.digit"},
	}
	if k.manyColumns {
		actions = append(actions, stage.Action{Keys: []string{manyKey}, Word: "participant.key.number", Footer: true, Do: view.On(at, (*cluster).askColumn)})
	}
	if k.picked {
		actions = append(actions, stage.Action{Keys: []string{"esc"}, Word: "participant.key.unpick", Do: view.On(at, func(c *cluster) tea.Cmd { c.picked = nil; return nil })})
	}
	return append(actions, tableActions(at)...)
}

// Update moves by mouse, by the letters on the cards and by the numbers of the
// columns.
func (c *cluster) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.WakeMsg:
		c.table.refresh()
		return c.hold()
	case suggestionMsg:
		return c.onSuggestion(msg)
	case suggestAgainMsg:
		if msg.of == c && msg.n == c.suggestion.n {
			return c.askSuggestion()
		}
	case tea.KeyPressMsg:
		return tea.Batch(c.letterOrNumber(msg.String()), c.suggest())
	case tea.MouseClickMsg:
		return tea.Batch(c.press(msg), c.suggest())
	case tea.MouseMotionMsg:
		c.drag.move(msg.X, msg.Y)
	case tea.MouseReleaseMsg:
		return tea.Batch(c.release(msg), c.suggest())
	case tea.MouseWheelMsg:
		c.table.wheel(msg)
	}
	return nil
}

// onBoard reports whether a card still lies where it can be moved.
func (c *cluster) onBoard(id model.ItemID) bool {
	i := c.Board().Idea(id)
	return i != nil && i.Live()
}

// letterOrNumber picks up the card with that capital letter, or puts down what
// is picked up in the column with that number.
func (c *cluster) letterOrNumber(key string) tea.Cmd {
	if len(key) != 1 {
		return nil
	}
	number := int(key[0]) - '0'
	if key[0] != ' ' && !c.table.steadyKey(key[0]) {
		if number >= 0 && number <= oneKey {
			c.letGo()
		}
		return c.SayMoved()
	}
	if id, ok := c.table.lettered(key[0]); ok {
		if why := c.may(); why != "" {
			return stage.Complain(c.Words.T(why))
		}
		c.table.choose(id)
		c.table.chose()
		c.toggle(id)
		return nil
	}
	if number < 0 || number > oneKey {
		return nil
	}
	at := numbered(c.table.columns, number)
	switch {
	case at >= 0 && len(c.picked) > 0:
		return c.dropIn(at)
	case at >= 0:
		c.table.goTo(at)
	case len(c.picked) > 0:
		c.letGo()
		return stage.Complain(c.Words.T("participant.why.columngone"))
	}
	return nil
}

// askNew makes a cluster of what is picked up; it begins empty where that is nothing: no
// card goes anywhere that nobody has picked up.
func (c *cluster) askNew() tea.Cmd {
	ideas := slices.Clone(c.picked)
	hint := c.Words.T("participant.cluster.ofnone")
	if len(ideas) > 0 {
		hint = c.Words.N("participant.cluster.of", len(ideas), "Card", frame.Truncate(view.ItemText(c.Board(), ideas[0]), 40))
	}
	return c.Ask(stage.NewPrompt(c.Env, c.Words.T("participant.cluster.new"), hint, "", model.MaxCluster, func(title string) tea.Cmd {
		c.picked = nil
		return c.Do(model.CreateCluster{Title: title, Ideas: ideas})
	}).AskIfHasty())
}

func (c *cluster) askTitle() tea.Cmd {
	cl := c.table.cluster()
	return c.Ask(stage.NewPrompt(c.Env, c.Words.T("participant.cluster.rename"), c.Words.T("participant.cluster.hint"), cl.Title,
		model.MaxCluster, func(title string) tea.Cmd {
			was := cl.Title
			if now := c.Board().Cluster(cl.ID); now != nil {
				cl = now // they are told, and send again if theirs is to stand
			}
			return c.Do(model.RenameCluster{ID: cl.ID, Title: title, Was: &was})
		}).AskIfHasty())
}

func (c *cluster) askMerge() tea.Cmd {
	from := c.table.cluster()
	var choices []stage.Choice
	for _, col := range c.table.columns {
		if into := col.cluster; into != nil && into.ID != from.ID {
			choices = append(choices, stage.Choice{
				Label: col.title(c.DrawContext()), Detail: c.Words.N("unit.ideas", len(col.ideas)),
				Do: c.Doing(model.MergeClusters{Into: into.ID, From: []model.ItemID{from.ID}}),
			})
		}
	}
	return c.Ask(stage.NewMenu(c.Env, c.Words.T("participant.cluster.merge"), choices))
}

// mergeCards makes one card of those picked up and the chosen one.
func (c *cluster) mergeCards() tea.Cmd {
	into := c.table.card()
	from := slices.DeleteFunc(slices.Clone(c.picked), func(id model.ItemID) bool { return id == into })
	if into == 0 || len(from) == 0 {
		return stage.Complain(c.Words.T("participant.why.same"))
	}
	c.picked = nil
	return c.Do(model.MergeIdeas{Into: into, From: from})
}

// askCategory files the chosen card, or else the cluster.
func (c *cluster) askCategory() tea.Cmd {
	id := c.here()
	if id == 0 {
		return stage.Complain(c.Words.T("participant.why.nocard"))
	}
	_, categories := c.Board().Categories()
	var choices []stage.Choice
	for i, category := range categories {
		choices = append(choices, stage.Choice{Label: c.Local(category), Do: c.Doing(model.FileItem{ID: id, Category: i + 1})})
	}
	choices = append(choices, stage.Choice{Label: c.Words.T("participant.cluster.nocategory"), Do: c.Doing(model.FileItem{ID: id})})
	return c.Ask(stage.NewMenu(c.Env, c.Words.T("participant.cluster.file"), choices))
}

// here is the chosen card, or else the cluster; 0 among the free ideas.
func (c *cluster) here() model.ItemID {
	if id := c.table.card(); id != 0 {
		return id
	}
	if cl := c.table.cluster(); cl != nil {
		return cl.ID
	}
	return 0
}

// read shows the whole text of the chosen card.
func (c *cluster) read() tea.Cmd {
	i := c.Board().Idea(c.table.card())
	if i == nil {
		return stage.Complain(c.Words.T("participant.why.nocard"))
	}
	text := i.Text
	for _, part := range c.Board().Parts(i.ID) {
		text += "\n\n+ " + part.Text
	}
	return c.Ask(stage.NewSheet(c.Terminal.Env, c.table.columns[c.table.column].title(c.DrawContext()), text))
}

// drag is a card on its way with the mouse.
type drag struct {
	id         model.ItemID
	x, y       int // where the mouse is
	fromX      int
	fromY      int
	going, set bool
}

func (d *drag) move(x, y int) {
	if d.set {
		d.x, d.y = x, y
		d.going = d.going || x != d.fromX || y != d.fromY
	}
}

// press chooses a card or a column, and puts down there what is picked up.
func (c *cluster) press(msg tea.MouseClickMsg) tea.Cmd {
	column, id, ok := c.table.hit(msg.X, msg.Y)
	if msg.Button != tea.MouseLeft {
		return nil
	}
	if !c.table.steadyAt(msg.X, msg.Y) {
		return c.SayMoved()
	}
	if !ok {
		return nil
	}
	c.table.column = column
	if id != 0 {
		c.table.choose(id)
		c.table.chose()
		c.take(id)
		c.drag = drag{id: id, x: msg.X, y: msg.Y, fromX: msg.X, fromY: msg.Y, set: true}
		return nil
	}
	c.table.row, c.table.id = -1, 0
	c.table.chose()
	if len(c.picked) > 0 && c.may() == "" {
		return c.dropIn(column)
	}
	return nil
}

// release puts a dragged card down; a click that went nowhere picks it up.
func (c *cluster) release(msg tea.MouseReleaseMsg) tea.Cmd {
	d := c.drag
	c.drag = drag{}
	if !d.set {
		return nil
	}
	if why := c.may(); why != "" {
		return stage.Complain(c.Words.T(why))
	}
	column, _, ok := c.table.hit(msg.X, msg.Y)
	if !d.going || !ok {
		if ok {
			c.toggle(d.id)
		}
		return nil
	}
	if !c.table.steadyIn(msg.X, msg.Y) {
		return c.SayMoved()
	}
	c.picked = []model.ItemID{d.id}
	return c.dropIn(column)
}

func (c *cluster) Cursor() *frame.Cursor { return nil }
func (c *cluster) Typing() bool          { return false }
func (c *cluster) Draft() *stage.Draft   { return nil }
func (c *cluster) Unsaved() bool         { return false }
