package home

import (
	"slices"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/stage"
)

// Continue is the list with a new workshop being written: the next after one
// that has ended, of its series, node, method and language.
func Continue(env *stage.Env, actions Actions, after *model.Board) *Screen {
	s := New(env, actions)
	s.after = after
	return s
}

// begin opens the form for the workshop after another, once the list is read.
func (s *Screen) begin() {
	after := s.after
	if after == nil || s.err != nil {
		return
	}
	s.after = nil
	f := newForm(s.env, s.methods, s.all)
	for field, text := range map[field]string{titleField: after.Title, nodeField: after.Node, seriesField: after.Series} {
		f.texts[field].SetValue(text)
	}
	if i := slices.IndexFunc(f.methods, func(m method.Method) bool { return m.ID == after.Method }); i >= 0 {
		f.setMethod(i)
	}
	f.lang, f.anonymous = after.Lang, after.Anonymous
	f.propose()
	s.form = f
}
