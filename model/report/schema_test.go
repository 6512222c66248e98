package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"verkstad/model"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(filepath.Join("..", "..", "docs", "export.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// exported is a board's JSON as a reader gets it.
func exported(t *testing.T, b *model.Board, v model.Actor) any {
	t.Helper()
	raw, err := b.Document(v).JSON()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// frozen is the board of one of the model's frozen logs.
func frozen(t *testing.T, name string) *model.Board {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "testdata", name+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var records []model.Record
	for line := range bytes.Lines(raw) {
		r, err := model.DecodeRecord(uint64(len(records)+1), line)
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
	}
	return model.Fold(records)
}

func TestExportsFollowTheSchema(t *testing.T) {
	s := schema(t)
	open, people := colab(t, false)
	full, fullPeople := colab(t, false)
	full.finish(fullPeople)
	anonymous, anonymousPeople := colab(t, true)
	anonymous.finish(anonymousPeople)
	for name, b := range map[string]*model.Board{
		"empty": newRoom(t, false).b, "open secret round": open.b, "whole co-lab": full.b, "anonymous": anonymous.b,
		"a roll and tickets": frozen(t, "log-votes"),
	} {
		for _, v := range viewers(people) {
			if err := s.Validate(exported(t, b, v)); err != nil {
				t.Errorf("%s for %v: %v", name, v, err)
			}
		}
	}
}

// TestSchemaRefuses changes one thing of a right document at a time.
func TestSchemaRefuses(t *testing.T) {
	s := schema(t)
	r, people := colab(t, false)
	open := r.b
	r.finish(people)
	ideas := func(d map[string]any) map[string]any { return d["ideas"].([]any)[0].(map[string]any) }
	for name, wrong := range map[string]func(map[string]any){
		"another format":      func(d map[string]any) { d["format"] = "verkstad/2" },
		"no agenda":           func(d map[string]any) { delete(d, "agenda") },
		"an unknown field":    func(d map[string]any) { d["extra"] = true },
		"an idea without id":  func(d map[string]any) { delete(ideas(d), "id") },
		"an empty idea":       func(d map[string]any) { ideas(d)["text"] = "" },
		"an unknown sector":   func(d map[string]any) { ideas(d)["sector"] = "press" },
		"goal 18":             func(d map[string]any) { ideas(d)["goals"] = []any{json.Number("18")} },
		"whose feedback":      func(d map[string]any) { d["feedback"].([]any)[0].(map[string]any)["by"] = json.Number("1") },
		"a time that is none": func(d map[string]any) { ideas(d)["at"] = "i går" },
	} {
		doc := exported(t, r.b, model.Host).(map[string]any)
		wrong(doc)
		if s.Validate(doc) == nil {
			t.Errorf("the schema takes %s", name)
		}
	}
	doc := exported(t, open, model.Host).(map[string]any)
	doc["rounds"].([]any)[0].(map[string]any)["ballots"] = []any{}
	if s.Validate(doc) == nil {
		t.Error("the schema takes ballots of an open secret round")
	}
}
