package command

import (
	"time"

	"verkstad/model"
	"verkstad/model/tally"
)

// Defaults of flags that others go by as well.
const (
	DefaultListen = ":2222"       // where a server listens
	DemoListen    = "127.0.0.1:0" // where a demo does: for this computer alone
	DefaultMethod = "colab"       // what a workshop is made from when nobody says
)

// mostRehearsing is how many people a rehearsal has at most.
const mostRehearsing = 1400

// Common are the flags of every command of the shell. It is never changed.
var Common = []Flag{
	value("data").help("cli.flag.data"),
	choice("log-level", "command.wrong.loglevel", "debug", "info", "warn", "error").or("info").help("cli.flag.loglevel"),
	choice("log-format", "command.wrong.logformat", "text", "json").or("text").help("cli.flag.logformat"),
	value("lang").help("cli.flag.lang"),
}

// serving are the flags that say where a server is.
func serving(listen string) []Flag {
	return []Flag{
		value("listen").or(listen).help("cli.flag.listen"), value("address").help("cli.flag.address"),
		value("web").help("cli.flag.web"), value("web-address").help("cli.flag.webaddress"),
	}
}

// walls are the flags of commands that show the wall.
var walls = []Flag{choice("wall", "command.wrong.wall", "terminal", "light", "dark").help("cli.flag.wall")}

// making are the flags of a workshop that is made.
var making = []Flag{
	value("method").help("cli.flag.method"),
	value("title").help("cli.flag.title"),
	{Name: "code", Kind: Code, Help: "cli.flag.code"},
	value("node").help("cli.flag.node"),
	value("series").help("cli.flag.series"),
	number("number", 0, 99).help("cli.flag.number"),
	number("minutes", 1, MostMinutes).help("cli.flag.minutes"),
	value("start").help("region.flag.start"),
	toggle("alone").help("cli.flag.alone"),
	choice("voters", "command.wrong.voters", participations()...).help("cli.flag.voters"),
	toggle("anonymous").help("cli.flag.anonymous"),
}

// participations are the words for who may vote.
func participations() []string {
	var all []string
	for _, p := range model.Participations {
		all = append(all, p.Word())
	}
	return all
}

// selection are the flags that say which workshops a command is about.
var selection = []Flag{
	value("node").help("region.flag.node"), value("series").help("region.flag.series"),
	value("from").help("region.flag.from"), value("to").help("region.flag.to"),
}

// Root is verkstad without a command. Its name is empty.
var Root = Command{Shell: &Shell{Flags: serving(DefaultListen), Access: Reads, Answer: Screen, Short: "cli.root.short", Long: "cli.root.long"}}

// shellOnly is every command that is given in the shell alone. A name may be that of a
// line command that does something else.
var shellOnly = []Command{
	{Name: "host", Shell: &Shell{Params: "[WORKSHOP]", Max: 1, Flags: concat(making, serving(DefaultListen), walls), Answer: Screen, Short: "cli.host.short", Long: "cli.host.long",
		Examples: []string{"verkstad host --title \"Återbruk\" --node Lund"}}},
	{Name: "serve", Shell: &Shell{Params: "[WORKSHOP]", Max: 1, Flags: concat(making, serving(DefaultListen), walls, []Flag{toggle("rehearsed").help("cli.flag.rehearsed")}), Answer: Screen,
		Short: "cli.serve.short", Long: "cli.serve.long", Examples: []string{"verkstad serve KRABBA --listen 127.0.0.1:2222"}}},
	{Name: "review", Shell: &Shell{Params: "[WORKSHOP]", Max: 1, Answer: Screen, Short: "cli.review.short", Long: "cli.review.long", Examples: []string{"verkstad review KRABBA"}}},
	{Name: "import", Shell: &Shell{Params: "FILE.json", Min: 1, Max: 1, Access: Makes, Short: "cli.import.short", Long: "cli.import.long",
		Flags:    []Flag{value("title").help("cli.flag.title"), {Name: "code", Kind: Code, Help: "cli.flag.code"}},
		Examples: []string{"verkstad import board.json"}}},
	{Name: "paper", Shell: across("paper", "region.paper.short", "region.paper.long")},
	{Name: "overview", Shell: across("overview", "region.overview.short", "region.overview.long")},
	{Name: "invite", Shell: &Shell{Params: "WORKSHOP", Min: 1, Max: 1, Access: Reads, Answer: Document, Short: "region.invite.short", Long: "region.invite.long",
		Flags:    concat([]Flag{value("start").help("region.flag.start"), value("ics").help("region.flag.ics"), toggle("text").help("region.flag.text")}, serving(DefaultListen)),
		Examples: []string{`verkstad invite KRABBA --start "2026-12-01 13:00" --address 192.168.1.20 --ics traff.ics`, "verkstad invite KRABBA --text"}}},
	{Name: "methods", Shell: &Shell{Params: "[METHOD]", Max: 1, Answer: Rows, Short: "cli.methods.short", Long: "cli.methods.long", Examples: []string{"verkstad methods colab"}}},
	{Name: "methods list", Shell: &Shell{Answer: Rows, Short: "cli.methods.list", Examples: []string{"verkstad methods list"}}},
	{Name: "methods check", Shell: &Shell{Params: "FILE", Min: 1, Max: 1, Answer: Rows, Short: "cli.methods.check", Examples: []string{"verkstad methods check our-lab.toml"}}},
	{Name: "methods new", Shell: &Shell{Params: "METHOD", Min: 1, Max: 1, Short: "cli.methods.new",
		Flags: []Flag{value("from").or(DefaultMethod).help("cli.flag.frommethod")}, Examples: []string{"verkstad methods new our-lab --from colab"}}},
	{Name: "methods show", Shell: &Shell{Params: "METHOD", Min: 1, Max: 1, Answer: Rows, Short: "cli.methods.show", Examples: []string{"verkstad methods show colab"}}},
	{Name: "count", Shell: &Shell{Params: "FILE", Min: 1, Max: 1, Answer: Document, Short: "tally.count.short", Long: "tally.count.long",
		Flags: []Flag{
			number("choose", 0, tally.MaxCandidates).help("tally.count.choose"),
			choice("rule", "command.wrong.rule", string(tally.MostVoted), string(tally.EqualShares), string(tally.Phragmen), string(tally.PAV)).or(string(tally.MostVoted)).help("tally.count.rule"),
			number("seed", 0, mostSeed).or("1").help("tally.count.seed"),
			toggle("json").help("cli.flag.jsonlines"),
		},
		Examples: []string{"verkstad count vote.pb --choose 5", "verkstad count ballots.jsonl --rule equal-shares --json"}}},
	{Name: "question", Shell: &Shell{Params: "[TEXT…|-]", Max: -1, Answer: Document, Short: "question.short", Long: "question.long",
		Flags: []Flag{toggle("json").help("cli.flag.jsonlines")}, Examples: []string{`verkstad question "Hur kan en app få fler att cykla?"`, "verkstad question - --json < questions.txt"}}},
	{Name: "alike", Shell: &Shell{Params: "FILE.csv|.jsonl", Min: 1, Max: 1, Answer: Document, Short: "alike.short", Long: "alike.long",
		Flags:    []Flag{value("column").help("alike.column"), toggle("clusters").help("alike.clusters"), toggle("json").help("cli.flag.jsonlines")},
		Examples: []string{"verkstad alike ideas.csv --column text", "verkstad alike ideas.jsonl --clusters --json"}}},
	{Name: "demo", Shell: &Shell{Flags: serving(DemoListen), Answer: Screen, Short: "cli.demo.short", Long: "cli.demo.long", Examples: []string{"verkstad demo"}}},
	{Name: "rehearse", Shell: &Shell{Params: "[CODE@HOST:PORT]", Max: 1, Answer: Document, Short: "cli.rehearse.short", Long: "cli.rehearse.long",
		Flags: []Flag{
			number("people", 2, mostRehearsing).or("50").help("cli.flag.people"),
			period("for", time.Second, time.Hour).or("30s").help("cli.flag.for"),
			period("pace", time.Millisecond, time.Hour).or("30s").help("cli.flag.pace"),
			number("screens", 0, mostRehearsing).or("50").help("cli.flag.screens"),
			toggle("json").help("cli.flag.json"),
		},
		Examples: []string{"verkstad rehearse --people 200", "verkstad rehearse KRABBA@192.168.1.20:2222 --people 60 --for 2m"}}},
	{Name: "check", Shell: &Shell{Params: "[FILE]", Max: 1, Access: Reads, Answer: Rows, Short: "cli.check.short", Long: "cli.check.long", Examples: []string{"verkstad check"}}},
	{Name: "backup", Shell: &Shell{Params: "FILE", Min: 1, Max: 1, Access: Reads, Short: "cli.backup.short", Long: "cli.backup.long", Examples: []string{"verkstad backup copy.db"}}},
	{Name: "restore", Shell: &Shell{Params: "FILE", Min: 1, Max: 1, Short: "cli.restore.short", Long: "cli.restore.long",
		Flags: []Flag{toggle("replace").help("cli.flag.replace")}, Examples: []string{"verkstad restore copy.db"}}},
	{Name: "forget", Shell: &Shell{Params: "[WORKSHOP]", Max: 1, Access: Writes, Short: "cli.forget.short", Long: "cli.forget.long",
		Flags:    []Flag{value("older-than").help("cli.forget.older"), value("person").help("cli.forget.person"), toggle("yes").help("cli.forget.yes")},
		Examples: []string{"verkstad forget KRABBA", "verkstad forget --older-than 24m", `verkstad forget KRABBA --person "Åsa Berg"`}}},
}

// across is a command that writes a document over several workshops.
func across(name, short, long string) *Shell {
	return &Shell{
		Access: Reads, Answer: Document, Short: short, Long: long, Examples: []string{"verkstad " + name + " --node Lund --from 2026-01-01"},
		Flags: concat(selection, []Flag{
			choice("format", "command.wrong.format", "md", "html", "docx").help("cli.flag.format"),
			value("output").short("o").help("cli.flag.output"),
			value("title").help("region.flag.title"),
		}),
	}
}

func concat(lists ...[]Flag) []Flag {
	var all []Flag
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// Shells is every command that can be given in the shell. It is never changed.
var Shells = inShell()

func inShell() []*Command {
	all := []*Command{&Root}
	for i := range shellOnly {
		all = append(all, &shellOnly[i])
	}
	for _, c := range Lines() {
		if c.Shell != nil {
			all = append(all, &c)
		}
	}
	return all
}

// LookupShell is the command of the shell with that name, nil if there is none.
func LookupShell(name string) *Command {
	for _, c := range Shells {
		if c.Name == name {
			return c
		}
	}
	return nil
}
