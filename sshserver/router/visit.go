package router

import (
	"cmp"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// visit is one terminal's app. It follows what the workshop says of its person: the
// facilitator's screen opens when they are made a facilitator and closes when that is taken
// back, and the session of a person who is shown out ends. It tells the connection when its
// person has joined, so that the longer limits apply, and how to come back.
type visit struct {
	*stage.App
	v             *visitor
	joined        bool
	isProjector   bool      // nobody types there, and it is not idle while the room is in use
	leads         bool      // the facilitator's screen is open
	seen          bool      // the person has been in the room during this session
	peopleRev     uint64    // revision of the people when last checked
	lang          string    // language that the connection was told
	farewell      string    // what is said when the session ends
	listedAt      time.Time // when the facilitators file was last checked
	leaveWatching func()    // ends the presence of a screen that watches; nil for all others
	sits          model.PersonID
	leaveSeat     func() // gives up the seat
}

// Init starts the app.
func (v *visit) Init() tea.Cmd {
	v.notice()
	cmd := v.App.Init()
	if put := v.endIfClosed(); put != nil { // before the room can wake this terminal
		return tea.Batch(cmd, put)
	}
	return cmd
}

// Update passes the message to the app.
func (v *visit) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := v.App.Update(msg)
	if changed := v.follow(); changed != nil {
		cmd = tea.Batch(cmd, changed, v.ByOthers())
	}
	v.notice()
	return v, cmd
}

// Parting returns what a person is told when they leave or are shown out: how to come back.
func (v *visit) Parting() string {
	if line := v.v.reconnectLine(v.isProjector); v.farewell == "" && line != "" && v.v.caller.Site == "" {
		return v.Env.Words.T("ssh.again", "Line", line)
	}
	return v.farewell
}

// follow checks what has become of the person and gives them the screen that is theirs now.
func (v *visit) follow() tea.Cmd {
	e := v.Env
	b := e.Board()
	if put := v.endIfClosed(); put != nil {
		return put
	}
	if !v.mayHaveChanged(b) {
		return nil
	}
	v.peopleRev = b.Revs.People
	switch {
	case v.isProjector:
		if !v.v.mayKeepWatching() {
			return v.endNotAllowed()
		}
		return nil
	case e.Me == model.Host && !v.v.listed():
		return v.endNotAllowed() // the key was removed from the file
	case e.Me.Person == 0:
		return nil
	}
	p := b.Person(cmp.Or(e.Me.Via, e.Me.Person)) // the person whose terminal it is
	switch {
	case p == nil:
		return nil
	case p.Removed && !v.seen:
		return nil // they are told, and come in when they are let in again
	case p.Removed:
		return v.endNotAllowed()
	}
	v.seen = true
	leads := p.Leads() || p.Role == model.Facilitator && v.v.listed()
	if leads == v.leads {
		return nil
	}
	v.leads = leads
	if leads && v.v.caller.Plain {
		return v.endBecause(e.Say(ErrPlainLead))
	}
	if leads {
		e.Enter(model.Actor{Person: p.ID, Role: model.Facilitator})
		return tea.Batch(e.Show(v.v.r.config.Screens.Facilitator(e)), stage.Toast(e.Words.T("ssh.leads")))
	}
	return tea.Batch(e.Show(v.v.r.config.Screens.Participant(e, v.v.hint(e))), stage.Toast(e.Words.T("ssh.leadsnot")))
}

// listedEvery is how long a facilitator's screen may go on after their key was removed from
// the file. Its commands are checked against the file at once.
const listedEvery = time.Second

// mayHaveChanged reports whether the person's rights may have changed since the last check:
// the people of the workshop have changed, or it is time to check the facilitators file
// again.
func (v *visit) mayHaveChanged(b *model.Board) bool {
	if b.Revs.People != v.peopleRev {
		return true
	}
	now := v.v.r.config.Now()
	if !v.leads && !v.isProjector || now.Sub(v.listedAt) < listedEvery {
		return false
	}
	v.listedAt = now
	return true
}

// endIfClosed ends the session if the room has been closed; otherwise it returns nil.
func (v *visit) endIfClosed() tea.Cmd {
	if v.Env.Room == nil {
		return nil
	}
	if gone := v.Env.Room.Gone(); gone != nil {
		return v.endBecause(v.Env.Say(gone))
	}
	return nil
}

// endNotAllowed ends the session of a person who may no longer be here.
func (v *visit) endNotAllowed() tea.Cmd {
	e, word := v.Env, "ssh.shownout"
	if e.Board().Person(cmp.Or(e.Me.Via, e.Me.Person)).TextsSwept() {
		word = "ssh.sweptout"
	}
	return v.endBecause(e.Words.T(word, "Line", v.v.reconnectLine(v.isProjector)))
}

// endBecause ends the session with a reason, once the person has stopped typing: later keys
// would go to the shell of their own computer.
func (v *visit) endBecause(why string) tea.Cmd {
	if v.farewell != "" {
		return nil // it is ending already
	}
	v.farewell = why
	return v.AtRest(tea.Quit)
}

// Close leaves the room, and gives up a place in the queue to come in.
func (v *visit) Close() {
	close(v.v.gone)
	v.leaveSeat()
	if v.leaveWatching != nil {
		v.leaveWatching()
	}
	v.App.Close()
}

// since returns when the terminal's person first joined.
func (v *visit) since() time.Time {
	e := v.Env
	if p := e.Board().Person(cmp.Or(e.Me.Via, e.Me.Person)); p != nil {
		return p.Joined
	}
	return e.Now()
}

// comeBackLine is what a person types to come back when the server ends the session; empty
// in a browser, which comes back by itself.
func (v *visit) comeBackLine() string {
	if v.v.caller.Site != "" {
		return ""
	}
	return v.v.reconnectLine(v.isProjector)
}

func (v *visit) notice() {
	joined := v.joined
	if v.isProjector || v.Env.Me.Person != 0 {
		v.joined = true
	}
	switch {
	case !v.joined || joined:
	case v.isProjector:
		v.v.caller.Conn.Watches()
	default:
		v.v.caller.Conn.Joined(v.since())
	}
	if me := cmp.Or(v.Env.Me.Via, v.Env.Me.Person); me != v.sits && me != 0 && !v.isProjector {
		v.leaveSeat()
		v.sits, v.leaveSeat = me, v.v.takeSeat(me)
	}
	if lang := v.Env.Words.Lang(); lang != v.lang || v.joined != joined {
		v.lang = lang
		v.v.caller.Conn.SetFarewell(lang, v.comeBackLine())
	}
}
