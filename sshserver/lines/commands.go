package lines

// commands is every line command, in the order that the help shows them. It is
// filled in by init, since help, which is one of them, reads it.
var commands []command

func init() {
	commands = append(commands, general...)
	commands = append(commands, taking...)
	commands = append(commands, sorting...)
	commands = append(commands, leading...)
}

// general is for whoever is there.
var general = []command{
	{name: "help", params: "[COMMAND]", max: 2, who: anyone, help: "line.help.help", example: `help vote`, run: (*call).help},
	{name: "join", max: 0, flags: []string{"name", "sector"}, who: anyone,
		help: "line.help.join", example: `join --name "Åsa" --sector akademi`, run: (*call).join},
	{name: "claim", params: "NAME", min: 1, max: 1, text: 1, who: anyone, help: "line.help.claim", example: `claim "Åsa"`, run: (*call).claim},
	{name: "status", max: 0, flags: []string{"json!"}, who: anyone, help: "line.help.status", example: `status --json`, run: (*call).status},
	{name: "lang", params: "[sv|en]", max: 1, who: anyone, help: "line.help.lang", example: `lang sv`, run: (*call).lang},
	{name: "agenda", max: 0, who: watcher, help: "line.help.agenda", example: `agenda`, run: (*call).agenda},
	{name: "board", max: 0, flags: []string{"goal"}, who: watcher, help: "line.help.board", example: `board`, run: (*call).board},
	{name: "goals", params: "[GOAL]", max: -1, who: watcher, help: "line.help.goals", example: `goals matsvinn`, run: (*call).goals},
	{name: "sessions", max: 0, who: watcher, help: "line.help.sessions", example: `sessions`, run: (*call).sessions},
	{name: "results", params: "[ROUND]", max: 1, who: watcher, help: "line.help.results", example: `results`, run: (*call).results},
	{name: "trace", params: "ID", min: 1, max: 1, who: watcher, help: "line.help.trace", example: `trace 15`, run: (*call).trace},
	{name: "export", params: "md|html|json|csv", min: 1, max: 1, who: watcher, help: "line.help.export", example: `export md`, run: (*call).export},
}

// taking is how a person takes part.
var taking = []command{
	{name: "checkin", params: "TEXT", min: 1, max: 1, text: 1, who: joined, help: "line.help.checkin", example: `checkin "Jag vill lära känna grannarna"`, run: (*call).checkin},
	{name: "idea", params: "TEXT", min: 1, max: 1, text: 1, flags: []string{"category", "as", "sector"}, who: joined,
		help: "line.help.idea", example: `idea "Verktygspool i varje by"`, run: (*call).idea},
	{name: "edit", params: "ID [TEXT]", min: 1, max: 2, text: 2, flags: []string{"who", "when"}, who: joined,
		help: "line.help.edit", example: `edit 7 "Verktygspool i varje by och stadsdel"`, run: (*call).edit},
	{name: "delete", params: "ID", min: 1, max: 1, who: joined, help: "line.help.delete", example: `delete 7`, run: (*call).delete},
	{name: "park", params: "TEXT", min: 1, max: 1, text: 1, who: joined, help: "line.help.park", example: `park "Vem har nyckeln till lokalen?"`, run: (*call).park},
	{name: "tag", params: "ID [GOAL…]", min: 1, max: -1, who: joined, help: "line.help.tag", example: `tag 7 11 12.3`, run: (*call).tag},
	{name: "file", params: "ID CATEGORY|0", min: 2, max: 2, who: joined, help: "line.help.file", example: `file 7 2`, run: (*call).file},
	{name: "note", params: "TEXT", min: 1, max: 1, text: 1, flags: []string{"sector"}, who: joined, help: "line.help.note", example: `note "Bara om det är frivilligt"`, run: (*call).note},
	{name: "question", params: "TEXT", min: 1, max: 1, text: 1, flags: []string{"cluster", "better"}, who: joined,
		help: "line.help.question", example: `question "Hur kan vi dela verktyg?" --cluster 12`, run: (*call).question},
	{name: "mark", params: "ID open|closed|none", min: 2, max: 2, who: joined, help: "line.help.mark", example: `mark 15 open`, run: (*call).mark},
	{name: "support", params: "ID [no]", min: 1, max: 2, who: joined, help: "line.help.support", example: `support 15`, run: (*call).support},
	{name: "vote", params: "[ID=N…]", max: -1, flags: []string{"clear!"}, who: watcher, help: "line.help.vote", example: `vote 3=2 7=1`, run: (*call).vote},
	{name: "ticket", params: "TICKET", min: 1, max: 1, who: joined, help: "line.help.ticket", example: `ticket 7Q2MX-B4KPN`, run: (*call).ticket},
	{name: "commit", params: "TEXT", min: 1, max: 1, text: 1, flags: []string{"who", "when", "for"}, who: joined,
		help: "line.help.commit", example: `commit "Ringer kommunen" --who Bo --when fredag --for 15`, run: (*call).commit},
	{name: "consent", params: "[ID yes|no]", max: 2, who: joined, help: "line.help.consent", example: `consent 18 yes`, run: (*call).consent},
	{name: "follow", params: "ID open|going-on|done|dropped [TEXT]", min: 2, max: 3, text: 3, who: joined,
		help: "line.help.follow", example: `follow 18 done "De svarade ja"`, run: (*call).follow},
	{name: "feedback", params: "0…4 [TEXT]", min: 1, max: 2, text: 2, flags: []string{"clear!"}, who: joined, help: "line.help.feedback", example: `feedback 4 "Mer sådant"`, run: (*call).feedback},
	{name: "hand", params: "[down [PERSON]]", max: 2, who: joined, help: "line.help.hand", example: `hand`, run: (*call).hand},
	{name: "ready", params: "[no]", max: 1, who: joined, help: "line.help.ready", example: `ready`, run: (*call).ready},
	{name: "session", params: "ID|none [PERSON]", min: 1, max: 2, who: joined, help: "line.help.session", example: `session 3`, run: (*call).session},
	{name: "bring", params: "[NAME]", max: 1, text: 1, flags: []string{"sector", "count"}, who: joined,
		help: "line.help.bring", example: `bring "Bo" --sector civil`, run: (*call).bring},
	{name: "for", params: "PERSON COMMAND…", min: 2, max: -1, who: joined, help: "line.help.for", example: `for Bo idea "Lagarkafé"`, run: (*call).forPerson},
	{name: "remove", params: "PERSON", min: 1, max: 1, who: joined, help: "line.help.remove", example: `remove 4`, run: (*call).remove},
	{name: "undo", max: 0, flags: []string{"json!"}, who: joined, help: "line.help.undo", example: `undo`, run: (*call).undo},
	{name: "redo", max: 0, flags: []string{"json!"}, who: joined, help: "line.help.redo", example: `redo`, run: (*call).redo},
}

// sorting is how cards are put together. Who may is the phase's to say.
var sorting = []command{
	{name: "cluster new", params: "TITLE [ID…]", min: 1, max: -1, who: joined, help: "line.help.clusternew", example: `cluster new "Dela det vi har" 3 7 8`, run: (*call).clusterNew},
	{name: "cluster move", params: "ID… CLUSTER", min: 2, max: -1, who: joined, help: "line.help.clustermove", example: `cluster move 9 12`, run: (*call).clusterMove},
	{name: "cluster rename", params: "CLUSTER TITLE", min: 2, max: 2, text: 2, who: joined, help: "line.help.clusterrename", example: `cluster rename 12 "Dela verktyg"`, run: (*call).clusterRename},
	{name: "cluster merge", params: "CLUSTER CLUSTER…", min: 2, max: -1, who: joined, help: "line.help.clustermerge", example: `cluster merge 12 13`, run: (*call).clusterMerge},
	{name: "cluster remove", params: "CLUSTER", min: 1, max: 1, who: joined, help: "line.help.clusterremove", example: `cluster remove 13`, run: (*call).clusterRemove},
	{name: "merge", params: "ID ID…", min: 2, max: -1, who: joined, help: "line.help.merge", example: `merge 3 7`, run: (*call).merge},
}

// leading is for facilitators.
var leading = []command{
	{name: "next", max: 0, flags: []string{"start!", "from"}, who: leader, help: "line.help.next", example: `next --from 3`, run: (*call).next, turns: true},
	{name: "back", max: 0, flags: []string{"from"}, who: leader, help: "line.help.back", example: `back`, run: (*call).back, turns: true},
	{name: "goto", params: "PHASE", min: 1, max: 1, text: 1, flags: []string{"start!", "from"}, who: leader, help: "line.help.goto", example: `goto 4`, run: (*call).enter, turns: true},
	{name: "start", max: 0, who: leader, help: "line.help.start", example: `start`, run: (*call).start},
	{name: "pause", max: 0, who: leader, help: "line.help.pause", example: `pause`, run: (*call).pause},
	{name: "extend", params: "TIME", min: 1, max: 1, flags: []string{"from"}, who: leader, help: "line.help.extend", example: `extend 2m`, run: (*call).extend},
	{name: "clock reset", max: 0, who: leader, help: "line.help.clockreset", example: `clock reset`, run: (*call).clockReset},
	{name: "reveal", max: 0, flags: []string{"from"}, who: leader, help: "line.help.reveal", example: `reveal`, run: (*call).reveal, turns: true},
	{name: "round open", params: "[ID…]", max: -1, flags: []string{"dots", "max", "open!", "keep", "from"}, who: leader,
		help: "line.help.roundopen", example: `round open --dots 5 --max 3`, run: (*call).roundOpen, turns: true},
	{name: "round close", max: 0, flags: []string{"from"}, who: leader, help: "line.help.roundclose", example: `round close`, run: (*call).roundClose, turns: true},
	{name: "voters", params: "[open|roll|tickets]", max: 1, who: watcher, help: "line.help.voters", example: `voters roll`, run: (*call).voters},
	{name: "tickets", params: "[N]", max: 1, flags: []string{"html!"}, who: leader, help: "line.help.tickets", example: `tickets 30`, run: (*call).tickets},
	{name: "ticket void", params: "NUMBER", min: 1, max: 1, who: leader, help: "line.help.ticketvoid", example: `ticket void 7`, run: (*call).ticketVoid},
	{name: "ticket replace", params: "NUMBER", min: 1, max: 1, flags: []string{"html!"}, who: leader,
		help: "line.help.ticketreplace", example: `ticket replace 7`, run: (*call).ticketReplace},
	{name: "choose", params: "ID [no]", min: 1, max: 2, who: leader, help: "line.help.choose", example: `choose 15`, run: (*call).choose},
	{name: "hide", params: "ID", min: 1, max: 1, who: leader, help: "line.help.hide", example: `hide 9`, run: (*call).hide},
	{name: "show", params: "ID", min: 1, max: 1, who: leader, help: "line.help.show", example: `show 9`, run: (*call).show},
	{name: "shelve", params: "ID [back]", min: 1, max: 2, who: leader, help: "line.help.shelve", example: `shelve 9`, run: (*call).shelve},
	{name: "people", max: 0, who: leader, help: "line.help.people", example: `people`, run: (*call).people},
	{name: "spoke", params: "PERSON [no]", min: 1, max: 2, who: leader, help: "line.help.spoke", example: `spoke 4`, run: (*call).spoke},
	{name: "handback", params: "[CHECK [no]]", max: 2, who: leader, help: "line.help.handback", example: `handback 47`, run: (*call).handBack},
	{name: "readmit", params: "PERSON", min: 1, max: 1, who: leader, help: "line.help.readmit", example: `readmit 4`, run: (*call).readmit},
	{name: "sweep", max: 0, flags: []string{"since", "wrote!", "here!", "dry-run!"}, who: leader,
		help: "line.help.sweep", example: `sweep --since 10m --dry-run`, run: (*call).sweep},
	{name: "appoint", params: "PERSON", min: 1, max: 1, who: leader, help: "line.help.appoint", example: `appoint 4`, run: (*call).appoint},
	{name: "dismiss", params: "PERSON", min: 1, max: 1, who: leader, help: "line.help.dismiss", example: `dismiss 4`, run: (*call).dismiss},
	{name: "handover", params: "PERSON", min: 1, max: 1, who: leader, help: "line.help.handover", example: `handover 4`, run: (*call).handOver},
	{name: "audit", params: "[PERSON]", max: 1, flags: []string{"kind", "page", "json!"}, who: leader,
		help: "line.help.audit", example: `audit --kind people`, run: (*call).audit},
	{name: "door", params: "open|close", min: 1, max: 1, who: leader, help: "line.help.door", example: `door close`, run: (*call).door},
	{name: "tick", params: "POINT [no]", min: 1, max: 2, who: leader, help: "line.help.tick", example: `tick 3`, run: (*call).tick},
	{name: "wall", params: "goals|phase|next", min: 1, max: 1, who: leader, help: "line.help.wall", example: `wall goals`, run: (*call).wall},
	{name: "tables", params: "N", min: 1, max: 1, who: leader, help: "line.help.tables", example: `tables 4`, run: (*call).tables},
	{name: "proxies", params: "on|off", min: 1, max: 1, who: leader, help: "line.help.proxies", example: `proxies on`, run: (*call).proxies},
	{name: "session add", params: "PHASE TITLE", min: 2, max: 2, text: 2, flags: []string{"place", "host", "about", "seats"}, who: leader,
		help: "line.help.sessionadd", example: `session add 2 "Laga tillsammans" --place "Sal B" --host "Bo Ek" --seats 30`, run: (*call).sessionAdd},
	{name: "session set", params: "ID", min: 1, max: 1, flags: []string{"title", "place", "host", "about", "seats"}, who: leader,
		help: "line.help.sessionset", example: `session set 3 --place "Sal C"`, run: (*call).sessionSet},
	{name: "session remove", params: "ID", min: 1, max: 1, who: leader, help: "line.help.sessionremove", example: `session remove 3`, run: (*call).sessionRemove},
	{name: "session place", params: "[PHASE]", max: 1, text: 1, who: leader, help: "line.help.sessionplace", example: `session place`, run: (*call).sessionPlace},
	{name: "agenda add", params: "ACTIVITY", min: 1, max: 1, flags: []string{"minutes", "title", "keep", "after"}, who: leader,
		help: "line.help.agendaadd", example: `agenda add break --minutes 10 --after 3`, run: (*call).agendaAdd},
	{name: "agenda set", params: "PHASE", min: 1, max: 1, flags: []string{"minutes", "title", "keep"}, who: leader,
		help: "line.help.agendaset", example: `agenda set 4 --minutes 20`, run: (*call).agendaSet},
	{name: "agenda move", params: "PHASE PLACE", min: 2, max: 2, who: leader, help: "line.help.agendamove", example: `agenda move 5 4`, run: (*call).agendaMove},
	{name: "agenda remove", params: "PHASE", min: 1, max: 1, who: leader, help: "line.help.agendaremove", example: `agenda remove 9`, run: (*call).agendaRemove},
	{name: "describe", max: 0, flags: []string{"title", "node", "series", "number", "start"}, who: leader,
		help: "line.help.describe", example: `describe --node Lund --series Återbruk --number 1`, run: (*call).describe},
	{name: "carry", params: "[MEETING [ID…]]", max: -1, flags: []string{"confirm!"}, who: leader, help: "line.help.carry", example: `carry 1 15 18`, run: (*call).carry},
	{name: "import ideas", max: 0, flags: []string{"column", "author", "sector", "category", "cluster", "encoding", "separator",
		"heading!", "no-heading!", "shorten!", "again!", "dry-run!"}, who: leader,
		help: "line.help.importideas", example: `import ideas --column text < ideas.csv`, run: (*call).importIdeas},
	{name: "end", max: 0, flags: []string{"from"}, who: leader, help: "line.help.end", example: `end`, run: (*call).end, turns: true},
	{name: "reopen", max: 0, who: leader, help: "line.help.reopen", example: `reopen`, run: (*call).reopen},
	{name: "rescue", max: 0, who: leader, help: "line.help.rescue", example: `rescue`, run: (*call).rescue},
}
