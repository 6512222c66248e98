package router

import (
	"context"
	"net"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/sshserver/sshclient"
)

// TestACallerConnectsAgain holds that a connection that the server, or the
// network, has ended between two line commands costs nobody their result. A long
// rehearsal lost all that it had measured to one that was idle for ten minutes.
func TestACallerConnectsAgain(t *testing.T) {
	d := realDoor(t)
	var conns []net.Conn
	c, err := sshclient.Call(t.Context(), sshclient.Config{
		Address: d.address, User: "KRABBA", Key: newKey(t), HostKey: gossh.InsecureIgnoreHostKey(),
		Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
			conns = append(conns, conn)
			return conn, err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Leave()
	for n := range 3 {
		if answer, err := c.Line("status"); err != nil || answer == "" {
			t.Fatalf("the %d. time it says %q, %v", n+1, answer, err)
		}
		_ = conns[len(conns)-1].Close()
	}
	if len(conns) != 3 {
		t.Errorf("it connected %d times", len(conns))
	}
}
