package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"verkstad/model"
	"verkstad/store/bolt"
)

// Report is the result of a check.
type Report struct {
	File      string
	Workshops int
	Events    uint64 // events that were read and follow from each other
	Problems  []Problem
}

// OK reports whether the file is as it was written.
func (r Report) OK() bool { return len(r.Problems) == 0 }

// Problem is one thing that is wrong.
type Problem struct {
	Workshop string // empty if it is not in a workshop
	Seq      uint64 // number of the event; 0 if it is not in an event
	What     string
	Kind     string // kind of damage to the whole file, one of bolt's Kind constants; otherwise empty
}

// String says where the problem is, and what it is.
func (p Problem) String() string {
	switch {
	case p.Workshop == "":
		return p.What
	case p.Seq == 0:
		return fmt.Sprintf("%s: %s", p.Workshop, p.What)
	}
	return fmt.Sprintf("%s, event %d: %s", p.Workshop, p.Seq, p.What)
}

// Check reads the whole database: how its pages refer to each other, that every event
// follows from the one before, that every event can be decoded, and that lists show what
// the events say. Nothing is repaired. The error is ctx's, or that the file cannot be read
// at all.
func (s *Store) Check(ctx context.Context) (Report, error) { return check(ctx, s.db) }

// CheckFile checks a database that nobody has open, a backup for example,
// without writing to it. A file that cannot be opened because it is damaged is
// a Problem; ErrLocked, ErrNewer, ErrNotDatabase and ErrReadOnly are errors.
func CheckFile(ctx context.Context, file string) (Report, error) {
	db, err := bolt.Open(file, bolt.Options{ReadOnly: true})
	if fault, ok := errors.AsType[*bolt.DamageError](err); ok {
		return Report{File: file, Problems: []Problem{Problem(*fault)}}, nil
	}
	if err != nil {
		return Report{File: file}, err
	}
	report, err := check(ctx, db)
	return report, errors.Join(err, db.Close())
}

// Kind says what a file is that is no database: "folder", "special" for a pipe or a device,
// "sqlite", or "foreign".
func Kind(file string) string {
	info, err := os.Stat(file)
	switch {
	case err == nil && info.IsDir():
		return "folder"
	case err != nil || !info.Mode().IsRegular():
		return "special"
	}
	const sqlite = "SQLite format 3\x00" // https://sqlite.org/fileformat.html, 1.3
	f, err := os.Open(file)
	if err != nil {
		return "foreign"
	}
	defer f.Close()
	head := make([]byte, len(sqlite))
	if _, err := io.ReadFull(f, head); err == nil && string(head) == sqlite {
		return "sqlite"
	}
	return "foreign"
}

// accept returns nil if a check of the database finds nothing.
func accept(ctx context.Context, db *bolt.DB) error {
	report, err := check(ctx, db)
	if err == nil && !report.OK() {
		p := report.Problems[0]
		err = &bolt.DamageError{Workshop: p.Workshop, Seq: p.Seq, What: p.What, Kind: p.Kind}
	}
	return err
}

func check(ctx context.Context, db *bolt.DB) (Report, error) {
	report := Report{File: db.Path()}
	faults, err := db.Verify(ctx)
	for _, fault := range faults {
		report.Problems = append(report.Problems, Problem(*fault))
	}
	if err != nil {
		return report, err
	}
	all, err := db.Workshops()
	if errors.Is(err, bolt.ErrDamaged) {
		return report, nil // Verify has reported it
	}
	for _, w := range all {
		report.Workshops++
		n, problem := checkWorkshop(ctx, db, w)
		report.Events += n
		if problem != nil {
			report.Problems = append(report.Problems, *problem)
		}
	}
	return report, errors.Join(err, ctx.Err())
}

// checkWorkshop reads a workshop's events as a replay would. It does not report a break in
// the chain, since Verify has.
func checkWorkshop(ctx context.Context, db *bolt.DB, w bolt.Workshop) (events uint64, problem *Problem) {
	defer func() {
		if value := recover(); value != nil {
			problem = &Problem{Workshop: w.ID, Seq: events + 1, What: fmt.Sprintf("it cannot be applied: %v", value)}
		}
	}()
	board := model.Empty()
	err := db.Read(w.ID, 1, func(seq uint64, payload []byte) error {
		r, err := model.DecodeRecord(seq, payload)
		if err != nil {
			problem = &Problem{Workshop: w.ID, Seq: seq, What: err.Error()}
			return err
		}
		board = model.Apply(board, r)
		events = seq
		return ctx.Err()
	})
	if err != nil {
		return events, problem
	}
	if w.Fault != nil {
		return events, nil // Verify has reported it
	}
	if board.ID != w.ID {
		return events, &Problem{Workshop: w.ID, Seq: 1, What: "it lies under another workshop's name"}
	}
	var info model.Summary
	if err := json.Unmarshal(w.Info, &info); err != nil {
		return events, &Problem{Workshop: w.ID, Seq: 0, What: "what lists show of it cannot be read: " + err.Error()}
	}
	// Not every field: a newer Verkstad may count differently.
	want := board.Summarize()
	if info.ID != want.ID || info.Title != want.Title || info.Code != want.Code || info.Events != want.Events {
		return events, &Problem{Workshop: w.ID, Seq: 0, What: "lists show something else than its events say"}
	}
	return events, nil
}

// Backup writes the current state of the database to a new file, verifies it, and only then
// gives it its name. Workshops go on meanwhile. It returns ErrExists rather than overwrite
// a file, ErrFull, or ErrDamaged if the copy, and so the database, is damaged. Keys of open
// rounds are not in it: a round that was open when the backup was made can only be closed.
func (s *Store) Backup(file string) error { return s.db.Backup(context.Background(), file, 0) }
