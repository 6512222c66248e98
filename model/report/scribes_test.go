package report_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// TestWhoWroteInAnothersNameIsTold holds that an idea and a note put in for
// somebody, what is written at another's terminal, and the word of how another's
// promise goes all say who wrote them, in every form, also after an import; and
// that none of the names is told where names are not shown.
func TestWhoWroteInAnothersNameIsTold(t *testing.T) {
	r := newRoom(t, false)
	asa, fia := r.join("Åsa", model.CivilSociety), r.join("Fia", model.PublicSector)
	r.do(model.Host, model.AppointFacilitator{Person: fia.Person})
	fia.Role = model.Facilitator
	r.do(model.Host, model.AllowProxies{Allowed: true})
	r.do(asa, model.BringPerson{Name: "Bo", Sector: model.Business})
	bo := model.Actor{Person: r.b.People()[len(r.b.People())-1].ID, Role: model.Participant, Via: asa.Person}
	r.enter(method.Talk)
	note := r.do(fia, model.TakeNote{Text: "Bara frivilligt", Sector: model.Business})
	if got, want := r.b.SaidOf(r.b.Idea(note)), (model.Said{Writer: "Fia", Other: true}); got != want {
		t.Errorf("the note is said to be %+v, want %+v", got, want)
	}
	r.enter(method.Gather)
	r.do(fia, model.AddIdea{Text: "Lagarkafé", Author: "Ida", Sector: model.Academia})
	r.do(bo, model.AddIdea{Text: "Verktygspool"})
	r.enter(method.Define)
	r.do(bo, model.AskQuestion{Text: "Hur delar vi verktyg?"})
	r.do(asa, model.AskQuestion{Text: "Vem har nyckeln?"})
	r.enter(method.Commit)
	promise := r.do(bo, model.MakeCommitment{What: "Ringer", Who: "Bo"})
	r.do(fia, model.FollowCommitment{ID: promise, Status: model.CommitmentDone, Note: "Det gick"})
	own := r.do(asa, model.MakeCommitment{What: "Skriver", Who: "Åsa"})
	r.do(asa, model.FollowCommitment{ID: own, Status: model.CommitmentDone, Note: "Skrivet"})

	told := []string{
		"Lagarkafé *(akademi, Ida, skrivet av Fia)*", "Verktygspool *(näringsliv, Bo, skrivet av Åsa)*",
		"Hur delar vi verktyg? *(Bo, skrivet av Åsa)*", "- Vem har nyckeln?\n",
		"| Bo (skrivet av Åsa) |", "Det gick (enligt Fia)", "| klart: Skrivet |",
	}
	holds := func(b *model.Board) {
		t.Helper()
		md := report.Markdown(b, model.Host, i18n.For("sv"))
		for _, s := range told {
			if !strings.Contains(md, s) {
				t.Errorf("%q is not in\n%s", s, md)
			}
		}
		csv, err := report.CSV(b, model.Host, i18n.For("sv"))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"Lagarkafé,academia,Ida,", ",Fia,,\n", "Verktygspool,business,Bo,", ",Åsa,,\n", ",Åsa,Fia,\n"} {
			if !strings.Contains(string(csv), want) {
				t.Errorf("%q is not in\n%s", want, csv)
			}
		}
	}
	holds(r.b)
	raw, err := r.b.Document(model.Host).JSON()
	if err != nil {
		t.Fatal(err)
	}
	d, err := model.ParseDocument(raw)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema(t).Validate(exported(t, r.b, model.Host)); err != nil {
		t.Error(err)
	}
	back := newRoom(t, false)
	back.do(model.Host, model.ImportDocument{Document: d})
	holds(back.b)

	r.do(model.Host, model.DescribeWorkshop{Title: "T", Anonymous: true})
	for form, text := range forms(t, r.b, model.Host) {
		for _, name := range []string{"Ida", "Fia", "Åsa", "Bo ", "followedBy", "skrivet av", "enligt"} {
			if strings.Contains(text, name) {
				t.Errorf("%s has %q though the workshop is anonymous", form, name)
			}
		}
	}
}
