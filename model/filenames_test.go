package model_test

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestFilesOfOneNameAreAboutOneMatter holds that a file's name tells what it is about
// in the whole house: the same name stands in several packages only where these are
// about the same matter, such as what the model, the store and a screen do with
// tickets. Tests are named after what they test.
func TestFilesOfOneNameAreAboutOneMatter(t *testing.T) {
	matters := strings.Fields(`ballots bundle carry claims doc filing findings fit forget goals importideas items leaders
		live meant people proxies series sessions sorting tickets topics trace undo voters votes`)
	in := map[string][]string{}
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".."):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			name := strings.TrimSuffix(entry.Name(), ".go")
			in[name] = append(in[name], strings.TrimPrefix(path, "../"))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(in) < 300 {
		t.Fatalf("only %d names of files were found", len(in))
	}
	for name, files := range in {
		if len(files) > 1 && !slices.Contains(matters, name) {
			t.Errorf("%s.go is the name of %s", name, strings.Join(files, ", "))
		}
	}
	for _, name := range matters {
		if len(in[name]) < 2 {
			t.Errorf("%s.go stands in one package alone, and need not be listed", name)
		}
	}
}
