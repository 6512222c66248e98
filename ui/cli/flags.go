package cli

import (
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"verkstad/model/sheet"
	"verkstad/ui/command"
	"verkstad/ui/i18n"
)

// envPrefix begins the environment variable of every flag: --data is also
// VERKSTAD_DATA.
const envPrefix = "VERKSTAD_"

// defaultListen is where a server listens unless --listen says otherwise.
const defaultListen = ":2222"

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
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var own *failure
	switch {
	case errors.As(err, &own):
		return own
	case errors.As(err, &unknown):
		if meant := command.Nearest(unknown.GetSpecifiedName(), flagNames(cmd)); len(meant) > 0 {
			return usage("cli.wrong.flagmeant", "Flag", "--"+unknown.GetSpecifiedName(), "Command", cmd.CommandPath(), "Meant", "--"+meant[0])
		}
		return usage("cli.wrong.flag", "Flag", "--"+unknown.GetSpecifiedName(), "Command", cmd.CommandPath())
	case errors.As(err, &valueless):
		return usage("cli.wrong.value", "Flag", "--"+valueless.GetSpecifiedName())
	case errors.As(err, &invalid):
		return usage("cli.wrong.invalid", "Flag", "--"+invalid.GetFlag().Name, "Value", invalid.GetValue())
	}
	return usage("cli.failed", "Reason", err.Error())
}

// flagNames is the names of a command's flags.
func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// commonFlags are those of every command.
func commonFlags(flags *pflag.FlagSet, o *Options) {
	w := o.Words
	flags.StringVar(&o.Data, "data", o.defaultFolder, w.T("cli.flag.data"))
	flags.StringVar(&o.LogLevel, "log-level", "info", w.T("cli.flag.loglevel"))
	flags.StringVar(&o.LogFormat, "log-format", "text", w.T("cli.flag.logformat"))
	flags.StringVar(&o.Lang, "lang", o.Lang, w.T("cli.flag.lang"))
}

// makingFlags say how a new workshop is made.
func makingFlags(flags *pflag.FlagSet, o *Options) {
	w := o.Words
	flags.StringVar(&o.Method, "method", "", w.T("cli.flag.method"))
	flags.StringVar(&o.Title, "title", "", w.T("cli.flag.title"))
	codeFlag(flags, &o.Code, w.T("cli.flag.code"))
	flags.StringVar(&o.Node, "node", "", w.T("cli.flag.node"))
	flags.StringVar(&o.Series, "series", "", w.T("cli.flag.series"))
	numberFlag(flags, &o.Number, "number", 0, 0, 99, w.T("cli.flag.number"))
	numberFlag(flags, &o.Minutes, "minutes", 0, 1, 24*60, w.T("cli.flag.minutes"))
	flags.StringVar(&o.Start, "start", "", w.T("region.flag.start"))
	flags.BoolVar(&o.Alone, "alone", false, w.T("cli.flag.alone"))
	flags.StringVar(&o.Voters, "voters", "", w.T("cli.flag.voters"))
	flags.BoolVar(&o.Anonymous, "anonymous", false, w.T("cli.flag.anonymous"))
}

// servingFlags say where the server is.
func servingFlags(flags *pflag.FlagSet, o *Options) {
	flags.StringVar(&o.Listen, "listen", o.listen, o.Words.T("cli.flag.listen"))
	flags.StringVar(&o.Address, "address", o.address, o.Words.T("cli.flag.address"))
}

// settle takes in the environment, and holds the language to those there are and
// a command that is done for somebody else to those of overSocket.
func settle(cmd *cobra.Command, o *Options) error {
	_, o.command, _ = strings.Cut(cmd.CommandPath(), " ")
	if o.served && overSocket[o.command] == 0 {
		return errNotServed
	}
	if err := fromEnvironment(cmd, o); err != nil {
		return err
	}
	o.stretched = cmd.Flags().Changed("minutes")
	if err := settleAddress(cmd.Flags()); err != nil {
		return err
	}
	if err := settleLog(o); err != nil {
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

// listFlags say how a list of ideas is read.
func listFlags(flags *pflag.FlagSet, o *Options) {
	w, list := o.Words, &o.list.Options
	flags.StringVar(&o.intoWorkshop, "workshop", "", w.T("cli.flag.workshop"))
	flags.StringVar(&list.Column, "column", "", w.T("cli.flag.column"))
	flags.StringVar(&list.Author, "author", "", w.T("cli.flag.author"))
	flags.StringVar(&list.Sector, "sector", "", w.T("cli.flag.sector"))
	flags.StringVar(&list.Category, "category", "", w.T("cli.flag.category"))
	flags.StringVar(&list.Cluster, "cluster", "", w.T("cli.flag.cluster"))
	flags.StringVar(&list.Encoding, "encoding", "", w.T("cli.flag.encoding"))
	flags.StringVar(&list.Separator, "separator", "", w.T("cli.flag.separator"))
	heading := func(h sheet.Heading) func(string) error {
		return func(value string) error {
			on, err := strconv.ParseBool(value)
			if on {
				list.Heading = h
			}
			return err
		}
	}
	flags.BoolFunc("heading", w.T("cli.flag.heading"), heading(sheet.HeadingYes))
	flags.BoolFunc("no-heading", w.T("cli.flag.noheading"), heading(sheet.HeadingNo))
	flags.BoolVar(&list.Shorten, "shorten", false, w.T("cli.flag.shorten"))
	flags.BoolVar(&o.list.Again, "again", false, w.T("cli.flag.again"))
	flags.BoolVar(&o.list.DryRun, "dry-run", false, w.T("cli.flag.dryrun"))
}
