// Package router meets who comes in over SSH: it finds the workshop that
// the user name means, who the caller is, and the screen or the line commands
// that are theirs. It is the [sshserver.App] of the program.
//
// A user name is a join code, with or without something after a plus:
//
//	KRABBA              join, or come back with the same key
//	KRABBA+X7K-2M9-4QD  come back with a return code
//	KRABBA+7Q2MX-B4KPN  come with a ticket, that lets one vote; or come back with it
//	KRABBA+projector    watch as an observer
//
// It proves nothing but that somebody knows the code. Who someone is follows
// from the key that the server saw proven, or from the return code; who leads,
// from the file of facilitators alone.
package router

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"verkstad/model"
	"verkstad/model/code"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/ui/i18n"
	"verkstad/ui/likeness"
	"verkstad/ui/lines"
	"verkstad/ui/live"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// lookupTimeout bounds how long a screen waits for the answer to a wrong code.
const lookupTimeout = 10 * time.Second

// Screens makes the first screen of each role.
type Screens struct {
	Participant func(*stage.Env, participant.Hint) stage.Screen
	Facilitator func(*stage.Env) stage.Screen
	Projector   func(*stage.Env) stage.Screen
}

// What somebody is told whose way in leads nowhere.
var (
	// ErrWrongCode is returned when no workshop has the code, or it can be none.
	ErrWrongCode = &model.Error{Code: "wrong-code", Message: "no workshop has that code"}
	// ErrWrongReturn is returned when nobody has the return code.
	ErrWrongReturn = &model.Error{Code: "wrong-return", Message: "nobody has that return code"}
	// ErrTooManyTries is returned when the connection has tried too many codes.
	ErrTooManyTries = &model.Error{Code: "too-many-tries", Message: "too many wrong codes"}
)

// Config says what the router knows.
type Config struct {
	House workshop.Repository
	// Hosted is the workshop that this server was started for. A facilitator's
	// key leads there when no workshop has the user name as its code; in lines not
	// when it is as long as a code, since a script with a slip in one would act
	// there. May be nil, and give nil.
	Hosted  func() workshop.Live
	Screens Screens
	Shared  *stage.Shared // what the terminals of the server have in common
	JoinFor func(code string) workshop.Join
	Now     stage.Clock // nil takes the system's
	// Limits are what participants are held to; what is zero is as in
	// [sshserver.DefaultLimits].
	Limits sshserver.Limits
}

// Router is an [sshserver.App].
type Router struct {
	config   Config
	brake    *sshserver.GuessLimiter
	pace     *pace
	archive  archive
	seats    seats
	claiming claiming
	watchers watchers
	returns  *returns // codes that are known to be somebody's
}

var _ sshserver.App = (*Router)(nil)

// New makes a router.
func New(config Config) *Router {
	if config.Now == nil {
		config.Now = time.Now
	}
	return &Router{config: config, brake: sshserver.NewGuessLimiter(), pace: newPace(config.Limits, config.Now), returns: newReturns()}
}

// visitor is a caller with what was found out about them.
type visitor struct {
	r      *Router
	caller sshserver.Caller
	id     identity
	line   func(ahead int) // is told how many are before them while they wait to come in; nil on a screen, which asks
	gone   chan struct{}   // closed when they have left their terminal
	// entered ends the presence of a screen that was let in to watch without a key;
	// nil for all others.
	entered func()

	// A screen's commands set these beside its program, which reads them.
	at     atomic.Pointer[workshop.Live]
	ticket atomic.Int64 // the number of the ticket they came with; 0 if none
	ahead  atomic.Int64 // how many are before them while they wait to come in
}

// identify finds the workshop, for a line or for a screen, and checks a return code. It
// returns one of the errors above, or the error of ctx.
func (r *Router) identify(ctx context.Context, c sshserver.Caller, line bool) (v *visitor, at address, err error) {
	v, at = &visitor{r: r, caller: c, gone: make(chan struct{})}, parseAddress(c.User)
	if !c.HasKey {
		v.id.code = newReturnCode()
	}
	err = v.find(ctx, at)
	if err != nil && c.Facilitator && !errors.Is(err, ErrWrongReturn) {
		if hosted := r.hosted(ctx); hosted != nil && !(line && meantAsCode(at.code, hosted.Board().Code)) {
			v.goIn(hosted)
			err = nil
		}
	}
	return v, at, err
}

// meantAsCode tells whether a user name is as long as the codes that are drawn, or
// as the one that this server's workshop has.
func meantAsCode(user, hosted string) bool {
	return len(user) == code.JoinLength || len(user) == len(hosted)
}

// hosted is the workshop that this server was started for, opened anew if it was
// closed meanwhile; nil if there is none, or none any more.
func (r *Router) hosted(ctx context.Context) workshop.Live {
	if r.config.Hosted == nil {
		return nil
	}
	room := r.config.Hosted()
	if room == nil || room.Gone() == nil {
		return room
	}
	again, err := r.config.House.Open(ctx, room.Board().ID)
	if err != nil {
		return nil
	}
	return again
}

// find looks up the workshop, and who has the return code if one is given.
func (v *visitor) find(ctx context.Context, at address) error {
	if at.code == "" {
		return ErrWrongCode
	}
	var room workshop.Live
	err := v.try(ctx, ErrWrongCode, func() (ok bool) {
		room, ok = v.r.config.House.ByCode(at.code)
		return ok
	})
	if err != nil {
		return err
	}
	if at.back != "" {
		if err := v.comeBack(ctx, room, at.back); err != nil {
			return err
		}
	}
	v.goIn(room)
	return v.showTicket(ctx, at.ticket)
}

// room is where they are; nil until it is found.
func (v *visitor) room() workshop.Live {
	if at := v.at.Load(); at != nil {
		return *at
	}
	return nil
}

// goIn takes the caller to a room, as they may use it.
func (v *visitor) goIn(room workshop.Live) {
	var held workshop.Live = heldRoom{
		Live: room, pace: v.r.pace, try: v.try, listed: v.listed,
		from: sshserver.SourceOf(v.caller.Remote), gone: v.gone, told: v.told,
		queues: v.caller.Conn.WaitsToJoin, joined: func(as string) { v.hasJoined(room, as) },
	}
	v.at.Store(&held)
}

// try compares a code under the brake on guessing.
func (v *visitor) try(ctx context.Context, wrong error, right func() bool) error {
	switch err := v.r.brake.Try(ctx, v.caller.Conn, right); {
	case errors.Is(err, sshserver.ErrWrongCode):
		return wrong
	case errors.Is(err, sshserver.ErrTooManyTries):
		return ErrTooManyTries
	default:
		return err
	}
}

// listed tells whether the caller stands in the file of facilitators as who
// they are here: who comes back with another person's return code does not
// bring a facilitator's rights along.
func (v *visitor) listed() bool { return v.own() && v.caller.IsListed() }

// person is who the caller is in the room; nil if they have not joined.
func (v *visitor) person() *model.Person { return v.room().Board().PersonByKey(v.identity(v.room())) }

// leads tells whether the caller gets the cockpit: by the file, or by
// appointment.
func (v *visitor) leads() bool {
	if v.listed() {
		return true
	}
	p := v.person()
	return p != nil && p.Leads()
}

// Screen makes the screen of one terminal.
func (r *Router) Screen(c sshserver.Caller, t sshserver.Terminal) (live.Screen, error) {
	ctx, cancel := context.WithTimeout(context.Background(), lookupTimeout)
	defer cancel()
	v, at, err := r.identify(ctx, c, false)
	env := &stage.Env{
		Reach: v, Room: v.room(), Hub: t.Hub, Theme: theme.New(true), Words: v.words(), Now: r.config.Now, NewOp: lines.NewOp,
		JoinFor: r.config.JoinFor, Shared: r.config.Shared,
	}
	if err != nil && !errors.Is(err, ErrWrongCode) {
		return nil, errors.New(env.Say(err))
	}
	visit := &visit{v: v, stand: func() {}, stays: v.room() != nil && at.projector}
	var first stage.Screen
	switch {
	case visit.stays:
		if err := v.watches(ctx, true); err != nil {
			return nil, errors.New(env.Say(err))
		}
		env.Me = model.Actor{Role: model.Observer}
		visit.leave = v.sitsWatching()
		first = r.config.Screens.Projector(env)
	case v.room() != nil && v.leads():
		env.Enter(v.actor(ctx))
		visit.leads = true
		first = r.config.Screens.Facilitator(env)
	default:
		first = r.config.Screens.Participant(env, v.hint(env))
	}
	visit.App = stage.NewApp(env, first, t.W, t.H)
	if !visit.stays {
		visit.notice() // who has joined has a place where others have none
	}
	return visit, nil
}

// hint is what the participant's screen is told.
func (v *visitor) hint(env *stage.Env) participant.Hint {
	h := participant.Hint{
		Name: v.caller.Name, Role: model.Participant, KeyFor: v.identity, Door: &threshold{v: v}, FindRoom: v.findTyped,
		LookBack: v.lookBack(env), Ticket: func() int { return int(v.ticket.Load()) }, Ahead: func() int { return int(v.ahead.Load()) },
	}
	if v.room() != nil {
		h.Key = v.identity(v.room())
	}
	return h
}

// findTyped finds the workshop of a code typed on screen, with or without a
// return code after a plus. It waits when many have guessed wrong.
func (v *visitor) findTyped(typed string) (workshop.Live, error) {
	ctx, cancel := context.WithTimeout(context.Background(), lookupTimeout)
	defer cancel()
	if err := v.find(ctx, parseAddress(typed)); err != nil {
		return nil, err
	}
	return v.room(), nil
}

// actor is a facilitator, as the person that their key belongs to if they have
// joined. Who stands in the file and took part until now leads again.
func (v *visitor) actor(ctx context.Context) model.Actor {
	p := v.person()
	if p == nil || p.Removed {
		return model.Host
	}
	if p.Role != model.Facilitator {
		again := model.JoinPerson{Key: p.Key, Name: p.Name, Sector: p.Sector, Role: model.Facilitator}
		if _, err := v.room().Do(ctx, model.Host, lines.NewOp(), again); err != nil {
			return model.Host // who leads needs no place among the people
		}
	}
	return model.Actor{Person: p.ID, Role: model.Facilitator}
}

// again is the line that brings the caller back, with the return code of who
// has joined without a key; empty if it is not known.
func (v *visitor) again(projector bool) string {
	if v.room() == nil || v.r.config.JoinFor == nil {
		return ""
	}
	join := v.r.config.JoinFor(v.room().Board().Code)
	if len(join.Lines) == 0 {
		return ""
	}
	suffix := ""
	if projector {
		suffix = "+projector"
	}
	if code := v.id.wayBack(); code != "" && v.person() != nil {
		suffix += "+" + code
	}
	return strings.Replace(join.Lines[0], "@", suffix+"@", 1)
}

// told notes how many are before the caller.
func (v *visitor) told(ahead int) {
	v.ahead.Store(int64(ahead))
	if v.line != nil {
		v.line(ahead)
	}
}

// tellInLine says now and then that many are coming in, and how many are before
// one.
func (v *visitor) tellInLine(errw io.Writer) func(ahead int) {
	const every = 5 * time.Second
	began := v.r.config.Now()
	said := began
	return func(ahead int) {
		now := v.r.config.Now()
		if now.Sub(began) < time.Second || said != began && now.Sub(said) < every {
			return
		}
		said = now
		_, _ = io.WriteString(errw, v.words().N("line.join.wait", ahead)+"\n")
	}
}

// words are those of the caller's language, or else of the workshop's.
func (v *visitor) words() *i18n.Words {
	lang := v.caller.Lang
	if lang == "" && v.room() != nil {
		lang = v.room().Board().Lang
	}
	return i18n.For(lang)
}

// Line runs one line command.
func (r *Router) Line(ctx context.Context, c sshserver.Caller, args []string, in io.Reader, out, errw io.Writer) int {
	v, at, err := r.identify(ctx, c, true)
	if err != nil {
		_, _ = io.WriteString(errw, stage.Say(v.words(), err)+"\n")
		return lines.NotJoined
	}
	defer context.AfterFunc(ctx, func() { close(v.gone) })()
	if at.projector {
		err = v.watches(ctx, false)
	}
	if err != nil {
		_, _ = io.WriteString(errw, stage.Say(v.words(), err)+"\n")
		return lines.NotJoined
	}
	comeBack := func() { c.Conn.SetFarewell(v.words().Lang(), v.again(at.projector)) }
	comeBack()
	v.line = v.tellInLine(errw)
	leave := func() {}
	defer func() { leave() }()
	joined := func(since time.Time) {
		c.Conn.Joined(since)
		comeBack()
		if p := v.person(); p != nil && len(args) == 0 { // a conversation sits down, a single command passes by
			leave()
			leave = v.take(p.ID)
		}
	}
	if len(args) == 0 {
		if v.listed() && !at.projector {
			defer v.room().Enter(0)() // who leads is inside, be it without a place among the people
		}
		var stop func()
		ctx, stop = whileThere(ctx, v.room())
		defer stop()
	}
	code := lines.Run(ctx, lines.Session{
		Room: v.room(), Key: v.identity(v.room()), Door: &threshold{v: v}, Observer: at.projector,
		Leads: func() bool { return !at.projector && v.listed() }, Watches: v.watchesOn, ComeBack: func() string { return v.again(at.projector) },
		Name: c.Name, Lang: c.Lang, Ticket: int(v.ticket.Load()), JoinFor: r.config.JoinFor, Now: r.config.Now, NewOp: lines.NewOp, Joined: joined,
		Reach: v, Reads: v.reading, Guesser: stage.ServerState[likeness.Guesser](r.config.Shared),
	}, args, in, out, errw)
	if gone := v.room().Gone(); gone != nil && len(args) == 0 {
		_, _ = io.WriteString(errw, stage.Say(v.words(), gone)+"\n")
		return lines.NotJoined
	}
	return code
}
