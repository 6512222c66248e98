package report_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/i18n"
)

// requiredOffice is the environment variable that makes a missing LibreOffice a failure.
const requiredOffice = "VERKSTAD_OFFICE"

// TestWordSaysWhatTheDocumentSays opens the document of every method in LibreOffice, in both
// languages and with what a crowd wrote at length, and compares its words with those of the
// page without its charts, in their order.
func TestWordSaysWhatTheDocumentSays(t *testing.T) {
	dir, want := t.TempDir(), map[string][]string{}
	add := func(name string, r *room, lang string) {
		raw, err := report.Word(r.b, model.Host, i18n.For(lang))
		if err != nil {
			t.Fatal(err)
		}
		again, err := report.Word(r.b, model.Host, i18n.For(lang))
		if err != nil || !bytes.Equal(raw, again) {
			t.Errorf("%s is written otherwise a second time (%v)", name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".docx"), raw, 0o600); err != nil {
			t.Fatal(err)
		}
		page, err := report.HTML(r.b, model.Host, i18n.For(lang))
		if err != nil {
			t.Fatal(err)
		}
		want[name] = wordsOf(t, page)
	}
	for _, m := range method.All() {
		r := held(t, m)
		add(m.ID+".sv", r, "sv")
		add(m.ID+".en", r, "en")
		names := crowd()
		if m.GroupMax > 0 && m.GroupMax < 7 {
			names = names[:2]
		}
		add(m.ID+".long", heldBy(t, m, names, 5, long), "sv")
	}
	office(t, dir)
	for name, words := range want {
		raw, err := os.ReadFile(filepath.Join(dir, name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		got := slices.DeleteFunc(strings.Fields(strings.TrimPrefix(string(raw), "\ufeff")), isBullet)
		for i := range max(len(words), len(got)) {
			if i >= len(words) || i >= len(got) || words[i] != got[i] {
				t.Errorf("%s: the words are\n%q\nwant\n%q", name, near(got, i), near(words, i))
				break
			}
		}
	}
}

// isBullet reports whether a word is the sign before an item, or a dash that looks like it.
func isBullet(s string) bool { return s == "•" || s == "◦" || s == "–" }

// near returns the words around one.
func near(words []string, i int) []string {
	return words[min(len(words), max(0, i-5)):min(len(words), i+8)]
}

// wordsOf returns the words of a page without its charts.
func wordsOf(t *testing.T, page []byte) []string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.ElementNode && slices.Contains([]string{"head", "figure"}, n.Data):
			return
		case n.Type == html.TextNode:
			text.WriteString(n.Data)
		case n.Type == html.ElementNode && slices.Contains([]string{"br", "td", "th", "li", "p"}, n.Data):
			text.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return slices.DeleteFunc(strings.Fields(text.String()), isBullet)
}

// office converts all documents of a folder to text. Where LibreOffice is not, the test is
// skipped, or fails if [requiredOffice] is set.
func office(t *testing.T, dir string) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	path, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv(requiredOffice) != "" {
			t.Fatalf("no soffice, and %s is set: install libreoffice-writer-nogui", requiredOffice)
		}
		t.Skip("no soffice: install libreoffice-writer-nogui to have documents opened")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.docx"))
	if err != nil {
		t.Fatal(err)
	}
	args := append([]string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir}, files...)
	if out, err := exec.CommandContext(t.Context(), path, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}
