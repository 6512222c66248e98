package security

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/text/hostile"
	"verkstad/store"
	"verkstad/store/bolt"
	"verkstad/ui/stage/stagetest"
)

// sealed is a bundle of one workshop whose chain is right, whatever its events say.
func sealed(id string, events [][]byte) string {
	var b strings.Builder
	var head [32]byte
	for _, e := range events {
		head = bolt.Link(head, e)
	}
	fmt.Fprintf(&b, `{"format":%q,"workshops":1}`+"\n"+`{"workshop":%q,"events":%d,"head":%q}`+"\n", model.BundleFormat, id, len(events), hex.EncodeToString(head[:]))
	for _, e := range events {
		b.Write(append(e, '\n'))
	}
	return b.String()
}

// encoded is a log as it is on disk.
func encoded(t *testing.T, records []model.Record) [][]byte {
	t.Helper()
	var events [][]byte
	for _, r := range records {
		raw, err := model.EncodeRecord(r)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, raw)
	}
	return events
}

// TestSealedBundlesBringNothingHostile takes in bundles whose chains are right:
// logs in which one text of one event is hostile, and logs that hide one under a
// name that stands twice. What is taken in is clean; all else is refused in
// words that can be shown.
func TestSealedBundlesBringNothingHostile(t *testing.T) {
	s, err := store.Open(t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	log, _ := stagetest.CoLab(t, stagetest.Ended).Records()
	good := encoded(t, log)
	id := log[0].Event.(model.WorkshopCreated).ID
	next := 0
	for i, text := range writtenIn(good) {
		for range max(1, len(hostile.Texts())/step()/4) {
			next++
			tried := bytes.Clone(good[text.event])
			events := append([][]byte{}, good...)
			events[text.event] = bytes.Replace(tried, []byte(text.json), asJSON(t, hostile.At(next)), 1)
			takeIn(t, s, fmt.Sprintf("text %d of event %d is %s", i, text.event+1, hostile.Texts()[next%len(hostile.Texts())].Name), id, events)
		}
	}
	for what, hidden := range map[string]string{"a title": `"title":{"sv":"Paus\u001b]0;x\u0007"},"title":{"en":"Break"}`} {
		events := append([][]byte{}, good...)
		twice := strings.Replace(string(good[0]), `"minutes"`, hidden+`,"minutes"`, 1)
		if events[0] = []byte(twice); twice == string(good[0]) {
			t.Fatal("there is no phase to hide in")
		}
		takeIn(t, s, what+" twice", id, events)
	}
	if all, err := s.List(); err != nil || len(all) > 1 {
		t.Errorf("the store has %d workshops, %v", len(all), err)
	}
	fresh, err := store.Open(t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	if taken, err := fresh.ImportBundle(strings.NewReader(sealed(id, good))); err != nil || taken[0].What != model.TakenNew {
		t.Errorf("a harmless bundle is not taken: %+v, %v", taken, err)
	}
}

// takeIn imports a bundle and holds what became of it.
func takeIn(t *testing.T, s *store.Store, what, id string, events [][]byte) {
	t.Helper()
	taken, err := s.ImportBundle(strings.NewReader(sealed(id, events)))
	if err != nil || len(taken) != 1 {
		t.Errorf("%s: %+v, %v", what, taken, err)
		return
	}
	said(t, what, taken[0].ID, taken[0].Title, taken[0].Why)
	if taken[0].What == model.TakenConflict && !strings.HasSuffix(taken[0].Why, "is another here") { // else only not again
		return
	}
	for i, raw := range events { // as they will be read
		r, err := model.DecodeRecord(uint64(i+1), raw)
		if err != nil {
			t.Fatal(err)
		}
		var all any
		again, _ := model.EncodeRecord(r)
		if err := json.Unmarshal(again, &all); err != nil {
			t.Fatal(err)
		}
		said(t, what+" and is taken in", fmt.Sprint(all))
	}
}

// written is a text in an event, as JSON.
type written struct {
	event int
	json  string
}

// writtenIn is the first text of each name in each kind of event.
func writtenIn(events [][]byte) []written {
	var all []written
	seen := map[string]bool{}
	for i, raw := range events {
		var r struct {
			T string
			D map[string]any
		}
		if json.Unmarshal(raw, &r) != nil {
			continue
		}
		for name, v := range r.D {
			if s, ok := v.(string); ok && s != "" && !seen[r.T+name] {
				seen[r.T+name] = true
				text, _ := json.Marshal(s)
				all = append(all, written{i, string(text)})
			}
		}
	}
	return all
}

func asJSON(t *testing.T, s string) []byte {
	t.Helper()
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
