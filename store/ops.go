package store

import (
	"time"

	"verkstad/model"
)

// A client that has no answer may ask again with the same operation id for as
// long as opsFor, also after a restart; where more than mostOps commands are done
// in that time, for as long as those take. What was done before is forgotten, so
// that a workshop that lives for months does not grow by what was once asked.
const (
	opsFor  = 30 * time.Minute
	mostOps = 1 << 16
)

// opKey is what makes two commands the same.
type opKey struct {
	by model.PersonID
	op string
}

// ops is what came of commands, in two halves: when the newer is full, or old
// enough, the older is forgotten and another begun. The zero ops has none.
type ops struct {
	newer, older map[opKey]model.Outcome
	since        time.Time // the newer was begun
}

// find gives what came of a command.
func (o *ops) find(key opKey) (out model.Outcome, done bool) {
	if out, done = o.newer[key]; !done {
		out, done = o.older[key]
	}
	return out, done
}

// note keeps what came of a command that was done at a time.
func (o *ops) note(key opKey, out model.Outcome, at time.Time) {
	age := at.Sub(o.since)
	switch {
	case o.newer == nil, age >= 2*opsFor:
		o.newer, o.older, o.since = map[opKey]model.Outcome{}, nil, at
	case age >= opsFor, len(o.newer) >= mostOps:
		o.newer, o.older, o.since = map[opKey]model.Outcome{}, o.newer, at
	}
	o.newer[key] = out
}

// forget forgets all.
func (o *ops) forget() { *o = ops{} }
