package cli

import (
	"bufio"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"verkstad/model/guarded"
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

// message is what one end of the control socket says to the other.
type message struct {
	Kind kind
	// Of a command.
	Args []string
	Env  map[string]string
	Asks bool // the command was typed where a question can be answered
	// Of a file, and of replies about one.
	File    int // a handle that the server chose
	Name    string
	OnlyNew bool
	Data    []byte
	Most    int // bytes that a read may give
	End     bool
	Err     *fileFault
	// Of the end.
	Code int
}

type kind uint8

const (
	sayCommand kind = iota + 1 // from the client, the first
	sayReply                   // from the client
	sayOut                     // the rest are from the server
	sayErr
	sayOpen
	sayCreate
	sayRead
	sayWrite
	sayClose
	sayRemove
	sayExit
)

// standardInput is the handle of the client's input, which is always open.
const standardInput = 0

// Bounds of the control socket.
const (
	controlAtOnce = 16       // commands that a server does at the same time
	controlChunk  = 64 << 10 // bytes in one message
	controlEnd    = 5 * time.Second
)

// fileFault is an error of a file, as it is sent.
type fileFault struct {
	Op, Path, Text string
	Is             string // a key of fileFaults, or empty
}

var fileFaults = map[string]error{"ours": errOurs, "exist": fs.ErrExist, "notexist": fs.ErrNotExist, "permission": fs.ErrPermission}

func faultOf(err error) *fileFault {
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	f := &fileFault{Text: err.Error()}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		f.Op, f.Path, f.Text = path.Op, path.Path, path.Err.Error()
	}
	for name, is := range fileFaults {
		if errors.Is(err, is) {
			f.Is = name
		}
	}
	return f
}

func (f *fileFault) error() error {
	if f == nil {
		return nil
	}
	return &fs.PathError{Op: f.Op, Path: f.Path, Err: sentFault{f.Text, fileFaults[f.Is]}}
}

// sentFault is why a file at the other end could not be used.
type sentFault struct {
	text string
	is   error // nil if it is none of fileFaults
}

func (e sentFault) Error() string { return e.text }
func (e sentFault) Unwrap() error { return e.is }

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
	guarded.Go("stop a forwarded command", func() {
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

// run sends the command and does what the server asks until it is done.
func (c *client) run() (code int, err error) {
	if err := c.out.Encode(message{Kind: sayCommand, Args: c.o.commandLine, Env: c.o.variables, Asks: c.o.asks}); err != nil {
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
				return 0, err
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
		var f io.WriteCloser
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
	case sayRemove:
		err = c.o.files.Remove(m.Name)
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

// closeAll closes what a command that was cut off left open.
func (c *client) closeAll() {
	for handle, f := range c.open {
		if f, ok := f.(io.Closer); ok && handle != standardInput {
			_ = f.Close()
		}
	}
}

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
	guarded.Go("control socket", c.accept)
	return c, nil
}

// Close ends the commands that go on, waits for them for some seconds, and
// removes the socket.
func (c *Control) Close() error {
	err := c.listener.Close()
	c.end()
	done := make(chan struct{})
	guarded.Go("end of the control socket", func() {
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
		guarded.Go("command over the control socket", func() {
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
	asked.Files, asked.Asks = asker, m.Asks
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

// Served is what a command line has that is run for somebody else.
type Served struct {
	Folder  string // the data folder that is open
	Files   Files  // those of the one who asked
	Asks    bool   // they can answer a question
	Serving func() Serving
}

// Serving is a server that is running, zero for none.
type Serving struct {
	Code    string // of the workshop that it was started with
	Listen  string // host:port
	Address string // what is shown instead, as --address has it
}

// servedProgram is a [Program] for commands that are done for others. What has
// a screen or a server of its own is not.
type servedProgram struct {
	Program
	data Data
}

// keptOpen is data that stays open when a command is done with it.
type keptOpen struct{ Data }

func (keptOpen) Close() error { return nil }

func (p servedProgram) Open(*Options) (Data, error) { return keptOpen{p.data}, nil }

// Check reads a copy of the database, of the moment: the one that is open
// cannot be opened again.
func (p servedProgram) Check(ctx context.Context, o *Options, file string) (Finding, error) {
	if file != "" {
		return Finding{}, errNotServed
	}
	copied, remove, err := copyOf(p.data, o.Data)
	if err != nil {
		return Finding{}, err
	}
	found, err := p.Program.Check(ctx, o, copied)
	found.File = o.Data
	return found, errors.Join(err, remove())
}

// errNotServed is what a program answers that was made to ask for it.
var errNotServed = &failure{id: "cli.control.not", code: CannotUse}

func (servedProgram) Home(context.Context, *Options) error     { return errNotServed }
func (servedProgram) Host(context.Context, *Options) error     { return errNotServed }
func (servedProgram) Serve(context.Context, *Options) error    { return errNotServed }
func (servedProgram) Review(context.Context, *Options) error   { return errNotServed }
func (servedProgram) Demo(context.Context, *Options) error     { return errNotServed }
func (servedProgram) Rehearse(context.Context, *Options) error { return errNotServed }
func (servedProgram) Restore(context.Context, *Options, string, bool) (string, error) {
	return "", errNotServed
}

// copyOf makes a backup of the data that is open, in a folder of its own.
func copyOf(d Data, folder string) (file string, remove func() error, err error) {
	private, err := os.MkdirTemp(folder, ".copy-")
	if err != nil {
		return "", nil, err
	}
	remove = func() error { return os.RemoveAll(private) }
	file = filepath.Join(private, "verkstad.db")
	if err := d.Backup(file); err != nil {
		return "", nil, errors.Join(err, remove())
	}
	return file, remove, nil
}

// backup makes a backup in a file of whoever asked, never over one.
func backup(d Data, o *Options, file string) error {
	if !o.served {
		err := d.Backup(file)
		if errors.Is(err, fs.ErrNotExist) {
			return writeError(err, file)
		}
		return err
	}
	out, err := o.files.Create(file, true)
	if errors.Is(err, fs.ErrExist) {
		return &failure{"cli.file.exists", []any{"File", file}, Failed}
	}
	if err != nil {
		return writeError(err, file)
	}
	copied, remove, err := copyOf(d, o.Data)
	if err != nil {
		return errors.Join(err, out.Close(), o.files.Remove(file))
	}
	in, err := os.Open(copied)
	if err == nil {
		_, err = io.Copy(out, in)
		err = errors.Join(err, in.Close())
	}
	if err = errors.Join(err, out.Close(), remove()); err != nil {
		return errors.Join(err, o.files.Remove(file))
	}
	return nil
}

// asker is whoever typed a command that is done here: [Files] of theirs, and
// what they see.
type asker struct {
	mu     sync.Mutex // held for a message and its reply
	in     *gob.Decoder
	out    *gob.Encoder
	lost   func() // called when they are gone
	handle int
}

// ask sends a message and waits for its reply.
func (a *asker) ask(m message) (message, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.exchange(m)
}

func (a *asker) exchange(m message) (reply message, err error) {
	if err = a.out.Encode(m); err == nil {
		err = a.in.Decode(&reply)
	}
	if err != nil {
		a.lost()
		return reply, err
	}
	return reply, reply.Err.error()
}

// opened asks for a file and gives it a handle.
func (a *asker) opened(m message) (*askedFile, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.handle++
	m.File = a.handle
	if _, err := a.exchange(m); err != nil {
		return nil, err
	}
	return &askedFile{a, m.File}, nil
}

func (a *asker) Open(name string) (io.ReadCloser, error) {
	f, err := a.opened(message{Kind: sayOpen, Name: name})
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (a *asker) Create(name string, onlyNew bool) (io.WriteCloser, error) {
	f, err := a.opened(message{Kind: sayCreate, Name: name, OnlyNew: onlyNew})
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (a *asker) Remove(name string) error {
	_, err := a.ask(message{Kind: sayRemove, Name: name})
	return err
}

// askedFile is a file, or the input, of whoever asked.
type askedFile struct {
	asker  *asker
	handle int
}

func (f *askedFile) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	reply, err := f.asker.ask(message{Kind: sayRead, File: f.handle, Most: len(p)})
	if err == nil && reply.End {
		err = io.EOF
	}
	return copy(p, reply.Data), err
}

func (f *askedFile) Write(p []byte) (n int, err error) {
	return chunks(p, func(part []byte) error {
		_, err := f.asker.ask(message{Kind: sayWrite, File: f.handle, Data: part})
		return err
	})
}

func (f *askedFile) Close() error {
	_, err := f.asker.ask(message{Kind: sayClose, File: f.handle})
	return err
}

// askedOutput is the output, or the error output, of whoever asked.
type askedOutput struct {
	asker *asker
	kind  kind
}

func (w askedOutput) Write(p []byte) (n int, err error) {
	return chunks(p, func(part []byte) error {
		w.asker.mu.Lock()
		defer w.asker.mu.Unlock()
		err := w.asker.out.Encode(message{Kind: w.kind, Data: part})
		if err != nil {
			w.asker.lost()
		}
		return err
	})
}

// chunks hands p to write in parts that fit into a message.
func chunks(p []byte, write func([]byte) error) (n int, err error) {
	for n < len(p) {
		part := p[n:min(n+controlChunk, len(p))]
		if err := write(part); err != nil {
			return n, err
		}
		n += len(part)
	}
	return n, nil
}
