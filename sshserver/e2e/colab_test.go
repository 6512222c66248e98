package e2e

import (
	"encoding/csv"
	"fmt"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/sshserver/sshtest"
)

// meeting is a co-lab with a facilitator at the local terminal, twelve people
// who come in with the system's ssh, and a facilitator's key for asking how
// the board stands.
type meeting struct {
	script
	t      *testing.T
	ssh    string
	dir    string
	keys   string
	port   int
	lead   *guest
	host   *terminal
	wall   *terminal // a projector over SSH
	film   film      // of the wall
	people []*member
}

// member is one of the twelve at a terminal.
type member struct {
	*guest
	*terminal
	w, h int
	id   model.PersonID
}

var (
	names   = []string{"Åsa", "Bengt", "Cecilia", "Dragan", "Elif", "Fatima", "Göran", "Hanna", "Ibrahim", "Jonna", "Karim", "Lovisa"}
	sectors = []string{"1", "2", "3", "4", "5"}
	sizes   = [][2]int{{80, 24}, {120, 40}, {100, 30}, {60, 20}, {40, 12}, {200, 50}}
)

func newMeeting(t *testing.T) *meeting {
	m := &meeting{script: theScript(t), t: t, ssh: sshPath(t), dir: t.TempDir(), keys: t.TempDir(), port: freePort(t)}
	m.lead = facilitator(t, m.keys, m.dir, m.port)
	m.open("--method", "colab", "--title", m.title, "--code", code, "--node", "London")
	return m
}

// open starts `verkstad host` in a terminal.
func (m *meeting) open(args ...string) {
	m.t.Helper()
	argv := append([]string{verkstad(m.t), "host", "--data", m.dir, "--listen", "127.0.0.1:" + strconv.Itoa(m.port),
		"--address", "127.0.0.1", "--lang", "en"}, args...)
	m.host = start(m.t, "the host", 120, 40, nil, argv...)
	m.host.see(m.title)
	waitForPort(m.t, m.port, &sshtest.Buffer{})
}

// enter brings everybody in, each at a terminal of another size.
func (m *meeting) enter() {
	for i, name := range names {
		size := sizes[i%len(sizes)]
		p := &member{guest: newGuest(m.t, m.keys, name, sectors[i%len(sectors)], m.port), w: size[0], h: size[1]}
		m.people = append(m.people, p)
	}
	m.each(func(p *member) {
		m.connect(p)
		p.see("Which sector are you from?")
		p.typ(p.name + "\r")
		p.typ(p.sector)
		p.see("Welcome, " + p.name)
	})
	doc := m.export()
	for _, p := range m.people {
		at := slices.IndexFunc(doc.People, func(x *model.Person) bool { return x.Name == p.name })
		if at < 0 {
			m.t.Fatalf("%s is not on the board", p.name)
		}
		p.id = doc.People[at].ID
	}
}

// connect types the one line to join.
func (m *meeting) connect(p *member) {
	light := p == m.people[1] || p == m.people[5]
	p.terminal = startIn(m.t, p.name, p.w, p.h, light, []string{"LANG=en_GB.UTF-8"}, p.argv(m.ssh, code)...)
}

// project opens a projector over SSH, as an observer.
func (m *meeting) project() {
	m.wall = start(m.t, "the wall", 120, 36, []string{"LANG=en_GB.UTF-8"}, m.lead.argv(m.ssh, code+"+projector")...)
	m.wall.see(m.title, "ssh -p")
}

// each does something for all people at once and waits.
func (m *meeting) each(f func(*member)) {
	m.t.Helper()
	var wg sync.WaitGroup
	for _, p := range m.people {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(p)
		}()
	}
	wg.Wait()
	if m.t.Failed() {
		m.t.FailNow()
	}
}

// ask is a line command of the facilitator's.
func (m *meeting) ask(args ...string) string {
	m.t.Helper()
	out, err := m.lead.line(m.t, m.ssh, code, args...)
	if err != nil {
		m.t.Fatal(err)
	}
	return out
}

func (m *meeting) export() model.Document {
	m.t.Helper()
	return exported(m.t, m.ask("export", "json"))
}

// next goes to the next phase with the facilitator's key, and waits until the
// group is there.
func (m *meeting) next(activity model.Activity) {
	m.t.Helper()
	at := m.export().Current + 1
	m.host.typ("n")
	d := m.holds("the next phase", func(d model.Document) bool { return d.Current == at })
	if got := d.Agenda[at].Activity; got != activity {
		m.t.Fatalf("phase %d is for %s, want %s", at+1, got, activity)
	}
	m.look()
}

// look lets everybody see that the screen is another, and press a key that is
// no letter: sooner it takes no key, and letters at once would be a text.
func (m *meeting) look() {
	sshtest.AwaitStillHands()
	m.each(func(p *member) { p.typ("\x1b[5~") }) // page up
}

// plain is a text as the board keeps it: one blank between words.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "’", "’")), " ")
}

// write lets the people type statements, each his share, and waits until all
// are on the board.
func (m *meeting) write(texts []string, total int) {
	m.t.Helper()
	sshtest.AwaitStillHands()
	m.each(func(p *member) {
		for i := slices.Index(m.people, p); i < len(texts); i += len(m.people) {
			p.typ(texts[i] + "\r")
		}
	})
	m.holds(fmt.Sprintf("%d ideas", total), func(d model.Document) bool { return len(d.Ideas) == total })
}

// holds waits until the board is so.
func (m *meeting) holds(what string, ok func(model.Document) bool) model.Document {
	m.t.Helper()
	var d model.Document
	sshtest.EventuallyOr(m.t, func() bool { d = m.export(); return ok(d) }, func() string {
		return fmt.Sprintf("the board never had %s; the host shows:\n%s\n%s shows:\n%s", what, m.host.screen(), m.people[0].name, m.people[0].screen())
	})
	return d
}

// pullThePlug kills the host with SIGKILL and starts it again; everybody's ssh
// ends, and everybody types the one line again.
func (m *meeting) pullThePlug() {
	m.t.Helper()
	m.host.kill()
	m.each(func(p *member) { p.ended() })
	m.wall.ended()
	m.open(code)
	m.project()
	m.each(func(p *member) { m.connect(p) })
}

// TestCoLab is a whole co-lab on real input: twelve people of five sectors at
// terminals of six sizes type the 39 statements, sort them, word questions,
// vote, promise and rate; the server is killed in the middle. Every screen is
// held to the board at every turn, and the exports to what was typed.
func TestCoLab(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	m := newMeeting(t)
	m.host.picture("host-start")
	m.project()
	m.enter()
	m.wall.see("12 are here")
	m.wall.picture("projector-start")
	m.film.take(m.wall)

	m.next(method.Checkin)
	m.each(func(p *member) { p.typ("I am " + p.name + "\r") })
	m.holds("twelve greetings", func(d model.Document) bool {
		return !slices.ContainsFunc(d.People, func(p *model.Person) bool { return p.CheckIn == "" && p.Role == model.Participant })
	})
	m.next(method.Talk)
	m.allShowTheBoard("at the talk")

	m.gather()
	m.sort()
	m.define()
	m.vote()
	m.commit()
	m.rate()
	m.close()
}

func (m *meeting) gather() {
	t, texts := m.t, m.texts
	m.next(method.Gather)
	m.host.typ("s")
	m.holds("a clock that runs", func(d model.Document) bool { return !d.Agenda[d.Current].Since.IsZero() })
	m.write(texts[:20], 20)
	m.people[0].picture("participant-gather")
	m.wall.see("20 ideas")
	m.wall.picture("projector-gather")
	m.film.take(m.wall)
	for _, s := range texts[:20] {
		m.wall.never(s)
	}
	m.people[0].never(strings.Fields(texts[1])[0] + " " + strings.Fields(texts[1])[1])
	m.people[2].typ("half a thought that is not sent")
	m.people[2].see("half a thought")
	time.Sleep(1500 * time.Millisecond) // a draft is promised to be on disk within a second, and nothing tells that it is
	before := m.export()

	m.pullThePlug()
	after := m.export()
	if len(after.Ideas) != 20 || len(after.People) != len(before.People) {
		t.Fatalf("after the kill %d ideas and %d people, before it 20 and %d", len(after.Ideas), len(after.People), len(before.People))
	}
	if after.Agenda[after.Current].Since.IsZero() {
		t.Error("the clock does not run on after the kill")
	}
	m.people[2].see("half a thought that is not sent")
	m.people[2].typ(strings.Repeat("\x7f", len("half a thought that is not sent")))
	m.each(func(p *member) { p.see("Gather ideas") })

	m.write(texts[20:], 39)
	m.host.typ("s")
	m.holds("a clock that stands", func(d model.Document) bool { return d.Agenda[d.Current].Since.IsZero() })
	m.allShowTheBoard("with 39 unrevealed ideas")
	m.host.typ("v")
	m.holds("the reveal", func(d model.Document) bool { return d.Agenda[d.Current].Revealed })
	m.allShowTheBoard("after the reveal")
	m.wall.see("page")
	m.wall.picture("projector-revealed")
	m.film.take(m.wall)
}

// sort makes six clusters and lets twelve people move cards at once.
func (m *meeting) sort() {
	m.next(method.Cluster)
	m.allShowTheBoard("before sorting")
	titles := m.clusters
	for i, title := range titles {
		// The one before took along the card that all had chosen; on a small screen
		// another is chosen now, and n means that one only after half a second.
		sshtest.AwaitStillHands()
		m.people[i].typ("n")
		time.Sleep(500 * time.Millisecond) // a person looks at what n opened: what comes at once is asked about
		m.people[i].typ(title + "\r")
		m.holds("cluster "+title, func(d model.Document) bool { return len(d.Clusters) == i+1 })
	}
	// Everybody takes the first cards they see, all at once, and puts them down
	// in a column of their own choosing: they will take the same ones.
	m.each(func(p *member) {
		i := slices.Index(m.people, p)
		for range 4 {
			p.typ("0")                        // the column of the free ideas
			time.Sleep(20 * time.Millisecond) // between two keys of a person
			p.typ(string(rune('A' + i%4)))
			time.Sleep(20 * time.Millisecond) // between two keys of a person
			p.typ(strconv.Itoa(i%len(titles) + 1))
			time.Sleep(60 * time.Millisecond) // between two cards
		}
	})
	d := m.holds("cards in clusters", func(d model.Document) bool {
		return slices.ContainsFunc(d.Ideas, func(i *model.Idea) bool { return i.Cluster != 0 })
	})
	m.holdEveryCard(d)
	// What is left is sorted by line commands, as a script would.
	for _, i := range d.Ideas {
		if to := d.Clusters[m.heap(i.Text)].ID; i.Cluster != to {
			m.ask("cluster", "move", strconv.Itoa(int(i.ID)), strconv.Itoa(int(to)))
		}
	}
	m.allSettle()
	m.holdEveryCard(m.export())
	m.host.picture("host-cluster")
	m.people[5].picture("participant-cluster")
}

// holdEveryCard holds that no card is lost, doubled or changed.
func (m *meeting) holdEveryCard(d model.Document) {
	m.t.Helper()
	var got, want []string
	for _, i := range d.Ideas {
		if i.Removed || i.Merged != 0 {
			m.t.Errorf("card %d is gone", i.ID)
		}
		got = append(got, i.Text)
	}
	for _, s := range m.texts {
		want = append(want, plain(s))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		m.t.Errorf("the cards are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (m *meeting) define() {
	m.next(method.Define)
	m.allShowTheBoard("before wording questions")
	questions := m.questions
	for i, q := range questions {
		p := m.people[i]
		p.typ(strings.Repeat("\x1b[B", 2*i)) // past the clusters before and their questions
		p.typ("n")
		p.typ(q + "\r")
		m.holds(q, func(d model.Document) bool { return len(d.Questions) == i+1 })
	}
	m.each(func(p *member) {
		if slices.Index(m.people, p) >= len(questions) { // the others have their own question chosen
			p.typ("\x1b[B")
		}
		p.see("space ") // can be pressed when a question is chosen
		p.typ(" ")
	})
	m.holds("support", func(d model.Document) bool {
		n := 0
		for _, q := range d.Questions {
			n += len(q.Support)
		}
		return n == len(m.people)
	})
	for _, q := range m.export().Questions {
		m.ask("choose", strconv.Itoa(int(q.ID)))
	}
	m.people[1].picture("participant-define")
}

func (m *meeting) vote() {
	t := m.t
	m.next(method.Vote)
	m.host.typ("o\r")
	m.holds("an open round", func(d model.Document) bool { return len(d.Rounds) == 1 })
	m.look()
	m.allShowTheBoard("before anybody has voted")
	m.each(func(p *member) {
		for range 1 + slices.Index(m.people, p)%3 {
			p.typ("+")
			time.Sleep(30 * time.Millisecond) // between two keys of a person
		}
	})
	d := m.holds("twelve ballots", func(d model.Document) bool { return d.Rounds[0].Cast == len(m.people) })
	if d.Rounds[0].Results != nil || d.Rounds[0].Ballots != nil {
		t.Error("the export shows results of a secret round that is open")
	}
	m.people[0].picture("participant-vote")
	m.wall.see("12 of 12")
	m.film.take(m.wall)
	m.host.typ("cy")
	d = m.holds("a result", func(d model.Document) bool { return d.Rounds[0].Results != nil })
	// A co-lab keeps sums by sector and no ballots: the groups are all voters.
	if len(d.Rounds[0].Ballots) > 0 {
		t.Errorf("%d ballots are kept beside sums by sector", len(d.Rounds[0].Ballots))
	}
	sum, voters := map[model.ItemID]int{}, 0
	for _, group := range d.Rounds[0].Sectors {
		voters += group.Voters
		for _, dot := range group.Dots {
			sum[dot.ID] += dot.N
		}
	}
	if voters != 12 {
		t.Errorf("the groups have %d voters", voters)
	}
	for _, row := range d.Rounds[0].Results {
		if row.Dots != sum[row.ID] {
			t.Errorf("%q has %d dots, its groups %d", row.Title, row.Dots, sum[row.ID])
		}
	}
	m.allShowTheBoard("with the result")
	m.wall.see("Result", "dots")
	m.wall.picture("projector-result")
	m.choose()
}

// choose lets the room choose what goes on, and looks at the figures behind it.
func (m *meeting) choose() {
	m.host.typ("F")
	m.host.see("What goes on?", "most")
	m.host.picture("host-choosing")
	m.host.typ("r\r")
	m.holds("what goes on", func(d model.Document) bool {
		decision := d.Rounds[0].Decision
		return decision != nil && decision.ByRoom && decision.Basis == model.BasisMost
	})
	m.wall.see("The room has chosen")
	m.film.take(m.wall)
	m.host.see("The room has chosen")
	m.host.typ("\r")
	m.host.see("The figures behind the result")
	m.host.picture("host-figures")
	m.host.typ("\x1b")
	m.host.see("The room has chosen")
}

func (m *meeting) commit() {
	m.next(method.Talk)
	m.next(method.Commit)
	m.allShowTheBoard("before anybody has promised")
	for i, what := range m.commitments {
		p := m.people[i]
		p.typ(what + "\r\rnext Friday\r\r")
		m.holds(what, func(d model.Document) bool { return len(d.Commitments) == i+1 })
	}
	m.wall.see(m.commitments[len(m.commitments)-1])
	m.film.take(m.wall)
}

func (m *meeting) rate() {
	m.next(method.Feedback)
	m.each(func(p *member) { p.typ("4\r") })
	m.each(func(p *member) { p.typ("Good to be heard\r") })
	m.holds("twelve ratings", func(d model.Document) bool { return len(d.Feedback) == len(m.people) })
	m.wall.never("Good to be heard")
	m.host.typ("Q")
	m.host.see("Which comment", "Good to be heard")
	m.host.typ("\r")
	m.wall.see("One of you writes", "Good to be heard")
	m.film.take(m.wall)
}

// close ends the workshop and holds what comes out of it to what went in.
func (m *meeting) close() {
	t := m.t
	m.host.typ("Ey")
	d := m.holds("an end", func(d model.Document) bool { return !d.Workshop.Ended.IsZero() })
	m.allShowTheBoard("when all is over")
	m.film.take(m.wall)
	m.film.write(m.wall, "workshop")
	m.lookBack()
	if len(d.Commitments) != 3 || len(d.Feedback) != 12 || len(d.Questions) != 4 || len(d.Rounds) != 1 {
		t.Errorf("the end has %d commitments, %d ratings, %d questions, %d rounds", len(d.Commitments), len(d.Feedback), len(d.Questions), len(d.Rounds))
	}
	m.host.typ("q")
	m.host.see("Leave?")
	m.host.typ("y")
	m.host.ended()
	m.each(func(p *member) { p.ended() })
	m.wall.ended()

	home := start(t, "the list of workshops", 100, 28, nil, verkstad(t), "--data", m.dir, "--lang", "en")
	home.see(m.title, "London")
	home.picture("home")
	home.typ("q")
	home.ended()

	run := func(args ...string) string {
		out, err := exec.Command(verkstad(t), append(args, "--data", m.dir, "--lang", "en")...).CombinedOutput()
		if err != nil {
			t.Fatalf("verkstad %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	if again := exported(t, run("export", code, "--format", "json")); len(again.Ideas) != 39 || again.Events != d.Events {
		t.Errorf("the export afterwards has %d ideas and %d events, before %d", len(again.Ideas), again.Events, d.Events)
	}
	report := run("export", code, "--format", "md")
	for _, want := range []string{m.commitments[0], m.questions[0], m.texts[5]} {
		if !strings.Contains(report, want) {
			t.Errorf("the report does not have %q", want)
		}
	}
	table := run("export", code, "--format", "csv")
	if rows, err := csv.NewReader(strings.NewReader(table)).ReadAll(); err != nil || len(rows) < 39+6+4+3 {
		t.Errorf("the table has %d rows: %v", len(rows), err)
	}
	run("check")
	m.holdEveryCard(d)
}

// lookBack goes through the workshop afterwards, over SSH, as a person who was there.
func (m *meeting) lookBack() {
	m.look()
	p := m.people[1]
	p.typ("v")
	p.see("Board 39", "Questions 4", "Ended")
	p.picture("review")
	p.typ("\x1b[H") // to before the beginning
	p.see("0 of ")
	p.typ("\x1b[F") // and to the end
	p.see("Ended")
	p.typ("\x1b") // back to the results
	p.see("look back on it")
}
