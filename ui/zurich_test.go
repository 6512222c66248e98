package ui_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"verkstad/model"
	"verkstad/model/findings"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/tally"
	"verkstad/model/tally/ballotfile"
	"verkstad/ui/facilitator"
	"verkstad/ui/i18n"
	"verkstad/ui/lines"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// zurich is a workshop in which 180 people hold two votes: the real one of Zurich on
// 24 projects, of which three go on, and one on the eight with the most dots, with
// the same dots on them, of which five do. The figures that the sentences are held
// to are a recount's in another language (model/tally/testdata/recount.py).
type zurich struct {
	*stagetest.Room
	t       *testing.T
	ids     []model.ItemID
	ballots []tally.Ballot
	kept    []int
	votes   []zurichVote
}

// zurichVote is what the recount says of a vote; candidates by their places in it.
type zurichVote struct {
	Ballots, Seats int
	Sums, Chosen   []int
	LeftOut        int   `json:"left_out"`
	LeftOutByMore  int   `json:"left_out_by_more"`
	NearFirst      []int `json:"near_first"`
	NearCut        []int `json:"near_cut"`
	Shares         []int
	SharesLeftOut  int `json:"shares_left_out"`
	Swap           *struct{ Out, In, Gain int }
	First, Cut     struct{ Above, Below, Dots, Ballots int }
}

// zurichTitles are words that have nothing in common.
var zurichTitles = strings.Fields(`Ahorn Birke Cello Drachen Efeu Fagott Geige Hafen Insel Jasmin Klee Lampe
	Mohn Nelke Orgel Pfeife Quelle Rose Sonne Tulpe Ulme Veilchen Weide Zypresse`)

func newZurich(t *testing.T) *zurich {
	t.Helper()
	raw, err := os.ReadFile("../../shared/data/zurich-d10.pb")
	if err != nil {
		t.Skipf("the vote of Zurich is not here: %v", err)
	}
	file, err := ballotfile.Read("zurich-d10.pb", raw)
	if err != nil {
		t.Fatal(err)
	}
	z := &zurich{Room: stagetest.NewRoom(t), t: t, ballots: file.Votes[0].Election.Ballots}
	recount, err := os.ReadFile("../model/tally/testdata/zurich-recount.json")
	if err != nil {
		t.Fatal(err)
	}
	var said struct {
		Kept  []int
		Votes []zurichVote
	}
	if err := json.Unmarshal(recount, &said); err != nil {
		t.Fatal(err)
	}
	z.kept, z.votes = said.Kept, said.Votes
	colab, _ := method.Get("colab")
	z.Must(model.Host, model.CreateWorkshop{Title: "Zürich", Lang: "sv", Phases: colab.Agenda(1)})
	z.Go(method.Define)
	for _, title := range zurichTitles {
		z.ids = append(z.ids, z.Must(model.Host, model.AskQuestion{Text: title}))
	}
	for n := range z.ballots {
		z.Join(fmt.Sprintf("Person %03d", n), model.Sectors[n%5])
	}
	z.Go(method.Vote)
	return z
}

// vote holds a vote on some of the projects.
func (z *zurich) vote(some []int, choose int) {
	z.t.Helper()
	ids := make([]model.ItemID, len(some))
	for i, c := range some {
		ids[i] = z.ids[c]
	}
	z.Must(model.Host, model.OpenRound{Candidates: ids, Dots: 10, MaxPer: 10, Choose: choose, Keep: model.KeepBallots})
	for n, b := range z.ballots {
		var dots []model.Dot
		for _, v := range b.Votes {
			if slices.Contains(some, v.Candidate) {
				dots = append(dots, model.Dot{ID: z.ids[v.Candidate], N: v.Dots})
			}
		}
		if len(dots) > 0 {
			z.Must(z.People[n], model.CastBallot{After: model.AfterAny, Dots: model.SortedDots(dots)})
		}
	}
	z.Must(model.Host, model.CloseRound{})
}

// phrases are the sentences in a language, written here by hand and not taken from
// the catalogue. What was drawn at random stands as a pattern.
var zurichPhrases = map[string]struct{ quote, and, more, chosen, shared, cut, left, leftMore, swap, shares string }{
	"sv": {
		"”%s”", " och ", "%s och %d till", "Om %d går vidare är det %s.",
		"Delat i toppen: %s ligger så nära %s att slumpen hade kunnat vända det (etta # gånger av 10).",
		"Vilka som går vidare är inte säkert: %s ligger så nära gränsen att slumpen hade kunnat vända det (samma val # gånger av 10).",
		"%d av %d fick inget av det de röstade på.", "%d av %d fick inget av det de röstade på; om %d går vidare blir det %d.",
		"Byts %s mot %s får %d till något av det de röstade på.",
		"Ska fler få något av sitt går %s vidare i stället för %s: då blir %d utan, nu %d.",
	},
	"en": {
		"“%s”", " and ", "%s and %d more", "If %d go on, they are %s.",
		"Shared at the top: %s is so close to %s that chance could have turned it (first # times in 10).",
		"Who goes on is not certain: %s are so close to the line that chance could have turned it (the same choice # times in 10).",
		"%d of %d got nothing they voted for.", "%d of %d got nothing they voted for; if %d go on, it is %d.",
		"With %[2]s in place of %[1]s, %[3]d more get something they voted for.",
		"For more people to get something, %s would go on instead of %s: that leaves %d with nothing, not %d.",
	},
}

// expected is what is to be said of the n-th vote, made of the recount alone.
func (z *zurich) expected(n int, some []int, lang string) []string {
	w, p := z.votes[n], zurichPhrases[lang]
	list := func(of []int) string {
		of = slices.Clone(of)
		slices.SortStableFunc(of, func(a, b int) int { return w.Sums[b] - w.Sums[a] })
		var names []string
		for _, c := range of {
			names = append(names, fmt.Sprintf(p.quote, zurichTitles[some[c]]))
		}
		switch last := len(names) - 1; {
		case last == 0:
			return names[0]
		case last > 3:
			return fmt.Sprintf(p.more, strings.Join(names[:3], ", "), len(names)-3)
		default:
			return strings.Join(names[:last], ", ") + p.and + names[last]
		}
	}
	all := make([]string, 0, 6) // the chosen are named one and all
	slices.SortStableFunc(w.Chosen, func(a, b int) int { return w.Sums[b] - w.Sums[a] })
	var names []string
	for _, c := range w.Chosen {
		names = append(names, fmt.Sprintf(p.quote, zurichTitles[some[c]]))
	}
	last := len(names) - 1
	all = append(all, fmt.Sprintf(p.chosen, w.Seats, strings.Join(names[:last], ", ")+p.and+names[last]))
	all = append(all, fmt.Sprintf(p.shared, list([]int{w.First.Above}), list(w.NearFirst)), fmt.Sprintf(p.cut, list(w.NearCut)))
	if w.LeftOut-w.LeftOutByMore >= 3 {
		all = append(all, fmt.Sprintf(p.leftMore, w.LeftOut, w.Ballots, w.Seats+1, w.LeftOutByMore))
	} else {
		all = append(all, fmt.Sprintf(p.left, w.LeftOut, w.Ballots))
	}
	if s := w.Swap; s != nil && s.Gain >= 3 {
		all = append(all, fmt.Sprintf(p.swap, list([]int{s.Out}), list([]int{s.In}), s.Gain))
	}
	if w.LeftOut-w.SharesLeftOut >= 3 {
		gone := func(c int) bool { return slices.Contains(w.Shares, c) }
		come := func(c int) bool { return slices.Contains(w.Chosen, c) }
		in, out := slices.DeleteFunc(slices.Clone(w.Shares), come), slices.DeleteFunc(slices.Clone(w.Chosen), gone)
		all = append(all, fmt.Sprintf(p.shares, list(in), list(out), w.SharesLeftOut, w.LeftOut))
	}
	return all
}

// TestZurichOnTheScreens plays both votes and holds every sentence on the wall, for a
// participant, in lines and in documents to the recount, in both languages, and the
// figures behind it for whoever leads.
func TestZurichOnTheScreens(t *testing.T) {
	z := newZurich(t)
	every := make([]int, len(zurichTitles))
	for i := range every {
		every[i] = i
	}
	for n, some := range [][]int{every, z.kept} {
		z.vote(some, z.votes[n].Seats)
		for _, lang := range []string{"sv", "en"} {
			want := z.expected(n, some, lang)
			t.Logf("vote %d, %s:\n%s", n+1, lang, strings.Join(want, "\n"))
			z.inDocuments(lang, want)
			z.onScreens(lang, want)
			z.inFigures(n, some, lang)
		}
	}
}

// inDocuments holds lines, Markdown and HTML to what is to be said.
func (z *zurich) inDocuments(lang string, want []string) {
	z.t.Helper()
	w := i18n.For(lang)
	page, err := report.HTML(z.Board(), model.Host, w)
	if err != nil {
		z.t.Fatal(err)
	}
	var out, errs bytes.Buffer
	s := lines.Session{Room: z, Key: "key-host", Lang: lang, Facilitator: true, Now: z.Now}
	if code := lines.Run(context.Background(), s, []string{"results"}, strings.NewReader(""), &out, &errs); code != lines.OK {
		z.t.Fatalf("results: exit code %d: %s", code, errs.String())
	}
	for where, text := range map[string]string{"lines": out.String(), "Markdown": report.Markdown(z.Board(), model.Host, w), "HTML": html.UnescapeString(string(page))} {
		for _, sentence := range want {
			if !saidIn(text, sentence) {
				z.t.Errorf("%s do not say %q", where, sentence)
			}
		}
	}
}

// onScreens steps through the sentences on the wall with the facilitator's key.
func (z *zurich) onScreens(lang string, want []string) {
	z.t.Helper()
	open := func(me model.Actor, screen func(*stage.Env) stage.Screen, height int) *stage.App {
		e := stagetest.Env(z.Room, me)
		e.Words = i18n.For(lang)
		a := stagetest.App(z.t, e, screen(e))
		stagetest.Resize(a, 120, height)
		stagetest.Screen(a)
		return a
	}
	lead := open(model.Host, func(e *stage.Env) stage.Screen { return facilitator.New(e) }, 40)
	wall := open(model.Actor{Role: model.Observer}, func(e *stage.Env) stage.Screen { return projector.New(e, nil) }, 40)
	one := open(z.People[17], func(e *stage.Env) stage.Screen {
		return participant.New(e, participant.Hint{Key: "key-Person 017"})
	}, 70)
	stagetest.Press(lead, "esc")
	var seen string
	for range want {
		seen += stagetest.Screen(wall)
		stagetest.Press(lead, "z")
		stagetest.Wake(wall)
	}
	mine := stagetest.Screen(one)
	for _, sentence := range want {
		if !saidIn(seen, sentence) {
			z.t.Errorf("the wall does not say %q", sentence)
		}
	}
	if !saidIn(mine, want[0]) {
		z.t.Errorf("a participant is not told %q:\n%s", want[0], mine)
	}
}

// inFigures holds the figures behind the result to the recount.
func (z *zurich) inFigures(n int, some []int, lang string) {
	z.t.Helper()
	w, r := z.votes[n], z.Board().LastResult()
	name := func(id model.ItemID) string { return r.Candidate(id).Title }
	text := strings.Join(findings.OfVote(i18n.For(lang), r, r.Proposed(), name), "\n")
	for _, number := range []int{w.Ballots, w.Seats, w.LeftOut, w.SharesLeftOut, w.First.Dots, w.First.Ballots, w.Cut.Dots} {
		if !regexp.MustCompile(fmt.Sprintf(`\b%d\b`, number)).MatchString(text) {
			z.t.Errorf("the figures of vote %d in %s have no %d:\n%s", n+1, lang, number, text)
		}
	}
	for _, c := range append(slices.Clone(w.Chosen), w.Shares...) {
		if !strings.Contains(text, zurichTitles[some[c]]) {
			z.t.Errorf("the figures of vote %d in %s do not name %s", n+1, lang, zurichTitles[some[c]])
		}
	}
}

// saidIn reports whether a text has a sentence, over rows and beside frames.
func saidIn(text, sentence string) bool {
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '#' {
				return r
			}
			return -1
		}, s)
	}
	pattern := strings.ReplaceAll(regexp.QuoteMeta(bare(sentence)), "#", `\d+`)
	return regexp.MustCompile(pattern).MatchString(bare(text))
}
