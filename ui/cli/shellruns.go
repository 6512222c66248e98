package cli

import (
	"context"
	"errors"
	"io/fs"

	"verkstad/ui/command"
)

// runs is what each command of the shell does, by its name in the table of package
// command. Those about one workshop that can be given in lines too are in withworkshop.go.
var runs = map[string]runner{
	"": runHome, "host": runHost, "serve": runServe, "review": runReview, "demo": runDemo, "rehearse": runRehearse,
	"export": runExport, "audit": runAudit, "trace": runTrace, "results": runResults, "carry": runCarry, "tickets": runTickets, "import ideas": runImportIdeas,
	"import": runImport, "paper": runPaper, "overview": runOverview, "invite": runInvite,
	"methods": runMethods, "methods list": runMethods, "methods show": runMethods, "methods check": runMethodsCheck, "methods new": runMethodsNew,
	"count": runCount, "question": runQuestion, "alike": runAlike,
	"check": runCheck, "backup": runBackup, "restore": runRestore, "forget": runForget,
}

func runHome(ctx context.Context, p Program, o *Options, _ command.Parsed) error {
	if !o.Interactive {
		return withData(p, o, func(d Data) error { return list(d, o) })
	}
	return p.Home(ctx, o)
}

func runHost(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	o.Workshop, o.Existing = asked.Arg(0), asked.Arg(0) != ""
	if !o.Interactive {
		return p.Serve(ctx, o)
	}
	return p.Host(ctx, o)
}

func runServe(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	o.Workshop, o.Existing = asked.Arg(0), asked.Arg(0) != ""
	return p.Serve(ctx, o)
}

func runReview(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	o.Workshop, o.Existing = asked.Arg(0), true
	if !o.Interactive {
		return usage("cli.wrong.terminal")
	}
	return p.Review(ctx, o)
}

func runDemo(ctx context.Context, p Program, o *Options, _ command.Parsed) error {
	if !o.Interactive {
		return usage("cli.demo.noterminal")
	}
	if err := p.Demo(ctx, o); err != nil {
		return err
	}
	return say(o, "cli.demo.done")
}

func runImport(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	return withData(p, o, func(d Data) error { return readBoard(ctx, d, o, asked.Arg(0)) })
}

func runMethods(_ context.Context, _ Program, o *Options, asked command.Parsed) error {
	if len(asked.Args) == 0 {
		return listMethods(o)
	}
	return showMethod(o, asked.Arg(0))
}

func runMethodsCheck(_ context.Context, _ Program, o *Options, asked command.Parsed) error {
	return checkMethod(o, asked.Arg(0))
}

func runMethodsNew(_ context.Context, _ Program, o *Options, asked command.Parsed) error {
	return newMethod(o, asked.Arg(0), asked.Value("from"))
}

func runCheck(ctx context.Context, p Program, o *Options, asked command.Parsed) error {
	o.Reads, o.instead = true, "status"
	if len(asked.Args) == 0 {
		if done, err := forward(o); done {
			return err
		}
	}
	found, err := p.Check(ctx, o, asked.Arg(0))
	if errors.Is(err, fs.ErrNotExist) {
		return fileError(err, found.File)
	}
	if err != nil {
		return err
	}
	return printFinding(found, o)
}

func runBackup(_ context.Context, p Program, o *Options, asked command.Parsed) error {
	return withData(p, o, func(d Data) error { return backup(d, o, asked.Arg(0)) })
}
