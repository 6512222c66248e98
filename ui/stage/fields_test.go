package stage

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// slow is how long somebody takes from one letter to the next who looks for
// each of them.
const slow = 600 * time.Millisecond

// TestNoTextLosesItsHead has a field come under the hands of somebody who types,
// after a screen whose letters are commands.
func TestNoTextLosesItsHead(t *testing.T) {
	for _, c := range []struct {
		what   string
		before string // typed on the screen of commands
		kept   string // in the field
		after  string
		field  string
		sent   string
	}{
		{"a sentence over the change", "ut", "", " och kan park", "ut och kan park", ""},
		{"a sentence that is sent at once", "u", "", "t och kan park\r", "", "ut och kan park"},
		{"a short one", "", "", "ja\r", "", "ja"},
		{"commands are no head", "jj+", "", "ut", "ut", ""},
		{"a capital and a figure neither", "A2", "", "ut", "ut", ""},
		{"what was ended with enter neither", "ut\r", "", "och", "och", ""},
		{"enter for the screen before", "jj", "", "\r", "", ""},
		{"a text that was kept is one of its own", "u", "låna", "t\r", "", "låna\nut"},
		{"and is not glued to the next", "", "låna", "ut\r", "", "låna\nut"},
	} {
		t.Run(c.what, func(t *testing.T) {
			d := newDesk(t)
			d.becomes(&page{})
			d.wait(time.Second)
			d.types(time.Second, tea.KeyPressMsg{Code: tea.KeyDown}) // on purpose
			d.types(fast, letters(c.before)...)
			next := d.field("b")
			next.draft.Lines = true
			next.draft.Input.SetValue(c.kept)
			d.becomes(next)
			d.types(fast, letters(c.after)...)
			if got := next.draft.Input.Value(); got != c.field || strings.Join(d.sent, "|") != c.sent {
				t.Errorf("in the field %q, want %q; sent %q, want %q", got, c.field, d.sent, c.sent)
			}
		})
	}
}

// TestAKeptTextIsNotGluedToTheNext types into a field in which a text was kept, when
// the field has just come: enter is not taken for the text that nobody has read
// again, and what follows stands apart from it all the same.
func TestAKeptTextIsNotGluedToTheNext(t *testing.T) {
	d := newDesk(t)
	d.becomes(&page{})
	d.wait(time.Second)
	next := d.field("b")
	next.draft.Input.SetValue("låna")
	d.becomes(next)
	d.types(fast, letters("ut\r")...)
	d.types(fast, letters("mer\r")...)
	if got, want := next.draft.Input.Value(), "låna ut mer "; got != want || len(d.sent) > 0 {
		t.Errorf("in the field %q, want %q; sent %q", got, want, d.sent)
	}
}

// TestATextThatIsLeftIsApartFromTheNext leaves a text, with either key, when its
// field was taken away.
func TestATextThatIsLeftIsApartFromTheNext(t *testing.T) {
	for _, key := range []rune{tea.KeyEscape, tea.KeyEnter} {
		d := newDesk(t)
		own := d.at
		own.draft.Open = func() bool { return false }
		d.types(fast, letters("låna")...)
		d.becomes(&page{})
		d.types(fast, tea.KeyPressMsg{Code: key})
		d.wait(time.Second)
		d.becomes(own)
		d.wait(time.Second)
		d.types(fast, letters("ut")...)
		if got := own.draft.Input.Value(); got != "låna ut" {
			t.Errorf("%q after %v", got, key)
		}
	}
}

// TestAHalfWrittenTextStaysOneBeforeANewField is about two fields after each other.
func TestAHalfWrittenTextStaysOneBeforeANewField(t *testing.T) {
	d := newDesk(t)
	d.types(fast, letters("jag heter")...)
	next := d.becomes(d.field("b"))
	d.types(fast, letters(" Åsa\rett\r")...)
	if got := strings.Join(d.sent, "|"); got != "jag heter Åsa|ett" || next.draft.Input.Value() != "" {
		t.Errorf("sent %q, in the new field %q", got, next.draft.Input.Value())
	}
}

// TestOnlyLettersGoIntoANewField: the rest of what was meant for the screen
// before does nothing there, and does afterwards.
func TestOnlyLettersGoIntoANewField(t *testing.T) {
	d := newDesk(t)
	next := d.becomes(d.field("b"))
	var got string
	next.draft.Update = func(msg tea.Msg) tea.Cmd { got += "<" + msg.(tea.KeyPressMsg).String() + ">"; return nil }
	others := []tea.Msg{
		tea.KeyPressMsg{Code: tea.KeyEscape}, tea.KeyPressMsg{Code: tea.KeyTab}, tea.KeyPressMsg{Code: 'z', Mod: tea.ModCtrl},
		tea.KeyPressMsg{Code: tea.KeyF3}, tea.MouseClickMsg{X: 3, Y: 3},
	}
	d.types(fast, others...)
	if got != "" || next.done != "" {
		t.Errorf("does %q %q", got, next.done)
	}
	d.types(fast, letters("a")...)
	d.wait(rest)
	d.types(fast, others...)
	if want := "<a><esc><tab><ctrl+z><f3>"; got != want {
		t.Errorf("does %q, want %q", got, want)
	}
}

// TestSlowTypingIsTyping has somebody type with more than half a second between
// two letters, who has typed so before.
func TestSlowTypingIsTyping(t *testing.T) {
	for what, pause := range map[string]time.Duration{"at once": 0, "soon": slow, "later": 3 * time.Second} {
		t.Run(what, func(t *testing.T) {
			d := newDesk(t)
			d.types(slow, letters("en bil\r")...)
			next := d.becomes(&page{})
			d.wait(pause)
			d.types(slow, letters("quila ut\r")...)
			if got := strings.Join(d.sent, "|"); got != "en bil|quila ut" || next.done != "" {
				t.Errorf("sent %q, the screen does %q, is written %q", got, next.done, d.writing())
			}
		})
	}
}

// TestACommandIsNoHead presses a letter that is waited for and then counts as a
// command, and writes when a field comes soon after.
func TestACommandIsNoHead(t *testing.T) {
	d := newDesk(t)
	next := d.becomes(&page{})
	d.wait(time.Second)
	d.types(rest, letters("f")...)
	field := d.becomes(d.field("b"))
	d.types(fast, letters("ut")...)
	if got := field.draft.Input.Value(); next.done != "<f>" || got != "ut" {
		t.Errorf("the screen does %q, in the field: %q", next.done, got)
	}
}

// TestAFirstLetterGoesIntoTheFieldThatComes: it was waited whether more follow.
func TestAFirstLetterGoesIntoTheFieldThatComes(t *testing.T) {
	d := newDesk(t)
	next := d.becomes(&page{})
	d.wait(time.Second)
	d.types(fast, letters("u")...)
	field := d.becomes(d.field("b"))
	d.types(fast, letters("t\r")...)
	if got := strings.Join(d.sent, "|"); next.done != "" || got != "ut" || len(d.app.dialogs) > 0 {
		t.Errorf("the screen does %q, sent: %q, in the field %q", next.done, got, field.draft.Input.Value())
	}
}

// TestLettersGoIntoOneText begins a text in the dialog, which then goes back to
// its field.
func TestLettersGoIntoOneText(t *testing.T) {
	for _, pause := range []time.Duration{0, time.Second} {
		d := newDesk(t)
		home := d.at
		d.becomes(&page{})
		d.wait(pause)
		d.types(fast, letters("hu")...)
		d.becomes(home)
		d.types(fast, letters("s\r")...)
		if got := strings.Join(d.sent, "|"); got != "hus" {
			t.Errorf("after %v sent %q, in the field %q", pause, got, home.draft.Input.Value())
		}
	}
}

// TestSlowTypingKeepsItsHead: a field comes while somebody types slowly on a
// screen of commands.
func TestSlowTypingKeepsItsHead(t *testing.T) {
	d := newDesk(t)
	d.types(slow, letters("en bil\r")...)
	d.becomes(&page{})
	d.wait(time.Second)
	d.types(time.Second, tea.KeyPressMsg{Code: tea.KeyDown})
	d.types(slow, letters("ut")...)
	next := d.becomes(d.field("b"))
	d.types(slow, letters(" och kan")...)
	if got := next.draft.Input.Value(); got != "ut och kan" {
		t.Errorf("in the field: %q", got)
	}
}
