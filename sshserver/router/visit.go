package router

import (
	"cmp"
	"time"

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
	stays  bool      // a projector: nobody types there, and it is not idle while the room is awake
	leads  bool      // the cockpit is open
	seen   bool      // the person has been in the room during this session
	people uint64    // the revision of the people that was looked at last
	lang   string    // that the connection was told
	last   string    // what is said when all is over
	asked  time.Time // when it was last asked whether a key stands in the file of facilitators
	leave  func()    // ends the presence of a screen that watches; nil for all others
	sits   model.PersonID
	stand  func() // gives the seat up
}

// Init starts the app.
func (v *visit) Init() tea.Cmd {
	v.notice()
	cmd := v.App.Init()
	if put := v.whenGone(); put != nil { // before the room could wake this terminal
		return tea.Batch(cmd, put)
	}
	return cmd
}

// Update hands the message to the app.
func (v *visit) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := v.App.Update(msg)
	if changed := v.follow(); changed != nil {
		cmd = tea.Batch(cmd, changed, v.ByOthers())
	}
	v.notice()
	return v, cmd
}

// Parting is what somebody is told who is shown out, or who leaves: how to come
// back.
func (v *visit) Parting() string {
	if line := v.v.again(v.stays); v.last == "" && line != "" {
		return v.Env.Words.T("ssh.again", "Line", line)
	}
	return v.last
}

// follow looks at what has become of the person and gives them the screen that
// is theirs now.
func (v *visit) follow() tea.Cmd {
	e := v.Env
	b := e.Board()
	if put := v.whenGone(); put != nil {
		return put
	}
	if !v.mayHaveChanged(b) {
		return nil
	}
	v.people = b.Revs.People
	switch {
	case v.stays:
		if !v.v.watchesOn() {
			return v.showOut()
		}
		return nil
	case e.Me == model.Host && !v.v.listed():
		return v.showOut() // the key was taken out of the file
	case e.Me.Person == 0:
		return nil
	}
	p := b.Person(cmp.Or(e.Me.Via, e.Me.Person)) // whose terminal it is
	switch {
	case p == nil:
		return nil
	case p.Removed && !v.seen:
		return nil // they are told, and come in when they are let in again
	case p.Removed:
		return v.showOut()
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

// listedEvery is how long a facilitator's screen may go on after their key was
// taken out of the file. What it sends is held to the file at once.
const listedEvery = time.Second

// mayHaveChanged tells whether the person's rights may be others than when it
// was last asked: the people of the workshop have changed, or it is time to look
// at the file of facilitators again.
func (v *visit) mayHaveChanged(b *model.Board) bool {
	if b.Revs.People != v.people {
		return true
	}
	now := v.v.r.config.Now()
	if !v.leads && !v.stays || now.Sub(v.asked) < listedEvery {
		return false
	}
	v.asked = now
	return true
}

// whenGone ends the session where the room has been put away; nil where it has not.
func (v *visit) whenGone() tea.Cmd {
	if v.Env.Room == nil {
		return nil
	}
	if gone := v.Env.Room.Gone(); gone != nil {
		return v.putOut(v.Env.Say(gone))
	}
	return nil
}

// showOut ends the session of somebody who may be here no more.
func (v *visit) showOut() tea.Cmd {
	e, word := v.Env, "ssh.shownout"
	if e.Board().Person(cmp.Or(e.Me.Via, e.Me.Person)).TextsSwept() {
		word = "ssh.sweptout"
	}
	return v.putOut(e.Words.T(word, "Line", v.v.again(v.stays)))
}

// putOut ends the session and says why, when the hands are still: what they type
// would go to their own computer.
func (v *visit) putOut(why string) tea.Cmd {
	if v.last != "" {
		return nil // it is on its way
	}
	v.last = why
	return v.AtRest(tea.Quit)
}

// Close lets go of the room, and of a place in line to come in.
func (v *visit) Close() {
	close(v.v.gone)
	v.stand()
	if v.leave != nil {
		v.leave()
	}
	v.App.Close()
}

// since is when the terminal's person first joined.
func (v *visit) since() time.Time {
	e := v.Env
	if p := e.Board().Person(cmp.Or(e.Me.Via, e.Me.Person)); p != nil {
		return p.Joined
	}
	return e.Now()
}

func (v *visit) notice() {
	joined := v.joined
	if v.stays || v.Env.Me.Person != 0 {
		v.joined = true
	}
	switch {
	case !v.joined || joined:
	case v.stays:
		v.v.caller.Conn.Watches()
	default:
		v.v.caller.Conn.Joined(v.since())
	}
	if me := cmp.Or(v.Env.Me.Via, v.Env.Me.Person); me != v.sits && me != 0 && !v.stays {
		v.stand()
		v.sits, v.stand = me, v.v.take(me)
	}
	if lang := v.Env.Words.Lang(); lang != v.lang || v.joined != joined {
		v.lang = lang
		v.v.caller.Conn.SetFarewell(lang, v.v.again(v.stays))
	}
}
