package bench

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/sshserver/loadtest"
)

// floor is the least that a room over SSH can cost: golang.org/x/crypto/ssh and
// nothing else. A terminal is at first sent as many bytes as a first picture has. What
// somebody types comes back at once. Whatever line they end is written to
// everyone, with those that came since the last update, filled up to as many
// bytes as Verkstad sends, and a clock of twelve bytes each second. It draws
// nothing, knows nobody, and keeps nothing.
type floor struct {
	listener net.Listener
	config   *gossh.ServerConfig
	fill     int           // bytes of an update
	every    time.Duration // the shortest time between two updates to a terminal

	mu    sync.Mutex
	lines []string // that were ended so far
	clock int      // seconds
	rooms map[*seat]struct{}
	conns sync.WaitGroup
}

// seat is one terminal. Each has a writer of its own that is told when there is
// something new.
type seat struct {
	channel gossh.Channel
	wake    chan struct{} // holds one
	lines   int           // written so far
	clock   int
}

// firstPicture is about as many bytes as a terminal of 120 by 40 is sent first.
const firstPicture = 6000

func startFloor(t testing.TB, fill int, every time.Duration) server {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	f := &floor{fill: fill, every: every, rooms: map[*seat]struct{}{}, config: &gossh.ServerConfig{
		PublicKeyCallback: func(gossh.ConnMetadata, gossh.PublicKey) (*gossh.Permissions, error) { return nil, nil },
	}}
	f.config.AddHostKey(signer)
	if f.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	f.conns.Add(2)
	go f.accept()
	go f.tick(done)
	t.Cleanup(func() {
		close(done)
		f.listener.Close()
		f.conns.Wait()
	})
	s := here(f.listener.Addr().String())
	s.drawn = loadtest.Picture
	return s
}

func (f *floor) accept() {
	defer f.conns.Done()
	for {
		conn, err := f.listener.Accept()
		if err != nil {
			return
		}
		f.conns.Add(1)
		go func() {
			defer f.conns.Done()
			f.serve(conn)
		}()
	}
}

func (f *floor) serve(raw net.Conn) {
	defer raw.Close()
	_, channels, requests, err := gossh.NewServerConn(raw, f.config)
	if err != nil {
		return
	}
	go gossh.DiscardRequests(requests)
	for offered := range channels {
		channel, requests, err := offered.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				_ = r.Reply(true, nil)
			}
		}()
		f.sit(channel)
	}
}

// sit serves one terminal until it ends.
func (f *floor) sit(channel gossh.Channel) {
	f.mu.Lock()
	s := &seat{channel: channel, wake: make(chan struct{}, 1), lines: len(f.lines), clock: f.clock}
	f.rooms[s] = struct{}{}
	f.mu.Unlock()
	first := strings.Repeat(" ", firstPicture-len(loadtest.Picture)) + loadtest.Picture
	go func() {
		_, _ = channel.Write([]byte(first))
		f.follow(s)
	}()
	var line []byte
	buf := make([]byte, 256)
	for {
		n, err := channel.Read(buf)
		if err != nil {
			break
		}
		for _, b := range buf[:n] {
			switch b {
			case '\r':
				f.end(string(line))
				line = line[:0]
			case clearLine[0]:
				line = line[:0]
			default:
				line = append(line, b)
			}
		}
		if !bytes.Contains(buf[:n], []byte{'\r'}) {
			_, _ = channel.Write(fmt.Appendf(nil, "\x1b[4;3H%s\x1b[K", line))
		}
	}
	f.mu.Lock()
	delete(f.rooms, s)
	close(s.wake)
	f.mu.Unlock()
}

// end takes a line that somebody has ended.
func (f *floor) end(line string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lines = append(f.lines, line)
	f.tell()
}

// tell has everyone written to. The floor is locked.
func (f *floor) tell() {
	for s := range f.rooms {
		select {
		case s.wake <- struct{}{}:
		default: // has been told
		}
	}
}

// follow writes to a terminal until it ends, and then rests.
func (f *floor) follow(s *seat) {
	var update []byte
	for range s.wake {
		update = f.news(s, update[:0])
		_, _ = s.channel.Write(update)
		time.Sleep(f.every) // no more pictures a second than the server that it is compared with
	}
}

// news appends what a terminal has not been written yet. A text on a line of
// its own is found both by searching the bytes and on a screen.
func (f *floor) news(s *seat, update []byte) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	const top, rows = 5, 30
	if lines := f.lines[s.lines:]; len(lines) > 0 {
		for i, line := range lines[max(0, len(lines)-rows):] {
			update = fmt.Appendf(update, "\x1b[%d;3H%s", top+i, line)
		}
		for len(update) < f.fill {
			update = append(update, ' ')
		}
	}
	if s.clock < f.clock {
		update = fmt.Appendf(update, "\x1b[1;100H%5d", f.clock%100000)
	}
	s.lines, s.clock = len(f.lines), f.clock
	return update
}

func (f *floor) tick(done <-chan struct{}) {
	defer f.conns.Done()
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			f.mu.Lock()
			f.clock++
			f.tell()
			f.mu.Unlock()
		case <-done:
			return
		}
	}
}
