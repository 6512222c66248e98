package model_test

import (
	"fmt"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// A cluster keeps its number when others are dissolved, merged and brought back, and
// what is free is given to no other while somebody may still mean the one that had it.
func TestAClusterKeepsItsNumber(t *testing.T) {
	s := sceneAt(t, method.Cluster)
	var ids []model.ItemID
	for n := range 4 {
		ids = append(ids, s.must(model.Host, model.CreateCluster{Title: fmt.Sprint("K", n+1)}))
	}
	first := s.b.ClusterNumber(ids[0])
	holds := func(when string, want ...int) {
		t.Helper()
		for i, n := range want {
			if n > 0 {
				n += first - 1
			}
			if got := s.b.ClusterNumber(ids[i]); got != n {
				t.Errorf("%s: cluster %d has number %d, want %d", when, i+1, got, n)
			}
		}
		if again := model.Fold(s.log); again.ClusterNumber(ids[0]) != s.b.ClusterNumber(ids[0]) {
			t.Errorf("%s: the log gives other numbers", when)
		}
	}
	holds("made", 1, 2, 3, 4)
	s.must(s.asa, model.RemoveCluster{ID: ids[1]})
	holds("one dissolved", 1, 0, 3, 4)
	s.must(s.bo, model.MergeClusters{Into: ids[3], From: []model.ItemID{ids[2]}})
	holds("one merged", 1, 0, 0, 4)
	ids = append(ids, s.must(model.Host, model.CreateCluster{Title: "K5"}))
	holds("a new one", 1, 0, 0, 4, 5)
	s.must(s.asa, model.Undo{})
	holds("one brought back", 1, 2, 0, 4, 5)
	for n := len(ids); s.b.ClusterNumber(ids[n-1]) < 9; n++ {
		ids = append(ids, s.must(model.Host, model.CreateCluster{Title: fmt.Sprint("K", n+1)}))
	}
	late := s.must(model.Host, model.CreateCluster{Title: "Sen"})
	if got := s.b.ClusterNumber(late); got != 10 {
		t.Errorf("just after one has gone a new one has number %d, want 10", got)
	}
	s.now = s.now.Add(time.Minute)
	late = s.must(model.Host, model.CreateCluster{Title: "Senare"})
	if got := s.b.ClusterNumber(late); got != 2+first {
		t.Errorf("a minute later a new one has number %d, want %d", got, 2+first)
	}
	s.must(s.bo, model.Undo{}) // its merge
	holds("its number given away", 1, 2, 11-first+1)
}
