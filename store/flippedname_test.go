package store_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/store"
)

// TestAFlippedNameIsDamage flips each byte of each name in the file, wherever it
// stands. A name has no sum. Either it is damage, for check and when the workshop is
// opened, or it opens and all is there.
func TestAFlippedNameIsDamage(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, store.DatabaseName)
	s := open(t, dir, quiet)
	l := begin(t, s)
	id := l.Board().ID
	asa := join(t, l, "Åsa", model.Academia)
	l.SaveDraft(asa.Person, "gather", "ett utkast")
	must(t, l, model.Host, model.MakeTickets{Hashes: []model.TicketHash{l.TicketHash("ABCDEFGHJK")}})
	want := picture(t, l.Board())
	closeStore(t, s)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	// is reports whether the workshop opens and all of it is there; err is why it does not.
	is := func() (err error) {
		s, err := store.Open(dir, quiet)
		if err != nil {
			return err
		}
		defer closeStore(t, s)
		l, err := s.Open(ctx, id)
		if err != nil {
			return err
		}
		if no, err := l.Ticket(ctx, "ABCDEFGHJK"); picture(t, l.Board()) != want || l.Draft(asa.Person, "gather") != "ett utkast" || err != nil || no != 1 {
			t.Errorf("it opens, and not all is there: ticket %d, %v", no, err)
		}
		return nil
	}
	hit := map[string]int{}
	for _, name := range []string{"meta", "workshops", "events", "drafts", "tickets", "head", "info", "schema_version", "secret", id} {
		for from := 0; ; {
			at := strings.Index(string(whole[from:]), name)
			if at < 0 {
				break
			}
			from += at + len(name)
			for n := range name {
				flipped := append([]byte(nil), whole...)
				flipped[from-1-n] ^= 0x04
				if err := os.WriteFile(file, flipped, 0o600); err != nil {
					t.Fatal(err)
				}
				report, checkErr := store.CheckFile(ctx, file)
				openErr := is()
				named := checkErr != nil || !report.OK()
				if refused := openErr != nil; refused && !named || refused && !errors.Is(openErr, store.ErrDamaged) && !errors.Is(openErr, store.ErrNoWorkshop) {
					t.Errorf("%s: check says %v %v, and opening %v", fmt.Sprintf("%.20q", flipped[from-len(name):from]), report.Problems, checkErr, openErr)
				}
				if named {
					hit[name]++
				}
			}
		}
		if hit[name] < len(name) {
			t.Errorf("%d bytes of %q were found to matter", hit[name], name)
		}
	}
}
