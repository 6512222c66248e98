package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

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
		return errors.Join(err, out.Abandon())
	}
	in, err := os.Open(copied)
	if err == nil {
		_, err = io.Copy(out, in)
		err = errors.Join(err, in.Close())
	}
	if err = errors.Join(err, remove()); err != nil {
		return errors.Join(err, out.Abandon())
	}
	return out.Close()
}
