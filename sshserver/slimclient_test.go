package sshserver

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math/big"
	"net"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// slimClient speaks just enough SSH to do what libraries do not let one do:
// to open a session with a window of a few bytes, and never to widen it. It
// does not look at the server's key.
type slimClient struct {
	conn net.Conn
	in   *bufio.Reader
	to   *sealer // nil before the keys are changed
	from *sealer
}

// sealer is AES-128-GCM as SSH uses it (RFC 5647): the length is not hidden,
// and the last eight bytes of the nonce count packets.
type sealer struct {
	aead  cipher.AEAD
	nonce []byte
}

func newSealer(key, iv []byte) (*sealer, error) {
	block, err := aes.NewCipher(key[:16])
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	return &sealer{aead, iv[:12]}, err
}

func (s *sealer) next() []byte {
	nonce := append([]byte(nil), s.nonce...)
	binary.BigEndian.PutUint64(s.nonce[4:], binary.BigEndian.Uint64(s.nonce[4:])+1)
	return nonce
}

func (c *slimClient) send(message any) error { return c.sendRaw(gossh.Marshal(message)) }

func (c *slimClient) sendRaw(payload []byte) error {
	padding := 16 - (1+len(payload))%16
	if c.to == nil {
		padding = 16 - (5+len(payload))%16
	}
	if padding < 4 {
		padding += 16
	}
	length := binary.BigEndian.AppendUint32(nil, uint32(1+len(payload)+padding))
	packet := append([]byte{byte(padding)}, payload...)
	packet = append(packet, make([]byte, padding)...)
	if c.to != nil {
		packet = c.to.aead.Seal(nil, c.to.next(), packet, length)
	}
	_, err := c.conn.Write(append(length, packet...))
	return err
}

func (c *slimClient) receive() (payload []byte, err error) {
	length := make([]byte, 4)
	if _, err := io.ReadFull(c.in, length); err != nil {
		return nil, err
	}
	n := int(binary.BigEndian.Uint32(length))
	if c.from != nil {
		n += c.from.aead.Overhead()
	}
	packet := make([]byte, n)
	if _, err := io.ReadFull(c.in, packet); err != nil {
		return nil, err
	}
	if c.from != nil {
		if packet, err = c.from.aead.Open(nil, c.from.next(), packet, length); err != nil {
			return nil, err
		}
	}
	return packet[1 : len(packet)-int(packet[0])], nil
}

// await receives until a message of a kind comes, and passes over others.
func (c *slimClient) await(kind byte) ([]byte, error) {
	for {
		payload, err := c.receive()
		switch {
		case err != nil:
			return nil, fmt.Errorf("await message %d: %w", kind, err)
		case payload[0] == kind:
			return payload, nil
		case payload[0] == 1, payload[0] == 51, payload[0] == 92, payload[0] == 100:
			return nil, fmt.Errorf("await message %d: message %d came", kind, payload[0])
		}
	}
}

// The messages that are sent, by their numbers in RFC 4250.
type (
	kexInit struct {
		Cookie                [16]byte `sshtype:"20"`
		Kex, HostKey          []string
		CiphersTo, CiphersFro []string
		MACsTo, MACsFro       []string
		PackTo, PackFro       []string
		LangTo, LangFro       []string
		Follows               bool
		Reserved              uint32
	}
	kexReply struct {
		HostKey, Public, Signature []byte `sshtype:"31"`
	}
	openChannel struct {
		Kind                    string `sshtype:"90"`
		Own, Window, MostAtOnce uint32
	}
	askChannel struct {
		Channel   uint32 `sshtype:"98"`
		Request   string
		WantReply bool
		Rest      []byte `ssh:"rest"`
	}
)

// dialSlim connects as a user, without a key, and opens a session whose window
// has so many bytes.
func dialSlim(address, user string, window uint32) (c *slimClient, err error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	c = &slimClient{conn: conn, in: bufio.NewReader(conn)}
	if err := c.open(user, window); err != nil {
		conn.Close()
		return nil, err
	}
	return c, nil
}

func (c *slimClient) open(user string, window uint32) error {
	if err := c.exchangeKeys(); err != nil {
		return err
	}
	none, one := "", func(n byte, s ...string) []byte {
		m := []byte{n}
		for _, text := range s {
			m = append(binary.BigEndian.AppendUint32(m, uint32(len(text))), text...)
		}
		return m
	}
	steps := []struct {
		send  []byte
		await byte
	}{
		{one(5, "ssh-userauth"), 6},
		{one(50, user, "ssh-connection", "keyboard-interactive", none, none), 52}, // nothing is asked
		{gossh.Marshal(openChannel{"session", 0, window, 32 << 10}), 91},
		{gossh.Marshal(askChannel{0, "pty-req", true, append(one(0, "xterm-256color")[1:], 0, 0, 0, 80, 0, 0, 0, 24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)}), 99},
		{gossh.Marshal(askChannel{0, "shell", true, nil}), 99},
	}
	for _, step := range steps {
		if err := c.sendRaw(step.send); err != nil {
			return err
		}
		if _, err := c.await(step.await); err != nil {
			return err
		}
	}
	return nil
}

// exchangeKeys is curve25519-sha256 (RFC 8731).
func (c *slimClient) exchangeKeys() error {
	const version = "SSH-2.0-slim"
	if _, err := io.WriteString(c.conn, version+"\r\n"); err != nil {
		return err
	}
	theirs, err := c.in.ReadString('\n')
	if err != nil {
		return err
	}
	list := func(s string) []string { return []string{s} }
	gcm, mac, none := list("aes128-gcm@openssh.com"), list("hmac-sha2-256"), list("none")
	ourInit := gossh.Marshal(kexInit{
		Kex: list("curve25519-sha256"), HostKey: list("ssh-ed25519"), CiphersTo: gcm, CiphersFro: gcm, MACsTo: mac, MACsFro: mac, PackTo: none, PackFro: none,
	})
	if err := c.sendRaw(ourInit); err != nil {
		return err
	}
	theirInit, err := c.await(20)
	if err != nil {
		return err
	}
	private, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	public := private.PublicKey().Bytes()
	if err := c.send(struct {
		Public []byte `sshtype:"30"`
	}{public}); err != nil {
		return err
	}
	raw, err := c.await(31)
	if err != nil {
		return err
	}
	var reply kexReply
	if err := gossh.Unmarshal(raw, &reply); err != nil {
		return err
	}
	remote, err := ecdh.X25519().NewPublicKey(reply.Public)
	if err != nil {
		return err
	}
	shared, err := private.ECDH(remote)
	if err != nil {
		return err
	}
	secret := gossh.Marshal(struct{ K *big.Int }{new(big.Int).SetBytes(shared)})
	hash := sha256.Sum256(append(gossh.Marshal(struct{ V1, V2, I1, I2, Host, Q1, Q2 []byte }{
		[]byte(version), []byte(strings.TrimRight(theirs, "\r\n")), ourInit, theirInit, reply.HostKey, public, reply.Public,
	}), secret...))
	if err := c.sendRaw([]byte{21}); err != nil {
		return err
	}
	if _, err := c.await(21); err != nil {
		return err
	}
	derive := func(letter byte) []byte {
		key := sha256.Sum256(append(append(append(append([]byte(nil), secret...), hash[:]...), letter), hash[:]...))
		return key[:]
	}
	if c.to, err = newSealer(derive('C'), derive('A')); err != nil {
		return err
	}
	c.from, err = newSealer(derive('D'), derive('B'))
	return err
}

// received is what a slim client got, and when.
type received struct {
	bytes     int // of pictures
	questions int // that it answered
	last, end time.Time
}

// answer goes on answering what the server asks, keepalives above all, until
// the connection ends, and never widens the window.
func (c *slimClient) answer() (got received) {
	for {
		payload, err := c.receive()
		if err != nil {
			got.end = time.Now()
			return got
		}
		switch payload[0] {
		case 80: // global request: name, want reply
			n := int(binary.BigEndian.Uint32(payload[1:]))
			if payload[5+n] != 0 && c.sendRaw([]byte{82}) == nil {
				got.questions++
			}
		case 94: // data
			got.bytes, got.last = got.bytes+len(payload)-9, time.Now()
		case 98: // channel request
			n := int(binary.BigEndian.Uint32(payload[5:]))
			if payload[9+n] != 0 && c.sendRaw([]byte{100, 0, 0, 0, 0}) == nil {
				got.questions++
			}
		}
	}
}
