package text

import (
	"slices"
	"strings"
	"testing"

	corpus "verkstad/model/text/hostile"
)

// hostile are texts that once broke something, here or elsewhere.
var hostile = []string{
	"A\u009d52;c;x\u009c\x1b]0;x\x07B\u202e",
	"Z" + strings.Repeat("\u0301", 40),
	strings.Repeat("क्", 40), strings.Repeat("\u1100", 40), "\U000111c2\U000111c2a",
	"ｶﾞﾞﾞﾞﾞﾞ", "\u0958\u0958", "\U0001D15E", "a\u200b\u030a", "ℌost", "ﬃ", "ﷺ",
	"\x1b]", "\x1bP", "\x9b", "\xff\xfe", "=1+1", "# x\n- y\n1) z", "[a](javascript:b)<img>",
}

// seeds are those and the whole corpus.
func seeds() []string {
	all := slices.Clone(hostile)
	for _, h := range corpus.Texts() {
		all = append(all, h.Text)
	}
	return all
}

func FuzzIdea(f *testing.F) {
	for _, s := range seeds() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once, err := Idea(s)
		if err != nil {
			return
		}
		holdsPolicy(t, once, maxMarks, true)
		if twice, err := Idea(once); err != nil || twice != once {
			t.Fatalf("not idempotent: %q, then %q, then %q (%v)", s, once, twice, err)
		}
		if drawn := Draw(once); drawn != once {
			t.Fatalf("cleaned %q is drawn as %q", once, drawn)
		}
	})
}

func FuzzName(f *testing.F) {
	for _, s := range seeds() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once, key, err := Name(s)
		if err != nil {
			return
		}
		holdsPolicy(t, once, maxNameMarks, false)
		if key == "" {
			t.Fatalf("no key for %q", once)
		}
		if twice, again, err := Name(once); err != nil || twice != once || again != key {
			t.Fatalf("not idempotent: %q, then %q (%q), then %q (%q), %v", s, once, key, twice, again, err)
		}
	})
}

func FuzzDraw(f *testing.F) {
	for _, s := range seeds() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Draw(s)
		holdsPolicy(t, once, maxMarks, true)
		if twice := Draw(once); twice != once {
			t.Fatalf("not idempotent: %q, then %q, then %q", s, once, twice)
		}
		if slow := clean(s, maxMarks, true); slow != once {
			t.Fatalf("the fast path gives %q for %q, the policy %q", once, s, slow)
		}
	})
}
