package ui_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/ui/facilitator"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// deed is something that people do often: with which keys, from what they see then, and how
// one tells that it is done. A key that begins with a quotation mark is a text.
type deed struct {
	what string
	at   stagetest.Moment
	keys []string
	done func(r *stagetest.Room, before *model.Board, a *stage.App) bool
}

// person is whose terminal the deeds of a participant are done at.
const person = 0

func me(r *stagetest.Room) *model.Person { return r.Board().Person(r.People[person].Person) }

func said(text string) func(*stagetest.Room, *model.Board, *stage.App) bool {
	return func(_ *stagetest.Room, _ *model.Board, a *stage.App) bool {
		return strings.Contains(stagetest.Screen(a), text)
	}
}

func ideas(r *stagetest.Room, before *model.Board, _ *stage.App) bool {
	now, _ := r.Board().IdeaCount(0)
	was, _ := before.IdeaCount(0)
	return now == was+1
}

var participants = []deed{
	{"write an idea", stagetest.Gathering, []string{`"Lagarkafé`, "enter"}, ideas},
	{"raise a hand", stagetest.CheckingIn, []string{"f3"}, func(r *stagetest.Room, _ *model.Board, _ *stage.App) bool { return r.Board().HandUp(me(r)) }},
	{"say that one is ready", stagetest.Clustering, []string{"f"}, func(r *stagetest.Room, _ *model.Board, _ *stage.App) bool { return r.Board().IsReady(me(r)) }},
	{"put a card into a cluster", stagetest.Clustering, []string{"A", "1"}, func(r *stagetest.Room, before *model.Board, _ *stage.App) bool {
		return r.Board().Revs.Ideas > before.Revs.Ideas
	}},
	{"find a card by a word, and put it into a cluster", stagetest.Clustering, []string{"/", `"loppis`, "enter", "1"}, func(r *stagetest.Room, before *model.Board, _ *stage.App) bool {
		return r.Board().Revs.Ideas > before.Revs.Ideas
	}},
	{"make a cluster of a card", stagetest.Clustering, []string{"A", "n", `"Mötas`, "enter"}, func(r *stagetest.Room, before *model.Board, _ *stage.App) bool {
		return len(r.Board().Clusters()) == len(before.Clusters())+1
	}},
	{"give a dot", stagetest.Voting, []string{"+"}, func(r *stagetest.Room, _ *model.Board, _ *stage.App) bool {
		return len(r.MyBallot(r.People[person].Person).Dots) > 0
	}},
	{"propose a question", stagetest.Defining, []string{"n", `"Hur kan fler låna?`, "enter"}, func(r *stagetest.Room, before *model.Board, _ *stage.App) bool {
		return len(r.Board().Questions()) == len(before.Questions())+1
	}},
	{"promise something", stagetest.Committing, []string{`"Ringer kommunen`, "enter", "enter", "enter", "enter"}, func(r *stagetest.Room, before *model.Board, _ *stage.App) bool {
		return len(r.Board().Promises()) == len(before.Promises())+1
	}},
	{"rate the workshop", stagetest.Rating, []string{"4"}, func(r *stagetest.Room, before *model.Board, _ *stage.App) bool {
		return r.Board().Revs.Ratings > before.Revs.Ratings
	}},
}

var facilitators = []deed{
	{"start or stop the clock", stagetest.Talking, []string{"space"}, func(r *stagetest.Room, before *model.Board, _ *stage.App) bool {
		return r.Board().Phase().Running() != before.Phase().Running()
	}},
	{"a minute more", stagetest.Talking, []string{"+"}, func(r *stagetest.Room, before *model.Board, _ *stage.App) bool {
		return r.Board().Phase().Planned() == before.Phase().Planned()+time.Minute
	}},
	{"go on to the next step", stagetest.CheckingIn, []string{"n"}, func(r *stagetest.Room, before *model.Board, _ *stage.App) bool {
		return r.Board().Current() == before.Current()+1
	}},
	{"show everybody's ideas", stagetest.Gathering, []string{"v", "j"}, func(r *stagetest.Room, _ *model.Board, _ *stage.App) bool { return r.Board().Phase().Revealed() }},
	{"give the floor", stagetest.Talking, []string{"H"}, func(r *stagetest.Room, _ *model.Board, _ *stage.App) bool { return r.Board().Floor() != nil }},
	{"close a vote", stagetest.Voting, []string{"c", "enter"}, func(r *stagetest.Room, _ *model.Board, _ *stage.App) bool { return r.Board().OpenRound() == nil }},
	{"choose a question to go on with", stagetest.Defining, []string{"down", "y"}, func(r *stagetest.Room, before *model.Board, _ *stage.App) bool {
		return r.Board().Revs.Questions > before.Revs.Questions
	}},
	{"write somebody's idea down", stagetest.Revealed, []string{"w", `"Lagarkafé`, "enter"}, ideas},
	{"find any action", stagetest.Talking, []string{":", `"bord`}, said("dela in i bord")},
	{"show the way to join", stagetest.Talking, []string{"i"}, said("ssh -p 2222")},
}

// keysFile is where the table stands.
const keysFile = "../docs/room.md"

// TestTheTableOfKeys does what people do most with the keys that the docs name.
func TestTheTableOfKeys(t *testing.T) {
	var table strings.Builder
	for _, role := range []struct {
		name  string
		deeds []deed
	}{{"participant", participants}, {"facilitator", facilitators}} {
		for _, d := range role.deeds {
			r := stagetest.CoLab(t, d.at)
			a := terminal(t, r, role.name)
			before := r.Board()
			var shown []string
			n := 0
			for _, key := range d.keys {
				if text, typed := strings.CutPrefix(key, `"`); typed {
					stagetest.Type(a, text)
					shown = append(shown, "the text")
					continue
				}
				stagetest.Press(a, key)
				shown, n = append(shown, "`"+key+"`"), n+1
			}
			if !d.done(r, before, a) {
				t.Errorf("%s: %v do not %s:\n%s", role.name, d.keys, d.what, stagetest.Screen(a))
			}
			fmt.Fprintf(&table, "| %s | %s | %d | %s |\n", role.name, d.what, n, strings.Join(shown, " "))
		}
	}
	holdTable(t, table.String())
}

// terminal is a terminal of somebody with a role.
func terminal(t *testing.T, r *stagetest.Room, role string) *stage.App {
	if role == "facilitator" {
		e := stagetest.Env(r, model.Host)
		return stagetest.App(t, e, facilitator.New(e))
	}
	e := stagetest.Env(r, model.Actor{})
	return stagetest.App(t, e, participant.New(e, participant.Hint{Key: me(r).Key}))
}

// holdTable holds the docs to the table, or writes it there.
func holdTable(t *testing.T, table string) {
	doc, err := os.ReadFile(keysFile)
	if err != nil {
		t.Fatal(err)
	}
	const head = "| who | what | keys | which |\n|---|---|---|---|\n"
	before, rest, found := strings.Cut(string(doc), head)
	if !found {
		t.Fatal("the docs have no such table")
	}
	now, after, _ := strings.Cut(rest, "\n\n")
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(keysFile, []byte(before+head+table+"\n"+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if now+"\n" != table {
		t.Errorf("docs/room.md has another table than\n%s", table)
	}
}
