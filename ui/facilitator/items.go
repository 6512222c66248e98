package facilitator

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/question"
	"verkstad/model/text"
	"verkstad/ui/boardview"
	"verkstad/ui/stage"
)

// choice is a line of an item's menu that does something when it is chosen.
func (s *Screen) choice(word string, do func() tea.Cmd) stage.Choice {
	return stage.Choice{Label: s.env.Words.T(word), Do: do}
}

func (s *Screen) choiceDo(word string, c model.Command) stage.Choice {
	return s.choice(word, s.doing(c))
}

// itemMenu is what can be done with the selected item.
func (s *Screen) itemMenu() tea.Cmd {
	b, id := s.env.Board(), s.board.selected
	var choices []stage.Choice
	switch {
	case b.Idea(id) != nil:
		choices = s.ideaChoices(b.Idea(id))
	case b.Cluster(id) != nil:
		choices = s.clusterChoices(id)
	case b.Question(id) != nil:
		choices = s.questionChoices(b.Question(id))
	case b.Commitment(id) != nil:
		choices = s.commitmentChoices(b.Commitment(id))
	default:
		return nil
	}
	if b.UnderVote(id) {
		s.greyUnderVote(choices)
	}
	if !b.Ended.IsZero() && b.Commitment(id) == nil {
		return stage.Complain(s.env.Words.T("facilitator.why.ended"))
	}
	return s.env.Ask(stage.NewMenu(s.env, firstLine(boardview.Title(b, id)), choices))
}

// greyUnderVote greys what cannot be done with what is being voted on.
func (s *Screen) greyUnderVote(choices []stage.Choice) {
	w := s.env.Words
	taking := []string{
		w.T("facilitator.item.edit"), w.T("facilitator.item.rename"), w.T("facilitator.item.park"),
		w.T("facilitator.item.remove"), w.T("facilitator.item.dissolve"),
	}
	for i := range choices {
		if slices.Contains(taking, choices[i].Label) {
			choices[i].Disabled = w.T("facilitator.why.voted")
		}
	}
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	if r := []rune(line); len(r) > 48 {
		line = string(r[:47]) + "…"
	}
	return line
}

func (s *Screen) ideaChoices(i *model.Idea) []stage.Choice {
	hide, park := "facilitator.item.hide", "facilitator.item.park"
	if i.Hidden {
		hide = "facilitator.item.unhide"
	}
	if i.Parked {
		park = "facilitator.item.unpark"
	}
	choices := []stage.Choice{
		s.choice("facilitator.item.edit", s.edit),
		s.choice("facilitator.item.cluster", s.clusterMenu),
		s.choice("facilitator.item.merge", s.board.startMerge),
		s.choiceDo(hide, model.HideIdea{ID: i.ID, Hidden: !i.Hidden}),
		s.choiceDo(park, model.ParkIdea{ID: i.ID, Parked: !i.Parked}),
		s.choice("facilitator.item.goals", s.goals(i.ID)),
		s.fileChoice(i.ID),
		s.choiceDo("facilitator.item.remove", model.RemoveIdea{ID: i.ID}),
	}
	if s.env.Board().Phase().ReadsOut() {
		read := "facilitator.item.read"
		if i.Read != 0 {
			read = "facilitator.item.unread"
		}
		choices = slices.Insert(choices, 0, s.choice(read, s.readOut))
	}
	if i.Parked {
		why := s.env.Words.T("facilitator.why.parked")
		for at := range choices {
			if l := choices[at].Label; l == s.env.Words.T("facilitator.item.cluster") || l == s.env.Words.T("facilitator.item.merge") {
				choices[at].Disabled = why
			}
		}
	}
	return choices
}

// readOut ticks the selected idea off as read out, or takes the tick back.
func (s *Screen) readOut() tea.Cmd {
	i := s.env.Board().Idea(s.board.selected)
	if i == nil {
		return nil
	}
	return s.env.Do(model.ReadOut{ID: i.ID, Read: i.Read == 0})
}

func (s *Screen) clusterChoices(id model.ItemID) []stage.Choice {
	return []stage.Choice{
		s.choice("facilitator.item.rename", s.edit),
		s.choice("facilitator.item.ask", s.ask(model.AskQuestion{Cluster: id}, "")),
		s.choice("facilitator.item.merge", s.board.startMerge),
		s.choice("facilitator.item.goals", s.goals(id)),
		s.fileChoice(id),
		s.choiceDo("facilitator.item.dissolve", model.RemoveCluster{ID: id}),
	}
}

func (s *Screen) questionChoices(q *model.Question) []stage.Choice {
	choose := "facilitator.item.choose"
	if q.Chosen {
		choose = "facilitator.item.unchoose"
	}
	return []stage.Choice{
		s.choiceDo(choose, model.ChooseQuestion{ID: q.ID, Chosen: !q.Chosen}),
		s.choice("facilitator.item.edit", s.edit),
		s.choice("facilitator.item.reword", s.ask(model.AskQuestion{Parent: q.ID}, q.Text)),
		s.choiceDo("facilitator.item.open", model.MarkQuestion{ID: q.ID, Kind: model.OpenQuestion}),
		s.choiceDo("facilitator.item.closed", model.MarkQuestion{ID: q.ID, Kind: model.ClosedQuestion}),
		s.choice("facilitator.item.goals", s.goals(q.ID)),
		s.choice("facilitator.item.remove", func() tea.Cmd { return s.removeQuestion(q.ID) }),
	}
}

// removeQuestion takes a question away. One that others stand behind, or that the
// group has chosen, it asks about first.
func (s *Screen) removeQuestion(id model.ItemID) tea.Cmd {
	w, remove := s.env.Words, s.doing(model.RemoveQuestion{ID: id})
	q := s.env.Board().Question(id)
	if q == nil || !q.Chosen && len(q.Support) == 0 {
		return remove()
	}
	var said []string
	if q.Chosen {
		said = append(said, w.T("facilitator.removing.chosen"))
	}
	if n := len(q.Support); n > 0 {
		said = append(said, w.N("facilitator.removing.support", n))
	}
	return s.confirm("facilitator.item.removequestion", strings.Join(append([]string{firstLine(q.Text)}, said...), "\n"), remove)
}

func (s *Screen) commitmentChoices(c *model.Commitment) []stage.Choice {
	return []stage.Choice{
		s.choice("facilitator.item.edit", s.edit),
		s.choiceDo("facilitator.item.goingon", model.FollowCommitment{ID: c.ID, Status: model.CommitmentGoingOn, Note: c.Note}),
		s.choiceDo("facilitator.item.done", model.FollowCommitment{ID: c.ID, Status: model.CommitmentDone, Note: c.Note}),
		s.choiceDo("facilitator.item.dropped", model.FollowCommitment{ID: c.ID, Status: model.CommitmentDropped, Note: c.Note}),
		s.choice("facilitator.item.note", func() tea.Cmd {
			return s.prompt("facilitator.item.note", "facilitator.edit.hint", c.Note, model.MaxShortNote, func(note string) tea.Cmd {
				return s.env.Do(model.FollowCommitment{ID: c.ID, Status: c.Status, Note: note})
			})
		}),
		s.choiceDo("facilitator.item.remove", model.WithdrawCommitment{ID: c.ID}),
	}
}

// prompt asks for a text.
func (s *Screen) prompt(title, hint, value string, most int, submit func(string) tea.Cmd) tea.Cmd {
	w := s.env.Words
	return s.env.Ask(stage.NewPrompt(s.env, w.T(title), w.T(hint), value, most, submit))
}

// promptSeveral asks for a text, or for several in the lines of a paste.
func (s *Screen) promptSeveral(title, unit, value string, most int, submit func(string) tea.Cmd) tea.Cmd {
	w := s.env.Words
	p := stage.NewPrompt(s.env, w.T(title), w.T("facilitator.edit.hint"), value, most, submit)
	if unit == "unit.questions" {
		p.Mending(mendQuestion(s.env))
	}
	return s.env.Ask(p.Several(stage.Several{Unit: unit, Most: most, Each: submit}))
}

// fewestWords is how many words a question must have before anything is said of
// it: less is the beginning of one.
const fewestWords = 4

// mendQuestion gives the hint of a question as it is written; empty for none.
func mendQuestion(e *stage.Env) func(string) string {
	return func(text string) string {
		if len(strings.Fields(text)) < fewestWords {
			return ""
		}
		if found := question.Examine(text, e.Words.Lang()); len(found.Faults) > 0 {
			return e.Words.T(stage.QuestionHint(found.Faults[0]))
		}
		return ""
	}
}

// edit changes the text of the selected item.
func (s *Screen) edit() tea.Cmd {
	b, id := s.env.Board(), s.board.selected
	was := boardview.Title(b, id)
	change := func(most int, make func(text, was string) model.Command) tea.Cmd {
		w := s.env.Words
		p := stage.NewPrompt(s.env, w.T("facilitator.item.edit"), w.T("facilitator.edit.hint"), was, most, func(text string) tea.Cmd {
			began := was
			was = boardview.Title(s.env.Board(), id) // they are told, and send again if theirs is to stand
			return s.env.Do(make(text, began))
		})
		if b.Question(id) != nil {
			p.Mending(mendQuestion(s.env))
		}
		return s.env.Ask(p)
	}
	switch {
	case b.Idea(id) != nil:
		return change(text.MaxIdeaRunes, func(t, was string) model.Command { return model.EditIdea{ID: id, Text: t, Was: was} })
	case b.Cluster(id) != nil:
		return change(model.MaxCluster, func(t, was string) model.Command { return model.RenameCluster{ID: id, Title: t, Was: &was} })
	case b.Question(id) != nil:
		return change(model.MaxQuestion, func(t, was string) model.Command { return model.EditQuestion{ID: id, Text: t, Was: was} })
	case b.Commitment(id) != nil:
		c := b.Commitment(id)
		said := model.Wording{What: c.What, Who: c.Who, When: c.When}
		return s.askCommitment(c.What, c.Who, c.When, func(what, who, when string) model.Command {
			began := said
			if now := s.env.Board().Commitment(id); now != nil {
				said = model.Wording{What: now.What, Who: now.Who, When: now.When} // they are told, and send again
			}
			return model.EditCommitment{ID: id, What: what, Who: who, When: when, Was: &began}
		})
	}
	return nil
}

// askCommitment asks for what, who and when, one after the other.
func (s *Screen) askCommitment(what, who, when string, make func(what, who, when string) model.Command) tea.Cmd {
	return s.prompt("facilitator.commit.what", "facilitator.edit.hint", what, model.MaxShortNote, func(what string) tea.Cmd {
		return s.prompt("facilitator.commit.who", "facilitator.edit.hint", who, 60, func(who string) tea.Cmd {
			return s.prompt("facilitator.commit.when", "facilitator.edit.hint", when, 40, func(when string) tea.Cmd {
				return s.env.Do(make(what, who, when))
			})
		})
	})
}

func (s *Screen) ask(c model.AskQuestion, value string) func() tea.Cmd {
	return func() tea.Cmd {
		return s.promptSeveral("facilitator.write.question", "unit.questions", value, model.MaxQuestion, func(text string) tea.Cmd {
			c.Text = text
			return s.env.Do(c)
		})
	}
}

func (s *Screen) hide() tea.Cmd {
	i := s.env.Board().Idea(s.board.selected)
	return s.env.Do(model.HideIdea{ID: i.ID, Hidden: !i.Hidden})
}

// write adds what the phase is for: an idea, a question, a commitment; in the
// parking lot, a parked idea.
func (s *Screen) write() tea.Cmd {
	switch kind := s.board.sceneNow().Kind; {
	case kind == boardview.Questions || kind == boardview.Chosen:
		return s.ask(model.AskQuestion{}, "")()
	case kind == boardview.Commitments:
		return s.askCommitment("", "", "", func(what, who, when string) model.Command {
			return model.MakeCommitment{What: what, Who: who, When: when}
		})
	}
	parked := s.board.parked
	return s.promptSeveral("facilitator.write.idea", "unit.ideas", "", text.MaxIdeaRunes, func(text string) tea.Cmd {
		return s.env.Do(model.AddIdea{Text: text, Parked: parked})
	})
}

// clusterMenu lays the selected card in a cluster, a new one, or none.
func (s *Screen) clusterMenu() tea.Cmd {
	b, id := s.env.Board(), s.board.selected
	choices := []stage.Choice{s.choice("facilitator.cluster.make", func() tea.Cmd {
		return s.prompt("facilitator.cluster.make", "facilitator.cluster.hint", "", model.MaxCluster, func(title string) tea.Cmd {
			return s.env.Do(model.CreateCluster{Title: title, Ideas: []model.ItemID{id}})
		})
	})}
	if b.ClusterOf(b.Idea(id)) != nil {
		choices = append(choices, s.choiceDo("facilitator.cluster.out", model.MoveIdea{ID: id}))
	}
	for _, c := range b.Clusters() {
		title := c.Title
		if title == "" {
			title = s.env.Words.T("wall.unnamed")
		}
		choices = append(choices, stage.Choice{Label: title, Do: s.env.Doing(model.MoveIdea{ID: id, Cluster: c.ID})})
	}
	return s.env.Ask(stage.NewMenu(s.env, s.env.Words.T("facilitator.item.cluster"), choices))
}

// startMerge waits for the other item to be chosen.
func (d *workBoard) startMerge() tea.Cmd {
	d.merging = d.selected
	return stage.Toast(d.env.Words.T("facilitator.merge.hint"))
}

// merge makes the selected item part of the one that waits for it.
func (d *workBoard) merge() tea.Cmd {
	into, from := d.merging, d.selected
	if from == 0 || from == into {
		return stage.Complain(d.env.Words.T("facilitator.merge.hint"))
	}
	b := d.env.Board()
	d.merging, d.selected = 0, into
	switch {
	case b.Idea(into) != nil && b.Idea(from) != nil:
		return d.env.Do(model.MergeIdeas{Into: into, From: []model.ItemID{from}})
	case b.Cluster(into) != nil && b.Cluster(from) != nil:
		return d.env.Do(model.MergeClusters{Into: into, From: []model.ItemID{from}})
	}
	return stage.Complain(d.env.Words.T("facilitator.merge.kind"))
}
