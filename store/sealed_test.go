package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/store"
	"verkstad/store/bolt"
)

// snapshots is a log that copies the data folder before and after each write,
// as a crash there would leave it.
type snapshots struct {
	store.EventLog
	t     *testing.T
	dir   string
	taken []snapshot
	on    bool
}

// snapshot is a data folder with what was acknowledged, and what was on its way.
type snapshot struct {
	dir     string
	written bool // what was on its way is on disk
	events  []string
}

func (s *snapshots) Append(workshop string, c bolt.Commit) error {
	s.take(c, false)
	err := s.EventLog.Append(workshop, c)
	s.take(c, true)
	return err
}

func (s *snapshots) take(c bolt.Commit, written bool) {
	if !s.on || len(c.Payloads) == 0 {
		return
	}
	shot := snapshot{dir: s.t.TempDir(), written: written}
	for _, p := range c.Payloads {
		r, err := model.DecodeRecord(1, p)
		if err != nil {
			s.t.Error(err)
			return
		}
		shot.events = append(shot.events, model.EventName(r.Event))
	}
	if err := os.CopyFS(shot.dir, os.DirFS(s.dir)); err != nil {
		s.t.Error(err)
	}
	s.taken = append(s.taken, shot)
}

// TestAVoteGoesOnFromACrashAnywhere opens the data folder as it was before and
// after each write of a vote: what was on disk counts, the rest was not begun,
// and the key is there while the vote is open and never after.
func TestAVoteGoesOnFromACrashAnywhere(t *testing.T) {
	shots := &snapshots{t: t, dir: t.TempDir()}
	s := open(t, shots.dir, quiet.Wrap(func(log store.EventLog) store.EventLog { shots.EventLog = log; return shots }))
	l := begin(t, s)
	id := l.Board().ID
	var people []model.Actor
	for i := range 4 {
		people = append(people, join(t, l, fmt.Sprintf("Väljare %c", 'A'+i), model.Academia))
	}
	shots.on = true
	a, b := vote(t, l)
	for i := range 6 { // two of them change their ballots
		p := people[i%4]
		must(t, l, p, model.CastBallot{After: i / 4, Dots: []model.Dot{{ID: []model.ItemID{a, b}[i/4], N: 1 + i%3}}})
	}
	must(t, l, model.Host, model.CloseRound{})
	shots.on = false
	closeStore(t, s)
	sealed := 0
	for _, shot := range shots.taken {
		counts := 0
		if shot.events[0] == "ballot.sealed" && shot.written {
			sealed++
		}
		s := open(t, shot.dir, quiet)
		l, err := s.Open(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Health().Err; err != nil {
			t.Errorf("after %v (%v): %v", shot.events, shot.written, err)
		}
		round := l.Board().LastRound()
		for _, p := range people {
			counts += l.MyBallot(p.Person).Count
		}
		switch {
		case round == nil:
		case round.IsOpen() && (counts != sealed || len(keys(t, shot.dir)) != 1):
			t.Errorf("after %v (%v): %d ballots of %d, keys %v", shot.events, shot.written, counts, sealed, keys(t, shot.dir))
		case round.IsOpen():
			must(t, l, model.Host, model.CloseRound{})
			if n := l.Board().LastRound().Cast(); n != min(sealed, 4) {
				t.Errorf("after %v (%v): closed with %d of %d", shot.events, shot.written, n, min(sealed, 4))
			}
		case len(keys(t, shot.dir)) != 0 || round.Cast() != 4:
			t.Errorf("after the close: %d ballots, keys %v", round.Cast(), keys(t, shot.dir))
		}
		verifyFile(t, s, l)
		closeStore(t, s)
	}
	if sealed != 6 || len(shots.taken) < 18 {
		t.Errorf("%d ballots in %d snapshots", sealed, len(shots.taken))
	}
}

// TestACloseThatFailsIsNotBegun has the disk fail at the close, with nothing of
// it written and with all of it.
func TestACloseThatFailsIsNotBegun(t *testing.T) {
	s, l, f := withFaults(t)
	var people []model.Actor
	for i := range 3 {
		people = append(people, join(t, l, fmt.Sprintf("Väljare %c", 'A'+i), model.Academia))
	}
	a, _ := vote(t, l)
	for _, p := range people {
		must(t, l, p, model.CastBallot{Dots: []model.Dot{{ID: a, N: 2}}})
	}
	f.set(func(f *faulty) { f.before = errors.New("no") })
	refuse(t, l, model.Host, model.CloseRound{}, store.ErrNotSaved)
	if own := l.MyBallot(people[0].Person); !l.Board().LastRound().IsOpen() || own.Count != 1 || len(own.Dots) != 1 {
		t.Errorf("the close was refused, and the ballot is %+v", own)
	}
	f.set(func(f *faulty) { f.before, f.after = nil, errors.New("unsure") })
	must(t, l, model.Host, model.CloseRound{})
	if res, ok := l.Board().LastRound().Result(); !ok || res.Dots != 6 {
		t.Errorf("result %+v, %v", res, ok)
	}
	f.set(func(f *faulty) { f.after = nil })
	verifyFile(t, s, l)
}

// hidden is what of a sealed ballot only the key explains.
var hidden = regexp.MustCompile(`("slot":"|"box":")([^"]*)"`)

// sealedRun plays a vote up to before its close, people voting in an order for
// what choose says, and gives what is on disk of it.
func sealedRun(t *testing.T, order []int, choose func(voter int) int) []string {
	t.Helper()
	clock := time.Date(2026, 11, 29, 19, 0, 0, 0, time.UTC)
	o := quiet
	o.Now = func() time.Time { return clock }
	s := open(t, t.TempDir(), o)
	l := begin(t, s)
	var people []model.Actor
	for i := range 5 {
		people = append(people, join(t, l, fmt.Sprintf("Väljare %c", 'A'+i), model.Academia))
	}
	a, b := vote(t, l)
	begun := l.Board().Seq
	for n, voter := range order {
		after := l.MyBallot(people[voter].Person).Count
		must(t, l, people[voter], model.CastBallot{Dots: []model.Dot{{ID: []model.ItemID{a, b}[choose(n)], N: 1 + choose(n+1)}}, After: after})
	}
	must(t, l, model.Host, model.AddIdea{Text: "Sist"})
	records, err := l.Records()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, r := range records[begun:] {
		raw, err := model.EncodeRecord(r)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, hidden.ReplaceAllStringFunc(string(raw), func(m string) string { return fmt.Sprint(m[:6], len(m)) }))
	}
	return lines
}

// TestTheLogIsTheSameWhoeverVotesWhat plays the same vote with other people in
// another order for other things, one changing her mind twice or three of them
// once: what is on disk differs in nothing but what the key alone can read.
func TestTheLogIsTheSameWhoeverVotesWhat(t *testing.T) {
	one := sealedRun(t, []int{0, 1, 2, 2, 2}, func(n int) int { return n % 2 })
	two := sealedRun(t, []int{4, 3, 0, 4, 3}, func(n int) int { return (n + 1) / 2 % 2 })
	if !slices.Equal(one, two) || len(one) != 6 || !strings.Contains(one[0], `"ballot.sealed"`) {
		t.Errorf("the logs are\n%s\nand\n%s", strings.Join(one, "\n"), strings.Join(two, "\n"))
	}
}

// TestABoxOpensOnlyWhereItWasSealed moves and changes sealed ballots.
func TestABoxOpensOnlyWhereItWasSealed(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	asa := join(t, l, "Åsa", model.Academia)
	a, _ := vote(t, l)
	must(t, l, asa, model.CastBallot{Dots: []model.Dot{{ID: a, N: 2}}})
	raw, err := os.ReadFile(keys(t, dir)[0])
	if err != nil {
		t.Fatal(err)
	}
	records, err := l.Records()
	if err != nil {
		t.Fatal(err)
	}
	e, round, id := records[len(records)-1].Event.(model.BallotSealed), l.Board().OpenRound(), l.Board().ID
	ballot, err := store.OpenSealedOf([32]byte(raw), id, round, e)
	if err != nil || len(ballot.Dots) != 1 || ballot.Dots[0] != (model.Dot{ID: a, N: 2}) || ballot.Count != 1 || ballot.Sector != model.Academia {
		t.Fatalf("in the box: %+v, %v", ballot, err)
	}
	wrong := func(what string, secret [32]byte, workshop string, e model.BallotSealed) {
		t.Helper()
		if got, err := store.OpenSealedOf(secret, workshop, round, e); err == nil {
			t.Errorf("%s: opened as %+v", what, got)
		}
	}
	wrong("another workshop", [32]byte(raw), "01OTHER", e)
	wrong("another key", [32]byte{1}, id, e)
	moved := e
	moved.Slot[0] ^= 1
	wrong("another slot", [32]byte(raw), id, moved)
	moved = e
	moved.Round++
	wrong("another round", [32]byte(raw), id, moved)
	for i := range e.Box {
		moved = e
		moved.Box = slices.Clone(e.Box)
		moved.Box[i] ^= 1
		wrong(fmt.Sprint("byte ", i), [32]byte(raw), id, moved)
	}
	closeStore(t, s)
	if err := os.WriteFile(keys(t, dir)[0], make([]byte, 32), 0o600); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir, quiet)
	if l, err = s.Open(ctx, id); err != nil {
		t.Fatal(err)
	}
	if !errors.Is(l.Health().Err, store.ErrRoundKey) || l.Board().LastRound().Counted() {
		t.Errorf("with another key the vote goes on: %v", l.Health().Err)
	}
}

// TestAVoteThatAnOlderVerkstadOpenedGoesOn has ballots in the log as they were
// cast before there were boxes.
func TestAVoteThatAnOlderVerkstadOpenedGoesOn(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	var people []model.Actor
	for i := range 4 {
		people = append(people, join(t, l, fmt.Sprintf("Väljare %c", 'A'+i), model.Academia))
	}
	a := must(t, l, model.Host, model.AddIdea{Text: "A"}).Item
	b := must(t, l, model.Host, model.AddIdea{Text: "B"}).Item
	id, seq := l.Board().ID, l.Board().Seq
	closeStore(t, s)
	secret := [32]byte{7}
	payloads := [][]byte{[]byte(fmt.Sprintf(`{"t":"round.opened","at":1795424400000,"by":{"r":"facilitator"},"d":{"id":1,"phase":1,"dots":2,"maxPer":2,"secret":true,"candidates":[{"id":%d,"title":"A","sectors":[0,0,0,0,0,0]},{"id":%d,"title":"B","sectors":[0,0,0,0,0,0]}]}}`, a, b))}
	for _, p := range people[:3] {
		token, err := json.Marshal(store.TokenOf(secret, p.Person))
		if err != nil {
			t.Fatal(err)
		}
		payloads = append(payloads, []byte(fmt.Sprintf(`{"t":"ballot.cast","d":{"round":1,"voter":%s,"dots":[{"id":%d,"n":2}]}}`, token, a)))
	}
	s = open(t, dir, quiet)
	if err := s.Append(id, bolt.Commit{First: seq + 1, Payloads: payloads}); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	if err := os.MkdirAll(filepath.Join(dir, "rounds"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "rounds", id+"-1.key"), secret[:], 0o600); err != nil {
		t.Fatal(err)
	}
	for restart := range 2 { // the second finds ballots of both kinds
		s = open(t, dir, quiet)
		var err error
		if l, err = s.Open(ctx, id); err != nil {
			t.Fatal(err)
		}
		own := l.MyBallot(people[0].Person)
		if len(own.Dots) != 1 || own.Dots[0].ID != []model.ItemID{a, b}[restart] || own.Count != 1+restart {
			t.Errorf("start %d: the first voter's ballot is %+v", restart, own)
		}
		if restart == 0 {
			must(t, l, people[0], model.CastBallot{Dots: []model.Dot{{ID: b, N: 1}}, After: own.Count})
			must(t, l, people[3], model.CastBallot{Dots: []model.Dot{{ID: b, N: 1}}})
			closeStore(t, s)
		}
	}
	must(t, l, model.Host, model.CloseRound{})
	res, ok := l.Board().LastRound().Result()
	if !ok || res.Ballots != 4 || res.Dots != 6 || len(l.Board().LastRound().Ballots()) != 4 {
		t.Errorf("result %+v, %v", res, ok)
	}
	verifyFile(t, s, l)
}

// TestUnencryptedBallotsAreCountedAfterARestart counts, of a secret vote that lets them be,
// the ballots that came over connections that others could read; the last of each voter
// counts. A vote that does not let them be refuses them.
func TestUnencryptedBallotsAreCountedAfterARestart(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	var people []model.Actor
	for _, name := range []string{"Åsa", "Bo", "Cia", "Dan"} {
		people = append(people, join(t, l, name, model.Academia))
	}
	a, _ := vote(t, l)
	ballot := func(unencrypted bool, n int) model.CastBallot {
		return model.CastBallot{Dots: []model.Dot{{ID: a, N: n}}, After: model.AfterAny, Unencrypted: unencrypted}
	}
	if _, err := l.Do(ctx, people[0], "", ballot(true, 1)); !errors.Is(err, model.ErrUnencrypted) {
		t.Fatalf("a secret vote that does not let them be: %v", err)
	}
	must(t, l, model.Host, model.CloseRound{})
	voteBy(t, l, model.OpenRound{Dots: 3, MaxPer: 3, Unencrypted: true})
	a = l.Board().OpenRound().Candidates[0].ID
	for i, who := range people {
		must(t, l, who, ballot(i < 3, 1))
	}
	must(t, l, people[0], ballot(false, 2)) // Åsa has come back over ssh
	closeStore(t, s)

	s = open(t, dir, quiet)
	defer closeStore(t, s)
	l, err := s.Open(ctx, l.Board().ID)
	if err != nil {
		t.Fatal(err)
	}
	must(t, l, model.Host, model.CloseRound{})
	if r := l.Board().Round(2); r.CameUnencrypted() != 2 || r.Cast() != 4 || !r.Unencrypted {
		t.Errorf("%d of %d ballots came unencrypted, want 2 of 4", r.CameUnencrypted(), r.Cast())
	}
}
