package boardview

import (
	"verkstad/model"
)

// carried is what the last workshop left: the questions, and the commitments
// to follow up.
func (m *maker) carried() {
	questions, commitments := m.b.Carried()
	t := m.dc.Theme
	for i, q := range questions {
		if i == 0 {
			m.add(Line{Text: m.dc.Words.T("wall.carried.questions"), Style: m.accent}, Line{Rule: true, Style: t.Border})
		}
		l := Line{Item: q.ID, Mark: "○", MarkStyle: t.Muted, Text: q.Text, Style: t.Strong, Tail: m.from(q.Origin), TailStyle: t.Muted}
		m.out[len(m.out)-1].Lines = append(m.out[len(m.out)-1].Lines, l)
	}
	if len(commitments) > 0 {
		m.carriedCommitments(commitments)
	}
}

func (m *maker) carriedCommitments(commitments []*model.Commitment) {
	m.add(Line{Text: m.dc.Words.T("wall.carried.commitments"), Style: m.accent, Tail: m.from(commitments[0].Origin), TailStyle: m.dc.Theme.Muted},
		Line{Rule: true, Style: m.dc.Theme.Border})
	m.promises(commitments)
}

// from is the workshop that something came from.
func (m *maker) from(o *model.Origin) string {
	if o.Number > 0 {
		return m.dc.Words.T("wall.carried.from", "N", o.Number)
	}
	return o.Title
}

// notes lays what is said for the record by the sector that says it.
func (m *maker) notes() {
	t, room := m.dc.Theme, model.Actor{Role: model.Observer}
	if m.opts.Leads {
		room = model.Host
	}
	notes := m.b.NotesOf(room, m.b.Phase().ID, 0)
	for _, s := range append(model.Sectors[:], model.NoSector) {
		var lines []Line
		for _, n := range notes {
			if n.Sector == s && m.keeps(n.Text) && m.ofSession(n.Session) {
				lines = append(lines, Line{Item: n.ID, Mark: "–", MarkStyle: t.Muted, Text: n.Text, Style: t.Text})
			}
		}
		if len(lines) > 0 {
			style := t.Sector(int(s) - 1)
			m.add(append([]Line{{Text: t.SectorMark(int(s)-1) + " " + m.dc.SectorName(s), Style: style}, {Rule: true, Style: t.Border}}, lines...)...)
		}
	}
}
