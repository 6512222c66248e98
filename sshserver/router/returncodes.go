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

// Comparing a return code takes some milliseconds by design, so that nobody can find codes
// by trying in a copy of the database. So that nobody can keep the server busy with it
// either, comparisons are rate-limited by source before they begin. A right code never
// waits for guesses: codes of people who have joined or come back since the server started
// are recognised by an HMAC under a key that is in memory only.

// maxReturnCodes bounds how many codes are known. If there were more, all are dropped, and
// each is compared slowly once more.
const maxReturnCodes = 1 << 16

// returnCodes knows the codes of people who have joined. Its methods may be called by any
// goroutine.
type returnCodes struct {
	secret [32]byte
	mu     sync.Mutex
	known  map[[32]byte]string // stored identity in the workshop
}

func newReturnCodes() *returnCodes {
	r := &returnCodes{known: map[[32]byte]string{}}
	_, _ = rand.Read(r.secret[:]) // never fails, see crypto/rand
	return r
}

func (r *returnCodes) mac(room workshop.Boards, symbols string) (sum [32]byte) {
	mac := hmac.New(sha256.New, r.secret[:])
	mac.Write([]byte(room.Board().ID + "\x00" + symbols))
	return [32]byte(mac.Sum(nil))
}

// find returns the person who has a code in a room, if it is known.
func (r *returnCodes) find(room workshop.Boards, symbols string) (stored string, ok bool) {
	sum := r.mac(room, symbols)
	r.mu.Lock()
	defer r.mu.Unlock()
	stored, ok = r.known[sum]
	return stored, ok
}

// remember records a person's code.
func (r *returnCodes) remember(room workshop.Boards, symbols, stored string) {
	sum := r.mac(room, symbols)
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.known) >= maxReturnCodes {
		clear(r.known)
	}
	r.known[sum] = stored
}

// identifySlowly identifies a code that is not known, after those who wait for the same. It
// returns ctx's error if that ends first.
func (v *visitor) identifySlowly(ctx context.Context, q *queue, room workshop.Identities, symbols string) (string, error) {
	from := sshserver.SourceOf(v.caller.Remote)
	if err := q.pass(ctx, v.gone, from, v.caller.Conn.CountHashed(), nil); err != nil {
		return "", err
	}
	return room.IdentifyReturn(symbols), nil
}

// rememberCode remembers the code of the caller, who has joined under a stored identity.
func (v *visitor) rememberCode(room workshop.Boards, as string) {
	v.id.mu.Lock()
	symbols := v.id.code
	mine := v.id.stored == as && v.id.workshop == room.Board().ID
	v.id.mu.Unlock()
	if mine && symbols != "" {
		v.r.returnCodes.remember(room, symbols, as)
	}
}
