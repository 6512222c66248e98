package model

import (
	"slices"
	"testing"
)

// TestEveryEventHasASubject fails for an event whose row lacks what it is about, or has
// something that the audit cannot be filtered by.
func TestEveryEventHasASubject(t *testing.T) {
	for name, k := range eventKinds {
		if !slices.Contains(Subjects[:], k.subject) || k.subject == AboutOther {
			t.Errorf("%s is about %q", name, k.subject)
		}
	}
}

// TestWhatHasNoAuthorIsSaidOnce holds what the two questions about an author come to.
func TestWhatHasNoAuthorIsSaidOnce(t *testing.T) {
	anonymous, named := &Board{Anonymous: true}, &Board{}
	for _, tt := range []struct {
		e                      Event
		hides, hidesIn, author bool
	}{
		{Rated{}, true, true, true},
		{IdeaAdded{}, false, true, true},
		{IdeaEdited{}, false, true, false},
		{ActionUndone{}, false, true, true},
		{IdeaHidden{}, false, false, false},
		{WorkshopEnded{}, false, false, false},
	} {
		if named.HidesAuthor(tt.e) != tt.hides || anonymous.HidesAuthor(tt.e) != tt.hidesIn || MakesAuthor(tt.e) != tt.author {
			t.Errorf("%T: hidden %v, where names are not shown %v, makes an author %v", tt.e, named.HidesAuthor(tt.e), anonymous.HidesAuthor(tt.e), MakesAuthor(tt.e))
		}
	}
}
