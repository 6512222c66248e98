package lines

import (
	"cmp"
	"encoding/json"
	"time"
	"verkstad/model/text"
	"verkstad/ui/command"

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
	if c.Arg(0) != "" {
		id, err := c.person(c.Arg(0))
		if err != nil {
			return err
		}
		filter.Person = id
	}
	if c.Has("kind") {
		kind, ok := audit.Kind(c.Flag("kind"))
		if !ok {
			return c.Wrong("line.wrong.choice", "Word", command.Clip(c.Flag("kind")), "Choices", audit.KindNames())
		}
		filter.Kind = kind
	}
	page := max(1, c.Number("page"))
	b := c.Room.Board()
	entries, more, err := logged.NewReader(b, c.Room.Page, filter).Page(page, auditPage)
	if err != nil {
		return err
	}
	if c.Has("json") {
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
		c.line(e.At.In(time.Local).Format(time.DateTime), text.OneLine(said.Who), text.OneLine(said.Said), cmp.Or(text.OneLine(said.Text), "-"))
	}
	if more {
		c.say("line.audit.more", "N", page+1)
	}
	return nil
}
