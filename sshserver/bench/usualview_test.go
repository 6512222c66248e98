package bench

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// view is which of Verkstad's screens the usual way shows.
type view int

const (
	list  view = iota // gathering: ideas, the newest first
	cards             // sorting: columns of cards
)

var (
	accent     = lipgloss.Color("#7aa2f7")
	titleStyle = lipgloss.NewStyle().Bold(true).Foreground(accent)
	ruleStyle  = lipgloss.NewStyle().Foreground(accent)
	mutedStyle = lipgloss.NewStyle().Foreground(lipgloss.Color("#565f89"))
	markStyle  = lipgloss.NewStyle().Foreground(lipgloss.Color("#e0af68"))
	textStyle  = lipgloss.NewStyle().Foreground(lipgloss.Color("#c0caf5"))
	boxStyle   = lipgloss.NewStyle().Border(lipgloss.RoundedBorder()).BorderForeground(accent).Padding(0, 1)
	cardStyle  = lipgloss.NewStyle().Border(lipgloss.RoundedBorder()).BorderForeground(lipgloss.Color("#3b4261")).Padding(0, 1)
)

const instruction = "Vilka möjligheter ser du, just här?\n\nFörst en minut själv: skriv det första du tänker på. Tyst.\nVänd dig till grannen och bygg på varandras idéer. Sedan två par tillsammans.\nTill sist säger varje fyra en idé högt. En idé i taget på skärmen."

// View lays out the whole screen, as any View does, but nothing that would lie
// below its edge.
func (m *notes) View() tea.View {
	body, footer := m.list, "enter skicka   tab till listan   f3 räck upp handen   f4 jag är färdig"
	if m.house.view == cards {
		body, footer = m.cards, "blanksteg plocka upp   n nytt kluster   v läs hela   r räck upp handen   f jag är färdig"
	}
	v := tea.NewView(m.header() + "\n" + body() + "\n" + mutedStyle.Render("  "+footer))
	v.AltScreen = true
	return v
}

// header is what the group does, how long it may, and a rule.
func (m *notes) header() string {
	left := (time.Hour - time.Since(m.start).Truncate(time.Second)).String() + "   ▲ Bengt"
	title := titleStyle.Render("  Samla idéer")
	gap := strings.Repeat(" ", max(1, m.w-lipgloss.Width(title)-lipgloss.Width(left)-2))
	return title + gap + left + "\n" + ruleStyle.Render("  "+strings.Repeat("━", max(1, m.w-4)))
}

// rows is blocks one below the other, no higher than h.
type rows struct {
	blocks []string
	h      int // what is left
}

// add is false when there is no more room.
func (r *rows) add(block string) bool {
	lines := strings.Split(block, "\n")
	lines = lines[:min(len(lines), max(0, r.h))]
	r.h -= len(lines)
	if len(lines) > 0 {
		r.blocks = append(r.blocks, strings.Join(lines, "\n"))
	}
	return r.h > 0
}

func (r *rows) String() string { return lipgloss.JoinVertical(lipgloss.Left, r.blocks...) }

// list is the instruction on the left, and on the right what one writes, and
// what all have written.
func (m *notes) list() string {
	const aside = 36
	w := max(20, m.w-aside-2)
	right := rows{h: m.h - 3}
	right.add(mutedStyle.Render("● Fyra och fyra  4:00   ○ Alla") + "\n")
	right.add(boxStyle.Width(w).Render(m.input.View()))
	right.add(titleStyle.Render(fmt.Sprintf("%d idéer i rummet", len(m.ideas))) + "\n")
	for i := len(m.ideas) - 1; i >= 0; i-- {
		idea := lipgloss.JoinHorizontal(lipgloss.Top, markStyle.Render("  ◆ "), textStyle.Width(w-4).Render(m.ideas[i]))
		if !right.add(idea) {
			break
		}
	}
	return lipgloss.JoinHorizontal(lipgloss.Top, textStyle.Width(aside).Padding(1, 2).Render(instruction), right.String())
}

// cards is columns of cards, of which the first has those that lie free.
func (m *notes) cards() string {
	w := (m.w - 2) / (headings + 1)
	columns := []string{"  "}
	for column := range headings + 1 {
		title := "Lösa idéer"
		if column > 0 {
			title = m.headings[column-1]
		}
		cards := rows{h: m.h - 8}
		cards.add(titleStyle.Render(title))
		cards.add(ruleStyle.Render(strings.Repeat("─", w-2)) + "  ")
		for i := column; i < len(m.ideas) && cards.add(cardStyle.Width(w-2).Render(m.ideas[i])); i += headings + 1 {
		}
		columns = append(columns, cards.String())
	}
	return "\n  " + textStyle.Render("Lägg ihop det som hör ihop. Läs innan du flyttar.") + "\n\n" +
		lipgloss.JoinHorizontal(lipgloss.Top, columns...) + "\n\n  " + m.input.View()
}
