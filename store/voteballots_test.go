package store_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/anishathalye/porcupine"

	"verkstad/model"
	"verkstad/store"
)

// ballots is what lies in the log of the votes of a test, by voter: with the
// round's key, that a test may copy while the round is open, it can be told.
// A client that was cut off does not know whether its ballot was taken before
// the kill; without the log there would be too many orders to try.
type ballots struct {
	dir     string
	secrets map[int][32]byte // by round
	log     map[ballotOf][]lastDraft
}

type ballotOf struct{ person, round int }

// lastDraft is a ballot in the log.
type lastDraft struct {
	choice int // candidate, from 1; 0 takes the vote back
	seq    uint64
}

// learn copies the key of a round that is open.
func (b *ballots) learn(t *testing.T, round int) {
	files, err := filepath.Glob(filepath.Join(b.dir, "rounds", fmt.Sprintf("*-%d.key", round)))
	if err != nil || len(files) != 1 {
		t.Errorf("round %d: keys %v, %v", round, files, err)
		return
	}
	raw, err := os.ReadFile(files[0])
	if err != nil || len(raw) != 32 {
		t.Errorf("round %d: a key of %d bytes, %v", round, len(raw), err)
		return
	}
	b.secrets[round] = [32]byte(raw)
}

// read reads the log when all is over.
func (b *ballots) read(t *testing.T) {
	t.Helper()
	s := open(t, b.dir, quiet)
	defer closeStore(t, s)
	all, err := s.List()
	if err != nil {
		t.Fatal(err)
	}
	records, err := s.Records(all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	voter := map[model.Token]ballotOf{}
	for round, secret := range b.secrets {
		for p := range voters {
			voter[store.TokenOf(secret, model.PersonID(p+1))] = ballotOf{p + 1, round}
		}
	}
	end := model.Fold(records)
	ideas := end.Ideas(model.Host)
	for _, r := range records {
		sealed, ok := r.Event.(model.BallotSealed)
		if !ok {
			continue
		}
		cast, err := store.OpenSealedOf(b.secrets[int(sealed.Round)], all[0].ID, end.Round(sealed.Round), sealed)
		if err != nil {
			t.Errorf("event %d: %v", r.Seq, err)
			continue
		}
		of := voter[cast.Voter]
		if of.round != int(cast.Round) {
			t.Errorf("event %d is a ballot of nobody", r.Seq)
		}
		w := lastDraft{seq: r.Seq}
		for _, d := range cast.Dots {
			w.choice = 1 + slices.IndexFunc(ideas, func(i *model.Idea) bool { return i.ID == d.ID })
		}
		b.log[of] = append(b.log[of], w)
	}
}

// settle gives the operations with each ballot where it is in the log, without
// those that wrote none.
func (b *ballots) settle(t *testing.T, history []porcupine.Operation) (all []porcupine.Operation) {
	t.Helper()
	slices.SortStableFunc(history, func(a, b porcupine.Operation) int { return cmp.Compare(a.Call, b.Call) })
	before := map[ballotOf]int{}
	for _, o := range history {
		ask, says := o.Input.(voteAsk), o.Output.(voteOutcome)
		if ask.Kind != "vote" {
			if !says.Refused || says.again {
				all = append(all, o)
			}
			continue
		}
		of := ballotOf{ask.Person, ask.Round}
		if says.Refused && !says.again || before[of] == ask.Choice {
			continue
		}
		left := b.log[of]
		if len(left) == 0 || left[0].choice != ask.Choice {
			if !says.Refused {
				t.Errorf("%+v was taken, and the log has %+v", ask, left)
			}
			continue
		}
		b.log[of], before[of] = left[1:], ask.Choice
		says.Refused, says.Same, says.Seq = false, false, left[0].seq
		o.Output = says
		all = append(all, o)
	}
	for of, left := range b.log {
		if len(left) > 0 {
			t.Errorf("%+v has %+v in the log that nobody cast", of, left)
		}
	}
	return all
}
