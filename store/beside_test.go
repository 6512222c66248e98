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

// TestDamageBesideTheEventsIsNamedAndLosesOnlyItself flips a byte at a stride over the
// whole file of a workshop with drafts and tickets. Whatever is hit: nothing crashes,
// no event is lost without a word, and where only a draft or a ticket was hit the
// workshop opens, says so, and has all the others.
func TestDamageBesideTheEventsIsNamedAndLosesOnlyItself(t *testing.T) {
	const drafts, tickets = 12, 12
	dir := t.TempDir()
	file := filepath.Join(dir, store.DatabaseName)
	s := open(t, dir, quiet)
	l := begin(t, s)
	id := l.Board().ID
	var here []model.Actor
	hashes := make([]model.TicketHash, tickets)
	for i := range drafts {
		here = append(here, join(t, l, fmt.Sprintf("Person %c", 'A'+i), model.Sectors[i%5]))
		hashes[i] = l.TicketHash(strings.Repeat("ABCDEFGHJKMN"[i:i+1], 10))
		l.SaveDraft(here[i].Person, "gather", fmt.Sprintf("ett utkast av person %d som är långt nog för att träffas ibland", i))
	}
	must(t, l, model.Host, model.MakeTickets{Hashes: hashes})
	want := picture(t, l.Board())
	closeStore(t, s)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	hit := map[error]int{}
	flip := func(at int) {
		damagedFile := append([]byte(nil), whole...)
		damagedFile[at] ^= 0x20
		if err := os.WriteFile(file, damagedFile, 0o600); err != nil {
			t.Fatal(err)
		}
		report, err := store.CheckFile(ctx, file)
		named := err != nil || !report.OK()
		s, err := store.Open(dir, quiet)
		if err != nil {
			if !named {
				t.Errorf("byte %d: check saw nothing and it cannot be opened: %v", at, err)
			}
			return
		}
		defer closeStore(t, s)
		l, err := s.Open(ctx, id)
		if err != nil {
			if !named {
				t.Errorf("byte %d: check saw nothing and the workshop cannot be opened: %v", at, err)
			}
			return
		}
		if got := picture(t, l.Board()); got != want && !named {
			t.Errorf("byte %d: another board, and nobody says so", at)
		}
		gone, unknown := 0, 0
		for i := range drafts {
			if !strings.HasPrefix(l.Draft(here[i].Person, "gather"), fmt.Sprintf("ett utkast av person %d ", i)) {
				gone++
			}
			if no, err := l.Ticket(ctx, strings.Repeat("ABCDEFGHJKMN"[i:i+1], 10)); err != nil || no != i+1 {
				unknown++
			}
		}
		lost := l.Health().Lost
		switch {
		case gone+unknown == 0:
		case gone+unknown > 1 && (errors.Is(lost, store.ErrDraftsLost) || errors.Is(lost, store.ErrTicketsLost)) && picture(t, l.Board()) == want && len(report.Problems) == 1:
			t.Errorf("byte %d: %d drafts and %d tickets are gone for one byte: %v", at, gone, unknown, report.Problems)
		case !named:
			t.Errorf("byte %d: %d drafts and %d tickets are gone, and check says nothing", at, gone, unknown)
		case lost == nil && len(report.Problems) == 1 && picture(t, l.Board()) == want:
			t.Errorf("byte %d: %d drafts and %d tickets are gone, and the workshop says nothing: %v", at, gone, unknown, report.Problems)
		}
		if lost != nil {
			hit[lost]++
		}
	}
	stride := len(whole) / long(150, 3000)
	for at := 7; at < len(whole); at += stride {
		flip(at)
	}
	for _, text := range []string{"ett utkast av person 3", "ett utkast av person 9"} { // surely a draft
		flip(strings.Index(string(whole), text) + 15)
	}
	for _, i := range []int{2, 8} { // surely a ticket: its hash is a key
		flip(strings.Index(string(whole), string(hashes[i][:])) + 5)
	}
	if hit[store.ErrDraftsLost] == 0 || hit[store.ErrTicketsLost] == 0 {
		t.Errorf("drafts and tickets were hit %v times", hit)
	}
	t.Logf("%d bytes of %d were flipped, each by itself", len(whole)/stride+4, len(whole))
}
