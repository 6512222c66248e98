package report_test

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/browsertest"
	"verkstad/ui/i18n"
)

// measure is a script that gives what is wrong with the page as it is shown: text that
// leaves its box or the page, words that are broken inside, text that is hard to read.
//
//go:embed testdata/measure.js
var measure string

// printed is the width in CSS pixels that A4 has between its margins.
const printed = 673

// long is what people write who do not think of columns.
func long(c model.Command) model.Command {
	const clause = " i samverkan mellan kommunalförbundets samhällsbyggnadsförvaltning och bygdegårdsföreningarna"
	switch c := c.(type) {
	case model.AddIdea:
		c.Text += clause + " https://exempel.example/" + strings.Repeat("protokoll_2026/", 8)
		return c
	case model.CreateCluster:
		c.Title += " Ansvarsfördelning och långsiktighet" + clause[:40]
		return c
	case model.AskQuestion:
		c.Text = "Hur får vi" + clause + " att dela på " + c.Text
		return c
	case model.MakeCommitment:
		c.What, c.When = c.What+clause, "senast vid det första höstmötet"
		return c
	case model.TakeNote:
		c.Text += clause
		return c
	case model.OpenRound:
		c.Keep = model.KeepSums
		return c
	case model.TagItem:
		for i, g := range c.Goals {
			c.Goals[i] = (g-1)%model.GoalCount + 1
		}
		c.Targets = []model.Target{"12.5"}
		return c
	case model.CreateWorkshop:
		c.Title = "Överenskommelse om kommunövergripande kompetensförsörjning för idéburna organisationer"
		return c
	}
	return c
}

// crowd is thirty people of five sectors with long names.
func crowd() (names []string) {
	for i := range 30 {
		names = append(names, fmt.Sprintf("Anna Wennerström-Lindqvist %c%c", 'A'+i/26, 'A'+i%26))
	}
	return names
}

// printable is a page and how many lines its document takes on paper, as far as its text
// tells.
type printable struct {
	name  string
	html  []byte
	lines int
}

// linesOnPaper is how many lines of so many characters a document in Markdown takes.
func linesOnPaper(md string) (n int) {
	for line := range strings.Lines(md) {
		n += 1 + utf8.RuneCountInString(line)/charactersOfALine
	}
	return n
}

// What a printed page holds at least.
const (
	linesOfAPage      = 40
	charactersOfALine = 70
)

// pagesOf returns the pages of a method: an ordinary workshop in both languages, and one in
// which a crowd wrote at length.
func pagesOf(t *testing.T, m method.Method) (pages []printable) {
	t.Helper()
	add := func(r *room, lang, name string) {
		raw, err := report.HTML(r.b, model.Host, i18n.For(lang))
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, printable{m.ID + "." + name, raw, linesOnPaper(report.Markdown(r.b, model.Host, i18n.For(lang)))})
	}
	usual := held(t, m)
	add(usual, "sv", "sv")
	add(usual, "en", "en")
	names := crowd()
	if m.GroupMax > 0 && m.GroupMax < 7 {
		names = names[:2]
	}
	add(heldBy(t, m, names, 5, long), "sv", "long")
	return pages
}

// TestPagesFitScreensAndPaper opens the page of every method in a browser on a phone, on a
// screen and as it is printed, in light and dark. VERKSTAD_SHOT is a folder for pictures.
func TestPagesFitScreensAndPaper(t *testing.T) {
	tab := browsertest.Open(t, 8*time.Minute)
	for _, m := range method.All() {
		for _, p := range pagesOf(t, m) {
			checkPage(t, tab, p)
		}
	}
}

// checkPage looks at one page in every form.
func checkPage(t *testing.T, tab context.Context, p printable) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, p.html, 0o644); err != nil {
		t.Fatal(err)
	}
	do(t, tab, chromedp.Navigate("file://"+file))
	for width, ground := range map[int64]string{360: "light", 900: "dark"} {
		look(t, tab, fmt.Sprintf("%s, %d wide, %s", p.name, width, ground), width, "screen", ground)
		keep(t, fmt.Sprintf("%s.%d.png", p.name, width), func() []byte { return given(t, tab, chromedp.FullScreenshot(100)) })
	}
	look(t, tab, p.name+", on paper", printed, "print", "light")
	pdf := given(t, tab, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	keep(t, p.name+".pdf", func() []byte { return pdf })
	n := len(aPage.FindAll(pdf, -1))
	if least, most := 1, 2+p.lines/linesOfAPage; n < least || n > most {
		t.Errorf("%s: %d pages for about %d lines, want %d to %d", p.name, n, p.lines, least, most)
	}
}

var aPage = regexp.MustCompile(`/Type\s*/Page\b[^s]`)

// look measures the page at a width, for a medium, on a ground.
func look(t *testing.T, tab context.Context, as string, width int64, medium, ground string) {
	t.Helper()
	do(t, tab, chromedp.EmulateViewport(width, 900))
	if _, err := chromedp.Call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: ground}},
	}); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range given(t, tab, chromedp.Evaluate[[]string](measure)) {
		t.Errorf("%s: %s", as, wrong)
	}
}

func do(t *testing.T, tab context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(tab, steps...); err != nil {
		t.Fatal(err)
	}
}

func given[T any](t *testing.T, tab context.Context, a chromedp.Action[T]) T {
	t.Helper()
	v, err := chromedp.Run(tab, a)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// keep writes a picture to be looked at, where VERKSTAD_SHOT asks for it.
func keep(t *testing.T, name string, made func() []byte) {
	t.Helper()
	if dir := os.Getenv("VERKSTAD_SHOT"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), made(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
