package model

import (
	"strings"
	"time"

	"verkstad/model/method"
)

// CreateWorkshop creates a workshop from a method's phases. The caller makes ID and Code,
// since the model has no randomness.
type CreateWorkshop struct {
	ID        string
	Title     string
	Method    string
	Node      string
	Series    string
	Number    int
	Lang      string
	Code      string
	Anonymous bool
	GroupMax  int // maximum number of people that the method is for; 0 if not set
	Phases    []method.Phase
	Start     time.Time // planned beginning; zero if not set
	Carry     CarryIn   // what an earlier workshop left; see [Board.Leaves]
	Ending    method.Ending
}

// DescribeWorkshop changes the title of the workshop and where it belongs. If people have
// written something in an anonymous workshop, it stays anonymous.
type DescribeWorkshop struct {
	Title, Node, Series string
	Number              int
	Anonymous           bool
}

// EndWorkshop ends the workshop: nothing more is accepted until it is reopened.
type EndWorkshop struct{ From Place }

// ReopenWorkshop continues an ended workshop.
type ReopenWorkshop struct{}

// ArchiveWorkshop hides it from the lists, or shows it again. Nothing is deleted.
type ArchiveWorkshop struct{ Archived bool }

// MoveDoor closes the door to newcomers, or opens it. People who have joined can always
// come back in.
type MoveDoor struct{ Closed bool }

// What happened to the workshop as a whole.
type (
	WorkshopCreated struct {
		ID        string  `json:"id"`
		Title     string  `json:"title"`
		Method    string  `json:"method,omitempty"`
		Node      string  `json:"node,omitempty"`
		Series    string  `json:"series,omitempty"`
		Number    int     `json:"number,omitempty"`
		Lang      string  `json:"lang"`
		Code      string  `json:"code"`
		Anonymous bool    `json:"anonymous,omitempty"`
		GroupMax  int     `json:"groupMax,omitempty"` // if the method is not built in, or for another number of people
		Phases    []Phase `json:"phases"`
		// Ending is what a method that is not built in ends in; nil for one that is, which
		// is looked up by its name.
		Ending *method.Ending `json:"ending,omitempty"`
	}
	WorkshopDescribed struct {
		Title     string `json:"title"`
		Node      string `json:"node,omitempty"`
		Series    string `json:"series,omitempty"`
		Number    int    `json:"number,omitempty"`
		Anonymous bool   `json:"anonymous,omitempty"`
	}
	WorkshopEnded    struct{}
	WorkshopReopened struct{}
	WorkshopArchived struct {
		Archived bool `json:"archived"`
	}
	DoorMoved struct {
		Closed bool `json:"closed"`
	}
)

func (c CreateWorkshop) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := by.facilitates(); err != nil {
		return nil, err
	}
	if b.Seq != 0 {
		return nil, ErrAlready
	}
	title, err := cleanLine(c.Title, MaxTitle)
	if err != nil {
		return nil, err
	}
	if c.ID == "" || c.Code == "" {
		return nil, ErrSettings.with(why("no-code"))
	}
	node, series, err := cleanPlace(c.Node, c.Series, c.Number)
	if err != nil {
		return nil, err
	}
	phases := make([]Phase, 0, len(c.Phases))
	for i, ph := range c.Phases {
		phases = append(phases, Phase{ID: PhaseID(i + 1), Phase: ph})
	}
	if phases, err = cleanAgenda(phases); err != nil {
		return nil, err
	}
	numberSessions(phases, 1)
	if c.Method, err = cleanOptional(c.Method, maxMethod); err != nil {
		return nil, err
	}
	if c.Lang != "en" {
		c.Lang = "sv"
	}
	created := WorkshopCreated{
		ID: c.ID, Title: title, Method: c.Method, Node: node, Series: series, Number: c.Number,
		Lang: c.Lang, Code: strings.ToUpper(c.Code), Anonymous: c.Anonymous, Phases: phases,
	}
	if m, known := method.Get(c.Method); c.GroupMax > 0 && (!known || m.GroupMax != c.GroupMax) {
		created.GroupMax = c.GroupMax
	}
	if _, known := method.Get(c.Method); !known && len(c.Ending.EndsIn)+len(c.Ending.Document) > 0 {
		ending, err := c.Ending.Clean()
		if err != nil {
			return nil, ErrSettings.with(why("ending"))
		}
		created.Ending = &ending
	}
	events := []Event{created}
	start, err := cleanStart(c.Start)
	if err != nil {
		return nil, err
	}
	if !start.IsZero() {
		events = append(events, WorkshopPlanned{start})
	}
	carried, err := c.Carry.events(b, 1)
	return append(events, carried...), err
}

func cleanPlace(node, series string, number int) (string, string, error) {
	node, err := cleanOptional(node, maxNode)
	if err != nil {
		return "", "", err
	}
	series, err = cleanOptional(series, MaxTitle)
	if err != nil {
		return "", "", err
	}
	if number < 0 || number > maxNumber {
		return "", "", ErrSettings.with(why("number", maxNumber))
	}
	return node, series, nil
}

func (e WorkshopCreated) apply(b *Board, r Record) {
	b.ID, b.Title, b.Method, b.Lang, b.Code = e.ID, e.Title, e.Method, e.Lang, e.Code
	b.Node, b.Series, b.Number = e.Node, e.Series, e.Number
	b.confirmed = b.seriesPlace()
	b.setAnonymous(e.Anonymous)
	b.Created, b.groupMax, b.ending = r.At, e.GroupMax, e.Ending
	b.setAgenda(e.Phases)
	b.current = -1
	b.Revs.Agenda = r.Seq
}

// Ending returns what the workshop's method ends in.
func (b *Board) Ending() method.Ending {
	if b.ending != nil {
		return *b.ending
	}
	m, _ := method.Get(b.Method)
	return m.Ending
}

func (c DescribeWorkshop) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := by.facilitates(); err != nil {
		return nil, err
	}
	title, err := cleanLine(c.Title, MaxTitle)
	if err != nil {
		return nil, err
	}
	node, series, err := cleanPlace(c.Node, c.Series, c.Number)
	if err != nil {
		return nil, err
	}
	if !c.Anonymous && b.promised() {
		return nil, ErrPromise
	}
	e := WorkshopDescribed{title, node, series, c.Number, c.Anonymous}
	if e == (WorkshopDescribed{b.Title, b.Node, b.Series, b.Number, b.Anonymous}) {
		return nil, nil
	}
	return one(e)
}

func (e WorkshopDescribed) apply(b *Board, r Record) {
	b.Title, b.Node, b.Series, b.Number = e.Title, e.Node, e.Series, e.Number
	if !b.byAppointment(r.By) {
		b.confirmed = b.seriesPlace()
	}
	if b.Anonymous != e.Anonymous {
		b.setAnonymous(e.Anonymous)
		b.retell(r)
	}
	b.Revs.Agenda = r.Seq
}

func (c EndWorkshop) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.leadAt(by, c.From); err != nil {
		return nil, err
	}
	if b.OpenRound() != nil {
		return nil, ErrRoundOpen
	}
	return one(WorkshopEnded{})
}

func (WorkshopEnded) apply(b *Board, r Record) {
	b.pauseClock(r.At)
	b.Ended = r.At
	b.Revs.Agenda = r.Seq
}

func (ReopenWorkshop) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := by.facilitates(); err != nil {
		return nil, err
	}
	if b.Ended.IsZero() {
		return nil, nil
	}
	return one(WorkshopReopened{})
}

func (WorkshopReopened) apply(b *Board, r Record) {
	b.Ended = time.Time{}
	b.Revs.Agenda = r.Seq
}

func (c ArchiveWorkshop) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := by.facilitates(); err != nil {
		return nil, err
	}
	if b.Archived == c.Archived {
		return nil, nil
	}
	return one(WorkshopArchived(c))
}

func (e WorkshopArchived) apply(b *Board, r Record) {
	b.Archived = e.Archived
	b.Revs.Agenda = r.Seq
}

func (c MoveDoor) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	if b.DoorClosed == c.Closed {
		return nil, nil
	}
	return one(DoorMoved(c))
}

func (e DoorMoved) apply(b *Board, r Record) {
	b.DoorClosed = e.Closed
	b.Revs.Agenda, b.Revs.People = r.Seq, r.Seq
}
