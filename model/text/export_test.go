package text

import (
	"bytes"
	"encoding/json"
	"errors"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	corpus "verkstad/model/text/hostile"
)

func TestCSVCell(t *testing.T) {
	for in, want := range map[string]string{
		"":               "",
		"idé":            "idé",
		"a=b":            "a=b",
		"=SUM(A1)":       "'=SUM(A1)",
		"+46":            "'+46",
		"-1":             "'-1",
		"@x":             "'@x",
		"\t=1":           "\t'=1",
		"\r=1":           "\r'=1",
		"  =1":           "'  =1",
		"＝1":             "'＝1",
		"'=1":            "''=1",
		"ok;=1":          "ok;'=1",
		"ok\n \"=1":      "ok\n' \"=1",
		"a;b\nc":         "a;b\nc",
		"50 % = hälften": "50 % = hälften",
	} {
		if got := CSVCell(in); got != want {
			t.Errorf("CSVCell(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestCSVTextIsTheWayBack holds that no text is changed by a file and back.
func TestCSVTextIsTheWayBack(t *testing.T) {
	for _, h := range corpus.Texts() {
		for _, s := range []string{h.Text, "'" + h.Text, "a;" + h.Text, "\"\n'" + h.Text} {
			if got := CSVText(CSVCell(s)); got != s {
				t.Errorf("%s: %q came back as %q", h.Name, s, got)
			}
		}
	}
}

// TestEscapedJSONSaysTheSame holds that nothing is lost, and that nothing that
// a terminal would act on is left.
func TestEscapedJSONSaysTheSame(t *testing.T) {
	for _, h := range corpus.Texts() {
		raw, err := json.Marshal(h.Text)
		if err != nil {
			t.Fatal(err)
		}
		var want, got string
		escaped := EscapeJSON(raw)
		if err := errors.Join(json.Unmarshal(raw, &want), json.Unmarshal(escaped, &got)); err != nil || got != want {
			t.Errorf("%s: %s says %q, and was %q: %v", h.Name, escaped, got, want, err)
		}
		if bytes.IndexFunc(escaped, func(r rune) bool { return !isAllowed(r) }) >= 0 {
			t.Errorf("%s: %s is left", h.Name, escaped)
		}
	}
}

func TestMarkdownEscape(t *testing.T) {
	for in, want := range map[string]string{
		"Vanlig text, med komma.": "Vanlig text, med komma.",
		"# rubrik":                `\# rubrik`,
		"- punkt":                 `\- punkt`,
		"2017. ett år":            `2017\. ett år`,
		"a * b_c":                 `a \* b\_c`,
		"[x](y)":                  `\[x\](y)`,
		"<script>":                `\<script\>`,
		"rad\n    kod":            "rad\nkod",
		"år 2017":                 "år 2017",
	} {
		if got := MarkdownEscape(in); got != want {
			t.Errorf("MarkdownEscape(%q) = %q, want %q", in, got, want)
		}
	}
}

var markdown = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.DefinitionList, extension.Footnote))

// plainMarkdown matches what text without markup is rendered as, links that a
// renderer makes of bare addresses included.
var plainMarkdown = regexp.MustCompile(`</?p>|<a href="[^"]*">|</a>|\n`)

// FuzzMarkdownEscape renders what was escaped and looks for the same text.
func FuzzMarkdownEscape(f *testing.F) {
	for _, s := range append(seeds(), "a\n===", "a\n---", "|a|b|\n|-|-|\n|1|2|", "a\n: b", "[^1]\n[^1]: c", "&amp; &#65;", "a  \nb", "1234567890. x") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s, err := Idea(s)
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := markdown.Convert([]byte(MarkdownEscape(s)), &out); err != nil {
			t.Fatal(err)
		}
		got := html.UnescapeString(plainMarkdown.ReplaceAllString(out.String(), ""))
		if want := strings.ReplaceAll(s, "\n", ""); got != want {
			t.Fatalf("%q is rendered as %q", s, out.String())
		}
	})
}
