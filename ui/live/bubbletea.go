package live

import (
	"reflect"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// This file is the one place that reaches into Bubble Tea's inside.
//
// A [Session] runs Bubble Tea's models and commands without Bubble Tea's program,
// whose renderer, ticker and reader cost five goroutines and most of the memory
// of a person. Two of the things that a program does have no exported name:
//
//   - tea.Sequence returns a message of a type that is not exported. Its kind is
//     known, a list of commands, so it is found by reflection: [commandsOf].
//   - tea.RequestBackgroundColor returns a message of a type that is not exported.
//     It is an empty struct, so it is known by comparing: [asksForBackground].
//
// bubbletea_test.go holds both, and every event that [translate] knows, against
// the version of Bubble Tea that go.mod names.

// listOfCommands is what the messages of tea.Batch and tea.Sequence are lists of.
var listOfCommands = reflect.TypeFor[[]tea.Cmd]()

// commandsOf returns the commands that a message of tea.Batch or tea.Sequence is
// a list of. It is nil for other messages.
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

// protect makes a command that reports a panic as a [crashMsg] instead of ending
// the process, and so do the commands that it returns.
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
		several := commandsOf(msg) // of the message itself, not a copy
		for i := range several {
			several[i] = protect(several[i])
		}
		return msg
	}
}

// translate makes Bubble Tea's message of an event that a terminal sends.
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
