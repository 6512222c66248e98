package cli

import (
	"encoding/gob"
	"io"
	"sync"
)

// asker is whoever typed a command that is done here: [Files] of theirs, and
// what they see.
type asker struct {
	mu     sync.Mutex // held for a message and its reply
	in     *gob.Decoder
	out    *gob.Encoder
	lost   func() // called when they are gone
	handle int
}

// ask sends a message and waits for its reply.
func (a *asker) ask(m message) (message, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.exchange(m)
}

func (a *asker) exchange(m message) (reply message, err error) {
	if err = a.out.Encode(m); err == nil {
		err = a.in.Decode(&reply)
	}
	if err != nil {
		a.lost()
		return reply, err
	}
	return reply, reply.Err.error()
}

// opened asks for a file and gives it a handle.
func (a *asker) opened(m message) (*askedFile, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.handle++
	m.File = a.handle
	if _, err := a.exchange(m); err != nil {
		return nil, err
	}
	return &askedFile{a, m.File}, nil
}

func (a *asker) Open(name string) (io.ReadCloser, error) {
	f, err := a.opened(message{Kind: sayOpen, Name: name})
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (a *asker) Create(name string, onlyNew bool) (newFile, error) {
	f, err := a.opened(message{Kind: sayCreate, Name: name, OnlyNew: onlyNew})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// askedFile is a file, or the input, of whoever asked.
type askedFile struct {
	asker  *asker
	handle int
}

func (f *askedFile) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	reply, err := f.asker.ask(message{Kind: sayRead, File: f.handle, Most: len(p)})
	if err == nil && reply.End {
		err = io.EOF
	}
	return copy(p, reply.Data), err
}

func (f *askedFile) Write(p []byte) (n int, err error) {
	return chunks(p, func(part []byte) error {
		_, err := f.asker.ask(message{Kind: sayWrite, File: f.handle, Data: part})
		return err
	})
}

func (f *askedFile) Close() error {
	_, err := f.asker.ask(message{Kind: sayClose, File: f.handle})
	return err
}

func (f *askedFile) Abandon() error {
	_, err := f.asker.ask(message{Kind: sayAbandon, File: f.handle})
	return err
}

// askedOutput is the output, or the error output, of whoever asked.
type askedOutput struct {
	asker *asker
	kind  kind
}

func (w askedOutput) Write(p []byte) (n int, err error) {
	return chunks(p, func(part []byte) error {
		w.asker.mu.Lock()
		defer w.asker.mu.Unlock()
		err := w.asker.out.Encode(message{Kind: w.kind, Data: part})
		if err != nil {
			w.asker.lost()
		}
		return err
	})
}

// chunks hands p to write in parts that fit into a message.
func chunks(p []byte, write func([]byte) error) (n int, err error) {
	for n < len(p) {
		part := p[n:min(n+controlChunk, len(p))]
		if err := write(part); err != nil {
			return n, err
		}
		n += len(part)
	}
	return n, nil
}
