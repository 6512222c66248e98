package hostile

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCorpus(t *testing.T) {
	if n := len(Texts()); n < 150 {
		t.Errorf("only %d texts", n)
	}
	if got := Get("one-pile"); got != "a"+strings.Repeat("\u0301", 600) {
		t.Errorf("the pile is %.20q, %d bytes", got, len(got))
	}
	if utf8.ValidString(Get("surrogates")) || Get("empty") != "" {
		t.Error("a text lost what makes it hostile")
	}
	if At(len(Texts())+1) != At(1) {
		t.Error("At does not go round")
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for _, file := range []string{"nameless", `a = "b`, "a = \"b\"\na = \"c\"", `a = "b"*x`, `a = "\q"`} {
		if all, err := parse(file); err == nil {
			t.Errorf("%q is read as %q", file, all)
		}
	}
}
