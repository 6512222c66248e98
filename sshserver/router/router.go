// Package router serves people who connect over SSH: it finds the workshop that the user
// name means, who the caller is, and the screen or the line commands that are theirs. It is
// the program's [sshserver.App].
//
// A user name is a join code, with or without something after a plus:
//
//	KRABBA              join, or come back with the same key
//	KRABBA+X7K-2M9-4QD  come back with a return code
//	KRABBA+7Q2MX-B4KPN  come with a ticket, which lets one vote; or come back with it
//	KRABBA+projector    watch as an observer
//
// It proves only that somebody knows the code. Who a caller is follows from the key that
// the server saw proved, or from the return code; who leads, from the facilitators file and
// from what facilitators have appointed.
package router

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"time"

	"verkstad/model"
	"verkstad/model/code"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/ui/i18n"
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

// Errors for callers whose user name leads nowhere.
var (
	// errWrongCode is returned when no workshop has the code, or it is not a code.
	errWrongCode = &model.Error{Code: "wrong-code", Message: "no workshop has that code"}
	// errWrongReturn is returned when nobody has the return code.
	errWrongReturn = &model.Error{Code: "wrong-return", Message: "nobody has that return code"}
	// errTooManyTries is returned when the connection has tried too many codes.
	errTooManyTries = &model.Error{Code: "too-many-tries", Message: "too many wrong codes"}
)

// Config is what the router needs.
type Config struct {
	Workshops workshop.Repository
	// Hosted returns the workshop that this server was started for. A facilitator's key
	// leads there if no workshop has the user name as its code; for line commands not if
	// the name is as long as a code, since a script with a typing mistake in one would act
	// there. Hosted may be nil, and may return nil.
	Hosted  func() workshop.Live
	Screens Screens
	Shared  *stage.Shared // shared by the server's terminals
	JoinFor func(code string) workshop.Join
	Now     stage.Clock // nil means the system's
	// Limits limit participants; values that are zero are those of
	// [sshserver.DefaultLimits].
	Limits sshserver.Limits
}

// Router is an [sshserver.App].
type Router struct {
	config      Config
	guesses     *sshserver.GuessLimiter
	pace        *pace
	archive     archive
	seats       seats
	claims      openClaims
	watchers    watchers
	returnCodes *returnCodes // codes of people who have joined
}

var _ sshserver.App = (*Router)(nil)

// New makes a router.
func New(config Config) *Router {
	if config.Now == nil {
		config.Now = time.Now
	}
	return &Router{config: config, guesses: sshserver.NewGuessLimiter(), pace: newPace(config.Limits, config.Now), returnCodes: newReturnCodes()}
}

// visitor is a caller, and what was found out about them.
type visitor struct {
	r         *Router
	caller    sshserver.Caller
	id        identity
	tellAhead func(ahead int) // told how many are before them while they wait to come in; nil for a screen, which asks
	gone      chan struct{}   // closed when they have left their terminal
	// leaveWatching ends the presence of a screen that was let in to watch without a key;
	// nil for all others.
	leaveWatching func()

	// These are set by a screen's commands, on other goroutines than the one that reads
	// them.
	current atomic.Pointer[workshop.Live]
	ticket  atomic.Int64 // number of the ticket they came with; 0 if none
	ahead   atomic.Int64 // how many are before them while they wait to come in
}

// identify finds the workshop, for a line command or for a screen, and checks a return
// code. It returns one of the errors above, or ctx's error.
func (r *Router) identify(ctx context.Context, c sshserver.Caller, line bool) (v *visitor, at address, err error) {
	v, at = &visitor{r: r, caller: c, gone: make(chan struct{})}, parseAddress(c.User)
	if !c.HasKey {
		v.id.code = newReturnCode()
	}
	err = v.find(ctx, at)
	if err != nil && c.Facilitator && !errors.Is(err, errWrongReturn) {
		if hosted := r.hosted(ctx); hosted != nil && !(line && meantAsCode(at.code, hosted.Board().Code)) {
			v.enterRoom(hosted)
			err = nil
		}
	}
	return v, at, err
}

// meantAsCode reports whether a user name is as long as codes are, or as the code of this
// server's workshop.
func meantAsCode(user, hosted string) bool {
	return len(user) == code.JoinLength || len(user) == len(hosted)
}

// hosted returns the workshop that this server was started for, opened again if it was
// closed meanwhile; nil if there is none, or none any more.
func (r *Router) hosted(ctx context.Context) workshop.Live {
	if r.config.Hosted == nil {
		return nil
	}
	room := r.config.Hosted()
	if room == nil || room.Gone() == nil {
		return room
	}
	again, err := r.config.Workshops.Open(ctx, room.Board().ID)
	if err != nil {
		return nil
	}
	return again
}

// find finds the workshop, and the person who has the return code if one is given.
func (v *visitor) find(ctx context.Context, at address) error {
	if at.code == "" {
		return errWrongCode
	}
	var room workshop.Live
	err := v.tryCode(ctx, errWrongCode, func() (ok bool) {
		room, ok = v.r.config.Workshops.ByCode(at.code)
		return ok
	})
	if err != nil {
		return err
	}
	if at.returnCode != "" {
		if err := v.comeBack(ctx, room, at.returnCode); err != nil {
			return err
		}
	}
	v.enterRoom(room)
	return v.showTicket(ctx, at.ticket)
}

// room returns the workshop that the visitor is in; nil until it is found.
func (v *visitor) room() workshop.Live {
	if at := v.current.Load(); at != nil {
		return *at
	}
	return nil
}

// enterRoom puts the caller in a room, as they may use it.
func (v *visitor) enterRoom(room workshop.Live) {
	var held workshop.Live = limitedRoom{
		Live: room, pace: v.r.pace, try: v.tryCode, listed: v.listed,
		from: sshserver.SourceOf(v.caller.Remote), gone: v.gone, tellAhead: v.setAhead,
		queues: v.caller.Conn.WaitsToJoin, caller: v.caller, onJoined: func(as string) { v.rememberCode(room, as) },
	}
	v.current.Store(&held)
}

// tryCode compares a code, subject to the guess limiter.
func (v *visitor) tryCode(ctx context.Context, wrong error, right func() bool) error {
	switch err := v.r.guesses.Try(ctx, v.caller.Conn, right); {
	case errors.Is(err, sshserver.ErrWrongCode):
		return wrong
	case errors.Is(err, sshserver.ErrTooManyTries):
		return errTooManyTries
	default:
		return err
	}
}

// listed reports whether the caller is in the facilitators file as the person who they are
// here: somebody who comes back with another person's return code does not bring a
// facilitator's rights along.
func (v *visitor) listed() bool { return v.hasOwnIdentity() && v.caller.IsListed() }

// person returns the caller as a person of the room; nil if they have not joined.
func (v *visitor) person() *model.Person { return v.room().Board().PersonByKey(v.identity(v.room())) }

// leads reports whether the caller leads, by the facilitators file or by appointment.
func (v *visitor) leads() bool {
	if v.caller.Plain {
		return false
	}
	if v.listed() {
		return true
	}
	p := v.person()
	return p != nil && p.Leads()
}

// leadsPlainly reports whether a person who leads has come over plain HTTP.
func (v *visitor) leadsPlainly() bool {
	p := v.person()
	return v.caller.Plain && p != nil && (p.Leads() || p.Role == model.Facilitator)
}

// Screen makes the screen of one terminal.
func (r *Router) Screen(c sshserver.Caller, t sshserver.Terminal) (live.Screen, error) {
	ctx, cancel := context.WithTimeout(context.Background(), lookupTimeout)
	defer cancel()
	v, at, err := r.identify(ctx, c, false)
	env := &stage.Env{
		Reach: v, Room: v.room(), Hub: t.Hub, Theme: theme.For(theme.Unknown, theme.Millions), Words: v.words(), Now: r.config.Now, NewOp: lines.NewOp,
		JoinFor: r.config.JoinFor, Shared: r.config.Shared, Plain: t.IsBasic(),
		Controls: t.ShowControls != nil,
	}
	if err != nil && !errors.Is(err, errWrongCode) {
		return nil, errors.New(env.Say(err))
	}
	visit := &visit{v: v, leaveSeat: func() {}, isProjector: v.room() != nil && at.projector}
	var first stage.Screen
	switch {
	case visit.isProjector:
		if err := v.admitWatcher(ctx, true); err != nil {
			return nil, errors.New(env.Say(err))
		}
		env.Me = model.Actor{Role: model.Observer}
		visit.leaveWatching = v.startWatching()
		first = r.config.Screens.Projector(env)
	case v.room() != nil && v.leadsPlainly():
		return nil, errors.New(env.Say(ErrPlainLead))
	case v.room() != nil && v.leads():
		env.Enter(v.actor(ctx))
		visit.leads = true
		first = r.config.Screens.Facilitator(env)
	default:
		hint := v.hint(env)
		if v.room() == nil {
			hint.Tried, _, _ = strings.Cut(c.User, "+")
		}
		first = r.config.Screens.Participant(env, hint)
	}
	visit.App = stage.NewApp(env, first, t.W, t.H)
	if !visit.isProjector {
		visit.notice() // a person who has joined gets a place where others get none
	}
	return visit, nil
}

// hint returns what the participant's screen needs to know of the visitor.
func (v *visitor) hint(env *stage.Env) participant.Hint {
	h := participant.Hint{
		NoReturn: v.caller.Plain,
		Name:     v.caller.Name, Role: model.Participant, KeyFor: v.identity, Door: &visitorDoor{v: v}, FindRoom: v.findTyped,
		LookBack: v.lookBack(env), Ticket: func() int { return int(v.ticket.Load()) }, Ahead: func() int { return int(v.ahead.Load()) },
	}
	if v.room() != nil {
		h.Key = v.identity(v.room())
	}
	return h
}

// findTyped finds the workshop of a code typed on the screen, with or without a return code
// after a plus. It waits if many have guessed wrong.
func (v *visitor) findTyped(typed string) (workshop.Live, error) {
	ctx, cancel := context.WithTimeout(context.Background(), lookupTimeout)
	defer cancel()
	if err := v.find(ctx, parseAddress(typed)); err != nil {
		return nil, err
	}
	return v.room(), nil
}

// actor returns a facilitator as an actor: as the person that their key belongs to if they
// have joined. A person in the facilitators file who took part until now leads again.
func (v *visitor) actor(ctx context.Context) model.Actor {
	p := v.person()
	if p == nil || p.Removed {
		return model.Host
	}
	if p.Role != model.Facilitator {
		again := model.JoinPerson{Key: p.Key, Name: p.Name, Sector: p.Sector, Role: model.Facilitator}
		if _, err := v.room().Do(ctx, model.Host, lines.NewOp(), again); err != nil {
			return model.Host // a facilitator need not have joined
		}
	}
	return model.Actor{Person: p.ID, Role: model.Facilitator}
}

// reconnectLine returns the command line that brings the caller back, with the return code
// of a person who has joined without a key; empty if it is not known.
func (v *visitor) reconnectLine(projector bool) string {
	if v.room() == nil || v.r.config.JoinFor == nil && v.caller.Site == "" {
		return ""
	}
	if v.caller.Site != "" {
		return v.webAddress(projector)
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

// webAddress returns the address of the workshop's page at which a browser has found the
// server. What tells who they are is in the browser's cookie.
func (v *visitor) webAddress(projector bool) string {
	address := v.caller.Site + "/" + v.room().Board().Code
	if projector {
		address += "+projector"
	}
	return address
}

// setAhead records how many are before the caller.
func (v *visitor) setAhead(ahead int) {
	v.ahead.Store(int64(ahead))
	if v.tellAhead != nil {
		v.tellAhead(ahead)
	}
}

// words returns the words of the caller's language, or else of the workshop's.
func (v *visitor) words() *i18n.Words {
	lang := v.caller.Lang
	if lang == "" && v.room() != nil {
		lang = v.room().Board().Lang
	}
	return i18n.For(lang)
}
