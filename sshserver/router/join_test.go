package router

import (
	"slices"
	"testing"
)

func TestJoinShowsTheAddressesThatAreGiven(t *testing.T) {
	tests := map[string]struct {
		lines []string
		url   string
	}{
		"192.168.1.20":            {[]string{"ssh -p 2222 KRABBA@192.168.1.20"}, "ssh://KRABBA@192.168.1.20:2222"},
		"verkstad.example.org:22": {[]string{"ssh KRABBA@verkstad.example.org"}, "ssh://KRABBA@verkstad.example.org:22"},
		"a.example, b.example:99": {[]string{"ssh -p 2222 KRABBA@a.example", "ssh -p 99 KRABBA@b.example"}, "ssh://KRABBA@a.example:2222"},
		"2001:db8::1":             {[]string{"ssh -p 2222 KRABBA@2001:db8::1"}, "ssh://KRABBA@[2001:db8::1]:2222"},
		"[2001:db8::1]:22":        {[]string{"ssh KRABBA@2001:db8::1"}, "ssh://KRABBA@[2001:db8::1]:22"},
	}
	for shown, want := range tests {
		j := Join("[::]:2222", "SHA256:x", shown, "KRABBA")
		if !slices.Equal(j.Lines, want.lines) || j.URL != want.url || j.LocalOnly || j.Fingerprint != "SHA256:x" {
			t.Errorf("%q gives %+v", shown, j)
		}
	}
	if j := Join("127.0.0.1:2222", "", "", "KRABBA"); !j.LocalOnly || len(j.Lines) != 1 {
		t.Errorf("a server for this computer alone gives %+v", j)
	}
}
