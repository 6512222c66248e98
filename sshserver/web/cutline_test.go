package web_test

import (
	"io"
	"net"
	"sync"
	"testing"

	"verkstad/model"
)

// cutLine is a line to a server that can be cut.
type cutLine struct {
	net.Listener
	mu    sync.Mutex
	conns []net.Conn
	down  bool // nobody gets through
}

func openLine(t *testing.T, to string) *cutLine {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	line := &cutLine{Listener: l}
	t.Cleanup(func() { _ = l.Close(); line.set(true) })
	go func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			there, err := net.Dial("tcp", to)
			line.mu.Lock()
			if line.down || err != nil {
				_ = from.Close()
				if err == nil {
					_ = there.Close()
				}
			} else {
				line.conns = append(line.conns, from, there)
				go pipe(from, there)
				go pipe(there, from)
			}
			line.mu.Unlock()
		}
	}()
	return line
}

func pipe(from, to net.Conn) {
	_, _ = io.Copy(to, from)
	_ = from.Close()
	_ = to.Close()
}

// set cuts the line, or has it go through again.
func (l *cutLine) set(down bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = down
	for _, c := range l.conns {
		_ = c.Close()
	}
	l.conns = nil
}

// TestAPhoneComesBackWithItsDraft cuts the line while somebody writes, who goes on writing
// meanwhile: the page says so quietly, and then all is there.
func TestAPhoneComesBackWithItsDraft(t *testing.T) {
	r := openRoom(t)
	r.lead(model.Next{})
	line := openLine(t, r.web.Addr().String())
	url := r.url
	r.url = "http://" + line.Addr().String()
	b := openBrowser(t)
	b.phone(360, 740)
	joinByTouch(r, b, "Åsa")
	b.until(`field.now?.label === 'Ny idé'`)
	b.press("#field")
	b.insert("En halv")
	b.eventually("the draft", func() bool { return r.draft("Åsa") == "En halv" })
	line.set(true)
	b.until(`!$('notice').hidden && $('notice').textContent === words.lost`)
	b.insert(" tanke")
	b.shot("phone-cut")
	line.set(false)
	b.until(`link.isOpen() && $('notice').hidden`)
	b.eventually("the draft is whole", func() bool { return r.draft("Åsa") == "En halv tanke" })
	if text := eval[string](b, `field.input.value`); text != "En halv tanke" {
		t.Errorf("the field has %q", text)
	}
	if n := r.live.Board().Everybody().Len(); n != 1 {
		t.Errorf("%d people, want Åsa alone", n)
	}
	b.press("#send")
	b.eventually("the idea", func() bool {
		ideas := r.live.Board().Ideas(model.Host)
		return len(ideas) == 1 && ideas[0].Text == "En halv tanke"
	})
	r.url = url
}
