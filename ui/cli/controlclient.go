package cli

import (
	"context"
	"encoding/gob"
	"errors"
	"io"
	"io/fs"

	"verkstad/model/safego"
	"verkstad/ui/plainfile"
)

// forward has a server that has the data folder open do the command. It is
// false if there is none, and nothing was done.
func forward(o *Options) (done bool, err error) {
	if o.served {
		return false, nil
	}
	conn, err := dialControl(o.Data)
	if err != nil {
		return false, nil
	}
	defer conn.Close()
	ended := make(chan struct{})
	defer close(ended)
	safego.Go("stop a forwarded command", func() {
		select {
		case <-o.stop:
			_ = conn.Close()
		case <-ended:
		}
	})
	c := client{o: o, in: gob.NewDecoder(conn), out: gob.NewEncoder(conn), open: map[int]any{standardInput: o.In}}
	defer c.closeAll()
	code, err := c.run()
	select {
	case <-o.stop:
		return true, context.Canceled
	default:
	}
	if errors.Is(err, errOutput) {
		return true, &failure{"cli.control.output", []any{"Reason", plainfile.Reason(err)}, Failed}
	}
	if err != nil {
		return true, &failure{"cli.control.lost", []any{"Reason", err.Error()}, Failed}
	}
	if code != OK {
		return true, &failure{code: code} // the server has said why
	}
	return true, nil
}

// client is the end of the socket where the command was typed.
type client struct {
	o    *Options
	in   *gob.Decoder
	out  *gob.Encoder
	open map[int]any // readers and writers by handle
}

// errOutput is returned by run where the output of the command could not be
// written.
var errOutput = errors.New("the output could not be written")

// run sends the command and does what the server asks until it is done.
func (c *client) run() (code int, err error) {
	command := message{Kind: sayCommand, Args: c.o.commandLine, Env: c.o.variables, Asks: c.o.asks, Zone: writeZone(c.o.zone)}
	if err := c.out.Encode(command); err != nil {
		return 0, err
	}
	for {
		var m message
		if err := c.in.Decode(&m); err != nil {
			return 0, err
		}
		switch m.Kind {
		case sayExit:
			return m.Code, nil
		case sayOut:
			if _, err := c.o.Out.Write(m.Data); err != nil {
				return 0, errors.Join(errOutput, err)
			}
		case sayErr:
			_, _ = c.o.Err.Write(m.Data)
		default:
			if err := c.out.Encode(c.file(m)); err != nil {
				return 0, err
			}
		}
	}
}

// file does what the server asks of a file and gives the reply.
func (c *client) file(m message) message {
	reply := message{Kind: sayReply}
	var err error
	switch m.Kind {
	case sayOpen:
		var f io.ReadCloser
		if f, err = c.o.files.Open(m.Name); err == nil {
			c.open[m.File] = f
		}
	case sayCreate:
		var f newFile
		if f, err = c.o.files.Create(m.Name, m.OnlyNew); err == nil {
			c.open[m.File] = f
		}
	case sayRead:
		reply.Data, err = c.read(m)
		reply.End = errors.Is(err, io.EOF)
	case sayWrite:
		if f, ok := c.open[m.File].(io.Writer); ok {
			_, err = f.Write(m.Data)
		} else {
			err = fs.ErrInvalid
		}
	case sayClose:
		if f, ok := c.open[m.File].(io.Closer); ok && m.File != standardInput {
			err = f.Close()
			delete(c.open, m.File)
		}
	case sayAbandon:
		if f, ok := c.open[m.File].(newFile); ok {
			err = f.Abandon()
			delete(c.open, m.File)
		}
	default:
		err = fs.ErrInvalid
	}
	reply.Err = faultOf(err)
	return reply
}

func (c *client) read(m message) ([]byte, error) {
	f, ok := c.open[m.File].(io.Reader)
	if !ok || m.Most < 1 {
		return nil, fs.ErrInvalid
	}
	raw := make([]byte, min(m.Most, controlChunk))
	n, err := f.Read(raw)
	return raw[:n], err
}

// closeAll closes what a command that was cut off left open. What it had begun to
// write comes to nothing.
func (c *client) closeAll() {
	for handle, f := range c.open {
		if f, ok := f.(newFile); ok {
			_ = f.Abandon()
			continue
		}
		if f, ok := f.(io.Closer); ok && handle != standardInput {
			_ = f.Close()
		}
	}
}
