package command

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"verkstad/ui/i18n"
)

// parseShell finds the command of a line that begins with verkstad, and holds what it is
// given to the table.
func parseShell(t *testing.T, line string) (Parsed, error) {
	t.Helper()
	typed, _, _ := strings.Cut(line, " < ")
	words, err := Split(typed)
	if err != nil || len(words) == 0 || words[0] != "verkstad" {
		t.Fatalf("%q is no command of the shell: %v", line, err)
	}
	words = words[1:]
	p := Parsed{Place: InShell, Flags: map[string]string{}, Command: &Root}
	for len(words) > 0 {
		c := LookupShell(strings.TrimSpace(p.Command.Name + " " + words[0]))
		if c == nil {
			break
		}
		p.Command, words = c, words[1:]
	}
	for i := 0; i < len(words); i++ {
		name, ok := strings.CutPrefix(words[i], "-")
		if !ok || name == "" {
			p.Args = append(p.Args, words[i])
			continue
		}
		name, value, given := strings.Cut(strings.TrimPrefix(name, "-"), "=")
		flags := append(p.flags(), Common...)
		at := slices.IndexFunc(flags, func(f Flag) bool { return f.Name == name || f.Short == name })
		if at < 0 {
			return p, p.UnknownFlag(name)
		}
		if flags[at].Kind == Toggle {
			p.Flags[name] = ""
			continue
		}
		if !given {
			if i++; i == len(words) {
				return p, p.Valueless(name)
			}
			value = words[i]
		}
		if err := p.Give(flags[at], value); err != nil {
			return p, err
		}
	}
	return p, p.Count()
}

// TestEveryShellCommandIsWholeInTheTable holds that each command of the shell has words
// for its help and its flags in both languages, and examples that are written right.
func TestEveryShellCommandIsWholeInTheTable(t *testing.T) {
	for _, lang := range i18n.Languages {
		w := i18n.For(lang)
		for _, f := range Common {
			if !w.Has(f.Help) {
				t.Errorf("--%s has no help in %s", f.Name, lang)
			}
		}
		for _, c := range Shells {
			if !w.Has(c.Shell.Short) || c.Shell.Long != "" && !w.Has(c.Shell.Long) {
				t.Errorf("%s has no help in %s", c.Name, lang)
			}
			for _, f := range c.FlagsIn(InShell) {
				if !w.Has(f.Help) {
					t.Errorf("%s --%s has no help in %s", c.Name, f.Name, lang)
				}
				if f.Kind == Choice && !w.Has(f.WrongValue) {
					t.Errorf("%s --%s says nothing of a wrong value in %s", c.Name, f.Name, lang)
				}
			}
		}
	}
	for _, c := range Shells {
		if len(c.Shell.Examples) == 0 && c.Name != "" {
			t.Errorf("%s has no example", c.Name)
		}
		for _, example := range c.Shell.Examples {
			if p, err := parseShell(t, example); err != nil || p.Command != c {
				t.Errorf("%s: %v, of %q", example, err, p.Command.Name)
			}
		}
	}
}

// TestDefaultsAreWhatTheFlagTakes holds each flag's default to the flag.
func TestDefaultsAreWhatTheFlagTakes(t *testing.T) {
	for _, c := range Shells {
		for _, f := range c.FlagsIn(InShell) {
			if f.Default == "" {
				continue
			}
			if _, err := f.read(f.Default); err != nil {
				t.Errorf("%s --%s is %q where it is left out: %v", c.Name, f.Name, f.Default, err)
			}
		}
	}
}

// TestNoNameIsGivenTwice holds that a name is one command in each place.
func TestNoNameIsGivenTwice(t *testing.T) {
	shells, lines := map[string]bool{}, map[string]bool{}
	for _, c := range Shells {
		if shells[c.Name] {
			t.Errorf("the shell has two commands %q", c.Name)
		}
		shells[c.Name] = true
	}
	for _, c := range Lines() {
		if lines[c.Name] {
			t.Errorf("lines have two commands %q", c.Name)
		}
		lines[c.Name] = true
	}
}

// written finds commands of the shell in a text: in a line of an example, or between
// backquotes.
var written = regexp.MustCompile("(?m)(?:^|`|\\$ |; )(verkstad(?: [^`\n|;&>]*)?)")

// TestDocumentsNameCommandsThatThereAre holds every command and flag of the shell that
// the documents name to the table. A word in capitals or a file stands for anything.
func TestDocumentsNameCommandsThatThereAre(t *testing.T) {
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range append(files, "../../README.md", "../../CONTRIBUTING.md") {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range written.FindAllStringSubmatch(string(raw), -1) {
			words := strings.Fields(found[1])
			if len(words) < 2 || strings.HasPrefix(words[1], "-") || strings.ContainsAny(words[1], "/.:,…") {
				continue
			}
			seen++
			c := LookupShell(words[1])
			if c == nil {
				t.Errorf("%s names %q, which is no command", file, found[1])
				continue
			}
			if len(words) > 2 {
				if sub := LookupShell(words[1] + " " + words[2]); sub != nil {
					c = sub
				}
			}
			p := Parsed{Command: c, Place: InShell}
			for _, word := range words[2:] {
				name, ok := strings.CutPrefix(strings.Trim(word, "[](),."), "--")
				name, _, _ = strings.Cut(name, "=")
				if ok && !slices.ContainsFunc(append(p.flags(), Common...), func(f Flag) bool { return f.Name == name }) {
					t.Errorf("%s: %q has no flag --%s", file, c.Name, name)
				}
			}
		}
	}
	if seen < 30 {
		t.Errorf("the documents name only %d commands", seen)
	}
}

// TestWhatACommandAnswersIsDocumented holds that docs/lines.md says which columns each
// line command answers with that the table says has rows or an id.
func TestWhatACommandAnswersIsDocumented(t *testing.T) {
	raw, err := os.ReadFile("../../docs/lines.md")
	if err != nil {
		t.Fatal(err)
	}
	_, answers, _ := strings.Cut(string(raw), "\n## Answers\n")
	answers, _, _ = strings.Cut(answers, "\n## ")
	for _, c := range Lines() {
		if (c.Answer == ID || c.Answer == Rows) && !strings.Contains(answers, "`"+c.Name+"`") {
			t.Errorf("docs/lines.md does not say which columns %s answers with", c.Name)
		}
	}
}
