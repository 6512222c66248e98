package boardview

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/widget"
)

func cards(texts ...string) []Block {
	var out []Block
	for i, text := range texts {
		out = append(out, Block{Foot: "●", Lines: []Line{{Item: model.ItemID(i + 1), Text: text, Mark: "●"}}})
	}
	return out
}

// TestEverythingHangsSomewhere holds that whatever is laid out, every item has
// a place on a page and inside it, and no two blocks lie over each other.
func TestEverythingHangsSomewhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringMatching(`[a-zåäö ]{1,120}`), 0, 40).Draw(t, "texts")
		w, h := rapid.IntRange(1, 200).Draw(t, "w"), rapid.IntRange(4, 60).Draw(t, "h")
		form := Form{rapid.IntRange(0, 50).Draw(t, "column"), rapid.Bool().Draw(t, "cards"), rapid.IntRange(0, 2).Draw(t, "gap"), rapid.Bool().Draw(t, "fill")}
		on := lay(cards(texts...), w, h, form)
		if len(on.findPlaces()) != len(texts) {
			t.Fatalf("%d of %d items have a place", len(on.findPlaces()), len(texts))
		}
		for i, s := range on.spots {
			if s.page >= on.Pages || s.rect.X < 0 || s.rect.Right() > w || s.rect.Bottom() > h {
				t.Fatalf("%+v on page %d of %d lies outside %d×%d", s.rect, s.page, on.Pages, w, h)
			}
			for _, o := range on.spots[:i] {
				if o.page == s.page && !o.rect.Intersect(s.rect).Empty() {
					t.Fatalf("%+v and %+v lie over each other", o.rect, s.rect)
				}
			}
		}
	})
}

func TestALaterCardMovesNoneBefore(t *testing.T) {
	texts := []string{"ett", "två två två två två", "tre", "fyra fyra fyra fyra", "fem"}
	form := Form{10, true, 1, false}
	few, more := lay(cards(texts...), 40, 30, form), lay(cards(append(texts, "sex", "sju")...), 40, 30, form)
	for i, p := range few.findPlaces() {
		if more.findPlaces()[i] != p {
			t.Errorf("card %d moved from %+v to %+v", i+1, p, more.findPlaces()[i])
		}
	}
}

func TestAHighClusterGoesOnUnderItsTitle(t *testing.T) {
	b := Block{Lines: []Line{{Item: 1, Text: "Titeln"}}}
	for i := range 20 {
		b.Lines = append(b.Lines, Line{Item: model.ItemID(i + 2), Text: fmt.Sprint("idé ", i)})
	}
	on := lay([]Block{b}, 30, 8, Form{Column: 12})
	picture := frame.Draw(30, 8, func(c *frame.Canvas) { on.Draw(c, 0) }).Plain()
	if on.Pages != 2 || strings.Count(picture, "Titeln") != 2 {
		t.Errorf("%d pages; the first:\n%s", on.Pages, picture)
	}
}

func TestThePageFollowsFromTheTime(t *testing.T) {
	on := &Wall{Pages: 3}
	at := func(unix int64) int { return on.Turned(unix / PageTime) }
	if at(0) != 0 || at(11) != 0 || at(12) != 1 || at(36) != 0 {
		t.Errorf("pages at 0, 11, 12 and 36 s: %d %d %d %d", at(0), at(11), at(12), at(36))
	}
}

func TestALargeCodeHasTheSameModules(t *testing.T) {
	small := widget.QR("ssh://KRABBA@192.168.1.20:2222", widget.NarrowQuiet)
	large := enlarge(small)
	for y, row := range small {
		for x, r := range []rune(row) {
			top, bottom := r == '█' || r == '▀', r == '█' || r == '▄'
			if ink(large, 2*x, 2*y) != top || ink(large, 2*x+1, 2*y+1) != bottom {
				t.Fatalf("the module at %d, %d is another", x, y)
			}
		}
	}
}

func ink(rows []string, x, y int) bool { return []rune(rows[y])[x] == '█' }

func TestFiguresAreAsLargeAsThereIsRoom(t *testing.T) {
	for _, c := range []struct {
		w, h int
		want Size
	}{{5, 1, 0}, {20, 3, 3}, {34, 5, 5}, {67, 10, 5}, {68, 10, 10}, {400, 100, 40}} {
		if got := Largest("12:34", c.w, c.h); got != c.want {
			t.Errorf("in %d×%d: %d rows, want %d", c.w, c.h, got, c.want)
		}
	}
}
