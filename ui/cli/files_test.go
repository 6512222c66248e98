package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// TestAFileIsReplacedWhole holds that a file that is written over keeps what it
// said until the new one is whole, that another name of it keeps it for good, that a
// link leads where it led, and that who may read it stays the same.
func TestAFileIsReplacedWhole(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	says := func(name, want string) {
		t.Helper()
		if got, err := os.ReadFile(at(name)); err != nil || string(got) != want {
			t.Errorf("%s says %q (%v), want %q", name, got, err, want)
		}
	}
	if err := os.WriteFile(at("old"), []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Link(at("old"), at("hard")), os.Symlink("old", at("soft"))); err != nil {
		t.Skip(err)
	}
	o := &Options{Data: at("data")}
	o.files = localFiles{o}
	halfway := errors.New("halfway")
	if err := writeTo(o, at("soft"), func(w io.Writer) error {
		_, err := io.WriteString(w, "half")
		return errors.Join(err, halfway)
	}); !errors.Is(err, halfway) {
		t.Errorf("what fails halfway says %v", err)
	}
	says("old", "old")
	if err := put(o, at("new"), []byte("new")); err != nil {
		t.Error(err)
	}
	says("new", "new")
	if err := put(o, at("soft"), []byte("newer")); err != nil {
		t.Error(err)
	}
	says("old", "newer")
	says("soft", "newer")
	says("hard", "old")
	info, err := os.Stat(at("old"))
	if err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("the mode is %v now (%v)", info.Mode(), err)
	}
	if runtime.GOOS == "linux" {
		for _, name := range []string{"/dev/full", at("full")} {
			if name != "/dev/full" {
				_ = os.Symlink("/dev/full", name)
			}
			if err := put(o, name, []byte("x")); err == nil {
				t.Errorf("%s took it", name)
			}
		}
	}
	left, err := filepath.Glob(at(".verkstad-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q (%v)", left, err)
	}
	if _, err := os.Lstat("/dev/full"); runtime.GOOS == "linux" && err != nil {
		t.Error("the device is gone")
	}
}
