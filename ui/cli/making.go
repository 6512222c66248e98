package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage"
)

// DefaultMethod is what a workshop is made from when nobody says.
const DefaultMethod = "colab"

// underWay is how long after its last change a workshop is still the one that
// is going on.
const underWay = 24 * time.Hour

// Choose opens the workshop that the command line means: the one it names; the
// one that goes on with its --code and --title, so that a service that is
// started again goes on; a new one if it gives anything of one; otherwise the
// one that changed in the last day and has not ended, or else a new one.
func Choose(ctx context.Context, d Data, o *Options, now time.Time) (stage.Room, error) {
	if o.Workshop != "" {
		return open(ctx, d, o.Workshop)
	}
	if room, ok := d.ByCode(o.Code); o.Code != "" && ok {
		if b := room.Board(); b.Ended.IsZero() && (o.Title == "" || o.Title == b.Title) {
			return room, nil
		}
	}
	if o.Method+o.Title+o.Code+o.Node+o.Series == "" && o.Number == 0 && !o.Anonymous {
		all, err := d.List()
		if err != nil {
			return nil, err
		}
		for _, s := range all { // newest change first
			if s.Ended.IsZero() && !s.Archived && now.Sub(s.Changed) < underWay {
				return d.Open(ctx, s.ID)
			}
		}
	}
	return Make(ctx, d, o, now)
}

// Make makes a workshop as the flags say.
func Make(ctx context.Context, d Data, o *Options, now time.Time) (stage.Room, error) {
	id := cmp.Or(o.Method, DefaultMethod)
	m, err := findMethod(o, id)
	if err != nil {
		return nil, err
	}
	title := o.Title
	if title == "" {
		title = m.Name.In(o.Lang) + " " + o.Words.Day(now)
	}
	return d.Create(ctx, model.CreateWorkshop{
		Title: title, Method: m.ID, Node: o.Node, Series: o.Series, Number: o.Number, Lang: o.Lang, Code: o.Code,
		Anonymous: o.Anonymous, Phases: m.Agenda(max(1, o.Number)),
	})
}

// Methods are those that come with Verkstad and the user's own, from the
// folder "methods" of the data folder. Those of the user's that are wrong are
// left out and told of in the error.
func Methods(o *Options) ([]method.Method, error) {
	own, err := method.Load(os.DirFS(filepath.Join(o.Data, "methods")))
	return method.Merge(method.All(), own), err
}

func findMethod(o *Options, id string) (method.Method, error) {
	all, err := Methods(o)
	for _, m := range all {
		if m.ID == id {
			return m, nil
		}
	}
	return method.Method{}, errors.Join(&failure{"cli.wrong.method", []any{"Method", id}, Usage}, err)
}

// complain tells of the user's own methods that are wrong.
func complain(o *Options, err error) {
	if err != nil {
		_, _ = fmt.Fprintln(o.Err, o.Words.T("cli.methods.wrong", "Reason", err.Error()))
	}
}

func listMethods(o *Options) error {
	all, wrong := Methods(o)
	complain(o, wrong)
	for _, m := range all {
		if err := row(o, m.ID, m.Name.In(o.Lang), o.Words.Duration(m.Length(1)), m.Purpose.In(o.Lang)); err != nil {
			return err
		}
	}
	return nil
}

// showMethod prints the agenda of each workshop of the series.
func showMethod(o *Options, id string) error {
	m, err := findMethod(o, id)
	if err != nil {
		return err
	}
	w := o.Words
	if err := row(o, m.Name.In(o.Lang), m.Purpose.In(o.Lang)); err != nil {
		return err
	}
	for meeting := 1; meeting <= max(1, m.Series); meeting++ {
		if m.Series > 1 {
			name := ""
			if meeting <= len(m.Meetings) {
				name = m.Meetings[meeting-1].In(o.Lang)
			}
			if err := say(o, "cli.methods.meeting", "N", meeting, "Name", name, "Time", w.Duration(m.Length(meeting))); err != nil {
				return err
			}
		}
		for i, ph := range m.Agenda(meeting) {
			title := cmp.Or(ph.Title.In(o.Lang), w.T("activity."+string(ph.Activity)))
			if err := row(o, fmt.Sprint(i+1), w.T("unit.minutes", "N", ph.Minutes), title); err != nil {
				return err
			}
		}
	}
	return nil
}
