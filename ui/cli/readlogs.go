package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/workshop"
	"verkstad/ui/export"
	"verkstad/ui/home"
	"verkstad/ui/plainfile"
	"verkstad/ui/review"
	"verkstad/ui/stage"
)

// Logs reads the whole log of a workshop by its id.
type Logs func(id string) ([]model.Record, error)

// NewHome makes the list of workshops; start opens the door to the one that is
// chosen to be led.
func NewHome(env *stage.Env, o *Options, logs Logs, start func(workshop.Live) error) stage.Screen {
	return home.New(env, homeActions(env, o, logs, start))
}

// LetContinue lets a facilitator begin the next workshop when one has ended.
func LetContinue(env *stage.Env, o *Options, logs Logs, start func(workshop.Live) error) {
	homeActions(env, o, logs, start)
}

// homeActions is where the list of workshops leads, also from a workshop that
// has ended.
func homeActions(env *stage.Env, o *Options, logs Logs, start func(workshop.Live) error) (actions home.Actions) {
	show := func() tea.Cmd { return env.Show(home.New(env, actions)) }
	env.Continue = func(after *model.Board) tea.Cmd { return env.Show(home.Continue(env, actions, after)) }
	actions = home.Actions{
		Host:   func(room workshop.Live) tea.Cmd { return lead(room, start, show) },
		Review: func(id string) tea.Cmd { return env.Show(NewReview(env, o, logs, id, show)) },
		Overview: func(of home.Scope) tea.Cmd {
			load := func() (review.Document, error) { return OverviewOf(env, logs, of) }
			return env.Show(review.NewReader(env, load, show))
		},
		Methods: func() []method.Method {
			all, _ := methods(o) // what is wrong is told by "methods"
			return all
		},
		Export: func(id string, format report.Format) (string, error) { return exportRecords(o, logs, id, format) },
	}
	return actions
}

// NewReview makes the review of one workshop; back may be nil.
func NewReview(env *stage.Env, o *Options, logs Logs, id string, back func() tea.Cmd) stage.Screen {
	return review.New(env, review.Options{
		Load: func() (*review.History, error) {
			records, err := logs(id)
			if err != nil {
				return nil, err
			}
			return review.NewHistory(records), nil
		},
		Back:   back,
		Series: env.Others().Series,
		Export: func(format report.Format) (string, error) { return exportRecords(o, logs, id, format) },
	})
}

// exportRecords writes a workshop to a new file where the process was started,
// named after its title.
func exportRecords(o *Options, logs Logs, id string, format report.Format) (where string, err error) {
	records, err := logs(id)
	if err != nil {
		return "", err
	}
	b := model.Fold(records)
	raw, err := report.WriteFile(b, model.Host, o.Words, format, nil)
	if err != nil {
		return "", err
	}
	where, err = saveNew(export.FileName(b, o.Words, format), raw)
	return export.Saved(where, b, o.Words, format), err
}

// Save writes a new file where the process was started, for its owner alone.
func Save(name string, data []byte) (where string, err error) { return saveNew(name, data) }

// Load reads a file as a person names it to a screen: as they type it, or as a
// terminal writes it when a file is dropped on it. It reads at most so many bytes
// and one more, so that a larger file is known from a whole one.
func Load(name string, most int64) ([]byte, error) {
	f, err := plainfile.Open(dropped(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most+1))
}

// dropped is a file's name without what terminals and shells put around it:
// quotation marks, file://, a backslash before a space, ~ for the home folder.
func dropped(name string) string {
	name = strings.TrimSpace(name)
	for _, quote := range []string{`"`, "'"} {
		if len(name) > 1 && strings.HasPrefix(name, quote) && strings.HasSuffix(name, quote) {
			return name[1 : len(name)-1]
		}
	}
	if u, err := url.Parse(name); err == nil && u.Scheme == "file" {
		return u.Path
	}
	if rest, ok := strings.CutPrefix(name, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			name = filepath.Join(home, rest)
		}
	}
	if runtime.GOOS != "windows" {
		name = strings.ReplaceAll(name, `\ `, " ")
	}
	return name
}

// saveNew writes a new file where the process was started, with a number in
// its name if there is one of that name, and says where it is.
func saveNew(name string, raw []byte) (where string, err error) {
	ext := filepath.Ext(name)
	name = strings.TrimSuffix(name, ext)
	for n := 1; n < 1000; n++ {
		file := name + ext
		if n > 1 {
			file = fmt.Sprintf("%s-%d%s", name, n, ext)
		}
		if file, err = filepath.Abs(file); err != nil {
			return "", err
		}
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = f.Write(raw)
		return file, errors.Join(err, f.Close())
	}
	return "", fs.ErrExist
}
