package model_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
)

// root is the module's folder, seen from this package.
const root = ".."

// guides are the documents for people who change the code: every path, package and
// identifier that they name must exist.
var guides = []string{"CONTRIBUTING.md", "docs/architecture.md", "docs/glossary.md", "docs/dependencies.md"}

// document returns the text of a file of the module.
func document(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// section returns what stands under a heading of the second level, up to the next.
func section(t *testing.T, path, heading string) string {
	t.Helper()
	_, rest, found := strings.Cut(document(t, path), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("%s has no heading %q", path, heading)
	}
	body, _, _ := strings.Cut(rest, "\n## ")
	return body
}

// packages returns the folders of all packages of the module, as ui/stage; that
// of main is ".".
func packages(t *testing.T) []string {
	t.Helper()
	cmd := exec.Command("go", "list", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list ./...: %v", err)
	}
	var folders []string
	for _, path := range strings.Fields(string(out)) {
		if folder, inside := strings.CutPrefix(path, "verkstad/"); inside {
			folders = append(folders, folder)
		} else {
			folders = append(folders, ".")
		}
	}
	return folders
}

var code = regexp.MustCompile("`([^`\n]+)`")

// quoted returns what stands between backquotes in a text, in order.
func quoted(text string) []string {
	var all []string
	for _, found := range code.FindAllStringSubmatch(text, -1) {
		all = append(all, found[1])
	}
	return all
}

// TestDependenciesAreDocumented holds the first table of docs/dependencies.md to
// go.mod: one row for each direct requirement, with its version, and no other.
func TestDependenciesAreDocumented(t *testing.T) {
	required := map[string]string{}
	for line := range strings.Lines(document(t, "go.mod")) {
		if f := strings.Fields(line); len(f) == 2 && strings.HasPrefix(line, "\t") {
			required[f[0]] = f[1] // an indirect one has a comment, and so four fields
		}
	}
	if len(required) == 0 {
		t.Fatal("no requirement was found in go.mod")
	}
	row := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (\\S+) \\| [^|]+ \\| [^|]+ \\|$")
	documented := map[string]bool{}
	for _, r := range row.FindAllStringSubmatch(section(t, "docs/dependencies.md", "Libraries"), -1) {
		module, version := r[1], r[2]
		switch {
		case documented[module]:
			t.Errorf("docs/dependencies.md has two rows for %s", module)
		case required[module] == "":
			t.Errorf("docs/dependencies.md has a row for %s, which go.mod does not require directly", module)
		case required[module] != version:
			t.Errorf("docs/dependencies.md says %s of %s, go.mod %s", version, module, required[module])
		}
		documented[module] = true
	}
	for module := range required {
		if !documented[module] {
			t.Errorf("docs/dependencies.md has no whole row for %s: module, version, what for, weighed", module)
		}
	}
}

// TestTheMapHasEveryPackage holds the map in CONTRIBUTING.md to the packages that
// there are: each stands there once, and no other does.
func TestTheMapHasEveryPackage(t *testing.T) {
	row := regexp.MustCompile(`(?m)^([a-z0-9./]+) {2,}\S`)
	var mapped []string
	for _, r := range row.FindAllStringSubmatch(section(t, "CONTRIBUTING.md", "The map"), -1) {
		mapped = append(mapped, strings.TrimSuffix(r[1], "/"))
	}
	there := packages(t)
	for i, folder := range mapped {
		if slices.Contains(mapped[:i], folder) {
			t.Errorf("%s stands twice in the map of CONTRIBUTING.md", folder)
		}
		if !slices.Contains(there, folder) {
			t.Errorf("%s stands in the map of CONTRIBUTING.md and is no package", folder)
		}
	}
	for _, folder := range there {
		if !slices.Contains(mapped, folder) {
			t.Errorf("%s does not stand in the map of CONTRIBUTING.md", folder)
		}
	}
}

// TestOneIdeasWayEntersEachPackageOnce holds the numbered steps of
// docs/architecture.md: at most ten, each with the one package where it happens in
// bold backquotes, and none twice.
func TestOneIdeasWayEntersEachPackageOnce(t *testing.T) {
	step := regexp.MustCompile(`(?m)^\d+\. `)
	way := section(t, "docs/architecture.md", "One idea's way")
	starts := step.FindAllStringIndex(way, -1)
	if len(starts) < 5 || len(starts) > 10 {
		t.Fatalf("the way of one idea has %d steps", len(starts))
	}
	place := regexp.MustCompile("\\*\\*`([^`]+)`\\*\\*")
	seen := map[string]bool{}
	for i, at := range starts {
		end := len(way)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		named := place.FindAllStringSubmatch(way[at[0]:end], -1)
		if len(named) != 1 {
			t.Errorf("step %d names %d packages in bold backquotes, want one", i+1, len(named))
			continue
		}
		folder := named[0][1]
		if goFiles, _ := filepath.Glob(filepath.Join(root, folder, "*.go")); len(goFiles) == 0 {
			t.Errorf("step %d: %s is no package", i+1, folder)
		}
		if seen[folder] {
			t.Errorf("step %d: %s has been entered before", i+1, folder)
		}
		seen[folder] = true
	}
}

// aPath reports whether what stands in backquotes is meant as a path of the module:
// it lies in one of its folders, or is a file by its ending.
var aPath = regexp.MustCompile(`^(\./|\.ci/|\.github/|model/|store/|ui/|sshserver/|docs/)[\w./*<>{},-]*$|^[\w./*-]+\.(go|md|toml|mod|sum|json|svg|html)$`)

// TestGuidesNamePathsThatExist holds every path in backquotes, and every package
// that a go command in a guide is given.
func TestGuidesNamePathsThatExist(t *testing.T) {
	argument := regexp.MustCompile(`(?m)^go (?:test|run|vet|build|list) .*?(\./[\w/]+)`)
	for _, guide := range guides {
		text := document(t, guide)
		paths := slices.DeleteFunc(quoted(text), func(s string) bool { return !aPath.MatchString(s) })
		for _, found := range argument.FindAllStringSubmatch(text, -1) {
			paths = append(paths, found[1])
		}
		if len(paths) == 0 {
			t.Errorf("%s names no path", guide)
		}
		for _, path := range paths {
			if made(path) {
				continue // a name that the reader chooses
			}
			if there, err := filepath.Glob(filepath.Join(root, path)); err != nil || len(there) == 0 {
				t.Errorf("%s names %s, which does not exist", guide, path)
			}
		}
	}
}

// made reports whether a path or an identifier has a part that the reader is to put
// a name of their own in: <word>.
func made(name string) bool { return strings.Contains(name, "<") }

// TestGuidesNameTestsThatExist holds every test that a guide names, or whose names
// begin as it says.
func TestGuidesNameTestsThatExist(t *testing.T) {
	d := declarations(t)
	test := regexp.MustCompile(`\b(?:Test|Fuzz)[A-Z]\w*`)
	found := 0
	for _, guide := range guides {
		for _, name := range test.FindAllString(document(t, guide), -1) {
			found++
			there := false
			for declared := range d.names {
				_, of, _ := strings.Cut(declared, ".")
				there = there || strings.HasPrefix(of, name)
			}
			if !there {
				t.Errorf("%s names %s, which is no test", guide, name)
			}
		}
	}
	if found < 10 {
		t.Errorf("%d names of tests were found", found)
	}
}

// TestLinksLeadSomewhere holds the links between the documents of the module.
func TestLinksLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`)
	var documents []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/*/*.md", ".github/*.md", ".github/*/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, found...)
	}
	links := 0
	for _, path := range documents {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range link.FindAllStringSubmatch(string(raw), -1) {
			if strings.Contains(found[1], ":") {
				continue // to the world
			}
			links++
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), found[1])); err != nil {
				t.Errorf("%s links to %s, which does not exist", path, found[1])
			}
		}
	}
	if links < 20 {
		t.Errorf("%d links were found", links)
	}
}

// declared is what the module declares, as "stage.App" and "stage.App.Update", and
// the names of its packages and of what its files import from elsewhere.
type declared struct {
	names    map[string]bool
	ours     map[string]bool
	imported map[string]bool
}

// TestGuidesNameIdentifiersThatExist holds everything in backquotes that has the
// form of a Go name behind a package's, as model.AddIdea or model.Board.WithBallot.
func TestGuidesNameIdentifiersThatExist(t *testing.T) {
	d := declarations(t)
	name := regexp.MustCompile(`^\(?\*?([a-z]\w*)\.(\w+)\)?(\.\w+)?(\(\))?$`)
	events := model.EventNames()
	checked := 0
	for _, guide := range guides {
		for _, q := range quoted(document(t, guide)) {
			m := name.FindStringSubmatch(q)
			if m == nil || aPath.MatchString(q) || made(q) || slices.Contains(events, q) {
				continue
			}
			checked++
			switch full := m[1] + "." + m[2] + m[3]; {
			case d.names[full]:
			case d.ours[m[1]]:
				t.Errorf("%s names %s, which is not declared", guide, q)
			case !d.imported[m[1]]:
				t.Errorf("%s names %s, whose package nobody imports", guide, q)
			}
		}
	}
	if checked < 20 {
		t.Errorf("%d identifiers were found", checked)
	}
}

// declarations reads all Go files of the module.
func declarations(t *testing.T) declared {
	t.Helper()
	d := declared{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if base := e.Name(); path != root && strings.HasPrefix(base, ".") || base == "testdata" {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("parse %s: %w", path, err)
		}
		d.add(file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// add takes in what a file declares and imports.
func (d declared) add(file *ast.File) {
	pkg := file.Name.Name
	d.ours[pkg] = true
	for _, spec := range file.Imports {
		path := strings.Trim(spec.Path.Value, `"`)
		path = regexp.MustCompile(`/v\d+$`).ReplaceAllString(path, "")
		d.imported[path[strings.LastIndex(path, "/")+1:]] = true
		if spec.Name != nil {
			d.imported[spec.Name.Name] = true
		}
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			name := decl.Name.Name
			if decl.Recv != nil {
				name = receiver(decl.Recv.List[0].Type) + "." + name
			}
			d.names[pkg+"."+name] = true
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				d.addSpec(pkg, spec)
			}
		}
	}
}

func (d declared) addSpec(pkg string, spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			d.names[pkg+"."+name.Name] = true
		}
	case *ast.TypeSpec:
		d.names[pkg+"."+spec.Name.Name] = true
		var members *ast.FieldList
		switch body := spec.Type.(type) {
		case *ast.StructType:
			members = body.Fields
		case *ast.InterfaceType:
			members = body.Methods
		}
		if members == nil {
			return
		}
		for _, member := range members.List {
			for _, name := range member.Names {
				d.names[pkg+"."+spec.Name.Name+"."+name.Name] = true
			}
		}
	}
}

// receiver returns the name of a method's type, without pointer and parameters.
func receiver(of ast.Expr) string {
	switch of := of.(type) {
	case *ast.StarExpr:
		return receiver(of.X)
	case *ast.IndexExpr:
		return receiver(of.X)
	case *ast.IndexListExpr:
		return receiver(of.X)
	case *ast.Ident:
		return of.Name
	}
	return ""
}

// TestTheSchemaKnowsEveryActivity holds docs/export.schema.json to the activities
// that a workshop can have.
func TestTheSchemaKnowsEveryActivity(t *testing.T) {
	var names []string
	for _, a := range method.Activities() {
		names = append(names, `"`+string(a)+`"`)
	}
	want := `"activity": { "enum": [` + strings.Join(names, ", ") + `] }`
	if !strings.Contains(document(t, "docs/export.schema.json"), want) {
		t.Errorf("docs/export.schema.json should have %s", want)
	}
}

// TestTheGlossarySaysWhere holds the tables of docs/glossary.md: each word once,
// each with what it is and where it is.
func TestTheGlossarySaysWhere(t *testing.T) {
	seen := map[string]bool{}
	for line := range strings.Lines(document(t, "docs/glossary.md")) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| word |") {
			continue
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		if len(cells) != 3 {
			t.Errorf("%q has %d cells, want word, meaning, where", line, len(cells))
			continue
		}
		word, _, _ := strings.Cut(strings.TrimSpace(cells[0]), " (")
		if seen[word] {
			t.Errorf("%s has two rows", word)
		}
		seen[word] = true
		if len(quoted(cells[2])) == 0 {
			t.Errorf("%s: nothing in backquotes says where it is", word)
		}
	}
	if len(seen) < 50 {
		t.Errorf("%d words were found", len(seen))
	}
}
