package i18n

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"
)

//go:embed sv/*.toml en/*.toml
var files embed.FS

// message is one word or sentence, with its singular if it has one.
type message struct {
	room       string // name of its file, without .toml
	one, other pattern
	hasOne     bool
}

// pattern is a compiled text: parts[0] names[0] parts[1] … parts[len(names)].
type pattern struct {
	parts []string
	names []string
}

// placeholder matches the only template action that the catalogue knows.
var placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// readLanguage reads all files of a language.
func readLanguage(fsys fs.FS, lang string) (*Words, error) {
	w := &Words{lang: lang, tag: language.Make(lang), messages: make(map[string]*message)}
	paths, err := fs.Glob(fsys, lang+"/*.toml")
	if err != nil {
		return nil, fmt.Errorf("list words of %s: %w", lang, err)
	}
	for _, name := range paths {
		if err := w.readFile(fsys, name); err != nil {
			return nil, fmt.Errorf("read words %s: %w", name, err)
		}
	}
	return w, nil
}

func (w *Words) readFile(fsys fs.FS, name string) error {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	var tree map[string]any
	if err := toml.Unmarshal(raw, &tree); err != nil {
		return err // with line and column, which go-i18n would not give
	}
	if len(tree) == 0 {
		return nil // a room without words
	}
	file, err := i18n.ParseMessageFileBytes(raw, w.lang+".toml", map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil {
		return err
	}
	room := strings.TrimSuffix(path.Base(name), ".toml")
	for _, from := range file.Messages {
		if was, ok := w.messages[from.ID]; ok {
			return fmt.Errorf("%s is also in %s.toml", from.ID, was.room)
		}
		m := &message{room: room, hasOne: from.One != ""}
		if m.other, err = compile(from.Other); err != nil {
			return fmt.Errorf("%s: %w", from.ID, err)
		}
		if m.one, err = compile(from.One); err != nil {
			return fmt.Errorf("%s: %w", from.ID, err)
		}
		if from.Other == "" {
			return fmt.Errorf("%s is empty", from.ID)
		}
		w.messages[from.ID] = m
	}
	return nil
}

// compile splits a text at its placeholders.
func compile(s string) (pattern, error) {
	var p pattern
	rest := 0
	for _, at := range placeholder.FindAllStringSubmatchIndex(s, -1) {
		p.parts = append(p.parts, s[rest:at[0]])
		p.names = append(p.names, s[at[2]:at[3]])
		rest = at[1]
	}
	p.parts = append(p.parts, s[rest:])
	for _, part := range p.parts {
		if strings.Contains(part, "{{") || strings.Contains(part, "}}") {
			return p, fmt.Errorf("%q has something other than a placeholder in braces", s)
		}
	}
	return p, nil
}

// placeholders returns the sorted names of all placeholders of m.
func (m *message) placeholders() []string {
	names := slices.Concat(m.one.names, m.other.names)
	slices.Sort(names)
	return slices.Compact(names)
}
