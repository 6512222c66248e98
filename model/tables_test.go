package model_test

import (
	"fmt"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// TestTablesMixAnew seats twenty-five people of five sectors twice: sizes and
// sectors are as even as can be, and few sit with the same people again.
func TestTablesMixAnew(t *testing.T) {
	w := newWorkshop(t, "colab")
	w.enter(method.Checkin)
	for i := range 25 {
		w.join(fmt.Sprintf("Person%c", 'a'+i), model.Sectors[i%5])
	}
	pairs := func() map[[2]model.PersonID]bool {
		out := map[[2]model.PersonID]bool{}
		for _, p := range w.b.People() {
			for _, q := range w.b.People() {
				if p.ID < q.ID && p.Table == q.Table {
					out[[2]model.PersonID{p.ID, q.ID}] = true
				}
			}
		}
		return out
	}
	w.must(model.Host, model.SetTables{Tables: 5})
	first := pairs()
	w.must(model.Host, model.SetTables{Tables: 5})
	again := 0
	for pair := range pairs() {
		if first[pair] {
			again++
		}
	}
	if again > len(first)/5 {
		t.Errorf("%d of %d pairs sit together again", again, len(first))
	}
	counts := map[int]map[model.Sector]int{}
	for _, p := range w.b.People() {
		if counts[p.Table] == nil {
			counts[p.Table] = map[model.Sector]int{}
		}
		counts[p.Table][p.Sector]++
	}
	for table, by := range counts {
		if len(by) != 5 {
			t.Errorf("table %d has %v", table, by)
		}
	}
}

// TestTablesRememberTheLastRound seats sixteen people, clears the tables for a
// break, and seats them again: hardly anybody sits with the same people, and
// a latecomer moves nobody.
func TestTablesRememberTheLastRound(t *testing.T) {
	w := newWorkshop(t, "colab")
	for i := range 16 {
		w.join(fmt.Sprintf("Person%c", 'a'+i), model.Sectors[i%4])
	}
	last := make([]int, 16)
	for round := range 4 {
		w.must(model.Host, model.SetTables{Tables: 4})
		again, sizes := 0, map[int]int{}
		for i, p := range w.b.People() {
			sizes[p.Table]++
			for j, q := range w.b.People()[:i] {
				if p.Table == q.Table && round > 0 && last[i] == last[j] {
					again++
				}
			}
		}
		if again > 4 { // of 24 pairs
			t.Errorf("in round %d %d pairs sit together again", round+1, again)
		}
		for table, n := range sizes {
			if n != 4 {
				t.Errorf("in round %d table %d has %d people", round+1, table, n)
			}
		}
		for i, p := range w.b.People() {
			last[i] = p.Table
		}
		if round == 3 {
			break
		}
		w.must(model.Host, model.SetTables{})
	}
	w.join("Sen", model.Business)
	for i, p := range w.b.People()[:16] {
		if p.Table != last[i] {
			t.Errorf("%s moved from table %d to %d when somebody came late", p.Name, last[i], p.Table)
		}
	}
}
