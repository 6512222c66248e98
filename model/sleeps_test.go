package model

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestEverySleepInATestHasAReason holds that a test sleeps in real time only for a reason
// that stands on the same line: waiting for something is a condition that is polled or a
// channel. In a loop that polls, and in files that use testing/synctest, no reason is
// needed.
func TestEverySleepInATestHasAReason(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		for _, line := range unexplainedSleeps(files, file) {
			t.Errorf("%s:%d: time.Sleep without a reason on its line", path, line)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// unexplainedSleeps returns the lines of a file's calls of time.Sleep without a comment.
func unexplainedSleeps(files *token.FileSet, file *ast.File) (lines []int) {
	for _, spec := range file.Imports {
		if path, _ := strconv.Unquote(spec.Path.Value); path == "testing/synctest" {
			return nil
		}
	}
	explained := map[int]bool{}
	for _, group := range file.Comments {
		explained[files.Position(group.Pos()).Line] = true
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if loop, ok := n.(*ast.ForStmt); ok && loop.Post != nil {
			explained[files.Position(loop.Post.Pos()).Line] = true
		}
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if f, ok := call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Sleep" {
			line := files.Position(call.Pos()).Line
			if x, ok := f.X.(*ast.Ident); ok && x.Name == "time" && !explained[line] {
				lines = append(lines, line)
			}
		}
		return true
	})
	return lines
}

func TestAnUnexplainedSleepIsFound(t *testing.T) {
	const text = `package p

import "time"

func f() {
	time.Sleep(1)
	time.Sleep(2) // a person thinks
	for ; ; time.Sleep(3) {
	}
}
`
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "f_test.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	if lines := unexplainedSleeps(files, file); len(lines) != 1 || lines[0] != 6 {
		t.Errorf("found at %v, want line 6 alone", lines)
	}
}
