package store

import (
	"time"

	"verkstad/model"
)

// A client that got no answer may repeat a command with the same operation id for as long
// as opsFor, also after a restart; if more than mostOps commands are done in that time, for
// as long as those take. Older ones are dropped, so that a workshop that lives for months
// does not grow by them.
const (
	opsFor = 30 * time.Minute
	maxOps = 1 << 16
)

// opKey is what makes two commands the same.
type opKey struct {
	by model.PersonID
	op string
}

// ops holds the outcomes of commands, in two halves: when the newer is full, or old enough,
// the older is dropped and a new one begun. The zero ops is empty.
type ops struct {
	newer, older map[opKey]model.Outcome
	since        time.Time // when the newer half was begun
}

// find returns the outcome of a command.
func (o *ops) find(key opKey) (out model.Outcome, done bool) {
	if out, done = o.newer[key]; !done {
		out, done = o.older[key]
	}
	return out, done
}

// add records the outcome of a command that was done at a time.
func (o *ops) add(key opKey, out model.Outcome, at time.Time) {
	age := at.Sub(o.since)
	switch {
	case o.newer == nil, age >= 2*opsFor:
		o.newer, o.older, o.since = map[opKey]model.Outcome{}, nil, at
	case age >= opsFor, len(o.newer) >= maxOps:
		o.newer, o.older, o.since = map[opKey]model.Outcome{}, o.newer, at
	}
	o.newer[key] = out
}

// clear drops all outcomes.
func (o *ops) clear() { *o = ops{} }
