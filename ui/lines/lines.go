// Package lines speaks a workshop in lines: every action that has a screen, for
// scripts and screen readers, over SSH without a terminal.
//
//	ssh -p 2222 KRABBA@host idea "Verktygspool i varje by"
//
// An answer goes to the standard output, without escape codes and with columns
// parted by tabs. What is wrong goes to the standard error in the caller's
// language, with one of the exit codes below. The commands are one table, in
// lineruns.go; docs/lines.md describes them.
package lines

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/oklog/ulid/v2"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/ui/command"
	"verkstad/ui/handler"
	"verkstad/ui/i18n"
	"verkstad/ui/ideaimport"
	"verkstad/ui/likeness"
	"verkstad/ui/stage"
)

// Exit codes.
const (
	OK        = 0 // done
	Refused   = 1 // a rule of the workshop says no
	Usage     = 2 // the command is not written right
	NotJoined = 3 // the caller has not joined, or there is no such workshop
	CannotDo  = 4 // the workshop cannot be written to now, or did not answer in time
)

// Session is one caller in one workshop.
type Session struct {
	Room workshop.Live
	// Key is the caller's stored identity, from Room.Identify; empty for one
	// who cannot be known again.
	Key string
	// Door lets a caller in, and back, who has no Key yet; nil where Key is enough.
	Door stage.Door
	// Ticket is the number of the ticket that the caller came with; 0 is none.
	Ticket int
	// Guesser is the server's; nil is one for this caller alone.
	Guesser *likeness.Guesser
	// Tellers tell conversations what happens; nil is some for this caller alone.
	Tellers *Tellers
	// JoinFor says how people reach a workshop with a code; may be nil.
	JoinFor func(code string) workshop.Join
	// Facilitator callers lead; Observer callers see what a projector shows.
	Facilitator, Observer bool
	// Leads asks whether the caller is a facilitator now, which the server's
	// file may have ceased to say; nil is as Facilitator says. It is asked at
	// each command.
	Leads func() bool
	// Watches asks whether an observer may go on watching; nil is yes.
	Watches func() bool
	// Reads waits until a caller who is not a facilitator may be told something
	// again, and returns a function to call when that is done; nil waits for
	// nothing.
	Reads func(context.Context) (done func(), err error)
	// ComeBack is the line that brings the caller back; nil if it is not known.
	ComeBack func() string
	// Name is proposed as a display name when joining; not cleaned.
	Name string
	// Lang is "sv", "en", or empty if unknown: the workshop's language then.
	Lang string
	// Now tells the time, and NewOp makes operation ids; nil takes the
	// system's clock and ULIDs.
	Now   stage.Clock
	NewOp func() string
	// Reach is how far the caller may look into the other meetings of a
	// workshop's series; nil is not at all.
	Reach stage.Reach
	// Joined is called when the caller is found to have joined, with when they
	// first did; may be nil.
	Joined func(since time.Time)

	// Terminal is true if what is answered is shown in a terminal, and not kept as it is.
	Terminal bool

	quiet *bool // whether the conversation is told nothing; nil outside of one
}

// key is the stored identity that the caller has now; empty for a caller who has not
// been recognised yet.
func (s *Session) key() string {
	if s.Door != nil {
		return s.Door.Identity()
	}
	return s.Key
}

// call is one command being run.
type call struct {
	Session
	ctx   context.Context
	me    model.Actor
	words *i18n.Words
	command.Parsed
	in   io.Reader
	out  io.Writer
	errw io.Writer // for what should be known besides the answer
}

// Run runs one line command and returns its exit code. args are its words; in
// is read only by commands that take a file. Without args it reads commands
// from in, one a line, until the end or "quit", and returns the code of the
// last that failed.
func Run(ctx context.Context, s Session, args []string, in io.Reader, out, errw io.Writer) int {
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.NewOp == nil {
		s.NewOp = NewOp
	}
	if s.Tellers == nil {
		s.Tellers = &Tellers{}
	}
	if len(args) == 0 {
		return converse(ctx, s, in, out, errw)
	}
	return runOne(ctx, s, args, in, out, errw)
}

// NewOp makes an operation id that nobody has had.
func NewOp() string { return ulid.MustNew(ulid.Now(), rand.Reader).String() }

func runOne(ctx context.Context, s Session, args []string, in io.Reader, out, errw io.Writer) int {
	c := &call{Session: s, ctx: ctx, in: in, out: out, errw: errw}
	c.recognise()
	c.words = c.language()
	args, err := c.behalf(args)
	if err == nil {
		c.Parsed, err = command.Parse(args)
	}
	c.words = c.language()
	if err == nil && c.Has("lang") {
		_, err = c.Choice(c.Flag("lang"), i18n.Languages...)
	}
	if err == nil {
		err = c.Room.Gone()
	}
	if err == nil {
		err = c.permitted()
	}
	writing := 0
	if err == nil && c.Command.Turns {
		writing = c.Room.Writing()
	}
	if err == nil {
		err = c.paced(run(c.Command))
	}
	if err == nil {
		if writing > 0 {
			_, _ = fmt.Fprintln(errw, c.words.N("line.writing", writing))
		}
		return OK
	}
	text, code := c.explain(err)
	_, _ = fmt.Fprintln(errw, text)
	return code
}

// paced runs a command, when it is the caller's turn if it only reads. What is
// written is paced by the room.
func (c *call) paced(run func(*call) error) error {
	writes := c.Command.Who == command.Joined || c.Command.Who == command.Leader || c.Command.Name == "join" || c.Command.Name == "vote"
	if c.Session.Reads == nil || writes || c.Command.Name == "watch" || c.me.Role == model.Facilitator || c.Session.leads() {
		return run(c)
	}
	done, err := c.Session.Reads(c.ctx)
	if err != nil {
		return err
	}
	defer done()
	return run(c)
}

// leads reports whether the caller is a facilitator now.
func (s *Session) leads() bool {
	if s.Leads != nil {
		return s.Leads()
	}
	return s.Facilitator
}

// recognise finds out who the caller is in the workshop now.
func (c *call) recognise() {
	c.Facilitator = c.leads()
	b := c.Room.Board()
	if key := c.key(); key != "" {
		if p := b.PersonByKey(key); p != nil && !p.Removed {
			c.me = model.Actor{Person: p.ID, Role: model.Participant}
			if p.Role == model.Observer || p.Leads() || p.Role == model.Facilitator && c.Facilitator {
				c.me.Role = p.Role
			}
			if c.Session.Joined != nil {
				c.Session.Joined(p.Joined)
			}
		}
	}
	switch {
	case c.Observer:
		c.me = model.Actor{Role: model.Observer}
		if c.Watches != nil && !c.Watches() {
			c.me = model.Actor{}
		}
	case c.Facilitator && c.me.Person == 0:
		c.me.Role = model.Facilitator
	}
}

// language is --lang, or what the person chose, or what the client said, or
// the workshop's.
func (c *call) language() *i18n.Words {
	for _, lang := range []string{c.Flag("lang"), c.chosenLanguage(), c.Lang, c.Room.Board().Lang} {
		if lang != "" {
			return i18n.For(lang)
		}
	}
	return i18n.For("")
}

// permitted is nil if somebody in the caller's role may try the command. What
// the role may do just now is the model's to decide.
func (c *call) permitted() error {
	switch c.Command.Who {
	case command.Anyone:
		return nil
	case command.Leader:
		switch {
		case c.me.Role == model.Facilitator:
		case c.Facilitator && !c.Observer: // who takes part today, and may lead any time
			c.me = model.Host
		case c.me.Role == model.Observer:
			return model.ErrObserver
		default:
			return model.ErrNotAllowed
		}
	default:
		if c.me == (model.Actor{}) {
			return model.ErrNotJoined
		}
		if c.Command.Who == command.Joined && c.me.Role == model.Observer {
			return model.ErrObserver
		}
	}
	return nil
}

// do sends a command to the workshop and waits until it is on disk.
func (c *call) do(cmd model.Command) (model.Outcome, error) {
	ctx, cancel := context.WithTimeout(c.ctx, stage.Patience(cmd))
	defer cancel()
	return c.Room.Do(ctx, c.me, c.NewOp(), cmd)
}

// made does a command and prints the id of the item that it made, alone.
func (c *call) made(cmd model.Command) error {
	out, err := c.do(cmd)
	if err == nil && out.Item != 0 {
		c.line(out.Item)
	}
	return err
}

// done does a command that has nothing to answer.
func (c *call) done(cmd model.Command) error {
	_, err := c.do(cmd)
	return err
}

// explain is an error in the caller's language with its exit code.
func (c *call) explain(err error) (text string, code int) {
	var usage *command.UsageError
	var refused *model.Error
	var unread *ideaimport.Refusal
	var large *command.InputTooLarge
	var own *handler.Refusal
	switch {
	case errors.As(err, &unread):
		return unread.Text, Refused
	case errors.As(err, &large):
		return c.words.T("line.wrong.large", "Size", c.words.Bytes(large.Limit)), Refused
	case errors.As(err, &usage):
		text = c.words.T(usage.ID, usage.Args...)
		if usage.Command != nil {
			text += "\n" + c.words.T("command.usage", "Usage", usage.Command.Usage())
		}
		return text, Usage
	case errors.Is(err, model.ErrNotJoined):
		return stage.Say(c.words, err) + "\n" + c.howToJoin(), NotJoined
	case errors.As(err, &refused):
		switch {
		case refused.Code == "forgotten":
			return stage.Say(c.words, err), NotJoined
		case unsaved[refused.Code]:
			return stage.Say(c.words, err), CannotDo
		}
		return stage.Say(c.words, err), Refused
	case errors.As(err, &own):
		return c.words.T(own.ID, own.Args...), Refused
	}
	if health := c.Room.Health(); health.Err != nil {
		return c.words.T("line.cannot", "Reason", stage.Say(c.words, health.Err)), CannotDo
	}
	return stage.Say(c.words, err), CannotDo
}

// unsaved are the codes of errors that are the disk's or the server's doing and
// no rule of the workshop.
var unsaved = map[string]bool{
	"not-saved": true, "unsure": true, "disk-full": true, "file-gone": true, "file-foreign": true, "file-taken": true, "round-key": true, "stopping": true, "rewriting": true, "internal": true,
}

// request is the command for the package that does what shell and lines have in common.
func (c *call) request() handler.Request {
	return handler.Request{
		Parsed: c.Parsed, Room: c.Room, Me: c.me, Words: c.words, Reach: c.Reach, JoinFor: c.JoinFor, NewOp: c.NewOp,
		Shown: c.Terminal || c.quiet != nil, In: c.in, Out: c.out, Err: c.errw,
	}
}

func (c *call) howToJoin() string {
	p := c.Room.Board().PersonByKey(c.key())
	switch {
	case p != nil && p.Removed:
		return c.words.T("line.join.removed")
	case c.Observer:
		return c.words.T("line.join.observer")
	}
	return c.words.T("line.join.how")
}
