// Package handler does what can be asked for in lines and in the shell alike: it is
// given a workshop, what was asked, and where to write. The workshop may be the one
// that the caller is in, one that was opened from the data folder, or one that a
// running server has open. What is asked for is described in package command, under
// the same names.
package handler

import (
	"context"
	"errors"
	"fmt"
	"io"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/command"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// Request is one command that was given about a workshop.
type Request struct {
	// Parsed is the command; in the shell without the word that names the workshop.
	command.Parsed
	Room    workshop.Live
	Me      model.Actor // as whom it is done
	Words   *i18n.Words // times are those of its zone
	Reach   stage.Reach // into the other meetings of the series; nil is not at all
	JoinFor func(code string) workshop.Join
	NewOp   func() string // a fresh operation id
	Shown   bool          // what is written is shown in a terminal
	In      io.Reader
	Out     io.Writer
	Err     io.Writer // for what should be known besides the answer
}

// Refusal is why a command cannot be done that is written right: a sentence of the
// catalogue, with its names and values by turns.
type Refusal struct {
	ID   string
	Args []any
}

func (r *Refusal) Error() string { return r.ID }

// Refuse returns a [Refusal].
func Refuse(id string, kv ...any) error { return &Refusal{id, kv} }

// alone refuses two flags of which only one can be meant.
func (r Request) alone(one, other string) error { return Alone(r.Parsed, one, other) }

// Alone refuses two flags of which only one can be meant.
func Alone(p command.Parsed, one, other string) error {
	if p.Has(one) && p.Has(other) {
		return p.Wrong("command.wrong.notboth", "Flag", "--"+one, "Other", "--"+other)
	}
	return nil
}

// do has the workshop do a command, and waits until it is on disk.
func (r Request) do(ctx context.Context, cmd model.Command) error {
	ctx, cancel := context.WithTimeout(ctx, stage.Patience(cmd))
	defer cancel()
	_, err := r.Room.Do(ctx, r.Me, r.NewOp(), cmd)
	return err
}

// row writes columns parted by tabs: texts on one line, and a hyphen for an empty one.
func (r Request) row(columns ...any) error {
	for i, column := range columns {
		said, ok := column.(string)
		if !ok {
			said = fmt.Sprint(column)
		}
		if said = text.OneLine(said); said == "" {
			said = "-"
		}
		if i > 0 {
			said = "\t" + said
		}
		if _, err := io.WriteString(r.Out, said); err != nil {
			return err
		}
	}
	_, err := io.WriteString(r.Out, "\n")
	return err
}

// say writes a sentence of the catalogue.
func (r Request) say(id string, kv ...any) error {
	_, err := fmt.Fprintln(r.Out, r.Words.T(id, kv...))
	return err
}

// Person finds somebody by number or by name. Of several who have one name, those who
// were shown out are meant if out is set, and the others if not. Whoever leads knows
// by name who is here, also where names are not shown.
func (r Request) Person(asked string, out bool) (model.PersonID, error) {
	b := r.Room.Board()
	p, err := b.Meant(asked, !b.Anonymous || r.Me.Role == model.Facilitator, out)
	if errors.Is(err, model.ErrNoSuchPerson) {
		return 0, Refuse("handler.noperson", "Person", command.Clip(asked))
	}
	if err != nil {
		return 0, err
	}
	return p.ID, nil
}
