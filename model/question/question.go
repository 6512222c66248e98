// Package question examines a question that a room is to work with: whether it is open, and
// which common faults it has. It uses word lists and word order in Swedish and English, no
// language model; if it cannot tell, it says nothing, since a wrong hint costs more than a
// missing one.
//
// Missing question marks, lower case, typing mistakes and spoken spelling are not faults.
// Sources: Question Formulation Technique (Rothstein & Santana, 2011), How-Might-We
// practice. docs/results.md has how accurate it is.
package question

import (
	"slices"
	"strings"
)

// Fault is a possible fault of a question.
type Fault string

// The faults, in the order in which [Examine] returns them.
const (
	NotAQuestion Fault = "not_a_question" // a statement, a headline, a demand
	YesNo        Fault = "yes_no"         // it can be answered by yes, no or one of two choices
	Fact         Fault = "fact"           // it can be answered by one number, name, date or place
	Leading      Fault = "leading"        // it contains an answer, blame or a loaded word
	Double       Fault = "double"         // two questions, or two separate goals
	Solution     Fault = "solution"       // it contains a measure or a tool as the answer
	TooWide      Fault = "too_wide"       // too large for any group to work on
	TooNarrow    Fault = "too_narrow"     // a detail
)

// faults lists all faults.
var faults = []Fault{NotAQuestion, YesNo, Fact, Leading, Double, Solution, TooWide, TooNarrow}

// Finding is the result of examining a question.
type Finding struct {
	// Open is whether it cannot be answered by yes or no, by a choice of two or by one
	// fact. A text that is not a question is open if it invites people to tell something.
	Open   bool
	Faults []Fault // in the order of the constants; nil for none
}

// maxRunes bounds how much of a text is examined.
const maxRunes = 500

// Examine examines a question. lang ("sv" or "en") is used only if the language cannot be
// recognised from the text. An empty text has no faults and is not open.
func Examine(s, lang string) Finding {
	q := read(s, lang)
	if len(q.words) == 0 {
		return Finding{}
	}
	form := q.form()
	found := map[Fault]bool{
		NotAQuestion: form == statement || form == invitation || form == demand,
		YesNo:        form == closed || form == tagged,
		Fact:         form == single,
		Leading:      form == tagged || q.leads(form),
		Double:       form != statement && q.isDouble(),
		Solution:     q.hasSolution(form),
		TooWide:      form != statement && q.isWide(),
		TooNarrow:    form != statement && form != invitation && q.isNarrow(form),
	}
	if form == closed && found[TooNarrow] {
		found[Solution] = false // settling a detail is not a measure
	}
	out := Finding{Open: form == open || form == invitation}
	for _, f := range faults {
		if found[f] {
			out.Faults = append(out.Faults, f)
		}
	}
	return out
}

// form is the form of a sentence.
type form int

const (
	statement  form = iota // a statement or a headline
	invitation             // asks people to tell something: "Beskriv …", "List …"
	demand                 // a proposal: "Bygg …", "Turn … into …"
	closed                 // answered by yes or no, or by a choice of two
	tagged                 // a statement with a tag that suggests yes: "…, eller?"
	single                 // answered by one fact
	open
)

// form returns the form of the question.
func (q *sentence) form() form {
	if q.hasTag() {
		return tagged
	}
	start := q.start()
	switch {
	case start < 0 && q.verbFirst():
		return closed
	case start < 0 && q.has(0, q.lex.invite):
		return invitation
	case start < 0 && q.has(0, q.lex.propose):
		return demand
	case start < 0 && q.mark && q.finite(1) && q.has(0, q.lex.subjects):
		return closed // "Ni har bil?"
	case start < 0:
		return statement
	case q.isChoice(start):
		return closed
	case q.asksFact(start):
		return single
	}
	return open
}

// start returns the index of the question word, which may come after a preposition or after
// another clause; -1 if no clause is a question.
func (q *sentence) start() int {
	for i := range q.words {
		if i > 0 && !q.begins[i] {
			continue
		}
		at := q.questionWord(i)
		if at < 0 {
			continue
		}
		if q.inverted(at) && (i == 0 || !q.subordinate(at)) {
			return at
		}
	}
	return -1
}

// questionWord returns the index of the question word of a clause that begins at i: at i,
// or after a preposition; -1 if there is none.
func (q *sentence) questionWord(i int) int {
	if q.has(i, q.lex.ask) {
		return i
	}
	for n := 1; n <= 2; n++ { // "i vilken", "utifrån vad", "out of which"
		if q.has(i+n-1, q.lex.prepositions) && q.has(i+n, q.lex.askBehind) {
			return i + n
		}
	}
	return -1
}

// subordinate reports whether the question word at i only begins a subordinate clause of
// time, as "när" and "when" can.
func (q *sentence) subordinate(i int) bool {
	return q.has(i, words("när när when where var")) && !q.finite(i+1)
}

// inverted reports whether the clause after the question word at i is a question: "Hur kan
// vi", not "Hur jag", "Hur som helst" or "What a".
func (q *sentence) inverted(i int) bool {
	switch {
	case strings.HasSuffix(q.at(i), "'s"):
		return true
	case q.phraseAt(i, q.lex.exclaim):
		return false
	case q.lex.when[q.at(i)]:
		return q.finite(i + 1) // otherwise a subordinate clause: "När bussen är sen …"
	case q.at(i) == "var" && q.has(i+1, q.lex.subjects):
		return false // "Var ni nöjda?" is the verb
	case q.has(i+1, q.lex.subjects) && !q.finite(i+1):
		return q.mark && !q.has(i, words("när when"))
	case q.lang == "sv" && q.at(i) == "var" && q.has(i+1, q.lex.imperativeTail):
		return false
	case q.has(i, words("how hur")) && q.has(i+1, words("to att")):
		return false
	case len(q.words) <= i+1:
		return q.mark
	case q.lex.which[q.at(i)] && !q.mark && q.subjectFirst(i+1):
		return false // "Vilken kväll det blev!"
	}
	return q.mark || q.finiteWithin(i+1, 6)
}

// subjectFirst reports whether a subject comes before the first verb from i on.
func (q *sentence) subjectFirst(i int) bool {
	for ; i < len(q.words) && !q.aux(i); i++ {
		if q.has(i, q.lex.subjects) && q.finite(i+1) {
			return true
		}
	}
	return false
}

// finiteWithin reports whether one of n words from i on may be a finite verb.
func (q *sentence) finiteWithin(i, n int) bool {
	for j := i; j < i+n; j++ {
		if q.finite(j) {
			return true
		}
	}
	return false
}

// verbFirst reports whether it begins like a yes/no question.
func (q *sentence) verbFirst() bool {
	for i := range q.words {
		if i > 0 && !q.begins[i] {
			continue
		}
		if i > 0 && !q.mark {
			break
		}
		switch {
		case q.has(i, q.lex.auxiliaries) && len(q.words) > i+1:
			if q.lang == "en" && !q.mark && q.has(i, words("do have")) && !q.has(i+1, q.lex.subjects) {
				continue // "Do something"
			}
			return true
		case q.at(i) == "var" && q.has(i+1, q.lex.subjects):
			return true
		case q.lang == "sv" && q.finite(i) && !q.has(i, q.lex.propose) && !q.has(i, q.lex.invite) && (q.has(i+1, q.lex.subjects) || q.mark && i == 0):
			return true
		case q.lang == "sv" && q.mark && q.finite(i) && q.has(i+1, q.lex.subjects):
			return true
		}
	}
	return false
}

// hasTag reports whether it is a statement with a tag that suggests yes, or with a word
// that takes the answer for granted.
func (q *sentence) hasTag() bool {
	if q.has(0, words("visst nog")) && q.finite(1) {
		return true
	}
	for _, tag := range q.lex.tags {
		n := len(tag)
		if at := len(q.words) - n; at > 1 && (q.begins[at] || n > 1 || q.mark && q.lex.bareTags[tag[0]]) && slices.Equal(q.words[at:], tag) {
			return q.questionWord(0) < 0 || !q.inverted(q.questionWord(0))
		}
	}
	return q.mark && q.has(0, q.lex.subjects) && q.finite(1) && q.hasAny(2, words("väl ju surely"))
}

// isChoice reports whether it offers a choice: "Vad är bäst, buss eller tåg?".
func (q *sentence) isChoice(start int) bool {
	for i, w := range q.words {
		if w != "eller" && w != "or" || i < start+3 || i+1 >= len(q.words) {
			continue
		}
		for _, cut := range q.commas {
			if cut > start+1 && i-cut <= 4 && len(q.words)-i <= 5 && i > cut && q.hasAny(start, q.lex.compare) {
				return true
			}
		}
	}
	return false
}

// asksFact reports whether one number, name, date or place answers it.
func (q *sentence) asksFact(start int) bool {
	for _, p := range q.lex.factPhrases {
		if q.prefixAt(start, p) {
			return true
		}
	}
	lex := q.lex
	switch w := q.at(start); {
	case lex.which[w]:
		end := min(start+4, len(q.words))
		for i := start + 1; i < end && !q.aux(i); i++ {
			if lex.factNouns[q.words[i]] {
				return !q.hasAny(i, lex.opening) || q.has(i, lex.scope.looks) || q.isNarrow(open)
			}
		}
	}
	switch w := q.at(start); {
	case lex.who[w]:
		return q.words[max(0, start-1)] == w && !q.hasAny(start, lex.opening)
	case lex.when[w]:
		return start == 0 && !q.hasAny(start, lex.opening)
	case lex.where[w]:
		return q.hasAny(start, lex.placeVerbs) && !q.hasAny(start, lex.opening)
	case lex.what[w]:
		if q.has(start+1, words("är var is was are were blir what's")) {
			return q.factNoun(start+2, start+6)
		}
	}
	return false
}

// factNoun reports whether the subject from i to end has a single value.
func (q *sentence) factNoun(i, end int) bool {
	for ; i < min(end, len(q.words)); i++ {
		if q.lex.valueNouns[q.words[i]] {
			return true
		}
		if q.has(i, q.lex.prepositions) {
			return false
		}
	}
	return false
}

// isDouble reports whether it asks two things.
func (q *sentence) isDouble() bool {
	first := q.start()
	if q.asking > 1 {
		return true
	}
	if first < 0 && !q.verbFirst() {
		return false
	}
	for i := max(first, 0) + 2; i+2 < len(q.words); i++ {
		joined := q.has(i-1, q.lex.and) || q.begins[i] && first >= 0
		if !joined {
			continue
		}
		at := q.questionWord(i)
		if at < 0 || first < 0 && !q.has(i-1, q.lex.and) {
			continue
		}
		if q.asksAgain(at) && !(q.begins[first+0] && q.words[i-1] != "and" && !q.has(i-1, q.lex.and) && q.fronted(first)) {
			return true
		}
	}
	return first >= 0 && q.twoGoals(first)
}

// fronted reports whether a clause comes before the question word.
func (q *sentence) fronted(first int) bool { return first > 2 }

// asksAgain reports whether the question word at i begins a main clause: it is followed by
// a verb, or by a noun and a verb.
func (q *sentence) asksAgain(i int) bool {
	if q.has(i+1, q.lex.subjects) || q.at(i+1) == "som" || q.at(i+1) == "to" {
		return false
	}
	if q.finite(i + 1) {
		return true
	}
	long := q.lex.which[q.at(i)] || q.has(i, words("hur how what"))
	return long && (q.aux(i+2) || q.aux(i+3) && !q.has(i+2, q.lex.subjects))
}

// twoGoals reports whether one question word asks for two unrelated things to be done: both
// have an object of their own, and nothing in the second refers to the first.
func (q *sentence) twoGoals(first int) bool {
	if !q.has(first, words("hur how")) {
		return false
	}
	for i := first + 5; i+3 < len(q.words); i++ {
		if !q.has(i-1, q.lex.and) || q.hasAnyIn(first, i, q.lex.relative) || q.hasAny(i, q.lex.back) {
			continue
		}
		if q.lang == "sv" && q.goal(first, i) || q.lang == "en" && q.lex.goalVerbs[q.words[i]] && q.hasAnyIn(first, i, words("we")) {
			return true
		}
	}
	return false
}

// goal reports whether the word at i is a verb in the same form as the first one.
func (q *sentence) goal(first, i int) bool {
	if q.lex.goalVerbs[q.words[i]] {
		return true
	}
	return !q.aux(first+1) && q.has(first+2, words("vi man ni")) && strings.HasSuffix(q.words[i], "r") && q.lex.goalVerbs[strings.TrimSuffix(q.words[i], "r")]
}
