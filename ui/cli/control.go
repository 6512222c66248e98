package cli

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"time"

	"verkstad/model/safego"
)

// A Verkstad that has the data folder open does commands for others: a command
// that needs the data finds a socket there, sends its words, and the server runs
// the very same command line on the data that it has open. What it prints, the
// files that it reads and writes, and its input stay those of whoever asked: the
// server asks for them over the socket. So `export -o board.md` writes where it
// was typed, as the one who typed it, and a server in a container needs no view
// of their folders.
//
// The socket is only its owner's (see control_unix.go, control_windows.go). Both
// ends exchange [message]s as encoding/gob writes them. The server speaks, but
// for the first message and for replies: each open, create, read, write, close
// and remove is answered before the next.
//
//	control.go        the server's end
//	controlled.go     which commands it does, and what they have there
//	controlfiles.go   the files of whoever asked, as a command there has them
//	controlclient.go  the end where the command was typed
//	controlwire.go    what the ends say to each other

// Bounds of the control socket.
const (
	controlAtOnce = 16       // commands that a server does at the same time
	controlChunk  = 64 << 10 // bytes in one message
	controlEnd    = 5 * time.Second
)

// A Control does commands for others on the data that this process has open.
type Control struct {
	listener net.Listener
	remove   func() error
	program  Program
	served   Served // without Files
	version  string
	log      *slog.Logger
	life     context.Context
	end      context.CancelFunc
	places   chan struct{} // one for each command that may go on
	going    sync.WaitGroup
}

// ServeControl begins to do commands for others on data that this process has
// open, in o's folder. Serving tells of the server, if there is one by then.
// Close ends it.
func ServeControl(p Program, data Data, o *Options, serving func() Serving, log *slog.Logger) (*Control, error) {
	listener, remove, err := listenControl(o.Data)
	if err != nil {
		return nil, fmt.Errorf("listen on the control socket: %w", err)
	}
	c := &Control{
		listener: listener, remove: remove, program: servedProgram{p, data}, version: o.version, log: log,
		served: Served{Folder: o.Data, Serving: serving}, places: make(chan struct{}, controlAtOnce),
	}
	c.life, c.end = context.WithCancel(context.Background())
	c.going.Add(1)
	safego.Go("control socket", c.accept)
	return c, nil
}

// Close ends the commands that go on, waits for them for some seconds, and
// removes the socket.
func (c *Control) Close() error {
	err := c.listener.Close()
	c.end()
	done := make(chan struct{})
	safego.Go("end of the control socket", func() {
		c.going.Wait()
		close(done)
	})
	select {
	case <-done:
	case <-time.After(controlEnd):
		c.log.Warn("a command over the control socket goes on")
	}
	return errors.Join(err, c.remove())
}

func (c *Control) accept() {
	defer c.going.Done()
	for {
		conn, err := c.listener.Accept()
		if err != nil {
			if c.life.Err() == nil && !errors.Is(err, net.ErrClosed) {
				c.log.Error("the control socket takes no more commands", "err", err)
			}
			return
		}
		c.going.Add(1)
		safego.Go("command over the control socket", func() {
			defer c.going.Done()
			c.serve(conn)
		})
	}
}

// serve does one command.
func (c *Control) serve(conn net.Conn) {
	ctx, end := context.WithCancel(c.life)
	defer end()
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	asker := &asker{in: gob.NewDecoder(conn), out: gob.NewEncoder(conn), lost: end}
	_ = conn.SetReadDeadline(time.Now().Add(controlEnd)) // for the command; its input may take its time
	var m message
	if err := asker.in.Decode(&m); err != nil || m.Kind != sayCommand {
		return
	}
	_ = conn.SetReadDeadline(time.Time{})
	select { // whoever says nothing takes no place
	case c.places <- struct{}{}:
		defer func() { <-c.places }()
	case <-ctx.Done():
		return
	}
	asked := c.served
	asked.Files, asked.Asks, asked.Zone = asker, m.Asks, m.Zone
	out := bufio.NewWriterSize(askedOutput{asker, sayOut}, controlChunk)
	code := Run(ctx, c.program, Setup{
		Args: m.Args, Env: func(name string) (string, bool) { value, ok := m.Env[name]; return value, ok },
		In: &askedFile{asker, standardInput}, Out: out, Err: askedOutput{asker, sayErr}, Version: c.version, Served: &asked,
	})
	_ = out.Flush() // whoever asked is gone if it cannot be
	asker.mu.Lock()
	defer asker.mu.Unlock()
	_ = asker.out.Encode(message{Kind: sayExit, Code: code})
}
