package store_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/store"
)

// children are what this test binary does when it is started as a child.
var children = map[string]func(dir string) error{
	"write":  writeForever,
	"some":   writeSome,
	"limit":  fillUpToALimit,
	"disk":   fillTheDisk,
	"votes":  holdVotes,
	"work":   holdWork,
	"forget": forgetFirst,
}

func child(t *testing.T, name, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "VERKSTAD_TEST_CHILD="+name, "VERKSTAD_TEST_DIR="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

// startChild starts a child; what it prints comes from the reader.
func startChild(t *testing.T, name, dir string) (*exec.Cmd, io.Reader) {
	t.Helper()
	cmd := child(t, name, dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, out
}

// openOnly opens the one workshop of a folder, in a child.
func openOnly(dir string, o store.Options) (*store.Store, *store.Live, error) {
	s, err := store.Open(dir, o)
	if err != nil {
		return nil, nil, err
	}
	all, err := s.List()
	if err != nil {
		return nil, nil, err
	}
	l, err := s.Open(ctx, all[0].ID)
	return s, l, err
}

// writeForever adds ideas to the one workshop from four goroutines and prints
// each acknowledgement.
func writeForever(dir string) error {
	_, l, err := openOnly(dir, quiet)
	if err != nil {
		return err
	}
	failed := make(chan error, 4)
	for range 4 {
		go func() {
			for n := 0; ; n++ {
				text := fmt.Sprintf("%d-%d", os.Getpid(), rand.Uint64())
				if n%10 == 0 {
					l.SaveDraft(1, "idea", text)
				}
				if _, err := l.Do(ctx, model.Host, text, model.AddIdea{Text: text}); err != nil {
					failed <- err
					return
				}
				fmt.Println(text)
			}
		}()
	}
	return <-failed
}

func TestWhatWasAcknowledgedIsThereAfterSIGKILL(t *testing.T) {
	for range long(1, 20) { // a board is full after some twenty kills
		killTen(t)
	}
}

func killTen(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	id := begin(t, s).Board().ID
	closeStore(t, s)
	acknowledged := map[string]bool{}
	for range 10 {
		killOne(t, dir, acknowledged)
	}
	s = open(t, dir, quiet)
	l, err := s.Open(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, i := range l.Board().Ideas(model.Host) {
		count[i.Text]++
	}
	for text := range acknowledged {
		if count[text] != 1 {
			t.Errorf("%s was acknowledged and is there %d times", text, count[text])
		}
	}
	if len(acknowledged) < 10 || len(count) < len(acknowledged) {
		t.Errorf("%d acknowledged, %d on the board", len(acknowledged), len(count))
	}
	if l.Draft(1, "idea") == "" {
		t.Error("no draft outlived the kills")
	}
	t.Logf("%d acknowledged, %d on the board", len(acknowledged), len(count))
	verifyFile(t, s, l)
}

func killOne(t *testing.T, dir string, acknowledged map[string]bool) {
	t.Helper()
	cmd, out := startChild(t, "write", dir)
	kill := time.AfterFunc(10*time.Second, func() { _ = cmd.Process.Kill() }) // if it never acknowledges
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if err != nil { // a line that is cut was not read as an acknowledgement
			break
		}
		if strings.HasPrefix(line, "child:") {
			t.Error(line)
		}
		acknowledged[strings.TrimSpace(line)] = true
		if kill != nil && kill.Stop() {
			kill = nil
			time.AfterFunc(time.Duration(20+rand.IntN(100))*time.Millisecond, func() { _ = cmd.Process.Kill() })
		}
	}
	if err := cmd.Wait(); err == nil {
		t.Error("the child ended by itself")
	}
}

// writeSome adds a hundred ideas to the one workshop from four goroutines, each
// again under the same operation id until it is acknowledged, prints the
// acknowledgements, and ends without closing anything.
func writeSome(dir string) error {
	_, l, err := openOnly(dir, quiet)
	if err != nil {
		return err
	}
	deadline := time.Now().Add(20 * time.Second)
	failed := make(chan error, 4)
	for worker := range 4 {
		go func() {
			failed <- func() error {
				for n := range 25 {
					text := fmt.Sprintf("%d-%d", worker, n)
					for {
						_, err := l.Do(ctx, model.Host, text, model.AddIdea{Text: text + strings.Repeat(" lång", n)})
						if err == nil {
							break
						}
						if time.Now().After(deadline) {
							return err
						}
						time.Sleep(time.Millisecond) // between two tries
					}
					fmt.Println(text)
				}
				return nil
			}()
		}()
	}
	return errors.Join(<-failed, <-failed, <-failed, <-failed)
}

// fillUpToALimit fills a file that may not grow, and then may.
func fillUpToALimit(dir string) error {
	const limit = 1 << 20
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		return err
	}
	return fill(dir,
		func() error {
			return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: limit, Max: old.Max})
		},
		func() error { return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old) })
}

// fillTheDisk fills a small disk of its own, and makes room on it.
func fillTheDisk(dir string) error {
	ballast := filepath.Join(dir, "ballast")
	return fill(dir,
		func() error { return os.WriteFile(ballast, make([]byte, 4<<20), 0o600) },
		func() error { return os.Remove(ballast) })
}

// fill writes after narrow until there is no room, and goes on after widen.
func fill(dir string, narrow, widen func() error) error {
	s, err := store.Open(dir, quiet)
	if err != nil {
		return err
	}
	l, err := s.Create(ctx, model.CreateWorkshop{Title: "Full", Phases: oneGather()})
	if err != nil {
		return err
	}
	if err := narrow(); err != nil {
		return err
	}
	saved := 0
	for ; err == nil && saved < 20_000; saved++ {
		_, err = l.Do(ctx, model.Host, fmt.Sprint(saved), model.AddIdea{Text: strings.Repeat("x ", 240)})
	}
	saved--
	if !errors.Is(err, store.ErrDiskFull) || !errors.Is(l.Health().Err, store.ErrDiskFull) {
		return fmt.Errorf("after %d ideas: %v, health %v", saved, err, l.Health().Err)
	}
	if n := len(l.Board().Ideas(model.Host)); n != saved {
		return fmt.Errorf("%d ideas on the board, %d saved", n, saved)
	}
	if err := widen(); err != nil {
		return err
	}
	if !poll(func() bool { return l.Health().Err == nil }) {
		return fmt.Errorf("there is room and it does not go on: %w", l.Health().Err)
	}
	if out, err := l.Do(ctx, model.Host, fmt.Sprint(saved), model.AddIdea{Text: "with room"}); err != nil || out.Repeated {
		return fmt.Errorf("with room: %+v, %w", out, err)
	}
	report, err := s.Check(ctx)
	if err != nil || !report.OK() || len(l.Board().Ideas(model.Host)) != saved+1 {
		return fmt.Errorf("check: %+v, %w", report, err)
	}
	fmt.Printf("%d ideas before the disk was full\n", saved)
	return s.Close()
}

func TestAFileThatMayNotGrow(t *testing.T) {
	out, err := child(t, "limit", t.TempDir()).Output()
	if err != nil {
		t.Errorf("%v: %s", err, out)
	}
	t.Logf("%s", out)
}

func TestADiskThatIsFull(t *testing.T) {
	dir := t.TempDir()
	const mount = `mount -t tmpfs -o size=8m none "$VERKSTAD_TEST_DIR" && exec "$0"`
	if err := exec.Command("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", `mount -t tmpfs -o size=8m none "$0"`, dir).Run(); err != nil {
		t.Skipf("no small disk can be mounted here (%v); TestAFileThatMayNotGrow has the same without", err)
	}
	cmd := child(t, "disk", dir)
	cmd.Args = append([]string{"unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount}, cmd.Path)
	var err error
	if cmd.Path, err = exec.LookPath("unshare"); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("%v: %s", err, out)
	}
	t.Logf("%s", out)
}
