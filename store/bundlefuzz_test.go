package store_test

import (
	"bytes"
	"testing"

	"verkstad/model"
)

// FuzzImportBundle holds that no bytes make taking in a bundle panic, or leave
// a data folder that is not whole.
func FuzzImportBundle(f *testing.F) {
	s := open(f, f.TempDir(), quiet)
	l := begin(f, s)
	must(f, l, model.Host, model.AddIdea{Text: "Verktygspool"})
	var good bytes.Buffer
	if err := s.ExportBundle(&good, []string{l.Board().ID}); err != nil {
		f.Fatal(err)
	}
	f.Add(good.Bytes())
	f.Add([]byte(`{"format":"verkstad-bundle/1","workshops":1}` + "\n" + `{"workshop":"X","events":1,"head":""}` + "\n{}\n"))
	region := open(f, f.TempDir(), quiet)
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, _ = region.ImportBundle(bytes.NewReader(raw)) // refusing is right
		report, err := region.Check(ctx)
		if err != nil || !report.OK() {
			t.Fatalf("not whole any more: %v %v", report.Problems, err)
		}
	})
}
