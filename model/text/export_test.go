package text

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
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
		"\t=1":           "'\t=1",
		"\r=1":           "'\r=1",
		"  =1":           "'  =1",
		"＝1":             "'＝1",
		"'=1":            "'=1",
		"50 % = hälften": "50 % = hälften",
	} {
		if got := CSVCell(in); got != want {
			t.Errorf("CSVCell(%q) = %q, want %q", in, got, want)
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
	for _, s := range append(hostile, "a\n===", "a\n---", "|a|b|\n|-|-|\n|1|2|", "a\n: b", "[^1]\n[^1]: c", "&amp; &#65;", "a  \nb", "1234567890. x") {
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
