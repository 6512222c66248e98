package loadtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"verkstad/sshserver/sshclient"
)

// person is one simulated terminal: a connection and a screen.
type person struct {
	name string
	*sshclient.Caller
	keys  io.Writer
	done  <-chan struct{} // closed when the terminal has ended
	ideas *markerIndex    // those of the crowd

	bytes  atomic.Int64
	writes atomic.Int64  // writes in which the bytes came
	drawn  chan struct{} // closed when the first picture has come
	end    []byte        // the bytes that end a picture

	mu     sync.Mutex
	screen *screen  // nil if only the bytes are searched
	tail   []byte   // the last bytes, as many as may be the beginning of a text
	wanted []*Sight // what is waited for
	newest *Sight   // the newest idea of somebody else that was seen
	shown  []*Sight // buffer for the ideas found in one write
}

// tailLength bounds the length of texts that are found if they come in two pieces.
const tailLength = 31

// Write takes what the terminal is sent, and records which of the wanted texts it contains.
func (p *person) Write(b []byte) (int, error) {
	p.bytes.Add(int64(len(b)))
	p.writes.Add(1)
	p.mu.Lock()
	defer p.mu.Unlock()
	at := now()
	if p.screen != nil {
		p.screen.write(b)
		p.shown = p.screen.findIdeas(p.ideas, p.shown[:0])
	}
	old := len(p.tail)
	text := append(p.tail, b...)
	if p.screen == nil {
		p.shown = p.ideas.find(text, p.shown[:0])
	}
	if p.end != nil && bytes.Contains(text, p.end) {
		p.end = nil
		close(p.drawn)
	}
	p.settle(text, old, at)
	if p.screen != nil {
		p.screen.clearChanged()
	}
	p.tail = append(p.tail[:0], text[max(0, len(text)-tailLength):]...)
	return len(b), nil
}

// settle records which wanted texts have come. The first old bytes of text came before.
func (p *person) settle(text []byte, old int, at timestamp) {
	for _, s := range p.shown {
		if s.by != p && (p.newest == nil || p.newest.since.Load() < s.since.Load()) {
			p.newest = s
		}
	}
	kept := p.wanted[:0]
	for _, s := range p.wanted {
		switch {
		case p.sees(s, text[max(0, old-len(s.raw)+1):]):
			s.found(at, false)
		case s.by != nil && p.newest != nil && s.before(p.newest):
			s.found(at, true)
		default:
			kept = append(kept, s)
		}
	}
	clear(p.wanted[len(kept):])
	p.wanted = kept
}

// sees reports whether the latest bytes contained a text.
func (p *person) sees(s *Sight, text []byte) bool {
	switch {
	case s.by != nil:
		for _, other := range p.shown {
			if other == s {
				return true
			}
		}
		return false
	case p.screen != nil:
		return p.screen.changedRowHas(s.text)
	}
	return bytes.Contains(text, s.raw)
}

// want adds a text to those that are waited for.
func (p *person) want(s *Sight) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wanted = append(p.wanted, s)
}

// drop removes a text from those that are waited for.
func (p *person) drop(s *Sight) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, other := range p.wanted {
		if other == s {
			p.wanted = append(p.wanted[:i], p.wanted[i+1:]...)
			return
		}
	}
}

// errNotDrawn is returned when a terminal shows nothing.
var errNotDrawn = errors.New("no picture came")

// open opens a terminal of w by h cells, and waits for the end of the first picture if that
// is configured.
func (p *person) open(ctx context.Context, w, h int) error {
	terminal, err := p.Open(w, h, p)
	if err != nil {
		return err
	}
	p.keys, p.done = terminal, terminal.Done()
	if p.drawn == nil {
		return nil
	}
	late := time.NewTimer(sshclient.Timeout)
	defer late.Stop()
	select {
	case <-p.drawn:
		return nil
	case <-terminal.Done():
	case <-late.C:
	case <-ctx.Done():
	}
	return errNotDrawn
}
