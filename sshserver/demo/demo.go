// Package demo fills a workshop with made-up people, for the demo and for tests: each has a
// key, joins over real SSH, keeps a terminal open, and does what the phase asks for, some
// by typing on their screen and some by line commands. One of them can also lead: see
// [Config.Lead].
package demo

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"sync"
	"time"

	"github.com/pelletier/go-toml/v2"
	gossh "golang.org/x/crypto/ssh"

	"verkstad/model"
	"verkstad/model/safego"
	"verkstad/model/workshop"
)

//go:embed content/*.toml
var contents embed.FS

// content is who the made-up people are, and what they write.
type content struct {
	People   []character `toml:"people"`
	Clusters []ideaGroup `toml:"clusters"`
}

type character struct {
	Name       string   `toml:"name"`
	Sector     string   `toml:"sector"`
	CheckIn    string   `toml:"checkin"`
	Ideas      []string `toml:"ideas"`
	Commitment struct {
		What string `toml:"what"`
		When string `toml:"when"`
	} `toml:"commitment"`
	Feedback struct {
		Score int    `toml:"score"`
		Text  string `toml:"text"`
	} `toml:"feedback"`
}

// ideaGroup is ideas that belong together, given by their beginnings.
type ideaGroup struct {
	Title    string   `toml:"title"`
	Ideas    []string `toml:"ideas"`
	Question string   `toml:"question"`
	Better   string   `toml:"better"` // a better wording; may be empty
}

// loadContent reads the content in a language: "sv" or "en".
func loadContent(lang string) (content, error) {
	var c content
	raw, err := contents.ReadFile("content/" + lang + ".toml")
	if err != nil {
		return c, fmt.Errorf("no made-up people speak %q: %w", lang, err)
	}
	if err := toml.Unmarshal(raw, &c); err != nil {
		return c, fmt.Errorf("read made-up people: %w", err)
	}
	return c, nil
}

// Config says which workshop the people join and how fast they act.
type Config struct {
	Address     string // host:port of the server
	Fingerprint string // of its host key, as ssh shows it
	Code        string // join code of the workshop
	Room        workshop.Live
	Lang        string        // "sv" or "en"
	Pace        time.Duration // time that a person takes to think of one thing; 0 means 2 s
	Seed        uint64
	Log         *slog.Logger // nil means slog.Default
	// Lead reports whether the workshop should go on by itself at the moment; if nil, it
	// never does.
	Lead func() bool
	// Patience is how long the workshop then waits for a person who does not get ready; 0
	// means 90 times Pace.
	Patience time.Duration
}

// Run lets the people take part until ctx ends, or until the workshop has ended and they
// have left. It returns the errors that kept people out.
func Run(ctx context.Context, config Config) error {
	c, err := loadContent(config.Lang)
	if err != nil {
		return err
	}
	if config.Pace == 0 {
		config.Pace = 2 * time.Second
	}
	if config.Patience == 0 {
		config.Patience = 90 * config.Pace
	}
	if config.Log == nil {
		config.Log = slog.Default()
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var running sync.WaitGroup
	failures := make(chan error, len(c.People))
	for i := range c.People {
		p := newPerson(config, c, i)
		running.Add(1)
		safego.Go("simulated person", func() {
			defer running.Done()
			if err := p.run(ctx); err != nil && ctx.Err() == nil {
				failures <- fmt.Errorf("person %d: %w", i+1, err)
			}
		})
	}
	if config.Lead != nil {
		leader := &leader{Config: config, people: len(c.People), ticks: showTicks}
		running.Add(1)
		safego.Go("simulated leader", func() {
			defer running.Done()
			leader.run(ctx)
		})
	}
	running.Wait()
	close(failures)
	var all []error
	for err := range failures {
		all = append(all, err)
	}
	return errors.Join(all...)
}

func newPerson(config Config, c content, i int) *person {
	return &person{
		Config: config, character: c.People[i], groups: c.Clusters, index: i,
		dice: rand.New(rand.NewPCG(config.Seed, uint64(i))),
	}
}

// sameKey returns a callback that accepts only the host key with the configured
// fingerprint.
func (c Config) sameKey() gossh.HostKeyCallback {
	return func(_ string, _ net.Addr, key gossh.PublicKey) error {
		if got := gossh.FingerprintSHA256(key); got != c.Fingerprint {
			return fmt.Errorf("the server's key is %s, not %s", got, c.Fingerprint)
		}
		return nil
	}
}

// groupState is what the group is doing.
type groupState struct {
	phase model.PhaseID
	round model.RoundID
	ended bool
}

func groupStateOf(b *model.Board) groupState {
	m := groupState{ended: !b.Ended.IsZero()}
	if ph := b.Phase(); ph != nil {
		m.phase = ph.ID
	}
	if r := b.OpenRound(); r != nil {
		m.round = r.ID
	}
	return m
}
