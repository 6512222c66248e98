package security

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/workshop"
	"verkstad/ui/facilitator"
	"verkstad/ui/home"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/review"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// screen is one of the screens there are.
type screen struct {
	name    string
	moments []stagetest.Moment // at which it is looked at
	open    []string           // keys that lead to it
	mute    bool               // nothing can be written on it
	make    func(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen)
}

var ending = []stagetest.Moment{stagetest.Ended}

// screens is every screen, with all that it shows at the moments of a co-lab.
var screens = []screen{
	{name: "participant", moments: moments, make: func(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
		env := stagetest.Env(r, r.People[0])
		return env, participant.New(env, participant.Hint{Key: r.Board().Person(1).Key, LookBack: func() stage.Screen { return lookBack(env, r) }})
	}},
	{name: "door", moments: []stagetest.Moment{stagetest.Waiting}, make: func(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
		env := stagetest.Env(r, model.Actor{Role: model.Participant})
		return env, participant.New(env, participant.Hint{Name: "Eva\x1b]0;x\a\u202e", Door: &stagetest.Door{Room: r, Code: "X7K2M94QD"}})
	}},
	{name: "code", moments: []stagetest.Moment{stagetest.Waiting}, make: func(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
		env := stagetest.Env(r, model.Actor{Role: model.Participant})
		env.Room = nil
		find := func(string) (workshop.Live, error) { return nil, model.ErrNotAllowed }
		return env, participant.New(env, participant.Hint{FindRoom: find, KeyFor: func(workshop.Live) string { return "newcomer" }})
	}},
	{name: "facilitator", moments: moments, make: func(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
		env := stagetest.Env(r, model.Host)
		return env, facilitator.New(env)
	}},
	{name: "projector", moments: moments, mute: true, make: func(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
		env := stagetest.Env(r, model.Actor{Role: model.Observer})
		return env, projector.New(env, nil)
	}},
	{name: "review", moments: ending, make: func(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
		env := stagetest.Env(r, model.Host)
		return env, lookBack(env, r)
	}},
	{name: "home", moments: ending, make: func(t testing.TB, r *stagetest.Room) (*stage.Env, stage.Screen) {
		env := stagetest.Env(r, model.Host)
		env.House = &stagetest.House{TB: t, Rooms: []*stagetest.Room{r, poisoned(t, stagetest.Waiting, 40), poisoned(t, stagetest.Voting, 80)}}
		env.Room = nil
		return env, homeOf(env, r)
	}},
}

func lookBack(env *stage.Env, r *stagetest.Room) stage.Screen {
	return review.New(env, review.Options{Load: func() (*review.History, error) {
		records, err := r.Records()
		return review.NewHistory(records), err
	}, Series: func(b *model.Board) ([]lineage.Meeting, error) { return stage.SeriesAs(env.House, b, both) }, Back: func() tea.Cmd { return nil }})
}

func homeOf(env *stage.Env, r *stagetest.Room) stage.Screen {
	return home.New(env, home.Actions{
		Host:   func(room workshop.Live) tea.Cmd { env.Room = room; return env.Show(facilitator.New(env)) },
		Review: func(string) tea.Cmd { return env.Show(lookBack(env, r)) },
		Overview: func(of home.Scope) tea.Cmd {
			return env.Show(overview(env, of, func() tea.Cmd { return env.Show(homeOf(env, r)) }))
		},
		Methods: poisonedMethods,
		Export:  func(string, report.Format) (string, error) { return "/tmp/x\x1b[2J\u202e.md", nil },
	})
}

// poisonedMethods are the methods with hostile texts, as a file that was not
// held to anything would have them.
func poisonedMethods() []method.Method {
	all := method.All()
	p := poisoner{next: 11}
	for i := range all {
		p.poisonMethod(&all[i])
	}
	return all
}
