package reception

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
	"verkstad/model/guarded"
	"verkstad/model/method"
	"verkstad/sshserver"
	"verkstad/sshserver/lines"
	"verkstad/ui/stage"
	"verkstad/ui/words"
)

// rights is two workshops of one server, in two series that the host made. In
// each somebody has written a card that only they have been shown so far, and
// laid one aside.
type rights struct {
	*door
	here, there stage.Room // KRABBA and TORSKA
}

// What only its author, and who leads that workshop, may read.
const (
	secretHere  = "hemligt-här"
	secretThere = "hemligt-där"
	asideHere   = "undanlagt-här"
	asideThere  = "undanlagt-där"
)

func newRights(t *testing.T) *rights {
	t.Helper()
	phases := []method.Phase{{Activity: method.Gather, Minutes: 10, Settings: method.Settings{Reveal: method.RevealOwn}}}
	d := realDoor(t, func(s *setting) {
		s.workshop.Phases, s.workshop.Node, s.workshop.Series, s.workshop.Number = phases, "Lund", "Återbruk", 2
	})
	there, err := d.house.Create(t.Context(), model.CreateWorkshop{
		Title: "Energi", Lang: "sv", Code: "T0RSKA", Node: "Lund", Series: "Energi", Number: 1, Phases: phases,
	})
	if err != nil {
		t.Fatal(err)
	}
	r := &rights{d, d.room, there}
	for _, w := range []struct {
		room   stage.Room
		secret string
	}{{r.here, secretHere}, {there, secretThere}} {
		r.do(w.room, model.Host, model.Next{})
		author := r.joins(w.room, "författare", "Författaren")
		r.do(w.room, author, model.AddIdea{Text: w.secret})
	}
	r.do(there, model.Host, model.AddIdea{Text: asideThere, Parked: true})
	return r
}

func (r *rights) do(room stage.Room, by model.Actor, c model.Command) model.Outcome {
	r.t.Helper()
	out, err := room.Do(r.t.Context(), by, lines.NewOp(), c)
	if err != nil {
		r.t.Fatalf("%T: %v", c, err)
	}
	return out
}

// keyOf is a key that only the one so called has.
func keyOf(who string) (key [32]byte) {
	copy(key[:], who)
	return key
}

func (r *rights) joins(room stage.Room, who, name string) model.Actor {
	r.t.Helper()
	out := r.do(room, model.Actor{Role: model.Participant}, model.JoinPerson{
		Key: room.Identify(keyOf(who)), Name: name, Sector: model.Academia, Role: model.Participant,
	})
	return model.Actor{Person: out.Person, Role: model.Participant}
}

// says has somebody do a line command.
func (r *rights) says(user, who, command string) (out, errs string, code int) {
	r.t.Helper()
	args, err := sshserver.SplitWords(command)
	if err != nil {
		r.t.Fatal(err)
	}
	var o, e bytes.Buffer
	caller := sshserver.Caller{User: user, Key: keyOf(who), HasKey: true, Facilitator: who == "host", Lang: "sv", Conn: &sshserver.Conn{}}
	code = r.desk.Line(r.t.Context(), caller, args, strings.NewReader("text\n"), &o, &e)
	return o.String(), e.String(), code
}

// Who may use a command.
const (
	forAll      = iota // whoever has the code, joined or not
	forWatchers        // who has joined, leads, or only watches
	forTaking          // the same, but for those who only watch
	forLeaders
)

// everyCommand is each line command, as it is written, with whom it is for. A
// test holds that none is missing.
var everyCommand = []struct {
	line string
	who  int
}{
	{"help", forAll}, {"status", forAll}, {"status --json", forAll}, {"lang", forAll},
	{"agenda", forWatchers}, {"board", forWatchers}, {"goals", forWatchers}, {"sessions", forWatchers}, {"results", forWatchers},
	{"trace 1", forWatchers}, {"export md", forWatchers}, {"export html", forWatchers}, {"export json", forWatchers}, {"export csv", forWatchers},
	{"vote", forWatchers}, {"voters", forWatchers},
	{"checkin hej", forTaking}, {"idea text", forTaking}, {"edit 1 annat", forTaking}, {"delete 1", forTaking}, {"park text", forTaking},
	{"tag 1 11", forTaking}, {"file 1 1", forTaking}, {"note text", forTaking}, {"question hur", forTaking}, {"mark 1 open", forTaking},
	{"support 1", forTaking}, {"ticket AAAAA-AAAAA", forTaking}, {"commit ringer", forTaking}, {"follow 1 done", forTaking}, {"consent", forTaking}, {"consent 1 yes", forTaking},
	{"feedback 4", forTaking}, {"hand", forTaking}, {"ready", forTaking}, {"session none", forTaking}, {"bring --sector civil", forTaking},
	{"for 1 idea text", forTaking}, {"undo", forTaking}, {"redo", forTaking},
	{"cluster new Dela", forTaking}, {"cluster move 1 0", forTaking}, {"cluster rename 1 Dela", forTaking},
	{"cluster merge 1 2", forTaking}, {"cluster remove 1", forTaking}, {"merge 1 2", forTaking},
	{"start", forLeaders}, {"pause", forLeaders}, {"extend 1m", forLeaders}, {"goto 1", forLeaders}, {"back", forLeaders},
	{"round open", forLeaders}, {"round close", forLeaders}, {"tickets", forLeaders}, {"ticket void 1", forLeaders},
	{"ticket replace 1", forLeaders}, {"choose 1", forLeaders}, {"shelve 1", forLeaders}, {"hide 1", forLeaders}, {"show 1", forLeaders},
	{"people", forLeaders}, {"spoke 1", forLeaders}, {"audit", forLeaders}, {"audit --json", forLeaders}, {"door open", forLeaders},
	{"tick 1", forLeaders}, {"wall phase", forLeaders}, {"tables 0", forLeaders}, {"proxies off", forLeaders},
	{"session add 1 Sal", forLeaders}, {"session set 1 --place A", forLeaders}, {"session remove 1", forLeaders}, {"session place", forLeaders},
	{"agenda add break", forLeaders}, {"agenda set 1 --minutes 5", forLeaders}, {"agenda move 2 1", forLeaders}, {"agenda remove 9", forLeaders},
	{"describe --title Annat", forLeaders}, {"carry", forLeaders}, {"carry 1", forLeaders}, {"carry --confirm", forLeaders},
	{"import ideas", forLeaders}, {"appoint 1", forLeaders}, {"dismiss 1", forLeaders}, {"readmit 1", forLeaders}, {"handover 99", forLeaders},
	{"remove 99", forLeaders}, {"reveal", forLeaders}, {"next", forLeaders}, {"reopen", forLeaders}, {"end", forLeaders},
	{"join --name Ny --sector civil", forAll}, {"claim Ingen", forAll}, {"handback", forLeaders},
}

// TestEveryCommandIsInTheTable reads the help for what there is.
func TestEveryCommandIsInTheTable(t *testing.T) {
	r := newRights(t)
	help, _, _ := r.says("KRABBA", "ingen", "help")
	for row := range strings.Lines(help) {
		name, _, _ := strings.Cut(strings.TrimSpace(row), "\t")
		if i := strings.IndexAny(name, "[<"); i >= 0 {
			name = name[:i]
		}
		var command []string
		for _, w := range strings.Fields(name) {
			if w != strings.ToLower(w) || strings.ContainsAny(w, "|…0") {
				break
			}
			command = append(command, w)
		}
		full := strings.Join(command, " ")
		if full == "" || !strings.Contains(row, "\t") {
			continue
		}
		if !slices.ContainsFunc(everyCommand, func(c struct {
			line string
			who  int
		}) bool {
			return c.line == full || strings.HasPrefix(c.line, full+" ")
		}) {
			t.Errorf("whom is %q for?", full)
		}
	}
}

// refusedByRight tells whether somebody was told that it is not theirs to do or
// see, rather than that it cannot be done just now.
func refusedByRight(errs string, code int) bool {
	for _, err := range []error{model.ErrNotAllowed, model.ErrObserver} {
		if strings.Contains(errs, stage.Say(words.For("sv"), err)) {
			return true
		}
	}
	return code == lines.NotJoined
}

// TestRightsHoldWhereTheyWereGiven walks all line commands for everybody there
// can be, in a workshop where it matters and from another one.
func TestRightsHoldWhereTheyWereGiven(t *testing.T) {
	for _, role := range []struct {
		who, user string
		may       int  // the most that they may use
		reads     bool // whether they may read what is kept in KRABBA
		silent    bool // whether nothing they do may leave a trace
	}{
		{"host", "KRABBA", forLeaders, true, false},
		{"leder här", "KRABBA", forLeaders, true, false},
		{"leder där", "KRABBA", forAll, false, true},
		{"deltar", "KRABBA", forTaking, false, false},
		{"utvisad", "KRABBA", forAll, false, true},
		{"utvisad", "KRABBA+projector", -1, false, true},
		{"tittar", "KRABBA+projector", forWatchers, false, true},
		{"ingen", "KRABBA", forAll, false, true},
		{"leder här", "KRABBA+projector", forWatchers, false, true},
	} {
		t.Run(role.who+" "+role.user, func(t *testing.T) {
			r := newRights(t)
			r.do(r.here, model.Host, model.AppointFacilitator{Person: r.joins(r.here, "leder här", "Eva").Person})
			r.do(r.there, model.Host, model.AppointFacilitator{Person: r.joins(r.there, "leder där", "Lena").Person})
			r.joins(r.here, "deltar", "Bo")
			r.do(r.here, model.Host, model.RemovePerson{Person: r.joins(r.here, "utvisad", "Ute").Person})
			_, _, _ = r.says("KRABBA+projector", "tittar", "status")
			before := r.here.Board().Seq
			for _, c := range everyCommand {
				if role.silent && strings.HasPrefix(c.line, "join ") {
					continue
				}
				if role.may == forTaking && (strings.HasPrefix(c.line, "remove") || strings.HasPrefix(c.line, "follow")) {
					continue // whom one brought in oneself, and what one promised
				}
				out, errs, code := r.says(role.user, role.who, c.line)
				if got := refusedByRight(errs, code); got != (c.who > role.may) && !(role.may == forLeaders && c.who == forTaking) {
					t.Errorf("%s: refused %v: %q, code %d", c.line, got, errs, code)
				}
				if !role.reads && r.here.Board().Phase() != nil && !r.here.Board().Phase().Revealed() && strings.Contains(out, secretHere) {
					t.Errorf("%s reads what nobody was shown: %s", c.line, out)
				}
				if role.who != "host" && (strings.Contains(out, secretThere) || strings.Contains(out, asideThere)) {
					t.Errorf("%s reads another workshop: %s", c.line, out)
				}
			}
			if role.silent && r.here.Board().Seq != before {
				t.Errorf("%d events are left behind", r.here.Board().Seq-before)
			}
		})
	}
}

// TestALeaderOfOneReadsNoOther tries the way that worked: to call one's own
// workshop what another is called, and carry from there.
func TestALeaderOfOneReadsNoOther(t *testing.T) {
	r := newRights(t)
	eva := r.joins(r.there, "eva", "Eva") // leads TORSKA, and wants to read KRABBA
	r.do(r.there, model.Host, model.AppointFacilitator{Person: eva.Person})
	r.do(r.here, model.Host, model.AddIdea{Text: asideHere, Parked: true})
	reads := func(command string) string {
		t.Helper()
		out, errs, _ := r.says("T0RSKA", "eva", command)
		if strings.Contains(out+errs, secretHere) || strings.Contains(out+errs, asideHere) {
			t.Errorf("%s reads another workshop: %s", command, out)
		}
		return out + errs
	}
	reads("describe --series Återbruk --node Lund --number 3")
	if said := reads("carry"); !strings.Contains(said, "inte bekräftad") {
		t.Errorf("she is told %q", said)
	}
	if said := reads("carry --confirm"); !strings.Contains(said, "också leder") {
		t.Errorf("she is told %q", said)
	}
	for _, command := range []string{"carry 2", "carry 2 1 2", "trace 1", "board", "export json"} {
		reads(command)
	}
	reads("describe --series Energi") // back in the series that the host chose
	reads("carry")

	// Who leads both may confirm, and carry what was shown; not what was kept.
	also := r.joins(r.here, "eva", "Eva")
	r.do(r.here, model.Host, model.AppointFacilitator{Person: also.Person})
	reads("describe --series Återbruk")
	if _, errs, code := r.says("T0RSKA", "eva", "carry --confirm"); code != 0 {
		t.Fatalf("the leader of both confirms: %q, code %d", errs, code)
	}
	reads("carry")
	r.do(r.here, model.Host, model.Reveal{})
	if out, _, _ := r.says("T0RSKA", "eva", "carry"); !strings.Contains(out, secretHere) || !strings.Contains(out, asideHere) {
		t.Errorf("what was shown cannot be carried: %q", out)
	}
	// Now that they know each other, another leader of the one carries as well,
	// and traces no further than what came.
	bo := r.joins(r.there, "bo", "Bo")
	r.do(r.there, model.Host, model.AppointFacilitator{Person: bo.Person})
	if out, errs, code := r.says("T0RSKA", "bo", "carry 2"); code != 0 {
		t.Errorf("Bo carries: %q %q", out, errs)
	}
	if out, _, _ := r.says("T0RSKA", "bo", "trace 3"); strings.Count(out, asideHere) != 1 {
		t.Errorf("Bo traces %q", out)
	}
	// The other way round, nothing that an unconfirmed workshop says is offered.
	r.do(r.there, model.Actor{Person: bo.Person, Role: model.Facilitator}, model.DescribeWorkshop{Title: "Energi", Node: "Lund", Series: "Annat"})
	if r.there.Board().Knows(r.here.Board()) {
		t.Error("the two still know each other")
	}
}

// TestRightsAreAskedAtEachCommand holds a conversation, whose rights end while
// it lasts.
func TestRightsAreAskedAtEachCommand(t *testing.T) {
	d := realDoor(t)
	asaKey, boKey, eva := newKey(t), newKey(t), newKey(t)
	d.does(asaKey, "join --name Åsa --sector akademi")
	d.does(boKey, "join --name Bo --sector offentlig")
	d.host(model.AppointFacilitator{Person: 1})
	d.leads(eva)

	asa, bo, host := d.talk("KRABBA", asaKey), d.talk("KRABBA", boKey), d.talk("KRABBA", eva)
	asa.says("people", "Åsa")
	bo.says("board", "")
	host.says("people", "Åsa")
	d.eventually("Bo is here", func(*model.Board) bool { return d.room.Presence().People == 2 })

	d.host(model.DismissFacilitator{Person: 1})
	asa.refused("people")
	asa.refused("next")
	d.host(model.RemovePerson{Person: 2})
	bo.ends("visat ut dig") // while it waits for a line
	if n := d.room.Presence().People; n != 1 {
		t.Errorf("%d are here, want Åsa", n)
	}
	if err := os.WriteFile(filepath.Join(d.dir, "facilitators"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	host.refused("people")
	host.refused("next")
	if d.room.Board().Phase() != nil {
		t.Error("somebody led on")
	}
}

// TestACockpitClosesWhenItsKeyIsTakenOut holds the same for a screen.
func TestACockpitClosesWhenItsKeyIsTakenOut(t *testing.T) {
	d := realDoor(t)
	eva := newKey(t)
	d.leads(eva)
	seat := d.sit("Eva", "KRABBA", eva)
	seat.sees("bjud in")
	seat.types(":") // a dialog is open
	if err := os.WriteFile(filepath.Join(d.dir, "facilitators"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	seat.types("\x1bn")
	time.Sleep(listedEvery)
	seat.types("n")
	if last := seat.ends(); !strings.Contains(last, "visat ut dig") {
		t.Errorf("Eva is told %q", last)
	}
	if d.room.Board().Phase() != nil {
		t.Error("she led on")
	}
}

// TestTheWallIsForWhoIsLetIn holds that CODE+projector is counted, listed, ends
// with its right, and is covered by the door.
func TestTheWallIsForWhoIsLetIn(t *testing.T) {
	d := realDoor(t)
	screen, boKey, eva := newKey(t), newKey(t), newKey(t)
	d.leads(eva)
	wall := d.sit("the wall", "KRABBA+projector", screen)
	wall.sees("Återbruk")
	d.eventually("it is counted", func(b *model.Board) bool { return d.room.Presence().Watching == 1 })
	if p := d.room.Board().Person(1); p == nil || p.Role != model.Observer || p.Name != "Storbild 1" || d.room.Presence().People != 0 {
		t.Errorf("the people are %+v", p)
	}
	if out := d.does(eva, "people"); !strings.Contains(out, "Storbild 1") || !strings.Contains(out, "åhörare") {
		t.Errorf("the list is %q", out)
	}
	if out := d.does(eva, "status --json"); !strings.Contains(out, `"watching": 1`) || !strings.Contains(out, `"joined": 0`) {
		t.Errorf("the status is %s", out)
	}

	d.host(model.MoveDoor{Closed: true})
	if _, errs, code := d.line("KRABBA+projector", newKey(t), "board"); code != 3 || !strings.Contains(errs, "stängd") {
		t.Errorf("before a closed door: %q, code %d", errs, code)
	}
	d.shows("KRABBA+projector", newKey(t), "stängd")
	d.does(eva, "people")
	d.sit("Eva's wall", "KRABBA+projector", eva).sees("Återbruk")
	d.sit("the same screen again", "KRABBA+projector", screen).sees("Återbruk")

	d.does(eva, "remove 1")
	if last := wall.ends(); !strings.Contains(last, "visat ut dig") {
		t.Errorf("the wall is told %q", last)
	}
	d.shows("KRABBA+projector", screen, "visat ut dig")
	d.eventually("nobody watches", func(b *model.Board) bool { return d.room.Presence().Watching == 0 })

	d.host(model.MoveDoor{})
	d.does(boKey, "join --name Bo --sector offentlig")
	d.does(eva, "remove Bo")
	if out, errs, code := d.line("KRABBA+projector", boKey, "board"); code != 3 || out != "" || !strings.Contains(errs, "visat ut dig") {
		t.Errorf("who was shown out watches: %q %q, code %d", out, errs, code)
	}
	// Without a key a screen comes back by its return code, as the same one.
	out, _, _ := d.line("KRABBA+projector", nil, "status --json")
	if !strings.Contains(out, `"role": "observer"`) {
		t.Errorf("without a key: %s", out)
	}
	d.host(model.EndWorkshop{})
	if _, errs, code := d.line("KRABBA+projector", newKey(t), "board"); code != 3 || !strings.Contains(errs, "avslutad") {
		t.Errorf("after the end: %q, code %d", errs, code)
	}
}

// TestWatchersWithoutAKeyAreOne holds that those who watch in lines without a key
// are one observer for where they come from, apart from the people in what is
// exported, and stay out once shown out.
func TestWatchersWithoutAKeyAreOne(t *testing.T) {
	d := realDoor(t)
	eva := newKey(t)
	d.leads(eva)
	for range 5 {
		if out, errs, code := d.line("KRABBA+projector", nil, "status --json"); code != 0 || !strings.Contains(out, `"role": "observer"`) {
			t.Fatalf("somebody without a key watches: %q, %q, code %d", out, errs, code)
		}
	}
	if all := d.room.Board().Everybody(); all.Len() != 1 || all.At(0).Role != model.Observer {
		t.Fatalf("%d have joined, want the one observer", all.Len())
	}
	doc := d.room.Board().Document(model.Host)
	if len(doc.People) != 0 || len(doc.Observers) != 1 || doc.Observers[0].Name != "Storbild 1" {
		t.Errorf("exported are people %v and observers %v", doc.People, doc.Observers)
	}
	raw, err := doc.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := model.ParseDocument(raw); err != nil || len(again.Observers) != 1 {
		t.Errorf("what was exported is read as %v, %v", again.Observers, err)
	}
	d.does(eva, "remove 1")
	for range 3 {
		if out, errs, code := d.line("KRABBA+projector", nil, "board"); code != lines.NotJoined || out != "" || !strings.Contains(errs, "visat ut dig") {
			t.Errorf("who was shown out: %q, %q, code %d", out, errs, code)
		}
	}
	d.shows("KRABBA+projector", nil, "visat ut dig")
	d.does(eva, "readmit 1")
	if _, errs, code := d.line("KRABBA+projector", nil, "board"); code != 0 {
		t.Errorf("who was let in again: %q, code %d", errs, code)
	}
}

// talk is a conversation in lines.
type talk struct {
	t    *testing.T
	in   io.Writer
	out  tape
	errs tape
	over chan error
}

// talk begins a conversation.
func (d *door) talk(user string, key gossh.Signer) *talk {
	d.t.Helper()
	session := d.call(user, key)
	c := &talk{t: d.t, over: make(chan error, 1)}
	session.Stdout, session.Stderr = &c.out, &c.errs
	c.in, _ = session.StdinPipe()
	if err := session.Shell(); err != nil {
		d.t.Fatal(err)
	}
	guarded.Go("conversation", func() { c.over <- session.Wait() })
	return c
}

// hears waits for a text.
func (c *talk) hears(from *tape, want string) {
	c.t.Helper()
	for deadline := time.Now().Add(patience); !strings.Contains(from.String(), want); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			c.t.Fatalf("never heard %q; heard %q and %q", want, c.out.String(), c.errs.String())
		}
	}
}

// says sends a command and waits for the answer.
func (c *talk) says(command, want string) {
	c.t.Helper()
	_, _ = io.WriteString(c.in, command+"\n")
	c.hears(&c.out, want)
}

// refused sends a command that must be refused.
func (c *talk) refused(command string) {
	c.t.Helper()
	c.errs.Reset()
	_, _ = io.WriteString(c.in, command+"\n")
	c.hears(&c.errs, stage.Say(words.For("sv"), model.ErrNotAllowed))
}

// ends waits until the server ends the conversation, with a text.
func (c *talk) ends(want string) {
	c.t.Helper()
	c.hears(&c.errs, want)
	select {
	case <-c.over:
	case <-time.After(patience):
		c.t.Error("the conversation goes on")
	}
}
