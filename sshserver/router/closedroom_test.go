package router

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"verkstad/model"
	"verkstad/store"
	"verkstad/ui/lines"
)

// TestStrangersKeepNoWorkshopFromBeingForgotten has strangers hold every way in open
// that needs nothing but the code. A facilitator in a conversation is asked to leave first.
func TestStrangersKeepNoWorkshopFromBeingForgotten(t *testing.T) {
	d := realDoor(t)
	eva := newKey(t)
	d.leads(eva)
	wall, newcomer := d.sit("the wall", "KRABBA+projector", nil), d.sit("a newcomer", "KRABBA", newKey(t))
	wall.sees("Återbruk")
	newcomer.sees("Vilken sektor hör du till?")
	watcher, stranger, leader := d.talk("KRABBA+projector", nil), d.talk("KRABBA", newKey(t)), d.talk("KRABBA", eva)
	for _, c := range []*talk{watcher, stranger, leader} {
		c.says("status", "Återbruk")
	}
	id := d.room.Board().ID
	_, err := d.store.Forget(t.Context(), []string{id})
	if in, ok := errors.AsType[*store.InUseError](err); !ok || in.Screens != 1 || len(in.People) != 0 {
		t.Fatalf("while somebody leads in lines it gives %+v", err)
	}
	leader.says("quit", "")
	<-leader.over
	d.eventually("nobody leads", func(*model.Board) bool { return d.room.Presence().Hosts == 0 })

	done, err := d.store.Forget(t.Context(), []string{id})
	if err != nil || done.Watching != 4 {
		t.Fatalf("it gives %+v, %v", done, err)
	}
	const said = "Träffen tas bort för alltid"
	for _, s := range []*seat{wall, newcomer} {
		if last := s.ends(); !strings.Contains(last, said) {
			t.Errorf("%s is told %q", s.who, last)
		}
	}
	watcher.ends(said)
	stranger.ends(said)
	// Afterwards there is no such workshop, for facilitators either.
	if _, errs, code := d.line("KRABBA", eva, "status"); code != lines.NotJoined || !strings.Contains(errs, "no workshop with that code") {
		t.Errorf("whoever leads is told %q, code %d", errs, code)
	}
}

// TestReopenDuringForgetSaysWhatIsSo has a line command find a workshop that has
// ended, which is forgotten, or written anew, before the command is done.
func TestReopenDuringForgetSaysWhatIsSo(t *testing.T) {
	for name, is := range map[string]struct {
		do   func(*store.Store, string) error
		said string
		code int
	}{
		"forgotten": {func(s *store.Store, id string) error {
			_, err := s.Forget(t.Context(), []string{id})
			return err
		}, "tas bort för alltid", lines.NotJoined},
		"written anew": {func(s *store.Store, id string) error {
			_, err := s.MakeNameless(t.Context(), id, model.Named{Person: 1}, "någon")
			return err
		}, "skrivs om just nu", lines.CannotDo},
	} {
		t.Run(name, func(t *testing.T) {
			var during atomic.Pointer[func()]
			d := realDoor(t, func(s *setting) {
				s.found = func() {
					if f := during.Swap(nil); f != nil {
						(*f)()
					}
				}
			})
			eva := newKey(t)
			d.leads(eva)
			d.does(newKey(t), "join --name Åsa --sector akademi")
			d.does(eva, "end")
			f := func() {
				if err := is.do(d.store, d.room.Board().ID); err != nil {
					t.Error(err)
				}
			}
			during.Store(&f)
			if _, errs, code := d.line("KRABBA", eva, "reopen"); code != is.code || !strings.Contains(errs, is.said) {
				t.Errorf("it is told %q, code %d", errs, code)
			}
		})
	}
}

// TestNobodyReadsAForgottenWorkshop holds that the workshop that the server was
// started for is nobody's any more when it is forgotten, facilitators included.
func TestNobodyReadsAForgottenWorkshop(t *testing.T) {
	d := realDoor(t)
	eva := newKey(t)
	d.leads(eva)
	d.does(eva, "status")
	if _, err := d.store.Forget(t.Context(), []string{d.room.Board().ID}); err != nil {
		t.Fatal(err)
	}
	for _, user := range []string{"KRABBA", "eva", "projector"} {
		for _, line := range []string{"board", "status", "export json", "next"} {
			if out, errs, code := d.line(user, eva, line); code != 3 || out != "" {
				t.Errorf("%s as %s answers %q %q, code %d", line, user, out, errs, code)
			}
		}
	}
}

// TestWhoCameInAsAWorkshopWasForgottenIsToldToo opens a screen on a workshop that is
// forgotten between its code being found and its screen being shown.
func TestWhoCameInAsAWorkshopWasForgottenIsToldToo(t *testing.T) {
	var during atomic.Pointer[func()]
	d := realDoor(t, func(s *setting) {
		s.found = func() {
			if f := during.Swap(nil); f != nil {
				(*f)()
			}
		}
	})
	f := func() {
		if _, err := d.store.Forget(t.Context(), []string{d.room.Board().ID}); err != nil {
			t.Error(err)
		}
	}
	during.Store(&f)
	late := d.sit("who came late", "KRABBA", nil) // a key would be looked up before
	if last := late.ends(); !strings.Contains(last, "tas bort för alltid") {
		t.Errorf("they are told %q", last)
	}
}
