package lines

import (
	"fmt"
	"strings"
	"testing"

	"verkstad/model/method"
	"verkstad/ui/command"
)

// TestEveryScaleIsAnsweredOn gives the command of each activity in which people answer on a
// scale: as its example says, off the scale, and where it may be told what was answered.
func TestEveryScaleIsAnsweredOn(t *testing.T) {
	seen := 0
	for _, cmd := range command.Lines() {
		if cmd.Rates == "" {
			continue
		}
		seen++
		t.Run(cmd.Name, func(t *testing.T) {
			r, d := newRoom(t, "colab"), cmd.Rates.Description()
			eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
			asa.does("join --name Åsa --sector akademi")
			eva.does("agenda add %s", cmd.Name)
			eva.does("goto 10")
			phase := r.room.Board().Phase().ID
			asa.does("%s", cmd.Example)
			if got := r.room.Board().RatingBy(1, phase); got == nil || got.Score != d.Scale.High || (got.Text == "") == d.Scale.Text {
				t.Errorf("%s gives %+v", cmd.Example, got)
			}
			asa.fails(Refused, "Answer with a number", "%s 99", cmd.Name)
			for _, name := range []string{"Bo", "Cia"} {
				other := r.caller(name)
				other.does("join --name %s --sector akademi", name)
				other.does("%s", cmd.Example)
			}
			row := fmt.Sprintf("-\tanswers\t%d\t3", d.Scale.High)
			if d.Traits&method.RevealsLater != 0 {
				if said := eva.does("board"); strings.Contains(said, row) {
					t.Errorf("before the reveal the board says %s", said)
				}
				eva.does("reveal")
			}
			if said := eva.does("board"); !strings.Contains(said, row) {
				t.Errorf("the board says %s", said)
			}
		})
	}
	if seen == 0 {
		t.Error("no command answers on a scale")
	}
}
