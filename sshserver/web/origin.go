package web

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// What other sites and servers could do, and what holds against it:
//
//   - A page elsewhere opens a WebSocket here, with the person's cookie: Origin must be this
//     server's. Cookies do not tell ports apart, and Origin does.
//   - A name of somebody else's leads here, so that their page is of our origin (DNS
//     rebinding): Host must be an address, which nobody can point elsewhere, or a name that
//     is known.
//   - A page elsewhere shows this one in a frame, or sends a form: the policy forbids both.
//   - Somebody types HTML for others: the page writes only text, and the policy allows no
//     script and no style but its own two files.

// cookie names. That of an encrypted connection can be set by that alone: plain HTTP to the
// same host can neither read nor replace it.
const (
	plainCookie     = "verkstad"
	encryptedCookie = "__Host-verkstad"
)

const (
	tokenBytes = 32
	cookieAge  = 90 * 24 * 3600 // seconds
)

// isOurs reports whether a Host header names this server.
func (s *Server) isOurs(host string) bool {
	name := hostName(host)
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	return name == "localhost" || slices.Contains(s.config.Names, name)
}

// hostName returns a Host header without its port, in lower case.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}

// scheme returns the scheme by which a browser has reached the server.
func (s *Server) scheme() string {
	if s.Encrypted() {
		return "https"
	}
	return "http"
}

// isSameOrigin reports whether a request was made by a page of this server. Browsers always
// say so when a page opens a WebSocket.
func (s *Server) isSameOrigin(r *http.Request) bool {
	u, err := url.Parse(r.Header.Get("Origin"))
	return err == nil && u.Scheme == s.scheme() && u.Host != "" && strings.EqualFold(u.Host, r.Host)
}

// cookieName returns the name of the cookie for connections to this server.
func (s *Server) cookieName() string {
	if s.Encrypted() {
		return encryptedCookie
	}
	return plainCookie
}

// giveCookie gives a browser that has none a cookie with a random token.
func (s *Server) giveCookie(w http.ResponseWriter, r *http.Request) {
	if _, ok := s.token(r); ok {
		return
	}
	var token [tokenBytes]byte
	_, _ = rand.Read(token[:]) // never fails, see crypto/rand
	// Lax and not Strict: whoever follows a link from elsewhere would come without it, and be
	// given another.
	http.SetCookie(w, &http.Cookie{
		Name: s.cookieName(), Value: base64.RawURLEncoding.EncodeToString(token[:]), Path: "/", MaxAge: cookieAge,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.Encrypted(),
	})
}

// token returns what is in a browser's cookie.
func (s *Server) token(r *http.Request) ([]byte, bool) {
	c, err := r.Cookie(s.cookieName())
	if err != nil {
		return nil, false
	}
	token, err := base64.RawURLEncoding.DecodeString(c.Value)
	return token, err == nil && len(token) == tokenBytes
}

// keyOf stands for the key of a browser with a token, of which workshops keep a keyed hash.
// It is no SSH key's hash, and the same token over the other scheme gives another.
func (s *Server) keyOf(token []byte) [32]byte {
	return sha256.Sum256(append([]byte("verkstad browser "+s.scheme()+"\x00"), token...))
}
