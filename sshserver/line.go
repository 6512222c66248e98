package sshserver

import (
	"context"
	"io"
	"log/slog"
	"runtime/debug"
	"sync"

	"charm.land/ssh"

	"verkstad/model/safego"
	"verkstad/model/text"
	"verkstad/ui/command"
)

// runLine runs a line command and returns the exit status.
func (s *Server) runLine(session ssh.Session, l *sessionContext, out *stallWriter, caller Caller) (status int) {
	channel := *l.channel.Load()
	errs := newStallWriter(channel.Stderr(), s.limits.WriteStall, out.stalled)
	typed := newLineInput(l, channel, s.limits.LineInput, caller.Conn.touch)
	defer typed.Close()
	in := io.Reader(typed)
	if _, _, isTerminal := session.Pty(); isTerminal { // ssh -t with a command, or a terminal that cannot be drawn on
		out.w, errs.w = ssh.NewPtyWriter(channel), ssh.NewPtyWriter(channel)
		in = newLineEditor(in, out, s.limits.Command)
		caller.Terminal = true
	}
	out.touch, errs.touch = caller.Conn.touch, caller.Conn.touch // receiving output counts as activity

	args, err := command.Split(text.FromTerminal([]byte(session.RawCommand())))
	if err != nil {
		_, _ = io.WriteString(errs, sayQuoting.text(caller.Lang)+"\n")
		return 2
	}
	return s.callLine(l.session, caller, args, in, out, errs)
}

// callLine runs a line command, says why the session ends if it is ended, and returns the
// exit status.
func (s *Server) callLine(l *session, caller Caller, args []string, in io.Reader, out, errs io.Writer) (status int) {
	status = s.callApp(l, caller, args, in, out, errs)
	if why := l.reason(); why != silent {
		_, _ = io.WriteString(errs, caller.Conn.farewell(why, caller.Lang)+"\n")
	}
	if status < 0 || status > 255 {
		return 1
	}
	return status
}

// callApp calls the App, and turns a panic into a failed command.
func (s *Server) callApp(l *session, caller Caller, args []string, in io.Reader, out, errs io.Writer) (status int) {
	defer func() {
		if value := recover(); value != nil {
			s.log.Error("a line command panicked", "panic", value, slog.String("stack", string(debug.Stack())))
			l.end(sayCrash)
			status = 1
		}
	}()
	return s.app.Line(l.ctx, caller, args, in, out, errs)
}

// boundedReader reads at most limit bytes. If the input has more, it returns a
// [command.InputTooLarge] and never io.EOF.
type boundedReader struct {
	in    io.Reader
	limit int64
	read  int64
}

func (b *boundedReader) Read(p []byte) (int, error) {
	left := b.limit - b.read
	if int64(len(p)) > left+1 {
		p = p[:left+1]
	}
	n, err := b.in.Read(p)
	if int64(n) > left {
		b.read = b.limit
		return int(left), &command.InputTooLarge{Limit: b.limit}
	}
	b.read += int64(n)
	return n, err
}

// lineInput is the input of a line command: at most so many bytes, and only as long as its
// session lives, so that a command that waits for the next line learns when the server
// stops. Nothing is read before it is asked for.
type lineInput struct {
	*io.PipeReader
	start func()
}

func newLineInput(ctx context.Context, channel io.Reader, limit int64, touch func()) *lineInput {
	out, in := io.Pipe()
	typed := &boundedReader{limit: limit, in: readerFunc(func(p []byte) (int, error) {
		n, err := channel.Read(p)
		if n > 0 {
			touch()
		}
		return n, err
	})}
	return &lineInput{out, sync.OnceFunc(func() {
		context.AfterFunc(ctx, func() { _ = in.Close() })
		safego.Go("line input", func() { // ends with the channel at the latest
			_, err := io.Copy(in, typed)
			_ = in.CloseWithError(err)
		})
	})}
}

// Read waits for more input, for its end, or for the session's end.
func (l *lineInput) Read(p []byte) (int, error) {
	l.start()
	return l.PipeReader.Read(p)
}

// readerFunc is a function that implements io.Reader.
type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
