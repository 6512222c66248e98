package router

import (
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// guest is one of many who come, are cut off, and come back.
type guest struct {
	name   string
	key    gossh.Signer
	client *gossh.Client
}

// command runs a line command on the guest's connection, made anew if need be.
func (g *guest) command(address, line string) (string, error) {
	if g.client == nil {
		client, err := gossh.Dial("tcp", address, &gossh.ClientConfig{
			User: "KRABBA", Auth: []gossh.AuthMethod{gossh.PublicKeys(g.key)},
			HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: patience, // the server is the test's own
		})
		if err != nil {
			return "", err
		}
		g.client = client
	}
	session, err := g.client.NewSession()
	if err != nil {
		return "", err
	}
	defer session.Close()
	out, err := session.Output(line)
	return string(out), err
}

// everyone has all guests do something at once, and says how long it took.
func everyone(t *testing.T, guests []*guest, do func(g *guest) error) time.Duration {
	t.Helper()
	began := time.Now()
	var all sync.WaitGroup
	for _, g := range guests {
		all.Go(func() {
			if err := do(g); err != nil {
				t.Errorf("%s: %v", g.name, err)
			}
		})
	}
	all.Wait()
	return time.Since(began)
}

// Sixty people (a thousand in the long form) join, are all cut off at once,
// and come back at once: each is the same person.
func TestManyComeBackAsWhoTheyWere(t *testing.T) {
	d := newDoor(t)
	people := 60
	if os.Getenv("VERKSTAD_LONG") != "" {
		people = 1000
	}
	guests := make([]*guest, people)
	for i := range guests {
		guests[i] = &guest{name: fmt.Sprintf("Gäst %c%c%c", 'a'+i/100, 'a'+i/10%10, 'a'+i%10), key: newKey(t)}
	}
	join := everyone(t, guests, func(g *guest) error {
		_, err := g.command(d.address, fmt.Sprintf("join --name %q --sector akademi", g.name))
		return err
	})
	if n := len(d.room.Board().People()); n != people {
		t.Fatalf("%d of %d have joined", n, people)
	}
	for _, g := range guests {
		_ = g.client.Close()
		g.client = nil
	}
	rejoin := everyone(t, guests, func(g *guest) error {
		out, err := g.command(d.address, "status --json")
		if err != nil {
			return err
		}
		var status struct{ You struct{ Name string } }
		if err := json.Unmarshal([]byte(out), &status); err != nil {
			return err
		}
		if status.You.Name != g.name {
			return fmt.Errorf("is %q now", status.You.Name)
		}
		return nil
	})
	if n := len(d.room.Board().People()); n != people {
		t.Errorf("there are %d people, %d joined", n, people)
	}
	t.Logf("%d joined in %v and came back in %v", people, join, rejoin)
	everyone(t, guests, func(g *guest) error { _ = g.client.Close(); _ = g.client.Wait(); return nil })
}
