package door

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	codes "verkstad/model/code"
	"verkstad/model/text"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// returning is the part of the door for somebody who has been here before and
// whom nothing tells: they have no key, or another one. A code or a ticket that
// is typed for a name lets them in at once. A name that somebody has leads to a
// question, and from there to the facilitator, who lets them back in.
type returning struct {
	who      *model.Person // whose name was typed; nil when nothing is asked
	at       int           // the answer that is marked
	list     frame.Rect
	claim    *model.Claim // waits for the facilitator; nil if none does
	withdraw func()
	checking bool // a code or a claim is under way
}

// typedMsg is what became of a text that could be a code.
type typedMsg struct {
	text  string
	known bool
	err   error
}

// claimedMsg is what became of asking for a place.
type claimedMsg struct {
	claim    model.Claim
	withdraw func()
	err      error
}

// answers are what can be said to "was that you?".
var answers = [...]string{"participant.back.help", "participant.back.code", "participant.back.another"}

// mayComeBack reports whether somebody at the door may be one of those who have joined, at
// another terminal or before their connection broke.
func (j *join) mayComeBack() bool {
	return !j.asked && j.Hint.Door != nil && !j.Hint.NoReturn && j.Board().Everybody().Len() > 0
}

// mayBeCode reports whether what was typed is a code rather than a name, as far as
// can be told without looking it up.
func (j *join) mayBeCode(typed string) bool {
	if j.Hint.Door == nil {
		return false
	}
	switch kind, _ := codes.Typed(typed); kind {
	case codes.Returning, codes.Mistyped:
		return true
	case codes.Ticketed:
		return j.Board().Tickets().Len() > 0
	case codes.OldReturn:
		return j.Board().HasOldIdentities()
	}
	return false
}

// notAName says why what was typed is a code and cannot be a name, although nobody has
// it here; empty if it may be a name.
func (j *join) notAName(typed string) string {
	switch {
	case codes.Equal(typed, j.Board().Code):
		return j.Words.T("participant.back.joincode")
	case codes.LooksLikeTicket(typed):
		return j.Words.T("participant.back.nocode", "Typed", typed)
	}
	return ""
}

// check has a code looked up.
func (j *join) check(typed string) tea.Cmd {
	if j.back.checking {
		return nil
	}
	j.back.checking = true
	door := j.Hint.Door
	return func() tea.Msg {
		known, err := door.Typed(typed)
		return typedMsg{typed, known, err}
	}
}

// onTyped lets in whom a code belongs to.
func (j *join) onTyped(msg typedMsg) tea.Cmd {
	j.back.checking = false
	switch {
	case msg.err != nil:
		return stage.Complain(j.Say(msg.err))
	case !msg.known:
		return j.goOn()
	}
	if cmd, in := j.letIn(); in {
		return cmd
	}
	j.name.Set("") // a ticket that nobody has used yet
	return stage.Toast(j.Words.T("participant.ticket.kept"))
}

// letIn seats a person who has turned out to be one of those here.
func (j *join) letIn() (cmd tea.Cmd, in bool) {
	p := j.Board().PersonByKey(j.Hint.Door.Identity())
	if p == nil {
		return nil, false
	}
	j.Hint.Key = j.Hint.Door.Identity()
	j.TakeSeat(p)
	return stage.Toast(j.Words.T("participant.back.welcome", "Name", p.Name)), true
}

// joinedElsewhere seats whoever has joined at another terminal with the same key since this
// one was opened; not while their own way in at this one is under way.
func (j *join) joinedElsewhere() (cmd tea.Cmd, in bool) {
	p := j.Board().PersonByKey(j.Hint.Key)
	if j.asked || j.Hint.Key == "" || p == nil || p.Role != j.Hint.Role && p.Role == model.Observer {
		return nil, false
	}
	j.TakeSeat(p)
	return stage.Toast(j.Words.T("participant.back.elsewhere", "Name", p.Name)), true
}

// namesake is who already has the name that was typed; nil if nobody has.
func (j *join) namesake() *model.Person {
	if j.Hint.Door == nil {
		return nil
	}
	_, key, err := text.Name(j.name.Value())
	if err != nil {
		return nil
	}
	return j.Board().ByName(key)
}

// answerActions are to say whether one is somebody who was here.
func answerActions(at view.Target) stage.Actions {
	by := func(n int) func() tea.Cmd {
		return view.On(at, func(j *join) tea.Cmd { j.back.at = (j.back.at + n + len(answers)) % len(answers); return nil })
	}
	actions := stage.Actions{
		{Keys: []string{"up", "k"}, Shown: "↑↓", Word: "key.choose", Footer: true, Do: by(-1)},
		{Keys: []string{"down", "j"}, Shown: "↓", Word: "key.down", Do: by(1)},
		{Keys: []string{"enter", "space"}, Word: "key.next", Footer: true, Do: view.On(at, (*join).answer)},
		{Keys: []string{"esc", "tab", "shift+tab"}, Word: "participant.key.name", Footer: true, Do: view.On(at, (*join).toName)},
	}
	for i := range answers {
		actions = append(actions, stage.Action{Keys: []string{strconv.Itoa(i + 1)}, Word: answers[i], Do: view.On(at, func(j *join) tea.Cmd {
			j.back.at = i
			return j.answer()
		})})
	}
	return actions
}

// toName goes back to the name, and gives up what was asked.
func (j *join) toName() tea.Cmd {
	if j.back.withdraw != nil {
		j.back.withdraw()
	}
	j.back = returning{}
	j.naming = true
	return nil
}

// answer does what was answered.
func (j *join) answer() tea.Cmd {
	who := j.back.who
	switch answers[j.back.at] {
	case "participant.back.help":
		return j.ask(who)
	case "participant.back.code":
		j.name.Set("")
		return tea.Batch(j.toName(), stage.Toast(j.Words.T("participant.back.typecode")))
	}
	j.name.Set(j.free(who.Name))
	return j.toName()
}

// ask asks the facilitator for somebody's place.
func (j *join) ask(who *model.Person) tea.Cmd {
	if j.back.checking {
		return nil
	}
	j.back.checking = true
	door := j.Hint.Door
	return func() tea.Msg {
		claim, withdraw, err := door.Claim(who.ID)
		return claimedMsg{claim, withdraw, err}
	}
}

func (j *join) onClaimed(msg claimedMsg) tea.Cmd {
	j.back.checking = false
	if msg.err != nil {
		return stage.Complain(j.Say(msg.err))
	}
	j.WhenLeaving(msg.withdraw)
	if j.back.who == nil { // given up meanwhile
		msg.withdraw()
		return nil
	}
	j.back.claim, j.back.withdraw = &msg.claim, msg.withdraw
	return nil
}

// waitingActions are to give up waiting for the facilitator.
func waitingActions(at view.Target) stage.Actions {
	return stage.Actions{{Keys: []string{"esc"}, Word: "key.cancel", Footer: true, Do: view.On(at, (*join).toName)}}
}

// followClaim sees what the facilitator has said.
func (j *join) followClaim() tea.Cmd {
	if cmd, in := j.joinedElsewhere(); in {
		return cmd
	}
	if j.back.claim == nil {
		return nil
	}
	if cmd, in := j.letIn(); in {
		return cmd
	}
	for _, c := range j.Room.Presence().Claims {
		if c.No == j.back.claim.No {
			return nil
		}
	}
	return tea.Batch(j.toName(), stage.Complain(j.Words.T("participant.back.refused")))
}
