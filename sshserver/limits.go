package sshserver

import "time"

// Limits bound what strangers can make the server do. Each stands against an
// attack that was tried; see [DefaultLimits] for the values that held.
type Limits struct {
	// Connections is how many connections people may hold who have joined.
	// Whoever came last goes if there are more, and so below; always from the
	// source that has the most. Facilitators are not counted anywhere.
	Connections int
	// Watchers is how many projectors may be open that no facilitator opened.
	Watchers int
	// Guests is how many connections there may be whose person has not joined.
	// Whoever has done nothing for the longest time goes.
	Guests int
	// Queued is how many connections there may be whose person waits for their turn
	// to join. Any of them goes if there are more, from the source that has the most.
	Queued int
	// PerPerson is how many connections may have proved one key, or the same
	// return code. Further ones wait until one ends, or goes: the one that was
	// used the longest ago, every two seconds.
	PerPerson int
	// Knocks is how many connections there may be that have not begun to exchange
	// keys: who says nothing, and who waits for a turn. Those that have said
	// nothing for two seconds go first, or else any.
	Knocks int
	// Startups is how many connections may have begun to exchange keys and not
	// authenticated. If there are more, any goes, from the source that has the
	// most. From one source some are dropped early where they are more than half
	// of Knocks or Startups, and at three quarters each new one makes another go.
	// Half must be as many as a room holds that shares one address.
	Startups int
	// Handshake is how long a connection may take to authenticate. A person may
	// compare a fingerprint or look for a passphrase meanwhile: as sshd has it.
	Handshake time.Duration
	// Silence is how long a client may take to begin the key exchange, which
	// needs no person.
	Silence time.Duration
	// Exchanges is how many key exchanges a second each source may begin after a
	// first ExchangeBurst, and ExchangesInAll all together. Further ones wait.
	Exchanges, ExchangeBurst, ExchangesInAll int

	// Join is how long someone may be silent before joining a workshop, and
	// how long a connection without a session is kept.
	Join time.Duration
	// JoinTotal is how long joining may take, silent or not.
	JoinTotal time.Duration
	// Idle is how long someone who has joined may be silent: longer than any
	// phase, since people listen, too. Who is gone is found by keepalives. Facilitators and
	// projectors, who hold a facilitator's key, may be silent for ever.
	Idle time.Duration
	// Total is how long a connection may last.
	Total time.Duration
	// Keepalive is how often each client is asked whether it is there.
	Keepalive time.Duration
	// KeepaliveAnswer is how long it has to answer.
	KeepaliveAnswer time.Duration
	// WriteStall is how long one write may take. A client that answers
	// keepalives but does not read is caught by this alone.
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
	// MaxWidth and MaxHeight bound the terminal, in cells. A larger one is
	// drawn in its upper left part.
	MaxWidth, MaxHeight int
	// TermName is how many bytes the terminal's name may have.
	TermName int
	// Resizes is how many window changes a second reach a screen. The latest
	// always does.
	Resizes int
	// Command is how many bytes a command line may have.
	Command int

	// ConnectionRate is how many bytes a second a connection may send, whatever
	// they are, after a first burst of ConnectionBurst bytes.
	ConnectionRate, ConnectionBurst int
	// InputRate is how many bytes a second a person may type or paste, after a
	// first burst of InputBurst bytes.
	InputRate, InputBurst int
	// InputBacklog is how long someone may go on sending more than InputRate
	// allows before the session is closed.
	InputBacklog time.Duration
	// Paste is how many bytes of one paste are kept; the rest is dropped.
	Paste int
	// Sequence is how many bytes one escape sequence from a terminal may have.
	Sequence int
	// LineInput is how many bytes a line command may read. Input of more is refused.
	LineInput int64

	// Texts is how many texts (ideas, questions, commitments, headings, notes) a
	// participant may put before everyone in ten seconds, after a first
	// TextBurst, so that who types fast from a list of their own is not stopped.
	Texts, TextBurst int
	// Actions is how many things a second a participant may do, a dot or a hand
	// for example, after a first ActionBurst.
	Actions, ActionBurst int

	// Joins is how many people a second may join in all, after a first JoinBurst,
	// and SourceJoins how many of them from one source: an IPv4 address, or an
	// IPv6 network of /64. Further ones wait for their turn.
	Joins, JoinBurst, SourceJoins int
	// Codes is how many return codes a second are compared that nobody has come with
	// since the server started, and SourceCodes how many from one source: half as many
	// again as it may open connections, so that a guess at each does not fill them.
	Codes, SourceCodes int
	// RoomTexts is how many texts a second people may write in all, and
	// SourceTexts how many of them from one source. Further ones wait.
	RoomTexts, SourceTexts int
	// Reads is how many line commands a second that only read are answered in
	// all, after a first ReadBurst, and SourceReads how many from one source,
	// after half of that. One that takes long counts for several. Further ones
	// wait, and whoever has asked the least comes first.
	Reads, ReadBurst, SourceReads int

	// Pictures is how many pictures a second a screen draws because others did
	// something. What its own person does is always drawn at once.
	Pictures int
}

// DefaultLimits returns limits for a room of up to a thousand people on a
// small computer.
func DefaultLimits() Limits {
	return Limits{
		Connections:    2000,
		Watchers:       200,
		Guests:         1500,
		Queued:         3000,
		PerPerson:      16,
		Knocks:         6000,
		Startups:       2000,
		Handshake:      2 * time.Minute,
		Silence:        20 * time.Second,
		Exchanges:      50,
		ExchangeBurst:  1000,
		ExchangesInAll: 200,

		Join:            3 * time.Minute,
		JoinTotal:       10 * time.Minute,
		Idle:            4 * time.Hour,
		Total:           12 * time.Hour,
		Keepalive:       15 * time.Second,
		KeepaliveAnswer: 45 * time.Second,
		WriteStall:      8 * time.Second,

		Sessions:         2,
		Refusals:         8,
		Environment:      16,
		EnvironmentValue: 128,
		MaxWidth:         400,
		MaxHeight:        150,
		TermName:         64,
		Resizes:          20,
		Command:          8 << 10,

		ConnectionRate:  32 << 10,
		ConnectionBurst: 256 << 10,
		InputRate:       4 << 10,
		InputBurst:      16 << 10,
		InputBacklog:    30 * time.Second,
		Paste:           16 << 10,
		Sequence:        1 << 10,
		LineInput:       1 << 20,

		Texts:       3,
		TextBurst:   12,
		Actions:     10,
		ActionBurst: 40,

		Joins:       60,
		JoinBurst:   100,
		SourceJoins: 30,
		Codes:       120,
		SourceCodes: 80,
		RoomTexts:   100,
		SourceTexts: 50,

		Reads:       150,
		ReadBurst:   400,
		SourceReads: 50,

		Pictures: 30,
	}
}

// RehearsalLimits returns the limits of a server that is filled by one computer,
// for a rehearsal or a benchmark: all come from one address, at once.
func RehearsalLimits() Limits {
	return Limits{Connections: 5000, Guests: 5000, Queued: 5000, Startups: 10_000, Knocks: 10_000, ExchangeBurst: 10_000, Joins: 2000, JoinBurst: 2000, SourceJoins: 2000, Codes: 2000, SourceCodes: 2000, RoomTexts: 2000, SourceTexts: 2000, Reads: 2000, ReadBurst: 4000, SourceReads: 2000}
}

// WithDefaults is l with what is zero or less as in [DefaultLimits].
func (l Limits) WithDefaults() Limits { return l.orDefault() }

// orDefault replaces what is zero or less by its default, so that a caller
// needs to name only what it changes. A limit cannot be switched off.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	for _, number := range []struct{ have, want *int }{
		{&l.Connections, &d.Connections}, {&l.Watchers, &d.Watchers}, {&l.Guests, &d.Guests}, {&l.Queued, &d.Queued}, {&l.PerPerson, &d.PerPerson},
		{&l.Knocks, &d.Knocks}, {&l.Startups, &d.Startups},
		{&l.Exchanges, &d.Exchanges}, {&l.ExchangeBurst, &d.ExchangeBurst}, {&l.ExchangesInAll, &d.ExchangesInAll},
		{&l.Sessions, &d.Sessions}, {&l.Refusals, &d.Refusals},
		{&l.Environment, &d.Environment}, {&l.EnvironmentValue, &d.EnvironmentValue},
		{&l.MaxWidth, &d.MaxWidth}, {&l.MaxHeight, &d.MaxHeight}, {&l.TermName, &d.TermName},
		{&l.Resizes, &d.Resizes}, {&l.Command, &d.Command},
		{&l.ConnectionRate, &d.ConnectionRate}, {&l.ConnectionBurst, &d.ConnectionBurst},
		{&l.InputRate, &d.InputRate}, {&l.InputBurst, &d.InputBurst},
		{&l.Paste, &d.Paste}, {&l.Sequence, &d.Sequence}, {&l.Pictures, &d.Pictures},
		{&l.Texts, &d.Texts}, {&l.TextBurst, &d.TextBurst}, {&l.Actions, &d.Actions}, {&l.ActionBurst, &d.ActionBurst},
		{&l.Joins, &d.Joins}, {&l.JoinBurst, &d.JoinBurst}, {&l.SourceJoins, &d.SourceJoins}, {&l.Codes, &d.Codes}, {&l.SourceCodes, &d.SourceCodes},
		{&l.RoomTexts, &d.RoomTexts}, {&l.SourceTexts, &d.SourceTexts},
		{&l.Reads, &d.Reads}, {&l.ReadBurst, &d.ReadBurst}, {&l.SourceReads, &d.SourceReads},
	} {
		if *number.have <= 0 {
			*number.have = *number.want
		}
	}
	for _, length := range []struct{ have, want *time.Duration }{
		{&l.Handshake, &d.Handshake}, {&l.Silence, &d.Silence}, {&l.Join, &d.Join}, {&l.JoinTotal, &d.JoinTotal}, {&l.Idle, &d.Idle}, {&l.Total, &d.Total},
		{&l.Keepalive, &d.Keepalive}, {&l.KeepaliveAnswer, &d.KeepaliveAnswer},
		{&l.WriteStall, &d.WriteStall}, {&l.InputBacklog, &d.InputBacklog},
	} {
		if *length.have <= 0 {
			*length.have = *length.want
		}
	}
	if l.LineInput <= 0 {
		l.LineInput = d.LineInput
	}
	return l
}
