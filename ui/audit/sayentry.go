// Package audit shows the audit of a workshop (see model/audit) to those who
// leads it: on a screen, and in words that the line commands and the command
// line share.
package audit

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/audit"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// Line is an entry in words.
type Line struct {
	Who  string // who did it
	Said string // what they did
	Text string // of what it was done with; often empty
}

// Say puts an entry into words. Names are those that people have now.
func Say(b *model.Board, w *i18n.Words, e audit.Entry) Line {
	said := w.T("audit.said.misc", "Event", e.What)
	if id := "audit.said." + e.What; w.Has(id) {
		said = w.N(id, e.N, "Item", int(e.Item), "About", name(b, w, e.About), "Phase", phase(b, w, e.Phase), "Round", int(e.Round), "N", e.N,
			"Time", w.Clock(time.Duration(e.N)*time.Second))
	}
	return Line{Who: who(b, w, e), Said: said, Text: texts(e)}
}

// texts is the texts of what an entry is about on one line, and what was said of them.
func texts(e audit.Entry) string {
	all := e.Texts
	if more := len(e.Items) - len(all); more > 0 && len(all) > 0 {
		all = append(slices.Clone(all), "+"+strconv.Itoa(more))
	}
	switch said := strings.Join(all, "; "); {
	case said == "":
		return e.Text
	case e.Text == "":
		return said
	default:
		return said + ": " + e.Text
	}
}

func who(b *model.Board, w *i18n.Words, e audit.Entry) string {
	switch {
	case e.Who == audit.Someone:
		return w.T("audit.someone")
	case e.Who == audit.Host:
		return w.T("role.facilitator")
	case e.Leads:
		return w.T("audit.leading", "Name", name(b, w, e.Person))
	}
	if p := b.Person(e.Person); p != nil && p.Via != 0 {
		return w.T("audit.via", "Name", name(b, w, p.ID), "At", name(b, w, p.Via))
	}
	return name(b, w, e.Person)
}

// name is a person's, or a number where names are never shown.
func name(b *model.Board, w *i18n.Words, id model.PersonID) string {
	if p := b.Person(id); p != nil && p.Name != "" && !b.Anonymous {
		return p.Name
	}
	return w.T("audit.person", "N", int(id))
}

func phase(b *model.Board, w *i18n.Words, id model.PhaseID) string {
	ph := b.PhaseByID(id)
	if ph == nil {
		return w.T("thing.phase")
	}
	if s := stage.Local(w.Lang(), ph.Title); s != "" {
		return s
	}
	return w.T("activity." + string(ph.Activity))
}

// JSON is an entry as programs read it. Names and texts are left out where they
// are not to be told.
type JSON struct {
	At     time.Time `json:"at"`
	Who    string    `json:"who"` // person, host or someone
	Person int       `json:"person,omitempty"`
	Name   string    `json:"name,omitempty"`
	Leads  bool      `json:"leads,omitempty"` // it was done as a facilitator
	Kind   string    `json:"kind"`
	What   string    `json:"what"`
	About  int       `json:"about,omitempty"` // the person it was done to
	Item   int       `json:"item,omitempty"`
	Text   string    `json:"text,omitempty"`
	Items  []int     `json:"items,omitempty"` // where it was done with several things
	Texts  []string  `json:"texts,omitempty"` // of those, as far as all may read them; at most 20
	Phase  int       `json:"phase,omitempty"`
	Round  int       `json:"round,omitempty"`
	N      int       `json:"n,omitempty"`
	Said   string    `json:"said"`
}

// Data is an entry as programs read it, with a sentence in a language.
func Data(b *model.Board, w *i18n.Words, e audit.Entry) JSON {
	j := JSON{
		At: e.At, Who: string(e.Who), Person: int(e.Person), Leads: e.Leads, Kind: string(e.Kind), What: e.What,
		About: int(e.About), Item: int(e.Item), Text: e.Text, Phase: int(e.Phase), Round: int(e.Round), N: e.N, Said: Say(b, w, e).Said,
	}
	for _, id := range e.Items {
		j.Items = append(j.Items, int(id))
	}
	j.Texts = e.Texts
	if p := b.Person(e.Person); p != nil && !b.Anonymous {
		j.Name = p.Name
	}
	return j
}
