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
		"idea":       func(text, was string) model.Command { return model.EditIdea{ID: s.idea, Text: text, Was: was} },
		"cluster":    func(text, was string) model.Command { return model.RenameCluster{ID: s.cluster, Title: text, Was: was} },
		"question":   func(text, was string) model.Command { return model.EditQuestion{ID: s.question, Text: text, Was: was} },
		"commitment": func(text, was string) model.Command { return model.EditCommitment{ID: promise, What: text, Was: was} },
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
}
