package lines

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"verkstad/sshserver"
	"verkstad/ui/words"
)

// maxLine bounds one command of a conversation, in bytes.
const maxLine = 16 << 10

// converse reads commands a line at a time. While it lasts the caller is
// present in the room.
func converse(ctx context.Context, s Session, in io.Reader, out, errw io.Writer) int {
	greeting := &call{Session: s, ctx: ctx, out: out}
	greeting.recognise()
	greeting.words = greeting.language()
	greeting.say("line.hello", "Title", oneLine(s.Room.Board().Title))
	leave := s.Room.Wait()
	defer func() { leave() }()
	present := false

	input := bufio.NewReaderSize(in, maxLine)
	status := OK
	for ctx.Err() == nil {
		if s.Key != "" && !s.Observer && !present {
			if p := s.Room.Board().PersonByKey(s.Key); p != nil && !p.Removed {
				leave()
				leave, present = s.Room.Enter(p.ID), true
			}
		}
		line, err := readLine(input)
		args, quoting := sshserver.SplitWords(line)
		switch {
		case errors.Is(err, errLongLine), quoting != nil:
			id := "line.wrong.quotes"
			if quoting == nil {
				id = "line.wrong.long"
			}
			_, _ = fmt.Fprintln(errw, words.For(greeting.words.Lang()).T(id))
			status = Usage
		case len(args) == 1 && strings.EqualFold(args[0], "quit"):
			return status
		case len(args) > 0:
			if code := runOne(ctx, s, args, input, out, errw); code != OK {
				status = code
			}
		}
		if err != nil && !errors.Is(err, errLongLine) {
			break
		}
	}
	return status
}

var errLongLine = errors.New("line too long")

// readLine reads to the end of a line. What is longer than maxLine is passed
// over.
func readLine(r *bufio.Reader) (string, error) {
	line, err := r.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return strings.TrimRight(string(line), "\r\n"), err
	}
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = r.ReadSlice('\n')
	}
	if err != nil {
		return "", err
	}
	return "", errLongLine
}
