package e2e

import (
	"crypto/ed25519"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/crypto/ssh"
)

var updateScripts = flag.Bool("update-scripts", false, "write the documents that the scripts of methods end in")

// TestEveryMethodIsHeldOverSSH holds a workshop of each method by a script:
// the server runs as a process of its own, each person has a key and a
// connection, and what they do is lines. It ends in the method's document.
func TestEveryMethodIsHeldOverSSH(t *testing.T) { scripts(t, "methods") }

// TestASeriesOfFour holds a co-lab of four meetings: each opens with what the
// last left, and a position paper comes of them all.
func TestASeriesOfFour(t *testing.T) { scripts(t, "series") }

// scripts runs those of a folder.
func scripts(t *testing.T, folder string) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts servers")
	}
	program := verkstad(t)
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", folder), UpdateScripts: *updateScripts, Deadline: time.Now().Add(2 * time.Minute),
		Setup: func(e *testscript.Env) error {
			r := &room{program: program, dir: filepath.Join(e.WorkDir, "data"), people: map[string]*client{}, keys: map[string]ssh.Signer{}}
			e.Values[roomKey{}] = r
			e.Setenv("VERKSTAD", program)
			e.Setenv("HOME", e.WorkDir)
			e.Defer(r.leave)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"hold": hold, "as": as, "document": document, "leave": leave, "id": id},
	})
}

type roomKey struct{}

// room is a server with the people of one script.
type room struct {
	program, dir string
	server       *server
	port         int
	people       map[string]*client
	keys         map[string]ssh.Signer // of people, who keep theirs from meeting to meeting
}

func (r *room) leave() {
	for _, c := range r.people {
		c.close()
	}
	if r.server != nil {
		r.server.stop(syscall.SIGTERM)
	}
}

// leave ends the server and everybody's connection, as after a meeting.
func leave(ts *testscript.TestScript, _ bool, _ []string) {
	r := ts.Value(roomKey{}).(*room)
	r.leave()
	r.server, r.people = nil, map[string]*client{}
}

// person returns the person with that name; they come in when they are first named.
func (r *room) person(ts *testscript.TestScript, name string) *client {
	if c := r.people[name]; c != nil {
		return c
	}
	if r.keys[name] == nil {
		_, private, err := ed25519.GenerateKey(nil)
		ts.Check(err)
		r.keys[name], err = ssh.NewSignerFromKey(private)
		ts.Check(err)
	}
	c, err := connectWith(r.port, code, r.keys[name])
	ts.Check(err)
	r.people[name] = c
	return c
}

// hold METHOD [FLAG…] starts a workshop, led by the key named lead.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	r := ts.Value(roomKey{}).(*room)
	public, private, err := ed25519.GenerateKey(nil)
	ts.Check(err)
	signer, err := ssh.NewSignerFromKey(private)
	ts.Check(err)
	key, err := ssh.NewPublicKey(public)
	ts.Check(err)
	ts.Check(os.MkdirAll(r.dir, 0o700))
	ts.Check(os.WriteFile(filepath.Join(r.dir, "facilitators"), ssh.MarshalAuthorizedKey(key), 0o600))
	r.server, r.port, err = startServer(r.program, r.dir, append([]string{"--method", args[0], "--title", "Återbruk", "--node", "Lund", "--code", code}, args[1:]...))
	ts.Check(err)
	lead, err := connectWith(r.port, code, signer)
	ts.Check(err)
	r.people["lead"] = lead
}

// as NAME LINE… has somebody say a line; ! expects it to be refused.
func as(ts *testscript.TestScript, neg bool, args []string) {
	r := ts.Value(roomKey{}).(*room)
	words := make([]string, len(args)-1)
	for i, w := range args[1:] {
		words[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
	}
	out, err := r.person(ts, args[0]).run(strings.Join(words, " "))
	if (err != nil) != neg {
		ts.Fatalf("%s: %v: %v", args[0], args[1:], err)
	}
	_, err = ts.Stdout().Write([]byte(out))
	ts.Check(err)
}

// id VAR TEXT puts in VAR the number of what stands on the board with that text.
func id(ts *testscript.TestScript, _ bool, args []string) {
	out, err := ts.Value(roomKey{}).(*room).people["lead"].run("board")
	ts.Check(err)
	for line := range strings.Lines(out) {
		if strings.Contains(line, args[1]) {
			number, _, _ := strings.Cut(line, "\t")
			ts.Setenv(args[0], number)
			return
		}
	}
	ts.Fatalf("nothing on the board says %q:\n%s", args[1], out)
}

// What differs from one run to the next.
var (
	dates = regexp.MustCompile(`\p{L}+ \d{1,2} \p{L}+ 20\d\d`)
	times = regexp.MustCompile(`\d\d:\d\d(–\d\d:\d\d)?`)
	// How often a vote drawn anew comes out the same follows from a seed that is
	// another each time.
	drawn = regexp.MustCompile(`\d+ (gånger av|times in) 10`)
)

// document LANG FILE writes the workshop's document without its times.
func document(ts *testscript.TestScript, _ bool, args []string) {
	out, err := ts.Value(roomKey{}).(*room).people["lead"].run("export md --lang " + args[0])
	ts.Check(err)
	out = times.ReplaceAllString(dates.ReplaceAllString(out, "DAY"), "TIME")
	out = drawn.ReplaceAllString(out, "N $1 10")
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out), 0o600))
}
