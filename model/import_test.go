package model_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

type object = map[string]any

// TestAnImportIsNoWayIn spoils a good document in every way that a rule of the
// board would not have let happen.
func TestAnImportIsNoWayIn(t *testing.T) {
	s := sceneAt(t, method.Vote)
	s.must(s.asa, ballot(s, 1, s.idea, 2))
	s.must(model.Host, model.CloseRound{})
	s.must(model.Host, model.EditIdea{ID: s.idea, Text: "Verktygspool i byn"})
	s.must(model.Host, model.EditQuestion{ID: s.question, Text: "Hur delar vi verktyg?"})
	s.enter(method.Commit)
	s.must(s.bo, model.MakeCommitment{What: "Ringer"})
	raw, err := s.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := model.ParseDocument(raw); err != nil {
		t.Fatalf("a good document is refused: %v", err)
	}
	const control = "a\x1b]0;x\x07b"
	first := func(d object, list string) object { return d[list].([]any)[0].(object) }
	bad := map[string]func(object){
		"a control in a method":      func(d object) { d["workshop"].(object)["method"] = control },
		"another language":           func(d object) { d["workshop"].(object)["lang"] = "xx" },
		"a control in a candidate":   func(d object) { first(first(d, "rounds"), "candidates")["title"] = control },
		"a control in its detail":    func(d object) { first(first(d, "rounds"), "candidates")["detail"] = []any{control} },
		"a control in an edit":       func(d object) { first(first(d, "ideas"), "edits")["was"] = control },
		"a control in a wording":     func(d object) { first(first(d, "questions"), "edits")["was"] = control },
		"a role that is none":        func(d object) { first(d, "people")["role"] = "king" },
		"a table far away":           func(d object) { first(d, "people")["table"] = 1e6 },
		"tables without end":         func(d object) { d["workshop"].(object)["tables"] = 1e6 },
		"a kind that is none":        func(d object) { first(d, "questions")["kind"] = "blue" },
		"a status that is none":      func(d object) { first(d, "commitments")["status"] = "maybe" },
		"a goal that is none":        func(d object) { first(d, "ideas")["goals"] = []any{18} },
		"a category below none":      func(d object) { first(d, "ideas")["category"] = -1 },
		"who is not there":           func(d object) { first(d, "ideas")["by"] = 99 },
		"part of itself":             func(d object) { first(d, "ideas")["merged"] = s.idea },
		"part of what is no idea":    func(d object) { first(d, "ideas")["merged"] = s.cluster },
		"a heap in itself":           func(d object) { first(d, "clusters")["merged"] = s.cluster },
		"a heap in what is no heap":  func(d object) { first(d, "clusters")["merged"] = s.idea },
		"more dots than were given":  func(d object) { first(d, "rounds")["ballots"] = []any{[]any{object{"id": s.idea, "n": 3}}} },
		"dots for what is not there": func(d object) { first(d, "rounds")["ballots"] = []any{[]any{object{"id": 77, "n": 1}}} },
		"a round without dots":       func(d object) { first(d, "rounds")["dots"] = -1 },
		"two open rounds": func(d object) {
			delete(first(d, "rounds"), "closed")
			second := object{}
			for k, v := range first(d, "rounds") {
				second[k] = v
			}
			second["id"] = 2
			d["rounds"] = append(d["rounds"].([]any), second)
		},
		"events without end":   func(d object) { d["events"] = uint64(1 << 63) },
		"a score beyond":       func(d object) { d["feedback"] = []any{object{"score": 9, "text": ""}} },
		"a number in a series": func(d object) { d["workshop"].(object)["number"] = -1 },
	}
	for name, spoil := range bad {
		t.Run(name, func(t *testing.T) {
			var d object
			if err := json.Unmarshal(raw, &d); err != nil {
				t.Fatal(err)
			}
			spoil(d)
			spoiled, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := model.ParseDocument(spoiled); err == nil {
				t.Error("taken in")
			}
		})
	}
}

func TestAnImportedAgendaIsCleaned(t *testing.T) {
	d := sceneAt(t, method.Feedback).b.Document(model.Host)
	d.Agenda[0].Title = method.Text{"sv": "Prat\x1b[2J"}
	w := newWorkshop(t, "colab")
	w.must(model.Host, model.ImportDocument{Document: d})
	if got := w.b.Phases()[0].Title["sv"]; got != "Prat" {
		t.Errorf("the title is %q, want Prat", got)
	}
	if got := d.Agenda[0].Title["sv"]; got == "Prat" {
		t.Error("the caller's document was changed")
	}
}

// TestAForgedLogLosesNothing applies records that no Decide would have given.
func TestAForgedLogLosesNothing(t *testing.T) {
	s := sceneAt(t, method.Vote)
	for i, by := range []model.Actor{s.asa, s.bo, s.cleo} {
		s.must(by, ballot(s, byte(i+1), s.idea, 1))
	}
	s.must(model.Host, model.CloseRound{})
	for _, raw := range []string{
		`{"t":"ballot.cast","d":{"round":1,"voter":"ff000000000000000000000000000001","dots":[{"id":1,"n":99}]}}`,
		`{"t":"round.closed","at":1,"d":{"id":1,"sectors":[{"sectors":["civil"],"voters":1,"dots":null,"counts":null}]}}`,
		fmt.Sprintf(`{"t":"idea.added","d":{"id":%d,"text":"i stället"}}`, s.idea),
		fmt.Sprintf(`{"t":"cluster.created","d":{"id":%d,"title":"i stället"}}`, s.cluster),
		`{"t":"clusters.merged","d":{"into":99,"from":[3]}}`, `{"t":"ideas.merged","d":{"into":99,"from":[1]}}`,
		`{"t":"idea.added","d":{"id":-9223372036854775808,"text":"x"}}`,
	} {
		r, err := model.DecodeRecord(s.b.Seq+1, []byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		forged := model.Apply(s.b, r)
		res, _ := forged.LastRound().Result()
		if res.Dots != 3 || len(forged.LastRound().Sectors) != 0 {
			t.Errorf("%s changed a closed vote", raw)
		}
		if i := forged.Idea(s.idea); i == nil || i.Text != "Verktygspool" || len(forged.Ideas(model.Host)) != 2 {
			t.Errorf("%s lost a card", raw)
		}
		if c := forged.Cluster(s.cluster); c == nil || c.Title != "Dela" || len(forged.Clusters()) != 1 {
			t.Errorf("%s lost a cluster", raw)
		}
	}
	far, err := model.DecodeRecord(1, []byte(`{"t":"workshop.imported","d":{"document":{"current":7}}}`))
	if err != nil {
		t.Fatal(err)
	}
	if b := model.Apply(model.Empty(), far); b.Phase() != nil || len(b.Votable()) != 0 {
		t.Error("an agenda of nothing has a phase")
	}
}

// FuzzParseDocument holds that whatever is read as a board can be taken in, and
// that what is then exported can be read too, for every reader.
func FuzzParseDocument(f *testing.F) {
	for _, name := range []string{"log-v1.json", "log-series.json", "log-slots.json", "log-votes.json"} {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte(`{"format":"verkstad/1","agenda":[{"id":1,"activity":"gather"}],"ideas":[{"id":1,"text":"Tool pool"}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		doc, err := model.ParseDocument(raw)
		if err != nil {
			return
		}
		w := newWorkshop(t, "colab")
		if _, err := w.try(model.Host, model.ImportDocument{Document: doc}); err != nil {
			return
		}
		for _, v := range []model.Actor{model.Host, {Role: model.Observer}, {Person: 1, Role: model.Participant}} {
			out, err := w.b.Document(v).JSON()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := model.ParseDocument(out); err != nil {
				t.Fatalf("what is exported to %s cannot be read: %v\n%s", v.Role, err, out)
			}
		}
	})
}

// FuzzParseSector holds that a sector is read by any beginning that is long
// enough, and that the names of sectors are read as themselves.
func FuzzParseSector(f *testing.F) {
	for _, typed := range []string{"civ", "IDÉ", "närings", " 4 ", "samhällsentreprenör", "", "\x1b", "6"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		s, ok := model.ParseSector(typed)
		if ok != (s != model.NoSector) {
			t.Fatalf("%q is %v, %v", typed, s, ok)
		}
		if again, _ := model.ParseSector(typed + "x"); ok && again != s {
			t.Fatalf("%q is %v, and with more it is %v", typed, s, again)
		}
		if again, _ := model.ParseSector(s.String()); ok && again != s {
			t.Fatalf("%v is read as %v", s, again)
		}
	})
}
