package lineage_test

import (
	"testing"

	"verkstad/model"
	"verkstad/model/lineage"
)

func offered(all []lineage.Leavings) (out []string) {
	for _, l := range all {
		for _, o := range l.Offers {
			text := o.Text
			if o.Here {
				text += " (here)"
			}
			out = append(out, l.Board.ID+" "+text)
		}
	}
	return out
}

func TestOffersWhatEarlierMeetingsLeft(t *testing.T) {
	s := tell(t)
	s.first.must(model.Host, model.AddIdea{Text: "Nyckeln", Parked: true})
	third := newMeeting(t, "C", 3, model.CarryIn{})
	earlier := []*model.Board{s.first.b, s.second.b, third.b}
	all := lineage.Offers(third.b, earlier)
	same(t, "offered", offered(all), "B Hur delar vi?", "B Ringer", "A Nyckeln", "A Verktygspool")
	if all[0].Offers[1].Sort != lineage.Promised || all[1].Offers[0].Sort != lineage.Shelved || all[1].Offers[1].Sort != lineage.Said {
		t.Errorf("the sorts are %+v", all)
	}
	question := all[0].Offers[0].Place
	third.must(model.Host, all[0].CarryIn(func(p lineage.Place) bool { return p == question }))
	same(t, "afterwards", offered(lineage.Offers(third.b, earlier)), "B Hur delar vi? (here)", "B Ringer", "A Nyckeln", "A Verktygspool")
	if n := len(third.b.Questions()); n != 1 || len(third.b.Commitments()) != 0 {
		t.Errorf("%d questions and %d commitments were carried, want only the question", n, len(third.b.Commitments()))
	}
	same(t, "to the first", offered(lineage.Offers(s.first.b, earlier)))
}

func TestWhatWasDoneLaterIsNotOfferedAgain(t *testing.T) {
	s := tell(t)
	promise := s.second.b.CameFrom("A", s.did)
	s.second.must(model.Host, model.FollowCommitment{ID: promise, Status: model.CommitmentDone})
	third := newMeeting(t, "C", 3, model.CarryIn{})
	same(t, "offered", offered(lineage.Offers(third.b, []*model.Board{s.first.b, s.second.b})), "B Hur delar vi?", "A Verktygspool")
}
