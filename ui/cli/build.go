package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"verkstad/ui/command"
)

// newRoot makes the tree of commands of the table in package command, which also gives
// the help, the completion and the manual page what they say.
func newRoot(p Program, o *Options) *cobra.Command {
	root := build(p, o, &command.Root)
	root.Use, root.Version = "verkstad", o.version
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return settle(cmd, o) }
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return flagError(cmd, err) })
	for _, f := range command.Common {
		addFlag(root.PersistentFlags(), o, &command.Root, f)
	}
	complete(root, command.Common)
	made := map[string]*cobra.Command{"": root}
	for _, c := range command.Shells {
		if c.Name == "" {
			continue
		}
		made[c.Name] = build(p, o, c)
	}
	for _, c := range command.Shells {
		if c.Name != "" {
			before, _, _ := cutLast(c.Name)
			made[before].AddCommand(made[c.Name])
		}
	}
	translate(root, o)
	return root
}

// cutLast parts the last word of a command's name from what stands before it.
func cutLast(name string) (before, last string, found bool) {
	if i := strings.LastIndexByte(name, ' '); i >= 0 {
		return name[:i], name[i+1:], true
	}
	return "", name, false
}

// build makes one command as the table has it.
func build(p Program, o *Options, c *command.Command) *cobra.Command {
	_, last, _ := cutLast(c.Name)
	parsed := func(args []string) command.Parsed {
		return command.Parsed{Command: c, Place: command.InShell, Args: args, Flags: o.given}
	}
	cmd := &cobra.Command{
		Use: strings.TrimSpace(last + " " + c.Shell.Params), Short: o.Words.T(c.Shell.Short), Example: strings.Join(c.Shell.Examples, "\n"),
		Args: func(cmd *cobra.Command, args []string) error {
			if c.Name == "" && len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return parsed(args).Count()
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			asked := parsed(args)
			o.take(asked)
			return runs[c.Name](cmd.Context(), p, o, asked)
		},
	}
	if c.Shell.Long != "" {
		cmd.Long = o.Words.T(c.Shell.Long)
	}
	flags := c.FlagsIn(command.InShell)
	for _, f := range flags {
		addFlag(cmd.Flags(), o, c, f)
	}
	complete(cmd, flags)
	return cmd
}

// addFlag adds a flag to those of a command. Where others are shown when it is left
// out than the table says, they are those of o.
func addFlag(flags *pflag.FlagSet, o *Options, c *command.Command, f command.Flag) {
	switch {
	case f.Name == "data":
		f.Default = o.defaultFolder
	case f.Name == "lang":
		f.Default = o.Lang
	case f.Name == "listen" && f.Default == command.DefaultListen:
		f.Default = o.listen
	case f.Name == "address":
		f.Default = o.address
	}
	help := ""
	if f.Help != "" {
		help = o.Words.T(f.Help, "Kinds", strings.Join(f.Choices, ", "))
	}
	added := flags.VarPF(&flagValue{o: o, of: c, flag: f}, f.Name, f.Short, help)
	if f.Kind == command.Toggle {
		added.NoOptDefVal = "true"
	}
}

// complete has the shell complete the words that a choice takes.
func complete(cmd *cobra.Command, flags []command.Flag) {
	for _, f := range flags {
		if f.Kind == command.Choice {
			_ = cmd.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(f.Choices, cobra.ShellCompDirectiveNoFileComp)) // it fails for a flag that is not there
		}
	}
}

// flagNames is the names of a command's flags, with those of every command.
func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// unknownCommand says that there is no such command, and which may be meant.
func unknownCommand(parent *cobra.Command, word string) error {
	var names []string
	for _, cmd := range parent.Commands() {
		names = append(names, cmd.Name())
	}
	return command.Unknown(word, names, parent.CommandPath()+" ", parent.CommandPath()+" --help")
}

// runner is what a command of the shell does.
type runner func(context.Context, Program, *Options, command.Parsed) error
