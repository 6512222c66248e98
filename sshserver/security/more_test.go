package security

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/ui/audit"
	"verkstad/ui/cli"
	"verkstad/ui/facilitator"
	"verkstad/ui/home"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/review"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

func init() { screens = append(screens, more...) }

// more is the screens that only other workshops than a lonely co-lab have, and
// those that lie behind a key.
var more = []screen{
	{name: "participant elsewhere", moments: others, make: participates},
	{name: "who writes", moments: []stagetest.Moment{tabled}, open: []string{"y"}, mute: true, make: participates},
	{name: "who is brought in", moments: []stagetest.Moment{tabled}, open: []string{"y", "down", "down", "down", "enter"}, make: participates},
	{name: "written for", moments: []stagetest.Moment{tabled}, open: []string{"y", "down", "enter"}, make: participates},
	{name: "passing the keyboard", moments: []stagetest.Moment{passed}, open: []string{"down", "enter"}, make: participates},
	{name: "voting for another", moments: []stagetest.Moment{passed}, open: []string{"down", "enter", "enter"}, make: participates},
	{name: "cockpit elsewhere", moments: others, make: leads},
	{name: "sessions", moments: []stagetest.Moment{seminars}, open: []string{"B"}, make: leads},
	{name: "people elsewhere", moments: []stagetest.Moment{seminars, tabled, ticketed}, open: []string{"P"}, mute: true, make: leads},
	{name: "tickets", moments: []stagetest.Moment{ticketed}, open: []string{"r", "4", "enter"}, make: leads},
	{name: "carry-in", moments: []stagetest.Moment{following}, open: []string{"C"}, make: leads},
	{name: "audit", moments: []stagetest.Moment{stagetest.Ended, seminars, tabled, ticketed, followed}, mute: true, make: func(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
		env, cockpit := leads(t, r)
		return env, audit.New(env, cockpit)
	}},
	{name: "wall elsewhere", moments: others, mute: true, make: shownOnWall},
	{name: "goals on the wall", moments: []stagetest.Moment{following}, open: []string{"m"}, mute: true, make: shownOnWall},
	{name: "a participant's review", moments: []stagetest.Moment{followed}, make: looksBack},
	{name: "thread", moments: []stagetest.Moment{followed}, open: []string{"4", "enter", "enter"}, mute: true, make: looksBack},
	{name: "goals of a series", moments: []stagetest.Moment{followed}, open: []string{"6"}, make: looksBack},
	{name: "region", moments: []stagetest.Moment{stagetest.Ended, followed}, mute: true, make: func(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
		env, _ := leads(t, r)
		env.Room = nil
		return env, overview(env, home.Scope{Region: true}, nowhere)
	}},
	{name: "region's goals", moments: []stagetest.Moment{followed}, open: []string{"m"}, mute: true, make: func(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
		env, _ := leads(t, r)
		env.Room = nil
		b := r.Board()
		return env, overview(env, home.Scope{Node: b.Node, Series: b.Series}, nowhere)
	}},
}

func participates(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
	env := stagetest.Env(r, r.People[0])
	return env, participant.New(env, participant.Hint{Key: r.Board().Person(1).Key, LookBack: func() stage.Screen { return lookBack(env, r) }})
}

func leads(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
	env := stagetest.Env(r, model.Host)
	env.House = beside(t, r)
	return env, facilitator.New(env)
}

func shownOnWall(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
	env := stagetest.Env(r, model.Actor{Role: model.Observer})
	return env, projector.New(env, nil)
}

// looksBack is the review as somebody has it who was at both meetings.
func looksBack(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
	env := stagetest.Env(r, r.People[0])
	env.House = beside(t, r)
	return env, lookBack(env, r)
}

// both lets the first person of a meeting look at the others of its series.
func both(room workshop.Live) (model.Actor, bool) {
	return model.Actor{Person: 1, Role: model.Participant}, true
}

// overview is the page of a node, a series or the region.
func overview(env *stage.Env, of home.Scope, back func() tea.Cmd) stage.Screen {
	return review.NewReader(env, func() (review.Document, error) {
		return cli.OverviewOf(env, func(id string) ([]model.Record, error) {
			room, err := env.House.Open(context.Background(), id)
			if err != nil {
				return nil, err
			}
			return room.Records()
		}, of)
	}, back)
}

func nowhere() tea.Cmd { return nil }
