package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"verkstad/store/bolt"
)

// OpenBackup opens a copy of a backup, or of another database that nobody has open, for
// reading; Close removes the copy. The file itself is not touched, and what is written to
// the copy is lost. It returns the same errors as [Open], and ErrDamaged for a backup that
// is damaged.
func OpenBackup(ctx context.Context, file string, o Options) (*Store, error) {
	if err := verifyFile(ctx, file); err != nil { // names the file, and makes sure that nobody has it open
		return nil, err
	}
	dir, err := os.MkdirTemp("", "verkstad-backup-")
	if err != nil {
		return nil, bolt.Translate(err)
	}
	s, err := openCopy(ctx, file, dir, o)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	s.copied = true
	return s, nil
}

func openCopy(ctx context.Context, file, dir string, o Options) (*Store, error) {
	database := filepath.Join(dir, DatabaseName)
	temp, err := copyBeside(ctx, file, database)
	if err != nil {
		return nil, err
	}
	if err := os.Rename(temp, database); err != nil {
		return nil, err
	}
	o.BackupEvery = -1
	return Open(dir, o)
}
