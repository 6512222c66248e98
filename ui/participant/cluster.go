package participant

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// cluster is when ideas are sorted into heaps: a column for the free ideas and
// one for each cluster. Cards are picked up, by letter or from the cursor, and
// put down in another column; the board decides what comes of it, so that two
// who move the same card never lose it.
type cluster struct {
	*desk
	table    *cardTable
	picked   []model.ItemID                // in the order they were picked up
	lay      map[model.ItemID]model.ItemID // in which cluster the held cards lay when last looked; 0 is none
	ofHand   stage.Moved                   // when others last moved one of those
	drag     drag
	body     frame.Rect  // the columns' of the last layout
	scroll   scrolling   // what the columns were last scrolled for,
	tops     string      // and which of them are,
	lettered lettersView // whose letters the cards have
	guess    guess
}

func newCluster(d *desk) part {
	c := &cluster{desk: d, table: newCardTable(d)}
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

func (c *cluster) Keys(last keyProps) keyProps {
	_, categories := c.Board().Categories()
	return sameKeys(last, clusterKeys{
		may: c.may(), noCluster: unless(c.table.cluster() != nil, "participant.why.nocluster"),
		alone:   unless(len(c.table.columns) > 2, "participant.why.onecluster"),
		unfiled: unless(categories != nil, "participant.why.nocategories"),
		picked:  len(c.picked) > 0, goals: c.links(), manyColumns: len(c.table.columns) > oneKey+1,
	})
}

// Actions are to pick cards up and put them down, and to do something with the
// chosen card or column.
func (k clusterKeys) Actions() []action {
	ofCard := onMoved(func(c *cluster) *stage.Moved { return &c.table.ofCard })
	ofColumn := onMoved(func(c *cluster) *stage.Moved { return &c.table.ofColumn })
	nothing := unless(k.picked, "participant.why.nopick")
	actions := []action{
		{moved: ofCard, keys: []string{"space"}, word: "participant.key.pick", off: k.may, short: true, do: on((*cluster).pickHere)},
		{moved: ofColumn, keys: []string{"enter"}, word: "participant.key.drop", off: first(k.may, nothing), short: true, do: on((*cluster).drop)},
		{moved: ofCard, keys: []string{"n"}, word: "participant.key.newcluster", off: k.may, short: true, do: on((*cluster).askNew)},
		{moved: ofColumn, keys: []string{"e"}, word: "participant.key.rename", off: first(k.may, k.noCluster), short: true, do: on((*cluster).askTitle)},
		{moved: ofColumn, keys: []string{"m"}, word: "participant.key.merge", off: first(k.may, k.noCluster, k.alone), do: on((*cluster).askMerge)},
		{keys: []string{"s"}, word: "participant.key.split", off: first(k.may, nothing), do: on((*cluster).askNew)},
		{moved: ofCard, keys: []string{"d"}, word: "participant.key.same", off: first(k.may, nothing), do: on((*cluster).mergeCards)},
		{moved: ofColumn, keys: []string{"x", "delete"}, word: "participant.key.dissolve", off: first(k.may, k.noCluster), do: on(func(c *cluster) tea.Cmd {
			return c.Do(model.RemoveCluster{ID: c.table.cluster().ID})
		})},
		{moved: ofCard, keys: []string{"c"}, word: "participant.key.file", off: first(k.may, k.unfiled), short: k.unfiled == "", do: on((*cluster).askCategory)},
		{moved: ofCard, keys: []string{"t"}, word: "participant.key.goals", off: k.may, short: k.goals, do: on(func(c *cluster) tea.Cmd { return c.askGoals(c.here()) })},
		{moved: ofCard, keys: []string{"v"}, word: "participant.key.read", short: true, do: on((*cluster).read)},
		{keys: []string{"A–Z"}, word: "participant.key.letter", off: k.may}, // letterOrNumber does these
		{keys: []string{"0–9"}, word: "participant.key.digit"},
	}
	if k.manyColumns {
		actions = append(actions, action{keys: []string{manyKey}, word: "participant.key.number", short: true, do: on((*cluster).askColumn)})
	}
	if k.picked {
		actions = append(actions, action{keys: []string{"esc"}, word: "participant.key.unpick", do: on(func(c *cluster) tea.Cmd { c.picked = nil; return nil })})
	}
	return append(actions, tableActions()...)
}

// Update moves by mouse, by the letters on the cards and by the numbers of the
// columns.
func (c *cluster) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.WakeMsg:
		c.table.refresh()
		return c.hold()
	case guessMsg:
		return c.onGuess(msg)
	case guessAgainMsg:
		if msg.of == c && msg.n == c.guess.n {
			return c.askGuess()
		}
	case tea.KeyPressMsg:
		return tea.Batch(c.letterOrNumber(msg.String()), c.guessing())
	case tea.MouseClickMsg:
		return tea.Batch(c.press(msg), c.guessing())
	case tea.MouseMotionMsg:
		c.drag.move(msg.X, msg.Y)
	case tea.MouseReleaseMsg:
		return tea.Batch(c.release(msg), c.guessing())
	case tea.MouseWheelMsg:
		c.table.wheel(msg)
	}
	return nil
}

// onBoard tells whether a card still lies where it can be moved.
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
	if key[0] != ' ' && !c.table.steadyKey(key[0]) {
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
	if n := int(key[0] - '0'); n >= 0 && n <= oneKey && n < len(c.table.columns) {
		if len(c.picked) == 0 {
			c.table.goTo(n)
			return nil
		}
		return c.dropIn(n)
	}
	return nil
}

// askNew makes a cluster of what is picked up, or else of the card that is chosen
// if that lies free: no card leaves a cluster that nobody picked up. It may be empty.
func (c *cluster) askNew() tea.Cmd {
	ideas := slices.Clone(c.picked)
	if id := c.table.card(); len(ideas) == 0 && id != 0 && c.table.cluster() == nil {
		ideas = []model.ItemID{id}
	}
	hint := c.Words.T("participant.cluster.ofnone")
	if len(ideas) > 0 {
		hint = c.Words.N("participant.cluster.of", len(ideas), "Card", frame.Truncate(itemText(c.Board(), ideas[0]), 40))
	}
	return c.Ask(stage.NewPrompt(c.Env, c.Words.T("participant.cluster.new"), hint, "", model.MaxCluster, func(title string) tea.Cmd {
		c.picked = nil
		return c.Do(model.CreateCluster{Title: title, Ideas: ideas})
	}))
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
		}))
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
	return c.Ask(stage.NewSheet(c.desk.Env, c.table.columns[c.table.column].title(c.DrawContext()), text))
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
