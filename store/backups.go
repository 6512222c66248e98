package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"time"

	"verkstad/model"
	"verkstad/model/safego"
	"verkstad/store/bolt"
)

// BackupsName is the name of the folder, in the data folder, with the backups that Verkstad
// makes by itself.
const BackupsName = "backups"

// Defaults for backups.
const (
	backupEvery = 10 * time.Minute
	backupsKept = 10 // besides the newest of each phase
)

// backupName matches the file names of backups that Verkstad made. The time is for people:
// which backup is the newest is decided by its content, since a clock can be put back.
// Other files in the folder are never removed.
var backupName = regexp.MustCompile(`^(\d{8}T\d{6}\.\d{3}Z)(?:-([0-9A-Za-z]+)-phase-(\d+))?\.db$`)

// Backup is one file in the folder of backups.
type Backup struct {
	File     string
	At       time.Time     // when it was made, UTC
	Workshop string        // workshop whose phase had ended; empty if the backup was made because time had passed
	Phase    model.PhaseID // phase that had ended

	age bolt.Age
}

// Backups lists the backups that Verkstad has made of a data folder by itself, the newest
// first. The order follows from a backup's content, not its name. One that cannot be read
// counts as older than all others, one that another process has open as newer.
func Backups(dir string) ([]Backup, error) {
	entries, err := os.ReadDir(filepath.Join(dir, BackupsName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the folder of backups: %w", err)
	}
	var all []Backup
	for _, e := range entries {
		parts := backupName.FindStringSubmatch(e.Name())
		if parts == nil {
			continue
		}
		at, err := time.Parse(bolt.Stamp, parts[1])
		if err != nil {
			continue
		}
		phase, _ := strconv.Atoi(parts[3])
		b := Backup{File: filepath.Join(dir, BackupsName, e.Name()), At: at, Workshop: parts[2], Phase: model.PhaseID(phase)}
		if b.age, err = bolt.AgeOf(b.File); errors.Is(err, ErrLocked) {
			b.age.Transaction = math.MaxUint64
		}
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b Backup) int {
		return cmp.Or(b.age.Compare(a.age), b.At.Compare(a.At), cmp.Compare(b.File, a.File))
	})
	return all, nil
}

// hasBackups reports whether the data folder has a backup that can be opened.
func hasBackups(dir string) bool {
	all, err := Backups(dir)
	return err == nil && slices.ContainsFunc(all, func(b Backup) bool { return b.age != bolt.Age{} })
}

// Missing returns ErrMissing if the data folder has no database, but backups of one.
func Missing(dir string) error {
	if _, err := os.Lstat(filepath.Join(dir, DatabaseName)); errors.Is(err, fs.ErrNotExist) && hasBackups(dir) {
		return ErrMissing
	}
	return nil
}

// Absent is ErrAbsent if the data folder has no database, and no backups of one: it is
// not there, or somebody's other folder. Nothing is made.
func Absent(dir string) error {
	if _, err := os.Lstat(filepath.Join(dir, DatabaseName)); !errors.Is(err, fs.ErrNotExist) || hasBackups(dir) {
		return nil
	}
	return ErrAbsent
}

// NewestGood reads the backups of a data folder, the newest first, until it finds one that
// is undamaged. Its File is empty if there is none.
func NewestGood(ctx context.Context, dir string) (Backup, error) {
	all, err := Backups(dir)
	if err != nil {
		return Backup{}, err
	}
	for _, b := range all {
		if report, err := CheckFile(ctx, b.File); err == nil && report.OK() {
			return b, nil
		}
		if err := ctx.Err(); err != nil {
			return Backup{}, err
		}
	}
	return Backup{}, nil
}

// backupKeeper makes backups by itself: when a phase has ended, and at intervals while
// anything has changed. It has a goroutine of its own, since a backup is verified before it
// counts; only Close waits for it, and lets it finish those of phases that have ended.
type backupKeeper struct {
	store *Store
	dir   string
	every time.Duration
	log   *slog.Logger

	stop  chan struct{}
	ended chan struct{} // closed when the goroutine has ended
	due   chan struct{} // signals that a phase has ended; capacity one

	making sync.Mutex // held while a backup is made

	mu     sync.Mutex
	phases map[string]model.PhaseID // ended and not backed up yet, by workshop
	fresh  bool                     // something was written since the last backup
	fault  error                    // why the last backup failed
}

func newKeeper(s *Store, every time.Duration) *backupKeeper {
	return &backupKeeper{
		store: s, dir: filepath.Join(s.dir, BackupsName), every: cmp.Or(every, backupEvery), log: s.log,
		stop: make(chan struct{}), ended: make(chan struct{}), due: make(chan struct{}, 1),
		phases: map[string]model.PhaseID{},
	}
}

func (k *backupKeeper) start() { safego.Go("backups", k.run) }

// close makes the backups of phases that have ended, and ends the goroutine.
func (k *backupKeeper) close() {
	close(k.stop)
	<-k.ended
}

func (k *backupKeeper) run() {
	defer close(k.ended)
	for safego.Run("backups", k.loop) {
		k.log.Error("backups work again")
	}
}

func (k *backupKeeper) loop() {
	var tick <-chan time.Time
	if k.every > 0 {
		ticker := time.NewTicker(k.every)
		defer ticker.Stop()
		tick = ticker.C
	}
	look := time.NewTicker(placeEvery)
	defer look.Stop()
	for {
		select {
		case <-k.stop:
			k.backUpPhases()
			return
		case <-look.C:
			k.store.checkPlace()
			k.store.followWall()
		case <-k.due:
			k.backUpPhases()
		case <-tick:
			k.backUpChanges()
		}
	}
}

// wrote takes note of records of a workshop that are on disk; before is the board without
// them.
func (k *backupKeeper) wrote(before *model.Board, records []model.Record) {
	ended := model.PhaseID(0)
	for _, r := range records {
		switch r.Event.(type) {
		case model.PhaseEntered, model.WorkshopEnded:
			if ph := before.Phase(); ph != nil {
				ended = ph.ID
			}
		}
	}
	k.mu.Lock()
	k.fresh = true
	if ended > 0 {
		k.phases[before.ID] = ended
	}
	k.mu.Unlock()
	if ended > 0 {
		tell(k.due)
	}
}

// backUpPhases makes a backup for each phase that has ended.
func (k *backupKeeper) backUpPhases() {
	k.mu.Lock()
	phases := k.phases
	k.phases = map[string]model.PhaseID{}
	k.mu.Unlock()
	for workshop, phase := range phases {
		k.backUp(fmt.Sprintf("-%s-phase-%d", workshop, phase))
	}
}

// backUpChanges makes a backup if anything was written since the last one.
func (k *backupKeeper) backUpChanges() {
	k.mu.Lock()
	fresh := k.fresh
	k.mu.Unlock()
	if fresh {
		k.backUp("")
	}
}

// backUp makes one backup and removes those that are no longer kept. What is written
// meanwhile may be missing in it, and goes into the next.
func (k *backupKeeper) backUp(what string) {
	k.making.Lock()
	defer k.making.Unlock()
	k.setFresh(false)
	err := os.Mkdir(k.dir, 0o700) // not MkdirAll: the data folder may have been moved away
	if errors.Is(err, fs.ErrExist) {
		err = nil
	}
	if err := errors.Join(err, syncDir(k.store.dir)); err != nil {
		k.log.Error("the folder of backups cannot be made", "err", err)
		k.setFresh(true)
		k.setFault(noBackup(bolt.Translate(err)))
		return
	}
	file, number := k.nextFile(what)
	if err := k.store.db.Backup(context.Background(), file, number); err != nil {
		k.log.Error("a backup cannot be made", "file", file, "err", err)
		k.setFresh(true)
		k.setFault(noBackup(err))
		return
	}
	k.setFault(nil)
	k.log.Info("made a backup", "file", file)
	k.prune()
}

// nextFile returns the name of the next backup's file, which does not exist yet, and its
// number.
func (k *backupKeeper) nextFile(what string) (file string, number uint64) {
	all, err := Backups(k.store.dir)
	if err != nil {
		k.log.Error("the backups cannot be listed", "err", err)
	}
	for _, b := range all {
		number = max(number, b.age.Number)
	}
	return bolt.FreeName(k.dir+string(filepath.Separator), what+".db", k.store.now()), number + 1
}

func (k *backupKeeper) setFresh(fresh bool) {
	k.mu.Lock()
	k.fresh = fresh
	k.mu.Unlock()
}

// setFault sets why backups cannot be made, nil if they can, and wakes all subscribers if
// that has changed.
func (k *backupKeeper) setFault(err error) {
	k.mu.Lock()
	changed := (k.fault == nil) != (err == nil)
	k.fault = err
	k.mu.Unlock()
	if changed {
		k.store.wakeAll()
	}
}

// lastFault returns why the last backup could not be made; nil if it could.
func (k *backupKeeper) lastFault() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.fault
}

// prune removes all backups but the newest ten and the newest of each phase. The newest are
// known by their content: the one that was just made is the last to go.
func (k *backupKeeper) prune() {
	all, err := Backups(k.store.dir)
	if err != nil {
		k.log.Error("old backups cannot be listed", "err", err)
		return
	}
	type phase struct {
		workshop string
		id       model.PhaseID
	}
	kept := map[phase]bool{}
	for i, b := range all {
		of := phase{b.Workshop, b.Phase}
		if i < backupsKept || b.Workshop != "" && !kept[of] {
			kept[of] = true
			continue
		}
		if err := os.Remove(b.File); err != nil {
			k.log.Error("an old backup cannot be removed", "file", b.File, "err", err)
		}
	}
}
