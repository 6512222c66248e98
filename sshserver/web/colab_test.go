package web_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/sshserver/sshtest"
)

// colab is a co-lab in which others take part, who are not at any terminal.
func colab(s *setting) {
	m, _ := method.Get("colab")
	s.workshop.Title, s.workshop.Phases = "Återbruk och cirkulär ekonomi", m.Agenda(1)
}

// others has some people join, and returns what does a command for one of them.
func (r *room) others() func(who int, c model.Command) model.Outcome {
	var all []model.PersonID
	for i, name := range []string{"Bengt", "Cecilia", "Dilan", "Elif", "Frida"} {
		all = append(all, r.lead(model.JoinPerson{Key: fmt.Sprint("other ", i), Name: name, Role: model.Participant, Sector: model.Sectors[i]}).Person)
	}
	return func(who int, c model.Command) model.Outcome {
		r.t.Helper()
		out, err := r.live.Do(context.Background(), model.Actor{Person: all[who], Role: model.Participant}, "", c)
		must(r.t, err)
		return out
	}
}

// TestAColabByTouchAlone has somebody with a phone do all of a co-lab with a finger and the
// phone's keyboard, on two sizes of phones. Its pictures are those of docs/screens.
func TestAColabByTouchAlone(t *testing.T) {
	for _, phone := range []struct{ w, h int64 }{{360, 740}, {412, 915}} {
		t.Run(fmt.Sprintf("%dx%d", phone.w, phone.h), func(t *testing.T) {
			r := openRoom(t, colab)
			other := r.others()
			b := openBrowser(t)
			b.phone(phone.w, phone.h)
			shot := func(what string) {
				b.settles()
				time.Sleep(300 * time.Millisecond) // pictures are taken of what has been drawn
				b.shot(fmt.Sprintf("%dx%d-%s", phone.w, phone.h, what))
			}
			// writes writes in the field and sends it.
			writes := func(text string) {
				t.Helper()
				b.until(`field.id && field.input.value === '' && link.taken === link.sent`)
				b.press("#field")
				b.insert(text)
				b.press("#send")
				b.settles()
			}
			b.visit(r.url + "/KRABBA")
			b.until(`!field.form.hidden && link.isOpen()`)
			shot("01-door")
			joinByTouch(r, b, "Åsa")
			shot("02-waiting")
			me := r.person("Åsa").ID

			r.lead(model.Next{Start: true})
			b.until(`field.id !== 0`)
			shot("03-checkin")
			writes("Jag vill veta vem mer som håller på med det här.")
			shot("04-checkedin")
			r.lead(model.Next{Start: true})
			sshtest.AwaitStillHands()
			shot("05-talk")
			b.button("räck upp handen")
			sshtest.Eventually(t, "the hand is up", func() bool { return r.live.Board().HandUp(r.live.Board().Person(me)) })
			shot("06-hand")

			r.lead(model.Next{Start: true})
			b.until(`field.now?.label === 'Ny idé'`)
			for i, idea := range []string{"Verktygspool i varje by: låna borrmaskin i stället för att köpa", "Matsvinn från skolkök blir soppa", "Klädbytardag på alla skolor", "Cykelverkstad där unga lär sig", "Gemensam lastbil som hämtar överblivet"} {
				other(i, model.AddIdea{Text: idea})
			}
			b.press("#field")
			b.insert("Lagarkafé på biblioteket en lördag i månaden")
			shot("07-writing")
			b.press("#send")
			sshtest.Eventually(t, "the idea", func() bool { return len(r.live.Board().Ideas(model.Host)) == 6 })
			r.lead(model.Reveal{})
			b.shows("Verktygspool")
			shot("08-ideas")

			r.lead(model.Next{Start: true})
			one := r.lead(model.CreateCluster{Title: "Låna och dela"}).Item
			r.lead(model.CreateCluster{Title: "Maten som blir över"})
			sshtest.AwaitStillHands()
			b.shows("Verktygspool")
			shot("09-sorting")
			b.tap("Verktygspool")
			shot("10-card")
			_ = one

			to := func(a method.Activity) {
				t.Helper()
				for r.live.Board().Phase().Activity != a {
					r.lead(model.Next{Start: true})
				}
				sshtest.AwaitStillHands()
			}
			to(method.Define)
			for i, question := range []string{"Hur kan vi göra det lättare att låna än att köpa?", "Vad skulle krävas för att ingen mat slängs?"} {
				id := other(i, model.AskQuestion{Text: question, Cluster: one}).Item
				r.lead(model.ChooseQuestion{ID: id, Chosen: true})
			}
			b.shows("Hur kan vi")
			shot("11-questions")
			to(method.Vote)
			shot("12-beforevote")
			r.lead(model.OpenRound{})
			b.shows("lättare")
			sshtest.AwaitStillHands()
			shot("13-vote")
			b.button("ge en prick")
			shot("14-plain")
			b.shows("krypterad")
			r.lead(model.CloseRound{})
			r.lead(model.OpenRound{Unencrypted: true})
			sshtest.AwaitStillHands()
			shot("14-unencrypted")
			b.button("ge en prick")
			sshtest.Eventually(t, "the ballot", func() bool { return len(r.live.MyBallot(me).Dots) == 1 })
			votable := r.live.Board().Votable()
			for i := range 4 {
				other(i, model.CastBallot{Dots: []model.Dot{{ID: votable[i%2], N: 1}}, After: model.AfterAny})
			}
			r.lead(model.CloseRound{})
			sshtest.AwaitStillHands()
			b.shows("1 okrypterat")
			shot("15-result")
			to(method.Commit)
			shot("16-commit")
			to(method.Feedback)
			shot("17-feedback")
			r.lead(model.EndWorkshop{})
			sshtest.AwaitStillHands()
			shot("18-ended")
		})
	}
}
