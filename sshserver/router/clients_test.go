package router

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
	"verkstad/sshserver/sshtest"
)

// TestOtherClientsWithoutAKeyComeBack has PuTTY's plink and dropbear's client, as
// people have them on Windows and on small devices, join without a key, be cut off
// in the middle of a text, and come back by the same line and the code.
func TestOtherClientsWithoutAKeyComeBack(t *testing.T) {
	for name, args := range map[string]func(d *door, user, port string) []string{
		"plink": func(d *door, user, port string) []string {
			return []string{"-no-antispoof", "-t", "-hostkey", d.fingerprint(), "-P", port, user + "@127.0.0.1"}
		},
		"dbclient": func(_ *door, user, port string) []string {
			return []string{"-y", "-t", "-p", port, user + "@127.0.0.1"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, err := exec.LookPath(name)
			if err != nil {
				t.Skipf("no %s on PATH", name)
			}
			d := realDoor(t)
			d.host(model.Next{})
			_, port, _ := net.SplitHostPort(d.address)
			home := t.TempDir()
			p := sshtest.Run(t, home, path, args(d, "KRABBA", port)...)
			defer func() {
				if t.Failed() {
					t.Logf("%s wrote %q", name, p.Output())
				}
			}()
			sees := func(what, text string) {
				t.Helper()
				d.eventually(what, func(*model.Board) bool { return strings.Contains(p.Output(), text) })
			}
			sees("the door", "heter")
			_, _ = io.WriteString(p.Terminal, "Bo\r2")
			d.eventually("the code", func(*model.Board) bool { return returnCodeIn.MatchString(p.Output()) })
			code := returnCodeIn.FindString(p.Output())
			_, _ = io.WriteString(p.Terminal, "Halvfärdig tanke")
			d.eventually("the draft", func(*model.Board) bool { return strings.HasPrefix(d.room.Draft(1, "gather.1"), "Halvfärdig tanke") })
			p.Kill()
			p = sshtest.Run(t, home, path, args(d, "KRABBA", port)...)
			sees("the door again", "Din kod.")
			_, _ = io.WriteString(p.Terminal, code+"\r")
			sees("the draft on the screen", "Halvfärdig")
			if n := d.room.Board().Everybody().Len(); n != 1 {
				t.Errorf("%d people, want Bo alone", n)
			}
		})
	}
}

// fingerprint is the host key's as clients show it.
func (d *door) fingerprint() (print string) {
	d.t.Helper()
	_, err := gossh.Dial("tcp", d.address, &gossh.ClientConfig{
		User: "KRABBA", Timeout: patience, HostKeyAlgorithms: []string{gossh.KeyAlgoED25519},
		HostKeyCallback: func(_ string, _ net.Addr, key gossh.PublicKey) error {
			print = gossh.FingerprintSHA256(key)
			return io.EOF // that is all that was asked
		},
	})
	if print == "" {
		d.t.Fatal(err)
	}
	return print
}

// TestPlinkOffersTheKeysOfAnAgent has plink come with an agent of three keys, as with
// Pageant, in whatever order: a client with a facilitator's key leads; others are the people
// their first key says.
func TestPlinkOffersTheKeysOfAnAgent(t *testing.T) {
	plink, err := exec.LookPath("plink")
	if err != nil {
		t.Skip("no plink on PATH")
	}
	socket, keys, _ := sshtest.Agent(t, 3)
	t.Setenv("SSH_AUTH_SOCK", socket)
	for leads, who := range []string{"the first", "the second", "the last", "none"} {
		t.Run(who+" leads", func(t *testing.T) {
			d := realDoor(t)
			_, port, _ := net.SplitHostPort(d.address)
			key := newKey(t)
			if leads < len(keys) {
				key = keys[leads]
			}
			d.leads(key)
			d.line("KRABBA", keys[0], "join --name Ann --sector akademi")
			d.line("KRABBA", keys[1], "join --name Bo --sector akademi")
			for range 2 { // and again, when the server has seen the keys before
				p := sshtest.Run(t, t.TempDir(), plink, "-no-antispoof", "-agent", "-hostkey", d.fingerprint(), "-P", port, "KRABBA@127.0.0.1", "status", "--json")
				<-p.Done
				said := p.Output()
				if leading := strings.Contains(said, `"role": "facilitator"`); leading != (leads < len(keys)) {
					t.Errorf("leads: %v\n%s", leading, said)
				}
				if leads == len(keys) && !strings.Contains(said, `"name": "Ann"`) {
					t.Errorf("who leads with no key is not who the first one says:\n%s", said)
				}
			}
		})
	}
}

// pythonPath is the interpreter that has what apt installs.
const pythonPath = "/usr/bin/python3"

func needsPython(t *testing.T) {
	t.Helper()
	if err := exec.Command(pythonPath, "-c", "import paramiko, asyncssh").Run(); err != nil {
		t.Skip("needs python3-paramiko and python3-asyncssh: .ci/run clients")
	}
}

// python is a script that comes in with a library and without a key. It prints what
// each command says. Its arguments are how, the port, the user and the command.
const python = `
import sys, socket, asyncio, warnings
warnings.filterwarnings("ignore")
how, port, user, command = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
if how.startswith("paramiko"):
    import paramiko
    t = paramiko.Transport(socket.create_connection(("127.0.0.1", port)))
    t.start_client(timeout=30)
    if how.endswith("none"):
        t.auth_none(user)
    else:
        t.auth_interactive(user, lambda title, text, prompts: [])
    c = t.open_session()
    c.exec_command(command)
    sys.stdout.write(c.makefile().read().decode() + c.makefile_stderr().read().decode())
    t.close()
else:
    import asyncssh
    class Client(asyncssh.SSHClient):
        def kbdint_auth_requested(self): return ""
        def kbdint_challenge_received(self, *a): return []
    async def main():
        extra = {"password": ""} if how.endswith("password") else {"client_factory": Client}
        async with asyncssh.connect("127.0.0.1", port, username=user, known_hosts=None, client_keys=None, agent_path=None, **extra) as c:
            r = await c.run(command)
            sys.stdout.write(r.stdout + r.stderr)
    asyncio.run(main())
`

// TestLibrariesWithoutAKeyComeBack has the SSH libraries of Python join without a
// key, by the methods none and keyboard-interactive, and come back by their code.
func TestLibrariesWithoutAKeyComeBack(t *testing.T) {
	needsPython(t)
	d := realDoor(t)
	_, port, _ := net.SplitHostPort(d.address)
	says := func(how, user, command string) string {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 3*patience)
		defer cancel()
		out, err := exec.CommandContext(ctx, pythonPath, "-c", python, how, port, user, command).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", how, err, out)
		}
		return string(out)
	}
	for name, how := range map[string]string{
		"Ann": "paramiko none", "Bo": "paramiko keyboard-interactive", "Cleo": "asyncssh keyboard-interactive", "Dan": "asyncssh password",
	} {
		said := says(how, "KRABBA", "join --name "+name+" --sector akademi")
		back := returnCodeIn.FindString(said)
		if back == "" {
			t.Errorf("%s: no code in %q", how, said)
			continue
		}
		var status struct{ You struct{ Name string } }
		said = says(how, "KRABBA+"+back, "status --json")
		if at := strings.Index(said, "{"); at < 0 || json.NewDecoder(strings.NewReader(said[at:])).Decode(&status) != nil || status.You.Name != name {
			t.Errorf("%s is back as %q: %s", how, status.You.Name, said)
		}
	}
	if n := d.room.Board().Everybody().Len(); n != 4 {
		t.Errorf("%d people", n)
	}
}

// What docs/lines.md says of a key. The arguments are the port and the key's file.
const (
	withKeyParamiko = `
import paramiko, sys
c = paramiko.SSHClient()
c.set_missing_host_key_policy(paramiko.AutoAddPolicy())
c.connect("127.0.0.1", int(sys.argv[1]), "KRABBA", key_filename=sys.argv[2], allow_agent=False, look_for_keys=False)
_, out, _ = c.exec_command("join --name Cia --sector akademi")
status = out.channel.recv_exit_status()
c.close()
sys.exit(status)
`
	withKeyAsync = `
import asyncio, asyncssh, sys
async def main():
    async with asyncssh.connect("127.0.0.1", int(sys.argv[1]), username="KRABBA", client_keys=[sys.argv[2]], agent_path=None, known_hosts=None) as c:
        return (await c.run("join --name Cia --sector akademi")).exit_status
sys.exit(asyncio.run(main()))
`
)

// TestTheScriptsOfTheManualGetIn runs what docs/lines.md says of the SSH libraries of
// Python, on a server of the test's.
func TestTheScriptsOfTheManualGetIn(t *testing.T) {
	needsPython(t)
	raw, err := os.ReadFile(filepath.Join("..", "..", "docs", "lines.md"))
	if err != nil {
		t.Fatal(err)
	}
	scripts := strings.Split(string(raw), "```python\n")[1:]
	if len(scripts) != 2 {
		t.Fatalf("there are %d scripts", len(scripts))
	}
	d := realDoor(t)
	_, port, _ := net.SplitHostPort(d.address)
	for _, script := range scripts {
		script, _, _ = strings.Cut(script, "```")
		script = strings.NewReplacer("192.168.1.20", "127.0.0.1", "2222", port).Replace(script)
		ctx, cancel := context.WithTimeout(t.Context(), 3*patience)
		out, err := exec.CommandContext(ctx, pythonPath, "-W", "ignore", "-c", script).CombinedOutput()
		cancel()
		if said := strings.TrimSpace(string(out)); err != nil || returnCodeIn.FindString(said) == "" || !strings.HasSuffix(said, "0") {
			t.Errorf("%v: it says\n%s", err, said)
		}
	}
	file, _ := sshtest.KeyFile(t)
	for _, script := range []string{withKeyParamiko, withKeyAsync} { // the key is the person: Cia twice
		if out, err := exec.CommandContext(t.Context(), pythonPath, "-W", "ignore", "-c", script, port, file).CombinedOutput(); err != nil {
			t.Errorf("with a key: %v\n%s", err, out)
		}
	}
	for i, name := range []string{"Åsa", "Bo", "Cia"} {
		if p := d.room.Board().Person(model.PersonID(i + 1)); p == nil || p.Name != name {
			t.Errorf("person %d is %+v, want %s", i+1, p, name)
		}
	}
	if n := d.room.Board().Everybody().Len(); n != 3 {
		t.Errorf("%d people", n)
	}
}
