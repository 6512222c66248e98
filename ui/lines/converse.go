package lines

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"verkstad/model/safego"
	"verkstad/model/text"
	"verkstad/ui/command"
	"verkstad/ui/i18n"
)

// maxLine bounds one command of a conversation, in bytes.
const maxLine = 16 << 10

// converse reads commands a line at a time. While it lasts the caller is
// present in the room, and is told on errw what happens while it waits for a line.
// It ends when they are shown out, also while it waits.
func converse(ctx context.Context, s Session, in io.Reader, out, errw io.Writer) int {
	greeting := &call{Session: s, ctx: ctx, out: out}
	greeting.recognise()
	greeting.words = greeting.language()
	greeting.say("line.hello", "Title", text.OneLine(s.Room.Board().Title))
	wake, cancel := s.Room.Subscribe()
	defer cancel()
	s.quiet = new(bool)
	c := &conversation{
		s: s, greeting: greeting, input: bufio.NewReaderSize(in, maxLine), out: out, errw: errw,
		leave: s.Room.Wait(), wake: wake, hears: s.Tellers.listen(s.Room, s.Now),
	}
	defer func() { c.leave() }()
	defer c.hears.leave()
	defer func() {
		if ctx.Err() == nil { // otherwise the server says it, with why
			s.farewell(errw, greeting.words)
		}
	}()
	for ctx.Err() == nil && !c.over {
		c.enter()
		c.next(ctx)
	}
	return c.status
}

// conversation is a caller who gives one command a line.
type conversation struct {
	s         Session
	greeting  *call // says what is about the conversation itself
	input     *bufio.Reader
	out, errw io.Writer
	leave     func() // the place that the caller has in the room, or among those who wait
	present   bool   // they have joined
	wake      <-chan struct{}
	hears     *listener
	status    int // the exit code of the last command that failed, else OK
	over      bool
}

// enter gives the caller a place in the room once they have joined.
func (c *conversation) enter() {
	if c.present {
		return
	}
	if p := c.s.Room.Board().PersonByKey(c.s.key()); p != nil && !p.Removed {
		c.leave()
		c.leave, c.present = c.s.Room.Enter(p.ID), true
	}
}

// end ends the conversation with an exit code.
func (c *conversation) end(status int) { c.status, c.over = status, true }

// tell tells what has happened, unless the caller wants quiet.
func (c *conversation) tell(ctx context.Context) {
	if *c.s.quiet {
		c.hears.take()
		return
	}
	(&call{Session: c.s, ctx: ctx, out: c.errw}).tell(c.hears, false)
}

// next reads a line and does what it says.
func (c *conversation) next(ctx context.Context) {
	line, err := awaitLine(ctx, c.input, c.wake, c.hears.ready, func() bool { return c.present && c.s.shownOut() }, func() { c.tell(ctx) })
	if errors.Is(err, errShownOut) {
		_, _ = fmt.Fprintln(c.errw, c.greeting.shownOutWords())
		c.end(NotJoined)
		return
	}
	if *c.s.quiet {
		c.hears.take() // what happened until now is not told once they are told again
	}
	args, quoting := command.Split(line)
	switch {
	case errors.Is(err, errLongLine), quoting != nil:
		id := "line.wrong.quotes"
		if quoting == nil {
			id = "line.wrong.long"
		}
		_, _ = fmt.Fprintln(c.errw, i18n.For(c.greeting.words.Lang()).T(id))
		c.status = Usage
	case len(args) == 1 && strings.EqualFold(args[0], "quit"):
		c.over = true
		return
	case len(args) > 0:
		if code := runOne(ctx, c.s, args, c.input, c.out, c.errw); code != OK {
			c.status = code
		}
	}
	if large, ok := errors.AsType[*command.InputTooLarge](err); ok {
		text, code := c.greeting.explain(large)
		_, _ = fmt.Fprintln(c.errw, text)
		c.end(code)
		return
	}
	c.over = err != nil && !errors.Is(err, errLongLine)
}

var (
	errLongLine = errors.New("line too long")
	errShownOut = errors.New("shown out")
)

// awaitLine reads a line, and gives up with errShownOut as soon as that is so,
// or with the error of ctx. The line that was being waited for then ends with
// the session's input. Meanwhile it calls tell whenever news receives.
func awaitLine(ctx context.Context, r *bufio.Reader, wake, news <-chan struct{}, shownOut func() bool, tell func()) (string, error) {
	type read struct {
		line string
		err  error
	}
	got := make(chan read, 1)
	safego.Go("line of a conversation", func() {
		line, err := readLine(r)
		got <- read{line, err}
	})
	for {
		select {
		case one := <-got:
			if shownOut() {
				return "", errShownOut
			}
			return one.line, one.err
		case <-wake:
			if shownOut() {
				return "", errShownOut
			}
		case <-news:
			if !shownOut() {
				tell()
			}
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// shownOut reports whether the caller has been shown out and may not come in by
// being a facilitator.
func (s *Session) shownOut() bool {
	p := s.Room.Board().PersonByKey(s.key())
	return p != nil && p.Removed && !s.leads()
}

// shownOutWords is what somebody is told whose conversation ends because they
// were shown out, with how to come back once they are let in again.
func (c *call) shownOutWords() string {
	again := ""
	if c.ComeBack != nil {
		again = c.ComeBack()
	}
	if c.Room.Board().PersonByKey(c.key()).TextsSwept() {
		return c.words.T("ssh.sweptout", "Line", again)
	}
	return c.words.T("ssh.shownout", "Line", again)
}

// farewell says how to come back, to somebody who has joined.
func (s *Session) farewell(errw io.Writer, w *i18n.Words) {
	if s.Door == nil || s.ComeBack == nil || s.Room.Board().PersonByKey(s.Door.Identity()) == nil {
		return
	}
	if line := s.ComeBack(); line != "" {
		_, _ = fmt.Fprintln(errw, w.T("ssh.again", "Line", line))
	}
}

// readLine reads to the end of a line. One that is longer than maxLine, as sent or
// as UTF-8, is passed over, with errLongLine, or with the reader's error if the
// input ends there.
func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		read := strings.TrimRight(text.FromTerminal(line), "\r\n")
		if len(read) > maxLine { // a letter in Latin-1 has become two bytes
			return "", cmp.Or(err, errLongLine)
		}
		return read, err
	}
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = r.ReadSlice('\n')
	}
	if err != nil {
		return "", err
	}
	return "", errLongLine
}
