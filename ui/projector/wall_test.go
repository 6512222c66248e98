package projector_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/boardview"
	"verkstad/ui/facilitator"
	"verkstad/ui/frame"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
	"verkstad/ui/theme"
)

// heads is what a wall of that size has set large.
func heads(a *stage.App, w, h int) (texts []string) {
	stagetest.Resize(a, w, h)
	for _, head := range projector.Lay(a.Screen(), frame.Rect{W: w, H: h - 1}).Heads {
		texts = append(texts, head.Text)
	}
	return texts
}

// holdHeads fails unless the walls that are read from afar have those texts set large, all
// of them or one after the other.
func holdHeads(t *testing.T, r *stagetest.Room, a *stage.App, want ...string) {
	t.Helper()
	for _, size := range walls[1:] {
		seen := map[string]bool{}
		for range len(want) {
			for _, text := range heads(a, size[0], size[1]) {
				seen[text] = true
			}
			r.Pass(boardview.PageTime * time.Second)
		}
		for _, text := range want {
			if !seen[text] || len(seen) != len(want) {
				t.Errorf("at %v %v is set large, want %q", size, seen, want)
			}
		}
	}
}

// The winner of a vote, or those who share the first place, are the largest on the wall;
// while the vote is open what is voted on is, and how many have voted is large too.
func TestTheResultIsTheLargest(t *testing.T) {
	r, a := show(t, stagetest.Voting)
	holdHeads(t, r, a, "Vilka frågor vill du arbeta vidare med?")
	stagetest.Shows(t, a, "12 av 14 har röstat")
	stagetest.Hides(t, a, "Delad förstaplats")
	r, a = show(t, stagetest.Counted)
	holdHeads(t, r, a, "Hur kan vi göra det lättare att låna än att köpa?", "Hur får vi byggmaterial att gå runt en gång till?")
	stagetest.Shows(t, a, "Delad förstaplats", "Vilka frågor vill du arbeta vidare med?")
	one := stagetest.Again(t)
	a = stagetest.App(t, stagetest.Env(one, observer), projector.New(stagetest.Env(one, observer), nil))
	holdHeads(t, one, a, "Vad skulle krävas för att ingen mat slängs i våra skolor?")
	stagetest.Shows(t, a, "Flest prickar")
}

func TestTheNewestPromiseIsTheLargest(t *testing.T) {
	r, a := show(t, stagetest.Committing)
	holdHeads(t, r, a, "Öppnar verkstaden en kväll på prov")
	stagetest.Shows(t, a, "Göran · i januari", "Vad gör du före nästa träff?")
	r.Must(r.People[1], model.MakeCommitment{What: "Ringer kommunen", Who: "Bengt", When: "fredag"})
	holdHeads(t, r, a, "Ringer kommunen")
}

func TestTheEndIsWhatCameOfIt(t *testing.T) {
	r, a := show(t, stagetest.Ended)
	holdHeads(t, r, a, "Hur kan vi göra det lättare att låna än att köpa?", "Hur får vi byggmaterial att gå runt en gång till?",
		"Vad skulle krävas för att ingen mat slängs i våra skolor?", "Hur kan fler lära sig att laga det som går sönder?")
	stagetest.Shows(t, a, "Tack för i dag!", "Bjuder in skolköket till ett samtal om svinn", "i snitt")
	stagetest.Hides(t, a, "Lite för varmt", "Tydligt och bra")
}

func TestTheLineToTypeIsTheLargest(t *testing.T) {
	r, a := show(t, stagetest.Waiting)
	holdHeads(t, r, a, "ssh -p 2222 KRABBA@192.168.1.20")
	if got := heads(a, 80, 24); len(got) != 1 || got[0] != "KRABBA" {
		t.Errorf("on a small wall %q is set large", got)
	}
	stagetest.Shows(t, a, "ssh -p 2222 KRABBA@192.168.1.20", "█▀▀▀▀▀█")
}

// A new step stands over everything for some seconds, then beside the clock, on every
// wall, with the step after it.
func TestANewStepIsTheLargest(t *testing.T) {
	r, a := show(t, stagetest.Gathering)
	r.Pass(90 * time.Second) // to the beginning of the third step
	for _, size := range walls {
		if got := heads(a, size[0], size[1]); len(got) != 1 || got[0] != "Fyra och fyra" {
			t.Errorf("at %v %q is set large", size, got)
		}
	}
	r.Pass(10 * time.Second)
	for _, size := range append(walls, [2]int{400, 150}) {
		if got := heads(a, size[0], size[1]); len(got) > 0 && got[0] != "Vilka möjligheter ser du, just här?" {
			t.Errorf("at %v %q is set large", size, got)
		}
		stagetest.Shows(t, a, "Fyra och fyra  3:50", "sedan Alla")
	}
}

func TestWhoSpeaksNextIsOnTheWall(t *testing.T) {
	r, a := show(t, stagetest.Talking)
	stagetest.Shows(t, a, "Näst på tur: Göran · sedan Dilan, Ibrahim")
	r.Must(model.Host, model.DescribeWorkshop{Title: r.Board().Title, Anonymous: true})
	stagetest.Hides(t, a, "Göran", "Näst på tur")
}

// Time that is over is red with a plus, also where it was taken by hand, and a pause is
// marked with two bars beside the figures.
func TestTheClockSaysWhatItIs(t *testing.T) {
	r, a := show(t, stagetest.Talking)
	ph := r.Board().Phase()
	r.Must(model.Host, model.ExtendClock{By: -ph.Remaining(r.Now())})
	r.Pass(500 * time.Millisecond)
	k := boardview.ReadClock(r.Board(), r.Now())
	if k.Text != "+0:00" || !k.Over {
		t.Errorf("at the end of its time the clock says %+v", k)
	}
	r.Must(model.Host, model.ExtendClock{By: -2 * time.Hour})
	k = boardview.ReadClock(r.Board(), r.Now())
	if !strings.HasPrefix(k.Text, "+") || !k.Over {
		t.Errorf("without any time left the clock says %+v", k)
	}
	th := theme.New(true).Wall()
	if k.Style(th, th.Title).Fg != th.Danger.Fg {
		t.Error("time that is over is not red")
	}
	stagetest.Shows(t, a, "över tiden")

	r, a = show(t, stagetest.Talking)
	running := stagetest.Screen(a)
	r.Must(model.Host, model.PauseClock{})
	stagetest.Shows(t, a, "klockan är pausad")
	if paused := stagetest.Screen(a); strings.Count(paused, "█ █") != strings.Count(running, "█ █")+3 {
		t.Errorf("the pause shows no bars:\n%s", paused)
	}
}

var sgr = regexp.MustCompile(`\x1b\[([0-9;]*)m`)

// inks finds the colours in which something is drawn on a screen, with the background, and
// gives them to see.
func inks(styled string, ground frame.Color, see func(fg, bg frame.Color, text string)) {
	at := sgr.FindAllStringSubmatchIndex(styled, -1)
	var fg, bg frame.Color
	reverse := false
	for i, m := range at {
		n := strings.Split(styled[m[2]:m[3]], ";")
		for j := 0; j < len(n); j++ {
			switch n[j] {
			case "", "0":
				fg, bg, reverse = 0, 0, false
			case "7":
				reverse = true
			case "27":
				reverse = false
			case "39":
				fg = 0
			case "49":
				bg = 0
			case "38", "48":
				c, used := frame.ColorOf(ansi.IndexedColor(channel(n[j+2]))), 2
				if n[j+1] == "2" {
					c, used = frame.RGB(channel(n[j+2]), channel(n[j+3]), channel(n[j+4])), 4
				}
				if n[j] == "38" {
					fg = c
				} else {
					bg = c
				}
				j += used
			}
		}
		end := len(styled)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		text := styled[m[1]:end]
		if strings.TrimSpace(text) == "" && !reverse {
			continue
		}
		ink, on := fg, bg
		if ink == 0 {
			ink = ^ground & 0xffffff // the terminal's own text reads well on its background
			ink = frame.RGB(uint8(ink>>16), uint8(ink>>8), uint8(ink))
		}
		if on == 0 {
			on = ground
		}
		see(ink, on, text)
	}
}

func channel(s string) uint8 {
	n, _ := strconv.Atoi(s)
	return uint8(n)
}

// Everything on a wall has a contrast of 7:1, on dark and on light terminals and on a
// background of its own.
func TestEverythingCanBeReadFromAfar(t *testing.T) {
	grounds := map[bool]frame.Color{true: frame.RGB(0x1a, 0x1b, 0x26), false: frame.RGB(0xff, 0xff, 0xff)}
	for name, moment := range moments {
		_, a := show(t, moment)
		for dark, ground := range grounds {
			stagetest.Send(a, tea.BackgroundColorMsg{Color: ground.Color()})
			seen := map[[2]frame.Color]bool{}
			for _, keys := range []string{"", "i", "m", "t", "t", "t"} {
				if keys != "" {
					stagetest.Press(a, keys)
				}
				for _, size := range walls {
					inks(stagetest.Styled(a, size[0], size[1]), ground, func(fg, bg frame.Color, text string) {
						if c := frame.Contrast(fg, bg); c < theme.WallContrast && !seen[[2]frame.Color{fg, bg}] {
							seen[[2]frame.Color{fg, bg}] = true
							t.Errorf("%s, dark %v, keys %q: %q has a contrast of %.2f", name, dark, keys, text, c)
						}
					})
				}
			}
		}
	}
}

// A wall is light or dark by key, whatever the terminal is, and larger or smaller; the next
// one looks the same.
func TestALookIsKept(t *testing.T) {
	r, a := show(t, stagetest.Clustering)
	light, asIs := theme.New(true).WallOn(theme.Light), theme.New(true).Wall()
	before := a.Env.Theme
	stagetest.Press(a, "t")
	if a.Env.Theme != light || before != asIs {
		t.Fatalf("the wall has theme %d, and had %d", a.Env.Theme.ID(), before.ID())
	}
	for y, row := range strings.Split(stagetest.Styled(a, 120, 34), "\n") {
		if !strings.Contains(row, "48;2;255;255;255") && !strings.Contains(row, "48;2") {
			t.Errorf("row %d is not painted: %q", y, row)
		}
	}
	rows := func(a *stage.App) int {
		stagetest.Resize(a, 200, 56)
		return projector.Lay(a.Screen(), frame.Rect{W: 200, H: 55}).Heads[0].Rows
	}
	r.Must(model.Host, model.Next{})
	was := rows(a)
	stagetest.Press(a, "-")
	if now := rows(a); now >= was {
		t.Errorf("smaller is %d rows, and was %d", now, was)
	}
	e := stagetest.Env(r, observer)
	next := stagetest.App(t, e, projector.New(e, nil))
	if e.Theme != light || rows(next) != rows(a) {
		t.Errorf("the next wall has theme %d and %d rows", e.Theme.ID(), rows(next))
	}
	stagetest.Press(next, "+", "t", "t")
	if e.Theme != asIs || rows(next) != was {
		t.Errorf("back again it has theme %d and %d rows, and had %d", e.Theme.ID(), rows(next), was)
	}
}

// A facilitator who leaves the wall has the terminal's own theme again.
func TestTheThemeIsGivenBack(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Talking)
	e := stagetest.Env(r, model.Host)
	under := e.Theme
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Press(a, "p")
	if e.Theme == under {
		t.Fatal("the wall has no theme of its own")
	}
	stagetest.Press(a, "t", "esc")
	if e.Theme != under {
		t.Errorf("the terminal is left with theme %d", e.Theme.ID())
	}
}

func TestTheBellCanBeSilent(t *testing.T) {
	r, a := show(t, stagetest.Gathering)
	ring := func() bool {
		_, cmd := a.Update(stage.WakeMsg{})
		return cmd != nil
	}
	ring()
	r.Pass(90 * time.Second)
	if !ring() || ring() {
		t.Error("a new step does not ring once")
	}
	stagetest.Press(a, "b")
	r.Pass(4 * time.Minute)
	if ring() {
		t.Error("it rings though it is silent")
	}
}

func TestPagesAreTurnedByKey(t *testing.T) {
	r, a := show(t, stagetest.Clustering)
	stagetest.Resize(a, 80, 24)
	first := stagetest.Screen(a)
	stagetest.Press(a, "right")
	second := stagetest.Screen(a)
	if first == second || !strings.Contains(second, "sida ") {
		t.Fatalf("the page does not turn:\n%s", second)
	}
	r.Pass(boardview.PageTime * time.Second)
	page := regexp.MustCompile(`sida \d+ av \d+`)
	if now := stagetest.Screen(a); page.FindString(now) != page.FindString(second) {
		t.Errorf("a page that somebody turned to does not stand: %q, was %q", page.FindString(now), page.FindString(second))
	}
	stagetest.Press(a, "left")
	if now := stagetest.Screen(a); page.FindString(now) != page.FindString(first) {
		t.Errorf("back is %q, was %q", page.FindString(now), page.FindString(first))
	}
	r.Go(method.Gather)
	one := stagetest.Screen(a)
	r.Pass(boardview.PageTime * time.Second)
	if page.FindString(one) == page.FindString(stagetest.Screen(a)) {
		t.Error("in the next phase pages do not turn by themselves")
	}
}

// A terminal that cannot show blocks has all in running text.
func TestWithoutBlocks(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Talking)
	e := stagetest.Env(r, observer)
	e.Plain = true
	a := stagetest.App(t, e, projector.New(e, nil))
	if got := heads(a, 120, 34); len(got) > 0 {
		t.Errorf("%q is set large", got)
	}
	stagetest.Shows(t, a, "Hur ser det ut hos oss?")
}
