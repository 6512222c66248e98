package audit

import (
	"time"

	"verkstad/model"
)

// describeWorkshop describes what was done to the workshop and its agenda.
func describeWorkshop(_ *model.Board, event model.Event, e *Entry) (known, told bool) {
	switch x := event.(type) {
	case model.WorkshopCreated, model.WorkshopDescribed, model.WorkshopEnded, model.WorkshopReopened, model.WorkshopImported,
		model.WorkshopPlanned, model.SeriesConfirmed, model.ItemsCarried:
	case model.WorkshopArchived:
		e.setWhat(x.Archived, "workshop.archived", "workshop.unarchived")
	case model.AgendaChanged, model.WallTurned, model.ClockStarted, model.ClockPaused, model.ClockReset:
	case model.PhaseEntered:
		e.Phase = x.Phase
	case model.PhaseRevealed:
		e.Phase = x.Phase
	case model.ClockExtended:
		e.N = int(time.Duration(x.ByMS) * time.Millisecond / time.Second)
		if e.setWhat(x.ByMS >= 0, "clock.extended", "clock.shortened"); e.N < 0 {
			e.N = -e.N
		}
	case model.NotesLet:
		e.Phase = x.Phase
		e.setWhat(x.Closed, "notes.closed", "notes.opened")
	case model.PointTicked:
		e.N = x.Point
		e.setWhat(x.Ticked, "point.ticked", "point.unticked")
	default:
		return false, false
	}
	return true, true
}

// describeVotes describes who may vote and when, and no ballot. It does not tell who holds
// which ticket.
func describeVotes(b *model.Board, event model.Event, e *Entry) (known, told bool) {
	switch x := event.(type) {
	case model.RoundOpened:
		e.Round, e.N = x.ID, len(x.Candidates)
		if x.Runoff != 0 {
			e.What = "round.runoff"
		}
	case model.RoundClosed:
		if e.Round = x.ID; b.Round(x.ID) != nil {
			e.N = b.Round(x.ID).Cast()
		}
	case model.CandidatesChosen:
		e.Round, e.N, e.Text, e.Items = x.Round, len(x.IDs), x.Why, x.IDs
		for _, id := range x.IDs {
			if r := b.Round(x.Round); r != nil && r.Candidate(id) != nil && len(e.Texts) < mostTexts {
				e.Texts = append(e.Texts, r.Candidate(id).Title)
			}
		}
		e.setWhat(x.ByRoom, "candidates.chosenbyroom", "candidates.chosen")
	case model.ParticipationChosen:
	case model.TicketsMade:
		if e.N = x.Count; x.For != 0 {
			e.What, e.N = "ticket.replaced", x.For
		}
	case model.TicketUsed:
		e.Person, e.Leads = x.Person, false // the person who comes in by it did not exist before
		if t := b.Ticket(x.Ticket); t != nil && t.Root != t.No {
			e.What = "ticket.usedanew" // the facilitator had it to give out, with another holder's ballot
		}
	case model.TicketVoided:
		e.N = x.Ticket
	default:
		return false, false
	}
	return true, true
}

// describeSessions describes who goes to which session, and who writes for others.
func describeSessions(_ *model.Board, event model.Event, e *Entry) (known, told bool) {
	switch x := event.(type) {
	case model.ProxiesAllowed:
		e.setWhat(x.Allowed, "proxies.allowed", "proxies.ended")
	case model.SessionChosen:
		if e.setWhat(x.Session != 0, "session.chosen", "session.unchosen"); x.ID != e.Person {
			e.About, e.What = x.ID, "session.given"
		}
		e.Phase = x.Phase
	case model.SessionsPlaced:
		e.Phase = x.Phase
	default:
		return false, false
	}
	return true, true
}

// describePeople describes who came, left, was shown out, leads. All of it is done in front of
// everybody.
func describePeople(b *model.Board, event model.Event, e *Entry) (known, told bool) {
	e2 := *e
	switch x := event.(type) {
	case model.PersonJoined:
		e2.Person, e2.Leads = x.ID, x.Role == model.Facilitator
		if x.Via != 0 {
			e2.Person, e2.About, e2.What = x.Via, x.ID, "person.brought"
		}
	case model.PersonChanged:
		if e2.Person, e2.Leads = x.ID, false; x.Role == model.Facilitator {
			e2.What = "role.resumed"
		}
	case model.PersonForgotten:
		e2.About = x.ID
	case model.PersonRemoved:
		e2.About = x.ID
	case model.PersonReadmitted:
		e2.About = x.ID
	case model.PeopleSwept:
		e2.N = len(x.People)
	case model.PersonReturned:
		e2.About = x.ID
	case model.RoleGiven:
		e2.About = x.ID
		if e2.setWhat(x.Role == model.Facilitator, "role.given", "role.taken"); x.ID == e.Person {
			e2.About, e2.What = 0, "role.left"
		}
	case model.HandMoved:
		if e2.setWhat(x.Up, "hand.raised", "hand.lowered"); x.ID != e.Person {
			e2.About = x.ID
		}
	case model.TopicChosen:
		if e2.setWhat(x.Topic != 0, "topic.chosen", "topic.left"); x.ID != e.Person {
			e2.About = x.ID
		}
		e2.Phase = x.Phase
	case model.SpokenMarked:
		e2.setWhat(x.Spoken, "person.spoke", "person.unspoke")
		e2.About, e2.Phase = x.ID, x.Phase
	case model.ReadyMarked:
		e2.setWhat(x.Phase != 0, "person.ready", "person.unready")
	case model.GreetingHidden:
		e2.setWhat(x.Hidden, "greeting.hidden", "greeting.shown")
		e2.Text = x.Text
	case model.CheckedIn:
		if *e = e2; b.Anonymous {
			return true, false
		}
		return true, true
	case model.TablesSet:
		e2.N = x.Tables
	case model.DoorMoved:
		e2.setWhat(x.Closed, "door.closed", "door.opened")
	default:
		return false, false
	}
	*e = e2
	return true, true
}

// describeIdeas describes what was done with one idea, or by undoing something.
func describeIdeas(b *model.Board, event model.Event, e *Entry) (known, told bool) {
	switch x := event.(type) {
	case model.IdeaAdded:
		e.item(b, x.ID)
		switch {
		case x.Note:
			e.What = "idea.noted"
		case x.Parked:
			e.What = "idea.laidaside"
		}
		return true, authorsShown(b, x.Phase)
	case model.IdeaEdited:
		return true, e.item(b, x.ID)
	case model.IdeaRemoved:
		return true, e.item(b, x.ID)
	case model.IdeaRead:
		e.setWhat(x.Phase != 0, "idea.read", "idea.unread")
		return true, e.item(b, x.ID) && hasNoSecrets(b)
	case model.IdeaHidden:
		e.setWhat(x.Hidden, "idea.hidden", "idea.shown")
		return true, e.item(b, x.ID)
	case model.IdeaParked:
		e.setWhat(x.Parked, "idea.parked", "idea.unparked")
		return true, e.item(b, x.ID)
	case model.IdeaMoved:
		return true, e.item(b, x.ID) && hasNoSecrets(b)
	case model.IdeasImported:
		e.N = len(x.Ideas) + len(x.Questions) + len(x.Commitments)
		return true, true
	case model.ItemsRemoved:
		e.N, e.Items = len(x.Items), x.Items
		for _, id := range x.Items {
			one := Entry{}
			if one.item(b, id); one.Text != "" && len(e.Texts) < mostTexts {
				e.Texts = append(e.Texts, one.Text)
			}
		}
		return true, true
	case model.IdeasMerged:
		e.N = len(x.From) + 1
		return true, e.item(b, x.Into) && hasNoSecrets(b)
	case model.ItemTagged:
		return true, e.item(b, x.ID) && hasNoSecrets(b)
	case model.ItemFiled:
		return true, e.item(b, x.ID) && hasNoSecrets(b)
	case model.ActionUndone, model.ActionRedone:
		return true, hasNoSecrets(b)
	}
	return false, false
}

// describeClusters describes what was done with clusters.
func describeClusters(b *model.Board, event model.Event, e *Entry) (known, told bool) {
	switch x := event.(type) {
	case model.ClusterCreated:
		e.N = len(x.Ideas)
		return true, e.itemWithText(b, x.ID, x.Title) && hasNoSecrets(b)
	case model.IdeasSorted:
		e.N = len(x.Clusters)
		return true, hasNoSecrets(b)
	case model.ClusterRenamed:
		return true, e.itemWithText(b, x.ID, x.Title) && hasNoSecrets(b)
	case model.ClustersMerged:
		e.N = len(x.From) + 1
		return true, e.item(b, x.Into) && hasNoSecrets(b)
	case model.ClusterRemoved:
		return true, e.item(b, x.ID) && hasNoSecrets(b)
	}
	return false, false
}

// describeQuestions describes what was done with questions.
func describeQuestions(b *model.Board, event model.Event, e *Entry) (known, told bool) {
	switch x := event.(type) {
	case model.QuestionAsked:
		e.itemWithText(b, x.ID, x.Text)
		return true, authorsShown(b, x.Phase)
	case model.QuestionEdited:
		return true, e.itemWithText(b, x.ID, x.Text)
	case model.QuestionMarked:
		return true, e.item(b, x.ID)
	case model.QuestionSupported:
		e.setWhat(x.Support, "question.supported", "question.unsupported")
		q := b.Question(x.ID)
		return true, e.item(b, x.ID) && (q == nil || b.SupportNamed(q))
	case model.QuestionChosen:
		e.setWhat(x.Chosen, "question.chosen", "question.unchosen")
		return true, e.item(b, x.ID)
	case model.QuestionRemoved:
		return true, e.item(b, x.ID)
	}
	return false, false
}

// describeCommitments describes what was done with commitments.
func describeCommitments(b *model.Board, event model.Event, e *Entry) (known, told bool) {
	switch x := event.(type) {
	case model.CommitmentMade:
		e.itemWithText(b, x.ID, x.What)
		return true, authorsShown(b, x.Phase)
	case model.CommitmentEdited:
		return true, e.itemWithText(b, x.ID, x.What)
	case model.CommitmentFollowed:
		return true, e.item(b, x.ID)
	case model.CommitmentAnswered:
		e.setWhat(x.Agree, "commitment.agreed", "commitment.refused")
		return true, e.item(b, x.ID)
	case model.CommitmentWithdrawn:
		return true, e.item(b, x.ID)
	}
	return false, false
}

// setWhat sets What to what or to otherwise.
func (e *Entry) setWhat(yes bool, what, otherwise string) {
	if e.What = what; !yes {
		e.What = otherwise
	}
}

// itemWithText is item, with the text in the event, which is the text at that time. It is
// not for ideas, which may have been changed before anybody else could read them.
func (e *Entry) itemWithText(b *model.Board, id model.ItemID, text string) (told bool) {
	told = e.item(b, id)
	if e.Text != "" {
		e.Text = text
	}
	return told
}

// item links the entry to an item, with its text if all may read that, and reports whether
// its author may be named.
func (e *Entry) item(b *model.Board, id model.ItemID) (told bool) {
	e.Item = id
	var phase model.PhaseID
	text := ""
	switch {
	case b.Idea(id) != nil:
		phase, text = b.Idea(id).Phase, b.Idea(id).Text
	case b.Cluster(id) != nil:
		phase, text = b.Cluster(id).Phase, b.Cluster(id).Title
	case b.Question(id) != nil:
		phase, text = b.Question(id).Phase, b.Question(id).Text
	case b.Commitment(id) != nil:
		phase, text = b.Commitment(id).Phase, b.Commitment(id).What
	}
	if textsShown(b, phase) {
		e.Text = text
	}
	return authorsShown(b, phase)
}
