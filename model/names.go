package model

import (
	"cmp"
	"strconv"
	"strings"
)

// CategoryNamed returns the category for whose name, in any language, is returns true: of a
// phase, or else of the phase whose categories are in use now, or of any other. It is zero
// if there is none.
func (b *Board) CategoryNamed(phase PhaseID, is func(name string) bool) Filing {
	current, _ := b.Categories()
	for _, ph := range append([]*Phase{b.PhaseByID(phase), b.PhaseByID(current)}, b.phases...) {
		if ph == nil {
			continue
		}
		for i, names := range ph.Categories {
			for _, name := range names {
				if is(name) {
					return Filing{ph.ID, i + 1}
				}
			}
		}
	}
	return Filing{}
}

// PhaseName returns the name of a phase in tables, in a language: its title, or the name of
// its activity. If several have the same name, a number is added to those after the first.
// Phase 0 has no name.
func (b *Board) PhaseName(id PhaseID, lang string, activity func(Activity) string) string {
	name := func(ph *Phase) string { return cmp.Or(ph.Title.In(lang), activity(ph.Activity)) }
	ph := b.PhaseByID(id)
	if ph == nil {
		return ""
	}
	for _, other := range b.phases {
		if other == ph {
			break
		}
		if name(other) == name(ph) {
			return name(ph) + " #" + strconv.Itoa(int(id))
		}
	}
	return name(ph)
}

// ClusterName returns the name of a cluster in tables: its title. If it has none, or if
// several have the same title, to those after the first, its number is added.
func (b *Board) ClusterName(c *Cluster) string {
	if c == nil {
		return ""
	}
	numbered := c.Title == ""
	for _, other := range b.clusters.All() {
		numbered = numbered || other.Live() && other.ID < c.ID && other.Title == c.Title
	}
	if numbered {
		return strings.TrimSpace(c.Title + " #" + strconv.Itoa(int(c.ID)))
	}
	return c.Title
}
