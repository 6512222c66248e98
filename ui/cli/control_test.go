package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"verkstad/model"
)

// heldData is data that a server has open.
type heldData struct{ Data }

func (d heldData) List() ([]model.Summary, error) {
	return []model.Summary{{ID: "1", Code: "KRABBA", Title: "Återbruk"}}, nil
}

func (d heldData) Backup(file string) error {
	return os.WriteFile(file, bytes.Repeat([]byte("page"), 50_000), 0o600)
}

// lockedProgram cannot open the data, since another process has.
type lockedProgram struct{ Program }

func (lockedProgram) Open(*Options) (Data, error)         { return nil, io.ErrNoProgress }
func (lockedProgram) Fault(*Options, error) (Fault, bool) { return Fault{}, false }

// serveHeld serves commands on data in a new folder.
func serveHeld(t *testing.T) (folder string, c *Control) {
	t.Helper()
	folder = t.TempDir()
	c, err := ServeControl(lockedProgram{}, heldData{}, &Options{Data: folder, version: "1"}, func() Serving { return Serving{} }, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return folder, c
}

// runOn runs a command line on the folder and gives what it printed.
func runOn(ctx context.Context, folder string, in io.Reader, args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = Run(ctx, lockedProgram{}, Setup{
		Args: append(args, "--data", folder, "--lang", "sv"), Env: func(string) (string, bool) { return "", false }, In: in, Out: &o, Err: &e, Version: "1",
	})
	return code, o.String(), e.String()
}

func TestAServerDoesManyCommandsAtOnce(t *testing.T) {
	folder, _ := serveHeld(t)
	dir := t.TempDir()
	var all sync.WaitGroup
	for i := range 2 * controlAtOnce {
		all.Add(1)
		go func() {
			defer all.Done()
			file := filepath.Join(dir, fmt.Sprint(i))
			if i%2 == 0 {
				if code, out, errs := runOn(t.Context(), folder, nil); code != OK || !strings.Contains(out, "Återbruk") {
					t.Errorf("the list gives %d, %q, %q", code, out, errs)
				}
				return
			}
			if code, _, errs := runOn(t.Context(), folder, nil, "backup", file); code != OK {
				t.Errorf("a backup gives %d, %q", code, errs)
			}
			info, err := os.Stat(file)
			if err != nil || info.Size() != 200_000 || info.Mode().Perm() != 0o600 {
				t.Errorf("the backup is %v, %v", info, err)
			}
		}()
	}
	all.Wait()
	if left, _ := filepath.Glob(filepath.Join(folder, ".co*")); len(left) > 0 {
		t.Errorf("%v were left in the data folder", left)
	}
}

func TestWhoeverAskedIsLetGoWhenTheServerEnds(t *testing.T) {
	folder, control := serveHeld(t)
	waiting, in := io.Pipe() // an input that does not come to its end
	ended := make(chan string, 1)
	go func() {
		code, _, errs := runOn(t.Context(), folder, waiting, "import", "-")
		ended <- fmt.Sprint(code, errs)
	}()
	_, _ = in.Write([]byte("{")) // it is read: the command goes on
	if err := control.Close(); err != nil {
		t.Error(err)
	}
	_ = waiting.Close() // a client that waits for its own input is told when there is some
	select {
	case got := <-ended:
		if !strings.HasPrefix(got, "1") || !strings.Contains(got, "Förbindelsen bröts") {
			t.Errorf("it was told %q", got)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the command goes on")
	}
	if code, _, _ := runOn(t.Context(), folder, nil); code != Failed {
		t.Errorf("without the server the list gives %d", code)
	}
}

func TestACommandThatIsStoppedIsNotDoneToTheEnd(t *testing.T) {
	folder, control := serveHeld(t)
	ctx, stop := context.WithCancel(t.Context())
	in, out := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		code, _, _ := runOn(ctx, folder, in, "import", "-")
		ended <- code
	}()
	_, _ = out.Write([]byte("{")) // it is read: the command goes on
	stop()
	_ = out.Close()
	if code := <-ended; code != Failed {
		t.Errorf("stopped, it gives %d", code)
	}
	done := make(chan struct{})
	go func() { control.going.Wait(); close(done) }()
	_ = control.listener.Close()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Error("the server goes on with it")
	}
}
