package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"verkstad/model"
	"verkstad/store"
)

// vote opens a secret round over two ideas and gives them.
func vote(t testing.TB, l *store.Live) (a, b model.ItemID) {
	t.Helper()
	return voteBy(t, l, model.OpenRound{Dots: 3, MaxPer: 3})
}

// voteBy opens a round over two ideas and gives them.
func voteBy(t testing.TB, l *store.Live, open model.OpenRound) (a, b model.ItemID) {
	t.Helper()
	a = must(t, l, model.Host, model.AddIdea{Text: "Verktygspool"}).Item
	b = must(t, l, model.Host, model.AddIdea{Text: "Rivningsvirke"}).Item
	open.Candidates = []model.ItemID{a, b}
	must(t, l, model.Host, open)
	return a, b
}

func keys(t testing.TB, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "rounds", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestASecretRoundKeepsNoLinkToPeople(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	var people []model.Actor
	for i := range 12 {
		people = append(people, join(t, l, fmt.Sprintf("Deltagare %c", 'A'+i), model.Sectors[i%2]))
	}
	a, b := voteBy(t, l, model.OpenRound{Dots: 3, MaxPer: 3, Keep: model.KeepBoth})
	if files := keys(t, dir); len(files) != 1 {
		t.Fatalf("keys of rounds: %v", files)
	}
	secret, err := os.ReadFile(keys(t, dir)[0])
	if err != nil || len(secret) != 32 {
		t.Fatalf("the key: %d bytes, %v", len(secret), err)
	}
	for i, p := range people {
		forged := model.Token{1, 2, 3} // who asks does not choose the token
		must(t, l, p, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: a, N: 1 + i%3}}, Voter: forged})
		if dots := l.MyBallot(p.Person).Dots; len(dots) != 1 || dots[0].N != 1+i%3 {
			t.Errorf("person %d sees own dots %v", p.Person, dots)
		}
	}
	for _, p := range people[:2] { // one of each sector: a sector all for one thing is not shown
		must(t, l, p, model.CastBallot{After: 1, Dots: []model.Dot{{ID: b, N: 2}}})
	}
	must(t, l, model.Host, model.CloseRound{})
	if files := keys(t, dir); len(files) != 0 {
		t.Errorf("keys after the round: %v", files)
	}
	if dots := l.MyBallot(people[0].Person).Dots; dots != nil {
		t.Errorf("own dots after the round: %v", dots)
	}
	round := l.Board().LastRound()
	if result, ok := round.Result(); !ok || result.Ballots != 12 || len(round.Sectors) != 2 {
		t.Errorf("result %+v, sectors %+v", result, round.Sectors)
	}
	checkBallots(t, l, len(people)+2, len(people))
	verifyFile(t, s, l)
	id := l.Board().ID
	closeStore(t, s)

	raw, err := os.ReadFile(filepath.Join(dir, store.DatabaseName))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(raw, secret) {
		t.Error("the round's key is in the database")
	}
	if bytes.Contains(raw, []byte("key of Deltagare A")) {
		t.Error("a person's key is in the database")
	}
	if !bytes.Contains(raw, []byte(id)) {
		t.Error("the test does not see what is in the database")
	}
}

// checkBallots holds every ballot's record against what may be in it: so many
// sealed ones, all of one size and each in a slot of its own, and in the same
// transaction as the close one of each voter, in an order that is not theirs.
func checkBallots(t *testing.T, l *store.Live, sealed, voters int) {
	t.Helper()
	records, err := l.Records()
	if err != nil {
		t.Fatal(err)
	}
	slots, sizes := map[model.Token]bool{}, map[int]bool{}
	var cast []model.Token
	for i, r := range records {
		switch e := r.Event.(type) {
		case model.BallotSealed:
			slots[e.Slot], sizes[len(e.Box)] = true, true
		case model.BallotCast:
			cast = append(cast, e.Voter)
			if slots[e.Voter] || e.Voter == (model.Token{1, 2, 3}) {
				t.Errorf("ballot %d stands under %x", r.Seq, e.Voter)
			}
			if _, closed := records[i+1].Event.(model.RoundClosed); !closed && model.EventName(records[i+1].Event) != "ballot.cast" {
				t.Errorf("ballot %d stands before %T", r.Seq, records[i+1].Event)
			}
		default:
			continue
		}
		if !r.At.IsZero() || r.By != (model.Actor{}) || r.Op != "" {
			t.Errorf("ballot %d has a time, a person or an operation: %+v", r.Seq, r)
		}
		raw, err := model.EncodeRecord(r)
		var fields map[string]json.RawMessage
		if err != nil || json.Unmarshal(raw, &fields) != nil || len(fields) != 2 || fields["t"] == nil || fields["d"] == nil {
			t.Errorf("ballot %d on disk: %s, %v", r.Seq, raw, err)
		}
	}
	if len(slots) != sealed || len(sizes) != 1 || len(cast) != voters {
		t.Errorf("%d sealed ballots of %d sizes, %d cast", len(slots), len(sizes), len(cast))
	}
	if !slices.IsSortedFunc(cast, func(a, b model.Token) int { return bytes.Compare(a[:], b[:]) }) {
		t.Error("the ballots do not stand by token")
	}
}

// TestABallotAtAnothersTerminalIsLaidOnce lays two at once for somebody without
// a terminal: whichever comes first stays, also within one transaction.
func TestABallotAtAnothersTerminalIsLaidOnce(t *testing.T) {
	_, l, g := gated(t)
	anna := join(t, l, "Anna", model.Academia)
	must(t, l, model.Host, model.AllowProxies{Allowed: true})
	bo := model.Actor{Role: model.Participant, Via: anna.Person}
	bo.Person = must(t, l, anna, model.BringPerson{Name: "Bo", Sector: model.Business}).Person
	a, b := vote(t, l)
	release := g.shut()
	var all sync.WaitGroup
	all.Go(func() { must(t, l, model.Host, model.AddIdea{Text: "holds the writer"}) })
	<-g.entered
	var refused [2]error
	for i, id := range []model.ItemID{a, b} {
		all.Go(func() {
			_, refused[i] = l.Do(context.Background(), bo, fmt.Sprint("op", i), model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: id, N: 2}}})
		})
		eventually(t, "it waits", func() bool { return l.Queued() == i+1 })
	}
	release()
	all.Wait()
	if refused[0] != nil || !errors.Is(refused[1], model.ErrBallotIn) {
		t.Errorf("the first gave %v, the second %v", refused[0], refused[1])
	}
	if dots := l.MyBallot(bo.Person).Dots; len(dots) != 1 || dots[0].ID != a {
		t.Errorf("the ballot has %v", dots)
	}
}

func TestBallotsOfOneTransactionStandLastAndShuffled(t *testing.T) {
	_, l, g := gated(t)
	const voters = 40
	var people []model.Actor
	for i := range voters {
		people = append(people, join(t, l, fmt.Sprintf("Väljare %c%c", 'a'+i/26, 'a'+i%26), model.Academia))
	}
	a, _ := vote(t, l)
	release := g.shut()
	var all sync.WaitGroup
	all.Go(func() { must(t, l, model.Host, model.AddIdea{Text: "holds the writer"}) })
	<-g.entered
	for i, p := range people {
		all.Go(func() { must(t, l, p, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: a, N: 1 + i%3}}}) })
		eventually(t, "it waits", func() bool { return l.Queued() == i+1 })
	}
	all.Go(func() { must(t, l, model.Host, model.AddIdea{Text: "after the ballots"}) })
	eventually(t, "all wait", func() bool { return l.Queued() == voters+1 })
	release()
	all.Wait()

	last := g.commits[len(g.commits)-1].Payloads
	if len(last) != voters+1 || !strings.Contains(string(last[0]), "after the ballots") {
		t.Fatalf("%d events in the transaction, the first %s", len(last), last[0])
	}
	var order, asked []model.Token
	for _, payload := range last[1:] {
		r, err := model.DecodeRecord(1, payload)
		if err != nil {
			t.Fatal(err)
		}
		ballot, err := l.OpenSealed(r.Event.(model.BallotSealed))
		if err != nil {
			t.Fatal(err)
		}
		order = append(order, ballot.Voter)
	}
	for _, p := range people {
		asked = append(asked, l.Token(p.Person))
	}
	if n := l.Board().OpenRound().Cast(); n != voters {
		t.Fatalf("%d cast", n)
	}
	if slices.Equal(order, asked) { // one in 40! by chance
		t.Error("the ballots stand in the order in which they came")
	}
}

func TestShuffleGivesEachOrderAsOften(t *testing.T) {
	const runs = 12000
	count := map[[3]int]int{}
	for range runs {
		s := []int{1, 2, 3}
		store.Shuffle(s)
		count[[3]int(s)]++
	}
	for order, n := range count { // 2000 expected; six standard deviations are 245
		if n < 1755 || n > 2245 {
			t.Errorf("%v came %d times of %d", order, n, runs)
		}
	}
	if len(count) != 6 {
		t.Errorf("%d orders of 6", len(count))
	}
}

func TestTheLaterBallotOfATransactionCounts(t *testing.T) {
	_, l, g := gated(t)
	asa := join(t, l, "Åsa", model.Academia)
	a, b := vote(t, l)
	release := g.shut()
	var all sync.WaitGroup
	all.Go(func() { must(t, l, model.Host, model.AddIdea{Text: "holds the writer"}) })
	<-g.entered
	for i, id := range []model.ItemID{a, b} {
		all.Go(func() { must(t, l, asa, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: id, N: 1}}}) })
		eventually(t, "it waits", func() bool { return l.Queued() == i+1 })
	}
	release()
	all.Wait()
	if dots := l.MyBallot(asa.Person).Dots; len(dots) != 1 || dots[0].ID != b {
		t.Errorf("own dots %v, want one on %d", dots, b)
	}
}

func TestARepeatedBallotIsCastOnce(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	l := begin(t, s)
	asa := join(t, l, "Åsa", model.Academia)
	a, b := vote(t, l)
	first, err := l.Do(ctx, asa, "one", model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: a, N: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	must(t, l, asa, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: b, N: 1}}})
	again, err := l.Do(ctx, asa, "one", model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: a, N: 1}}})
	if err != nil || !again.Repeated || again.Seq != first.Seq {
		t.Errorf("again: %+v, %v", again, err)
	}
	if dots := l.MyBallot(asa.Person).Dots; len(dots) != 1 || dots[0].ID != b {
		t.Errorf("own dots %v, want one on %d", dots, b)
	}
}

func TestARoundGoesOnOverARestart(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	asa := join(t, l, "Åsa", model.Academia)
	a, b := vote(t, l)
	must(t, l, asa, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: a, N: 1}}})
	closeStore(t, s)

	s = open(t, dir, quiet)
	l, ok := s.ByCode(l.Board().Code)
	if !ok {
		t.Fatal("the code is not known any more")
	}
	if dots := l.MyBallot(asa.Person).Dots; len(dots) != 1 || dots[0].ID != a {
		t.Errorf("own dots after the restart: %v", dots)
	}
	must(t, l, asa, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: b, N: 2}}})
	if n := l.Board().OpenRound().Cast(); n != 1 {
		t.Errorf("%d have voted, want 1", n)
	}
}

func TestWithoutItsKeyARoundCanOnlyBeClosed(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	asa := join(t, l, "Åsa", model.Academia)
	a, _ := vote(t, l)
	must(t, l, asa, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: a, N: 1}}})
	closeStore(t, s)
	if err := os.Remove(keys(t, dir)[0]); err != nil {
		t.Fatal(err)
	}

	s = open(t, dir, quiet)
	l, err := s.Open(ctx, l.Board().ID)
	if err != nil {
		t.Fatal(err)
	}
	if h := l.Health(); !errors.Is(h.Err, store.ErrRoundKey) || h.Since.IsZero() {
		t.Errorf("health %+v", h)
	}
	refuse(t, l, asa, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: a, N: 2}}}, store.ErrRoundKey)
	must(t, l, model.Host, model.AddIdea{Text: "the rest goes on"})
	must(t, l, model.Host, model.CloseRound{})
	round := l.Board().LastRound()
	if _, shown := round.Result(); shown || round.IsOpen() || round.Withheld() != model.WithheldVoid || round.Cast() != 0 || round.Ballots() != nil {
		t.Errorf("closed: %+v", round)
	}
	verifyFile(t, s, l)
	if h := l.Health(); h.Err != nil {
		t.Errorf("health %+v after the round", h)
	}
	must(t, l, model.Host, model.OpenRound{Dots: 1})
	must(t, l, asa, model.CastBallot{After: model.AfterAny, Dots: []model.Dot{{ID: a, N: 1}}})
}

func TestKeysLeftBehindAreDestroyed(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	vote(t, l)
	id := l.Board().ID
	closeStore(t, s)
	for _, name := range []string{id + "-7.key", "NOBODY-1.key"} {
		if err := os.WriteFile(filepath.Join(dir, "rounds", name), make([]byte, 32), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	open(t, dir, quiet)
	if files := keys(t, dir); len(files) != 1 || filepath.Base(files[0]) != id+"-1.key" {
		t.Errorf("keys %v; want that of the open round alone", files)
	}
	if info, err := os.Stat(keys(t, dir)[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}
