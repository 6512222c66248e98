package loadtest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"verkstad/model/safego"
)

// Compare compares a person's screen, which is the result of many steps, with one that the
// same person opens beside it and that is drawn at once. It waits until both are equal in
// every cell, since one may be a step ahead, and returns an error with the rows that differ
// if ctx ends before they are. The person must not be one of [Config.BytesOnly].
func (c *Crowd) Compare(ctx context.Context, who int) error {
	p := c.people[who]
	fresh := &plainScreen{screen: newScreen(p.screen.w, p.screen.h)}
	terminal, err := p.Open(p.screen.w, p.screen.h, fresh)
	if err != nil {
		return err
	}
	defer func() {
		_ = terminal.Close()
		<-terminal.Done()
	}()
	var shown, drawn string
	for safego.Sleep(ctx, 20*time.Millisecond) {
		shown, drawn = c.Text(who), fresh.text()
		if shown == drawn {
			return nil
		}
	}
	return fmt.Errorf("person %d: a fresh screen shows something else:\n%s", who+1, differing(shown, drawn))
}

// plainScreen is a screen without marks to wait for.
type plainScreen struct {
	mu sync.Mutex
	*screen
}

func (p *plainScreen) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.write(b)
	return len(b), nil
}

func (p *plainScreen) text() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.screen.text()
}

// differing returns the rows in which two screens differ.
func differing(shown, drawn string) string {
	var out strings.Builder
	others := strings.Split(drawn, "\n")
	for y, row := range strings.Split(shown, "\n") {
		if y < len(others) && row != others[y] {
			fmt.Fprintf(&out, "%3d  %s\n     %s\n", y+1, row, others[y])
		}
	}
	return out.String()
}
