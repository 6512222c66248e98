package question

import (
	"embed"
	"fmt"
	"strings"

	"verkstad/model/text"
)

// set is a set of words in lower case.
type set map[string]bool

// stemmed is a set of words, compared without their endings.
type stemmed struct {
	lang  string
	forms map[string][]string // by their stem
}

// has reports whether the word is in the set, in any form. Two words that only share a
// short stem ("servera", "servett") are not the same.
func (s stemmed) has(word string) bool {
	if word == "" {
		return false
	}
	for _, form := range s.forms[text.Stem(word, s.lang)] {
		if n := min(len(form), len(word)) - 1; form[:n] == word[:n] {
			return true
		}
	}
	return false
}

// ends reports whether the word, as a compound, ends with a word of the set that has at
// least least letters.
func (s stemmed) ends(word string, least int) bool {
	stem := text.Stem(word, s.lang)
	for last := range s.forms {
		if len(last) >= least && len(stem) > len(last)+1 && strings.HasSuffix(stem, last) {
			return true
		}
	}
	return false
}

// lexicon is the word lists of one language.
type lexicon struct {
	common       set // short words by which the language is recognised, and which are no subject matter
	ask          set // question words
	askBehind    set // question words after a preposition
	which        set // question words that ask for one of several
	who          set
	when         set
	where        set
	what         set
	prepositions set
	subjects     set // pronouns and similar words that can be the subject
	auxiliaries  set // verbs that begin a yes/no question
	verbs        set // other finite verbs that are not recognised by their ending
	notVerbs     set // words that end like a verb
	and          set
	relative     set // begin a subordinate clause
	back         set // refer to something mentioned before
	leadIn       set // come before the question itself
	spoken       map[string]string

	invite, propose set // verbs that begin a sentence that is not a question
	imperativeTail  set // follow "var" as an imperative: "Var snäll"
	exclaim         [][]string
	tags            [][]string
	bareTags        set // tags that need no comma before them
	compare         set // offer a choice

	factPhrases [][]string
	factNouns   set // after "which": one value
	valueNouns  set // after "what is": one value
	placeVerbs  set // after "where": the answer is a place
	opening     set // make a question with who, when or where ask for experiences

	loaded    [][]string
	blame     set
	blameWhy  [][]string
	bad       set // adjectives that express blame
	goalVerbs set
	feels     set // verbs after which such an adjective tells a feeling

	solving solving
	scope   scope
}

// solving is the words for measures and tools.
type solving struct {
	should       set // express a proposal
	shouldFirst  set // begin a yes/no question about a measure
	measures     set // verbs that are a measure
	weakMeasures set // verbs that are one only together with a tool, or with everybody
	compulsory   set
	free         set        // a price or a duty that is itself a measure
	through      [][]string // come before a means
	makes        set        // verbs for making or using
	articles     set
	tools        stemmed
	builds       set // verbs for building
	buildings    stemmed
	might        set // auxiliaries before an actor that is the answer

	actors             set // the people that a question is put to: "vi", "we"
	adverbs            set // may come between the actor and the verb
	introduce          set // verbs whose object is always a measure
	introducePairs     [][]string
	founds             set        // verbs whose object is a measure if it can be touched
	remake             [][]string // verbs for turning one thing into another
	abstract           stemmed    // what can be founded and is an aim all the same
	causes             set        // verbs for the effect of a means
	agents             stemmed    // people and organisations, which are not means
	owner              set        // refers to one of them: "its"
	institutions       set        // organisations that somebody else should act
	soft               set        // what one may want of them without naming a measure
	socially, receives set
}

// scope is the words that show how wide or narrow a question is.
type scope struct {
	wide, generic, here set
	essence             set // after "what is": a philosophical question
	smallThings         stemmed
	smallDeeds          set
	moments, spots      set
	docs, ordinals      set // parts of a text, and words for which of them
	looks               set // colours, fonts, sizes
	chores              set
}

// fields maps the sections of a file in words/ to the fields they are read into.
func (l *lexicon) fields() map[string]any {
	s, c := &l.solving, &l.scope
	return map[string]any{
		"common": &l.common, "ask": &l.ask, "askBehind": &l.askBehind, "which": &l.which, "who": &l.who, "when": &l.when, "where": &l.where, "what": &l.what,
		"prepositions": &l.prepositions, "subjects": &l.subjects, "auxiliaries": &l.auxiliaries, "verbs": &l.verbs, "notVerbs": &l.notVerbs,
		"and": &l.and, "relative": &l.relative, "back": &l.back, "leadIn": &l.leadIn, "spoken": &l.spoken,
		"invite": &l.invite, "propose": &l.propose, "imperativeTail": &l.imperativeTail, "exclaim": &l.exclaim, "tags": &l.tags, "bareTags": &l.bareTags, "compare": &l.compare,
		"factPhrases": &l.factPhrases, "factNouns": &l.factNouns, "valueNouns": &l.valueNouns, "placeVerbs": &l.placeVerbs, "opening": &l.opening,
		"loaded": &l.loaded, "blame": &l.blame, "blameWhy": &l.blameWhy, "bad": &l.bad, "goalVerbs": &l.goalVerbs, "feels": &l.feels,
		"should": &s.should, "shouldFirst": &s.shouldFirst, "measures": &s.measures, "weakMeasures": &s.weakMeasures, "compulsory": &s.compulsory, "free": &s.free,
		"through": &s.through, "makes": &s.makes, "articles": &s.articles, "tools": &s.tools, "builds": &s.builds, "buildings": &s.buildings, "might": &s.might,
		"actors": &s.actors, "adverbs": &s.adverbs, "introduce": &s.introduce, "introducePairs": &s.introducePairs, "founds": &s.founds, "remake": &s.remake,
		"abstract": &s.abstract, "causes": &s.causes, "agents": &s.agents, "owner": &s.owner, "institutions": &s.institutions, "soft": &s.soft,
		"socially": &s.socially, "receives": &s.receives,
		"wide": &c.wide, "generic": &c.generic, "here": &c.here, "essence": &c.essence, "smallThings": &c.smallThings, "smallDeeds": &c.smallDeeds,
		"moments": &c.moments, "spots": &c.spots, "docs": &c.docs, "ordinals": &c.ordinals, "looks": &c.looks, "chores": &c.chores,
	}
}

//go:embed words
var wordFiles embed.FS

// lexicons has the lexicon of each language.
var lexicons = map[string]*lexicon{"sv": readLexicon("sv"), "en": readLexicon("en")}

// readLexicon reads words/LANG.txt, which is embedded; it panics if a section is missing or
// unknown.
func readLexicon(lang string) *lexicon {
	raw, err := wordFiles.ReadFile("words/" + lang + ".txt")
	if err != nil {
		panic(err)
	}
	l := &lexicon{}
	fields := l.fields()
	parts := strings.Split(string(raw), "\n[")
	for _, part := range parts[1:] {
		name, list, _ := strings.Cut(part, "]\n")
		switch to := fields[name].(type) {
		case *set:
			*to = words(list)
		case *stemmed:
			*to = stemmed{lang, map[string][]string{}}
			for w := range words(list) {
				stem := text.Stem(w, lang)
				to.forms[stem] = append(to.forms[stem], w)
			}
		case *[][]string:
			*to = phrases(list)
		case *map[string]string:
			*to = text.Pairs(list)
		default:
			panic(fmt.Sprintf("words/%s.txt: section %s twice, or not known", lang, name))
		}
		delete(fields, name)
	}
	if len(fields) > 0 {
		panic(fmt.Sprintf("words/%s.txt: sections missing: %v", lang, fields))
	}
	return l
}

func words(list string) set {
	s := set{}
	for _, w := range strings.Fields(list) {
		s[w] = true
	}
	return s
}

// phrases reads phrases separated by "|".
func phrases(list string) [][]string {
	var out [][]string
	for p := range strings.SplitSeq(list, "|") {
		if p := strings.Fields(p); len(p) > 0 {
			out = append(out, p)
		}
	}
	return out
}
