package lines

import (
	"strings"
	"testing"
)

// TestTheAgendaTellsSkippedFromDone holds that a step that the group passed over is
// not said to be done, as in the cockpit.
func TestTheAgendaTellsSkippedFromDone(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("goto 1")
	eva.does("goto 3")
	rows := eva.does("agenda")
	for i, want := range []string{"done", "skipped", "now", "later"} {
		if got := cell(t, rows, i, 1); got != want {
			t.Errorf("step %d is %s, want %s", i+1, got, want)
		}
	}
	eva.does("end")
	rows = eva.does("agenda")
	for i, want := range []string{"done", "skipped", "done", "skipped"} {
		if got := cell(t, rows, i, 1); got != want {
			t.Errorf("at the end step %d is %s, want %s", i+1, got, want)
		}
	}
}

// cell is a column of a row of an answer, both from 0.
func cell(t *testing.T, answer string, row, column int) string {
	t.Helper()
	rows := strings.Split(answer, "\n")
	if row >= len(rows) || column >= len(strings.Split(rows[row], "\t")) {
		t.Fatalf("no column %d in row %d of\n%s", column, row, answer)
	}
	return strings.Split(rows[row], "\t")[column]
}
