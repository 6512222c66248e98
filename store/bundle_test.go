package store_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/store"
)

// node is a data folder with one workshop of a node.
func node(t *testing.T, name, code string) (*store.Store, *store.Live) {
	t.Helper()
	s := open(t, t.TempDir(), quiet)
	l, err := s.Create(ctx, model.CreateWorkshop{Title: "Träff i " + name, Node: name, Lang: "sv", Code: code, Phases: oneGather()})
	if err != nil {
		t.Fatal(err)
	}
	must(t, l, model.Host, model.Next{})
	asa := join(t, l, "Åsa", model.CivilSociety)
	must(t, l, asa, model.AddIdea{Text: "Idé i " + name})
	return s, l
}

func bundle(t *testing.T, s *store.Store) []byte {
	t.Helper()
	all, err := s.List()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, sum := range all {
		ids = append(ids, sum.ID)
	}
	var out bytes.Buffer
	if err := s.ExportBundle(&out, ids); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func takeIn(t *testing.T, s *store.Store, raw []byte) []model.Taken {
	t.Helper()
	taken, err := s.ImportBundle(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return taken
}

// TestARegionTakesInItsNodes imports the bundles of three nodes in any order
// and twice: the region is the same.
func TestARegionTakesInItsNodes(t *testing.T) {
	var bundles [][]byte
	for i, name := range []string{"Kristianstad", "Svalöv", "Lund"} {
		s, _ := node(t, name, []string{"KRABBA", "LAXEN", "TORSK"}[i])
		bundles = append(bundles, bundle(t, s))
	}
	var regions [][]byte
	for _, order := range [][]int{{0, 1, 2}, {2, 0, 1, 2, 1, 0}} {
		region := open(t, t.TempDir(), quiet)
		for _, i := range order {
			takeIn(t, region, bundles[i])
		}
		all, err := region.List()
		if err != nil || len(all) != 3 {
			t.Fatalf("the region has %d workshops, %v", len(all), err)
		}
		report, err := region.Check(ctx)
		if err != nil || !report.OK() {
			t.Fatalf("the region is damaged: %v %v", report.Problems, err)
		}
		ids := []string{}
		for _, sum := range all {
			ids = append(ids, sum.ID)
		}
		slices.Sort(ids)
		var out bytes.Buffer
		if err := region.ExportBundle(&out, ids); err != nil {
			t.Fatal(err)
		}
		regions = append(regions, out.Bytes())
	}
	if !bytes.Equal(regions[0], regions[1]) {
		t.Error("another order gave another region")
	}
}

func TestABundleContinuesAndNeverOverwrites(t *testing.T) {
	s, l := node(t, "Lund", "KRABBA")
	early := bundle(t, s)
	must(t, l, model.Host, model.AddIdea{Text: "Senare"})
	late := bundle(t, s)
	region := open(t, t.TempDir(), quiet)
	for _, step := range []struct {
		raw  []byte
		want model.TakenAs
	}{{early, model.TakenNew}, {early, model.TakenSame}, {late, model.TakenContinued}, {late, model.TakenSame}, {early, model.TakenOlder}} {
		if got := takeIn(t, region, step.raw)[0]; got.What != step.want {
			t.Errorf("taken as %s (%s), want %s", got.What, got.Why, step.want)
		}
	}
	again, err := region.Open(ctx, l.Board().ID)
	if err != nil || again.Board().Seq != l.Board().Seq {
		t.Fatalf("the region's has %v events, %v", again, err)
	}
	must(t, again, model.Host, model.AddIdea{Text: "I regionen"})
	must(t, l, model.Host, model.AddIdea{Text: "I noden"})
	if got := takeIn(t, region, bundle(t, s))[0]; got.What != model.TakenConflict || !strings.Contains(got.Why, "another") {
		t.Errorf("two that went apart: %+v", got)
	}
}

// TestAStrangersBundleDoesNoHarm spoils a bundle in every way that matters.
func TestAStrangersBundleDoesNoHarm(t *testing.T) {
	s, _ := node(t, "Lund", "KRABBA")
	good := string(bundle(t, s))
	for name, spoil := range map[string]func(string) string{
		"another text":   func(b string) string { return strings.Replace(b, "Idé i", "Ide i", 1) },
		"an escape":      func(b string) string { return strings.Replace(b, "Idé i", `\u001b]0;x\u0007`, 1) },
		"an unknown act": func(b string) string { return strings.Replace(b, `"idea.added"`, `"idea.sung"`, 1) },
		"another id": func(b string) string {
			return strings.Replace(b, `{"workshop":"`, `{"workshop":"X`, 1)
		},
		"an id that is a path": func(b string) string {
			return strings.Replace(b, `{"workshop":"`, `{"workshop":"../`, 1)
		},
	} {
		region := open(t, t.TempDir(), quiet)
		taken := takeIn(t, region, []byte(spoil(good)))
		if all, _ := region.List(); len(all) != 0 || taken[0].What != model.TakenConflict || taken[0].Why == "" {
			t.Errorf("%s: %+v", name, taken)
		}
	}
	for name, raw := range map[string]string{"nothing": "", "no bundle": "{}\n", "cut short": good[:len(good)/2]} {
		if _, err := s.ImportBundle(strings.NewReader(raw)); !errors.Is(err, store.ErrNotBundle) {
			t.Errorf("%s: %v", name, err)
		}
	}
	other, _ := node(t, "Svalöv", "KRABBA")
	if got := takeIn(t, other, []byte(good))[0]; got.What != model.TakenConflict || !strings.Contains(got.Why, "code") {
		t.Errorf("a code that goes on here: %+v", got)
	}
}
