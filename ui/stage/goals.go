package stage

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/i18n"
)

// Tag is a global goal, or one of its targets.
type Tag struct {
	Goal   int          // 1 to 17
	Target model.Target // empty for the goal itself
}

// Number is "12" or "12.3".
func (t Tag) Number() string { return cmp.Or(string(t.Target), strconv.Itoa(t.Goal)) }

// Name is the tag's short name.
func (t Tag) Name(w *i18n.Words) string {
	if t.Target != "" {
		return w.T("target." + string(t.Target))
	}
	return goalName(w, t.Goal)
}

// in reports whether the tag is among those that something serves.
func (t Tag) in(s model.Serves) bool {
	if t.Target != "" {
		return slices.Contains(s.Targets, t.Target)
	}
	return slices.Contains(s.Goals, t.Goal)
}

// goalName is a global goal's short name.
func goalName(w *i18n.Words, n int) string { return w.T("goal." + strconv.Itoa(n)) }

// goalTags is each goal followed by its targets, 186 in all.
var goalTags = sync.OnceValue(func() (all []Tag) {
	for g := 1; g <= model.GoalCount; g++ {
		all = append(all, Tag{Goal: g})
		for _, t := range model.Targets(g) {
			all = append(all, Tag{g, t})
		}
	}
	return all
})

// tagNames is the names of each of goalTags in every language, in words.
var tagNames = sync.OnceValue(func() (names [][][]string) {
	for _, t := range goalTags() {
		var in [][]string
		for _, lang := range i18n.Languages {
			in = append(in, parts(t.Name(i18n.For(lang))))
		}
		names = append(names, in)
	}
	return names
})

// parts is the words of a text in small letters.
func parts(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// FindTags gives the global goals and targets that somebody means, goals first:
// by number, begun or whole ("12", "12.3"), or by words of the name in any of
// the languages. A word counts where it begins one of the name's, and inside
// one if it has four letters or more. Nothing asked for gives the goals.
func FindTags(asked string) []Tag {
	asked = text.Fold(strings.TrimSpace(asked))
	if asked != "" && asked[0] >= '0' && asked[0] <= '9' {
		return numbered(asked)
	}
	var goals, targets []Tag
	for i, t := range goalTags() {
		switch {
		case t.Target != "" && asked == "", !slices.ContainsFunc(tagNames()[i], func(name []string) bool { return begun(name, parts(asked)) }):
		case t.Target == "":
			goals = append(goals, t)
		default:
			targets = append(targets, t)
		}
	}
	return append(goals, targets...)
}

// numbered gives what a number stands for: a goal with its targets, or the
// targets that begin so, the one that is meant first.
func numbered(asked string) []Tag {
	var out []Tag
	for _, t := range goalTags() {
		whole := t.Number() == asked || strconv.Itoa(t.Goal) == asked
		if whole || t.Target != "" && strings.Contains(asked, ".") && strings.HasPrefix(string(t.Target), asked) {
			out = append(out, t)
		}
	}
	return out
}

// begun reports whether each of the words begins a word of the name.
func begun(name, asked []string) bool {
	for _, a := range asked {
		if !slices.ContainsFunc(name, func(p string) bool {
			return strings.HasPrefix(p, a) || utf8.RuneCountInString(a) >= 4 && strings.Contains(p, a)
		}) {
			return false
		}
	}
	return true
}

// meant is the one tag that somebody means; false if it is none, or several.
// One goal among targets is the goal.
func meant(asked string) (Tag, bool) {
	found := FindTags(asked)
	goals := slices.DeleteFunc(slices.Clone(found), func(t Tag) bool { return t.Target != "" })
	switch {
	case len(found) == 0:
		return Tag{}, false
	case found[0].Number() == strings.ToLower(strings.TrimSpace(asked)), len(found) == 1, len(goals) == 1:
		return found[0], true
	}
	return Tag{}, false
}

// ParseGoals reads several goals and targets with commas between, or numbers
// with spaces. bad is the first that is none, or several.
func ParseGoals(asked []string) (s model.Serves, bad string) {
	for _, one := range asked {
		for part := range strings.SplitSeq(one, ",") {
			if strings.TrimSpace(part) == "" {
				continue
			}
			tag, ok := meant(part)
			switch {
			case !ok:
				return model.Serves{}, part
			case tag.Target != "":
				s.Targets = append(s.Targets, tag.Target)
			default:
				s.Goals = append(s.Goals, tag.Goal)
			}
		}
	}
	return s, ""
}

// GoalFilter is what a filter that begins with # lets through: what serves any
// of the goals or targets, and has the text. The zero value lets through all.
type GoalFilter struct {
	Tags []Tag
	Text string // lower case; what is written after a number, or all of a filter without #
	none bool   // a goal was asked for that there is not
}

// ReadFilter reads a filter: "#12", "#12.3 verktyg", "#jämst", or words alone.
// Several goals that begin so are all meant.
func ReadFilter(s string) GoalFilter {
	s = text.Fold(strings.TrimSpace(s))
	asked, ok := strings.CutPrefix(s, "#")
	if !ok || strings.TrimSpace(asked) == "" {
		return GoalFilter{Text: strings.TrimPrefix(s, "#")}
	}
	f := GoalFilter{}
	if asked[0] >= '0' && asked[0] <= '9' {
		asked, f.Text, _ = strings.Cut(asked, " ")
		f.Text = strings.TrimSpace(f.Text)
	}
	if tag, ok := meant(asked); ok {
		f.Tags = []Tag{tag}
	} else {
		f.Tags = FindTags(asked)
	}
	f.none = len(f.Tags) == 0
	return f
}

// Keeps reports whether something with these texts that serves s is let through.
func (f GoalFilter) Keeps(s model.Serves, texts ...string) bool {
	return f.Serves(s) && f.has(texts...)
}

// Serves reports whether what serves s is let through, whatever it says.
func (f GoalFilter) Serves(s model.Serves) bool {
	return !f.none && (len(f.Tags) == 0 || slices.ContainsFunc(f.Tags, func(t Tag) bool { return t.in(s) }))
}

// has reports whether one of the texts has the words that are looked for.
func (f GoalFilter) has(texts ...string) bool {
	return f.Text == "" || slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(strings.ToLower(s), f.Text) })
}

// Goals reports whether goals are looked for.
func (f GoalFilter) Goals() bool { return f.none || len(f.Tags) > 0 }
