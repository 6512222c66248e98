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
