package security

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model/text/hostile"
	"verkstad/ui/stage/stagetest"
)

// sizes are those of terminals, from the useless to the largest that is drawn.
var sizes = [][2]int{{1, 1}, {10, 3}, {20, 6}, {40, 12}, {80, 24}, {120, 40}, {200, 50}, {400, 150}}

// variants is how often a board is made, each time with the texts elsewhere.
func variants() int {
	if long {
		return len(hostile.Texts())
	}
	return 6
}

// TestScreensShowHostileTextsAsDrawn shows every screen at every moment with
// hostile texts in every place, at every size, in both languages and themes, on
// terminals that know no sequence but ours, and holds every cell.
func TestScreensShowHostileTextsAsDrawn(t *testing.T) {
	for at, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			times := variants()
			if at >= len(screens)-len(more) && !long {
				times /= 3
			}
			for i := range times {
				for n, m := range s.moments {
					look(t, s, m, i*len(hostile.Texts())/times+n*17, sizes[(i+n)%len(sizes)])
				}
			}
		})
	}
}

// look goes through the sizes that are due for a variant, and what the terminal
// may change meanwhile.
func look(t *testing.T, s screen, m stagetest.Moment, from int, first [2]int) {
	t.Helper()
	v := see(t, s, m, from, 80, 24)
	defer v.close()
	for _, size := range due(first) {
		if !v.resize(size[0], size[1]) {
			return
		}
	}
	v.resize(120, 40)
	v.send("in the other language", stagetest.Key("f2"))
	v.send("light", tea.BackgroundColorMsg{Color: backgrounds[0]})
}

// due are all sizes in the wide form, else the smallest that is used and one.
func due(one [2]int) [][2]int {
	if long {
		return sizes
	}
	return [][2]int{{40, 12}, one}
}
