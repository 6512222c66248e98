package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"verkstad/ui/command"
	"verkstad/ui/i18n"
)

// envPrefix begins the environment variable of every flag: --data is also
// VERKSTAD_DATA.
const envPrefix = "VERKSTAD_"

// language is what --lang says, or VERKSTAD_LANG, or the locale. It is read
// before the flags are, since their help is in it.
func language(args []string, env func(string) (string, bool)) string {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			return value
		}
		if arg == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	for _, name := range []string{envPrefix + "LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if value, ok := env(name); ok && value != "" {
			return value
		}
	}
	return ""
}

// fromEnvironment sets the flags that the command line left out and the
// environment has.
func fromEnvironment(cmd *cobra.Command, o *Options) error {
	var wrong error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		name := envPrefix + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, ok := o.environ(name)
		if f.Changed || !ok || value == "" || f.Name == "help" || f.Name == "version" {
			return
		}
		o.variables[name] = value
		if err := cmd.Flags().Set(f.Name, value); err != nil {
			wrong = errors.Join(wrong, usage("cli.wrong.environment", "Name", name, "Value", value))
		}
	})
	return wrong
}

// flagError says what is wrong with a flag in the asker's language.
func flagError(cmd *cobra.Command, err error) error {
	_, name, _ := strings.Cut(cmd.CommandPath(), " ")
	p := command.Parsed{Command: command.LookupShell(name), Place: command.InShell}
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var own *failure
	var asked *command.UsageError
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &asked):
		return asked
	case errors.As(err, &unknown):
		if p.Command == nil { // of the library's own commands
			p.Command = &command.Command{Name: name, Shell: &command.Shell{}}
		}
		return p.UnknownFlag(unknown.GetSpecifiedName(), flagNames(cmd)...)
	case errors.As(err, &valueless):
		return p.Valueless(valueless.GetSpecifiedName())
	}
	return usage("cli.failed", "Reason", err.Error())
}

// settle takes in the environment and the flags of every command, and holds the language
// to those there are, and a command that is done for somebody else to those that need
// the data.
func settle(cmd *cobra.Command, o *Options) error {
	_, o.command, _ = strings.Cut(cmd.CommandPath(), " ")
	if o.served && accessOf(o.command) == command.None {
		return errNotServed
	}
	if err := fromEnvironment(cmd, o); err != nil {
		return err
	}
	for name, into := range map[string]*string{"data": &o.Data, "log-level": &o.LogLevel, "log-format": &o.LogFormat, "lang": &o.Lang} {
		*into = cmd.Flags().Lookup(name).Value.String()
	}
	if err := settleAddress(cmd.Flags()); err != nil {
		return err
	}
	if o.variables[envPrefix+"LANG"] = o.Lang; o.served {
		o.Data = o.defaultFolder // whatever it is called where the command was typed
	}
	for _, lang := range i18n.Languages {
		if o.Lang == lang {
			return nil
		}
	}
	return usage("cli.wrong.lang", "Lang", o.Lang)
}
