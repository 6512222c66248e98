package model

import (
	"cmp"
	"strconv"
	"strings"
)

// CategoryNamed finds the category whose name, in any language, is the one: of
// a phase, or else of the phase that things are filed in now, or of any other.
// It is zero if there is none.
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

// PhaseName is what a phase is called in tables, in a language: its title, or
// what its activity is called. Of several with one name, those after the first
// have their number behind it. Phase 0 has no name.
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

// ClusterName is what a cluster is called in tables: its title. One without a
// title, and of several with the same title those after the first, have their
// number behind it.
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
