package question

import "strings"

// set is a set of words in lower case.
type set map[string]bool

// lexicon is what is known of one language.
type lexicon struct {
	common       set // short words that tell the language and carry no subject
	ask          set // question words
	askBehind    set // those behind a preposition
	which        set // the one that asks for one of several
	who          set
	when         set
	where        set
	what         set
	prepositions set
	subjects     set // pronouns and the like that stand as subject
	auxiliaries  set // verbs that a yes/no question begins with
	verbs        set // other finite verbs that their ending does not tell
	notVerbs     set // words that end as a verb does
	and          set
	relative     set // begin a subclause
	back         set // go back to what was named before
	leadIn       set // said before the question itself
	spoken       map[string]string

	invite, propose set // verbs that a sentence without a question begins with
	imperativeTail  set // behind "var" as an imperative: "Var snäll"
	exclaim         [][]string
	tags            [][]string
	bareTags        set // tags that need no comma before them
	compare         set // lets choose

	factPhrases [][]string
	factNouns   set // behind "which": one value
	valueNouns  set // behind "what is": one value
	placeVerbs  set // behind "where": a place answers
	opening     set // makes of who, when, where a question of experiences

	loaded    [][]string
	blame     set
	blameWhy  [][]string
	bad       set // adjectives that blame
	goalVerbs set

	should       set // proposes
	shouldFirst  set // begins a yes/no question on a measure
	measures     set // verbs of a measure
	weakMeasures set // those that need a tool beside them, or everybody
	compulsory   set
	through      [][]string // before a means
	makes        set        // verbs that make or use
	articles     set
	tools        set
	builds       set // verbs that build
	buildings    set
	feels        set // what is blame elsewhere is told as a feeling
	might        set // auxiliaries before an actor that is the answer

	wide, generic, here                     set
	smallThings, smallDeeds, moments, spots set
}

// lexicons are those of both languages.
var lexicons = map[string]*lexicon{"sv": swedish(), "en": english()}

func words(list string) set {
	s := set{}
	for _, w := range strings.Fields(list) {
		s[w] = true
	}
	return s
}

// phrases reads phrases parted by "|".
func phrases(list string) [][]string {
	var out [][]string
	for p := range strings.SplitSeq(list, "|") {
		out = append(out, strings.Fields(p))
	}
	return out
}

// pairs reads pairs "said=meant".
func pairs(list string) map[string]string {
	out := map[string]string{}
	for _, p := range strings.Fields(list) {
		said, meant, _ := strings.Cut(p, "=")
		out[said] = meant
	}
	return out
}
