package sshserver

import (
	"reflect"
	"time"
)

// Limits bound what strangers can make the server do. Each stands against an attack that
// was tried; [DefaultLimits] has values that held.
type Limits struct {
	// Connections is how many connections there may be of people who have joined. If there
	// are more, the newest is ended, always of the source that has the most; the same holds
	// below. Facilitators are not counted anywhere.
	Connections int
	// Watchers is how many projectors may be open that no facilitator has opened.
	Watchers int
	// Guests is how many connections there may be whose person has not joined. The one that
	// has done nothing for the longest time is ended.
	Guests int
	// Queued is how many connections there may be whose person waits for their turn to
	// join. If there are more, any of them is ended, of the source that has the most.
	Queued int
	// PerPerson is how many connections may have proved one key, or given one return code.
	// Further ones wait until one ends, or is ended: the one that was used the longest ago,
	// every two seconds.
	PerPerson int
	// Unopened is how many connections there may be that have not begun to exchange keys,
	// because they send nothing or wait for a turn. Those that have sent nothing for two
	// seconds are ended first, or else any.
	Unopened int
	// Startups is how many connections may have begun to exchange keys and not
	// authenticated. If there are more, any of them is ended, of the source that has the
	// most. Of one source some are ended early if they are more than half of Unopened or
	// Startups, and at three quarters each new one ends another. Half must be as many as a
	// room holds that shares one address.
	Startups int
	// Handshake is how long a connection may take to authenticate. A person may compare a
	// fingerprint or look for a passphrase meanwhile. It is sshd's default.
	Handshake time.Duration
	// Silence is how long a client may take to begin the key exchange, which
	// needs no person.
	Silence time.Duration
	// Exchanges is how many key exchanges a second each source may begin after a first
	// ExchangeBurst, and ExchangesInAll how many all sources together. Further ones wait.
	Exchanges, ExchangeBurst, ExchangesInAll int

	// Join is how long a person may be silent before joining a workshop, and how long a
	// connection without a session is kept.
	Join time.Duration
	// JoinTotal is how long joining may take in all.
	JoinTotal time.Duration
	// Idle is how long a person who has joined may be silent: longer than any phase, since
	// people also listen. People who are gone are found by keepalives. Facilitators, and
	// projectors that hold a facilitator's key, may be silent for ever.
	Idle time.Duration
	// Total is how long a connection may last.
	Total time.Duration
	// Keepalive is how often a keepalive is sent to each client.
	Keepalive time.Duration
	// KeepaliveAnswer is how long a client has to answer a keepalive.
	KeepaliveAnswer time.Duration
	// WriteStall is how long one write may take. This alone catches a client that answers
	// keepalives but does not read.
	WriteStall time.Duration

	// Sessions is how many sessions one connection may hold at a time.
	Sessions int
	// Refusals is how many channels one connection may be refused before it is
	// closed.
	Refusals int
	// Environment is how many environment variables a session may set, and
	// EnvironmentValue how many bytes each value may have.
	Environment      int
	EnvironmentValue int
	// MaxWidth and MaxHeight bound the terminal's size, in cells. Of a larger one the upper
	// left part is used.
	MaxWidth, MaxHeight int
	// TermName is how many bytes the terminal's name may have.
	TermName int
	// Resizes is how many window changes a second are passed to a screen. The latest always
	// is.
	Resizes int
	// Command is how many bytes a command line may have.
	Command int

	// ConnectionRate is how many bytes a second a connection may send, of any kind, after a
	// first burst of ConnectionBurst bytes.
	ConnectionRate, ConnectionBurst int
	// InputRate is how many bytes a second a person may type or paste, after a
	// first burst of InputBurst bytes.
	InputRate, InputBurst int
	// InputBacklog is how long a person may keep sending more than InputRate allows before
	// the session is ended.
	InputBacklog time.Duration
	// Paste is how many bytes of one paste are kept; the rest is dropped.
	Paste int
	// Sequence is how many bytes one escape sequence from a terminal may have.
	Sequence int
	// LineInput is how many bytes of input a line command may read. Longer input is
	// refused.
	LineInput int64

	// Texts is how many texts (ideas, questions, commitments, headings, notes) a
	// participant may publish in ten seconds, after a first TextBurst, so that a person who
	// types fast from a list of their own is not stopped.
	Texts, TextBurst int
	// Actions is how many things a second a participant may do, such as giving a dot or
	// raising a hand, after a first ActionBurst.
	Actions, ActionBurst int

	// Joins is how many people a second may join in all, after a first JoinBurst, and
	// SourceJoins how many of one source: an IPv4 address, or an IPv6 network of /64.
	// Further ones wait for their turn.
	Joins, JoinBurst, SourceJoins int
	// Codes is how many return codes a second are compared that have not been used since
	// the server started, and SourceCodes how many of one source: half as many again as the
	// connections it may open, so that a guess on each does not use them up.
	Codes, SourceCodes int
	// RoomTexts is how many texts a second people may publish in all, and SourceTexts how
	// many of one source. Further ones wait.
	RoomTexts, SourceTexts int
	// Reads is how many read-only line commands a second are answered in all, after a first
	// ReadBurst, and SourceReads how many of one source, after half of that burst. A
	// command that takes long counts as several. Further ones wait, and the person who has
	// asked the least comes first.
	Reads, ReadBurst, SourceReads int

	// Pictures is how many times a second a screen is drawn because of what others did.
	// What its own person does is always drawn at once.
	Pictures int
}

// DefaultLimits returns limits for a room of up to a thousand people and a small computer.
func DefaultLimits() Limits {
	var l Limits
	for _, set := range []func(*Limits){
		defaultConnections, defaultTimes, defaultSessions, defaultInput, defaultPeople, defaultRoom,
	} {
		set(&l)
	}
	return l
}

// defaultConnections sets how many connections there may be, and how fast they may begin.
func defaultConnections(l *Limits) {
	l.Connections = 2000
	l.Watchers = 200
	l.Guests = 1500
	l.Queued = 3000
	l.PerPerson = 16
	l.Unopened = 6000
	l.Startups = 2000
	l.Handshake = 2 * time.Minute
	l.Silence = 20 * time.Second
	l.Exchanges = 50
	l.ExchangeBurst = 1000
	l.ExchangesInAll = 200
}

// defaultTimes sets how long things may take.
func defaultTimes(l *Limits) {
	l.Join = 3 * time.Minute
	l.JoinTotal = 10 * time.Minute
	l.Idle = 4 * time.Hour
	l.Total = 12 * time.Hour
	l.Keepalive = 15 * time.Second
	l.KeepaliveAnswer = 45 * time.Second
	l.WriteStall = 8 * time.Second
}

// defaultSessions sets what a connection may ask for.
func defaultSessions(l *Limits) {
	l.Sessions = 2
	l.Refusals = 8
	l.Environment = 16
	l.EnvironmentValue = 128
	l.MaxWidth = 400
	l.MaxHeight = 150
	l.TermName = 64
	l.Resizes = 20
	l.Command = 8 << 10
}

// defaultInput sets what a connection may send.
func defaultInput(l *Limits) {
	l.ConnectionRate = 32 << 10
	l.ConnectionBurst = 256 << 10
	l.InputRate = 4 << 10
	l.InputBurst = 16 << 10
	l.InputBacklog = 30 * time.Second
	l.Paste = 16 << 10
	l.Sequence = 1 << 10
	l.LineInput = 1 << 20
}

// defaultPeople sets what one participant may do.
func defaultPeople(l *Limits) {
	l.Texts = 3
	l.TextBurst = 12
	l.Actions = 10
	l.ActionBurst = 40
}

// defaultRoom sets what all people, and those of one source, may do together, and how often
// a screen is drawn.
func defaultRoom(l *Limits) {
	l.Joins = 60
	l.JoinBurst = 100
	l.SourceJoins = 30
	l.Codes = 120
	l.SourceCodes = 80
	l.RoomTexts = 100
	l.SourceTexts = 50
	l.Reads = 150
	l.ReadBurst = 400
	l.SourceReads = 50
	l.Pictures = 30
}

// LoadTestLimits returns the limits of a server that one computer fills, for a rehearsal or
// a benchmark: all connections come from one address, at once.
func LoadTestLimits() Limits {
	return Limits{Connections: 5000, Guests: 5000, Queued: 5000, Startups: 10_000, Unopened: 10_000, ExchangeBurst: 10_000, Joins: 2000, JoinBurst: 2000, SourceJoins: 2000, Codes: 2000, SourceCodes: 2000, RoomTexts: 2000, SourceTexts: 2000, Reads: 2000, ReadBurst: 4000, SourceReads: 2000}
}

// WithDefaults returns l with every value that is zero or less replaced by that of
// [DefaultLimits].
func (l Limits) WithDefaults() Limits { return l.orDefault() }

// orDefault replaces values that are zero or less by their defaults, so that a caller needs
// to name only what it changes. A limit cannot be switched off.
func (l Limits) orDefault() Limits {
	have, want := reflect.ValueOf(&l).Elem(), reflect.ValueOf(DefaultLimits())
	for i := range have.NumField() { // each field is an integer type
		if have.Field(i).Int() <= 0 {
			have.Field(i).SetInt(want.Field(i).Int())
		}
	}
	return l
}
