package e2e

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"golang.org/x/crypto/ssh"
)

func dial(port int) (net.Conn, error) {
	return net.DialTimeout("tcp", "127.0.0.1:"+strconv.Itoa(port), time.Second)
}

// client is a person with a fresh key who speaks line commands over one
// connection, as a script would.
type client struct {
	conn *ssh.Client
}

func connect(port int, user string) (*client, error) {
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, err
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		return nil, err
	}
	conn, err := ssh.Dial("tcp", "127.0.0.1:"+strconv.Itoa(port), &ssh.ClientConfig{
		User: user, Auth: []ssh.AuthMethod{ssh.PublicKeys(signer)},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(), // the server is this test's own
		Timeout:         patience,
	})
	if err != nil {
		return nil, err
	}
	return &client{conn}, nil
}

// run gives what a line command answers; an error has what it said.
func (c *client) run(line string) (string, error) {
	session, err := c.conn.NewSession()
	if err != nil {
		return "", err
	}
	defer session.Close()
	var stdout, stderr bytes.Buffer
	session.Stdout, session.Stderr = &stdout, &stderr
	err = session.Run(line)
	var exit *ssh.ExitError
	if errors.As(err, &exit) {
		return stdout.String(), fmt.Errorf("%s: exit %d: %s", line, exit.ExitStatus(), stderr.String())
	}
	return stdout.String(), err
}

func (c *client) close() { _ = c.conn.Close() }
