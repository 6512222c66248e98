package security

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/text/hostile"
	"verkstad/ui/command"
	"verkstad/ui/frame/frametest"
	"verkstad/ui/lines"
	"verkstad/ui/stage/stagetest"
)

// reading are the line commands that say what people wrote.
var reading = []string{
	"status", "status --json", "agenda", "board", "results", "people", "help", "help vote", "tables 2", "lang",
	"export md", "export html", "export csv", "export json", "vote", "",
	"sessions", "tickets", "voters", "audit", "goals", "trace 1", "for 2 status", "for 2 vote", "session 1",
}

// writing are those that take a text; %s is where it goes.
var writing = []string{
	"idea %s", "park %s", "note %s", "checkin %s", "question %s", "cluster new %s 1", "cluster rename 26 %s", "edit 1 %s",
	"commit %s --who %s --when %s", "follow 38 done %s", "feedback 3 %s", "join --name %s --sector akademi", "goto %s", "describe --title %s --node %s --series %s",
	"agenda add break --title %s", "agenda set 2 --title %s", "%s", "help %s", "status %s", "export %s", "lang %s", "vote %s", "--%s x", "hide %s", "idea x --as %s",
	"bring %s --sector akademi", "for %s idea %s", "session %s", "ticket %s", "tag 1 %s", "tables %s", "tickets %s",
}

// speaker is somebody who sends line commands.
type speaker struct {
	name    string
	session lines.Session
}

func speakers(r *stagetest.Room) []speaker {
	mine := r.Board().People()[0].Key
	return []speaker{
		{"facilitator", lines.Session{Room: r, Key: mine, Facilitator: true, Now: r.Now}},
		{"participant", lines.Session{Room: r, Key: mine, Now: r.Now}},
		{"observer", lines.Session{Room: r, Observer: true, Now: r.Now}},
		{"newcomer", lines.Session{Room: r, Now: r.Now, Name: hostile.Get("clipboard"), Door: &stagetest.Door{Room: r, Code: "X7K2M94QD"}}},
	}
}

// TestLinesSayNothingThatATerminalActsOn asks for everything in a workshop in
// which every text is hostile, and holds that what comes is text and lines.
func TestLinesSayNothingThatATerminalActsOn(t *testing.T) {
	for i := range len(hostile.Texts()) / step() {
		at := append([]stagetest.Moment{stagetest.Ended}, others...)
		r := poisoned(t, at[i%len(at)], i*step())
		for _, who := range speakers(r) {
			for _, command := range reading {
				out, errs := ask(t, who.session, strings.Fields(command), "")
				said(t, fmt.Sprintf("texts from %d: %s: %q", i*step(), who.name, command), out, errs)
			}
		}
	}
}

// TestLinesTakeHostileText sends every text with every command that takes one,
// as a word and in a conversation, and holds the answers, and that what was
// taken is clean.
func TestLinesTakeHostileText(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Committing)
	for i, h := range hostile.Texts() {
		if i%24 == 0 { // a participant may write so much
			r = stagetest.CoLab(t, stagetest.Committing)
		}
		for _, who := range speakers(r)[i%2 : i%2+1] {
			for _, command := range writing {
				words := strings.Fields(strings.ReplaceAll(command, "%s", "\x00"))
				for j := range words {
					words[j] = strings.ReplaceAll(words[j], "\x00", h.Text)
				}
				out, errs := ask(t, who.session, words, h.Text)
				said(t, h.Name+": "+who.name+": "+command, out, errs)
			}
			out, errs := ask(t, who.session, nil, "idea "+h.Text+"\n"+h.Text+"\nidea '"+h.Text+"'\nimport ideas --column "+h.Text+"\n")
			said(t, h.Name+": "+who.name+": in a conversation", out, errs)
			out, errs = ask(t, who.session, strings.Fields("import ideas"), "text,author,sector\n\""+strings.ReplaceAll(h.Text, `"`, `""`)+"\",\""+h.Name+"\",akademi\n")
			said(t, h.Name+": "+who.name+": import", out, errs)
		}
		clean(t, h.Name, r.Board())
	}
}

// ask runs a line command and gives what it wrote.
func ask(t *testing.T, s lines.Session, args []string, in string) (out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	s.NewOp = func() string { return "" }
	lines.Run(context.Background(), s, args, strings.NewReader(in), &o, &e)
	return o.String(), e.String()
}

// said fails if an answer has something that a terminal would act on. Tabs part
// columns.
func said(t *testing.T, what string, answers ...string) {
	t.Helper()
	for _, answer := range answers {
		if err := shown(strings.ReplaceAll(answer, "\t", " ")); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// clean fails if a board that people wrote holds what no text may hold.
func clean(t *testing.T, what string, b *model.Board) {
	t.Helper()
	check := func(field, s string) {
		for _, r := range s {
			if r != '\n' && !frametest.Permitted(r) {
				t.Errorf("%s: %s holds %U: %q", what, field, r, s)
				return
			}
		}
	}
	check("a title", b.Title+b.Node+b.Series)
	for _, p := range b.People() {
		check("a name", p.Name+p.CheckIn)
	}
	for _, i := range b.Ideas(model.Host) {
		check("an idea", i.Text+i.Author)
	}
	for _, c := range b.Clusters() {
		check("a cluster", c.Title)
	}
	for _, q := range b.Questions() {
		check("a question", q.Text)
	}
	for _, c := range b.Commitments() {
		check("a commitment", c.What+c.Who+c.When+c.Note)
	}
	for _, ph := range b.Phases() {
		check("a phase", ph.Title.In("sv")+ph.Title.In("en"))
	}
}

// TestSplitOfHostileText holds that a command line is split or refused.
func TestSplitOfHostileText(t *testing.T) {
	for _, h := range hostile.Texts() {
		words, err := command.Split("idea '" + strings.ReplaceAll(h.Text, "'", `'\''`) + "'")
		if err != nil || len(words) != 2 || words[1] != h.Text {
			t.Errorf("%s: got %q, %v", h.Name, words, err)
		}
	}
}
