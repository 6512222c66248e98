package cli

import (
	"testing"

	"verkstad/ui/command"
)

// TestEveryCommandOfTheTableIsRun holds that each command of the shell in the table has
// something that runs it, and that nothing else is run.
func TestEveryCommandOfTheTableIsRun(t *testing.T) {
	for _, c := range command.Shells {
		if runs[c.Name] == nil {
			t.Errorf("nothing runs %q", c.Name)
		}
	}
	if len(runs) != len(command.Shells) {
		t.Errorf("%d commands are run, and the table has %d", len(runs), len(command.Shells))
	}
}
