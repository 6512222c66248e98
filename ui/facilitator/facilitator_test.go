package facilitator_test

import (
	"testing"

	"verkstad/model"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

func lead(t *testing.T, until stagetest.Moment) (*stagetest.Room, *stage.App) {
	t.Helper()
	r := stagetest.CoLab(t, until)
	e := stagetest.Env(r, model.Host)
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Screen(a) // drawn once, as any terminal has before the first key
	return r, a
}

var moments = map[string]stagetest.Moment{
	"waiting": stagetest.Waiting, "checkin": stagetest.CheckingIn, "talk": stagetest.Talking,
	"gather": stagetest.Gathering, "revealed": stagetest.Revealed, "cluster": stagetest.Clustering,
	"define": stagetest.Defining, "vote": stagetest.Voting, "result": stagetest.Counted,
	"commit": stagetest.Committing, "feedback": stagetest.Rating, "ended": stagetest.Ended,
}

func TestGolden(t *testing.T) {
	for name, moment := range moments {
		t.Run(name, func(t *testing.T) {
			_, a := lead(t, moment)
			stagetest.Golden(t, name, a)
		})
	}
}

// What opens over or instead of the cockpit, by the keys that open it.
func TestGoldenRooms(t *testing.T) {
	rooms := map[string]struct {
		moment stagetest.Moment
		keys   []string
	}{
		"menu": {stagetest.Clustering, []string{":"}}, "item": {stagetest.Clustering, []string{"down", "down", "m"}},
		"people": {stagetest.Talking, []string{"P"}}, "agenda": {stagetest.Clustering, []string{"a", "down"}},
		"invite": {stagetest.Waiting, []string{"i"}}, "close": {stagetest.Voting, []string{"c"}},
		"ballot": {stagetest.Defining, []string{"o"}}, "parking": {stagetest.Clustering, []string{"K"}},
		"filter": {stagetest.Clustering, []string{"/", "m", "a", "t"}}, "goto": {stagetest.Clustering, []string{"g"}},
		"peek": {stagetest.Gathering, []string{"V"}}, "help": {stagetest.Clustering, []string{"?"}},
	}
	for name, room := range rooms {
		t.Run(name, func(t *testing.T) {
			_, a := lead(t, room.moment)
			stagetest.Press(a, room.keys...)
			stagetest.Golden(t, "room-"+name, a)
		})
	}
}

func TestABackupThatFailedIsSaidHere(t *testing.T) {
	r, a := lead(t, stagetest.Gathering)
	r.NoBackup(&model.Error{Code: "no-backup"})
	stagetest.Golden(t, "no-backup", a)
	r.NoBackup(nil)
	stagetest.Hides(t, a, "säkerhetskopian")
}
