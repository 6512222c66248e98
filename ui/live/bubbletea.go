package live

import (
	"reflect"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// This file is the only one that depends on Bubble Tea's internals.
//
// A [Session] runs Bubble Tea's models and commands without Bubble Tea's program, whose
// renderer, ticker and reader cost five goroutines and most of the memory of a person. Two
// of the things that a program does have no exported name:
//
//   - tea.Sequence returns a message of a type that is not exported. Its kind is
//     known, a list of commands, so it is recognised by reflection: [commandsOf].
//   - tea.RequestBackgroundColor returns a message of a type that is not exported.
//     It is an empty struct, so it is recognised by comparing: [asksForBackground].
//
// bubbletea_test.go holds both, and every event that [translate] knows, against the version
// of Bubble Tea that go.mod names.

// listOfCommands is the underlying type of the messages of tea.Batch and tea.Sequence.
var listOfCommands = reflect.TypeFor[[]tea.Cmd]()

// commandsOf returns the commands in a message of tea.Batch or tea.Sequence, and nil for
// other messages.
func commandsOf(msg tea.Msg) []tea.Cmd {
	if list := reflect.ValueOf(msg); list.IsValid() && list.Kind() == reflect.Slice && list.CanConvert(listOfCommands) {
		return list.Convert(listOfCommands).Interface().([]tea.Cmd)
	}
	return nil
}

// asksForBackground reports whether a message asks the terminal for the colour of
// its background.
func asksForBackground(msg tea.Msg) bool { return msg == tea.RequestBackgroundColor() }

// crashMsg says that a command panicked.
type crashMsg struct {
	value any
	stack []byte
}

// protect wraps a command, and the commands that it returns, so that a panic becomes a
// [crashMsg] instead of ending the process.
func protect(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if value := recover(); value != nil {
				msg = crashMsg{value, debug.Stack()}
			}
		}()
		msg = cmd()
		several := commandsOf(msg) // the message's own slice, not a copy
		for i := range several {
			several[i] = protect(several[i])
		}
		return msg
	}
}

// translate returns Bubble Tea's message for an event that a terminal sends.
func translate(msg tea.Msg) tea.Msg {
	switch e := msg.(type) {
	case uv.KeyPressEvent:
		return tea.KeyPressMsg(e)
	case uv.KeyReleaseEvent:
		return tea.KeyReleaseMsg(e)
	case uv.MouseClickEvent:
		return tea.MouseClickMsg(e)
	case uv.MouseReleaseEvent:
		return tea.MouseReleaseMsg(e)
	case uv.MouseWheelEvent:
		return tea.MouseWheelMsg(e)
	case uv.MouseMotionEvent:
		return tea.MouseMotionMsg(e)
	case uv.PasteEvent:
		return tea.PasteMsg(e)
	case uv.BackgroundColorEvent:
		return tea.BackgroundColorMsg(e)
	case uv.FocusEvent:
		return tea.FocusMsg(e)
	case uv.BlurEvent:
		return tea.BlurMsg(e)
	case uv.KeyboardEnhancementsEvent:
		return tea.KeyboardEnhancementsMsg(e)
	}
	return msg
}
