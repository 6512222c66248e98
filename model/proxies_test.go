package model_test

import (
	"testing"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/model/method"
)

// at is the actor of somebody at another's terminal.
func (w *workshop) at(by model.Actor, name string, s model.Sector) model.Actor {
	w.t.Helper()
	before := w.b.Everybody().Len()
	w.must(by, model.BringPerson{Name: name, Sector: s})
	return model.Actor{Person: model.PersonID(before + 1), Role: model.Participant, Via: by.Person}
}

func TestOneTerminalWritesForATable(t *testing.T) {
	w := newWorkshop(t, "colab")
	anna, dan := w.join("Anna", model.PublicSector), w.join("Dan", model.Academia)
	w.refuse(anna, model.BringPerson{Name: "Bo", Sector: model.Business}, model.ErrNoProxies)
	w.refuse(anna, model.AllowProxies{Allowed: true}, model.ErrNotAllowed)
	w.must(model.Host, model.AllowProxies{Allowed: true})
	w.refuse(anna, model.BringPerson{Name: "Bo"}, model.ErrSector)
	w.refuse(anna, model.BringPerson{Name: "Dan", Sector: model.Business}, model.ErrNameTaken)
	bo := w.at(anna, "Bo", model.Business)
	two := w.at(anna, "", model.CivilSociety)
	if name := w.b.Person(two.Person).Name; name != "Anna 2" {
		t.Errorf("a person without a name is called %q", name)
	}
	if n := w.b.BySector(); n[model.Business] != 1 || n[model.CivilSociety] != 1 || n[model.PublicSector] != 1 {
		t.Errorf("people by sector %v", n)
	}

	w.enter(method.Gather)
	id := w.must(bo, model.AddIdea{Text: "Verktygspool"})
	if i := w.b.Idea(id); i.By != bo.Person || i.Sector != model.Business {
		t.Errorf("the idea is by %d of %v, want Bo of business", i.By, i.Sector)
	}
	last := w.log[len(w.log)-1]
	if last.By.Via != anna.Person {
		t.Errorf("the log says the idea was written at %d's terminal", last.By.Via)
	}
	w.refuse(model.Actor{Person: bo.Person, Role: model.Participant, Via: dan.Person}, model.AddIdea{Text: "x"}, model.ErrNotAllowed)
	w.refuse(model.Actor{Person: dan.Person, Role: model.Participant, Via: anna.Person}, model.AddIdea{Text: "x"}, model.ErrNotAllowed)
	w.refuse(bo, model.BringPerson{Name: "Eva", Sector: model.Business}, model.ErrNotAllowed)
	w.refuse(dan, model.RemovePerson{Person: bo.Person}, model.ErrNotAllowed)

	w.must(model.Host, model.AllowProxies{Allowed: false})
	w.refuse(bo, model.AddIdea{Text: "x"}, model.ErrNoProxies)
	w.must(model.Host, model.AllowProxies{Allowed: true})

	w.must(anna, model.RemovePerson{Person: bo.Person})
	w.refuse(bo, model.AddIdea{Text: "x"}, model.ErrNotJoined)
	again := w.join("Bo", model.Business) // with a terminal of his own
	if again.Person == bo.Person {
		t.Error("who has a key of their own is the person that was written for")
	}
	w.refuse(model.Host, model.ReadmitPerson{Person: bo.Person}, model.ErrNameTaken)
	w.must(model.Host, model.RemovePerson{Person: anna.Person})
	if !w.b.Person(two.Person).Removed {
		t.Error("who was written for stays when the terminal goes")
	}
	assertSame(t, w.b, model.Fold(w.log))
}

func TestATerminalWritesForEightAtTheMost(t *testing.T) {
	w := newWorkshop(t, "colab")
	w.must(model.Host, model.AllowProxies{Allowed: true})
	anna := w.join("En Mycket Långnamnad Ann", model.PublicSector)
	for range model.MaxProxied {
		w.at(anna, "", model.Business)
	}
	w.refuse(anna, model.BringPerson{Sector: model.Business}, model.ErrTooManyProxied)
}

func TestABallotAtAnothersTerminalIsLaidOnce(t *testing.T) {
	w := newWorkshop(t, "colab")
	w.must(model.Host, model.AllowProxies{Allowed: true})
	anna := w.join("Anna", model.PublicSector)
	bo := w.at(anna, "Bo", model.Business)
	w.enter(method.Gather)
	one, two := w.must(anna, model.AddIdea{Text: "ett"}), w.must(bo, model.AddIdea{Text: "två"})
	w.must(model.Host, model.Reveal{})
	w.must(model.Host, model.OpenRound{Candidates: []model.ItemID{one, two}, Dots: 3, Open: true})
	w.refuse(anna, model.RemovePerson{Person: bo.Person}, model.ErrRoundOpen)
	w.must(anna, model.CastBallot{After: model.AfterAny, Voter: model.Token{1}, Dots: []model.Dot{{ID: one, N: 1}}})
	w.must(anna, model.CastBallot{After: model.AfterAny, Voter: model.Token{1}, Dots: []model.Dot{{ID: one, N: 2}}})
	w.must(bo, model.CastBallot{After: model.AfterAny, Voter: model.Token{2}, Dots: []model.Dot{{ID: two, N: 3}}})
	w.refuse(bo, model.CastBallot{After: model.AfterAny, Voter: model.Token{2}, Dots: []model.Dot{{ID: one, N: 3}}}, model.ErrBallotIn)
	w.must(model.Host, model.CloseRound{})
	res, _ := w.b.LastRound().Result()
	if res.Ballots != 2 || res.Dots != 5 {
		t.Errorf("%d ballots with %d dots, want 2 with 5", res.Ballots, res.Dots)
	}
}

// TestTotalsAreTheSumOfEverybodysBallots has people vote, each for some more
// at their terminal: one ballot a person, none changed by the next person.
func TestTotalsAreTheSumOfEverybodysBallots(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorkshop(t, "colab")
		w.must(model.Host, model.AllowProxies{Allowed: true})
		var voters []model.Actor
		for i := range rapid.IntRange(1, 4).Draw(rt, "terminals") {
			owner := w.join(string(rune('A'+i))+"nna", model.Sectors[i])
			voters = append(voters, owner)
			for range rapid.IntRange(0, model.MaxProxied).Draw(rt, "at it") {
				voters = append(voters, w.at(owner, "", rapid.SampledFrom(model.Sectors[:]).Draw(rt, "sector")))
			}
		}
		w.enter(method.Gather)
		ids := []model.ItemID{w.must(voters[0], model.AddIdea{Text: "ett"}), w.must(voters[0], model.AddIdea{Text: "två"})}
		w.must(model.Host, model.Reveal{})
		w.must(model.Host, model.OpenRound{Candidates: ids, Dots: 4, Open: true})
		want, laid := map[model.ItemID]int{}, map[model.PersonID]bool{}
		for range rapid.IntRange(0, 40).Draw(rt, "ballots") {
			v := rapid.SampledFrom(voters).Draw(rt, "voter")
			if laid[v.Person] && v.Via == 0 {
				continue // their own they may change: not what this is about
			}
			id, n := rapid.SampledFrom(ids).Draw(rt, "candidate"), rapid.IntRange(1, 4).Draw(rt, "dots")
			_, err := w.try(v, model.CastBallot{After: model.AfterAny, Voter: model.Token{byte(v.Person)}, Dots: []model.Dot{{ID: id, N: n}}})
			if !laid[v.Person] {
				if err != nil {
					rt.Fatal(err)
				}
				want[id] += n
			}
			laid[v.Person] = true
		}
		w.must(model.Host, model.CloseRound{})
		res, _ := w.b.LastRound().Result()
		if res.Ballots != len(laid) {
			rt.Fatalf("%d ballots of %d people", res.Ballots, len(laid))
		}
		for _, row := range res.Rows {
			if row.Dots != want[row.ID] {
				rt.Fatalf("%d dots on %d, want %d", row.Dots, row.ID, want[row.ID])
			}
		}
	})
}

// TestPartiesSitTogether seats people of whom some share a terminal.
func TestPartiesSitTogether(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorkshop(t, "colab")
		w.must(model.Host, model.AllowProxies{Allowed: true})
		largest := 1
		for i := range rapid.IntRange(1, 20).Draw(rt, "terminals") {
			owner := w.join(string(rune('A'+i))+"nna", model.Sectors[i%5])
			n := max(0, rapid.IntRange(-6, 3).Draw(rt, "at it"))
			for range n {
				w.at(owner, "", model.Business)
			}
			largest = max(largest, n+1)
		}
		tables := rapid.IntRange(1, 5).Draw(rt, "tables")
		w.must(model.Host, model.SetTables{Tables: tables})
		sizes := make([]int, tables)
		for _, p := range w.b.People() {
			sizes[p.Table-1]++
			if other := w.b.Person(p.Via); other != nil && other.Table != p.Table {
				rt.Fatalf("%s sits at table %d, and whose terminal it is at %d", p.Name, p.Table, other.Table)
			}
		}
		low, high := sizes[0], sizes[0]
		for _, n := range sizes {
			low, high = min(low, n), max(high, n)
		}
		if high-low > largest {
			rt.Fatalf("tables of %v people with parties of %d at the most", sizes, largest)
		}
		late := w.at(model.Actor{Person: 1, Role: model.Participant}, "Sen", model.Academia)
		if w.b.Person(late.Person).Table != w.b.Person(1).Table {
			rt.Fatal("who came late sits apart from whose terminal they are at")
		}
	})
}

func TestHereIsWhereTheTerminalIs(t *testing.T) {
	p := model.Person{ID: 3, Via: 1}
	if !p.Here(&model.Presence{Terminals: map[model.PersonID]int{1: 1}}) || p.Here(&model.Presence{Terminals: map[model.PersonID]int{2: 1}}) {
		t.Error("who is written for is not where the terminal is")
	}
}
