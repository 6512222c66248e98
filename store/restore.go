package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"verkstad/store/bolt"
)

// Restore replaces a data folder's database with a copy of a backup. The backup is verified
// first, and so is the copy. The previous database is never removed: it is kept under the
// name returned in aside, empty if there was none. If it is undamaged, it stays in its
// place and ErrGood is returned, unless replace is true. Restore also returns ErrLocked
// while a Verkstad has the folder open, ErrDamaged if the backup is damaged, and ErrNewer,
// ErrNotDatabase, ErrReadOnly or ErrFull.
func Restore(ctx context.Context, dir, backup string, replace bool) (aside string, err error) {
	if err := verifyFile(ctx, backup); err != nil {
		return "", fmt.Errorf("restore %s: %w", backup, err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("%w: %w", ErrFolder, err)
	}
	leave, err := bolt.HoldFolder(dir)
	if err != nil {
		return "", fmt.Errorf("restore %s: %w", backup, err)
	}
	defer func() { err = errors.Join(err, leave()) }()
	database := filepath.Join(dir, DatabaseName)
	release, err := bolt.Hold(database)
	if err != nil {
		return "", fmt.Errorf("restore %s: %w", backup, err)
	}
	defer func() { err = errors.Join(err, release()) }()
	temp, err := copyBeside(ctx, backup, database)
	if err != nil {
		return "", fmt.Errorf("restore %s: %w", backup, err)
	}
	defer func() {
		if e := os.Remove(temp); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}()
	if aside, err = putAside(ctx, database, replace); err != nil {
		return "", fmt.Errorf("restore %s: %w", backup, err)
	}
	if err := errors.Join(os.Rename(temp, database), syncDir(dir)); err != nil {
		return aside, fmt.Errorf("restore %s: %w", backup, err)
	}
	return aside, nil
}

// verifyFile returns nil if a file that nobody writes to is an undamaged database.
func verifyFile(ctx context.Context, file string) error {
	db, err := bolt.Open(file, bolt.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	return errors.Join(accept(ctx, db), db.Close())
}

// copyBeside copies a backup to a temporary file beside the database, synced and verified,
// and returns the file's name.
func copyBeside(ctx context.Context, backup, database string) (name string, err error) {
	from, err := os.Open(backup)
	if err != nil {
		return "", err
	}
	defer from.Close()
	to, err := os.CreateTemp(filepath.Dir(database), DatabaseName+".new-*")
	if err != nil {
		return "", bolt.Translate(err)
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Sync(), to.Close()); err != nil {
		return "", errors.Join(bolt.Translate(err), os.Remove(to.Name()))
	}
	if err := verifyFile(ctx, to.Name()); err != nil {
		return "", errors.Join(err, os.Remove(to.Name()))
	}
	return to.Name(), nil
}

// putAside gives the database a second name, so that its place is never empty, and returns
// it; empty if there is no database.
func putAside(ctx context.Context, database string, replace bool) (aside string, err error) {
	if _, err := os.Lstat(database); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if !replace {
		report, err := CheckFile(ctx, database)
		if err == nil && report.OK() {
			return "", ErrGood
		}
		if errors.Is(err, ErrNewer) {
			return "", err
		}
	}
	aside = bolt.FreeName(database+".aside-", "", time.Now())
	if err := os.Link(database, aside); err == nil {
		return aside, nil
	}
	// The file system has no hard links. The place is empty until the copy takes it.
	return aside, os.Rename(database, aside)
}
