package lines

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/store"
	"verkstad/ui/command"
	"verkstad/ui/handler"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// room is a workshop in a data folder of its own, and callers in it.
type room struct {
	t    *testing.T
	room workshop.Live
	now  time.Time
	dir  string          // of the data
	mu   sync.Mutex      // guards ran
	ran  map[string]bool // commands that did what they were asked at least once
}

func newRoom(t *testing.T, methodID string) *room {
	t.Helper()
	m, ok := method.Get(methodID)
	if !ok {
		t.Fatalf("no method %q", methodID)
	}
	r := &room{t: t, now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), dir: t.TempDir(), ran: map[string]bool{}}
	s, err := store.Open(r.dir, store.Options{Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return r.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	live, err := s.Create(context.Background(), model.CreateWorkshop{Title: "Återbruk", Method: m.ID, Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1)})
	if err != nil {
		t.Fatal(err)
	}
	r.room = live
	return r
}

// tooFew is what is said besides the answer where a secret vote would show no
// result.
const tooFew = "Fewer than three people can vote here. A secret vote shows no result then. With so few, vote openly.\n"

// alikeNote is what is said besides the answer where two candidates are alike.
const alikeNote = "1 and 3 are alike.\n"

// caller is someone at the other end of a line.
type caller struct {
	r    *room
	s    Session
	name string
}

func (r *room) caller(name string, change ...func(*Session)) caller {
	s := Session{Room: r.room, Key: "key-" + name, Lang: "en", Now: func() time.Time { return r.now }}
	for _, f := range change {
		f(&s)
	}
	return caller{r, s, name}
}

func facilitator(s *Session) { s.Facilitator = true }
func observer(s *Session)    { s.Observer, s.Key = true, "" }

// run runs a command as it is typed.
func (c caller) run(line, input string) (out, errs string, code int) {
	c.r.t.Helper()
	args, err := command.Split(line)
	if err != nil {
		c.r.t.Fatal(err)
	}
	var o, e bytes.Buffer
	code = Run(context.Background(), c.s, args, strings.NewReader(input), &o, &e)
	if code == OK {
		if cmd, _ := command.Find(args); cmd != nil {
			c.r.mu.Lock()
			c.r.ran[cmd.Name] = true
			c.r.mu.Unlock()
		}
	}
	if (code == OK) != (strings.TrimSuffix(strings.TrimPrefix(e.String(), tooFew), alikeNote) == "") {
		c.r.t.Errorf("%s: %s: exit code %d with %q on the standard error", c.name, line, code, e.String())
	}
	for _, s := range []string{o.String(), e.String()} {
		if strings.ContainsAny(s, "\x1b⟨") {
			c.r.t.Errorf("%s: %s: an escape code or a missing word in %q", c.name, line, s)
		}
	}
	return o.String(), e.String(), code
}

// does runs a command that must succeed, and gives its answer.
func (c caller) does(format string, a ...any) string {
	c.r.t.Helper()
	line := fmt.Sprintf(format, a...)
	out, errs, code := c.run(line, "")
	if code != OK {
		c.r.t.Fatalf("%s: %s: exit code %d, %s", c.name, line, code, errs)
	}
	return strings.TrimSuffix(out, "\n")
}

// fails runs a command that must not.
func (c caller) fails(want int, part, format string, a ...any) {
	c.r.t.Helper()
	line := fmt.Sprintf(format, a...)
	out, errs, code := c.run(line, "")
	if code != want || !strings.Contains(strings.ToLower(errs), strings.ToLower(part)) {
		c.r.t.Errorf("%s: %s: exit code %d with %q, want %d with %q", c.name, line, code, errs, want, part)
	}
	if out != "" {
		c.r.t.Errorf("%s: %s: wrote %q though it failed", c.name, line, out)
	}
}

// has holds an answer to its rows.
func has(t *testing.T, answer string, rows ...string) {
	t.Helper()
	for _, row := range rows {
		if !slices.Contains(strings.Split(answer, "\n"), row) {
			t.Errorf("no row %q in\n%s", row, answer)
		}
	}
}

func TestAWorkshopInLines(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa, bo := r.caller("Eva", facilitator), r.caller("Åsa"), r.caller("Bo")
	asa.fails(NotJoined, "join --name", "board")
	if got := asa.does(`join --name "Åsa" --sector akademi`); got != "Welcome, Åsa. You are person 1." {
		t.Errorf("join answers %q", got)
	}
	bo.does(`join --name Bo --sector business`)
	opening(t, eva, asa, bo)
	gathering(t, eva, asa, bo)
	clustering(t, eva, asa, bo)
	defining(t, eva, asa, bo)
	voting(t, eva, asa, bo)
	closing(t, eva, asa, bo)
	filing(t, r.ran)
	slots(t, r.ran)
	mayVote(t, r.ran)
	givenBack(t, r.ran)
	unheard(t, r.ran)
	for _, cmd := range command.Lines() {
		if !r.ran[cmd.Name] && cmd.Rates == "" { // see TestEveryScaleIsAnsweredOn
			t.Errorf("%q was never tried with success", cmd.Name)
		}
	}
}

// reading is a round in which ideas are read out, and a talk about several clusters.
func reading(t *testing.T, ran map[string]bool) {
	t.Helper()
	r := newRoom(t, "tematisk")
	r.ran = ran
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector akademi")
	eva.does("goto 1")
	asa.does("idea Verktyg")
	asa.does("idea Virke")
	eva.does("goto 2")
	asa.does("read 1")
	eva.does("reveal")
	eva.does("goto 3")
	asa.does("cluster new Dela 1")
	asa.does("cluster new Bygga 2")
	eva.does("goto 6")
	asa.does("topic 4")
	asa.does("note --about 3 Vem sköter poolen?")
	asa.does("topic none")
}

// filing is what co-labs have not: categories, notes and a checklist.
func filing(t *testing.T, ran map[string]bool) {
	t.Helper()
	r := newRoom(t, "positionspapper")
	r.ran = ran
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector akademi")
	eva.does("goto 1")
	asa.does("idea Verktyg saknas")
	eva.does("reveal")
	eva.does("goto cluster")
	asa.does("cluster new Verktyg 1")
	asa.does("file 2 3")
	has(t, asa.does("board"), "3\tcategory\t-\t-\tlong term", "2\tcluster\t-\t-\tVerktyg (long term)")
	asa.fails(Refused, "no such category", "file 2 9")
	eva.does("goto talk")
	asa.does("note Inte utan lön")
	eva.does("note --sector public Bara på prov")
	asa.fails(Refused, "only the facilitator", "note --sector public Smyg")
	has(t, asa.does("board"), "3\tnote\t-\tacademia\tInte utan lön", "4\tnote\t-\tpublic\tBara på prov")
	eva.does("notes closed")
	asa.fails(Refused, "", "note Mer")
	eva.does("notes open")
	reading(t, ran)
	p := newRoom(t, "iop")
	p.ran = ran
	lead := p.caller("Eva", facilitator)
	lead.does("goto talk")
	lead.does("tick 2")
	if out := lead.does("board"); !strings.Contains(out, "2\tpoint\tx") {
		t.Errorf("the point is not ticked in\n%s", out)
	}
	lead.does("tick 2 no")
}

func opening(t *testing.T, eva, asa, bo caller) {
	t.Helper()
	asa.fails(Refused, "only the facilitator", "next")
	has(t, eva.does("goto 1"), "1\tCheck-in")
	asa.does(`checkin "Hej alla"`)
	asa.fails(Refused, "not what the group", `idea "för tidigt"`)
	asa.does("hand")
	has(t, eva.does("people"), "1\tÅsa\tacademia\tparticipant\t-\thand up", "2\tBo\tbusiness\tparticipant\t-\t-")
	has(t, bo.does("speakers"), "1\tÅsa\tacademia")
	eva.does("hand down Åsa")
	has(t, bo.does("speakers"), "0\tÅsa\tacademia")
	bo.does("ready")
	has(t, eva.does("people"), "1\tÅsa\tacademia\tparticipant\t-\t-", "2\tBo\tbusiness\tparticipant\t-\tready")
	bo.does("ready no")
	eva.does("tables 2")
	eva.does("spoke Bo")
	has(t, eva.does("people"), "2\tBo\tbusiness\tparticipant\t1\thas spoken")
	eva.does("spoke 2 no")
	eva.does("wall goals")
	eva.fails(Usage, "goals, phase", "wall ideas")
	eva.does("wall phase")
	has(t, eva.does("people"), "1\tÅsa\tacademia\tparticipant\t2\t-", "2\tBo\tbusiness\tparticipant\t1\t-")
	eva.does("door close")
	cia := eva.r.caller("Cia")
	cia.fails(Refused, "door is closed", "join --name Cia --sector public")
	eva.does("door open")
	cia.does("join --name Cia --sector public")
	eva.does("remove Cia")
	cia.fails(NotJoined, "shown you out", "board")
	eva.does("readmit 3")
	if got := eva.does("sweep --since 1h --here --wrote --dry-run"); !strings.Contains(got, "would be shown out") {
		t.Errorf("a sweep says %q", got)
	}
	cia.does("board")
	eva.does("appoint Cia")
	cia.does("handover 2")
	cia.fails(Refused, "only the facilitator", "next")
	bo.fails(Refused, "must lead", "dismiss Bo")
	eva.does("dismiss Bo")
	if got := eva.does("audit Cia --kind people"); !strings.Contains(got, "facilitator\tlet Cia lead\t-") || strings.Contains(got, "Åsa") {
		t.Errorf("the audit of Cia is\n%s", got)
	}
	var page handler.AuditPage
	if err := json.Unmarshal([]byte(eva.does("audit --json --page 1")), &page); err != nil || len(page.Entries) == 0 || page.Entries[0].What != "role.taken" {
		t.Errorf("the audit as data: %+v, %v", page, err)
	}
	bo.fails(Refused, "only the facilitator", "audit")
	eva.fails(Usage, "people", "audit --kind folk")
	eva.does("describe --node Lund --series Återbruk --number 2")
	eva.fails(Usage, "no time", "describe --start soon")
	if left := eva.does("carry"); left != "" {
		t.Errorf("a meeting without others before it is offered %q", left)
	}
	if b := eva.r.room.Board(); b.Node != "Lund" || b.Number != 2 || b.Title != "Återbruk" {
		t.Errorf("described as %q %q %d", b.Title, b.Node, b.Number)
	}
}

func gathering(t *testing.T, eva, asa, bo caller) {
	t.Helper()
	has(t, eva.does(`goto gather --start`), "3\tGather ideas")
	eva.does("pause")
	eva.does("start")
	eva.does("extend 2m")
	eva.does("extend -1m")
	if ph := eva.r.room.Board().Phase(); ph.Planned() != 13*time.Minute || !ph.Running() {
		t.Errorf("planned %v, running %v", ph.Planned(), ph.Running())
	}
	eva.does("clock reset")
	if ph := eva.r.room.Board().Phase(); ph.Planned() != 12*time.Minute || !ph.Running() {
		t.Errorf("after a reset planned %v, running %v", ph.Planned(), ph.Running())
	}
	eva.does("undo")
	if ph := eva.r.room.Board().Phase(); ph.Planned() != 13*time.Minute {
		t.Errorf("after undo planned %v", ph.Planned())
	}
	if id := asa.does(`idea "Verktygspool i varje by"`); id != "1" {
		t.Errorf("the first idea's id is %q", id)
	}
	bo.does(`idea Byggmaterial från rivning`)
	if out := bo.does("board"); strings.Contains(out, "Verktygspool") {
		t.Errorf("before the reveal Bo sees\n%s", out)
	}
	bo.fails(Refused, "no number 1 on the board", `edit 1 "Mitt nu"`)
	bo.fails(Refused, "only the facilitator", `idea --as Någon "Smyg"`)
	eva.does("reveal")
	has(t, bo.does("board"), "1\tidea\t-\tacademia\tVerktygspool i varje by", "2\tidea\t-\tbusiness\tByggmaterial från rivning")
	bo.fails(Refused, "only the person who wrote it", `edit 1 "Mitt nu"`)
	asa.does(`edit 1 "Verktygspool i varje by och stadsdel"`)
	asa.does("undo")
	asa.does("redo")
	asa.does("tag 1 12 11")
	asa.does(`tag 1 konsumtion "sustainable cities"`)
	if got := eva.r.room.Board().Idea(1).Goals; len(got) != 2 || got[0] != 11 || got[1] != 12 {
		t.Errorf("tagged by name with %v", got)
	}
	asa.fails(Usage, "could be several: 7 Affordable", "tag 1 hållbar")
	asa.fails(Usage, "18 is no global goal or target", "tag 1 18")
	asa.fails(Usage, "xyz is no global goal", "goals xyz")
	asa.fails(Usage, "12.99 is no", "board --goal 12.99")
	asa.does("tag 1 matsvinn 11")
	has(t, bo.does("board --goal 12.3"), "1\tidea\t-\tacademia\tVerktygspool i varje by och stadsdel (goals 11, 12.3)")
	if got := bo.does("board --goal 7"); got != "" {
		t.Errorf("goal 7 is served by %q", got)
	}
	has(t, bo.does("goals 12"), "12\t1\tResponsible Consumption and Production", "12.3\t1\tHalve food waste", "12.5\t0\tLess waste, more reuse and recycling")
	has(t, bo.does("goals"), "11\t1\tSustainable Cities and Communities", "17\t0\tPartnerships for the Goals")
	if out, _, code := asa.run("idea -", "Lagarkafé\npå biblioteket\n"); out != "3\n" || code != OK {
		t.Errorf("an idea from the input: %q, code %d", out, code)
	}
	has(t, asa.does("board"), "3\tidea\t-\tacademia\tLagarkafé på biblioteket")
	asa.does("delete 3")
	eva.does(`idea --as "Skolan" --sector public "Matsvinn från skolkök"`)
	eva.does("hide 2")
	if out := asa.does("board"); strings.Contains(out, "Byggmaterial") {
		t.Errorf("a hidden idea is shown\n%s", out)
	}
	eva.does("show 2")
	asa.does(`park "Vem har nyckeln?"`)
	eva.does("shelve 4")
	has(t, asa.does("board"), "4\tparked\t-\tpublic\tMatsvinn från skolkök", "5\tparked\t-\tacademia\tVem har nyckeln?")
	eva.does("shelve 4 back")
	out, errs, code := eva.run("import ideas --column Idé --author Vem", "Idé;Vem\nLåna en granne;Ida\nByt växter;Ola\n")
	if code != OK || out != "2 ideas put on the board of Återbruk.\n" {
		t.Errorf("import: %q %q code %d", out, errs, code)
	}
	has(t, asa.does("board"), "6\tidea\t-\t-\tLåna en granne", "7\tidea\t-\t-\tByt växter")
}

func clustering(t *testing.T, eva, asa, bo caller) {
	t.Helper()
	has(t, eva.does("next --start"), "4\tCluster")
	if id := asa.does(`cluster new "Dela" 1 6`); id != "8" {
		t.Errorf("the cluster's id is %q", id)
	}
	bo.does(`cluster new "Bygga" 2`)
	bo.does(`cluster new "Bort"`)
	bo.does("cluster move 4 7 9")
	bo.does("cluster move 7 0")
	bo.does(`cluster rename 9 "Bygga och bära"`)
	bo.does("cluster merge 9 10")
	asa.does("merge 1 6")
	has(t, asa.does("board"), "8\tcluster\t-\t-\tDela", "9\tcluster\t-\t-\tBygga och bära", "4\tidea\t9\tpublic\tMatsvinn från skolkök",
		"1\tidea\t8\tacademia\tVerktygspool i varje by och stadsdel (goals 11, 12.3)", "7\tidea\t-\t-\tByt växter")
	bo.does(`cluster new "Snart borta" 7`)
	bo.does("cluster remove 11")
	has(t, asa.does("board"), "7\tidea\t-\t-\tByt växter")
}

func defining(t *testing.T, eva, asa, bo caller) {
	t.Helper()
	eva.does("next")
	eva.does("back")
	eva.does("next")
	if id := asa.does(`question "Hur kan vi dela?" --cluster 8`); id != "12" {
		t.Errorf("the question's id is %q", id)
	}
	bo.does(`question "Hur kan vi dela verktyg i byn?" --better 12`)
	bo.does(`question "Vad kan vi bygga?" --cluster=9`)
	asa.does("mark 12 open")
	asa.does("support 13")
	asa.does("support 13 no")
	eva.does("choose 13")
	eva.does("choose 14")
	eva.does("choose 12")
	eva.does("choose 12 no")
	has(t, asa.does("board"), "13\tquestion\t12\t-\tHur kan vi dela verktyg i byn? (chosen)", "14\tquestion\t9\t-\tVad kan vi bygga? (chosen)")
}

func voting(t *testing.T, eva, asa, bo caller) {
	t.Helper()
	eva.does("next --start")
	asa.fails(Refused, "no vote is open", "vote 13=1")
	asa.fails(Refused, "no such vote", "results")
	eva.fails(Refused, "ballots, sums or both", "round open --keep all")
	has(t, eva.does("round open --dots 3 --max 2"), "Vote 1 is open: 2 candidates, 3 dots each, at most 2 on one.",
		"What is kept is the totals, overall and by sector. No ballots are kept.")
	has(t, asa.does("vote"), "13\t0\tHur kan vi dela verktyg i byn?", "Left: 3 of 3 dots, at most 2 on one.", "What is kept is the totals, overall and by sector. No ballots are kept.")
	has(t, asa.does("vote 13=2"), "13\t2\tHur kan vi dela verktyg i byn?", "Left: 1 of 3 dots, at most 2 on one.")
	has(t, asa.does("vote 14=1"), "13\t2\tHur kan vi dela verktyg i byn?", "14\t1\tVad kan vi bygga?", "Left: 0 of 3 dots, at most 2 on one.")
	asa.fails(Refused, "at most 2", "vote 13=3")
	asa.fails(Usage, "named twice", "vote 13=1 13=0")
	has(t, asa.does("vote"), "13\t2\tHur kan vi dela verktyg i byn?", "14\t1\tVad kan vi bygga?") // nothing changed
	asa.fails(Refused, "3 in all", "vote 14=2")
	asa.fails(Refused, "change your dots instead", "undo")
	has(t, bo.does("vote --clear 14=1"), "14\t1\tVad kan vi bygga?", "Left: 2 of 3 dots, at most 2 on one.")
	eva.fails(Refused, "doesn't vote", "vote 13=1")
	asa.fails(Refused, "when the vote closes", "results")
	for _, form := range []string{"json", "md", "csv"} {
		if out := eva.does("export %s", form); strings.Contains(out, `"dots": 2`) {
			t.Errorf("the export %s tells the result of a secret vote:\n%s", form, out)
		}
	}
	eva.fails(Refused, "close it first", "next")
	const few = "Fewer than three people voted. A secret vote with so few shows no result, since it would tell who voted for what. With so few, vote openly."
	has(t, eva.does("round close"), few)
	asa.fails(Refused, few, "results 1")
	has(t, eva.does("export md"), few)
	const both = "Both the ballots and totals by sector are kept. In a small group that can show how somebody voted."
	has(t, eva.does("round open --dots 3 --max 2 --keep both"), both)
	asa.does("vote 13=2 14=1")
	bo.does("vote 14=1")
	cia := eva.r.caller("Cia")
	cia.does("join --name Cia --sector public")
	has(t, cia.does("vote 13=1 14=1"), both)
	has(t, eva.does("round close"), "1\t3\t2\t13\ttied\tHur kan vi dela verktyg i byn?", "All 3 voted, 6 dots.")
	has(t, asa.does("results 2"), "1\t3\t3\t14\ttied\tVad kan vi bygga?")
	goingOn(t, eva, asa)
	eva.fails(Refused, "Nothing is tied at the cut", "round open --runoff --choose 2")
	has(t, eva.does("round open --runoff --choose 1"), "Vote 3 is open: 2 candidates, 1 dot each.")
	for _, c := range []caller{asa, cia} {
		c.does("vote 14=1")
	}
	bo.does("vote 13=1")
	has(t, eva.does("round close"), "If one goes on, it is “Vad kan vi bygga?”.")
	eva.does("round choose --by most")
}

// goingOn chooses what goes on from the vote, and thinks better of it.
func goingOn(t *testing.T, eva, asa caller) {
	t.Helper()
	has(t, eva.does("round choose"), "most\t-\t13", "shares\t0\t14",
		"Most dots: “Hur kan vi dela verktyg i byn?”. Fewer than three got nothing they voted for.",
		"Stand for all (equal shares): “Vad kan vi bygga?”. About as many are left with nothing.",
		"“Hur kan vi dela verktyg i byn?” and “Vad kan vi bygga?” are tied for the last place. You decide. Vote on these alone, or let 2 go on.")
	eva.fails(Usage, "from 1 to 2, not", "round choose --choose 3")
	eva.fails(Refused, "Those aren't the ones", "round choose 13 --by shares")
	has(t, eva.does(`round choose 13 --by most --room --why "Den först"`), "The room has chosen what goes on: “Hur kan vi dela verktyg i byn?” (most dots). Reason: Den först")
	has(t, asa.does("board"), "13\tquestion\t12\t-\tHur kan vi dela verktyg i byn? (chosen)", "14\tquestion\t9\t-\tVad kan vi bygga?")
	has(t, asa.does("results"), "The room has chosen what goes on: “Hur kan vi dela verktyg i byn?” (most dots). Reason: Den först")
	has(t, eva.does("undo"), "Undone: the choice of what goes on. redo does it again.")
	has(t, asa.does("board"), "14\tquestion\t9\t-\tVad kan vi bygga? (chosen)")
	has(t, eva.does("round choose --by shares --choose 2"), "These go on: “Hur kan vi dela verktyg i byn?” and “Vad kan vi bygga?” (stand for all).")
}

func closing(t *testing.T, eva, asa, bo caller) {
	t.Helper()
	eva.does("goto commit")
	if id := bo.does(`commit "Ringer kommunen" --who Bo --when fredag --for 13`); id != "15" {
		t.Errorf("the commitment's id is %q", id)
	}
	bo.does("edit 15 --when torsdag")
	has(t, bo.does("trace 15"), "from\t1\t2\t13\tquestion\t-\tHur kan vi dela verktyg i byn?",
		"from\t4\t2\t1\tidea\tacademia\tVerktygspool i varje by och stadsdel", "here\t0\t2\t15\tcommitment\t-\tRinger kommunen", "From 2 ideas: academia 1.")
	bo.fails(Refused, "There is no 99 on the board", "trace 99")
	bo.does(`follow 15 done "De svarade ja"`)
	has(t, asa.does("board"), "15\tcommitment\t13\t-\tRinger kommunen (Bo, torsdag)")
	asked := asa.does(`commit "Lånar ut släpet" --who Bo`)
	has(t, bo.does("consent"), asked+"\tLånar ut släpet (Bo (written by Åsa, not confirmed))")
	asa.fails(Refused, "not been asked", "consent %s yes", asked)
	bo.does("consent %s yes", asked)
	has(t, bo.does("consent"), "")
	has(t, asa.does("board"), asked+"\tcommitment\t-\t-\tLånar ut släpet (Bo (written by Åsa, confirmed))")
	bo.does("consent %s no", asked)
	if doc := asa.does("export md"); !strings.Contains(doc, "written by Åsa, Bo said no") {
		t.Errorf("the document does not say what Bo answered:\n%s", doc)
	}
	eva.does("agenda add break --minutes 5 --title Fika --after 8")
	eva.does("agenda set 9 --minutes 7")
	has(t, asa.does("agenda"), "8\tnow\t15\tCommit", "9\tlater\t7\tFika")
	asa.fails(Usage, "choose from: sv, en", "board --lang=xx")
	asa.fails(Usage, "choose from: sv, en", "--lang norsk board")
	has(t, eva.does("agenda fit --end 23:00 --dry-run"), "Ends at 23:00.")
	eva.does("agenda move 9 10")
	eva.does("agenda remove 10")
	eva.does("next")
	asa.does(`feedback 4 "Mer sådant"`)
	asa.fails(Refused, "0 to 4", "feedback fem")
	has(t, asa.does("feedback 3"), "Your line stays: “Mer sådant”. To take it away: feedback 3 --clear")
	asa.fails(Usage, "not both", "feedback 3 --clear Nej")
	if f := eva.r.room.Board().RatingBy(1, 0); f == nil || f.Score != 3 || f.Text != "Mer sådant" {
		t.Errorf("the feedback is %+v", f)
	}
	eva.fails(Refused, "no such comment", "wall comment 1") // too few have answered
	bo.does(`feedback 3 "Kort rast"`)
	cia := eva.r.caller("Cia")
	cia.does(`feedback 4 "Bra samtal"`)
	asa.does(`feedback 3 "Mer sådant"`)
	has(t, eva.does("wall comment"), "1\tBra samtal", "2\tKort rast", "3\tMer sådant")
	eva.does("wall comment 2")
	if got := eva.r.room.Board().WallComment(); got != "Kort rast" {
		t.Errorf("the wall shows %q", got)
	}
	eva.fails(Refused, "no such comment", "wall comment 4")
	eva.fails(Usage, "one word too many", "wall goals 2")
	asa.fails(Refused, "", "wall comment 1")
	has(t, asa.does("feedback 2 --clear"), "")
	if f := eva.r.room.Board().RatingBy(1, 0); f == nil || f.Score != 2 || f.Text != "" {
		t.Errorf("the feedback is %+v", f)
	}
	eva.does("end")
	asa.fails(Refused, "has ended", "feedback 3")
	has(t, asa.does("status"), "phase\tthe workshop has ended")
	eva.does("reopen")
	if os.Remove(filepath.Join(eva.r.dir, store.DatabaseName)) == nil { // elsewhere than on Windows
		asa.fails(CannotDo, "is gone or replaced", "feedback 3")
		has(t, asa.does("status"), "saving\tNothing can be saved right now: The database file is gone or replaced. Nothing is saved until it is back.")
	}
	eva.does("rescue")
	asa.does("feedback 3")
	asa.does("lang sv")
	has(t, asa.does("status"), "moment\t9 av 9: Återkoppling")
	asa.does("--lang en status")
	asa.does("help vote")
	asa.does("quiet")
	asa.r.ran["watch"] = true // in TestAnOpenConversationIsToldWhatHappens
}
