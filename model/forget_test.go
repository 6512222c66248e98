package model

import (
	"encoding/json"
	"strings"
	"testing"

	"verkstad/model/method"
)

func TestNamesAreReplacedWhereNamesBelong(t *testing.T) {
	names := []string{"Åsa Berg", "Åsa"}
	for in, want := range map[string]string{
		"Åsa Berg":                    "någon",
		"åsa berg och Bo":             "någon och Bo",
		"Bo, ÅSA":                     "Bo, någon",
		"Åsalill":                     "Åsalill",
		"(Åsa)":                       "(någon)",
		"Åsa, Åsa Berg, Åsa":          "någon, någon, någon",
		"":                            "",
		"Bo":                          "Bo",
		"MåÅsa":                       "MåÅsa",
		"Åsas grupp":                  "någons grupp",
		"Åsasson":                     "Åsasson",
		"Åsa2":                        "Åsa2",
		"Åsa\u0301":                   "Åsa\u0301",
		"Föreningen Åsa Bergs vänner": "Föreningen någons vänner",
	} {
		if got := replaceNames(in, names, "någon"); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// TestNoEventKeepsAForgottenName holds every kind of event, with the name in all
// of its text, to this: what is stored has it only in fields that are not of
// names. It finds fields of new events that hold names under another key.
func TestNoEventKeepsAForgottenName(t *testing.T) {
	const name = "Åsa Berg"
	events := []Event{
		PersonJoined{ID: 1, Key: "k", Name: name, NameKey: "åsa berg"},
		PersonChanged{ID: 1, Name: name, NameKey: "åsa berg"},
		IdeaAdded{ID: 2, Text: "en idé", Author: name},
		CommitmentMade{ID: 3, What: "ringa", Who: name + ", Bo"},
		CommitmentEdited{ID: 3, What: "ringa", Who: "Bo och " + name},
		WorkshopImported{Document: Document{
			People:      []*Person{{ID: 1, Name: name}},
			Ideas:       []*Idea{{Author: name}},
			Commitments: []*Commitment{{Who: name, Writer: name, Refused: "Bo, " + name}},
		}},
		IdeasImported{Ideas: []Idea{{Text: "en idé", Author: name}}},
		ItemsCarried{Commitments: []Commitment{{What: "ringa", Writer: name, Refused: name + ", Bo", Follower: name}}, Ideas: []Idea{{Text: "en idé", Author: name}}},
		AgendaChanged{Phases: []Phase{{Phase: method.Phase{Settings: method.Settings{Sessions: []method.Session{{Host: name}}}}}}},
	}
	for i, e := range events {
		r := Record{Seq: uint64(i + 1), Event: e}
		before, err := EncodeRecord(r)
		if err != nil {
			t.Fatal(err)
		}
		anew, changed := WithoutName(r, 1, []string{name}, "någon")
		after, err := EncodeRecord(anew)
		if err != nil {
			t.Fatal(err)
		}
		if !changed || strings.Contains(strings.ToLower(string(after)), strings.ToLower(name)) || !json.Valid(after) {
			t.Errorf("%T is kept as %s", e, after)
		}
		if again, _ := EncodeRecord(r); string(again) != string(before) {
			t.Errorf("%T itself was changed to %s", e, again)
		}
	}
	other := Record{Event: PersonJoined{ID: 2, Key: "k", Name: "Bo", NameKey: "bo"}}
	if _, changed := WithoutName(other, 1, []string{name}, "någon"); changed {
		t.Error("somebody else is changed")
	}
	longer := Record{Event: PersonJoined{ID: 2, Key: "k", Name: "Åsa Berg Ek", NameKey: "åsa berg ek"}}
	if _, changed := WithoutName(longer, 1, []string{name}, "någon"); changed {
		t.Error("somebody whose name begins so is changed")
	}
	text := Record{Event: IdeaAdded{ID: 2, Text: "Åsa Berg ska få ordet"}}
	if _, changed := WithoutName(text, 1, []string{name}, "någon"); changed {
		t.Error("what somebody wrote is changed")
	}
}

// TestNameFieldsAreKnown fails when an event gets a field of text whose name says
// that it holds somebody's name and that a forgetting would pass over.
func TestNameFieldsAreKnown(t *testing.T) {
	for wire, k := range eventKinds {
		raw, _ := json.Marshal(k.event)
		for key := range strings.SplitSeq(string(raw), `"`) {
			lower := strings.ToLower(key)
			if (strings.HasSuffix(lower, "name") || strings.HasSuffix(lower, "author") || strings.HasSuffix(lower, "writer")) && !nameFields[lower] {
				t.Errorf("%s has %q: is it somebody's name?", wire, key)
			}
		}
	}
}
