package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"verkstad/model/method"
)

// dynamic are the prefixes of ids that code puts together from a code or a
// number, such as T("error." + e.Code). Nothing tells which of them are used.
var dynamic = []string{
	"activity.", "cli.completion.", "cli.damage.", "cli.is.", "audit.kind.", "audit.said.", "date.month.", "date.weekday.", "error.", "facilitator.find.", "goal.", "question.hint.", "question.mend.", "role.", "scale.", "sector.", "target.",
}

// vocabulary are the prefixes of whole sets that rooms choose from, so a word
// of them may wait for its first use.
var vocabulary = []string{"app.", "key.", "keyname.", "thing.", "unit."}

// commonPrefixes are the only ids that common.toml has.
var commonPrefixes = []string{"app.", "date.", "goal.", "key.", "keyname.", "role.", "scale.", "sector.", "thing.", "unit."}

func catalogue(t *testing.T, lang string) map[string]*message {
	t.Helper()
	w, err := readLanguage(files, lang)
	if err != nil {
		t.Fatal(err)
	}
	return w.messages
}

func TestLanguagesHaveTheSameWords(t *testing.T) {
	sv, en := catalogue(t, "sv"), catalogue(t, "en")
	for _, id := range slices.Sorted(maps.Keys(sv)) {
		other, ok := en[id]
		if !ok {
			t.Errorf("%s is in sv/%s.toml and not in English", id, sv[id].room)
			continue
		}
		if a, b := sv[id].placeholders(), other.placeholders(); !slices.Equal(a, b) {
			t.Errorf("%s: sv has the placeholders %v, en %v", id, a, b)
		}
		if sv[id].hasOne != other.hasOne {
			t.Errorf("%s is a plural in one language only", id)
		}
		if sv[id].room != other.room {
			t.Errorf("%s is in sv/%s.toml and en/%s.toml", id, sv[id].room, other.room)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(en)) {
		if sv[id] == nil {
			t.Errorf("%s is in en/%s.toml and not in Swedish", id, en[id].room)
		}
	}
}

func TestIdsBeginWithTheirRoom(t *testing.T) {
	for id, m := range catalogue(t, "sv") {
		prefixes := []string{m.room + "."}
		switch activity, ofActivity := strings.CutPrefix(m.room, activityRoom); {
		case m.room == "common":
			prefixes = commonPrefixes
		case m.room == "errors":
			prefixes = []string{"error."}
		case ofActivity:
			if !slices.Contains(strings.Split(id, "."), activity) {
				t.Errorf("%s in %s.toml should have %s among its parts", id, m.room, activity)
			}
			continue
		}
		if !hasPrefix(id, prefixes) {
			t.Errorf("%s in %s.toml should begin with one of %v", id, m.room, prefixes)
		}
	}
}

// activityRoom begins the names of the files that hold an activity's words.
const activityRoom = "activity-"

// TestAnActivityHasItsWordsInOnePlace holds that what an activity is called, and what its
// view says, is in the file of that activity.
func TestAnActivityHasItsWordsInOnePlace(t *testing.T) {
	words := catalogue(t, "sv")
	for _, a := range method.Activities() {
		own := []string{"activity." + string(a), "activity.short." + string(a)}
		for id := range words {
			if strings.HasPrefix(id, "participant."+string(a)+".") {
				own = append(own, id)
			}
		}
		for _, id := range own {
			switch m := words[id]; {
			case m == nil:
				t.Errorf("%s%s.toml has no %s", activityRoom, a, id)
			case m.room != activityRoom+string(a):
				t.Errorf("%s is in %s.toml, not in %s%s.toml", id, m.room, activityRoom, a)
			}
		}
	}
}

func TestCodeAndCatalogueAgree(t *testing.T) {
	code := scanCode(t, filepath.Join("..", ".."))
	words := catalogue(t, "sv")
	for id, at := range code.asked {
		if words[id] == nil {
			t.Errorf("%s: no word %q in the catalogue", at, id)
		}
	}
	for prefix, at := range code.built {
		if !hasPrefix(prefix, dynamic) {
			t.Errorf("%s: ids that begin with %q are put together here; list the prefix in dynamic", at, prefix)
		}
	}
	begun := make(map[string]bool) // rooms of which code uses a word
	for id := range code.literals {
		if m := words[id]; m != nil {
			begun[m.room] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(words)) {
		if activity, has := strings.CutPrefix(words[id].room, activityRoom); has && id == "line.help."+activity {
			continue // a command that answers on a scale is called as the activity
		}
		if begun[words[id].room] && !code.literals[id] && !hasPrefix(id, dynamic) && !hasPrefix(id, vocabulary) {
			t.Errorf("%s in %s.toml is used by no code", id, words[id].room)
		}
	}
}

func hasPrefix(id string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(id, p) })
}

// codeWords are the ids that the module's code names.
type codeWords struct {
	asked    map[string]string // in a call of T or N, to where
	built    map[string]string // what begins a concatenation in such a call, to where
	literals map[string]bool   // every string of the code, since tables hold ids too
}

// scanCode reads every Go file under root but tests. A file that does not parse is the compiler's business: what was read counts.
func scanCode(t *testing.T, root string) codeWords {
	t.Helper()
	code := codeWords{make(map[string]string), make(map[string]string), make(map[string]bool)}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case d.IsDir() && path != root && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		code.scanFile(path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func (c *codeWords) scanFile(path string) {
	set := token.NewFileSet()
	file, _ := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if file == nil {
		return
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if s, ok := literal(n); ok {
				c.literals[s] = true
			}
		case *ast.CallExpr:
			call, ok := n.Fun.(*ast.SelectorExpr)
			if !ok || call.Sel.Name != "T" && call.Sel.Name != "N" || len(n.Args) == 0 {
				return true
			}
			at := set.Position(n.Pos()).String()
			if id, ok := literal(n.Args[0]); ok {
				c.asked[id] = at
			} else if sum, ok := n.Args[0].(*ast.BinaryExpr); ok {
				c.scanSum(sum, at)
			}
		}
		return true
	})
}

// scanSum notes the string that begins a concatenation.
func (c *codeWords) scanSum(sum *ast.BinaryExpr, at string) {
	switch first := sum.X.(type) {
	case *ast.BinaryExpr:
		c.scanSum(first, at)
	case *ast.BasicLit:
		if s, ok := literal(first); ok {
			c.built[s] = at
		}
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

func TestScanFindsWhatCodeNames(t *testing.T) {
	code := scanCode(t, filepath.Join("testdata", "code"))
	if code.asked["home.welcome"] == "" || code.asked["home.left"] == "" || len(code.asked) != 2 {
		t.Errorf("asked: %v", code.asked)
	}
	if code.built["error."] == "" || len(code.built) != 1 {
		t.Errorf("built: %v", code.built)
	}
	if !code.literals["home.table"] {
		t.Errorf("literals: %v", code.literals)
	}
}
