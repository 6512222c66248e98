package router

import (
	"strings"
	"testing"

	"verkstad/model/code"
)

// FuzzParseAddress holds that a user name gives only codes that can be typed,
// and that how it is written changes nothing.
func FuzzParseAddress(f *testing.F) {
	for _, user := range []string{
		"KRABBA", "krabba+ABCDEF", "KRABBA+projector", "projector", "PROJECTOR", "KR-ABBA", "+", "KRABBA+", "+ABCDEF",
		"KRABBA+projector+x", "root", "\x1b[2J", "KRÅBBA", strings.Repeat("A", 4096), "O0IL1+ABCDEFG", "KRABBA+X7K-2M9-4QD", "krabba+7q2mx-b4kpn",
	} {
		f.Add(user)
	}
	f.Fuzz(func(t *testing.T, user string) {
		at := parseAddress(user)
		for _, c := range []string{at.code, at.returnCode} {
			if again, ok := code.Normalise(c); c != "" && (!ok || again != c) {
				t.Fatalf("%q gives the code %q", user, c)
			}
		}
		if n := len(at.returnCode); n != 0 && (n != code.ReturnLength && n != code.OldReturnLength || at.code == "") {
			t.Fatalf("%q gives %+v", user, at)
		}
		if lower := parseAddress(strings.ToLower(user)); strings.ToUpper(strings.ToLower(user)) == user && lower != at {
			t.Fatalf("%q gives %+v, in small letters %+v", user, at, lower)
		}
	})
}
