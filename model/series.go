package model

import (
	"strings"
	"time"
)

// A series is the workshops with the same series name and node. Anybody who leads one can
// set its name, so a name alone gives access to nothing: two workshops are linked only if
// both were confirmed as belonging to the series by the host, or by somebody who leads
// both.

// seriesPlace is a series: its name and node.
type seriesPlace struct{ node, series string }

func (p seriesPlace) is(other seriesPlace) bool {
	return strings.EqualFold(p.node, other.node) && strings.EqualFold(p.series, other.series)
}

func (b *Board) seriesPlace() seriesPlace { return seriesPlace{b.Node, b.Series} }

// ConfirmSeries confirms that the workshop belongs to the series that it names.
type ConfirmSeries struct {
	// LeadsAnother says whether the actor also leads another workshop of the series that is
	// confirmed there. It is filled in by code that has access to the others, never by the
	// actor.
	LeadsAnother bool
}

// SeriesConfirmed confirmed the workshop as belonging to the series that its description
// names.
type SeriesConfirmed struct {
	Node   string `json:"node,omitempty"`
	Series string `json:"series"`
}

// SeriesKnown reports whether the workshop was confirmed as belonging to its series, by the
// host or by somebody who leads another workshop there.
func (b *Board) SeriesKnown() bool { return b.Series != "" && b.seriesPlace().is(b.confirmed) }

// SameSeries reports whether two workshops name the same series and node.
func (b *Board) SameSeries(other *Board) bool {
	return b.Series != "" && b.seriesPlace().is(other.seriesPlace())
}

// Knows reports whether two workshops are linked: what was shown in one may be carried to
// the other.
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

// byAppointment reports whether an actor leads because they were appointed in this
// workshop, and so in no other.
func (b *Board) byAppointment(by Actor) bool {
	p := b.Person(by.Person)
	return by.Role == Facilitator && p != nil && p.Appointed
}
