package ideas

import (
	"fmt"
	"testing"

	"verkstad/model"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// TestALongListIsLaidOutAsFarAsItIsSeen holds that the beginning of a list costs
// what is seen of it, and that the whole is the same in whatever steps it is
// laid out.
func TestALongListIsLaidOutAsFarAsItIsSeen(t *testing.T) {
	const n = 5000
	ph := &model.Phase{ID: 1}
	var ideas []*model.Idea
	for i := range n {
		ideas = append(ideas, &model.Idea{ID: model.ItemID(i + 1), Phase: 1, Text: fmt.Sprintf("Verktygspool nummer %d i en by där fler vill låna än laga", i)})
	}
	dc := stage.DrawContext{Words: i18n.For("sv"), Theme: theme.New(true)}
	page := ideasPage{dc: dc, phase: ph, ideas: ideas}
	p := page.rows(44)
	if rows, entries := p.UpTo(40); len(rows) < 40 || len(rows) > 45 || len(entries) > 40 || entries[0].ID != n {
		t.Fatalf("%d rows and %d entries for 40 rows", len(rows), len(entries))
	}
	p.UpTo(1000)
	rows, entries := p.All()
	other, otherEntries := page.rows(44).All()
	if len(entries) != n || len(rows) != len(other) || len(otherEntries) != n || entries[n-1] != otherEntries[n-1] || entries[n-1].ID != 1 {
		t.Errorf("%d rows and %d entries in steps, %d and %d at once", len(rows), len(entries), len(other), len(otherEntries))
	}
	for i, e := range entries {
		if e.At != i || i > 0 && e.Y != entries[i-1].Y+entries[i-1].H {
			t.Fatalf("entry %d is %+v", i, e)
		}
	}
}
