package model

import (
	"slices"
	"time"
)

// Edit is a text before somebody changed it.
type Edit struct {
	By  PersonID  `json:"by"`
	At  time.Time `json:"at"`
	Was string    `json:"was"`
}

// MaxEdits is how many edits an item keeps: the first text, and the newest. The log has
// them all.
const MaxEdits = 50

func withEdit(edits []Edit, e Edit) []Edit {
	if n := len(edits); n >= MaxEdits {
		edits = slices.Delete(slices.Clone(edits), 1, n-MaxEdits+2)
	}
	return append(slices.Clip(edits), e)
}

// Stamp is who last changed something, and when, in this log: zero for what was imported
// and has not been changed.
type Stamp struct {
	By PersonID // 0 is the facilitator's terminal
	At time.Time
}

// stamp returns the stamp of a record.
func stamp(r Record) Stamp { return Stamp{r.By.Person, r.At} }
