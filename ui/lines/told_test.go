package lines

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/safego"
)

// tape is what was written, read while more is.
type tape struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (p *tape) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.buf.Write(b)
}

func (p *tape) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.buf.String()
}

// hears waits for a text.
func (p *tape) hears(t *testing.T, want string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !strings.Contains(p.String(), want); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never told %q; told\n%s", want, p.String())
		}
	}
}

// opened is an open conversation, or a watch.
type opened struct {
	in        io.WriteCloser
	out, errs tape
	stop      func()
	code      chan int
}

// opens begins a conversation, or a command that stays, which ends with the test.
func (c caller) opens(args ...string) *opened {
	ctx, stop := context.WithCancel(context.Background())
	r, w := io.Pipe()
	talk := &opened{in: w, stop: stop, code: make(chan int, 1)}
	safego.Go("conversation", func() { talk.code <- Run(ctx, c.s, args, r, &talk.out, &talk.errs) })
	c.r.t.Cleanup(func() {
		stop()
		_ = w.Close()
		<-talk.code
	})
	return talk
}

// TestAnOpenConversationIsToldWhatHappens leads a workshop while one person has a
// conversation open and another watches, in other languages.
func TestAnOpenConversationIsToldWhatHappens(t *testing.T) {
	r := newRoom(t, "colab")
	tellers := &Tellers{}
	with := func(s *Session) { s.Tellers = tellers }
	eva, asa, bo := r.caller("Eva", facilitator, with), r.caller("Åsa", with), r.caller("Bo", with)
	asa.does("join --name Åsa --sector akademi")
	bo.does("join --name Bo --sector public")
	talk := asa.opens()
	watch := r.caller("wall", observer, with, func(s *Session) { s.Lang = "sv" }).opens("watch")
	programs := r.caller("bot", observer, with).opens("watch", "--json")
	talk.out.hears(t, "You are in the workshop Återbruk")
	watch.out.hears(t, "Träffen har inte börjat.")
	programs.out.hears(t, `"kind":"phase"`)

	eva.does("goto 1 --start")
	talk.errs.hears(t, "Step 1 of 9: Check-in. Time: 10 min. What made you come today?")
	watch.out.hears(t, "Moment 1 av 9: Incheckning. Tid: 10 min. Vad fick dig att komma hit i dag?")
	bo.does(`checkin "Hej på er"`)
	talk.errs.hears(t, "Bo: Hej på er\n")
	eva.does("goto gather --start")
	asa.does("idea Min")
	bo.does("idea Bos")
	eva.does("reveal")
	talk.errs.hears(t, "The ideas are now shown to all: 2 ideas. board lists them.")
	watch.out.hears(t, "Idéerna visas nu för alla: 2 idéer.")
	asa.does("idea Ännu en av mig")
	bo.does("idea Ännu en av Bo")
	talk.errs.hears(t, "New idea 4: Ännu en av Bo")
	watch.out.hears(t, "Ny idé 3: Ännu en av mig")
	if told := talk.errs.String(); strings.Contains(told, "av mig") || strings.Contains(told, "New idea 1") {
		t.Errorf("Åsa is told what she wrote herself, or what was hidden:\n%s", told)
	}
	eva.does("pause")
	watch.out.hears(t, "Klockan är pausad")

	asa.does("hand")
	bo.does("idea Sist")
	watch.out.hears(t, "Sist") // and with it that the hand is up
	eva.does("hand down 1")
	talk.errs.hears(t, "You have the floor.\n")
	watch.out.hears(t, "Åsa har ordet.")

	_, _ = io.WriteString(talk.in, "quiet\n")
	talk.out.hears(t, "You are no longer told what happens.")
	eva.does("end")
	watch.out.hears(t, "Träffen är avslutad.")
	eva.does("reopen")
	watch.out.hears(t, "Träffen är öppnad igen.")
	_, _ = io.WriteString(talk.in, "quiet off\n")
	talk.out.hears(t, "You are told what happens again.")
	eva.does("end")
	talk.errs.hears(t, "The workshop has ended.")
	if told := talk.errs.String(); strings.Contains(told, "open again") {
		t.Errorf("quiet, and told nevertheless:\n%s", told)
	}
	programs.out.hears(t, `"kind":"end"`)
	for line := range strings.Lines(programs.out.String()) {
		var n Notice
		if err := json.Unmarshal([]byte(line), &n); err != nil || n.Kind == "" || n.Text == "" || n.At == "" {
			t.Errorf("%q: %+v, %v", line, n, err)
		}
	}
}

// TestAVoteIsTold holds that opening, closing and the result are told, and nothing of it
// before it closes.
func TestAVoteIsTold(t *testing.T) {
	r := newRoom(t, "colab")
	tellers := &Tellers{}
	with := func(s *Session) { s.Tellers = tellers }
	eva := r.caller("Eva", facilitator, with)
	var all []caller
	for _, name := range []string{"Åsa", "Bo", "Cia", "Dag"} {
		c := r.caller(name, with)
		c.does("join --name %s --sector akademi", name)
		all = append(all, c)
	}
	watch := r.caller("wall", observer, with).opens("watch")
	watch.out.hears(t, "has not begun")
	eva.does("goto define")
	eva.does(`question "Hur kan vi dela?"`)
	eva.does(`question "Var kan vi mötas?"`)
	eva.does("choose 1")
	eva.does("choose 2")
	eva.does("goto vote")
	eva.does("round open --dots 3 --max 2")
	watch.out.hears(t, "The vote is open: 2 candidates, 3 dots each. vote lists what you vote on. At most 2 per candidate.")
	for i, c := range all {
		c.does("vote 1=2 2=%d", min(i, 1))
	}
	if strings.Contains(watch.out.String(), "8 dots") {
		t.Error("the result is told before the vote closes")
	}
	eva.does("round close")
	watch.out.hears(t, "The vote is closed.")
	watch.out.hears(t, "The result: 1. Hur kan vi dela?, 8 dots. 2. Var kan vi mötas?, 3 dots.")
}

// TestTheClockIsTold steps a clock and holds what is told at each mark, once.
func TestTheClockIsTold(t *testing.T) {
	r := newRoom(t, "colab")
	r.caller("Eva", facilitator).does("goto 1 --start") // ten minutes
	var told []string
	last := look(r.room, r.now)
	for s := 1; s <= 11*60; s++ {
		next := look(r.room, r.now.Add(time.Duration(s)*time.Second))
		for _, n := range news(last, next) {
			told = append(told, strconv.Itoa(s)+" "+n.said["en"])
		}
		last = next
	}
	want := "300 Half the time has passed: 05:00 left.|540 One minute left.|600 Time is up."
	if got := strings.Join(told, "|"); got != want {
		t.Errorf("told %q, want %q", got, want)
	}
}

// TestTheStepsOfAPhaseAreTold does so in a phase that is made of steps.
func TestTheStepsOfAPhaseAreTold(t *testing.T) {
	r := newRoom(t, "colab")
	r.caller("Eva", facilitator).does("goto gather --start")
	last, told := look(r.room, r.now), ""
	for s := 1; s <= 5*60; s++ {
		next := look(r.room, r.now.Add(time.Duration(s)*time.Second))
		for _, n := range news(last, next) {
			if n.Kind == "step" {
				told += strconv.Itoa(s) + " " + n.said["sv"] + "|"
			}
		}
		last = next
	}
	if told != "60 Två och två: 2 min.|180 Fyra och fyra: 4 min.|" {
		t.Errorf("told %q", told)
	}
}

// TestASlowListenerHoldsNobodyUp holds that what a listener does not read in time is
// counted, that no more is kept than the bound, and that others are told all.
func TestASlowListenerHoldsNobodyUp(t *testing.T) {
	r := newRoom(t, "colab")
	tellers := &Tellers{}
	slow := tellers.listen(r.room, func() time.Time { return r.now })
	defer slow.leave()
	fast := tellers.listen(r.room, func() time.Time { return r.now })
	defer fast.leave()
	got := 0
	for range 3 * keptNotices {
		slow.teller.publish([]notice{{Notice: Notice{Kind: "idea"}}})
		all, missed := fast.take()
		if got += len(all); missed != 0 {
			t.Fatalf("the fast one missed %d", missed)
		}
	}
	all, missed := slow.take()
	if got != 3*keptNotices || len(all) != keptNotices || missed != 2*keptNotices {
		t.Errorf("the fast one got %d, the slow one %d and missed %d", got, len(all), missed)
	}
	if len(tellers.of) != 1 {
		t.Errorf("%d tellers for one workshop", len(tellers.of))
	}
}

// TestManyAtOnceAreCounted holds that a burst is told in one sentence.
func TestManyAtOnceAreCounted(t *testing.T) {
	r := newRoom(t, "colab")
	eva := r.caller("Eva", facilitator)
	eva.does("goto gather")
	eva.does("reveal")
	was := look(r.room, r.now)
	for i := range mostTold + 1 {
		eva.does("idea Idé %d", i)
	}
	all := news(was, look(r.room, r.now))
	if len(all) != 1 || all[0].said["en"] != "6 new ideas. board lists them." {
		t.Errorf("told %+v", all)
	}
	if again := news(look(r.room, r.now), look(r.room, r.now)); len(again) != 0 {
		t.Errorf("told of nothing: %+v", again)
	}
}

// TestNobodyIsNamedWhereNamesAreHidden holds that an anonymous workshop's talk and
// check-in are told without names.
func TestNobodyIsNamedWhereNamesAreHidden(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector akademi")
	if _, err := r.room.Do(context.Background(), model.Host, "anonymous", model.DescribeWorkshop{Title: "T", Anonymous: true}); err != nil {
		t.Fatal(err)
	}
	eva.does("goto 1")
	asa.does("hand")
	was := look(r.room, r.now)
	asa.does(`checkin "Hej"`)
	eva.does("hand down 1")
	eva.does("spoke 1")
	all := news(was, look(r.room, r.now))
	if len(all) != 2 {
		t.Errorf("told %+v", all)
	}
	for _, n := range all {
		if strings.Contains(n.said["sv"], "Åsa") {
			t.Errorf("it names her: %q", n.said["sv"])
		}
	}
}

// TestWhatIsReadOutIsTold holds that an idea which its writer alone could see is told
// the moment it is read out, and not before.
func TestWhatIsReadOutIsTold(t *testing.T) {
	r := newRoom(t, "tematisk")
	tellers := &Tellers{}
	with := func(s *Session) { s.Tellers = tellers }
	eva, asa := r.caller("Eva", facilitator, with), r.caller("Åsa", with)
	asa.does("join --name Åsa --sector akademi")
	watch := r.caller("wall", observer, with).opens("watch")
	watch.out.hears(t, "has not begun")
	eva.does("goto 1 --start")
	asa.does("idea Solceller på skolans tak")
	asa.does("idea Delad verkstad")
	eva.does("goto 2 --start")
	watch.out.hears(t, "Step 2")
	if told := watch.out.String(); strings.Contains(told, "Solceller") {
		t.Fatalf("told before it is read out:\n%s", told)
	}
	asa.does("read 1")
	watch.out.hears(t, "New idea 1: Solceller på skolans tak\n")
	if told := watch.out.String(); strings.Contains(told, "verkstad") {
		t.Errorf("told before it is read out:\n%s", told)
	}
}
