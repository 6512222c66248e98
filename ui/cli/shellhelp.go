package cli

import (
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"verkstad/ui/i18n"
)

// unknownLanguage is the language that was asked for by --lang or
// VERKSTAD_LANG, if there are no words in it; empty if there are. A locale is
// no such wish. It is looked at before the flags are, since help and
// completion never come to them.
func unknownLanguage(args []string, env func(string) (string, bool)) string {
	none := func(name string) (string, bool) {
		if name == envPrefix+"LANG" {
			return env(name)
		}
		return "", false
	}
	if asked := language(args, none); asked != "" && !slices.Contains(i18n.Languages, asked) {
		return asked
	}
	return ""
}

// asksForHelp reports whether the command line is answered with a help text.
func asksForHelp(args []string) bool {
	for _, arg := range args {
		switch arg {
		case "--":
			return false
		case "-h", "--help", "help":
			return true
		}
	}
	return false
}

// helpWords are the words that the library writes into help texts by itself,
// with their ids: headings alone on their line, placeholders anywhere.
var (
	helpHeadings     = map[string]string{"USAGE": "cli.help.usage", "EXAMPLES": "cli.help.examples", "COMMANDS": "cli.help.commands", "FLAGS": "cli.help.flags"}
	helpPlaceholders = map[string]string{"[command]": "cli.help.command", "[--flags]": "cli.help.anyflags"}
	helpHeading      = regexp.MustCompile(`(?m)^((?:\x1b\[[0-9;]*m| )*)(USAGE|EXAMPLES|COMMANDS|FLAGS)((?:\x1b\[[0-9;]*m| )*)$`)
)

// helpWriter says help texts in the asker's language. It is a terminal if what
// it writes to is one, so that the colours stay.
type helpWriter struct {
	io.Writer
	words *i18n.Words
}

// terminalHelp is a helpWriter to a file, which knows whether it is a terminal.
// It has no other way to write than Write.
type terminalHelp struct {
	file
	help helpWriter
}

// file is what a library asks to know whether something is a terminal.
type file interface {
	io.ReadWriteCloser
	Fd() uintptr
}

func (t terminalHelp) Write(p []byte) (int, error) { return t.help.Write(p) }

// translated is a writer of help texts to w.
func translated(w io.Writer, in *i18n.Words) io.Writer {
	help := helpWriter{w, in}
	if f, ok := w.(*os.File); ok {
		return terminalHelp{f, help}
	}
	return help
}

// Write writes p with the library's words in the asker's language.
func (h helpWriter) Write(p []byte) (int, error) {
	text := helpHeading.ReplaceAllStringFunc(string(p), func(line string) string {
		m := helpHeading.FindStringSubmatch(line)
		return m[1] + h.words.T(helpHeadings[m[2]]) + m[3]
	})
	for from, id := range helpPlaceholders {
		text = strings.ReplaceAll(text, from, h.words.T(id))
	}
	if _, err := io.WriteString(h.Writer, text); err != nil {
		return 0, err
	}
	return len(p), nil
}

// translateCompletion says in the asker's language how completions are made.
func translateCompletion(cmd *cobra.Command, w *i18n.Words) {
	cmd.Short, cmd.Long = w.T("cli.completion.short"), w.T("cli.completion.long")
	for _, shell := range cmd.Commands() {
		shell.Short = w.T("cli.completion.shell", "Shell", shell.Name())
		shell.Long = w.T("cli.completion." + shell.Name())
		if flag := shell.Flags().Lookup("no-descriptions"); flag != nil {
			flag.Usage = w.T("cli.completion.bare")
		}
	}
}

// translate says in the asker's language what the library adds by itself.
func translate(root *cobra.Command, o *Options) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd(o.commandLine...)
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("version").Usage = o.Words.T("cli.flag.version")
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Short = o.Words.T("cli.help.short")
			cmd.Args = func(_ *cobra.Command, args []string) error { return helpIsThere(root, args) }
		case "completion":
			translateCompletion(cmd, o.Words)
			cmd.Args = func(cmd *cobra.Command, args []string) error {
				if len(args) > 0 {
					return unknownCommand(cmd, args[0])
				}
				return nil
			}
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
	}
	var each func(*cobra.Command)
	each = func(cmd *cobra.Command) {
		cmd.InitDefaultHelpFlag()
		cmd.Flags().Lookup("help").Usage = o.Words.T("cli.flag.help")
		for _, sub := range cmd.Commands() {
			each(sub)
		}
	}
	each(root)
}

// helpIsThere is nil if there is a command of those words, which the library would
// answer for otherwise as for none.
func helpIsThere(root *cobra.Command, words []string) error {
	at := root
	for _, word := range words {
		next := at
		for _, sub := range at.Commands() {
			if sub.Name() == word {
				next = sub
			}
		}
		if next == at {
			return unknownCommand(at, word)
		}
		at = next
	}
	return nil
}
