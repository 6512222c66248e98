package stage

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/live"
)

// MinW and MinH are the smallest terminal that the screens are made for, in cells.
const (
	MinW = 40
	MinH = 12
)

// App is one terminal's program: a screen, dialogs over it, header banner and
// footer. It is a tea.Model; over SSH its Layout is painted as shared steps,
// in the local terminal its View goes to Bubble Tea's renderer. Both show the
// same panes.
type App struct {
	Env       *Env
	cache     *frame.Cache
	screen    Screen
	dialogs   []Dialog
	w, h      int
	toast     ToastMsg
	toastAt   time.Time     // since when the toast is there
	toasting  bool          // a wait for its end is under way
	done      chan struct{} // closed by Close
	seat      *live.Seat    // in the workshop; nil where none is open, and without a hub
	cancel    func()        // gives the seat up, or ends the subscription
	wakes     int           // which subscription's wake-ups count
	at        time.Time     // the time that is shown: when the terminal last followed
	base      *frame.Base   // what was last shared; nil for nothing
	own       own
	untouched untouched
	passed    []passed // shown while nobody touched the terminal, not told to the screen yet
	hands     hands
	controls  controls
	mouseOff  bool // the terminal has it
}

// NewApp makes the program of one terminal, which has env to itself. w and h are
// its size, if known.
func NewApp(env *Env, first Screen, w, h int) *App {
	a := &App{Env: env, cache: env.Cache(), screen: first, w: w, h: h, done: make(chan struct{})}
	env.Timer.done = a.done
	a.hands.on, a.hands.by = a.focus(), a.shownBoard()
	return a
}

// Init asks for the terminal's background and starts listening to the room.
func (a *App) Init() tea.Cmd {
	if a.Env.Hub != nil && a.Env.Person() != nil && a.Env.Me.Role == model.Participant {
		a.guard(focus{}) // what was typed while the line was down is not meant for this
	}
	return tea.Batch(tea.RequestBackgroundColor, a.listen())
}

// listen takes a seat in Env.Room, or subscribes to it where there is no hub, and
// gives up what it had before.
func (a *App) listen() tea.Cmd {
	if a.cancel != nil {
		a.cancel()
	}
	a.cancel, a.seat = nil, nil
	a.wakes++
	switch {
	case a.Env.Room == nil:
		return nil
	case a.Env.Hub != nil:
		a.seat = a.Env.Hub.Sit(a.Env.Room.Feed())
		a.cancel = a.seat.Leave
		a.follow()
		return nil
	}
	wake, cancel := a.Env.Room.Subscribe()
	stop := make(chan struct{})
	a.cancel = func() { cancel(); close(stop) }
	return a.await(wake, stop, a.wakes)
}

// Seat is the terminal's seat in the workshop; nil where none is open, and where
// [Env.Hub] is nil: the app then waits for news by itself.
func (a *App) Seat() *live.Seat { return a.seat }

// follow goes on to what all terminals of the workshop show now. A screen that
// shares nothing with others goes on to the newest board.
func (a *App) follow() {
	e := a.Env
	a.at = e.Now()
	if a.seat == nil {
		e.newest()
		return
	}
	switch cut := a.seat.CurrentCut(); {
	case a.base == nil || e.seen == nil || e.seen.ID != cut.Board.ID:
		e.newest()
	case cut.Board.Seq >= e.seen.Seq: // else it shared nothing a moment ago
		e.seen, e.epoch = cut.Board, cut.Epoch
	}
}

// awaitMsg says that the room woke us; again waits for the next time.
type awaitMsg struct {
	which int
	again tea.Cmd
}

func (a *App) await(wake <-chan struct{}, stop <-chan struct{}, which int) tea.Cmd {
	done := a.done
	return func() tea.Msg {
		select {
		case <-wake:
			return awaitMsg{which, a.await(wake, stop, which)}
		case <-stop:
		case <-done:
		}
		return nil
	}
}

// Parting is empty: a server that shows the app in a screen of its own says more.
func (a *App) Parting() string { return "" }

// Close lets go of the room. It is called once, when the program has ended.
func (a *App) Close() {
	close(a.done)
	if a.cancel != nil {
		a.cancel()
	}
	a.Env.Leave()
	a.Env.orders.finish()
}

// Screen is what is shown now.
func (a *App) Screen() Screen { return a.screen }

// Update sends a message to where it belongs.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(live.PrerenderMsg); ok {
		a.prerender()
		return a, nil
	}
	input := isInput(msg)
	if !input && a.Env.Hub != nil {
		a.follow()
	}
	switch msg.(type) {
	case WakeMsg, awaitMsg:
	default:
		a.catchUp()
	}
	if edit, ok := msg.(live.EditMsg); ok {
		return a, a.onEdit(edit)
	}
	if input {
		return a, a.onInput(msg)
	}
	cmd := a.do(msg)
	return a, tea.Batch(cmd, a.settle(a.isOwn(msg)))
}

// onInput takes what somebody does, if it is meant for what they see. Where the
// board is always the latest, it may have changed since that was shown.
func (a *App) onInput(msg tea.Msg) tea.Cmd {
	var news tea.Cmd
	if a.Env.Hub == nil {
		news = a.settle(a.isOwn(WakeMsg{}))
	}
	cmd, ok := a.admit(msg)
	if ok {
		cmd = tea.Batch(cmd, a.do(msg))
	}
	return tea.Batch(news, cmd, a.settle(true))
}

// ByOthers is [App.Turn] for what others have caused: what the keys went to
// until then is kept from it.
func (a *App) ByOthers() tea.Cmd { return tea.Batch(a.Turn(), a.settle(false)) }

// Turn puts up what was asked for with [Env.Show] and [Env.Ask], and begins
// with what was with [Env.Do]. Update ends with it; who asks outside of Update
// calls it.
func (a *App) Turn() tea.Cmd {
	var cmd tea.Cmd
	if next := a.Env.show; next != nil {
		a.Env.show = nil
		a.screen = next
		a.dialogs = slices.DeleteFunc(a.dialogs, func(d Dialog) bool { return !inText(d) })
		cmd = a.screen.Update(tea.WindowSizeMsg{Width: a.w, Height: a.h})
	}
	a.dialogs = append(a.dialogs, a.Env.ask...)
	a.Env.ask = nil
	return tea.Batch(cmd, a.Env.orders.start())
}

func (a *App) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.w, a.h = msg.Width, msg.Height
		return a.screen.Update(msg)
	case tea.BackgroundColorMsg:
		a.Env.onBackground(msg)
		return a.screen.Update(ThemeMsg{})
	case tea.ColorProfileMsg:
		a.Env.onProfile(msg.Profile)
		return a.screen.Update(ThemeMsg{})
	case tea.EnvMsg:
		if saysOtherThanUTF8(msg) {
			return tea.Batch(a.adviseUTF8(), a.screen.Update(msg))
		}
		return a.screen.Update(msg)
	case live.NotUTF8Msg:
		return a.adviseUTF8()
	case awaitMsg:
		if msg.which != a.wakes {
			return nil
		}
		return tea.Batch(msg.again, a.woken())
	case WakeMsg:
		return a.woken()
	case RoomMsg:
		return a.listen()
	case ToastMsg:
		return a.show(msg)
	case toastOverMsg:
		return a.onToastOver()
	case firstMsg:
		return a.onFirst(msg)
	case pressMsg:
		return a.update(msg.key)
	case restMsg:
		return a.onRest(msg)
	case answerMsg:
		return a.onAnswer(msg)
	case paceMsg:
		a.Env.orders.goOn(msg)
		return nil
	case DoneMsg:
		return a.onDone(msg)
	case tea.KeyPressMsg:
		return a.onKey(msg)
	case tea.MouseMsg, tea.PasteMsg:
		return a.forward(msg)
	default:
		return tea.Batch(a.toDialog(msg), a.screen.Update(msg))
	}
}

// woken tells the screen that there may be something new, unless all that is
// new is in what it shares.
func (a *App) woken() tea.Cmd {
	if a.fastForward() {
		return nil
	}
	a.passOn()
	a.untouched = untouched{}
	return a.screen.Update(WakeMsg{})
}

// onAnswer tells the screen what came of an order. One that came too fast waits
// at the head of the others, and the person is told how many do.
func (a *App) onAnswer(msg answerMsg) tea.Cmd {
	over, wait := a.Env.orders.answered(msg, a.Env.Timer)
	if over {
		return a.onOver(msg)
	}
	return tea.Batch(wait, a.show(ToastMsg{Text: a.Env.Words.N("app.paced", a.Env.orders.texts()), Bad: true}))
}

// onOver ends an order. One that was refused gives back what was left for it: the
// prompt with what was written, the screen with what was chosen.
func (a *App) onOver(msg answerMsg) tea.Cmd {
	o, cmd := msg.order, a.onDone(msg.done)
	if msg.done.Err == nil {
		if o.said != "" {
			cmd = tea.Batch(cmd, a.show(ToastMsg{Text: o.said}))
		}
		return cmd
	}
	if o.asked.refused() {
		a.dialogs = append(a.dialogs, o.asked)
	}
	if o.leaves != nil && a.screen == o.home && a.Env.show == nil {
		a.Env.Show(o.leaves)
	}
	return cmd
}

func (a *App) onDone(msg DoneMsg) tea.Cmd {
	cmds := []tea.Cmd{a.toDialog(msg), a.screen.Update(msg)}
	if msg.Err != nil {
		cmds = append(cmds, a.show(ToastMsg{Text: a.Env.Say(msg.Err), Bad: true}))
	} else if said := a.sayUndone(msg); said != "" {
		cmds = append(cmds, a.show(ToastMsg{Text: said}))
	}
	return tea.Batch(cmds...)
}

func (a *App) onKey(msg tea.KeyPressMsg) tea.Cmd {
	typing := a.screen.Typing() || len(a.dialogs) > 0
	if !typing {
		a.toast = ToastMsg{} // it was about the key before
	}
	switch key := msg.String(); {
	case key == "ctrl+c", key == "q" && !typing:
		return a.quit()
	case key == "f1", key == "alt+h", key == "?" && !typing:
		if len(a.dialogs) == 0 {
			help := newHelp(a.Env, a.screen.Keys)
			help.app = a
			a.dialogs = append(a.dialogs, help)
		}
		return nil
	case key == "ctrl+o":
		return a.otherMouse()
	case key == coloursKey:
		return a.otherColours()
	case key == "f2", key == "ctrl+l":
		a.otherLanguage()
		return a.screen.Update(ThemeMsg{})
	}
	return a.forward(msg)
}

// quit leaves, with a question if something would be lost. Asked twice, it
// does not ask again.
func (a *App) quit() tea.Cmd {
	lost := a.screen.Unsaved()
	if lost == "" {
		return tea.Quit
	}
	for _, d := range a.dialogs {
		if c, ok := d.(*Confirm); ok && c.quits {
			return tea.Quit
		}
	}
	c := NewConfirm(a.Env, a.Env.Words.T("app.quit.title"), lost, func() tea.Cmd { return tea.Quit })
	c.quits = true
	a.dialogs = append(a.dialogs, c)
	return nil
}

// otherMouse lets the mouse go, so that the terminal selects text with it, or
// takes it again.
func (a *App) otherMouse() tea.Cmd {
	a.mouseOff = !a.mouseOff
	word := "app.mouse.taken"
	if a.mouseOff {
		word = "app.mouse.free"
	}
	return a.show(ToastMsg{Text: a.Env.Words.T(word), Quiet: true})
}

func (a *App) otherLanguage() {
	lang := "sv"
	if a.Env.Words.Lang() == "sv" {
		lang = "en"
	}
	a.Env.speak(lang)
}

// forward gives a message to the top dialog, or to the screen if there is none.
func (a *App) forward(msg tea.Msg) tea.Cmd {
	if len(a.dialogs) > 0 {
		return a.toDialog(msg)
	}
	return a.screen.Update(msg)
}

func (a *App) toDialog(msg tea.Msg) tea.Cmd {
	if len(a.dialogs) == 0 {
		return nil
	}
	top := len(a.dialogs) - 1
	cmd, done := a.dialogs[top].Update(msg)
	if !done {
		return cmd
	}
	a.dialogs = a.dialogs[:top]
	return tea.Batch(cmd, a.screen.Update(WakeMsg{})) // what it did may have changed what the screen shows
}
