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
	leave := s.Room.Wait()
	defer func() { leave() }()
	present := false
	wake, cancel := s.Room.Subscribe()
	defer cancel()
	s.quiet = new(bool)
	hears := s.Tellers.listen(s.Room, s.Now)
	defer hears.leave()
	tell := func() {
		if *s.quiet {
			hears.take()
			return
		}
		(&call{Session: s, ctx: ctx, out: errw}).tell(hears, false)
	}

	defer func() {
		if ctx.Err() == nil { // otherwise the server says it, with why
			s.farewell(errw, greeting.words)
		}
	}()
	input := bufio.NewReaderSize(in, maxLine)
	status := OK
	for ctx.Err() == nil {
		if !present {
			if p := s.Room.Board().PersonByKey(s.key()); p != nil && !p.Removed {
				leave()
				leave, present = s.Room.Enter(p.ID), true
			}
		}
		line, err := awaitLine(ctx, input, wake, hears.ready, func() bool { return present && s.shownOut() }, tell)
		if errors.Is(err, errShownOut) {
			_, _ = fmt.Fprintln(errw, greeting.shownOutWords())
			return NotJoined
		}
		if *s.quiet {
			hears.take() // what happened until now is not told once they are told again
		}
		args, quoting := command.Split(line)
		switch {
		case errors.Is(err, errLongLine), quoting != nil:
			id := "line.wrong.quotes"
			if quoting == nil {
				id = "line.wrong.long"
			}
			_, _ = fmt.Fprintln(errw, i18n.For(greeting.words.Lang()).T(id))
			status = Usage
		case len(args) == 1 && strings.EqualFold(args[0], "quit"):
			return status
		case len(args) > 0:
			if code := runOne(ctx, s, args, input, out, errw); code != OK {
				status = code
			}
		}
		if large, ok := errors.AsType[*command.InputTooLarge](err); ok {
			text, code := greeting.explain(large)
			_, _ = fmt.Fprintln(errw, text)
			return code
		}
		if err != nil && !errors.Is(err, errLongLine) {
			break
		}
	}
	return status
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
