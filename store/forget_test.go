package store_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/store"
)

// filesWith is the files below a folder in whose bytes a text stands.
func filesWith(t testing.TB, dir, text string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		if bytes.Contains(raw, []byte(text)) {
			found = append(found, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// twoWorkshops makes two workshops, backs them up, and ends the first. In the
// first, Åsa Hemlig writes, votes and promises; her texts say "hemligheten".
func twoWorkshops(t testing.TB, dir string) (s *store.Store, first, second *store.Live) {
	t.Helper()
	s = open(t, dir, quiet)
	first, second = begin(t, s), begin(t, s)
	åsa := join(t, first, "Åsa Hemlig", model.Academia)
	must(t, first, åsa, model.AddIdea{Text: "hemligheten om bron"})
	must(t, first, model.Host, model.MakeCommitment{What: "ringa", Who: "Åsa Hemlig och Bo"})
	first.SaveDraft(åsa.Person, "gather", "hemligheten i utkast")
	bo := join(t, second, "Bo Kvar", model.Academia)
	must(t, second, bo, model.AddIdea{Text: "det som ska vara kvar"})
	if err := os.MkdirAll(filepath.Join(dir, store.BackupsName), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(filepath.Join(dir, store.BackupsName, "20260101T090000.000Z.db")); err != nil {
		t.Fatal(err)
	}
	must(t, first, model.Host, model.EndWorkshop{})
	eventually(t, "the phase that has ended is backed up", func() bool {
		making, _ := filepath.Glob(filepath.Join(dir, store.BackupsName, "*.new-*"))
		return len(backups(t, dir)) == 2 && len(making) == 0
	})
	return s, first, second
}

func TestWhatIsForgottenIsInNoFileAnyMore(t *testing.T) {
	dir := t.TempDir()
	s, first, second := twoWorkshops(t, dir)
	aside := filepath.Join(dir, store.DatabaseName+".aside-20260101T090000.000Z")
	if err := s.Backup(aside); err != nil {
		t.Fatal(err)
	}
	if found := filesWith(t, dir, "hemligheten"); len(found) != 4 {
		t.Fatalf("before, it stands in %v", found)
	}
	id := first.Board().ID
	done, err := s.Forget(ctx, []string{id})
	if err != nil {
		t.Fatal(err)
	}
	if len(done.Files) != 3 || len(done.Unread) != 0 || len(done.Workshops) != 1 {
		t.Errorf("it says %+v", done)
	}
	for _, text := range []string{"hemligheten", "Hemlig", id} {
		if found := filesWith(t, dir, text); len(found) > 0 {
			t.Errorf("%q stands in %v", text, found)
		}
	}
	if _, err := s.Open(ctx, id); !errors.Is(err, store.ErrNoWorkshop) {
		t.Errorf("it can be opened: %v", err)
	}
	if _, err := s.Forget(ctx, []string{id}); !errors.Is(err, store.ErrNoWorkshop) {
		t.Errorf("twice: %v", err)
	}
	// The other goes on, in the same file, and its backups are whole.
	bo := model.Actor{Person: 1, Role: model.Participant}
	must(t, second, bo, model.AddIdea{Text: "efteråt"})
	verifyFile(t, s, second)
	closeStore(t, s)
	for _, file := range []string{filepath.Join(dir, store.DatabaseName), aside, done.Files[0]} {
		report, err := store.CheckFile(ctx, file)
		if err != nil || !report.OK() || report.Workshops != 1 {
			t.Errorf("%s: %+v, %v", file, report, err)
		}
	}
	again := open(t, dir, quiet)
	l, err := again.Open(ctx, second.Board().ID)
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := l.Board().IdeaCount(0); n != 2 {
		t.Errorf("the other has %d ideas", n)
	}
}

func TestAWorkshopWithSomebodyInItIsNotForgotten(t *testing.T) {
	dir := t.TempDir()
	s, first, _ := twoWorkshops(t, dir)
	leave := first.Enter(1)
	ids := []string{first.Board().ID}
	hosts := first.Enter(0)
	_, err := s.Forget(ctx, ids)
	if in, ok := errors.AsType[*store.InUseError](err); !ok || !errors.Is(err, store.ErrInUse) || !slices.Equal(in.People, []string{"Åsa Hemlig"}) || in.Screens != 1 {
		t.Fatalf("it gives %+v", err)
	}
	hosts()
	if err := s.Forgettable(ids); !errors.Is(err, store.ErrInUse) {
		t.Errorf("asked before, it gives %v", err)
	}
	if len(filesWith(t, dir, "hemligheten")) == 0 {
		t.Error("it is gone all the same")
	}
	leave()
	if _, err := s.Forget(ctx, []string{first.Board().ID}); err != nil {
		t.Error(err)
	}
}

// TestWhoOnlyLooksOnKeepsNothingFromBeingForgotten has a projector, one who has not
// joined and one who was shown out at their screens: a stranger can be all of these.
func TestWhoOnlyLooksOnKeepsNothingFromBeingForgotten(t *testing.T) {
	for name, do := range map[string]struct {
		do   func(s *store.Store, id string) (model.Forgotten, error)
		told error
	}{
		"forget": {func(s *store.Store, id string) (model.Forgotten, error) { return s.Forget(ctx, []string{id}) }, store.ErrForgotten},
		"nameless": {func(s *store.Store, id string) (model.Forgotten, error) {
			return s.MakeNameless(ctx, id, model.Named{Person: 1}, "någon")
		}, store.ErrRewriting},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir(), quiet)
			l := begin(t, s)
			åsa := join(t, l, "Åsa", model.Academia)
			must(t, l, model.Actor{Role: model.Observer}, model.JoinPerson{Key: "wall", Role: model.Observer, Name: "Storbild 1"})
			out := join(t, l, "Bo", model.Business)
			must(t, l, model.Host, model.RemovePerson{Person: out.Person})
			must(t, l, model.Host, model.EndWorkshop{})
			wall, err := l.Do(ctx, model.Actor{Role: model.Observer}, "", model.JoinPerson{Key: "wall", Role: model.Observer, Name: "Storbild 1"})
			if err != nil || wall.Person == åsa.Person {
				t.Fatal(wall, err)
			}
			l.Enter(wall.Person)
			l.Enter(out.Person)
			l.Wait()
			wake, cancel := l.Subscribe()
			defer cancel()
			leave := l.Enter(åsa.Person)
			if _, err := do.do(s, l.Board().ID); !errors.Is(err, store.ErrInUse) || l.Gone() != nil {
				t.Fatalf("with a participant inside it gives %v, and is gone: %v", err, l.Gone())
			}
			leave()
			done, err := do.do(s, l.Board().ID)
			if err != nil || done.Watching != 3 {
				t.Fatalf("it gives %+v, %v", done, err)
			}
			eventually(t, "who looks on is woken and told", func() bool {
				select {
				case <-wake:
					return errors.Is(l.Gone(), do.told)
				default:
					return false
				}
			})
			refuse(t, l, model.Host, model.ReopenWorkshop{}, do.told.(*model.Error))
		})
	}
}

// TestAWorkshopIsOpenedAgainOnceItsFilesAreWritten asks for it all the while that
// somebody is made nameless in it, as people do who connect.
func TestAWorkshopIsOpenedAgainOnceItsFilesAreWritten(t *testing.T) {
	s, first, _ := twoWorkshops(t, t.TempDir())
	id := first.Board().ID
	stop, asked := make(chan struct{}), make(chan error, 1)
	go func() {
		for {
			l, err := s.Open(ctx, id)
			if err != nil {
				asked <- err
				return
			}
			select {
			case <-stop:
				_, err = l.Do(ctx, model.Host, "", model.ReopenWorkshop{})
				asked <- err
				return
			default:
			}
		}
	}()
	if _, err := s.MakeNameless(ctx, id, model.Named{Person: 1}, "någon"); err != nil {
		t.Error(err)
	}
	close(stop)
	if err := <-asked; err != nil {
		t.Errorf("who opened it meanwhile gets %v", err)
	}
}

func TestAFileThatCannotBeReadIsNamed(t *testing.T) {
	dir := t.TempDir()
	s, first, _ := twoWorkshops(t, dir)
	broken := filepath.Join(dir, store.BackupsName, "20250101T090000.000Z.db")
	if err := os.WriteFile(broken, []byte("hemligheten, but no database"), 0o600); err != nil {
		t.Fatal(err)
	}
	done, err := s.Forget(ctx, []string{first.Board().ID})
	if err != nil || len(done.Unread) != 1 || done.Unread[0] != broken {
		t.Errorf("it says %+v, %v", done, err)
	}
}

func TestANamelessPersonIsInNoFileAndTheChainSaysSo(t *testing.T) {
	dir := t.TempDir()
	s, first, second := twoWorkshops(t, dir)
	id := first.Board().ID
	var before bytes.Buffer
	if err := s.ExportLog(&before, id); err != nil {
		t.Fatal(err)
	}
	if _, err := s.MakeNameless(ctx, second.Board().ID, model.Named{Person: 1}, "någon"); !errors.Is(err, store.ErrGoing) {
		t.Errorf("in one that goes on: %v", err)
	}
	if _, err := s.MakeNameless(ctx, id, model.Named{Person: 7}, "någon"); !errors.Is(err, store.ErrNoPerson) {
		t.Errorf("nobody: %v", err)
	}
	if _, err := s.MakeNameless(ctx, id, model.Named{Person: 1}, "någon"); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"Åsa Hemlig", "hemligheten i utkast"} {
		if found := filesWith(t, dir, text); len(found) > 0 {
			t.Errorf("%q stands in %v", text, found)
		}
	}
	l, err := s.Open(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	verifyFile(t, s, l)
	b := l.Board()
	if p := b.Person(1); p.Name != "någon" || p.Key != "" || p.Sector != model.Academia {
		t.Errorf("the person is %+v", p)
	}
	if who := b.Commitments()[0].Who; who != "någon och Bo" {
		t.Errorf("the commitment is of %q", who)
	}
	if len(filesWith(t, dir, "hemligheten om bron")) != 3 {
		t.Error("what she wrote is gone")
	}
	// The last event has the hash that the log ended with before.
	head := strings.Split(before.String(), `"head":"`)[1][:64]
	records, err := s.Records(id)
	if err != nil {
		t.Fatal(err)
	}
	last, ok := records[len(records)-1].Event.(model.PersonForgotten)
	if !ok || last.Before != head || last.ID != 1 {
		t.Errorf("the last event is %+v, the log ended with %s", records[len(records)-1].Event, head)
	}
	// Everything else is the same, byte for byte.
	var after bytes.Buffer
	if err := s.ExportLog(&after, id); err != nil {
		t.Fatal(err)
	}
	old, now := events(before.String()), events(after.String())
	if len(now) != len(old)+1 {
		t.Fatalf("%d events became %d", len(old), len(now))
	}
	for i, e := range old {
		if e != now[i] && !strings.Contains(e, "Åsa Hemlig") {
			t.Errorf("event %d was\n%s\nand is\n%s", i+1, e, now[i])
		}
	}
}

// events is the events of an exported log.
func events(log string) (all []string) {
	for _, line := range strings.Split(log, "\n") {
		if _, event, ok := strings.Cut(line, `"event":`); ok {
			all = append(all, event)
		}
	}
	return all
}

// TestANameThatNobodyJoinedUnderIsForgottenToo has one as the author of an imported
// idea, and as who wrote a promise down in another's name or said no to one, which
// the next meeting carried on.
func TestANameThatNobodyJoinedUnderIsForgottenToo(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quiet)
	first, next := begin(t, s), begin(t, s)
	cia := join(t, first, "Cia Skrivare", model.Academia)
	join(t, first, "Bo", model.Business)
	must(t, first, model.Host, model.ImportIdeas{Ideas: []model.ImportedIdea{{Text: "en lista", Author: "Ida Importerad"}}})
	must(t, first, model.Host, model.AppointFacilitator{Person: cia.Person})
	cia.Role = model.Facilitator
	must(t, first, cia, model.MakeCommitment{What: "ringer", Who: "Bo"}) // who has not agreed
	must(t, first, model.Host, model.MakeCommitment{What: "skriver", Who: "Ida Importerad"})
	rut := join(t, first, "Rut Refuserar", model.Business)
	must(t, first, model.Host, model.MakeCommitment{What: "kör", Who: "Rut"})
	all := first.Board().Commitments()
	must(t, first, rut, model.AnswerCommitment{ID: all[len(all)-1].ID})
	must(t, next, model.Host, first.Board().Leaves(nil))
	if n := len(filesWith(t, dir, "Cia Skrivare")); n != 1 {
		t.Fatalf("before, it stands in %d files", n)
	}
	must(t, first, model.Host, model.EndWorkshop{})
	must(t, next, model.Host, model.EndWorkshop{})
	one, two := first.Board().ID, next.Board().ID
	if err := s.CanBeNameless(one, model.Named{Name: "Nobody"}); !errors.Is(err, store.ErrNoPerson) {
		t.Errorf("nobody is so called: %v", err)
	}
	for _, who := range []struct {
		named model.Named
		there model.Named // in the next meeting
	}{{model.Named{Name: "ida importerad"}, model.Named{Name: "Ida Importerad"}}, {model.Named{Person: cia.Person}, model.Named{Name: "Cia Skrivare"}},
		{model.Named{Person: rut.Person}, model.Named{Name: "Rut Refuserar"}}} {
		if err := s.CanBeNameless(one, who.named); err != nil {
			t.Fatal(err)
		}
		done, err := s.MakeNameless(ctx, one, who.named, "någon")
		if err != nil || len(done.Later) != 1 || done.Later[0].ID != two {
			t.Fatalf("%+v, %v: the next meeting still has it", done, err)
		}
		if _, err := s.MakeNameless(ctx, two, who.there, "någon"); err != nil {
			t.Fatal(err)
		}
		if found := filesWith(t, dir, who.there.Name); len(found) > 0 {
			t.Errorf("%s stands in %v", who.there.Name, found)
		}
	}
	for _, id := range []string{one, two} {
		l, err := s.Open(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		verifyFile(t, s, l)
	}
	if len(filesWith(t, dir, "en lista")) == 0 {
		t.Error("what was imported is gone")
	}
}
