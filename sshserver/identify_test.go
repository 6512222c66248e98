package sshserver

import (
	"crypto/sha256"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	gossh "golang.org/x/crypto/ssh"
)

// authorized is the authorized_keys form of a key.
func authorized(key gossh.Signer, comment string) string {
	return strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey()))) + " " + comment + "\n"
}

// withFacilitator opens a house in which one key is a facilitator's.
func withFacilitator(t *testing.T) (*house, gossh.Signer) {
	t.Helper()
	key := newKey(t)
	path := filepath.Join(t.TempDir(), "facilitators")
	if err := os.WriteFile(path, []byte("# them\n\n"+authorized(key, "Åsa Berg")), 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, func(c *Config) { c.FacilitatorsPath = path }), key
}

// caller runs a command and returns the Caller that the app was given.
func (h *house) caller(t *testing.T, client *gossh.Client) Caller {
	t.Helper()
	if _, _, status := run(t, client, "who", nil); status != 0 {
		t.Fatalf("status %d", status)
	}
	called := h.app.called()
	return called[len(called)-1]
}

func TestWhoComesIn(t *testing.T) {
	h, facilitator := withFacilitator(t)
	participant := newKey(t)
	for _, c := range []struct {
		name string
		user string
		key  gossh.Signer
		want Caller
	}{
		{"a facilitator", "KRABBA", facilitator, Caller{User: "KRABBA", HasKey: true, Facilitator: true, Comment: "Åsa Berg"}},
		{"a participant", "KRABBA", participant, Caller{User: "KRABBA", HasKey: true}},
		{"someone without a key", "KRABBA", nil, Caller{User: "KRABBA"}},
		{"someone who claims to be one", "facilitator", nil, Caller{User: "facilitator"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := h.caller(t, h.dial(t, c.user, c.key))
			if c.key != nil {
				c.want.Key = sha256.Sum256(c.key.PublicKey().Marshal())
			}
			if got.Remote == nil || got.Conn == nil || !strings.HasPrefix(got.ClientVersion, "SSH-2.0-Go") {
				t.Errorf("caller lacks its connection: %+v", got)
			}
			if c.key != nil && got.IsListed() != c.want.Facilitator {
				t.Errorf("listed is %v", got.IsListed())
			}
			got.Remote, got.Conn, got.ClientVersion, got.Listed = nil, nil, "", nil
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("caller is %+v, want %+v", got, c.want)
			}
		})
	}
}

// borrowed is a public key whose private part we do not have: it is offered,
// and the signature is another key's.
type borrowed struct {
	gossh.Signer
	public gossh.PublicKey
}

func (b borrowed) PublicKey() gossh.PublicKey { return b.public }

func TestAKeyThatIsOnlyOfferedIsNobodys(t *testing.T) {
	h, facilitator := withFacilitator(t)
	config := &gossh.ClientConfig{
		User:            "KRABBA",
		HostKeyCallback: gossh.InsecureIgnoreHostKey(),
		Auth:            []gossh.AuthMethod{gossh.PublicKeys(borrowed{newKey(t), facilitator.PublicKey()})},
	}
	if client, err := gossh.Dial("tcp", h.Addr().String(), config); err == nil {
		client.Close()
		t.Fatal("a key was taken with another key's signature")
	}
}

// shifty offers one key, which the server says it would take, and then signs
// with another, as in CVE-2024-45337.
type shifty struct {
	gossh.Signer
	offered gossh.PublicKey
}

func (s shifty) PublicKey() gossh.PublicKey {
	return &shiftyKey{PublicKey: s.Signer.PublicKey(), offered: s.offered}
}

type shiftyKey struct {
	gossh.PublicKey
	offered gossh.PublicKey
	asked   int
}

// Marshal is called by the client for the offer, for its answer, and then for
// the signature.
func (k *shiftyKey) Marshal() []byte {
	if k.asked++; k.asked <= 2 {
		return k.offered.Marshal()
	}
	return k.PublicKey.Marshal()
}

func TestOnlyTheKeyThatSignedCounts(t *testing.T) {
	h, facilitator := withFacilitator(t)
	own := newKey(t)
	got := h.caller(t, h.dial(t, "KRABBA", shifty{own, facilitator.PublicKey()}))
	if got.Facilitator || got.Key != sha256.Sum256(own.PublicKey().Marshal()) {
		t.Errorf("an offered key made %+v", got)
	}
}

func TestTheLastUserNameCounts(t *testing.T) {
	h, _ := withFacilitator(t)
	// The client library sends one name throughout. So the name's bytes are
	// changed under its feet, after the first try without a key.
	name := []byte("FACILITATOR")
	key := newKey(t)
	client, err := gossh.Dial("tcp", h.Addr().String(), &gossh.ClientConfig{
		User:            unsafe.String(&name[0], len(name)),
		HostKeyCallback: gossh.InsecureIgnoreHostKey(),
		Auth: []gossh.AuthMethod{gossh.PublicKeysCallback(func() ([]gossh.Signer, error) {
			copy(name, "PARTICIPANT")
			return []gossh.Signer{key}, nil
		})},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if got := h.caller(t, client); got.User != "PARTICIPANT" || got.Facilitator || !got.HasKey {
		t.Errorf("a changed name made %+v", got)
	}
}

func TestEnvironmentOfACaller(t *testing.T) {
	h := open(t)
	session, err := h.dial(t, "KRABBA", nil).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"LC_MESSAGES": "sv_SE.UTF-8", "LANG": "en_GB.UTF-8", "VERKSTAD_NAME": "Åsa"} {
		if err := session.Setenv(name, value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if session.Setenv("LD_PRELOAD", "x") == nil {
		t.Error("LD_PRELOAD was taken")
	}
	if err := session.Run("who"); err != nil {
		t.Fatal(err)
	}
	if got := h.app.called()[0]; got.Lang != "sv" || got.Name != "Åsa" {
		t.Errorf("language %q, name %q", got.Lang, got.Name)
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ all, messages, lang, want string }{
		{"", "", "", ""},
		{"", "", "sv_SE.UTF-8", "sv"},
		{"", "en_US.UTF-8", "sv_SE.UTF-8", "en"},
		{"sv", "en_US", "en", "sv"},
		{"C", "sv_SE", "sv_SE", ""},
		{"", "", "SV-se", "sv"},
		{"", "", "nb_NO.UTF-8", "sv"},
		{"", "", "svalbard", ""},
		{"", "", "@.", ""},
		{"", "", "de_DE", ""},
	} {
		e := clientEnv{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := e.language(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("language of %+v is %q", c, got)
		}
	}
}

func TestFacilitatorsFile(t *testing.T) {
	plain, bound, harmlessKey, authority, stranger := newKey(t), newKey(t), newKey(t), newKey(t), newKey(t)
	path := filepath.Join(t.TempDir(), "facilitators")
	f := newFacilitators(path, slog.New(slog.DiscardHandler))
	is := func(key gossh.Signer) bool {
		_, found := f.lookup(key.PublicKey())
		return found
	}
	if is(plain) {
		t.Error("a missing file made a facilitator")
	}
	text := "not a key\n" + authorized(plain, "Åsa") +
		`from="10.0.0.1" ` + authorized(bound, "") +
		`restrict,command="x,y",no-pty ` + authorized(harmlessKey, "Bo") +
		"cert-authority " + authorized(authority, "")
	write := func(text string, at time.Time) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	now := time.Now()
	write(text, now)
	for _, c := range []struct {
		key  gossh.Signer
		want bool
	}{{plain, true}, {harmlessKey, true}, {bound, false}, {authority, false}, {stranger, false}} {
		if got := is(c.key); !reflect.DeepEqual(got, c.want) {
			t.Errorf("key %d: facilitator %v, want %v", strings.Index(text, authorized(c.key, "")[:60]), got, c.want)
		}
	}
	write(authorized(stranger, "Cy"), now.Add(time.Second))
	if !is(stranger) || is(plain) {
		t.Error("the changed file was not read again")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if is(stranger) {
		t.Error("the removed file still makes a facilitator")
	}
	write(strings.Repeat("#", maxFacilitators)+"\n"+authorized(plain, ""), now)
	if is(plain) {
		t.Error("a file of over 1 MiB was read")
	}
}

func TestACertificateIsItsKey(t *testing.T) {
	h, facilitator := withFacilitator(t)
	certificate := &gossh.Certificate{Key: facilitator.PublicKey(), CertType: gossh.UserCert, ValidPrincipals: []string{"KRABBA"}, ValidBefore: gossh.CertTimeInfinity}
	if err := certificate.SignCert(strings.NewReader(strings.Repeat("x", 100)), newKey(t)); err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewCertSigner(certificate, facilitator)
	if err != nil {
		t.Fatal(err)
	}
	if got := h.caller(t, h.dial(t, "KRABBA", signer)); !got.Facilitator || got.Key != sha256.Sum256(facilitator.PublicKey().Marshal()) {
		t.Errorf("the holder of the key is %+v", got)
	}
}
