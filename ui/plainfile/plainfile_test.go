package plainfile_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"verkstad/ui/plainfile"
)

func TestAFileIsReadAsItIs(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(name, []byte("text\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := plainfile.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if raw, err := io.ReadAll(f); err != nil || string(raw) != "text\n" {
		t.Errorf("%q, %v", raw, err)
	}
	if _, err := plainfile.Open(name + "x"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := plainfile.Open(filepath.Dir(name)); !errors.Is(err, plainfile.ErrFolder) {
		t.Errorf("a folder: %v", err)
	}
}

func TestAFileThatGrowsIsNotTakenForWhole(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(name, []byte("text\nBänkar\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := plainfile.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	more, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer more.Close()
	if _, err := more.WriteString("Träd\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(f); !errors.Is(err, plainfile.ErrChanged) {
		t.Errorf("it is read with %v", err)
	}
}
