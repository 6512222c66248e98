package store_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"verkstad/model"
	"verkstad/store"
)

// voteAsk is what a client asks the process that holds the workshop.
type voteAsk struct {
	N      int // of the question
	Op     string
	Kind   string // vote, open, close or tally
	Person int    // from 1
	Round  int
	Choice int // candidate, from 1; 0 takes the vote back
	Place  int // of the operation in the log, from 1, for the judge; 0 if it is not known
}

// voteSays is the answer.
type voteSays struct {
	N       int
	Seq     uint64 // where the log ended when it was done, or looked at
	Same    bool   // the ballot was so already: nothing is written
	Refused bool
	Failed  string // neither done nor refused
	Round   int    // of a tally and of what was opened; 0 before the first
	Open    bool
	Cast    int
	Dots    [candidates + 1]int // by candidate; once it is closed
}

// candidates is how many ideas there are to vote on.
const candidates = 3

// holdVotes is a child that does what comes on its input, each at once, until
// it is killed.
func holdVotes(dir string) error {
	s, err := store.Open(dir, quiet)
	if err != nil {
		return err
	}
	all, err := s.List()
	if err != nil {
		return err
	}
	l, err := s.Open(ctx, all[0].ID)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	var writing sync.Mutex
	out := json.NewEncoder(os.Stdout)
	in := json.NewDecoder(os.Stdin)
	for {
		var ask voteAsk
		if err := in.Decode(&ask); errors.Is(err, io.EOF) {
			return s.Close()
		} else if err != nil {
			return err
		}
		go func() {
			says := answerVote(l, ask)
			writing.Lock()
			defer writing.Unlock()
			_ = out.Encode(says)
		}()
	}
}

func answerVote(l *store.Live, ask voteAsk) voteSays {
	says := voteSays{N: ask.N}
	if ask.Kind == "tally" {
		says.read(l.Board())
		return says
	}
	by, c := model.Host, model.Command(model.CloseRound{})
	switch ask.Kind {
	case "open":
		c = model.OpenRound{Dots: 1}
	case "vote":
		by = model.Actor{Person: model.PersonID(ask.Person), Role: model.Participant}
		ballot := model.CastBallot{Round: model.RoundID(ask.Round)}
		if ask.Choice > 0 {
			ballot.Dots = []model.Dot{{ID: l.Board().Ideas(model.Host)[ask.Choice-1].ID, N: 1}}
		}
		c, says.Same = ballot, slices.Equal(ballot.Dots, l.MyDots(by.Person))
	}
	out, err := l.Do(ctx, by, ask.Op, c)
	says.Round, says.Seq = int(out.Round), out.Seq
	switch {
	case errors.Is(err, model.ErrNoRound), errors.Is(err, model.ErrRoundOpen):
		says.Refused = true
	case err != nil:
		says.Failed = err.Error()
	}
	return says
}

// read notes how the last round stands, as everyone may see it.
func (v *voteSays) read(b *model.Board) {
	v.Seq = b.Seq
	r := b.LastRound()
	if r == nil {
		return
	}
	v.Round, v.Open, v.Cast = int(r.ID), r.IsOpen(), r.Cast()
	result, ok := r.Result()
	if !ok {
		return
	}
	ideas := b.Ideas(model.Host)
	for _, row := range result.Rows {
		for i := range candidates {
			if ideas[i].ID == row.ID {
				v.Dots[i+1] = row.Dots
			}
		}
	}
}

// voteHouse runs the child, and runs it again after each kill. Who asked when
// it was killed asks again.
type voteHouse struct {
	t   *testing.T
	dir string

	mu      sync.Mutex
	cmd     *exec.Cmd
	stdin   io.Closer
	in      *json.Encoder
	waiting map[int]chan voteSays // closed when the child was killed
	next    int
	ready   chan struct{} // closed while a child answers
}

func (h *voteHouse) start() {
	h.t.Helper()
	cmd := child(h.t, "votes", h.dir)
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
	h.cmd, h.stdin, h.in, h.waiting = cmd, in, json.NewEncoder(in), map[int]chan voteSays{}
	waiting := h.waiting
	close(h.ready)
	h.mu.Unlock()
	go func() {
		answers := json.NewDecoder(lines)
		for {
			var says voteSays
			if answers.Decode(&says) != nil {
				break
			}
			h.mu.Lock()
			c := waiting[says.N]
			delete(waiting, says.N)
			h.mu.Unlock()
			c <- says
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
func (h *voteHouse) kill() {
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
func (h *voteHouse) ask(a voteAsk) (says voteSays, again bool) {
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
		a.N = h.next
		c := make(chan voteSays, 1)
		h.waiting[a.N] = c
		err := h.in.Encode(a)
		h.mu.Unlock()
		if err == nil {
			if says, ok := <-c; ok {
				return says, again
			}
		}
		again = true
	}
}

// end ends the child in peace.
func (h *voteHouse) end() {
	h.t.Helper()
	if err := h.stdin.Close(); err != nil {
		h.t.Error(err)
	}
	if err := h.cmd.Wait(); err != nil {
		h.t.Errorf("the child ended with %v", err)
	}
}
