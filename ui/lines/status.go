package lines

import (
	"encoding/json"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/stage"
)

// status is what "status --json" prints. Times are in whole seconds.
type status struct {
	Title    string       `json:"title"`
	Lang     string       `json:"lang"`
	Start    string       `json:"start,omitempty"` // when it is planned to begin, RFC 3339; absent once it has begun
	Ended    bool         `json:"ended"`
	Writable bool         `json:"writable"`         // whether anything can be saved now
	Error    string       `json:"error,omitempty"`  // why not
	Backup   string       `json:"backup,omitempty"` // why the last backup could not be made
	Lost     string       `json:"lost,omitempty"`   // what was damaged on disk, and is in no event
	Events   uint64       `json:"events"`
	Phase    *statusPhase `json:"phase"` // null before the first
	Phases   int          `json:"phases"`
	People   statusPeople `json:"people"`
	Counts   statusCounts `json:"counts"`
	Round    *statusRound `json:"round"` // the newest; null before the first
	You      *statusYou   `json:"you"`   // null before joining
}

// statusPhase is where the group is.
type statusPhase struct {
	Number      int    `json:"number"` // from 1
	Activity    string `json:"activity"`
	Title       string `json:"title"`
	Instruction string `json:"instruction,omitempty"`
	Prompt      string `json:"prompt,omitempty"`
	Revealed    bool   `json:"revealed"`
	Locked      bool   `json:"locked"` // its time is out and it takes no more
	Running     bool   `json:"running"`
	Planned     int    `json:"planned"` // 0 is without a clock
	Elapsed     int    `json:"elapsed"`
	Remaining   int    `json:"remaining"` // negative is over time
}

// statusPeople is how many people there are, of each kind.
type statusPeople struct {
	Joined   int            `json:"joined"`
	Here     int            `json:"here"`     // with a terminal open
	Waiting  int            `json:"waiting"`  // connected, not joined
	Watching int            `json:"watching"` // big screens and others who only look on, with a terminal open
	Leading  int            `json:"leading"`  // facilitators' terminals that are open
	Hands    int            `json:"hands"`
	Ready    int            `json:"ready"`
	BySector map[string]int `json:"bySector"` // by stored name: civil, public, …
}

// statusCounts is how much lies on the board, seen or not.
type statusCounts struct {
	Ideas       int `json:"ideas"`
	Clusters    int `json:"clusters"`
	Questions   int `json:"questions"`
	Commitments int `json:"commitments"`
}

// statusRound is the newest vote, without its result.
type statusRound struct {
	ID         int    `json:"id"`
	Open       bool   `json:"open"`
	Secret     bool   `json:"secret"`
	Dots       int    `json:"dots"`
	MaxPer     int    `json:"maxPer"`
	Candidates int    `json:"candidates"`
	Cast       int    `json:"cast"`               // ballots with a dot
	Rule       string `json:"rule"`               // who may vote: open, roll or tickets
	Of         int    `json:"of"`                 // how many may, or could when it closed; 0 if not known
	Keep       string `json:"keep,omitempty"`     // what it leaves behind: ballots, sums or both; absent in old rounds
	Withheld   string `json:"withheld,omitempty"` // why it shows no result: open, few or void
}

// statusYou is the caller.
type statusYou struct {
	Person int    `json:"person,omitempty"`
	Name   string `json:"name,omitempty"`
	Sector string `json:"sector,omitempty"`
	Role   string `json:"role"`
	Table  int    `json:"table,omitempty"`
	// Session is the one that the caller is in now, in a phase with sessions.
	Session int `json:"session,omitempty"`
}

func (c *call) statusNow() status {
	b, here := c.Room.Board(), c.Room.Presence()
	up, _ := b.Queue(here)
	s := status{
		Title: text.OneLine(b.Title), Lang: b.Lang, Ended: !b.Ended.IsZero(), Writable: true,
		Events: b.Events(), Phase: c.statusPhase(b), Phases: len(b.Phases()),
		People: statusPeople{Joined: b.Joined(), Hands: len(up), BySector: map[string]int{}},
	}
	if b.Waits() && !b.Start.IsZero() {
		s.Start = b.Start.Format(time.RFC3339)
	}
	if health := c.Room.Health(); health.Err != nil {
		s.Writable, s.Error = false, stage.Say(c.words, health.Err)
	}
	if fault := c.Room.Health().Backup; fault != nil {
		s.Backup = stage.Say(c.words, fault)
	}
	if fault := c.Room.Health().Lost; fault != nil {
		s.Lost = stage.Say(c.words, fault)
	}
	voters := 0
	if here != nil {
		s.People.Here, s.People.Waiting, s.People.Watching, voters = here.People, here.Waiting, here.Watching, here.Voters
	}
	s.People.Leading = leadersHere(b, here)
	for _, p := range b.People() {
		if p.Via != 0 && p.Here(here) {
			s.People.Here++ // at another's terminal
		}
		if b.IsReady(p) && !p.Gone(here) {
			s.People.Ready++
		}
	}
	sectors := b.BySector()
	for _, sector := range model.Sectors {
		s.People.BySector[sector.String()] = sectors[sector]
	}
	s.Counts = statusCounts{Clusters: len(b.Clusters()), Questions: len(b.Questions()), Commitments: len(b.Promises())}
	s.Counts.Ideas, _ = b.IdeaCount(0)
	if r := b.LastRound(); r != nil {
		s.Round = &statusRound{int(r.ID), r.IsOpen(), r.Secret, r.Dots, r.MaxPer, len(r.Candidates), r.Cast(), r.Rule.Word(), b.Electors(r, voters), string(r.Keep), string(r.Withheld())}
	}
	if c.me != (model.Actor{}) {
		s.You = &statusYou{Person: int(c.me.Person), Role: string(c.me.Role)}
		if p := b.Person(c.me.Person); p != nil {
			s.You.Name, s.You.Sector, s.You.Table = text.OneLine(p.Name), p.Sector.String(), p.Table
			s.You.Session = int(b.SessionOf(p, b.Phase()))
		}
	}
	return s
}

// leadersHere is how many terminals somebody can lead from now.
func leadersHere(b *model.Board, here *model.Presence) int {
	if here == nil {
		return 0
	}
	n := here.Hosts
	for _, p := range b.Leaders() {
		n += here.Terminals[p.ID]
	}
	return n
}

func (c *call) statusPhase(b *model.Board) *statusPhase {
	ph := b.Phase()
	if ph == nil {
		return nil
	}
	now := c.Now()
	return &statusPhase{
		Number: b.Current() + 1, Activity: string(ph.Activity), Title: c.phaseTitle(ph),
		Instruction: text.OneLine(stage.Local(c.words.Lang(), ph.Instruction)), Prompt: text.OneLine(stage.Local(c.words.Lang(), ph.Prompt)),
		Revealed: ph.Revealed(), Locked: b.Locked(now), Running: ph.Running(),
		Planned: seconds(ph.Planned()), Elapsed: seconds(ph.Elapsed(now)), Remaining: seconds(ph.Remaining(now)),
	}
}

func seconds(d time.Duration) int { return int(d / time.Second) }

// status prints where the workshop is, a name and a value a line.
func (c *call) status() error {
	s := c.statusNow()
	if c.Has("json") {
		raw, err := json.MarshalIndent(s, "", "  ")
		if err != nil {
			return err
		}
		c.line(string(raw))
		return nil
	}
	w := c.words
	c.line(w.T("thing.workshop"), s.Title)
	if s.Start != "" {
		start := c.Room.Board().Start.In(c.Now().Location())
		c.line(w.T("line.status.start"), w.Date(start)+" "+w.Time(start))
	}
	c.printPhase(s)
	c.line(w.T("line.status.people"), w.T("line.status.peopleis", "Here", s.People.Here, "Joined", s.People.Joined, "Waiting", s.People.Waiting))
	c.line(w.T("line.status.board"), strings.Join([]string{
		w.N("unit.ideas", s.Counts.Ideas), w.N("unit.clusters", s.Counts.Clusters),
		w.N("unit.questions", s.Counts.Questions), w.N("unit.commitments", s.Counts.Commitments),
	}, ", "))
	if r := c.Room.Board().OpenRound(); r != nil {
		c.line(w.T("thing.round"), w.T("line.status.round", "N", int(r.ID), "Cast", c.request().Turnout(r), "Dots", w.N("report.votes.dots", r.Dots)))
	}
	if s.You != nil {
		role := w.T("role." + s.You.Role)
		if s.You.Name != "" {
			role = s.You.Name + ", " + role
		}
		c.line(w.T("line.status.you"), role)
	} else {
		c.line(w.T("line.status.you"), c.howToJoin())
	}
	if !s.Writable {
		c.line(w.T("line.status.saving"), w.T("line.cannot", "Reason", s.Error))
	}
	if s.Backup != "" && c.me.Role == model.Facilitator {
		c.line(w.T("line.status.backup"), s.Backup)
	}
	if s.Lost != "" && c.me.Role == model.Facilitator {
		c.line(w.T("line.status.lost"), s.Lost)
	}
	return nil
}

func (c *call) printPhase(s status) {
	w := c.words
	switch {
	case s.Ended:
		c.line(w.T("thing.phase"), w.T("line.status.ended"))
		return
	case s.Phase == nil:
		c.line(w.T("thing.phase"), w.T("line.status.before"))
		return
	}
	ph := s.Phase
	c.line(w.T("thing.phase"), w.T("unit.of", "N", ph.Number, "Total", s.Phases)+": "+ph.Title)
	if ph.Instruction != "" {
		c.line(w.T("line.status.task"), ph.Instruction)
	}
	if ph.Prompt != "" {
		c.line(w.T("line.status.prompt"), ph.Prompt)
	}
	if ph.Planned == 0 && ph.Elapsed == 0 {
		return
	}
	clock := w.T("unit.left", "Time", w.Clock(time.Duration(ph.Remaining)*time.Second))
	if ph.Remaining < 0 {
		clock = w.T("unit.over", "Time", w.Clock(time.Duration(-ph.Remaining)*time.Second))
	}
	if !ph.Running {
		clock += ", " + w.T("line.status.paused")
	}
	c.line(w.T("line.status.clock"), clock)
}
