package model

import (
	"slices"
	"time"
)

// Edit is what a text was before somebody changed it.
type Edit struct {
	By  PersonID  `json:"by"`
	At  time.Time `json:"at"`
	Was string    `json:"was"`
}

// MaxEdits is how many edits an item keeps: what was written first, and the
// newest. The log has them all.
const MaxEdits = 50

func withEdit(edits []Edit, e Edit) []Edit {
	if n := len(edits); n >= MaxEdits {
		edits = slices.Delete(slices.Clone(edits), 1, n-MaxEdits+2)
	}
	return append(slices.Clip(edits), e)
}

// Stamp is who changed something last, and when. It is of this log alone: zero
// for what was imported and is as it came.
type Stamp struct {
	By PersonID // 0 is the facilitator's terminal
	At time.Time
}

// stamp is that of a record.
func stamp(r Record) Stamp { return Stamp{r.By.Person, r.At} }
