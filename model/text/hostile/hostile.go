// Package hostile is a corpus of texts that would do something to a terminal, a reader or a
// spreadsheet that used them unchanged. It is for tests: everything that shows or writes
// what people typed is tested with all of it.
package hostile

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed corpus.txt
var corpus string

// Text is one text of the corpus.
type Text struct{ Name, Text string }

var texts = mustParse(corpus)

// Texts returns the whole corpus, in the order of the file. Callers must not change it.
func Texts() []Text { return texts }

// Get returns the text with that name. It panics if there is none.
func Get(name string) string {
	for _, t := range texts {
		if t.Name == name {
			return t.Text
		}
	}
	panic("hostile: no text is called " + name)
}

// At returns the text with number i, modulo the size of the corpus.
func At(i int) string { return texts[i%len(texts)].Text }

func mustParse(file string) []Text {
	all, err := parse(file)
	if err != nil {
		panic(err)
	}
	return all
}

// parse reads the corpus; its first lines describe the format. An error names the line.
func parse(file string) ([]Text, error) {
	var all []Text
	seen := map[string]bool{}
	for i, line := range strings.Split(file, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, literal, ok := strings.Cut(line, " = ")
		if !ok || seen[name] {
			return nil, fmt.Errorf("hostile: line %d has no name of its own", i+1)
		}
		seen[name] = true
		text, err := join(literal)
		if err != nil {
			return nil, fmt.Errorf("hostile: line %d: %w", i+1, err)
		}
		all = append(all, Text{name, text})
	}
	return all, nil
}

// join concatenates string literals, each perhaps repeated.
func join(literals string) (string, error) {
	var b strings.Builder
	for rest := strings.TrimSpace(literals); rest != ""; rest = strings.TrimSpace(rest) {
		quoted, err := strconv.QuotedPrefix(rest)
		if err != nil {
			return "", fmt.Errorf("%w: %.20s", err, rest)
		}
		piece, err := strconv.Unquote(quoted)
		if err != nil {
			return "", err
		}
		rest = rest[len(quoted):]
		times := 1
		if after, repeated := strings.CutPrefix(rest, "*"); repeated {
			digits, _, _ := strings.Cut(after, " ")
			if times, err = strconv.Atoi(digits); err != nil {
				return "", err
			}
			rest = after[len(digits):]
		}
		b.WriteString(strings.Repeat(piece, times))
	}
	return b.String(), nil
}
