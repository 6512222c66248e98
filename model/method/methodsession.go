package method

import (
	"fmt"
	"slices"
)

// Session is one of several things that take place at the same time in a phase: a seminar
// of a slot or, if a phase has only one, a stop of a journey. What is written in the phase
// belongs to the session that its writer is in.
type Session struct {
	ID    int    `toml:"-" json:"id,omitempty"`        // assigned when a workshop is planned, from 1; never used again in that workshop
	Title Text   `toml:"title" json:"title"`           // at most 60 runes
	Place string `toml:"place" json:"place,omitempty"` // a room or an address, at most 40 runes
	Host  string `toml:"host" json:"host,omitempty"`   // who speaks or receives the group, at most 60 runes
	About Text   `toml:"about" json:"about,omitempty"` // at most 200 runes
	Seats int    `toml:"seats" json:"seats,omitempty"` // how many people there is room for, to 1,000; 0 means no limit
}

// Bounds of sessions.
const (
	maxSessions = 12
	placeRunes  = 40
	hostRunes   = 60
)

// sessions checks the sessions of a phase.
func (c *check) sessions(at string, p *Phase) {
	if len(p.Sessions) > maxSessions {
		c.fail(at+"sessions", CodeMany, maxSessions)
		return
	}
	p.Sessions = slices.Clone(p.Sessions)
	for i := range p.Sessions {
		s, field := &p.Sessions[i], fmt.Sprintf("%ssessions[%d].", at, i+1)
		if len(s.Title) == 0 {
			c.fail(field+"title", CodeMissing)
		}
		s.Title = c.text(field+"title", s.Title, titleRunes)
		s.About = c.text(field+"about", s.About, lineRunes)
		s.Place = c.word(field+"place", s.Place, placeRunes)
		s.Host = c.word(field+"host", s.Host, hostRunes)
		c.between(field+"seats", s.Seats, 0, maxGroup)
	}
}
