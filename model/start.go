package model

import "time"

// PlanWorkshop sets when the workshop is to begin, to the minute; the zero time removes
// that.
type PlanWorkshop struct{ Start time.Time }

// WorkshopPlanned records when the workshop is to begin; zero if that is not set.
type WorkshopPlanned struct {
	Start time.Time `json:"start,omitzero"`
}

// The years that a workshop can be planned in.
const firstYear, lastYear = 2000, 2199

// cleanStart returns a start as it is stored: to the minute, in UTC.
func cleanStart(t time.Time) (time.Time, error) {
	if t.IsZero() {
		return t, nil
	}
	t = t.UTC().Truncate(time.Minute)
	if y := t.Year(); y < firstYear || y > lastYear {
		return t, ErrSettings.with(why("start"))
	}
	return t, nil
}

func (c PlanWorkshop) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	start, err := cleanStart(c.Start)
	if err != nil || start.Equal(b.Start) {
		return nil, err
	}
	return one(WorkshopPlanned{start})
}

func (e WorkshopPlanned) apply(b *Board, r Record) {
	b.Start = e.Start
	b.Revs.Agenda = r.Seq
}

// Waits reports whether nothing has begun yet, so that a planned start is still in the
// future.
func (b *Board) Waits() bool {
	for _, ph := range b.phases {
		if !ph.run.entered.IsZero() {
			return false
		}
	}
	return b.Ended.IsZero()
}
