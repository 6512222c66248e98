package command

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"verkstad/ui/i18n"
)

// TestHelpAndDocsNameTheSameCommands holds docs/lines.md to the table: every
// command has a row with its usage and its example, and nothing else has.
func TestHelpAndDocsNameTheSameCommands(t *testing.T) {
	raw, err := os.ReadFile("../../docs/lines.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| `([^`]+)` \\|").FindAllStringSubmatch(string(raw), -1) {
		documented[strings.ReplaceAll(row[1], `\|`, "|")+" e.g. "+strings.ReplaceAll(row[2], `\|`, "|")] = true
	}
	for _, cmd := range Lines() {
		want := cmd.Usage() + " e.g. " + cmd.Example
		if !documented[want] {
			t.Errorf("docs/lines.md has no row | `%s` | `%s` |", cmd.Usage(), cmd.Example)
		}
		delete(documented, want)
	}
	for row := range documented {
		t.Errorf("docs/lines.md has a row for what is no command: %s", row)
	}
}

func TestExamplesAreWrittenRight(t *testing.T) {
	for _, cmd := range Lines() {
		typed, _, _ := strings.Cut(cmd.Example, " < ")
		args, err := Split(typed)
		if err != nil {
			t.Errorf("%s: %v", cmd.Example, err)
		}
		if p, err := Parse(args); err != nil || p.Command.Name != cmd.Name {
			t.Errorf("%s: %v", cmd.Example, err)
		}
		for _, lang := range i18n.Languages {
			if !i18n.For(lang).Has(cmd.Help) {
				t.Errorf("%s has no help in %s", cmd.Name, lang)
			}
		}
	}
}

// TestFlagsThatTakeANumberAreHeldToTheTable gives each of them what is too small, too
// large, no number and more than a computer counts to: each is a usage error that says
// from where to where it goes, and its bounds themselves are taken.
func TestFlagsThatTakeANumberAreHeldToTheTable(t *testing.T) {
	seen := 0
	for _, cmd := range Lines() {
		for _, f := range cmd.FlagsIn(InLines) {
			if f.Kind != Number {
				continue
			}
			seen++
			words := func(value string) []string {
				line := strings.Fields(cmd.Name)
				for range cmd.Min {
					line = append(line, "1")
				}
				return append(line, "--"+f.Name+"="+value)
			}
			for _, n := range []int{f.Least, f.Most} {
				if p, err := Parse(words(strconv.Itoa(n))); err != nil || p.Number(f.Name) != n {
					t.Errorf("%s --%s %d: %v", cmd.Name, f.Name, n, err)
				}
			}
			for _, value := range []string{strconv.Itoa(f.Least - 1), strconv.Itoa(f.Most + 1), "-99999999999999999999", "99999999999999999999", "", "x", "1.5", "1,"} {
				_, err := Parse(words(value))
				usage, ok := err.(*UsageError)
				if !ok || usage.ID != "command.wrong.range" {
					t.Errorf("%s --%s %q: %v", cmd.Name, f.Name, value, err)
					continue
				}
				for _, lang := range i18n.Languages {
					if said := i18n.For(lang).T(usage.ID, usage.Args...); !strings.Contains(said, "--"+f.Name) || !strings.Contains(said, " "+strconv.Itoa(f.Most)) {
						t.Errorf("%s --%s %q says %q", cmd.Name, f.Name, value, said)
					}
				}
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d flags take a number", seen)
	}
}

func TestListsOfNumbers(t *testing.T) {
	var p Parsed
	for list, want := range map[string]string{
		",": "line.wrong.gap", "": "line.wrong.gap", "3,,7": "line.wrong.gap", ",3": "line.wrong.gap", "#": "line.wrong.gap", "3,#": "line.wrong.gap",
		"12-": "line.wrong.notid", "-12": "line.wrong.notid", "3,x": "line.wrong.notid", "3;7": "line.wrong.notid",
	} {
		_, err := p.IDs([]string{list})
		if usage, ok := err.(*UsageError); !ok || usage.ID != want {
			t.Errorf("%q: %v, want %s", list, err, want)
		}
	}
}
