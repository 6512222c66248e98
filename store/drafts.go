package store

import (
	"encoding/binary"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"verkstad/model"
)

// Bounds of drafts.
const (
	MaxDraft    = 4 << 10 // bytes of one draft
	maxSlot     = 64      // bytes of a slot's name
	maxDrafts   = 16      // for each person
	draftsAfter = 500 * time.Millisecond
	// writingFor is how long after the last change of a text that is not sent its author
	// counts as writing: long enough to think of the next word.
	writingFor = 30 * time.Second
)

// drafts are texts that people have begun to write. They are in memory at once and on disk
// with the next transaction, or after draftsAfter.
type drafts struct {
	due chan struct{} // signals that there are drafts to save; capacity one

	mu      sync.Mutex
	texts   map[string]string
	count   map[string]int // number of drafts by person
	changed map[string]bool
	timer   bool                 // a timer that signals due is running
	latest  map[string]lastDraft // by person
}

// lastDraft is the draft that a person changed last, and when.
type lastDraft struct {
	key string
	at  time.Time
}

func (d *drafts) init() {
	d.due = make(chan struct{}, 1)
	d.texts, d.count, d.changed = map[string]string{}, map[string]int{}, map[string]bool{}
	d.latest = map[string]lastDraft{}
}

func (d *drafts) load(saved map[string][]byte) {
	for k, text := range saved {
		if len(k) >= 8 {
			d.set(k, string(text))
		}
	}
	clear(d.changed)
}

// draftKey returns the person's number as eight bytes, big-endian, and the slot.
func draftKey(p model.PersonID, slot string) string {
	return string(binary.BigEndian.AppendUint64(nil, uint64(p))) + slot
}

// Draft returns what the person had begun to write in a slot; empty if nothing.
func (l *Live) Draft(p model.PersonID, slot string) string {
	d := &l.drafts
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.texts[draftKey(p, slot)]
}

// SaveDraft stores what the person has begun to write, as it is, over restarts; clean it
// before drawing it. Of a text longer than MaxDraft bytes the beginning is kept. An empty
// text deletes the draft. It returns at once; within a second the draft is on disk, if the
// disk works. A slot's name has 1 to 64 bytes and a person at most 16 drafts; more are
// dropped. A slot whose name ends in [model.ChoiceSlot] holds a choice, and does not count
// as writing.
func (l *Live) SaveDraft(p model.PersonID, slot, text string) {
	if slot == "" || len(slot) > maxSlot {
		return
	}
	if len(text) > MaxDraft {
		end := MaxDraft
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	l.drafts.save(draftKey(p, slot), text, l.now())
}

// Writing returns how many people are in the middle of a text: it is not empty, and they
// have changed it in the last writingFor.
func (l *Live) Writing() (people int) {
	d, now := &l.drafts, l.now()
	d.mu.Lock()
	defer d.mu.Unlock()
	for person, last := range d.latest {
		if now.Sub(last.at) < writingFor {
			people++
		} else {
			delete(d.latest, person)
		}
	}
	return people
}

func (d *drafts) save(key, text string, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.texts[key] == text || !d.set(key, text) {
		return
	}
	switch {
	case strings.HasSuffix(key, model.ChoiceSlot):
	case text != "":
		d.latest[key[:8]] = lastDraft{key, now}
	case d.latest[key[:8]].key == key:
		delete(d.latest, key[:8])
	}
	if !d.timer {
		d.timer = true
		time.AfterFunc(draftsAfter, d.tell)
	}
}

// set changes a draft; it returns false if the person has too many.
func (d *drafts) set(key, text string) bool {
	person := key[:8]
	_, had := d.texts[key]
	switch {
	case text == "" && had:
		delete(d.texts, key)
		d.count[person]--
	case text == "":
		return false
	case !had && d.count[person] >= maxDrafts:
		return false
	default:
		if !had {
			d.count[person]++
		}
		d.texts[key] = text
	}
	d.changed[key] = true
	return true
}

func (d *drafts) tell() {
	d.mu.Lock()
	d.timer = false
	d.mu.Unlock()
	select {
	case d.due <- struct{}{}:
	default:
	}
}

// take returns the drafts that are not on disk yet; an empty one is to be removed.
func (d *drafts) take() map[string][]byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.changed) == 0 {
		return nil
	}
	taken := make(map[string][]byte, len(d.changed))
	for key := range d.changed {
		taken[key] = []byte(d.texts[key])
	}
	clear(d.changed)
	return taken
}

// restore marks drafts that were taken as not on disk after all.
func (d *drafts) restore(taken map[string][]byte) {
	if len(taken) == 0 {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for key := range taken {
		d.changed[key] = true
	}
	if !d.timer {
		d.timer = true
		time.AfterFunc(draftsAfter, d.tell)
	}
}
