package sheet

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"verkstad/model"
	"verkstad/model/text"
)

// Plan is what a board would take in of a table.
type Plan struct {
	Command model.ImportIdeas
	Total   int // rows of the file: ideas, and of Verkstad's own questions and commitments
	Already int // of them that are on the board, and are left as they are
	Twice   int // of them that are the same as an earlier one of the file, and are left out
	Needs   int // items that the command makes
	Room    int // items that the board has room for

	Names  int      // rows whose names were left out since none are shown here
	Topics []string // categories left out since the workshop does not have them
	Phases []string // phases that the agenda does not have; what is of them goes in the current one
}

// Fits tells whether the board has room for all.
func (p Plan) Fits() bool { return p.Needs <= p.Room }

// New is how many ideas, questions and commitments would be put on the board.
func (p Plan) New() int {
	return len(p.Command.Ideas) + len(p.Command.Questions) + len(p.Command.Commitments)
}

// Same is how many rows are left out since they are on the board, or in the
// file twice.
func (p Plan) Same() int { return p.Already + p.Twice }

// PlanOptions are what else a plan goes by.
type PlanOptions struct {
	Again bool // take in also what is on the board, or twice in the file
	// Languages are those that phases without a title may be called in.
	Languages []Language
}

// Language is what activities are called in a language.
type Language struct {
	Tag      string // "sv", "en"
	Activity func(model.Activity) string
}

// Plan says what the board would take in. What is on it already, by its text, is
// passed over, and so is a row that says all the same as an earlier one, unless
// o.Again. Verkstad's own export says of each row that it is one, so that there
// two of one text are two, and are there only if both are.
//
// A category is one of the workshop's if it has one of that name. Otherwise it
// becomes a cluster, if the list has no clusters of its own.
func (t *Table) Plan(b *model.Board, o PlanOptions) Plan {
	p := planner{
		t: t, b: b, clusterAt: map[string]int{}, kept: map[string]int{}, refs: map[string]model.ImportedRef{},
		names: phaseNames(b, o.Languages), there: map[string][]model.ItemID{}, again: o.Again,
	}
	p.Total, p.Room, p.Command.After = len(t.Rows), b.ItemRoom(), b.LastImport()
	for _, id := range t.order {
		if !p.mergedHere(t.clusters[id]) {
			p.refs[id] = model.ImportedRef{Cluster: p.ownCluster(id)}
		}
	}
	if !o.Again {
		p.there = onBoard(b)
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

// planner is a plan in the making.
type planner struct {
	Plan
	t         *Table
	b         *model.Board
	rows      []Row                        // of the command's ideas
	kept      map[string]int               // place of an idea in the command, from 1, by its id in the file
	refs      map[string]model.ImportedRef // what an id in the file is
	there     map[string][]model.ItemID    // what is on the board, by kind and text
	again     bool
	clusterAt map[string]int // place of a cluster in the command, from 1, by its id or title
	names     map[string]model.PhaseID
}

// fold is a name as names are compared.
func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// phaseNames are the phases by what they may be called.
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

// add takes a row into the command.
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

// refer keeps what the id of a row in the file is on the board, or in the list.
func (p *planner) refer(r Row, to model.ImportedRef) {
	if r.id != "" {
		p.refs[r.id] = to
	}
}

// phase is the phase of a row; 0 for the current one.
func (p *planner) phase(r Row) model.PhaseID {
	if r.Phase == "" {
		return 0
	}
	id := p.names[fold(r.Phase)]
	if id == 0 {
		p.Phases = noted(p.Phases, r.Phase)
	}
	return id
}

// at is the phase, where 0 is none.
func (p *planner) at(id model.PhaseID) model.PhaseID {
	if ph := p.b.Phase(); id == 0 && ph != nil {
		return ph.ID
	}
	return id
}

// idea is a row as the board would have it, but for its cluster.
func (p *planner) idea(r Row) model.ImportedIdea {
	i := model.ImportedIdea{
		Text: r.Text, Sector: r.Sector, Goals: r.Goals, Targets: r.Targets, Hidden: r.Hidden, Parked: r.Parked, Note: r.Note,
	}
	i.Phase = p.phase(r)
	at := p.at(i.Phase)
	i.Author = p.name(at, r.Author, model.MaxAuthor)
	if r.Category != "" {
		i.Category = p.b.CategoryNamed(at, func(name string) bool { return fold(name) == fold(r.Category) })
	}
	if r.Session != "" {
		i.Session = p.session(at, r.Session)
	}
	return i
}

// session is the session of a phase that is called so; 0 if there is none.
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

// line is a text of one line, shortened if it is too long.
func line(s string, most int) string {
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

// noted is some names with one more, unless it is among them.
func noted(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// clusterOf is the place in the command of the cluster that a row lies in; 0
// is none. filed tells whether its category is one of the workshop's.
func (p *planner) clusterOf(r Row, filed bool) int {
	title := r.Cluster
	if r.Category != "" && !filed {
		if p.t.has(Cluster) {
			p.Topics = noted(p.Topics, r.Category)
		} else {
			title = r.Category
		}
	}
	if r.cluster != "" {
		return p.ownCluster(r.cluster)
	}
	if title = line(title, model.MaxCluster); title == "" || r.Note || r.Parked {
		return 0
	}
	return p.cluster("title "+fold(title), model.ImportedCluster{Title: title})
}

// ownCluster is the place of a cluster of Verkstad's own export, by its id.
func (p *planner) ownCluster(id string) int {
	c := p.t.clusters[id]
	return p.cluster("id "+id, model.ImportedCluster{
		Title: line(c.title, model.MaxCluster), Phase: p.names[fold(c.phase)], Goals: c.goals, Targets: c.targets,
		Category: p.b.CategoryNamed(0, func(name string) bool { return fold(name) == fold(c.category) && c.category != "" }),
	})
}

// cluster is the place of a cluster in the command, which may be one that is
// on the board and has the title.
func (p *planner) cluster(key string, c model.ImportedCluster) int {
	if at := p.clusterAt[key]; at > 0 {
		return at
	}
	isMerged := false // such a one is not taken for one that lies there
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

// merge ties the ideas that became part of others to those.
func (p *planner) merge() {
	for n, r := range p.rows {
		if at := p.kept[r.merged]; r.merged != "" && at > 0 {
			p.Command.Ideas[n].Merged = at
		}
	}
}

// numberOwn has the clusters of Verkstad's own export numbered where they were
// among the ideas, and ties those that became part of others to these.
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

// mergedHere tells whether a cluster of Verkstad's own export had become part of
// another, and one of that title has so here.
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
