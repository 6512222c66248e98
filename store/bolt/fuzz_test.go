package bolt_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"verkstad/store/bolt"
)

// FuzzFile holds that a file that holds anything at all is opened or refused,
// and read through, without a panic, and that what Verify finds right is read.
func FuzzFile(f *testing.F) {
	dir := f.TempDir()
	whole := filepath.Join(dir, "whole.db")
	db, err := bolt.Open(whole, bolt.Options{})
	if err != nil {
		f.Fatal(err)
	}
	err = db.Append("w", bolt.Commit{First: 1, Payloads: payloads("a", "b", "c"), Info: []byte("{}"), Drafts: map[string][]byte{"1idea": []byte("begun")}})
	if err != nil {
		f.Fatal(err)
	}
	if err := db.Close(); err != nil {
		f.Fatal(err)
	}
	raw, err := os.ReadFile(whole)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw, uint16(0), byte(0))
	f.Add(raw, uint16(16), byte(1)) // the first page of the two that say where the rest is
	f.Add(raw[:3000], uint16(0), byte(0))
	f.Add(raw[:20000], uint16(0), byte(0))
	f.Add([]byte("minutes of the meeting"), uint16(0), byte(0))
	f.Add(bytes.Repeat([]byte{0}, 1<<15), uint16(9), byte(255))
	f.Fuzz(func(t *testing.T, content []byte, at uint16, flip byte) {
		content = bytes.Clone(content)
		if int(at) < len(content) {
			content[at] ^= flip
		}
		path := filepath.Join(t.TempDir(), "verkstad.db")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := bolt.Open(path, bolt.Options{ReadOnly: true})
		if err != nil {
			return // refusing is right
		}
		faults, err := db.Verify(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		all, err := db.Workshops()
		for _, w := range all {
			if err := db.Read(w.ID, 1, func(uint64, []byte) error { return nil }); err != nil && len(faults) == 0 {
				t.Errorf("verified, and it cannot be read: %v", err)
			}
		}
		if err != nil && len(faults) == 0 {
			t.Errorf("verified, and its workshops cannot be listed: %v", err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
}
