package sshserver

import (
	"bytes"
	"io"
	"log/slog"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

// FuzzFacilitators holds that only a whole key on a line of its own, without
// conditions, makes a facilitator, whatever else stands in the file.
func FuzzFacilitators(f *testing.F) {
	const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGq2SkFtnIPzg7u5pSfk1AiD2/CAFAfkDqE4nX0PhVPA"
	for _, text := range []string{
		key + " åsa@lund\n", "# " + key + "\n", "from=\"10.0.0.1\" " + key + "\n", "no-pty " + key + " bo\n",
		"expiry-time=\"20200101\" " + key, "command=\"x\"," + key, "\x00\n" + key, key + "\r\n" + key, "ssh-ed25519 AAAA\n", "",
		"@revoked * " + key, "cert-authority " + key,
	} {
		f.Add([]byte(text))
	}
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	f.Fuzz(func(t *testing.T, text []byte) {
		names := parseFacilitators(text, quiet)
		if lines := bytes.Count(text, []byte("\n")) + 1; len(names) > lines {
			t.Fatalf("%d facilitators on %d lines", len(names), lines)
		}
		for raw := range names {
			if _, err := gossh.ParsePublicKey([]byte(raw)); err != nil {
				t.Fatalf("no key leads: %v", err)
			}
		}
		hidden := append([]byte("# "), bytes.ReplaceAll(text, []byte("\n"), []byte("\n# "))...)
		if len(parseFacilitators(hidden, quiet)) > 0 {
			t.Fatal("a line that is commented out makes a facilitator")
		}
	})
}
