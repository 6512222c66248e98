package store_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/store"
)

// damaged is a data folder whose database can be damaged again and again.
type damaged struct {
	dir, file, id string
	whole         []byte
	picture       string // of the board
}

func newDamaged(t *testing.T) *damaged {
	t.Helper()
	d := &damaged{dir: t.TempDir()}
	d.file = filepath.Join(d.dir, store.DatabaseName)
	s := open(t, d.dir, quiet)
	l := begin(t, s)
	d.id = l.Board().ID
	for n := range 120 {
		must(t, l, model.Host, model.AddIdea{Text: fmt.Sprint("En idé bland många, nummer ", n)})
	}
	must(t, l, model.Host, model.EndWorkshop{}) // which makes a backup
	d.picture = picture(t, l.Board())
	closeStore(t, s)
	var err error
	if d.whole, err = os.ReadFile(d.file); err != nil {
		t.Fatal(err)
	}
	return d
}

// try damages the file and tells whether it was noticed. What is not noticed
// must not matter: the board is what it was. Nothing may
// crash.
func (d *damaged) try(t *testing.T, harm func(file []byte)) (noticed bool) {
	t.Helper()
	file := append([]byte(nil), d.whole...)
	harm(file)
	if err := os.WriteFile(d.file, file, 0o600); err != nil {
		t.Fatal(err)
	}
	report, err := store.CheckFile(ctx, d.file)
	noticed = err != nil || !report.OK()
	if err != nil && !errors.Is(err, store.ErrDamaged) && !errors.Is(err, store.ErrNotDatabase) && !errors.Is(err, store.ErrNewer) {
		t.Errorf("check gives the nameless %v", err)
	}
	s, err := store.Open(d.dir, quiet)
	if err != nil {
		if !noticed {
			t.Errorf("check saw nothing and it cannot be opened: %v", err)
		}
		return noticed
	}
	defer closeStore(t, s)
	l, err := s.Open(ctx, d.id)
	switch {
	case err != nil && !noticed:
		t.Errorf("check saw nothing and the workshop cannot be opened: %v", err)
	case err == nil && picture(t, l.Board()) != d.picture && !onlyLast(report):
		t.Errorf("another board was opened, and check says %+v", report.Problems)
	}
	return noticed
}

// onlyLast reports whether a check warns that the last write may be lost: one of
// the first two pages is damaged, and bbolt goes on from the other.
func onlyLast(r store.Report) bool {
	return slices.ContainsFunc(r.Problems, func(p store.Problem) bool { return strings.Contains(p.What, "first two") })
}

// restore holds that the backup is found and makes all good again.
func (d *damaged) restore(t *testing.T) {
	t.Helper()
	good, err := store.NewestGood(ctx, d.dir)
	if err != nil || good.File == "" {
		t.Fatalf("no good backup: %v", err)
	}
	aside, err := store.Restore(ctx, d.dir, good.File, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(aside); err != nil {
		t.Error(err)
	}
	s := open(t, d.dir, quiet)
	l, err := s.Open(ctx, d.id)
	if err != nil || picture(t, l.Board()) != d.picture {
		t.Errorf("restored it is another board: %v", err)
	}
}

func TestDamageIsNoticedNamedAndMadeGood(t *testing.T) {
	d := newDamaged(t)
	page := os.Getpagesize()
	for name, harm := range map[string]func(*rand.Rand, []byte){
		"a flipped bit": func(r *rand.Rand, file []byte) { file[r.IntN(len(file))] ^= 1 << r.IntN(8) },
		"a zeroed page": func(r *rand.Rand, file []byte) {
			at := page * r.IntN(len(file)/page)
			clear(file[at : at+page])
		},
		"a page of noise": func(r *rand.Rand, file []byte) {
			at := page * r.IntN(len(file)/page)
			for i := range page {
				file[at+i] = byte(r.Uint32())
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			seed := rand.Uint64()
			r := rand.New(rand.NewPCG(seed, 0))
			noticed, tries := 0, long(40, 2000)
			for range tries {
				if d.try(t, func(file []byte) { harm(r, file) }) {
					noticed++
				}
			}
			t.Logf("seed %d: %d of %d noticed, the rest were in no event", seed, noticed, tries)
			if noticed == 0 {
				t.Error("no damage was noticed")
			}
			d.restore(t)
		})
	}
}
