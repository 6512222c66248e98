package command

import (
	"strings"
)

// unknown says that there is no such command, or which there are that begin so or
// that are nearly written so.
func unknown(words []string) error {
	if len(words) == 0 {
		return &UsageError{ID: "line.wrong.none"}
	}
	if begun := seconds(words[0]); len(begun) > 0 {
		if len(words) > 1 {
			if meant := Nearest(words[1], begun); len(meant) > 0 {
				return didYouMean(words[0]+" "+words[1], prefixed(words[0], meant))
			}
		}
		return &UsageError{ID: "line.wrong.which", Args: []any{"Commands", strings.Join(prefixed(words[0], begun), ", ")}}
	}
	if meant := Nearest(words[0], firsts()); len(meant) > 0 {
		return didYouMean(words[0], meant)
	}
	return &UsageError{ID: "line.wrong.command", Args: []any{"Word", Clip(words[0])}}
}

func didYouMean(word string, meant []string) error {
	return &UsageError{ID: "line.wrong.meant", Args: []any{"Word", Clip(word), "Meant", strings.Join(meant, ", ")}}
}

// mistyped is the command of two words that is meant where the first word is a command
// of its own and the second is nearly that of another: "agenda sett" and "ticket viod",
// which is no ticket. It is empty where nothing else can be meant.
func mistyped(cmd *Command, rest []string) string {
	if len(rest) == 0 || strings.Contains(cmd.Name, " ") || cmd.Text == 1 {
		return ""
	}
	meant := Nearest(rest[0], seconds(cmd.Name))
	if len(meant) != 1 {
		return ""
	}
	return cmd.Name + " " + meant[0]
}

// firsts is the first word of each line command.
func firsts() []string {
	var out []string
	for _, c := range Lines {
		first, _, _ := strings.Cut(c.Name, " ")
		out = append(out, first)
	}
	return out
}

// seconds is the second words of the line commands that begin with a word.
func seconds(first string) []string {
	var out []string
	for _, c := range Lines {
		if second, ok := strings.CutPrefix(c.Name, strings.ToLower(first)+" "); ok {
			out = append(out, second)
		}
	}
	return out
}

// prefixed puts the first word before each of the second ones.
func prefixed(first string, second []string) []string {
	out := make([]string, len(second))
	for i, s := range second {
		out[i] = strings.ToLower(first) + " " + s
	}
	return out
}
