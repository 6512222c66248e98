package store_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"verkstad/model"
	"verkstad/store"
	"verkstad/store/bolt"
)

// workAsk is one thing that a client of a workshop does.
type workAsk struct {
	Op      string
	Kind    string // join, add, edit, move, undo, look, phase or vote
	Client  int    // from 1; 0 is the facilitator
	Person  int    // that the client is, once it has joined
	Group   int    // whose cards they are, from 1
	Item    int
	Cluster int // 0 takes a card out
	Text    string
	Phase   int // 1 gathers, 2 clusters
	Vote    voteAsk
	Rank    int // of the operation in the log, from 1, for the judge; 0 if it has no place there
}

// workCard is a card as everybody sees it.
type workCard struct {
	Item, By, Cluster int
	Text              string
	Removed           bool
}

// workSays is the answer.
type workSays struct {
	Seq     uint64 // where the log ended when it was done, or looked at
	Same    bool   // it was so already: nothing is written
	Refused string // the rule that said no
	Failed  string // neither done nor refused
	Person  int
	Item    int
	Phase   int
	Cards   []workCard
	Vote    voteSays
}

// slowLog is a disk that takes its time, and now and then much of it.
type slowLog struct{ store.EventLog }

func (s slowLog) Append(workshop string, c bolt.Commit) error {
	wait := time.Duration(rand.IntN(3000)) * time.Microsecond
	if rand.IntN(20) == 0 {
		wait = 50 * time.Millisecond
	}
	time.Sleep(wait) // the disk is busy
	return s.EventLog.Append(workshop, c)
}

// holdWork is a child that holds a workshop on a slow disk, with one who
// subscribes and never looks, and one who reads the log over and over.
func holdWork(dir string) error {
	slow := quiet.Wrap(func(log store.EventLog) store.EventLog { return slowLog{log} })
	var reading sync.Once
	return hold(dir, slow, func(l *store.Live, ask workAsk) workSays {
		reading.Do(func() {
			_, _ = l.Subscribe()
			go func() {
				for {
					_, _ = l.Records()
					time.Sleep(5 * time.Millisecond) // between two readings
				}
			}()
		})
		return answerWork(l, ask)
	})
}

func answerWork(l *store.Live, ask workAsk) workSays {
	by := model.Actor{Person: model.PersonID(ask.Person), Role: model.Participant}
	var c model.Command
	switch ask.Kind {
	case "vote":
		vote := answerVote(l, ask.Vote)
		return workSays{Seq: vote.Seq, Failed: vote.Failed, Vote: vote}
	case "look":
		return look(l.Board(), ask.Group)
	case "phase":
		by, c = model.Host, model.EnterPhase{Phase: model.PhaseID(ask.Phase)}
	case "join":
		by.Person = 0
		c = model.JoinPerson{
			Key: l.Identify([32]byte{byte(ask.Client)}), Name: "Person " + ask.Text, Sector: model.Academia, Role: model.Participant,
		}
	case "add":
		c = model.AddIdea{Text: ask.Text}
	case "edit":
		c = model.EditIdea{ID: model.ItemID(ask.Item), Text: ask.Text}
	case "move":
		c = model.MoveIdea{ID: model.ItemID(ask.Item), Cluster: model.ItemID(ask.Cluster)}
	case "undo":
		c = model.Undo{}
	}
	out, err := l.Do(ctx, by, ask.Op, c)
	says := workSays{Seq: out.Seq, Person: int(out.Person), Item: int(out.Item)}
	var refused *model.Error
	switch {
	case errors.Is(err, store.ErrStopping), errors.Is(err, store.ErrNotSaved), errors.Is(err, store.ErrUnsure):
		says.Failed = err.Error()
	case errors.As(err, &refused):
		says.Refused = refused.Code
	case err != nil:
		says.Failed = err.Error()
	case ask.Kind == "move" || ask.Kind == "join":
		records, err := l.Records()
		if err != nil {
			says.Failed = err.Error()
			break
		}
		says.Same = records[out.Seq-1].Op != ask.Op
	}
	return says
}

// look is the cards of a group, the removed ones too, by id.
func look(b *model.Board, group int) workSays {
	says := workSays{Seq: b.Seq, Phase: int(b.Phase().ID)}
	for _, i := range b.AllIdeas().All() {
		if strings.HasPrefix(i.Text, groupPrefix(group)) {
			says.Cards = append(says.Cards, workCard{int(i.ID), int(i.By), int(i.Cluster), i.Text, i.Removed})
		}
	}
	slices.SortFunc(says.Cards, func(a, b workCard) int { return a.Item - b.Item })
	return says
}
