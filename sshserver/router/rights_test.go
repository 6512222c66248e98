package router

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/ui/command"
	"verkstad/ui/i18n"
	"verkstad/ui/lines"
	"verkstad/ui/stage"
)

// rights is two workshops of one server, in two series that the host made. In
// each somebody has written a card that only they have been shown so far, and
// laid one aside.
type rights struct {
	*door
	here, there workshop.Live // KRABBA and TORSKA
}

// What only its author, and that workshop's facilitators, may read.
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
		room   workshop.Live
		secret string
	}{{r.here, secretHere}, {there, secretThere}} {
		r.do(w.room, model.Host, model.Next{})
		author := r.joins(w.room, "författare", "Författaren")
		r.do(w.room, author, model.AddIdea{Text: w.secret})
	}
	r.do(there, model.Host, model.AddIdea{Text: asideThere, Parked: true})
	return r
}

func (r *rights) do(room workshop.Live, by model.Actor, c model.Command) model.Outcome {
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

func (r *rights) joins(room workshop.Live, who, name string) model.Actor {
	r.t.Helper()
	out := r.do(room, model.Actor{Role: model.Participant}, model.JoinPerson{
		Key: room.Identify(keyOf(who)), Name: name, Sector: model.Academia, Role: model.Participant,
	})
	return model.Actor{Person: out.Person, Role: model.Participant}
}

// says has somebody do a line command.
func (r *rights) says(user, who, line string) (out, errs string, code int) {
	r.t.Helper()
	args, err := command.Split(line)
	if err != nil {
		r.t.Fatal(err)
	}
	var o, e bytes.Buffer
	caller := sshserver.Caller{User: user, Key: keyOf(who), HasKey: true, Facilitator: who == "host", Lang: "sv", Conn: &sshserver.Conn{}}
	ctx, leave := context.WithCancel(r.t.Context())
	defer leave()
	var answers io.Writer = &o
	if args[0] == "watch" { // goes on until the caller leaves
		answers = io.MultiWriter(&o, leaver(leave))
	}
	code = r.desk.Line(ctx, caller, args, strings.NewReader("text\n"), answers, &e)
	return o.String(), e.String(), code
}

// leaver calls a function when something is written to it.
type leaver func()

func (l leaver) Write(p []byte) (int, error) {
	l()
	return len(p), nil
}

// Who may use a command.
const (
	forAll      = iota // whoever has the code, joined or not
	forWatchers        // who has joined, leads, or only watches
	forTaking          // the same, but for those who only watch
	forLeaders
)

// right is a line command, as it is written, with whom it is for.
type right struct {
	line string
	who  int
}

// everyCommand is each line command with whom it is for. A test holds that none is missing.
// Those that answer on an activity's scale are all for those who take part.
var everyCommand = func() []right {
	all := slices.Clone(written)
	for _, c := range command.Lines() {
		if c.Rates != "" {
			all = slices.Insert(all, len(all)/2, right{c.Example, forTaking})
		}
	}
	return all
}()

// written is each of the others.
var written = []right{
	{"help", forAll}, {"status", forAll}, {"status --json", forAll}, {"lang", forAll}, {"quiet", forAll}, {"watch", forWatchers}, {"watch --json", forWatchers},
	{"agenda", forWatchers}, {"greetings", forWatchers}, {"speakers", forWatchers}, {"board", forWatchers}, {"goals", forWatchers}, {"sessions", forWatchers}, {"results", forWatchers},
	{"trace 1", forWatchers}, {"export md", forWatchers}, {"export html", forWatchers}, {"export docx", forWatchers}, {"export summary", forWatchers}, {"export json", forWatchers}, {"export csv", forWatchers},
	{"vote", forWatchers}, {"voters", forWatchers},
	{"checkin hej", forTaking}, {"idea text", forTaking}, {"edit 1 annat", forTaking}, {"delete 1", forTaking}, {"park text", forTaking},
	{"tag 1 11", forTaking}, {"file 1 1", forTaking}, {"note text", forTaking}, {"topic none", forTaking}, {"read 1", forTaking}, {"question hur", forTaking}, {"mark 1 open", forTaking},
	{"support 1", forTaking}, {"ticket AAAAA-AAAAA", forTaking}, {"commit ringer", forTaking}, {"follow 1 done", forTaking}, {"consent", forTaking}, {"consent 1 yes", forTaking},
	{"hand", forTaking}, {"ready", forTaking}, {"session none", forTaking}, {"bring --sector civil", forTaking},
	{"for 1 idea text", forTaking}, {"undo", forTaking}, {"redo", forTaking},
	{"cluster new Dela", forTaking}, {"cluster move 1 0", forTaking}, {"cluster rename 1 Dela", forTaking},
	{"cluster merge 1 2", forTaking}, {"cluster remove 1", forTaking}, {"merge 1 2", forTaking},
	{"clock reset", forLeaders}, {"sweep --dry-run", forLeaders}, {"rescue", forLeaders},
	{"start", forLeaders}, {"pause", forLeaders}, {"extend 1m", forLeaders}, {"goto 1", forLeaders}, {"back", forLeaders},
	{"round open", forLeaders}, {"round close", forLeaders}, {"round choose", forLeaders}, {"tickets", forLeaders}, {"ticket void 1", forLeaders},
	{"ticket replace 1", forLeaders}, {"choose 1", forLeaders}, {"shelve 1", forLeaders}, {"hide 1", forLeaders}, {"greeting hide Hej", forLeaders}, {"greeting show Hej", forLeaders}, {"show 1", forLeaders},
	{"people", forLeaders}, {"spoke 1", forLeaders}, {"audit", forLeaders}, {"audit --json", forLeaders}, {"door open", forLeaders},
	{"tick 1", forLeaders}, {"notes open", forLeaders}, {"wall phase", forLeaders}, {"tables 0", forLeaders}, {"proxies off", forLeaders},
	{"session add 1 Sal", forLeaders}, {"session set 1 --place A", forLeaders}, {"session remove 1", forLeaders}, {"session place", forLeaders},
	{"agenda add break", forLeaders}, {"agenda set 1 --minutes 5", forLeaders}, {"agenda move 2 1", forLeaders}, {"agenda remove 9", forLeaders}, {"agenda fit", forLeaders},
	{"describe --title Annat", forLeaders}, {"carry", forLeaders}, {"carry 1", forLeaders}, {"carry --confirm", forLeaders},
	{"import ideas", forLeaders}, {"appoint 1", forLeaders}, {"dismiss 1", forLeaders}, {"readmit 1", forLeaders}, {"handover 99", forLeaders},
	{"remove 99", forLeaders}, {"reveal", forLeaders}, {"next", forLeaders}, {"reopen", forLeaders}, {"end", forLeaders},
	{"join --name Ny --sector civil", forAll}, {"claim Ingen", forAll}, {"handback", forLeaders},
}

// TestEveryCommandIsInTheTable reads the help for what there is.
func TestEveryCommandIsInTheTable(t *testing.T) {
	r := newRights(t)
	help, _, _ := r.says("KRABBA", "host", "help") // who leads is told of all
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
		if !slices.ContainsFunc(everyCommand, func(c right) bool {
			return c.line == full || strings.HasPrefix(c.line, full+" ")
		}) {
			t.Errorf("whom is %q for?", full)
		}
	}
}

// TestEveryCommandAsksWhereItIs walks all commands for every role in a workshop
// that is open, ended, gone, and in another than the role is of.
func TestEveryCommandAsksWhereItIs(t *testing.T) {
	for _, place := range []string{"open", "ended", "gone", "another"} {
		for who, may := range map[string]int{"host": forLeaders, "leder": forLeaders, "deltar": forTaking, "utvisad": forAll, "ingen": forAll} {
			t.Run(place+" "+who, func(t *testing.T) {
				t.Parallel()
				r := newRights(t)
				r.do(r.here, model.Host, model.AppointFacilitator{Person: r.joins(r.here, "leder", "Eva").Person})
				r.joins(r.here, "deltar", "Bo")
				r.do(r.here, model.Host, model.RemovePerson{Person: r.joins(r.here, "utvisad", "Ute").Person})
				code := "KRABBA"
				switch place {
				case "ended":
					r.do(r.here, model.Host, model.EndWorkshop{})
				case "gone":
					code = "RAKARE"
				case "another":
					code = "T0RSKA"
					if who != "host" {
						may = forAll // whoever is somebody in one is a stranger in the other
					}
				}
				before, there := r.here.Board().Seq, r.there.Board().Seq
				for n, c := range everyCommand {
					if place == "gone" && n > 4 {
						break // it has not come to what the command is, and guesses wait
					}
					if may == forTaking && (strings.HasPrefix(c.line, "remove") || strings.HasPrefix(c.line, "follow")) || strings.HasPrefix(c.line, "join ") {
						continue // whom one brought in oneself, and what one promised; a stranger may join
					}
					if c.line == "reopen" && place == "ended" && may == forLeaders {
						continue // and so on
					}
					out, errs, exit := r.says(code, who, c.line)
					if place == "gone" {
						if exit != lines.NotJoined && who != "host" || out != "" && who != "host" {
							t.Errorf("%s where there is no workshop: %q, %q, code %d", c.line, out, errs, exit)
						}
						continue
					}
					want := c.who > may
					if got := refusedByRight(errs, exit); got != want && !(may == forLeaders && c.who == forTaking) {
						t.Errorf("%s: refused %v: %q, code %d", c.line, got, errs, exit)
					}
				}
				if may == forAll && (r.here.Board().Seq != before || r.there.Board().Seq != there) {
					t.Errorf("%d and %d events are left behind", r.here.Board().Seq-before, r.there.Board().Seq-there)
				}
			})
		}
	}
}

// refusedByRight reports whether somebody was told that it is not theirs to do or
// see, rather than that it cannot be done just now.
func refusedByRight(errs string, code int) bool {
	for _, err := range []error{model.ErrNotAllowed, model.ErrObserver} {
		if strings.Contains(errs, stage.Say(i18n.For("sv"), err)) {
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

	// A facilitator of both may confirm, and carry what was shown; not what was kept.
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
	time.Sleep(listedEvery) // for so long her screen may go on
	seat.types("n")
	if last := seat.ends(); !strings.Contains(last, "visat ut dig") {
		t.Errorf("Eva is told %q", last)
	}
	if d.room.Board().Phase() != nil {
		t.Error("she led on")
	}
}
