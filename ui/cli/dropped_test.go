package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestFilesAsTerminalsDropThem reads a file by every name that a terminal writes
// when it is dropped on it.
func TestFilesAsTerminalsDropThem(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("names are written otherwise there")
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	if err := os.WriteFile(filepath.Join(home, "idéer från mötet.csv"), []byte("text\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(home, "idéer från mötet.csv")
	for _, name := range []string{
		path, " " + path + "  ", `"` + path + `"`, "'" + path + "'", strings.ReplaceAll(path, " ", `\ `),
		"~/idéer från mötet.csv", "file://" + strings.ReplaceAll(path, " ", "%20"),
	} {
		if raw, err := Load(name, 3); err != nil || string(raw) != "text" {
			t.Errorf("%s: %q, %v", name, raw, err)
		}
	}
}
