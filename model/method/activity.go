package method

import (
	"slices"
	"sync/atomic"
)

// Activity is what a phase does. Its [Description] has what the rest of Verkstad needs to
// know of it.
type Activity string

// The nine activities.
const (
	Checkin  Activity = "checkin"  // everyone says who they are and why they came
	Talk     Activity = "talk"     // the group speaks; the screen keeps time
	Gather   Activity = "gather"   // everyone writes ideas
	Cluster  Activity = "cluster"  // ideas are sorted and merged
	Vote     Activity = "vote"     // dots on a frozen list of candidates
	Define   Activity = "define"   // questions, goals or wordings are written
	Commit   Activity = "commit"   // who does what, and when
	Feedback Activity = "feedback" // return on time invested, and a line
	Break    Activity = "break"
)

// Trait is something that an activity lets people do, or a way in which its
// phases are led. Several are joined with |.
type Trait uint16

// The traits. Rules and screens ask for them, so that a new activity with a trait gets
// everything that belongs to it.
const (
	TakesGreetings   Trait = 1 << iota // people say who they are and why they came
	TakesSpeech                        // people speak in turn; what they say may be noted
	TakesIdeas                         // people write ideas
	SortsIdeas                         // people put ideas in clusters, merge and file them
	TakesVotes                         // rounds are opened with the phase's settings
	TakesQuestions                     // people write questions, of which the group chooses some
	TakesCommitments                   // people promise what they will do
	TakesRatings                       // people answer on the activity's Scale, which nobody signs
	BuildsOnIdeas                      // needs ideas that everyone sees: hidden ones should be revealed first
	RevealsLater                       // what people do may be hidden until the facilitator reveals it, as the setting reveal says
	Rests                              // the clock starts by itself, and Stretch keeps its minutes
)

// Setting names a field of [Settings] that only some activities use, as it is
// written in a method file.
type Setting string

// The settings that only some activities use. All other settings are for any activity.
const (
	SettingReveal     Setting = "reveal"
	SettingTurns      Setting = "turns"
	SettingCategories Setting = "categories"
	SettingGoals      Setting = "goals"
	SettingDots       Setting = "dots"
	SettingMaxPer     Setting = "max_per"
	SettingChoose     Setting = "choose"
	SettingSecret     Setting = "secret"
	SettingKeep       Setting = "keep"
	SettingSessions   Setting = "sessions"
	SettingBySession  Setting = "by_session"
	SettingCandidates Setting = "candidates"
)

// Description is what the phases of an activity have in common. The ids of its words in the
// catalogue are activity.NAME and activity.short.NAME.
type Description struct {
	Name     Activity
	Light    string    // its colour on a white background: #RRGGBB
	Dark     string    // its colour on a dark background: #RRGGBB
	Traits   Trait     // all its traits
	Settings []Setting // those of the above that its phases use
	Initial  Settings  // settings of a phase that is added to an agenda
	Scale    Scale     // what people answer on; the zero Scale without [TakesRatings]
}

// Scale is what people answer on in the phases of an activity that has [TakesRatings]. The
// ids of its words begin with scale.NAME: those of each score (scale.NAME.0), ask, which a
// view says over it, and mean, which says what the answers come to. Those that an activity
// lacks are left out.
type Scale struct {
	Low, High int  // the lowest and the highest score, 0 to 9
	Text      bool // people may add a text
	Once      bool // each answers once a workshop, whichever phase it is in; else once a phase
}

// Has reports whether the scale has the score.
func (s Scale) Has(score int) bool { return score >= s.Low && score <= s.High }

// AsksOnce returns the description of the activity whose scale asks once a workshop.
func AsksOnce() Description {
	for _, d := range descriptions {
		if d.Scale.Once {
			return d
		}
	}
	return Description{}
}

// descriptions describes the activities in the order a workshop usually has them.
var descriptions = []Description{
	{
		Name: Checkin, Light: "#8A5A00", Dark: "#E0AF68", // amber
		Traits:   TakesGreetings,
		Settings: []Setting{SettingTurns},
	},
	{
		Name: Talk, Light: "#00687F", Dark: "#7DCFFF", // sky
		Traits:   TakesSpeech | BuildsOnIdeas,
		Settings: []Setting{SettingSessions, SettingBySession},
	},
	{
		Name: Gather, Light: "#2A5DB0", Dark: "#7AA2F7", // blue
		Traits:   TakesIdeas | RevealsLater,
		Settings: []Setting{SettingReveal, SettingTurns, SettingCategories, SettingGoals, SettingSessions, SettingBySession},
	},
	{
		Name: Cluster, Light: "#7040B8", Dark: "#BB9AF7", // violet
		Traits:   SortsIdeas | BuildsOnIdeas,
		Settings: []Setting{SettingReveal, SettingCategories, SettingGoals},
	},
	{
		Name: Vote, Light: "#B02A4C", Dark: "#F7768E", // rose
		Traits:   TakesVotes | BuildsOnIdeas,
		Settings: []Setting{SettingDots, SettingMaxPer, SettingChoose, SettingSecret, SettingKeep, SettingCandidates},
		Initial:  Settings{Secret: true},
	},
	{
		Name: Define, Light: "#0B6E5F", Dark: "#4FD6BE", // teal
		Traits:   TakesQuestions | BuildsOnIdeas,
		Settings: []Setting{SettingReveal, SettingGoals, SettingSessions, SettingBySession},
	},
	{Name: Commit, Light: "#3F6F13", Dark: "#9ECE6A", Traits: TakesCommitments}, // leaf
	{
		Name: Feedback, Light: "#A8430A", Dark: "#FF9E64", // orange
		Traits: TakesRatings,
		Scale:  Scale{Low: 0, High: 4, Text: true, Once: true},
	},
	{Name: Break, Light: "#5A6078", Dark: "#A9B1D6", Traits: Rests}, // slate
}

// added are descriptions that a test has added; nil outside tests.
var added atomic.Pointer[[]Description]

// Descriptions returns the description of every activity, in the order a workshop usually
// has them. The caller may change the slice, but not what its elements refer to.
func Descriptions() []Description {
	if more := added.Load(); more != nil {
		return slices.Concat(descriptions, *more)
	}
	return slices.Clone(descriptions)
}

// Activities returns the names of all activities, in the order a workshop
// usually has them.
func Activities() []Activity {
	var names []Activity
	for _, d := range Descriptions() {
		names = append(names, d.Name)
	}
	return names
}

// Description returns the description of the activity. An activity that does not exist has
// no traits and uses no settings.
func (a Activity) Description() Description {
	if d := a.find(); d != nil {
		return *d
	}
	return Description{Name: a}
}

// find returns the description of the activity, which must not be changed; nil if there is
// none.
func (a Activity) find() *Description {
	for i := range descriptions {
		if descriptions[i].Name == a {
			return &descriptions[i]
		}
	}
	if more := added.Load(); more != nil {
		for i := range *more {
			if (*more)[i].Name == a {
				return &(*more)[i]
			}
		}
	}
	return nil
}

// Does reports whether the activity has at least one of the traits.
func (a Activity) Does(traits Trait) bool {
	d := a.find()
	return d != nil && d.Traits&traits != 0
}

// Uses reports whether phases of the activity use the setting.
func (a Activity) Uses(s Setting) bool {
	d := a.find()
	return d != nil && slices.Contains(d.Settings, s)
}

// Extend adds an activity until the test tb is over. Only tests call it, which
// TestActivitiesAreExtendedOnlyInTests holds, and no tests may run in parallel with it.
func Extend(tb interface{ Cleanup(func()) }, d Description) {
	before := added.Load()
	more := []Description{d}
	if before != nil {
		more = slices.Concat(*before, more)
	}
	added.Store(&more)
	tb.Cleanup(func() { added.Store(before) })
}
