package typing

import (
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/sshserver"
	"verkstad/sshserver/router"
	"verkstad/sshserver/sshclient"
	"verkstad/sshserver/sshtest"
	"verkstad/store"
	"verkstad/ui/facilitator"
	"verkstad/ui/frame"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
)

func TestMain(m *testing.M) {
	// A toast's timer ends by itself some seconds after its terminal.
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("charm.land/bubbletea/v2.Tick.func1"))
}

const patience = sshtest.Patience

const rest = sshtest.StillHands

const code = "KRABBA"

// room is a running server with a co-lab behind it.
type room struct {
	t       *testing.T
	live    *store.Live
	address string
	leader  gossh.Signer // a facilitator's key
	paces   *paces
}

// open starts a server with a co-lab that gathers ideas, revealed.
func open(t *testing.T, limits sshserver.Limits) *room {
	t.Helper()
	r := &room{t: t}
	dir, quiet := t.TempDir(), slog.New(slog.DiscardHandler)
	s, err := store.Open(dir, store.Options{Log: quiet})
	must(t, err)
	colab, _ := method.Get("colab")
	must(t, err)
	made, err := s.Create(t.Context(), model.CreateWorkshop{Title: "Återbruk", Lang: "sv", Code: code, Phases: colab.Agenda(1)})
	must(t, err)
	r.live = made
	r.paces = &paces{identify: made.Identify, done: make(chan struct{}), of: map[string]*pace{}}
	r.leader = sshtest.Key(t)
	facilitators := filepath.Join(dir, "facilitators")
	must(t, os.WriteFile(facilitators, gossh.MarshalAuthorizedKey(r.leader.PublicKey()), 0o600))
	cache := frame.NewCache(32 << 20)
	server, err := sshserver.New(sshserver.Config{
		Listen: "127.0.0.1:0", HostKeyPath: filepath.Join(dir, "host_ed25519"), FacilitatorsPath: facilitators, Log: quiet, Cache: cache, Limits: limits,
		App: pacedApp{router.New(router.Config{
			Workshops: workshop.RepositoryOf(s), Hosted: func() workshop.Live { return made }, Shared: stage.NewShared(cache), Limits: limits,
			JoinFor: func(string) workshop.Join { return workshop.Join{} },
			Screens: router.Screens{
				Participant: r.paces.participant, Facilitator: facilitator.New,
				Projector: func(e *stage.Env) stage.Screen { return projector.New(e, nil) },
			},
		}), r.paces},
	})
	must(t, err)
	r.address = server.Addr().String()
	t.Cleanup(func() { close(r.paces.done); _ = s.Close() })
	sshtest.Serve(t, server)
	r.enter(method.Gather)
	return r
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// do has the host do something.
func (r *room) do(c model.Command) {
	r.t.Helper()
	_, err := r.live.Do(r.t.Context(), model.Host, "", c)
	must(r.t, err)
}

// enter goes to the first phase of an activity.
func (r *room) enter(a method.Activity) {
	r.t.Helper()
	for _, ph := range r.live.Board().Phases() {
		if ph.Is(a) {
			r.do(model.EnterPhase{Phase: ph.ID, Start: true})
			return
		}
	}
	r.t.Fatalf("no phase of %s", a)
}

// vote opens a vote over some ideas of the host's.
func (r *room) candidates(n int) {
	r.t.Helper()
	for i := range n {
		r.do(model.AddIdea{Text: fmt.Sprintf("Kandidat %d", i+1)})
	}
	r.do(model.Reveal{})
}

func (r *room) openVote() {
	r.t.Helper()
	var ids []model.ItemID
	for _, i := range r.live.Board().AllIdeas().All() {
		ids = append(ids, i.ID)
	}
	r.do(model.OpenRound{Candidates: ids, Dots: 5})
}

// person is somebody at a terminal.
type person struct {
	r    *room
	name string
	id   model.PersonID
	pace *pace // nil for the computer's
	line *sshclient.Caller
	keys *sshclient.Terminal

	screen *sshtest.Screen
}

// text is what the terminal shows.
func (p *person) text() string { return p.screen.String() }

// sit opens a terminal with a key.
func (r *room) sit(name string, key gossh.Signer) *person {
	r.t.Helper()
	p := &person{r: r, name: name, screen: sshtest.NewScreen(r.t, 100, 30)}
	var err error
	p.line, err = sshclient.Call(r.t.Context(), sshclient.Config{Address: r.address, User: code, Key: key, HostKey: gossh.InsecureIgnoreHostKey(), Lang: "sv_SE.UTF-8"})
	must(r.t, err)
	p.keys, err = p.line.Open(100, 30, p.screen)
	must(r.t, err)
	r.t.Cleanup(p.line.Leave)
	return p
}

// join is somebody who has come in, of the first sector, and sits still.
func (r *room) join(names ...string) []*person {
	r.t.Helper()
	return r.come(false, names...)
}

// joinPaced is join for people who strike one key after the other, at a pace that
// the test gives.
func (r *room) joinPaced(names ...string) []*person {
	r.t.Helper()
	return r.come(true, names...)
}

func (r *room) come(paced bool, names ...string) (people []*person) {
	r.t.Helper()
	for _, name := range names {
		key := sshtest.Key(r.t)
		stored := r.live.Identify(sha256.Sum256(key.PublicKey().Marshal()))
		out, err := r.live.Do(r.t.Context(), model.Actor{Role: model.Participant}, "", model.JoinPerson{
			Key: stored, Name: name, Sector: model.Sectors[0], Role: model.Participant,
		})
		must(r.t, err)
		var its *pace
		if paced {
			its = r.paces.give(stored)
		}
		p := r.sit(name, key)
		p.id, p.pace = out.Person, its
		people = append(people, p)
	}
	for _, p := range people {
		p.sees("enter skicka")
		if paced {
			p.pace.pass(rest)
		}
	}
	if !paced {
		sshtest.AwaitStillHands()
	}
	return people
}

// one is somebody who has come in alone.
func (r *room) one() *person { return r.join("Åsa")[0] }

// types sends keys in one packet.
func (p *person) types(keys string) {
	p.r.t.Helper()
	if _, err := io.WriteString(p.keys, keys); err != nil {
		p.r.t.Fatalf("%s types %q: %v", p.name, keys, err)
	}
}

// strikes types a letter some time after the last key, and waits until the
// person's screen has dealt with it: it sees exactly those times.
func (p *person) strikes(letter rune, after time.Duration) {
	p.r.t.Helper()
	p.pace.pass(after)
	n, next := p.pace.keys()
	p.types(string(letter))
	select {
	case <-next:
	case <-time.After(patience):
		p.r.t.Fatalf("%s: the key %q, the %d., was not dealt with; the screen shows\n%s", p.name, letter, n+1, p.text())
	}
}

// sees waits until the screen shows a text.
func (p *person) sees(text string) {
	p.r.t.Helper()
	p.screen.AwaitTexts(p.r.t, p.name, text)
}

func (p *person) eventually(what string, ok func() bool) {
	p.r.t.Helper()
	sshtest.EventuallyOr(p.r.t, ok, func() string {
		return fmt.Sprintf("%s: %s: never; the screen shows\n%s\n", p.name, what, p.text())
	})
}

// ideas is what the person has on the board, oldest first.
func (p *person) ideas() (texts []string) {
	for _, i := range p.r.live.Board().AllIdeas().All() {
		if i.By == p.id && i.Live() {
			texts = append(texts, i.Text)
		}
	}
	return texts
}

// has waits until the person has those ideas on the board and no others.
func (p *person) has(want ...string) {
	p.r.t.Helper()
	p.eventually(fmt.Sprintf("has %q", want), func() bool { return slices.Equal(p.ideas(), want) })
}

// harmless fails the test if anything was done with the person's keys that a
// text cannot do.
func (p *person) harmless() {
	p.r.t.Helper()
	b := p.r.live.Board()
	me := b.Person(p.id)
	if dots := p.r.live.MyBallot(p.id).Dots; len(dots) > 0 {
		p.r.t.Errorf("%s has laid %v", p.name, dots)
	}
	if me.Hand != 0 {
		p.r.t.Errorf("%s has raised a hand", p.name)
	}
	if b.IsReady(me) {
		p.r.t.Errorf("%s is ready", p.name)
	}
	for _, c := range b.Clusters() {
		if c.By == p.id {
			p.r.t.Errorf("%s has made the cluster %q", p.name, c.Title)
		}
	}
	select {
	case <-p.keys.Done():
		p.r.t.Errorf("%s has left", p.name)
	default:
	}
}

func contains(screen, text string) bool { return strings.Contains(screen, text) }

// slotOf is the draft of ideas in the first phase of an activity.
func slotOf(r *room, a method.Activity) string {
	for _, ph := range r.live.Board().Phases() {
		if ph.Is(a) {
			return fmt.Sprintf("gather.%d", ph.ID)
		}
	}
	return ""
}
