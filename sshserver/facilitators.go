package sshserver

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// maxFacilitators is how much of the facilitators file is read, in bytes.
const maxFacilitators = 1 << 20

// ignorableOptions are the options of an authorized_keys line that restrict what a key may
// do with a shell. There is no shell here, so they change nothing.
var ignorableOptions = map[string]bool{
	"restrict": true, "no-agent-forwarding": true, "no-port-forwarding": true, "no-pty": true,
	"no-user-rc": true, "no-x11-forwarding": true, "no-touch-required": true,
	"agent-forwarding": true, "port-forwarding": true, "pty": true, "user-rc": true, "x11-forwarding": true,
}

// facilitators knows the keys of a file in authorized_keys format (sshd(8)), and reads it
// again when it has changed.
type facilitators struct {
	path string
	log  *slog.Logger

	mu      sync.Mutex
	size    int64
	changed time.Time
	names   map[string]string // comment by the key's wire format
	failed  string            // the last error logged, so that it is logged once
}

func newFacilitators(path string, log *slog.Logger) *facilitators {
	return &facilitators{path: path, log: log}
}

// lookup returns the comment on key's line, and whether there is one. If the file is
// missing, cannot be read, or can be changed by other users of this computer, nobody is a
// facilitator.
func (f *facilitators) lookup(key gossh.PublicKey) (comment string, found bool) {
	if f.path == "" || key == nil {
		return "", false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.refresh(); err != nil {
		f.names, f.changed = nil, time.Time{}
		if !errors.Is(err, fs.ErrNotExist) && f.failed != err.Error() {
			f.failed = err.Error()
			f.log.Error("cannot read the facilitators file, so nobody is a facilitator", "path", f.path, "err", err)
		}
		return "", false
	}
	comment, found = f.names[string(key.Marshal())]
	return comment, found
}

// hasKeys reports whether the file had any key when it was last read.
func (f *facilitators) hasKeys() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.names) > 0
}

// version returns a string that changes whenever the file is read again.
func (f *facilitators) version() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.changed.String() + strconv.FormatInt(f.size, 10)
}

// refresh reads the file if its size or modification time has changed.
func (f *facilitators) refresh() error {
	file, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if err := changeableByOthers(f.path, info); err != nil {
		return err
	}
	if f.names != nil && info.Size() == f.size && info.ModTime().Equal(f.changed) {
		return nil
	}
	text, err := io.ReadAll(io.LimitReader(file, maxFacilitators+1))
	if err != nil {
		return err
	}
	if len(text) > maxFacilitators {
		return errors.New("the file is larger than 1 MiB")
	}
	f.names = parseFacilitators(text, f.log)
	f.size, f.changed, f.failed = info.Size(), info.ModTime(), ""
	return nil
}

// changeableByOthers returns an error if other users of this computer can change or replace
// the file, or have put it there, like sshd(8) with StrictModes. It does nothing on
// Windows.
func changeableByOthers(path string, file fs.FileInfo) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	if mode := file.Mode().Perm(); mode&0o022 != 0 {
		return fmt.Errorf("others can change it (mode %04o); run chmod 600 on it", mode)
	}
	folder, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return err
	}
	if mode := folder.Mode().Perm(); mode&0o022 != 0 {
		return fmt.Errorf("others can change the folder that it lies in (mode %04o); run chmod 700 on it", mode)
	}
	return ownedByOther(path, file)
}

// parseFacilitators parses authorized_keys lines. A line that cannot be parsed, or whose
// options are a condition that is not checked here (such as from= or expiry-time=), is
// skipped: ignoring the option would grant more than was written.
func parseFacilitators(text []byte, log *slog.Logger) map[string]string {
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // written by editors on Windows
	names := map[string]string{}
	number := 0
	for line := range bytes.Lines(text) {
		number++
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		key, comment, options, _, err := gossh.ParseAuthorizedKey(line)
		if err != nil {
			log.Warn("skipped a line of the facilitators file", "line", number, "err", err)
			continue
		}
		if option, ok := conditionalOption(options); ok {
			log.Warn("skipped a line of the facilitators file: its option is not supported", "line", number, "option", option)
			continue
		}
		names[string(key.Marshal())] = strings.ToValidUTF8(comment, "")
	}
	return names
}

// conditionalOption returns the first option that cannot safely be ignored.
func conditionalOption(options []string) (string, bool) {
	for _, option := range options {
		name, _, _ := strings.Cut(option, "=")
		name = strings.ToLower(name)
		if !ignorableOptions[name] && name != "command" && name != "environment" {
			return name, true
		}
	}
	return "", false
}
