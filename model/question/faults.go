package question

import "strings"

// leads reports whether an answer, blame or a loaded word is built in.
func (q *sentence) leads(f form) bool {
	if f == statement || f == invitation || f == demand {
		return false
	}
	lex := q.lex
	switch {
	case q.phrase(lex.loaded):
		return true
	case f == closed && q.negated():
		return true
	case q.hasAny(0, lex.blame) && !q.hasAny(0, lex.feels):
		return true
	}
	why := q.start()
	if why < 0 || !q.has(why, words("varför why")) {
		return false
	}
	return q.phrase(lex.blameWhy) || q.has(why+1, words("är are is")) && q.hasAny(why+2, words("så so")) && q.hasAny(why+2, lex.bad)
}

// negated reports whether a yes/no question is put in the negative, which
// fishes for yes: "Borde vi inte …", "Isn't it …".
func (q *sentence) negated() bool {
	return q.lang == "en" && strings.HasSuffix(q.at(0), "n't") || q.lang == "sv" && q.hasAnyIn(1, 4, words("inte ej"))
}

// hasSolution reports whether a measure or a tool is already the answer.
func (q *sentence) hasSolution(f form) bool {
	lex := q.lex
	switch f {
	case invitation:
		return false
	case demand:
		return true
	case statement:
		return len(q.words) > 3 && q.proposes() && !q.hasAny(0, words("vet tror know think undrar wonder"))
	case closed:
		return q.has(0, lex.shouldFirst) && q.measures() || q.hasAny(1, lex.compulsory)
	}
	start := q.start()
	if f == single || start < 0 {
		return false
	}
	if q.hasAny(start, lex.compulsory) {
		return true
	}
	for i := start + 1; i < len(q.words); i++ {
		if q.has(start, words("hur how")) && q.phraseAt(i, lex.through) && i+1 < len(q.words) {
			return true
		}
		if q.at(i) == "med" && lex.articles[q.at(i+1)] && q.toolWithin(i+2, 2) {
			return true // "Hur kan vi med en app …"
		}
		if lex.articles[q.words[i]] && lex.might[q.words[i-1]] && q.toolWithin(i+1, 3) {
			return true // "Hur kan en podd …"
		}
		if lex.builds[q.words[i]] && (q.buildingWithin(i+1, 4)) {
			return true
		}
		if lex.makes[q.words[i]] && q.makesTool(i) {
			return true
		}
	}
	return false
}

// proposes reports whether a statement says what should be done.
func (q *sentence) proposes() bool {
	if q.hasAnyIn(1, 6, q.lex.should) {
		return true
	}
	return q.has(0, words("vi kommunen man we let's")) && q.hasAnyIn(1, 3, words("ska behöver skulle need could"))
}

// buildingWithin reports whether a building is among the n words from i on.
func (q *sentence) buildingWithin(i, n int) bool {
	for j := i; j < i+n; j++ {
		if endsIn(q.at(j), q.lex.buildings, 4) {
			return true
		}
	}
	return false
}

// endsIn reports whether w is of the set or, being a compound, ends with one of
// at least least letters.
func endsIn(w string, of set, least int) bool {
	if of[w] {
		return true
	}
	for s := range of {
		if len(s) >= least && len(w) > len(s)+1 && strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

// measures reports whether a yes/no question is about a measure: a verb that
// only measures have, or a weaker one with a tool or for everybody.
func (q *sentence) measures() bool {
	if q.hasAny(1, q.lex.measures) {
		return true
	}
	return q.hasAny(1, q.lex.weakMeasures) && (q.hasAny(1, words("alla varje every all each")) || q.toolWithin(2, len(q.words)))
}

// makesTool reports whether a tool is what the verb at i makes or uses.
func (q *sentence) makesTool(i int) bool {
	for j := i + 1; j <= i+3; j++ {
		if q.lex.articles[q.at(j)] {
			return q.toolWithin(j+1, 3)
		}
	}
	return q.toolWithin(i+1, 1)
}

// toolWithin reports whether a tool is among the n words from i on, before a
// preposition parts them.
func (q *sentence) toolWithin(i, n int) bool {
	for j := i; j < i+n; j++ {
		if q.has(j, q.lex.prepositions) {
			return false
		}
		if q.isTool(q.at(j)) {
			return true
		}
	}
	return false
}

// isTool reports whether a word is a tool or ends with one, as Swedish builds
// its compounds.
func (q *sentence) isTool(w string) bool {
	if q.lex.tools[w] {
		return true
	}
	if q.lang != "sv" {
		return q.lex.tools[strings.TrimSuffix(w, "s")]
	}
	return endsIn(w, q.lex.tools, 4) || strings.HasSuffix(w, "app") && len(w) > 6
}

// isWide reports whether no group could get hold of it: something without
// bounds, and not one word that bounds it.
func (q *sentence) isWide() bool {
	wide := false
	for i, w := range q.words {
		switch {
		case q.lex.wide[w]:
			wide = true
		case q.lex.generic[w], q.lex.common[w], q.aux(i), q.has(i, q.lex.ask), q.has(i, q.lex.askBehind), q.lex.bad[w]:
		default:
			return false
		}
	}
	return wide && !q.hasAny(0, q.lex.here)
}

// isNarrow reports whether it is about a detail: two signs of it at least, a
// small thing, a small deed, a day or a time, a meeting to be set.
func (q *sentence) isNarrow() bool {
	signs, things := 0, 0
	for i, w := range q.words {
		switch {
		case q.small(w):
			if i == 0 || !q.small(q.words[i-1]) { // "coffee cup" is one
				things++
			}
		case q.lex.smallDeeds[w], q.lex.moments[w], q.lex.spots[w]:
			signs++
		}
		if strings.HasSuffix(w, "möte") && i > 0 && q.has(i-1, words("nästa")) {
			things++
		}
	}
	return things >= 2 || things == 1 && signs >= 1
}

// small reports whether a word is a small thing, or in Swedish ends with one.
func (q *sentence) small(w string) bool {
	if q.lex.smallThings[w] {
		return true
	}
	if q.lang == "en" {
		return q.lex.smallThings[strings.TrimSuffix(w, "s")]
	}
	return endsIn(w, q.lex.smallThings, 5)
}
