package sheet

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"verkstad/model"
	"verkstad/model/text"
)

// Plan is what a board would take in from a table.
type Plan struct {
	Command model.ImportIdeas
	Total   int // rows of the file: ideas, and Verkstad's own questions and commitments
	Already int // of them, on the board already, and left as they are
	Twice   int // of them, the same as an earlier row, and left out
	Needs   int // items that the command makes
	Room    int // items that the board has room for

	Names  int      // rows without their names, since names are not shown here
	Topics []string // categories left out, since the workshop does not have them
	Phases []string // phases that the agenda does not have; their rows go into the current phase
}

// Fits reports whether the board has room for everything.
func (p Plan) Fits() bool { return p.Needs <= p.Room }

// New returns how many ideas, questions and commitments would be added to the board.
func (p Plan) New() int {
	return len(p.Command.Ideas) + len(p.Command.Questions) + len(p.Command.Commitments)
}

// Same returns how many rows are left out because they are on the board, or in the file
// twice.
func (p Plan) Same() int { return p.Already + p.Twice }

// PlanOptions are further inputs of a plan.
type PlanOptions struct {
	Again bool // also take in what is on the board already, or in the file twice
	// Languages are those in which phases without a title may be named.
	Languages []Language
}

// Language has the names of activities in a language.
type Language struct {
	Tag      string // "sv", "en"
	Activity func(model.Activity) string
}

// Plan returns what the board would take in. A text that is on it already is skipped, and
// so is a row that is equal to an earlier one, unless o.Again. Verkstad's own export has
// exactly one row for each item, so there two rows with the same text are two items, and
// are on the board only if both are.
//
// A category is one of the workshop's if that has one of the same name. Otherwise it
// becomes a cluster, if the list has no clusters of its own.
func (t *Table) Plan(b *model.Board, o PlanOptions) Plan {
	p := planner{
		t: t, b: b, clusterAt: map[string]int{}, kept: map[string]int{}, refs: map[string]model.ImportedRef{},
		names: phaseNames(b, o.Languages), existing: map[string][]model.ItemID{}, again: o.Again,
	}
	p.Total, p.Room, p.Command.After = len(t.Rows), b.ItemRoom(), b.LastImport()
	for _, id := range t.order {
		if !p.mergedHere(t.clusters[id]) {
			p.refs[id] = model.ImportedRef{Cluster: p.ownCluster(id)}
		}
	}
	if !o.Again {
		p.existing = onBoard(b)
	}
	seen := map[string]bool{}
	for _, r := range t.Rows {
		switch whole := r.whole(); {
		case p.isThere(r):
			p.Already++
		case !o.Again && !t.Own && seen[whole]:
			p.Twice++
		default:
			seen[whole] = true
			p.add(r)
		}
	}
	p.merge()
	p.tellTopics()
	p.numberOwn()
	if p.Already > 0 && p.New() == 0 {
		p.Command.Clusters = nil
	}
	p.Needs = p.New()
	for _, c := range p.Command.Clusters {
		if c.ID == 0 {
			p.Needs++
		}
	}
	return p.Plan
}

// planner builds a plan.
type planner struct {
	Plan
	t         *Table
	b         *model.Board
	rows      []Row                        // those of the command's ideas
	kept      map[string]int               // index of an idea in the command, from 1, by its id in the file
	refs      map[string]model.ImportedRef // what an id in the file refers to
	existing  map[string][]model.ItemID    // items on the board, by kind and text
	again     bool
	clusterAt map[string]int // index of a cluster in the command, from 1, by its id or title
	names     map[string]model.PhaseID
}

// fold returns a name in the form in which names are compared.
func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// phaseNames returns the phases by all their names.
func phaseNames(b *model.Board, languages []Language) map[string]model.PhaseID {
	names := map[string]model.PhaseID{}
	for _, l := range languages {
		for _, ph := range b.Phases() {
			name := fold(b.PhaseName(ph.ID, l.Tag, l.Activity))
			if _, taken := names[name]; !taken {
				names[name] = ph.ID
			}
		}
	}
	return names
}

// add adds a row to the command.
func (p *planner) add(r Row) {
	switch r.Kind {
	case Question:
		p.Command.Questions = append(p.Command.Questions, p.question(r))
		p.refer(r, model.ImportedRef{Question: len(p.Command.Questions)})
	case Commitment:
		p.Command.Commitments = append(p.Command.Commitments, p.commitment(r))
	default:
		i := p.idea(r)
		i.Cluster = p.clusterOf(r, i.Category != (model.Filing{}))
		p.Command.Ideas = append(p.Command.Ideas, i)
		p.rows = append(p.rows, r)
		if r.id != "" {
			p.kept[r.id] = len(p.Command.Ideas)
		}
		p.refer(r, model.ImportedRef{Idea: len(p.Command.Ideas)})
	}
}

// refer records what the id of a row refers to on the board, or in the list.
func (p *planner) refer(r Row, to model.ImportedRef) {
	if r.id != "" {
		p.refs[r.id] = to
	}
}

// phase returns the phase of a row; 0 for the current one.
func (p *planner) phase(r Row) model.PhaseID {
	if r.Phase == "" {
		return 0
	}
	id := p.names[fold(r.Phase)]
	if id == 0 {
		p.Phases = appendNew(p.Phases, r.Phase)
	}
	return id
}

// orCurrent returns id, or the id of the current phase if it is 0.
func (p *planner) orCurrent(id model.PhaseID) model.PhaseID {
	if ph := p.b.Phase(); id == 0 && ph != nil {
		return ph.ID
	}
	return id
}

// idea returns the idea of a row, without its cluster.
func (p *planner) idea(r Row) model.ImportedIdea {
	i := model.ImportedIdea{
		Text: r.Text, Sector: r.Sector, Goals: r.Goals, Targets: r.Targets, Hidden: r.Hidden, Parked: r.Parked, Note: r.Note,
	}
	i.Phase = p.phase(r)
	at := p.orCurrent(i.Phase)
	i.Author = p.name(at, r.Author, model.MaxAuthor)
	if r.Category != "" {
		i.Category = p.b.CategoryNamed(at, func(name string) bool { return fold(name) == fold(r.Category) })
	}
	if r.Session != "" {
		i.Session = p.session(at, r.Session)
	}
	return i
}

// session returns the session of a phase with that title; 0 if there is none.
func (p *planner) session(phase model.PhaseID, title string) model.SessionID {
	if ph := p.b.PhaseByID(phase); ph != nil {
		for _, s := range ph.Sessions {
			for _, name := range s.Title {
				if fold(name) == fold(title) {
					return model.SessionID(s.ID)
				}
			}
		}
	}
	return 0
}

// shortLine returns a text on one line, shortened if it is too long.
func shortLine(s string, most int) string {
	clean, err := text.Line(s, most)
	if err == nil {
		return clean
	}
	runes := []rune(s)
	for n := min(len(runes), most-1); n > 0; n-- {
		if clean, err := text.Line(strings.TrimSpace(string(runes[:n]))+"…", most); err == nil {
			return clean
		}
	}
	return ""
}

// appendNew appends a name to names, unless it is among them.
func appendNew(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// clusterOf returns the index in the command of a row's cluster; 0 if none. filed says
// whether its category is one of the workshop's.
func (p *planner) clusterOf(r Row, filed bool) int {
	title := r.Cluster
	if r.Category != "" && !filed {
		if p.t.has(Cluster) {
			p.Topics = appendNew(p.Topics, r.Category)
		} else {
			title = r.Category
		}
	}
	if r.cluster != "" {
		return p.ownCluster(r.cluster)
	}
	if title = shortLine(title, model.MaxCluster); title == "" || r.Note || r.Parked {
		return 0
	}
	return p.cluster("title "+fold(title), model.ImportedCluster{Title: title})
}

// ownCluster returns the index of a cluster of Verkstad's own export, by its id.
func (p *planner) ownCluster(id string) int {
	c := p.t.clusters[id]
	return p.cluster("id "+id, model.ImportedCluster{
		Title: shortLine(c.title, model.MaxCluster), Phase: p.names[fold(c.phase)], Goals: c.goals, Targets: c.targets,
		Category: p.b.CategoryNamed(0, func(name string) bool { return fold(name) == fold(c.category) && c.category != "" }),
	})
}

// cluster returns the index of a cluster in the command, which may be an existing one on
// the board with the same title.
func (p *planner) cluster(key string, c model.ImportedCluster) int {
	if at := p.clusterAt[key]; at > 0 {
		return at
	}
	isMerged := false // a merged cluster does not stand for an existing one
	if id, own := strings.CutPrefix(key, "id "); own {
		isMerged = p.t.clusters[id].merged != ""
	}
	for _, there := range p.b.Clusters() {
		taken := slices.ContainsFunc(p.Command.Clusters, func(x model.ImportedCluster) bool { return x.ID == there.ID })
		if c.Title != "" && fold(there.Title) == fold(c.Title) && !taken && !isMerged {
			c = model.ImportedCluster{ID: there.ID}
			break
		}
	}
	c.After = len(p.Command.Ideas)
	p.Command.Clusters = append(p.Command.Clusters, c)
	p.clusterAt[key] = len(p.Command.Clusters)
	return len(p.Command.Clusters)
}

// merge links the ideas that were merged into others to those.
func (p *planner) merge() {
	for n, r := range p.rows {
		if at := p.kept[r.merged]; r.merged != "" && at > 0 {
			p.Command.Ideas[n].Merged = at
		}
	}
}

// tellTopics links the notes of Verkstad's own export to what they are about.
func (p *planner) tellTopics() {
	for n, r := range p.rows {
		if r.Note && r.about != "" {
			p.Command.Ideas[n].About = p.refs[r.about]
		}
	}
}

// numberOwn numbers the clusters of Verkstad's own export where they were among the ideas,
// and links those that were merged into others to these.
func (p *planner) numberOwn() {
	for _, id := range p.t.order {
		place := p.clusterAt["id "+id]
		if place == 0 {
			continue
		}
		c := &p.Command.Clusters[place-1]
		at, _ := strconv.Atoi(id)
		c.After = 0
		for _, r := range p.rows {
			if n, err := strconv.Atoi(r.id); err == nil && n < at {
				c.After++
			}
		}
		if into := p.t.clusters[id].merged; into != "" && c.ID == 0 {
			c.Merged = p.clusterAt["id "+into]
		}
	}
}

// mergedHere reports whether a cluster of Verkstad's own export was merged into another,
// and one with the same title has been merged here.
func (p *planner) mergedHere(c cluster) bool {
	if c.merged == "" || p.again {
		return false
	}
	for _, there := range p.b.AllClusters().All() {
		if there.Merged != 0 && !there.Removed && fold(there.Title) == fold(c.title) {
			return true
		}
	}
	return false
}
