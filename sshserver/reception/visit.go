package reception

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// visit is one terminal's app. It follows what the workshop says of its person:
// the cockpit opens when they are made a facilitator and closes when that is
// taken back, and the session of somebody who is shown out ends. It tells the
// connection when its person has joined, so that the longer limits hold, and
// how to come back.
type visit struct {
	*stage.App
	v      *visitor
	joined bool
	stays  bool   // a projector: nobody types there, and it is not idle while the room is awake
	leads  bool   // the cockpit is open
	seen   bool   // the person has been in the room during this session
	people uint64 // the revision of the people that was looked at last
	lang   string // that the connection was told
	last   string // what is said when all is over
}

// Init starts the app.
func (v *visit) Init() tea.Cmd {
	v.notice()
	return v.App.Init()
}

// Update hands the message to the app.
func (v *visit) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	changed := v.follow()
	_, cmd := v.App.Update(msg)
	v.notice()
	if changed != nil {
		cmd = tea.Batch(cmd, changed)
	}
	return v, cmd
}

// Parting is what somebody is told who is shown out.
func (v *visit) Parting() string { return v.last }

// follow looks at what has become of the person and gives them the screen that
// is theirs now.
func (v *visit) follow() tea.Cmd {
	e := v.Env
	b := e.Board()
	if v.stays || e.Me.Person == 0 || b.Revs.People == v.people {
		return nil
	}
	v.people = b.Revs.People
	p := b.Person(cmp.Or(e.Me.Via, e.Me.Person)) // whose terminal it is
	switch {
	case p == nil:
		return nil
	case p.Removed && !v.seen:
		return nil // they are told, and come in when they are let in again
	case p.Removed:
		v.last = e.Words.T("ssh.shownout", "Line", v.v.again(false))
		return tea.Quit
	}
	v.seen = true
	leads := p.Leads() || p.Role == model.Facilitator && v.v.listed()
	if leads == v.leads {
		return nil
	}
	v.leads = leads
	if leads {
		e.Enter(model.Actor{Person: p.ID, Role: model.Facilitator})
		return tea.Batch(e.Show(v.v.r.config.Screens.Facilitator(e)), stage.Toast(e.Words.T("ssh.leads")))
	}
	return tea.Batch(e.Show(v.v.r.config.Screens.Participant(e, v.v.hint(e))), stage.Toast(e.Words.T("ssh.leadsnot")))
}

func (v *visit) notice() {
	joined := v.joined
	if v.stays || v.Env.Me.Person != 0 {
		v.joined = true
	}
	if v.joined && !joined {
		v.v.caller.Conn.Joined()
	}
	if lang := v.Env.Words.Lang(); lang != v.lang || v.joined != joined {
		v.lang = lang
		v.v.caller.Conn.ComeBack(lang, v.v.again(v.stays))
	}
}
