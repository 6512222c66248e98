package cli

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"verkstad/ui/command"
)

// newRoot makes the tree of commands.
func newRoot(p Program, o *Options) *cobra.Command {
	w := o.Words
	root := &cobra.Command{
		Use: "verkstad", Version: o.version, Short: w.T("cli.root.short"), Long: w.T("cli.root.long"),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !o.Interactive {
				return withData(p, o, func(d Data) error { return list(d, o) })
			}
			return p.Home(cmd.Context(), o)
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return settle(cmd, o) },
	}
	root.SetFlagErrorFunc(flagError)
	commonFlags(root.PersistentFlags(), o)
	servingFlags(root.Flags(), o)
	root.AddCommand(
		hostCommand(p, o), serveCommand(p, o), reviewCommand(p, o), withBundle(p, o, exportCommand(p, o)), importCommand(p, o),
		carryCommand(p, o), paperCommand(p, o), overviewCommand(p, o), traceCommand(p, o), auditCommand(p, o), inviteCommand(p, o), ticketsCommand(p, o),
		methodsCommand(o), countCommand(o), questionCommand(o), alikeCommand(o), demoCommand(p, o), rehearseCommand(p, o), checkCommand(p, o), backupCommand(p, o), restoreCommand(p, o), forgetCommand(p, o),
	)
	translate(root, o)
	return root
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
		case "completion":
			translateCompletion(cmd, o.Words)
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

func hostCommand(p Program, o *Options) *cobra.Command {
	cmd := &cobra.Command{
		Use: "host [WORKSHOP]", Short: o.Words.T("cli.host.short"), Long: o.Words.T("cli.host.long"), Args: between(0, 1),
		Example: "verkstad host --title \"Återbruk\" --node Lund",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Workshop = first(args)
			if !o.Interactive {
				return p.Serve(cmd.Context(), o)
			}
			return p.Host(cmd.Context(), o)
		},
	}
	makingFlags(cmd.Flags(), o)
	servingFlags(cmd.Flags(), o)
	return cmd
}

func serveCommand(p Program, o *Options) *cobra.Command {
	cmd := &cobra.Command{
		Use: "serve [WORKSHOP]", Short: o.Words.T("cli.serve.short"), Long: o.Words.T("cli.serve.long"), Args: between(0, 1),
		Example: "verkstad serve KRABBA --listen 127.0.0.1:2222",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Workshop = first(args)
			return p.Serve(cmd.Context(), o)
		},
	}
	makingFlags(cmd.Flags(), o)
	servingFlags(cmd.Flags(), o)
	cmd.Flags().BoolVar(&o.Rehearsed, "rehearsed", false, o.Words.T("cli.flag.rehearsed"))
	return cmd
}

func reviewCommand(p Program, o *Options) *cobra.Command {
	return &cobra.Command{
		Use: "review [WORKSHOP]", Short: o.Words.T("cli.review.short"), Long: o.Words.T("cli.review.long"), Args: between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Workshop = first(args)
			if !o.Interactive {
				return usage("cli.wrong.terminal")
			}
			return p.Review(cmd.Context(), o)
		},
	}
}

func exportCommand(p Program, o *Options) *cobra.Command {
	cmd := &cobra.Command{
		Use: "export WORKSHOP", Short: o.Words.T("cli.export.short"), Long: o.Words.T("cli.export.long"), Args: exactly(1),
		Example: "verkstad export KRABBA --format json -o board.json",
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Workshop, o.instead = args[0], "export "+o.format
			return withData(p, o, func(d Data) error { return exportWorkshop(cmd.Context(), d, o) })
		},
	}
	cmd.Flags().StringVar(&o.format, "format", "md", o.Words.T("cli.flag.format"))
	cmd.Flags().BoolVar(&o.log, "log", false, o.Words.T("cli.flag.log"))
	cmd.Flags().StringVarP(&o.outputFile, "output", "o", "", o.Words.T("cli.flag.output"))
	return cmd
}

func importCommand(p Program, o *Options) *cobra.Command {
	cmd := &cobra.Command{
		Use: "import FILE.json", Short: o.Words.T("cli.import.short"), Long: o.Words.T("cli.import.long"), Args: exactly(1),
		Example: "verkstad import board.json\nverkstad import ideas ideas.csv --workshop KRABBA --dry-run",
		RunE: func(cmd *cobra.Command, args []string) error {
			return withData(p, o, func(d Data) error { return importBoard(cmd.Context(), d, o, args[0]) })
		},
	}
	cmd.Flags().StringVar(&o.Title, "title", "", o.Words.T("cli.flag.title"))
	codeFlag(cmd.Flags(), &o.Code, o.Words.T("cli.flag.code"))
	ideas := &cobra.Command{
		Use: "ideas FILE.csv", Short: o.Words.T("cli.ideas.short"), Long: o.Words.T("cli.ideas.long"), Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.intoWorkshop == "" {
				return usage("cli.wrong.workshop")
			}
			return withData(p, o, func(d Data) error { return importIdeas(cmd.Context(), d, o, args[0]) })
		},
	}
	listFlags(ideas.Flags(), o)
	cmd.AddCommand(ideas)
	return cmd
}

func methodsCommand(o *Options) *cobra.Command {
	show := func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return listMethods(o)
		}
		return showMethod(o, args[0])
	}
	cmd := &cobra.Command{
		Use: "methods [METHOD]", Short: o.Words.T("cli.methods.short"), Long: o.Words.T("cli.methods.long"), Args: between(0, 1), RunE: show,
	}
	cmd.AddCommand(
		&cobra.Command{Use: "list", Short: o.Words.T("cli.methods.list"), Args: exactly(0), RunE: show},
		checkMethodCommand(o), newMethodCommand(o),
		&cobra.Command{Use: "show METHOD", Short: o.Words.T("cli.methods.show"), Args: exactly(1), RunE: show},
	)
	return cmd
}

func demoCommand(p Program, o *Options) *cobra.Command {
	var listen, address string
	cmd := &cobra.Command{
		Use: "demo", Short: o.Words.T("cli.demo.short"), Long: o.Words.T("cli.demo.long"), Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !o.Interactive {
				return usage("cli.demo.noterminal")
			}
			o.Listen, o.Address = listen, address
			if err := p.Demo(cmd.Context(), o); err != nil {
				return err
			}
			return say(o, "cli.demo.done")
		},
	}
	cmd.Flags().StringVar(&listen, "listen", demoListen, o.Words.T("cli.flag.listen"))
	cmd.Flags().StringVar(&address, "address", "", o.Words.T("cli.flag.address"))
	return cmd
}

func checkCommand(p Program, o *Options) *cobra.Command {
	return &cobra.Command{
		Use: "check [FILE]", Short: o.Words.T("cli.check.short"), Long: o.Words.T("cli.check.long"), Args: between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.Reads, o.instead = overSocket[o.command] == reads, "status"
			if len(args) == 0 {
				if done, err := forward(o); done {
					return err
				}
			}
			found, err := p.Check(cmd.Context(), o, first(args))
			if errors.Is(err, fs.ErrNotExist) {
				return fileError(err, found.File)
			}
			if err != nil {
				return err
			}
			return printFinding(found, o)
		},
	}
}

func backupCommand(p Program, o *Options) *cobra.Command {
	return &cobra.Command{
		Use: "backup FILE", Short: o.Words.T("cli.backup.short"), Long: o.Words.T("cli.backup.long"), Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return withData(p, o, func(d Data) error { return backup(d, o, args[0]) })
		},
	}
}

func restoreCommand(p Program, o *Options) *cobra.Command {
	cmd := &cobra.Command{
		Use: "restore FILE", Short: o.Words.T("cli.restore.short"), Long: o.Words.T("cli.restore.long"), Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error { return restore(cmd.Context(), p, o, args[0]) },
	}
	cmd.Flags().BoolVar(&o.replace, "replace", false, o.Words.T("cli.flag.replace"))
	return cmd
}

func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

// unknownCommand says that there is no such command, and which may be meant.
func unknownCommand(root *cobra.Command, word string) error {
	var names []string
	for _, cmd := range root.Commands() {
		names = append(names, cmd.Name())
	}
	if meant := command.Nearest(word, names); len(meant) > 0 {
		return usage("cli.wrong.meant", "Word", word, "Meant", "verkstad "+strings.Join(meant, ", verkstad "))
	}
	return usage("cli.wrong.command", "Word", word)
}
