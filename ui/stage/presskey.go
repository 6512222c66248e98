package stage

import (
	"strconv"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// pressMsg presses a key on behalf of a click on what it is for.
type pressMsg struct{ key tea.KeyPressMsg }

// namedKey is the code of a key with a name, as Bubble Tea writes it; 0 if there is none.
func namedKey(name string) rune {
	switch name {
	case "enter":
		return tea.KeyEnter
	case "tab":
		return tea.KeyTab
	case "esc":
		return tea.KeyEscape
	case "backspace":
		return tea.KeyBackspace
	case "delete":
		return tea.KeyDelete
	case "up":
		return tea.KeyUp
	case "down":
		return tea.KeyDown
	case "left":
		return tea.KeyLeft
	case "right":
		return tea.KeyRight
	case "home":
		return tea.KeyHome
	case "end":
		return tea.KeyEnd
	case "pgup":
		return tea.KeyPgUp
	case "pgdown":
		return tea.KeyPgDown
	}
	if n, err := strconv.Atoi(strings.TrimPrefix(name, "f")); err == nil && isFunctionKey(name) && n <= 12 {
		return tea.KeyF1 + rune(n-1)
	}
	return 0
}

// pressOf is the key with a name, as Bubble Tea writes it; false if there is none.
func pressOf(name string) (key tea.KeyPressMsg, ok bool) {
	for modifier, mod := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt, "shift+": tea.ModShift} {
		if rest, found := strings.CutPrefix(name, modifier); found && rest != "" {
			key, ok = pressOf(rest)
			key.Mod, key.Text = key.Mod|mod, ""
			return key, ok
		}
	}
	if name == "space" {
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}, true
	}
	if code := namedKey(name); code != 0 {
		return tea.KeyPressMsg{Code: code}, true
	}
	if utf8.RuneCountInString(name) != 1 {
		return key, false
	}
	code, _ := utf8.DecodeRuneInString(name)
	return tea.KeyPressMsg{Code: code, Text: name}, true
}
