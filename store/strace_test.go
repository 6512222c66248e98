package store_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"verkstad/model"
)

// straced is a child that runs under strace with these options.
func straced(t *testing.T, name, dir string, options ...string) *exec.Cmd {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace on PATH; TestAWriteThatFailedIsNotAcknowledged has failing writes without")
	}
	if err := exec.Command(strace, "-f", "-qq", "-o", filepath.Join(t.TempDir(), "trace"), "true").Run(); err != nil {
		t.Skipf("strace may not trace here: %v", err)
	}
	cmd := child(t, name, dir)
	cmd.Args = slices.Concat([]string{strace, "-f", "-qq"}, options, []string{cmd.Path})
	cmd.Path = strace
	return cmd
}

// The disk fails under the kernel: every tenth sync or so answers EIO, every
// twentieth write that there is no room. A request with the same operation
// id gets it done once.
func TestAFailingDiskLosesAndDoublesNothing(t *testing.T) {
	for _, fault := range []string{
		"fdatasync:error=EIO:when=5+9", "pwrite64:error=ENOSPC:when=15+20", "pwrite64:error=EIO:when=9+31", "ftruncate:error=EIO:when=1+2",
	} {
		t.Run(strings.ReplaceAll(fault, ":", " "), func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir, quiet)
			id := begin(t, s).Board().ID
			closeStore(t, s)
			trace := filepath.Join(t.TempDir(), "trace")
			cmd := straced(t, "some", dir, "-o", trace, "-e", "trace=fdatasync,pwrite64,ftruncate", "-e", "inject="+fault)
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("the child: %v\n%s", err, out)
			}
			calls, err := os.ReadFile(trace)
			if err != nil {
				t.Fatal(err)
			}
			faults := strings.Count(string(calls), "(INJECTED)")
			if faults == 0 {
				t.Error("nothing failed")
			}
			t.Logf("%d calls failed", faults)
			s = open(t, dir, quiet)
			l, err := s.Open(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			count := map[string]int{}
			for _, i := range l.Board().Ideas(model.Host) {
				count[strings.Fields(i.Text)[0]]++
			}
			acknowledged := strings.Fields(string(out))
			for _, text := range acknowledged {
				if count[text] != 1 {
					t.Errorf("%s was acknowledged and is there %d times", text, count[text])
				}
			}
			if len(acknowledged) != 100 || len(count) != 100 {
				t.Errorf("%d acknowledged, %d on the board; want 100", len(acknowledged), len(count))
			}
			verifyFile(t, s, l)
		})
	}
}
