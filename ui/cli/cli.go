// Package cli is the command line: what can be asked for, with which flags, in
// the asker's language. What needs the store or the server is done by a
// [Program], which main wires.
//
// Exit codes: 0 done; 1 failed, or check found damage; 2 the command is not
// written right; 3 there is no such workshop; 4 the data folder or the address
// cannot be used. Each complaint is one sentence on the standard error.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"charm.land/fang/v2"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/command"
	"verkstad/ui/handler"
	"verkstad/ui/i18n"
	"verkstad/ui/ideaimport"
	"verkstad/ui/stage"
)

// Exit codes.
const (
	OK         = 0
	Failed     = 1
	Usage      = 2
	NoWorkshop = 3
	CannotUse  = 4
)

// Options is what the flags say.
type Options struct {
	Data string // the data folder; of a command that only reads, perhaps a backup
	Lang string // "sv" or "en"

	LogLevel, LogFormat string // see [NewLog]

	// Of a workshop that is made.
	Method, Title, Code, Node, Series string
	Number                            int // in the series, from 1; 0 outside one, or the next of it
	Minutes                           int // the agenda is stretched to, if it was given
	Anonymous                         bool
	Alone                             bool   // nothing is carried in
	Start                             string // when it is to begin, as stage.ParseStart reads it
	Voters                            string // who may vote: open, roll or tickets; empty leaves it

	// Of the server.
	Listen  string // host:port
	Address string // what is shown to join, instead of what is found; several with commas
	// Web is where browsers are let in, host:port; empty for nowhere. WebAddress is what is
	// shown for them instead of what is found.
	Web, WebAddress string
	// Wall is what projectors are drawn on: "light", "dark", "terminal", or empty.
	Wall string
	// Rehearsed is a server that one computer fills with simulated people.
	Rehearsed bool

	Rehearsal Rehearsal

	Words         *i18n.Words
	In            io.Reader
	Out, Err      io.Writer
	Interactive   bool // both ends are a terminal
	Workshop      string
	Restoring     string            // the backup that restore was asked for
	Reads         bool              // the command writes nothing: Data may be a backup
	Existing      bool              // the command is about workshops that there are: no data folder is made for it
	command       string            // its words: "import ideas"; empty without any
	instead       string            // line command that a server answers with much the same
	stretched     bool              // Minutes was given
	given         map[string]string // the flags that were given, by name; see [command.Parsed]
	files         Files
	asks          bool              // whoever gave the command can answer a question
	zone          *time.Location    // of the clocks of whoever gave the command
	served        bool              // the command is done for somebody at the control socket
	stop          <-chan struct{}   // closed when the process is told to stop
	variables     map[string]string // of the environment, that flags were taken from
	listen        string            // what --listen is where it is left out
	address       string            // the same of --address
	web           string            // and of --web
	webAddress    string            // and of --web-address
	hosted        string            // the join code of the workshop that the server was started with
	environ       func(string) (string, bool)
	commandLine   []string
	defaultFolder string
	version       string
}

// Data is an open data folder.
type Data interface {
	workshop.Repository
	Bundles
	// Find gives the id of the workshop that a person means, by its id, its
	// join code or words of its title.
	Find(asked string) (id string, err error)
	Backup(file string) error
	Forgetting
	// ExportLog writes the whole log of the workshop with that id; see
	// docs/log.md.
	ExportLog(w io.Writer, id string) error
	Close() error
}

// Finding is what a check of a database came to.
type Finding struct {
	File      string
	Workshops int
	Events    uint64
	Problems  []Damage // empty if it is as it was written
	Backup    string   // the newest whole backup, if there are problems and there is one
}

// Program does what needs the store, the server or the terminal.
type Program interface {
	Home(ctx context.Context, o *Options) error
	Host(ctx context.Context, o *Options) error
	Serve(ctx context.Context, o *Options) error
	Review(ctx context.Context, o *Options) error
	Demo(ctx context.Context, o *Options) error
	Rehearse(ctx context.Context, o *Options) error
	Open(o *Options) (Data, error)
	// Check reads a database; an empty file is the data folder's.
	Check(ctx context.Context, o *Options, file string) (Finding, error)
	// Restore puts a backup in the place of the data folder's database, also of
	// one that is whole if replace, and gives the name that the old one has now.
	Restore(ctx context.Context, o *Options, file string, replace bool) (aside string, err error)
	// JoinFor is how people would reach a workshop with this code, if it were
	// served as the flags say.
	JoinFor(o *Options, code string) workshop.Join
	// Fault is an error of the store or of the server; false for any other.
	Fault(o *Options, err error) (Fault, bool)
	// NewestBackup reads the data folder's backups, the newest first, until it
	// finds one that is whole.
	NewestBackup(o *Options) Backup
}

// Setup is the process that the command line is run in.
type Setup struct {
	Args          []string // without the program's name
	Env           func(string) (string, bool)
	In            io.Reader
	Out, Err      io.Writer
	Interactive   bool
	DefaultFolder string // of the data
	Version       string
	Commit        string
	Served        *Served // of a command that is done for somebody else; nil otherwise
}

// Run runs the command line and gives the exit code. ctx ends when the process
// is told to.
func Run(ctx context.Context, p Program, s Setup) int {
	o := &Options{
		Words: i18n.For(language(s.Args, s.Env)), In: s.In, Out: s.Out, Err: s.Err, Interactive: s.Interactive,
		asks: s.Interactive, zone: time.Local, environ: s.Env, commandLine: s.Args, defaultFolder: s.DefaultFolder, version: s.Version,
	}
	o.Lang, o.files, o.given = o.Words.Lang(), localFiles{o}, map[string]string{}
	o.stop, o.listen, o.variables = ctx.Done(), command.DefaultListen, map[string]string{}
	if s.Served != nil {
		o.serve(s.Served)
	}
	if lang := unknownLanguage(s.Args, s.Env); lang != "" {
		_, _ = fmt.Fprintln(s.Err, o.Words.T("cli.wrong.lang", "Lang", text.Draw(lang)))
		return Usage
	}
	root := newRoot(p, o)
	root.SetArgs(s.Args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	if asksForHelp(s.Args) {
		root.SetOut(translated(s.Out, o.Words))
	}
	root.SetErr(s.Err)
	code := OK
	err := fang.Execute(ctx, root, fang.WithVersion(s.Version), fang.WithCommit(s.Commit),
		fang.WithErrorHandler(func(_ io.Writer, _ fang.Styles, err error) {
			var text string
			text, code = explain(p, o, err)
			if text != "" {
				_, _ = fmt.Fprintln(s.Err, text)
			}
		}))
	if err != nil && code == OK {
		return Failed
	}
	return code
}

// failure is an error that the command line says in its own words.
type failure struct {
	id   string // in the catalogue; empty says nothing more
	kv   []any
	code int
}

func (f *failure) Error() string { return f.id }

// usage is a failure to write the command right.
func usage(id string, kv ...any) error { return &failure{id, kv, Usage} }

func explain(p Program, o *Options, err error) (text string, code int) {
	var own *failure
	if errors.As(err, &own) {
		if own.id == "" {
			return "", own.code
		}
		if len(own.kv) > 1 && own.kv[0] == "N" {
			if n, ok := own.kv[1].(int); ok {
				return o.Words.N(own.id, n, own.kv...), own.code
			}
		}
		return o.Words.T(own.id, own.kv...), own.code
	}
	if wrong, ok := errors.AsType[*command.UsageError](err); ok {
		return sayUsage(o, wrong), Usage
	}
	if refused, ok := errors.AsType[*handler.Refusal](err); ok {
		return o.Words.T(refused.ID, refused.Args...), Failed
	}
	if unread, ok := errors.AsType[*ideaimport.Refusal](err); ok {
		return unread.Text, Failed
	}
	if text, code, ok := Explain(p, o, err); ok {
		return text, code
	}
	if errors.Is(err, context.Canceled) {
		return "", Failed
	}
	var refused *model.Error
	if errors.As(err, &refused) {
		return stage.Say(o.Words, err), Failed
	}
	return o.Words.T("cli.failed", "Reason", err.Error()), Failed
}

// sayUsage says what is not written right, and where words are missing or too many, how
// the command is written.
func sayUsage(o *Options, wrong *command.UsageError) string {
	said := o.Words.T(wrong.ID, wrong.Args...)
	if counted := wrong.ID == "command.wrong.toofew" || wrong.ID == "command.wrong.toomany"; counted && wrong.Command != nil {
		said += " " + o.Words.T("command.usage", "Usage", wrong.Command.ShellUsage())
	}
	return said
}

// serve makes the options those of a command that is done for somebody else.
func (o *Options) serve(s *Served) {
	o.served, o.asks, o.files, o.defaultFolder = true, s.Asks, s.Files, s.Folder
	if zone, ok := readZone(s.Zone); ok {
		o.zone, o.Words = zone, o.Words.In(zone)
	}
	if now := s.Serving(); now.Listen != "" {
		o.hosted, o.listen, o.address = now.Code, now.Listen, now.Address
		o.web, o.webAddress = now.Web, now.WebAddress
	}
}

// now is the time on the clocks of whoever gave the command.
func (o *Options) now() time.Time { return time.Now().In(o.zone) }

// withData opens the data folder for as long as f takes, or has the server do
// the command that has it open. The command is one that needs
// the data.
func withData(p Program, o *Options, f func(Data) error) error {
	o.Reads, o.Existing = accessOf(o.command) == command.Reads, accessOf(o.command) != command.Makes
	if done, err := forward(o); done {
		return err
	}
	data, err := p.Open(o)
	if err != nil {
		return err
	}
	return errors.Join(f(data), data.Close())
}
