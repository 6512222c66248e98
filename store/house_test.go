package store_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"verkstad/store"
)

// question and answer are what passes between a house and its child.
type question[A any] struct {
	N   int
	Ask A
}

type answer[S any] struct {
	N    int
	Says S
}

// hold is a child that holds the one workshop of a folder, and does what comes
// on its input, each at once, until it is killed.
func hold[A, S any](dir string, o store.Options, do func(*store.Live, A) S) error {
	s, l, err := openOnly(dir, o)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	var writing sync.Mutex
	out := json.NewEncoder(os.Stdout)
	in := json.NewDecoder(os.Stdin)
	for {
		var q question[A]
		if err := in.Decode(&q); errors.Is(err, io.EOF) {
			return s.Close()
		} else if err != nil {
			return err
		}
		go func() {
			a := answer[S]{q.N, do(l, q.Ask)}
			writing.Lock()
			defer writing.Unlock()
			_ = out.Encode(a)
		}()
	}
}

// house runs the child, and runs it again after each kill. Requests that were
// open when it was killed are made again.
type house[A, S any] struct {
	t    *testing.T
	name string // of the child
	dir  string

	mu      sync.Mutex
	cmd     *exec.Cmd
	stdin   io.Closer
	in      *json.Encoder
	waiting map[int]chan S // closed when the child was killed
	next    int
	ready   chan struct{} // closed while a child answers
}

func (h *house[A, S]) start() {
	h.t.Helper()
	cmd := child(h.t, h.name, h.dir)
	in, err := cmd.StdinPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		h.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	if line, err := lines.ReadString('\n'); strings.TrimSpace(line) != "ready" {
		h.t.Fatalf("the child says %q, %v", line, err)
	}
	h.mu.Lock()
	h.cmd, h.stdin, h.in, h.waiting = cmd, in, json.NewEncoder(in), map[int]chan S{}
	waiting := h.waiting
	close(h.ready)
	h.mu.Unlock()
	go func() {
		answers := json.NewDecoder(lines)
		for {
			var a answer[S]
			if answers.Decode(&a) != nil {
				break
			}
			h.mu.Lock()
			c := waiting[a.N]
			delete(waiting, a.N)
			h.mu.Unlock()
			c <- a.Says
		}
		h.mu.Lock()
		for _, c := range waiting {
			close(c)
		}
		clear(waiting)
		h.mu.Unlock()
	}()
}

// kill kills the child in the middle of what it does, and starts another.
func (h *house[A, S]) kill() {
	h.t.Helper()
	h.mu.Lock()
	h.ready = make(chan struct{})
	cmd := h.cmd
	h.mu.Unlock()
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	h.start()
}

// ask gives the answer, and whether it had to be asked again.
func (h *house[A, S]) ask(a A) (says S, again bool) {
	for {
		h.mu.Lock()
		ready := h.ready
		h.mu.Unlock()
		<-ready
		h.mu.Lock()
		if h.ready != ready {
			h.mu.Unlock()
			continue
		}
		h.next++
		c := make(chan S, 1)
		h.waiting[h.next] = c
		err := h.in.Encode(question[A]{h.next, a})
		h.mu.Unlock()
		if err == nil {
			if says, ok := <-c; ok {
				return says, again
			}
		}
		again = true
	}
}

// stall stops the child for a while, as a machine that is out of memory does.
func (h *house[A, S]) stall(d time.Duration) {
	h.t.Helper()
	h.mu.Lock()
	process := h.cmd.Process
	h.mu.Unlock()
	if err := process.Signal(syscall.SIGSTOP); err != nil {
		h.t.Error(err)
	}
	time.Sleep(d) // for so long it does nothing
	if err := process.Signal(syscall.SIGCONT); err != nil {
		h.t.Error(err)
	}
}

// end ends the child in peace.
func (h *house[A, S]) end() {
	h.t.Helper()
	if err := h.stdin.Close(); err != nil {
		h.t.Error(err)
	}
	if err := h.cmd.Wait(); err != nil {
		h.t.Errorf("the child ended with %v", err)
	}
}
