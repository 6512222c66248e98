package stage

import "testing"

// TestAKeysNameIsPressed has each key that a screen may name pressed by its name.
func TestAKeysNameIsPressed(t *testing.T) {
	for _, name := range []string{"enter", "esc", "tab", "shift+tab", "space", "up", "pgdown", "f1", "f12", "ctrl+z", "alt+k", "a", "D", "+", "å", "?", "ctrl+right"} {
		key, ok := pressOf(name)
		if got := key.String(); !ok || got != name {
			t.Errorf("%s is pressed as %q, %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "f13", "nothing", "ctrl+"} {
		if key, ok := pressOf(name); ok {
			t.Errorf("%q is pressed as %q", name, key)
		}
	}
}
