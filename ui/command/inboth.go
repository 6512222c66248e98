package command

import (
	"math"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
)

// The commands that are given in lines and in the shell alike: one entry, and one
// implementation in ui/handler. In the shell they name the workshop.

// formats are the formats that a workshop is exported in.
func formats() []string {
	var all []string
	for _, f := range report.Formats() {
		all = append(all, string(f))
	}
	return all
}

// kinds are the kinds of entries of the audit.
func kinds() []string {
	var all []string
	for _, k := range model.Subjects {
		all = append(all, string(k))
	}
	return all
}

// output is the flag for the file that is written.
func output() Flag { return value("output").short("o").help("cli.flag.output").only(InShell) }

// export writes the format that is named, or in the shell by --format; else the one
// that the name of the file says; else the first of [report.Formats].
var export = Command{
	Name: "export", Params: "[" + strings.Join(formats(), "|") + "]", Max: 1, Who: Watcher, Answer: Document, Help: "line.help.export", Example: `export md`,
	Flags: []Flag{
		choice("format", "command.wrong.format", formats()...).help("cli.flag.format").only(InShell),
		toggle("log").help("cli.flag.log").only(InShell),
		toggle("plain").help("cli.flag.plain").only(InShell),
		output(),
		value("bundle").help("region.flag.bundle").only(InShell),
	},
	Shell: &Shell{
		Params: "WORKSHOP", Min: 0, Max: 1, Flags: selection, Access: Reads, Answer: Document, Short: "cli.export.short", Long: "cli.export.long",
		Examples: []string{"verkstad export KRABBA --format json -o board.json", "verkstad export --bundle lund.bundle --node Lund"},
	},
}

// audit in lines answers a page, the first where none is named; in the shell it answers
// everything where neither --page nor --limit says how much.
var auditing = Command{
	Name: "audit", Params: "[PERSON]", Max: 1, Who: Leader, Answer: Rows, Help: "line.help.audit", Example: `audit --kind people`,
	Flags: []Flag{
		choice("kind", "command.wrong.kind", kinds()...).help("cli.flag.kind"),
		number("page", 1, 100_000).help("cli.flag.page"),
		toggle("json").help("cli.flag.jsonlines"),
		value("person").help("cli.flag.person").only(InShell),
		number("limit", 0, 1_000_000_000).help("cli.flag.limit").only(InShell),
	},
	Shell: &Shell{
		Params: "WORKSHOP", Min: 1, Max: 1, Access: Reads, Answer: Rows, Short: "cli.audit.short", Long: "cli.audit.long",
		Examples: []string{"verkstad audit KRABBA --kind people"},
	},
}

var trace = Command{
	Name: "trace", Params: "ID", Min: 1, Max: 1, Who: Watcher, Answer: Rows, Help: "line.help.trace", Example: `trace 15`,
	Shell: &Shell{
		Params: "WORKSHOP ID", Min: 2, Max: 2, Access: Reads, Answer: Document, Short: "region.trace.short", Long: "region.trace.long",
		Examples: []string{"verkstad trace KRABBA 15"},
	},
}

var results = Command{
	Name: "results", Params: "[ROUND]", Max: 1, Who: Watcher, Answer: Rows, Help: "line.help.results", Example: `results`,
	Shell: &Shell{
		Params: "WORKSHOP [ROUND]", Min: 1, Max: 2, Access: Reads, Answer: Rows, Short: "cli.results.short", Long: "cli.results.long",
		Examples: []string{"verkstad results KRABBA"},
	},
}

// carry without a meeting lists in lines what there is; in the shell it brings in what
// the meeting before left. What is brought in of a meeting is the same in both.
var carry = Command{
	Name: "carry", Params: "[MEETING [ID…]]", Max: -1, Who: Leader, Answer: Rows, Help: "line.help.carry", Example: `carry 1 15 18`,
	Flags: []Flag{
		toggle("confirm").only(InLines),
		value("from").help("cli.flag.fromworkshop").only(InShell),
	},
	Shell: &Shell{
		Params: "WORKSHOP", Min: 1, Max: 1, Access: Writes, Answer: Sentences, Short: "cli.carry.short", Long: "cli.carry.long",
		Examples: []string{"verkstad carry KRABBA --from LAXEN"},
	},
}

var tickets = Command{
	Name: "tickets", Params: "[N]", Max: 1, Who: Leader, Answer: Rows, Help: "line.help.tickets", Example: `tickets 30`,
	Flags: append([]Flag{toggle("html").help("cli.tickets.html"), output()}, onlyInShell(serving(DefaultListen))...),
	Shell: &Shell{
		Params: "N [WORKSHOP]", Min: 1, Max: 2, Access: Writes, Answer: Document, Short: "cli.tickets.short", Long: "cli.tickets.long",
		Examples: []string{"verkstad tickets 30 KRABBA --html -o tickets.html --address 192.168.1.20"},
	},
}

var importIdeas = Command{
	Name: "import ideas", Max: 0, Who: Leader, Answer: Sentences, Help: "line.help.importideas", Example: `import ideas --column text < ideas.csv`,
	Flags: []Flag{
		value("column").help("cli.flag.column"), value("author").help("cli.flag.author"), value("sector").help("cli.flag.sector"),
		value("category").help("cli.flag.category"), value("cluster").help("cli.flag.cluster"), value("encoding").help("cli.flag.encoding"),
		value("separator").help("cli.flag.separator"), toggle("heading").help("cli.flag.heading"), toggle("no-heading").help("cli.flag.noheading"),
		toggle("shorten").help("cli.flag.shorten"), toggle("again").help("cli.flag.again"), toggle("dry-run").help("cli.flag.dryrun"),
	},
	Shell: &Shell{
		Params: "FILE.csv", Min: 1, Max: 1, Flags: []Flag{value("workshop").help("cli.flag.workshop")}, Access: Writes, Answer: Sentences,
		Short: "cli.ideas.short", Long: "cli.ideas.long", Examples: []string{"verkstad import ideas ideas.csv --workshop KRABBA --dry-run"},
	},
}

// onlyInShell returns the flags as those of the shell alone.
func onlyInShell(flags []Flag) []Flag {
	for i := range flags {
		flags[i].Only = InShell
	}
	return flags
}

// mostSeed is the largest seed of a count.
const mostSeed = math.MaxInt
