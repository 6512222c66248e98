package lines

import (
	"cmp"
	"encoding/json"
	"time"

	logged "verkstad/model/audit"
	"verkstad/ui/audit"
)

// auditPage is how many entries one answer has.
const auditPage = 50

// AuditPage is what audit --json prints.
type AuditPage struct {
	Page    int          `json:"page"`
	More    bool         `json:"more"` // there is another page after this
	Entries []audit.JSON `json:"entries"`
}

// audit lists who did what, newest first: time, who, what, text.
func (c *call) audit() error {
	var filter logged.Filter
	if c.arg(0) != "" {
		id, err := c.person(c.arg(0))
		if err != nil {
			return err
		}
		filter.Person = id
	}
	if c.has("kind") {
		kind, ok := audit.Kind(c.flag("kind"))
		if !ok {
			return c.wrong("line.wrong.choice", "Word", clip(c.flag("kind")), "Choices", audit.KindNames())
		}
		filter.Kind = kind
	}
	page, err := c.number("page")
	if err != nil {
		return err
	}
	page = max(1, page)
	b := c.Room.Board()
	entries, more, err := logged.NewReader(b, c.Room.Page, filter).Page(page, auditPage)
	if err != nil {
		return err
	}
	if c.has("json") {
		answer := AuditPage{Page: page, More: more, Entries: []audit.JSON{}}
		for _, e := range entries {
			answer.Entries = append(answer.Entries, audit.Data(b, c.words, e))
		}
		raw, err := json.MarshalIndent(answer, "", "  ")
		if err != nil {
			return err
		}
		c.line(string(raw))
		return nil
	}
	for _, e := range entries {
		said := audit.Say(b, c.words, e)
		c.line(e.At.In(time.Local).Format(time.DateTime), oneLine(said.Who), oneLine(said.Said), cmp.Or(oneLine(said.Text), "-"))
	}
	if more {
		c.say("line.audit.more", "N", page+1)
	}
	return nil
}
