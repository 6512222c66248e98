package web

import (
	"flag"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"verkstad/ui/frame"
)

var update = flag.Bool("update", false, "write what the page has of package frame")

// wideList returns the code points that package frame draws in two cells, as pairs: the
// distance from the end of the last run, and how many there are in the next.
func wideList() string {
	var list []string
	end := rune(0)
	for from := rune(0x80); from <= utf8.MaxRune; from++ {
		to := from
		for to <= utf8.MaxRune && frame.Width(string(to)) == 2 {
			to++
		}
		if to > from {
			list = append(list, strconv.Itoa(int(from-end)), strconv.Itoa(int(to-from)))
			end, from = to, to
		}
	}
	return "[" + strings.Join(list, ",") + "]"
}

// TestThePageCountsCellsAsTheServerDoes holds the page's list of wide characters to package
// frame; -update writes it.
func TestThePageCountsCellsAsTheServerDoes(t *testing.T) {
	const name = "page/page.js"
	script, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	place := regexp.MustCompile(`/\*wide\*/.*/\*wide\*/`)
	want := place.ReplaceAllString(string(script), "/*wide*/"+wideList()+"/*wide*/")
	switch {
	case want == string(script):
	case *update:
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the page's list of wide characters is another: run with -update")
	}
}

// TestThePageIsSmall keeps the page under 40 KB in all.
func TestThePageIsSmall(t *testing.T) {
	sum := len(pages["sv"])
	for _, name := range []string{"page/page.js", "page/page.css"} {
		content, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sum += len(content)
	}
	if sum > 40_000 {
		t.Errorf("the page has %d bytes", sum)
	}
}
