package e2e

import (
	"fmt"
	"os/exec"
	"regexp"
	"strconv"

	"golang.org/x/crypto/ssh"

	"verkstad/sshserver/sshtest"
)

var announced = regexp.MustCompile(`ssh -p (\d+) `)

// startServer starts `verkstad serve` on a free port and waits until it has
// said which.
func startServer(program, dir string, args []string) (*server, int, error) {
	argv := append([]string{"serve", "--data", dir, "--listen", "127.0.0.1:0", "--lang", "sv"}, args...)
	s := &server{dir: dir, log: &sshtest.Buffer{}, cmd: exec.Command(program, argv...)}
	s.cmd.Stdout, s.cmd.Stderr = s.log, s.log
	if err := s.cmd.Start(); err != nil {
		return nil, 0, err
	}
	var port []string
	if !sshtest.Poll(func() bool { port = announced.FindStringSubmatch(s.log.String()); return port != nil }) {
		_ = s.cmd.Process.Kill()
		return nil, 0, fmt.Errorf("the server never said where it is:\n%s", s.log)
	}
	n, err := strconv.Atoi(port[1])
	return s, n, err
}

// connectWith is connect with a key of one's own.
func connectWith(port int, user string, signer ssh.Signer) (*client, error) {
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
