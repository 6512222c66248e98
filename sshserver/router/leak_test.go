package router

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/facilitator"
	"verkstad/ui/lines"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// seen is what one terminal shows of a room, in two sizes.
func seen(t *testing.T, r *stagetest.Room, me model.Actor, screen func(*stage.Env) stage.Screen) string {
	t.Helper()
	e := stagetest.Env(r, me)
	a := stagetest.App(t, e, screen(e))
	small := stagetest.Screen(a)
	stagetest.Resize(a, 120, 40)
	return small + stagetest.Screen(a)
}

// said is what somebody is answered by the line commands that only look.
func said(r *stagetest.Room, s lines.Session) string {
	var all strings.Builder
	for _, command := range []string{
		"status", "status --json", "board", "agenda", "people", "results", "mine", "questions", "commitments",
		"export md", "export html", "export json", "export csv", "export docx", "export summary", "export ics",
	} {
		var out, errs bytes.Buffer
		s.Room, s.Now = r, r.Now
		code := lines.Run(context.Background(), s, strings.Fields(command), strings.NewReader(""), &out, &errs)
		fmt.Fprintf(&all, "%s: %d\n%s%s", command, code, out.String(), errs.String())
	}
	return strings.ReplaceAll(all.String(), r.Board().ID, "ID") // which is another in each
}

// all is everything that those see who may not know a secret of the first
// person's: on the wall, in the cockpit, as another participant, by lines.
func all(t *testing.T, r *stagetest.Room) map[string]string {
	t.Helper()
	other := r.People[1]
	watcher := model.Actor{Role: model.Observer}
	return map[string]string{
		"the wall":            seen(t, r, watcher, func(e *stage.Env) stage.Screen { return projector.New(e, nil) }),
		"the cockpit":         seen(t, r, model.Host, facilitator.New),
		"another participant": seen(t, r, other, func(e *stage.Env) stage.Screen { return participant.New(e, participant.Hint{}) }),
		"a stranger's lines":  said(r, lines.Session{Lang: "en"}),
		"a watcher's lines":   said(r, lines.Session{Lang: "en", Observer: true}),
		"another's lines":     said(r, lines.Session{Lang: "sv", Key: r.Board().Person(other.Person).Key}),
	}
}

// Two meetings that differ in one secret look the same on every screen and by
// every command to those who may not know it: what the first person votes while
// a secret vote is open, and what they write before the reveal.
func TestNoScreenAndNoLineTellsASecret(t *testing.T) {
	secrets := map[string]struct {
		moment stagetest.Moment
		do     func(r *stagetest.Room, which int)
	}{
		"a ballot": {stagetest.Voting, func(r *stagetest.Room, which int) {
			candidates := r.Board().OpenRound().Candidates
			r.Must(r.People[0], model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: candidates[which].ID, N: 2}, {ID: candidates[which+1].ID, N: 1}}})
		}},
		"a card": {stagetest.Gathering, func(r *stagetest.Room, which int) {
			r.Must(r.People[0], model.AddIdea{Text: []string{"Hemligt om bilar", "Hemligt om tåg!!"}[which]})
		}},
		"a card that was changed": {stagetest.Gathering, func(r *stagetest.Room, which int) {
			id := r.Must(r.People[0], model.AddIdea{Text: []string{"Hemligt om bilar", "Hemligt om tåg!!"}[which]})
			r.Must(r.People[0], model.EditIdea{ID: id, Text: "Ingen hemlighet"})
			r.Must(model.Host, model.Reveal{})
		}},
		"a card that is hidden": {stagetest.Gathering, func(r *stagetest.Room, which int) {
			id := r.Must(r.People[0], model.AddIdea{Text: []string{"Hemligt om bilar", "Hemligt om tåg!!"}[which]})
			r.Must(model.Host, model.HideIdea{ID: id, Hidden: true})
		}},
	}
	for name, secret := range secrets {
		t.Run(name, func(t *testing.T) {
			seed := rand.Uint64()
			one, two := stagetest.CoLab(t, secret.moment), stagetest.CoLab(t, secret.moment)
			secret.do(one, 0)
			secret.do(two, 1)
			dice := rand.New(rand.NewPCG(seed, 0))
			for range 6 {
				by, c := something(dice, one)
				_, err1 := one.Do(context.Background(), by, "", c)
				_, err2 := two.Do(context.Background(), by, "", c)
				if fmt.Sprint(err1) != fmt.Sprint(err2) {
					t.Fatalf("seed %d: %#v is answered %v and %v", seed, c, err1, err2)
				}
				was := all(t, two)
				for who, text := range all(t, one) {
					if text != was[who] {
						t.Fatalf("seed %d, after %#v: %s tells the one from the other: %s", seed, c, who, difference(text, was[who]))
					}
				}
			}
		})
	}
}

// difference is the first line in which two texts differ.
func difference(one, two string) string {
	a, b := strings.Split(one, "\n"), strings.Split(two, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d: %q and %q", i+1, a[i], b[i])
		}
	}
	return "one is longer"
}

// something is what happens meanwhile, and reveals nothing.
func something(dice *rand.Rand, r *stagetest.Room) (model.Actor, model.Command) {
	who := r.People[1+dice.IntN(len(r.People)-1)]
	some := []struct {
		by model.Actor
		c  model.Command
	}{
		{who, model.AddIdea{Text: "Något annat"}}, {who, model.MoveHand{Up: true}}, {who, model.MarkReady{Ready: true}},
		{who, model.AddIdea{Text: "Parkerat", Parked: true}}, {model.Host, model.StartClock{}}, {model.Host, model.PauseClock{}},
		{model.Host, model.MoveDoor{Closed: true}}, {model.Host, model.SetTables{Tables: 3}}, {who, model.Undo{}},
	}
	a := some[dice.IntN(len(some))]
	return a.by, a.c
}
