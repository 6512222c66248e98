package command

import (
	"fmt"
	"slices"

	"verkstad/model"
	"verkstad/model/method"
)

// Lines is every command that can be given in lines, in the order that the help shows
// them.
func Lines() []Command { return slices.Concat(general, taking, ratings(), moving, sorting, leading) }

// MostMinutes is the most that a phase may be planned for.
const MostMinutes = 24 * 60

// general is for whoever is there.
var general = []Command{
	{Name: "help", Params: "[COMMAND]", Max: 2, Who: Anyone, Answer: Rows, Help: "line.help.help", Example: `help vote`},
	{Name: "join", Max: 0, Wide: true, Flags: []Flag{value("name"), value("sector")}, Who: Anyone,
		Help: "line.help.join", Example: `join --name "Åsa" --sector akademi`},
	{Name: "claim", Params: "NAME", Min: 1, Max: 1, Text: 1, Who: Anyone, Help: "line.help.claim", Example: `claim "Åsa"`},
	{Name: "status", Max: 0, Flags: []Flag{toggle("json")}, Who: Anyone, Answer: Rows, Help: "line.help.status", Example: `status --json`},
	{Name: "watch", Max: 0, Flags: []Flag{toggle("json")}, Who: Watcher, Answer: Rows, Help: "line.help.watch", Example: `watch`},
	{Name: "quiet", Params: "[off]", Max: 1, Who: Anyone, Help: "line.help.quiet", Example: `quiet`},
	{Name: "lang", Params: "[sv|en]", Max: 1, Who: Anyone, Help: "line.help.lang", Example: `lang sv`},
	{Name: "agenda", Max: 0, Who: Watcher, Answer: Rows, Help: "line.help.agenda", Example: `agenda`},
	{Name: "greetings", Max: 0, Who: Watcher, Answer: Rows, Help: "line.help.greetings", Example: `greetings`},
	{Name: "speakers", Max: 0, Who: Watcher, Answer: Rows, Help: "line.help.speakers", Example: `speakers`},
	{Name: "board", Max: 0, Flags: []Flag{value("goal")}, Who: Watcher, Answer: Rows, Help: "line.help.board", Example: `board`},
	{Name: "goals", Params: "[GOAL]", Max: -1, Who: Watcher, Answer: Rows, Help: "line.help.goals", Example: `goals matsvinn`},
	{Name: "sessions", Max: 0, Who: Watcher, Answer: Rows, Help: "line.help.sessions", Example: `sessions`},
	results,
	trace,
	export,
}

// taking is how a person takes part.
var taking = []Command{
	{Name: "checkin", Params: "TEXT", Min: 1, Max: 1, Text: 1, Who: Joined, Help: "line.help.checkin", Example: `checkin "Jag vill lära känna grannarna"`},
	{Name: "idea", Params: "TEXT", Min: 1, Max: 1, Text: 1, Flags: []Flag{number("category", 0, model.MaxLaid), value("as"), value("sector")}, Who: Joined,
		Answer: ID, Help: "line.help.idea", Example: `idea "Verktygspool i varje by"`},
	{Name: "edit", Params: "ID [TEXT]", Min: 1, Max: 2, Text: 2, Flags: []Flag{value("who"), value("when")}, Who: Joined,
		Help: "line.help.edit", Example: `edit 7 "Verktygspool i varje by och stadsdel"`},
	{Name: "delete", Params: "ID… [FROM-TO…]", Min: 1, Max: -1, Who: Joined, Help: "line.help.delete", Example: `delete 7`},
	{Name: "park", Params: "TEXT", Min: 1, Max: 1, Text: 1, Who: Joined, Answer: ID, Help: "line.help.park", Example: `park "Vem har nyckeln till lokalen?"`},
	{Name: "tag", Params: "ID [GOAL…]", Min: 1, Max: -1, Who: Joined, Help: "line.help.tag", Example: `tag 7 11 12.3`},
	{Name: "file", Params: "ID CATEGORY|0", Min: 2, Max: 2, Who: Joined, Help: "line.help.file", Example: `file 7 2`},
	{Name: "note", Params: "TEXT", Min: 1, Max: 1, Text: 1, Flags: []Flag{value("sector"), value("about")}, Who: Joined, Help: "line.help.note", Example: `note "Bara om det är frivilligt"`},
	{Name: "topic", Params: "ID|none [PERSON]", Min: 1, Max: 2, Text: 2, Who: Joined, Help: "line.help.topic", Example: `topic 15`},
	{Name: "read", Params: "ID [no]", Min: 1, Max: 2, Who: Joined, Help: "line.help.read", Example: `read 7`},
	{Name: "question", Params: "TEXT", Min: 1, Max: 1, Text: 1, Flags: []Flag{value("cluster"), value("better")}, Who: Joined,
		Answer: ID, Help: "line.help.question", Example: `question "Hur kan vi dela verktyg?" --cluster 12`},
	{Name: "mark", Params: "ID open|closed|none", Min: 2, Max: 2, Who: Joined, Help: "line.help.mark", Example: `mark 15 open`},
	{Name: "support", Params: "ID [no]", Min: 1, Max: 2, Who: Joined, Help: "line.help.support", Example: `support 15`},
	{Name: "vote", Params: "[ID=N…]", Max: -1, Flags: []Flag{toggle("clear")}, Who: Watcher, Answer: Rows, Help: "line.help.vote", Example: `vote 3=2 7=1`},
	{Name: "ticket", Params: "TICKET", Min: 1, Max: 1, Who: Joined, Answer: Rows, Help: "line.help.ticket", Example: `ticket 7Q2MX-B4KPN`},
	{Name: "commit", Params: "TEXT", Min: 1, Max: 1, Text: 1, Flags: []Flag{value("who"), value("when"), value("for")}, Who: Joined,
		Answer: ID, Help: "line.help.commit", Example: `commit "Ringer kommunen" --who Bo --when fredag --for 15`},
	{Name: "consent", Params: "[ID yes|no]", Max: 2, Who: Joined, Answer: Rows, Help: "line.help.consent", Example: `consent 18 yes`},
	{Name: "follow", Params: "ID open|going-on|done|dropped [TEXT]", Min: 2, Max: 3, Text: 3, Who: Joined,
		Help: "line.help.follow", Example: `follow 18 done "De svarade ja"`},
}

// ratings is a command for each activity in which people answer on a scale, called as the
// activity.
func ratings() []Command {
	var all []Command
	for _, d := range method.Descriptions() {
		if d.Traits&method.TakesRatings == 0 {
			continue
		}
		name := string(d.Name)
		c := Command{
			Name: name, Params: fmt.Sprintf("%d…%d", d.Scale.Low, d.Scale.High), Min: 1, Max: 1, Who: Joined,
			Help: "line.help." + name, Example: fmt.Sprintf("%s %d", name, d.Scale.High), Rates: d.Name,
		}
		if d.Scale.Text {
			c.Params, c.Max, c.Text, c.Flags = c.Params+" [TEXT]", 2, 2, []Flag{toggle("clear")}
			c.Example += ` "Mer sådant"`
		}
		all = append(all, c)
	}
	return all
}

// moving is how a person has the word, is ready, or does something for others.
var moving = []Command{
	{Name: "hand", Params: "[down [PERSON]]", Max: 2, Text: 2, Who: Joined, Help: "line.help.hand", Example: `hand`},
	{Name: "ready", Params: "[no]", Max: 1, Who: Joined, Help: "line.help.ready", Example: `ready`},
	{Name: "session", Params: "ID|none [PERSON]", Min: 1, Max: 2, Text: 2, Who: Joined, Help: "line.help.session", Example: `session 3`},
	{Name: "bring", Params: "[NAME]", Max: 1, Text: 1, Flags: []Flag{value("sector"), number("count", 1, model.MaxProxied)}, Who: Joined,
		Answer: ID, Help: "line.help.bring", Example: `bring "Bo" --sector civil`},
	{Name: "for", Params: "PERSON COMMAND…", Min: 2, Max: -1, Who: Joined, Help: "line.help.for", Example: `for Bo idea "Lagarkafé"`},
	{Name: "remove", Params: "PERSON", Min: 1, Max: 1, Text: 1, Who: Joined, Help: "line.help.remove", Example: `remove 4`},
	{Name: "undo", Max: 0, Flags: []Flag{toggle("json")}, Who: Joined, Help: "line.help.undo", Example: `undo`},
	{Name: "redo", Max: 0, Flags: []Flag{toggle("json")}, Who: Joined, Help: "line.help.redo", Example: `redo`},
}

// sorting is how cards are put together. Who may is the phase's to say.
var sorting = []Command{
	{Name: "cluster new", Params: "TITLE [ID…]", Min: 1, Max: -1, Who: Joined, Answer: ID, Help: "line.help.clusternew", Example: `cluster new "Dela det vi har" 3 7 8`},
	{Name: "cluster move", Params: "ID… CLUSTER", Min: 1, Max: -1, Who: Joined, Help: "line.help.clustermove", Example: `cluster move 9 12`},
	{Name: "cluster rename", Params: "CLUSTER TITLE", Min: 2, Max: 2, Text: 2, Who: Joined, Help: "line.help.clusterrename", Example: `cluster rename 12 "Dela verktyg"`},
	{Name: "cluster merge", Params: "CLUSTER CLUSTER…", Min: 1, Max: -1, Who: Joined, Help: "line.help.clustermerge", Example: `cluster merge 12 13`},
	{Name: "cluster remove", Params: "CLUSTER", Min: 1, Max: 1, Who: Joined, Help: "line.help.clusterremove", Example: `cluster remove 13`},
	{Name: "merge", Params: "ID ID…", Min: 1, Max: -1, Who: Joined, Help: "line.help.merge", Example: `merge 3 7`},
}

// leading is for facilitators.
var leading = []Command{
	{Name: "next", Max: 0, Flags: []Flag{toggle("start"), value("from")}, Who: Leader, Answer: Rows, Help: "line.help.next", Example: `next --from 3`, Turns: true},
	{Name: "back", Max: 0, Flags: []Flag{value("from")}, Who: Leader, Answer: Rows, Help: "line.help.back", Example: `back`, Turns: true},
	{Name: "goto", Params: "PHASE", Min: 1, Max: 1, Text: 1, Flags: []Flag{toggle("start"), value("from")}, Who: Leader, Answer: Rows, Help: "line.help.goto", Example: `goto 4`, Turns: true},
	{Name: "start", Max: 0, Who: Leader, Help: "line.help.start", Example: `start`},
	{Name: "pause", Max: 0, Who: Leader, Help: "line.help.pause", Example: `pause`},
	{Name: "extend", Params: "TIME", Min: 1, Max: 1, Flags: []Flag{value("from")}, Who: Leader, Help: "line.help.extend", Example: `extend 2m`},
	{Name: "clock reset", Max: 0, Who: Leader, Help: "line.help.clockreset", Example: `clock reset`},
	{Name: "reveal", Max: 0, Flags: []Flag{value("from")}, Who: Leader, Help: "line.help.reveal", Example: `reveal`, Turns: true},
	{Name: "round open", Params: "[ID… FROM-TO…]", Max: -1, Flags: []Flag{number("dots", 1, model.MaxDots), number("max", 1, model.MaxDots), number("choose", 1, model.MaxCandidates), toggle("open"), toggle("unencrypted"), toggle("runoff"), value("keep"), value("from")}, Who: Leader,
		Help: "line.help.roundopen", Example: `round open --dots 5 --max 3`, Turns: true},
	{Name: "round close", Max: 0, Flags: []Flag{value("from")}, Who: Leader, Answer: Rows, Help: "line.help.roundclose", Example: `round close`, Turns: true},
	{Name: "round choose", Params: "[ID…]", Max: -1, Flags: []Flag{value("by"), number("choose", 1, model.MaxCandidates), toggle("room"), value("why")}, Who: Leader,
		Answer: Rows, Help: "line.help.roundchoose", Example: `round choose --by shares --room --why "Fler får något"`},
	{Name: "voters", Params: "[open|roll|tickets]", Max: 1, Who: Watcher, Answer: Rows, Help: "line.help.voters", Example: `voters roll`},
	tickets,
	{Name: "ticket void", Params: "NUMBER", Min: 1, Max: 1, Who: Leader, Help: "line.help.ticketvoid", Example: `ticket void 7`},
	{Name: "ticket replace", Params: "NUMBER", Min: 1, Max: 1, Flags: []Flag{toggle("html")}, Who: Leader,
		Answer: Rows, Help: "line.help.ticketreplace", Example: `ticket replace 7`},
	{Name: "choose", Params: "ID [no]", Min: 1, Max: 2, Who: Leader, Help: "line.help.choose", Example: `choose 15`},
	{Name: "hide", Params: "ID… [FROM-TO…]", Min: 1, Max: -1, Who: Leader, Help: "line.help.hide", Example: `hide 9`},
	{Name: "show", Params: "ID… [FROM-TO…]", Min: 1, Max: -1, Who: Leader, Help: "line.help.show", Example: `show 9`},
	{Name: "greeting hide", Params: "TEXT", Min: 1, Max: 1, Text: 1, Who: Leader, Help: "line.help.greetinghide", Example: `greeting hide "Köp billiga klockor"`},
	{Name: "greeting show", Params: "TEXT", Min: 1, Max: 1, Text: 1, Who: Leader, Help: "line.help.greetingshow", Example: `greeting show "Hej"`},
	{Name: "shelve", Params: "ID [back]", Min: 1, Max: 2, Who: Leader, Help: "line.help.shelve", Example: `shelve 9`},
	{Name: "people", Max: 0, Who: Leader, Answer: Rows, Help: "line.help.people", Example: `people`},
	{Name: "spoke", Params: "PERSON [no]", Min: 1, Max: 2, Who: Leader, Help: "line.help.spoke", Example: `spoke 4`},
	{Name: "handback", Params: "[CHECK [no]]", Max: 2, Who: Leader, Answer: Rows, Help: "line.help.handback", Example: `handback 47`},
	{Name: "readmit", Params: "PERSON", Min: 1, Max: 1, Text: 1, Who: Leader, Help: "line.help.readmit", Example: `readmit 4`},
	{Name: "sweep", Max: 0, Flags: []Flag{value("since"), toggle("wrote"), toggle("here"), toggle("dry-run")}, Who: Leader,
		Answer: Rows, Help: "line.help.sweep", Example: `sweep --since 10m --dry-run`},
	{Name: "appoint", Params: "PERSON", Min: 1, Max: 1, Text: 1, Who: Leader, Help: "line.help.appoint", Example: `appoint 4`},
	{Name: "dismiss", Params: "PERSON", Min: 1, Max: 1, Text: 1, Who: Leader, Help: "line.help.dismiss", Example: `dismiss 4`},
	{Name: "handover", Params: "PERSON", Min: 1, Max: 1, Text: 1, Who: Leader, Help: "line.help.handover", Example: `handover 4`},
	auditing,
	{Name: "door", Params: "open|close", Min: 1, Max: 1, Who: Leader, Help: "line.help.door", Example: `door close`},
	{Name: "tick", Params: "POINT [no]", Min: 1, Max: 2, Who: Leader, Help: "line.help.tick", Example: `tick 3`},
	{Name: "notes", Params: "open|closed", Min: 1, Max: 1, Who: Leader, Help: "line.help.notes", Example: `notes closed`},
	{Name: "wall", Params: "goals|phase|next|comment [N]", Min: 1, Max: 2, Who: Leader, Help: "line.help.wall", Example: `wall goals`},
	{Name: "tables", Params: "N", Min: 1, Max: 1, Who: Leader, Help: "line.help.tables", Example: `tables 4`},
	{Name: "proxies", Params: "on|off", Min: 1, Max: 1, Who: Leader, Help: "line.help.proxies", Example: `proxies on`},
	{Name: "session add", Params: "PHASE TITLE", Min: 2, Max: 2, Text: 2, Flags: []Flag{value("place"), value("host"), value("about"), number("seats", 0, 1000)}, Who: Leader,
		Answer: ID, Help: "line.help.sessionadd", Example: `session add 2 "Laga tillsammans" --place "Sal B" --host "Bo Ek" --seats 30`},
	{Name: "session set", Params: "ID", Min: 1, Max: 1, Wide: true, Flags: []Flag{value("title"), value("place"), value("host"), value("about"), number("seats", 0, 1000)}, Who: Leader,
		Help: "line.help.sessionset", Example: `session set 3 --place "Sal C"`},
	{Name: "session remove", Params: "ID", Min: 1, Max: 1, Who: Leader, Help: "line.help.sessionremove", Example: `session remove 3`},
	{Name: "session place", Params: "[PHASE]", Max: 1, Text: 1, Who: Leader, Help: "line.help.sessionplace", Example: `session place`},
	{Name: "agenda add", Params: "ACTIVITY", Min: 1, Max: 1, Flags: []Flag{number("minutes", 0, MostMinutes), value("title"), value("keep"), number("after", 0, model.MaxPhases)}, Who: Leader,
		Help: "line.help.agendaadd", Example: `agenda add break --minutes 10 --after 3`},
	{Name: "agenda set", Params: "PHASE", Min: 1, Max: 1, Flags: []Flag{number("minutes", 0, MostMinutes), value("title"), value("keep")}, Who: Leader,
		Help: "line.help.agendaset", Example: `agenda set 4 --minutes 20`},
	{Name: "agenda move", Params: "PHASE PLACE", Min: 2, Max: 2, Who: Leader, Help: "line.help.agendamove", Example: `agenda move 5 4`},
	{Name: "agenda remove", Params: "PHASE", Min: 1, Max: 1, Who: Leader, Help: "line.help.agendaremove", Example: `agenda remove 9`},
	{Name: "agenda fit", Max: 0, Flags: []Flag{value("end"), value("drop"), toggle("least"), toggle("dry-run")}, Who: Leader, Answer: Rows,
		Help: "line.help.agendafit", Example: `agenda fit --dry-run`},
	{Name: "describe", Max: 0, Wide: true, Flags: []Flag{value("title"), value("node"), value("series"), number("number", 0, 99), value("start")}, Who: Leader,
		Help: "line.help.describe", Example: `describe --node Lund --series Återbruk --number 1`},
	carry,
	importIdeas,
	{Name: "end", Max: 0, Flags: []Flag{value("from")}, Who: Leader, Help: "line.help.end", Example: `end`, Turns: true},
	{Name: "reopen", Max: 0, Who: Leader, Help: "line.help.reopen", Example: `reopen`},
	{Name: "rescue", Max: 0, Who: Leader, Help: "line.help.rescue", Example: `rescue`},
}
