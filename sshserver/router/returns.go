package router

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"sync"

	"verkstad/model/workshop"
	"verkstad/sshserver"
)

// To compare a return code takes some milliseconds, so that nobody finds one in a
// copy of the database. So that nobody can have the server do nothing else either,
// this is paced before it begins, by source; and a right code waits for no guess:
// those of people who have joined or come back since the server started are known
// by their HMAC under a key that lies in memory alone.

// mostReturns bounds how many codes are known; were there more, all are forgotten,
// and compared slowly once.
const mostReturns = 1 << 16

// returns knows the codes of people who have joined. Its methods may be called by
// any goroutine.
type returns struct {
	secret [32]byte
	mu     sync.Mutex
	known  map[[32]byte]string // who they are in the workshop
}

func newReturns() *returns {
	r := &returns{known: map[[32]byte]string{}}
	_, _ = rand.Read(r.secret[:]) // never fails, see crypto/rand
	return r
}

func (r *returns) of(room workshop.Boards, symbols string) (sum [32]byte) {
	mac := hmac.New(sha256.New, r.secret[:])
	mac.Write([]byte(room.Board().ID + "\x00" + symbols))
	return [32]byte(mac.Sum(nil))
}

// find gives who has a code in a room, if that is known.
func (r *returns) find(room workshop.Boards, symbols string) (stored string, ok bool) {
	sum := r.of(room, symbols)
	r.mu.Lock()
	defer r.mu.Unlock()
	stored, ok = r.known[sum]
	return stored, ok
}

// remember notes who has a code.
func (r *returns) remember(room workshop.Boards, symbols, stored string) {
	sum := r.of(room, symbols)
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.known) >= mostReturns {
		clear(r.known)
	}
	r.known[sum] = stored
}

// slowly identifies a code that is not known, after those who wait for the same.
// It returns ctx's error if that ends first.
func (v *visitor) slowly(ctx context.Context, q *queue, room workshop.Identities, symbols string) (string, error) {
	from := sshserver.SourceOf(v.caller.Remote)
	if err := q.pass(ctx, v.gone, from, v.caller.Conn.CountHashed(), nil); err != nil {
		return "", err
	}
	return room.IdentifyReturn(symbols), nil
}

// hasJoined remembers the code of whoever has joined as somebody.
func (v *visitor) hasJoined(room workshop.Boards, as string) {
	v.id.mu.Lock()
	symbols := v.id.code
	mine := v.id.stored == as && v.id.workshop == room.Board().ID
	v.id.mu.Unlock()
	if mine && symbols != "" {
		v.r.returns.remember(room, symbols, as)
	}
}
