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

// ignorableOptions are the options of an authorized_keys line that narrow what a key
// may do with a shell. There is no shell here, so they change nothing.
var ignorableOptions = map[string]bool{
	"restrict": true, "no-agent-forwarding": true, "no-port-forwarding": true, "no-pty": true,
	"no-user-rc": true, "no-x11-forwarding": true, "no-touch-required": true,
	"agent-forwarding": true, "port-forwarding": true, "pty": true, "user-rc": true, "x11-forwarding": true,
}

// facilitators knows the keys of a file in authorized_keys form (sshd(8)),
// and reads it again when it has changed.
type facilitators struct {
	path string
	log  *slog.Logger

	mu      sync.Mutex
	size    int64
	changed time.Time
	names   map[string]string // comment by the key's wire form
	failed  string            // the last error logged, not to repeat it
}

func newFacilitators(path string, log *slog.Logger) *facilitators {
	return &facilitators{path: path, log: log}
}

// lookup returns the comment of key's line, and whether there is one. If the
// file is missing, cannot be read, or can be changed by others on this
// computer, nobody is a facilitator.
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
			f.log.Error("cannot read the facilitators file, so nobody is one", "path", f.path, "err", err)
		}
		return "", false
	}
	comment, found = f.names[string(key.Marshal())]
	return comment, found
}

// any reports whether the file had any key when it was last looked at.
func (f *facilitators) any() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.names) > 0
}

// version is another one whenever the file is read anew.
func (f *facilitators) version() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.changed.String() + strconv.FormatInt(f.size, 10)
}

// refresh reads the file if its size or time has changed.
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

// changeableByOthers is an error if others on this computer can change the file,
// or put another in its place or have put it there, as sshd(8) holds with
// StrictModes. Windows has other means.
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

// parseFacilitators reads authorized_keys lines. A line that cannot be read,
// or whose options make a condition that is not checked here (such as from= or
// expiry-time=), makes nobody a facilitator: to ignore the option would grant
// more than was written.
func parseFacilitators(text []byte, log *slog.Logger) map[string]string {
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // that Windows' editors leave
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
		if option, ok := conditional(options); ok {
			log.Warn("skipped a line of the facilitators file: its option is not supported", "line", number, "option", option)
			continue
		}
		names[string(key.Marshal())] = strings.ToValidUTF8(comment, "")
	}
	return names
}

// conditional returns the first option that cannot be ignored safely.
func conditional(options []string) (string, bool) {
	for _, option := range options {
		name, _, _ := strings.Cut(option, "=")
		name = strings.ToLower(name)
		if !ignorableOptions[name] && name != "command" && name != "environment" {
			return name, true
		}
	}
	return "", false
}
