package command

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{"", nil},
		{" \t\n ", nil},
		{"board", []string{"board"}},
		{"  vote 3=2\t7=1 ", []string{"vote", "3=2", "7=1"}},
		{`idea "en bro"`, []string{"idea", "en bro"}},
		{`idea 'en "bro"'`, []string{"idea", `en "bro"`}},
		{`idea en\ bro`, []string{"idea", "en bro"}},
		{`idea ""`, []string{"idea", ""}},
		{`'' a''b ""`, []string{"", "ab", ""}},
		{`"a\"b\\c\$d\` + "`" + `"`, []string{"a\"b\\c$d`"}},
		{`"a\nb"`, []string{`a\nb`}},
		{`'a\'b`, []string{`a\b`}},
		{"a\\\nb \\\nc \"d\\\ne\"", []string{"ab", "c", "de"}},
		{"\"två\nrader\"", []string{"två\nrader"}},
		{"$HOME * ; | #no ~ åäö", []string{"$HOME", "*", ";", "|", "#no", "~", "åäö"}},
	} {
		got, err := Split(c.line)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("Split(%q) = %q, %v; want %q", c.line, got, err, c.want)
		}
	}
	for _, line := range []string{`"`, `'`, `a "b`, `a 'b"`, `a\`, `"a\`, `"a\"`} {
		if got, err := Split(line); !errors.Is(err, errQuoting) {
			t.Errorf("Split(%q) = %q, %v", line, got, err)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add(`idea "en bro" 'över' ån\ nu`)
	f.Add("\\\n\"\\\"'")
	f.Fuzz(func(t *testing.T, line string) {
		words, err := Split(line)
		if err != nil {
			return
		}
		quoted := make([]string, len(words))
		total := 0
		for i, word := range words {
			total += len(word)
			quoted[i] = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
		if total > len(line) {
			t.Errorf("%q grew to %q", line, words)
		}
		again, err := Split(strings.Join(quoted, " "))
		if err != nil || !slices.Equal(again, words) {
			t.Errorf("%q, quoted and split again, is %q, %v", words, again, err)
		}
	})
}
