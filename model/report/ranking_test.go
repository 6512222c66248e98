package report_test

import (
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// TestTheRankingIsOfTheLastResult holds that votes with too few ballots leave
// the ranking and the chart of the vote before them, that it is said, and that
// each column has its own vote's number.
func TestTheRankingIsOfTheLastResult(t *testing.T) {
	m, _ := method.Get("tematisk")
	r := held(t, m)
	r.do(model.Host, model.ReopenWorkshop{})
	was := r.b.LastRound()
	r.do(model.Host, model.OpenRound{Candidates: []model.ItemID{was.Candidates[0].ID, was.Candidates[1].ID}})
	r.do(model.Host, model.CloseRound{})
	w := i18n.For("sv")
	failed := report.Failed(w, r.b, was)
	if !strings.HasPrefix(failed, "Omröstning ") || !strings.Contains(failed, "färre än tre röstade, inget resultat") {
		t.Fatalf("it says %q", failed)
	}
	md := report.Markdown(r.b, model.Host, w)
	_, ranking, _ := strings.Cut(md, "## Rangordning\n")
	if !strings.HasPrefix(strings.TrimSpace(ranking), failed) {
		t.Errorf("the ranking says\n%.400s", ranking)
	}
	page, err := report.HTML(r.b, model.Host, w)
	if title := w.T("report.chart.votes", "N", int(was.ID)); err != nil || !strings.Contains(string(page), title) {
		t.Errorf("there is no chart %q (%v)", title, err)
	}
}
