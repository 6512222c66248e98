package cli

import (
	"context"
	"errors"

	"verkstad/ui/command"
)

// accessOf is what a command does with the data, by its words: a server that has the
// data open does those that read or write for others, and no other command.
func accessOf(name string) command.Access {
	if c := command.LookupShell(name); c != nil {
		return c.Shell.Access
	}
	return command.None
}

// Served is what a command line has that is run for somebody else.
type Served struct {
	Folder  string // the data folder that is open
	Files   Files  // those of whoever gave the command
	Asks    bool   // they can answer a question
	Zone    []byte // of their clocks, as writeZone writes it
	Serving func() Serving
}

// Serving is a server that is running, zero for none.
type Serving struct {
	Code    string // of the workshop that it was started with
	Listen  string // host:port
	Address string // what is shown instead, as --address has it
	// The same for browsers; empty where none are let in.
	Web, WebAddress string
}

// servedProgram is a [Program] for commands that are done for others. What has
// a screen or a server of its own is not.
type servedProgram struct {
	Program
	data Data
}

// keptOpen is data that stays open when a command is done with it.
type keptOpen struct{ Data }

func (keptOpen) Close() error { return nil }

func (p servedProgram) Open(*Options) (Data, error) { return keptOpen{p.data}, nil }

// Check reads a copy of the database, of the moment: the one that is open
// cannot be opened again.
func (p servedProgram) Check(ctx context.Context, o *Options, file string) (Finding, error) {
	if file != "" {
		return Finding{}, errNotServed
	}
	copied, remove, err := copyOf(p.data, o.Data)
	if err != nil {
		return Finding{}, err
	}
	found, err := p.Program.Check(ctx, o, copied)
	found.File = o.Data
	return found, errors.Join(err, remove())
}

// errNotServed is what a program answers that was made to ask for it.
var errNotServed = &failure{id: "cli.control.not", code: CannotUse}

func (servedProgram) Home(context.Context, *Options) error     { return errNotServed }
func (servedProgram) Host(context.Context, *Options) error     { return errNotServed }
func (servedProgram) Serve(context.Context, *Options) error    { return errNotServed }
func (servedProgram) Review(context.Context, *Options) error   { return errNotServed }
func (servedProgram) Demo(context.Context, *Options) error     { return errNotServed }
func (servedProgram) Rehearse(context.Context, *Options) error { return errNotServed }
func (servedProgram) Restore(context.Context, *Options, string, bool) (string, error) {
	return "", errNotServed
}
