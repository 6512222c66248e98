// Package plainfile opens files that a person names to be read, and says in
// their language what cannot be: a folder, a device, a socket, a pipe that nobody
// writes to, a file that changes while it is read.
package plainfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"syscall"
	"time"

	"verkstad/ui/i18n"
)

// Errors of [Open] and of reading what it opened, besides those of package os.
var (
	ErrFolder   = errors.New("it is a folder")
	ErrDevice   = errors.New("it is a device")
	ErrSocket   = errors.New("it is a socket")
	ErrNoWriter = errors.New("nobody writes to the pipe")
	ErrChanged  = errors.New("it changed while it was read")
)

// writerComes is how long a pipe waits for a writer.
var writerComes = 5 * time.Second

// Open opens a file, or a pipe, to be read. It does not wait for a pipe to have
// a writer; reading does, for some seconds. At the end of a file that has become
// another meanwhile, reading gives ErrChanged.
func Open(name string) (io.ReadCloser, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	fail := func(err error) (io.ReadCloser, error) { return nil, &fs.PathError{Op: "read", Path: name, Err: err} }
	switch mode := info.Mode(); {
	case mode.IsDir():
		return fail(ErrFolder)
	case mode&fs.ModeSocket != 0:
		return fail(ErrSocket)
	case mode&fs.ModeNamedPipe != 0:
		f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
		if err != nil {
			return nil, err
		}
		return &pipe{File: f, name: name, until: time.Now().Add(writerComes)}, nil
	case !mode.IsRegular():
		return fail(ErrDevice)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &file{f, name, info}, nil
}

// file is a file whose reader is told if it changes meanwhile.
type file struct {
	*os.File
	name string
	was  fs.FileInfo
}

func (f *file) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	if err != io.EOF {
		return n, err
	}
	now, err := f.Stat()
	switch {
	case err != nil:
		return n, err
	case now.Size() != f.was.Size() || !now.ModTime().Equal(f.was.ModTime()):
		return n, &fs.PathError{Op: "read", Path: f.name, Err: ErrChanged}
	}
	return n, io.EOF
}

// pipe is a named pipe. It ends where a writer that has come closes it.
type pipe struct {
	*os.File
	name  string
	until time.Time
	begun bool
}

func (p *pipe) Read(b []byte) (int, error) {
	for {
		n, err := p.File.Read(b)
		if p.begun = p.begun || n > 0; p.begun || err != io.EOF {
			return n, err
		}
		if time.Now().After(p.until) {
			return 0, &fs.PathError{Op: "read", Path: p.name, Err: ErrNoWriter}
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Word is the id in the catalogue of what is wrong with a file, which takes File
// and Reason.
func Word(err error) string {
	for is, id := range map[error]string{
		fs.ErrNotExist: "cli.file.missing", fs.ErrPermission: "cli.file.forbidden", ErrFolder: "cli.file.folder", ErrDevice: "cli.file.device",
		ErrSocket: "cli.file.device", ErrNoWriter: "cli.file.nowriter", ErrChanged: "cli.file.changed",
	} {
		if errors.Is(err, is) {
			return id
		}
	}
	return "cli.file.failed"
}

// Reason is what an error says without the name of the file.
func Reason(err error) string {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err
	}
	return err.Error()
}

// Say says what is wrong with a file.
func Say(w *i18n.Words, name string, err error) string {
	return w.T(Word(err), "File", name, "Reason", Reason(err))
}
