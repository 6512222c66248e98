package lines

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/audit"
	"verkstad/ui/command"
	controls "verkstad/ui/facilitator"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/review"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// castings is who lays what in a vote of 25 people, five of each sector; the vote is
// over when a room of it is made.
type castings [25][]model.Dot

// honest is a vote in which nobody's sector votes alike.
func honest() (c castings) {
	for i := range c {
		c[i] = []model.Dot{{ID: model.ItemID(1 + i%3), N: 1}, {ID: 4, N: 1 + i%2}}
	}
	return c
}

// swapped is the same vote in which two have each other's ballots.
func (c castings) swapped(a, b int) castings {
	c[a], c[b] = c[b], c[a]
	return c
}

// votes counts the rooms: screens remember what they made by a workshop's id.
var votes atomic.Int64

// room is a workshop where the vote was held secretly, and shows its result.
func (c castings) room(t *testing.T, keep model.Keep) (*stagetest.Room, []model.Actor) {
	t.Helper()
	r := stagetest.NewRoom(t)
	m, _ := method.Get("colab")
	r.Must(model.Host, model.CreateWorkshop{ID: fmt.Sprintf("01VOTE%03d", votes.Add(1)), Title: "Återbruk", Method: m.ID, Node: "Lund", Series: "Återbruk", Number: 1, Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1)})
	var people []model.Actor
	for i := range c {
		name := fmt.Sprintf("Person %c", 'A'+i)
		r.Must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: name, Name: name, Sector: model.Sectors[i/5], Role: model.Participant})
		people = append(people, model.Actor{Person: model.PersonID(i + 1), Role: model.Participant})
	}
	enter := func(a method.Activity) {
		at := slices.IndexFunc(r.Board().Phases(), func(ph *model.Phase) bool { return ph.Is(a) })
		r.Must(model.Host, model.EnterPhase{Phase: r.Board().Phases()[at].ID})
	}
	enter(method.Gather)
	var ids []model.ItemID
	for _, text := range []string{"Verktygspool", "Lagarkafé", "Fröbibliotek", "Bytesdag"} {
		ids = append(ids, r.Must(model.Host, model.AddIdea{Text: text}))
	}
	r.Must(model.Host, model.Reveal{})
	enter(method.Vote)
	r.Must(model.Host, model.OpenRound{Candidates: ids, Dots: 3, Keep: keep})
	for i, dots := range c {
		r.Must(people[i], model.CastBallot{Dots: dots, After: model.AfterAny})
	}
	r.Must(model.Host, model.CloseRound{})
	return r, people
}

// published is all that anybody is given of the room, by where.
func published(t *testing.T, r *stagetest.Room, people []model.Actor) map[string]string {
	t.Helper()
	out := map[string]string{}
	b, w := r.Board(), i18n.For("sv")
	readers := map[string]model.Actor{"the facilitator": model.Host, "a participant": people[24], "an observer": {Role: model.Observer}}
	for who, v := range readers {
		raw, err := b.Document(v).JSON()
		page, err2 := report.HTML(b, v, w)
		table, err3 := report.CSV(b, v, w)
		if err != nil || err2 != nil || err3 != nil {
			t.Fatal(err, err2, err3)
		}
		out["JSON/"+who], out["HTML/"+who], out["CSV/"+who], out["Markdown/"+who] = string(raw), string(page), string(table), report.Markdown(b, v, w)
	}
	all := []*model.Board{b}
	out["page of a region or node"], out["position paper"] = report.Overview(all, w), report.Paper(all, w, "Papper")
	if page, err := report.AcrossHTML(all, out["page of a region or node"], "Lund", w); err == nil {
		out["HTML of a region or node"] = string(page)
	}
	for _, line := range []string{"results", "results 1", "status --json", "trace 1", "board", "agenda", "people", "audit", "audit --json", "vote", "export json", "export md", "export html", "export csv"} {
		for who, change := range map[string]func(*Session){"the facilitator": facilitator, "a participant": func(s *Session) { s.Key = "Person Y" }, "an observer": observer} {
			s := Session{Room: r, Lang: "sv", Now: r.Now}
			change(&s)
			args, _ := command.Split(line)
			var o, e bytes.Buffer
			Run(context.Background(), s, args, strings.NewReader(""), &o, &e)
			out["the line "+line+"/"+who] = o.String() + e.String()
		}
	}
	screens(t, r, people, out)
	for what := range out {
		out[what] = strings.ReplaceAll(out[what], b.ID, "ID")
	}
	return out
}

// screens adds what is on the screens of every role.
func screens(t *testing.T, r *stagetest.Room, people []model.Actor, out map[string]string) {
	t.Helper()
	load := func() (*review.History, error) {
		records, err := r.Records()
		return review.NewHistory(records), err
	}
	for who, c := range map[string]struct {
		me   model.Actor
		make func(*stage.Env) stage.Screen
		keys []string
	}{
		"the controls":  {model.Host, controls.New, nil},
		"the projector": {model.Actor{Role: model.Observer}, func(e *stage.Env) stage.Screen { return projector.New(e, nil) }, nil},
		"a participant's screen": {people[24], func(e *stage.Env) stage.Screen {
			return participant.New(e, participant.Hint{Name: "Person Y", Key: "Person Y"})
		}, nil},
		"the review, by the host": {model.Host, func(e *stage.Env) stage.Screen { return review.New(e, review.Options{Load: load}) }, []string{"tab", "tab", "tab", "tab", "tab", "tab"}},
		"the review, by a person": {people[24], func(e *stage.Env) stage.Screen { return review.New(e, review.Options{Load: load}) }, []string{"tab", "tab", "tab", "tab", "tab", "tab"}},
		"the audit on the screen": {model.Host, func(e *stage.Env) stage.Screen { return audit.New(e, controls.New(e)) }, nil},
	} {
		e, cache := stagetest.Env(r, c.me), frame.NewCache(16<<20) // of its own: rooms that are alike have the same keys
		e.Shared = stage.NewShared(cache)
		a := stage.NewApp(e, c.make(e), 120, 40)
		stagetest.Resize(a, 120, 40)
		seen := cache.Compose(a.Layout()).Plain()
		for _, key := range c.keys {
			stagetest.Press(a, key)
			seen += cache.Compose(a.Layout()).Plain()
		}
		a.Close()
		out[who] = seen
	}
}

// differ is the places where two rooms give something else, without who is given it.
func differ(one, two map[string]string) map[string]bool {
	out := map[string]bool{}
	for what, text := range one {
		if text != two[what] {
			place, _, _ := strings.Cut(what, "/")
			out[place] = true
		}
	}
	return out
}

// TestTwoWhoSwapTheirBallotsAreNowhereTold plays the same vote twice, with two people's
// ballots exchanged. Whoever knew of everything that is published, on any surface, and
// of every ballot but those two, could not tell which of them laid which: with ballots
// kept, whoever the two are; with sums by sector, within a group. A vote that keeps
// both tells people of two sectors apart, and another ballot changes every result: so
// each surface is seen to notice what it would give away.
func TestTwoWhoSwapTheirBallotsAreNowhereTold(t *testing.T) {
	look := func(c castings, keep model.Keep) map[string]string {
		r, people := c.room(t, keep)
		return published(t, r, people)
	}
	for keep, pair := range map[model.Keep][2]int{model.KeepBallots: {1, 18}, model.KeepSums: {6, 8}} {
		one := look(honest(), keep)
		for place := range differ(one, look(honest().swapped(pair[0], pair[1]), keep)) {
			t.Errorf("a vote that keeps %s tells in %s who laid which of two ballots", keep, place)
		}
		changed := honest()
		changed[3] = []model.Dot{{ID: 1, N: 3}}
		told := differ(one, look(changed, keep))
		for _, place := range []string{
			"JSON", "HTML", "CSV", "Markdown", "the line results", "the line results 1", "the line export json", "the line export md",
			"the line export csv", "the controls", "the projector", "a participant's screen", "the review, by the host", "the review, by a person",
		} {
			if !told[place] {
				t.Errorf("a vote that keeps %s: another result is not seen in %s, so nothing would be", keep, place)
			}
		}
	}
	both := differ(look(honest(), model.KeepBoth), look(honest().swapped(1, 18), model.KeepBoth))
	for _, place := range []string{"JSON", "Markdown", "the line export json", "the line export md", "the review, by the host", "the review, by a person"} {
		if !both[place] {
			t.Errorf("sums by sector beside the ballots are not noticed in %s", place)
		}
	}
}
