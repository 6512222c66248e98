package sheet_test

import (
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/sheet"
	"verkstad/ui/i18n"
)

// languages are those of the program.
var languages = func() (all []sheet.Language) {
	for _, lang := range i18n.Languages {
		all = append(all, sheet.Language{Tag: lang, Activity: func(a model.Activity) string { return i18n.For(lang).T("activity." + string(a)) }})
	}
	return all
}()

// board is a workshop that commands are done in.
type board struct {
	t interface{ Fatalf(string, ...any) }
	*model.Board
	now time.Time
}

// fresh is a workshop with categories, sessions and two phases of one name.
func fresh(t interface{ Fatalf(string, ...any) }, anonymous bool) *board {
	b := &board{t: t, Board: model.Empty(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	sv := func(s string) method.Text { return method.Text{"sv": s, "en": "en " + s} }
	b.do(model.Host, model.CreateWorkshop{ID: "01", Title: "T", Code: "C", Lang: "sv", Anonymous: anonymous, Phases: []method.Phase{
		{Activity: method.Gather, Minutes: 5, Title: sv("Samla"), Settings: method.Settings{Categories: []method.Text{sv("Ute"), sv("Inne, på vintern")}, Sessions: []method.Session{{Title: sv("Fika")}, {Title: sv("Prat, om allt")}}}},
		{Activity: method.Talk, Minutes: 5},
		{Activity: method.Gather, Minutes: 5, Title: sv("Samla")},
		{Activity: method.Cluster, Minutes: 5},
		{Activity: method.Define, Minutes: 5},
		{Activity: method.Commit, Minutes: 5},
		{Activity: method.Talk, Minutes: 5},
	}})
	return b
}

func (b *board) do(by model.Actor, c model.Command) model.ItemID {
	events, err := model.Decide(b.Board, by, c, b.now)
	if err != nil {
		b.t.Fatalf("%T: %v", c, err)
	}
	var made model.ItemID
	for _, e := range events {
		b.Board = model.Apply(b.Board, model.Record{Seq: b.Seq + 1, At: b.now, By: by, Event: e})
		if id, ok := model.Created(e); ok {
			made = id
		}
	}
	return made
}

func (b *board) enter(phase int) { b.do(model.Host, model.EnterPhase{Phase: model.PhaseID(phase)}) }

func (b *board) csv() []byte {
	raw, err := report.CSV(b.Board, model.Host, i18n.For("sv"))
	if err != nil {
		b.t.Fatalf("%v", err)
	}
	return raw
}

// as is the table for people in a language, or the plain one for "".
func (b *board) as(lang string) []byte {
	if lang == "" {
		return b.csv()
	}
	raw, err := report.Spreadsheet(b.Board, model.Host, i18n.For(lang))
	if err != nil {
		b.t.Fatalf("%v", err)
	}
	return raw
}

// kept are the columns that come back as they were.
var kept = []string{
	"kind", "text", "sector", "author", "category", "cluster", "phase", "goals", "targets", "parked", "hidden", "merged", "session",
	"chosen", "support", "from", "who", "when", "status", "note", "about",
}

var numbered = regexp.MustCompile(`^(.*#)?(\d+)$`)

// comparable is the rows of ideas and clusters of an export in which numbers of
// items, which are others on another board, are those of their rows.
func comparable(t interface{ Fatalf(string, ...any) }, raw []byte) []string {
	table, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil {
		t.Fatalf("%v", err)
	}
	head := table[0]
	at := func(name string) int { return slices.Index(head, name) }
	rows := map[string]string{}
	for n, row := range table[1:] {
		rows[row[at("id")]] = fmt.Sprint("row ", n)
	}
	var out []string
	for _, row := range table[1:] {
		var cells []string
		for _, name := range kept {
			cell := row[at(name)]
			if m := numbered.FindStringSubmatch(cell); m != nil && (name == "merged" || name == "cluster" || name == "from" || name == "about") && rows[m[2]] != "" {
				cell = m[1] + rows[m[2]]
			}
			if cell != "" {
				cells = append(cells, name+"="+cell)
			}
		}
		out = append(out, strings.Join(cells, " "))
	}
	return out
}

// fill does something in a workshop, as people might.
func fill(t *rapid.T, b *board) {
	words := rapid.StringOfN(rapid.RuneFrom([]rune("aåÄö =+-@'\",;|#1\n")), 1, 30, -1)
	idea := func(name string) string { return "i" + words.Draw(t, name) }
	var people []model.Actor
	for i, name := range []string{"Åsa", "Bo Ek"} {
		b.do(model.Actor{Role: model.Participant}, model.JoinPerson{Key: name, Name: name, Sector: model.Sectors[i], Role: model.Participant})
		people = append(people, model.Actor{Person: model.PersonID(i + 1), Role: model.Participant})
	}
	var ideas []model.ItemID
	b.enter(1)
	for i, p := range people {
		b.do(p, model.ChooseSession{Session: model.SessionID(i + 1)})
	}
	for _, phase := range []int{1, 3} {
		b.enter(phase)
		for range rapid.IntRange(0, 4).Draw(t, "ideas") {
			category, session := 0, model.SessionID(0)
			if phase == 1 {
				session = model.SessionID(rapid.IntRange(0, 2).Draw(t, "session"))
				category = rapid.IntRange(0, 2).Draw(t, "category")
			}
			by := rapid.SampledFrom(append(people, model.Host)).Draw(t, "by")
			if by != model.Host { // others write where they are
				session = 0
			}
			ideas = append(ideas, b.do(by, model.AddIdea{Text: idea("text"), Category: category, Session: session}))
		}
		b.do(model.Host, model.AddIdea{Text: idea("parked"), Parked: true})
		b.do(model.Host, model.Reveal{})
	}
	b.enter(2)
	b.do(model.Host, model.TakeNote{Text: idea("note"), Sector: model.Academia})
	b.enter(4)
	for _, title := range rapid.SliceOfN(rapid.SampledFrom([]string{"Dela", "Dela", "", "Byta, låna", "=A1", "#två"}), 0, 5).Draw(t, "clusters") {
		some := rapid.SliceOfNDistinct(rapid.SampledFrom(append(ideas, 1)), 0, 2, rapid.ID).Draw(t, "in it")
		some = slices.DeleteFunc(some, func(id model.ItemID) bool { i := b.Idea(id); return i == nil || i.Parked || i.Note })
		if title == "" && len(some) == 0 {
			continue
		}
		c := b.do(model.Host, model.CreateCluster{Title: title, Ideas: some})
		b.do(model.Host, model.TagItem{ID: c, Targets: []model.Target{"12.3"}})
	}
	for _, id := range ideas {
		switch rapid.IntRange(0, 5).Draw(t, "what becomes of it") {
		case 0:
			b.do(model.Host, model.HideIdea{ID: id, Hidden: true})
		case 1:
			b.do(model.Host, model.TagItem{ID: id, Goals: []int{3}, Targets: []model.Target{"11.1"}})
		case 2:
			b.do(model.Host, model.FileItem{ID: id, Category: rapid.IntRange(0, 2).Draw(t, "filed")})
		case 3:
			if into := ideas[0]; into != id && b.Idea(into).Merged == 0 {
				b.do(model.Host, model.MergeIdeas{Into: into, From: []model.ItemID{id}})
			}
		}
	}
	if all := b.Clusters(); len(all) > 1 && rapid.Bool().Draw(t, "clusters are merged") {
		b.do(model.Host, model.MergeClusters{Into: all[0].ID, From: []model.ItemID{all[1].ID}})
	}
	ask(t, b, people, idea)
	b.enter(7)
	topics := append([]model.ItemID{0}, b.Topics()...)
	for range rapid.IntRange(0, 2).Draw(t, "notes") {
		b.do(model.Host, model.TakeNote{Text: idea("noted"), Sector: model.Business, About: rapid.SampledFrom(topics).Draw(t, "about")})
	}
}

// ask asks questions of the clusters, and promises something.
func ask(t *rapid.T, b *board, people []model.Actor, idea func(string) string) {
	said := func(name string) string { return strings.ReplaceAll(idea(name), "\n", " ") }
	b.enter(5)
	origins := []model.ItemID{0}
	for _, c := range b.Clusters() {
		origins = append(origins, c.ID)
	}
	for range rapid.IntRange(0, 4).Draw(t, "questions") {
		by := rapid.SampledFrom(append(people, model.Host)).Draw(t, "who asks")
		from := rapid.SampledFrom(origins).Draw(t, "of what")
		c := model.AskQuestion{Text: said("question"), Cluster: from}
		if b.Question(from) != nil {
			c.Cluster, c.Parent = 0, from
		}
		q := b.do(by, c)
		origins = append(origins, q)
		b.do(people[0], model.SupportQuestion{ID: q, Support: rapid.Bool().Draw(t, "support")})
		b.do(model.Host, model.ChooseQuestion{ID: q, Chosen: rapid.Bool().Draw(t, "chosen")})
		b.do(model.Host, model.MarkQuestion{ID: q, Kind: rapid.SampledFrom([]model.QuestionKind{"", "open", "closed"}).Draw(t, "kind")})
		b.do(model.Host, model.TagItem{ID: q, Goals: []int{4}})
	}
	b.enter(6)
	for range rapid.IntRange(0, 3).Draw(t, "commitments") {
		who := rapid.SampledFrom([]string{"", "Åsa", "Kim och Bo Ek", "Någon annan"}).Draw(t, "who")
		c := b.do(rapid.SampledFrom(append(people, model.Host)).Draw(t, "by"), model.MakeCommitment{
			What: said("what"), Who: who, When: "före jul", From: rapid.SampledFrom(origins).Draw(t, "from"),
		})
		b.do(model.Host, model.FollowCommitment{ID: c, Status: rapid.SampledFrom([]model.CommitmentStatus{"", "going-on", "done", "dropped"}).Draw(t, "status"), Note: "gick bra; tack"})
	}
}

// TestTheOwnExportComesBackAsItWas exports a workshop, imports it into a fresh
// one, and exports that: the same. Imported again, everything is there already.
func TestTheOwnExportComesBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := fresh(t, rapid.Bool().Draw(t, "anonymous"))
		fill(t, first)
		raw := first.csv()
		table, err := sheet.Read(first.as(rapid.SampledFrom([]string{"", "sv", "en"}).Draw(t, "for people")), sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !table.Own || !table.Sure() || len(table.LeftOut) > 0 {
			t.Fatalf("own %v, doubts %v, left out %v of\n%s", table.Own, table.Doubts, table.LeftOut, raw)
		}
		second := fresh(t, first.Anonymous)
		plan := table.Plan(second.Board, sheet.PlanOptions{Languages: languages})
		if plan.Already != 0 || plan.New() != len(table.Rows) || plan.Names+len(plan.Topics)+len(plan.Phases) > 0 {
			t.Fatalf("the plan is %+v", plan)
		}
		second.do(model.Host, plan.Command)
		want, got := comparable(t, raw), comparable(t, second.csv())
		if !slices.Equal(got, want) {
			t.Fatalf("came back as\n\t%s\nand was\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
		}
		if again := table.Plan(second.Board, sheet.PlanOptions{Languages: languages}); again.Already != again.Total || again.Needs != 0 {
			t.Fatalf("the same again: %d of %d there, %d to make", again.Already, again.Total, again.Needs)
		}
	})
}

// TestAnExportOfBeforeIsReadToo reads an export in which clusters and phases
// were numbers, and one that a Swedish Excel has saved anew.
func TestAnExportOfBeforeIsReadToo(t *testing.T) {
	const before = "id,kind,text,sector,author,cluster,phase,dots,voters,chosen,support,from,who,when,status,note,goals,parked,hidden,merged,session,targets\n" +
		"1,idea,Verktygspool,civil,Åsa,3,3,,,,,,,,,,11,,,,,\n2,idea,'=1+1,,,,3,,,,,,,,,,,yes,yes,,,\n3,cluster,Dela,,,,4,,,,,,,,,,,,,,,\n" +
		"4,question,Hur?,civil,Åsa,3,6,,,yes,1,,,,open,,,,,,,\n"
	table := reads(t, "an export of before", []byte(before), sheet.Options{},
		"Verktygspool | by Åsa | sector civil | cluster Dela | phase 3", "=1+1 | phase 3 | hidden | parked", "question Hur? | by Åsa | sector civil | cluster Dela | phase 6")
	if table != nil && len(table.LeftOut) > 0 {
		t.Errorf("left out %+v", table.LeftOut)
	}
	excel := strings.ReplaceAll(strings.ReplaceAll(before, ",", ";"), "\n", "\r\n")
	reads(t, "the same from Excel", encodings["windows-1252"](excel), sheet.Options{},
		"Verktygspool | by Åsa | sector civil | cluster Dela | phase 3", "=1+1 | phase 3 | hidden | parked", "question Hur? | by Åsa | sector civil | cluster Dela | phase 6")
}

func TestAPlanSaysWhatTheBoardWouldNotTake(t *testing.T) {
	read := func(raw string) *sheet.Table {
		table, err := sheet.Read([]byte(raw), sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	b := fresh(t, false)
	b.do(model.Host, model.AddIdea{Text: "Bänkar"})
	b.do(model.Host, model.AddIdea{Text: "Träd"})
	b.do(model.Host, model.EditIdea{ID: 2, Text: "Fler träd"})
	b.do(model.Host, model.AddIdea{Text: "Borttagen"})
	b.do(model.Host, model.RemoveIdea{ID: 3})

	p := read("text;vem\nBänkar;\n  bänkar ;Åsa\nTräd;\nEn scen;\nen  SCEN;\nEn scen;Bo\nBorttagen;\n").Plan(b.Board, sheet.PlanOptions{Languages: languages})
	if p.Total != 7 || p.Already != 3 || p.Twice != 1 || p.New() != 3 {
		t.Errorf("%d of %d there, %d twice, %d new; want 3 of 7 by their text, an edited one among them, 1 the same as another, and 3 new", p.Already, p.Total, p.Twice, p.New())
	}
	if p := read("text\nBänkar\nEn scen\nEn scen\n").Plan(b.Board, sheet.PlanOptions{Again: true, Languages: languages}); p.Same() != 0 || p.New() != 3 {
		t.Errorf("again: %+v", p)
	}
	if p := read("text\nBänkar\n").Plan(b.Board, sheet.PlanOptions{Again: true, Languages: languages}); p.Already != 0 || p.New() != 1 {
		t.Errorf("again: %+v", p)
	}

	cards := read("Gick bra;Ute\nFikat;Grillen\n").Plan(b.Board, sheet.PlanOptions{Languages: languages}).Command
	if cards.Ideas[0].Cluster != 1 || cards.Clusters[0].Title != "Gick bra" || cards.Ideas[1].Cluster != 0 || cards.Ideas[1].Category != (model.Filing{Phase: 1, Category: 1}) {
		t.Errorf("topics became %+v", cards)
	}
	both := read("idé;kategori;kluster\nBänkar;Sitta;Torget\nTräd;en ute;Torget\n").Plan(b.Board, sheet.PlanOptions{Again: true, Languages: languages})
	if len(both.Topics) != 1 || both.Topics[0] != "Sitta" || len(both.Command.Clusters) != 1 || both.Command.Ideas[1].Category.Category != 1 {
		t.Errorf("categories beside clusters: %+v", both)
	}
	if p := read("idé;moment\nBänkar;Samla\nTräd;Yoga\n").Plan(b.Board, sheet.PlanOptions{Again: true, Languages: languages}); p.Command.Ideas[0].Phase != 1 || !slices.Equal(p.Phases, []string{"Yoga"}) {
		t.Errorf("phases: %+v", p)
	}
	secret := fresh(t, true)
	if p := read("idé;namn\nBänkar;Åsa\n").Plan(secret.Board, sheet.PlanOptions{}); p.Names != 1 || p.Command.Ideas[0].Author != "" {
		t.Errorf("in an anonymous workshop: %+v", p)
	}
	long := read("idé;namn;kluster\nSoffor;"+strings.Repeat("Åsa ", 40)+";"+strings.Repeat("lång ", 40)+"\n").Plan(b.Board, sheet.PlanOptions{Languages: languages})
	b.do(model.Host, long.Command) // names and titles that are too long are shortened
	if !strings.HasSuffix(long.Command.Ideas[0].Author, "…") {
		t.Errorf("a long name became %q", long.Command.Ideas[0].Author)
	}
}

// TestTheTopicsOfAnImportJoinWhatIsThere holds that the clusters of a second
// list with the same names are those of the first.
func TestTheTopicsOfAnImportJoinWhatIsThere(t *testing.T) {
	b := fresh(t, false)
	for _, raw := range []string{"idé;kluster\nBänkar;Torget\nTräd;Parken\n", "idé;kluster\nEn scen;torget\n"} {
		table, err := sheet.Read([]byte(raw), sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		b.do(model.Host, table.Plan(b.Board, sheet.PlanOptions{Languages: languages}).Command)
	}
	if n := len(b.Clusters()); n != 2 {
		t.Errorf("%d clusters, want 2", n)
	}
}

// BenchmarkReadAtTheLimit reads the largest file that is taken.
func BenchmarkReadAtTheLimit(b *testing.B) {
	row := "2026-11-01 10:00:00;Ett \"öppet\" kafé, med bullar och te till alla som kommer förbi;Åsa Ek;akademi\r\n"
	raw := []byte("Tidstämpel;Idé;Namn;Sektor\r\n")
	for len(raw)+len(row) < sheet.MaxFile {
		raw = append(raw, row...)
	}
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := sheet.Read(raw, sheet.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
