package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/store/bolt"
)

// keyring is the folder with the keys of open rounds. It is not part of the database or of
// any backup.
type keyring struct{ dir string }

const keySuffix = ".key"

func (k keyring) file(workshop string, round model.RoundID) string {
	return filepath.Join(k.dir, workshop+"-"+strconv.Itoa(int(round))+keySuffix)
}

// keep writes a round's key, replacing an older one of a round that never opened, and syncs
// it. On a full disk the error is [bolt.ErrFull].
func (k keyring) keep(workshop string, key *roundKey) error {
	if err := k.destroy(workshop, key.round); err != nil {
		return bolt.Translate(err)
	}
	if err := os.MkdirAll(k.dir, 0o700); err != nil {
		return fmt.Errorf("make the folder of round keys: %w", bolt.Translate(err))
	}
	f, err := os.OpenFile(k.file(workshop, key.round), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("keep a round key: %w", bolt.Translate(err))
	}
	_, err = f.Write(key.secret[:])
	if err := errors.Join(err, f.Sync(), f.Close(), syncDir(k.dir), syncDir(filepath.Dir(k.dir))); err != nil {
		return fmt.Errorf("keep a round key: %w", bolt.Translate(err))
	}
	return nil
}

// read reads a round's key.
func (k keyring) read(workshop string, round model.RoundID) (*roundKey, error) {
	raw, err := os.ReadFile(k.file(workshop, round))
	if err != nil {
		return nil, fmt.Errorf("read a round key: %w", err)
	}
	if len(raw) != len(roundKey{}.secret) {
		return nil, fmt.Errorf("read a round key: it has %d bytes", len(raw))
	}
	return &roundKey{round: round, secret: [32]byte(raw)}, nil
}

// destroy overwrites a round's key, as far as the disk allows, and removes it. It is not an
// error if there is none.
func (k keyring) destroy(workshop string, round model.RoundID) error {
	file := k.file(workshop, round)
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		_, err = f.Write(make([]byte, len(roundKey{}.secret)))
		err = errors.Join(err, f.Sync(), f.Close())
	}
	// It is also removed if it cannot be overwritten.
	if err := errors.Join(err, os.Remove(file), syncDir(k.dir)); err != nil {
		return fmt.Errorf("destroy a round key: %w", err)
	}
	return nil
}

// each calls f for every key in the folder.
func (k keyring) each(f func(workshop string, round model.RoundID) error) error {
	entries, err := os.ReadDir(k.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the folder of round keys: %w", err)
	}
	for _, e := range entries {
		name, isKey := strings.CutSuffix(e.Name(), keySuffix)
		at := strings.LastIndexByte(name, '-')
		if !isKey || at < 0 {
			continue
		}
		round, err := strconv.Atoi(name[at+1:])
		if err != nil {
			continue
		}
		if err := f(name[:at], model.RoundID(round)); err != nil {
			return err
		}
	}
	return nil
}

// clearKeys destroys the keys of rounds that are not open, left by a crash. The key of a
// workshop that cannot be read stays.
func (s *Store) clearKeys() error {
	return s.rounds.each(func(workshop string, round model.RoundID) error {
		if _, known := s.infos[workshop]; known {
			r, err := s.replay(workshop)
			if err != nil {
				return nil
			}
			if open := r.board.OpenRound(); open != nil && open.ID == round {
				return nil
			}
		}
		s.log.Info("destroyed the key of a round that is not open", "workshop", workshop, "round", round)
		return s.rounds.destroy(workshop, round)
	})
}

func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
