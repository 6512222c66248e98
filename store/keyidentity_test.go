package store_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/store"
)

func TestIdentifyIsTheServersAndTheWorkshopsOwn(t *testing.T) {
	s, other := open(t, t.TempDir(), quiet), open(t, t.TempDir(), quiet)
	a, b, c := begin(t, s), begin(t, s), begin(t, other)
	key := [32]byte{1}
	seen := map[string]string{}
	for who, x := range map[string]string{
		"a key": a.Identify(key), "another key": a.Identify([32]byte{2}), "in another workshop": b.Identify(key), "on another server": c.Identify(key),
		"a code": a.IdentifyReturn("X7K2M94QD"), "another code": a.IdentifyReturn("X7K2M94QQ"), "the code elsewhere": b.IdentifyReturn("X7K2M94QD"),
	} {
		if seen[x] != "" || len(x) < 64 {
			t.Errorf("%s and %s are both %q", who, seen[x], x)
		}
		seen[x] = who
	}
	byKey, byCode := a.Identify(key), a.IdentifyReturn("X7K2M94QD")
	if seen[byKey] != "a key" || seen[byCode] != "a code" {
		t.Error("the same person has two identities")
	}
}

// A log of before knows people by what they were known by then.
func TestAnOldLogKnowsItsPeople(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	asa, bo := [32]byte{1}, "X7K2M9"
	for name, key := range map[string]string{"Åsa": store.OldIdentity(s, asa), "Bo": store.OldReturnIdentity(s, bo)} {
		must(t, l, model.Actor{Role: model.Participant}, model.JoinPerson{Key: key, Name: name, Sector: model.Academia, Role: model.Participant})
	}
	for name, key := range map[string]string{"Åsa": l.Identify(asa), "Bo": l.IdentifyReturn(bo)} {
		if p := l.Board().PersonByKey(key); p == nil || p.Name != name {
			t.Errorf("%s is not known again: %v", name, p)
		}
	}
	// A newcomer to the same workshop, has an identity of today.
	if key := l.Identify([32]byte{9}); key == store.OldIdentity(s, [32]byte{9}) {
		t.Error("a newcomer has an identity that other workshops share")
	}
	if key := l.IdentifyReturn("A7K2M9"); l.Board().PersonByKey(key) != nil {
		t.Error("another old code is somebody's")
	}
}

// Two logs of one server have nothing in common that tells of a person: the
// same people come to both by the same keys, codes and tickets.
func TestTwoLogsDoNotLinkAPerson(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	var logs [2]map[string]bool
	for i := range logs {
		l := begin(t, s)
		made := must(t, l, model.Host, model.MakeTickets{Hashes: []model.TicketHash{l.TicketHash("7Q2MX-B4KPN"), l.TicketHash("7Q2MX-B4KPP")}})
		for n, key := range []string{l.Identify([32]byte{1}), l.IdentifyReturn("X7K2M94QD")} {
			me := model.Actor{Role: model.Participant}
			out := must(t, l, me, model.JoinPerson{
				Key: key, Name: []string{"Åsa", "Bo"}[n], Sector: model.Academia, Role: model.Participant, Ticket: made.Ticket + n, Keyless: n == 1,
			})
			me.Person = out.Person
			must(t, l, me, model.AddIdea{Text: "En tanke"})
		}
		c, _, err := l.Claim(2, l.IdentifyReturn("A7K2M94Q5"))
		if err != nil {
			t.Fatal(err)
		}
		must(t, l, model.Host, model.HandBack{Claim: c.No})
		logs[i] = longStrings(t, s, l)
	}
	for text := range logs[0] {
		if logs[1][text] {
			t.Errorf("both logs have %q", text)
		}
	}
}

// longStrings is every text of a workshop's log that could stand for somebody:
// those of 16 bytes and more.
func longStrings(t *testing.T, s *store.Store, l *store.Live) map[string]bool {
	t.Helper()
	var log bytes.Buffer
	if err := s.ExportLog(&log, l.Board().ID); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			var inner any
			if json.Unmarshal([]byte(v), &inner) == nil {
				walk(inner)
			} else if len(v) >= 16 && !strings.Contains(v, ".") && strings.Trim(v, "0") != "" { // no event's name, no first link
				found[v] = true
			}
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for key, x := range v {
				if key != "nameKey" { // how the name looks, which stands beside it
					walk(x)
				}
			}
		}
	}
	for d := json.NewDecoder(&log); d.More(); {
		var v any
		if err := d.Decode(&v); err != nil {
			t.Fatal(err)
		}
		walk(v)
	}
	if len(found) < 4 {
		t.Fatalf("only %d long texts in the log", len(found))
	}
	return found
}
