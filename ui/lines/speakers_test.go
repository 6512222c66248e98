package lines

import (
	"testing"

	"verkstad/model"
)

// TestSpeakersAreListedInTurn raises two hands and gives one the floor, with names and
// without.
func TestSpeakersAreListedInTurn(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa, bo := r.caller("Eva", facilitator), r.caller("Åsa"), r.caller("Bo")
	asa.does("join --name Åsa --sector academia")
	bo.does("join --name Bo --sector public")
	eva.does("goto 2")
	bo.does("hand")
	asa.does("hand")
	has(t, asa.does("speakers"), "1\tBo\tpublic", "2\tÅsa\tacademia")
	eva.does("hand down Bo")
	has(t, r.caller("Vera", observer).does("speakers"), "0\tBo\tpublic", "1\tÅsa\tacademia")
	b := r.room.Board()
	if _, err := r.room.Do(t.Context(), model.Host, "", model.DescribeWorkshop{Title: b.Title, Anonymous: true}); err != nil {
		t.Fatal(err)
	}
	if got := asa.does("speakers"); got != "0\t-\t-\n1\t-\t-" {
		t.Errorf("without names it lists\n%s", got)
	}
}
