package cli

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/text"
)

// A Fault is an error of the store or of the server, in the terms in which the
// command line says it. The program translates: this package knows neither.
type Fault struct {
	Kind    FaultKind
	Address string          // that could not be listened on; empty if that is not the fault
	Why     string          // what the system said, in English; empty where the kind says all
	Found   Damage          // with Damaged, if the damage was located
	Matches []model.Summary // with Ambiguous: at least two
	File    string          // with Salvaged, and where the fault is in a file that was named
	Named   bool            // the file was named by whoever asked: not the data folder's own
	InPlace bool            // with Salvaged: the file has the database's name
	Looks   string          // with NotDatabase: what the file is instead, as in the words "cli.is.…"
	Title   string          // with SomebodyIn: the workshop
	People  []string        // with SomebodyIn: the names of those who are in it
	Screens int             // with SomebodyIn: besides those, how many facilitators who have not joined
	Backups string          // the folder of the data folder's backups
}

// FaultKind names the sentence of a fault.
type FaultKind string

// What the store and the server can fail with.
const (
	Ambiguous    FaultKind = "ambiguous" // several workshops are called so
	Salvaged     FaultKind = "salvaged"  // the database's file was gone or replaced; all is in File
	FolderIsFile FaultKind = "isfile"
	FolderBad    FaultKind = "folder"
	InUse        FaultKind = "locked" // by another Verkstad
	Missing      FaultKind = "missing"
	Damaged      FaultKind = "damaged"
	NotDatabase  FaultKind = "notdatabase"
	Newer        FaultKind = "newer"
	ReadOnly     FaultKind = "readonly"
	Full         FaultKind = "full"
	Exists       FaultKind = "exists"
	IsGood       FaultKind = "good"
	NotFound     FaultKind = "noworkshop"
	NoData       FaultKind = "nodata" // the folder has no database, and the command makes none
	SomebodyIn   FaultKind = "inuse"
	Going        FaultKind = "going"
	PortTaken    FaultKind = "taken"
	PortDenied   FaultKind = "forbidden"
	NotOurs      FaultKind = "notours"
	BadAddress   FaultKind = "badaddress"
	BadHostKey   FaultKind = "hostkey"
	BadBounds    FaultKind = "bounds"
)

// faultSentences has the word and the exit code of the kinds that need no more
// than the folder, the address and the reason.
var faultSentences = map[FaultKind]struct {
	word string
	code int
}{
	FolderIsFile: {"cli.cannot.isfile", CannotUse},
	FolderBad:    {"cli.cannot.folder", CannotUse},
	Newer:        {"cli.cannot.newer", CannotUse},
	ReadOnly:     {"cli.cannot.readonly", CannotUse},
	Full:         {"cli.cannot.full", CannotUse},
	Exists:       {"cli.cannot.exists", Failed},
	IsGood:       {"cli.cannot.good", Failed},
	NotFound:     {"cli.cannot.noworkshop", NoWorkshop},
	NoData:       {"cli.cannot.nodata", CannotUse},
	Going:        {"cli.forget.going", Failed},
	PortTaken:    {"cli.cannot.taken", CannotUse},
	PortDenied:   {"cli.cannot.forbidden", CannotUse},
	NotOurs:      {"cli.cannot.notours", CannotUse},
	BadAddress:   {"cli.cannot.badaddress", Usage},
	BadHostKey:   {"cli.cannot.hostkey", CannotUse},
	BadBounds:    {"cli.rehearse.bounds", Usage},
}

// namedFileWords are the sentences for a file that somebody named, and whether
// a whole backup in the data folder could serve in its place.
var namedFileWords = map[FaultKind]struct {
	word   string
	better bool
}{
	NotDatabase: {"cli.given.notdatabase", true},
	Damaged:     {"cli.given.damaged", true},
	Newer:       {"cli.given.newer", false},
	InUse:       {"cli.given.locked", true},
	ReadOnly:    {"cli.given.unreadable", false},
}

// Damage is one thing that is wrong with a database.
type Damage struct {
	Workshop string // empty when it is not in one workshop
	Seq      uint64 // of the event; 0 when it is not in an event
	What     string // in English, for whoever looks for the cause
	Kind     string // of damage to the whole file; empty for another
}

// Backup is a whole copy of the database; its File is empty if there is none.
type Backup struct {
	File string
	At   time.Time
}

// Explain says an error of the store or of the server in the asker's language,
// with an exit code; ok is false for any other.
func Explain(p Program, o *Options, err error) (said string, code int, ok bool) {
	f, ok := p.Fault(o, err)
	if !ok {
		return "", 0, false
	}
	said, code = f.say(o, func() Backup { return p.NewestBackup(o) })
	return said, code, true
}

// say is the fault in the asker's language, with the exit code. backup is asked
// for the newest whole backup where one could help: it reads files.
func (f Fault) say(o *Options, backup func() Backup) (said string, code int) {
	if f.Named {
		if said, ok := f.sayNamed(o, backup); ok {
			return said, Failed
		}
	}
	switch f.Kind {
	case Ambiguous:
		var names []string
		for _, m := range f.Matches {
			names = append(names, m.Code+" "+text.Draw(m.Title))
		}
		return o.Words.T("cli.cannot.ambiguous", "Matches", strings.Join(names, ", ")), NoWorkshop
	case Salvaged:
		if f.InPlace {
			return o.Words.T("cli.salvaged.inplace", "File", f.File), Failed
		}
		return o.Words.T("cli.salvaged.beside", "File", f.File, "Command", restoreLine(o, f.File, "--replace")), Failed
	case SomebodyIn:
		return o.Words.T("cli.forget.inuse", "Title", text.Draw(f.Title), "Who", f.inside(o)), Failed
	case InUse:
		b := backup()
		return locked(o, b.File, b.At), CannotUse
	case Missing, Damaged, NotDatabase:
		return f.sayDatabase(o, backup().File), CannotUse
	}
	s := faultSentences[f.Kind]
	return o.Words.T(s.word, "Folder", o.Data, "Address", cmp.Or(f.Address, o.Listen), "Reason", f.reason(o)), s.code
}

// inside lists those who are in a workshop, at most ten of them by name.
func (f Fault) inside(o *Options) string {
	const most = 10
	var who []string
	for _, name := range f.People[:min(most, len(f.People))] {
		who = append(who, text.Draw(name))
	}
	if more := len(f.People) - most; more > 0 {
		who = append(who, o.Words.N("cli.forget.more", more))
	}
	if f.Screens > 0 {
		who = append(who, o.Words.N("cli.forget.screens", f.Screens))
	}
	return strings.Join(who, ", ")
}

// sayNamed says what is wrong with a file that somebody named, and where there
// is a better one.
func (f Fault) sayNamed(o *Options, backup func() Backup) (said string, ok bool) {
	w, ok := namedFileWords[f.Kind]
	if !ok {
		return "", false
	}
	all := []string{o.Words.T(w.word, "File", f.File, "Reason", f.reason(o))}
	if o.Restoring != "" {
		all = append(all, o.Words.T("cli.given.unchanged"))
	}
	if f.File == o.Data {
		all = append(all, o.Words.T("cli.given.data"))
	} else if w.better {
		folder := f.Backups
		if o.Restoring == "" {
			folder = backupsOf(f.File, f.Backups)
		}
		if b := backup().File; folder == f.Backups && b != "" && b != f.File {
			all = append(all, o.Words.T("cli.given.backup", "Backup", b))
		} else {
			all = append(all, o.Words.T("cli.given.backups", "Backups", folder))
		}
	}
	return strings.Join(all, " "), true
}

// backupsOf is the folder of backups that a file belongs to: the one that it lies
// in, or the one beside it; otherwise that of the data folder.
func backupsOf(file, backups string) string {
	name, folder := filepath.Base(backups), filepath.Dir(file)
	if filepath.Base(folder) == name {
		return folder
	}
	beside := filepath.Join(folder, name)
	if info, err := os.Stat(beside); err == nil && info.IsDir() {
		return beside
	}
	return backups
}

// sayDatabase says what became of the data folder's database, and which backup
// can take its place.
func (f Fault) sayDatabase(o *Options, backup string) string {
	word := "cli.cannot.missing"
	switch f.Kind {
	case Damaged:
		word = "cli.cannot.damaged"
	case NotDatabase:
		word = "cli.cannot.notdatabase"
	}
	said := o.Words.T(word, "Folder", o.Data, "Reason", f.reason(o))
	if backup == "" {
		return said + " " + o.Words.T("cli.offer.none")
	}
	return said + " " + o.Words.T("cli.offer.restore", "Backup", backup, "Command", restoreLine(o, backup))
}

// reason is what is wrong without the way that led there.
func (f Fault) reason(o *Options) string {
	if f.Found != (Damage{}) {
		said, _ := f.Found.say(o)
		return said
	}
	if f.Looks != "" {
		return o.Words.T("cli.is." + f.Looks)
	}
	return f.Why
}

// say is the damage in the asker's language, and the details for whoever looks
// for the cause, empty if there are none.
func (d Damage) say(o *Options) (said, details string) {
	switch {
	case d.Seq > 0:
		return o.Words.T("cli.damage.event", "Workshop", d.Workshop, "Seq", d.Seq), d.What
	case d.Workshop != "":
		return o.Words.T("cli.damage.workshop", "Workshop", d.Workshop), d.What
	case d.Kind != "":
		return o.Words.T("cli.damage." + d.Kind), ""
	}
	return o.Words.T("cli.damage.page"), d.What
}
