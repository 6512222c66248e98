package cli_test

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"verkstad/ui/cli"
)

// The log of a workshop that somebody floods does not fill the disk, and nobody
// else can read it.
func TestTheLogFileIsPutAsideWhenItIsLarge(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	log := cli.LogFile(&cli.Options{Data: dir})
	line := strings.Repeat("x", 1<<10-1) + "\n"
	for range 40 << 10 { // 40 MB
		if _, err := io.WriteString(log, line); err != nil {
			t.Fatal(err)
		}
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	var files []string
	var size int64
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		files, _ = filepath.Glob(filepath.Join(dir, "verkstad*.log"))
		if len(files) == 4 { // the oldest go on a goroutine
			break
		}
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v", file, info.Mode())
		}
	}
	if len(files) != 4 || size > 21<<20 {
		t.Errorf("%d MB in %q", size>>20, files)
	}
}
