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

// BackupsName is the folder, in the data folder, of the backups that Verkstad
// makes by itself.
const BackupsName = "backups"

// How backups are made when nobody says otherwise.
const (
	backupEvery = 10 * time.Minute
	backupsKept = 10 // besides the newest of each phase
)

// backupName is what a backup that Verkstad made is called. The time is for
// people: which backup is the newest is asked of what is in them, since a clock
// can be put back. Other files in the folder are never removed.
var backupName = regexp.MustCompile(`^(\d{8}T\d{6}\.\d{3}Z)(?:-([0-9A-Za-z]+)-phase-(\d+))?\.db$`)

// Backup is one file in the folder of backups.
type Backup struct {
	File     string
	At       time.Time     // when it was made, UTC
	Workshop string        // whose phase had ended; empty if it was made because time had passed
	Phase    model.PhaseID // which

	age bolt.Age
}

// Backups lists those that Verkstad has made of a data folder by itself, the
// newest first. What a backup holds decides, not its name. One that cannot be
// read counts as older than all that can; one that somebody has open, as newer.
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

// hasBackups tells whether there is a backup of the data folder that can be
// opened.
func hasBackups(dir string) bool {
	all, err := Backups(dir)
	return err == nil && slices.ContainsFunc(all, func(b Backup) bool { return b.age != bolt.Age{} })
}

// Missing is ErrMissing if the data folder has no database, and backups of one.
func Missing(dir string) error {
	if _, err := os.Lstat(filepath.Join(dir, DatabaseName)); errors.Is(err, fs.ErrNotExist) && hasBackups(dir) {
		return ErrMissing
	}
	return nil
}

// NewestGood reads the backups of a data folder, the newest first, until it
// finds one that is whole. Its File is empty if there is none.
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

// keeper makes backups by itself: when a phase has ended, and every so often
// while there is something new. It has a goroutine of its own, since a backup
// is read through before it counts; nobody waits for it but Close, which lets
// it finish those of phases that have ended.
type keeper struct {
	store *Store
	dir   string
	every time.Duration
	log   *slog.Logger

	stop  chan struct{}
	ended chan struct{} // closed when the goroutine has ended
	due   chan struct{} // holds one: a phase has ended

	making sync.Mutex // held while a backup is made

	mu     sync.Mutex
	phases map[string]model.PhaseID // ended and not backed up, by workshop
	fresh  bool                     // something was written since the last backup
	fault  error                    // why the last backup could not be made
}

func newKeeper(s *Store, every time.Duration) *keeper {
	return &keeper{
		store: s, dir: filepath.Join(s.dir, BackupsName), every: cmp.Or(every, backupEvery), log: s.log,
		stop: make(chan struct{}), ended: make(chan struct{}), due: make(chan struct{}, 1),
		phases: map[string]model.PhaseID{},
	}
}

func (k *keeper) start() { safego.Go("backups", k.run) }

// close waits for the backups of phases that have ended.
func (k *keeper) close() {
	close(k.stop)
	<-k.ended
}

func (k *keeper) run() {
	defer close(k.ended)
	for safego.Run("backups", k.loop) {
		k.log.Error("the backups go on")
	}
}

func (k *keeper) loop() {
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
			k.store.lookAtPlace()
			k.store.followWall()
		case <-k.due:
			k.backUpPhases()
		case <-tick:
			k.backUpChanges()
		}
	}
}

// wrote says that records of a workshop are on disk; before is the board that
// they came to.
func (k *keeper) wrote(before *model.Board, records []model.Record) {
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
func (k *keeper) backUpPhases() {
	k.mu.Lock()
	phases := k.phases
	k.phases = map[string]model.PhaseID{}
	k.mu.Unlock()
	for workshop, phase := range phases {
		k.backUp(fmt.Sprintf("-%s-phase-%d", workshop, phase))
	}
}

// backUpChanges makes a backup if anything was written since the last.
func (k *keeper) backUpChanges() {
	k.mu.Lock()
	fresh := k.fresh
	k.mu.Unlock()
	if fresh {
		k.backUp("")
	}
}

// backUp makes one backup and removes those that are no longer kept. What is
// written meanwhile may be missing in it, and is for the next.
func (k *keeper) backUp(what string) {
	k.making.Lock()
	defer k.making.Unlock()
	k.setFresh(false)
	err := os.Mkdir(k.dir, 0o700) // and not the data folder, where that has been moved away
	if errors.Is(err, fs.ErrExist) {
		err = nil
	}
	if err := errors.Join(err, syncDir(k.store.dir)); err != nil {
		k.log.Error("the folder of backups cannot be made", "err", err)
		k.setFresh(true)
		k.setFault(noBackup(bolt.Translate(err)))
		return
	}
	file, number := k.next(what)
	if err := k.store.db.Backup(context.Background(), file, number); err != nil {
		k.log.Error("a backup cannot be made", "file", file, "err", err)
		k.setFresh(true)
		k.setFault(noBackup(err))
		return
	}
	k.setFault(nil)
	k.log.Info("a backup is made", "file", file)
	k.prune()
}

// next is the file of the next backup, a name that nothing has, and its number.
func (k *keeper) next(what string) (file string, number uint64) {
	all, err := Backups(k.store.dir)
	if err != nil {
		k.log.Error("the backups cannot be listed", "err", err)
	}
	for _, b := range all {
		number = max(number, b.age.Number)
	}
	return bolt.FreeName(k.dir+string(filepath.Separator), what+".db", k.store.now()), number + 1
}

func (k *keeper) setFresh(fresh bool) {
	k.mu.Lock()
	k.fresh = fresh
	k.mu.Unlock()
}

// setFault says whether backups can be made, and wakes everybody when that has
// changed.
func (k *keeper) setFault(err error) {
	k.mu.Lock()
	changed := (k.fault == nil) != (err == nil)
	k.fault = err
	k.mu.Unlock()
	if changed {
		k.store.wakeAll()
	}
}

// why is why the last backup could not be made; nil if it could.
func (k *keeper) why() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.fault
}

// prune removes all but the newest ten and the newest of each phase, the
// newest by what is in them: what was just made is the last to go.
func (k *keeper) prune() {
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
