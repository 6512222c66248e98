package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"verkstad/ui/plainfile"
)

// Files are where the files that a command names lie: on the computer and in
// the folder of whoever gave the command, also where a running server does it
// (see control.go).
type Files interface {
	// Open opens a file to be read. Its errors are those of [plainfile.Open].
	Open(name string) (io.ReadCloser, error)
	// Create makes a file that only its owner can read, in place of one of that
	// name, which stays as it was until the new one is closed, and for good if the
	// new one is abandoned or could not be written. With onlyNew, one of that name
	// is [fs.ErrExist].
	Create(name string, onlyNew bool) (newFile, error)
}

// newFile is a file that is being written.
type newFile interface {
	io.WriteCloser
	// Abandon is instead of Close: what was written comes to nothing.
	Abandon() error
}

// localFiles are those of this process. A file that lies in the data folder of its
// options is Verkstad's own, and never written over.
type localFiles struct{ o *Options }

// errOurs is returned by Create for a file of the data folder.
var errOurs = errors.New("it lies in the data folder")

func (localFiles) Open(name string) (io.ReadCloser, error) { return plainfile.Open(name) }

func (l localFiles) Create(name string, onlyNew bool) (newFile, error) {
	if onlyNew {
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		return &written{File: f, whole: name}, err
	}
	if lies(l.o.Data, name) {
		return nil, &fs.PathError{Op: "create", Path: name, Err: errOurs}
	}
	mode := fs.FileMode(0o600)
	switch is, err := os.Stat(name); {
	case err == nil && is.IsDir():
		return nil, &fs.PathError{Op: "create", Path: name, Err: plainfile.ErrFolder}
	case err == nil && !is.Mode().IsRegular(): // a device or a pipe
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		return &written{File: f}, err
	case err == nil:
		mode = is.Mode().Perm()
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return nil, err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".verkstad-*")
	if err != nil {
		return nil, err
	}
	if err := f.Chmod(mode); err != nil && runtime.GOOS != "windows" {
		return nil, errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	return &written{File: f, whole: f.Name(), to: name}, nil
}

// written is a file that is being written, under a name of its own until it is
// whole if it takes the place of another. So another name of that one, a hard link,
// is not written to, and nothing is lost on a full disk.
type written struct {
	*os.File
	whole  string // its name now; empty where it stays whatever happens
	to     string // the name that it takes when it is whole; empty if it has it
	failed bool
}

func (w *written) Write(p []byte) (int, error) {
	n, err := w.File.Write(p)
	w.failed = w.failed || err != nil
	return n, err
}

func (w *written) Close() error {
	if w.failed {
		return w.Abandon()
	}
	if err := w.File.Close(); err != nil {
		return errors.Join(err, w.remove())
	}
	if w.to == "" {
		return nil
	}
	if err := os.Rename(w.whole, w.to); err != nil {
		return errors.Join(err, w.remove())
	}
	return nil
}

func (w *written) Abandon() error { return errors.Join(w.File.Close(), w.remove()) }

func (w *written) remove() error {
	if w.whole == "" {
		return nil
	}
	return os.Remove(w.whole)
}

// read reads a file, or the input for "-". A file of more than most bytes is
// refused.
func read(o *Options, file string, most int64) ([]byte, error) {
	in := o.In
	if file != "-" {
		f, err := o.files.Open(file)
		if err != nil {
			return nil, fileError(err, file)
		}
		defer f.Close()
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, most+1))
	if err != nil {
		return nil, fileError(err, file)
	}
	if int64(len(raw)) > most {
		return nil, &failure{"cli.file.large", []any{"File", file, "Size", o.Words.Bytes(most)}, Failed}
	}
	return raw, nil
}

// put writes to a file, or to the output for "" and "-".
func put(o *Options, file string, raw []byte) error {
	return writeTo(o, file, func(out io.Writer) error {
		_, err := out.Write(raw)
		return err
	})
}

// writeTo has write write to a file, or to the output for "" and "-".
func writeTo(o *Options, file string, write func(io.Writer) error) error {
	if file == "" || file == "-" {
		return write(o.Out)
	}
	f, err := o.files.Create(file, false)
	if err != nil {
		return writeError(err, file)
	}
	if err := write(f); err != nil {
		return writeError(errors.Join(err, f.Abandon()), file)
	}
	if err := f.Close(); err != nil {
		return writeError(err, file)
	}
	return nil
}

// lies reports whether a file is in the data folder, by whatever way its name goes
// there, and is there already: the database, a key, a backup.
func lies(folder, file string) bool {
	at, err := filepath.EvalSymlinks(file)
	if err != nil {
		return false // it is not there, or cannot be reached
	}
	root, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return false
	}
	at, err = filepath.Abs(at)
	if err != nil {
		return false
	}
	if root, err = filepath.Abs(root); err != nil {
		return false
	}
	rest, err := filepath.Rel(root, at)
	return err == nil && rest != ".." && !strings.HasPrefix(rest, ".."+string(filepath.Separator))
}

// newOutput is a new file for its owner alone, or the output for "" and "-". done closes
// it, and removes it if it is not to be kept.
func newOutput(o *Options, file string) (out io.Writer, done func(keep bool) error, err error) {
	if file == "" || file == "-" {
		return o.Out, func(bool) error { return nil }, nil
	}
	f, err := o.files.Create(file, true)
	if err != nil {
		return nil, nil, fileError(err, file)
	}
	return f, func(keep bool) error {
		if !keep {
			return f.Abandon()
		}
		return f.Close()
	}, nil
}

// fileError says which file could not be used, and why.
func fileError(err error, file string) error {
	id := plainfile.Word(err)
	if errors.Is(err, errOurs) {
		id = "cli.file.ours"
	}
	return &failure{id, []any{"File", file, "Reason", plainfile.Reason(err)}, Failed}
}

// writeError says which file could not be written, and why. What is not about
// a file is handed on as it is.
func writeError(err error, file string) error {
	if _, ok := errors.AsType[*fs.PathError](err); !ok {
		return err
	}
	if folder := filepath.Dir(file); errors.Is(err, fs.ErrNotExist) {
		return &failure{"cli.file.nofolder", []any{"File", file, "Folder", folder}, Failed}
	}
	return fileError(err, file)
}
