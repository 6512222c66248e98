package home

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/text"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// field is one thing to say of a new workshop.
type field int

const (
	titleField field = iota
	peopleField
	timeField
	startField
	methodField
	nodeField
	seriesField
	numberField
	carryField
	langField
	namesField
	keepField
	makeField
	fields // how many
)

// form is a new workshop being written.
type form struct {
	env     *stage.Env
	methods []method.Method
	all     []model.Summary

	at        field
	texts     map[field]*stage.Input
	method    int // index in methods
	number    int
	numbered  bool // the number was chosen, not proposed
	people    int  // how many are expected; 0 is not said
	minutes   int  // the time at hand; 0 is as the method plans
	alone     bool // nothing is carried in from the workshop before
	lang      string
	anonymous bool
	keep      string // what the votes of the agenda keep; empty is as the method says
	busy      bool
}

func newForm(env *stage.Env, methods []method.Method, all []model.Summary) *form {
	w := env.Words
	text := func(most int, hint string) *stage.Input {
		return stage.NewInput(env, stage.InputOptions{Limit: most, Placeholder: w.T(hint)})
	}
	f := &form{env: env, methods: methods, all: all, lang: w.Lang(), texts: map[field]*stage.Input{
		titleField:  text(model.MaxTitle, "home.form.title.hint"),
		startField:  text(40, "home.form.start.hint"),
		nodeField:   text(40, "home.form.node.hint"),
		seriesField: text(model.MaxTitle, "home.form.series.hint"),
	}}
	f.setMethod(slices.IndexFunc(methods, func(m method.Method) bool { return m.ID == "colab" }))
	return f
}

// restyle makes the texts again in the terminal's new colours and language.
func (f *form) restyle() {
	fresh := newForm(f.env, f.methods, f.all)
	for name, in := range fresh.texts {
		in.SetValue(f.texts[name].Value())
	}
	f.texts = fresh.texts
}

func (f *form) setMethod(i int) { f.method = max(0, min(i, len(f.methods)-1)) }

// value is what was written in a text.
func (f *form) value(name field) string { return strings.TrimSpace(f.texts[name].Value()) }

func (f *form) typing() bool { return f.texts[f.at] != nil }

func (f *form) written() bool {
	return f.value(titleField)+f.value(startField)+f.value(nodeField)+f.value(seriesField) != ""
}

func (f *form) cursor() *frame.Cursor {
	if in := f.texts[f.at]; in != nil {
		return in.Cursor()
	}
	return nil
}

// write types in the text that has the keys.
func (f *form) write(msg tea.Msg) tea.Cmd {
	in := f.texts[f.at]
	if in == nil {
		return nil
	}
	cmd := in.Update(msg)
	f.propose()
	return cmd
}

// propose gives the workshop the next number of its series, unless one was chosen.
func (f *form) propose() {
	series := f.value(seriesField)
	if series == "" {
		f.number, f.numbered = 0, false
		return
	}
	if f.numbered {
		return
	}
	f.number = 1
	for _, sum := range f.all {
		if text.Same(sum.Series, series) {
			f.number = max(f.number, min(sum.Number+1, 99))
		}
	}
}

// completion is a node or series from before that begins as what was written,
// and what is left of it; the newest first.
func (f *form) completion(name field) (whole, rest string) {
	typed := f.texts[name].Value()
	if name == titleField || name == startField {
		return "", ""
	}
	for _, sum := range newest(f.all) {
		known := sum.Node
		if name == seriesField {
			known = sum.Series
		}
		if rest, ok := cutFold(known, typed); ok && rest != "" {
			return known, rest
		}
	}
	return "", ""
}

func newest(all []model.Summary) []model.Summary {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b model.Summary) int { return b.Created.Compare(a.Created) })
	return out
}

// cutFold is strings.CutPrefix in which the case of letters does not matter.
func cutFold(s, prefix string) (rest string, ok bool) {
	runes, n := []rune(s), len([]rune(prefix))
	if n > len(runes) || !strings.EqualFold(string(runes[:n]), prefix) {
		return "", false
	}
	return string(runes[n:]), true
}

// complete completes what is written.
func (f *form) complete() {
	whole, _ := f.completion(f.at)
	f.texts[f.at].SetValue(whole)
	f.propose()
}

// turn changes a choice by one.
func (f *form) turn(by int) {
	switch f.at {
	case methodField:
		if n := len(f.methods); n > 0 {
			f.method = f.fitting(by)
		}
	case peopleField:
		f.people = max(0, min(f.people+by*peopleStep(f.people), 1000))
	case timeField:
		f.turnTime(by)
	case carryField:
		f.alone = !f.alone
	case numberField:
		if f.value(seriesField) != "" {
			f.number, f.numbered = max(1, min(f.number+by, 99)), true
		}
	case langField:
		at := slices.Index(i18n.Languages, f.lang)
		f.lang = i18n.Languages[(at+by+len(i18n.Languages))%len(i18n.Languages)]
	case namesField:
		f.anonymous = !f.anonymous
	case keepField:
		f.turnKeep()
	}
}

// chosen is the method, and the workshop of its series that the number stands for.
func (f *form) chosen() (m method.Method, meeting int) {
	if len(f.methods) == 0 {
		return method.Method{}, 1
	}
	m = f.methods[f.method]
	return m, max(1, min(f.number, m.Series))
}

func (f *form) command() model.CreateWorkshop {
	m, meeting := f.chosen()
	start, _ := f.start()
	return model.CreateWorkshop{
		Start: start,
		Title: f.value(titleField), Method: m.ID, Node: f.value(nodeField), Series: f.value(seriesField),
		Number: f.number, Lang: f.lang, Anonymous: f.anonymous, GroupMax: m.GroupMax,
		Phases: f.keeping(f.stretched(m.Agenda(meeting))), Ending: m.Ending,
	}
}

// start is when the workshop is to begin, with the errors of [stage.ParseStart].
func (f *form) start() (time.Time, error) {
	return stage.ParseStart(f.value(startField), f.env.Now())
}

// create makes the workshop, once there is a title.
func (s *Screen) create() tea.Cmd {
	f := s.form
	if f.value(titleField) == "" {
		f.at = titleField
		return stage.Complain(s.env.Words.T("home.form.needtitle"))
	}
	if _, err := f.start(); err != nil {
		f.at = startField
		return stage.Complain(s.env.Words.T(stage.StartFault(err, "home.form.start.wrong"), "Text", f.value(startField)))
	}
	if f.busy {
		return nil
	}
	f.busy = true
	house, command, alone := s.env.House, f.command(), f.alone
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), timeout)
		defer cancel()
		if !alone {
			left, _, err := stage.Leaves(ctx, house, command.Node, command.Series, command.Number, command.Phases)
			if err != nil {
				return openedMsg{nil, err}
			}
			command.Carry = left
		}
		room, err := house.Create(ctx, command)
		return openedMsg{room, err}
	}
}

// methodMenu lists the methods with how long each takes.
func (s *Screen) methodMenu() tea.Cmd {
	w := s.env.Words
	var choices []stage.Choice
	for i, m := range s.form.methods {
		choices = append(choices, stage.Choice{
			Label: m.Name.In(w.Lang()), Detail: w.Duration(m.Length(1)), Disabled: s.form.misfit(m),
			Do: func() tea.Cmd { s.form.setMethod(i); return nil },
		})
	}
	return s.env.Ask(stage.NewMenu(s.env, w.T("home.form.method.label"), choices).StartAt(s.form.method))
}

func (s *Screen) onFormKey(msg tea.KeyPressMsg) tea.Cmd {
	if a := s.formActions(); !s.form.takes(msg) {
		if cmd, ok := a.OnKey(s.env, msg); ok {
			return cmd
		}
	}
	return s.form.write(msg)
}

// takes reports whether a key goes into a text, before it is for anything else.
func (f *form) takes(msg tea.KeyPressMsg) bool {
	switch msg.String() {
	case "left", "space":
		return f.typing()
	case "right":
		return f.typing() && !f.completes()
	}
	return false
}

// completes reports whether what is written can be completed.
func (f *form) completes() bool {
	if !f.typing() {
		return false
	}
	whole, _ := f.completion(f.at)
	return whole != ""
}

// formActions are to go from field to field, to choose, and to make the workshop.
func (s *Screen) formActions() stage.Actions {
	f := s.form
	to := func(n field) func() tea.Cmd {
		return func() tea.Cmd { f.at = (f.at + n + fields) % fields; return nil }
	}
	turn := func(by int) func() tea.Cmd {
		return func() tea.Cmd { f.turn(by); return nil }
	}
	last, menu := f.at == makeField, f.at == methodField
	next := stage.Action{Word: "home.key.next", Keys: []string{"enter"}, Footer: true, Do: to(1)}
	if last {
		next = stage.Action{Word: "home.key.make", Keys: []string{"enter", "space"}, Footer: true, Do: s.create}
	}
	choose := !f.typing() && !last
	all := stage.Actions{
		next,
		{Word: "key.choose", Shown: "←→", Keys: []string{"left"}, Off: !choose, Footer: true, Do: turn(-1)},
		{Word: "key.choose", Hidden: true, Keys: []string{"right"}, Off: !choose, Do: turn(1)},
		{Word: "key.choose", Hidden: true, Keys: []string{"space"}, Off: !choose || menu, Do: turn(1)},
		{Word: "home.key.complete", Shown: "→", Keys: []string{"right"}, Off: !f.completes(), Footer: true, Do: func() tea.Cmd { f.complete(); return nil }},
		{Word: "home.key.methods", Keys: []string{"space"}, Off: !menu, Footer: true, Do: s.methodMenu},
		{Word: "key.up", Shown: "↑", Keys: []string{"up", "shift+tab"}, Footer: true, Do: to(-1)},
		{Word: "key.down", Shown: "↓", Keys: []string{"down", "tab"}, Do: to(1)},
		{Word: "home.key.make", Keys: []string{"ctrl+s"}, Footer: true, Do: s.create},
		{Word: "key.cancel", Keys: []string{"esc"}, Footer: true, Do: s.leaveForm},
	}
	if n, _ := f.count(); n != nil {
		for _, name := range []string{"backspace", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"} {
			all = append(all, stage.Action{Word: "key.choose", Hidden: true, Keys: []string{name}, Do: func() tea.Cmd { f.typeNumber(name); return nil }})
		}
	}
	return all
}

// leaveForm goes back to the list, with a question if something was written.
func (s *Screen) leaveForm() tea.Cmd {
	if !s.form.written() {
		s.form = nil
		return nil
	}
	w := s.env.Words
	return s.env.Ask(stage.NewConfirm(s.env, w.T("home.form.leave"), w.T("home.form.unsaved"), func() tea.Cmd { s.form = nil; return nil }))
}

func (s *Screen) onFormClick(msg tea.MouseClickMsg) tea.Cmd {
	for i, r := range s.fields {
		if !r.Contains(msg.X, msg.Y) {
			continue
		}
		again := s.form.at == field(i)
		s.form.at = field(i)
		switch {
		case s.form.at == makeField:
			return s.create()
		case s.form.at == methodField:
			return s.methodMenu()
		case again:
			s.form.turn(1)
		}
	}
	return nil
}
