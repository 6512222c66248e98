package model_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"verkstad/model/method"
)

// tables are the only product files that name an activity: its description, and
// what each surface has for it.
var tables = []string{
	"model/method/activity.go",
	"sshserver/demo/persondoes.go",
	"ui/boardview/scene.go",
	"ui/facilitator/leadactivity.go",
	"ui/participant/activityviews.go",
}

// TestActivitiesAreNamedInTablesOnly keeps the number of files that a new activity
// touches small: rules and screens ask for traits and settings of the phase.
func TestActivitiesAreNamedInTablesOnly(t *testing.T) {
	in := activityUses(t, "..")
	for path, names := range in {
		if !slices.Contains(tables, path) {
			t.Errorf("%s names %v: ask for a trait or a setting, or use a table", path, names)
		}
	}
	for _, path := range tables {
		if in[path] == nil {
			t.Errorf("%s is listed as a table and names no activity", path)
		}
	}
}

// TestActivitiesAreExtendedOnlyInTests holds that the program itself has the
// activities that are described in the code, and no others.
func TestActivitiesAreExtendedOnlyInTests(t *testing.T) {
	for path, names := range activityUses(t, "..") {
		if path != "model/method/activity.go" && slices.Contains(names, "Extend") {
			t.Errorf("%s adds an activity", path)
		}
	}
}

// activityUses is which of the activities' constants and Extend each product file
// under root names, by its path from there. Packages whose names end in test are
// no product.
func activityUses(t *testing.T, root string) map[string][]string {
	t.Helper()
	wanted := []string{"Extend"}
	for _, a := range method.Activities() {
		wanted = append(wanted, strings.ToUpper(string(a[:1]))+string(a[1:]))
	}
	in := map[string][]string{}
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		switch {
		case d.IsDir() && path != root && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasSuffix(name, "test") && name != "loadtest"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		called := importedAs(f, "verkstad/model/method")
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && called != "" && x.Name == called && slices.Contains(wanted, n.Sel.Name) {
					in[rel] = append(in[rel], n.Sel.Name)
				}
				return true
			case *ast.Ident:
				if f.Name.Name == "method" && slices.Contains(wanted, n.Name) {
					in[rel] = append(in[rel], n.Name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// importedAs is what a file calls a package; "" if it does not import it.
func importedAs(f *ast.File, path string) string {
	for _, i := range f.Imports {
		if p, _ := strconv.Unquote(i.Path.Value); p == path {
			if i.Name != nil {
				return i.Name.Name
			}
			return filepath.Base(path)
		}
	}
	return ""
}
