package lines

import (
	"encoding/json"
	"sync"
	"time"

	"verkstad/model"
	"verkstad/model/safego"
	"verkstad/model/workshop"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// Tellers tell open conversations what happens in their workshops. Each workshop that
// anybody listens to has one goroutine, which compares the board with what it was and
// writes each notice once, in every language; listeners only read them. A listener that
// is slow holds nobody up: it misses notices, and is told how many. The zero value is
// ready; its methods may be called by any goroutine.
type Tellers struct {
	mu sync.Mutex
	of map[model.Feed]*teller
}

// Notice is one thing that happened, as "watch --json" prints it, one object a line.
type Notice struct {
	At    string `json:"at"`   // RFC 3339
	Kind  string `json:"kind"` // see docs/lines.md
	Text  string `json:"text"`
	Phase int    `json:"phase,omitempty"` // the number of the phase, from 1, of phase, clock and reveal
	Left  *int   `json:"left,omitempty"`  // seconds of the phase that are left, of phase and clock; negative is over time
	Item  int    `json:"item,omitempty"`  // the id of what was written
	Round int    `json:"round,omitempty"` // the number of the vote
}

// notice is one thing that happened.
type notice struct {
	Notice
	said map[string]string // the text by language; empty is for nobody but whom it is about
	by   model.PersonID    // whoever wrote it, who is not told; 0 is nobody
	to   model.PersonID    // whom it is about; 0 is nobody
	mine map[string]string // what they are told instead
}

// text is what somebody is told of a notice; empty for nothing.
func (n notice) text(lang string, me model.PersonID) string {
	switch {
	case me != 0 && n.by == me:
		return ""
	case me != 0 && n.to == me:
		return n.mine[lang]
	}
	return n.said[lang]
}

const (
	keptNotices = 200                    // of a workshop; older ones are missed
	tellEvery   = 200 * time.Millisecond // the shortest time between two looks at a board
)

// teller tells the listeners of one workshop.
type teller struct {
	room workshop.Live
	now  stage.Clock
	stop chan struct{}

	mu        sync.Mutex
	kept      []notice // the newest
	dropped   int      // how many there were before those
	listeners map[*listener]bool
}

// listener is one conversation.
type listener struct {
	tellers *Tellers
	teller  *teller
	next    int           // the number of the notice to read next
	ready   chan struct{} // receives when there may be one
}

// listen begins to listen to a workshop. Whoever listens calls leave.
func (t *Tellers) listen(room workshop.Live, now stage.Clock) *listener {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.of == nil {
		t.of = map[model.Feed]*teller{}
	}
	of := t.of[room.Feed()]
	if of == nil {
		of = &teller{room: room, now: now, stop: make(chan struct{}), listeners: map[*listener]bool{}}
		t.of[room.Feed()] = of
		wake, cancel := room.Subscribe()
		first := look(room, now())
		safego.Go("teller of a workshop", func() {
			defer cancel()
			of.run(wake, first)
		})
	}
	of.mu.Lock()
	defer of.mu.Unlock()
	l := &listener{tellers: t, teller: of, next: of.dropped + len(of.kept), ready: make(chan struct{}, 1)}
	of.listeners[l] = true
	return l
}

// leave ends the listening; the last to leave ends the teller.
func (l *listener) leave() {
	l.tellers.mu.Lock()
	defer l.tellers.mu.Unlock()
	of := l.teller
	of.mu.Lock()
	defer of.mu.Unlock()
	delete(of.listeners, l)
	if len(of.listeners) == 0 && l.tellers.of[of.room.Feed()] == of {
		delete(l.tellers.of, of.room.Feed())
		close(of.stop)
	}
}

// run looks at the board whenever it has changed, and once a second while the clock runs.
func (t *teller) run(wake <-chan struct{}, last glance) {
	pause := time.NewTimer(time.Hour)
	defer pause.Stop()
	for {
		select {
		case <-t.stop:
			return
		case <-wake:
		}
		next := look(t.room, t.now())
		t.publish(news(last, next))
		last = next
		pause.Reset(tellEvery)
		select {
		case <-t.stop:
			return
		case <-pause.C:
		}
	}
}

// publish gives notices to all listeners, without waiting for any.
func (t *teller) publish(all []notice) {
	if len(all) == 0 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, all...)
	if over := len(t.kept) - keptNotices; over > 0 {
		t.kept = append([]notice(nil), t.kept[over:]...)
		t.dropped += over
	}
	for l := range t.listeners {
		select {
		case l.ready <- struct{}{}:
		default:
		}
	}
}

// take returns the notices since the last time, and how many were missed before them.
func (l *listener) take() (all []notice, missed int) {
	l.teller.mu.Lock()
	defer l.teller.mu.Unlock()
	missed = max(0, l.teller.dropped-l.next)
	all = append(all, l.teller.kept[max(0, l.next-l.teller.dropped):]...)
	l.next = l.teller.dropped + len(l.teller.kept)
	return all, missed
}

// tell prints what has happened since the last time, to somebody who may know it: a
// sentence a line, or an object a line.
func (c *call) tell(l *listener, asJSON bool) {
	all, missed := l.take()
	c.recognise()
	if c.me == (model.Actor{}) {
		return
	}
	lang := c.language().Lang()
	if missed > 0 {
		all = append([]notice{{Notice: Notice{At: c.Now().Format(time.RFC3339), Kind: "missed"}, said: inEach(func(w *i18n.Words) string { return w.N("line.told.missed", missed) })}}, all...)
	}
	for _, n := range all {
		if n.Text = n.text(lang, c.me.Person); n.Text != "" {
			c.printNotice(n.Notice, asJSON)
		}
	}
}

// printNotice prints a notice: a sentence a line, or an object a line.
func (c *call) printNotice(n Notice, asJSON bool) {
	if !asJSON {
		c.line(n.Text)
		return
	}
	if raw, err := json.Marshal(n); err == nil {
		c.line(string(raw))
	}
}

// inEach says something in each language.
func inEach(say func(*i18n.Words) string) map[string]string {
	said := make(map[string]string, len(i18n.Languages))
	for _, lang := range i18n.Languages {
		said[lang] = say(i18n.For(lang))
	}
	return said
}
