package store

import (
	"errors"
	"fmt"
	"strings"

	"verkstad/model"
	"verkstad/store/bolt"
)

// Errors of opening a data folder, besides errors of the system.
var (
	// ErrLocked is returned when another Verkstad has the data folder open. Then it cannot
	// be read either.
	ErrLocked = bolt.ErrLocked
	// ErrDamaged is returned when the database is not as it was written.
	ErrDamaged = bolt.ErrDamaged
	// ErrNewer is returned when a newer Verkstad wrote the database.
	ErrNewer = bolt.ErrNewer
	// ErrNotDatabase is returned when the file is something else.
	ErrNotDatabase = bolt.ErrNotDatabase
	// ErrReadOnly is returned when the folder or the file may not be written to.
	ErrReadOnly = bolt.ErrReadOnly
	// ErrFull is returned when the disk is full.
	ErrFull = bolt.ErrFull
	// ErrFolder is returned when the data folder cannot be created, or is not a folder.
	ErrFolder = errors.New("the data folder cannot be used")
	// ErrMissing is returned when the data folder has no database, but backups of one: it
	// was lost, and a new one would hide that.
	ErrMissing = errors.New("the database is gone, and there are backups of it")
	// ErrAbsent is returned when a data folder that should be there has neither a database
	// nor backups of one; see [Absent].
	ErrAbsent = errors.New("there is no database in the folder")
	// ErrExists is returned when a backup would overwrite a file.
	ErrExists = bolt.ErrExists
	// ErrGood is returned when a restore would replace a database that is undamaged.
	ErrGood = errors.New("the database is whole")
	// ErrNoWorkshop is returned when no workshop matches.
	ErrNoWorkshop = errors.New("no such workshop")
	// ErrInUse is returned, as an [*InUseError], when people are in a workshop that is to
	// be forgotten.
	ErrInUse = errors.New("somebody is in the workshop")
	// ErrGoing is returned when a person is to be made nameless in a workshop that has not
	// ended.
	ErrGoing = errors.New("the workshop has not ended")
	// ErrNoPerson is returned when there is no such person in the workshop.
	ErrNoPerson = errors.New("no such person")
	// ErrID is returned when a workshop is created with an id that is taken, or that is not
	// 1 to 40 letters and digits.
	ErrID = errors.New("the id is taken or cannot be used")
)

// OpenError says which file could not be opened; what it wraps says why.
type OpenError = bolt.OpenError

// DamageError says where a database is damaged.
type DamageError = bolt.DamageError

// Errors of a live workshop, besides those of the model. They carry codes for the catalogue
// and wrap the cause.
var (
	// ErrNotSaved is returned when the disk did not take the command's events. It was not
	// done.
	ErrNotSaved = &model.Error{Code: "not-saved", Message: "this could not be saved and was not done; try again"}
	// ErrUnsure is returned when the disk failed and it is not known yet whether the
	// command was done. Repeating it with the same operation id is safe.
	ErrUnsure = &model.Error{Code: "unsure", Message: "the disk failed; it is not known yet whether this was saved"}
	// ErrDraftsLost and ErrTicketsLost are in [model.Health] if some drafts, or some
	// tickets, were damaged on disk: those are lost.
	ErrDraftsLost  = &model.Error{Code: "drafts-lost", Message: "some of what people had begun to write was damaged on disk and is gone; run verkstad check"}
	ErrTicketsLost = &model.Error{Code: "tickets-lost", Message: "some tickets were damaged on disk and are no longer known; replace those that are refused, and run verkstad check"}
	// ErrDiskFull is returned while there is no space on the disk. The command was not
	// done.
	ErrDiskFull = &model.Error{Code: "disk-full", Message: "the disk is full; nothing can be saved until there is room"}
	// ErrRoundKey is returned for ballots when the key of the open round is
	// gone. The round can only be closed.
	ErrRoundKey = &model.Error{Code: "round-key", Message: "the key of this vote is gone, so the ballots cannot be read; close the vote, which is void then, and open a new one"}
	// ErrStopping is returned when the workshop is being closed. The command was not done.
	ErrStopping = &model.Error{Code: "stopping", Message: "Verkstad is stopping; this was not done"}
	// ErrForgotten is returned when the workshop is being removed from the data folder, or
	// has been. The command was not done.
	ErrForgotten = &model.Error{Code: "forgotten", Message: "the workshop is being taken away for good; this was not done"}
	// ErrRewriting is returned when the workshop's files are being rewritten without a
	// person's name. The command was not done, and the workshop can be opened again soon.
	ErrRewriting = &model.Error{Code: "rewriting", Message: "the workshop's files are being written anew; this was not done"}
	// ErrInternal is returned when a rule panicked on this command. It was not done, and
	// the program's log has the details.
	ErrInternal = &model.Error{Code: "internal", Message: "something went wrong inside Verkstad; this was not done"}
	// ErrFileGone is returned while the database file is gone or another is in its place.
	// The command was not done, or ErrUnsure is returned too. [Live.Rescue] writes the
	// database again.
	ErrFileGone = &model.Error{Code: "file-gone", Message: "the database file is gone or replaced; nothing is saved"}
	// ErrFileForeign is returned once another program has written into the database file.
	// Nothing can be saved before Verkstad is restarted.
	ErrFileForeign = &model.Error{Code: "file-foreign", Message: "another program has written into the database file; nothing is saved"}
	// ErrFileTaken is returned when the database cannot be written again, since another
	// Verkstad has opened the file in its place.
	ErrFileTaken = &model.Error{Code: "file-taken", Message: "another Verkstad has opened what lies in the database's place"}
	// ErrNoBackup is in [model.Health] if the last backup could not be made;
	// ErrNoBackupRoom if the disk was full, and ErrNoBackupWhole if the copy, and so the
	// database, was damaged.
	ErrNoBackup      = &model.Error{Code: "no-backup", Message: "the last backup could not be made; what was written is on disk all the same"}
	ErrNoBackupRoom  = &model.Error{Code: "no-backup-room", Message: "the disk had no room for the last backup"}
	ErrNoBackupWhole = &model.Error{Code: "no-backup-whole", Message: "the last backup could not be made: the database is damaged"}
	// ErrCode is returned when a workshop is created with a join code that cannot be typed:
	// letters A to Z and digits only, at most 32.
	ErrCode = &model.Error{Code: "code", Message: "a join code is 1 to 32 letters A to Z and digits"}
	// ErrCodeTaken is returned when a workshop that has not ended has that join code.
	ErrCodeTaken = &model.Error{Code: "code-taken", Message: "a workshop that goes on has that join code already"}
)

// notSaved returns the answer to commands that were not written because of err.
func notSaved(err error) error {
	said := ErrNotSaved
	switch {
	case errors.Is(err, bolt.ErrMoved):
		said = ErrFileGone
	case errors.Is(err, bolt.ErrOverwritten):
		said = ErrFileForeign
	case errors.Is(err, ErrFull):
		said = ErrDiskFull
	}
	return fmt.Errorf("%w (%w)", said, err)
}

// noBackup returns what people are told when a backup could not be made because of err.
func noBackup(err error) error {
	said := ErrNoBackup
	switch {
	case errors.Is(err, ErrFull):
		said = ErrNoBackupRoom
	case errors.Is(err, ErrDamaged):
		said = ErrNoBackupWhole
	}
	return fmt.Errorf("%w (%w)", said, err)
}

// AmbiguousError is returned when several workshops match.
type AmbiguousError struct {
	Asked   string
	Matches []model.Summary // most recently changed first, at least two
}

func (e *AmbiguousError) Error() string {
	var names []string
	for _, m := range e.Matches {
		names = append(names, fmt.Sprintf("%s %q", m.ID, m.Title))
	}
	return fmt.Sprintf("%q fits several workshops: %s", e.Asked, strings.Join(names, ", "))
}
