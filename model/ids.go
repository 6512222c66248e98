package model

import (
	"encoding/hex"
	"fmt"
	"strings"
)

// ItemID identifies an item on the board: an idea, a cluster, a question or a commitment.
// They share one sequence from 1 up, so an id is short enough to type and is never
// ambiguous. 0 is none.
type ItemID int

// PersonID identifies a person in one workshop, from 1 up. 0 is the facilitator at the
// local terminal.
type PersonID int

// PhaseID identifies a phase of the agenda, from 1 up, and stays with it when the agenda is
// rearranged. 0 is none.
type PhaseID int

// SessionID identifies a session of a phase, from 1 up, in the whole workshop. 0 is none.
type SessionID int

// RoundID identifies a vote, from 1 up. 0 is none.
type RoundID int

// Role is what somebody may do.
type Role string

// The three roles. A projector is an observer with a big screen.
const (
	Facilitator Role = "facilitator"
	Participant Role = "participant"
	Observer    Role = "observer"
)

// Actor is who gives a command: a person in a role. Via is the person whose terminal they
// use, if it is not their own: see proxies.go.
type Actor struct {
	Person PersonID `json:"p,omitempty"`
	Role   Role     `json:"r,omitempty"`
	Via    PersonID `json:"v,omitempty"` // 0 means their own
}

// Host is the facilitator at the local terminal.
var Host = Actor{Role: Facilitator}

// Sector is the part of society that a person comes from.
type Sector uint8

// The five sectors, in the order of the Co-Lab's own material.
const (
	NoSector Sector = iota
	CivilSociety
	PublicSector
	Business
	Academia
	Entrepreneur
)

// Sectors lists the five in order.
var Sectors = [...]Sector{CivilSociety, PublicSector, Business, Academia, Entrepreneur}

var sectorNames = [...]string{"", "civil", "public", "business", "academia", "entrepreneur"}

// String returns the stored name: civil, public, business, academia, entrepreneur, or "".
func (s Sector) String() string {
	if int(s) < len(sectorNames) {
		return sectorNames[s]
	}
	return ""
}

// MarshalText returns the stored name.
func (s Sector) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText parses the stored name; an unknown one becomes NoSector, so that a log can
// always be read.
func (s *Sector) UnmarshalText(b []byte) error {
	*s = NoSector
	for i, n := range sectorNames {
		if n == string(b) {
			*s = Sector(i)
		}
	}
	return nil
}

var sectorPrefixes = []struct {
	prefix string
	sector Sector
}{
	{"civ", CivilSociety}, {"idé", CivilSociety}, {"ide", CivilSociety}, {"1", CivilSociety},
	{"pub", PublicSector}, {"off", PublicSector}, {"2", PublicSector},
	{"bus", Business}, {"när", Business}, {"nar", Business}, {"3", Business},
	{"aca", Academia}, {"aka", Academia}, {"4", Academia},
	{"ent", Entrepreneur}, {"sam", Entrepreneur}, {"soc", Entrepreneur}, {"5", Entrepreneur},
}

// ParseSector parses what a person types, in Swedish or English, the whole name or its
// beginning: "akademi", "civil society", "närings", "5".
func ParseSector(s string) (Sector, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, p := range sectorPrefixes {
		if strings.HasPrefix(s, p.prefix) {
			return p.sector, true
		}
	}
	return NoSector, false
}

// Token stands for a voter in one round: the first 16 bytes of
// HMAC-SHA-256(round key, person). Without the round key, which is destroyed
// when the round closes, nobody can tell whose it is.
type Token [16]byte

// MarshalText returns lower-case hexadecimal.
func (t Token) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(t[:])), nil }

// UnmarshalText parses 32 hexadecimal digits.
func (t *Token) UnmarshalText(b []byte) error {
	if hex.DecodedLen(len(b)) != len(t) {
		return fmt.Errorf("model: a token has %d hexadecimal digits, not %d", 2*len(t), len(b))
	}
	_, err := hex.Decode(t[:], b)
	return err
}
