package home

import (
	"cmp"
	"slices"

	"verkstad/model"
	"verkstad/model/method"
)

// timeStep is by how many minutes the time at hand is turned.
const timeStep = 15

// peopleStep is by how many the expected people are turned: one by one while
// they are few.
func peopleStep(n int) int {
	if n < 12 {
		return 1
	}
	return 4
}

// turnTime lengthens or shortens the time at hand, from what the method plans.
func (f *form) turnTime(by int) {
	m, meeting := f.chosen()
	planned := int(m.Length(meeting).Minutes())
	now := f.minutes
	if now == 0 {
		now = planned
	}
	now = (now + by*timeStep) / timeStep * timeStep
	if by > 0 && now <= planned && f.minutes == 0 {
		now += timeStep
	}
	f.minutes = max(timeStep, min(now, 24*60))
	if f.minutes == planned {
		f.minutes = 0
	}
}

// count is the number that is written in the field with the keys, and the most that it
// can be; nil in another field.
func (f *form) count() (n *int, most int) {
	switch f.at {
	case peopleField:
		return &f.people, 1000
	case timeField:
		return &f.minutes, 24 * 60
	}
	return nil, 0
}

// typeNumber takes a digit in a field that is a number, or takes away the last one.
func (f *form) typeNumber(key string) {
	n, most := f.count()
	if key == "backspace" {
		*n /= 10
		return
	}
	*n = min(*n*10+int(key[0]-'0'), most)
}

// misfit says why a method does not fit who and how long; empty if it does.
func (f *form) misfit(m method.Method) string {
	w := f.env.Words
	least := method.Least(m.Agenda(max(1, min(f.number, m.Series))))
	switch {
	case f.people > 0 && (f.people < m.GroupMin || m.GroupMax > 0 && f.people > m.GroupMax):
		return w.T("home.form.misfit.people", "Min", m.GroupMin, "Max", m.GroupMax)
	case f.minutes > 0 && f.minutes < least:
		return w.T("home.form.misfit.time", "N", least)
	}
	return ""
}

// fitting is the next method that fits, in a direction; the chosen one if no
// other does.
func (f *form) fitting(by int) int {
	n := len(f.methods)
	for i := 1; i < n; i++ {
		at := ((f.method+by*i)%n + n) % n
		if f.misfit(f.methods[at]) == "" {
			return at
		}
	}
	return f.method
}

// stretched is an agenda in the time at hand, as near as its phases allow.
func (f *form) stretched(agenda []method.Phase) []method.Phase {
	if f.minutes == 0 {
		return agenda
	}
	if fitted, err := method.Stretch(agenda, max(f.minutes, method.Least(agenda))); err == nil {
		return fitted
	}
	return slices.Clone(agenda)
}

// before is the workshop that this one follows on.
func (f *form) before() (model.Summary, bool) {
	return model.Previous(f.all, f.value(nodeField), f.value(seriesField), f.number)
}

// carried says what the workshop opens with.
func (f *form) carried() string {
	w := f.env.Words
	last, ok := f.before()
	switch {
	case !ok:
		return w.T("home.form.carry.nothing")
	case f.alone:
		return w.T("home.form.carry.no")
	}
	return w.T("home.form.carry.yes", "Title", last.Title)
}

// keeps is what the votes of the agenda keep: what was chosen, or else what its
// first vote says. It is empty where the agenda has no vote.
func (f *form) keeps() string {
	m, meeting := f.chosen()
	agenda := m.Agenda(meeting)
	at := slices.IndexFunc(agenda, func(ph method.Phase) bool { return ph.Activity.Uses(method.SettingKeep) })
	if at < 0 {
		return ""
	}
	return cmp.Or(f.keep, agenda[at].Keep, method.KeepBallots)
}

// turnKeep chooses the other of the two that an agenda can say.
func (f *form) turnKeep() {
	switch f.keeps() {
	case method.KeepBallots:
		f.keep = method.KeepSums
	case method.KeepSums:
		f.keep = method.KeepBallots
	}
}

// kept says what the votes keep.
func (f *form) kept() string {
	switch f.keeps() {
	case method.KeepBallots:
		return f.env.Words.T("home.form.keep.ballots")
	case method.KeepSums:
		return f.env.Words.T("home.form.keep.sums")
	}
	return f.env.Words.T("home.form.keep.none")
}

// keeping is an agenda whose votes keep what was chosen, if anything was.
func (f *form) keeping(agenda []method.Phase) []method.Phase {
	if f.keep == "" {
		return agenda
	}
	agenda = slices.Clone(agenda)
	for i := range agenda {
		if agenda[i].Activity.Uses(method.SettingKeep) {
			agenda[i].Keep = f.keep
		}
	}
	return agenda
}
