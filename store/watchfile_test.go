package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"verkstad/model"
	"verkstad/store"
)

// lost are the ways in which the name of an open database comes to lead
// elsewhere. other is a whole database that was there an hour ago.
var lost = map[string]func(file, other string) error{
	"removed": func(file, _ string) error { return os.Remove(file) },
	"moved":   func(file, _ string) error { return os.Rename(file, file+".moved") },
	"moved, with a second name left": func(file, _ string) error {
		return errors.Join(os.Link(file, file+".link"), os.Remove(file))
	},
	"replaced by a rename, as sync tools do": func(file, other string) error { return os.Rename(other, file) },
	"replaced by a link":                     func(file, other string) error { return errors.Join(os.Remove(file), os.Symlink(other, file)) },
	"replaced by a folder":                   func(file, _ string) error { return errors.Join(os.Remove(file), os.Mkdir(file, 0o700)) },
	"its folder removed":                     func(file, _ string) error { return os.RemoveAll(filepath.Dir(file)) },
	"its folder moved":                       func(file, _ string) error { return os.Rename(filepath.Dir(file), filepath.Dir(file)+"-moved") },
	"its folder moved, and a file there": func(file, _ string) error {
		dir := filepath.Dir(file)
		return errors.Join(os.Rename(dir, dir+"-moved"), os.WriteFile(dir, nil, 0o600))
	},
}

// TestTheDatabaseIsTakenAwayUnderARunningServer holds that nothing is
// acknowledged any more, that it is said, that nobody else can open the folder
// unnoticed, and that all is written anew when somebody asks for it.
func TestTheDatabaseIsTakenAwayUnderARunningServer(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be taken away")
	}
	for name, take := range lost {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			file, other := filepath.Join(dir, store.DatabaseName), filepath.Join(t.TempDir(), "other.db")
			s := open(t, dir, quiet)
			l := begin(t, s)
			if err := s.Backup(other); err != nil {
				t.Fatal(err)
			}
			must(t, l, model.Host, model.AddIdea{Text: "Före"})
			if err := take(file, other); err != nil {
				t.Fatal(err)
			}
			_, err := l.Do(ctx, model.Host, "during", model.AddIdea{Text: "Under tiden"})
			if !errors.Is(err, store.ErrFileGone) && !errors.Is(err, store.ErrUnsure) {
				t.Fatalf("it is acknowledged with %v", err)
			}
			refuse(t, l, model.Host, model.AddIdea{Text: "Sedan"}, store.ErrFileGone)
			if h := l.Health(); !errors.Is(h.Err, store.ErrFileGone) || !h.Rescue || !h.Lasts {
				t.Errorf("its health is %+v", h)
			}
			if records, err := l.Records(); err != nil || len(records) < 3 {
				t.Errorf("the log cannot be read: %d records, %v", len(records), err)
			}
			if strings.HasSuffix(name, "and a file there") {
				if err := l.Rescue(ctx, model.Host); err == nil {
					t.Fatal("it was written where a file is in the way")
				}
				if err := os.Remove(dir); err != nil {
					t.Fatal(err)
				}
			}
			if err := l.Rescue(ctx, model.Actor{Person: 1, Role: model.Participant}); !errors.Is(err, model.ErrNotAllowed) {
				t.Errorf("a participant may have it written anew: %v", err)
			}
			if err := l.Rescue(ctx, model.Host); err != nil {
				t.Fatal(err)
			}
			wantGoesOn(t, dir, s, l)
		})
	}
}

// wantGoesOn holds that a rescued workshop takes commands, and that all of it is
// in the folder.
func wantGoesOn(t *testing.T, dir string, s *store.Store, l *store.Live) {
	t.Helper()
	eventually(t, "it goes on", func() bool { return l.Health().Err == nil })
	if _, err := l.Do(ctx, model.Host, "during", model.AddIdea{Text: "Under tiden"}); err != nil {
		t.Fatal(err)
	}
	must(t, l, model.Host, model.AddIdea{Text: "Efter"})
	verifyFile(t, s, l)
	if _, err := store.Open(dir, quiet); !errors.Is(err, store.ErrLocked) {
		t.Errorf("the folder is open to a second server: %v", err)
	}
	want := picture(t, l.Board())
	closeStore(t, s)
	again, err := open(t, dir, quiet).Open(ctx, l.Board().ID)
	if err != nil || picture(t, again.Board()) != want {
		t.Errorf("opened again it is another board (%v)", err)
	}
	if n := len(again.Board().Ideas(model.Host)); n != 3 {
		t.Errorf("it has %d ideas, want 3", n)
	}
}

func TestASecondServerCannotOpenAFolderWhoseDatabaseIsGone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be taken away")
	}
	dir, backup := t.TempDir(), filepath.Join(t.TempDir(), "copy.db")
	s := open(t, dir, quiet)
	l := begin(t, s)
	if err := s.Backup(backup); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, store.DatabaseName)); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(dir, quiet); !errors.Is(err, store.ErrLocked) {
		t.Errorf("a second server: %v, want ErrLocked", err)
	}
	if _, err := store.Restore(ctx, dir, backup, true); !errors.Is(err, store.ErrLocked) {
		t.Errorf("a restore: %v, want ErrLocked", err)
	}
	eventually(t, "it is noticed though nobody writes", func() bool { return l.Health().Rescue })
	if err := l.Rescue(ctx, model.Host); err != nil {
		t.Fatal(err)
	}
}

// TestWhatLiesInThePlaceIsKept holds that a rescue writes over nothing.
func TestWhatLiesInThePlaceIsKept(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be taken away")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, store.DatabaseName)
	s := open(t, dir, quiet)
	l := begin(t, s)
	if err := errors.Join(os.Remove(file), os.WriteFile(file, []byte("somebody's"), 0o600)); err != nil {
		t.Fatal(err)
	}
	aside, err := s.Rescue(ctx)
	if kept, readErr := os.ReadFile(aside); err != nil || readErr != nil || string(kept) != "somebody's" {
		t.Errorf("what lay there is %q in %q (%v, %v)", kept, aside, err, readErr)
	}
	must(t, l, model.Host, model.AddIdea{Text: "Efter"})
	if again, err := s.Rescue(ctx); again != "" || err != nil {
		t.Errorf("a second rescue moves %q (%v)", again, err)
	}
}

func TestAFolderThatIsMovedBackGoesOnByItself(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be taken away")
	}
	dir := filepath.Join(t.TempDir(), "data")
	s := open(t, dir, quiet)
	l := begin(t, s)
	if err := os.Rename(dir, dir+"-moved"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Do(ctx, model.Host, "x", model.AddIdea{Text: "Under tiden"}); err == nil {
		t.Fatal("it was acknowledged")
	}
	if err := os.Rename(dir+"-moved", dir); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it goes on", func() bool { return l.Health().Err == nil })
	must(t, l, model.Host, model.AddIdea{Text: "Efter"})
	if _, err := l.Do(ctx, model.Host, "x", model.AddIdea{Text: "Under tiden"}); err != nil {
		t.Fatal(err)
	}
	if n := len(l.Board().Ideas(model.Host)); n != 2 {
		t.Errorf("%d ideas, want 2", n)
	}
	verifyFile(t, s, l)
}

// TestAnotherProgramWritesIntoTheDatabase holds that a file whose content was
// exchanged, or cut, takes nothing more, and that nothing breaks down.
func TestAnotherProgramWritesIntoTheDatabase(t *testing.T) {
	for name, write := range map[string]func(file string, older []byte) error{
		"an older copy over it": func(file string, older []byte) error { return os.WriteFile(file, older, 0o600) },
		"emptied":               func(file string, _ []byte) error { return os.Truncate(file, 0) },
		"cut short":             func(file string, _ []byte) error { return os.Truncate(file, 20<<10) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, store.DatabaseName)
			s, err := store.Open(dir, quiet)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close() // what it says of the file is not asked here
			l := begin(t, s)
			older, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for n := range 3 {
				must(t, l, model.Host, model.AddIdea{Text: fmt.Sprint("Före ", n)})
			}
			board := picture(t, l.Board())
			if err := write(file, older); err != nil {
				t.Fatal(err)
			}
			if _, err := l.Do(ctx, model.Host, "", model.AddIdea{Text: "Efter"}); err == nil {
				t.Fatal("it was acknowledged")
			}
			refuse(t, l, model.Host, model.AddIdea{Text: "Sedan"}, store.ErrFileForeign)
			if h := l.Health(); h.Rescue || !h.Lasts {
				t.Errorf("its health is %+v", h)
			}
			if picture(t, l.Board()) != board {
				t.Error("the board that can still be taken out is another")
			}
			if err := l.Rescue(ctx, model.Host); !errors.Is(err, store.ErrFileForeign) {
				t.Errorf("a rescue of what is not ours: %v", err)
			}
		})
	}
}

// TestNothingAcknowledgedIsLostWhenTheFileGoesWhileManyWrite takes the file away
// in the middle of it all and holds the acknowledged against what was rescued.
func TestNothingAcknowledgedIsLostWhenTheFileGoesWhileManyWrite(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be taken away")
	}
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	var wait sync.WaitGroup
	var mu sync.Mutex
	acknowledged := map[string]bool{}
	for w := range 8 {
		wait.Go(func() {
			for n := 0; n < 400; n++ {
				text := fmt.Sprintf("%d-%d", w, n)
				if _, err := l.Do(ctx, model.Host, text, model.AddIdea{Text: text}); err != nil {
					return
				}
				mu.Lock()
				acknowledged[text] = true
				if len(acknowledged) == 200 {
					if err := os.Remove(filepath.Join(dir, store.DatabaseName)); err != nil {
						t.Error(err)
					}
				}
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	if err := l.Rescue(ctx, model.Host); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it goes on", func() bool { return l.Health().Err == nil })
	closeStore(t, s)
	again, err := open(t, dir, quiet).Open(ctx, l.Board().ID)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]int{}
	for _, i := range again.Board().Ideas(model.Host) {
		there[i.Text]++
	}
	for text := range acknowledged {
		if there[text] != 1 {
			t.Errorf("%s was acknowledged and is there %d times", text, there[text])
		}
	}
	if n := len(acknowledged); n < 200 || n > 220 {
		t.Errorf("%d were acknowledged, though the file was gone after 200", n)
	}
}

func TestWhoStopsWhileTheFileIsGoneLosesNothing(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be taken away")
	}
	for name, replaced := range map[string]bool{"gone": false, "replaced": true} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, store.DatabaseName)
			s, err := store.Open(dir, quiet)
			if err != nil {
				t.Fatal(err)
			}
			l := begin(t, s)
			must(t, l, model.Host, model.AddIdea{Text: "Före"})
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
			if replaced {
				write(t, file)
			}
			err = s.Close()
			var saved *store.SalvagedError
			if !errors.As(err, &saved) || saved.InPlace == replaced {
				t.Fatalf("it is closed with %v", err)
			}
			if replaced {
				if _, err := store.Restore(ctx, dir, saved.File, false); err != nil {
					t.Fatal(err)
				}
			}
			again, err := open(t, dir, quiet).Open(ctx, l.Board().ID)
			if err != nil || picture(t, again.Board()) != picture(t, l.Board()) {
				t.Errorf("it is another board (%v)", err)
			}
		})
	}
}

func TestADatabaseThatIsGoneIsNotMadeAnewWhereThereAreBackups(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	must(t, l, model.Host, model.EndWorkshop{}) // which makes a backup
	closeStore(t, s)
	file := filepath.Join(dir, store.DatabaseName)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(dir, quiet); !errors.Is(err, store.ErrMissing) {
		t.Fatalf("it is opened with %v", err)
	}
	if _, err := os.Lstat(file); err == nil {
		t.Error("a new one was made")
	}
	if err := os.Rename(filepath.Join(dir, store.BackupsName), filepath.Join(dir, "old")); err != nil {
		t.Fatal(err)
	}
	open(t, dir, quiet)
}
