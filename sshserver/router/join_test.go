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
		j := Served{Address: "[::]:2222", Fingerprint: "SHA256:x", Shown: shown}.Join("KRABBA")
		if !slices.Equal(j.Lines, want.lines) || j.URL != want.url || j.LocalOnly || j.Fingerprint != "SHA256:x" {
			t.Errorf("%q gives %+v", shown, j)
		}
	}
	if j := (Served{Address: "127.0.0.1:2222"}).Join("KRABBA"); !j.LocalOnly || len(j.Lines) != 1 {
		t.Errorf("a server for this computer alone gives %+v", j)
	}
}

func TestTheHostKeyCanBeKnownBeforehand(t *testing.T) {
	const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKey"
	for shown, want := range map[string]string{
		"192.168.1.20":            "[192.168.1.20]:2222 " + key,
		"verkstad.example.org:22": "verkstad.example.org " + key,
		"[2001:db8::1]:99":        "[2001:db8::1]:99 " + key,
	} {
		j := Served{Address: "[::]:2222", Fingerprint: "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", HostKey: key, Shown: shown}.Join("KRABBA")
		if got := j.KnownHosts(); got != want {
			t.Errorf("%s is known as %q, not %q", shown, got, want)
		}
		if first, last := j.FingerprintEnds(); first != "47DEQp" || last != "3hSuFU" || j.At.User != "KRABBA" {
			t.Errorf("%s: the fingerprint begins with %q and ends in %q, the user is %q", shown, first, last, j.At.User)
		}
	}
	if j := (Served{Address: "127.0.0.1:2222"}).Join("KRABBA"); j.KnownHosts() != "" {
		t.Errorf("without a key there is a line for known_hosts: %q", j.KnownHosts())
	}
}
