package report_test

import (
	"fmt"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// marks makes words that stand nowhere else, each with what it marks.
type marks struct {
	of map[string]string
}

func (m *marks) new(what string) string {
	word := fmt.Sprintf("zq%03dx", len(m.of)+1)
	m.of[word] = what
	return word
}

// everything puts one of each kind into each phase that takes it.
func (m *marks) everything(r *room, people []model.Actor, ph *model.Phase) {
	where := " in " + ph.Key
	switch {
	case ph.Does(method.TakesIdeas):
		for i, p := range people {
			category := 0
			if n := len(ph.Categories); n > 0 && i > 0 {
				category = i%n + 1
			}
			r.do(p, model.AddIdea{Text: "Idé " + m.new("idea"+where), Category: category})
		}
		parked := r.do(people[0], model.AddIdea{Text: "Sedan " + m.new("parked idea"+where), Category: min(1, len(ph.Categories))})
		r.do(model.Host, model.Reveal{})
		r.do(model.Host, model.ParkIdea{ID: parked, Parked: true})
	case ph.Does(method.SortsIdeas):
		ideas := r.b.Ideas(model.Host)
		if len(ideas) < 4 {
			return
		}
		id := r.do(people[0], model.CreateCluster{Title: "Grupp " + m.new("cluster"+where), Ideas: []model.ItemID{ideas[0].ID, ideas[1].ID}})
		if len(ph.Categories) > 0 {
			r.do(people[0], model.FileItem{ID: id, Category: 1})
		}
		r.do(people[1], model.CreateCluster{Title: "Till " + m.new("second cluster"+where), Ideas: []model.ItemID{ideas[2].ID}})
		r.do(people[1], model.CreateCluster{Title: "Tom " + m.new("empty cluster"+where)})
	case ph.Does(method.TakesQuestions):
		first := r.do(people[0], model.AskQuestion{Text: "Hur " + m.new("chosen question"+where) + "?"})
		r.do(people[1], model.AskQuestion{Text: "Varför " + m.new("question"+where) + "?"})
		r.do(model.Host, model.ChooseQuestion{ID: first, Chosen: true})
	case ph.Does(method.TakesVotes):
		r.ballots(people)
	case ph.Does(method.TakesCommitments):
		r.do(people[0], model.MakeCommitment{What: "Jag " + m.new("commitment"+where), Who: "Åsa", When: "fredag " + m.new("when"+where)})
	case ph.Does(method.TakesRatings):
		for _, p := range people {
			r.do(p, model.Rate{Score: 3, Text: "Tyckte " + m.new("feedback"+where)})
		}
	}
	if ph.Does(method.TakesSpeech) {
		r.do(model.Host, model.TakeNote{Text: "Sa " + m.new("note"+where)})
		if topics := r.b.Topics(); len(topics) > 0 {
			r.do(people[1], model.TakeNote{Text: "Om " + m.new("note about a topic"+where), About: topics[0]})
		}
	}
	if len(ph.Checklist) > 0 {
		r.do(model.Host, model.TickPoint{Point: 1, Ticked: true})
	}
}

// TestNothingThatWasSaidIsLost puts one of each kind into each phase of every workshop of
// every method, and looks for it in every format. In the document it stands in one list
// only, but for what a table of votes or the map of goals names again.
func TestNothingThatWasSaidIsLost(t *testing.T) {
	for _, m := range method.All() {
		for meeting := 1; meeting <= m.Series; meeting++ {
			name := fmt.Sprintf("%s %d", m.ID, meeting)
			r, marked := told(t, m, meeting)
			md := report.Markdown(r.b, model.Host, i18n.For("sv"))
			page, err := report.HTML(r.b, model.Host, i18n.For("en"))
			if err != nil {
				t.Fatal(err)
			}
			all := forms(t, r.b, model.Host)
			all["html"] = string(page)
			for word, what := range marked.of {
				for form, text := range all {
					if form == "csv" && strings.HasPrefix(what, "feedback") { // it has no row of its own
						continue
					}
					if !strings.Contains(text, word) {
						t.Errorf("%s: %s has no %s", name, form, what)
					}
				}
				if n := listed(md, word); n > 1 {
					t.Errorf("%s: the %s is listed %d times:\n%s", name, what, n, md)
				}
			}
		}
	}
}

// told is one workshop of a method with everything in it.
func told(t *testing.T, m method.Method, meeting int) (*room, *marks) {
	t.Helper()
	r := plannedRoom(t, m, meeting, false)
	var people []model.Actor
	for i, name := range []string{"Åsa", "Bosse", "Cilla", "Doris"}[:min(4, max(2, m.GroupMax))] {
		people = append(people, r.join(name, model.Sectors[i]))
	}
	marked := &marks{map[string]string{}}
	for _, ph := range r.b.Phases() {
		r.do(model.Host, model.EnterPhase{Phase: ph.ID, Start: true})
		if ph.Parallel() {
			for i, p := range people {
				r.do(p, model.ChooseSession{Session: model.SessionID(ph.Sessions[i%2].ID)})
			}
		}
		marked.everything(r, people, r.b.Phase())
	}
	r.do(model.Host, model.EndWorkshop{})
	if len(people) < 3 { // feedback of few is not told
		for word, what := range marked.of {
			if strings.HasPrefix(what, "feedback") {
				delete(marked.of, word)
			}
		}
	}
	return r, marked
}

// listed counts the items of lists, and rows of tables of promises, that have a word.
func listed(md, word string) (n int) {
	for line := range strings.Lines(md) {
		line = strings.TrimLeft(line, " ")
		if strings.HasPrefix(line, "- ") && strings.Contains(line, word) &&
			!strings.Contains(line, "”") && !strings.Contains(line, "Ur klustret") && !strings.Contains(line, "Formulerad ur") {
			n++
		}
	}
	return n
}
