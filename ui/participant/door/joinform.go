package door

import (
	"errors"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// join asks who somebody is: first the name, then the sector.
type join struct {
	*view.Terminal
	view.Unshared
	name    *view.Composer
	naming  bool // the name has the keys; otherwise the sectors have them
	at      int  // index in model.Sectors
	sectors frame.Rect
	asked   bool // the command is under way
	ahead   int  // how many come in before them, where it takes a while
	back    returning
}

// aheadMsg has a look at how many are before one.
type aheadMsg struct{}

const aheadEvery = 500 * time.Millisecond

// await tells how many are before one, as long as one waits.
func (j *join) await() tea.Cmd {
	if j.ahead = 0; !j.asked || j.Hint.Ahead == nil {
		return nil
	}
	j.ahead = j.Hint.Ahead()
	return j.Timer.Later(aheadEvery, aheadMsg{})
}

// NewJoin is the view that asks who somebody is.
func NewJoin(t *view.Terminal) view.View {
	j := &join{Terminal: t, name: view.NewComposer(t, "", view.NameField), naming: true}
	j.name.Input.SetValue(t.Hint.Name)
	return j
}

// joinKeys is what the actions follow from.
type joinKeys struct{ step joinStep }

// joinStep is how far somebody has come at the door.
type joinStep int

// The steps.
const (
	atName    joinStep = iota // the name has the keys
	atSector                  // the sectors have them
	atAnswer                  // they are asked whether they are somebody who was here
	atWaiting                 // they wait for the facilitator to let them in
)

func (j *join) step() joinStep {
	switch {
	case j.back.claim != nil:
		return atWaiting
	case j.back.who != nil:
		return atAnswer
	case j.naming:
		return atName
	}
	return atSector
}

func (j *join) Keys(last view.KeyProps) view.KeyProps { return view.SameKeys(last, joinKeys{j.step()}) }

// Actions are to say who one is.
func (k joinKeys) Actions(at view.Target) stage.Actions {
	switch k.step {
	case atWaiting:
		return waitingActions(at)
	case atAnswer:
		return answerActions(at)
	case atName:
		return stage.Actions{
			{Keys: []string{"enter", "tab", "down"}, Word: "key.next", Footer: true, Do: view.On(at, (*join).named)},
			{Keys: []string{"f2"}, Word: "participant.key.tongue", Footer: true}, // the stage does it
		}
	}
	by := func(n int) func() tea.Cmd {
		return view.On(at, func(j *join) tea.Cmd { j.at = (j.at + n + len(model.Sectors)) % len(model.Sectors); return nil })
	}
	actions := stage.Actions{
		{Keys: []string{"up", "k"}, Shown: "↑↓", Word: "key.choose", Footer: true, Do: by(-1)},
		{Keys: []string{"down", "j"}, Shown: "↓", Word: "key.down", Do: by(1)},
		{Keys: []string{"enter", "space"}, Word: "participant.key.join", Footer: true, Do: view.On(at, (*join).enter)},
		{Keys: []string{"esc", "tab", "shift+tab"}, Word: "participant.key.name", Footer: true, Do: view.On(at, (*join).rename)},
	}
	for i := range model.Sectors {
		actions = append(actions, stage.Action{Keys: []string{strconv.Itoa(i + 1)}, Word: view.SectorWords[i], Do: view.On(at, func(j *join) tea.Cmd {
			j.at = i
			return j.enter()
		})})
	}
	return actions
}

// named takes what was typed for a name: a code that brings somebody back, or
// a name.
func (j *join) named() tea.Cmd {
	switch typed := j.name.Value(); {
	case typed == "":
		return stage.Complain(j.Words.T("participant.join.noname"))
	case j.mayBeCode(typed):
		return j.check(typed)
	case j.notAName(typed) != "":
		return stage.Complain(j.notAName(typed))
	}
	return j.goOn()
}

// goOn goes from the name to the sector, or straight in for an observer. Where
// somebody has the name already, it asks whether that is them. A name that
// nobody may have keeps the keys.
func (j *join) goOn() tea.Cmd {
	if err := model.CheckName(j.name.Value(), j.Hint.Role); err != nil {
		j.naming = true
		return stage.Complain(j.Say(err))
	}
	if who := j.namesake(); who != nil && j.Hint.NoReturn {
		j.name.Set(j.free(who.Name))
		return stage.Complain(j.Say(model.ErrNameTaken))
	} else if who != nil {
		j.back = returning{who: who}
		return nil
	}
	if j.Hint.Role == model.Observer {
		return j.enter()
	}
	j.naming = false
	return nil
}

func (j *join) rename() tea.Cmd { j.naming = true; return nil }

func (j *join) enter() tea.Cmd {
	if j.asked {
		return nil
	}
	if door := j.Hint.Door; j.Hint.Key == "" && door != nil {
		j.asked = true
		return func() tea.Msg { return identityMsg{door.JoinAs()} }
	}
	if cmd, in := j.joinedElsewhere(); in {
		return cmd
	}
	c := model.JoinPerson{Key: j.Hint.Key, Anew: true, Keyless: j.Hint.Door != nil && j.Hint.Door.Keyless(), Name: j.name.Value(), Role: j.Hint.Role}
	if c.Role != model.Observer {
		c.Sector = model.Sectors[j.at]
		if j.Hint.Ticket != nil {
			c.Ticket = j.Hint.Ticket()
		}
	}
	j.asked, j.CatchingUp = true, true
	j.Me = model.Actor{Role: j.Hint.Role}
	return tea.Batch(j.Do(c), j.await())
}

// identityMsg is who somebody without a key will be.
type identityMsg struct{ key string }

func (j *join) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		return j.done(msg)
	case aheadMsg:
		return j.await()
	case identityMsg:
		j.Hint.Key, j.asked = msg.key, false
		return j.enter()
	case typedMsg:
		return j.onTyped(msg)
	case claimedMsg:
		return j.onClaimed(msg)
	case stage.WakeMsg:
		return j.followClaim()
	case tea.KeyPressMsg, tea.PasteMsg:
		if j.Typing() {
			return j.name.Update(msg)
		}
	case tea.MouseClickMsg:
		if j.back.who != nil {
			if i := msg.Y - j.back.list.Y; j.back.claim == nil && j.back.list.Contains(msg.X, msg.Y) && i < len(answers) {
				j.back.at = i
				return j.answer()
			}
			return nil
		}
		if j.sectors.Contains(msg.X, msg.Y) {
			if i := msg.Y - j.sectors.Y; j.name.Value() != "" && i < len(model.Sectors) {
				j.at = i
				return j.enter()
			}
		}
		if j.name.Rect.Contains(msg.X, msg.Y) {
			j.naming = true
		}
	}
	return nil
}

func (j *join) done(msg stage.DoneMsg) tea.Cmd {
	if _, mine := msg.Command.(model.JoinPerson); !mine {
		return nil
	}
	j.asked, j.ahead = false, 0
	j.CatchingUp = j.CatchingUp && msg.Err == nil
	if errors.Is(msg.Err, model.ErrHereAlready) {
		cmd, _ := j.joinedElsewhere()
		return cmd
	}
	if errors.Is(msg.Err, model.ErrNameTaken) {
		j.naming = true
		if who := j.namesake(); who != nil && !j.Hint.NoReturn { // somebody was quicker
			j.back = returning{who: who}
			return nil
		}
		j.name.Set(j.free(j.name.Value()))
	} else if errors.Is(msg.Err, model.ErrName) || errors.Is(msg.Err, model.ErrNameLong) || errors.Is(msg.Err, model.ErrNameReserved) {
		j.naming = true
	}
	if msg.Err != nil {
		return nil
	}
	if p := j.Board().Person(msg.Outcome.Person); p != nil {
		j.TakeSeat(p)
	} else if p := j.Board().PersonByKey(j.Hint.Key); p != nil {
		j.TakeSeat(p)
	}
	if code := j.WayBack(); code != "" {
		j.CodeShown = true
		return stage.Toast(j.Words.T("participant.join.welcomecode", "Name", j.name.Value(), "Code", code))
	}
	return stage.Toast(j.Words.T("participant.join.welcome", "Name", j.name.Value()))
}

// free proposes a name that nobody has: the same with a number after it.
func (j *join) free(name string) string {
	taken := map[string]bool{}
	for _, p := range j.Board().People() {
		taken[p.Name] = true
	}
	for n := 2; n < 1000; n++ {
		if s := name + " " + strconv.Itoa(n); !taken[s] {
			return s
		}
	}
	return name
}

func (j *join) Cursor() *frame.Cursor {
	if !j.Typing() {
		return nil
	}
	return j.name.Cursor()
}

func (j *join) Typing() bool        { return j.naming && j.back.who == nil }
func (j *join) Draft() *stage.Draft { return nil }
func (j *join) Unsaved() bool       { return false }
