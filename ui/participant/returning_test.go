package participant_test

import (
	"strconv"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// lostEva is a co-lab in which Eva, who has no key, wrote half an idea and lost
// her connection. Her code is X7K-2M9-4QD.
func lostEva(t *testing.T) (*stagetest.Room, model.PersonID) {
	t.Helper()
	r := stagetest.CoLab(t, stagetest.Gathering)
	key := r.IdentifyReturn("X7K2M94QD")
	r.Must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: key, Keyless: true, Name: "Eva", Sector: model.Business, Role: model.Participant})
	eva := r.Board().PersonByKey(key).ID
	r.SaveDraft(eva, "gather."+strconv.Itoa(int(r.Board().Phase().ID)), "Halvfärdig tanke")
	return r, eva
}

// atDoor is a terminal without a key at the door of the room.
func atDoor(t *testing.T, r *stagetest.Room) *stage.App {
	t.Helper()
	return stranger(t, r, participant.Hint{Door: &stagetest.Door{Room: r, Code: "A7K2M94Q5"}})
}

// Whoever comes is asked at once whether they are new, as soon as anybody has joined: at every
// terminal, since a person may sit down at another one.
func TestTheDoorAsksWhetherOneComesBack(t *testing.T) {
	r, _ := lostEva(t)
	key := stranger(t, r, participant.Hint{Key: "key-new", Door: &stagetest.Door{Room: r, Code: "A7K2M94Q5"}})
	for _, a := range []*stage.App{atDoor(t, r), key} {
		stagetest.Shows(t, a, "Ny? Ditt namn. Tillbaka? Din kod.", "Tillbaka utan kod?")
		stagetest.Resize(a, 40, 12)
		stagetest.Shows(t, a, "Ny? Ditt namn. Tillbaka? Din kod.")
	}
	empty := stagetest.CoLab(t, stagetest.Waiting-1)
	stagetest.Shows(t, atDoor(t, empty), "Vad heter du?")
}

// The workshop's code and a ticket are no names, also where nobody can have come by them, and
// a return code with a slip in it neither.
func TestNoCodeBecomesAName(t *testing.T) {
	r, _ := lostEva(t)
	before := r.Board().Everybody().Len()
	for typed, said := range map[string]string{
		r.Board().Code: "Det är träffens kod", strings.ToLower(r.Board().Code): "Det är träffens kod",
		"7Q2MX-B4KPN": "Ingen här har koden 7Q2MX-B4KPN", "x7k2m94qq": "",
	} {
		a := atDoor(t, r)
		stagetest.Type(a, typed)
		stagetest.Press(a, "enter")
		stagetest.Shows(t, a, typed)
		if !strings.Contains(strings.ToLower(stagetest.Screen(a)), strings.ToLower(said)) {
			t.Errorf("%q is answered with\n%s", typed, stagetest.Screen(a))
		}
		stagetest.Press(a, "enter", "1")
		if n := r.Board().Everybody().Len(); n != before {
			t.Fatalf("%q became a person", typed)
		}
	}
}

// A door that was left open goes along when the same key joins at another terminal, and enter
// there, also in the moment before, changes neither name nor sector.
func TestAnOpenDoorGoesAlongWhenTheSameKeyJoins(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	join := model.JoinPerson{Key: "key-new", Name: "Nora", Sector: model.Business, Role: model.Participant}
	first, second := stranger(t, r, participant.Hint{Key: "key-new"}), stranger(t, r, participant.Hint{Key: "key-new"})
	stagetest.Type(first, "Ullis")
	stagetest.Press(first, "enter")
	stagetest.Type(second, "Ulla")
	r.Must(model.Actor{Role: model.Participant}, join)
	stagetest.Press(second, "enter", "1")
	stagetest.Wake(first)
	for _, a := range []*stage.App{first, second} {
		stagetest.Hides(t, a, "Vilken sektor")
		stagetest.Shows(t, a, "Ny idé")
	}
	if p := r.Board().PersonByKey("key-new"); p.Name != "Nora" || p.Sector != model.Business {
		t.Errorf("the person is now %s of %v", p.Name, p.Sector)
	}
}

func TestACodeTypedForANameIsNoName(t *testing.T) {
	r, eva := lostEva(t)
	before := r.Board().Everybody().Len()
	a := atDoor(t, r)
	stagetest.Type(a, "x7k 2m9 4qd")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Välkommen tillbaka, Eva!", "Halvfärdig tanke")
	if n := r.Board().Everybody().Len(); n != before || !r.Presence().Here(eva) {
		t.Errorf("%d people, want %d; Eva is here: %v", n, before, r.Presence().Here(eva))
	}
	b := atDoor(t, r)
	stagetest.Type(b, "x7k-2m9-4qq") // a slip of the hand
	stagetest.Press(b, "enter")
	stagetest.Shows(t, b, "x7k-2m9-4qq", "Ditt namn.")
	stagetest.Hides(t, b, "Välkommen")
	if n := r.Board().Everybody().Len(); n != before {
		t.Errorf("a mistyped code became a person")
	}
}

func TestANameThatSomebodyHasIsAskedAbout(t *testing.T) {
	r, _ := lostEva(t)
	a := atDoor(t, r)
	stagetest.Type(a, "eva")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Eva är redan med här. Är det du som kommer tillbaka?")
	stagetest.Press(a, "3") // somebody else
	stagetest.Shows(t, a, "Eva 2", "Ditt namn.")
	stagetest.Press(a, "enter", "1")
	stagetest.Shows(t, a, "Välkommen, Eva 2!")
}

func TestTheFacilitatorGivesAPlaceBack(t *testing.T) {
	r, eva := lostEva(t)
	before := r.Board().Everybody().Len()
	a := atDoor(t, r)
	stagetest.Type(a, "Eva")
	stagetest.Press(a, "enter", "1")
	claims := r.Presence().Claims
	if len(claims) != 1 || claims[0].Person != eva {
		t.Fatalf("the claims are %+v", claims)
	}
	stagetest.Shows(t, a, "41", "Samma tal på båda skärmarna")
	stagetest.Hides(t, a, "Halvfärdig")
	r.Must(model.Host, model.HandBack{Claim: claims[0].No})
	stagetest.Wake(a)
	stagetest.Shows(t, a, "Välkommen tillbaka, Eva!", "Halvfärdig tanke")
	if n := r.Board().Everybody().Len(); n != before {
		t.Errorf("%d people, want %d", n, before)
	}
}

func TestWhoIsRefusedIsToldAndMayGiveUp(t *testing.T) {
	r, _ := lostEva(t)
	a := atDoor(t, r)
	stagetest.Type(a, "Eva")
	stagetest.Press(a, "enter", "1")
	r.Refuse(r.Presence().Claims[0].No)
	stagetest.Wake(a)
	stagetest.Shows(t, a, "släppte inte in dig", "Ditt namn.")
	stagetest.Press(a, "enter", "1", "esc")
	if n := len(r.Presence().Claims); n != 0 {
		t.Errorf("%d claims wait after one gave up", n)
	}
	stagetest.Press(a, "enter", "1")
	a.Env.Leave()
	if n := len(r.Presence().Claims); n != 0 {
		t.Errorf("%d claims wait of somebody who has gone", n)
	}
}
