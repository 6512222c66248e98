package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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
	// name; with onlyNew, one of that name is [fs.ErrExist].
	Create(name string, onlyNew bool) (io.WriteCloser, error)
	// Remove removes a file that Create made.
	Remove(name string) error
}

// localFiles are those of this process. A file that lies in the data folder of its
// options is Verkstad's own, and never written over.
type localFiles struct{ o *Options }

// errOurs is returned by Create for a file of the data folder.
var errOurs = errors.New("it lies in the data folder")

func (localFiles) Open(name string) (io.ReadCloser, error) { return plainfile.Open(name) }

func (l localFiles) Create(name string, onlyNew bool) (io.WriteCloser, error) {
	if !onlyNew && lies(l.o.Data, name) {
		return nil, &fs.PathError{Op: "create", Path: name, Err: errOurs}
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if onlyNew {
		flags |= os.O_EXCL
	}
	f, err := os.OpenFile(name, flags, 0o600)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (localFiles) Remove(name string) error { return os.Remove(name) }

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
	if err := errors.Join(write(f), f.Close()); err != nil {
		return writeError(err, file)
	}
	return nil
}

// lies tells whether a file is in the data folder, by whatever way its name goes
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

// newOutput is where --output says, a new file for its owner alone, or the
// output. done closes it, and removes it if it is not to be kept.
func newOutput(o *Options) (out io.Writer, done func(keep bool) error, err error) {
	if o.outputFile == "" || o.outputFile == "-" {
		return o.Out, func(bool) error { return nil }, nil
	}
	f, err := o.files.Create(o.outputFile, true)
	if err != nil {
		return nil, nil, fileError(err, o.outputFile)
	}
	return f, func(keep bool) error {
		err := f.Close()
		if !keep {
			err = errors.Join(err, o.files.Remove(o.outputFile))
		}
		return err
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
