package model_test

import (
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// serial is the third meeting of a series, planned, with somebody who has
// spoken.
func serial(t *testing.T) []model.Record {
	second := next(t, ended(t))
	w := &workshop{t: t, b: model.Empty(), now: second.now}
	agenda := []method.Phase{{Activity: method.Talk, Minutes: 20}, {Activity: method.Define, Minutes: 5}}
	w.must(model.Host, model.CreateWorkshop{
		ID: "01THIRD", Title: "Träff tre", Lang: "sv", Code: "TREDJE", Series: "S", Number: 3, Phases: agenda,
		Start: w.now.Add(48 * time.Hour), Carry: second.b.Leaves(agenda),
	})
	w.must(model.Host, model.PlanWorkshop{Start: w.now.Add(72 * time.Hour)})
	asa := w.join("Åsa", model.CivilSociety)
	w.must(model.Host, model.Next{})
	w.must(model.Host, model.MarkSpoken{Person: asa.Person, Spoken: true})
	w.must(model.Host, model.Next{})
	w.must(model.Host, model.MarkSpoken{Person: asa.Person, Spoken: true})
	w.must(model.Host, model.MarkSpoken{Person: asa.Person})
	return w.log
}

func TestPlannedStart(t *testing.T) {
	w := newWorkshop(t, "colab")
	start := w.now.Add(26*time.Hour + 30*time.Second)
	w.must(model.Host, model.PlanWorkshop{Start: start})
	if !w.b.Start.Equal(w.now.Add(26 * time.Hour)) {
		t.Errorf("it is to begin at %v, want whole minutes", w.b.Start)
	}
	plan, end, late := w.b.Plan(w.now)
	if !plan[0].Start.Equal(w.b.Start) || !end.After(w.b.Start) || late != 0 {
		t.Errorf("the plan begins at %v and ends at %v, %v late", plan[0].Start, end, late)
	}
	if plan, _, _ := w.b.Plan(w.b.Start.Add(time.Hour)); !plan[0].Start.Equal(w.b.Start.Add(time.Hour)) {
		t.Errorf("an hour late it would begin at %v", plan[0].Start)
	}
	w.must(model.Host, model.Next{})
	if plan, _, _ := w.b.Plan(w.now); !plan[0].Start.Equal(w.now) {
		t.Errorf("once begun the first phase began at %v", plan[0].Start)
	}
	w.must(model.Host, model.PlanWorkshop{})
	if !w.b.Start.IsZero() {
		t.Error("the plan is still there")
	}
	w.refuse(model.Host, model.PlanWorkshop{Start: time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC)}, model.ErrSettings)
	w.refuse(w.join("Åsa", model.Business), model.PlanWorkshop{Start: start}, model.ErrNotAllowed)
}

// TestThePlanOfWhatWasHeld holds that a workshop that went back and ended there
// is laid as it was held, and that what was passed over has no times.
func TestThePlanOfWhatWasHeld(t *testing.T) {
	w := newWorkshop(t, "colab")
	phases := w.b.Phases()
	for _, i := range []int{0, 2, 1} { // on, and back into what was passed over
		w.must(model.Host, model.EnterPhase{Phase: phases[i].ID, Start: true})
		w.now = w.now.Add(5 * time.Minute)
	}
	plan, _, _ := w.b.Plan(w.now)
	if plan[3].Start.Before(w.now) {
		t.Errorf("what is to come begins at %v, before now", plan[3].Start)
	}
	w.must(model.Host, model.EndWorkshop{})
	plan, end, _ := w.b.Plan(w.now.Add(time.Hour))
	if !end.Equal(w.now) {
		t.Errorf("it ended at %v, want %v", end, w.now)
	}
	for i, p := range plan {
		if i > 2 && !p.Start.IsZero() || p.Start.After(w.now) || p.End.After(w.now) {
			t.Errorf("phase %d is said to have been held from %v to %v", i, p.Start, p.End)
		}
	}
	if !plan[2].Start.Equal(plan[0].Start.Add(5 * time.Minute)) {
		t.Errorf("the third began at %v", plan[2].Start)
	}
}

func TestWhoHasSpoken(t *testing.T) {
	w := newWorkshop(t, "colab")
	asa := w.join("Åsa", model.CivilSociety)
	w.refuse(model.Host, model.MarkSpoken{Person: asa.Person, Spoken: true}, model.ErrNoSuchPhase)
	w.must(model.Host, model.Next{})
	w.refuse(asa, model.MarkSpoken{Person: asa.Person, Spoken: true}, model.ErrNotAllowed)
	w.refuse(model.Host, model.MarkSpoken{Person: 9, Spoken: true}, model.ErrNoSuchPerson)
	w.must(model.Host, model.MarkSpoken{Person: asa.Person, Spoken: true})
	first := w.b.Phase().ID
	w.must(model.Host, model.Next{})
	if p := w.b.Person(asa.Person); !p.HasSpoken(first) || p.HasSpoken(w.b.Phase().ID) {
		t.Errorf("Åsa has spoken in %v, want the first phase alone", p.Spoke)
	}
	seq := w.b.Seq
	w.must(model.Host, model.MarkSpoken{Person: asa.Person})
	if w.b.Seq != seq {
		t.Error("what was so already was written down")
	}
}

// TestWrittenKeepsSmallGroupsTogether holds that nobody can be told from how
// many have written.
func TestWrittenKeepsSmallGroupsTogether(t *testing.T) {
	w := newWorkshop(t, "colab")
	var civil []model.Actor
	for _, name := range []string{"Åsa", "Bo", "Cia", "Dag"} {
		civil = append(civil, w.join(name, model.CivilSociety))
	}
	eva := w.join("Eva", model.Business)
	w.go1(2)
	phase := w.b.Phase().ID
	w.must(civil[0], model.AddIdea{Text: "Ett"})
	w.must(civil[0], model.AddIdea{Text: "Två"})
	w.must(eva, model.AddIdea{Text: "Tre"})
	w.must(civil[1], model.AddIdea{Text: "En tanke för sig", Parked: true}) // is no answer
	shares, n, of := w.b.Written(phase)
	if len(shares) != 1 || n != 2 || of != 5 || len(shares[0].Sectors) != 2 {
		t.Errorf("%+v, %d of %d: one of business stands alone", shares, n, of)
	}
	for _, name := range []string{"Fia", "Gun"} {
		w.join(name, model.Business)
	}
	shares, n, of = w.b.Written(phase)
	if len(shares) != 2 || n != 2 || of != 7 || shares[1].N != 1 || shares[1].Of != 3 {
		t.Errorf("%+v, %d of %d", shares, n, of)
	}
	lone := newWorkshop(t, "colab")
	lone.join("Åsa", model.CivilSociety)
	if shares, _, of := lone.b.Written(1); len(shares) != 0 || of != 0 {
		t.Errorf("of one person it is told what they did: %+v", shares)
	}
}
