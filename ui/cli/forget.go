package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/command"
	"verkstad/ui/i18n"
)

// Forgetting takes what is stored of workshops and people out of a data folder.
type Forgetting interface {
	// Forget takes out whole workshops by id, also from backups.
	Forget(ctx context.Context, ids []string) (model.Forgotten, error)
	// Forgettable is nil if nobody is in the workshops with these ids who takes part
	// or leads.
	Forgettable(ids []string) error
	// MakeNameless takes a person's name out of a workshop that has ended, also
	// from backups; word stands instead.
	MakeNameless(ctx context.Context, id string, who model.Named, word string) (model.Forgotten, error)
	// CanBeNameless is nil if MakeNameless could do it now.
	CanBeNameless(id string, who model.Named) error
}

// forgetting is what forget was asked for.
type forgetting struct {
	older, person string
	yes           bool
}

// runForget takes a workshop, those that are older, or a name in one out of the data.
func runForget(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	f := forgetting{older: asked.Flag("older-than"), person: asked.Flag("person"), yes: asked.Has("yes")}
	oldest, err := f.before(o.now())
	switch {
	case err != nil:
		return err
	case (f.older == "") == (len(asked.Args) == 0):
		return usage("cli.forget.which")
	case f.person != "" && f.older != "":
		return usage("cli.forget.notboth")
	}
	return withData(p, o, func(d Data) error {
		if f.person != "" {
			return f.makeNameless(ctx, d, o, asked.Arg(0))
		}
		return f.forget(ctx, d, o, asked.Arg(0), oldest)
	})
}

var ages = regexp.MustCompile(`^(\d{1,4})([dwmy])$`)

// before is the time that is as long ago as --older-than says; now if it says
// nothing.
func (f forgetting) before(now time.Time) (time.Time, error) {
	if f.older == "" {
		return now, nil
	}
	parts := ages.FindStringSubmatch(strings.ToLower(strings.TrimSpace(f.older)))
	if parts == nil {
		return now, usage("cli.forget.age", "Word", f.older)
	}
	n, _ := strconv.Atoi(parts[1])
	switch parts[2] {
	case "d":
		return now.AddDate(0, 0, -n), nil
	case "w":
		return now.AddDate(0, 0, -7*n), nil
	case "m":
		return now.AddDate(0, -n, 0), nil
	}
	return now.AddDate(-n, 0, 0), nil
}

// runForget takes out the workshop that was asked for, or all that are older.
func (f forgetting) forget(ctx context.Context, d Data, o *Options, asked string, oldest time.Time) error {
	chosen, err := f.choose(d, asked, oldest)
	if err != nil {
		return err
	}
	if len(chosen) == 0 {
		return say(o, "cli.forget.none")
	}
	ids := make([]string, len(chosen))
	for i, s := range chosen {
		ids[i] = s.ID
	}
	if err := d.Forgettable(ids); err != nil { // before anything is said to go
		return err
	}
	if err := say(o, "cli.forget.goes"); err != nil {
		return err
	}
	for _, s := range chosen {
		err := row(o, s.Code, s.Created.In(o.zone).Format("2006-01-02"), s.Title, o.Words.N("unit.people", s.People), o.Words.N("unit.ideas", s.Ideas))
		if err != nil {
			return err
		}
	}
	if err := f.confirm(o, o.Words.T("cli.forget.ask")); err != nil {
		return err
	}
	done, err := d.Forget(ctx, ids)
	if err != nil {
		return err
	}
	return forgotten(o, o.Words.N("cli.forget.done", len(ids)), done)
}

// choose is the workshops that are meant.
func (f forgetting) choose(d Data, asked string, oldest time.Time) ([]model.Summary, error) {
	id := ""
	if asked != "" {
		var err error
		if id, err = d.Find(asked); err != nil {
			return nil, err
		}
	}
	all, err := d.List()
	if err != nil {
		return nil, err
	}
	var chosen []model.Summary
	for _, s := range all {
		last := s.Changed
		if !s.Ended.IsZero() {
			last = s.Ended
		}
		if s.ID == id || id == "" && last.Before(oldest) {
			chosen = append(chosen, s)
		}
	}
	return chosen, nil
}

// confirm is nil if whoever gave the command means it.
func (f forgetting) confirm(o *Options, question string) error {
	if f.yes {
		return nil
	}
	if !o.asks {
		return usage("cli.forget.sure")
	}
	if _, err := fmt.Fprint(o.Err, question+" "); err != nil {
		return err
	}
	line, _ := bufio.NewReader(o.In).ReadString('\n')
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "ja", "yes":
		return nil
	}
	return &failure{"cli.forget.kept", nil, Failed}
}

// makeNameless takes a person's name out of a workshop.
func (f forgetting) makeNameless(ctx context.Context, d Data, o *Options, asked string) error {
	room, err := open(ctx, d, asked)
	if err != nil {
		return err
	}
	b := room.Board()
	records, err := room.Records()
	if err != nil {
		return err
	}
	who := model.Named{Name: model.Naming(records, strings.TrimSpace(f.person))}
	switch p, err := b.Meant(f.person, true, false); {
	case errors.Is(err, model.ErrAmbiguous):
		return err
	case err == nil:
		who = model.Named{Person: p.ID, Name: p.Name}
	}
	if who.Name == "" {
		var names []string
		for _, other := range b.Everybody().All() {
			names = append(names, fmt.Sprintf("%s #%d", text.Draw(other.Name), other.ID))
		}
		return &failure{"cli.forget.nobody", []any{"Name", f.person, "People", strings.Join(names, ", ")}, Failed}
	}
	if err := d.CanBeNameless(b.ID, who); err != nil {
		return err
	}
	name, title := text.Draw(who.Name), text.Draw(b.Title)
	if !f.yes && !o.asks {
		return usage("cli.forget.sureperson", "Name", name, "Title", title)
	}
	if err := f.confirm(o, o.Words.T("cli.forget.askperson", "Name", name, "Title", title)); err != nil {
		return err
	}
	done, err := d.MakeNameless(ctx, b.ID, who, i18n.For(b.Lang).T("cli.forget.somebody"))
	if err != nil {
		return err
	}
	if err := forgotten(o, o.Words.T("cli.forget.named", "Name", name, "Title", title), done); err != nil {
		return err
	}
	for _, later := range done.Later {
		_, _ = fmt.Fprintln(o.Err, o.Words.T("cli.forget.later", "Title", text.Draw(later.Title), "Code", later.Code, "Name", name))
	}
	return nil
}

// forgotten says what was done, and what is left for people to do.
func forgotten(o *Options, said string, done model.Forgotten) error {
	if done.Watching > 0 {
		said += " " + o.Words.N("cli.forget.watched", done.Watching)
	}
	if len(done.Files) > 0 {
		said += " " + o.Words.N("cli.forget.files", len(done.Files))
	}
	if _, err := fmt.Fprintln(o.Out, said+" "+o.Words.T("cli.forget.also")); err != nil {
		return err
	}
	for _, file := range done.Unread {
		_, _ = fmt.Fprintln(o.Err, o.Words.T("cli.forget.unread", "File", file))
	}
	if len(done.Unread) > 0 {
		return &failure{code: Failed}
	}
	return nil
}
