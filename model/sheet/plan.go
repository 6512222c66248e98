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
	Total   int // ideas of the file
	Already int // of them that are on the board, and are left as they are
	Needs   int // items that the command makes
	Room    int // items that the board has room for

	Names  int      // authors left out since names are not shown here
	Topics []string // categories left out since the workshop does not have them
	Phases []string // phases that the agenda does not have; their ideas go in the current one
}

// Fits tells whether the board has room for all.
func (p Plan) Fits() bool { return p.Needs <= p.Room }

// New is how many ideas would be put on the board.
func (p Plan) New() int { return len(p.Command.Ideas) }

// PlanOptions are what else a plan goes by.
type PlanOptions struct {
	Again bool // take in also what is on the board
	// Languages are those that phases without a title may be called in.
	Languages []Language
}

// Language is what activities are called in a language.
type Language struct {
	Tag      string // "sv", "en"
	Activity func(model.Activity) string
}

// Plan says what the board would take in. What is on it already, by text and
// author, is passed over as many times as it is there, unless o.Again.
//
// A category is one of the workshop's if it has one of that name. Otherwise it
// becomes a cluster, if the list has no clusters of its own.
func (t *Table) Plan(b *model.Board, o PlanOptions) Plan {
	p := planner{t: t, b: b, clusterAt: map[string]int{}, kept: map[string]int{}, names: phaseNames(b, o.Languages)}
	p.Total, p.Room = len(t.Rows), b.ItemRoom()
	for _, id := range t.order {
		p.ownCluster(id)
	}
	there := map[string]int{}
	if !o.Again {
		there = onBoard(b)
	}
	for _, r := range t.Rows {
		i := p.idea(r)
		if k := same(i.Text, i.Author); there[k] > 0 {
			there[k]--
			p.Already++
			continue
		}
		i.Cluster = p.clusterOf(r, i.Category != (model.Filing{}))
		p.Command.Ideas = append(p.Command.Ideas, i)
		p.rows = append(p.rows, r)
		if r.id != "" {
			p.kept[r.id] = len(p.Command.Ideas)
		}
	}
	p.merge()
	p.numberOwn()
	if p.Already > 0 && len(p.Command.Ideas) == 0 {
		p.Command.Clusters = nil
	}
	p.Needs = len(p.Command.Ideas)
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
	rows      []Row          // of the command's ideas
	kept      map[string]int // place of an idea in the command, from 1, by its id in the file
	clusterAt map[string]int // place of a cluster in the command, from 1, by its id or title
	names     map[string]model.PhaseID
}

// fold is a name as names are compared.
func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// same is what two ideas have in common that are the same.
func same(text, author string) string { return text + "\x00" + fold(author) }

// onBoard counts the ideas of a board, as they are and as they came.
func onBoard(b *model.Board) map[string]int {
	n := map[string]int{}
	for _, i := range b.AllIdeas().All() {
		if i.Removed {
			continue
		}
		author := ""
		if b.NamesShown(i.Phase) {
			author = i.Author
			if p := b.Person(i.By); p != nil {
				author = p.Name
			}
		}
		n[same(i.Text, author)]++
		if len(i.Edits) > 0 && i.Edits[0].Was != i.Text {
			n[same(i.Edits[0].Was, author)]++
		}
	}
	return n
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

// idea is a row as the board would have it, but for its cluster.
func (p *planner) idea(r Row) model.ImportedIdea {
	i := model.ImportedIdea{
		Text: r.Text, Sector: r.Sector, Goals: r.Goals, Targets: r.Targets, Hidden: r.Hidden, Parked: r.Parked, Note: r.Note,
	}
	if r.Phase != "" {
		if i.Phase = p.names[fold(r.Phase)]; i.Phase == 0 {
			p.Phases = noted(p.Phases, r.Phase)
		}
	}
	at := i.Phase
	if ph := p.b.Phase(); at == 0 && ph != nil {
		at = ph.ID
	}
	switch {
	case r.Author == "":
	case p.b.NamesShown(at):
		i.Author = line(r.Author, model.MaxAuthor)
	default:
		p.Names++
	}
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
		Title: line(c.title, model.MaxCluster), Goals: c.goals, Targets: c.targets,
		Category: p.b.CategoryNamed(0, func(name string) bool { return fold(name) == fold(c.category) && c.category != "" }),
	})
}

// cluster is the place of a cluster in the command, which may be one that is
// on the board and has the title.
func (p *planner) cluster(key string, c model.ImportedCluster) int {
	if at := p.clusterAt[key]; at > 0 {
		return at
	}
	for _, there := range p.b.Clusters() {
		taken := slices.ContainsFunc(p.Command.Clusters, func(x model.ImportedCluster) bool { return x.ID == there.ID })
		if c.Title != "" && fold(there.Title) == fold(c.Title) && !taken {
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
// among the ideas.
func (p *planner) numberOwn() {
	for _, id := range p.t.order {
		c := &p.Command.Clusters[p.clusterAt["id "+id]-1]
		at, _ := strconv.Atoi(id)
		c.After = 0
		for _, r := range p.rows {
			if n, err := strconv.Atoi(r.id); err == nil && n < at {
				c.After++
			}
		}
	}
}
