package router

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/sshserver"
)

// send runs a line command with something on its input.
func (d *door) send(user string, key gossh.Signer, command, input string) (out, errs string, code int) {
	d.t.Helper()
	session := d.call(user, key)
	var o, e bytes.Buffer
	session.Stdin, session.Stdout, session.Stderr = strings.NewReader(input), &o, &e
	err := session.Run(command)
	var exit *gossh.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitStatus()
	} else if err != nil {
		d.t.Fatalf("%s: %v", command, err)
	}
	return o.String(), e.String(), code
}

// TestAListOverTheLimitIsRefusedWhole sends lists over SSH: one that is as large
// as may be comes in whole, and of one that is larger nothing does.
func TestAListOverTheLimitIsRefusedWhole(t *testing.T) {
	const limit = 100 << 10
	d := newDoor(t, func(l *sshserver.Limits) { l.LineInput = limit })
	eva := newKey(t)
	d.leads(eva)
	list := "text\n"
	for n := 1; len(list) <= limit; n++ {
		list += fmt.Sprintf("Idé %d om torget och bänkarna där, så lång som idéer brukar vara\n", n)
	}
	out, errs, code := d.send("KRABBA", eva, "--lang sv import ideas", list)
	if n := d.room.Board().AllIdeas().Len(); code != 1 || out != "" || n != 0 || !strings.Contains(errs, "större än 100 kB") {
		t.Errorf("over the limit: exit code %d, %q, %q, %d ideas on the board", code, out, errs, n)
	}
	whole := strings.TrimSuffix(list[:strings.LastIndex(list[:limit], "\n")+1], "\n")
	want := strings.Count(whole, "\n")
	out, errs, code = d.send("KRABBA", eva, "--lang sv import ideas", whole)
	if n := d.room.Board().AllIdeas().Len(); code != 0 || n != want {
		t.Errorf("within it: exit code %d, %q, %q, %d ideas on the board, want %d", code, out, errs, n, want)
	}
}
