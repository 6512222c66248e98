package question

import "strings"

// leads reports whether the question contains an answer, blame or a loaded word.
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
	if q.hasAny(why+1, words("aldrig alltid never always")) {
		return true
	}
	if q.has(why+1, words("är are is")) && q.hasAny(why+2, words("så so")) && lex.solving.agents.has(q.at(why+2)) {
		return true // "Varför är tonåringar så …"
	}
	return q.phrase(lex.blameWhy) || q.has(why+1, words("är are is")) && q.hasAny(why+2, words("så so")) && q.hasAny(why+2, lex.bad)
}

// negated reports whether a yes/no question is phrased in the negative, which suggests yes:
// "Borde vi inte …", "Isn't it …".
func (q *sentence) negated() bool {
	return q.lang == "en" && strings.HasSuffix(q.at(0), "n't") || q.lang == "sv" && q.hasAnyIn(1, 4, words("inte ej"))
}
