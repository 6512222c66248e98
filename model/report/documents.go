package report

import (
	"cmp"
	"maps"
	"slices"

	"verkstad/model"
	"verkstad/model/method"
)

// A document is a list of sections, which the method file names with their order,
// headings and the phases that each takes from (see [method.Section]). Each section
// writes its body by itself, and only if something is in it a heading is written. What
// a section writes in full it takes: no other writes it again. Before the closing
// parts, [leftovers] take all that nobody took, so that nothing that was said is lost,
// whatever a method file names.

// selection is what a section takes.
type selection struct {
	phases map[model.PhaseID]bool // only of these; nil: of all, and what belongs to none
	number int                    // of phases
	asked  bool                   // the method names the section, which is not there for leftovers alone
}

// has reports whether the section takes what belongs to a phase.
func (s selection) has(id model.PhaseID) bool { return s.phases == nil || s.phases[id] }

// part is how a part of a document is written.
type part struct {
	heading string // its word; empty: the part writes headings of its own
	write   func(*docWriter, selection)
}

// parts has every part that a method file can name.
var parts = map[method.Part]part{
	method.PartDecisions:     {"report.document.decisions", (*docWriter).decisions},
	method.PartCommitments:   {"report.commitments.title", (*docWriter).commitments},
	method.PartContributions: {"report.document.contributions", (*docWriter).contributions},
	method.PartQuestions:     {"report.questions.title", (*docWriter).questions},
	method.PartRanking:       {"report.document.ranking", (*docWriter).ranking},
	method.PartVotes:         {"report.votes.title", (*docWriter).rounds},
	method.PartClusters:      {"report.board.title", (*docWriter).board},
	method.PartIdeas:         {"report.document.ideas", (*docWriter).gathered},
	method.PartPhases:        {"", (*docWriter).together},
	method.PartSessions:      {"", (*docWriter).sessions},
	method.PartNotes:         {"report.document.notes", (*docWriter).notes},
	method.PartChecklists:    {"", (*docWriter).checklists},
	method.PartGoalMap:       {"report.document.goalmap", (*docWriter).goalMap},
	method.PartGoals:         {"report.document.goals", (*docWriter).goalProfile},
	method.PartRatings:       {"", (*docWriter).ratings},
	method.PartParked:        {"report.parking.title", (*docWriter).parkingLot},
	method.PartPeople:        {"report.people.title", (*docWriter).people},
	method.PartAgenda:        {"report.agenda.title", (*docWriter).agenda},
}

// leftovers are the parts that take what no section of the method took, and closing those
// that stand last in a document.
var (
	leftovers = []method.Part{
		method.PartDecisions, method.PartCommitments, method.PartQuestions, method.PartVotes, method.PartSessions, method.PartClusters,
		method.PartNotes, method.PartChecklists,
	}
	closing = []method.Part{method.PartParked, method.PartGoals, method.PartRatings, method.PartPeople, method.PartAgenda}
)

// standard is the document of a method without sections of its own.
var standard = []method.Section{
	{Part: method.PartDecisions}, {Part: method.PartCommitments}, {Part: method.PartQuestions}, {Part: method.PartVotes}, {Part: method.PartNotes},
	{Part: method.PartChecklists}, {Part: method.PartSessions}, {Part: method.PartClusters}, {Part: method.PartParked}, {Part: method.PartGoals},
	{Part: method.PartRatings}, {Part: method.PartPeople}, {Part: method.PartAgenda},
}

// write writes the document of the workshop's method.
func (p *docWriter) write() {
	p.title()
	m, _ := method.Get(p.b.Method)
	sections := p.b.Ending().Document
	if len(sections) == 0 {
		sections = standard
	}
	p.choosing = slices.ContainsFunc(sections, func(s method.Section) bool { return s.Part == method.PartDecisions })
	last := len(sections) // from here on there are only closing parts
	for last > 0 && slices.Contains(closing, sections[last-1].Part) {
		last--
	}
	for _, s := range sections[:last] {
		p.section(s, m, true)
	}
	for _, part := range leftovers {
		p.section(method.Section{Part: part}, m, false)
	}
	for _, s := range sections[last:] {
		p.section(s, m, true)
	}
	for _, part := range closing[:len(closing)-1] { // what each phase took is only there where it is asked for
		p.section(method.Section{Part: part}, m, false)
	}
}

// section writes a section, if there is something in it. asked is for one that the method
// names.
func (p *docWriter) section(s method.Section, m method.Method, asked bool) {
	about, known := parts[s.Part]
	if !known { // of a log that a later version wrote
		return
	}
	body := p.apart(func() { about.write(p, p.selects(s.From, m, asked)) })
	if body.text == "" {
		return
	}
	if about.heading != "" {
		p.heading(2, cmp.Or(flat(s.Heading.In(p.w.Lang())), p.w.T(about.heading)))
	}
	if lead := flat(s.Lead.In(p.w.Lang())); lead != "" {
		p.paragraph(lead)
	}
	p.put(body)
}

// piece is a piece of a document that has no place in it yet, with the charts in it.
type piece struct {
	text   string
	charts map[chartKind]int // where in text each stands
}

// apart returns what write writes, and leaves the document as it was.
func (p *docWriter) apart(write func()) piece {
	before, placed := p.out.String(), p.charts
	p.out.Reset()
	p.charts = maps.Clone(placed)
	write()
	body := piece{p.out.String(), p.charts}
	for k := range placed {
		delete(body.charts, k)
	}
	p.charts = placed
	p.out.Reset()
	p.out.WriteString(before)
	return body
}

// put writes a piece where the document is now.
func (p *docWriter) put(body piece) {
	if p.charts == nil {
		p.charts = map[chartKind]int{}
	}
	for k, at := range body.charts {
		p.charts[k] = p.out.Len() + at
	}
	p.out.WriteString(body.text)
}

// selects returns the phases that some keys stand for. A phase of a workshop from before
// there were keys is found by its activity and words.
func (p *docWriter) selects(keys []string, m method.Method, asked bool) selection {
	if len(keys) == 0 {
		return selection{asked: asked}
	}
	s := selection{phases: map[model.PhaseID]bool{}, asked: asked}
	for _, ph := range p.b.Phases() {
		if slices.Contains(keys, cmp.Or(ph.Key, keyOf(ph, m))) {
			s.phases[ph.ID] = true
			s.number++
		}
	}
	return s
}

// keyOf returns the key of the method's phase that a phase was made from, as far as its
// activity and words tell; "" if none fits.
func keyOf(ph *model.Phase, m method.Method) string {
	for _, of := range m.Phases {
		if of.Activity == ph.Activity && of.Title["en"] == ph.Title["en"] && of.Prompt["en"] == ph.Prompt["en"] {
			return of.Key
		}
	}
	return ""
}

// take reports whether an item has not been written yet, and notes that it is now.
func (p *docWriter) take(id model.ItemID) bool {
	if p.taken[id] {
		return false
	}
	if p.taken == nil {
		p.taken = map[model.ItemID]bool{}
	}
	p.taken[id] = true
	return true
}

// once reports whether a part that can be in a document once is written the first time.
func (p *docWriter) once(what method.Part) bool {
	if slices.Contains(p.written, what) {
		return false
	}
	p.written = append(p.written, what)
	return true
}

// footer returns the last line: what the document was written with.
func (p *docWriter) footer() string { return p.w.T("report.made") }

// kind returns the kind of document that the method ends in, in the method's own words;
// of a series that ends in it later, what this workshop of it is for.
func (p *docWriter) kind() string {
	m, _ := method.Get(p.b.Method)
	ending := p.b.Ending()
	if n := p.b.Number; ending.EndsFrom > 0 && n > 0 && n < ending.EndsFrom {
		if n > len(m.Meetings) {
			return ""
		}
		return flat(m.Meetings[n-1].In(p.w.Lang()))
	}
	return flat(ending.EndsIn.In(p.w.Lang()))
}
