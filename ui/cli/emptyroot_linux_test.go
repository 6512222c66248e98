package cli_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// inEmptyRoot runs the program in a root that has nothing but the program, as a
// container from scratch does. It skips the test where the system lets nobody
// change their root.
func inEmptyRoot(t *testing.T, root string, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command("/verkstad", args...)
	cmd.Dir, cmd.Env = "/", append([]string{"HOME=/", "LANG=en_GB.UTF-8"}, env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: root}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags = syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	var out, faults bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &faults
	if err := cmd.Start(); err != nil {
		t.Skipf("no other root here: %v", err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("verkstad %v: %v\n%s", args, err, faults.String())
	}
	return out.String()
}

// TestATimeZoneInAnEmptyRoot holds that TZ is obeyed where the system has no
// time zones: the text of an invitation and its calendar file say the same
// moment, in winter and in summer.
func TestATimeZoneInAnEmptyRoot(t *testing.T) {
	root := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(root, "verkstad"), "verkstad")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	if err := os.WriteFile(filepath.Join(root, "board.json"), []byte(smallBoard), 0o600); err != nil {
		t.Fatal(err)
	}
	inEmptyRoot(t, root, nil, "--data", "/data", "import", "/board.json", "--code", "KRABBA")
	for _, c := range []struct{ zone, start, said, utc string }{
		{"Europe/Stockholm", "2026-12-01 13:00", "13:00", "20261201T120000Z"},
		{"Europe/Stockholm", "2026-06-15 13:00", "13:00", "20260615T110000Z"},
		{"America/New_York", "2026-12-01 13:00", "13:00", "20261201T180000Z"},
	} {
		text := inEmptyRoot(t, root, []string{"TZ=" + c.zone}, "--data", "/data", "invite", "KRABBA", "--start", c.start, "--ics", "/out.ics")
		if !strings.Contains(text, c.said) {
			t.Errorf("in %s, %s is invited to as %q", c.zone, c.start, text)
		}
		calendar, err := os.ReadFile(filepath.Join(root, "out.ics"))
		if err != nil || !bytes.Contains(calendar, []byte("DTSTART:"+c.utc)) || !bytes.Contains(calendar, []byte(c.said)) {
			t.Errorf("in %s, the calendar file for %s is %s (%v)", c.zone, c.start, calendar, err)
		}
	}
}

// smallBoard is an exported board with one idea.
const smallBoard = `{
  "format": "verkstad/1",
  "workshop": {"id": "X", "title": "Reuse", "lang": "en", "node": "Lund", "created": "2026-11-23T09:00:00Z"},
  "agenda": [{"id": 1, "activity": "gather", "minutes": 12}],
  "current": 0, "people": [],
  "ideas": [{"id": 1, "phase": 1, "text": "Tool pool", "sector": "civil", "author": "Ida"}],
  "clusters": [], "rounds": [], "questions": [], "commitments": [], "feedback": [], "lineage": [],
  "events": 3
}`
