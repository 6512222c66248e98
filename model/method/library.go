package method

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed methods/*.toml
var builtin embed.FS

// maxFiles bounds how many methods of its own a user may have.
const maxFiles = 200

// builtins reads the methods that come with Verkstad. They are embedded and
// covered by tests, so one that cannot be read is a mistake in the build.
var builtins = sync.OnceValue(func() []Method {
	sub, err := fs.Sub(builtin, "methods")
	if err != nil {
		panic(err)
	}
	methods, err := Load(sub)
	if err != nil {
		panic(err)
	}
	return methods
})

// All returns copies of the methods that come with Verkstad, by id.
func All() []Method {
	methods := slices.Clone(builtins())
	for i, m := range methods {
		methods[i] = m.clone()
	}
	return methods
}

// Get returns the built-in method with that id.
func Get(id string) (Method, bool) {
	for _, m := range builtins() {
		if m.ID == id {
			return m.clone(), true
		}
	}
	return Method{}, false
}

// Source returns the TOML of the built-in method with that id.
func Source(id string) ([]byte, bool) {
	raw, err := builtin.ReadFile("methods/" + id + ".toml")
	return raw, err == nil && idForm.MatchString(id)
}

// idLine matches the line with a method's id.
var idLine = regexp.MustCompile(`(?m)^id\s*=.*$`)

// Rename replaces the id in the TOML of a method, and leaves everything else as it was
// written. It returns an *Error if the id is not valid.
func Rename(raw []byte, id string) ([]byte, error) {
	if !idForm.MatchString(id) {
		return nil, &Error{Field: "id", Code: CodeChoice, Args: []any{"a–z 0–9 -", id}}
	}
	return idLine.ReplaceAll(raw, []byte(`id = "`+id+`"`)), nil
}

// Load reads every *.toml at the top of fsys, for example os.DirFS of the user's folder of
// methods, and returns the valid methods, by id. A folder that does not exist has none. The
// error joins an *Error for every mistake, with its file; the other files are read all the
// same.
func Load(fsys fs.FS) ([]Method, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list methods: %w", err)
	}
	var names []string
	for _, entry := range entries {
		if !entry.IsDir() && path.Ext(entry.Name()) == ".toml" {
			names = append(names, entry.Name())
		}
	}
	var methods []Method
	var c check
	if len(names) > maxFiles {
		c.fail("", CodeMany, maxFiles)
		names = names[:maxFiles]
	}
	from := make(map[string]string)
	for _, name := range names {
		m, err := loadFile(fsys, name)
		if was, ok := from[m.ID]; err == nil && ok {
			err = &Error{File: name, Field: "id", Code: CodeTwice, Args: []any{m.ID, was}}
		}
		if err != nil {
			c.errs = append(c.errs, err)
			continue
		}
		from[m.ID] = name
		methods = append(methods, m)
	}
	slices.SortFunc(methods, byID)
	return methods, c.err()
}

func loadFile(fsys fs.FS, name string) (Method, error) {
	file, err := fsys.Open(name)
	if err != nil {
		return Method{}, fmt.Errorf("open method: %w", err)
	}
	raw, err := io.ReadAll(io.LimitReader(file, MaxFile+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return Method{}, fmt.Errorf("read method %s: %w", name, err)
	}
	m, err := Parse(raw)
	for _, e := range Errors(err) {
		e.File = path.Base(name)
	}
	return m, err
}

// Merge returns base with own added, by id. A method of own replaces a method of base with
// the same id.
func Merge(base, own []Method) []Method {
	merged := slices.Clone(own)
	for _, m := range base {
		if !slices.ContainsFunc(own, func(o Method) bool { return o.ID == m.ID }) {
			merged = append(merged, m)
		}
	}
	slices.SortFunc(merged, byID)
	return merged
}

// clone returns a deep copy of a valid method.
func (m Method) clone() Method {
	m, _ = m.clean()
	return m
}

func byID(a, b Method) int { return strings.Compare(a.ID, b.ID) }
