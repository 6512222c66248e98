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

	"verkstad/sshserver/rehearse"
)

// floor is the least that a room over SSH can cost: golang.org/x/crypto/ssh and
// nothing else. Who comes is sent as many bytes as a first picture has. Whatever
// line somebody types is written to everyone, filled up to as many bytes as
// Verkstad sends, and a clock of twelve bytes each second. It draws nothing,
// knows nobody, and keeps nothing.
type floor struct {
	listener net.Listener
	config   *gossh.ServerConfig
	fill     int // bytes of an update

	mu    sync.Mutex
	rooms map[*seat]struct{}
	conns sync.WaitGroup
}

// seat is one terminal. Each has a writer of its own that is told of the latest.
type seat struct {
	channel gossh.Channel
	updates chan []byte
}

// firstPicture is about as many bytes as a terminal of 120 by 40 is sent first.
const firstPicture = 6000

func startFloor(t testing.TB, fill int) server {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	f := &floor{fill: fill, rooms: map[*seat]struct{}{}, config: &gossh.ServerConfig{
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
	s.drawn = rehearse.Picture
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
	s := &seat{channel, make(chan []byte, 64)}
	f.mu.Lock()
	f.rooms[s] = struct{}{}
	f.mu.Unlock()
	s.updates <- []byte(strings.Repeat(" ", firstPicture-len(rehearse.Picture)) + rehearse.Picture)
	go func() {
		for update := range s.updates {
			_, _ = s.channel.Write(update)
		}
	}()
	var line []byte
	buf := make([]byte, 256)
	for {
		n, err := channel.Read(buf)
		if err != nil {
			break
		}
		for _, b := range buf[:n] {
			if b != '\r' {
				line = append(line, b)
				continue
			}
			f.tell([]byte("\x1b[5;3H" + string(line) + strings.Repeat(" ", max(0, f.fill-len(line)-6))))
			line = line[:0]
		}
		if !bytes.Contains(buf[:n], []byte{'\r'}) {
			_, _ = channel.Write(append([]byte("\x1b[4;3H"), line...))
		}
	}
	f.mu.Lock()
	delete(f.rooms, s)
	close(s.updates)
	f.mu.Unlock()
}

// tell writes to everyone.
func (f *floor) tell(update []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for s := range f.rooms {
		select {
		case s.updates <- update:
		default: // does not read
		}
	}
}

func (f *floor) tick(done <-chan struct{}) {
	defer f.conns.Done()
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for n := 0; ; n++ {
		select {
		case <-ticker.C:
			f.tell(fmt.Appendf(nil, "\x1b[1;100H%5d", n%100000))
		case <-done:
			return
		}
	}
}
