package ui_test

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// changing is how a package-level variable is declared that changes while the
// program runs: a lock, a pool or an atomic value, a cache, a generic container,
// an empty map, or a type without a value.
var changing = regexp.MustCompile(`\bsync\.(Map|Mutex|RWMutex|Pool|Once)\b|\batomic\.|NewCache|= &?\w+\[.*\]\{|\bmap\[.*\{\}|^\w+ [^=]*$`)

// allowed are the only ones: none holds anything of a workshop.
var allowed = []string{
	"frame/frame.go lastID",                 // numbers the frames of the process
	"frame/painter.go buffers",              // empty memory that painters lend
	"frame/painter.go noHead",               // zeros
	"i18n/catalogue.go files",               // embedded
	"stage/textarea.go models",              // empty text areas that inputs lend
	"ticketprint/ticketprint.go pageSource", // embedded
}

// TestScreensKeepNothingInGlobals holds that no package under ui keeps caches or
// other state in variables of the process, which would mix workshops and servers
// up. What terminals share is in stage.Shared.
func TestScreensKeepNothingInGlobals(t *testing.T) {
	files := token.NewFileSet()
	var found []string
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "testdata" || strings.HasSuffix(d.Name(), "test")) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		for _, decl := range f.Decls {
			g, ok := decl.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				var text strings.Builder
				if err := printer.Fprint(&text, files, spec); err != nil {
					return err
				}
				line, _, _ := strings.Cut(text.String(), "\n")
				if name := spec.(*ast.ValueSpec).Names[0].Name; name != "_" && changing.MatchString(line) {
					found = append(found, filepath.ToSlash(path)+" "+name)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	if !slices.Equal(found, allowed) {
		t.Errorf("variables of the process that change are\n%s\nwant only\n%s", strings.Join(found, "\n"), strings.Join(allowed, "\n"))
	}
}
