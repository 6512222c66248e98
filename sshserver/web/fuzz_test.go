package web

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"verkstad/sshserver"
)

// FuzzSaid parses what a page might send: what comes of it is within the limits, and text.
func FuzzSaid(f *testing.F) {
	for _, seed := range []string{`{"size":[40,32]}`, `{"edit":{"field":1,"at":2,"delete":3,"insert":"å\u001b[2J\n","send":true}}`, `{}`, `[`, `{"edit":{"at":-1}}`} {
		f.Add([]byte(seed))
	}
	limits := sshserver.DefaultLimits()
	f.Fuzz(func(t *testing.T, message []byte) {
		s, err := parseSaid(message, &limits)
		if err != nil {
			return
		}
		if s.Size != nil && (s.Size[0] < 1 || s.Size[0] > limits.MaxWidth || s.Size[1] < 1 || s.Size[1] > limits.MaxHeight) {
			t.Errorf("the size is %v", *s.Size)
		}
		if e := s.Edit; e != nil {
			control := func(r rune) bool { return unicode.IsControl(r) && r != '\n' }
			if e.At < 0 || e.Delete < 0 || !utf8.ValidString(e.Insert) || strings.ContainsFunc(e.Insert, control) {
				t.Errorf("the edit is %+v", *e)
			}
		}
	})
}
