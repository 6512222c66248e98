package command

import (
	"strings"
)

// unknownLine says that there is no such line command, or which there are that begin
// so or that are nearly written so.
func unknownLine(words []string) error {
	if len(words) == 0 {
		return &UsageError{ID: "command.wrong.none"}
	}
	if begun := seconds(words[0]); len(begun) > 0 {
		if len(words) > 1 {
			if meant := Nearest(words[1], begun); len(meant) > 0 {
				return didYouMean(words[0]+" "+words[1], prefixed(words[0], meant))
			}
		}
		return &UsageError{ID: "command.wrong.which", Args: []any{"Commands", strings.Join(prefixed(words[0], begun), ", ")}}
	}
	return Unknown(words[0], firsts(), "", "help")
}

// Unknown says that there is no command of that name among names, and which may be
// meant. They are shown with what stands before them; help is the command that lists
// all.
func Unknown(word string, names []string, before, help string) error {
	if meant := Nearest(word, names); len(meant) > 0 {
		shown := make([]string, len(meant))
		for i, name := range meant {
			shown[i] = before + name
		}
		return didYouMean(word, shown)
	}
	return &UsageError{ID: "command.wrong.command", Args: []any{"Word", plain(word), "Help", help}}
}

func didYouMean(word string, meant []string) error {
	return &UsageError{ID: "command.wrong.meant", Args: []any{"Word", plain(word), "Meant", strings.Join(meant, ", ")}}
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
	for _, c := range Lines() {
		first, _, _ := strings.Cut(c.Name, " ")
		out = append(out, first)
	}
	return out
}

// seconds is the second words of the line commands that begin with a word.
func seconds(first string) []string {
	var out []string
	for _, c := range Lines() {
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
