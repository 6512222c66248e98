package stage

import (
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/theme"
)

// page is a screen with a field or with commands, which others exchange.
type page struct {
	Unshared
	draft *Draft
	done  string // by keys
}

func (p *page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch {
		case p.draft != nil && msg.String() == "enter":
			return p.draft.Send()
		case p.draft != nil:
			return p.draft.Update(msg)
		}
		p.done += "<" + msg.String() + ">"
	case tea.MouseClickMsg:
		p.done += "<click>"
	}
	return nil
}
func (p *page) Focus() any {
	if p.draft != nil {
		return p.draft
	}
	return p
}
func (p *page) Panes(frame.Rect) []frame.Pane { return nil }
func (p *page) Cursor() *frame.Cursor         { return nil }
func (p *page) Keys() help.KeyMap             { return KeyMap{} }
func (p *page) Typing() bool                  { return p.draft != nil }
func (p *page) Unsaved() string               { return "" }

// alarm is a message that the app has asked for.
type alarm struct {
	at  time.Time
	msg tea.Msg
}

// desk is a terminal at which the test moves the hands and the time.
type desk struct {
	app  *App
	env  *Env
	now  time.Time
	due  []alarm
	sent []string
	at   *page
}

func newDesk(t *testing.T) *desk {
	d := &desk{now: time.Unix(0, 0)}
	d.env = &Env{Words: i18n.For("sv"), Theme: theme.New(true), Now: time.Now, Me: model.Actor{Person: 1, Role: model.Participant}, Shared: NewShared(frame.NewCache(1 << 20)), Timer: Timer{
		Now: func() time.Time { return d.now },
		After: func(wait time.Duration, msg tea.Msg) tea.Cmd {
			d.due = append(d.due, alarm{d.now.Add(wait), msg})
			return nil
		},
	}}
	d.at = d.field("a")
	d.app = NewApp(d.env, d.at, 80, 24)
	t.Cleanup(d.app.Close)
	return d
}

// field is a page with an empty text that is kept in a slot.
func (d *desk) field(slot string) *page {
	in := NewInput(d.env, InputOptions{})
	send := func() tea.Cmd { d.sent = append(d.sent, in.Value()); in.SetValue(""); return nil }
	return &page{draft: &Draft{Slot: slot, Input: in, Update: in.Update, Send: send, Open: func() bool { return true }, As: d.env.Me}}
}

// becomes has others exchange the screen, as a wake-up does.
func (d *desk) becomes(p *page) *page {
	d.env.Show(p)
	d.at = p
	d.app.Update(WakeMsg{})
	return p
}

// types presses keys that far apart.
func (d *desk) types(apart time.Duration, keys ...tea.Msg) {
	for _, key := range keys {
		d.app.Update(key)
		d.wait(apart)
	}
}

// wait lets time go by.
func (d *desk) wait(t time.Duration) {
	d.now = d.now.Add(t)
	due := d.due
	d.due = nil
	for _, a := range due {
		if a.at.After(d.now) {
			d.due = append(d.due, a)
			continue
		}
		d.app.Update(a.msg)
	}
}

func letters(s string) (keys []tea.Msg) {
	for _, r := range s {
		if r == '\r' {
			keys = append(keys, tea.KeyPressMsg{Code: tea.KeyEnter})
			continue
		}
		keys = append(keys, tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return keys
}

const fast = 120 * time.Millisecond

// writing is what stands in the dialog for a text that goes on.
func (d *desk) writing() string {
	if n := len(d.app.dialogs); n > 0 {
		if u, ok := d.app.dialogs[n-1].(*unsent); ok {
			return u.draft.Input.Value()
		}
	}
	return ""
}

func TestKeysOfATextDoNothingElse(t *testing.T) {
	for _, c := range []struct {
		what    string
		before  string // written when the screen changes
		pause   time.Duration
		after   string
		apart   time.Duration
		does    string // what the new screen is asked to do
		writing string
		sent    string
	}{
		{"half a sentence goes on", "verktyg", 0, " ut", fast, "", "verktyg ut", ""},
		{"also later", "verktyg", time.Minute, " ut", fast, "", "verktyg ut", ""},
		{"enter sends it", "verktyg", 0, " ut\r", fast, "", "", "verktyg ut"},
		{"and what follows is the next", "ett", 0, "\rtvå", fast, "", "två", "ett"},
		{"a sentence that begins at once", "", 0, "quila", fast, "", "quila", ""},
		{"a sentence that begins later", "", time.Second, "frukt", fast, "", "frukt", ""},
		{"also after some thought", "", 9 * time.Second, "frukt", fast, "", "frukt", ""},
		{"quick keys once the new screen has been seen", "", 12 * time.Second, "nKök", fast, "<n><K><ö><k>", "", ""},
		{"a blank and a letter", "", time.Second, " ut", fast, "", " ut", ""},
		{"one letter alone is a command", "", time.Second, "n", time.Second, "<n>", "", ""},
		{"a letter twice is a command twice", "", time.Second, "jj", fast, "<j><j>", "", ""},
		{"a capital and a figure choose and lay a card", "", time.Second, "A2", fast, "<A><2>", "", ""},
		{"a sentence that begins with capitals", "", time.Second, "EU sa", fast, "", "EU sa", ""},
		{"a sentence that begins with a figure", "", time.Second, "3 dagar", fast, "", "3 dagar", ""},
		{"a sign is a command", "", time.Second, "+j", fast, "<+><j>", "", ""},
		{"enter alone is deliberate, but not at once", "", 0, "\r", fast, "", "", ""},
		{"enter later is", "", time.Second, "\r", fast, "<enter>", "", ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			d := newDesk(t)
			d.types(fast, letters(c.before)...)
			next := d.becomes(&page{})
			d.wait(c.pause)
			d.types(c.apart, letters(c.after)...)
			if next.done != c.does || d.writing() != c.writing || strings.Join(d.sent, "|") != c.sent {
				t.Errorf("the screen does %q, want %q; is written: %q, want %q; sent: %q, want %q", next.done, c.does, d.writing(), c.writing, d.sent, c.sent)
			}
		})
	}
}

func TestANewScreenTakesNothingUntilHandsRest(t *testing.T) {
	d := newDesk(t)
	d.becomes(&page{})
	d.wait(time.Second)
	d.types(time.Second, letters("\r")...) // on purpose: from now on no text is meant
	next := d.becomes(&page{})
	d.types(fast, letters("jjjjjjjjjj")...) // a key that is held down since before
	d.types(fast, tea.MouseClickMsg{X: 3, Y: 3, Button: tea.MouseLeft}, tea.PasteMsg{Content: "x"})
	if next.done != "" {
		t.Errorf("does %q", next.done)
	}
	d.wait(rest)
	d.types(fast, letters("j ")...)
	d.types(fast, tea.MouseClickMsg{X: 3, Y: 3, Button: tea.MouseLeft})
	if want := "<j><space><click>"; next.done != want {
		t.Errorf("does %q after a rest, want %q", next.done, want)
	}
}

func TestATextThatIsHomeGoesBackToItsField(t *testing.T) {
	d := newDesk(t)
	home := d.at
	d.types(fast, letters("lån")...)
	d.becomes(&page{})
	d.types(fast, letters("a")...)
	d.becomes(home)
	if len(d.app.dialogs) > 0 || home.draft.Input.Value() != "låna" {
		t.Errorf("%d dialogs, in the field %q", len(d.app.dialogs), home.draft.Input.Value())
	}
	d.types(fast, letters("r\r")...)
	if strings.Join(d.sent, "|") != "lånar" {
		t.Errorf("sent: %q", d.sent)
	}
}

func TestAPasteAfterTheChangeIsText(t *testing.T) {
	for _, pause := range []time.Duration{0, time.Second} {
		d := newDesk(t)
		next := d.becomes(&page{})
		d.wait(pause)
		d.types(fast, tea.PasteMsg{Content: "en hel mening"})
		if d.writing() != "en hel mening" || next.done != "" {
			t.Errorf("after %v: is written %q, does %q", pause, d.writing(), next.done)
		}
	}
}

func TestADialogKeepsTheKeysAndThenTheScreenIsNew(t *testing.T) {
	d := newDesk(t)
	d.becomes(&page{})
	d.wait(time.Second)
	d.types(time.Second, letters("\r")...)
	var got string
	d.env.Ask(NewPrompt(d.env, "?", "", "", 60, func(s string) tea.Cmd { got = s; return nil }))
	d.types(time.Second, letters("\r")...) // any key puts it up
	d.types(fast, letters("na")...)
	next := d.becomes(&page{})
	d.types(fast, letters("mn\rfrukt")...)
	if got != "namn" || next.done != "" {
		t.Errorf("the question got %q, the screen does %q", got, next.done)
	}
}

func TestNobodyIsHeldUpWhereNothingChanges(t *testing.T) {
	d := newDesk(t)
	next := d.becomes(&page{})
	d.wait(time.Second)
	d.types(time.Second, letters("\r")...)
	d.app.Update(WakeMsg{})
	d.types(0, letters("abc")...)
	if want := "<enter><a><b><c>"; next.done != want {
		t.Errorf("does %q, want %q", next.done, want)
	}
}

func TestWhoTypesLeavesWithStillHands(t *testing.T) {
	d := newDesk(t)
	if cmd := d.app.AtRest(tea.Quit); cmd == nil || cmd() != (tea.QuitMsg{}) {
		t.Error("who sits still does not leave at once")
	}
	d.types(fast, letters("en")...)
	if d.app.AtRest(tea.Quit) != nil {
		t.Error("leaves while typing")
	}
	for range 100 {
		d.types(fast, letters("x")...)
		due := d.due
		d.due = nil
		for _, a := range due {
			if cmd := d.app.onRest(a.msg.(restMsg)); cmd != nil {
				if d.now.After(time.Unix(0, 0).Add(2*fast + leaveWithin + fast)) {
					t.Errorf("leaves after %v", d.now.Sub(time.Unix(0, 0)))
				}
				return
			}
		}
	}
	t.Error("never leaves")
}
