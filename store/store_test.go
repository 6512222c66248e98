package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"verkstad/model"
	"verkstad/model/code"
	"verkstad/store"
)

func TestTheDataFolderIsItsOwnersAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "verkstad")
	open(t, dir, quiet)
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v; want 0700", info.Mode(), err)
	}
}

func TestASecondVerkstadIsToldSoWithinASecond(t *testing.T) {
	dir := t.TempDir()
	open(t, dir, quiet)
	began := time.Now()
	_, err := store.Open(dir, quiet)
	if !errors.Is(err, store.ErrLocked) || !strings.Contains(err.Error(), "another Verkstad") {
		t.Errorf("got %v", err)
	}
	if took := time.Since(began); took > 1500*time.Millisecond {
		t.Errorf("it took %v", took)
	}
}

func TestCodes(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	create := func(c string) (*store.Live, error) {
		return s.Create(ctx, model.CreateWorkshop{Title: "Träff " + c, Code: c, Phases: oneGather()})
	}
	drawn, err := create("")
	if err != nil {
		t.Fatal(err)
	}
	if c := drawn.Board().Code; len(c) != 6 || strings.Trim(c, code.Alphabet) != "" {
		t.Errorf("drawn code %q", c)
	}
	humla, err := create("humla")
	if err != nil || humla.Board().Code != "HUMLA" {
		t.Fatalf("%v, %v", humla, err)
	}
	if _, err := create("hum-1a"); !errors.Is(err, store.ErrCodeTaken) {
		t.Errorf("the same code, typed otherwise: %v", err)
	}
	if _, err := create("kråka"); !errors.Is(err, store.ErrCode) {
		t.Errorf("a code that cannot be typed: %v", err)
	}
	if l, ok := s.ByCode(" hum1a"); !ok || l != humla {
		t.Errorf("by code: %v, %v", l, ok)
	}
	must(t, humla, model.Host, model.EndWorkshop{})
	if l, ok := s.ByCode("humla"); !ok || l != humla {
		t.Errorf("an ended workshop by its code: %v, %v", l, ok)
	}
	next, err := create("HUMLA")
	if err != nil {
		t.Fatal(err)
	}
	if l, ok := s.ByCode("humla"); !ok || l != next {
		t.Errorf("one that goes on must come before one that has ended: %v, %v", l, ok)
	}
	for _, wrong := range []string{"", "nobody", "humlan", "å"} {
		if _, ok := s.ByCode(wrong); ok {
			t.Errorf("%q found something", wrong)
		}
	}
}

func TestCreateRefuses(t *testing.T) {
	s := open(t, t.TempDir(), quiet)
	for _, c := range []struct {
		c    model.CreateWorkshop
		want error
	}{
		{model.CreateWorkshop{Title: " ", Phases: oneGather()}, model.ErrEmpty},
		{model.CreateWorkshop{Title: "A", ID: "../x", Phases: oneGather()}, store.ErrID},
		{model.CreateWorkshop{Title: "A", ID: "a-1", Phases: oneGather()}, store.ErrID},
	} {
		if _, err := s.Create(ctx, c.c); !errors.Is(err, c.want) {
			t.Errorf("%+v: got %v, want %v", c.c, err, c.want)
		}
	}
	if _, err := s.Create(ctx, model.CreateWorkshop{Title: "A", ID: "same", Phases: oneGather()}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Create(ctx, model.CreateWorkshop{Title: "B", ID: "same", Phases: oneGather()}); !errors.Is(err, store.ErrID) {
		t.Errorf("the same id twice: %v", err)
	}
	if all, err := s.List(); err != nil || len(all) != 1 {
		t.Errorf("list %+v, %v", all, err)
	}
}

func TestListAndFind(t *testing.T) {
	dir := t.TempDir()
	c := newClock()
	o := quiet
	o.Now = func() time.Time { return c.pass(time.Minute) }
	s := open(t, dir, o)
	for _, c := range []model.CreateWorkshop{
		{ID: "01AAAA", Title: "Återbruk i Lund", Code: "KRABBA"},
		{ID: "01AABB", Title: "Återbruk i Eslöv", Code: "HUMMER"},
		{ID: "01CCCC", Title: "Mat", Code: "TORSK"},
	} {
		c.Phases = oneGather()
		if _, err := s.Create(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	l, err := s.Open(ctx, "01AAAA")
	if err != nil {
		t.Fatal(err)
	}
	must(t, l, model.Host, model.Next{})
	must(t, l, model.Host, model.AddIdea{Text: "En"})
	closeStore(t, s)

	s = open(t, dir, quiet)
	all, err := s.List()
	if err != nil || len(all) != 3 || all[0].ID != "01AAAA" || all[0].Ideas != 1 || all[0].Events != 3 || all[1].ID != "01CCCC" {
		t.Errorf("list %+v, %v", all, err)
	}
	for asked, want := range map[string]string{
		"01AAAA": "01AAAA", "01aaaa": "01AAAA", "krabba": "01AAAA", "01cc": "01CCCC", "mat": "01CCCC",
		"återbruk lund": "01AAAA", "esl": "01AABB", "T0RSK": "01CCCC",
		"A\u030aterbruk lund": "01AAAA", "aterbruk lund": "01AAAA", "eslov": "01AABB",
	} {
		if id, err := s.Find(asked); err != nil || id != want {
			t.Errorf("Find(%q) = %q, %v; want %q", asked, id, err, want)
		}
	}
	for _, asked := range []string{"återbruk", "01AA"} {
		_, err := s.Find(asked)
		if several, ok := errors.AsType[*store.AmbiguousError](err); !ok || len(several.Matches) != 2 || !strings.Contains(err.Error(), "Eslöv") {
			t.Errorf("Find(%q): %v", asked, err)
		}
	}
	for _, asked := range []string{"", " ", "01C", "nothing"} {
		if id, err := s.Find(asked); !errors.Is(err, store.ErrNoWorkshop) {
			t.Errorf("Find(%q) = %q, %v", asked, id, err)
		}
	}
	if _, err := s.Open(ctx, "nobody"); !errors.Is(err, store.ErrNoWorkshop) {
		t.Errorf("open what is not there: %v", err)
	}
	if _, err := s.Records("nobody"); !errors.Is(err, store.ErrNoWorkshop) {
		t.Errorf("records of what is not there: %v", err)
	}
}

// tamper changes an event of the workshop behind the store's back.
func tamper(t *testing.T, file, workshop string, seq byte) {
	t.Helper()
	db, err := bbolt.Open(file, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket([]byte("workshops")).Bucket([]byte(workshop)).Bucket([]byte("events"))
		key := []byte{0, 0, 0, 0, 0, 0, 0, seq}
		v := append([]byte(nil), b.Get(key)...)
		v[len(v)-10]++
		return b.Put(key, v)
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestAChangedByteIsNamedAndOthersGoOn(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l, other := begin(t, s), begin(t, s)
	for _, text := range []string{"En", "Två", "Tre"} {
		must(t, l, model.Host, model.AddIdea{Text: text})
	}
	id := l.Board().ID
	closeStore(t, s)
	tamper(t, filepath.Join(dir, store.DatabaseName), id, 4)

	s = open(t, dir, quiet)
	report, err := s.Check(ctx)
	if err != nil || len(report.Problems) != 1 || report.Problems[0].Workshop != id || report.Problems[0].Seq != 4 {
		t.Errorf("check: %+v, %v", report, err)
	}
	if _, err := s.Open(ctx, id); !errors.Is(err, store.ErrDamaged) || !strings.Contains(err.Error(), "event 4") {
		t.Errorf("open: %v", err)
	}
	if records, err := s.Records(id); len(records) != 3 || !errors.Is(err, store.ErrDamaged) {
		t.Errorf("%d records, %v; want those before the damage", len(records), err)
	}
	whole, err := s.Open(ctx, other.Board().ID)
	if err != nil {
		t.Fatal(err)
	}
	must(t, whole, model.Host, model.AddIdea{Text: "goes on"})
}

func TestBackupIsWholeAndNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	l := begin(t, s)
	must(t, l, model.Host, model.AddIdea{Text: "En"})
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(file); err != nil {
		t.Fatal(err)
	}
	must(t, l, model.Host, model.AddIdea{Text: "Två"})
	if err := s.Backup(file); !errors.Is(err, store.ErrExists) {
		t.Errorf("over another: %v", err)
	}
	report, err := store.CheckFile(ctx, file)
	if err != nil || !report.OK() || report.Workshops != 1 || report.Events != 3 {
		t.Errorf("the backup: %+v, %v", report, err)
	}
	tamper(t, file, l.Board().ID, 2)
	if report, err := store.CheckFile(ctx, file); err != nil || report.OK() {
		t.Errorf("the damaged backup: %+v, %v", report, err)
	}
	if _, err := store.CheckFile(ctx, filepath.Join(dir, store.DatabaseName)); !errors.Is(err, store.ErrLocked) {
		t.Errorf("a file that is open: %v", err)
	}
}
