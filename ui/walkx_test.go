package ui_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/stage/stagetest"
)

func TestWalkX(t *testing.T) {
	for _, m := range method.All() {
		f, _ := os.Create("/tmp/helpb/" + m.ID + ".txt")
		r := stagetest.NewRoom(t)
		_, err := r.Do(context.Background(), model.Host, "", model.CreateWorkshop{
			ID: "01METHOD" + m.ID, Title: "Återbruk i byn", Method: m.ID, Node: "Svalöv", Lang: "sv", Code: "KRABBA", Phases: m.Agenda(1),
		})
		if err != nil {
			t.Fatal(err)
		}
		var people []model.Actor
		for i, name := range []string{"Åsa", "Bosse", "Cilla", "Doris", "Eskil", "Fatima"}[:min(6, max(2, m.GroupMax))] {
			r.Must(model.Actor{Role: model.Participant}, model.JoinPerson{Key: name, Name: name, Sector: model.Sectors[i%4], Role: model.Participant})
			people = append(people, model.Actor{Person: model.PersonID(i + 1), Role: model.Participant})
		}
		for n, ph := range r.Board().Phases() {
			if open := r.Board().OpenRound(); open != nil {
				for _, p := range people {
					r.Must(p, model.CastBallot{Dots: []model.Dot{{ID: open.Candidates[0].ID, N: 1}}})
				}
				r.Must(model.Host, model.CloseRound{})
			}
			if ph.Does(method.BuildsOnIdeas) && r.Board().Unrevealed() > 0 {
				r.Must(model.Host, model.Reveal{})
			}
			r.Must(model.Host, model.EnterPhase{Phase: ph.ID})
			if ph.Parallel() {
				r.Must(people[0], model.ChooseSession{Session: model.SessionID(ph.Sessions[0].ID)})
				r.Must(people[1], model.ChooseSession{Session: model.SessionID(ph.Sessions[1].ID)})
				r.Must(model.Host, model.PlaceSessions{Phase: ph.ID})
			}
			env := stagetest.Env(r, people[0])
			a := stagetest.App(t, env, participant.New(env, participant.Hint{Key: "Åsa"}))
			fmt.Fprintf(f, "===== %s %d %s participant\n%s\n", m.ID, n+1, ph.Activity, stagetest.Screen(a))
			wenv := stagetest.Env(r, model.Actor{Role: model.Observer})
			wa := stagetest.App(t, wenv, projector.New(wenv, nil))
			stagetest.Resize(wa, 120, 34)
			fmt.Fprintf(f, "===== %s %d %s wall\n%s\n", m.ID, n+1, ph.Activity, stagetest.Screen(wa))
			a1, b1 := people[0], people[1]
			switch ph.Activity {
			case method.Checkin:
				r.Must(b1, model.CheckIn{Text: "Jag vill lära känna grannarna"})
			case method.Gather:
				category := min(1, len(ph.Categories))
				r.Must(a1, model.AddIdea{Text: fmt.Sprint("Verktygspool i varje by ", n), Category: category})
				r.Must(a1, model.AddIdea{Text: fmt.Sprint("Bil att låna ", n), Category: category})
				r.Must(b1, model.AddIdea{Text: fmt.Sprint("Byggmaterial från rivning ", n), Category: category})
			case method.Cluster:
				r.Must(a1, model.CreateCluster{Title: fmt.Sprint("Dela det vi har ", n), Ideas: []model.ItemID{r.Board().Ideas(model.Host)[0].ID}})
				r.Must(a1, model.CreateCluster{Title: fmt.Sprint("Bygga av det vi river ", n), Ideas: []model.ItemID{r.Board().Ideas(model.Host)[1].ID}})
			case method.Define:
				id := r.Must(a1, model.AskQuestion{Text: fmt.Sprint("Hur kan vi dela verktyg? ", n)})
				r.Must(model.Host, model.ChooseQuestion{ID: id, Chosen: true})
				r.Must(model.Host, model.ChooseQuestion{ID: r.Must(b1, model.AskQuestion{Text: fmt.Sprint("Hur bygger vi av det som rivs? ", n)}), Chosen: true})
			case method.Vote:
				if len(r.Board().Votable()) > 1 {
					r.Must(model.Host, model.OpenRound{Dots: 3, MaxPer: 2})
				}
			case method.Talk:
				if ph.TakesNotes() {
					r.Must(b1, model.TakeNote{Text: "Inte utan ersättning"})
				}
			case method.Commit:
				r.Must(a1, model.MakeCommitment{What: "Ringer kommunen", Who: "Åsa", When: "fredag"})
			}
		}
		f.Close()
	}
}
