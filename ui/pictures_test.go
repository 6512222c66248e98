package ui_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestPanesAreDrawnFromProps holds that no package makes a pane with a key of its
// own: panes come from stage.DrawContext.Pane, whose key is the picture's props.
func TestPanesAreDrawnFromProps(t *testing.T) {
	for _, f := range sources(t) {
		if f.path == "stage/drawing.go" || f.pkg == "frame" {
			continue
		}
		ast.Inspect(f.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if f.name(n.Type) == "frame.Pane" && len(n.Elts) > 0 {
					f.holdNoKey(t, n)
				}
				if list, ok := n.Type.(*ast.ArrayType); ok && f.name(list.Elt) == "frame.Pane" {
					for _, e := range n.Elts {
						if pane, ok := e.(*ast.CompositeLit); ok && pane.Type == nil {
							f.holdNoKey(t, pane)
						}
					}
				}
			case *ast.AssignStmt:
				for _, to := range n.Lhs {
					if s, ok := to.(*ast.SelectorExpr); ok && s.Sel.Name == "Key" && !isHint(s.X) {
						t.Errorf("%s sets a Key", f.at(n))
					}
				}
			}
			return true
		})
	}
}

// isHint reports whether something is a participant.Hint, whose key is who they are.
func isHint(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	return ok && s.Sel.Name == "Hint"
}

// holdNoKey fails if a literal of a pane has a key.
func (f source) holdNoKey(t *testing.T, pane *ast.CompositeLit) {
	for _, e := range pane.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok || kv.Key.(*ast.Ident).Name != "Rect" {
			t.Errorf("%s makes a pane with a key of its own", f.at(pane))
			return
		}
	}
}

// TestPicturesHoldNoTerminal holds that what pictures, shared views and the private
// sides of screens are drawn from, and what actions follow from, has no terminal in
// it: no environment, app, screen or dialog, and no live workshop.
func TestPicturesHoldNoTerminal(t *testing.T) {
	types := map[string]typeDecl{}
	var pictures []string
	for _, f := range sources(t) {
		for _, decl := range f.file.Decls {
			switch d := decl.(type) {
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, ok := s.(*ast.TypeSpec); ok {
						types[f.pkg+"."+s.Name.Name] = typeDecl{f, s.Type}
					}
				}
			case *ast.FuncDecl:
				if d.Recv == nil {
					continue
				}
				p := d.Type.Params.List
				switch d.Name.Name {
				case "Draw", "DrawRow", "DrawShared", "DrawPrivate":
					if len(p) == 2 && f.name(p[0].Type) == "stage.DrawContext" {
						pictures = append(pictures, f.name(d.Recv.List[0].Type))
					}
				case "Actions":
					if len(p) == 0 {
						pictures = append(pictures, f.name(d.Recv.List[0].Type))
					}
				}
			}
		}
	}
	if len(pictures) < 120 {
		t.Fatalf("found only the pictures %q", pictures)
	}
	for _, p := range pictures {
		seen := map[string]bool{}
		if path := terminalIn(types, seen, p); path != "" {
			t.Errorf("%s holds a terminal: %s", p, path)
		}
	}
}

// typeDecl is where a type is declared, and as what.
type typeDecl struct {
	in  source
	def ast.Expr
}

// terminals are the types that no picture holds.
var terminals = []string{"stage.Env", "stage.App", "stage.Screen", "stage.Dialog", "stage.Input", "workshop.Live", "workshop.Repository"}

// terminalIn is the way from a type to one of terminals; empty if there is none.
func terminalIn(types map[string]typeDecl, seen map[string]bool, name string) string {
	if slices.Contains(terminals, name) || strings.HasSuffix(name, ".Screen") {
		return name
	}
	decl, ok := types[name]
	if !ok || seen[name] {
		return ""
	}
	seen[name] = true
	found := ""
	ast.Inspect(decl.def, func(n ast.Node) bool {
		var next string
		switch n := n.(type) {
		case *ast.InterfaceType, *ast.FuncType:
			return false
		case *ast.Field:
			n.Names = nil // its type alone
			return true
		case *ast.SelectorExpr, *ast.Ident:
			next = decl.in.name(n.(ast.Expr))
		default:
			return true
		}
		if way := terminalIn(types, seen, next); way != "" {
			found = name + " → " + way
		}
		return false
	})
	return found
}

// source is a file of a package under ui.
type source struct {
	path, pkg string // path from ui
	file      *ast.File
	set       *token.FileSet
}

// name is a named type with its package, without pointers and type arguments;
// empty for any other.
func (f source) name(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return f.name(e.X)
	case *ast.IndexExpr:
		return f.name(e.X)
	case *ast.Ident:
		return f.pkg + "." + e.Name
	case *ast.SelectorExpr:
		if pkg, ok := e.X.(*ast.Ident); ok {
			return pkg.Name + "." + e.Sel.Name
		}
	}
	return ""
}

func (f source) at(n ast.Node) string { return f.set.Position(n.Pos()).String() }

// sources is the files of all packages under ui, without tests.
func sources(t *testing.T) (files []source) {
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "testdata" || strings.HasSuffix(d.Name(), "test")) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err == nil {
			files = append(files, source{filepath.ToSlash(path), f.Name.Name, f, set})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
