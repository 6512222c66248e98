package lines

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestTheRestIsFittedInLines shows what is proposed, says what to leave out where not
// everything fits, and does it.
func TestTheRestIsFittedInLines(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("next --start")
	has(t, eva.does("agenda fit"), "There is nothing to fit: you end on time, or no phase is left to shorten.")
	b := r.room.Board()
	end := b.Due().Add(-20 * time.Minute).Format("15:04")
	rows := eva.does("agenda fit --dry-run --end %s", end)
	if r.room.Board() != b {
		t.Error("a dry run changed the board")
	}
	if !strings.Contains(rows, "Ends at "+end) {
		t.Errorf("it says %q", rows)
	}
	if again := eva.does("agenda fit --end %s", end); again != rows {
		t.Errorf("done it says %q, and before %q", again, rows)
	}
	if got := r.room.Board().Due().Format("15:04"); got != end {
		t.Errorf("it is due at %s, want %s", got, end)
	}
	eva.fails(Refused, "Leave something out: --drop", "agenda fit --end %s", r.now.Add(60*time.Minute).Format("15:04"))
	phases := r.room.Board().Phases()
	has(t, eva.does("agenda fit --drop 2 --end %s", end), fmt.Sprintf("2\t%d\t-\tThe theme", phases[1].Minutes))
	if n := len(r.room.Board().Phases()); n != len(phases)-1 {
		t.Errorf("%d phases with one of %d left out", n, len(phases))
	}
}
