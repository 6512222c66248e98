package cli

import (
	"errors"
	"io"
	"io/fs"

	"verkstad/ui/plainfile"
)

// message is what one end of the control socket says to the other.
type message struct {
	Kind kind
	// Of a command.
	Args []string
	Env  map[string]string
	Asks bool   // the command was typed where a question can be answered
	Zone []byte // of the clocks there, as writeZone writes it; nil from a Verkstad that sends none
	// Of a file, and of replies about one.
	File    int // a handle that the server chose
	Name    string
	OnlyNew bool
	Data    []byte
	Most    int // bytes that a read may give
	End     bool
	Err     *fileFault
	// Of the end.
	Code int
}

type kind uint8

const (
	sayCommand kind = iota + 1 // from the client, the first
	sayReply                   // from the client
	sayOut                     // the rest are from the server
	sayErr
	sayOpen
	sayCreate
	sayRead
	sayWrite
	sayClose
	sayAbandon
	sayExit
)

// standardInput is the handle of the client's input, which is always open.
const standardInput = 0

// fileFault is an error of a file, as it is sent.
type fileFault struct {
	Op, Path, Text string
	Is             string // a key of fileFaults, or empty
}

var fileFaults = map[string]error{
	"ours": errOurs, "exist": fs.ErrExist, "notexist": fs.ErrNotExist, "permission": fs.ErrPermission,
	"folder": plainfile.ErrFolder, "device": plainfile.ErrDevice, "socket": plainfile.ErrSocket,
	"nowriter": plainfile.ErrNoWriter, "changed": plainfile.ErrChanged,
}

func faultOf(err error) *fileFault {
	if err == nil || errors.Is(err, io.EOF) {
		return nil
	}
	f := &fileFault{Text: err.Error()}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		f.Op, f.Path, f.Text = path.Op, path.Path, path.Err.Error()
	}
	for name, is := range fileFaults {
		if errors.Is(err, is) {
			f.Is = name
		}
	}
	return f
}

func (f *fileFault) error() error {
	if f == nil {
		return nil
	}
	return &fs.PathError{Op: f.Op, Path: f.Path, Err: sentFault{f.Text, fileFaults[f.Is]}}
}

// sentFault is why a file at the other end could not be used.
type sentFault struct {
	text string
	is   error // nil if it is none of fileFaults
}

func (e sentFault) Error() string { return e.text }
func (e sentFault) Unwrap() error { return e.is }
