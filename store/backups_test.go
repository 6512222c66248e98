package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/store"
)

// backups lists the backups of a data folder.
func backups(t testing.TB, dir string) []store.Backup {
	t.Helper()
	all, err := store.Backups(dir)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEachPhaseThatEndsIsBackedUp(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	must(t, l, model.Host, model.AddIdea{Text: "Verktygspool"})
	must(t, l, model.Host, model.EndWorkshop{})
	closeStore(t, s)
	all := backups(t, dir)
	if len(all) != 1 || all[0].Workshop != l.Board().ID || all[0].Phase != 1 {
		t.Fatalf("the backups are %+v", all)
	}
	good, err := store.NewestGood(ctx, dir)
	if err != nil || good != all[0] {
		t.Errorf("the newest good one is %+v, %v", good, err)
	}
	copied := t.TempDir()
	if _, err := store.Restore(ctx, copied, good.File, false); err != nil {
		t.Fatal(err)
	}
	again, err := open(t, copied, quiet).Open(ctx, l.Board().ID)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := picture(t, again.Board()), picture(t, l.Board()); got != want {
		t.Errorf("restored it is\n%s\nand was\n%s", got, want)
	}
}

func TestABackupThatCannotBeMadeIsSaidUntilOneIs(t *testing.T) {
	dir := t.TempDir()
	o := quiet
	o.BackupEvery = 20 * time.Millisecond
	folder := filepath.Join(dir, store.BackupsName)
	if err := os.WriteFile(folder, nil, 0o600); err != nil { // a file where the folder should be
		t.Fatal(err)
	}
	l := begin(t, open(t, dir, o))
	wake, cancel := l.Subscribe()
	defer cancel()
	eventually(t, "it is said", func() bool { return errors.Is(l.Health().Backup, store.ErrNoBackup) })
	if err := l.Health().Err; err != nil {
		t.Errorf("it can be written to: %v", err)
	}
	must(t, l, model.Host, model.AddIdea{Text: "Verktygspool"})
	for len(wake) > 0 {
		<-wake
	}
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is over", func() bool { return l.Health().Backup == nil })
	<-wake
	if len(backups(t, dir)) == 0 {
		t.Error("there is no backup")
	}
}

func TestBackupsComeByThemselvesWhileThereIsSomethingNew(t *testing.T) {
	dir := t.TempDir()
	o := quiet
	o.BackupEvery = 20 * time.Millisecond
	s := open(t, dir, o)
	l := begin(t, s)
	for n := range 3 {
		before := len(backups(t, dir))
		must(t, l, model.Host, model.AddIdea{Text: fmt.Sprint("Idé ", n)})
		eventually(t, "a backup", func() bool { return len(backups(t, dir)) > before })
	}
	closeStore(t, s)
	idle := open(t, dir, o)
	before := len(backups(t, dir))
	time.Sleep(5 * o.BackupEvery) // several times at which a backup would be due
	closeStore(t, idle)
	if n := len(backups(t, dir)); n != before {
		t.Errorf("%d backups were made with nothing new", n-before)
	}
}

func TestTheNewestTenAndOneAPhaseAreKept(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, store.BackupsName)
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	stays := []string{"mine.db", "20260101T080000.000Z-OLD-phase-1.db", "20260101T090000.000Z-OLD-phase-2.db"}
	for _, name := range stays {
		write(t, filepath.Join(folder, name))
	}
	goes := "20260101T070000.000Z-OLD-phase-1.db" // phase 1 ended twice
	write(t, filepath.Join(folder, goes))
	for n := range 12 {
		write(t, filepath.Join(folder, fmt.Sprintf("20260102T0900%02d.000Z.db", n)))
	}
	s := open(t, dir, quiet)
	l := begin(t, s)
	must(t, l, model.Host, model.EndWorkshop{})
	closeStore(t, s)
	if n := len(backups(t, dir)); n != 12 {
		t.Errorf("%d backups are kept, want the newest ten and two of older phases", n)
	}
	for _, name := range stays {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, goes)); err == nil {
		t.Errorf("%s is still there", goes)
	}
	good, err := store.NewestGood(ctx, dir)
	if err != nil || good.Workshop != l.Board().ID {
		t.Errorf("the newest good one is %+v, %v", good, err)
	}
}

func write(t testing.TB, file string) {
	t.Helper()
	if err := os.WriteFile(file, []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestRestoreKeepsWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	backup := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(backup); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Restore(ctx, dir, backup, true); !errors.Is(err, store.ErrLocked) {
		t.Errorf("while the folder is open: %v, want ErrLocked", err)
	}
	must(t, l, model.Host, model.AddIdea{Text: "Efter kopian"})
	closeStore(t, s)

	if _, err := store.Restore(ctx, dir, backup, false); !errors.Is(err, store.ErrGood) {
		t.Errorf("over a whole database: %v, want ErrGood", err)
	}
	database := filepath.Join(dir, store.DatabaseName)
	before, err := os.ReadFile(database)
	if err != nil {
		t.Fatal(err)
	}
	aside, err := store.Restore(ctx, dir, backup, true)
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := os.ReadFile(aside); err != nil || !bytes.Equal(kept, before) {
		t.Errorf("what was there is not kept in %s: %v", aside, err)
	}
	r, err := open(t, dir, quiet).Open(ctx, l.Board().ID)
	if err != nil || len(r.Board().Ideas(model.Host)) != 0 {
		t.Errorf("it was not restored: %v", err)
	}
}

func TestADamagedDatabaseIsReplacedAndADamagedBackupIsNot(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	begin(t, s)
	backup := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(backup); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	database := filepath.Join(dir, store.DatabaseName)
	if err := os.Truncate(database, 20<<10); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Restore(ctx, dir, backup, false); err != nil {
		t.Fatal(err)
	}
	if report, err := store.CheckFile(ctx, database); err != nil || !report.OK() {
		t.Errorf("restored: %+v, %v", report, err)
	}
	if err := os.Truncate(backup, 20<<10); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Restore(ctx, t.TempDir(), backup, false); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("a damaged backup: %v, want ErrDamaged", err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("the folder holds %v", entries)
	}
}

// TestBackupsWhileTheClockIsPutBack holds that the backup that was just made is
// the newest and stays, whatever the clock says, and that one clock's moment
// twice is no reason to make none.
func TestBackupsWhileTheClockIsPutBack(t *testing.T) {
	dir := t.TempDir()
	c := newClock() // and it stands
	o := quiet
	o.BackupEvery = 10 * time.Millisecond
	o.Now = c.now
	s := open(t, dir, o)
	l := begin(t, s)
	made := map[store.Backup]bool{}
	backUp := func(n int) string {
		t.Helper()
		for _, b := range backups(t, dir) {
			made[b] = true
		}
		must(t, l, model.Host, model.AddIdea{Text: fmt.Sprint("Idé ", n)})
		var newest string
		eventually(t, "a new backup", func() bool {
			all := backups(t, dir)
			if len(all) > 0 && !made[all[0]] {
				newest = all[0].File
			}
			return newest != ""
		})
		return newest
	}
	for n := range 12 {
		backUp(n)
	}
	for _, hours := range []time.Duration{-1, -24 * 365, +24 * 365 * 3, -2} {
		c.pass(hours * time.Hour)
		for n := range 3 {
			newest := backUp(n)
			good, err := store.NewestGood(ctx, dir)
			if err != nil || good.File != newest {
				t.Errorf("%d hours on, %s was made and the newest whole one is said to be %s (%v)", hours, newest, good.File, err)
			}
		}
		eventually(t, "ten are kept", func() bool { return len(backups(t, dir)) == 10 })
	}
}

// TestTheNewestBackupAfterARestore holds that what goes on from a backup is
// newer than what was given up, though its log is shorter.
func TestTheNewestBackupAfterARestore(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	must(t, l, model.Host, model.EndWorkshop{})
	closeStore(t, s)
	first := backups(t, dir)[0]
	s = open(t, dir, quiet)
	for range 20 {
		l = begin(t, s)
	}
	must(t, l, model.Host, model.EndWorkshop{})
	closeStore(t, s)
	if _, err := store.Restore(ctx, dir, first.File, true); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir, quiet)
	l = begin(t, s)
	must(t, l, model.Host, model.EndWorkshop{})
	closeStore(t, s)
	if all := backups(t, dir); len(all) != 3 || all[0].Workshop != l.Board().ID || all[2] != first {
		t.Errorf("the backups, newest first, are %+v", all)
	}
}
