package handler

import (
	"cmp"
	"context"
	"encoding/json"
	"time"

	"verkstad/model"
	logged "verkstad/model/audit"
	"verkstad/ui/audit"
	"verkstad/ui/command"
)

// auditPage is how many entries a page has, and auditBatch how many are read at a time
// where all are asked for.
const (
	auditPage  = 50
	auditBatch = 1000
)

// AuditPage is what audit prints as JSON of one page.
type AuditPage struct {
	Page    int          `json:"page"`
	More    bool         `json:"more"` // there is another page after this
	Entries []audit.JSON `json:"entries"`
}

// Audit lists who did what, newest first: time, who, what, text. In lines it is a page;
// in the shell so too with --page, and otherwise as many entries as --limit says, or
// all. With --json a page is one object, and otherwise each entry one on a line of its
// own.
func (r Request) Audit(ctx context.Context) error {
	if err := r.alone("page", "limit"); err != nil {
		return err
	}
	b := r.Room.Board()
	var filter logged.Filter
	if asked := cmp.Or(r.Arg(0), r.Flag("person")); asked != "" {
		id, err := r.Person(asked, false)
		if err != nil {
			return err
		}
		filter.Person = id
	}
	filter.Kind = model.Subject(r.Flag("kind"))
	reader := logged.NewReader(b, r.Room.Page, filter)
	if r.Place == command.InShell && !r.Has("page") {
		return r.auditAll(ctx, b, reader)
	}
	return r.auditPage(b, reader)
}

// auditAll writes as many entries as --limit says, or all of them.
func (r Request) auditAll(ctx context.Context, b *model.Board, reader *logged.Reader) error {
	limit := r.Number("limit")
	for left := limit; ctx.Err() == nil; {
		n := auditBatch
		if limit > 0 {
			n = min(n, left)
		}
		entries, err := reader.Next(n)
		for _, e := range entries {
			if err := r.auditEntry(b, e); err != nil {
				return err
			}
		}
		left -= len(entries)
		if err != nil || len(entries) < n || limit > 0 && left <= 0 {
			return err
		}
	}
	return ctx.Err()
}

// auditEntry writes an entry as a row, or as a line of JSON.
func (r Request) auditEntry(b *model.Board, e logged.Entry) error {
	if r.Has("json") {
		return json.NewEncoder(r.Out).Encode(audit.Data(b, r.Words, e))
	}
	said := audit.Say(b, r.Words, e)
	return r.row(e.At.In(r.Words.Zone()).Format(time.DateTime), said.Who, said.Said, said.Text)
}

// auditPage writes a page.
func (r Request) auditPage(b *model.Board, reader *logged.Reader) error {
	page := max(1, r.Number("page"))
	entries, more, err := reader.Page(page, auditPage)
	if err != nil {
		return err
	}
	if r.Has("json") {
		answer := AuditPage{Page: page, More: more, Entries: []audit.JSON{}}
		for _, e := range entries {
			answer.Entries = append(answer.Entries, audit.Data(b, r.Words, e))
		}
		raw, err := json.MarshalIndent(answer, "", "  ")
		if err != nil {
			return err
		}
		_, err = r.Out.Write(append(raw, '\n'))
		return err
	}
	for _, e := range entries {
		if err := r.auditEntry(b, e); err != nil {
			return err
		}
	}
	if more {
		return r.say("handler.audit.more", "N", page+1)
	}
	return nil
}
