package model_test

import (
	"errors"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// TestOfTwoWhoRewordTheLaterIsAsked holds that a text which somebody has changed
// since one began to change it is not written over, whatever it is a text of, and
// that one is told what it says now.
func TestOfTwoWhoRewordTheLaterIsAsked(t *testing.T) {
	s := sceneAt(t, method.Commit)
	promise := s.must(s.bo, model.MakeCommitment{What: "Ett löfte"})
	edits := map[string]func(text, was string) model.Command{
		"idea": func(text, was string) model.Command { return model.EditIdea{ID: s.idea, Text: text, Was: was} },
		"cluster": func(text, was string) model.Command {
			c := model.RenameCluster{ID: s.cluster, Title: text}
			if was != "" {
				c.Was = &was
			}
			return c
		},
		"question": func(text, was string) model.Command { return model.EditQuestion{ID: s.question, Text: text, Was: was} },
		"commitment": func(text, was string) model.Command {
			c := model.EditCommitment{ID: promise, What: text}
			if was != "" {
				c.Was = &model.Wording{What: was}
			}
			return c
		},
	}
	for name, edit := range edits {
		s.must(model.Host, edit("Först", ""))
		s.must(model.Host, edit("Den enas", "Först"))
		_, err := model.Decide(s.b, model.Host, edit("Den andras", "Först"), s.now)
		var told *model.Error
		if !errors.Is(err, model.ErrReworded) || !errors.As(err, &told) || told.Args[0] != "Den enas" {
			t.Errorf("%s: %v", name, err)
		}
		s.must(model.Host, edit("Den andras", "Den enas"))
	}
	none := ""
	unnamed := s.must(model.Host, model.CreateCluster{Ideas: []model.ItemID{s.must(model.Host, model.AddIdea{Text: "Ny"})}})
	s.must(model.Host, model.RenameCluster{ID: unnamed, Title: "Den enas", Was: &none})
	s.refuse(model.Host, model.RenameCluster{ID: unnamed, Title: "Den andras", Was: &none}, model.ErrReworded)
	s.must(model.Host, model.EditCommitment{ID: promise, What: "Löftet"})
	s.must(model.Host, model.EditCommitment{ID: promise, What: "Löftet", Who: "Vennerström", When: "i maj"})
	s.refuse(model.Host, model.EditCommitment{ID: promise, What: "Löftet nu", Was: &model.Wording{What: "Löftet"}}, model.ErrReworded)
}
