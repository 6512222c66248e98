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
	"verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/command"
	"verkstad/ui/stage"
)

// underWay is how long after its last change a workshop is still the one that
// is going on.
const underWay = 24 * time.Hour

// Choose opens the workshop that the command line means: the one it names; the
// one that goes on with its --code and --title, so that a service that is
// started again goes on; a new one if it gives anything of one; otherwise the
// one that changed in the last day and has not ended, or else a new one.
//
// If --voters says who may vote, that is chosen in it.
func Choose(ctx context.Context, d Data, o *Options, now time.Time) (workshop.Live, error) {
	voters, err := participation(o.Voters)
	if err != nil {
		return nil, err
	}
	room, err := choose(ctx, d, o, now)
	if err != nil || o.Voters == "" {
		return room, err
	}
	_, err = room.Do(ctx, model.Host, "", model.ChooseParticipation{Participation: voters})
	return room, err
}

// participation reads --voters.
func participation(word string) (model.Participation, error) {
	for _, p := range model.Participations {
		if word == p.Word() || word == "" {
			return p, nil
		}
	}
	return "", fmt.Errorf("read who may vote: %q", word) // the flag takes no other word
}

func choose(ctx context.Context, d Data, o *Options, now time.Time) (workshop.Live, error) {
	if o.Workshop != "" {
		return open(ctx, d, o.Workshop)
	}
	if room, ok := d.ByCode(o.Code); o.Code != "" && ok {
		if b := room.Board(); b.Ended.IsZero() && (o.Title == "" || text.Same(o.Title, b.Title)) {
			return room, nil
		}
	}
	if o.Method+o.Title+o.Code+o.Node+o.Series+o.Start == "" && o.Number == 0 && !o.Anonymous {
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
func Make(ctx context.Context, d Data, o *Options, now time.Time) (workshop.Live, error) {
	start, err := planned(o.Start, now)
	if err != nil {
		return nil, err
	}
	last, err := continued(d, o)
	if err != nil {
		return nil, err
	}
	m, err := findMethod(o, cmp.Or(o.Method, last.Method, command.DefaultMethod))
	if err != nil {
		return nil, err
	}
	agenda := m.Agenda(max(1, min(o.Number, m.Series)))
	if o.stretched {
		if agenda, err = method.Stretch(agenda, o.Minutes); err != nil {
			return nil, wrongMinutes(o, err)
		}
	}
	carry := model.CarryIn{}
	if !o.Alone {
		if carry, _, err = stage.Leaves(ctx, d, o.Node, o.Series, o.Number, agenda); err != nil {
			return nil, err
		}
	}
	title := o.Title
	if title == "" {
		title = m.Name.In(o.Lang) + " " + o.Words.Day(now)
	}
	return d.Create(ctx, model.CreateWorkshop{
		Title: title, Method: m.ID, Node: o.Node, Series: o.Series, Number: o.Number, Lang: o.Lang, Code: o.Code,
		Anonymous: o.Anonymous, GroupMax: m.GroupMax, Phases: agenda, Start: start, Carry: carry, Ending: m.Ending,
	})
}

// wrongMinutes says from how many minutes to how many --minutes may be.
func wrongMinutes(o *Options, err error) error {
	wrong, ok := errors.AsType[*method.Error](err)
	if !ok || wrong.Code != method.CodeRange {
		return err
	}
	return usage("cli.wrong.minutes", "Minutes", o.Minutes, "Least", wrong.Args[0], "Most", wrong.Args[1])
}

// planned reads --start.
func planned(text string, now time.Time) (time.Time, error) {
	start, err := stage.ParseStart(text, now)
	if err != nil {
		return start, usage(stage.StartFault(err, "region.invite.badstart"), "Text", text)
	}
	return start, nil
}

// continued is the workshop that the new one follows on in its series. It
// fills in the number and the node that were left out.
func continued(d Data, o *Options) (model.Summary, error) {
	if o.Series == "" {
		return model.Summary{}, nil
	}
	all, err := d.List()
	if err != nil {
		return model.Summary{}, err
	}
	last, ok := model.Previous(all, o.Node, o.Series, o.Number)
	if o.Number == 0 {
		o.Number = min(last.Number+1, 99)
	}
	if ok {
		o.Node, o.Series = cmp.Or(o.Node, last.Node), last.Series
	}
	return last, nil
}

// methods are those that come with Verkstad and the user's own, from the
// folder "methods" of the data folder. Those of the user's that are wrong are
// left out and told of in the error.
func methods(o *Options) ([]method.Method, error) {
	own, err := method.Load(os.DirFS(filepath.Join(o.Data, "methods")))
	return method.Merge(method.All(), own), err
}

func findMethod(o *Options, id string) (method.Method, error) {
	all, err := methods(o)
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
	all, wrong := methods(o)
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
			for _, s := range ph.Sessions {
				if err := row(o, "", "", cmp.Or(s.Place, "·"), s.Title.In(o.Lang)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
