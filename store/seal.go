package store

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"

	"verkstad/model"
)

// errBox is returned for a sealed ballot that was not sealed with this key for this slot.
var errBox = errors.New("it is not a ballot sealed with this key")

// The content of a box before it is sealed: the voter's token, the count of the voter's
// ballots, the sector that the voter votes for, and then, for each candidate with dots, its
// index in the round and the number of dots. The rest is zeros, so that all boxes of a
// round have the same size.
const (
	boxCount  = len(model.Token{}) // 4 bytes, big-endian
	boxSector = boxCount + 4       // 1 byte
	boxDots   = boxSector + 1      // then entries of 3 bytes each
	boxDot    = 3                  // the candidate's index, 2 bytes, and its dots, 1 byte

	// boxUnencrypted is added to the sector of a ballot that came over a connection that
	// others could read.
	boxUnencrypted = 0x80
)

// boxSize returns how many bytes a ballot of the round has before it is sealed.
func boxSize(r *model.Round) int { return boxDots + boxDot*min(r.Dots, len(r.Candidates)) }

// derive returns a key for one use from the round's key: HKDF-SHA-256 (RFC 5869) with the
// use as its info.
func (k *roundKey) derive(use string) []byte {
	key, err := hkdf.Key(sha256.New, k.secret[:], nil, "verkstad round "+use, chacha20poly1305.KeySize)
	if err != nil { // cannot happen: the key is 32 bytes long
		panic(err)
	}
	return key
}

// box returns the cipher that seals and opens, made once for each round.
func (k *roundKey) box() cipher.AEAD {
	k.once.Do(func() {
		k.slots = k.derive("slot")
		aead, err := chacha20poly1305.NewX(k.derive("box"))
		if err != nil {
			panic(err) // as above
		}
		k.aead = aead
	})
	return k.aead
}

// slot returns where a voter's ballot with that count is stored. Without the key it does
// not tell whose ballot it is, or that two are of the same voter.
func (k *roundKey) slot(voter model.Token, count int) (slot model.Token) {
	mac := hmac.New(sha256.New, k.slots)
	mac.Write(voter[:])
	mac.Write(binary.BigEndian.AppendUint32(nil, uint32(count)))
	copy(slot[:], mac.Sum(nil))
	return slot
}

// additionalData returns the additional data of a box: in another slot it cannot be opened.
func additionalData(workshop string, e model.BallotSealed) []byte {
	return append(fmt.Appendf(nil, "%s %d ", workshop, e.Round), e.Slot[:]...)
}

// seal puts a ballot into a box: XChaCha20-Poly1305 with a random nonce in front.
func (k *roundKey) seal(workshop string, r *model.Round, ballot model.BallotCast) (model.BallotSealed, error) {
	aead := k.box()
	plain := make([]byte, boxSize(r))
	copy(plain, ballot.Voter[:])
	binary.BigEndian.PutUint32(plain[boxCount:], uint32(ballot.Count))
	plain[boxSector] = byte(ballot.Sector)
	if ballot.Unencrypted {
		plain[boxSector] |= boxUnencrypted
	}
	at, dots := boxDots, 0
	for i := range r.Candidates {
		for _, d := range ballot.Dots {
			if d.ID == r.Candidates[i].ID {
				binary.BigEndian.PutUint16(plain[at:], uint16(i))
				plain[at+2] = byte(d.N)
				at, dots = at+boxDot, dots+1
			}
		}
	}
	if dots != len(ballot.Dots) {
		return model.BallotSealed{}, fmt.Errorf("seal a ballot: %w", ErrInternal)
	}
	e := model.BallotSealed{Round: r.ID, Slot: k.slot(ballot.Voter, ballot.Count)}
	nonce := make([]byte, aead.NonceSize(), aead.NonceSize()+len(plain)+aead.Overhead())
	rand.Read(nonce)
	e.Box = aead.Seal(nonce, nonce, plain, additionalData(workshop, e))
	return e, nil
}

// open returns the ballot in a box, or errBox.
func (k *roundKey) open(workshop string, r *model.Round, e model.BallotSealed) (model.BallotCast, error) {
	aead := k.box()
	if len(e.Box) != aead.NonceSize()+boxSize(r)+aead.Overhead() {
		return model.BallotCast{}, errBox
	}
	plain, err := aead.Open(nil, e.Box[:aead.NonceSize()], e.Box[aead.NonceSize():], additionalData(workshop, e))
	if err != nil {
		return model.BallotCast{}, errBox
	}
	ballot := model.BallotCast{
		Round: r.ID, Voter: model.Token(plain[:boxCount]), Count: int(binary.BigEndian.Uint32(plain[boxCount:])), Sector: model.Sector(plain[boxSector] &^ boxUnencrypted), Unencrypted: plain[boxSector]&boxUnencrypted != 0,
	}
	if e.Slot != k.slot(ballot.Voter, ballot.Count) {
		return model.BallotCast{}, errBox
	}
	for at := boxDots; at < len(plain) && plain[at+2] != 0; at += boxDot {
		i := int(binary.BigEndian.Uint16(plain[at:]))
		if i >= len(r.Candidates) {
			return model.BallotCast{}, errBox
		}
		ballot.Dots = append(ballot.Dots, model.Dot{ID: r.Candidates[i].ID, N: int(plain[at+2])})
	}
	ballot.Dots = model.SortedDots(ballot.Dots)
	return ballot, nil
}
