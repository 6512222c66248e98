package model_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/model/method"
)

// TestNobodyReadsWhatIsKeptFromThem plays meetings of anything and holds, after
// every command, that no card kept from somebody is in what they are given,
// that no vote freezes such a card, and that a closed vote stays as it was.
func TestNobodyReadsWhatIsKeptFromThem(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := sceneAt(t, method.Gather)
		s.must(s.asa, model.EditIdea{ID: s.idea, Text: "card-asa-"})
		s.must(s.bo, model.EditIdea{ID: s.other, Text: "card-bo-"})
		closed := map[model.RoundID]model.Result{}
		for n := range rapid.IntRange(1, 50).Draw(rt, "commands") {
			by, c := anyCommand(rt, s.b)
			switch x := c.(type) {
			case model.AddIdea: // so that each text is found again
				x.Text = fmt.Sprintf("card-%d-", n)
				c = x
			case model.EditIdea:
				x.Text = fmt.Sprintf("card-%d-", n)
				c = x
			}
			events, _ := s.try(by, c) // a refusal is as good
			for _, e := range events {
				if opened, ok := e.(model.RoundOpened); ok {
					holdFrozen(rt, s.b, opened)
				}
			}
			for _, v := range []model.Actor{{Role: model.Observer}, s.asa, s.bo, s.cleo} {
				holdKept(rt, s.b, v)
			}
			for _, r := range s.b.Rounds().All() {
				if r.IsOpen() {
					continue
				}
				res, _ := r.Result()
				if was, known := closed[r.ID]; known && !reflect.DeepEqual(was, res) {
					rt.Fatalf("%T changed a closed vote", c)
				}
				closed[r.ID] = res
			}
		}
	})
}

// kept is the cards that are not for someone to read.
func kept(b *model.Board, v model.Actor) []*model.Idea {
	var out []*model.Idea
	for _, i := range b.AllIdeas().All() {
		ph := b.PhaseByID(i.Phase)
		own := i.By != 0 && i.By == v.Person
		if !strings.HasPrefix(i.Text, "card-") {
			continue // others may have written the same
		}
		if i.Hidden || i.Removed || !own && ph != nil && !ph.Revealed() {
			out = append(out, i)
		}
	}
	return out
}

func holdKept(t *rapid.T, b *model.Board, v model.Actor) {
	d := b.Document(v)
	d.Rounds = nil // keep what was frozen while it could be read
	given, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var read strings.Builder
	read.Write(given)
	for _, g := range b.Groups(v) {
		for _, i := range g.Ideas {
			read.WriteString(i.Text)
			for _, part := range b.Parts(i.ID) {
				read.WriteString(part.Text)
			}
		}
	}
	for _, i := range kept(b, v) {
		if strings.Contains(read.String(), i.Text) {
			t.Fatalf("%+v reads card %d, %q, which is kept from them", v, i.ID, i.Text)
		}
	}
}

func holdFrozen(t *rapid.T, b *model.Board, e model.RoundOpened) {
	frozen, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range kept(b, model.Actor{Role: model.Observer}) {
		if strings.Contains(string(frozen), i.Text) {
			t.Fatalf("card %d, %q, is voted on and kept from all", i.ID, i.Text)
		}
	}
}
