package sshserver

import (
	"crypto/sha256"
	"strings"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// identify finds out who is at the other end of a session.
//
// It is called inside the session and never from an authentication callback: there a client
// may offer keys that it does not hold, and change its user name from one try to the next.
// Only the key that [ssh.Session.PublicKey] returns was proved by a signature.
func (s *Server) identify(session ssh.Session, conn *Conn) Caller {
	env := environment(session.Environ())
	caller := Caller{
		User:          session.User(),
		Remote:        session.RemoteAddr(),
		Lang:          env.language(),
		Name:          env["VERKSTAD_NAME"],
		ClientVersion: session.Context().ClientVersion(),
		Conn:          conn,
	}
	key := session.PublicKey()
	if key == nil {
		return caller
	}
	bare := withoutCertificate(key)
	caller.HasKey = true
	caller.Key = sha256.Sum256(bare.Marshal())
	caller.Comment, caller.Facilitator = s.facilitators.lookup(bare)
	caller.Listed = func() bool {
		_, listed := s.facilitators.lookup(bare)
		return listed
	}
	return caller
}

// withoutCertificate returns the key of a certificate, whose holder made the signature. So
// a person with a renewed certificate is the same person. The certificate's issuer does not
// matter here.
func withoutCertificate(key gossh.PublicKey) gossh.PublicKey {
	if certificate, ok := key.(*gossh.Certificate); ok {
		return certificate.Key
	}
	return key
}

// clientEnv is the permitted part of a client's environment.
type clientEnv map[string]string

func environment(list []string) clientEnv {
	e := make(clientEnv, len(list))
	for _, entry := range list {
		name, value, _ := strings.Cut(entry, "=")
		e[name] = value
	}
	return e
}

// language follows POSIX: LC_ALL takes precedence over LC_MESSAGES, and that over LANG; the
// first that is set decides. It returns "sv", "en", or "" for any other language.
func (e clientEnv) language() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := strings.ToLower(e[name])
		if value == "" {
			continue
		}
		if i := strings.IndexAny(value, "_-.@"); i >= 0 {
			value = value[:i]
		}
		switch value {
		case "sv", "nb", "nn", "no", "da":
			return "sv" // Norwegian and Danish readers understand it, see words.For
		case "en":
			return "en"
		}
		return ""
	}
	return ""
}
