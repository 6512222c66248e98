package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"verkstad/model/text"
	"verkstad/sshserver"
	"verkstad/sshserver/rehearse"
	"verkstad/store"
	"verkstad/ui/cli"
)

// sentences are what can keep a command from its work, with the word and the
// exit code for it.
var sentences = []struct {
	err  error
	word string
	code int
}{
	{store.ErrFolder, "cli.cannot.folder", cli.CannotUse},
	{store.ErrNewer, "cli.cannot.newer", cli.CannotUse},
	{store.ErrReadOnly, "cli.cannot.readonly", cli.CannotUse},
	{store.ErrFull, "cli.cannot.full", cli.CannotUse},
	{store.ErrExists, "cli.cannot.exists", cli.Failed},
	{store.ErrGood, "cli.cannot.good", cli.Failed},
	{store.ErrNoWorkshop, "cli.cannot.noworkshop", cli.NoWorkshop},
	{store.ErrInUse, "cli.forget.inuse", cli.Failed},
	{store.ErrGoing, "cli.forget.going", cli.Failed},
	{sshserver.ErrPortTaken, "cli.cannot.taken", cli.CannotUse},
	{sshserver.ErrPortForbidden, "cli.cannot.forbidden", cli.CannotUse},
	{sshserver.ErrNotOurAddress, "cli.cannot.notours", cli.CannotUse},
	{sshserver.ErrBadAddress, "cli.cannot.badaddress", cli.CannotUse},
	{sshserver.ErrHostKey, "cli.cannot.hostkey", cli.CannotUse},
	{rehearse.ErrBounds, "cli.rehearse.bounds", cli.Usage},
}

// Explain says what kept a command from its work, and what to do instead.
func (program) Explain(o *cli.Options, err error) (said string, code int, ok bool) {
	if several, ok := errors.AsType[*store.AmbiguousError](err); ok {
		var names []string
		for _, m := range several.Matches {
			names = append(names, m.Code+" "+text.Draw(m.Title))
		}
		return o.Words.T("cli.cannot.ambiguous", "Matches", strings.Join(names, ", ")), cli.NoWorkshop, true
	}
	if opened, ok := errors.AsType[*store.OpenError](err); ok && opened.File != filepath.Join(o.Data, store.DatabaseName) {
		if said, ok := explainFile(o, opened); ok {
			return said, cli.Failed, true
		}
	}
	if saved, ok := errors.AsType[*store.SalvagedError](err); ok {
		return explainSalvaged(o, saved), cli.Failed, true
	}
	switch {
	case errors.Is(err, store.ErrLocked):
		backup := newestGood(context.Background(), o)
		return cli.Locked(o, backup.File, backup.At), cli.CannotUse, true
	case errors.Is(err, store.ErrFolder) && isFile(o.Data):
		return o.Words.T("cli.cannot.isfile", "Folder", o.Data), cli.CannotUse, true
	}
	if said, ok := explainDatabase(o, err); ok {
		return said, cli.CannotUse, true
	}
	for _, s := range sentences {
		if errors.Is(err, s.err) {
			return o.Words.T(s.word, "Folder", o.Data, "Address", o.Listen, "Reason", reason(o, err)), s.code, true
		}
	}
	return "", 0, false
}

// explainFile says what is wrong with a file that somebody named, and where
// there is a better one.
func explainFile(o *cli.Options, opened *store.OpenError) (said string, ok bool) {
	word, better := "", false
	switch {
	case errors.Is(opened, store.ErrNotDatabase):
		word, better = "cli.given.notdatabase", true
	case errors.Is(opened, store.ErrDamaged):
		word, better = "cli.given.damaged", true
	case errors.Is(opened, store.ErrNewer):
		word = "cli.given.newer"
	case errors.Is(opened, store.ErrLocked):
		word, better = "cli.given.locked", true
	case errors.Is(opened, store.ErrReadOnly):
		word = "cli.given.unreadable"
	default:
		return "", false
	}
	all := []string{o.Words.T(word, "File", opened.File, "Reason", reason(o, opened))}
	if o.Restoring != "" {
		all = append(all, o.Words.T("cli.given.unchanged"))
	}
	switch backup := newestGood(context.Background(), o).File; {
	case opened.File == o.Data:
		all = append(all, o.Words.T("cli.given.data"))
	case better && backup != "" && backup != opened.File:
		all = append(all, o.Words.T("cli.given.backup", "Backup", backup))
	case better:
		all = append(all, o.Words.T("cli.given.backups", "Backups", filepath.Join(o.Data, store.BackupsName)))
	}
	return strings.Join(all, " "), true
}

// explainDatabase says what became of the data folder's database, and which
// backup can take its place.
func explainDatabase(o *cli.Options, err error) (said string, ok bool) {
	word := ""
	switch {
	case errors.Is(err, store.ErrMissing):
		word = "cli.cannot.missing"
	case errors.Is(err, store.ErrDamaged):
		word = "cli.cannot.damaged"
	case errors.Is(err, store.ErrNotDatabase):
		word = "cli.cannot.notdatabase"
	default:
		return "", false
	}
	said = o.Words.T(word, "Folder", o.Data, "Reason", reason(o, err))
	if backup := newestGood(context.Background(), o).File; backup != "" {
		return said + " " + o.Words.T("cli.offer.restore", "Backup", backup, "Command", cli.RestoreLine(o, backup)), true
	}
	return said + " " + o.Words.T("cli.offer.none"), true
}

// explainSalvaged says where all is that was in a database whose file was taken
// away.
func explainSalvaged(o *cli.Options, saved *store.SalvagedError) string {
	if saved.InPlace {
		return o.Words.T("cli.salvaged.inplace", "File", saved.File)
	}
	return o.Words.T("cli.salvaged.beside", "File", saved.File, "Command", cli.RestoreLine(o, saved.File, "--replace"))
}

// reason is what is wrong with a database without the way that led there.
func reason(o *cli.Options, err error) string {
	if fault, ok := errors.AsType[*store.DamageError](err); ok {
		said, _ := damage(o, store.Problem(*fault))
		return said
	}
	if opened, ok := errors.AsType[*store.OpenError](err); ok && errors.Is(err, store.ErrNotDatabase) {
		return o.Words.T("cli.is." + store.Kind(opened.File))
	}
	return err.Error()
}

// damage says one thing that is wrong in the asker's language, and the details
// for whoever looks for the cause, empty if there are none.
func damage(o *cli.Options, p store.Problem) (said, details string) {
	switch {
	case p.Seq > 0:
		return o.Words.T("cli.damage.event", "Workshop", p.Workshop, "Seq", p.Seq), p.What
	case p.Workshop != "":
		return o.Words.T("cli.damage.workshop", "Workshop", p.Workshop), p.What
	case p.Kind != "":
		return o.Words.T("cli.damage." + p.Kind), ""
	}
	return o.Words.T("cli.damage.page"), p.What
}

// newestGood is the newest whole backup in the data folder; its File is empty
// if there is none.
func newestGood(ctx context.Context, o *cli.Options) store.Backup {
	b, err := store.NewestGood(ctx, o.Data)
	if err != nil {
		return store.Backup{}
	}
	return b
}
