package boardview

import (
	"verkstad/model"
)

// topic is who talks about an item now, and what was noted of it; nothing where people do
// not choose what they talk about.
func (m *maker) topic(id model.ItemID) (lines []Line) {
	if !talksByTopic(m.b) {
		return nil
	}
	t, n, names := m.dc.Theme, 0, ""
	for _, p := range m.b.People() {
		if m.b.TopicOf(p) != id {
			continue
		}
		if n++; !m.b.Anonymous {
			names += "  " + t.SectorMark(int(p.Sector)-1) + " " + p.Name
		}
	}
	if n > 0 {
		lines = append(lines, Line{Mark: " ", Text: m.dc.Words.N("wall.here", n) + names, Style: t.Muted, Most: 1})
	}
	room := model.Actor{Role: model.Observer}
	if m.opts.Leads {
		room = model.Host
	}
	for _, note := range m.b.NotesOf(room, m.b.Phase().ID, id) {
		lines = append(lines, Line{Item: note.ID, Mark: " –", MarkStyle: t.Muted, Text: note.Text, Style: t.Text})
	}
	return lines
}

// notedOn is what the notes of a talk are about, above them.
func (m *maker) notedOn() {
	switch kind, _ := matterKind(m.b); kind {
	case Questions, Chosen:
		m.questions(kind == Chosen)
	case Clusters:
		m.clusters()
	}
}
