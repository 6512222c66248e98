package demo

import (
	"context"
	"io"
	"strings"
	"sync"

	"github.com/charmbracelet/x/vt"

	"verkstad/model/safego"
	"verkstad/sshserver/sshclient"
)

// The size of made-up people's terminals, in cells.
const screenW, screenH = 100, 30

// call opens a connection with a key of the person's own. It is closed when ctx ends, or by
// leave.
func (p *person) call(ctx context.Context) (leave func(), err error) {
	key, err := sshclient.NewKey()
	if err != nil {
		return nil, err
	}
	p.Caller, err = sshclient.Call(ctx, sshclient.Config{Address: p.Address, User: p.Code, Key: key, HostKey: p.sameKey(), Lang: p.Lang})
	if err != nil {
		return nil, err
	}
	left := make(chan struct{})
	stop := context.AfterFunc(ctx, func() { defer close(left); p.Leave() })
	return func() {
		if stop() {
			p.Leave()
		} else {
			<-left
		}
	}, nil
}

// screen is the content of a person's terminal.
type screen struct {
	mu      sync.Mutex
	vt      *vt.Emulator
	drained sync.WaitGroup
}

func newScreen() *screen {
	s := &screen{vt: vt.NewEmulator(screenW, screenH)}
	s.drained.Add(1)
	safego.Go("simulated terminal's answers", func() { // if nobody read them, the emulator would block
		defer s.drained.Done()
		_, _ = io.Copy(io.Discard, s.vt)
	})
	return s
}

// Write applies what the server sends.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.vt.Write(p)
}

// shows reports whether a text is on the screen.
func (s *screen) shows(text string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Contains(s.vt.String(), text)
}

// close closes the screen. It must not be written to afterwards.
func (s *screen) close() {
	_ = s.vt.InputPipe().(io.Closer).Close()
	s.drained.Wait()
}
