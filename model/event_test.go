package model_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// corpora are logs as they were written when the events in them were new, each
// beside the board that it makes. They are frozen: they are never written
// again, and every later Verkstad must read them to the same boards.
var corpora = map[string]func(*testing.T) []model.Record{
	"testdata/log-v1":     everything,
	"testdata/log-slots":  slotted,
	"testdata/log-votes":  voted,
	"testdata/log-series": serial,
	"testdata/log-goals":  served,
	"testdata/log-roles":  roles,
	"testdata/log-bonds":  bonds,
	"testdata/log-asked":  answered,
	"testdata/log-sweep":  swept,
	"testdata/log-names":  forgotten,
	"testdata/log-taken":  takenAway,
	"testdata/log-hello":  unheard,
	"testdata/log-lists":  imported,
	"testdata/log-clock":  turnedBack,
	"testdata/log-sorted": sortedOut,

	"testdata/log-returns": handedBack,
	"testdata/log-sealed":  sealed,
	"testdata/log-weighed": weighed,
	"testdata/log-chosen":  chosen,
	"testdata/log-aloud":   aloud,
}

// corpus is the oldest of them.
const corpus = "testdata/log-v1.jsonl"

func readCorpus(t testing.TB, name string) []model.Record {
	t.Helper()
	f, err := os.Open(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var log []model.Record
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		r, err := model.DecodeRecord(uint64(len(log)+1), lines.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		log = append(log, r)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return log
}

func TestOldLogsLoadForEver(t *testing.T) {
	for name := range corpora {
		got, err := model.Fold(readCorpus(t, name+".jsonl")).Document(model.Host).JSON()
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.FromSlash(name + ".json"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s gives another board than it did then:\n%s", name, got)
		}
	}
}

func TestTheCorpusHasEveryEvent(t *testing.T) {
	var raw []byte
	for name := range corpora {
		log, err := os.ReadFile(filepath.FromSlash(name + ".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		raw = append(raw, log...)
	}
	for _, name := range model.EventNames() {
		if name != "workshop.imported" && !strings.Contains(string(raw), `{"t":"`+name+`"`) {
			t.Errorf("no %s in the corpus", name)
		}
	}
}

func TestAnUnknownEventIsNamed(t *testing.T) {
	_, err := model.DecodeRecord(17, []byte(`{"t":"idea.sung","d":{}}`))
	if err == nil || !strings.Contains(err.Error(), "17") || !strings.Contains(err.Error(), "idea.sung") {
		t.Errorf("got %v, want the number and the type", err)
	}
}

// FuzzDecodeRecord holds that no bytes make decoding or applying panic, and
// that what is read is written the same.
func FuzzDecodeRecord(f *testing.F) {
	raw, err := os.ReadFile(filepath.FromSlash(corpus))
	if err != nil {
		f.Fatal(err)
	}
	for line := range bytes.Lines(raw) {
		f.Add(bytes.TrimSpace(line))
	}
	start := model.Fold(readCorpus(f, corpus))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := model.DecodeRecord(start.Seq+1, raw)
		if err != nil {
			return
		}
		b := model.Apply(start, r)
		b.Document(model.Host)
		b.Groups(model.Actor{Role: model.Observer})
		b.Votable()
		b.Plan(r.At)
		b.Summarize()
		for _, round := range b.Rounds().All() {
			round.Result()
			round.Ballots()
			round.Order(1)
		}
		if _, err := model.EncodeRecord(r); err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
	})
}

// TestWriteCorpus writes the corpora that are not there yet into a folder given
// by VERKSTAD_WRITE_CORPUS. It never overwrites one.
func TestWriteCorpus(t *testing.T) {
	dir := os.Getenv("VERKSTAD_WRITE_CORPUS")
	if dir == "" {
		t.Skip("only for a release: VERKSTAD_WRITE_CORPUS names a folder")
	}
	for name, play := range corpora {
		writeCorpus(t, filepath.Join(dir, filepath.Base(name)), play(t))
	}
}

// writeCorpus writes a log and its board, unless there are such files.
func writeCorpus(t *testing.T, path string, log []model.Record) {
	t.Helper()
	var out bytes.Buffer
	for _, r := range log {
		raw, err := model.EncodeRecord(r)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(raw, '\n'))
	}
	doc, err := model.Fold(log).Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	for ext, data := range map[string][]byte{".jsonl": out.Bytes(), ".json": doc} {
		f, err := os.OpenFile(path+ext, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// slotted is a day of sessions, with two who share a terminal.
func slotted(t *testing.T) []model.Record {
	w := newSlots(t)
	asa, bo := w.join("Åsa", model.Academia), w.join("Bo", model.Business)
	w.must(model.Host, model.AllowProxies{Allowed: true})
	cia := w.at(asa, "Cia", model.Business)
	w.go1(0)
	w.must(asa, model.ChooseSession{Session: 2})
	w.must(model.Host, model.PlaceSessions{Phase: w.b.Phase().ID})
	w.must(cia, model.AddIdea{Text: "Laga kaffebryggare"})
	w.must(model.Host, model.SetSession{Phase: w.b.Phase().ID, Session: method.Session{Title: method.Text{"sv": "Byta"}, Place: "C", Host: "Dan"}})
	w.go1(1)
	w.must(bo, model.AskQuestion{Text: "Vem äger det som lagas?"})
	return w.log
}

// voted is a meeting with a vote under each of the three rules.
func voted(t *testing.T) []model.Record {
	h := hallAt(t, model.VoteOpen)
	for _, rule := range []model.Participation{model.VoteOpen, model.VoteRoll, model.VoteTickets} {
		if rule == model.VoteTickets {
			h.tickets(4)
			h.must(h.asa, model.UseTicket{Ticket: 1})
			h.must(h.bo, model.UseTicket{Ticket: 2})
			h.must(model.Host, model.ReplaceTicket{Ticket: 2, Hash: model.TicketHash{9}})
			h.must(h.bo, model.UseTicket{Ticket: 5})
			h.must(model.Host, model.VoidTicket{Ticket: 4})
		}
		h.must(model.Host, model.ChooseParticipation{Participation: rule})
		h.open()
		h.votes(h.asa, 2)
		h.votes(h.bo, 1)
		h.close()
	}
	return h.log
}

// sealed is a meeting with votes that leave ballots, sums, both, too few to
// tell, and nothing since their key was lost. What is in the boxes nobody can
// read any more.
func sealed(t *testing.T) []model.Record {
	h := hallAt(t, model.VoteOpen)
	voters := []model.Actor{h.asa, h.bo, h.cleo}
	for i := range 9 {
		voters = append(voters, h.join("Person "+string(rune('A'+i)), model.Sectors[i%2]))
	}
	for round, keep := range []model.Keep{model.KeepBallots, model.KeepSums, model.KeepBoth, model.KeepSums, model.KeepBallots} {
		opening := h.opening()
		opening.Keep = keep
		h.must(model.Host, opening)
		some := voters
		if round == 3 {
			some = voters[:2]
		}
		for i, by := range some {
			h.seal(by, model.Dot{ID: []model.ItemID{h.idea, h.other}[i/2%2], N: 1 + i%2}, round < 4)
		}
		h.close()
	}
	return h.log
}

// weighed is a meeting with three votes of which it was counted what they came to
// beyond their sums: of one that kept its ballots, of one that kept sums, and of
// one that kept sums and had too few ballots for it.
func weighed(t *testing.T) []model.Record {
	h := hallAt(t, model.VoteOpen)
	voters := []model.Actor{h.asa, h.bo, h.cleo}
	for i := range 27 {
		voters = append(voters, h.join(fmt.Sprintf("Person %c%d", 'A'+i%9, i/9), model.Sectors[i%2]))
	}
	ids := []model.ItemID{h.idea, h.other}
	for i := range 5 {
		ids = append(ids, h.must(model.Host, model.AddIdea{Text: fmt.Sprintf("Förslag %c", 'C'+i)}))
	}
	for round, keep := range []model.Keep{model.KeepBallots, model.KeepSums, model.KeepSums} {
		h.must(model.Host, model.OpenRound{Candidates: ids, Dots: 3, MaxPer: 2, Keep: keep, Choose: 2 + round})
		some := voters
		if round == 2 {
			some = voters[:9]
		}
		for i, by := range some {
			h.seal(by, model.Dot{ID: ids[(i+i/8)%len(ids)], N: 1 + i%2}, true)
		}
		open := h.b.OpenRound()
		h.close()
		if found := open.Weigh(5); found != nil {
			h.must(model.Host, model.StoreFindings{Round: open.ID, Findings: *found})
		}
	}
	return h.log
}

// chosen is a meeting that chose what goes on after each of two votes, and thought
// better of it.
func chosen(t *testing.T) []model.Record {
	v := newChoosing(t)
	v.must(model.Host, v.choose(model.BasisMost, v.ids[0], v.ids[1]))
	v.must(model.Host, model.Undo{})
	room := v.choose(model.BasisShares, v.ids[0], v.ids[2])
	room.ByRoom, room.Why = true, "Fler får något av sitt"
	v.must(model.Host, room)
	v.vote(model.KeepSums)
	v.must(model.Host, v.choose(model.BasisHand, v.ids[1], v.ids[3]))
	return v.log
}

// seal casts a ballot as the live workshop does: in a box in the log, and on
// the board in memory unless the key is lost.
func (h *hall) seal(by model.Actor, d model.Dot, keyed bool) {
	h.t.Helper()
	c := h.ballot(by, 1)
	c.Dots = []model.Dot{d}
	events, err := model.Decide(h.b, by, c, h.now)
	if err != nil {
		h.t.Fatal(err)
	}
	ballot := events[0].(model.BallotCast)
	box := model.BallotSealed{Round: ballot.Round, Slot: model.Token{9, byte(h.b.Seq)}, Box: bytes.Repeat([]byte{byte(h.b.Seq)}, 67)}
	r := model.Record{Seq: h.b.Seq + 1, Event: box}
	h.log, h.b = append(h.log, r), model.Apply(h.b, r)
	if keyed {
		h.b = h.b.WithBallot(ballot)
	}
}

// served is a meeting whose work serves targets of the global goals, shown on
// the wall.
func served(t *testing.T) []model.Record {
	s := sceneAt(t, method.Define)
	s.must(s.asa, model.TagItem{ID: s.question, Targets: []model.Target{"12.3", "8.10", "17.17"}})
	s.must(s.asa, model.TagItem{ID: s.question, Goals: []int{4}, Targets: []model.Target{"12.3", "12.a"}})
	s.must(model.Host, model.ShowOnWall{Page: model.WallGoals})
	s.must(model.Host, model.ShowOnWall{})
	s.must(model.Host, model.ShowOnWall{Page: model.WallGoals})
	return s.log
}

// roles is a meeting whose lead changes hands.
func roles(t *testing.T) []model.Record {
	s := sceneAt(t, method.Gather)
	s.must(model.Host, model.AppointFacilitator{Person: s.asa.Person})
	asa := model.Actor{Person: s.asa.Person, Role: model.Facilitator}
	s.must(asa, model.HandOver{Person: s.bo.Person})
	s.must(model.Host, model.DismissFacilitator{Person: s.bo.Person})
	return s.log
}

// bonds is a meeting that its appointed leader laid in a series, and the host
// confirmed there.
func bonds(t *testing.T) []model.Record {
	s := sceneAt(t, method.Gather)
	s.must(model.Host, model.AppointFacilitator{Person: s.asa.Person})
	asa := model.Actor{Person: s.asa.Person, Role: model.Facilitator}
	s.must(asa, model.DescribeWorkshop{Title: "Återbruk", Node: "Lund", Series: "Återbruk", Number: 2})
	s.must(model.Host, model.ConfirmSeries{})
	return s.log
}

// swept is a meeting that somebody was shown out of with what they wrote, and let back.
func swept(t *testing.T) []model.Record {
	s := sceneAt(t, method.Gather)
	ghost := s.join("Ghost", model.Academia)
	s.must(ghost, model.AddIdea{Text: "Skräp"})
	s.must(model.Host, model.SweepPeople{People: []model.PersonID{ghost.Person}, Texts: true})
	s.must(model.Host, model.Undo{})
	s.must(model.Host, model.Redo{})
	return s.log
}

// unheard is a meeting in which greetings were hidden, and one of them shown again.
func unheard(t *testing.T) []model.Record {
	s := sceneAt(t, method.Checkin)
	s.must(s.bo, model.CheckIn{Text: "Hej"})
	s.must(s.cleo, model.CheckIn{Text: "Skräp"})
	s.must(model.Host, model.HideGreeting{Text: "Skräp", Hidden: true})
	s.must(model.Host, model.HideGreeting{Text: "Hej", Hidden: true})
	s.must(model.Host, model.HideGreeting{Text: "Hej"})
	return s.log
}

// takenAway is a meeting in which several texts were taken off at once, laid back,
// and taken off again.
func takenAway(t *testing.T) []model.Record {
	s := sceneAt(t, method.Cluster)
	s.must(model.Host, model.RemoveItems{Items: []model.ItemID{s.idea, s.cluster}})
	s.must(model.Host, model.Undo{})
	s.must(model.Host, model.Redo{})
	return s.log
}

// forgotten is a meeting from which somebody's name was taken after its end, as
// the store writes it.
func forgotten(t *testing.T) []model.Record {
	s := sceneAt(t, method.Commit)
	s.must(s.asa, model.MakeCommitment{What: "Ringa kommunen", Who: "Åsa"})
	s.must(model.Host, model.EndWorkshop{})
	names := model.NamesOf(s.log, s.asa.Person)
	for i, r := range s.log {
		s.log[i], _ = model.WithoutName(r, s.asa.Person, names, "någon")
	}
	last := s.log[len(s.log)-1]
	return append(s.log, model.Record{
		Seq: last.Seq + 1, At: last.At, By: model.Host,
		Event: model.PersonForgotten{ID: s.asa.Person, Word: "någon", Before: strings.Repeat("5e", 32)},
	})
}

// handedBack is a meeting in which somebody without a key is given their place
// back.
func handedBack(t *testing.T) []model.Record {
	s := sceneAt(t, method.Gather)
	s.must(model.Actor{Role: model.Participant}, model.JoinPerson{
		Key: "code-Eva", Keyless: true, Name: "Eva", Sector: model.Business, Role: model.Participant,
	})
	s.must(model.Host, model.HandBack{Claim: 1, Person: s.b.PersonByKey("code-Eva").ID, Key: "code-new"})
	return s.log
}

// turnedBack is a meeting in which a phase began its time anew.
func turnedBack(t *testing.T) []model.Record {
	s := sceneAt(t, method.Gather)
	s.must(model.Host, model.ExtendClock{By: 2 * time.Minute})
	s.now = s.now.Add(5 * time.Minute)
	s.must(model.Host, model.ResetClock{})
	s.now = s.now.Add(time.Minute)
	s.must(model.Host, model.Undo{})
	s.must(model.Host, model.Redo{})
	return s.log
}

// answered is a meeting in which one promises in the name of others.
func answered(t *testing.T) []model.Record {
	s := sceneAt(t, method.Commit)
	id := s.must(s.bo, model.MakeCommitment{What: "Bjuder in", Who: "Asa, Cleo och Bo"})
	s.must(s.asa, model.AnswerCommitment{ID: id, Agree: true})
	s.must(s.cleo, model.AnswerCommitment{ID: id})
	return s.log
}

// everything is a meeting in which everything happens once.
func everything(t *testing.T) []model.Record {
	s := sceneAt(t, method.Feedback)
	s.must(s.asa, model.Rate{Score: 3, Text: "Lagom"})
	s.enter(method.Checkin)
	s.must(s.asa, model.CheckIn{Text: "Hej, Åsa från Lund"})
	s.must(s.bo, model.MoveHand{Up: true})
	s.must(s.bo, model.MarkReady{Ready: true})
	s.must(model.Host, model.PauseClock{})
	s.must(model.Host, model.StartClock{})
	s.must(model.Host, model.ExtendClock{By: 90e9})
	s.must(model.Host, model.SetTables{Tables: 2})
	s.must(model.Host, model.RemovePerson{Person: s.cleo.Person})
	s.must(model.Host, model.ReadmitPerson{Person: s.cleo.Person})
	s.must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: "key-Bo", Name: "Bo Ek", Sector: model.Business, Role: model.Participant})
	s.must(model.Host, model.MoveDoor{Closed: true})
	s.must(model.Host, model.DescribeWorkshop{Title: "Återbruk", Node: "Lund", Series: "Återbruk", Number: 1})
	s.enter(method.Cluster)
	third := s.must(model.Host, model.AddIdea{Text: "Lånekläder", Author: "kommentar 7", Sector: model.PublicSector})
	fourth := s.must(model.Host, model.AddIdea{Text: "Byt kläder"})
	s.must(model.Host, model.EditIdea{ID: fourth, Text: "Byta kläder"})
	s.must(model.Host, model.MergeIdeas{Into: third, From: []model.ItemID{fourth}})
	s.must(model.Host, model.HideIdea{ID: third, Hidden: true})
	s.must(model.Host, model.HideIdea{ID: third})
	s.must(model.Host, model.ParkIdea{ID: third, Parked: true})
	fifth := s.must(model.Host, model.AddIdea{Text: "Bort"})
	s.must(model.Host, model.RemoveIdea{ID: fifth})
	s.must(model.Host, model.Undo{})
	s.must(model.Host, model.Redo{})
	s.must(s.bo, model.MoveIdea{ID: s.other, Cluster: s.cluster})
	s.must(s.bo, model.RenameCluster{ID: s.cluster, Title: "Dela och bygga"})
	s.must(s.bo, model.TagItem{ID: s.cluster, Goals: []int{12, 11}})
	two := s.must(s.bo, model.CreateCluster{Title: "Annat"})
	three := s.must(s.bo, model.CreateCluster{Title: "Mer"})
	s.must(s.bo, model.MergeClusters{Into: s.cluster, From: []model.ItemID{two}})
	s.must(s.bo, model.RemoveCluster{ID: three})
	s.must(model.Host, model.CarryIn{
		From:      model.Origin{Workshop: "01LAST", Title: "Återbruk", Number: 1},
		Questions: []model.Question{{Text: "Vem äger verktygen?", Chosen: true, Origin: &model.Origin{Workshop: "01LAST", Title: "Återbruk", Number: 1, Item: 7}}},
		Commitments: []model.Commitment{{
			What: "Frågar biblioteket", Who: "Asa", Origin: &model.Origin{Workshop: "01LAST", Title: "Återbruk", Number: 1, Item: 9},
		}},
	})
	sorting := []model.Phase{}
	for _, ph := range s.b.Phases() {
		p := *ph
		if p.Is(method.Cluster) {
			p.Categories = []method.Text{{"sv": "kort sikt"}, {"sv": "lång sikt"}}
		}
		if p.Is(method.Talk) {
			p.Checklist = []method.Text{{"sv": "Vem saknas?"}}
		}
		sorting = append(sorting, p)
	}
	s.must(model.Host, model.ChangeAgenda{Phases: sorting})
	s.must(s.bo, model.FileItem{ID: s.other, Category: 2})
	s.enter(method.Talk)
	s.must(model.Host, model.TickPoint{Point: 1, Ticked: true})
	s.must(model.Host, model.TakeNote{Text: "Bara om det är frivilligt", Sector: model.CivilSociety})
	s.enter(method.Define)
	s.must(s.asa, model.EditQuestion{ID: s.question, Text: "Hur delar vi verktyg?"})
	s.must(s.bo, model.MarkQuestion{ID: s.question, Kind: model.OpenQuestion})
	s.must(s.bo, model.SupportQuestion{ID: s.question, Support: true})
	s.must(model.Host, model.ChooseQuestion{ID: s.question, Chosen: true})
	better := s.must(s.bo, model.AskQuestion{Text: "Hur delar vi mer?", Parent: s.question})
	s.must(s.bo, model.RemoveQuestion{ID: better})
	s.enter(method.Vote)
	s.must(model.Host, model.OpenRound{Candidates: []model.ItemID{s.cluster, s.question}, Dots: 2})
	s.must(s.asa, ballot(s, 1, s.cluster, 2))
	s.must(s.bo, ballot(s, 2, s.question, 1))
	s.must(model.Host, model.CloseRound{})
	s.enter(method.Commit)
	s.must(s.bo, model.EditCommitment{ID: s.commitment, What: "Ringer kommunen", Who: "Bo", When: "fredag"})
	s.must(s.bo, model.FollowCommitment{ID: s.commitment, Status: model.CommitmentGoingOn, Note: "talat med växeln"})
	gone := s.must(s.bo, model.MakeCommitment{What: "Nej"})
	s.must(s.bo, model.WithdrawCommitment{ID: gone})
	phases := []model.Phase{}
	for _, ph := range s.b.Phases() {
		phases = append(phases, *ph)
	}
	s.must(model.Host, model.ChangeAgenda{Phases: append(phases, model.Phase{Phase: method.Phase{Activity: method.Break, Minutes: 5}})})
	s.must(model.Host, model.EndWorkshop{})
	s.must(model.Host, model.ArchiveWorkshop{Archived: true})
	s.must(model.Host, model.ReopenWorkshop{})
	return s.log
}

func TestDocumentsFromElsewhereAreHeldToTheBounds(t *testing.T) {
	good := sceneAt(t, method.Feedback).b.Document(model.Host)
	raw, err := good.JSON()
	if err != nil {
		t.Fatal(err)
	}
	bad := map[string]func(map[string]any){
		"another format":    func(d map[string]any) { d["format"] = "miro/3" },
		"no agenda":         func(d map[string]any) { d["agenda"] = []any{} },
		"an empty entry":    func(d map[string]any) { d["ideas"] = []any{nil} },
		"a phase beyond":    func(d map[string]any) { d["current"] = 99 },
		"the same id twice": func(d map[string]any) { d["ideas"] = append(d["ideas"].([]any), d["ideas"].([]any)[0]) },
		"a control in a text": func(d map[string]any) {
			d["ideas"].([]any)[0].(map[string]any)["text"] = "a\x1b]0;x\x07b"
		},
	}
	for name, spoil := range bad {
		var d map[string]any
		if err := json.Unmarshal(raw, &d); err != nil {
			t.Fatal(err)
		}
		spoil(d)
		spoiled, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := model.ParseDocument(spoiled); err == nil {
			t.Errorf("%s: taken in", name)
		}
	}
}
