package participant_test

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/ui/participant"
	"verkstad/ui/stage/stagetest"
)

// TestSpaceChoosesNoTopicThatJustCame holds that space does nothing for half a second after
// the marked topic went and another came to be marked.
func TestSpaceChoosesNoTopicThatJustCame(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	questions := r.Board().Questions()[:3]
	for _, q := range questions {
		r.Must(model.Host, model.ChooseQuestion{ID: q.ID, Chosen: true})
	}
	r.Must(model.Host, model.EnterPhase{Phase: r.Board().Phases()[6].ID})
	now := time.Unix(1000, 0)
	env := stagetest.Env(r, r.People[0])
	env.Timer.Now = func() time.Time { return now }
	a := stagetest.App(t, env, participant.New(env, participant.Hint{Key: r.Board().Person(r.People[0].Person).Key}))
	sees := func() { stagetest.Wake(a); stagetest.Screen(a) }
	sees()
	now = now.Add(time.Second)
	topic := func() model.ItemID { return r.Board().TopicOf(r.Board().Person(r.People[0].Person)) }
	r.Must(model.Host, model.ChooseQuestion{ID: questions[0].ID})
	sees()
	stagetest.Press(a, "space")
	stagetest.Shows(t, a, "Inget gjordes")
	if got := topic(); got != 0 {
		t.Errorf("it chose %d", got)
	}
	now = now.Add(500 * time.Millisecond)
	if stagetest.Press(a, "space"); topic() != questions[1].ID {
		t.Errorf("it chose %d, want %d", topic(), questions[1].ID)
	}
}

// TestEnterOpensWhatAQuestionIsAbout holds that enter, while questions are worded, shows the
// cards of the marked cluster, those behind a question, and the whole of a loose card, and
// that the sheet goes away again.
func TestEnterOpensWhatAQuestionIsAbout(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Defining)
	a := sitting(t, r, r.People[0])
	stagetest.Resize(a, 120, 56)
	b := r.Board()
	cluster := b.Clusters()[0]
	cards := b.Groups(model.Host)
	var card *model.Idea
	for _, g := range cards {
		if g.Cluster != nil && g.Cluster.ID == cluster.ID {
			card = g.Ideas[0]
		}
	}
	if card == nil {
		t.Fatal("the first cluster has no card")
	}
	begin := string([]rune(card.Text)[:20])
	stagetest.Press(a, "home")
	stagetest.Hides(t, a, begin)
	for _, key := range []string{"enter", "v"} {
		stagetest.Press(a, key)
		stagetest.Shows(t, a, cluster.Title, begin)
		stagetest.Press(a, "esc")
		stagetest.Hides(t, a, begin)
	}
	q := b.Questions()[0]
	of := b.Cluster(q.Cluster)
	if of == nil {
		t.Fatal("the first question is about no cluster")
	}
	open := sitting(t, r, r.People[1]) // the first question is marked
	stagetest.Press(open, "enter")
	for _, g := range cards {
		if g.Cluster != nil && g.Cluster.ID == of.ID {
			stagetest.Shows(t, open, string([]rune(g.Ideas[0].Text)[:20]))
		}
	}
}
