package stage

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestTextAreasStandApart holds that no function of any screen but those of textArea
// has a text area in its stack frame: only textarea.go calls one, and what does there is
// not put into others by the compiler.
func TestTextAreasStandApart(t *testing.T) {
	files := token.NewFileSet()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(files, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		for _, i := range f.Imports {
			if strings.Contains(i.Path.Value, "/textarea") && filepath.Base(path) != "textarea.go" {
				t.Errorf("%s uses text areas", path)
			}
		}
		if filepath.Base(path) != "textarea.go" {
			return nil
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && !strings.Contains(directives(fn.Doc), "//go:noinline") {
				t.Errorf("%s may be put into what calls it", fn.Name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// directives is a comment with its directives, which Text leaves out.
func directives(doc *ast.CommentGroup) string {
	if doc == nil {
		return ""
	}
	var all strings.Builder
	for _, c := range doc.List {
		all.WriteString(c.Text + "\n")
	}
	return all.String()
}
