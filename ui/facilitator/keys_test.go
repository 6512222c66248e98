package facilitator_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

func TestAFreshWorkshopLeadsBackToTheList(t *testing.T) {
	r := stagetest.NewRoom(t)
	r.Must(model.Host, model.CreateWorkshop{ID: "01", Title: "Ny", Code: "KRABBA", Lang: "sv", Phases: []method.Phase{{Activity: method.Gather, Minutes: 10}}})
	env, left := stagetest.Env(r, model.Host), 0
	a := stagetest.App(t, env, facilitator.NewFrom(env, func() tea.Cmd { left++; return nil }))
	stagetest.Press(a, "K", "esc") // esc leaves the parking lot first
	if left != 0 {
		t.Error("esc left the workshop from the parking lot")
	}
	stagetest.Press(a, "esc")
	if left != 1 {
		t.Errorf("esc led back %d times", left)
	}
	r.Must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: "k", Name: "Bo", Sector: model.Business, Role: model.Participant})
	stagetest.Press(a, "esc")
	if left != 1 {
		t.Error("esc leaves a workshop that somebody has joined")
	}
}

func TestTheGoalsAreShownOnEveryWall(t *testing.T) {
	r, a := lead(t, stagetest.Clustering)
	stagetest.Press(a, "G")
	stagetest.Shows(t, a, "Inget är kopplat till de globala målen än")
	r.Must(model.Host, model.TagItem{ID: r.Board().Ideas(model.Host)[0].ID, Targets: []model.Target{"12.3"}})
	stagetest.Press(a, "G")
	if got := r.Board().Wall; got != model.WallGoals {
		t.Errorf("the wall shows %q", got)
	}
	stagetest.Press(a, "G")
	if got := r.Board().Wall; got != model.WallPhase {
		t.Errorf("taken down, the wall shows %q", got)
	}
}

func TestSpaceStartsAndPausesTheClock(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	stagetest.Press(a, "space")
	if r.Board().Phase().Running() {
		t.Error("space did not pause the clock")
	}
	stagetest.Shows(t, a, "blanksteg startar klockan")
	stagetest.Press(a, "s", "+", "+", "-")
	if ph := r.Board().Phase(); !ph.Running() || ph.Planned() != 21*time.Minute {
		t.Errorf("running %v with %v planned, want running with 21 min", ph.Running(), ph.Planned())
	}
}

func TestNextGoesThroughTheAgenda(t *testing.T) {
	r, a := lead(t, stagetest.Waiting)
	stagetest.Press(a, "space")
	stagetest.Shows(t, a, "Gå till första momentet först")
	stagetest.Press(a, "n", "n")
	if r.Board().Current() != 1 {
		t.Errorf("n twice came to phase %d, want 1", r.Board().Current())
	}
	stagetest.Press(a, "b")
	if r.Board().Current() != 0 {
		t.Errorf("b came to phase %d, want 0", r.Board().Current())
	}
	stagetest.Press(a, "g", "3", "enter")
	if !r.Board().Phase().Is(method.Gather) {
		t.Errorf("g came to %v, want gathering", r.Board().Phase().Activity)
	}
}

func TestNextOffersToCloseAnOpenRound(t *testing.T) {
	r, a := lead(t, stagetest.Voting)
	stagetest.Press(a, "n")
	stagetest.Shows(t, a, "12 av 14 har röstat")
	stagetest.Press(a, "esc")
	if r.Board().OpenRound() == nil {
		t.Fatal("esc closed the round")
	}
	stagetest.Press(a, "n", "enter")
	if r.Board().OpenRound() != nil || !r.Board().Phase().Is(method.Talk) {
		t.Errorf("the round is open: %v, the phase is %v", r.Board().OpenRound() != nil, r.Board().Phase().Activity)
	}
}

func TestCloseSaysHowManyHaveVoted(t *testing.T) {
	r, a := lead(t, stagetest.Voting)
	stagetest.Hides(t, a, "12 prickar", "Åsa")
	stagetest.Press(a, "c")
	stagetest.Shows(t, a, "12 av 14 har röstat")
	stagetest.Press(a, "enter")
	if r.Board().OpenRound() != nil {
		t.Fatal("the round is still open")
	}
	stagetest.Shows(t, a, "12 prickar · delad förstaplats", "1/2", "går vidare är det ”")
	stagetest.Press(a, "z")
	stagetest.Shows(t, a, "2/2", "Delad förstaplats")
	stagetest.Press(a, "z")
	stagetest.Shows(t, a, "1/2")
}

func TestIdeasAreHiddenUntilShown(t *testing.T) {
	r, a := lead(t, stagetest.Gathering)
	stagetest.Hides(t, a, "Verktygspool")
	stagetest.Press(a, "V")
	stagetest.Shows(t, a, "Verktygspool")
	stagetest.Press(a, "V")
	stagetest.Hides(t, a, "Verktygspool")
	stagetest.Press(a, "v")
	if r.Board().Phase().Revealed() {
		t.Error("v revealed without a question while there was time to write")
	}
	stagetest.Shows(t, a, "kvar att skriva för sig själv")
	stagetest.Press(a, "enter")
	if !r.Board().Phase().Revealed() {
		t.Error("v did not reveal")
	}
	stagetest.Shows(t, a, "Verktygspool")
}

func TestOpenARoundWithoutOneCandidate(t *testing.T) {
	r, a := lead(t, stagetest.Defining)
	stagetest.Press(a, "o", "right", "down", "right", "right", "down", "down", "down", "down", "left", "down", "space", "enter")
	round := r.Board().OpenRound()
	if round == nil {
		t.Fatalf("no round is open:\n%s", stagetest.Screen(a))
	}
	if len(round.Candidates) != 3 || round.Dots != 3 || round.MaxPer != 2 || !round.Secret || round.Choose != 2 {
		t.Errorf("%d candidates, %d dots, at most %d, secret %v, %d go on; want 3, 3, 2, true, 2",
			len(round.Candidates), round.Dots, round.MaxPer, round.Secret, round.Choose)
	}
	stagetest.Press(a, "o")
	stagetest.Shows(t, a, "En omröstning är redan öppen")
}

func TestModerateACard(t *testing.T) {
	r, a := lead(t, stagetest.Revealed)
	stagetest.Press(a, "m")
	stagetest.Shows(t, a, "Välj något på tavlan först")
	stagetest.Press(a, "down", "x")
	id := r.Board().Ideas(model.Host)[0].ID
	if !r.Board().Idea(id).Hidden {
		t.Fatal("x did not hide the first card")
	}
	stagetest.Press(a, "x", "e")
	stagetest.Type(a, " i dag")
	stagetest.Press(a, "enter")
	if got := r.Board().Idea(id).Text; !strings.HasSuffix(got, "köpa i dag") {
		t.Errorf("the card says %q", got)
	}
	stagetest.Press(a, "u")
	if got := r.Board().Idea(id).Text; strings.HasSuffix(got, "i dag") {
		t.Errorf("u did not undo: %q", got)
	}
	stagetest.Press(a, "m", "down", "down", "down", "down", "enter") // park
	if !r.Board().Idea(id).Parked {
		t.Error("the menu did not park the card")
	}
}

func TestMergeTwoCards(t *testing.T) {
	r, a := lead(t, stagetest.Revealed)
	all := r.Board().Ideas(model.Host)
	stagetest.Press(a, "down", "m", "down", "down", "enter", "right", "enter")
	n := 0
	for _, i := range all {
		if r.Board().Idea(i.ID).Merged == all[0].ID {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d cards were merged into the first, want 1", n)
	}
}

// TestSpaceIsTheClockWhateverIsSelected holds that space does one thing, and that y
// chooses a question.
func TestSpaceIsTheClockWhateverIsSelected(t *testing.T) {
	r, a := lead(t, stagetest.Defining)
	stagetest.Press(a, "y")
	stagetest.Shows(t, a, "Gå till en fråga på tavlan först")
	stagetest.Press(a, "down", "y")
	if r.Board().Questions()[0].Chosen {
		t.Error("y did not take back the choice of the first question")
	}
	stagetest.Shows(t, a, "y välj", "blanksteg pausa")
	stagetest.Press(a, "space")
	if r.Board().Phase().Running() || r.Board().Questions()[0].Chosen {
		t.Error("space is not for the clock on a question")
	}
}

func TestFilterShowsWhatContainsIt(t *testing.T) {
	_, a := lead(t, stagetest.Revealed)
	stagetest.Press(a, "/")
	stagetest.Type(a, "Virke")
	stagetest.Shows(t, a, "Inget här innehåller")
	stagetest.Press(a, "esc", "/")
	stagetest.Type(a, "CYKEL")
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Cykelverkstad")
	stagetest.Hides(t, a, "Verktygspool")
}

func TestTheAgendaIsChangedDuringTheWorkshop(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	stagetest.Press(a, "a", "x")
	stagetest.Shows(t, a, "har redan använts")
	stagetest.Press(a, "down", "+", "+", "J")
	ph := r.Board().Phases()[3]
	if !ph.Is(method.Gather) || ph.Minutes != 14 {
		t.Errorf("the fourth is %v with %d min, want gathering with 14", ph.Activity, ph.Minutes)
	}
	stagetest.Press(a, "n", "down", "enter", "e")
	stagetest.Type(a, "Frågestund")
	stagetest.Press(a, "enter")
	added := r.Board().Phases()[4]
	if !added.Is(method.Talk) || added.Title["sv"] != "Frågestund" {
		t.Errorf("added %v %v, want a talk called Frågestund", added.Activity, added.Title)
	}
	stagetest.Press(a, "x", "enter", "esc")
	if n := len(r.Board().Phases()); n != 9 {
		t.Errorf("%d phases after taking it out again, want 9", n)
	}
}

func TestTheAgendaSaysWhatAVoteKeeps(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	stagetest.Press(a, "a", "s")
	stagetest.Shows(t, a, "Det gäller bara moment där ni röstar")
	at := slices.IndexFunc(r.Board().Phases(), func(ph *model.Phase) bool { return ph.Is(method.Vote) })
	for range at - r.Board().Current() {
		stagetest.Press(a, "down")
	}
	stagetest.Shows(t, a, "Resultatet: visas när den stängs", "Sparas: summor, även per sektor")
	stagetest.Press(a, "s")
	stagetest.Shows(t, a, "Sparas: röstsedlar utan namn")
	if keep := r.Board().Phases()[at].Keep; keep != method.KeepBallots {
		t.Errorf("it keeps %q", keep)
	}
	stagetest.Golden(t, "room-agendavote", a)
	stagetest.Press(a, "t", "home", "enter") // to a check-in and back
	stagetest.Hides(t, a, "Sparas:")
	stagetest.Press(a, "t")
	for range slices.Index(method.Activities(), method.Vote) {
		stagetest.Press(a, "down")
	}
	stagetest.Press(a, "enter")
	if ph := r.Board().Phases()[at]; !ph.Is(method.Vote) || !ph.Secret {
		t.Errorf("turned to a vote it is %v, secret %v", ph.Activity, ph.Secret)
	}
}

func TestTablesDoorAndEnd(t *testing.T) {
	r, a := lead(t, stagetest.Rating)
	stagetest.Press(a, "t", "3", "enter", "D")
	if b := r.Board(); b.Tables != 3 || !b.DoorClosed {
		t.Errorf("%d tables, door closed %v; want 3 and true", b.Tables, b.DoorClosed)
	}
	stagetest.Press(a, "E", "enter")
	if r.Board().Ended.IsZero() {
		t.Fatal("E did not end the workshop")
	}
	stagetest.Shows(t, a, "3,0 av 4 i snitt")
	stagetest.Press(a, "n")
	stagetest.Shows(t, a, "Träffen är avslutad")
	stagetest.Press(a, "R", "enter")
	if !r.Board().Ended.IsZero() {
		t.Error("R did not open it again")
	}
}

func TestTheProjectorComesAndGoes(t *testing.T) {
	_, a := lead(t, stagetest.Revealed)
	stagetest.Press(a, "p")
	stagetest.Shows(t, a, "Lund · träff 1 av 4")
	stagetest.Press(a, "esc")
	stagetest.Shows(t, a, "slut 1")
}

func TestTheMenuSaysWhyNot(t *testing.T) {
	_, a := lead(t, stagetest.Waiting)
	stagetest.Press(a, ":")
	stagetest.Shows(t, a, "Allt du kan göra", "Gå till första momentet först")
	stagetest.Press(a, "down", "enter")
	stagetest.Shows(t, a, "Allt du kan göra", "Gå till första momentet först")
}

// TestThePaletteDoesWhatIsMeant types what people call things, in either language,
// with and without dots and rings, and holds which action is marked; where nothing
// is, enter does nothing.
func TestThePaletteDoesWhatIsMeant(t *testing.T) {
	for typed, want := range map[string]string{
		"ordet":         "▸ ge ordet åt den första",
		"floor":         "▸ ge ordet åt den första",
		"klocka":        "▸ starta eller pausa klockan",
		"nasta moment":  "▸ nästa moment",
		"next":          "▸ nästa moment",
		"stang omr":     "▸ stäng omröstningen",
		"dörr":          "▸ stäng eller öppna dörren",
		"qr":            "▸ bjud in",
		"E":             "▸ avsluta träffen",
		"projector":     "▸ storbild",
		"röstlängd":     "▸ vem får rösta",
		"export":        "▸ ta med dig rapporten",
		"dorren oppna":  "▸ stäng eller öppna dörren",
		"parkeringen":   "▸ parkeringen",
		"give the floo": "▸ ge ordet åt den första",
		// like something, and not surely meant
		"klokcan": "",
		"ordwt":   "",
		"pzzz":    "",
		"":        "",
	} {
		r, a := lead(t, stagetest.Talking)
		seq := r.Board().Seq
		stagetest.Press(a, ":")
		stagetest.Type(a, typed)
		if want != "" {
			stagetest.Shows(t, a, want)
			continue
		}
		stagetest.Hides(t, a, "▸")
		stagetest.Press(a, "enter")
		stagetest.Shows(t, a, "Allt du kan göra")
		if r.Board().Seq != seq {
			t.Errorf("%q and enter did something", typed)
		}
	}
}

// TestThePaletteFollowsTheWorkshop holds that a reason why not goes away while the
// palette is open, and that enter does what is marked then.
func TestThePaletteFollowsTheWorkshop(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	up, _ := r.Board().Queue(r.Presence())
	for _, p := range up {
		r.Must(model.Host, model.MoveHand{Person: p.ID})
	}
	stagetest.Press(a, ":")
	stagetest.Type(a, "ordet")
	stagetest.Shows(t, a, "Ingen hand är uppe")
	stagetest.Hides(t, a, "gör något med det valda") // like what is typed, where something is just that
	stagetest.Press(a, "enter")
	stagetest.Shows(t, a, "Allt du kan göra")
	r.Must(r.People[2], model.MoveHand{Up: true})
	a.Update(stage.WakeMsg{})
	stagetest.Press(a, "enter")
	stagetest.Hides(t, a, "Allt du kan göra")
	if up, _ := r.Board().Queue(r.Presence()); len(up) != 0 {
		t.Errorf("%d hands are up", len(up))
	}
}

func TestClickSelectsAndAgainOpens(t *testing.T) {
	_, a := lead(t, stagetest.Defining)
	x, y := stagetest.Find(t, a, "Ska kommunen")
	stagetest.Click(a, x, y)
	stagetest.Hides(t, a, "Välj att arbeta vidare med")
	stagetest.Click(a, x, y)
	stagetest.Shows(t, a, "Välj att arbeta vidare med")
}

// TestTheBellRings holds that the terminal's bell is asked for once, when the
// time of a phase has run out.
func TestTheBellRings(t *testing.T) {
	r, a := lead(t, stagetest.Talking)
	rings := func() int {
		_, cmd := a.Update(stage.WakeMsg{})
		return bells(cmd)
	}
	r.Pass(r.Board().Phase().Remaining(r.Now()) - time.Second)
	if n := rings(); n != 0 {
		t.Errorf("it rang %d times with a second left", n)
	}
	r.Pass(time.Second)
	if n := rings() + rings(); n != 1 {
		t.Errorf("it rang %d times at the end, want once", n)
	}
}

// bells runs a command and counts the bells it rings.
func bells(cmd tea.Cmd) int {
	if cmd == nil {
		return 0
	}
	switch msg := cmd().(type) {
	case tea.RawMsg:
		if msg.Msg == "\a" {
			return 1
		}
	case tea.BatchMsg:
		n := 0
		for _, c := range msg {
			n += bells(c)
		}
		return n
	}
	return 0
}

func TestStyled(t *testing.T) {
	_, a := lead(t, stagetest.Clustering)
	stagetest.Press(a, "down", "down")
	stagetest.GoldenStyled(t, "cluster", a)
}

// TestTheHelpHasEveryKeyAt80x24 scrolls and searches it on a small terminal: every
// action of the screen can be read there, also what cannot be done now.
func TestTheHelpHasEveryKeyAt80x24(t *testing.T) {
	_, a := lead(t, stagetest.Talking)
	a.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	var want []string
	for _, group := range a.Screen().Keys().FullHelp() {
		for _, b := range group {
			if b.Help().Key != "" {
				want = append(want, b.Help().Key+" ")
			}
		}
	}
	stagetest.Press(a, "?")
	seen := stagetest.Screen(a)
	for range 60 {
		stagetest.Press(a, "down")
		seen += stagetest.Screen(a)
	}
	for _, key := range want {
		if !strings.Contains(seen, " "+key) {
			t.Errorf("the help never shows %q", key)
		}
	}
	stagetest.Press(a, "/")
	stagetest.Type(a, "dorr")
	stagetest.Shows(t, a, "D             stäng eller öppna")
	stagetest.Hides(t, a, "storbild")
	stagetest.Press(a, "esc")
	stagetest.Hides(t, a, "stäng eller öppna dörren")
}
