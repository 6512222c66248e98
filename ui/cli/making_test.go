package cli

import (
	"context"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/ui/stage/stagetest"
)

// codes is workshops that are only found by their codes.
type codes struct {
	Data
	house *stagetest.House
}

func (c codes) ByCode(code string) (workshop.Live, bool) { return c.house.ByCode(code) }

// TestAServiceThatIsStartedAgainKeepsItsWorkshop holds that the code and the title
// of a workshop mean that one, also once it has ended, whatever is said of who votes.
func TestAServiceThatIsStartedAgainKeepsItsWorkshop(t *testing.T) {
	ctx, house := context.Background(), &stagetest.House{TB: t}
	m, _ := method.Get(DefaultMethod)
	made, err := house.Create(ctx, model.CreateWorkshop{ID: "01", Title: "Återbruk", Code: "KRABBA", Lang: "sv", Phases: m.Agenda(1)})
	if err != nil {
		t.Fatal(err)
	}
	for _, ended := range []bool{false, true} {
		if ended {
			if _, err := made.Do(ctx, model.Host, "end", model.EndWorkshop{}); err != nil {
				t.Fatal(err)
			}
		}
		o := &Options{Code: "KRABBA", Title: "Återbruk", Voters: model.VoteTickets.Word()}
		if room, err := Choose(ctx, codes{house: house}, o, time.Now()); err != nil || room.Board().ID != "01" {
			t.Errorf("ended: %v, it is %v, %v", ended, room, err)
		}
	}
}
