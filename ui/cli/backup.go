package cli

import (
	"errors"
	"fmt"
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

// backup makes a backup in a file of whoever asked, never over one, or writes it to
// the output for "-", and says so on the error output then.
func backup(d Data, o *Options, file string) error {
	if file == "-" {
		if o.asks {
			return usage("cli.backup.terminal")
		}
		folder := o.Data
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			folder = "" // the data is itself a backup
		}
		if err := sendCopy(d, folder, o.Out); err != nil {
			return err
		}
		_, err := fmt.Fprintln(o.Err, o.Words.T("cli.backup.sent"))
		return err
	}
	if err := backupFile(d, o, file); err != nil {
		return err
	}
	return say(o, "cli.backup.done", "File", file)
}

// sendCopy writes a backup of the data that is open to out.
func sendCopy(d Data, folder string, out io.Writer) error {
	copied, remove, err := copyOf(d, folder)
	if err != nil {
		return err
	}
	in, err := os.Open(copied)
	if err == nil {
		_, err = io.Copy(out, in)
		err = errors.Join(err, in.Close())
	}
	return errors.Join(err, remove())
}

func backupFile(d Data, o *Options, file string) error {
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
	if err := sendCopy(d, o.Data, out); err != nil {
		return errors.Join(err, out.Abandon())
	}
	return out.Close()
}
