package model

import (
	"strings"
	"time"
)

// A series is workshops that have its name and node in common. Anybody who
// leads one can give it a name, so that a name alone opens nothing: two meetings
// know each other if both were laid in the series by the host, or by somebody
// who leads both.

// seriesPlace is a place among series.
type seriesPlace struct{ node, series string }

func (p seriesPlace) is(other seriesPlace) bool {
	return strings.EqualFold(p.node, other.node) && strings.EqualFold(p.series, other.series)
}

func (b *Board) seriesPlace() seriesPlace { return seriesPlace{b.Node, b.Series} }

// ConfirmSeries says that the workshop belongs where it says it does.
type ConfirmSeries struct {
	// LeadsAnother tells whether whoever asks also leads another workshop of the
	// series that is known there. It is filled in by who knows the others, never
	// by who asks.
	LeadsAnother bool
}

// SeriesConfirmed laid the workshop in the series that its description names.
type SeriesConfirmed struct {
	Node   string `json:"node,omitempty"`
	Series string `json:"series"`
}

// SeriesKnown tells whether the workshop is in its series by the host's will, or
// by that of somebody who leads another there too.
func (b *Board) SeriesKnown() bool { return b.Series != "" && b.seriesPlace().is(b.confirmed) }

// SameSeries tells whether two workshops name the same series and node.
func (b *Board) SameSeries(other *Board) bool {
	return b.Series != "" && b.seriesPlace().is(other.seriesPlace())
}

// Knows tells whether two workshops know each other: what was shown in one may
// be carried to the other.
func (b *Board) Knows(other *Board) bool {
	return b.SameSeries(other) && b.SeriesKnown() && other.SeriesKnown()
}

func (c ConfirmSeries) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := by.facilitates(); err != nil {
		return nil, err
	}
	switch {
	case b.Series == "":
		return nil, ErrNoSeries
	case b.SeriesKnown():
		return nil, nil
	case b.byAppointment(by) && !c.LeadsAnother:
		return nil, ErrSeriesUnknown
	}
	return one(SeriesConfirmed{b.Node, b.Series})
}

func (e SeriesConfirmed) apply(b *Board, r Record) {
	b.confirmed = seriesPlace{e.Node, e.Series}
	b.Revs.Agenda = r.Seq
}

// byAppointment tells whether somebody leads because they were appointed in this
// workshop, and so in no other.
func (b *Board) byAppointment(by Actor) bool {
	p := b.Person(by.Person)
	return by.Role == Facilitator && p != nil && p.Appointed
}
