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
	maxDrafts   = 16      // a person
	draftsAfter = 500 * time.Millisecond
	// writingFor is how long somebody counts as writing after the last letter of a
	// text that is not sent: long enough to think of the next word.
	writingFor = 30 * time.Second
)

// drafts is what people have begun to write. They are in memory at once and on
// disk with the next transaction, or after draftsAfter.
type drafts struct {
	due chan struct{} // holds one: there are drafts to save

	mu      sync.Mutex
	texts   map[string]string
	count   map[string]int // drafts by person
	changed map[string]bool
	timer   bool               // due will be told
	latest  map[string]written // by person
}

// written is the draft that a person changed last, and when.
type written struct {
	key string
	at  time.Time
}

func (d *drafts) init() {
	d.due = make(chan struct{}, 1)
	d.texts, d.count, d.changed = map[string]string{}, map[string]int{}, map[string]bool{}
	d.latest = map[string]written{}
}

func (d *drafts) load(saved map[string][]byte) {
	for k, text := range saved {
		if len(k) >= 8 {
			d.set(k, string(text))
		}
	}
	clear(d.changed)
}

// draftKey is the person's number as eight bytes, big-endian, and the slot.
func draftKey(p model.PersonID, slot string) string {
	return string(binary.BigEndian.AppendUint64(nil, uint64(p))) + slot
}

// Draft is what the person had begun to write in a slot; empty if nothing.
func (l *Live) Draft(p model.PersonID, slot string) string {
	d := &l.drafts
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.texts[draftKey(p, slot)]
}

// SaveDraft keeps what the person has begun to write, as it is, over restarts;
// clean it before it is drawn. Of a text over MaxDraft bytes the beginning is
// kept. An empty text clears the draft. It returns at once; within a second it
// is on disk, if the disk works. A slot's name has 1 to 64 bytes and a person
// 16 drafts; what is over is not kept. A slot whose name ends in
// [model.ChoiceSlot] holds a choice, and nobody is writing there.
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

// Writing is how many people are in the middle of a text: it is not empty, and
// they have changed it in the last writingFor.
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
		d.latest[key[:8]] = written{key, now}
	case d.latest[key[:8]].key == key:
		delete(d.latest, key[:8])
	}
	if !d.timer {
		d.timer = true
		time.AfterFunc(draftsAfter, d.tell)
	}
}

// set changes a draft; it is false if the person has too many.
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

// take gives the drafts that are not on disk as they are now; an empty one is
// to be removed.
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

// restore says that drafts that were taken did not get to disk.
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
